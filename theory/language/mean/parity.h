/* theory/language/mean/parity.h: is a polynomial whole, even, odd? */
#ifndef ASSAY_LANGUAGE_PARITY_H
#define ASSAY_LANGUAGE_PARITY_H

#include "../../../numerics/expr/expr.h"

typedef enum {
    PARITY_EVEN,
    PARITY_ODD,
    PARITY_WHOLE, /* whole, either */
    PARITY_NONE   /* perhaps not whole */
} parity;

/* What y is at whole values of the variables in `whole`, all of them. */
parity parity_of(const expr_pool *pool, expr y, uint64_t whole);

#endif
