/* f as a product of what has a sure sign and a rest.  Believed: nothing; the
 * checker compares the two. */
#include "search_internal.h"

#include "../exact/exact.h"
#include "../base/memory.h"

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
    expr *out = xmalloc((n + 2) * sizeof *out);
    long *power_out = xmalloc((n + 2) * sizeof *power_out);
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
    if (taken > 0 && mpq_sgn(unit) > 0 && mpq_cmp_si(unit, 1, 1) != 0) {
        out[taken] = expr_q(pool, unit);
        power_out[taken++] = 1;
        mpq_set_si(unit, 1, 1);
    }
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

cert_node *search_factor_node(searcher *s, const goal *g)
{
    mpq_t unit;
    expr *fac = NULL;
    long *pow = NULL;
    size_t n = 0;
    cert_node *c = NULL;
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
    return c;
}
