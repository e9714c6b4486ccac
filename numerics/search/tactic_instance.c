/* A goal in several variables that is a fact about one compound argument: f is
 * F at a product, a ratio, ... of them.  Believed: nothing; the checker tries
 * each answer. */
#include "tactics.h"

#include <stdlib.h>

enum {
    FIRST_BITS = 24 /* of the ends of the argument's range */
};

/* r = v's ends, rounded outward to few bits. */
static void round_out(range *r, iv_srcptr v)
{
    mpfr_t t;
    mpfr_init2(t, FIRST_BITS);
    r->lo_inf = mpfr_inf_p(iv_lower(v));
    r->hi_inf = mpfr_inf_p(iv_upper(v));
    r->lo_open = r->lo_inf, r->hi_open = r->hi_inf;
    if (!r->lo_inf) {
        bool moved = mpfr_set(t, iv_lower(v), MPFR_RNDD) != 0;
        mpfr_get_q(r->lo, t);
        r->lo_open = moved || v->lo_open;
    }
    if (!r->hi_inf) {
        bool moved = mpfr_set(t, iv_upper(v), MPFR_RNDU) != 0;
        mpfr_get_q(r->hi, t);
        r->hi_open = moved || v->hi_open;
    }
    mpfr_clear(t);
}

/* a's range on g's box; false where nothing is known, or an end is no number
 * to write down. */
static bool range_of(searcher *s, const goal *g, expr a, range *r)
{
    eval *e = eval_new(s->p->pool, 128);
    eval_set_hyps(e, g->hyp, g->nhyps);
    eval_set_box(e, g->box, s->p->nvars);
    iv_srcptr v = eval_enclose(e, a);
    bool ok = iv_is_defined(v);
    for (int k = 0; k < 2 && ok; k++) {
        mpfr_srcptr x = k == 0 ? iv_lower(v) : iv_upper(v);
        ok = !mpfr_number_p(x) || mpfr_zero_p(x) ||
             labs((long)mpfr_get_exp(x)) < 1000;
    }
    if (ok)
        round_out(r, v);
    eval_free(e);
    return ok;
}

static bool is_one(uint64_t vars)
{
    return vars != 0 && (vars & (vars - 1)) == 0;
}

/* a for the first variable that it has: is that all that is left of f? */
static cert_node *stands_alone(searcher *s, const goal *g, expr a)
{
    expr_pool *pool = s->p->pool;
    int i = 0;
    while ((expr_vars(pool, a) >> i & 1) == 0)
        i++;
    expr f = expr_replace(pool, g->f, a, expr_var(pool, i));
    range r;
    cert_node *c = NULL;
    if (f == EXPR_NONE || expr_vars(pool, f) != UINT64_C(1) << i ||
        expr_subst(pool, f, i, a) != g->f)
        return NULL;
    range_init(&r);
    if (range_of(s, g, a, &r) &&
        (!is_one(expr_vars(pool, g->f)) || (!r.lo_inf && !r.hi_inf))) {
        c = search_node(CERT_INSTANCE, &a, 1);
        c->var = i;
        cert_set_range(c, &r);
    }
    range_clear(&r);
    return search_prove_node(s, g, c);
}

/* x_i in terms of t, which takes its name, where a is t: a product or a quotient of
 * x_i and something else. */
static expr solved(expr_pool *pool, expr a, int *i)
{
    expr_node n = *expr_get(pool, a);
    for (int k = 0; k < 2 && (n.op == EXPR_MUL || n.op == EXPR_DIV); k++) {
        expr_node x = *expr_get(pool, n.arg[k]);
        expr t = n.arg[k], b = n.arg[1 - k];
        if (x.op != EXPR_VAR || (expr_vars(pool, b) >> x.p & 1) != 0)
            continue;
        *i = (int)x.p;
        return n.op == EXPR_MUL ? expr_div(pool, t, b)
               : k == 0         ? expr_mul(pool, t, b)
                                : expr_div(pool, b, t);
    }
    return EXPR_NONE;
}

/* f as a function of a alone, in other words than f's own. */
static cert_node *in_terms_of(searcher *s, const goal *g, expr a)
{
    expr_pool *pool = s->p->pool;
    int i = 0;
    cert_node *c = NULL;
    goal t;
    expr x = solved(pool, a, &i);
    expr f = x != EXPR_NONE ? expr_subst(pool, g->f, i, x) : EXPR_NONE;
    f = search_rewrite_simplified(s, g, f);
    if (f == EXPR_NONE || expr_vars(pool, f) != UINT64_C(1) << i)
        return NULL;
    f = expr_subst(pool, f, i, a);
    if (f == EXPR_NONE || f == g->f)
        return NULL;
    c = search_node(CERT_PRODUCT, &f, 1);
    if (search_goal_child(s, g, c, 0, &t))
        c->child[0] = stands_alone(s, &t, a);
    search_goal_clear(&t, s->p->nvars);
    if (c->child[0] != NULL)
        return search_keep_if(s, g, c);
    cert_free(c);
    return NULL;
}

/* f of one variable without an end, as a fact about tanh(x), ... where that has
 * two. */
static cert_node *bounded_argument(searcher *s, const goal *g)
{
    const expr_pool *pool = s->p->pool;
    cert_node *c = NULL;
    size_t n;
    expr *order = expr_postorder(pool, g->f, &n);
    for (size_t k = 0; k < n && c == NULL && !search_out_of_budget(s); k++) {
        const expr_node *x = expr_get(pool, order[k]);
        if (x->nargs == 1 && x->op != EXPR_NEG && x->vars != 0 &&
            order[k] != g->f)
            c = stands_alone(s, g, order[k]);
    }
    free(order);
    return c;
}

/* The innermost arguments first. */
static cert_node *instance(searcher *s, const goal *g)
{
    const expr_pool *pool = s->p->pool;
    cert_node *c = NULL;
    size_t n;
    if (is_one(expr_vars(pool, g->f)) || expr_vars(pool, g->f) == 0 ||
        expr_size(pool, g->f) > SEARCH_LARGE)
        return NULL;
    expr *order = expr_postorder(pool, g->f, &n);
    for (size_t k = 0; k < n && c == NULL && !search_out_of_budget(s); k++)
        if (expr_vars(pool, order[k]) == expr_vars(pool, g->f) &&
            order[k] != g->f)
            c = stands_alone(s, g, order[k]);
    for (size_t k = 0; k < n && c == NULL && !search_out_of_budget(s); k++)
        if (expr_vars(pool, order[k]) == expr_vars(pool, g->f) &&
            order[k] != g->f)
            c = in_terms_of(s, g, order[k]);
    free(order);
    return c;
}

/* f itself, or what is left of it without factors of a sure sign. */
cert_node *tactic_instance(searcher *s, const goal *g, const tactic_view *v)
{
    goal t;
    if (is_one(expr_vars(s->p->pool, g->f)))
        return v->unbounded && expr_size(s->p->pool, g->f) <= SEARCH_LARGE
                   ? bounded_argument(s, g)
                   : NULL;
    cert_node *c = instance(s, g);
    if (c != NULL || !v->unbounded || s->level > 1 ||
        expr_size(s->p->pool, g->f) > SEARCH_LARGE)
        return c;
    c = search_factor_node(s, g);
    if (c == NULL || c->nexpr < 2) {
        cert_free(c);
        return NULL;
    }
    if (search_goal_child(s, g, c, 0, &t))
        c->child[0] = instance(s, &t);
    search_goal_clear(&t, s->p->nvars);
    if (c->child[0] != NULL)
        return search_keep_if(s, g, c);
    cert_free(c);
    return NULL;
}
