/* theory/audit/claim_at.h: a claim with an argument at one number, and a claim
 * whose induction does not apply.
 *
 *   claim_at.c      written out at a number; refuted there
 *   claim_itself.c  where nobody asked for an induction
 */
#ifndef ASSAY_AUDIT_CLAIM_AT_H
#define ASSAY_AUDIT_CLAIM_AT_H

#include "audit_internal.h"

/* The claim with n in the place of its induction's variable, as it
 * is without `by`; *whole: its variables as in point_is_whole.  False when it
 * cannot be written out.  Believed. */
bool claim_at_collect(elab *e, const item *it, mpq_srcptr n, instances *f,
                      uint64_t *whole);
/* Is it refuted at some number?  Then the result says so. */
bool claim_at_refutes(audit *a, const instances *f);
/* The same; `first` is the variable's first value. */
bool claim_at_refutes_from(audit *a, long first);
/* The first value of the variable that claim_at_collect replaces, when it is a
 * number; has it a meaning there, or at one of the next few numbers? */
bool claim_at_first(audit *a, long *first);
bool claim_at_means(audit *a, long first);
/* claim_itself.c: instances_collect.  Where an induction that nobody asked for
 * does not apply, *decided: the result says so, or that the claim is refuted. */
bool claim_itself_collect(audit *a, instances *f, bool *decided);

#endif
