/* The functions that rules speak of besides f: its derivatives, and f as it is
 * on the box at hand.  Believed, as the rules are. */
#include "checker_internal.h"

#include "../base/memory.h"

#include <string.h>

static checker_derivatives *cached(checker *c, expr f)
{
    for (size_t i = 0; i < CHECKER_CACHED; i++)
        if (c->cache[i].f == f)
            return &c->cache[i];
    checker_derivatives *e = &c->cache[c->next_cached++ % CHECKER_CACHED];
    size_t n = (size_t)c->nvars;
    e->d = xrealloc(e->d, (n + n * n) * sizeof *e->d);
    memset(e->d, 0, (n + n * n) * sizeof *e->d);
    e->f = f;
    return e;
}

expr checker_gradient(checker *c, expr f, int i)
{
    expr *d = &cached(c, f)->d[i];
    if (*d == EXPR_NONE)
        *d = expr_diff(c->pool, f, i);
    return *d;
}

expr checker_hessian(checker *c, expr f, int i, int j)
{
    expr fi = checker_gradient(c, f, i);
    expr *d = &cached(c, f)->d[c->nvars + i * c->nvars + j];
    if (*d == EXPR_NONE && fi != EXPR_NONE)
        *d = expr_diff(c->pool, fi, j);
    return *d;
}

expr checker_pinned(checker *c, const checker_goal *g, expr f)
{
    for (int i = 0; i < c->nvars && f != EXPR_NONE; i++)
        if (range_is_point(&g->box[i]))
            f = expr_subst(c->pool, f, i, expr_q(c->pool, g->box[i].lo));
    return f;
}

/* On the box, the same function wherever f is defined.  No kink is left whose
 * seam depends on a variable of the set `vars` (then the answer is EXPR_NONE),
 * so a point of the box, seen alone, shows the derivatives that f has along
 * the box.  Without this it would not: |x| on [-1, 0] is -x, but at x = 0
 * alone x >= 0 holds, too. */
expr checker_resolved(checker *c, expr f, uint64_t vars)
{
    expr_branch way[2];
    expr kink;
    int k = 0;
    while (f != EXPR_NONE && (kink = expr_kink(c->pool, f, k)) != EXPR_NONE) {
        if (!expr_branches(c->pool, kink, way))
            return EXPR_NONE;
        int b = -1;
        for (int w = 0; w < 2 && b < 0; w++)
            if (checker_has_sign(eval_enclose(c->ev, way[w].when),
                                 way[w].strict))
                b = w;
        if (b >= 0)
            f = expr_replace(c->pool, f, kink, way[b].value);
        k = b >= 0 ? 0 : k + 1; /* replacing renumbers them */
    }
    for (k = 0;
         f != EXPR_NONE && (kink = expr_kink(c->pool, f, k)) != EXPR_NONE; k++)
        if (!expr_branches(c->pool, kink, way) ||
            (expr_vars(c->pool, way[0].when) & vars) != 0)
            return EXPR_NONE;
    return f;
}

/* Ends of an enclosure are compared with r's exactly. */
bool checker_lies_in(iv_srcptr value, const range *r)
{
    if (!iv_is_defined(value))
        return false;
    if (!r->lo_inf) {
        int low = mpfr_cmp_q(iv_lower(value), r->lo);
        if (low < 0 || (low == 0 && r->lo_open && !value->lo_open))
            return false;
    }
    if (!r->hi_inf) {
        int high = mpfr_cmp_q(iv_upper(value), r->hi);
        if (high > 0 || (high == 0 && r->hi_open && !value->hi_open))
            return false;
    }
    return true;
}
