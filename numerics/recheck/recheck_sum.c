/* Sums to infinity of smooth functions, by the second engine.  A second opinion on
 * ../enclose/eval_sum.c.
 *
 * The terms before a whole N are added.  The others:
 *
 * 1. recheck_sum_midpoints.c
 *
 * 2. A ratio.  If (log |g|)' <= -d < 0 from N on, the rest lies in
 *    g(N) [1, 1/(1 - e^-d)].
 *
 * Without a limit: |g(n)| is at least the integral of |g| over [n, n+1] less that of
 * |g'|; so it is one if g' is absolutely integrable from some place on, and g, or
 * g(e^u) e^u, has an integral that is seen to be infinite. */
#include "recheck_sum_work.h"
#include "recheck_piece.h"

#include "../base/memory.h"

#include <stdlib.h>

enum {
    MORE_BITS = 20,
    FAR = 1000000000,
    DEEP = 40
};

void recheck_sums_free(recheck_sums *s)
{
    if (s == NULL)
        return;
    reval_free(s->e);
    expr_pool_free(s->pool);
    free(s);
}

static bool has(const expr_pool *pool, expr g, expr_op op)
{
    size_t n;
    expr *order = expr_postorder(pool, g, &n);
    bool yes = false;
    while (n > 0 && !yes)
        yes = expr_get(pool, order[--n])->op == op;
    free(order);
    return yes;
}

/* (log |g|)', from the logarithms of g's factors.  Recursion: DEEP. */
static expr slope_of(expr_pool *p, expr g, int t, int deep)
{
    const expr_node x = *expr_get(p, g);
    if ((x.vars >> t & 1) == 0)
        return expr_si(p, 0);
    if (deep > DEEP)
        return EXPR_NONE;
    expr_op op = (expr_op)x.op;
    if (op == EXPR_EXP)
        return expr_diff(p, x.arg[0], t);
    if (op == EXPR_GAMMA)
        return expr_mul(p, expr_unary(p, EXPR_DIGAMMA, x.arg[0]),
                        expr_diff(p, x.arg[0], t));
    if (op == EXPR_NEG || op == EXPR_POW) {
        expr a = slope_of(p, x.arg[0], t, deep + 1);
        return op == EXPR_NEG ? a : expr_mul(p, a, expr_si(p, x.p));
    }
    if (op == EXPR_MUL || op == EXPR_DIV) {
        expr a = slope_of(p, x.arg[0], t, deep + 1);
        expr b = slope_of(p, x.arg[1], t, deep + 1);
        return op == EXPR_MUL ? expr_add(p, a, b) : expr_sub(p, a, b);
    }
    return expr_div(p, expr_diff(p, g, t), g);
}

static recheck_sums *make(reval *e, const expr_node *n)
{
    recheck_sums *s = xcalloc(1, sizeof *s);
    const expr_pool *from = reval_pool(e);
    s->pool = expr_pool_new(0);
    s->e = reval_new(s->pool, reval_prec(e) + MORE_BITS);
    s->of = *n;
    range *none = xcalloc(EXPR_MAX_VARS, sizeof *none);
    for (int k = 0; k < EXPR_MAX_VARS; k++)
        range_init(&none[k]);
    reval_set_box(s->e, none, EXPR_MAX_VARS);
    for (int k = 0; k < EXPR_MAX_VARS; k++)
        range_clear(&none[k]);
    free(none);
    if (n->q != EXPR_TO_INF || !expr_is_const(from, n->arg[0]) ||
        !expr_integral_is_sum(from, n->arg[2], n->p))
        return s;
    mpq_srcptr m = expr_const_value(from, n->arg[0]);
    if (mpz_cmp_ui(mpq_denref(m), 1) != 0 ||
        mpz_cmpabs_ui(mpq_numref(m), FAR) > 0)
        return s;
    expr x = expr_var(s->pool, n->p);
    expr g = expr_replace(s->pool, expr_copy(s->pool, from, n->arg[2]),
                          expr_unary(s->pool, EXPR_FLOOR, x), x);
    if (g == EXPR_NONE || expr_integral_has_kinks(s->pool, g) ||
        has(s->pool, g, EXPR_INTEGRAL))
        return s;
    expr far = expr_unary(s->pool, EXPR_EXP, x);
    s->g = g;
    s->slope = slope_of(s->pool, g, n->p, 0);
    s->in_log = expr_mul(s->pool, far, expr_subst(s->pool, g, n->p, far));
    s->has_gamma = has(s->pool, g, EXPR_GAMMA);
    return s;
}

static bool same(const expr_node *a, const expr_node *b)
{
    return a->p == b->p && a->q == b->q && a->arg[0] == b->arg[0] &&
           a->arg[2] == b->arg[2];
}

static bool begin(recheck_sum_work *w, reval *e, const expr_node *n)
{
    recheck_sums **slot = reval_sums(e);
    if (*slot != NULL && !same(&(*slot)->of, n)) {
        recheck_sums_free(*slot);
        *slot = NULL;
    }
    if (*slot == NULL)
        *slot = make(e, n);
    if ((*slot)->g == EXPR_NONE)
        return false;
    *w = (recheck_sum_work){.s = *slot, .in = (*slot)->e, .t = n->p};
    w->prec = reval_prec(w->in);
    w->bits = w->prec - 12;
    w->most = w->prec <= 320 ? 4000 : 4000 * 320 / w->prec + 200;
    for (int i = 0; i < EXPR_MAX_VARS; i++) {
        const rrange *v = reval_var(e, i);
        if (i == n->p || (expr_vars(w->s->pool, w->s->g) >> i & 1) == 0)
            continue;
        reval_set_var(w->in, i, v);
        if (rrange_is_bounded(v) && !arf_equal(&v->lo, &v->hi)) {
            arf_t d;
            arf_init(d);
            recheck_piece_spread(d, v);
            slong b = 14 - arf_abs_bound_lt_2exp_si(d);
            w->bits = b < w->bits ? b : w->bits;
            arf_clear(d);
        }
    }
    w->bits = w->bits < 14 ? 14 : w->bits;
    w->m = mpz_get_si(mpq_numref(expr_const_value(reval_pool(e), n->arg[0])));
    w->next = w->m;
    rrange_init(&w->sum);
    rrange_init(&w->x);
    rrange_set_si(&w->sum, 0);
    return true;
}

static void finish(recheck_sum_work *w)
{
    rrange_clear(&w->sum);
    rrange_clear(&w->x);
}

/* x_t = halves/2, or all from there on. */
void recheck_sum_put(recheck_sum_work *w, long halves, bool beyond)
{
    rrange_set_si(&w->x, halves);
    arf_mul_2exp_si(&w->x.lo, &w->x.lo, -1);
    arf_mul_2exp_si(&w->x.hi, &w->x.hi, -1);
    if (beyond) {
        arf_pos_inf(&w->x.hi);
        w->x.hi_open = true;
    }
    reval_set_var(w->in, w->t, &w->x);
}

bool recheck_sum_add(recheck_sum_work *w, long n)
{
    for (; w->next < n; w->next++) {
        recheck_sum_put(w, 2 * w->next, false);
        const rrange *v = reval_enclose(w->in, w->s->g);
        if (!rrange_is_bounded(v))
            return false;
        rrange_add(&w->sum, &w->sum, v, w->prec);
    }
    return true;
}

/* Is r no wider than the sum so far, times 2^-bits? */
bool recheck_sum_fine(const recheck_sum_work *w, const rrange *r)
{
    arf_t d, s;
    arf_init(d);
    arf_init(s);
    recheck_piece_spread(d, r);
    arf_abs(s, arf_cmpabs(&w->sum.lo, &w->sum.hi) > 0 ? &w->sum.lo : &w->sum.hi);
    arf_mul_2exp_si(s, s, -w->bits);
    bool yes = arf_cmp(d, s) <= 0;
    arf_clear(d);
    arf_clear(s);
    return yes;
}

/* ---- a ratio ------------------------------------------------------------- */

/* x_t is [n, inf): an upper bound of L there, below 0? */
static bool falling(recheck_sum_work *w, rrange *d, arf_srcptr n)
{
    recheck_integrand f = {w->in, w->s->slope, w->t, EXPR_TO_INF};
    recheck_end at = {true, true, NULL, n};
    rrange_set(d, reval_enclose(w->in, w->s->slope));
    bool ok = d->ok && arf_sgn(&d->hi) < 0;
    if (!ok) {
        recheck_ends e;
        recheck_end_begin(&e, &f, &at);
        recheck_tail *l = &e.v[e.n - 1];
        ok = e.log_edge.ok;
        if (l->is == RECHECK_LOG && rrange_nonpos(&l->a)) {
            rrange_mul(d, &l->a, &e.log_edge, w->prec);
            rrange_add(d, d, &l->k, w->prec);
        } else if (l->is == RECHECK_POWER && !l->exp && rrange_is_zero(&l->a)) {
            rrange_set(d, &l->k);
        } else {
            ok = false;
        }
        ok = ok && d->ok && arf_sgn(&d->hi) < 0;
        recheck_end_finish(&e);
    }
    arf_set(&d->lo, &d->hi);
    d->lo_open = d->hi_open = false;
    return ok && rrange_is_bounded(d);
}

/* More than w->most terms, at this ratio? */
static bool is_slow(const recheck_sum_work *w, const rrange *d)
{
    arf_t x;
    arf_init(x);
    arf_mul_si(x, &d->hi, -w->most, 64, ARF_RND_UP);
    bool yes = arf_cmp_si(x, w->bits) < 0;
    arf_clear(x);
    return yes;
}

static bool by_ratio(recheck_sum_work *w, rrange *r)
{
    rrange d, one;
    arf_t edge;
    bool done = false;
    if (w->s->slope == EXPR_NONE)
        return false;
    rrange_init(&d);
    rrange_init(&one);
    arf_init(edge);
    for (long more = 6; more <= w->most && !done; more += more / 2) {
        long n = w->m + more;
        arf_set_si(edge, n);
        recheck_sum_put(w, 2 * n, true);
        bool falls = n >= 1 && reval_enclose(w->in, w->s->g)->ok &&
                     falling(w, &d, edge);
        bool slow = !falls ? more > 80 : is_slow(w, &d);
        if (slow && !w->s->has_gamma && w->m >= 0)
            break;
        if (!falls)
            continue;
        if (!recheck_sum_add(w, n))
            break;
        recheck_sum_put(w, 2 * n, false);
        rrange_set(r, reval_enclose(w->in, w->s->g));
        rrange_exp(&d, &d, w->prec);
        rrange_set_si(&one, 1);
        rrange_sub(&d, &one, &d, w->prec);
        rrange_div(&d, &one, &d, w->prec);
        rrange_hull(&d, &d, &one, w->prec);
        rrange_mul(r, r, &d, w->prec);
        done = rrange_is_bounded(r) && recheck_sum_fine(w, r);
    }
    if (done)
        rrange_add(r, r, &w->sum, w->prec);
    rrange_clear(&d);
    rrange_clear(&one);
    arf_clear(edge);
    return done;
}

bool recheck_sum(rrange *r, reval *e, const expr_node *n)
{
    recheck_sum_work w;
    if (!begin(&w, e, n))
        return false;
    bool ok = by_ratio(&w, r);
    if (!ok) {
        rrange_set_si(&w.sum, 0);
        w.next = w.m;
        ok = recheck_sum_by_midpoints(&w, r);
    }
    finish(&w);
    return ok;
}

/* ---- without a limit ----------------------------------------------------- */

static bool infinite(recheck_sum_work *w, expr f, long halves)
{
    recheck_integrand of = {w->in, f, w->t, EXPR_TO_INF};
    recheck_sum_put(w, halves, true);
    recheck_end at = {true, true, NULL, &w->x.lo};
    return recheck_diverges_up_to(&of, &at);
}

bool recheck_sum_diverges(reval *e, const expr_node *n)
{
    enum {
        TRIES = 10
    };
    recheck_sum_work w;
    rrange d;
    bool yes = false;
    if (!begin(&w, e, n))
        return false;
    rrange_init(&d);
    long p = w.m > 3 ? w.m : 3;
    for (int k = 0; k < TRIES && !yes; k++, p *= 3) {
        long u = 2;
        while (u < 60 && 1L << u < p)
            u++; /* e^u > p */
        yes = recheck_sum_rest(&w, &d, 2 * p, 1) &&
              (infinite(&w, w.s->g, 2 * p) ||
               (w.s->in_log != EXPR_NONE && infinite(&w, w.s->in_log, 2 * u)));
    }
    rrange_clear(&d);
    finish(&w);
    return yes;
}
