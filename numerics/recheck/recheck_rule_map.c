/* `map J (E G L)...`, by the second engine: a second opinion on
 * ../check/rule_map.c, from the same theorem in other code. */
#include "recheck_internal.h"

#include "../base/memory.h"

#include <stdlib.h>

/* f with to[i] for every x_i at once: node by node of f's own, by way of
 * variables that nobody else has. */
static expr compose(expr_pool *pool, expr f, const expr *to, int n)
{
    for (int i = n; i-- > 0 && f != EXPR_NONE;)
        f = expr_replace(pool, f, expr_var(pool, i),
                         expr_var(pool, EXPR_MAX_VARS - 1 - i));
    for (int i = n; i-- > 0 && f != EXPR_NONE;)
        f = expr_replace(pool, f, expr_var(pool, EXPR_MAX_VARS - 1 - i),
                         to[i]);
    return f;
}

static bool is_equation(recheck *c, const recheck_goal *s, int j)
{
    if (j < 0 || (size_t)j >= s->nhyps)
        return false;
    for (size_t k = 0; k < s->nhyps; k++)
        if (recheck_is_zero(c->pool, expr_add(c->pool, s->hyp[(size_t)j].e,
                                              s->hyp[k].e)))
            return true;
    return false;
}

/* Does x_i come back? */
static bool comes_back(recheck *c, const recheck_goal *s, const cert_node *n,
                       reval *ev, const expr *g, int i)
{
    expr e = compose(c->pool, n->expr[3 * i], g, c->nvars);
    expr l = n->expr[3 * i + 2];
    if (e == EXPR_NONE || !reval_enclose(ev, e)->ok ||
        !reval_enclose(ev, g[i])->ok || !reval_enclose(ev, l)->ok)
        return false;
    expr rest = expr_sub(c->pool, e, expr_var(c->pool, i));
    if (!expr_is_si(c->pool, l, 0)) {
        if (!is_equation(c, s, n->order))
            return false;
        rest = expr_add(c->pool, rest,
                        expr_mul(c->pool, l, s->hyp[n->order].e));
    }
    return recheck_is_zero(c->pool, recheck_pin(c, s, rest, -1));
}

static void range_by_sign(range *r, const rrange *v)
{
    mpq_set_ui(r->lo, 0, 1);
    mpq_set_ui(r->hi, 0, 1);
    r->hi_inf = r->hi_open = true;
    r->lo_inf = !rrange_nonneg(v) && !rrange_pos(v);
    r->lo_open = r->lo_inf || rrange_pos(v);
}

/* Where x = e(g(x)) throughout the domain, what holds of e(z) for every z among
 * which all g(x) are holds of every x. */
bool recheck_rule_map(recheck *c, const recheck_goal *s, const cert_node *n)
{
    int v = c->nvars;
    if (n->nexpr != 3 * (size_t)v || 2 * v > EXPR_MAX_VARS)
        return recheck_reject(c, s, n, NULL, "malformed map");
    recheck_goal t = recheck_copy(c, s);
    expr *e = xmalloc((size_t)(2 * v + 1) * sizeof *e), *g = e + v;
    for (int i = 0; i < v; i++) {
        e[i] = n->expr[3 * i];
        g[i] = n->expr[3 * i + 1];
    }
    reval *ev = recheck_evaluator(c, n, s, true);
    bool ok = true;
    for (int i = 0; i < v && ok; i++) {
        ok = comes_back(c, s, n, ev, g, i);
        range_by_sign(&t.box[i], reval_enclose(ev, g[i]));
    }
    t.f = compose(c->pool, s->f, e, v);
    ok = ok && t.f != EXPR_NONE;
    for (size_t k = 0; k < t.nhyps && ok; k++) {
        t.hyp[k].e = compose(c->pool, s->hyp[k].e, e, v);
        ok = t.hyp[k].e != EXPR_NONE;
    }
    ok = ok ? recheck_child(c, &t, n, 0)
            : recheck_reject(c, s, n, NULL, "not shown to come back");
    free(e);
    recheck_drop(c, &t);
    return ok;
}
