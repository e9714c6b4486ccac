/* Taylor coefficients of expressions over boxes: the walk.  See eval.h.
 *
 * For a node w and a variable x = x_i, w_k encloses (d^k w / dx^k) / k! at
 * every point of the box; taylor_rules.c has the rules.
 *
 * Hypotheses never narrow here: derivatives are wanted on the whole box, also
 * where the hypotheses fail.  A node that does not depend on x is *flat*: its
 * series is its value alone and needs no smoothness at all.
 */
#include "taylor_internal.h"

/* ---- one node ----------------------------------------------------------- */

/* A flat node: only its value, by interval arithmetic. */
static void apply_flat(taylor_work *w, taylor_series *r, expr id,
                       const expr_node *n, const taylor_series *const a[3])
{
    r->len = 1;
    if (n->vars == 0) {
        iv_set(&r->c[0], eval_enclose(w->e, id)); /* kept between boxes */
    } else if (n->op == EXPR_VAR) {
        iv_set(&r->c[0], eval_var_value(w->e, n->p));
    } else if (n->op == EXPR_INTEGRAL) {
        taylor_of_integral(w, r, id, n, a);
    } else {
        iv_srcptr v[3] = {NULL, NULL, NULL};
        for (int k = 0; k < n->nargs; k++)
            v[k] = &a[k]->c[0];
        eval_apply(&r->c[0], w->e->pool, id, v);
    }
}

/* All defined or none; no exact zeros at the end, as polynomials have. */
static void settle(taylor_series *r)
{
    for (int k = 0; k < r->len; k++)
        if (!iv_is_defined(&r->c[k])) {
            taylor_set_undefined(r);
            return;
        }
    while (r->len > 1 && taylor_is_zero(&r->c[r->len - 1]))
        r->len--;
}

/* ---- the walk ----------------------------------------------------------- */

static taylor_series *series_of(const taylor_work *w, expr id)
{
    taylor_series *s = eval_table_get(&w->e->series, id);
    return s != NULL && s->stamp == w->e->taylor_now ? s : NULL;
}

static taylor_series *new_series(taylor_work *w, expr id, int len)
{
    eval *e = w->e;
    void **slot = eval_table_slot(&e->series, id);
    if (*slot == NULL)
        *slot = xcalloc(1, sizeof(taylor_series));
    taylor_series *s = *slot;
    eval_series_reserve(s, len, e->prec);
    s->len = len;
    s->relative = false;
    return s;
}

static bool depends(const taylor_work *w, const expr_node *n)
{
    return ((n->vars >> w->var) & 1) != 0;
}

/* A conditional.  Decided: the branch taken.  Undecided with a flat
 * condition: for fixed values of the other variables one branch holds along
 * the whole of x, so the hull of both series encloses; otherwise undefined.
 * Answers a child to expand first, or EXPR_NONE when r is there. */
static expr expand_if(taylor_work *w, expr id, const expr_node *n,
                      const taylor_series *h)
{
    int holds = eval_condition(&h->c[0], n->strict);
    bool flat = !depends(w, expr_get(w->e->pool, n->arg[0]));
    bool usable = taylor_is_defined(h) && (holds != 0 || flat);
    const taylor_series *a = series_of(w, n->arg[1]);
    const taylor_series *b = series_of(w, n->arg[2]);
    if (usable && holds >= 0 && a == NULL)
        return n->arg[1];
    if (usable && holds <= 0 && b == NULL)
        return n->arg[2];
    taylor_series *r = new_series(w, id, w->order + 1);
    r->stamp = w->e->taylor_now;
    if (!usable) {
        taylor_set_undefined(r);
    } else if (holds != 0) {
        taylor_copy(w, r, holds > 0 ? a : b);
    } else if (!taylor_is_defined(a) || !taylor_is_defined(b)) {
        taylor_set_undefined(r);
    } else {
        for (int k = 0; k <= w->order; k++)
            iv_hull(&r->c[k], taylor_coef(w, a, k), taylor_coef(w, b, k));
    }
    return EXPR_NONE;
}

static void expand_var(taylor_work *w, taylor_series *r)
{
    for (int k = 1; k <= w->order; k++)
        iv_set_si(&r->c[k], k == 1);
    iv_set(&r->c[0], eval_var_value(w->e, w->var));
}

/* As step() in eval.c. */
static expr expand(taylor_work *w, expr id)
{
    const expr_node *n = expr_get(w->e->pool, id);
    const taylor_series *a[3] = {NULL, NULL, NULL};
    bool defined = true, flat = !depends(w, n);
    int nargs = n->vars == 0 ? 0 : n->op == EXPR_IF ? 1 : n->nargs;
    for (int k = 0; k < nargs; k++) {
        a[k] = series_of(w, n->arg[k]);
        if (a[k] == NULL)
            return n->arg[k];
        defined = defined && taylor_is_defined(a[k]);
    }
    if (n->op == EXPR_IF && n->vars != 0)
        return expand_if(w, id, n, a[0]);
    taylor_series *r = new_series(w, id, flat ? 1 : w->order + 1);
    if (!defined)
        taylor_set_undefined(r);
    else if (flat)
        apply_flat(w, r, id, n, a);
    else if (n->op == EXPR_VAR)
        expand_var(w, r);
    else if (n->op == EXPR_INTEGRAL)
        taylor_of_integral(w, r, id, n, a);
    else
        taylor_apply(w, r, n, a);
    settle(r);
    if (w->relative && !flat && taylor_is_defined(r) && n->nargs > 0 &&
        n->op != EXPR_INTEGRAL)
        taylor_relative(w, r, n, a);
    r->stamp = w->e->taylor_now;
    return EXPR_NONE;
}

void eval_taylor_work_init(taylor_work *w, eval *e, int var, int order)
{
    iv_struct *scratch[] = {&w->zero, &w->s, &w->t, &w->u, &w->sum};
    w->e = e;
    w->var = var;
    w->order = order;
    w->relative = e->relative && order > 1 &&
                  !iv_is_point(eval_var_value(e, var));
    for (size_t k = 0; k < sizeof scratch / sizeof *scratch; k++)
        iv_init(scratch[k], e->prec);
    iv_set_si(&w->zero, 0);
    for (int k = 0; k < 3; k++) {
        w->tmp[k] = e->scratch[k];
        e->scratch[k] = (taylor_series){.cap = 0};
        eval_series_reserve(&w->tmp[k], order + 1, e->prec);
        w->tmp[k].len = order + 1;
    }
}

void eval_taylor_work_clear(taylor_work *w)
{
    iv_struct *scratch[] = {&w->zero, &w->s, &w->t, &w->u, &w->sum};
    for (size_t k = 0; k < sizeof scratch / sizeof *scratch; k++)
        iv_clear(scratch[k]);
    for (int k = 0; k < 3; k++) {
        eval_series_clear(&w->e->scratch[k]); /* of a walk within */
        w->e->scratch[k] = w->tmp[k];
    }
}

bool eval_taylor_relative(eval *e, expr f, int i, int order, iv_struct *out,
                          iv_struct *q)
{
    eval_taylor(e, f, i, order, out);
    if (!iv_certainly_nonzero(&out[0]))
        return false;
    const taylor_series *s = eval_table_get(&e->series, f);
    for (int k = 1; k <= order; k++)
        if (s->relative)
            iv_set(&q[k], &s->q[k]);
        else
            iv_div(&q[k], &out[k], &out[0]);
    return true;
}

void eval_taylor(eval *e, expr f, int i, int order, iv_struct *out)
{
    for (int k = 0; k <= order; k++)
        iv_set_undefined(&out[k]);
    if (f == EXPR_NONE || i < 0 || i >= EXPR_MAX_VARS || order < 0)
        return;
    eval_taylor_joint(e, &f, 1, i, order, out, order + 1);
}

void eval_taylor_joint(eval *e, const expr *f, int n, int i, int order,
                       iv_struct *out, int step)
{
    mpfr_flags_t flags = mpfr_flags_save();
    taylor_work w;
    eval_taylor_work_init(&w, e, i, order);
    e->taylor_now++;
    for (int j = 0; j < n; j++) {
        eval_push(&e->taylor_stack, f[j]);
        while (e->taylor_stack.n > 0) {
            expr top = e->taylor_stack.e[e->taylor_stack.n - 1];
            expr first = series_of(&w, top) != NULL ? EXPR_NONE
                                                    : expand(&w, top);
            if (first != EXPR_NONE)
                eval_push(&e->taylor_stack, first);
            else
                e->taylor_stack.n--;
        }
        const taylor_series *s = series_of(&w, f[j]);
        for (int k = 0; k <= order; k++)
            if (taylor_is_defined(s))
                iv_set(&out[j * step + k], taylor_coef(&w, s, k));
            else
                iv_set_undefined(&out[j * step + k]);
    }
    eval_taylor_work_clear(&w);
    mpfr_flags_restore(flags, MPFR_FLAGS_ALL);
}
