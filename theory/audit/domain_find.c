/* Looking for a witness that an instance's domain is not empty: untrusted, as
 * numerics/check/witness_check.c has the word. */
#include "domain.h"

#include <stdlib.h>

enum {
    REPAIRS = 4,
    REPAIRED = 50,  /* samples that are moved where h is affine */
    APPROACHED = 24 /* samples from which Newton's iteration sets out */
};

/* ---- what is asked ------------------------------------------------------ */

/* Some hypothesis certainly fails all over w's box. */
static bool hopeless(const audit *a, const problem *p, const witness *w)
{
    eval *ev = engines_eval(a->engines, 0);
    eval_set_box(ev, w->box, w->nvars);
    for (size_t j = 0; j < p->nhyps; j++) {
        iv_srcptr v = eval_enclose(ev, p->hyp[j].e);
        if (p->hyp[j].strict ? iv_certainly_nonpos(v) : iv_certainly_neg(v))
            return true;
    }
    return false;
}

bool domain_accepts(const audit *a, const problem *p, const witness *w)
{
    bool ok = false;
    if (w->nvars != p->nvars || hopeless(a, p, w))
        return false;
    for (int level = 0; level <= a->top && !ok; level += 2)
        ok = witness_holds(engines_eval(a->engines, level), p, a->whole, w);
    return ok;
}

static bool try_point(audit *a, const problem *p, mpq_t *x, witness *w)
{
    w->neq = 0;
    for (int i = 0; i < p->nvars; i++) {
        if (!range_contains_q(&p->box[i], x[i]))
            return false;
        witness_fix(w, i, x[i]);
    }
    return domain_accepts(a, p, w);
}

/* ---- points ------------------------------------------------------------- */

/* As far towards q as r lets x go; false when x cannot move. */
static bool move_towards(mpq_ptr x, mpq_srcptr q, const range *r)
{
    if (range_contains_q(r, q)) {
        mpq_set(x, q);
        return true;
    }
    bool up = mpq_cmp(q, x) > 0;
    mpq_srcptr end = up ? r->hi : r->lo;
    if ((up ? r->hi_inf || r->hi_open : r->lo_inf || r->lo_open) ||
        mpq_equal(x, end))
        return false;
    mpq_set(x, end);
    return true;
}

/* Where h is below 0 (or is to be 0) and affine in some x_i, moves x_i so
 * that h = 0, all in exact arithmetic: finds points on `where x + y == 1`. */
static void repair(audit *a, const problem *p, const sign_condition *h,
                   mpq_t *x)
{
    expr v = point_substitute(a->pool, h->e, x, p->nvars);
    if (v == EXPR_NONE || !expr_is_const(a->pool, v) ||
        mpq_sgn(expr_const_value(a->pool, v)) >= 0)
        return;
    mpq_t step;
    mpq_init(step);
    for (int i = 0; i < p->nvars; i++) {
        expr d = expr_diff(a->pool, h->e, i);
        if (d == EXPR_NONE || (expr_vars(a->pool, d) >> i & 1) != 0)
            continue;
        d = point_substitute(a->pool, d, x, p->nvars);
        if (d == EXPR_NONE || !expr_is_const(a->pool, d) ||
            expr_is_si(a->pool, d, 0))
            continue;
        mpq_div(step, expr_const_value(a->pool, v),
                expr_const_value(a->pool, d));
        mpq_sub(step, x[i], step);
        if (move_towards(x[i], step, &p->box[i]))
            break;
    }
    mpq_clear(step);
}

static bool repaired(audit *a, const problem *p, mpq_t *x, witness *w)
{
    for (int s = 0; s < REPAIRS; s++) {
        for (size_t j = 0; j < p->nhyps; j++)
            repair(a, p, &p->hyp[j], x);
        point_round(a->whole, p, x);
        if (try_point(a, p, x, w))
            return true;
    }
    return false;
}

/* The simplest number within 2^-bits of x_i in its range, to y_i. */
static void simplify(const problem *p, mpq_t *y, mpq_t *x, int i, int bits)
{
    mpq_t lo, hi;
    mpq_init(lo);
    mpq_init(hi);
    mpq_set_ui(hi, 1, 1);
    mpq_div_2exp(hi, hi, (mp_bitcnt_t)bits);
    mpq_sub(lo, x[i], hi);
    mpq_add(hi, x[i], hi);
    point_simplest(y[i], lo, hi);
    if (!range_contains_q(&p->box[i], y[i]))
        mpq_set(y[i], x[i]);
    mpq_clear(lo);
    mpq_clear(hi);
}

static bool simple_point(audit *a, const problem *p, mpq_t *x, witness *w)
{
    static const int bits[] = {2, 4, 8, 16, 32, 48};
    mpq_t *y = point_copy(x, p->nvars);
    bool found = false;
    for (size_t k = 0; k < sizeof bits / sizeof *bits && !found; k++) {
        for (int i = 0; i < p->nvars; i++)
            if ((a->whole >> i & 1) == 0)
                simplify(p, y, x, i, bits[k]);
        found = try_point(a, p, y, w);
    }
    point_free(y, p->nvars);
    return found || try_point(a, p, x, w);
}

/* ---- solutions of equations --------------------------------------------- */

/* q - 2^-bits and q + 2^-bits, rounded outward to multiples of 2^-bits, as far
 * as r reaches. */
static void around(witness *w, int i, mpq_srcptr q, const range *r, int bits)
{
    mpq_t lo, hi;
    mpz_t n;
    mpq_init(lo);
    mpq_init(hi);
    mpz_init(n);
    mpz_mul_2exp(n, mpq_numref(q), (mp_bitcnt_t)bits);
    mpz_fdiv_q(n, n, mpq_denref(q));
    mpz_sub_ui(mpq_numref(lo), n, 1);
    mpz_add_ui(mpq_numref(hi), n, 2);
    mpq_div_2exp(lo, lo, (mp_bitcnt_t)bits);
    mpq_div_2exp(hi, hi, (mp_bitcnt_t)bits);
    if (!r->lo_inf && mpq_cmp(lo, r->lo) < 0)
        mpq_set(lo, r->lo);
    if (!r->hi_inf && mpq_cmp(hi, r->hi) > 0)
        mpq_set(hi, r->hi);
    witness_range(w, i, lo, hi);
    mpq_clear(lo);
    mpq_clear(hi);
    mpz_clear(n);
}

/* Near y, which solves the n equations in these variables. */
static bool boxes(audit *a, const problem *p, const size_t *eq, int n,
                  const int *var, mpq_t *y, witness *w)
{
    static const int bits[] = {1, 3, 6, 10, 16, 24, 32, 48, 64, 80};
    for (size_t k = 0; k < sizeof bits / sizeof *bits; k++) {
        w->neq = n;
        for (int i = 0; i < p->nvars; i++)
            witness_fix(w, i, y[i]);
        for (int j = 0; j < n; j++) {
            w->eq[j] = eq[j];
            around(w, var[j], y[var[j]], &p->box[var[j]], bits[k]);
        }
        if (domain_accepts(a, p, w))
            return true;
    }
    return false;
}

/* x is near a solution: the other variables at short numbers, then these. */
static bool solution(audit *a, const problem *p, const size_t *eq, size_t neq,
                     mpq_t *x, witness *w)
{
    static const int bits[] = {2, 6, 12, 24, 60};
    size_t kept[WITNESS_MAX_EQUATIONS];
    int var[WITNESS_MAX_EQUATIONS];
    int n = domain_pivots(a, p, eq, neq, x, kept, var);
    bool found = false;
    for (size_t k = 0; k < sizeof bits / sizeof *bits && n > 0 && !found; k++) {
        mpq_t *y = point_copy(x, p->nvars);
        for (int i = 0; i < p->nvars; i++) {
            bool solved_for = (a->whole >> i & 1) != 0;
            for (int j = 0; j < n; j++)
                solved_for = solved_for || var[j] == i;
            if (!solved_for)
                simplify(p, y, x, i, bits[k]);
        }
        found = domain_solve(a, p, kept, n, var, y) &&
                boxes(a, p, kept, n, var, y, w);
        point_free(y, p->nvars);
    }
    return found;
}

static bool from_sample(audit *a, const problem *p, const size_t *eq,
                        size_t neq, mpq_t *x, witness *w)
{
    return domain_approach(a, p, eq, neq, x) &&
           (simple_point(a, p, x, w) ||
            (neq > 0 && solution(a, p, eq, neq, x, w)));
}

bool domain_find(audit *a, const problem *p, size_t samples, witness *w)
{
    enum {
        MAX_EQUATIONS = 12
    };
    size_t eq[MAX_EQUATIONS];
    size_t neq = domain_equations(a, p, eq, MAX_EQUATIONS);
    mpq_t *x = point_new(p->nvars);
    bool found = false, any = true;
    for (size_t k = 0; k < samples && any && !found && !audit_stopped(a); k++) {
        any = point_sample_whole(a->whole, x, p, k);
        found = any && (try_point(a, p, x, w) ||
                        (k < REPAIRED && repaired(a, p, x, w)));
        if (any && !found && k < APPROACHED) {
            point_sample_whole(a->whole, x, p, k);
            found = from_sample(a, p, eq, neq, x, w);
        }
    }
    point_free(x, p->nvars);
    return found;
}
