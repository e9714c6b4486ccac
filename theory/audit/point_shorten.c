/* Rationals of few digits near a point, or anywhere in its box.  Nothing is
 * believed of them: the caller tests each. */
#include "audit_internal.h"

/* For 0 < a <= b, which are used up, by continued fractions: the common
 * beginning, then the least next term. */
static void simplest_positive(mpq_ptr q, mpq_ptr a, mpq_ptr b)
{
    mpq_t t;
    mpz_t n, p0, q0, p1, q1;
    mpq_init(t);
    mpz_init(n);
    mpz_init_set_ui(p0, 0);
    mpz_init_set_ui(q0, 1);
    mpz_init_set_ui(p1, 1);
    mpz_init_set_ui(q1, 0);
    for (bool done = false; !done;) {
        mpz_cdiv_q(n, mpq_numref(a), mpq_denref(a));
        mpq_set_z(t, n);
        done = mpq_cmp(t, b) <= 0; /* a whole number lies between */
        if (!done)
            mpz_fdiv_q(n, mpq_numref(a), mpq_denref(a));
        mpz_addmul(p0, n, p1);
        mpz_addmul(q0, n, q1);
        mpz_swap(p0, p1);
        mpz_swap(q0, q1);
        if (!done) { /* a, b := 1/(b - n), 1/(a - n) */
            mpq_set_z(t, n);
            mpq_sub(a, a, t);
            mpq_sub(b, b, t);
            mpq_inv(a, a);
            mpq_inv(b, b);
            mpq_swap(a, b);
        }
    }
    mpz_set(mpq_numref(q), p1);
    mpz_set(mpq_denref(q), q1);
    mpq_canonicalize(q);
    mpq_clear(t);
    mpz_clears(n, p0, q0, p1, q1, NULL);
}

void point_simplest(mpq_ptr q, mpq_srcptr lo, mpq_srcptr hi)
{
    if (mpq_sgn(lo) <= 0 && mpq_sgn(hi) >= 0) {
        mpq_set_si(q, 0, 1);
        return;
    }
    bool negative = mpq_sgn(hi) < 0;
    mpq_t a, b;
    mpq_init(a);
    mpq_init(b);
    mpq_abs(a, negative ? hi : lo);
    mpq_abs(b, negative ? lo : hi);
    simplest_positive(q, a, b);
    if (negative)
        mpq_neg(q, q);
    mpq_clear(a);
    mpq_clear(b);
}

/* Tries the simplest rational within 10^-k (relative) of x[i]. */
static bool shorten_one(mpq_t *x, int i, const problem *p, long k,
                        point_test good, void *ctx)
{
    mpq_t old, lo, hi, d;
    mpq_init(old);
    mpq_init(lo);
    mpq_init(hi);
    mpq_init(d);
    mpq_set(old, x[i]);
    mpz_ui_pow_ui(mpq_denref(d), 10, (unsigned long)k);
    mpz_set_ui(mpq_numref(d), 1);
    if (mpq_sgn(old) != 0) {
        mpq_abs(lo, old);
        mpq_mul(d, d, lo);
    }
    mpq_sub(lo, old, d);
    mpq_add(hi, old, d);
    point_simplest(x[i], lo, hi);
    bool ok = mpq_equal(x[i], old) ||
              (range_contains_q(&p->box[i], x[i]) && good(ctx, x));
    if (!ok)
        mpq_set(x[i], old);
    mpq_clear(old);
    mpq_clear(lo);
    mpq_clear(hi);
    mpq_clear(d);
    return ok;
}

/* Puts x[i] on a simple place of its range, the simplest first: an end, the
 * middle, then nearer and nearer to the ends (or farther and farther out). */
static bool candidate(mpq_ptr q, const range *r, int k)
{
    mpq_t w;
    bool ok = true;
    mpq_init(w);
    if (k == 0) {
        mpq_set_si(q, 0, 1);
    } else if (k < 3) {
        ok = !(k == 1 ? r->lo_inf : r->hi_inf);
        mpq_set(q, k == 1 ? r->lo : r->hi);
    } else if (k == 3) {
        ok = !r->lo_inf && !r->hi_inf;
        mpq_add(q, r->lo, r->hi);
        mpq_div_2exp(q, q, 1);
    } else {
        int step = k / 2 - 1; /* 1, 1, 2, 2, ... */
        mpq_set_si(w, 1, 1);
        mpz_ui_pow_ui(mpq_denref(w), 10, (unsigned long)step);
        bool from_lo = k % 2 == 0;
        if (!r->lo_inf && !r->hi_inf) {
            mpq_sub(q, r->hi, r->lo);
            mpq_mul(w, w, q);
        } else if (from_lo ? r->lo_inf : r->hi_inf) {
            mpq_inv(w, w); /* far out, from the other end */
            from_lo = !from_lo;
        }
        ok = !(from_lo ? r->lo_inf : r->hi_inf) || (r->lo_inf && r->hi_inf);
        mpq_srcptr end = from_lo ? r->lo : r->hi;
        if (from_lo ? r->lo_inf : r->hi_inf)
            mpq_set_si(q, 0, 1);
        else
            mpq_set(q, end);
        if (from_lo)
            mpq_add(q, q, w);
        else
            mpq_sub(q, q, w);
    }
    mpq_clear(w);
    return ok;
}

static bool place_simply(mpq_t *x, int i, const problem *p, point_test good,
                         void *ctx)
{
    enum {
        CANDIDATES = 36
    };
    bool found = false;
    mpq_t old;
    mpq_init(old);
    mpq_set(old, x[i]);
    for (int k = 0; k < CANDIDATES && !found; k++)
        found = candidate(x[i], &p->box[i], k) &&
                range_contains_q(&p->box[i], x[i]) && good(ctx, x);
    if (!found)
        mpq_set(x[i], old);
    mpq_clear(old);
    return found;
}

void point_shorten(mpq_t *x, const problem *p, point_test good, void *ctx)
{
    enum {
        FINEST = 16
    };
    for (int i = 0; i < p->nvars; i++) {
        bool done = place_simply(x, i, p, good, ctx);
        for (long k = 0; k <= FINEST && !done; k++)
            done = shorten_one(x, i, p, k, good, ctx);
    }
}
