/* `symmetry K...`, by the second engine: a second opinion on
 * ../check/rule_symmetry.c, from the same theorem in other code. */
#include "recheck_internal.h"

#include "../base/memory.h"

#include <stdlib.h>

/* order[0], order[1], ...: the variables of ranks 1, 2, ...; how many, or 0. */
static int read_order(const recheck *c, const cert_node *n, int *order)
{
    int ranked = 0;
    if (n->nexpr != (size_t)c->nvars)
        return 0;
    for (int i = 0; i < c->nvars; i++)
        order[i] = -1;
    for (int i = 0; i < c->nvars; i++) {
        if (expr_is_si(c->pool, n->expr[i], 0))
            continue;
        int k = 0;
        while (k < c->nvars && !expr_is_si(c->pool, n->expr[i], k + 1))
            k++;
        if (k == c->nvars || order[k] >= 0)
            return 0;
        order[k] = i;
        ranked++;
    }
    for (int k = 0; k < ranked; k++)
        if (order[k] < 0)
            return 0;
    return ranked;
}

static bool ranges_agree(const range *a, const range *b)
{
    if (a->lo_inf != b->lo_inf || a->hi_inf != b->hi_inf ||
        a->lo_open != b->lo_open || a->hi_open != b->hi_open)
        return false;
    return (a->lo_inf || mpq_cmp(a->lo, b->lo) == 0) &&
           (a->hi_inf || mpq_cmp(a->hi, b->hi) == 0);
}

static expr swapped(recheck *c, expr f, int i, int j)
{
    expr x = expr_var(c->pool, i), y = expr_var(c->pool, j);
    expr t = expr_var(c->pool, EXPR_MAX_VARS - 1);
    f = f != EXPR_NONE ? expr_replace(c->pool, f, x, t) : f;
    f = f != EXPR_NONE ? expr_replace(c->pool, f, y, x) : f;
    return f != EXPR_NONE ? expr_replace(c->pool, f, t, y) : f;
}

static bool agree(recheck *c, expr a, expr b)
{
    return a != EXPR_NONE &&
           (a == b || recheck_is_zero(c->pool, expr_sub(c->pool, a, b)));
}

static bool hyps_agree(recheck *c, const recheck_goal *s, int i, int j)
{
    for (size_t k = 0; k < s->nhyps; k++) {
        expr e = swapped(c, s->hyp[k].e, i, j);
        size_t m = 0;
        for (; m < s->nhyps; m++) {
            bool everywhere = e != EXPR_NONE &&
                              expr_get(c->pool, e)->total &&
                              expr_get(c->pool, s->hyp[m].e)->total;
            if (s->hyp[m].strict == s->hyp[k].strict &&
                (everywhere ? agree(c, e, s->hyp[m].e) : e == s->hyp[m].e))
                break;
        }
        if (m == s->nhyps)
            return false;
    }
    return true;
}

/* What does not change when neighbours are exchanged does not change when
 * everything is sorted. */
bool recheck_rule_symmetry(recheck *c, const recheck_goal *s,
                           const cert_node *n)
{
    int *order = xmalloc((size_t)(c->nvars + 1) * sizeof *order);
    int ranked = c->nvars < EXPR_MAX_VARS ? read_order(c, n, order) : 0;
    recheck_goal t = recheck_copy(c, s);
    t.hyp = xrealloc(t.hyp,
                     (s->nhyps + (size_t)c->nvars + 1) * sizeof *t.hyp);
    reval *ev = recheck_evaluator(c, n, s, true);
    bool ok = ranked >= 2 && reval_enclose(ev, s->f)->ok;
    for (int k = 0; k + 1 < ranked && ok; k++) {
        int i = order[k], j = order[k + 1];
        ok = ranges_agree(&s->box[i], &s->box[j]) &&
             hyps_agree(c, s, i, j) && agree(c, swapped(c, s->f, i, j), s->f);
        expr e = expr_sub(c->pool, expr_var(c->pool, i), expr_var(c->pool, j));
        t.hyp[t.nhyps++] = (sign_condition){e, false};
    }
    ok = ok ? recheck_child(c, &t, n, 0)
            : recheck_reject(c, s, n, NULL, "not shown to be symmetric");
    free(order);
    recheck_drop(c, &t);
    return ok;
}
