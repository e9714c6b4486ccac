/* Powers u^v with a variable exponent: u^v <= 1 + v (u - 1) for v in [0, 1], so
 * u^v >= u/(u + v (1 - u)) with 1/u for u, and u^v >= 1 + v (u - 1) for v >= 1
 * (Bernoulli).  Believed: nothing; the checker tries each answer, and these bounds
 * are proved like anything else. */
#include "tactics.h"

#include "search_terms.h"

/* e is exp(v log u). */
static bool is_power(const expr_pool *pool, expr e, expr *u, expr *v)
{
    const expr_node *x = expr_get(pool, e);
    if (x->op != EXPR_EXP || x->vars == 0)
        return false;
    const expr_node *m = expr_get(pool, x->arg[0]);
    for (int k = 0; k < 2 && m->op == EXPR_MUL; k++) {
        const expr_node *l = expr_get(pool, m->arg[k]);
        *v = m->arg[1 - k];
        *u = l->arg[0];
        if (l->op == EXPR_LOG && expr_vars(pool, *v) != 0)
            return true;
    }
    return false;
}

/* Where v lies: -1 in [0, 1], +1 from 1 on, 0 neither. */
static int exponent_range(searcher *s, const goal *g, expr v)
{
    expr_pool *pool = s->p->pool;
    eval *e = eval_new(pool, 64);
    eval_set_hyps(e, g->hyp, g->nhyps);
    eval_set_box(e, g->box, s->p->nvars);
    expr over = expr_sub(pool, v, expr_si(pool, 1));
    bool low = iv_certainly_nonneg(eval_enclose(e, v));
    iv_srcptr d = eval_enclose(e, over);
    int where = iv_certainly_nonneg(d)          ? 1
                : low && iv_certainly_nonpos(d) ? -1
                                                : 0;
    eval_free(e);
    return where;
}

/* A bound of u^v from below (sign +1) or above; NONE: there is none. */
static expr bound_of(searcher *s, const goal *g, expr u, expr v, int sign)
{
    expr_pool *pool = s->p->pool;
    expr one = expr_si(pool, 1);
    int where = exponent_range(s, g, v);
    if (where == 0 || (where > 0 && sign < 0))
        return EXPR_NONE;
    if (where < 0 && sign > 0)
        return expr_div(
            pool, u,
            expr_add(pool, u, expr_mul(pool, v, expr_sub(pool, one, u))));
    return expr_add(pool, one, expr_mul(pool, v, expr_sub(pool, u, one)));
}

/* f with the bound in the place of its k-th term; what f is more than that. */
static cert_node *by_bound(searcher *s, const goal *g, const search_terms *t,
                           size_t k, expr bound)
{
    expr_pool *pool = s->p->pool;
    expr more = t->sign[k] > 0 ? expr_sub(pool, t->e[k], bound)
                               : expr_sub(pool, bound, t->e[k]);
    expr rest = expr_replace(pool, g->f, t->e[k], bound);
    if (more == EXPR_NONE || rest == EXPR_NONE ||
        more == g->f) /* the bound itself is in question */
        return NULL;
    cert_node *c = search_node(CERT_SLACK, &rest, 1); /* it may be strict */
    for (int j = 1; j >= 0; j--) {
        goal u;
        if (search_goal_child(s, g, c, j, &u))
            c->child[j] =
                j == 0 ? search_prove(s, &u)
                       : search_prove_node(s, &u,
                                           search_node(CERT_PRODUCT, &more, 1));
        search_goal_clear(&u, s->p->nvars);
        if (c->child[j] == NULL) {
            cert_free(c);
            return NULL;
        }
    }
    return search_keep_if(s, g, c);
}

/* A split at 1 of a variable that is an exponent; NULL where it has 1 at no
 * place inside. */
static cert_node *split_exponent(const searcher *s, const goal *g, expr v)
{
    const expr_node *x = expr_get(s->p->pool, v);
    if (x->op != EXPR_VAR)
        return NULL;
    const range *r = &g->box[x->p];
    if ((!r->lo_inf && mpq_cmp_si(r->lo, 1, 1) >= 0) ||
        (!r->hi_inf && mpq_cmp_si(r->hi, 1, 1) <= 0))
        return NULL;
    cert_node *c = search_leaf(CERT_SPLIT);
    c->var = x->p;
    mpq_set_si(c->q, 1, 1);
    c->has_q = true;
    return c;
}

/* All exponents on one side of 1 first: a power is bounded best where its base is
 * on one side, too, and that is often another one's exponent. */
static cert_node *split_first(const searcher *s, const goal *g,
                              const search_terms *t)
{
    cert_node *c = NULL;
    expr u, v;
    for (size_t k = 0; k < t->n && c == NULL; k++)
        if (is_power(s->p->pool, t->e[k], &u, &v))
            c = split_exponent(s, g, v);
    return c;
}

cert_node *tactic_bernoulli(searcher *s, const goal *g, const tactic_view *v)
{
    search_terms t;
    expr u, w;
    (void)v;
    if (expr_size(s->p->pool, g->f) > SEARCH_LARGE ||
        !search_terms_of(s->p->pool, g->f, &t))
        return NULL;
    s->effort += EFFORT_TRY;
    cert_node *c = split_first(s, g, &t);
    if (c != NULL)
        return search_prove_node(s, g, c);
    for (size_t k = 0; k < t.n && c == NULL; k++) {
        expr bound = is_power(s->p->pool, t.e[k], &u, &w)
                         ? bound_of(s, g, u, w, t.sign[k])
                         : EXPR_NONE;
        if (bound != EXPR_NONE)
            c = by_bound(s, g, &t, k, bound);
    }
    return c;
}
