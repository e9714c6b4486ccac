/* numerics/base/entry.h: what a caller may have left behind.
 *
 * Directed rounding by MPFR is sound at any state of the processor, but not
 * when numbers lie outside MPFR's present exponent range; and search in
 * doubles, though never believed, must find the same everywhere.  Entry
 * points put the processor's floating-point environment (rounding, traps,
 * subnormals) and MPFR's exponent range of the calling thread to their
 * defaults, and put back what was there, MPFR's flags included, when they
 * return.
 */
#ifndef ASSAY_ENTRY_H
#define ASSAY_ENTRY_H

#include <fenv.h>
#include <mpfr.h>

typedef struct {
    fenv_t env;
    mpfr_exp_t emin, emax;
    mpfr_flags_t flags;
} entry_state;

/* Calls may be nested. */
void entry_begin(entry_state *old);
void entry_end(const entry_state *old);

#endif
