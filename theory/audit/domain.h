/* theory/audit/domain.h: is a statement about something?  The parts of
 * domain*.c, for one another.
 *
 *   domain.c         all instances: which have a point, which have none
 *   domain_find.c    a witness for one instance (untrusted)
 *   domain_empty.c   that there is none
 *   domain_newton.c  towards the solutions of equations (untrusted)
 *   domain_at.c      of a claim with opaque values, at numbers
 */
#ifndef ASSAY_AUDIT_DOMAIN_H
#define ASSAY_AUDIT_DOMAIN_H

#include "audit_internal.h"

/* The first engine's word, at rising precision. */
bool domain_accepts(const audit *a, const problem *p, const witness *w);
/* Looks for a witness that it accepts, in `samples` places. */
bool domain_find(audit *a, const problem *p, size_t samples, witness *w);

/* The checker's word that condition `denied` fails on p's domain, which is
 * empty then. */
bool domain_is_empty_by(audit *a, const problem *p, size_t denied,
                        const cert_node *tree);
/* A tree that it accepts, or NULL. */
cert_node *domain_find_empty(audit *a, const problem *p, size_t boxes,
                             size_t *denied);

/* Is a claim that has an argument about something at one of the first numbers
 * of a variable over `m..inf`, by the first engine's word? */
bool domain_at_admits(audit *a);

/* Equations h = 0 are pairs of hypotheses h >= 0 and -h >= 0: the first of
 * each.  Returns how many, at most max. */
size_t domain_equations(audit *a, const problem *p, size_t *eq, size_t max);
/* Moves x towards a point where the equations hold, and the hypotheses that
 * x violates, within the box.  False: it came to where something is undefined.
 */
bool domain_approach(audit *a, const problem *p, const size_t *eq, size_t neq,
                     mpq_t *x);
/* Which variables to solve for near x, one an independent equation: w's
 * equations, and var.  Returns their number. */
int domain_pivots(audit *a, const problem *p, const size_t *eq, size_t neq,
                  mpq_t *x, size_t *kept, int *var);
/* Newton's iteration in these variables alone. */
bool domain_solve(audit *a, const problem *p, const size_t *eq, int n,
                  const int *var, mpq_t *x);

#endif
