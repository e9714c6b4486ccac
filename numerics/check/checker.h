/* numerics/check/checker.h: the one judge.
 *
 * For: a goal is PROVED when, and only when, checker_accepts says so of a
 *   certificate.
 * Sees: base, expr, enclose, exact and cert.
 * Begin: rule_natural.c and rule_split.c, then checker.c; checker_internal.h
 *   says how the files go together.
 *
 * Each rule stands in a file of its own, rule_WORD.c: its test,
 * below the theorem that makes the test's `true` a proof, and its children's
 * goals, which are formed there and nowhere else on this side (the second
 * engine forms its own). */
#ifndef ASSAY_CHECKER_H
#define ASSAY_CHECKER_H

#include "../cert/cert.h"
#include "../enclose/eval.h"

/* For every point x of the box at which all hypotheses are defined and hold, f
 * is defined at x and f(x) >= 0 (strict: > 0). */
typedef struct {
    expr f;
    bool strict;
    range *box; /* one for each of the problem's variables */
    sign_condition *hyp;
    size_t nhyps;
} checker_goal;

/* out owns its arrays, with room for one hypothesis more. */
void checker_goal_copy(checker_goal *out, const checker_goal *g, int nvars);
void checker_goal_clear(checker_goal *g, int nvars);
/* Takes away the hypotheses in which x_var occurs: what is left stays true
 * where one moves along x_var inside the box. */
void checker_goal_drop_hyps(checker_goal *g, const expr_pool *pool, int var);

typedef struct {
    size_t leaves;   /* leaves accepted */
    size_t nodes;    /* nodes visited */
    size_t count[CERT_RULE_COUNT]; /* of them, by rule */
    size_t depth;    /* levels of nodes */
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
bool checker_refutes(const problem *p, size_t g, mpq_t *x, mpfr_prec_t max_prec,
                     iv_ptr margin) __attribute__((warn_unused_result));

/* The part of goal g that certainly has no value at the rational point x, so
 * that the goal has none and is false there: x lies in the box, every
 * hypothesis certainly holds there, and the part's arguments have values that
 * certainly lie outside its domain (a logarithm of what is not positive, a root
 * of what is negative, a division by exactly 0).  EXPR_NONE: there is none, or
 * it is not certain.  Precision as above. */
expr checker_undefined(const problem *p, size_t g, mpq_t *x,
                       mpfr_prec_t max_prec) __attribute__((warn_unused_result));

/* For the search: trying rules on parts of a problem, with the caches kept.
 * What these answer decides nothing until checker_accepts has replayed it. */
typedef struct checker checker;
checker *checker_new(const problem *p, mpfr_prec_t prec);
void checker_free(checker *c); /* NULL is harmless */
/* Whether leaves that hardware doubles decide are left to them (see
 * ../enclose/rung.h), as they are at first.  It changes no answer. */
void checker_use_rungs(checker *c, bool yes);
/* How many threads may replay a large tree, 1 at first.  It changes no answer. */
void checker_use_threads(checker *c, int n);
/* As checker_accepts, at c's precision: p may be any problem of the pool that
 * c was made for.  Enclosures of constants stay from one call to the next, so
 * that a family of instances over one long recursion is replayed at the cost
 * of its new nodes. */
bool checker_accepts_in(checker *c, const problem *p, size_t g,
                        const cert_node *cert, checker_report *report)
    __attribute__((warn_unused_result));
/* That the judge has accepted a certificate of a goal: its own copy of the goal.
 * The type is opaque and only checker_judge makes one, so that whoever asks for
 * such a value cannot be given a mere word that something was accepted. */
typedef struct checker_seal checker_seal;
/* As checker_accepts_in; NULL where that is false. */
checker_seal *checker_judge(checker *c, const problem *p, size_t g,
                            const cert_node *cert, checker_report *report)
    __attribute__((warn_unused_result));
/* Is it about goal g of p, node by node of the same pool, range by range? */
bool checker_seal_is_of(const checker_seal *s, const problem *p, size_t g);
void checker_seal_free(checker_seal *s); /* NULL is harmless */
/* Does cert prove g? */
bool checker_tries(checker *c, const checker_goal *g, const cert_node *cert);
/* The goal of child k of node n, where n is to prove g; false when it cannot
 * be formed.  That n's rule applies is not tested.  out is to be cleared
 * either way. */
bool checker_child(checker *c, const checker_goal *g, const cert_node *n, int k,
                   checker_goal *out);

#endif
