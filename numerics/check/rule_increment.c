/* `increment VAR DIR RANGE EXPR`: what a function grows by, from its slope.
 * Believed. */
#include "checker_internal.h"

/* +1: f = u - u_a, with u_a = u(a) and a, n's expression, for x_i; -1: f =
 * u_a - u.  0: neither.  u is what holds x_i itself. */
static int side_of(const checker *c, const checker_goal *g, const cert_node *n,
                   expr *u)
{
    const expr_node x = *expr_get(c->pool, g->f);
    for (int k = 0; k < 2 && x.op == EXPR_SUB; k++) {
        *u = x.arg[k];
        if (expr_subst(c->pool, *u, n->var, n->expr[0]) == x.arg[1 - k])
            return k == 0 ? 1 : -1;
    }
    return 0;
}

static const char *malformed(const checker *c, const checker_goal *g,
                             const cert_node *n, expr *u, int *side)
{
    if (!checker_has_var(c, n) || n->nexpr != 1 || n->range == NULL ||
        range_is_empty(n->range) || (n->order != 1 && n->order != -1))
        return "malformed increment";
    *side = side_of(c, g, n, u);
    return *side != 0 ? NULL : "this is no increment of one function";
}

/* Is an end of b no farther out than r's? */
static bool keeps(mpq_srcptr b, bool b_inf, bool b_open, mpq_srcptr r,
                  bool r_inf, bool r_open, int out)
{
    if (b_inf || r_inf)
        return r_inf;
    int beyond = out * mpq_cmp(b, r);
    return beyond < 0 || (beyond == 0 && (b_open || !r_open));
}

/* All values of e lie in r: of a variable exactly. */
static bool stays(checker *c, const checker_goal *g, expr e, const range *r)
{
    const expr_node *x = expr_get(c->pool, e);
    if (x->op != EXPR_VAR)
        return checker_lies_in(eval_enclose(c->ev, e), r);
    const range *b = &g->box[x->p];
    return keeps(b->lo, b->lo_inf, b->lo_open, r->lo, r->lo_inf, r->lo_open,
                 -1) &&
           keeps(b->hi, b->hi_inf, b->hi_open, r->hi, r->hi_inf, r->hi_open, 1);
}

/* x_i in J, and what hypotheses say of the other variables. */
static void to_range(checker *c, checker_goal *g, const cert_node *n)
{
    checker_goal_drop_hyps(g, c->pool, n->var);
    range_set(&g->box[n->var], n->range);
}

/* Finite increments.  Let f = s (u(x_i) - u(a)), s one of 1 and -1, where u may
 * hold other variables, too, and let the interval J hold B_i and all values of
 * a.  Let u be continuous for x_i in J, without a kink there, and have a
 * derivative inside J (where child 0 holds it has).  The other variables fixed,
 * there is a z strictly between x_i and a, hence inside J, with
 *
 *     f = s u'(z) (x_i - a) = (s d u'(z)) (d (x_i - a)),  d DIR's sign
 *
 * (Lagrange; where x_i = a, f = 0).  Both factors are >= 0, or > 0, so f is;
 * d (x_i - a) > 0 excludes x_i = a.  J is *one* interval: 1/x on both sides of
 * 0 has a slope without having that increment.  z is not the variable:
 * hypotheses on x_i are dropped where u' is asked about, and kept where x_i - a
 * is. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    expr u;
    int side;
    const char *why = malformed(c, g, n, &u, &side);
    if (why != NULL)
        return checker_reject(c, why);
    checker_use(c, n, g, true);
    if (!stays(c, g, expr_var(c->pool, n->var), n->range) ||
        !stays(c, g, n->expr[0], n->range))
        return checker_reject(c, "a place is not shown to lie in the range");
    checker_goal t;
    checker_goal_copy(&t, g, c->nvars);
    to_range(c, &t, n);
    checker_use(c, n, &t, true);
    bool ok = checker_continuous(c, u, true) ||
              checker_reject(c, "not shown continuous on the range");
    checker_goal_clear(&t, c->nvars);
    return ok;
}

static expr signed_by(expr_pool *pool, int sign, expr f)
{
    return sign > 0 || f == EXPR_NONE ? f : expr_neg(pool, f);
}

/* 0: s d u' inside J.  1: d (x_i - a). */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    expr u;
    int side;
    if (malformed(c, g, n, &u, &side) != NULL)
        return CHECKER_NO_CHILD;
    if (k == 0) {
        to_range(c, out, n);
        out->box[n->var].lo_open = out->box[n->var].hi_open = true;
        out->f = signed_by(c->pool, side * n->order,
                           expr_diff(c->pool, u, n->var));
    } else {
        expr x = expr_var(c->pool, n->var);
        out->f = n->order > 0 ? expr_sub(c->pool, x, n->expr[0])
                              : expr_sub(c->pool, n->expr[0], x);
    }
    return out->f != EXPR_NONE ? CHECKER_OTHER : CHECKER_NO_CHILD;
}

const checker_rule rule_increment = {test, child};
