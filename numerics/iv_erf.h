/* numerics/iv_erf.h: what erf, erfc and their relatives share. */
#ifndef ASSAY_IV_ERF_H
#define ASSAY_IV_ERF_H

#include "iv_function.h"

/* b encloses a, with ends at which MPFR's erf and erfc of `prec` bits are safe;
 * b has a's precision or more.  False: there are none. */
bool iv_erf_avoid(iv_ptr b, iv_srcptr a, mpfr_prec_t prec);
/* r = 2/sqrt(pi); t is scratch. */
void iv_erf_scale(iv_ptr r, iv_ptr t);
/* The coefficients of sign * erf(u) of orders from 1 on. */
void iv_erf_taylor(taylor_work *w, taylor_series *r, const taylor_series *u,
                   long sign);

#endif
