/* Ranges of the second engine: where sine and cosine turn. */
#include "rrange_function.h"

enum {
    MAX_TRIG_EXP = 4096 /* larger arguments: -1 .. 1, unreduced */
};

static bool reducible(const arf_t x)
{
    return arf_is_finite(x) && arf_cmpabs_2exp_si(x, MAX_TRIG_EXP) < 0;
}

/* The least integer k > x/pi - shift/2 (up), or the greatest < (not up).
 * The turning points of cos are k pi, those of sin (k + 1/2) pi; none but 0
 * is a number that x can be.  Where the ball cannot tell, the choice lets one
 * integer more be between the ends: sound, as that only adds -1 or 1 to the
 * range.  False: x too large. */
bool rrange_turning(fmpz_t k, const arf_t x, int shift, bool up, slong prec)
{
    arb_t b, pi;
    if (!reducible(x))
        return false;
    if (arf_is_zero(x) && shift == 0) {
        fmpz_set_si(k, up ? 1 : -1);
        return true;
    }
    slong e = arf_abs_bound_lt_2exp_si(x); /* at most MAX_TRIG_EXP */
    prec += 2 * RRANGE_GUARD + (e > 0 ? e : 0);
    arb_init(b);
    arb_init(pi);
    arb_set_arf(b, x);
    arb_const_pi(pi, prec);
    arb_div(b, b, pi, prec);
    arb_set_si(pi, shift);
    arb_mul_2exp_si(pi, pi, -1);
    arb_sub(b, b, pi, prec);
    arf_t end;
    arf_init(end);
    if (up) {
        arb_get_lbound_arf(end, b, prec);
        arf_get_fmpz(k, end, ARF_RND_CEIL);
    } else {
        arb_get_ubound_arf(end, b, prec);
        arf_get_fmpz(k, end, ARF_RND_FLOOR);
    }
    arf_clear(end);
    arb_clear(b);
    arb_clear(pi);
    return true;
}

/* f at both ends, and -1 or 1 at the turning points between: an even k gives
 * 1, an odd one -1. */
void rrange_wave(rrange *r, const rrange *a, rrange_arb_fn *f, int shift,
                 slong prec)
{
    rrange at[2];
    fmpz_t from, to, n;
    fmpz_init(from);
    fmpz_init(to);
    fmpz_init(n);
    for (int k = 0; k < 2; k++)
        rrange_init(&at[k]);
    bool known = rrange_turning(from, &a->lo, shift, true, prec) &&
                 rrange_turning(to, &a->hi, shift, false, prec);
    if (known) {
        for (int k = 0; k < 2; k++) {
            arf_srcptr x = k == 0 ? &a->lo : &a->hi;
            bool open = k == 0 ? a->lo_open : a->hi_open;
            bool l = rrange_end(&at[k].lo, f, x, open, false, prec);
            bool h = rrange_end(&at[k].hi, f, x, open, true, prec);
            rrange_settle(&at[k], l, h);
        }
        rrange_hull(&at[0], &at[0], &at[1], prec);
        fmpz_sub(n, to, from);
    }
    if (!known || fmpz_cmp_ui(n, 1) >= 0) {
        rrange_set_si(&at[0], 1);
        arf_set_si(&at[0].lo, -1);
    } else if (fmpz_sgn(n) == 0) {
        rrange_set_si(&at[1], fmpz_is_even(from) ? 1 : -1);
        rrange_hull(&at[0], &at[0], &at[1], prec);
    }
    if (at[0].ok && arf_cmp_si(&at[0].lo, -1) < 0) {
        arf_set_si(&at[0].lo, -1);
        at[0].lo_open = false;
    }
    if (at[0].ok && arf_cmp_si(&at[0].hi, 1) > 0) {
        arf_set_si(&at[0].hi, 1);
        at[0].hi_open = false;
    }
    rrange_swap(r, &at[0]);
    for (int k = 0; k < 2; k++)
        rrange_clear(&at[k]);
    fmpz_clear(from);
    fmpz_clear(to);
    fmpz_clear(n);
}
