/* A goal that holds with something to spare: its least value, guessed, and the
 * rest, which comes down to 0 and is for the tactics of such goals.  What is proved
 * of the sharpest bound is so proved of all weaker ones.  Believed: nothing; the
 * checker tries each answer. */
#include "tactics.h"

#include <math.h>

enum {
    GUESSES = 4
};

/* f at the least point of the probe, where that has short coordinates. */
static expr value_there(searcher *s, const goal *g, const probe *q)
{
    expr_pool *pool = s->p->pool;
    expr f = g->f, x;
    for (int i = 0; i < s->p->nvars && f != EXPR_NONE; i++) {
        if ((expr_vars(pool, g->f) >> i & 1) == 0)
            continue;
        if (search_guess_constants(pool, q->v[0].x[i], 1e-6, &x, 1) == 0)
            return EXPR_NONE;
        f = expr_subst(pool, f, i, x);
    }
    return f;
}

/* The decimal of four digits that is v but for tol; EXPR_NONE: there is none. */
static expr decimal(expr_pool *pool, double v, double tol)
{
    int e = 0;
    for (; v < 1000 && e > -40; e--)
        v *= 10;
    for (; v >= 10000 && e < 40; e++)
        v /= 10;
    double m = nearbyint(v);
    if (!(fabs(v - m) <= tol * v) || !(m < 1e5))
        return EXPR_NONE;
    expr unit = expr_pow_si(pool, expr_si(pool, 10), e);
    return expr_mul(pool, expr_si(pool, (long)m), unit);
}

static cert_node *with(searcher *s, const goal *g, expr least)
{
    if (least == EXPR_NONE || expr_vars(s->p->pool, least) != 0 ||
        search_rewrite_sign(s, g, least) <= 0)
        return NULL;
    return search_prove_node(s, g, search_node(CERT_SLACK, &least, 1));
}

cert_node *tactic_slack(searcher *s, const goal *g, const tactic_view *v)
{
    const probe *q = v->q;
    expr guess[GUESSES];
    if (q == NULL || q->n == 0 || !isfinite(q->least) ||
        !(q->least > 2 * q->noise) || s->level > 3 ||
        expr_size(s->p->pool, g->f) > SEARCH_LARGE)
        return NULL;
    cert_node *c = with(s, g, value_there(s, g, q));
    double tol = fmin(1e-6 + 2 * q->noise / q->least, 1e-2);
    if (c == NULL)
        c = with(s, g, decimal(s->p->pool, q->least, tol));
    size_t n = c == NULL ? search_guess_constants(s->p->pool, q->least, tol,
                                                  guess, GUESSES)
                         : 0;
    for (size_t k = 0; k < n && c == NULL && !search_out_of_budget(s); k++)
        c = with(s, g, guess[k]);
    return c;
}
