/* numerics/recheck/recheck_internal.h: what the second engine's rules share.
 *
 *   recheck.c          walking, evaluators, reports, entry
 *   recheck_goal.c     goals as values
 *   recheck_rule_*.c   a rule a file, by its word in ../cert/rules.def
 *   recheck_zero.c     zeros of polynomials, without normal forms
 *   recheck_kink.c     kinks: branches and conditions
 *   recheck_doubt.c    exact zeros, looked at in points
 *   recheck_refute.c   counterexamples
 *   recheck_undefined.c  points without a value
 *   recheck_witness.c  is a problem about something?
 */
#ifndef ASSAY_RECHECK_INTERNAL_H
#define ASSAY_RECHECK_INTERNAL_H

#include "../exact/exact.h"
#include "recheck.h"
#include "reval.h"

/* For every x in box at which all of hyp are defined and hold: f is defined
 * and f(x) >= 0 (strict: > 0).  Owns its arrays. */
typedef struct {
    expr f;
    bool strict;
    sign_condition *hyp;
    size_t nhyps;
    range *box;
} recheck_goal;

enum {
    RECHECK_SLOTS = 12,
    RECHECK_SLOPES = 64,
    RECHECK_MAX_ORDER = LIMIT_ORDER_MAX
};

struct recheck {
    expr_pool *pool;
    int nvars;
    long prec; /* of leaves that name none */
    reval *ev[RECHECK_SLOTS];
    size_t next_slot;
    struct {
        expr f, d;
        int var;
    } slope[RECHECK_SLOPES]; /* derivatives formed lately */
    recheck_report *report;
    char path[80];
    size_t path_len, depth;
};

/* Copies s; the copy's box and hypotheses may be changed. */
recheck_goal recheck_copy(const recheck *c, const recheck_goal *s);
void recheck_drop(const recheck *c, recheck_goal *s);
/* Takes away the hypotheses in which x_i occurs. */
void recheck_release_var(const recheck *c, recheck_goal *s, int i);
/* The evaluator for a node's leaf over s's box, with its hypotheses or none. */
reval *recheck_of_precision(recheck *c, long prec);
reval *recheck_evaluator(recheck *c, const cert_node *n, const recheck_goal *s,
                         bool with_hyps);
expr recheck_slope(recheck *c, expr f, int i);
/* f with each variable whose range is a point replaced by it; but not x_but. */
expr recheck_pin(const recheck *c, const recheck_goal *s, expr f, int but);
exact *recheck_exact(const recheck *c, reval *e);
/* recheck_doubt.c: is f, said to be 0 on s's box where its hypotheses hold,
 * seen not to be at a point?  And one of f's first m coefficients in x_i at
 * x_i = p?  false says nothing.  e's box and hypotheses are changed. */
bool recheck_doubts_zero(const recheck *c, const recheck_goal *s, reval *e,
                         expr f);
bool recheck_doubts_jet(const recheck *c, const recheck_goal *s, reval *e,
                        expr f, int i, expr p, int m);
/* recheck_rule_contact.c: where x_i lies with respect to p, on s's box. */
typedef struct {
    int side;   /* +1: x_i >= p where it matters; -1: <=; 0: not known */
    bool apart; /* x_i = p does not occur */
    int said;   /* by hypothesis number `said`; -1: by none */
} recheck_position;
recheck_position recheck_contact_locate(recheck *c, const recheck_goal *s,
                                        int i, expr p, const rrange *pv,
                                        slong prec);
/* r := hull of r and the values in p; false where an end is none to write down. */
bool recheck_contact_extend(range *r, const rrange *p);
/* f's coefficients a_0 .. a_{m-1} in x_i, the variable of n, are 0 at p. */
typedef struct {
    expr p;
    int m;
} recheck_contact;
/* Is f smooth to order m for x_i in reach, with a_m in lead, and is `at` so,
 * exactly?  e is left with x_i in reach. */
bool recheck_contact_vanishes(recheck *c, const recheck_goal *s,
                              const cert_node *n, reval *e, const range *reach,
                              recheck_contact at, rrange *lead);
/* recheck_zero.c: is f = 0 wherever it is defined, as a quotient of polynomials
 * in variables, roots and unknowns?  false says nothing. */
bool recheck_is_zero(expr_pool *pool, expr f);
/* A kink's two branches, and the conditions under which it equals them. */
bool recheck_read_kink(const recheck *c, expr kink, expr branch[2],
                       sign_condition cond[2]);
/* Says why s was rejected, once; false. */
bool recheck_reject(recheck *c, const recheck_goal *s, const cert_node *n,
                    const rrange *value, const char *why);
/* A leaf that encloses s->f by value. */
bool recheck_leaf(recheck *c, const recheck_goal *s, const cert_node *n,
                  const rrange *value, const char *why);
bool recheck_child(recheck *c, const recheck_goal *s, const cert_node *n,
                   int k);

/* f with the kinks that e's box decides replaced by their branches; EXPR_NONE
 * if a kink remains whose condition depends on a variable in `vars`. */
expr recheck_settle(recheck *c, reval *e, expr f, uint64_t vars);
bool recheck_has_var(const recheck *c, const cert_node *n);
rrange *recheck_ranges_new(int n); /* undefined until set */
void recheck_ranges_free(rrange *v, int n);
void recheck_of_range(rrange *v, const range *r, slong prec);
/* Is f defined on e's box, with all its values in r? */
bool recheck_within(reval *e, expr f, const range *r);

/* True only if s holds; tests the node and, through recheck_child, those below
 * it. */
typedef bool recheck_rule(recheck *c, const recheck_goal *s,
                          const cert_node *n);
#define RULE(NAME, word, arity, line) recheck_rule recheck_rule_##word;
#include "../cert/rules.def" /* recheck_rule_natural, recheck_rule_void, ... */
#undef RULE

#endif
