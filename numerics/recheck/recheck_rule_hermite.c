/* `hermite VAR M N (EXPR POWER)... EXPR`, by the second engine: a second opinion
 * on ../check/rule_hermite.c, from the same theorem in other code. */
#include "recheck_internal.h"

/* How often f vanishes at place j: the last place's order stands by itself. */
static long often(const cert_node *n, size_t j)
{
    return j + 1 == n->nexpr ? n->order : n->power != NULL ? n->power[j] : 0;
}

/* All orders together; -1: this is no such rule. */
static int total(const recheck *c, const cert_node *n)
{
    int sum = 0;
    if (n->var < 0 || n->var >= c->nvars || n->nexpr == 0)
        return -1;
    for (size_t j = 0; j < n->nexpr; j++) {
        long m = often(n, j);
        if ((expr_vars(c->pool, n->expr[j]) & UINT64_C(1) << n->var) != 0 ||
            m <= 0 || m > RECHECK_MAX_ORDER || sum + m > RECHECK_MAX_ORDER)
            return -1;
        sum += (int)m;
    }
    return sum;
}

/* Widens reach by each place; *minus: the product of (x - p_j)^m_j is <= 0 on the
 * box.  NULL, or what is wrong. */
static const char *survey(recheck *c, const recheck_goal *s, const cert_node *n,
                          reval *e, range *reach, bool *minus)
{
    const char *why = NULL;
    rrange *v = recheck_ranges_new(2);
    *minus = false;
    for (size_t j = 0; j < n->nexpr && why == NULL; j++) {
        rrange_set(&v[0], reval_enclose(e, n->expr[j]));
        if (!v[0].ok || !recheck_contact_extend(reach, &v[0])) {
            why = "a place is not enclosed";
            break;
        }
        recheck_position at = recheck_contact_locate(c, s, n->var, n->expr[j],
                                                     &v[0], reval_prec(e));
        bool odd = often(n, j) % 2 != 0;
        if ((odd && at.side == 0) || (s->strict && !at.apart))
            why = "a place on the wrong side";
        *minus = *minus != (odd && at.side < 0);
        for (size_t k = j + 1; k < n->nexpr && why == NULL; k++) {
            expr gap = expr_sub(c->pool, n->expr[k], n->expr[j]);
            if (!rrange_nonzero(reval_enclose(e, gap)))
                why = "two places may meet";
        }
    }
    recheck_ranges_free(v, 2);
    return why;
}

/* f has as many continuous derivatives as it has zeros, counted with their orders,
 * for x_i in reach. */
static bool smooth_enough(recheck *c, const recheck_goal *s, const cert_node *n,
                          reval *e, const range *reach, int all)
{
    rrange *a = recheck_ranges_new(all + 1);
    recheck_of_range(&a[0], reach, reval_prec(e));
    reval_set_var(e, n->var, &a[0]);
    bool ok = recheck_jet(e, s->f, n->var, all, a);
    recheck_ranges_free(a, all + 1);
    return ok || recheck_reject(c, s, n, NULL, "not smooth between the places");
}

/* The sign of the derivative of that order, strictly between the outermost places
 * and ends. */
static bool derivative(recheck *c, const recheck_goal *s, const cert_node *n,
                       reval *e, const range *reach, int all, bool minus)
{
    recheck_goal t = recheck_copy(c, s);
    recheck_release_var(c, &t, n->var);
    range_set(&t.box[n->var], reach);
    t.box[n->var].lo_open = t.box[n->var].hi_open = true;
    t.f = recheck_settle(c, e, s->f, UINT64_C(1) << n->var);
    for (int j = 0; j < all && t.f != EXPR_NONE; j++)
        t.f = recheck_slope(c, t.f, n->var);
    if (minus && t.f != EXPR_NONE)
        t.f = expr_neg(c->pool, t.f);
    bool ok = t.f != EXPR_NONE
                  ? recheck_child(c, &t, n, 0)
                  : recheck_reject(c, s, n, NULL, "derivative too large");
    recheck_drop(c, &t);
    return ok;
}

/* f(x) prod (m_1 + ... + m_N)! = f^(m_1 + ... + m_N)(xi) prod (x_i - p_j)^m_j, for f
 * has M zeros at the p_j, counted with their orders, and f less a multiple of the
 * product has one more at x_i: by Rolle its M-th derivative has one among them.
 * This needs the places to be N different ones. */
bool recheck_rule_hermite(recheck *c, const recheck_goal *s, const cert_node *n)
{
    int all = total(c, n);
    if (all < 0)
        return recheck_reject(c, s, n, NULL, "malformed interpolation");
    reval *e = recheck_evaluator(c, n, s, false);
    range reach;
    rrange lead;
    bool minus;
    range_init(&reach);
    rrange_init(&lead);
    range_set(&reach, &s->box[n->var]);
    const char *why = survey(c, s, n, e, &reach, &minus);
    bool ok = why == NULL || recheck_reject(c, s, n, NULL, why);
    ok = ok && smooth_enough(c, s, n, e, &reach, all);
    for (size_t j = 0; j < n->nexpr && ok; j++)
        ok = recheck_contact_vanishes(
            c, s, n, e, &reach, (recheck_contact){n->expr[j], (int)often(n, j)},
            &lead);
    ok = ok && derivative(c, s, n, e, &reach, all, minus);
    rrange_clear(&lead);
    range_clear(&reach);
    return ok;
}
