/* numerics/recheck/recheck_under.h: jets of integrals in a variable of their
 * integrand. */
#ifndef ASSAY_RECHECK_UNDER_H
#define ASSAY_RECHECK_UNDER_H

#include "reval.h"

typedef struct recheck_under recheck_under;

/* y[k], k = 1 .. m, encloses the k-th derivative in x_i of the integral n over
 * k!, at all points of e's box; false where that is not known. */
bool recheck_under_integral(reval *e, const expr_node *n, int i, int m,
                            rrange *y);
void recheck_under_free(recheck_under *u); /* NULL is harmless */

/* reval.c keeps it beside the evaluator. */
recheck_under **reval_under(reval *e);

#endif
