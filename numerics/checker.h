/* numerics/checker.h: the one judge.  A goal is PROVED when, and only when,
 * checker_accepts says so of a certificate.  See checker.c for the rules. */
#ifndef ASSAY_CHECKER_H
#define ASSAY_CHECKER_H

#include "cert.h"
#include "eval.h"

typedef struct {
    size_t leaves;        /* leaves accepted */
    size_t nodes;         /* nodes visited */
    char where[256];      /* on rejection: path and reason */
    /* A certified lower bound of f over the box, from the leaves' enclosures
     * (0 for a contact); meaningless for goals that were transformed by a
     * product.  margin_known says whether it is meaningful. */
    bool margin_known;
    mpfr_t margin_lower;
} checker_report;

void checker_report_init(checker_report *r);
void checker_report_clear(checker_report *r);

/* True when cert proves goal number g of p.  prec: MPFI precision in bits
 * (2 .. 65536) of leaves that name none. */
bool checker_accepts(const problem *p, size_t g, const cert_node *cert,
                     mpfr_prec_t prec, checker_report *report)
    __attribute__((warn_unused_result));

/* True when goal g of p is false at the rational point x (p->nvars of them):
 * x lies in the box, every hypothesis certainly holds there, and the goal's
 * enclosure at x excludes its relation (or f is exactly 0 where > 0 is
 * claimed).  Precision is doubled from 64 up to max_prec.  margin encloses
 * f(x); initialised by the caller. */
bool checker_refutes(const problem *p, size_t g, mpq_t *x,
                     mpfr_prec_t max_prec, iv_ptr margin)
    __attribute__((warn_unused_result));

/* One leaf or small tree at a time, for the search's own use: does `cert`
 * close goal f (strict?) over this box under p's hypotheses? */
bool checker_closes(const problem *p, expr f, bool strict, const range *box,
                    const cert_node *cert, mpfr_prec_t prec);

#endif
