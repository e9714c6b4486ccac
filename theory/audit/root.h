/* theory/audit/root.h: the parts of root*.c, for one another.
 *
 *   root.c        the five goals, files, the result
 *   root_find.c   where the root is
 */
#ifndef ASSAY_AUDIT_ROOT_H
#define ASSAY_AUDIT_ROOT_H

#include "audit_internal.h"

typedef struct {
    audit *a;
    const instance *m;
    expr f, slope;
    int sign; /* of F beyond the root */
    mpq_t p, q, left, right, exact;
    bool is_exact; /* F(exact) = 0 */
    bool ok;       /* no error was reported */
} root;

/* The certain sign of F at x; 0: not known (or zero). */
int root_sign_at(root *t, mpq_srcptr x);
bool root_is_zero_at(root *t, mpq_srcptr x);
/* Sets p, q, left, right and sign; is_exact and exact when the root is hit.
 * Otherwise says why not. */
evidence_reason root_find(root *t, long digits);

#endif
