/* Kinks (abs, min, max, conditionals) that a box does not decide.  Believed:
 * nothing. */
#include "search_internal.h"

bool search_kink_is_open(searcher *s, const goal *g, expr kink)
{
    expr_branch way[2];
    bool piecewise = expr_get(s->p->pool, kink)->op == EXPR_IF;
    if (!expr_branches(s->p->pool, kink, way))
        return false;
    bool strict = way[0].strict;
    eval *e = eval_new(s->p->pool, 64);
    eval_set_hyps(e, g->hyp, g->nhyps);
    eval_set_box(e, g->box, s->p->nvars);
    iv_srcptr v = eval_enclose(e, way[0].when);
    bool yes =
        piecewise && strict ? iv_certainly_pos(v) : iv_certainly_nonneg(v);
    bool no =
        piecewise && !strict ? iv_certainly_neg(v) : iv_certainly_nonpos(v);
    bool open = iv_is_defined(v) && !yes && !no;
    eval_free(e);
    return open;
}

bool search_kink_is_any_open(searcher *s, const goal *g)
{
    expr kink[8];
    size_t n = expr_kinks(s->p->pool, g->f, kink, 8);
    for (size_t k = 0; k < n && k < 8; k++)
        if (search_kink_is_open(s, g, kink[k]))
            return true;
    return false;
}
