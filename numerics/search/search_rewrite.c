/* f in other words: normal forms of its parts, an atom singled out, a factor
 * taken out.  Believed: nothing; the checker compares the two. */
#include "search_internal.h"

#include "../exact/exact.h"
#include "../base/memory.h"

#include <stdlib.h>

expr search_rewrite_simplified(searcher *s, const goal *g, expr f)
{
    if (f == EXPR_NONE || expr_size(s->p->pool, f) > 300)
        return f;
    s->effort += EFFORT_FACTOR / 2;
    eval *e = eval_new(s->p->pool, 128);
    eval_set_hyps(e, g->hyp, g->nhyps);
    eval_set_box(e, g->box, s->p->nvars);
    exact *x = eval_exact(s->p->pool, e);
    expr r = exact_simplify(x, f, false);
    exact_free(x);
    eval_free(e);
    return r != EXPR_NONE &&
                   expr_size(s->p->pool, r) <= expr_size(s->p->pool, f)
               ? r
               : f;
}

_Static_assert(EXPR_OP_COUNT <= 64, "sets of operations are 64 bits");

size_t search_rewrite_nodes(const expr_pool *pool, expr f, uint64_t ops,
                            expr *out, size_t max)
{
    size_t n = 0, head = 0, end = 1, cap = 64;
    expr *queue = xmalloc(cap * sizeof *queue);
    queue[0] = f;
    while (head < end && n < max) {
        size_t best = head; /* parents have larger indices than children */
        for (size_t k = head; k < end; k++)
            if (queue[k] > queue[best])
                best = k;
        expr e = queue[best];
        queue[best] = queue[head];
        queue[head++] = e;
        const expr_node *x = expr_get(pool, e);
        if ((ops >> x->op & 1) != 0 && x->vars != 0)
            out[n++] = e;
        for (int j = 0; j < x->nargs; j++) {
            bool seen = false;
            for (size_t k = 0; k < end && !seen; k++)
                seen = queue[k] == x->arg[j];
            if (seen)
                continue;
            if (end == cap)
                queue = xrealloc(queue, (cap *= 2) * sizeof *queue);
            queue[end++] = x->arg[j];
        }
    }
    free(queue);
    return n;
}

cert_node *search_rewrite(searcher *s, const goal *g)
{
    const uint64_t ops = UINT64_C(1) << EXPR_LOG | UINT64_C(1) << EXPR_ATAN |
                         UINT64_C(1) << EXPR_EXP | 1u << EXPR_SQRT |
                         UINT64_C(1) << EXPR_SIN | UINT64_C(1) << EXPR_COS |
                         1u << EXPR_ROOT | UINT64_C(1) << EXPR_DIV;
    expr_pool *pool = s->p->pool;
    expr f = g->f, at[8];
    size_t n = search_rewrite_nodes(pool, f, ops, at, 8);
    for (size_t k = n; k > 0; k--) { /* inner ones first */
        expr_node x = *expr_get(pool, at[k - 1]);
        bool div = x.op == EXPR_DIV;
        expr to = search_rewrite_simplified(s, g, div ? at[k - 1] : x.arg[0]);
        if (!div && to != EXPR_NONE && to != x.arg[0]) {
            x.arg[0] = to;
            to = expr_make(pool, (expr_op)x.op, x.arg, x.p, x.q, x.strict);
        } else if (!div) {
            continue;
        }
        expr r =
            to != EXPR_NONE ? expr_replace(pool, f, at[k - 1], to) : EXPR_NONE;
        if (r == EXPR_NONE)
            continue;
        f = r;
        for (size_t j = 0; j + 1 < k; j++) {
            r = expr_replace(pool, at[j], at[k - 1], to);
            at[j] = r != EXPR_NONE ? r : at[j];
        }
    }
    return f != g->f ? search_node(CERT_PRODUCT, &f, 1) : NULL;
}

/* The derivative by w, taken as a variable, does not depend on it then. */
bool search_rewrite_is_linear(searcher *s, const goal *g, expr w, expr *a,
                              expr *b)
{
    expr_pool *pool = s->p->pool;
    int v = s->p->nvars;
    if (v >= EXPR_MAX_VARS)
        return false;
    expr f = expr_replace(pool, g->f, w, expr_var(pool, v));
    *b = f != EXPR_NONE ? expr_diff(pool, f, v) : EXPR_NONE;
    if (*b == EXPR_NONE || (expr_vars(pool, *b) >> v & 1) != 0 ||
        expr_is_si(pool, *b, 0))
        return false;
    *a = expr_subst(pool, f, v, expr_si(pool, 0));
    return *a != EXPR_NONE;
}

int search_rewrite_sign(searcher *s, const goal *g, expr e)
{
    eval *ev = eval_new(s->p->pool, 128);
    eval_set_hyps(ev, g->hyp, g->nhyps);
    eval_set_box(ev, g->box, s->p->nvars);
    iv_srcptr v = eval_enclose(ev, e);
    int sign = iv_certainly_pos(v) ? 1 : iv_certainly_neg(v) ? -1 : 0;
    eval_free(ev);
    return sign;
}

cert_node *search_rewrite_factor(const goal *g, expr factor, long pow,
                                 expr rest)
{
    expr e[2] = {factor, rest};
    if (factor == EXPR_NONE || rest == EXPR_NONE || rest == g->f)
        return NULL;
    cert_node *c = search_node(CERT_PRODUCT, e, 2);
    c->power = xmalloc(2 * sizeof *c->power);
    c->power[0] = pow;
    return c;
}

bool search_rewrite_is_made_of(const expr_pool *pool, expr f, uint64_t ops)
{
    expr first;
    return search_rewrite_nodes(pool, f, ~ops, &first, 1) == 0;
}

bool search_rewrite_is_algebraic(const expr_pool *pool, expr f)
{
    const uint64_t ops = 0
#define FUNCTION(NAME, name, total, latex, width, laws)                        \
    | UINT64_C(1) << EXPR_##NAME
#include "../expr/functions.def"
#undef FUNCTION
        ;
    expr first;
    return search_rewrite_nodes(pool, f, ops, &first, 1) == 0;
}
