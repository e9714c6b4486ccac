/* Ranges of the second engine: pi, square roots, powers, roots. */
#include "rrange_function.h"

void rrange_sqrt(rrange *r, const rrange *a, slong prec)
{
    if (!rrange_nonneg(a)) {
        rrange_undefine(r);
        return;
    }
    rrange_to_infinity(r, a, arb_sqrt, prec);
    if (r->ok && arf_sgn(&r->lo) < 0) {
        arf_zero(&r->lo);
        r->lo_open = false;
    }
}

void rrange_pi(rrange *r, slong prec)
{
    arb_t b;
    arb_init(b);
    arb_const_pi(b, prec + RRANGE_GUARD);
    rrange_set_arb(r, b, prec);
    arb_clear(b);
}

/* r = x^(1/q) where that is a short number: balls hide that it is one. */
static bool exact_root(arb_t r, const arf_t x, ulong q)
{
    enum {
        SHORT = 64
    };
    arb_t c;
    bool found = false;
    if (q > SHORT)
        return false;
    arb_init(c);
    arb_set_arf(c, x);
    arb_root_ui(c, c, q, SHORT + RRANGE_GUARD);
    mag_zero(arb_radref(c));
    arf_set_round(arb_midref(c), arb_midref(c), SHORT / 2, ARF_RND_NEAR);
    arb_t power;
    arb_init(power);
    arb_pow_ui(power, c, q, ARF_PREC_EXACT);
    found = arb_is_exact(power) && arf_equal(arb_midref(power), x);
    if (found)
        arb_set(r, c);
    arb_clear(power);
    arb_clear(c);
    return found;
}

/* e = x^(p/q) (q >= 2: x >= 0), rounded outward, as end_of. */
static bool power_end(arf_t e, const arf_t x, bool open, bool upper, ulong p,
                      ulong q, slong prec)
{
    if (arf_is_inf(x)) { /* odd power, or of +inf */
        arf_set(e, x);
        return true;
    }
    arb_t b;
    arb_init(b);
    arb_set_arf(b, x);
    slong wp = prec + RRANGE_GUARD + 2 * (slong)FLINT_BIT_COUNT(p);
    if (q > 1 && !arb_is_zero(b) && !exact_root(b, x, q))
        arb_root_ui(b, b, q, wp);
    arb_pow_ui(b, b, p, wp);
    bool exact = arb_is_exact(b);
    if (upper)
        arb_get_ubound_arf(e, b, prec);
    else
        arb_get_lbound_arf(e, b, prec);
    if (!exact)
        open = false;
    else if (!arf_equal(e, arb_midref(b)))
        open = true;
    arb_clear(b);
    return open;
}

static void rising_power(rrange *r, const rrange *a, ulong p, ulong q,
                         slong prec)
{
    rrange t;
    rrange_init(&t);
    bool lo = power_end(&t.lo, &a->lo, a->lo_open, false, p, q, prec);
    bool hi = power_end(&t.hi, &a->hi, a->hi_open, true, p, q, prec);
    rrange_settle(&t, lo, hi);
    rrange_swap(r, &t);
    rrange_clear(&t);
}

/* An even power is that of |x|. */
void rrange_pow(rrange *r, const rrange *a, ulong n, slong prec)
{
    rrange t;
    if (!a->ok) {
        rrange_undefine(r);
        return;
    }
    if (n == 0) {
        rrange_set_si(r, 1);
        return;
    }
    rrange_init(&t);
    if (n % 2 == 0)
        rrange_abs(&t, a, prec);
    else
        rrange_set(&t, a);
    rising_power(r, &t, n, 1, prec);
    rrange_clear(&t);
}

void rrange_root(rrange *r, const rrange *a, ulong p, ulong q, slong prec)
{
    if (!rrange_nonneg(a) || p == 0 || q == 0) {
        rrange_undefine(r);
        return;
    }
    rising_power(r, a, p, q, prec);
    if (r->ok && arf_sgn(&r->lo) < 0) {
        arf_zero(&r->lo);
        r->lo_open = false;
    }
}
