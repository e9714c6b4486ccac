/* Lists of operations on intervals of doubles: compiled from expressions, and
 * run.  Believed.  See rung.h. */
#include "rung_internal.h"

#include "../base/memory.h"
#include "../base/rational.h"

#include <fenv.h>
#include <stdlib.h>
#include <string.h>

/* The compiler must not use more than doubles for doubles, nor take them for
 * real numbers. */
#if !defined(FLT_EVAL_METHOD) || FLT_EVAL_METHOD != 0 ||                       \
    defined(__FAST_MATH__) || FLT_RADIX != 2 || DBL_MANT_DIG != 53
static const bool built_for_it = false;
#else
static const bool built_for_it = true;
#endif

bool rung_usable(void)
{
    volatile double least = DBL_MIN, one = 1, tiny = 0x1p-53;
    return built_for_it && fegetround() == FE_TONEAREST && least / 2 > 0 &&
           (least / 2) * 2 == least && one + tiny == 1 && -one - tiny == -1;
}

/* ---- operations ---------------------------------------------------------- */

/* As eval_condition and what follows from it in eval.c: the branch, or both. */
static rung_interval branch(bool strict, rung_interval h, rung_interval a,
                            rung_interval b)
{
    if (strict ? h.lo > 0 : h.lo >= 0)
        return a;
    if (strict ? h.hi <= 0 : h.hi < 0)
        return b;
    return (rung_interval){rung_least(a.lo, b.lo), rung_most(a.hi, b.hi)};
}

/* What o makes of values that are there. */
static rung_interval apply(rung *r, const rung_op *o, const rung_interval *x)
{
    const rung_interval *a = &r->v[o->a], *b = &r->v[o->b];
    switch (o->op) {
    case EXPR_VAR:
        return x[o->p];
    case EXPR_NEG:
        return rung_neg(*a);
    case EXPR_ADD:
        return rung_add(*a, *b);
    case EXPR_SUB:
        return rung_sub(*a, *b);
    case EXPR_MUL:
        return o->a == o->b ? rung_sqr(*a) : rung_mul(*a, *b);
    case EXPR_DIV:
        return rung_div(*a, *b);
    case EXPR_POW:
        return rung_pow(*a, (unsigned long)o->p);
    case EXPR_SQRT:
        return rung_sqrt(*a);
    case EXPR_ABS:
        return rung_abs(*a);
    case EXPR_MIN:
        return rung_min(*a, *b);
    case EXPR_MAX:
        return rung_max(*a, *b);
    case EXPR_IF:
        return branch(o->strict, *a, *b, r->v[o->c]);
    default:
        return rung_function_range(&r->tables, (expr_op)o->op, *a);
    }
}

/* The values of the operations that are closed, or that are not, each looked at
 * before another uses it.  (apply is called here alone, to be compiled into the
 * loop.) */
static bool walk(rung *r, const rung_interval *x, bool closed)
{
    for (size_t k = 0; k < r->n; k++) {
        const rung_op *o = &r->op[k];
        if (o->closed != closed)
            continue;
        if (o->op != EXPR_CONST)
            r->v[k] = apply(r, o, x);
        if (!rung_is_there(r->v[k]))
            return false;
    }
    return true;
}

/* ---- compiling ------------------------------------------------------------ */

static bool knows(const expr_node *n, bool jumps)
{
    switch (n->op) {
    case EXPR_IF:
        return jumps;
    case EXPR_CONST:
    case EXPR_VAR:
    case EXPR_PI:
    case EXPR_NEG:
    case EXPR_ADD:
    case EXPR_SUB:
    case EXPR_MUL:
    case EXPR_DIV:
    case EXPR_SQRT:
    case EXPR_ABS:
    case EXPR_MIN:
    case EXPR_MAX:
        return true;
    case EXPR_POW:
        return n->p >= 0;
    default:
        return rung_function_knows((expr_op)n->op);
    }
}

static int by_number(const void *a, const void *b)
{
    expr x = *(const expr *)a, y = *(const expr *)b;
    return x < y ? -1 : x > y;
}

/* The roots' nodes by increasing number, which puts arguments first. */
static expr *all_nodes(const expr_pool *pool, const expr *root, size_t nroots,
                       size_t *n)
{
    expr *all = NULL;
    size_t count = 0;
    for (size_t k = 0; k < nroots; k++) {
        size_t m;
        expr *one = expr_postorder(pool, root[k], &m);
        all = xrealloc(all, (count + m + 1) * sizeof *all);
        memcpy(all + count, one, m * sizeof *one);
        count += m;
        free(one);
    }
    qsort(all, count, sizeof *all, by_number);
    *n = 0;
    for (size_t k = 0; k < count; k++)
        if (*n == 0 || all[*n - 1] != all[k])
            all[(*n)++] = all[k];
    return all;
}

static uint32_t place_of(const expr *all, size_t n, expr e)
{
    const expr *at = bsearch(&e, all, n, sizeof *all, by_number);
    return at != NULL ? (uint32_t)(at - all) : 0;
}

static rung_interval constant(rung *r, const expr_pool *pool, expr e)
{
    rung_interval v;
    if (expr_get(pool, e)->op == EXPR_PI)
        return rung_mul(rung_point(2), rung_tables_pi_half(&r->tables));
    rational_bracket(expr_const_value(pool, e), &v.lo, &v.hi);
    return v;
}

/* Operation k. */
static void compile(rung *r, const expr_pool *pool, const expr *all, size_t k)
{
    const expr_node *x = expr_get(pool, all[k]);
    rung_op *o = &r->op[k];
    *o = (rung_op){
        .op = x->op, .nargs = x->nargs, .strict = x->strict, .p = x->p};
    if (x->nargs > 0)
        o->a = place_of(all, r->n, x->arg[0]);
    if (x->nargs > 1)
        o->b = place_of(all, r->n, x->arg[1]);
    if (x->nargs > 2)
        o->c = place_of(all, r->n, x->arg[2]);
    o->closed = x->vars == 0;
    if (x->nargs == 0 && o->closed) {
        r->v[k] = constant(r, pool, all[k]);
        o->op = EXPR_CONST;
    }
    if (x->op == EXPR_VAR && x->p >= r->nvars)
        r->nvars = x->p + 1;
}

static bool knows_all(const expr_pool *pool, const expr *all, size_t n,
                      bool jumps)
{
    bool ok = n > 0 && n < UINT32_MAX;
    for (size_t k = 0; k < n && ok; k++)
        ok = knows(expr_get(pool, all[k]), jumps);
    return ok;
}

rung *rung_new(const expr_pool *pool, const expr *root, size_t nroots,
               bool jumps)
{
    size_t n;
    for (size_t k = 0; k < nroots; k++)
        if (root[k] == EXPR_NONE)
            return NULL;
    expr *all = all_nodes(pool, root, nroots, &n);
    rung *r = NULL;
    if (knows_all(pool, all, n, jumps)) {
        r = xcalloc(1, sizeof *r);
        rung_tables_init(&r->tables);
        r->n = n;
        r->op = xcalloc(n, sizeof *r->op);
        r->v = xcalloc(n, sizeof *r->v);
        r->nroots = nroots;
        r->root = xmalloc(nroots * sizeof *r->root + 1);
        for (size_t k = 0; k < n; k++)
            compile(r, pool, all, k);
        for (size_t k = 0; k < nroots; k++)
            r->root[k] = place_of(all, n, root[k]);
        r->constant = walk(r, NULL, true);
    }
    free(all);
    return r;
}

void rung_free(rung *r)
{
    if (r == NULL)
        return;
    rung_tables_clear(&r->tables);
    free(r->op);
    free(r->v);
    free(r->root);
    free(r->coef);
    free(r);
}

/* ---- running -------------------------------------------------------------- */

/* x = the box, and m (unless NULL) its middle. */
static bool set_box(rung_interval *x, rung_interval *m, const range *box,
                    int nvars)
{
    for (int i = 0; i < nvars; i++) {
        rung_interval a, b;
        if (box[i].lo_inf || box[i].hi_inf)
            return false;
        rational_bracket(box[i].lo, &a.lo, &a.hi);
        rational_bracket(box[i].hi, &b.lo, &b.hi);
        x[i] = (rung_interval){a.lo, b.hi};
        if (!rung_is_there(x[i]))
            return false;
        if (m == NULL)
            continue;
        m[i] = rung_mul(rung_point(0.5), rung_add(a, b));
        if (!rung_is_there(m[i]))
            return false;
    }
    return true;
}

bool rung_set_box(rung_interval *x, const range *box, int nvars)
{
    return set_box(x, NULL, box, nvars);
}

/* All that is known here is continuous where it is defined, but for IF. */
bool rung_enclose(rung *r, const rung_interval *x, int nvars,
                  rung_interval *value)
{
    if (!r->constant || r->nvars > nvars || !walk(r, x, false))
        return false;
    for (size_t k = 0; k < r->nroots; k++)
        value[k] = r->v[r->root[k]];
    return true;
}

/* ---- for callers without doubles ------------------------------------------ */

bool rung_lower(rung *r, const range *box, int nvars, mpfr_ptr lower)
{
    rung_interval x[EXPR_MAX_VARS], v[1];
    if (r->nroots != 1 || !rung_set_box(x, box, nvars) ||
        !rung_enclose(r, x, nvars, v))
        return false;
    rational_to_fr(lower, v[0].lo);
    return true;
}

/* f(m) + sum of d_i [-w_i, w_i], 2 w_i the box's width. */
bool rung_mean_value(rung *slopes, rung *f, const range *box, int nvars,
                     mpfr_ptr lower)
{
    rung_interval x[EXPR_MAX_VARS], m[EXPR_MAX_VARS], v[1];
    rung_interval d[EXPR_MAX_VARS + 1], sum = rung_point(0);
    if (f->nroots != 1 || slopes->nroots != (size_t)nvars + 1 ||
        !set_box(x, m, box, nvars) || !rung_enclose(slopes, x, nvars, d) ||
        !rung_enclose(f, m, nvars, v))
        return false;
    for (int i = 0; i < nvars; i++) {
        double w = rung_up(rung_up_sum(x[i].hi - x[i].lo) / 2);
        sum = rung_add(sum, rung_mul(d[i + 1], (rung_interval){-w, w}));
    }
    sum = rung_add(sum, v[0]);
    if (!rung_is_there(sum))
        return false;
    rational_to_fr(lower, sum.lo);
    return true;
}
