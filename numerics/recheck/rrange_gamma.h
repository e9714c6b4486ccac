/* numerics/recheck/rrange_gamma.h: what the second engine's Gamma, lgamma, digamma and
 * polygamma share: the pieces between poles, and functions with one valley. */
#ifndef ASSAY_RRANGE_GAMMA_H
#define ASSAY_RRANGE_GAMMA_H

#include "rrange_function.h"

/* The value at a number that is no pole. */
typedef void rrange_gamma_fn(arb_t r, const arb_t x, long n, slong prec);
/* A function whose derivative is first negative, then positive between two
 * poles: the derivative d and |f| rise away from the valley; relative: f' is
 * f d. */
typedef struct {
    rrange_gamma_fn *f, *d;
    bool relative;
} rrange_gamma_valley;

/* Has a neighbour pole on its left at *m (0: a is in (0, inf)) and none of its
 * points is a pole nor beyond the next; false: not known, or below -2^12. */
bool rrange_gamma_piece(const rrange *a, long *m);
/* Below -2^12, where nothing is worked out. */
bool rrange_gamma_is_far(const rrange *a);
void rrange_gamma_all(rrange *r); /* (-inf, inf) */
/* a is one of 0, -1, -2, ... */
bool rrange_gamma_pole(const rrange *a);
/* f rises on the piece that holds a; at a pole it is infinite, at infinity it
 * tends to 0 (to_zero) or to infinity. */
void rrange_gamma_rising(rrange *r, const rrange *a, rrange_gamma_fn *f, long n,
                         bool to_zero, slong prec);
void rrange_gamma_turning(rrange *r, const rrange *a, long m,
                          const rrange_gamma_valley *v, long n, slong prec);

rrange_gamma_fn rrange_gamma_psi; /* psi_n, n >= 0 */
/* d[k] encloses psi_{n+k}(u)/k!, k < len; rrange_gamma_free releases them. */
rrange *rrange_gamma_coefs(int len, long n, const rrange *u, slong prec);
rrange *rrange_gamma_new(int len); /* undefined */
void rrange_gamma_free(rrange *d, int len);

#endif
