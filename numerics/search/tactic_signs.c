/* Factors of f whose sign no enclosure shows, but a proof does: as a fact first,
 * and f without them then.  Believed: nothing; the checker tries each answer. */
#include "tactics.h"

#include "../exact/exact.h"

#include <math.h>
#include <stdlib.h>

enum {
    EFFORT = 600000,
    LITTLE = 200000, /* where no factor needs a proof */
    POINTS = 16
};

/* The sign of e at the lowest points, which satisfy the hypotheses; 0: it has
 * both, or none. */
static int sign_at(searcher *s, const probe *q, expr e)
{
    double y;
    int up = 0, down = 0;
    tape *t = search_tape_new(s, &e, 1, NULL, 0);
    tape_scratch *w = tape_scratch_new(t);
    for (size_t k = 0; k < q->n && k < POINTS; k++) {
        tape_point(t, w, q->v[k].x, &y);
        up += y > 1e-9;
        down += y < -1e-9;
    }
    tape_scratch_free(w);
    tape_free(t);
    return up > 0 && down == 0 ? 1 : down > 0 && up == 0 ? -1 : 0;
}

/* The first factor of odd power without a sure sign that has one at samples, with
 * that sign; others are left.  NONE: there is none. */
static expr open_factor(searcher *s, const goal *g, const probe *q)
{
    mpq_t unit;
    expr *fac = NULL, found = EXPR_NONE;
    long *pow = NULL;
    size_t n = 0;
    eval *e = eval_new(s->p->pool, 128);
    s->effort += EFFORT_FACTOR;
    eval_set_hyps(e, g->hyp, g->nhyps);
    eval_set_box(e, g->box, s->p->nvars);
    exact *x = eval_exact(s->p->pool, e);
    mpq_init(unit);
    bool ok = exact_factor(x, g->f, unit, &fac, &pow, &n) && n > 1;
    for (size_t k = 0; k < n && ok && found == EXPR_NONE; k++) {
        iv_srcptr v = eval_enclose(e, fac[k]);
        if (pow[k] % 2 == 0 || iv_certainly_nonneg(v) ||
            iv_certainly_nonpos(v) ||
            2 * expr_size(s->p->pool, fac[k]) > expr_size(s->p->pool, g->f))
            continue;
        int sign = sign_at(s, q, fac[k]);
        if (sign != 0)
            found = sign > 0 ? fac[k] : expr_neg(s->p->pool, fac[k]);
    }
    exact_free(x);
    eval_free(e);
    free(fac);
    free(pow);
    mpq_clear(unit);
    return found;
}

/* f without its factors, c: first as if there were no hypotheses, for these have
 * done what they could.  It is the same question in fewer words, as much work as
 * the root's. */
static cert_node *prove_rest(searcher *s, const goal *g, cert_node *c)
{
    goal t;
    if (c == NULL)
        return NULL;
    if (search_goal_child(s, g, c, 0, &t)) {
        size_t n = t.nhyps, old = search_effort_lend(s, 2);
        s->level--;
        t.nhyps = 0;
        c->child[0] = search_prove(s, &t);
        search_effort_restore(s, old);
        t.nhyps = n;
        if (c->child[0] == NULL)
            c->child[0] = search_prove(s, &t);
        s->level++;
    }
    search_goal_clear(&t, s->p->nvars);
    if (c->child[0] != NULL)
        return search_keep_if(s, g, c);
    cert_free(c);
    return NULL;
}

static cert_node *prove_child(searcher *s, const goal *g, const cert_node *c,
                              int k)
{
    goal t;
    cert_node *found = NULL;
    if (search_goal_child(s, g, c, k, &t))
        found = k == 0 ? search_prove(s, &t)
                       : prove_rest(s, &t, search_factor_node(s, &t));
    search_goal_clear(&t, s->p->nvars);
    return found;
}

static cert_node *by_fact(searcher *s, const goal *g, expr e)
{
    cert_node *c = search_node(CERT_FACT, &e, 1);
    c->order = 1;
    for (int k = 0; k < 2; k++) {
        size_t old = search_effort_lend(s, k == 0 ? 4 : 1);
        c->child[k] = prove_child(s, g, c, k);
        search_effort_restore(s, old);
        if (c->child[k] == NULL) {
            cert_free(c);
            return NULL;
        }
    }
    return search_keep_if(s, g, c);
}

/* f without factors whose sign is seen as it is. */
static cert_node *by_factors(searcher *s, const goal *g)
{
    cert_node *c = search_factor_node(s, g);
    if (c != NULL && c->nexpr > 1)
        return prove_rest(s, g, c);
    cert_free(c);
    return NULL;
}

cert_node *tactic_signs(searcher *s, const goal *g, const tactic_view *v)
{
    if (v->q == NULL || v->q->n == 0 ||
        expr_size(s->p->pool, g->f) > SEARCH_LARGE)
        return NULL;
    expr e = open_factor(s, g, v->q);
    size_t old = s->effort_end, most = e != EXPR_NONE ? EFFORT : LITTLE;
    if (search_effort_left(s) > most)
        s->effort_end = s->effort + most;
    cert_node *c = e != EXPR_NONE ? by_fact(s, g, e) : by_factors(s, g);
    s->effort_end = old;
    return c;
}
