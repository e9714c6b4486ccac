/* Rational functions on products of half-lines and lines: denominators cleared,
 * lines cut at 0, orthants cut at rays until no coefficient is negative.
 * Believed: nothing; the checker replays the certificate. */
#include "tactics.h"

#include "../base/memory.h"
#include "search_cone.h"

#include <stdlib.h>

enum {
    CONE_STEPS = 12, /* of reduction, one inside the other */
    CONE_EFFORT = 400000
};

typedef struct {
    searcher *s;
    const probe *q; /* where the root's goal is small; NULL: not known */
    bool mapped;    /* linear conditions have been used */
} cone_task;

static cert_node *cone_goal(const cone_task *w, const goal *g, int depth);
static cert_node *under_conditions(const cone_task *w, const goal *g, size_t j,
                                   size_t last);

/* The node's only child. */
static cert_node *with_child(const cone_task *w, const goal *g, cert_node *c,
                             int depth)
{
    for (size_t k = 0; c != NULL && k < c->nchild; k++) {
        goal t;
        if (search_goal_child(w->s, g, c, (int)k, &t))
            c->child[k] = cone_goal(w, &t, depth + 1);
        search_goal_clear(&t, w->s->p->nvars);
        if (c->child[k] == NULL) {
            cert_free(c);
            c = NULL;
        }
    }
    return c;
}

static cert_node *split_at_zero(const cone_task *w, const goal *g, int i,
                                int depth)
{
    cert_node *c = search_leaf(CERT_SPLIT);
    c->var = i;
    c->has_q = true;
    return with_child(w, g, c, depth);
}

/* Every half-line as [0, inf). */
static cert_node *move_to_origin(const cone_task *w, const goal *g, int depth)
{
    long *l = xcalloc((size_t)w->s->p->nvars + 1, sizeof *l);
    l[w->s->p->nvars] = 1;
    cert_node *c = search_cone_ray(w->s, l);
    free(l);
    cone_task moved = {w->s, NULL, w->mapped};
    return with_child(&moved, g, c, depth);
}

/* By condition j, to one degree or another. */
static cert_node *balanced(const cone_task *w, const goal *g,
                           const exact_form *p, size_t j, int depth)
{
    cert_node *c = NULL;
    for (size_t k = 0; k < CONE_PARTS && c == NULL; k++) {
        cert_node *top = search_cone_balance(w->s, g, p, j, k);
        goal t;
        if (top == NULL)
            continue;
        cert_node *inner = top->child[0];
        top->child[0] = NULL;
        if (search_goal_child(w->s, g, top, 0, &t))
            top->child[0] = with_child(w, &t, inner, depth + 1);
        else
            cert_free(inner);
        search_goal_clear(&t, w->s->p->nvars);
        if (top->child[0] != NULL)
            c = top;
        else
            cert_free(top);
    }
    return c;
}

/* In roots of the variables, whose product condition j then compares with a
 * number. */
static cert_node *in_roots(const cone_task *w, const goal *g, size_t j)
{
    cone_task roots = {w->s, NULL, true};
    cert_node *c = search_cone_powers(w->s, g, j);
    goal t;
    if (c == NULL)
        return NULL;
    if (search_goal_child(w->s, g, c, 0, &t))
        c->child[0] = under_conditions(&roots, &t, 0, t.nhyps);
    search_goal_clear(&t, w->s->p->nvars);
    if (c->child[0] != NULL)
        return c;
    cert_free(c);
    return NULL;
}

/* By one of the conditions. */
static cert_node *homogeneous(const cone_task *w, const goal *g,
                              const exact_form *p, int depth)
{
    cert_node *c = NULL;
    for (size_t j = 0; j < g->nhyps && c == NULL; j++)
        c = with_child(w, g, search_cone_homogenise(w->s, g, p, j), depth);
    cone_task other = {w->s, NULL, w->mapped};
    for (size_t j = 0; j < g->nhyps && c == NULL; j++)
        c = with_child(&other, g, search_cone_product(w->s, g, j), depth);
    for (size_t j = 0; j < g->nhyps && c == NULL; j++)
        c = balanced(&other, g, p, j, depth);
    for (size_t j = 0; j < g->nhyps && c == NULL && !w->mapped; j++)
        c = in_roots(w, g, j);
    return c;
}

/* In variables in which linear conditions say that they are not negative. */
static cert_node *in_cone(const cone_task *w, const goal *g, int depth)
{
    cone_task other = {w->s, NULL, true};
    return w->mapped
               ? NULL
               : with_child(&other, g, search_cone_linear(w->s, g), depth);
}

static cert_node *polynomial(const cone_task *w, const goal *g,
                             const exact_form *p, int depth)
{
    uint64_t vars = expr_vars(w->s->p->pool, g->f);
    bool moved = false;
    cert_node *c = in_cone(w, g, depth);
    if (c == NULL && !w->mapped)
        c = with_child(w, g, search_cone_sorted(w->s, g, p), depth);
    if (c != NULL)
        return c;
    if (!exact_form_is_homogeneous(p)) {
        c = homogeneous(w, g, p, depth);
        if (c != NULL)
            return c;
    }
    for (int i = 0; i < w->s->p->nvars; i++) {
        const range *r = &g->box[i];
        if ((vars >> i & 1) == 0)
            continue;
        if (r->lo_inf && r->hi_inf)
            return split_at_zero(w, g, i, depth);
        if (!r->lo_inf && !r->hi_inf)
            return NULL;
        moved = moved || r->lo_inf || mpq_sgn(r->lo) != 0;
    }
    return moved ? move_to_origin(w, g, depth)
                 : search_cone_subdivide(w->s, p, w->q);
}

/* ---- denominators ------------------------------------------------------- */

/* A factor of the product d that is not seen to be nonzero by ev, or NONE. */
static expr unsure_factor(const expr_pool *pool, eval *ev, expr d)
{
    const expr_node *x = expr_get(pool, d);
    if (x->vars == 0 || iv_certainly_nonzero(eval_enclose(ev, d)))
        return EXPR_NONE;
    if (x->op != EXPR_MUL && x->op != EXPR_POW)
        return d;
    expr e = EXPR_NONE;
    for (int k = 0; k < x->nargs && e == EXPR_NONE; k++)
        e = unsure_factor(pool, ev, x->arg[k]);
    return e;
}

/* The same of f's denominators, the innermost first. */
static expr unsure_denominator(const cone_task *w, const goal *g, expr f)
{
    enum {
        MOST = 40
    };
    expr at[MOST], e = EXPR_NONE;
    eval *ev = eval_new(w->s->p->pool, 128);
    eval_set_hyps(ev, g->hyp, g->nhyps);
    eval_set_box(ev, g->box, w->s->p->nvars);
    size_t n = search_rewrite_nodes(w->s->p->pool, f, UINT64_C(1) << EXPR_DIV,
                                    at, MOST);
    for (size_t k = n; k > 0 && e == EXPR_NONE; k--)
        e = unsure_factor(w->s->p->pool, ev,
                          expr_get(w->s->p->pool, at[k - 1])->arg[1]);
    eval_free(ev);
    return e;
}

/* First that e > 0, or e < 0. */
static cert_node *with_fact(const cone_task *w, const goal *g, expr e,
                            int depth)
{
    cert_node *c = NULL;
    for (int k = 0; k < 2 && c == NULL; k++) {
        goal t;
        expr sign = k == 0 ? e : expr_neg(w->s->p->pool, e);
        c = search_node(CERT_FACT, &sign, 1);
        c->order = 1;
        if (search_goal_child(w->s, g, c, 0, &t))
            c->child[0] = cone_goal(w, &t, depth + 1);
        search_goal_clear(&t, w->s->p->nvars);
        if (c->child[0] == NULL) {
            cert_free(c);
            c = NULL;
        }
    }
    if (c == NULL)
        return NULL;
    goal t;
    if (search_goal_child(w->s, g, c, 1, &t))
        c->child[1] = cone_goal(w, &t, depth + 1);
    search_goal_clear(&t, w->s->p->nvars);
    if (c->child[1] != NULL)
        return c;
    cert_free(c);
    return NULL;
}

static cert_node *quotient(const cone_task *w, const goal *g, int depth)
{
    expr e = unsure_denominator(w, g, g->f);
    if (e != EXPR_NONE)
        return with_fact(w, g, e, depth);
    cert_node *c = search_factor_node(w->s, g);
    if (c == NULL)
        return NULL;
    e = unsure_denominator(w, g, c->expr[c->nexpr - 1]);
    if (e == EXPR_NONE)
        return with_child(w, g, c, depth);
    cert_free(c);
    return with_fact(w, g, e, depth);
}

static cert_node *cone_goal(const cone_task *w, const goal *g, int depth)
{
    if (depth > CONE_STEPS || search_out_of_budget(w->s))
        return NULL;
    exact_form *p = exact_form_of(w->s->p->pool, g->f, w->s->p->nvars);
    cert_node *c =
        p != NULL ? polynomial(w, g, p, depth) : quotient(w, g, depth);
    exact_form_free(p);
    return c;
}

/* ---- conditions ---------------------------------------------------------- */

/* Is a factor of h worth looking for: h no polynomial, or one of two terms, one
 * of them a number? */
static bool may_factor(const exact_form *h, int n)
{
    long *e = xmalloc((size_t)(n + 1) * sizeof *e);
    bool ok = h == NULL || (exact_form_terms(h) == 2 &&
                            (search_cone_degree(h, 0, n, e) == 0 ||
                             search_cone_degree(h, 1, n, e) == 0));
    free(e);
    return ok;
}

/* h = (factors with a sign) (rest), the rest a polynomial of smaller degree than
 * h, or h none: the fact that the rest has h's sign, without its second child. */
static cert_node *rest_of(const cone_task *w, const goal *g, size_t j)
{
    int n = w->s->p->nvars;
    goal t = *g;
    t.f = g->hyp[j].e;
    t.strict = true; /* factors that may vanish say nothing of the rest */
    exact_form *p = exact_form_of(w->s->p->pool, t.f, n);
    cert_node *c = NULL, *fact = NULL;
    if (may_factor(p, n))
        c = search_factor_node(w->s, &t);
    if (c == NULL || c->nexpr < 2) {
        exact_form_free(p);
        cert_free(c);
        return NULL;
    }
    expr rest = c->expr[c->nexpr - 1];
    exact_form *q = exact_form_of(w->s->p->pool, rest, n);
    if (q != NULL &&
        (p == NULL || exact_form_degree(q) < exact_form_degree(p))) {
        for (size_t k = 0; k + 1 < c->nexpr; k++)
            c->power[k] = -c->power[k];
        c->expr[c->nexpr - 1] = t.f;
        c->child[0] = search_leaf(CERT_NATURAL);
        fact = search_node(CERT_FACT, &rest, 1);
        fact->order = g->hyp[j].strict;
        fact->child[0] = c;
        c = NULL;
    }
    cert_free(c);
    exact_form_free(p);
    exact_form_free(q);
    return fact;
}

/* From condition j of the `last` that the goal came with. */
static cert_node *under_conditions(const cone_task *w, const goal *g, size_t j,
                                   size_t last)
{
    cert_node *c = NULL;
    goal t;
    while (j < last && c == NULL)
        c = rest_of(w, g, j++);
    if (c == NULL)
        return cone_goal(w, g, 0);
    if (search_goal_child(w->s, g, c, 1, &t))
        c->child[1] = under_conditions(w, &t, j, last);
    search_goal_clear(&t, w->s->p->nvars);
    if (c->child[1] != NULL)
        return c;
    cert_free(c);
    return NULL;
}

cert_node *tactic_cone(searcher *s, const goal *g, const tactic_view *v)
{
    cone_task w = {s, v->q, false};
    size_t end = s->effort_end;
    if (search_effort_left(s) > CONE_EFFORT)
        s->effort_end = s->effort + CONE_EFFORT;
    cert_node *c = under_conditions(&w, g, 0, g->nhyps);
    s->effort_end = end;
    return c != NULL ? search_keep_if(s, g, c) : NULL;
}
