/* `coefficients`, by the second engine: a second opinion on
 * ../check/rule_coefficients.c, from the same theorem in other code. */
#include "recheck_internal.h"

#include "../base/memory.h"
#include "recheck_form.h"

#include <stdlib.h>

/* Which variables occur in each term, as bits; false: one is negative. */
static bool read_terms(const recheck_form *r, uint64_t *vars)
{
    ulong e[EXPR_MAX_VARS + 1];
    bool ok = true;
    for (slong k = 0; k < fmpq_mpoly_length(r->p, r->ring); k++) {
        ok = recheck_form_term(r, k, e) > 0 && ok;
        vars[k] = 0;
        for (slong i = 0; i < r->n; i++)
            vars[k] |= (uint64_t)(e[i] > 0) << i;
    }
    return ok;
}

/* Wherever one of the terms of h is not 0, is one of f positive? */
static bool covers(const uint64_t *f, slong nf, const uint64_t *h, slong nh,
                   uint64_t positive)
{
    bool all = true;
    for (slong k = 0; k < nh && all; k++) {
        bool some = false;
        for (slong j = 0; j < nf && !some; j++)
            some = (f[j] & ~(h[k] | positive)) == 0;
        all = some;
    }
    return all;
}

/* One term of f is positive on the box, or because of a strict hypothesis. */
static bool positive_somewhere(recheck *c, const recheck_goal *s,
                               const uint64_t *f, slong nf, uint64_t positive)
{
    const uint64_t one = 0;
    bool found = covers(f, nf, &one, 1, positive);
    for (size_t j = 0; j < s->nhyps && !found; j++) {
        recheck_form h;
        if (recheck_form_expand(&h, c->pool, s->hyp[j].e, c->nvars) &&
            s->hyp[j].strict) {
            slong nh = fmpq_mpoly_length(h.p, h.ring);
            uint64_t *vars = xmalloc((size_t)(nh + 1) * sizeof *vars);
            (void)read_terms(&h, vars); /* of any sign */
            found = covers(f, nf, vars, nh, positive);
            free(vars);
        }
        recheck_form_clear(&h);
    }
    return found;
}

/* Products of variables that are >= 0 with coefficients > 0 are >= 0; where no
 * variable of one of them is 0, their sum is > 0. */
bool recheck_rule_coefficients(recheck *c, const recheck_goal *s,
                               const cert_node *n)
{
    uint64_t nonneg = 0, positive = 0, occur = 0;
    for (int i = 0; i < c->nvars; i++) {
        const range *r = &s->box[i];
        if (r->lo_inf || mpq_sgn(r->lo) < 0)
            continue;
        nonneg |= UINT64_C(1) << i;
        if (r->lo_open || mpq_sgn(r->lo) > 0)
            positive |= UINT64_C(1) << i;
    }
    recheck_form f;
    bool ok = recheck_form_expand(&f, c->pool, s->f, c->nvars);
    slong nf = ok ? fmpq_mpoly_length(f.p, f.ring) : 0;
    uint64_t *vars = xmalloc((size_t)(nf + 1) * sizeof *vars);
    ok = ok && read_terms(&f, vars);
    for (slong k = 0; k < nf && ok; k++)
        occur |= vars[k];
    ok = ok && (occur & ~nonneg) == 0 &&
         (!s->strict || positive_somewhere(c, s, vars, nf, positive));
    free(vars);
    recheck_form_clear(&f);
    if (!ok)
        return recheck_reject(c, s, n, NULL, "the coefficients lack the sign");
    c->report->leaves++;
    return true;
}
