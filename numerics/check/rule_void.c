/* `void J`: a hypothesis that fails all over the box.  Believed. */
#include "checker_internal.h"

/* If hypothesis J is false all over B, no point of B is in question.  It is
 * evaluated without narrowing, which would assume it. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    if (n->order < 0 || (size_t)n->order >= g->nhyps)
        return checker_reject(c, "no such hypothesis");
    const sign_condition *h = &g->hyp[n->order];
    checker_use(c, n, g, false);
    iv_srcptr v = eval_enclose(c->ev, h->e);
    if (!(h->strict ? iv_certainly_nonpos(v) : iv_certainly_neg(v)))
        return checker_reject(c, "hypothesis is not false on the box");
    c->report->leaves++;
    return true;
}

const checker_rule rule_void = {test, NULL};
