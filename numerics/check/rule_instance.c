/* `instance VAR RANGE EXPR`: f at a compound argument, from the fact about all
 * arguments of a range.  Believed. */
#include "checker_internal.h"

/* F with F(x_i = a) = f, node by node; NONE where there is none. */
static expr abstracted(const checker *c, expr f, const cert_node *n)
{
    expr a = n->expr[0], x = expr_var(c->pool, n->var);
    expr general = expr_replace(c->pool, f, a, x);
    return general != EXPR_NONE && expr_subst(c->pool, general, n->var, a) == f
               ? general
               : EXPR_NONE;
}

static const char *malformed(const checker *c, const cert_node *n)
{
    return checker_has_var(c, n) && n->nexpr == 1 && n->range != NULL
               ? NULL
               : "malformed instance";
}

/* Instance.  Let a be an expression that is defined on B, where H holds, with
 * values in J, and F one with f = F(x_i = a): the same partial function.  If F
 * is defined and has the sign wherever x_i is in J and the other variables
 * are in their ranges, then f is and does: at x take F's point with a(x) for
 * x_i.  A hypothesis h = K(x_i = a) says K at that point, and stays as K; one
 * that speaks of x_i otherwise is dropped.  (F is f with x_i for a; where that
 * leaves an x_i which was there before, F(x_i = a) is another function.) */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    const char *why = malformed(c, n);
    if (why != NULL)
        return checker_reject(c, why);
    if (abstracted(c, g->f, n) == EXPR_NONE)
        return checker_reject(c, "the variable is left beside its stand-in");
    checker_use(c, n, g, true);
    return checker_lies_in(eval_enclose(c->ev, n->expr[0]), n->range) ||
           checker_reject(c, "the argument is not shown to lie in the range");
}

/* F, with x_i in J. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    (void)k;
    if (malformed(c, n) != NULL)
        return CHECKER_NO_CHILD;
    out->f = abstracted(c, g->f, n);
    out->nhyps = 0;
    for (size_t j = 0; j < g->nhyps; j++) {
        sign_condition h = g->hyp[j];
        h.e = abstracted(c, h.e, n);
        if (h.e != EXPR_NONE)
            out->hyp[out->nhyps++] = h;
    }
    range_set(&out->box[n->var], n->range);
    return out->f != EXPR_NONE ? CHECKER_OTHER : CHECKER_NO_CHILD;
}

const checker_rule rule_instance = {test, child};
