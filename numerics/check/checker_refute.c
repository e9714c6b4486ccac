/* Refutation at a rational point: the other half of the checker's word, and
 * believed as the first is. */
#include "checker_internal.h"
#include "../base/entry.h"
#include "../exact/exact.h"
#include "../base/memory.h"

#include <stdlib.h>

/* Every hypothesis is certainly defined and true at the point in ev. */
static bool hypotheses_hold(eval *ev, const problem *p)
{
    for (size_t j = 0; j < p->nhyps; j++) {
        iv_srcptr h = eval_enclose(ev, p->hyp[j].e);
        if (!(p->hyp[j].strict ? iv_certainly_pos(h) : iv_certainly_nonneg(h)))
            return false;
    }
    return true;
}

/* f with the point's coordinates in place of the variables. */
static expr at_point(const problem *p, expr f, mpq_t *x)
{
    for (int i = 0; i < p->nvars && f != EXPR_NONE; i++)
        f = expr_subst(p->pool, f, i, expr_q(p->pool, x[i]));
    return f;
}

/* f(x) violates its relation: f < 0, or f <= 0 where > 0 is claimed.  *holds:
 * it certainly does not, and no precision will change that.  Normal forms are
 * asked at the last precision only, which then has not told f(x) from 0. */
static bool violates(eval *ev, const problem *p, const sign_condition *g,
                     mpq_t *point, bool last, iv_ptr margin, bool *holds)
{
    iv_set_prec(margin, eval_prec(ev));
    iv_set(margin, eval_enclose(ev, g->e));
    *holds = g->strict ? iv_certainly_pos(margin) : iv_certainly_nonneg(margin);
    if (!iv_is_defined(margin))
        return false;
    if (g->strict ? iv_certainly_nonpos(margin) : iv_certainly_neg(margin))
        return true;
    if (!g->strict || !last || iv_certainly_nonzero(margin))
        return false;
    expr f = at_point(p, g->e, point);
    exact *x = eval_exact(p->pool, ev); /* f(x) = 0 exactly? */
    bool zero = f != EXPR_NONE && exact_is_zero(x, f);
    exact_free(x);
    if (zero)
        iv_set_si(margin, 0);
    return zero;
}

mpfr_prec_t checker_most_bits(const problem *p, size_t g, mpfr_prec_t max_prec)
{
    enum {
        INTEGRALS_BITS = 256
    };
    return max_prec > INTEGRALS_BITS &&
                   expr_integral_depth(p->pool, p->goal[g].e) > 0
               ? INTEGRALS_BITS
               : max_prec;
}

static bool refutes(const problem *p, size_t g, mpq_t *x, mpfr_prec_t max_prec,
                    iv_ptr margin)
{
    bool inside = g < p->ngoals, found = false, holds = false;
    for (int i = 0; i < p->nvars && inside; i++)
        inside = range_contains_q(&p->box[i], x[i]);
    if (!inside)
        return false;
    max_prec = checker_most_bits(p, g, max_prec);
    range *point = xcalloc((size_t)p->nvars, sizeof *point);
    for (int i = 0; i < p->nvars; i++) {
        range_init(&point[i]);
        mpq_set(point[i].lo, x[i]);
        mpq_set(point[i].hi, x[i]);
    }
    eval *ev = eval_new(p->pool, 64);
    for (mpfr_prec_t prec = 64; prec <= max_prec && !found && !holds;
         prec *= 2) {
        eval_set_prec(ev, prec);
        eval_set_box(ev, point, p->nvars);
        found = hypotheses_hold(ev, p) &&
                violates(ev, p, &p->goal[g], x, prec > max_prec / 2, margin,
                         &holds);
    }
    eval_free(ev);
    for (int i = 0; i < p->nvars; i++)
        range_clear(&point[i]);
    free(point);
    return found;
}

bool checker_refutes(const problem *p, size_t g, mpq_t *x, mpfr_prec_t max_prec,
                     iv_ptr margin)
{
    entry_state old;
    entry_begin(&old);
    bool r = refutes(p, g, x, max_prec, margin);
    entry_end(&old);
    return r;
}
