/* The second engine between Gamma's poles.  See rrange_gamma.h.
 *
 * A valley's bottom: where f' < 0 at l and f' > 0 at h, values left of l and
 * right of h exceed those at l and h, and in [l, h] the mean value theorem at
 * the middle bounds f by f(mid) - w/2 max |f'|, |f'| being largest at l or h. */
#include "rrange_gamma.h"

#include "../base/memory.h"

#include <stdlib.h>

enum {
    FAR = 12
};

bool rrange_gamma_is_far(const rrange *a)
{
    return a->ok && arf_sgn(&a->lo) < 0 && arf_cmpabs_2exp_si(&a->lo, FAR) > 0;
}

bool rrange_gamma_piece(const rrange *a, long *m)
{
    *m = 0;
    if (!a->ok)
        return false;
    if (rrange_pos(a))
        return arf_sgn(&a->hi) > 0;
    if (arf_sgn(&a->lo) >= 0 || arf_sgn(&a->hi) > 0 ||
        arf_cmpabs_2exp_si(&a->lo, 60) > 0)
        return false;
    *m = arf_get_si(&a->lo, ARF_RND_FLOOR);
    if (arf_cmp_si(&a->lo, *m) == 0 &&
        (!a->lo_open || arf_equal(&a->lo, &a->hi)))
        return false;
    int c = arf_cmp_si(&a->hi, *m + 1);
    return c < 0 || (c == 0 && a->hi_open);
}

bool rrange_gamma_pole(const rrange *a)
{
    return a->ok && arf_equal(&a->lo, &a->hi) && arf_is_int(&a->lo) &&
           arf_sgn(&a->lo) <= 0;
}

void rrange_gamma_all(rrange *r)
{
    r->ok = r->lo_open = r->hi_open = true;
    arf_neg_inf(&r->lo);
    arf_pos_inf(&r->hi);
}

static bool is_pole(const arf_t x)
{
    return arf_sgn(x) <= 0 && arf_is_int(x);
}

/* e = a bound of f(x) on that side, x a number but no pole; strict? */
static bool bound(arf_t e, rrange_gamma_fn *f, long n, const arf_t x, bool open,
                  bool upper, slong prec)
{
    arb_t b;
    arb_init(b);
    arb_set_arf(b, x);
    slong bits = arf_bits(x); /* near a pole they all matter */
    f(b, b, n, prec + RRANGE_GUARD + (bits < 4096 ? bits : 4096));
    bool exact = arb_is_exact(b) && arb_is_finite(b);
    if (!arb_is_finite(b)) {
        if (upper)
            arf_pos_inf(e);
        else
            arf_neg_inf(e);
    } else if (upper) {
        arb_get_ubound_arf(e, b, prec);
    } else {
        arb_get_lbound_arf(e, b, prec);
    }
    open = exact && (open || !arf_equal(e, arb_midref(b)));
    arb_clear(b);
    return open;
}

void rrange_gamma_rising(rrange *r, const rrange *a, rrange_gamma_fn *f, long n,
                         bool to_zero, slong prec)
{
    rrange t;
    bool lo = true, hi = true;
    rrange_init(&t);
    if (is_pole(&a->lo))
        arf_neg_inf(&t.lo);
    else
        lo = bound(&t.lo, f, n, &a->lo, a->lo_open, false, prec);
    if (arf_is_pos_inf(&a->hi) && to_zero)
        arf_zero(&t.hi);
    else if (arf_is_pos_inf(&a->hi) || is_pole(&a->hi))
        arf_pos_inf(&t.hi);
    else
        hi = bound(&t.hi, f, n, &a->hi, a->hi_open, true, prec);
    rrange_settle(&t, lo, hi);
    rrange_swap(r, &t);
    rrange_clear(&t);
}

/* The certain sign of f at x, or 0. */
static int sign_at(rrange_gamma_fn *f, long n, const arf_t x)
{
    arb_t b;
    arb_init(b);
    arb_set_arf(b, x);
    slong bits = arf_bits(x);
    f(b, b, n, 64 + (bits < 4096 ? bits : 4096));
    int s = arb_is_positive(b) ? 1 : arb_is_negative(b) ? -1 : 0;
    arb_clear(b);
    return s;
}

/* Halves [l, h] until it is shorter than 2^-goal; false: a sign is missing. */
static bool close_in(arf_t l, arf_t h, const rrange_gamma_valley *v, long n,
                     slong goal)
{
    arf_t mid, w;
    bool below = !is_pole(l) && sign_at(v->d, n, l) < 0;
    bool above = !is_pole(h) && sign_at(v->d, n, h) > 0;
    arf_init(mid);
    arf_init(w);
    for (int left = 400; left > 0; left--) {
        arf_sub(w, h, l, ARF_PREC_EXACT, ARF_RND_DOWN);
        if (below && above && arf_cmpabs_2exp_si(w, -goal) < 0)
            break;
        arf_add(mid, l, h, ARF_PREC_EXACT, ARF_RND_DOWN);
        arf_mul_2exp_si(mid, mid, -1);
        int s = sign_at(v->d, n, mid);
        if (s == 0)
            break;
        arf_swap(s < 0 ? l : h, mid);
        below = below || s < 0;
        above = above || s > 0;
    }
    arf_clear(mid);
    arf_clear(w);
    return below && above;
}

/* t = the most that |f'| can be on [l, h]. */
static void steepest(arb_t t, const rrange_gamma_valley *v, const arf_t l,
                     const arf_t h, long n, slong prec)
{
    arb_t x, y, f;
    arb_init(x);
    arb_init(y);
    arb_init(f);
    arb_zero(t);
    arb_one(f);
    for (int k = 0; k < 2; k++) {
        arb_set_arf(x, k == 0 ? l : h);
        v->d(y, x, n, prec);
        arb_abs(y, y);
        arb_max(t, t, y, prec);
        if (v->relative) {
            v->f(y, x, n, prec);
            arb_max(f, f, y, prec);
        }
    }
    arb_mul(t, t, f, prec);
    arb_clear(x);
    arb_clear(y);
    arb_clear(f);
}

static void bottom(arf_t e, const rrange *a, long m,
                   const rrange_gamma_valley *v, long n, slong prec)
{
    arf_t l, h;
    arb_t x, t, w;
    arf_init(l);
    arf_init(h);
    arb_init(x);
    arb_init(t);
    arb_init(w);
    arf_set(l, &a->lo);
    arf_set(h, &a->hi);
    if (m == 0 && arf_cmp_si(l, 1) < 0) /* digamma turns in (1, 2) */
        arf_one(l);
    if (m == 0 && arf_cmp_si(h, 2) > 0)
        arf_set_si(h, 2);
    if (close_in(l, h, v, n, prec / 2 + 8)) {
        slong wp = prec + RRANGE_GUARD + 40;
        arb_set_arf(x, l);
        arb_set_arf(w, h);
        arb_add(t, x, w, ARF_PREC_EXACT);
        arb_mul_2exp_si(t, t, -1);
        arb_sub(w, w, x, wp);
        v->f(x, t, n, wp);
        steepest(t, v, l, h, n, wp);
        arb_mul(t, t, w, wp);
        arb_sub(x, x, t, wp);
    } else {
        arb_indeterminate(x);
    }
    if (arb_is_finite(x))
        arb_get_lbound_arf(e, x, prec);
    else
        arf_neg_inf(e);
    arf_clear(l);
    arf_clear(h);
    arb_clear(x);
    arb_clear(t);
    arb_clear(w);
}

/* t = the value at one end, as a range. */
static void at_end(rrange *t, const rrange *a, const rrange_gamma_valley *v,
                   long n, bool upper, slong prec)
{
    arf_srcptr x = upper ? &a->hi : &a->lo;
    bool open = upper ? a->hi_open : a->lo_open, lo = true, hi = true;
    if (arf_is_pos_inf(x) || is_pole(x)) {
        arf_zero(&t->lo);
        arf_pos_inf(&t->hi);
    } else {
        lo = bound(&t->lo, v->f, n, x, open, false, prec);
        hi = bound(&t->hi, v->f, n, x, open, true, prec);
    }
    rrange_settle(t, lo, hi);
}

void rrange_gamma_turning(rrange *r, const rrange *a, long m,
                          const rrange_gamma_valley *v, long n, slong prec)
{
    rrange l, h;
    rrange_init(&l);
    rrange_init(&h);
    int at_lo = is_pole(&a->lo) ? -1 : sign_at(v->d, n, &a->lo);
    int at_hi = arf_is_pos_inf(&a->hi) || is_pole(&a->hi)
                    ? 1
                    : sign_at(v->d, n, &a->hi);
    at_end(&l, a, v, n, false, prec);
    at_end(&h, a, v, n, true, prec);
    bool turns = at_lo <= 0 && at_hi >= 0 && !arf_equal(&a->lo, &a->hi);
    if (!turns && l.ok && h.ok) {
        rrange_hull(r, &l, &h, prec);
    } else if (l.ok && h.ok) {
        rrange_hull(&l, &l, &h, prec);
        bottom(&l.lo, a, m, v, n, prec);
        rrange_settle(&l, false, l.hi_open);
        rrange_swap(r, &l);
    } else {
        rrange_undefine(r);
    }
    rrange_clear(&l);
    rrange_clear(&h);
}

/* ---- polygamma at a number ---------------------------------------------- */

/* n! sum of (x + j)^-(n+1) over all j >= 0, x > 0: the zeta function of
 * Hurwitz; far out, between the integral and the integral with the first
 * term, (n-1)!/x^n and n!/x^(n+1). */
static void positive(arb_t r, const arb_t x, long n, slong prec)
{
    slong e = arf_abs_bound_lt_2exp_si(arb_midref(x));
    arb_t s, t;
    arb_init(s);
    arb_init(t);
    arb_fac_ui(t, (ulong)n, prec + 20);
    if (e > prec + 20 || (e > 0 && e * n > 4000)) {
        arb_t p;
        arb_init(p);
        arb_pow_ui(p, x, (ulong)n, prec);
        arb_div(t, t, p, prec); /* n!/x^n */
        arb_div(s, t, x, prec);
        arb_div_ui(t, t, (ulong)n, prec);
        arb_add(s, s, t, prec);
        arb_union(r, t, s, prec);
        arb_clear(p);
    } else {
        slong wp = prec + 20 + (e > 0 ? e * n : 0);
        arb_set_si(s, n + 1);
        arb_hurwitz_zeta(s, s, x, wp);
        arb_mul(r, s, t, prec);
    }
    arb_clear(s);
    arb_clear(t);
}

void rrange_gamma_psi(arb_t r, const arb_t x, long n, slong prec)
{
    arb_t z, t, sum;
    if (n == 0) {
        arb_digamma(r, x, prec);
        return;
    }
    arb_init(z);
    arb_init(t);
    arb_init(sum);
    arb_set(z, x);
    while (arf_sgn(arb_midref(z)) < 0) { /* x is not below -2^FAR */
        arb_pow_ui(t, z, (ulong)n + 1, prec + 20);
        arb_inv(t, t, prec + 20);
        arb_add(sum, sum, t, prec + 20);
        arb_add_ui(z, z, 1, ARF_PREC_EXACT);
    }
    arb_fac_ui(t, (ulong)n, prec + 20);
    arb_mul(sum, sum, t, prec + 20);
    positive(z, z, n, prec + 20);
    arb_add(r, z, sum, prec);
    if (n % 2 == 0)
        arb_neg(r, r);
    arb_clear(z);
    arb_clear(t);
    arb_clear(sum);
}

rrange *rrange_gamma_new(int len)
{
    rrange *d = xcalloc((size_t)len, sizeof *d);
    for (int k = 0; k < len; k++)
        rrange_init(&d[k]);
    return d;
}

rrange *rrange_gamma_coefs(int len, long n, const rrange *u, slong prec)
{
    rrange f, *d = rrange_gamma_new(len);
    mpq_t q;
    mpq_init(q);
    rrange_init(&f);
    for (int k = 0; k < len; k++) {
        rrange_polygamma(&d[k], u, n + k, prec);
        mpz_fac_ui(mpq_numref(q), (unsigned long)k);
        rrange_set_q(&f, q, false, q, false, prec);
        rrange_div(&d[k], &d[k], &f, prec);
    }
    rrange_clear(&f);
    mpq_clear(q);
    return d;
}

void rrange_gamma_free(rrange *d, int len)
{
    for (int k = 0; k < len; k++)
        rrange_clear(&d[k]);
    free(d);
}
