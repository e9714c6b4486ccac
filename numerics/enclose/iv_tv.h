/* numerics/enclose/iv_tv.h: total variation between two centred normal laws. */
#ifndef ASSAY_TV_H
#define ASSAY_TV_H

#include "iv.h"

#include "../exact/tv_arb.h"

/* Encloses TV(N(0, I_k + I_m), N(0, a I_k + b I_m)), where "+" joins blocks of
 * k and m coordinates with variances a > 0 and b > 0: k, m >= 0, at most
 * TV_MAX_DIM.  a and b should be narrow.  Undefined where a or b may be <= 0,
 * or when the quadrature does not converge at the precision of r.  The ends
 * are outward; the value lies in [0, 1].  Source: tv_arb.c. */
void iv_tv_normal(iv_ptr r, iv_srcptr a, iv_srcptr b, long k, long m);

#endif
