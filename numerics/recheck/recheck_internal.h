/* numerics/recheck/recheck_internal.h: what recheck.c and recheck_local.c share. */
#ifndef ASSAY_RECHECK_INTERNAL_H
#define ASSAY_RECHECK_INTERNAL_H

#include "../exact/exact.h"
#include "recheck.h"
#include "recheck_eval.h"

/* For every x in box at which all of hyp are defined and hold: f is defined
 * and f(x) >= 0 (strict: > 0).  Owns its arrays. */
typedef struct {
    expr f;
    bool strict;
    sign_condition *hyp;
    size_t nhyps;
    range *box;
} statement;

enum { RECHECK_SLOTS = 12, RECHECK_SLOPES = 64 };

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
statement recheck_copy(const recheck *c, const statement *s);
void recheck_drop(const recheck *c, statement *s);
/* Takes away the hypotheses in which x_i occurs. */
void recheck_release_var(const recheck *c, statement *s, int i);
/* The evaluator for a node's leaf over s's box, with its hypotheses or none. */
reval *recheck_evaluator(recheck *c, const cert_node *n, const statement *s,
                         bool with_hyps);
expr recheck_slope(recheck *c, expr f, int i);
/* f with each variable whose range is a point replaced by it; but not x_but. */
expr recheck_pin(const recheck *c, const statement *s, expr f, int but);
exact *recheck_exact(const recheck *c, reval *e);
/* recheck_doubt.c: is f, said to be 0 on s's box where its hypotheses hold,
 * seen not to be at a point?  And one of f's first m coefficients in x_i at
 * x_i = p?  false says nothing.  e's box and hypotheses are changed. */
bool recheck_doubts_zero(const recheck *c, const statement *s, reval *e,
                         expr f);
bool recheck_doubts_jet(const recheck *c, const statement *s, reval *e, expr f,
                        int i, expr p, int m);
/* A kink's two branches, and the conditions under which it equals them. */
bool recheck_read_kink(const recheck *c, expr kink, expr branch[2],
                       sign_condition cond[2]);
/* Says why s was rejected, once; false. */
bool recheck_reject(recheck *c, const statement *s, const cert_node *n,
                    const rrange *value, const char *why);
/* A leaf that encloses s->f by value. */
bool recheck_leaf(recheck *c, const statement *s, const cert_node *n,
                  const rrange *value, const char *why);
bool recheck_child(recheck *c, const statement *s, const cert_node *n, int k);

typedef bool recheck_rule(recheck *c, const statement *s, const cert_node *n);
recheck_rule recheck_mean_value, recheck_taylor, recheck_contact,
    recheck_convex;

#endif
