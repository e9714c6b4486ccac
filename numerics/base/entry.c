/* The processor's and MPFR's state, put to its defaults and back. */
#include "entry.h"

#include <stdlib.h>

/* A range cannot be set wrong here: the ends are MPFR's own. */
static void set_range(mpfr_exp_t emin, mpfr_exp_t emax)
{
    if (mpfr_set_emin(emin) != 0 || mpfr_set_emax(emax) != 0)
        abort();
}

void entry_begin(entry_state *old)
{
    fegetenv(&old->env);
    fesetenv(FE_DFL_ENV);
    old->emin = mpfr_get_emin();
    old->emax = mpfr_get_emax();
    old->flags = mpfr_flags_save();
    set_range(MPFR_EMIN_DEFAULT, MPFR_EMAX_DEFAULT);
}

void entry_end(const entry_state *old)
{
    set_range(old->emin, old->emax);
    mpfr_flags_restore(old->flags, MPFR_FLAGS_ALL);
    fesetenv(&old->env);
}
