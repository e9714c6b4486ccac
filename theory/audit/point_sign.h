/* theory/audit/point_sign.h: an expression's sign at many rational points.
 *
 * Doubles are asked first, MPFR where they do not say: what they say it says,
 * too (../../numerics/enclose/rung.h). */
#ifndef ASSAY_POINT_SIGN_H
#define ASSAY_POINT_SIGN_H

#include "audit_internal.h"

#include "../../numerics/enclose/rung.h"

/* Begins as {.ev = ...}, which stays the caller's. */
typedef struct {
    eval *ev;
    bool no_doubles;
    expr of;    /* the expression asked about last */
    rung *fast; /* its list of operations; NULL: none */
} point_sign;

/* +1 or -1: certainly f's sign at x, one number for each of p's variables; 0:
 * unknown.  p's pool is the one that ev is for. */
int point_sign_at(point_sign *s, const problem *p, expr f, mpq_t *x);
/* Is f certainly defined at x?  false: it is not known. */
bool point_sign_defined(point_sign *s, const problem *p, expr f, mpq_t *x);
void point_sign_clear(point_sign *s);

#endif
