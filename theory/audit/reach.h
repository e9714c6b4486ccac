/* theory/audit/reach.h: what an item is computed from, as a sum.
 *
 * An item means what its text says and what the definitions say that it can
 * reach; where neither has changed, its verdict has not either.  How it is
 * proved depends on the statements behind `by`, too.
 */
#ifndef ASSAY_AUDIT_REACH_H
#define ASSAY_AUDIT_REACH_H

#include "../language/language.h"

enum { REACH_SUM = 65 }; /* SHA-256 in hexadecimal digits, and a NUL */
typedef char reach_sum[REACH_SUM];

/* For each item of p: of its text, and of the sums of all definitions whose
 * names stand in it, in strings and comments too, and of the statements behind
 * `by`.  malloc'd. */
reach_sum *reach_sums(const program *p);

#endif
