/* Points of a statement's domain at which it has no value: the checker's word
 * that it is false there, and believed as checker_refute.c is. */
#include "checker_internal.h"
#include "../base/entry.h"
#include "../base/memory.h"
#include "../exact/exact.h"

#include <stdlib.h>

enum {
    MAX_LOOK = 400 /* nodes at one precision; stopping early is no harm */
};

/* A rational point, which is ev's box. */
typedef struct {
    const problem *p;
    mpq_t *x;
    eval *ev;
    bool last; /* no higher precision will be asked */
} place;

/* u, which is defined at the point, is exactly 0 there. */
static bool is_zero(const place *at, expr u)
{
    expr_pool *pool = at->p->pool;
    iv_srcptr v = eval_enclose(at->ev, u);
    if (!at->last || !iv_is_defined(v) || iv_certainly_nonzero(v))
        return false;
    for (int i = 0; i < at->p->nvars && u != EXPR_NONE; i++)
        u = expr_subst(pool, u, i, expr_q(pool, at->x[i]));
    exact *e = eval_exact(pool, at->ev);
    bool zero = u != EXPR_NONE && exact_is_zero(e, u);
    exact_free(e);
    return zero;
}

/* Theorem: an operation whose arguments have values has none exactly if these
 * lie outside its domain (expr.h); 0 lies outside that of a quotient, below,
 * and of a logarithm, and what has the cosine 0 outside that of a tangent. */
static bool has_no_value(const place *at, expr f)
{
    const expr_node *x = expr_get(at->p->pool, f);
    expr_op op = (expr_op)x->op;
    expr u = op == EXPR_DIV ? x->arg[1] : x->arg[0];
    for (int k = 0; k < x->nargs; k++)
        if (!iv_is_defined(eval_enclose(at->ev, x->arg[k])))
            return false;
    bool at_zero = op == EXPR_DIV || op == EXPR_LOG || op == EXPR_TAN;
    if (op == EXPR_TAN)
        u = expr_unary(at->p->pool, EXPR_COS, u);
    return eval_outside_domain(at->ev, f) || (at_zero && is_zero(at, u));
}

/* Of a conditional only the condition is needed, and the branch that is
 * certainly taken. */
static bool is_needed(const place *at, const expr_node *x, int k)
{
    if (x->op != EXPR_IF || k == 0)
        return true;
    iv_srcptr h = eval_enclose(at->ev, x->arg[0]);
    if (k == 1)
        return x->strict ? iv_certainly_pos(h) : iv_certainly_nonneg(h);
    return x->strict ? iv_certainly_nonpos(h) : iv_certainly_neg(h);
}

/* Theorem: f has no value where something that it needs has none.  That part,
 * or EXPR_NONE. */
static expr part_without_value(const place *at, expr f)
{
    expr stack[3 * MAX_LOOK + 1];
    size_t n = 0;
    stack[n++] = f;
    for (int look = 0; look < MAX_LOOK && n > 0; look++) {
        f = stack[--n];
        if (iv_is_defined(eval_enclose(at->ev, f)))
            continue;
        if (has_no_value(at, f))
            return f;
        const expr_node *x = expr_get(at->p->pool, f);
        for (int k = x->nargs; k-- > 0;)
            if (is_needed(at, x, k))
                stack[n++] = x->arg[k];
    }
    return EXPR_NONE;
}

/* h >= 0 also where h is exactly 0. */
static bool hypotheses_hold(const place *at)
{
    const problem *p = at->p;
    for (size_t j = 0; j < p->nhyps; j++) {
        const sign_condition *h = &p->hyp[j];
        iv_srcptr v = eval_enclose(at->ev, h->e);
        if (h->strict ? !iv_certainly_pos(v)
                      : !iv_certainly_nonneg(v) && !is_zero(at, h->e))
            return false;
    }
    return true;
}

static expr search(place *at, size_t g, mpfr_prec_t max_prec)
{
    const problem *p = at->p;
    range *box = xcalloc((size_t)p->nvars + 1, sizeof *box);
    expr part = EXPR_NONE;
    bool defined = false;
    max_prec = checker_most_bits(p, g, max_prec);
    for (int i = 0; i < p->nvars; i++) {
        range_init(&box[i]);
        mpq_set(box[i].lo, at->x[i]);
        mpq_set(box[i].hi, at->x[i]);
    }
    at->ev = eval_new(p->pool, 64);
    for (mpfr_prec_t prec = 64;
         prec <= max_prec && !defined && part == EXPR_NONE; prec *= 2) {
        eval_set_prec(at->ev, prec);
        eval_set_box(at->ev, box, p->nvars);
        at->last = prec > max_prec / 2;
        defined = iv_is_defined(eval_enclose(at->ev, p->goal[g].e));
        if (!defined && hypotheses_hold(at))
            part = part_without_value(at, p->goal[g].e);
    }
    eval_free(at->ev);
    for (int i = 0; i < p->nvars; i++)
        range_clear(&box[i]);
    free(box);
    return part;
}

expr checker_undefined(const problem *p, size_t g, mpq_t *x,
                       mpfr_prec_t max_prec)
{
    entry_state old;
    place at = {.p = p, .x = x};
    bool inside = g < p->ngoals;
    for (int i = 0; i < p->nvars && inside; i++)
        inside = range_contains_q(&p->box[i], x[i]);
    if (!inside)
        return EXPR_NONE;
    entry_begin(&old);
    expr part = search(&at, g, max_prec);
    entry_end(&old);
    return part;
}
