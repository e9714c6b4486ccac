/* numerics/enclose/iv_gamma.h: what Gamma, lgamma, digamma and polygamma share.
 *
 * All have poles at 0, -1, -2, ... and are smooth on the *branches* between:
 * (0, inf) and (m, m + 1) for m < 0.  psi = digamma, psi_n its n-th derivative. */
#ifndef ASSAY_IV_GAMMA_H
#define ASSAY_IV_GAMMA_H

#include "iv_function.h"

enum {
    IV_GAMMA_FAR = 10 /* below -2^FAR functions are not worked out */
};

/* a lies on one branch: its lower end as *m (0 for (0, inf)); false: not known,
 * or below -2^62. */
bool iv_gamma_branch(iv_srcptr a, long *m);
/* No point of a is on a branch: a is one pole. */
bool iv_gamma_outside(iv_srcptr a);
/* a holds points below -2^FAR. */
bool iv_gamma_is_far(iv_srcptr a);

/* The sign of a function that rises on a branch, at x; 0: unknown or 0. */
typedef int iv_gamma_sign(mpfr_srcptr x, long n);
/* A bound of a convex function f on a branch, at x: below (RNDD), above
 * (RNDU); infinite at a pole; e's precision.  True when strict. */
typedef bool iv_gamma_end(mpfr_ptr e, mpfr_srcptr x, long n, mpfr_rnd_t rnd);
/* Below f on [x, x + w], where f' is negative at x. */
typedef void iv_gamma_under(mpfr_ptr e, mpfr_srcptr x, mpfr_srcptr w, long n);
typedef struct {
    iv_gamma_sign *slope; /* of f' */
    iv_gamma_end *end;
    iv_gamma_under *under;
} iv_gamma_valley;
/* r encloses f over a, which is on the branch from m; r may be a. */
void iv_gamma_convex(iv_ptr r, iv_srcptr a, long m, const iv_gamma_valley *f,
                     long n);
/* Is x the pole at m? */
bool iv_gamma_at(mpfr_srcptr x, long m);

/* psi's sign at a number, and psi itself: below or above. */
iv_gamma_sign iv_gamma_psi_sign;
bool iv_gamma_psi_end(mpfr_ptr e, mpfr_srcptr x, mpfr_rnd_t rnd);
/* v encloses psi_n(x), n >= 1, x a number on a branch and no pole. */
void iv_gamma_psi(iv_ptr v, mpfr_srcptr x, long n);

/* d[k] encloses psi_{n+k}(u)/k! for k < len; u is on a branch. */
void iv_gamma_coefs(iv_struct *d, int len, long n, iv_srcptr u);
/* len intervals of that precision; freed by iv_gamma_free. */
iv_struct *iv_gamma_new(int len, mpfr_prec_t prec);
void iv_gamma_free(iv_struct *d, int len);

#endif
