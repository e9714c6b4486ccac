/* numerics/enclose/iv_erf.h: what erf, erfc and their relatives share. */
#ifndef ASSAY_IV_ERF_H
#define ASSAY_IV_ERF_H

#include "iv_function.h"

/* b encloses a, with ends at which MPFR's erf and erfc of `prec` bits are safe;
 * b has a's precision or more.  False: there are none. */
bool iv_erf_avoid(iv_ptr b, iv_srcptr a, mpfr_prec_t prec);
/* Is |x| so large that the asymptotic series gives `prec` bits?  x is finite. */
bool iv_erf_is_far(mpfr_srcptr x, mpfr_prec_t prec);
/* v encloses erfcx(x) for a number x > 0 that is far for v's precision. */
void iv_erf_far(iv_ptr v, iv_srcptr x);
/* p = [x, x]; p has x's precision at least. */
void iv_erf_point(iv_ptr p, mpfr_srcptr x);
/* A bound of erfc(x), as an iv_end_fn; x is one that iv_erf_avoid allows. */
bool iv_erfc_end(mpfr_ptr e, mpfr_srcptr x, mpfr_rnd_t rnd);
/* r = 2/sqrt(pi); t is scratch. */
void iv_erf_scale(iv_ptr r, iv_ptr t);
/* The coefficients of sign * erf(u) of orders from 1 on. */
void iv_erf_taylor(taylor_work *w, taylor_series *r, const taylor_series *u,
                   long sign);

#endif
