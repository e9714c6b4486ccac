/* theory/audit/root.h: the parts of root*.c, for one another.
 *
 *   root.c             one simple root inside: the five goals, files, the result
 *   root_find.c        where it is
 *   root_count.c       any number of roots: goals, files, the result
 *   root_count_find.c  where they are
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
    range within;  /* where the root is looked for */
} root;

enum {
    ROOT_COUNT_MAX = 16
};

/* A root: exactly `exact`; or the only one in [left, right], where
 * sign F' > 0, and between p and q. */
typedef struct {
    bool is_exact;
    mpq_t exact, p, q, left, right;
    int sign;
} root_zero;

/* All roots, increasing, and the sign of F in the gaps before, between and
 * behind them (0: a gap without points). */
typedef struct {
    root *t;
    size_t n;
    root_zero zero[ROOT_COUNT_MAX];
    int gap[ROOT_COUNT_MAX + 1];
} root_count;

/* The certain sign of F at x; 0: not known (or zero). */
int root_sign_at(root *t, mpq_srcptr x);
bool root_is_zero_at(root *t, mpq_srcptr x);
/* Sets p, q, left, right and sign; is_exact and exact when the root is hit.
 * Otherwise says why not. */
evidence_reason root_find(root *t, long digits);
/* The same of the one change of sign from sign -t->sign at p to t->sign at q,
 * which lies in t->within. */
evidence_reason root_find_between(root *t, long digits);
/* Samples of the range in increasing order, closed ends among them: at most
 * ROOT_SAMPLES. */
enum {
    ROOT_SAMPLES = 202
};
size_t root_find_samples(const root *t, mpq_t *x);
/* F continuous on [left, right]. */
bool root_is_continuous(root *t, mpq_srcptr left, mpq_srcptr right);

/* root_count.c.  From files; by searching: is it decided? */
void root_count_open(root_count *w, root *t);
void root_count_close(root_count *w);
bool root_count_load(root_count *w, proof *pf, long digits);
bool root_count_search(root_count *w, proof *pf, long digits);
/* Where gap k is: false when it has no points. */
bool root_count_gap(const root_count *w, size_t k, range *r);
/* root_count_find.c.  Fills w; false: not all was told. */
bool root_count_find(root_count *w, long digits);

#endif
