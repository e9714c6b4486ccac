/* tests/torture/fuzz_enclosure.h: random expressions, their enclosures and
 * derivatives over random boxes, and Arb at points. */
#ifndef ASSAY_FUZZ_ENCLOSURE_H
#define ASSAY_FUZZ_ENCLOSURE_H

#include "torture.h"

typedef struct {
    long evaluations; /* enclosures by both engines and the tape, Taylor
                         coefficients and derivatives */
    long points;      /* certified values compared with them */
    long narrowed;    /* points at which hypotheses hold */
    long zeros;       /* expressions said to be exactly 0 */
    long wrong;       /* must be 0 */
} enclosure_tally;

/* Until t->evaluations has grown by count. */
void fuzz_enclosures(enclosure_tally *t, long count);

#endif
