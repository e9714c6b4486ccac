/* Ranges of the second engine: monotone functions.  See rrange_function.h. */
#include "rrange_function.h"

/* e = f(x), rounded outward; answers whether no value of f attains it, given
 * that x itself is attained or not. */
bool rrange_end(arf_t e, rrange_arb_fn *f, const arf_t x, bool open, bool upper,
                slong prec)
{
    arb_t b;
    arb_init(b);
    arb_set_arf(b, x);
    f(b, b, prec + RRANGE_GUARD);
    if (!arb_is_finite(b)) {
        if (upper)
            arf_pos_inf(e);
        else
            arf_neg_inf(e);
        open = true;
    } else if (upper) {
        arb_get_ubound_arf(e, b, prec);
    } else {
        arb_get_lbound_arf(e, b, prec);
    }
    if (!arb_is_exact(b))
        open = false; /* the bound itself may be the value */
    else if (arb_is_finite(b) && !arf_equal(e, arb_midref(b)))
        open = true;
    arb_clear(b);
    return open;
}

void rrange_settle(rrange *r, bool lo_open, bool hi_open)
{
    r->ok = !arf_is_nan(&r->lo) && !arf_is_nan(&r->hi) &&
            arf_cmp(&r->lo, &r->hi) <= 0 && !arf_is_pos_inf(&r->lo) &&
            !arf_is_neg_inf(&r->hi);
    r->lo_open = r->ok && (lo_open || arf_is_neg_inf(&r->lo));
    r->hi_open = r->ok && (hi_open || arf_is_pos_inf(&r->hi));
}

/* f increasing; at infinite ends r's are set to what f tends to: at_lo for
 * -inf (NULL: f's domain does not go there), at_hi for +inf. */
void rrange_increasing(rrange *r, const rrange *a, rrange_arb_fn *f,
                       arf_srcptr at_lo, arf_srcptr at_hi, slong prec)
{
    rrange t;
    bool lo = true, hi = true;
    rrange_init(&t);
    if (arf_is_neg_inf(&a->lo))
        arf_set(&t.lo, at_lo);
    else
        lo = rrange_end(&t.lo, f, &a->lo, a->lo_open, false, prec);
    if (arf_is_pos_inf(&a->hi))
        arf_set(&t.hi, at_hi);
    else
        hi = rrange_end(&t.hi, f, &a->hi, a->hi_open, true, prec);
    rrange_settle(&t, lo, hi);
    rrange_swap(r, &t);
    rrange_clear(&t);
}

/* ---- functions with infinite limits ------------------------------------- */

void rrange_to_infinity(rrange *r, const rrange *a, rrange_arb_fn *f,
                        slong prec)
{
    arf_t lo, hi;
    arf_init(lo);
    arf_init(hi);
    arf_neg_inf(lo);
    arf_pos_inf(hi);
    rrange_increasing(r, a, f, lo, hi, prec);
    arf_clear(lo);
    arf_clear(hi);
}

/* No value is at or below the bound. */
void rrange_above(rrange *r, long bound)
{
    if (r->ok && arf_cmp_si(&r->lo, bound) <= 0) {
        arf_set_si(&r->lo, bound);
        r->lo_open = true;
        r->ok = arf_cmp(&r->lo, &r->hi) <= 0;
    }
}

void rrange_below(rrange *r, long bound)
{
    if (r->ok && arf_cmp_si(&r->hi, bound) >= 0) {
        arf_set_si(&r->hi, bound);
        r->hi_open = true;
        r->ok = arf_cmp(&r->lo, &r->hi) <= 0;
    }
}
