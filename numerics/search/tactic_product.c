/* f as a product of what has a sure sign and a rest.  Believed: nothing; the
 * checker tries each answer. */
#include "tactics.h"

#include "../exact/exact.h"
#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static expr power(expr_pool *p, expr base, long e)
{
    return expr_pow_si(p, base, e);
}

/* unit * top / bottom, either of which may be missing. */
static expr quotient(expr_pool *pool, mpq_srcptr unit, expr top, expr bottom)
{
    expr rest = expr_q(pool, unit);
    if (top != EXPR_NONE)
        rest = expr_mul(pool, rest, top);
    return bottom != EXPR_NONE ? expr_div(pool, rest, bottom) : rest;
}

/* Takes out of f what has a sure sign; returns the node without its child,
 * or NULL when nothing would be gained. */
static cert_node *take_out(searcher *s, const goal *g, eval *e, mpq_t unit,
                           const expr *fac, const long *pow, size_t n)
{
    expr_pool *pool = s->p->pool;
    expr *out = xmalloc((n + 1) * sizeof *out);
    long *power_out = xmalloc((n + 1) * sizeof *power_out);
    size_t taken = 0;
    int sign = 1;
    expr top = EXPR_NONE, bottom = EXPR_NONE;
    for (size_t k = 0; k < n; k++) {
        iv_srcptr v = eval_enclose(e, fac[k]);
        bool nonzero = iv_certainly_nonzero(v), even = pow[k] % 2 == 0;
        bool sure = iv_certainly_nonneg(v) || iv_certainly_nonpos(v);
        long left = 0, take = pow[k];
        expr base = fac[k];
        if (pow[k] < 0 && !nonzero) {
            left = pow[k];
        } else if (g->strict && !nonzero) {
            left = pow[k];
        } else if (!even && !sure) {
            left = pow[k] > 0 ? 1 : -1;
        } else if (!even && iv_certainly_nonpos(v)) {
            base = expr_neg(pool, base);
            sign = -sign;
        }
        take = pow[k] - left;
        if (take != 0) {
            out[taken] = base;
            power_out[taken++] = take;
        }
        if (left != 0) {
            expr t = power(pool, fac[k], left < 0 ? -left : left);
            expr *where = left > 0 ? &top : &bottom;
            *where = *where == EXPR_NONE ? t : expr_mul(pool, *where, t);
        }
    }
    if (sign < 0)
        mpq_neg(unit, unit);
    expr rest = quotient(pool, unit, top, bottom);
    cert_node *c = NULL;
    if (rest != EXPR_NONE && (taken > 0 || rest != g->f)) {
        out[taken] = rest;
        c = search_node(CERT_PRODUCT, out, taken + 1);
        c->power = xmalloc((taken + 1) * sizeof *c->power);
        memcpy(c->power, power_out, taken * sizeof *c->power);
    }
    free(out);
    free(power_out);
    return c;
}

/* Is what is left of f after taking factors out still (nearly) 0 where f is
 * smallest?  Then nothing was gained. */
static bool still_tight(searcher *s, const goal *g, expr rest, const probe *q)
{
    meter m;
    double v, size = 0;
    if (q == NULL || q->n == 0)
        return false;
    search_meter_open(&m, s, &rest, 1, g->box);
    for (unsigned k = 0; k < 16; k++) {
        search_meter_point(&m, k);
        tape_point(m.t, m.w, m.x, &v);
        size += isfinite(v) ? fabs(v) / 16 : 0;
    }
    tape_point(m.t, m.w, q->v[0].x, &v);
    search_meter_close(&m);
    return isfinite(v) && fabs(v) <= 1e-6 * size;
}

/* Is a numerator's factor taken out?  Then something simpler is left.  (Else
 * nothing is gained where f stays tight, unless the rest is short: quotients
 * of a derivative are worth clearing, what is left may have conjugates.) */
static bool takes_a_zero(const searcher *s, const cert_node *c)
{
    for (size_t k = 0; k + 1 < c->nexpr; k++)
        if (c->power[k] > 0 && expr_vars(s->p->pool, c->expr[k]) != 0)
            return true;
    return false;
}

/* Is a denominator taken out that is 0 at an excluded end?  0/0 there becomes
 * a contact. */
static bool takes_a_pole(searcher *s, const goal *g, const cert_node *c)
{
    bool pole = false;
    eval *e = eval_new(s->p->pool, 128);
    eval_set_hyps(e, g->hyp, g->nhyps);
    eval_set_box(e, g->box, s->p->nvars);
    for (size_t k = 0; k + 1 < c->nexpr && !pole; k++) {
        iv_srcptr v = eval_enclose(e, c->expr[k]);
        pole = c->power[k] < 0 && iv_is_defined(v) &&
               (mpfr_zero_p(iv_lower(v)) || mpfr_zero_p(iv_upper(v)));
    }
    eval_free(e);
    return pole;
}

/* The same function in no shorter words, deep down where this would go on for
 * ever. */
static bool only_rewrites(const searcher *s, const goal *g, const cert_node *c)
{
    return s->level >= 2 && c->nexpr == 1 &&
           expr_size(s->p->pool, c->expr[0]) >= expr_size(s->p->pool, g->f);
}

cert_node *tactic_product(searcher *s, const goal *g, const tactic_view *v)
{
    /* on rays, and where f stays away from 0, whatever is gained */
    const probe *q = v->tight && !v->unbounded ? v->q : NULL;
    mpq_t unit;
    expr *fac = NULL;
    long *pow = NULL;
    size_t n = 0;
    cert_node *c = NULL;
    if (expr_size(s->p->pool, g->f) > 300)
        return NULL;
    s->effort += EFFORT_FACTOR;
    eval *e = eval_new(s->p->pool, 128);
    eval_set_hyps(e, g->hyp, g->nhyps);
    eval_set_box(e, g->box, s->p->nvars);
    exact *x = eval_exact(s->p->pool, e);
    mpq_init(unit);
    if (iv_is_defined(eval_enclose(e, g->f)) &&
        exact_factor(x, g->f, unit, &fac, &pow, &n))
        c = take_out(s, g, e, unit, fac, pow, n);
    exact_free(x);
    eval_free(e);
    free(fac);
    free(pow);
    mpq_clear(unit);
    if (c != NULL && !takes_a_zero(s, c) && !takes_a_pole(s, g, c) &&
        still_tight(s, g, c->expr[c->nexpr - 1], q) &&
        (s->level < 2 || expr_size(s->p->pool, c->expr[c->nexpr - 1]) >=
                             2 * expr_size(s->p->pool, g->f))) {
        cert_free(c);
        c = NULL;
    }
    if (c != NULL && only_rewrites(s, g, c)) {
        cert_free(c);
        c = NULL;
    }
    return search_prove_node(s, g, c);
}
