/* numerics/check/witness_check.h: does a witness show what it is to show? */
#ifndef ASSAY_WITNESS_CHECK_H
#define ASSAY_WITNESS_CHECK_H

#include "../enclose/eval.h"
#include "../cert/witness.h"

/* True when w shows, at ev's precision, that there is a point of p's box, with
 * whole numbers for the variables in `whole` (bits), at which every hypothesis
 * of p is defined and holds.  ev's box and hypotheses are changed. */
bool witness_holds(eval *ev, const problem *p, uint64_t whole, const witness *w)
    __attribute__((warn_unused_result));

#endif
