/* numerics/enclose/rung_series.h: Taylor coefficients of hardware doubles: what rung_taylor.c and rung_series.c
 * share. */
#ifndef ASSAY_RUNG_SERIES_H
#define ASSAY_RUNG_SERIES_H

#include "rung_internal.h"

/* One run of a list; ok becomes false, and stays so, where something is not
 * there. */
typedef struct {
    rung *r;
    int var, order;
    bool ok;
} rung_series;

/* a, which has to be there; else 0, and w is not ok. */
rung_interval rung_series_keep(rung_series *w, rung_interval a);
rung_interval rung_series_add(rung_series *w, rung_interval a, rung_interval b);
rung_interval rung_series_sub(rung_series *w, rung_interval a, rung_interval b);
rung_interval rung_series_mul(rung_series *w, rung_interval a, rung_interval b);

/* r from the coefficients 0 .. w->order of the operands, which r is none of. */
void rung_series_multiply(rung_series *w, rung_interval *r,
                          const rung_interval *a, const rung_interval *b);
void rung_series_square(rung_series *w, rung_interval *r,
                        const rung_interval *u);
void rung_series_quotient(rung_series *w, rung_interval *r,
                          const rung_interval *a, const rung_interval *b);
void rung_series_power(rung_series *w, rung_interval *r, const rung_interval *u,
                       int n);
/* These go on from r_0, the value; the function `op`, if it is known here. */
void rung_series_root(rung_series *w, rung_interval *r, const rung_interval *u);
void rung_series_function(rung_series *w, expr_op op, rung_interval *r,
                          const rung_interval *u);

#endif
