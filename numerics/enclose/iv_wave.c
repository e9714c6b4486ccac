/* Sine and cosine over intervals.  See iv_wave.h.  Believed. */
#include "iv_wave.h"

/* Arguments above 2^MAX_TRIG_EXP are not reduced modulo pi: that takes as many
 * bits of pi, hence unbounded time. */
enum {
    MAX_TRIG_EXP = 4096
};

static bool reducible(mpfr_srcptr x)
{
    return mpfr_zero_p(x) ||
           (mpfr_number_p(x) && mpfr_get_exp(x) <= MAX_TRIG_EXP);
}

/* The sign of the derivative (cos for sin; -sin for cos) just inside the box
 * from x, which is its lower end or else its upper one.  0: unknown. */
static int slope_sign(mpfr_srcptr x, bool of_sin, bool lower)
{
    MPFR_DECL_INIT(d, 32); /* correctly rounded: the sign is right */
    if (of_sin) {
        mpfr_cos(d, x, MPFR_RNDN);
        return mpfr_sgn(d);
    }
    if (mpfr_zero_p(x)) /* the only number where sin vanishes */
        return lower ? -1 : 1;
    mpfr_sin(d, x, MPFR_RNDN);
    return -mpfr_sgn(d);
}

/* Has the derivative sign s halfway, too, with less than 3 < pi to either end? */
static bool keeps_sign(iv_srcptr a, bool of_sin, int s)
{
    MPFR_DECL_INIT(m, 64);
    MPFR_DECL_INIT(part, 32);
    mpfr_add(m, iv_lower(a), iv_upper(a), MPFR_RNDN); /* any number will do */
    mpfr_div_2ui(m, m, 1, MPFR_RNDN);
    if (mpfr_zero_p(m))
        return false;
    mpfr_sub(part, m, iv_lower(a), MPFR_RNDU);
    if (mpfr_sgn(part) <= 0 || mpfr_cmp_ui(part, 3) > 0)
        return false;
    mpfr_sub(part, iv_upper(a), m, MPFR_RNDU);
    return mpfr_sgn(part) > 0 && mpfr_cmp_ui(part, 3) <= 0 &&
           slope_sign(m, of_sin, true) == s;
}

/* Let Z be the number of zeros of the derivative strictly between the ends.
 * Its parity shows in the signs.  Closer than 3 < pi: Z <= 1, so equal signs
 * mean Z = 0.  Closer than 6 < 2 pi: Z <= 2, so unequal signs mean Z = 1; and
 * Z = 0 where the sign halfway is the same, by the former for either half. */
iv_wave_shape iv_wave_between(iv_srcptr a, bool of_sin)
{
    if (!reducible(iv_lower(a)) || !reducible(iv_upper(a)))
        return IV_WAVE_ANY;
    MPFR_DECL_INIT(width, 32);
    mpfr_sub(width, iv_upper(a), iv_lower(a), MPFR_RNDU);
    if (mpfr_cmp_ui(width, 6) > 0)
        return IV_WAVE_ANY;
    int s0 = slope_sign(iv_lower(a), of_sin, true);
    int s1 = slope_sign(iv_upper(a), of_sin, false);
    if (s0 == 0 || s1 == 0)
        return IV_WAVE_ANY;
    if (s0 != s1)
        return s0 > 0 ? IV_WAVE_PEAK : IV_WAVE_VALLEY;
    if (mpfr_cmp_ui(width, 3) > 0 && !keeps_sign(a, of_sin, s0))
        return IV_WAVE_ANY;
    return s0 > 0 ? IV_WAVE_RISING : IV_WAVE_FALLING;
}

/* The outer of f's values at a's two ends (the lesser when rounding down),
 * for f with one turning point between; true when it is strict.  Each side
 * of the turning point is bounded by its own end's value, so the outer one
 * alone decides unless they tie. */
static bool outer_end(mpfr_ptr e, iv_srcptr a, iv_mpfr_fn *f, mpfr_rnd_t rnd)
{
    mpfr_t t;
    mpfr_init2(t, mpfr_get_prec(e));
    bool open = f(e, iv_lower(a), rnd) != 0 || a->lo_open;
    bool t_open = f(t, iv_upper(a), rnd) != 0 || a->hi_open;
    int c = mpfr_cmp(t, e);
    if (c == 0)
        open = open && t_open;
    else if ((c < 0) == (rnd == MPFR_RNDD)) {
        mpfr_swap(t, e);
        open = t_open;
    }
    mpfr_clear(t);
    return open;
}

/* sin or cos of a into r, which is not a. */
static void sine_like(iv_ptr r, iv_srcptr a, bool of_sin)
{
    iv_mpfr_fn *f = of_sin ? mpfr_sin : mpfr_cos;
    bool lo_open = false, hi_open = false;
    if (reducible(iv_lower(a)) && mpfr_equal_p(iv_lower(a), iv_upper(a))) {
        iv_increasing(r, a, f); /* at a point it is as good as increasing */
        return;
    }
    iv_wave_shape s = iv_wave_between(a, of_sin);
    switch (s) {
    case IV_WAVE_RISING:
        iv_increasing(r, a, f);
        return;
    case IV_WAVE_FALLING:
        iv_falling(r, a, f);
        return;
    case IV_WAVE_PEAK:
        lo_open = outer_end(iv_lower_end(r), a, f, MPFR_RNDD);
        mpfr_set_si(iv_upper_end(r), 1, MPFR_RNDU); /* exact */
        break;
    case IV_WAVE_VALLEY:
        mpfr_set_si(iv_lower_end(r), -1, MPFR_RNDD); /* exact */
        hi_open = outer_end(iv_upper_end(r), a, f, MPFR_RNDU);
        break;
    case IV_WAVE_ANY:
        mpfr_set_si(iv_lower_end(r), -1, MPFR_RNDD); /* exact */
        mpfr_set_si(iv_upper_end(r), 1, MPFR_RNDU);  /* exact */
        break;
    }
    iv_finish(r, lo_open, hi_open);
}

void iv_wave_apply(iv_ptr r, iv_srcptr a, bool of_sin)
{
    if (!a->defined) {
        iv_set_undefined(r);
    } else if (r != a) {
        sine_like(r, a, of_sin);
    } else {
        iv_t t;
        iv_init(t, mpfr_get_prec(iv_lower(r)));
        sine_like(t, a, of_sin);
        iv_swap(t, r);
        iv_clear(t);
    }
}
