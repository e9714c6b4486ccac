/* PROVED and ENCLOSED want the judge's word.  Believed: nowhere else is either
 * written for what goals show, and none without the judge's seal of each goal.
 * (A map's: region_result.c, from the seals of its tiles.) */
#include "audit_internal.h"

#include <assert.h>

bool verdict_note(audit *a, verdict_kind v, const instances *f)
{
    result *r = a->r;
    if (!proof_is_sealed(a, f)) {
        assert(false && "a verdict without the judge's word");
        (void)audit_undecided(a, REASON_REJECTED);
        return false;
    }
    r->verdict = v;
    r->boxes = r->open = 0;
    return true;
}
