/* Germs: integrals up to an end.  Believed. */
#include "germ_internal.h"
#include "iv_internal.h"

/* r = the hull of x and 0, closed. */
static void hull_zero(iv_ptr r, iv_srcptr x)
{
    iv_t zero;
    iv_init(zero, mpfr_get_prec(iv_lower(r)));
    iv_set_si(zero, 0);
    iv_hull(r, x, zero);
    iv_clear(zero);
}

static void set_end(iv_ptr r, iv_srcptr a, bool upper)
{
    mpfr_srcptr x = upper ? iv_upper(a) : iv_lower(a);
    mpfr_set(iv_lower_end(r), x, MPFR_RNDN); /* exact: one precision */
    mpfr_set(iv_upper_end(r), x, MPFR_RNDN);
    iv_finish(r, false, false);
}

/* Powers.  The integral of s^e over the range is edge^(e+1)/|e+1|, e + 1 > 0 near
 * (< 0 far), which rises with s^e; so with exponents that vary in an interval it
 * lies between those of the interval's ends, and with a factor between two numbers
 * in its product with these. */
static germ_answer power(germ_work *w, const germ *x, iv_ptr value)
{
    iv_set_si(&w->u, 1);
    iv_add(&w->v, &x->a, &w->u); /* e + 1 */
    if (!(w->far ? iv_certainly_neg(&w->v) : iv_certainly_pos(&w->v)))
        return GERM_UNKNOWN;
    germ_edge_power(w, &w->u, &w->v);
    iv_abs(&w->v, &w->v);
    iv_div(&w->u, &w->u, &w->v);
    iv_mul(value, &w->u, &x->c);
    return iv_is_bounded(value) ? GERM_INTEGRABLE : GERM_UNKNOWN;
}

/* Far, e^(b s^g), b < 0 < g.  With k = |upper end of b|, x = k R^g and
 * z = (e+1)/g, substituting y = k s^g,
 *   int_R^inf s^e e^(-k s^g) ds = k^-z / g  Gamma(z, x),
 *   Gamma(z, x) <= 2 x^(z-1) e^-x  for x >= 2 (z - 1), x > 0,
 * since (1 + u/x)^(z-1) <= e^(u/2) for z >= 1, and <= 1 below.  And
 * k^-z x^(z-1) = R^(e+1) / x. */
static germ_answer exponential(germ_work *w, const germ *x, iv_ptr value)
{
    iv_t k, z, arg;
    germ_answer r = GERM_UNKNOWN;
    iv_init(k, w->prec);
    iv_init(z, w->prec);
    iv_init(arg, w->prec);
    set_end(k, &x->b, true);
    iv_neg(k, k);
    germ_edge_power(w, arg, &x->g);
    iv_mul(arg, arg, k); /* x */
    iv_set_si(&w->u, 1);
    set_end(&w->v, &x->a, true);
    iv_add(&w->v, &w->v, &w->u); /* e + 1 */
    iv_div(z, &w->v, &x->g);
    iv_sub(z, z, &w->u);
    iv_add(z, z, z);
    iv_sub(z, arg, z); /* x - 2 (z - 1) */
    if (iv_certainly_nonneg(z) && iv_certainly_pos(arg)) {
        germ_edge_power(w, &w->u, &w->v);
        iv_div(&w->u, &w->u, arg);
        iv_neg(arg, arg);
        iv_exp(arg, arg);
        iv_mul(&w->u, &w->u, arg);
        iv_div(&w->u, &w->u, &x->g);
        iv_set_si(arg, 2);
        iv_mul(&w->u, &w->u, arg);
        iv_mul(value, &w->u, &x->c);
        hull_zero(value, value);
        r = iv_is_bounded(value) ? GERM_INTEGRABLE : GERM_UNKNOWN;
    }
    iv_clear(k);
    iv_clear(z);
    iv_clear(arg);
    return r;
}

/* |x| >= |c| s^a, c not 0, with a <= -1 near, a >= -1 far: infinite. */
bool germ_diverges(germ_work *w, const germ *x)
{
    if (!x->ok || x->log || !iv_certainly_nonzero(&x->c) || mpfr_zero_p(iv_lower(&x->c)) ||
        mpfr_zero_p(iv_upper(&x->c)) ||
        (x->has_exp && !iv_certainly_nonneg(&x->b)))
        return false;
    iv_set_si(&w->u, 1);
    iv_add(&w->u, &x->a, &w->u);
    return w->far ? iv_certainly_nonneg(&w->u) : iv_certainly_nonpos(&w->u);
}

germ_answer germ_integrate(germ_work *w, germ *x, iv_ptr value)
{
    if (x->ok)
        germ_log_to_power(w, x);
    if (!x->ok)
        return GERM_UNKNOWN;
    if (iv_is_point(&x->c) && mpfr_zero_p(iv_lower(&x->c))) { /* 0 */
        iv_set_si(value, 0);
        return GERM_INTEGRABLE;
    }
    if (germ_diverges(w, x))
        return GERM_DIVERGES;
    if (!x->has_exp)
        return power(w, x, value);
    if (!iv_certainly_nonpos(&x->b))
        return GERM_UNKNOWN;
    if (w->far && iv_certainly_neg(&x->b))
        return exponential(w, x, value);
    germ_answer r = power(w, x, value); /* the exponential is in (0, 1] */
    if (r == GERM_INTEGRABLE)
        hull_zero(value, value);
    return r;
}
