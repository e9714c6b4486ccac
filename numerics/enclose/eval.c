/* Enclosures of expressions over boxes.  See eval.h.
 *
 * Soundness.  A node's interval encloses the node's values at every point of
 * the box (with hypotheses: every point where they all hold), and is defined
 * only if the node is defined there: by induction over the DAG from the
 * inclusion property of each iv operation.  Values are kept per node and
 * carry a stamp; a value is reused only for the box it was computed for.
 */
#include "../base/halt.h"
#include "../expr/expr_function.h"
#include "eval_internal.h"

#include <assert.h>
#include <stdlib.h>

enum {
    CHUNK = 128
};

/* ---- life --------------------------------------------------------------- */

eval *eval_new(const expr_pool *pool, mpfr_prec_t prec)
{
    eval *e = xcalloc(1, sizeof *e);
    e->pool = pool;
    e->prec = prec;
    e->now = EVAL_FIRST_BOX;
    e->last_chunk_used = CHUNK;
    e->var = xcalloc(EXPR_MAX_VARS, sizeof *e->var);
    iv_init(&e->undefined, prec);
    return e;
}

static size_t cells_in_chunk(const eval *e, size_t k)
{
    return k + 1 == e->nchunks ? e->last_chunk_used : CHUNK;
}

void eval_free(eval *e)
{
    if (e == NULL)
        return;
    eval_free(e->inner);
    eval_free(e->low);
    eval_kept_free(e->kept);
    eval_slopes_free(e->slopes);
    eval_sums_free(e->sums);
    eval_taylor_forget(e);
    for (size_t k = 0; k < e->nchunks; k++) {
        for (size_t j = 0; j < cells_in_chunk(e, k); j++)
            iv_clear(&e->chunk[k][j].v);
        free(e->chunk[k]);
    }
    for (int i = 0; i < e->nready; i++) {
        range_clear(&e->var[i].r);
        iv_clear(&e->var[i].given);
        iv_clear(&e->var[i].x);
    }
    iv_clear(&e->undefined);
    free(e->var);
    free(e->chunk);
    eval_table_clear(&e->cell);
    free(e->stack.e);
    free(e->taylor_stack.e);
    free(e->hyp);
    free(e);
}

mpfr_prec_t eval_prec(const eval *e)
{
    return e->prec;
}

static eval_cell *cell_of(eval *e, expr id)
{
    void **slot = eval_table_slot(&e->cell, id);
    if (*slot != NULL)
        return *slot;
    if (e->last_chunk_used == CHUNK) {
        e->chunk = xrealloc(e->chunk, (e->nchunks + 1) * sizeof *e->chunk);
        e->chunk[e->nchunks++] = xcalloc(CHUNK, sizeof **e->chunk);
        e->last_chunk_used = 0;
    }
    eval_cell *c = &e->chunk[e->nchunks - 1][e->last_chunk_used++];
    iv_init(&c->v, e->prec);
    *slot = c;
    return c;
}

/* ---- box, precision, hypotheses ----------------------------------------- */

static void forget_box(eval *e)
{
    e->now++;
}

/* The variable's exact description, rounded outward once. */
static void enclose_var(eval_var *v)
{
    if (v->is_given)
        iv_set(&v->x, &v->given);
    else
        iv_set_ends(&v->x, v->r.lo_inf ? NULL : v->r.lo, v->r.lo_open,
                    v->r.hi_inf ? NULL : v->r.hi, v->r.hi_open);
}

static void ready_vars(eval *e, int n)
{
    assert(n >= 0 && n <= EXPR_MAX_VARS);
    for (; e->nready < n; e->nready++) {
        eval_var *v = &e->var[e->nready];
        range_init(&v->r);
        iv_init(&v->given, e->prec);
        iv_init(&v->x, e->prec);
    }
}

void eval_set_prec(eval *e, mpfr_prec_t prec)
{
    if (prec == e->prec)
        return;
    e->prec = prec;
    forget_box(e);
    eval_taylor_forget(e);
    for (size_t k = 0; k < e->nchunks; k++)
        for (size_t j = 0; j < cells_in_chunk(e, k); j++) {
            iv_set_prec(&e->chunk[k][j].v, prec);
            e->chunk[k][j].stamp = EVAL_STALE;
        }
    for (int i = 0; i < e->nready; i++) {
        iv_set_prec(&e->var[i].x, prec);
        enclose_var(&e->var[i]);
    }
}

void eval_set_box(eval *e, const range *box, int nvars)
{
    forget_box(e);
    ready_vars(e, nvars);
    e->nvars = nvars;
    for (int i = 0; i < nvars; i++) {
        range_set(&e->var[i].r, &box[i]);
        e->var[i].is_given = false;
        enclose_var(&e->var[i]);
    }
}

void eval_set_var(eval *e, int i, iv_srcptr value)
{
    assert(i >= 0 && i < e->nvars);
    forget_box(e);
    eval_var *v = &e->var[i];
    iv_set_prec(&v->given, mpfr_get_prec(iv_lower(value)));
    iv_set(&v->given, value);
    v->is_given = true;
    enclose_var(v);
}

iv_srcptr eval_var_value(const eval *e, int i)
{
    return i < e->nvars ? &e->var[i].x : &e->undefined;
}

void eval_set_hyps(eval *e, const sign_condition *hyp, size_t n)
{
    forget_box(e);
    e->hyp = xrealloc(e->hyp, n * sizeof *e->hyp);
    e->nhyps = n;
    for (size_t j = 0; j < n; j++) {
        const expr_node *x = expr_get(e->pool, hyp[j].e);
        e->hyp[j] = (eval_hyp){.h = hyp[j]};
        if (x->op == EXPR_NEG)
            e->hyp[j].negated = x->arg[0];
        if (x->op == EXPR_SUB) {
            e->hyp[j].minuend = x->arg[0];
            e->hyp[j].subtrahend = x->arg[1];
        }
    }
}

/* ---- one node ----------------------------------------------------------- */

/* r is a value known to be >= 0 (> 0 if strict), or with negate <= 0.  An
 * empty meet says that the hypothesis fails on the whole box; whatever is
 * kept is then sound, and r unchanged is what shows it to a caller. */
static void narrow_to_sign(iv_ptr r, bool strict, bool negate)
{
    iv_t t;
    iv_init(t, mpfr_get_prec(iv_lower(r)));
    if (negate)
        iv_neg(t, r);
    else
        iv_set(t, r);
    iv_meet_nonneg(t, t, strict);
    if (iv_is_defined(t) && !iv_is_empty(t)) {
        if (negate)
            iv_neg(r, t);
        else
            iv_set(r, t);
    }
    iv_clear(t);
}

/* A node is bounded by a hypothesis when it is h itself, g where h = -g, or
 * b - a where h = a - b. */
static void narrow(const eval *e, expr id, const expr_node *n, iv_ptr r)
{
    for (size_t j = 0; j < e->nhyps; j++) {
        const eval_hyp *h = &e->hyp[j];
        bool same = id == h->h.e;
        bool reversed = id == h->negated ||
                        (h->minuend != EXPR_NONE && n->op == EXPR_SUB &&
                         n->arg[0] == h->subtrahend && n->arg[1] == h->minuend);
        if (same || reversed)
            narrow_to_sign(r, h->h.strict, reversed);
    }
}

/* ---- the walk ----------------------------------------------------------- */

static const eval_cell *value_of(const eval *e, expr id)
{
    const eval_cell *c = eval_table_get(&e->cell, id);
    bool valid = c != NULL && (c->stamp == e->now ||
                               (c->stamp == EVAL_CLOSED && c->aim == e->aim));
    return valid ? c : NULL;
}

/* c = the conditional n once its condition h and the branches that matter
 * are known; otherwise the child to evaluate first. */
static expr apply_if(eval_cell *c, const eval *e, const expr_node *n,
                     const eval_cell *h)
{
    int holds = eval_condition(&h->v, n->strict);
    const eval_cell *a = value_of(e, n->arg[1]), *b = value_of(e, n->arg[2]);
    if (!iv_is_defined(&h->v)) {
        iv_set_undefined(&c->v);
        c->decided = c->continuous = false;
        return EXPR_NONE;
    }
    if (holds >= 0 && a == NULL)
        return n->arg[1];
    if (holds <= 0 && b == NULL)
        return n->arg[2];
    if (holds == 0) {
        iv_hull(&c->v, &a->v, &b->v);
        c->decided = c->continuous = false;
        return EXPR_NONE;
    }
    const eval_cell *branch = holds > 0 ? a : b;
    iv_set(&c->v, &branch->v);
    c->decided = branch->decided;
    c->continuous = branch->continuous;
    return EXPR_NONE;
}

static void smoothness(eval_cell *c, const expr_node *n,
                       const eval_cell *const arg[3], const iv_srcptr a[3])
{
    c->decided = c->continuous = true;
    if (expr_function_has_steps((expr_op)n->op)) {
        /* constant on this box, whatever the argument is, or not known */
        c->decided = c->continuous = iv_is_point(&c->v);
        return;
    }
    bool kink = n->op == EXPR_ABS || n->op == EXPR_MIN || n->op == EXPR_MAX;
    int branch = kink ? eval_branch(n->op, a) : 0;
    if (branch != 0) {
        /* on this box n is the branch (or its negative) and nothing else */
        int k = branch > 0 || n->op == EXPR_ABS ? 0 : 1;
        c->decided = arg[k]->decided;
        c->continuous = arg[k]->continuous;
        return;
    }
    c->decided = !kink;
    for (int k = 0; k < n->nargs; k++) {
        c->decided = c->decided && arg[k]->decided;
        c->continuous = c->continuous && arg[k]->continuous;
    }
}

/* Computes node id if its arguments are known, and answers EXPR_NONE; or
 * answers an argument to evaluate first. */
static expr step(eval *e, expr id)
{
    const expr_node *n = expr_get(e->pool, id);
    const eval_cell *arg[3] = {NULL, NULL, NULL};
    iv_srcptr a[3] = {NULL, NULL, NULL};
    for (int k = 0; k < (n->op == EXPR_IF ? 1 : n->nargs); k++) {
        arg[k] = value_of(e, n->arg[k]);
        if (arg[k] == NULL)
            return n->arg[k];
        a[k] = &arg[k]->v;
    }
    eval_cell *c = cell_of(e, id);
    if (n->op == EXPR_IF) {
        expr first = apply_if(c, e, n, arg[0]);
        if (first != EXPR_NONE)
            return first;
    } else if (n->op == EXPR_INTEGRAL) {
        eval_integral(e, c, n, a[0], a[1]);
        e->halted = e->halted || (!iv_is_defined(&c->v) && halt_now());
        c->decided = c->decided && arg[0]->decided && arg[1]->decided;
        c->continuous =
            c->continuous && arg[0]->continuous && arg[1]->continuous;
    } else {
        if (n->op == EXPR_VAR)
            iv_set(&c->v, eval_var_value(e, n->p));
        else
            eval_apply(&c->v, e->pool, id, a);
        if (e->nhyps > 0 && n->nargs == 1 && n->vars != 0)
            eval_reflect(e, n, a[0], &c->v);
        smoothness(c, n, arg, a);
    }
    if (n->vars == 0 && e->halted) {
        c->stamp = e->now;
    } else if (n->vars == 0) {
        /* Hypotheses may change while closed values stay: no narrowing. */
        c->stamp = EVAL_CLOSED;
        c->aim = e->aim;
    } else {
        narrow(e, id, n, &c->v);
        c->stamp = e->now;
    }
    return EXPR_NONE;
}

/* Depth first with an explicit stack: chains may be 100,000 nodes long. */
static const eval_cell *evaluate(eval *e, expr f)
{
    const eval_cell *c = value_of(e, f);
    if (c != NULL)
        return c;
    mpfr_flags_t flags = mpfr_flags_save();
    eval_push(&e->stack, f);
    while (e->stack.n > 0) {
        expr first = step(e, e->stack.e[e->stack.n - 1]);
        if (first != EXPR_NONE)
            eval_push(&e->stack, first);
        else
            e->stack.n--;
    }
    mpfr_flags_restore(flags, MPFR_FLAGS_ALL);
    if (e->halted)
        forget_box(e);
    e->halted = false;
    return eval_table_get(&e->cell, f);
}

iv_srcptr eval_enclose(eval *e, expr f)
{
    return f != EXPR_NONE ? &evaluate(e, f)->v : &e->undefined;
}

iv_srcptr eval_enclose_smooth(eval *e, expr f, bool *decided, bool *continuous)
{
    if (f == EXPR_NONE) {
        *decided = *continuous = false;
        return &e->undefined;
    }
    const eval_cell *c = evaluate(e, f);
    *decided = c->decided;
    *continuous = c->continuous;
    return &c->v;
}

/* ---- ranges and intervals ------------------------------------------------ */

void eval_range_hull(range *r, const range *b, iv_srcptr p)
{
    mpq_t q;
    mpq_init(q);
    range_set(r, b); /* an open end that p does not reach stays open */
    r->lo_inf = r->lo_inf || mpfr_inf_p(iv_lower(p));
    r->hi_inf = r->hi_inf || mpfr_inf_p(iv_upper(p));
    if (!r->lo_inf) {
        mpfr_get_q(q, iv_lower(p)); /* exact */
        int below = mpq_cmp(q, r->lo);
        if (below < 0)
            mpq_set(r->lo, q);
        if (below <= 0)
            r->lo_open = p->lo_open && (below < 0 || r->lo_open);
    }
    if (!r->hi_inf) {
        mpfr_get_q(q, iv_upper(p)); /* exact */
        int above = mpq_cmp(q, r->hi);
        if (above > 0)
            mpq_set(r->hi, q);
        if (above >= 0)
            r->hi_open = p->hi_open && (above > 0 || r->hi_open);
    }
    mpq_clear(q);
}
