/* numerics/exact/exact_form.h: polynomials in a problem's variables, expanded.
 *
 * Where only the sign of a polynomial is in question, its multiples by positive
 * rationals are as good as itself: a form has coprime integers as coefficients.
 * What is too large (LIMIT_FORM_...) is none.
 */
#ifndef ASSAY_EXACT_FORM_H
#define ASSAY_EXACT_FORM_H

#include "../expr/expr.h"

typedef struct exact_form exact_form;

/* A form of which f is a positive multiple at every point of R^n; NULL when f is
 * not made of x_0, ..., x_(n-1) and rationals by sums, products, powers and
 * division by rationals, or too large. */
exact_form *exact_form_of(const expr_pool *pool, expr f, int n);
void exact_form_free(exact_form *p); /* NULL is harmless */
/* The same as an expression. */
expr exact_form_expr(const exact_form *p, expr_pool *pool);

/* The total degree; -1 of 0. */
long exact_form_degree(const exact_form *p);
bool exact_form_is_homogeneous(const exact_form *p);
size_t exact_form_terms(const exact_form *p);
/* The exponents of term k, and the sign of its coefficient. */
int exact_form_term(const exact_form *p, size_t k, long *power);
/* Its coefficient, the search may look at it. */
void exact_form_coefficient(const exact_form *p, size_t k, mpz_ptr c);

/* The q > 0 for which q p is what exact_form_of was asked for. */
void exact_form_scale(const exact_form *p, mpq_ptr q);

/* A positive multiple of
 *     D^d p(N_0/D, ..., N_(n-1)/D),  d the degree of p,
 *     N_i = m[i][0] x_0 + ... + m[i][n-1] x_(n-1) + m[i][n],  D = N_n:
 * p after a change of variables that is linear in homogeneous coordinates,
 * where D > 0.  m has n + 1 rows of n + 1 rationals.  NULL: too large. */
exact_form *exact_form_map(const exact_form *p, mpq_t *const *m);

#endif
