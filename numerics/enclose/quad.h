/* numerics/enclose/quad.h: integrals over fixed ranges, for eval_integral.c. */
#ifndef ASSAY_QUAD_H
#define ASSAY_QUAD_H

#include "eval_germ.h"

/* f over x_t, by the evaluator `in`, whose other variables have their values;
 * steps are counted over all ranges of one integral. */
typedef struct {
    eval *in, *low; /* low: in few bits, for remainders */
    expr f;
    int t, order; /* of the Taylor polynomials: even */
    long steps;   /* left */
    long bits;    /* that are aimed at */
    iv_struct *c; /* order + 1 coefficients */
    iv_struct u, v, w;
    mpfr_t goal;              /* what one panel's error should come to, or 0 */
    bool rough;               /* no polynomials for now */
    bool jumps;               /* f may, as a function of the others */
    bool decided, continuous; /* f, on all panels; as a function of the others */
    bool halted;              /* there was not the time: no value */
} quad;

/* [p, q], p < q, perhaps infinite; an end that is `outer` belongs to no
 * integral of the statement's: f need not be defined there.  parts: what is
 * wanted holds the integrals over all [p, x] and all [x, q]. */
typedef struct {
    mpfr_srcptr p, q;
    bool p_outer, q_outer, parts;
} quad_range;

void quad_init(quad *w, eval *in, expr f, int t);
void quad_clear(quad *w);
/* r encloses the integral over g, for all values of the other variables; false
 * when f is not shown to be defined and absolutely integrable. */
bool quad_integrate(quad *w, iv_ptr r, const quad_range *g);
/* Is |f|'s integral certainly infinite at one of g's outer ends? */
bool quad_diverges(quad *w, const quad_range *g);

/* 2^-bits: how uncertain the other variables are. */
long quad_sharpness(const eval *in, expr f, int t);
/* The bits that f's integral is to have, and in->aim, which is those of integrals
 * in it: of nothing but f, the others' values, and what in is asked for. */
long quad_set_aim(eval *in, expr f, int t);
/* quad_joint.c: r[j] encloses the integral of f[j], j = 0 .. n-1, over x_t from
 * end[0] to end[1], for all values of the others; false where f[j] is not shown to be bounded.
 * 2^-bits: how sharp it is to be, about. */
bool quad_joint(eval *in, const expr *f, int n, int t, long bits,
                const iv_srcptr end[2], iv_struct *r);

#endif
