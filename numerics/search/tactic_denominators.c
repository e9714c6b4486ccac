/* Denominators whose sign one enclosure does not show: each is shown to be
 * positive by a proof of its own (the rule fact), and f is multiplied by them
 * (the rule product).  Believed: nothing; the checker tries each answer. */
#include "tactics.h"

#include "../base/memory.h"
#include "../exact/exact.h"

#include <math.h>
#include <stdlib.h>

enum {
    QUOTIENTS = 16,
    FACTS = 16,
    SAMPLES = 12
};

typedef struct {
    searcher *s;
    expr fact[FACTS]; /* to be > 0 */
    size_t n;
    cert_node *product; /* of what is left then */
} work;

/* The sign that e has at all samples of the box, or 0. */
static int sampled_sign(searcher *s, const goal *g, expr e)
{
    meter m;
    int sign = 0;
    bool same = true;
    search_meter_open(&m, s, &e, 1, g->box);
    for (unsigned k = 0; k < SAMPLES && same; k++) {
        double v;
        search_meter_point(&m, k);
        tape_point(m.t, m.w, m.x, &v);
        int now = v > 0 ? 1 : v < 0 ? -1 : 0;
        same = isfinite(v) && now != 0 && (sign == 0 || now == sign);
        sign = now;
    }
    search_meter_close(&m);
    return same ? sign : 0;
}

/* Makes e, or its negative, a fact unless its sign is plain; that sign, 0 where
 * none is seen. */
static int sign_of(work *w, const goal *g, expr e)
{
    int sign = search_rewrite_sign(w->s, g, e);
    if (sign != 0)
        return sign;
    sign = sampled_sign(w->s, g, e);
    if (sign == 0 || w->n == FACTS)
        return 0;
    expr fact = sign > 0 ? e : expr_neg(w->s->p->pool, e);
    for (size_t k = 0; k < w->n; k++)
        if (w->fact[k] == fact)
            return sign;
    w->fact[w->n++] = fact;
    return sign;
}

/* f's own denominators, the inner ones first. */
static bool quotients(work *w, const goal *g)
{
    expr at[QUOTIENTS];
    size_t n = search_rewrite_nodes(w->s->p->pool, g->f, 1u << EXPR_DIV, at,
                                    QUOTIENTS);
    for (size_t k = n; k > 0; k--)
        if (sign_of(w, g, expr_get(w->s->p->pool, at[k - 1])->arg[1]) == 0)
            return false;
    return n > 0;
}

/* f times the factors of its denominator, which become facts where needed. */
static bool clear_factors(work *w, const goal *g, mpq_t unit, const expr *fac,
                          const long *pow, size_t n)
{
    expr_pool *pool = w->s->p->pool;
    expr *e = xmalloc((n + 1) * sizeof *e);
    long *power = xcalloc(n + 1, sizeof *power);
    expr top = EXPR_NONE;
    size_t taken = 0;
    bool ok = true;
    for (size_t k = 0; k < n && ok; k++) {
        if (pow[k] > 0) {
            expr t = expr_pow_si(pool, fac[k], pow[k]);
            top = top == EXPR_NONE ? t : expr_mul(pool, top, t);
            continue;
        }
        int sign = sign_of(w, g, fac[k]);
        ok = sign != 0;
        e[taken] = sign < 0 ? expr_neg(pool, fac[k]) : fac[k];
        power[taken++] = pow[k];
        if (sign < 0 && pow[k] % 2 != 0)
            mpq_neg(unit, unit);
    }
    e[taken] = expr_q(pool, unit);
    if (top != EXPR_NONE)
        e[taken] = expr_mul(pool, e[taken], top);
    if (ok && taken > 0 && e[taken] != EXPR_NONE) {
        w->product = search_node(CERT_PRODUCT, e, taken + 1);
        w->product->power = power;
        power = NULL;
    }
    free(e);
    free(power);
    return w->product != NULL;
}

static bool clear_all(work *w, const goal *g)
{
    mpq_t unit;
    expr *fac = NULL;
    long *pow = NULL;
    size_t n = 0;
    goal t;
    search_goal_copy(&t, g, w->s->p->nvars);
    t.hyp = xrealloc(t.hyp, (g->nhyps + FACTS) * sizeof *t.hyp);
    for (size_t k = 0; k < w->n; k++)
        t.hyp[t.nhyps++] = (sign_condition){w->fact[k], true};
    w->s->effort += EFFORT_FACTOR;
    eval *e = eval_new(w->s->p->pool, 128);
    eval_set_hyps(e, t.hyp, t.nhyps);
    eval_set_box(e, t.box, w->s->p->nvars);
    exact *x = eval_exact(w->s->p->pool, e);
    mpq_init(unit);
    bool ok = iv_is_defined(eval_enclose(e, g->f)) &&
              exact_factor(x, g->f, unit, &fac, &pow, &n) &&
              clear_factors(w, &t, unit, fac, pow, n);
    exact_free(x);
    eval_free(e);
    free(fac);
    free(pow);
    mpq_clear(unit);
    search_goal_clear(&t, w->s->p->nvars);
    return ok;
}

/* The facts from number k on, and below them the product. */
static cert_node *chain(work *w, const goal *g, size_t k)
{
    if (k == w->n) {
        cert_node *c = w->product;
        w->product = NULL;
        return search_prove_children(w->s, g, c);
    }
    cert_node *c = search_node(CERT_FACT, &w->fact[k], 1);
    c->order = 1;
    for (int j = 0; j < 2; j++) {
        goal t;
        if (search_goal_child(w->s, g, c, j, &t))
            c->child[j] =
                j == 0 ? search_prove(w->s, &t) : chain(w, &t, k + 1);
        search_goal_clear(&t, w->s->p->nvars);
        if (c->child[j] == NULL) {
            cert_free(c);
            return NULL;
        }
    }
    return c;
}

cert_node *tactic_denominators(searcher *s, const goal *g,
                               const tactic_view *v)
{
    work w = {.s = s};
    cert_node *c = NULL;
    (void)v;
    if (expr_size(s->p->pool, g->f) <= SEARCH_LARGE && quotients(&w, g) &&
        clear_all(&w, g) && w.n > 0)
        c = chain(&w, g, 0);
    cert_free(w.product);
    return c != NULL ? search_keep_if(s, g, c) : NULL;
}
