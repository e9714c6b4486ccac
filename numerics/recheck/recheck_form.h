/* numerics/recheck/recheck_form.h: the second engine's expanded polynomials, over
 * Q.  Its own: what it does here, ../exact/exact_form.h does in another way. */
#ifndef ASSAY_RECHECK_FORM_H
#define ASSAY_RECHECK_FORM_H

#include "../expr/expr.h"

#include <flint/fmpq_mpoly.h>

typedef struct {
    slong n; /* variables */
    fmpq_mpoly_ctx_t ring;
    fmpq_mpoly_t p;
} recheck_form;

/* f, expanded; false when it is no polynomial over Q in x_0, ..., x_(n-1), or
 * too large.  To be cleared either way. */
bool recheck_form_expand(recheck_form *r, const expr_pool *pool, expr f, slong n);
void recheck_form_clear(recheck_form *r);
/* c times the monomials, as an expression; EXPR_NONE when the pool is full. */
expr recheck_form_expr(const recheck_form *r, expr_pool *pool);
/* p becomes D^d p(N_0/D, ..., N_(n-1)/D), d its degree, N_n = D; num has n + 1
 * elements of r's ring.  False: too large. */
bool recheck_form_put(recheck_form *r, const fmpq_mpoly_struct *num);
/* The exponents of term k; its coefficient's sign. */
int recheck_form_term(const recheck_form *r, slong k, ulong *power);

#endif
