/* theory/audit/constant.h: the parts of constant*.c, for one another.
 *
 *   constant.c         entry, files, the result
 *   constant_point.c   q at a point, where it is least, what it proves
 *   constant_search.c  a value of c that can be proved
 */
#ifndef ASSAY_AUDIT_CONSTANT_H
#define ASSAY_AUDIT_CONSTANT_H

#include "audit_internal.h"

typedef struct {
    expr a, b, q; /* goal = a + c b; q = -a/b */
} linear_goal;

typedef struct {
    audit *a;
    instances *f;     /* c is each problem's last variable */
    instances body;   /* the same without c (c = 0 in hypotheses) */
    instances done;   /* the same with c = the end that is proved */
    linear_goal *lin; /* by instance and goal */
    size_t ngoals;
    int sign;         /* +1 largest, -1 smallest */
    /* where q was seen least (largest): untrusted */
    bool has_point;
    size_t instance, goal;
    mpq_t *x;
    int n;
    mpq_t ql, qh;     /* an enclosure of q there */
} constant;

/* Reads the goals as A + c B; false when c is not linear in all of them. */
bool constant_setup(constant *k);
void constant_clear(constant *k);
/* Every instance with c = value, as a statement in the other variables. */
bool constant_complete(constant *k, instances *out, expr value);

/* The least q over all instances and goals goes to x, instance, goal, ql and
 * qh. */
void constant_find_point(constant *k, long digits);
/* ql and qh for the point that k holds; has_point = false if q has no value
 * there. */
void constant_enclose(constant *k, long digits);
/* The far end h is certain: at x, A + h B <= 0 and B lets no c beyond. */
bool constant_beyond_fails(constant *k, mpq_srcptr h);
/* The checker accepts a proof with c = value, found at once or not at all. */
bool constant_proves(constant *k, expr value);
/* q at the point as a closed expression, if the point is short. */
expr constant_closed_form(constant *k);

/* Trees into pf for some value of c, and the numbers that complete it; false
 * when nothing could be proved. */
bool constant_find_proof(constant *k, proof *pf, long digits);
void constant_keep_numbers(const constant *k, proof *pf, bool sharp,
                           mpq_srcptr near, mpq_srcptr far);

#endif
