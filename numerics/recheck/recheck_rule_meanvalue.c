/* `meanvalue`, by the second engine: a second opinion on
 * ../check/rule_meanvalue.c, from the same theorem in other code. */
#include "recheck_internal.h"

static bool bounded(const range *r)
{
    return !r->lo_inf && !r->hi_inf;
}

/* f is continuous on a bounded box with midpoint m.  Along the segment from m
 * to x, f is piecewise smooth with derivatives in d = (d_1, ..., d_n), so
 * f(x) - f(m) is in sum d_i (x_i - m_i), |x_i - m_i| <= half the width.  The
 * segment may leave the hypotheses: they are not used. */
bool recheck_rule_meanvalue(recheck *c, const recheck_goal *s,
                            const cert_node *n)
{
    for (int i = 0; i < c->nvars; i++)
        if (!bounded(&s->box[i]))
            return recheck_reject(c, s, n, NULL, "the box is not bounded");
    reval *e = recheck_evaluator(c, n, s, false);
    slong prec = reval_prec(e);
    if (!reval_continuous(e, s->f))
        return recheck_reject(c, s, n, NULL, "not shown continuous");
    rrange *v = recheck_ranges_new(2);
    mpq_t half, minus;
    mpq_init(half);
    mpq_init(minus);
    rrange_set_si(&v[0], 0);
    for (int i = 0; i < c->nvars; i++) {
        expr d = recheck_slope(c, s->f, i);
        mpq_sub(half, s->box[i].hi, s->box[i].lo);
        mpq_div_2exp(half, half, 1);
        mpq_neg(minus, half);
        rrange_set_q(&v[1], minus, false, half, false, prec);
        rrange_mul(&v[1], reval_enclose(e, d), &v[1], prec);
        rrange_add(&v[0], &v[0], &v[1], prec);
    }
    recheck_goal t = recheck_copy(c, s);
    for (int i = 0; i < c->nvars; i++) {
        range *r = &t.box[i];
        mpq_add(half, r->lo, r->hi);
        mpq_div_2exp(half, half, 1);
        mpq_set(r->lo, half);
        mpq_set(r->hi, half);
        r->lo_open = r->hi_open = false;
    }
    reval_set_box(e, t.box, c->nvars);
    rrange_add(&v[0], reval_enclose(e, s->f), &v[0], prec);
    bool ok = recheck_leaf(c, s, n, &v[0], "mean value form lacks the sign");
    recheck_drop(c, &t);
    recheck_ranges_free(v, 2);
    mpq_clear(half);
    mpq_clear(minus);
    return ok;
}
