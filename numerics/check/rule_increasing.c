/* `increasing VAR RANGE EXPR`: a <= b from u(a) <= u(b).  Believed. */
#include "checker_internal.h"

/* f = b - a, as it is written; u is n's expression, in x_i. */
static const char *malformed(const checker *c, const checker_goal *g,
                             const cert_node *n)
{
    if (!checker_has_var(c, n) || n->nexpr != 1 || n->range == NULL ||
        range_is_empty(n->range))
        return "malformed comparison";
    return expr_get(c->pool, g->f)->op == EXPR_SUB ? NULL : "no difference";
}

/* x_i in J, and what hypotheses say of the other variables. */
static void to_range(checker *c, checker_goal *g, const cert_node *n)
{
    checker_goal_drop_hyps(g, c->pool, n->var);
    range_set(&g->box[n->var], n->range);
}

bool rule_increasing_smooth(checker *c, const checker_goal *g,
                            const cert_node *n, expr u)
{
    checker_goal t;
    checker_goal_copy(&t, g, c->nvars);
    to_range(c, &t, n);
    checker_use(c, n, &t, true);
    bool ok = checker_continuous(c, u, true) ||
              checker_reject(c, "not shown continuous on the range");
    checker_goal_clear(&t, c->nvars);
    return ok;
}

void rule_increasing_slope(checker *c, checker_goal *out, const cert_node *n,
                           expr u)
{
    to_range(c, out, n);
    out->box[n->var].lo_open = out->box[n->var].hi_open = true;
    out->f = expr_diff(c->pool, u, n->var);
}

/* Comparison by an increasing function.  Let f = b - a, let a and b be defined
 * on B with values in the interval J, and let u, a function of x_i (and
 * perhaps of the other variables), be continuous for x_i in J, without a kink
 * there, and du/dx_i > 0 inside J.  Then u is strictly increasing on J, all of
 * it (J is *one* interval: -1/x on both sides of 0 is not), so that at every
 * point u(b) >= u(a) excludes b < a, and u(b) > u(a) excludes b <= a.  x_i
 * stands for u's argument, not for the variable: hypotheses on it are dropped
 * where u' is asked about, and kept where u(b) - u(a) is. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    const char *why = malformed(c, g, n);
    if (why != NULL)
        return checker_reject(c, why);
    const expr_node x = *expr_get(c->pool, g->f);
    checker_use(c, n, g, true);
    for (int k = 0; k < 2; k++)
        if (!checker_lies_in(eval_enclose(c->ev, x.arg[k]), n->range))
            return checker_reject(c, "a side is not shown to lie in the range");
    return rule_increasing_smooth(c, g, n, n->expr[0]);
}

/* 0: du/dx_i > 0 inside J.  1: u(b) - u(a), where f was in question. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    if (malformed(c, g, n) != NULL)
        return CHECKER_NO_CHILD;
    const expr u = n->expr[0];
    if (k == 0) {
        rule_increasing_slope(c, out, n, u);
        out->strict = true;
    } else {
        const expr_node x = *expr_get(c->pool, g->f);
        out->f = expr_sub(c->pool, expr_subst(c->pool, u, n->var, x.arg[0]),
                          expr_subst(c->pool, u, n->var, x.arg[1]));
    }
    return out->f != EXPR_NONE ? CHECKER_OTHER : CHECKER_NO_CHILD;
}

const checker_rule rule_increasing = {test, child};
