/* numerics/recheck/recheck.h: the second engine.
 *
 * For: a second opinion on every certificate, so that a slip in enclose or
 *   check shows.
 * Sees: base, expr, exact, cert; of enclose and check not a name (tests hold
 *   its files and its objects to that).  Only theory/replay sees it.
 * Begin: recheck_rule_split.c for a rule; recheck.c, which walks; rrange.h is
 *   its iv.h, reval.h its eval.h, recheck_jet.h its Taylor coefficients;
 *   rrange_exp.c what it knows of a function.
 *
 * Replays certificates as checker.h does, from the same theorems, in other
 * code and over other arithmetic: Arb instead of MPFI.  It gives no verdict of
 * its own; that it agrees with the checker is evidence about both.  What the
 * two share is the meaning of expressions (expr*.c: nodes, derivatives,
 * substitution), problems, the reader of certificates, and normal forms
 * (exact*.c), whose questions about signs each answers with its own
 * enclosures.
 */
#ifndef ASSAY_RECHECK_H
#define ASSAY_RECHECK_H

#include "../cert/cert.h"
#include "rrange.h"
#include "../cert/witness.h"

typedef struct {
    size_t leaves, nodes;
    char where[256]; /* on rejection: the path of branches, and the reason */
    /* The goal that was not shown there, for the other engine to look at;
     * box is NULL when nothing was rejected. */
    expr f;
    range *box;
    int nvars;
    long prec;
    char value[160]; /* what this engine encloses it by */
} recheck_report;

void recheck_report_init(recheck_report *r);
void recheck_report_clear(recheck_report *r);

/* Evaluators of several precisions over one pool, kept between calls. */
typedef struct recheck recheck;
recheck *recheck_new(expr_pool *pool);
void recheck_free(recheck *c); /* NULL is harmless */
/* How many enclosures it keeps, all precisions together. */
size_t recheck_kept(const recheck *c);

/* Leaves are evaluated in this many bits more than they name, so that where
 * balls are a little wider than rounded numbers that does not show. */
enum {
    RECHECK_GUARD = 16
};

/* As checker_accepts.  report may be NULL. */
bool recheck_accepts(recheck *c, const problem *p, size_t g,
                     const cert_node *cert, long prec, recheck_report *report)
    __attribute__((warn_unused_result));
/* As checker_refutes; value then encloses the goal's expression at x. */
bool recheck_refutes(recheck *c, const problem *p, size_t g, mpq_t *x,
                     long max_prec, rrange *value)
    __attribute__((warn_unused_result));
/* As checker_undefined: the goal certainly has no value at x. */
bool recheck_undefined(recheck *c, const problem *p, size_t g, mpq_t *x,
                       long max_prec) __attribute__((warn_unused_result));
/* As witness_holds (witness_check.h), at prec + RECHECK_GUARD bits. */
bool recheck_witness(recheck *c, const problem *p, uint64_t whole,
                     const witness *w, long prec)
    __attribute__((warn_unused_result));
/* f over the box, at prec + RECHECK_GUARD bits. */
void recheck_enclose(recheck *c, expr f, const range *box, int nvars, long prec,
                     rrange *value);
/* f, defined all over the box, is continuous there. */
bool recheck_continuous(recheck *c, expr f, const range *box, int nvars,
                        long prec);

#endif
