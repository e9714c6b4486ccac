/* The second engine's goals: to copy one, to drop what does not hold any more,
 * and its ranges as this engine's.  A second opinion; nothing here is shared
 * with ../check. */
#include "recheck_internal.h"

#include "../base/memory.h"

#include <stdlib.h>

recheck_goal recheck_copy(const recheck *c, const recheck_goal *s)
{
    recheck_goal t = *s;
    t.hyp = xmalloc((s->nhyps + 2) * sizeof *t.hyp); /* room for one more */
    for (size_t k = 0; k < s->nhyps; k++)
        t.hyp[k] = s->hyp[k];
    t.box = xcalloc((size_t)c->nvars + 1, sizeof *t.box);
    for (int i = 0; i < c->nvars; i++) {
        range_init(&t.box[i]);
        range_set(&t.box[i], &s->box[i]);
    }
    return t;
}

void recheck_drop(const recheck *c, recheck_goal *s)
{
    for (int i = 0; i < c->nvars; i++)
        range_clear(&s->box[i]);
    free(s->box);
    free(s->hyp);
}

void recheck_release_var(const recheck *c, recheck_goal *s, int i)
{
    size_t kept = 0;
    for (size_t k = 0; k < s->nhyps; k++)
        if ((expr_vars(c->pool, s->hyp[k].e) >> i & 1) == 0)
            s->hyp[kept++] = s->hyp[k];
    s->nhyps = kept;
}

expr recheck_pin(const recheck *c, const recheck_goal *s, expr f, int but)
{
    for (int i = 0; i < c->nvars && f != EXPR_NONE; i++)
        if (i != but && range_is_point(&s->box[i]))
            f = expr_subst(c->pool, f, i, expr_q(c->pool, s->box[i].lo));
    return f;
}

rrange *recheck_ranges_new(int n)
{
    rrange *v = xcalloc((size_t)n + 1, sizeof *v);
    for (int k = 0; k < n; k++)
        rrange_init(&v[k]);
    return v;
}

void recheck_ranges_free(rrange *v, int n)
{
    for (int k = 0; k < n; k++)
        rrange_clear(&v[k]);
    free(v);
}

void recheck_of_range(rrange *v, const range *r, slong prec)
{
    rrange_set_q(v, r->lo_inf ? NULL : r->lo, r->lo_open,
                 r->hi_inf ? NULL : r->hi, r->hi_open, prec);
}

/* v >= q (strict: >), from the sign of the difference; flip: <= and <. */
static bool beyond(const rrange *v, mpq_srcptr q, bool strict, bool flip,
                   slong prec)
{
    rrange d;
    rrange_init(&d);
    rrange_set_q(&d, q, false, q, false, prec);
    if (flip)
        rrange_sub(&d, &d, v, prec);
    else
        rrange_sub(&d, v, &d, prec);
    bool yes = strict ? rrange_pos(&d) : rrange_nonneg(&d);
    rrange_clear(&d);
    return yes;
}

bool recheck_within(reval *e, expr f, const range *r)
{
    const rrange *v = reval_enclose(e, f);
    slong prec = reval_prec(e);
    return v->ok &&
           (r->lo_inf || beyond(v, r->lo, r->lo_open, false, prec)) &&
           (r->hi_inf || beyond(v, r->hi, r->hi_open, true, prec));
}
