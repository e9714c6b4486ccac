/* Sums to infinity of smooth functions.  Believed.
 *
 * A sum is the integral of f(floor(t)) from a whole number m to infinity
 * (machine_integral.c).  Where f's variable stands in its integrand as floor(t)
 * alone, g is f with x_t itself in place of floor(x_t): the sum is that of g(n),
 * n = m, m + 1, .., whatever g is between whole numbers.  If g has no kink, no
 * jump and no integral in it, and is smooth from some N on, then that is how the
 * terms from N on are enclosed: by a ratio (sum_ratio.c) or by the formula of
 * Euler and Maclaurin (sum_maclaurin.c).  Other sums are left to quad.c.
 *
 * Continuity.  Both dominate the terms from N on by the terms of one convergent
 * series for all values of the other variables in the box (there); so the sum is
 * a continuous function of these, as its terms are, and where the sum of
 * derivatives has such an enclosure, too, that is its derivative.
 *
 * Divergence.  If h, the size of g, has an infinite integral to infinity and g' an
 * absolutely integrable one, the sum of |g(n)| is infinite:
 *
 *     |g(n)| >= int_n^(n+1) |g| - int_n^(n+1) |g'|.
 *
 * The integral of |g| is seen to be infinite by g's germ, or, with x = e^u, by
 * that of g(e^u) e^u. */
#include "eval_sum.h"
#include "germ_internal.h"
#include "iv_internal.h"

#include "../expr/expr_internal.h"

#include <stdlib.h>

enum {
    GUARD = 16, /* bits */
    MOST_KEPT = 64,
    FARTHEST = 1000000000 /* first terms are no farther from 0 */
};

/* One integrand. */
typedef struct {
    expr f; /* in the evaluator's pool */
    int t;
    expr g, slope, stretched; /* in its own; EXPR_NONE: none.  g(e^u) e^u */
    bool factorials;
} summand;

struct eval_sums {
    expr_pool *pool;
    eval *e;
    summand *v;
    size_t n;
    mpq_t bernoulli[SUM_MOST_BERNOULLI];
};

void eval_sums_free(eval_sums *s)
{
    if (s == NULL)
        return;
    eval_free(s->e);
    expr_pool_free(s->pool);
    free(s->v);
    for (int k = 0; k < SUM_MOST_BERNOULLI; k++)
        mpq_clear(s->bernoulli[k]);
    free(s);
}

/* B_2k = (2k + 1)/2 - 1 - sum_(0<j<k) C(2k+1, 2j) B_2j, over 2k + 1, from
 * sum_(j<=n) C(n+1, j) B_j = 0, n = 2k; B_0 = 1. */
static void set_bernoulli(mpq_t *b)
{
    mpq_t s, c;
    mpq_inits(s, c, NULL);
    for (int k = 0; k < SUM_MOST_BERNOULLI; k++) {
        mpq_init(b[k]);
        if (k == 0) {
            mpq_set_si(b[k], 1, 1);
            continue;
        }
        mpq_set_si(s, 2 * k - 1, 2);
        for (int j = 1; j < k; j++) {
            mpz_bin_uiui(mpq_numref(c), 2 * (unsigned long)k + 1,
                         2 * (unsigned long)j);
            mpz_set_ui(mpq_denref(c), 1);
            mpq_mul(c, c, b[j]);
            mpq_sub(s, s, c);
        }
        mpq_set_si(c, 1, 2 * (unsigned long)k + 1);
        mpq_mul(b[k], s, c);
    }
    mpq_clears(s, c, NULL);
}

static eval_sums *sums_of(eval *e)
{
    if (e->sums == NULL || e->sums->n == MOST_KEPT) {
        eval_sums_free(e->sums);
        e->sums = xcalloc(1, sizeof *e->sums);
        e->sums->pool = expr_pool_new(0);
        e->sums->e = eval_new(e->sums->pool, e->prec + GUARD);
        e->sums->v = xcalloc(MOST_KEPT, sizeof *e->sums->v);
        set_bernoulli(e->sums->bernoulli);
    }
    return e->sums;
}

static bool holds(const expr_pool *pool, expr g, expr_op op)
{
    size_t n;
    expr *order = expr_postorder(pool, g, &n);
    bool yes = false;
    for (size_t k = 0; k < n; k++)
        yes = yes || expr_get(pool, order[k])->op == op;
    free(order);
    return yes;
}

static expr stretch(expr_pool *pool, expr g, int t)
{
    expr to = expr_unary(pool, EXPR_EXP, expr_var(pool, t));
    return expr_mul(pool, expr_subst(pool, g, t, to), to);
}

static summand *summand_of(eval *e, const expr_node *n)
{
    eval_sums *s = sums_of(e);
    for (size_t k = 0; k < s->n; k++)
        if (s->v[k].f == n->arg[2] && s->v[k].t == n->p)
            return &s->v[k];
    summand *r = &s->v[s->n++];
    *r = (summand){.f = n->arg[2], .t = n->p};
    if (!expr_integral_is_sum(e->pool, r->f, r->t))
        return r;
    expr x = expr_var(s->pool, r->t);
    expr g = expr_copy(s->pool, e->pool, r->f);
    g = expr_replace(s->pool, g, expr_unary(s->pool, EXPR_FLOOR, x), x);
    if (g == EXPR_NONE || holds(s->pool, g, EXPR_INTEGRAL) ||
        expr_integral_has_kinks(s->pool, g))
        return r;
    r->g = g;
    r->slope = sum_log_slope(s->pool, g, r->t);
    r->factorials = holds(s->pool, g, EXPR_GAMMA);
    r->stretched = stretch(s->pool, g, r->t);
    return r;
}

/* Is n such a sum?  Then w is ready for it. */
static const summand *begin(eval *e, const expr_node *n, sum_work *w)
{
    const int to_inf = EXPR_TO_INF;
    if (n->q != to_inf || !expr_is_const(e->pool, n->arg[0]))
        return NULL;
    mpq_srcptr first = expr_const_value(e->pool, n->arg[0]);
    if (mpz_cmp_ui(mpq_denref(first), 1) != 0 ||
        mpz_cmpabs_ui(mpq_numref(first), FARTHEST) > 0)
        return NULL;
    const summand *s = summand_of(e, n);
    if (s->g == EXPR_NONE)
        return NULL;
    eval *in = e->sums->e;
    eval_set_prec(in, e->prec + GUARD);
    eval_give_box(in, e, expr_get(e->pool, n->arg[2])->vars &
                             ~(UINT64_C(1) << n->p));
    *w = (sum_work){.in = in, .g = s->g, .t = s->t,
                    .first = mpz_get_si(mpq_numref(first)),
                    .factorials = s->factorials};
    w->next = w->first;
    iv_init(&w->sum, in->prec);
    iv_init(&w->u, in->prec);
    iv_init(&w->v, in->prec);
    iv_set_si(&w->sum, 0);
    return s;
}

static void finish(sum_work *w)
{
    iv_clear(&w->sum);
    iv_clear(&w->u);
    iv_clear(&w->v);
}

bool eval_sum(eval *e, eval_cell *c, const expr_node *n)
{
    sum_work w;
    iv_t r;
    const summand *s = begin(e, n, &w);
    if (s == NULL)
        return false;
    iv_init(r, w.in->prec);
    long bits = sum_bits(&w);
    bool ok = s->slope != EXPR_NONE && sum_by_ratio(&w, r, s->slope, bits);
    if (!ok) {
        iv_set_si(&w.sum, 0);
        w.next = w.first;
        ok = sum_by_maclaurin(&w, r, bits, e->sums->bernoulli);
    }
    if (ok) {
        iv_set(&c->v, r);
        c->decided = c->continuous = true;
    }
    iv_clear(r);
    finish(&w);
    return ok && iv_is_bounded(&c->v);
}

/* The integral of |f| over x_t from p on: infinite? */
static bool diverges_from(sum_work *w, expr f, long p)
{
    germ_walk k;
    sum_at(w, p, true);
    germ_place at = {GERM_PLUS, w->t, iv_lower(&w->u), iv_upper(&w->u)};
    bool yes = germ_walk_begin(&k, w->in, f, &at) &&
               germ_diverges(&k.w, &k.germ[k.n - 1]);
    germ_walk_finish(&k);
    return yes;
}

/* The integral of |g'| from p on: finite? */
static bool slope_is_integrable(sum_work *w, long p)
{
    germ_walk k;
    germ c[2];
    germ_init(&c[0], w->in->prec);
    germ_init(&c[1], w->in->prec);
    sum_at(w, p, true);
    germ_place at = {GERM_PLUS, w->t, iv_lower(&w->u), iv_upper(&w->u)};
    bool yes = germ_walk_begin(&k, w->in, w->g, &at) &&
               germ_series(&k, 1, c) &&
               germ_integrate(&k.w, &c[1], &w->v) == GERM_INTEGRABLE;
    germ_walk_finish(&k);
    germ_clear(&c[0]);
    germ_clear(&c[1]);
    return yes;
}

bool eval_sum_diverges(eval *e, const expr_node *n)
{
    enum {
        TRIES = 12
    };
    sum_work w;
    bool yes = false;
    const summand *s = begin(e, n, &w);
    if (s == NULL)
        return false;
    long p = w.first > 2 ? w.first : 2;
    for (int k = 1; k <= TRIES && !yes; k++, p *= 2) {
        long far = 1;
        while (far < 62 && 1L << far < p)
            far++; /* e^far > 2^far >= p */
        yes = slope_is_integrable(&w, p) &&
              (diverges_from(&w, w.g, p) ||
               (s->stretched != EXPR_NONE &&
                diverges_from(&w, s->stretched, far)));
    }
    finish(&w);
    return yes;
}
