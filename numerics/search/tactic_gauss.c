/* exp(-u^2) taken out of f = erfc(u) + ..., where u >= 0: what is left, erfcx(u) +
 * ..., falls like 1/u and no longer faster than any power.  Believed: nothing;
 * the checker tries each answer. */
#include "tactics.h"

typedef struct {
    searcher *s;
    const goal *g;
    expr square; /* u^2 */
} division;

/* The node u of erfc(u), or -u/sqrt 2 of Phi(u). */
static expr argument(expr_pool *p, const expr_node *x)
{
    expr two = expr_si(p, 2), u = x->arg[0];
    if (x->op == EXPR_ERFC)
        return u;
    return expr_neg(p, expr_div(p, u, expr_unary(p, EXPR_SQRT, two)));
}

/* f exp(u^2) for a function that is small itself; else EXPR_NONE. */
static expr scaled_call(const division *d, const expr_node *x)
{
    expr_pool *p = d->s->p->pool;
    if (x->op == EXPR_ERFC || x->op == EXPR_PHI) {
        expr u = argument(p, x), v = expr_pow_si(p, u, 2);
        v = search_rewrite_simplified(d->s, d->g, v);
        if (v != d->square)
            return EXPR_NONE;
        expr r = expr_unary(p, EXPR_ERFCX, u);
        return x->op == EXPR_PHI ? expr_div(p, r, expr_si(p, 2)) : r;
    }
    if (x->op != EXPR_EXP)
        return EXPR_NONE;
    expr w = expr_add(p, x->arg[0], d->square);
    return expr_unary(p, EXPR_EXP, search_rewrite_simplified(d->s, d->g, w));
}

/* f exp(u^2) term by term; EXPR_NONE where a term has no such factor. */
static expr scaled(const division *d, expr f, int depth)
{
    expr_pool *p = d->s->p->pool;
    expr_node x = *expr_get(p, f); /* copied: the pool grows */
    if (depth == 0)
        return EXPR_NONE;
    expr a = EXPR_NONE;
    switch ((expr_op)x.op) {
    case EXPR_ADD:
    case EXPR_SUB:
        a = scaled(d, x.arg[0], depth - 1);
        if (a == EXPR_NONE)
            return a;
        return (x.op == EXPR_ADD ? expr_add
                                 : expr_sub)(p, a,
                                             scaled(d, x.arg[1], depth - 1));
    case EXPR_NEG:
        return expr_neg(p, scaled(d, x.arg[0], depth - 1));
    case EXPR_MUL:
        a = scaled(d, x.arg[0], depth - 1);
        if (a != EXPR_NONE)
            return expr_mul(p, a, x.arg[1]);
        return expr_mul(p, x.arg[0], scaled(d, x.arg[1], depth - 1));
    case EXPR_DIV:
        return expr_div(p, scaled(d, x.arg[0], depth - 1), x.arg[1]);
    default:
        return scaled_call(d, &x);
    }
}

/* Is u >= 0 on g's box? */
static bool is_nonneg(searcher *s, const goal *g, expr u)
{
    eval *e = eval_new(s->p->pool, 64);
    eval_set_hyps(e, g->hyp, g->nhyps);
    eval_set_box(e, g->box, s->p->nvars);
    bool yes = iv_certainly_nonneg(eval_enclose(e, u));
    eval_free(e);
    return yes;
}

cert_node *tactic_gauss(searcher *s, const goal *g, const tactic_view *v)
{
    enum {
        DEPTH = 12
    };
    const uint64_t ops = UINT64_C(1) << EXPR_ERFC | UINT64_C(1) << EXPR_PHI;
    expr_pool *p = s->p->pool;
    expr f;
    (void)v;
    if (search_rewrite_nodes(p, g->f, ops, &f, 1) == 0)
        return NULL;
    expr_node x = *expr_get(p, f);
    expr u = argument(p, &x);
    if (!is_nonneg(s, g, u))
        return NULL;
    division d = {s, g, expr_pow_si(p, u, 2)};
    d.square = search_rewrite_simplified(s, g, d.square);
    expr factor = expr_unary(p, EXPR_EXP, expr_neg(p, d.square));
    expr rest = d.square != EXPR_NONE ? scaled(&d, g->f, DEPTH) : EXPR_NONE;
    return search_prove_node(s, g, search_rewrite_factor(g, factor, 1, rest));
}
