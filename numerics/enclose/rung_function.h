/* numerics/enclose/rung_function.h: the functions that a rung knows.  Believed;
 * see rung_function.c. */
#ifndef ASSAY_RUNG_FUNCTION_H
#define ASSAY_RUNG_FUNCTION_H

#include "../expr/expr.h"
#include "iv.h"
#include "rung_interval.h"

enum {
    RUNG_ATAN_PARTS = 16,
    RUNG_EXP_PARTS = 32,
    RUNG_LOG_PARTS = 64
};

/* Values of MPFR's, rounded outward, kept from the first time that they are
 * asked for. */
typedef struct {
    rung_interval atan[RUNG_ATAN_PARTS + 1]; /* of k/16 */
    rung_interval exp[RUNG_EXP_PARTS];       /* of (k/32) log 2 */
    rung_interval log[RUNG_LOG_PARTS * 2];   /* of k/64 */
    rung_interval pi_half, log2_low, pi_low;
    iv_t a, r; /* scratch, of 53 bits */
} rung_tables;

void rung_tables_init(rung_tables *t);
void rung_tables_clear(rung_tables *t);
rung_interval rung_tables_pi_half(rung_tables *t);

bool rung_function_knows(expr_op op);
/* The function's values on a; nothing where it is not shown to be defined
 * there. */
rung_interval rung_function_range(rung_tables *t, expr_op op, rung_interval a);

#endif
