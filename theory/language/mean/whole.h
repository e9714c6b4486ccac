/* theory/language/mean/whole.h: built-in functions of whole numbers. */
#ifndef ASSAY_LANGUAGE_WHOLE_H
#define ASSAY_LANGUAGE_WHOLE_H

#include "machine.h"

/* EXPR_NONE after a reported error. */
/* f(n, x) for a function with a whole parameter: n is a number. */
expr whole_call(elab *e, expr_op f, expr n, expr x, const ast *src);
/* n! and "n over k".  Numbers give exact numbers; variables over m..inf give
 * Gamma's values, which are the same at all whole numbers. */
expr whole_factorial(elab *e, operand n, const ast *src);
expr whole_binomial(elab *e, operand n, operand k, const ast *src);

#endif
