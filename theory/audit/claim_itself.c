/* A claim at the prompt that says nothing of how it is proved, and has a sum or
 * a recursion at a symbolic index: induction is tried, and may not apply.  Then
 * the claim may still be refuted at a number; if not, it is undecided. */
#include "claim_at.h"

#include <string.h>

/* Why it does not apply is the first error; the others follow from it. */
static void decide(audit *a, long first, const lang_errors *why)
{
    a->whole = point_whole_vars(a->it);
    if (claim_at_refutes_from(a, first))
        return;
    a->r->verdict = VERDICT_UNDECIDED;
    evidence_undecided *u = audit_undecided(a, REASON_INDUCTION);
    if (u->reason == REASON_INDUCTION)
        audit_set(&u->part, xstrdup(why->v[0].message));
}

bool claim_itself_collect(audit *a, instances *f, bool *decided)
{
    lang_errors own = {0}, *errs = a->errs;
    long first;
    *decided = false;
    if (!a->it->induction.itself)
        return instances_collect(a, f);
    a->errs = &own;
    bool ok = instances_collect(a, f);
    a->errs = errs;
    /* without a meaning at numbers it is no matter of the induction */
    if (!ok && own.n > 0 && claim_at_first(a, &first) &&
        claim_at_means(a, first)) {
        decide(a, first, &own);
        ok = *decided = true;
    }
    for (size_t i = 0; !ok && i < own.n; i++)
        lang_errors_add(errs, own.v[i].pos, own.v[i].excerpt, "%s",
                        own.v[i].message);
    lang_errors_clear(&own);
    return ok;
}
