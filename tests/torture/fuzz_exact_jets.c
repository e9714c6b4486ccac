/* Jets that are said to vanish, against Arb.  See fuzz_exact.h. */
#include "fuzz_exact.h"

#include "../../numerics/exact/exact.h"
#include "../numerics/iv_support.h"

enum {
    MAX_ORDER = 4
};

/* g less its Taylor polynomial at x_i = p: a zero of order m. */
static expr remainder_of(expr_pool *pool, expr g, int i, expr p, int m)
{
    expr h = expr_sub(pool, expr_var(pool, i), p), f = g, c = expr_si(pool, 1);
    for (int j = 0; j < m && f != EXPR_NONE && g != EXPR_NONE; j++) {
        expr a = expr_mul(pool, expr_subst(pool, g, i, p), c);
        f = expr_sub(pool, f, expr_mul(pool, a, expr_pow_si(pool, h, j)));
        g = expr_diff(pool, g, i);
        c = expr_div(pool, c, expr_si(pool, j + 1));
    }
    return f;
}

/* A point on x_i, or a function of another variable. */
static expr some_place(expr_pool *pool, int i)
{
    expr y = expr_var(pool, (i + 1) % EXACT_VARS);
    switch (random_in(0, 5)) {
    case 0:
        return y;
    case 1:
        return expr_sub(pool, expr_si(pool, 1), y);
    case 2:
        return expr_pow_si(pool, y, 2);
    default:
        return expr_ratio(pool, random_in(-4, 8), 4);
    }
}

static void move_to(mpq_t *x, const expr_pool *pool, int i, expr p)
{
    int j = (i + 1) % EXACT_VARS;
    const expr_node *n = expr_get(pool, p);
    if (n->op == EXPR_CONST)
        mpq_set(x[i], expr_const_value(pool, p));
    else if (n->op == EXPR_VAR)
        mpq_set(x[i], x[j]);
    else if (n->op == EXPR_POW)
        mpq_mul(x[i], x[j], x[j]);
    else {
        mpq_set_si(x[i], 1, 1);
        mpq_sub(x[i], x[i], x[j]);
    }
}

/* All coefficients below m at the point x. */
static bool judge_series(exact_subject *s, expr f, int i, expr p, int m,
                         mpq_t *x)
{
    arb_poly_t series;
    bool seen = false;
    arb_poly_init(series);
    if (arb_series(series, s->pool, f, x, i, m, EXACT_BITS))
        for (int j = 0; j < m; j++) {
            arb_poly_get_coeff_arb(s->v, series, j);
            if (!arb_contains_zero(s->v)) {
                fuzz_exact_wrong(s, "jet not zero", f, p, x);
                break;
            }
            seen = seen || fuzz_exact_is_sharp(s->v);
            s->t->points += fuzz_exact_is_sharp(s->v);
        }
    arb_poly_clear(series);
    return seen;
}

/* |f| at the distance +-2^-n from the place, in the box; false where it is not
 * known well. */
static bool size_near(exact_subject *s, expr f, int i, int side,
                      unsigned long n, mpq_t *x, mag_t lower, mag_t upper)
{
    slong bits = 8 * (slong)n; /* more than f's order, 4 at most, costs */
    mpq_t h, old;
    mpq_init(h);
    mpq_init(old);
    mpq_set(old, x[i]);
    mpq_set_si(h, side, 1);
    mpq_div_2exp(h, h, n);
    mpq_add(x[i], x[i], h);
    bool ok = range_contains_q(&s->p.box[i], x[i]) &&
              point_value(s->v, s->pool, f, x, bits) == POINT_VALUE;
    if (ok) {
        arb_get_mag_lower(lower, s->v);
        arb_get_mag(upper, s->v);
    }
    mpq_set(x[i], old);
    mpq_clear(h);
    mpq_clear(old);
    return ok;
}

/* f certainly shrinks less than 2^(40 m)-fold, give or take, when its distance
 * from the place does 2^40-fold. */
static bool shrinks_too_little(exact_subject *s, expr f, int i, int side,
                               unsigned long n, int m, mpq_t *x)
{
    mag_t far, near, unused;
    mag_init(far);
    mag_init(near);
    mag_init(unused);
    bool little = false;
    if (size_near(s, f, i, side, n, x, unused, far) &&
        size_near(s, f, i, side, n + 40, x, near, unused)) {
        mag_mul_2exp_si(far, far, 20 - 40 * m);
        little = mag_cmp(near, far) > 0;
    }
    mag_clear(far);
    mag_clear(near);
    mag_clear(unused);
    return little;
}

/* Not very close to an end, where all may be steep. */
static bool is_plain(mpq_t *x)
{
    for (int i = 0; i < EXACT_VARS; i++)
        if (mpz_sizeinbase(mpq_denref(x[i]), 2) > 20)
            return false;
    return true;
}

/* The kinks of f are on their seams at x, or as far from them as 2^-300: what
 * decides them there decides them at a distance of 2^-400, too. */
static bool kinks_are_plain(exact_subject *s, expr f, mpq_t *x)
{
    mag_t size;
    expr_branch way[2];
    expr kink;
    bool plain = true;
    mag_init(size);
    for (int k = 0; plain && (kink = expr_kink(s->pool, f, k)) != EXPR_NONE;
         k++) {
        plain = expr_branches(s->pool, kink, way) &&
                point_value(s->v, s->pool, way[0].when, x, EXACT_BITS) ==
                    POINT_VALUE;
        arb_get_mag_lower(size, s->v);
        plain = plain &&
                (arb_contains_zero(s->v) || mag_cmp_2exp_si(size, -300) > 0);
    }
    mag_clear(size);
    return plain;
}

/* At a seam that the box does not cross there is a jet that Arb cannot see;
 * but in the box f = O(h^m).  Two scales, because exp(-999) is 0 to one. */
static void judge_near(exact_subject *s, expr f, int i, expr p, int m, mpq_t *x)
{
    int side = random_chance(50) ? 1 : -1;
    if (!is_plain(x) ||
        point_value(s->v, s->pool, f, x, EXACT_BITS) != POINT_VALUE)
        return;
    if (!arb_contains_zero(s->v))
        fuzz_exact_wrong(s, "not zero at the place of the jet", f, p, x);
    else if (kinks_are_plain(s, f, x) &&
             shrinks_too_little(s, f, i, side, 400, m, x) &&
             shrinks_too_little(s, f, i, side, 8000, m, x))
        fuzz_exact_wrong(s, "jet not zero near by", f, p, x);
}

static void judge_jet(exact_subject *s, expr f, int i, expr p, int m)
{
    long before = s->t->wrong;
    bool seen = false;
    for (int k = 0; k < EXACT_POINTS && s->t->wrong == before; k++) {
        mpq_t *x = s->x[0];
        fuzz_exact_place(x, &s->p);
        move_to(x, s->pool, i, p);
        seen |= judge_series(s, f, i, p, m, x);
        judge_near(s, f, i, p, m, x);
    }
    s->t->zeros += seen;
}

/* f with a kink whose seam is at the place. */
static expr kinked(expr_pool *pool, expr f, expr h)
{
    if (random_chance(50))
        h = expr_neg(pool, h);
    switch (random_in(0, 3)) {
    case 0:
        return expr_if(pool, h, random_chance(50), f,
                       random_chance(50) ? invite_factor(pool)
                                         : expr_neg(pool, f));
    case 1:
        return expr_mul(pool, f, expr_unary(pool, EXPR_ABS, h));
    case 2:
        return expr_max(pool, f, expr_add(pool, f, h));
    default:
        return expr_min(pool, expr_mul(pool, h, invite_factor(pool)), f);
    }
}

static expr doubtful_jet(expr_pool *pool, int i, expr p, int m)
{
    expr f = random_chance(50) ? invite_function(pool, invite_product(pool))
                               : invite_some(pool, (int)random_in(1, 5));
    expr h = expr_sub(pool, expr_var(pool, i), p);
    if (random_chance(20))
        f = kinked(pool, f, h);
    if (f == EXPR_NONE)
        return f;
    if (random_chance(30))
        f = expr_sub(pool, f, doubt_exact(pool, f, 50));
    else if (random_chance(30))
        f = expr_mul(pool, expr_pow_si(pool, h, m - random_in(0, 1)), f);
    else
        f = remainder_of(pool, f, i, p, m - (int)random_in(0, 1));
    if (f != EXPR_NONE && random_chance(30))
        f = doubt_exact(pool, f, 20);
    return random_chance(20) ? kinked(pool, f, h) : f;
}

static void one_jet(exact_subject *s)
{
    fuzz_exact_begin(s);
    int i = (int)random_in(0, EXACT_VARS - 1), m = (int)random_in(1, MAX_ORDER);
    expr p = some_place(s->pool, i);
    range *r = &s->p.box[i]; /* the place must lie in it */
    bool narrow = expr_is_const(s->pool, p) && random_chance(70);
    for (int j = 0; j < EXACT_VARS; j++)
        s->p.box[j].hi_inf = false;
    mpq_set_si(r->lo, -12, 1);
    mpq_set_si(r->hi, 12, 1);
    r->lo_open = r->hi_open = false;
    if (narrow) { /* often with the place at an end */
        mpq_set_si(r->lo, -random_in(0, 1), 2);
        mpq_set_si(r->hi, random_in(mpq_sgn(r->lo) == 0, 1), 2);
        mpq_canonicalize(r->lo);
        mpq_canonicalize(r->hi);
        mpq_add(r->lo, r->lo, expr_const_value(s->pool, p));
        mpq_add(r->hi, r->hi, expr_const_value(s->pool, p));
    }
    expr f = doubtful_jet(s->pool, i, p, m);
    fuzz_exact_look(s);
    exact *x = eval_exact(s->pool, s->ev);
    if (f != EXPR_NONE && !expr_is_const(s->pool, f) &&
        exact_jet_is_zero(x, f, i, p, m))
        judge_jet(s, f, i, p, m);
    exact_free(x);
    s->t->tries++;
    fuzz_exact_end(s);
}

void fuzz_exact_jets(exact_tally *t, long count)
{
    fuzz_exact_repeat(t, count, one_jet);
}
