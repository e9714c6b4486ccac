/* theory/audit/threshold.h: the parts of threshold*.c, for one another.
 *
 *   threshold.c       what is to be proved, files, the result
 *   threshold_find.c  where it is
 */
#ifndef ASSAY_AUDIT_THRESHOLD_H
#define ASSAY_AUDIT_THRESHOLD_H

#include "audit_internal.h"

enum {
    THRESHOLD_ALONE = 64,  /* numbers that are proved one by one, at most */
    THRESHOLD_SUMS = 4096  /* the last one that is looked at, where there may
                            * be sums up to it */
};

/* What threshold_find.c proposes, and a file says. */
typedef struct {
    audit *a;
    size_t goals;
    mpq_t first, least, from; /* see evidence.h */
    bool fails;               /* at `last`: */
    mpq_t last;
    size_t instance, goal; /* of threshold_at(last) */
    mpq_t *x;              /* EXPR_MAX_VARS of them */
    bool ok;               /* no error was reported */
} threshold;

/* The threshold as a claim whose variable runs over lo..inf; alone: without its
 * argument, at the number lo. */
typedef struct {
    item it;
    ast number;
} threshold_claim;
void threshold_claim_init(threshold_claim *c, const item *it, mpq_srcptr lo,
                          bool alone);
void threshold_claim_clear(threshold_claim *c);
/* Does it say how it is proved? */
bool threshold_is_argued(const item *it);

/* Does a goal fail at the point of t, by the checker's word?  Its instances
 * go to f. */
bool threshold_fails(threshold *t, instances *f);
/* Fills in least, from, fails, last and the point; false when no number is
 * found from which on a proof goes through. */
bool threshold_find(threshold *t);
/* Boxes a goal. */
size_t threshold_budget(const threshold *t);

#endif
