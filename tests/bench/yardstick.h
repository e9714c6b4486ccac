/* tests/bench/yardstick.h: a plain branch and bound, to measure assay against.
 *
 * Depth first on a stack; on each box the natural enclosure, then the mean value
 * form, then faces by monotonicity; else a halving where slope times width is
 * largest.  It leaves no certificate, proves nothing twice and takes for granted
 * that doubles are its box's ends.  Two back ends: MPFR at 53 bits (eval.h),
 * hardware doubles (rung.h). */
#ifndef ASSAY_BENCH_YARDSTICK_H
#define ASSAY_BENCH_YARDSTICK_H

#include "../../numerics/numerics.h"

typedef struct {
    bool proved;
    size_t boxes;
    double seconds; /* processor time */
} yardstick_run;

/* Goal 0 of p, at most so many boxes. */
yardstick_run yardstick_mpfr(const problem *p, size_t most);
yardstick_run yardstick_doubles(const problem *p, size_t most);

#endif
