/* lambert_w: the w >= -1 with w e^w = u, for u >= -1/e.  Believed.
 *
 * w e^w rises on [-1, inf).  So a number w >= -1 is a lower bound of W(x) when
 * w e^w <= x for certain, and an upper bound when w e^w >= x for certain.
 * Newton's iteration proposes w; only this test decides. */
#include "iv_function.h"

enum {
    STEPS = 60, /* of Newton's iteration, each at least halving the error */
    WIDEN = 40  /* doublings of the distance from the proposal */
};

/* w e^w - x, certainly of this sign (or 0). */
static bool lies(mpfr_srcptr w, mpfr_srcptr x, mpfr_rnd_t side)
{
    mpfr_prec_t prec = 2 * mpfr_get_prec(w) + 64;
    iv_t v, t;
    iv_init(v, prec);
    iv_init(t, prec);
    mpfr_set(iv_lower_end(v), w, MPFR_RNDD);
    mpfr_set(iv_upper_end(v), w, MPFR_RNDU);
    iv_finish(v, false, false);
    iv_exp(t, v);
    iv_mul(v, v, t);
    bool ok = iv_is_defined(v) &&
              (side == MPFR_RNDD ? mpfr_lessequal_p(iv_upper(v), x) != 0
                                 : mpfr_lessequal_p(x, iv_lower(v)) != 0);
    iv_clear(v);
    iv_clear(t);
    return ok;
}

/* A first guess: log x - log log x far out, log(1 + x) in the middle, the root
 * at the branch point. */
static void guess(mpfr_ptr w, mpfr_srcptr x)
{
    mpfr_t t;
    mpfr_init2(t, mpfr_get_prec(w));
    if (mpfr_cmp_si(x, 3) > 0) {
        mpfr_log(w, x, MPFR_RNDN);
        mpfr_log(t, w, MPFR_RNDN);
        mpfr_sub(w, w, t, MPFR_RNDN);
    } else if (mpfr_cmp_si_2exp(x, -1, -2) > 0) {
        mpfr_log1p(w, x, MPFR_RNDN);
    } else { /* -1 + sqrt(2 (e x + 1)) */
        mpfr_set_si(t, 1, MPFR_RNDN);
        mpfr_exp(t, t, MPFR_RNDN);
        mpfr_mul(t, t, x, MPFR_RNDN);
        mpfr_add_si(t, t, 1, MPFR_RNDN);
        mpfr_abs(t, t, MPFR_RNDN);
        mpfr_mul_2ui(t, t, 1, MPFR_RNDN);
        mpfr_sqrt(t, t, MPFR_RNDN);
        mpfr_sub_si(w, t, 1, MPFR_RNDN);
    }
    mpfr_clear(t);
}

/* w - (w - x e^-w)/(1 + w), until it no longer changes. */
static void newton(mpfr_ptr w, mpfr_srcptr x)
{
    mpfr_t e, d;
    mpfr_init2(e, mpfr_get_prec(w));
    mpfr_init2(d, mpfr_get_prec(w));
    for (int k = 0; k < STEPS; k++) {
        mpfr_neg(e, w, MPFR_RNDN);
        mpfr_exp(e, e, MPFR_RNDN);
        mpfr_mul(e, e, x, MPFR_RNDN);
        mpfr_sub(e, w, e, MPFR_RNDN);
        mpfr_add_si(d, w, 1, MPFR_RNDN);
        mpfr_div(e, e, d, MPFR_RNDN);
        if (!mpfr_number_p(e) || mpfr_zero_p(e))
            break;
        mpfr_sub(w, w, e, MPFR_RNDN);
        if (!mpfr_zero_p(w) &&
            mpfr_get_exp(e) + mpfr_get_prec(w) - 4 < mpfr_get_exp(w))
            break;
    }
    mpfr_clear(e);
    mpfr_clear(d);
}

static bool end(mpfr_ptr e, mpfr_srcptr x, mpfr_rnd_t rnd)
{
    if (mpfr_zero_p(x) || mpfr_inf_p(x)) {
        mpfr_set(e, x, rnd); /* exact */
        return mpfr_inf_p(x) != 0;
    }
    mpfr_t w, step;
    mpfr_init2(w, mpfr_get_prec(e) + 32);
    mpfr_init2(step, 32);
    guess(w, x);
    newton(w, x);
    if (!mpfr_number_p(w) || mpfr_cmp_si(w, -1) < 0)
        mpfr_set_si(w, -1, MPFR_RNDN);
    bool found = false;
    mpfr_set(e, w, rnd);
    mpfr_set_si_2exp(step, 1,
                     mpfr_get_exp(mpfr_zero_p(e) ? w : e) -
                         (mpfr_exp_t)mpfr_get_prec(e),
                     MPFR_RNDN);
    for (int k = 0; k < WIDEN && !found; k++) {
        bool low = rnd == MPFR_RNDD && mpfr_cmp_si(e, -1) <= 0;
        if (low)
            mpfr_set_si(e, -1, rnd);
        found = low || (mpfr_cmp_si(e, -1) >= 0 && lies(e, x, rnd));
        if (!found && rnd == MPFR_RNDD)
            mpfr_sub(e, e, step, rnd);
        else if (!found)
            mpfr_add(e, e, step, rnd);
        mpfr_mul_2ui(step, step, 1, MPFR_RNDN);
    }
    if (!found)
        mpfr_set_nan(e);
    mpfr_clear(w);
    mpfr_clear(step);
    return true; /* W of a number other than 0 is irrational */
}

/* x > -1/e, for certain: -1/e is no number that x can be. */
static bool inside(mpfr_srcptr x)
{
    if (mpfr_sgn(x) >= 0)
        return true;
    mpfr_t t;
    mpfr_init2(t, mpfr_get_prec(x) + 32);
    mpfr_set_si(t, -1, MPFR_RNDN); /* exact */
    mpfr_exp(t, t, MPFR_RNDD);
    mpfr_neg(t, t, MPFR_RNDN); /* exact */
    bool ok = mpfr_lessequal_p(t, x) != 0;
    mpfr_clear(t);
    return ok;
}

void iv_lambert_w(iv_ptr r, iv_srcptr a)
{
    if (a->defined && inside(iv_lower(a)))
        iv_by_ends(r, a, end, true);
    else
        iv_set_undefined(r);
}

/* r' = g u', g = E/(1 + r), E = exp(-r), E' = -E r'; all three along. */
static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    taylor_series *e = &w->tmp[0], *g = &w->tmp[1];
    iv_t one;
    iv_init(one, mpfr_get_prec(iv_lower(&r->c[0])));
    iv_set_si(one, 1);
    iv_add(one, one, &r->c[0]);
    iv_neg(&w->t, &r->c[0]);
    iv_exp(&e->c[0], &w->t);
    iv_div(&g->c[0], &e->c[0], one);
    for (int k = 1; k <= w->order; k++) {
        taylor_convolve(w, u, g, k, 1, k, TAYLOR_J);
        iv_div_si(&r->c[k], &w->sum, k);
        taylor_convolve(w, r, e, k, 1, k, TAYLOR_J);
        iv_div_si(&e->c[k], &w->sum, -k);
        taylor_convolve(w, r, g, k, 1, k, TAYLOR_ONE);
        iv_sub(&w->t, &e->c[k], &w->sum);
        iv_div(&g->c[k], &w->t, one);
    }
    iv_clear(one);
}

/* All of a lies below -1/e. */
static bool outside(iv_srcptr a)
{
    mpfr_t t;
    mpfr_init2(t, 64);
    mpfr_set_si(t, -1, MPFR_RNDN); /* exact */
    mpfr_exp(t, t, MPFR_RNDU);
    mpfr_neg(t, t, MPFR_RNDN); /* exact */
    bool out = mpfr_cmp(iv_upper(a), t) <= 0;
    mpfr_clear(t);
    return out;
}

const iv_function iv_function_lambert_w = {iv_lambert_w, taylor, outside};
