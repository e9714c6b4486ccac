/* numerics/enclose/eval_germ.h: how a function behaves up to an end of its range where
 * it has no bounded enclosure.  See eval_germ.c. */
#ifndef ASSAY_EVAL_GERM_H
#define ASSAY_EVAL_GERM_H

#include "eval_internal.h"

typedef enum {
    GERM_LOWER, /* t in (p, q], s = t - p */
    GERM_UPPER, /* t in [p, q), s = q - t */
    GERM_PLUS,  /* t in [p, inf), s = t */
    GERM_MINUS  /* t in (-inf, q], s = -t */
} germ_end;

/* A range of t at whose end f is looked at; p and q are owned by the caller. */
typedef struct {
    germ_end end;
    int t; /* the variable's number */
    mpfr_srcptr p, q;
} germ_place;

typedef enum {
    GERM_UNKNOWN,
    GERM_INTEGRABLE, /* *value encloses the integral over the range */
    GERM_DIVERGES    /* certainly not absolutely integrable there */
} germ_answer;

/* f over the range at hand, for every value that the other variables of `in`
 * have in their intervals; in's x_t is the range, open at the end in question.
 * INTEGRABLE: f is defined all over it, dominated by one integrable function
 * for all these values.  DIVERGES, too, is for all of them. */
germ_answer eval_germ(eval *in, expr f, const germ_place *at, iv_ptr value);

#endif
