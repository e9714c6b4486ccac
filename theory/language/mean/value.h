/* theory/language/mean/value.h: single exact values, for number.c only. */
#ifndef ASSAY_LANGUAGE_VALUE_H
#define ASSAY_LANGUAGE_VALUE_H

#include "number.h"

#include <flint/fmpq.h>
#include <flint/fmpz.h>
#include <qqbar.h>

typedef enum {
    VALUE_NONE,      /* not computed yet */
    VALUE_ALGEBRAIC, /* x, real */
    VALUE_PI,        /* x times pi, x rational and not 0 */
    VALUE_UNDEFINED,
    VALUE_OTHER, /* a number of another kind, or undefined: not known */
    VALUE_LIMIT  /* a limit was reached */
} value_kind;

typedef struct {
    value_kind kind;
    qqbar_t x;         /* ALGEBRAIC, PI: initialised */
    const char *limit; /* LIMIT */
} value;

/* r = the operation of node f, whose arguments' values are arg[0 ..], all
 * computed (of an IF, the branch that is not needed may be NONE).  r is NONE
 * on entry.  inner: for the logarithm of an exponential or the reverse, the
 * value behind both; else NULL. */
void value_apply(value *r, const expr_pool *pool, expr f, value *const arg[3],
                 const value *inner);
/* The sign of a value that is ALGEBRAIC or PI. */
int value_sign(const value *v);
bool value_is_exact(const value *v); /* ALGEBRAIC or PI */
void value_clear(value *v);
bool value_is_zero(const value *v);
void value_copy(value *r, const value *v);
/* r becomes a value of this kind, x = 0. */
qqbar_ptr value_start(value *r, value_kind kind);
/* r becomes LIMIT, whatever it was. */
void value_set_limit(value *r, const char *which);
extern const char value_too_long[], value_too_high[];

/* value_function.c */
void value_circular(value *r, expr_op op, const value *a); /* sin, cos, tan */
void value_arctangent(value *r, const value *a);
/* inner: see value_apply */
void value_exponential(value *r, const value *a, const value *inner);
void value_logarithm(value *r, const value *a, const value *inner);

#endif
