/* Total variation between densities.  Believed.
 *
 * Meaning.  For p, q that are densities, at least 0 at all t strictly between
 * the ends and of integral 1, half the integral of |p - q|; without a value
 * for any others.  As an expression it is that integral, and with it, for p as
 * for q, what is 0 where p is a density and has no value where it is none:
 *
 *   0 sqrt(p) in the integrand: left out where p's enclosure, over the whole
 *   range and the statement's box, is at least 0;
 *
 *   0 sqrt(-(P - 1)^2), P the integral of p.  No enclosure shows that to have a
 *   value: so it stands only where P = 1 was not shown, by normal forms of P or of
 *   the pieces between p's kinks (density_pieces.c),
 *   wherever P is defined in the box and the conditions so far hold.  Where it
 *   was, 0 P is enough, and nothing, where P's enclosure shows it to be defined.
 *
 * What is left out has a value, 0, at all points of which the statement speaks,
 * so that the expression is the same function of those.  Boxes are asked only
 * in statements of one part; elsewhere nothing is known of variables. */
#include "machine.h"

#include "../../../numerics/exact/exact.h"

#include <stdlib.h>

enum {
    PREC = 128
};

/* An evaluator over the statement's box, and of all other variables nothing. */
static eval *over_box(elab *e)
{
    const problem *p = e->plain ? e->powers.p : NULL;
    eval *ev = eval_new(e->pool, PREC);
    range *box = xcalloc(EXPR_MAX_VARS, sizeof *box);
    iv_t unknown;
    int known = p != NULL ? p->nvars : 0;
    iv_init(unknown, PREC);
    for (int i = 0; i < EXPR_MAX_VARS; i++) {
        range_init(&box[i]);
        if (i < known)
            range_set(&box[i], &p->box[i]);
    }
    eval_set_box(ev, box, EXPR_MAX_VARS);
    for (int i = known; i < EXPR_MAX_VARS; i++)
        eval_set_var(ev, i, unknown);
    if (p != NULL)
        eval_set_hyps(ev, p->hyp, p->nhyps);
    for (int i = 0; i < EXPR_MAX_VARS; i++)
        range_clear(&box[i]);
    free(box);
    iv_clear(unknown);
    e->boxed = true;
    return ev;
}

/* r = every number between the ends, whichever way round they are; false: they
 * are not enclosed. */
static bool whole_range(eval *ev, const density_range *over, iv_ptr r)
{
    const expr end[2] = {over->a, over->b};
    const int infinite[2] = {EXPR_FROM_INF, EXPR_TO_INF};
    mpq_t lo, hi, q;
    bool ok = true, any = false;
    mpq_inits(lo, hi, q, NULL);
    for (int k = 0; k < 2 && ok; k++) {
        if ((over->infinite & infinite[k]) != 0)
            continue;
        iv_srcptr v = eval_enclose(ev, end[k]);
        ok = iv_is_bounded(v) && decide_moderate(v);
        for (int j = 0; j < 2 && ok; j++) {
            mpfr_get_q(q, j == 0 ? iv_lower(v) : iv_upper(v)); /* exact */
            if (!any || mpq_cmp(q, lo) < 0)
                mpq_set(lo, q);
            if (!any || mpq_cmp(q, hi) > 0)
                mpq_set(hi, q);
            any = true;
        }
    }
    iv_set_ends(r, (over->infinite & EXPR_FROM_INF) != 0 ? NULL : lo, false,
                (over->infinite & EXPR_TO_INF) != 0 ? NULL : hi, false);
    mpq_clears(lo, hi, q, NULL);
    return ok && iv_is_defined(r);
}

/* Is p, over the whole range, defined and at least 0? */
static bool is_nonnegative(elab *e, const density_range *over, expr p)
{
    eval *ev = over_box(e);
    iv_t t;
    iv_init(t, PREC);
    bool yes = whole_range(ev, over, t);
    if (yes) {
        eval_set_var(ev, over->t, t);
        yes = iv_certainly_nonneg(eval_enclose(ev, p));
    }
    iv_clear(t);
    eval_free(ev);
    return yes;
}

/* 0 f, where that has a value */
static expr nothing(elab *e, expr f)
{
    return expr_mul(e->pool, expr_si(e->pool, 0), f);
}

/* 0, or what has no value where the integral of p is not 1. */
static expr of_mass_one(elab *e, const density_range *over, expr p)
{
    expr_pool *pool = e->pool;
    expr mass =
        expr_integral(pool, over->t, over->a, over->b, over->infinite, p);
    expr off = expr_sub(pool, mass, expr_si(pool, 1));
    if (off == EXPR_NONE)
        return EXPR_NONE;
    eval *ev = over_box(e);
    expr sum = density_pieces(e, ev, over, p);
    exact *x = eval_exact(pool, ev);
    bool one = exact_is_zero(x, off);
    if (!one && sum != EXPR_NONE)
        one = exact_is_zero(x, expr_sub(pool, sum, expr_si(pool, 1)));
    exact_free(x);
    bool defined = one && iv_is_defined(eval_enclose(ev, mass));
    eval_free(ev);
    if (defined)
        return expr_si(pool, 0);
    if (one)
        return nothing(e, mass);
    expr square = expr_pow_si(pool, off, 2);
    return nothing(e, expr_unary(pool, EXPR_SQRT, expr_neg(pool, square)));
}

expr density_distance(elab *e, const density_range *over, expr p, expr q)
{
    expr_pool *pool = e->pool;
    expr f = p == q ? nothing(e, p)
                    : expr_unary(pool, EXPR_ABS, expr_sub(pool, p, q));
    expr mass_p = of_mass_one(e, over, p), mass_q = of_mass_one(e, over, q);
    expr density[2] = {p, q};
    if (f == EXPR_NONE || mass_p == EXPR_NONE || mass_q == EXPR_NONE)
        return EXPR_NONE;
    for (int k = 0; k < 2; k++)
        if (!is_nonnegative(e, over, density[k]))
            f = expr_add(pool, f,
                         nothing(e, expr_unary(pool, EXPR_SQRT, density[k])));
    expr r = expr_integral(pool, over->t, over->a, over->b, over->infinite, f);
    r = expr_mul(pool, expr_ratio(pool, 1, 2), r);
    return expr_add(pool, r, expr_add(pool, mass_p, mass_q));
}
