/* Boxes and values that doubles cannot hold: which goals have them, where to cut
 * a range in rationals, and counterexamples at a few rational points.
 *
 * Elsewhere the search looks at a goal through doubles.  Of [0, 10^400], of
 * [10^-400, 10^-390], or of a goal whose values are around 10^400 they show
 * nothing.  Believed: nothing. */
#include "search_internal.h"

#include "../base/memory.h"
#include "../base/limits.h"

#include <math.h>
#include <stdlib.h>

enum {
    EXTREME_BITS = 1000, /* of what a double holds with room to spare */
    NARROW_BITS = 44     /* a width below 2^-44 of the ends */
};

/* ---- which goals -------------------------------------------------------- */

/* About the binary logarithm of |q|, q != 0. */
static long magnitude(mpq_srcptr q)
{
    return (long)mpz_sizeinbase(mpq_numref(q), 2) -
           (long)mpz_sizeinbase(mpq_denref(q), 2);
}

static bool is_extreme(mpq_srcptr q)
{
    return mpq_sgn(q) != 0 && labs(magnitude(q)) > EXTREME_BITS;
}

static bool is_narrow(const range *r)
{
    mpq_t w;
    mpq_init(w);
    mpq_sub(w, r->hi, r->lo);
    bool narrow = mpq_sgn(w) > 0 && mpq_sgn(r->hi) != 0 &&
                  magnitude(w) < magnitude(r->hi) - NARROW_BITS;
    mpq_clear(w);
    return narrow;
}

bool search_exact_is_beyond(const searcher *s, const goal *g, const probe *q)
{
    for (int i = 0; i < s->p->nvars; i++) {
        const range *r = &g->box[i];
        if ((!r->lo_inf && is_extreme(r->lo)) ||
            (!r->hi_inf && is_extreme(r->hi)) ||
            (!r->lo_inf && !r->hi_inf && is_narrow(r)))
            return true;
    }
    return q->n == 0 || !(fabs(q->v[0].f) < 0x1p1000) ||
           !(q->v[q->n - 1].f < 0x1p1000) ||
           (q->v[q->n - 1].f != 0 && fabs(q->v[q->n - 1].f) < 0x1p-1000);
}

/* ---- pieces ------------------------------------------------------------- */

/* Halves [lo, hi] > 0 (or the ray [lo, inf)) by size: between numbers of 10
 * and of 400 digits stands one of some 200. */
static void middle_by_size(mpq_ptr m, const range *r)
{
    long a = mpq_sgn(r->lo) > 0 ? magnitude(r->lo) : 0;
    long b = r->hi_inf ? 2 * labs(a) + 2 : magnitude(r->hi);
    if (mpq_sgn(r->lo) <= 0) /* (0, hi]: down to 1, or to the square */
        a = b > 1 ? -b : 3 * b - 2;
    long e = a + (b - a) / 2;
    mpq_set_si(m, 1, 1);
    if (e >= 0)
        mpq_mul_2exp(m, m, (mp_bitcnt_t)e);
    else
        mpq_div_2exp(m, m, (mp_bitcnt_t)-e);
}

static bool is_inside(mpq_srcptr m, const range *r)
{
    return (r->lo_inf || mpq_cmp(m, r->lo) > 0) &&
           (r->hi_inf || mpq_cmp(m, r->hi) < 0);
}

bool search_exact_middle(mpq_ptr m, const range *r, bool by_size)
{
    mpq_set_si(m, 0, 1);
    if (range_is_point(r) || range_is_empty(r))
        return false;
    if (is_inside(m, r))
        return true;
    if (!r->lo_inf && !r->hi_inf && mpq_equal(r->lo, r->hi))
        return false; /* the point 0 is its own mirror image */
    if (r->lo_inf || (!r->hi_inf && mpq_sgn(r->hi) <= 0)) {
        range t; /* the mirror image */
        range_init(&t);
        mpq_neg(t.lo, r->hi);
        mpq_neg(t.hi, r->lo);
        t.hi_inf = r->lo_inf;
        bool ok = search_exact_middle(m, &t, by_size);
        range_clear(&t);
        mpq_neg(m, m);
        return ok;
    }
    if (r->hi_inf || by_size)
        middle_by_size(m, r);
    if (is_inside(m, r))
        return true;
    if (r->hi_inf)
        return false;
    mpq_add(m, r->lo, r->hi);
    mpq_div_2exp(m, m, 1);
    return is_inside(m, r);
}

/* ---- counterexamples ---------------------------------------------------- */

enum {
    PLACES = 10,
    CLOSED_BITS = 100000 /* of a number that is written out */
};

static bool is_short(mpq_srcptr q)
{
    return mpz_sizeinbase(mpq_numref(q), 2) <= CLOSED_BITS &&
           mpz_sizeinbase(mpq_denref(q), 2) <= CLOSED_BITS;
}

static bool power(mpq_ptr q, long p)
{
    unsigned long n = p < 0 ? 0 - (unsigned long)p : (unsigned long)p;
    size_t bits =
        mpz_sizeinbase(mpq_numref(q), 2) + mpz_sizeinbase(mpq_denref(q), 2);
    if (bits * n > CLOSED_BITS || (p < 0 && mpq_sgn(q) == 0))
        return false;
    mpz_pow_ui(mpq_numref(q), mpq_numref(q), n);
    mpz_pow_ui(mpq_denref(q), mpq_denref(q), n);
    if (p < 0)
        mpq_inv(q, q);
    return true;
}

/* The value of a closed expression of rationals that is too long to have been
 * folded (10^400); false where it is none, or longer than is worth it. */
static bool closed_value(mpq_ptr q, const expr_pool *pool, expr e, int depth)
{
    expr_node x = *expr_get(pool, e);
    if (x.op == EXPR_CONST) {
        mpq_set(q, expr_const_value(pool, e));
        return true;
    }
    if (depth > 20 || x.nargs < 1 || x.nargs > 2 ||
        !closed_value(q, pool, x.arg[0], depth + 1))
        return false;
    if (x.op == EXPR_NEG)
        mpq_neg(q, q);
    if (x.op == EXPR_POW)
        return power(q, x.p);
    if (x.nargs == 1)
        return x.op == EXPR_NEG;
    mpq_t r;
    mpq_init(r);
    bool ok = closed_value(r, pool, x.arg[1], depth + 1) &&
              (x.op != EXPR_DIV || mpq_sgn(r) != 0);
    if (ok && x.op == EXPR_ADD)
        mpq_add(q, q, r);
    else if (ok && x.op == EXPR_SUB)
        mpq_sub(q, q, r);
    else if (ok && x.op == EXPR_MUL)
        mpq_mul(q, q, r);
    else if (ok && x.op == EXPR_DIV)
        mpq_div(q, q, r);
    else
        ok = false;
    mpq_clear(r);
    return ok && is_short(q);
}

/* An end that stands in a condition: x <= 10^400. */
static bool end_in_hypotheses(mpq_ptr q, const problem *p, int i)
{
    for (size_t k = 0; k < p->nhyps; k++) {
        expr_node h = *expr_get(p->pool, p->hyp[k].e);
        bool sum = h.op == EXPR_ADD; /* x + c >= 0 */
        for (int j = 0; j < 2 && (sum || h.op == EXPR_SUB); j++) {
            const expr_node *x = expr_get(p->pool, h.arg[j]);
            if (x->op != EXPR_VAR || x->p != i ||
                !closed_value(q, p->pool, h.arg[1 - j], 0))
                continue;
            if (sum)
                mpq_neg(q, q);
            if (range_contains_q(&p->box[i], q))
                return true;
        }
    }
    return false;
}

/* A little inside an end: by a part of the width, or of the end's own size. */
static void near_end(mpq_ptr q, const range *r, bool high)
{
    enum {
        PART = 30
    }; /* 2^-30 */
    mpq_srcptr end = high ? r->hi : r->lo;
    if (high ? r->hi_inf : r->lo_inf) {
        search_refute_end(q, r, high);
        return;
    }
    if (r->lo_inf || r->hi_inf)
        mpq_abs(q, end);
    else
        mpq_sub(q, r->hi, r->lo);
    if (mpq_sgn(q) == 0)
        mpq_set_si(q, 1, 1);
    mpq_div_2exp(q, q, PART);
    if (high)
        mpq_neg(q, q);
    mpq_add(q, end, q);
}

/* Candidate k of a coordinate: ends, middles by size and by mean, what bounds
 * it in a condition, and small whole numbers; those outside are clipped to an end. */
static void place(mpq_ptr q, const problem *p, int i, unsigned k)
{
    const range *r = &p->box[i];
    static const int whole[] = {0, 1, -1};
    switch (k) {
    case 0:
    case 1:
        search_refute_end(q, r, k == 1);
        return;
    case 2:
    case 3:
        if (!search_exact_middle(q, r, k == 2))
            search_refute_end(q, r, false);
        return;
    case 4:
    case 5:
        near_end(q, r, k == 5);
        return;
    case 6:
        if (!end_in_hypotheses(q, p, i))
            search_refute_end(q, r, false);
        return;
    default:
        mpq_set_si(q, whole[k - 7], 1);
        if (!range_contains_q(r, q))
            search_refute_end(q, r, false);
    }
}

bool search_exact_refute(searcher *s)
{
    int n = s->p->nvars;
    size_t all = 1;
    bool found = false;
    mpq_t x[EXPR_MAX_VARS];
    for (int i = 0; i < n; i++) {
        mpq_init(x[i]);
        all *= all < 2000 ? PLACES : 1;
    }
    for (size_t k = 0; k < all && !found && !search_out_of_budget(s); k++) {
        size_t rest = k;
        for (int i = 0; i < n; i++) {
            place(x[i], s->p, i, (unsigned)(rest % PLACES));
            rest /= PLACES;
        }
        found = search_refute_exact(s, x, LIMIT_VALUE_PREC);
    }
    for (int i = 0; i < n; i++)
        mpq_clear(x[i]);
    return found;
}
