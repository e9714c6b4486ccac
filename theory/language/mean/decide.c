/* Comparisons of closed expressions: by enclosures of rising precision where
 * the sides differ, by exact values and normal forms where they do not. */
#include "number.h"

#include "../../../numerics/exact/exact.h"

eval *decide_level(elab *e, int i)
{
    if (!e->eval[i])
        e->eval[i] = eval_new(e->pool, (mpfr_prec_t)64 << i);
    return e->eval[i];
}

bool decide_normal_zero(elab *e, eval *ev, expr d)
{
    exact *x = eval_exact(e->pool, ev);
    bool zero = exact_is_zero(x, d);
    exact_free(x);
    return zero;
}

static bool enclosed_sign(eval *ev, expr d, int *sign)
{
    iv_srcptr v = eval_enclose(ev, d);
    if (iv_certainly_pos(v))
        *sign = 1;
    else if (iv_certainly_neg(v))
        *sign = -1;
    else if (iv_certainly_nonneg(v) && iv_certainly_nonpos(v))
        *sign = 0;
    else
        return false;
    return true;
}

/* The sign of a closed node.  Enclosures of few bits come first because they
 * are cheap, those of many bits last because they are not. */
static bool sign_of(elab *e, expr d, int *sign)
{
    enum {
        CHEAP = 2
    };
    for (int i = 0; i < CHEAP; i++)
        if (enclosed_sign(decide_level(e, i), d, sign))
            return true;
    if (number_sign(e, d, sign))
        return true;
    eval *ev = decide_level(e, CHEAP);
    if (iv_is_defined(eval_enclose(ev, d)) && decide_normal_zero(e, ev, d)) {
        *sign = 0;
        return true;
    }
    for (int i = CHEAP; i < EVAL_LEVELS; i++)
        if (enclosed_sign(decide_level(e, i), d, sign))
            return true;
    return false;
}

static tri tri_of(bool b)
{
    return b ? TRI_TRUE : TRI_FALSE;
}

static tri compare_const(rel_kind rel, int cmp)
{
    switch (rel) {
    case REL_LT:
        return tri_of(cmp < 0);
    case REL_LE:
        return tri_of(cmp <= 0);
    case REL_EQ:
        return tri_of(cmp == 0);
    case REL_GE:
        return tri_of(cmp >= 0);
    case REL_GT:
        return tri_of(cmp > 0);
    default:
        return tri_of(cmp != 0);
    }
}

bool decide_is_defined(elab *e, expr a)
{
    return !expr_vars(e->pool, a) &&
           iv_is_defined(eval_enclose(decide_level(e, 0), a));
}

expr decide_difference(elab *e, rel_kind rel, expr a, expr b, bool *strict)
{
    *strict = rel == REL_LT || rel == REL_GT;
    return rel == REL_LT || rel == REL_LE ? expr_sub(e->pool, b, a)
                                          : expr_sub(e->pool, a, b);
}

tri decide_relation(elab *e, rel_kind rel, expr a, expr b, bool *undecided)
{
    const expr_pool *pool = e->pool;
    *undecided = false;
    if (expr_is_const(pool, a) && expr_is_const(pool, b))
        return compare_const(
            rel, mpq_cmp(expr_const_value(pool, a), expr_const_value(pool, b)));
    if (a == b && decide_is_defined(e, a))
        return compare_const(rel, 0);
    bool strict;
    expr d = decide_difference(e, rel, a, b, &strict);
    if (d == EXPR_NONE || (expr_vars(pool, d) && !expr_is_const(pool, d)))
        return TRI_OPEN;
    int sign;
    if (sign_of(e, d, &sign)) /* d is b - a for < and <= */
        return compare_const(rel,
                             rel == REL_LT || rel == REL_LE ? -sign : sign);
    *undecided = !decide_is_undefined(e, a) && !decide_is_undefined(e, b);
    return TRI_OPEN;
}

/* The first argument that x needs and that is not defined; EXPR_NONE if there
 * is none, or if it is open which branch of a conditional is needed. */
static expr undefined_argument(eval *ev, const expr_node *x)
{
    int taken = -1;
    for (int k = 0; k < x->nargs; k++) {
        if (taken >= 0 && k != taken)
            continue;
        if (!iv_is_defined(eval_enclose(ev, x->arg[k])))
            return x->arg[k];
        if (x->op != EXPR_IF || k > 0)
            continue;
        iv_srcptr h = eval_enclose(ev, x->arg[0]);
        bool yes = x->strict ? iv_certainly_pos(h) : iv_certainly_nonneg(h);
        bool no = x->strict ? iv_certainly_nonpos(h) : iv_certainly_neg(h);
        if (!yes && !no)
            return EXPR_NONE;
        taken = yes ? 1 : 2;
    }
    return EXPR_NONE;
}

expr decide_undefined_part(elab *e, expr a)
{
    if (expr_vars(e->pool, a))
        return EXPR_NONE;
    for (int i = 0; i < EVAL_LEVELS; i++) {
        eval *ev = decide_level(e, i);
        expr f = a;
        if (iv_is_defined(eval_enclose(ev, f)))
            return EXPR_NONE;
        for (expr g = f; g != EXPR_NONE;) {
            f = g;
            g = undefined_argument(ev, expr_get(e->pool, f));
        }
        if (eval_outside_domain(ev, f) || number_is_undefined(e, f))
            return f;
    }
    return number_is_undefined(e, a) ? a : EXPR_NONE;
}

bool decide_is_undefined(elab *e, expr a)
{
    return decide_undefined_part(e, a) != EXPR_NONE;
}

/* q: the nearest number of 96 bits on the outer side of x. */
static void outer_rational(mpq_ptr q, mpfr_srcptr x, mpfr_rnd_t rnd)
{
    mpfr_t y;
    mpfr_init2(y, 96);
    mpfr_set(y, x, rnd);
    mpfr_get_q(q, y); /* exact */
    mpfr_clear(y);
}

/* Numbers far outside would need gigabytes as rationals. */
static bool moderate(mpfr_srcptr x)
{
    return mpfr_zero_p(x) || (mpfr_regular_p(x) && mpfr_get_exp(x) < 100000 &&
                              mpfr_get_exp(x) > -100000);
}

bool decide_moderate(iv_srcptr v)
{
    return moderate(iv_lower(v)) && moderate(iv_upper(v));
}

bool decide_rational(elab *e, expr a, mpq_ptr lo, mpq_ptr hi, bool *exact)
{
    *exact = number_find(e, a, lo) == NUMBER_RATIONAL;
    if (*exact) {
        mpq_set(hi, lo);
        return true;
    }
    for (int i = 1; i < EVAL_LEVELS; i++) {
        iv_srcptr v = eval_enclose(decide_level(e, i), a);
        if (!iv_is_bounded(v) || !decide_moderate(v))
            continue;
        *exact = mpfr_equal_p(iv_lower(v), iv_upper(v));
        if (*exact) {
            mpfr_get_q(lo, iv_lower(v));
            mpq_set(hi, lo);
            return true;
        }
        outer_rational(lo, iv_lower(v), MPFR_RNDD);
        outer_rational(hi, iv_upper(v), MPFR_RNDU);
        mpq_t width, scale;
        mpq_inits(width, scale, NULL);
        mpq_sub(width, hi, lo);
        mpq_abs(scale, mpq_sgn(lo) > 0 ? lo : hi);
        mpq_div_2exp(scale, scale, 64);
        bool narrow =
            mpq_sgn(lo) * mpq_sgn(hi) > 0 && mpq_cmp(width, scale) <= 0;
        mpq_clears(width, scale, NULL);
        if (narrow || i == EVAL_LEVELS - 1)
            return true;
    }
    return false;
}
