/* theory/audit/root.h: the parts of root*.c, for one another.
 *
 *   root.c             one simple root inside: the five goals, files, the result
 *   root_find.c        where it is
 *   root_count.c       any number of roots: the argument, the result
 *   root_count_goals.c what the checker is asked of them
 *   root_count_file.c  their numbers on file
 *   root_count_find.c  where they are
 *   root_count_touch.c where the sides touch at no rational number
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

/* A root, in [left, right]. */
typedef enum {
    ZERO_EXACT,    /* exactly `exact`, which is left and right */
    ZERO_SIMPLE,   /* between p and q, with sign F' > 0 */
    ZERO_MULTIPLE, /* the same of `factor`, with F = rest factor^order and
                    * unit rest > 0 there */
    ZERO_CLOSED    /* exactly `closed`, between p = left and q = right */
} root_zero_kind;

typedef struct {
    root_zero_kind kind;
    mpq_t exact, p, q, left, right;
    int sign, unit;
    long order;
    expr factor, rest, closed;
} root_zero;

/* All roots, increasing, and the sign of F in the gaps before, between and
 * behind them (0: a gap without points). */
typedef struct {
    root *t;
    size_t n;
    root_zero zero[ROOT_COUNT_MAX];
    int gap[ROOT_COUNT_MAX + 1];
} root_count;

enum {
    ROOT_ORDER_MAX = 64
};

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
/* e continuous on [left, right]. */
bool root_is_continuous(root *t, expr e, mpq_srcptr left, mpq_srcptr right);

/* root_count.c.  From files; by searching: is it decided? */
void root_count_open(root_count *w, root *t);
void root_count_close(root_count *w);
bool root_count_load(root_count *w, proof *pf, long digits);
bool root_count_search(root_count *w, proof *pf, long digits);
/* Where gap k is: false when it has no points.  Next to a closed root it is
 * what lies on the right side of that, too. */
bool root_count_gap(const root_count *w, size_t k, range *r);
/* root_count_goals.c. */
void root_count_goals(const root_count *w, instances *done);
/* root_count_file.c.  False: something is missing. */
bool root_count_take(root_count *w, const proof *pf);
void root_count_keep(const root_count *w, proof *pf);
/* root_count_find.c.  Fills w; false: not all was told. */
bool root_count_find(root_count *w, long digits);

/* root_count_touch.c.  Between a and b, where F has the same sign, or where it
 * changes its sign and is not seen to be monotone, to sign s: fills z. */
bool root_count_multiple(root_count *w, root_zero *z, mpq_srcptr a,
                         mpq_srcptr b, long digits);
/* F = 0 at a closed expression between a and b, decimals. */
bool root_count_closed(root_count *w, root_zero *z, mpq_srcptr a, mpq_srcptr b,
                       long digits);
/* F = 0 at the range's irrational end, if it has one on that side. */
bool root_count_at_end(root_count *w, root_zero *z, bool low, long digits);
/* The end, or EXPR_NONE; and whether it is left out (open may be NULL). */
expr root_count_end(const root_count *w, bool low, bool *open);
/* |F(x)|, roughly; infinite where that is not known. */
double root_count_size(root *t, double x);
/* lo < x < hi, near the least |F(x)| between a and b. */
void root_count_least(root *t, mpq_srcptr a, mpq_srcptr b, double *lo,
                      double *hi);

#endif
