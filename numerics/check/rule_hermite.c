/* `hermite VAR M N (EXPR POWER)... EXPR`: f vanishes at several places of one
 * variable.  Believed. */
#include "checker_internal.h"

/* The place p_j and its order m_j; the last one's is n's order. */
static int order_at(const cert_node *n, size_t j)
{
    return j + 1 < n->nexpr ? (int)n->power[j] : n->order;
}

/* M, the sum of all orders; 0 where that is too much, or an order is none. */
static int orders(const cert_node *n)
{
    int sum = 0;
    for (size_t j = 0; j < n->nexpr; j++) {
        long m = j + 1 < n->nexpr ? n->power[j] : n->order;
        if (m < 1 || m > CHECKER_MAX_ORDER - sum)
            return 0;
        sum += (int)m;
    }
    return sum;
}

static const char *malformed(const checker *c, const cert_node *n)
{
    if (!checker_has_var(c, n) || n->nexpr < 1 ||
        (n->nexpr > 1 && n->power == NULL) || orders(n) == 0)
        return "malformed interpolation rule";
    for (size_t j = 0; j < n->nexpr; j++)
        if ((expr_vars(c->pool, n->expr[j]) >> n->var & 1) != 0)
            return "a contact point depends on its own variable";
    return NULL;
}

/* What is known of the places: R, their hull with B_i; the sign of the product
 * of all (x_i - p_j)^m_j on B; whether no x_i = p_j occurs. */
typedef struct {
    range hull;
    int sign;
    bool apart;
} places;

/* False where a p_j is not enclosed, or on no known side although m_j is odd. */
static bool locate(checker *c, const checker_goal *g, const cert_node *n,
                   places *w)
{
    range r;
    bool ok = true;
    range_init(&r);
    range_set(&w->hull, &g->box[n->var]);
    w->sign = 1;
    w->apart = true;
    checker_use(c, n, g, false);
    for (size_t j = 0; j < n->nexpr && ok; j++) {
        bool apart = false;
        expr by;
        iv_set(c->u, eval_enclose(c->ev, n->expr[j]));
        ok = iv_is_defined(c->u);
        if (!ok)
            break;
        eval_range_hull(&r, &w->hull, c->u);
        range_set(&w->hull, &r);
        int side =
            rule_contact_side(c, g, n->var, n->expr[j], c->u, &apart, &by);
        w->apart = w->apart && apart;
        if (order_at(n, j) % 2 == 1)
            w->sign *= side;
        ok = w->sign != 0;
    }
    range_clear(&r);
    return ok;
}

/* p_j and p_k differ at every point of B. */
static bool distinct(checker *c, const cert_node *n)
{
    for (size_t j = 0; j < n->nexpr; j++)
        for (size_t k = 0; k < j; k++) {
            expr d = expr_sub(c->pool, n->expr[j], n->expr[k]);
            if (!iv_certainly_nonzero(eval_enclose(c->ev, d)))
                return false;
        }
    return true;
}

/* The evaluator on B with x_i in R. */
static void widen(checker *c, const checker_goal *g, const cert_node *n,
                  const range *r)
{
    checker_use(c, n, g, false);
    iv_set_ends(c->t, r->lo_inf ? NULL : r->lo, r->lo_open,
                r->hi_inf ? NULL : r->hi, r->hi_open);
    eval_set_var(c->ev, n->var, c->t);
}

static bool holds(checker *c, const checker_goal *g, const cert_node *n,
                  places *w)
{
    if (!locate(c, g, n, w))
        return checker_reject(c, "a place is not enclosed, or on no side");
    if (!distinct(c, n))
        return checker_reject(c, "two places are not shown to differ");
    if (g->strict && !w->apart)
        return checker_reject(c, "a contact inside a strict claim");
    widen(c, g, n, &w->hull);
    rule_contact_lead(c, g->f, n->var, orders(n));
    if (!iv_is_defined(c->u))
        return checker_reject(c, "not shown smooth between the contacts");
    for (size_t j = 0; j < n->nexpr; j++) {
        widen(c, g, n, &w->hull);
        if (!rule_contact_vanishes(c, g, n->var, n->expr[j], order_at(n, j)))
            return false;
    }
    return true;
}

/* Hermite interpolation.  Let p_1 .. p_N be functions of the other variables
 * that differ from one another at every point of B, R = hull(B_i, p_1 .. p_N),
 * M = m_1 + ... + m_N, and let f be M times continuously differentiable in x_i
 * on R, the other variables in B.  If the Taylor coefficients of f in x_i of
 * orders 0 .. m_j - 1 vanish at x_i = p_j for all values of the others, each j,
 * then 0 is the polynomial of degree below M that interpolates f there, and
 *   f(x) = (d/dx_i)^M f(x_i = xi) / M! * prod_j (x_i - p_j)^m_j
 * with xi inside hull(x_i, p_1 .. p_N) (Davis, Interpolation and Approximation,
 * theorem 3.5.1, by Rolle; where x_i is a p_j both sides are 0).  A factor with m_j
 * even is nonnegative; where m_j is odd x_i must lie on one side of p_j on all of B.
 * So f >= 0 when the M-th derivative has the product's sign for x_i inside R,
 * the child's goal; f > 0 when that is strict and x_i = p_j does not occur.
 * (Where places met, f need not vanish to order m_j + m_k there: hence that they
 * differ.)  Hypotheses that involve x_i are dropped: xi may violate them. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    const char *why = malformed(c, n);
    if (why != NULL)
        return checker_reject(c, why);
    places w;
    range_init(&w.hull);
    bool ok = holds(c, g, n, &w);
    range_clear(&w.hull);
    return ok;
}

/* +-(d/dx_i)^M f, with x_i inside R; f's kinks are resolved there. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    places w;
    expr f = EXPR_NONE;
    (void)k;
    if (malformed(c, n) != NULL)
        return CHECKER_NO_CHILD;
    range_init(&w.hull);
    if (locate(c, g, n, &w)) {
        widen(c, g, n, &w.hull);
        f = checker_resolved(c, g->f, UINT64_C(1) << n->var);
        for (int j = orders(n); j > 0 && f != EXPR_NONE; j--)
            f = expr_diff(c->pool, f, n->var);
        if (f != EXPR_NONE && w.sign < 0)
            f = expr_neg(c->pool, f);
        w.hull.lo_open = w.hull.hi_open = true;
        range_set(&out->box[n->var], &w.hull);
    }
    range_clear(&w.hull);
    checker_goal_drop_hyps(out, c->pool, n->var);
    out->f = f;
    return f != EXPR_NONE ? CHECKER_OTHER : CHECKER_NO_CHILD;
}

const checker_rule rule_hermite = {test, child};
