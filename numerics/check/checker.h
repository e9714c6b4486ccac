/* numerics/check/checker.h: the one judge.  A goal is PROVED when, and only when,
 * checker_accepts says so of a certificate.  The rules, each below the theorem
 * that justifies it, stand in checker.c.
 *
 * For: the one judge.  PROVED and REFUTED come from here and from nowhere
 *   else.
 * Sees: base, expr, enclose, exact, cert; not the search.  Believed, every
 *   line.
 * Begin: checker.c: a theorem, then the code that tests what it asks for.
 */
#ifndef ASSAY_CHECKER_H
#define ASSAY_CHECKER_H

#include "../cert/cert.h"
#include "../enclose/eval.h"

typedef struct {
    size_t leaves; /* leaves accepted */
    size_t nodes;  /* nodes visited */
    char where[256]; /* on rejection: the path of branches and the reason */
    /* A certified lower bound of f over the box, from the leaves' own
     * enclosures (0 at a contact); margin_known is false when some part was
     * proved through a rewriting that loses the scale. */
    bool margin_known;
    mpfr_t margin_lower;
} checker_report;

void checker_report_init(checker_report *r);
void checker_report_clear(checker_report *r);

/* True when cert proves goal number g of p.  prec: MPFI precision in bits
 * (LIMIT_PREC_MIN .. LIMIT_PREC_MAX) of leaves that name none.  report may be NULL. */
bool checker_accepts(const problem *p, size_t g, const cert_node *cert,
                     mpfr_prec_t prec, checker_report *report)
    __attribute__((warn_unused_result));

/* True when goal g of p is false at the rational point x (p->nvars of them):
 * x lies in the box, every hypothesis certainly holds there, and the goal's
 * enclosure at x excludes its relation (or f(x) is exactly 0 where > 0 is
 * claimed).  Precision is doubled from 64 up to max_prec.  margin, an
 * initialised interval, then encloses f(x). */
bool checker_refutes(const problem *p, size_t g, mpq_t *x,
                     mpfr_prec_t max_prec, iv_ptr margin)
    __attribute__((warn_unused_result));

/* For the search: trying rules on parts of a problem, with the caches kept.
 * What these answer decides nothing until checker_accepts has replayed it. */
typedef struct checker checker;
checker *checker_new(const problem *p, mpfr_prec_t prec);
void checker_free(checker *c); /* NULL is harmless */
/* As checker_accepts, at c's precision: p may be any problem of the pool that
 * c was made for.  Enclosures of constants stay from one call to the next, so
 * that a family of instances over one long recursion is replayed at the cost
 * of its new nodes. */
bool checker_accepts_in(checker *c, const problem *p, size_t g,
                        const cert_node *cert, checker_report *report)
    __attribute__((warn_unused_result));
/* Does cert prove f >= 0 (> 0) over this box under these hypotheses? */
bool checker_tries(checker *c, expr f, bool strict, const range *box,
                   const sign_condition *hyp, size_t nhyps,
                   const cert_node *cert);

#endif
