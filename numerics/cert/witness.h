/* numerics/cert/witness.h: witnesses that a problem is about something.
 *
 * A witness is a box inside a problem's, some of whose coordinates are fixed
 * rationals and as many others free as it names hypotheses for equations.
 * With none it is a point, at which every hypothesis has to hold.  Otherwise
 * the equations h_j = 0 have a common solution in the box, and every
 * hypothesis holds wherever they do.  What a witness shows is written above
 * the code that tests it: witness_check.c, and recheck_witness.c for the
 * second engine.
 */
#ifndef ASSAY_WITNESS_H
#define ASSAY_WITNESS_H

#include "../expr/problem.h"

enum {
    WITNESS_MAX_EQUATIONS = 6
};

typedef struct {
    int nvars;
    range *box; /* closed and finite; a point where a coordinate is fixed */
    int neq;
    size_t eq[WITNESS_MAX_EQUATIONS]; /* hypotheses, from 0, increasing */
} witness;

void witness_init(witness *w, int nvars); /* the origin, no equations */
void witness_clear(witness *w);
witness *witness_copy(const witness *w);
void witness_free(witness *w); /* NULL is harmless */
void witness_fix(witness *w, int i, mpq_srcptr q);
void witness_range(witness *w, int i, mpq_srcptr lo, mpq_srcptr hi);
bool witness_equal(const witness *a, const witness *b);

#endif
