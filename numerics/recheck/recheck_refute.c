/* Counterexamples, by the second engine: a second opinion on
 * ../check/checker_refute.c. */
#include "recheck_internal.h"

#include "../base/memory.h"

#include <stdlib.h>

typedef struct {
    const problem *p;
    const sign_condition *goal;
    const range *at; /* the point */
} question;

/* At the point that e's box is: all hypotheses certainly hold, and the goal
 * certainly does not.  *holds: certainly it does, so more bits are in vain.
 * A zero by normal forms counts only where the last bits show no other. */
static bool violated(recheck *c, reval *e, const question *q, bool last,
                     rrange *value, bool *holds)
{
    for (size_t k = 0; k < q->p->nhyps; k++) {
        const rrange *h = reval_enclose(e, q->p->hyp[k].e);
        if (!(q->p->hyp[k].strict ? rrange_pos(h) : rrange_nonneg(h)))
            return false;
    }
    rrange_set(value, reval_enclose(e, q->goal->e));
    *holds = q->goal->strict ? rrange_pos(value) : rrange_nonneg(value);
    if (q->goal->strict ? rrange_nonpos(value) : rrange_neg(value))
        return true;
    if (!q->goal->strict || !last || !value->ok || rrange_nonzero(value))
        return false;
    expr f = q->goal->e;
    for (int i = 0; i < q->p->nvars && f != EXPR_NONE; i++)
        f = expr_subst(c->pool, f, i, expr_q(c->pool, q->at[i].lo));
    exact *x = recheck_exact(c, e);
    bool zero = f != EXPR_NONE && exact_is_zero(x, f);
    exact_free(x);
    if (zero)
        rrange_set_si(value, 0);
    return zero;
}

bool recheck_refutes(recheck *c, const problem *p, size_t g, mpq_t *x,
                     long max_prec, rrange *value)
{
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
    question q = {p, &p->goal[g], at};
    bool found = false, holds = false;
    for (long prec = 64; prec <= max_prec && !found && !holds; prec *= 2) {
        reval *e = recheck_of_precision(c, prec);
        reval_set_hyps(e, NULL, 0);
        reval_set_box(e, at, p->nvars);
        found = violated(c, e, &q, prec > max_prec / 2, value, &holds);
    }
    for (int i = 0; i < p->nvars; i++)
        range_clear(&at[i]);
    free(at);
    return found;
}
