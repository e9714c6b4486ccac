/* numerics/recheck/recheck_sum.h: the second engine's sums to infinity. */
#ifndef ASSAY_RECHECK_SUM_H
#define ASSAY_RECHECK_SUM_H

#include "reval.h"

typedef struct recheck_sums recheck_sums;

/* r encloses the integral n, the sum to infinity of a smooth function, over e's
 * box, for all values of which it is dominated by one convergent series; false:
 * n is not that, or that is not known. */
bool recheck_sum(rrange *r, reval *e, const expr_node *n);
/* Is n such a sum that does not converge absolutely?  false: not known. */
bool recheck_sum_diverges(reval *e, const expr_node *n);
void recheck_sums_free(recheck_sums *s); /* NULL is harmless */

/* reval.c keeps it beside the evaluator. */
recheck_sums **reval_sums(reval *e);

#endif
