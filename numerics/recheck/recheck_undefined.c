/* Points at which a goal has no value, by the second engine: a second opinion
 * on ../check/checker_undefined.c. */
#include "recheck_internal.h"
#include "rrange_function.h"

#include "../base/memory.h"

#include <stdlib.h>

typedef struct {
    recheck *c;
    reval *e;
    const problem *p;
    const range *at; /* the point, which is e's box */
    bool last;
    int patience;
} inquiry;

/* Is u, with the point's numbers in it, 0 by normal forms? */
static bool vanishes(inquiry *q, expr u)
{
    const rrange *v = reval_enclose(q->e, u);
    if (!v->ok || rrange_nonzero(v))
        return false;
    if (rrange_is_zero(v))
        return true;
    if (!q->last)
        return false;
    for (int i = 0; i < q->p->nvars && u != EXPR_NONE; i++)
        u = expr_subst(q->c->pool, u, i, expr_q(q->c->pool, q->at[i].lo));
    exact *x = recheck_exact(q->c, q->e);
    bool zero = u != EXPR_NONE && exact_is_zero(x, u);
    exact_free(x);
    return zero;
}

/* The operation itself excludes what it is given. */
static bool excludes(inquiry *q, expr_node x)
{
    const rrange_function *row = rrange_function_of((expr_op)x.op);
    if (x.op == EXPR_DIV)
        return vanishes(q, x.arg[1]);
    if (x.op == EXPR_TAN)
        return vanishes(q, expr_unary(q->c->pool, EXPR_COS, x.arg[0]));
    if (x.op == EXPR_INTEGRAL)
        return reval_diverges(q->e, &x);
    if (x.op == EXPR_SQRT || x.op == EXPR_ROOT)
        return rrange_neg(reval_enclose(q->e, x.arg[0]));
    if (row == NULL || row->outside == NULL)
        return false;
    return row->outside(reval_enclose(q->e, x.arg[0])) ||
           (x.op == EXPR_LOG && vanishes(q, x.arg[0]));
}

/* The branch of a conditional, 1 or 2, that the point takes; 0: not known. */
static int branch(inquiry *q, expr_node x)
{
    const rrange *h = reval_enclose(q->e, x.arg[0]);
    if (x.strict ? rrange_pos(h) : rrange_nonneg(h))
        return 1;
    return (x.strict ? rrange_nonpos(h) : rrange_neg(h)) ? 2 : 0;
}

/* f has no value at the point: it, or a part that it cannot do without, is
 * given what its operation excludes.  Depth of recursion: patience. */
static bool valueless(inquiry *q, expr f)
{
    if (--q->patience < 0 || reval_enclose(q->e, f)->ok)
        return false;
    expr_node x = *expr_get(q->c->pool, f);
    bool all = true;
    for (int k = 0; k < x.nargs; k++) {
        all = all && reval_enclose(q->e, x.arg[k])->ok;
        if (x.op == EXPR_IF && k > 0 && branch(q, x) != k)
            continue;
        if (valueless(q, x.arg[k]))
            return true;
    }
    return all && excludes(q, x);
}

static bool in_domain(inquiry *q)
{
    for (size_t k = 0; k < q->p->nhyps; k++) {
        expr e = q->p->hyp[k].e;
        const rrange *h = reval_enclose(q->e, e);
        bool holds = q->p->hyp[k].strict ? rrange_pos(h)
                                         : rrange_nonneg(h) || vanishes(q, e);
        if (!holds)
            return false;
    }
    return true;
}

bool recheck_undefined(recheck *c, const problem *p, size_t g, mpq_t *x,
                       long max_prec)
{
    enum {
        PATIENCE = 1000
    };
    if (g >= p->ngoals || p->pool != c->pool)
        return false;
    for (int i = 0; i < p->nvars; i++)
        if (!range_contains_q(&p->box[i], x[i]))
            return false;
    range *at = xcalloc((size_t)p->nvars + 1, sizeof *at);
    for (int i = 0; i < p->nvars; i++) {
        range_init(&at[i]);
        mpq_set(at[i].lo, x[i]);
        mpq_set(at[i].hi, x[i]);
    }
    bool found = false;
    for (long prec = 64; prec <= max_prec && !found; prec *= 2) {
        inquiry q = {c, recheck_of_precision(c, prec), p, at,
                     prec > max_prec / 2, PATIENCE};
        reval_set_hyps(q.e, NULL, 0);
        reval_set_box(q.e, at, p->nvars);
        found = in_domain(&q) && valueless(&q, p->goal[g].e);
    }
    for (int i = 0; i < p->nvars; i++)
        range_clear(&at[i]);
    free(at);
    return found;
}
