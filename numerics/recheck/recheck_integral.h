/* numerics/recheck/recheck_integral.h: the second engine's integrals. */
#ifndef ASSAY_RECHECK_INTEGRAL_H
#define ASSAY_RECHECK_INTEGRAL_H

#include "reval.h"

/* An integral over x_t of f, whose other variables have their values in `in`. */
typedef struct {
    reval *in;
    expr f;
    int t, infinite; /* as an EXPR_INTEGRAL's p, q */
} recheck_integrand;

/* r encloses the integral from a number in a to one in b, for all of these and
 * all values of the other variables; undefined where f is not shown to be
 * defined and absolutely integrable.  *continuous, *decided: so is f, as a
 * function of the others, wherever it was needed. */
void recheck_integral(rrange *r, const recheck_integrand *f, const rrange *a,
                      const rrange *b, bool *continuous, bool *decided);

/* One end of a range: s, the distance from p (or, where far, from 0), runs over
 * (0, edge] (far: [edge, inf)); the range is x_t's in f->in.  up: x_t grows
 * with s.  r encloses the integral over it; false where that is not known. */
typedef struct {
    bool far, up;
    arf_srcptr p, edge;
} recheck_end;
bool recheck_end_integral(rrange *r, const recheck_integrand *f,
                          const recheck_end *at);

/* recheck_diverge.c: is the integral of |f| from a to b, one number each or
 * infinite, certainly infinite? */
bool recheck_diverges(const recheck_integrand *f, const rrange *a,
                      const rrange *b);
/* The same of the range of one end, which is x_t's in f->in. */
bool recheck_diverges_up_to(const recheck_integrand *f, const recheck_end *at);
/* recheck_void.c: has f certainly no value at some point strictly between? */
bool recheck_void_inside(const recheck_integrand *f, const rrange *a,
                         const rrange *b);

/* Bits that the integral of f over x_t is to have by `in`, whose other variables
 * have their values; and in's aim, of integrals in f: of nothing else. */
slong recheck_integral_aim(reval *in, expr f, int t);

#endif
