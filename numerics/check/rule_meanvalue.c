/* `meanvalue`: f's value at the centre, and its slopes over the box.
 * Believed. */
#include "checker_internal.h"

/* t += d_i (B_i - m_i), where B_i - m_i = [-w, w], w half of B_i's width. */
static void add_slope(checker *c, const checker_goal *g, int i, iv_ptr t)
{
    const range *r = &g->box[i];
    expr d = checker_gradient(c, g->f, i);
    if (d == EXPR_NONE) {
        iv_set_undefined(t);
        return;
    }
    mpq_t w;
    iv_t v;
    mpq_init(w);
    iv_init(v, eval_prec(c->ev));
    mpq_sub(w, r->hi, r->lo);
    mpq_div_2exp(w, w, 1);
    iv_set_q(c->u, w);
    iv_neg(v, c->u);
    iv_hull(c->u, c->u, v);
    iv_mul(c->u, eval_enclose(c->ev, d), c->u);
    iv_add(t, t, c->u);
    iv_clear(v);
    mpq_clear(w);
}

static void shrink_to_centre(range *r)
{
    mpq_add(r->lo, r->lo, r->hi);
    mpq_div_2exp(r->lo, r->lo, 1);
    mpq_set(r->hi, r->lo);
    r->lo_open = r->hi_open = false;
}

/* Mean value form.  Let B be bounded, f continuous on B, and let d_i enclose
 * f_i over B.  Then f(x) is in f(m) + sum d_i (B_i - m_i), m the midpoint.
 * Proof: on the segment from m to x, f is locally Lipschitz, and almost
 * everywhere its derivative is a value of the enclosed expressions (at a kink
 * that is active on a set of positive measure the branches' derivatives agree
 * almost everywhere there); integrate.  Hypotheses H are not used: the
 * segment may leave them. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    for (int i = 0; i < c->nvars; i++)
        if (g->box[i].lo_inf || g->box[i].hi_inf)
            return checker_reject(c, "mean value form on an unbounded box");
    if (checker_rung_meanvalue(c, g, n))
        return true;
    checker_use(c, n, g, false);
    if (!checker_continuous(c, g->f, false))
        return checker_reject(c, "not shown continuous on the box");
    iv_set_si(c->t, 0);
    for (int i = 0; i < c->nvars && iv_is_defined(c->t); i++)
        add_slope(c, g, i, c->t);
    checker_goal mid;
    checker_goal_copy(&mid, g, c->nvars);
    for (int i = 0; i < c->nvars; i++)
        shrink_to_centre(&mid.box[i]);
    eval_set_box(c->ev, mid.box, c->nvars);
    iv_add(c->t, c->t, eval_enclose(c->ev, g->f));
    checker_goal_clear(&mid, c->nvars);
    return checker_leaf(c, g, c->t, "mean value form lacks the sign");
}

const checker_rule rule_meanvalue = {test, NULL};
