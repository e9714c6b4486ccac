/* `blowup N (C W)...`, by the second engine: a second opinion on
 * ../check/rule_blowup.c, from the same theorem in other code. */
#include "recheck_internal.h"

#include "../base/memory.h"

#include <stdlib.h>

typedef struct {
    mpq_srcptr at, wide; /* c_i, w_i */
    bool in;             /* w_i > 0 */
} axis;

static bool read_axes(const recheck *c, const cert_node *n, axis *a)
{
    bool some = false;
    if (n->nexpr != 2 * (size_t)c->nvars)
        return false;
    for (int i = 0; i < c->nvars; i++) {
        expr at = n->expr[2 * i], wide = n->expr[2 * i + 1];
        if (!expr_is_const(c->pool, at) || !expr_is_const(c->pool, wide))
            return false;
        a[i].at = expr_const_value(c->pool, at);
        a[i].wide = expr_const_value(c->pool, wide);
        a[i].in = mpq_sgn(a[i].wide) > 0;
        if (mpq_sgn(a[i].wide) < 0)
            return false;
        some = some || a[i].in;
    }
    return some;
}

/* r = (end - at)/wide, or its negative. */
static void offset(mpq_ptr r, mpq_srcptr end, const axis *a, bool negate)
{
    mpq_sub(r, end, a->at);
    mpq_div(r, r, a->wide);
    if (negate)
        mpq_neg(r, r);
}

/* r: the t > 0 for which at + s wide t is in b; false: none. */
static bool radius(range *r, const range *b, const axis *a, int s)
{
    bool to_inf = s > 0 ? b->hi_inf : b->lo_inf;
    bool from_inf = s > 0 ? b->lo_inf : b->hi_inf;
    mpq_set_ui(r->lo, 0, 1);
    mpq_set_ui(r->hi, 0, 1);
    r->lo_inf = false;
    r->lo_open = true;
    r->hi_inf = to_inf;
    r->hi_open = to_inf || (s > 0 ? b->hi_open : b->lo_open);
    if (!to_inf) {
        offset(r->hi, s > 0 ? b->hi : b->lo, a, s < 0);
        if (mpq_sgn(r->hi) <= 0)
            return false;
    }
    if (!from_inf) {
        offset(r->lo, s > 0 ? b->lo : b->hi, a, s < 0);
        if (mpq_sgn(r->lo) <= 0)
            mpq_set_ui(r->lo, 0, 1);
        else
            r->lo_open = s > 0 ? b->lo_open : b->hi_open;
    }
    return true;
}

/* -1 <= y <= 1 with (x - at) of y's sign for some x in b. */
static void ratio(range *r, const range *b, const axis *a)
{
    bool above = !b->lo_inf && mpq_cmp(b->lo, a->at) >= 0;
    bool below = !b->hi_inf && mpq_cmp(b->hi, a->at) <= 0;
    mpq_set_si(r->lo, above ? 0 : -1, 1);
    mpq_set_si(r->hi, below ? 0 : 1, 1);
    r->lo_open = above && (b->lo_open || mpq_cmp(b->lo, a->at) > 0);
    r->hi_open = below && (b->hi_open || mpq_cmp(b->hi, a->at) < 0);
    r->lo_inf = r->hi_inf = false;
}

static void put(recheck *c, recheck_goal *u, size_t nhyps, int i, expr x)
{
    u->f = u->f != EXPR_NONE ? expr_subst(c->pool, u->f, i, x) : EXPR_NONE;
    for (size_t k = 0; k < nhyps; k++)
        if (u->hyp[k].e != EXPR_NONE)
            u->hyp[k].e = expr_subst(c->pool, u->hyp[k].e, i, x);
}

static bool prove_chart(recheck *c, const recheck_goal *s, const cert_node *n,
                        const axis *a, int i, int side, int *number)
{
    expr_pool *p = c->pool;
    recheck_goal u = recheck_copy(c, s);
    bool ok = true;
    if (!radius(&u.box[i], &s->box[i], &a[i], side)) {
        recheck_drop(c, &u);
        return true; /* nothing on that side */
    }
    u.hyp = xrealloc(u.hyp, (s->nhyps + 2 * (size_t)c->nvars + 1) *
                                sizeof *u.hyp);
    expr t = expr_var(p, i), wt = expr_mul(p, n->expr[2 * i + 1], t);
    put(c, &u, s->nhyps, i,
        side > 0 ? expr_add(p, n->expr[2 * i], wt)
                 : expr_sub(p, n->expr[2 * i], wt));
    for (int j = 0; j < c->nvars; j++) {
        const range *b = &s->box[j];
        if (j == i || !a[j].in)
            continue;
        expr y = expr_mul(p, expr_var(p, j), t);
        expr x = expr_add(p, n->expr[2 * j],
                          expr_mul(p, n->expr[2 * j + 1], y));
        put(c, &u, s->nhyps, j, x);
        ratio(&u.box[j], b, &a[j]);
        if (!b->lo_inf && mpq_equal(b->lo, a[j].at) == 0)
            u.hyp[u.nhyps++] = (sign_condition){
                expr_sub(p, x, expr_q(p, b->lo)), b->lo_open};
        if (!b->hi_inf && mpq_equal(b->hi, a[j].at) == 0)
            u.hyp[u.nhyps++] = (sign_condition){
                expr_sub(p, expr_q(p, b->hi), x), b->hi_open};
    }
    for (size_t k = 0; k < u.nhyps; k++)
        ok = ok && u.hyp[k].e != EXPR_NONE;
    ok = ok && u.f != EXPR_NONE
             ? recheck_child(c, &u, n, (*number)++)
             : recheck_reject(c, s, n, NULL, "too large");
    recheck_drop(c, &u);
    return ok;
}

static bool prove_centre(recheck *c, const recheck_goal *s, const cert_node *n,
                         const axis *a, int *number)
{
    recheck_goal u = recheck_copy(c, s);
    bool inside = true, ok = true;
    for (int i = 0; i < c->nvars; i++) {
        range *r = &u.box[i];
        if (!a[i].in)
            continue;
        inside = inside && range_contains_q(r, a[i].at);
        r->lo_inf = r->hi_inf = r->lo_open = r->hi_open = false;
        mpq_set(r->lo, a[i].at);
        mpq_set(r->hi, a[i].at);
    }
    if (inside)
        ok = recheck_child(c, &u, n, (*number)++);
    recheck_drop(c, &u);
    return ok;
}

/* Each point but the centre has a coordinate that is farthest from it, in units
 * w; on that axis it lies on one side, at a distance t, and the others are
 * at most as far. */
bool recheck_rule_blowup(recheck *c, const recheck_goal *s, const cert_node *n)
{
    axis *a = xcalloc((size_t)c->nvars + 1, sizeof *a);
    int number = 0;
    bool ok = read_axes(c, n, a) ||
              recheck_reject(c, s, n, NULL, "malformed blow-up");
    for (int i = 0; i < c->nvars && ok; i++)
        for (int side = 1; side >= -1 && ok; side -= 2)
            ok = !a[i].in || prove_chart(c, s, n, a, i, side, &number);
    ok = ok && prove_centre(c, s, n, a, &number);
    free(a);
    if (ok && (size_t)number != n->nchild)
        return recheck_reject(c, s, n, NULL, "a child too many");
    return ok;
}
