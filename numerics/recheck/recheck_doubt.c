/* The second engine: exact zeros, looked at in points.
 *
 * Normal forms are the checker's, too.  So what they call zero is evaluated,
 * by this engine, at a few points of its own choice: a function that is seen
 * not to vanish at one of them is no zero, whatever its normal form. */
#include "recheck_internal.h"

#include "../base/memory.h"

#include <stdlib.h>

enum {
    WANTED = 4,
    TRIALS = 16,
    PARTS = 1021,
    MORE_BITS = 3 /* times, for a number */
};

/* A point of the range; j counts the trials, i the variables. */
static void place(mpq_ptr q, const range *r, int j, int i)
{
    long k = 1 + (7919L * (j + 1) + 613L * (i + 1) * (j + 3)) % (PARTS - 1);
    mpq_t t;
    mpq_init(t);
    if (!r->lo_inf && !r->hi_inf) { /* lo + (hi - lo) k/PARTS */
        mpq_set_si(t, k, PARTS);
        mpq_sub(q, r->hi, r->lo);
        mpq_mul(q, q, t);
        mpq_add(q, q, r->lo);
    } else {
        mpq_set_si(t, PARTS - k, (unsigned long)k);
        mpq_canonicalize(t);
        if (!r->hi_inf)
            mpq_sub(q, r->hi, t);
        else if (!r->lo_inf)
            mpq_add(q, r->lo, t);
        else
            mpq_set_si(q, 2 * k - PARTS, 16);
        mpq_canonicalize(q);
    }
    mpq_clear(t);
}

/* e's box becomes trial j's point; false where a hypothesis is not certain. */
static bool go_to(const recheck *c, const recheck_goal *s, reval *e, int j)
{
    range *at = xcalloc((size_t)c->nvars + 1, sizeof *at);
    for (int i = 0; i < c->nvars; i++) {
        range_init(&at[i]);
        place(at[i].lo, &s->box[i], j, i);
        mpq_set(at[i].hi, at[i].lo);
    }
    reval_set_box(e, at, c->nvars);
    bool ok = true;
    for (size_t k = 0; k < s->nhyps && ok; k++) {
        const rrange *v = reval_enclose(e, s->hyp[k].e);
        ok = s->hyp[k].strict ? rrange_pos(v) : rrange_nonneg(v);
    }
    for (int i = 0; i < c->nvars; i++)
        range_clear(&at[i]);
    free(at);
    return ok;
}

static bool doubts_number(const recheck *c, const reval *e, expr f)
{
    reval *fine = reval_new(c->pool, MORE_BITS * reval_prec(e));
    bool doubt = rrange_nonzero(reval_enclose(fine, f));
    reval_free(fine);
    return doubt;
}

bool recheck_doubts_zero(const recheck *c, const recheck_goal *s, reval *e,
                         expr f)
{
    bool doubt = false;
    if (f == EXPR_NONE)
        return false;
    if (expr_vars(c->pool, f) == 0)
        return doubts_number(c, e, f);
    reval_set_hyps(e, NULL, 0);
    for (int j = 0, seen = 0; j < TRIALS && seen < WANTED && !doubt; j++)
        if (go_to(c, s, e, j)) {
            const rrange *v = reval_enclose(e, f);
            seen += v->ok;
            doubt = rrange_nonzero(v);
        }
    return doubt;
}

bool recheck_doubts_jet(const recheck *c, const recheck_goal *s, reval *e,
                        expr f, int i, expr p, int m)
{
    bool doubt = false;
    if (f == EXPR_NONE || p == EXPR_NONE)
        return false;
    rrange *a = xcalloc((size_t)m + 1, sizeof *a);
    for (int k = 0; k <= m; k++)
        rrange_init(&a[k]);
    recheck_goal free_of_hyps = *s; /* as the contact rule is */
    free_of_hyps.nhyps = 0;
    reval_set_hyps(e, NULL, 0);
    for (int j = 0, seen = 0; j < TRIALS && seen < WANTED && !doubt; j++) {
        if (!go_to(c, &free_of_hyps, e, j))
            continue;
        rrange_set(&a[m], reval_enclose(e, p));
        reval_set_var(e, i, &a[m]);
        if (!recheck_jet(e, f, i, m - 1, a))
            continue;
        seen++;
        for (int k = 0; k < m; k++)
            doubt = doubt || rrange_nonzero(&a[k]);
    }
    for (int k = 0; k <= m; k++)
        rrange_clear(&a[k]);
    free(a);
    return doubt;
}
