/* theory/audit/claim_ahead.h: the instances of a family, searched ahead by
 * threads. */
#ifndef ASSAY_CLAIM_AHEAD_H
#define ASSAY_CLAIM_AHEAD_H

#include "audit_internal.h"

typedef struct claim_ahead claim_ahead;
/* NULL where it does not pay.  Of instances in turns (turns > 0) those of
 * number `turn` alone. */
claim_ahead *claim_ahead_new(audit *a, instances *f, size_t turns, size_t turn);
void claim_ahead_free(claim_ahead *w); /* NULL is harmless */
/* What was found for goal g of instance k, taken over; false: nothing. */
bool claim_ahead_take(claim_ahead *w, size_t k, size_t g, search_result *s);

#endif
