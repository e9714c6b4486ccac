/* Rational points: samples, short ones, values there, and their text. */
#include "audit_internal.h"

#include <stdlib.h>

mpq_t *point_new(int n)
{
    mpq_t *x = xcalloc((size_t)n + 1, sizeof *x);
    for (int i = 0; i < n; i++)
        mpq_init(x[i]);
    return x;
}

void point_free(mpq_t *x, int n)
{
    if (x == NULL)
        return;
    for (int i = 0; i < n; i++)
        mpq_clear(x[i]);
    free(x);
}

mpq_t *point_copy(mpq_t *x, int n)
{
    mpq_t *y = point_new(n);
    for (int i = 0; i < n; i++)
        mpq_set(y[i], x[i]);
    return y;
}

/* ---- samples ------------------------------------------------------------ */

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
    enum { PRIMES = sizeof prime / sizeof *prime, CORNERS = 64 };
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

/* ---- short rationals ---------------------------------------------------- */

/* By continued fractions: the common beginning, then the least next term. */
void point_simplest(mpq_ptr q, mpq_srcptr lo, mpq_srcptr hi)
{
    if (mpq_sgn(lo) <= 0 && mpq_sgn(hi) >= 0) {
        mpq_set_si(q, 0, 1);
        return;
    }
    bool negative = mpq_sgn(hi) < 0;
    mpq_t a, b, t;
    mpz_t n, p0, q0, p1, q1;
    mpq_init(a);
    mpq_init(b);
    mpq_init(t);
    mpz_init(n);
    mpz_init_set_ui(p0, 0);
    mpz_init_set_ui(q0, 1);
    mpz_init_set_ui(p1, 1);
    mpz_init_set_ui(q1, 0);
    mpq_abs(a, negative ? hi : lo);
    mpq_abs(b, negative ? lo : hi);
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
    if (negative)
        mpq_neg(q, q);
    mpq_clear(a);
    mpq_clear(b);
    mpq_clear(t);
    mpz_clear(n);
    mpz_clear(p0);
    mpz_clear(q0);
    mpz_clear(p1);
    mpz_clear(q1);
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
    enum { CANDIDATES = 36 };
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
    enum { FINEST = 16 };
    for (int i = 0; i < p->nvars; i++) {
        bool done = place_simply(x, i, p, good, ctx);
        for (long k = 0; k <= FINEST && !done; k++)
            done = shorten_one(x, i, p, k, good, ctx);
    }
}

/* ---- records ------------------------------------------------------------ */

void point_record(evidence_point *p, const instance *m, mpq_t *x, int nvars)
{
    evidence_point_clear(p);
    for (size_t i = 0; i < m->binding.n; i++)
        evidence_point_add(p, m->binding.name[i], m->binding.value[i]);
    for (int i = 0; i < nvars && x != NULL; i++)
        evidence_point_add(p, m->p.names[i], x[i]);
}

void point_record_box(evidence_box *b, const instance *m, const range *box,
                      int nvars)
{
    evidence_box_clear(b);
    for (size_t i = 0; i < m->binding.n; i++)
        evidence_point_add(&b->at, m->binding.name[i], m->binding.value[i]);
    for (int i = 0; i < nvars; i++)
        evidence_box_add(b, m->p.names[i], &box[i]);
}

/* ---- values ------------------------------------------------------------- */

void point_set_box(eval *ev, mpq_t *x, int n)
{
    range *box = xcalloc((size_t)n + 1, sizeof *box);
    for (int i = 0; i < n; i++) {
        range_init(&box[i]);
        mpq_set(box[i].lo, x[i]);
        mpq_set(box[i].hi, x[i]);
    }
    eval_set_box(ev, box, n);
    for (int i = 0; i < n; i++)
        range_clear(&box[i]);
    free(box);
}

uint64_t point_whole_vars(const item *it)
{
    uint64_t whole = 0;
    int var = 0;
    for (size_t i = 0; i < it->nbind; i++) {
        const binder *b = &it->bind[i];
        bool endless = b->kind == DOM_INTEGERS && b->hi == NULL;
        if (endless)
            whole |= UINT64_C(1) << var;
        var += endless || b->kind == DOM_INTERVAL;
    }
    return whole;
}

bool point_is_whole(uint64_t whole, const problem *p, mpq_t *x)
{
    for (int i = 0; i < p->nvars; i++)
        if ((whole >> i & 1) != 0 && mpz_cmp_ui(mpq_denref(x[i]), 1) != 0)
            return false;
    return true;
}

void point_round(uint64_t whole, const problem *p, mpq_t *x)
{
    for (int i = 0; i < p->nvars; i++)
        if ((whole >> i & 1) != 0)
            outward_round(x[i], x[i], 0, false);
}

bool point_sample_whole(uint64_t whole, mpq_t *x, const problem *p, size_t k)
{
    bool ok = point_sample(x, p, k);
    if (ok)
        point_round(whole, p, x);
    return ok;
}

bool point_refutes(const audit *a, const problem *p, size_t g, mpq_t *x,
                   iv_ptr margin)
{
    return point_is_whole(a->whole, p, x) &&
           checker_refutes(p, g, x, a->max_prec, margin);
}

bool point_satisfies(const audit *a, const problem *p, mpq_t *x, int top)
{
    if (!point_is_whole(a->whole, p, x))
        return false;
    for (int i = 0; i < p->nvars; i++)
        if (!range_contains_q(&p->box[i], x[i]))
            return false;
    bool all = p->nhyps == 0;
    for (int level = 0; level <= top && !all; level += 2) {
        eval *ev = engines_eval(a->engines, level);
        point_set_box(ev, x, p->nvars);
        all = true;
        for (size_t k = 0; k < p->nhyps && all; k++) {
            iv_srcptr h = eval_enclose(ev, p->hyp[k].e);
            all = p->hyp[k].strict ? iv_certainly_pos(h)
                                   : iv_certainly_nonneg(h);
            if (iv_certainly_neg(h))
                return false;
        }
    }
    return all;
}

/* The width is at most 2^-bits times the smaller end. */
static bool tight(iv_srcptr v, long bits)
{
    if (!iv_is_bounded(v))
        return false;
    mpfr_srcptr l = iv_lower(v), h = iv_upper(v);
    if (mpfr_equal_p(l, h))
        return true;
    if (mpfr_sgn(l) * mpfr_sgn(h) <= 0)
        return false;
    mpfr_t w, s;
    mpfr_init2(w, 64);
    mpfr_init2(s, 64);
    mpfr_sub(w, h, l, MPFR_RNDU);
    mpfr_abs(s, mpfr_sgn(l) > 0 ? l : h, MPFR_RNDD);
    mpfr_mul_2si(s, s, -bits, MPFR_RNDD);
    bool ok = mpfr_cmp(w, s) <= 0;
    mpfr_clear(w);
    mpfr_clear(s);
    return ok;
}

void point_enclose(engines *j, expr f, mpq_t *x, int nvars, long bits, int top,
                   iv_ptr out)
{
    for (int level = 0; level <= top; level++) {
        eval *ev = engines_eval(j, level);
        point_set_box(ev, x, nvars);
        iv_set_prec(out, engines_prec(level));
        iv_set(out, eval_enclose(ev, f));
        if (tight(out, bits))
            return;
    }
}

expr point_substitute(expr_pool *pool, expr f, mpq_t *x, int nvars)
{
    for (int i = 0; i < nvars && f != EXPR_NONE; i++)
        f = expr_subst(pool, f, i, expr_q(pool, x[i]));
    return f;
}
