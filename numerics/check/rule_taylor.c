/* `taylor VAR M CENTRE`: f's Taylor form in one variable.  Believed. */
#include "checker_internal.h"

#include "../base/memory.h"

#include <stdlib.h>

static const char *malformed(const checker *c, const checker_goal *g,
                             const cert_node *n)
{
    if (!checker_has_var(c, n) || !n->has_q || n->order < 1 ||
        n->order > CHECKER_MAX_ORDER)
        return "malformed Taylor rule";
    const range *r = &g->box[n->var];
    bool inside = !r->lo_inf && !r->hi_inf && mpq_cmp(n->q, r->lo) >= 0 &&
                  mpq_cmp(n->q, r->hi) <= 0;
    return inside ? NULL : "Taylor centre outside the range";
}

/* t = sum_{j<m} at_j (B_i - q)^j + far_m (B_i - q)^m. */
static void form(checker *c, const range *r, const cert_node *n,
                 const iv_struct *at, const iv_struct *far)
{
    iv_t h, p;
    iv_init(h, eval_prec(c->ev));
    iv_init(p, eval_prec(c->ev));
    iv_set_ends(h, r->lo, false, r->hi, false);
    iv_set_q(p, n->q);
    iv_sub(h, h, p);
    iv_set(c->t, &at[0]);
    for (int j = 1; j <= n->order; j++) {
        iv_pow_ui(p, h, (unsigned long)j);
        iv_mul(p, p, j < n->order ? &at[j] : far);
        iv_add(c->t, c->t, p);
    }
    iv_clear(h);
    iv_clear(p);
}

/* Taylor form.  Let q be in the closure of B_i, and f be m times continuously
 * differentiable in x_i on the box with B_i closed and joined with q.  With
 * a_j = (d/dx_i)^j f / j!,
 *   f(x) = sum_{j<m} a_j(x_i = q) (x_i - q)^j + a_m(x_i = xi) (x_i - q)^m
 * for some xi between q and x_i (Lagrange).  The a_j(x_i = q) are those of f
 * with its kinks resolved on the box. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    const char *why = malformed(c, g, n);
    if (why != NULL)
        return checker_reject(c, why);
    if (checker_rung_taylor(c, g, n))
        return true;
    int m = n->order;
    checker_goal closed;
    checker_goal_copy(&closed, g, c->nvars);
    range *r = &closed.box[n->var];
    r->lo_open = r->hi_open = false;
    checker_use(c, n, &closed, false);
    iv_struct *far = xmalloc(2 * (size_t)(m + 1) * sizeof *far);
    iv_struct *at = far + m + 1;
    for (int j = 0; j < 2 * (m + 1); j++)
        iv_init(&far[j], eval_prec(c->ev));
    eval_taylor(c->ev, g->f, n->var, m, far);
    expr f = checker_resolved(c, g->f, UINT64_C(1) << n->var);
    mpq_set(r->lo, n->q);
    mpq_set(r->hi, n->q);
    eval_set_box(c->ev, closed.box, c->nvars);
    eval_taylor(c->ev, f, n->var, m, at);
    form(c, &g->box[n->var], n, at, &far[m]);
    for (int j = 0; j < 2 * (m + 1); j++)
        iv_clear(&far[j]);
    free(far);
    checker_goal_clear(&closed, c->nvars);
    return checker_leaf(c, g, c->t, "Taylor form lacks the sign");
}

const checker_rule rule_taylor = {test, NULL};
