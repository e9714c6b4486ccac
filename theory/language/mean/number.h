/* theory/language/mean/number.h: exact values of closed expressions.
 *
 * Where a meaning depends on the value of a closed expression (an exponent,
 * a condition, the end of a range, the member of a list), it is found here,
 * exactly or not at all: rational numbers of any size up to the limits below,
 * real algebraic numbers (roots, sines and cosines of rational multiples of
 * pi) by their minimal polynomials, rational multiples of pi, and what the
 * normal forms show to be rational.  No limit makes a value another one:
 * beyond it there is no answer.
 */
#ifndef ASSAY_LANGUAGE_NUMBER_H
#define ASSAY_LANGUAGE_NUMBER_H

#include "../../../numerics/base/limits.h"
#include "code.h"

enum {
    NUMBER_MAX_BITS = LIMIT_EXACT_BITS, /* of numerators, denominators, coefficients */
    NUMBER_MAX_DEGREE = 96   /* of minimal polynomials, also in between */
};

typedef enum {
    NUMBER_OPEN,      /* not known */
    NUMBER_RATIONAL,  /* defined, and equal to q */
    NUMBER_NOT_WHOLE, /* defined, and certainly not a whole number */
    NUMBER_UNDEFINED  /* certainly without a value */
} number_kind;

/* What is known of the closed node a.  q is set for NUMBER_RATIONAL only. */
number_kind number_find(elab *e, expr a, mpq_ptr q);
/* The sign of a (-1, 0, 1), exactly; false when it is not known in this way
 * (enclosures may still find it). */
bool number_sign(elab *e, expr a, int *sign);
/* Is a certainly undefined, by exact values? */
bool number_is_undefined(elab *e, expr a);
/* The limit that stood in the way of a's exact value, in words; NULL when
 * none did. */
const char *number_limit(elab *e, expr a);

#endif
