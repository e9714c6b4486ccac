/* numerics/enclose/enclose.h: enclosures by MPFR and MPFI, all at once.
 *
 * For: the first engine: intervals with outward ends, values of expressions
 *   over boxes, Taylor coefficients.
 * Sees: base, expr, exact (whose questions about signs it answers).
 *   Believed, every line.
 * Begin: iv.h for what an interval means; eval.h; iv_exp.c for what a
 *   function's enclosure is.
 */
#ifndef ASSAY_ENCLOSE_H
#define ASSAY_ENCLOSE_H

#include "eval.h"
#include "iv.h"

#endif
