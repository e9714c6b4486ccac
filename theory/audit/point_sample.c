/* Sample points of a box, the same in every run.  Nothing is believed of
 * them. */
#include "audit_internal.h"

/* The point of r at u in (0, 1), mapped over infinite ends rationally. */
static void place(mpq_ptr x, const range *r, mpq_srcptr u)
{
    mpq_t v, one;
    mpq_init(v);
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    mpq_sub(v, one, u);
    if (!r->lo_inf && !r->hi_inf) {
        mpq_sub(v, r->hi, r->lo);
        mpq_mul(v, v, u);
        mpq_add(x, r->lo, v);
    } else if (!r->lo_inf) { /* lo + u/(1-u) */
        mpq_div(v, u, v);
        mpq_add(x, r->lo, v);
    } else if (!r->hi_inf) { /* hi - (1-u)/u */
        mpq_div(v, v, u);
        mpq_sub(x, r->hi, v);
    } else { /* (2u-1)/(u(1-u)) */
        mpq_mul(v, v, u);
        mpq_add(x, u, u);
        mpq_sub(x, x, one);
        mpq_div(x, x, v);
    }
    mpq_clear(v);
    mpq_clear(one);
}

/* The radical inverse of k in base b. */
static void halton(mpq_ptr u, size_t k, unsigned b)
{
    unsigned long num = 0, den = 1;
    while (k > 0 && den < 1000000000ul) {
        num = num * b + k % b;
        den *= b;
        k /= b;
    }
    mpq_set_ui(u, num, den);
    mpq_canonicalize(u);
}

/* 2^-bits, or 1 - 2^-bits. */
static void near_end(mpq_ptr u, unsigned bits, bool upper)
{
    mpq_set_ui(u, 1, 1);
    mpq_div_2exp(u, u, bits);
    if (upper) {
        mpz_sub(mpq_numref(u), mpq_denref(u), mpq_numref(u));
        mpq_canonicalize(u);
    }
}

bool point_sample(mpq_t *x, const problem *p, size_t k)
{
    static const unsigned prime[] = {2,  3,  5,  7,  11, 13, 17, 19,
                                     23, 29, 31, 37, 41, 43, 47, 53};
    enum {
        PRIMES = sizeof prime / sizeof *prime,
        CORNERS = 64
    };
    mpq_t u;
    mpq_init(u);
    bool ok = true;
    for (int i = 0; i < p->nvars && ok; i++) {
        const range *r = &p->box[i];
        if (range_is_empty(r)) {
            ok = false;
        } else if (range_is_point(r)) {
            mpq_set(x[i], r->lo);
        } else {
            if (k == 0)
                mpq_set_ui(u, 1, 2);
            else if (k <= CORNERS) /* near the corners, nearer and nearer */
                near_end(u, 2 + 5 * (unsigned)(k / 8 % 8),
                         (k - 1) >> (i % 4) & 1);
            else
                halton(u, k - CORNERS, prime[i % PRIMES]);
            place(x[i], r, u);
        }
    }
    mpq_clear(u);
    return ok;
}

bool point_sample_whole(uint64_t whole, mpq_t *x, const problem *p, size_t k)
{
    bool ok = point_sample(x, p, k);
    if (ok)
        point_round(whole, p, x);
    return ok;
}
