/* A difference of two products of large powers whose exponents have a common
 * measure: b - a for the same products with small exponents, by logarithms and
 * back.  B^100 A^-50 >= 1 is B^2 >= A.  Believed: nothing; the checker tries each
 * answer. */
#include "tactics.h"

#include "search_terms.h"

#include <stdlib.h>

enum {
    MOST = 12,
    LARGE = 8, /* smaller powers are left to others */
    DEEPEST = 30
};

/* A positive number and bases with exponents. */
typedef struct {
    mpq_t number;
    expr base[MOST];
    mpq_t power[MOST];
    size_t n;
} powers;

static void open_powers(powers *w)
{
    w->n = 0;
    mpq_init(w->number);
    mpq_set_si(w->number, 1, 1);
    for (size_t k = 0; k < MOST; k++)
        mpq_init(w->power[k]);
}

static void close_powers(powers *w)
{
    mpq_clear(w->number);
    for (size_t k = 0; k < MOST; k++)
        mpq_clear(w->power[k]);
}

static bool times_number(powers *w, mpq_srcptr x, mpq_srcptr q)
{
    bool up = mpq_cmp_si(q, 1, 1) == 0, down = mpq_cmp_si(q, -1, 1) == 0;
    if (mpq_cmp_si(x, 1, 1) == 0)
        return true;
    if (mpq_sgn(x) <= 0 || (!up && !down))
        return false;
    if (up)
        mpq_mul(w->number, w->number, x);
    else
        mpq_div(w->number, w->number, x);
    return true;
}

/* w times a^q; false when there is too much. */
static bool take(const expr_pool *pool, powers *w, expr a, mpq_srcptr q,
                 int depth)
{
    const expr_node x = *expr_get(pool, a);
    mpq_t p;
    bool ok;
    if (depth == DEEPEST)
        return false;
    if (expr_is_const(pool, a))
        return times_number(w, expr_const_value(pool, a), q);
    if (x.op == EXPR_MUL)
        return take(pool, w, x.arg[0], q, depth + 1) &&
               take(pool, w, x.arg[1], q, depth + 1);
    mpq_init(p);
    if (x.op == EXPR_DIV) {
        mpq_neg(p, q);
        ok = take(pool, w, x.arg[0], q, depth + 1) &&
             take(pool, w, x.arg[1], p, depth + 1);
    } else if (x.op == EXPR_POW || x.op == EXPR_ROOT || x.op == EXPR_SQRT) {
        long num = x.op == EXPR_SQRT ? 1 : x.p;
        long den = x.op == EXPR_SQRT ? 2 : x.op == EXPR_ROOT ? x.q : 1;
        mpq_set_si(p, num, (unsigned long)den);
        mpq_canonicalize(p);
        mpq_mul(p, p, q);
        ok = take(pool, w, x.arg[0], p, depth + 1);
    } else {
        ok = w->n < MOST;
        if (ok) {
            mpq_set(w->power[w->n], q);
            w->base[w->n++] = a;
        }
    }
    mpq_clear(p);
    return ok;
}

/* g = the greatest number of which all exponents are whole multiples. */
static void measure(mpq_ptr g, const powers *w)
{
    for (size_t k = 0; k < w->n; k++) {
        mpz_gcd(mpq_numref(g), mpq_numref(g), mpq_numref(w->power[k]));
        mpz_lcm(mpq_denref(g), mpq_denref(g), mpq_denref(w->power[k]));
    }
}

/* The product with exponents over g; EXPR_NONE where they stay large. */
static expr scaled(expr_pool *pool, const powers *w, mpq_srcptr g)
{
    expr r = expr_si(pool, 1);
    mpq_t q;
    mpq_init(q);
    for (size_t k = 0; k < w->n && r != EXPR_NONE; k++) {
        mpq_div(q, w->power[k], g);
        bool fits = mpz_cmp_si(mpq_denref(q), 1) == 0 &&
                    mpz_cmpabs_ui(mpq_numref(q), LARGE) < 0;
        expr p = fits ? expr_pow_si(pool, w->base[k],
                                    mpz_get_si(mpq_numref(q)))
                      : EXPR_NONE;
        r = p != EXPR_NONE ? expr_mul(pool, r, p) : EXPR_NONE;
    }
    mpq_clear(q);
    return r;
}

static cert_node *increasing(expr_pool *pool, expr_op op)
{
    expr u = expr_unary(pool, op, expr_var(pool, 0));
    cert_node *c = search_node(CERT_INCREASING, &u, 1);
    range r;
    range_init(&r);
    r.lo_inf = op == EXPR_EXP;
    r.hi_inf = r.hi_open = r.lo_open = true;
    cert_set_range(c, &r);
    range_clear(&r);
    return c;
}

/* g, in other words `rest`. */
static cert_node *proved(searcher *s, const goal *g, expr rest)
{
    return g->f == rest
               ? search_prove(s, g)
               : search_prove_node(s, g, search_node(CERT_PRODUCT, &rest, 1));
}

/* By exponentials: their slope, and `rest`, which is their difference. */
static cert_node *exponentials(searcher *s, const goal *g, expr rest)
{
    cert_node *c = increasing(s->p->pool, EXPR_EXP);
    for (int k = 0; k < 2; k++) {
        goal t;
        if (search_goal_child(s, g, c, k, &t))
            c->child[k] = k == 0 ? search_prove(s, &t) : proved(s, &t, rest);
        search_goal_clear(&t, s->p->nvars);
        if (c->child[k] == NULL) {
            cert_free(c);
            return NULL;
        }
    }
    return search_keep_if(s, g, c);
}

/* g is factor times log b - log a; rest is b - a. */
static cert_node *scaled_logs(searcher *s, const goal *g, expr b, expr a,
                              expr factor)
{
    expr_pool *pool = s->p->pool;
    expr logs = expr_sub(pool, expr_unary(pool, EXPR_LOG, b),
                         expr_unary(pool, EXPR_LOG, a));
    expr rest = expr_sub(pool, b, a);
    cert_node *c = logs != EXPR_NONE && rest != EXPR_NONE &&
                           expr_get(pool, logs)->op == EXPR_SUB
                       ? search_rewrite_factor(g, factor, 1, logs)
                       : NULL;
    goal t;
    if (c == NULL)
        return NULL;
    if (search_goal_child(s, g, c, 0, &t))
        c->child[0] = exponentials(s, &t, rest);
    search_goal_clear(&t, s->p->nvars);
    if (c->child[0] != NULL)
        return search_keep_if(s, g, c);
    cert_free(c);
    return NULL;
}

/* b - a, of whose logarithms small_b and small_a have the part 1/factor. */
static cert_node *compare(searcher *s, const goal *g, expr small_b,
                          expr small_a, expr factor)
{
    cert_node *c = increasing(s->p->pool, EXPR_LOG);
    for (int k = 0; k < 2; k++) {
        goal t;
        if (search_goal_child(s, g, c, k, &t))
            c->child[k] = k == 0 ? search_prove(s, &t)
                                 : scaled_logs(s, &t, small_b, small_a, factor);
        search_goal_clear(&t, s->p->nvars);
        if (c->child[k] == NULL) {
            cert_free(c);
            return NULL;
        }
    }
    return search_keep_if(s, g, c);
}

static bool is_large(const powers *w)
{
    for (size_t k = 0; k < w->n; k++)
        if (mpz_cmpabs_ui(mpq_numref(w->power[k]), LARGE) >= 0)
            return true;
    return false;
}

/* g as b - a; NULL where it is not two products that are as wanted. */
static cert_node *two_products(searcher *s, const goal *g, expr b, expr a)
{
    expr_pool *pool = s->p->pool;
    powers x, y;
    mpq_t one, m;
    cert_node *c = NULL;
    mpq_init(one);
    mpq_init(m);
    mpq_set_si(one, 1, 1);
    open_powers(&x);
    open_powers(&y);
    bool ok = take(pool, &x, b, one, 0) && take(pool, &y, a, one, 0) &&
              (is_large(&x) || is_large(&y)) &&
              mpq_equal(x.number, y.number) != 0;
    measure(m, &x);
    measure(m, &y);
    expr small_b = ok && mpq_sgn(m) > 0 ? scaled(pool, &x, m) : EXPR_NONE;
    expr small_a = ok && mpq_sgn(m) > 0 ? scaled(pool, &y, m) : EXPR_NONE;
    expr d = expr_sub(pool, b, a);
    if (small_b != EXPR_NONE && small_a != EXPR_NONE && d != EXPR_NONE &&
        expr_get(pool, d)->op == EXPR_SUB) {
        cert_node *top = d == g->f ? NULL : search_node(CERT_PRODUCT, &d, 1);
        goal t;
        if (top == NULL) {
            c = compare(s, g, small_b, small_a, expr_q(pool, m));
        } else {
            if (search_goal_child(s, g, top, 0, &t))
                top->child[0] =
                    compare(s, &t, small_b, small_a, expr_q(pool, m));
            search_goal_clear(&t, s->p->nvars);
            c = top->child[0] != NULL ? search_keep_if(s, g, top) : NULL;
            if (top->child[0] == NULL)
                cert_free(top);
        }
    }
    close_powers(&x);
    close_powers(&y);
    mpq_clear(one);
    mpq_clear(m);
    return c;
}

cert_node *tactic_powers(searcher *s, const goal *g, const tactic_view *v)
{
    search_terms t;
    (void)v;
    if (s->p->nvars == 0 || expr_size(s->p->pool, g->f) > SEARCH_LARGE ||
        !search_terms_of(s->p->pool, g->f, &t) || t.n != 2 ||
        t.sign[0] == t.sign[1])
        return NULL;
    int k = t.sign[0] > 0 ? 0 : 1;
    return two_products(s, g, t.e[k], t.e[1 - k]);
}
