/* numerics/expr/problem.h: "for all x in a box, under these hypotheses, f >= 0".
 *
 * This is all that the search and the checker know of mathematics'
 * statements: real variables with ranges, hypotheses h_j >= 0 or h_j > 0, and
 * goals f_i >= 0 or f_i > 0, every one over the same variables.  The problem
 * is true when at every real point of the box at which all hypotheses are
 * defined and hold, every f_i is defined and satisfies its relation.
 */
#ifndef ASSAY_PROBLEM_H
#define ASSAY_PROBLEM_H

#include "expr.h"
#include "range.h"

typedef struct {
    expr e;
    bool strict; /* e > 0, otherwise e >= 0 */
} sign_condition;

/* A suggestion where equality holds: x_var = at (a function of the others). */
typedef struct {
    int var;
    expr at;
} equality_hint;

typedef struct {
    expr_pool *pool; /* borrowed */
    int nvars;       /* at most EXPR_MAX_VARS; may be 0 */
    char **names;    /* owned copies, nvars of them */
    range *box;      /* nvars */
    size_t nhyps, ngoals, nhints;
    sign_condition *hyp, *goal;
    equality_hint *hint;
} problem;

void problem_init(problem *p, expr_pool *pool, int nvars);
void problem_clear(problem *p);
/* d becomes a copy of s with nvars variables, at least those of s; further
 * ones have no name yet and the range of all reals. */
void problem_copy(problem *d, const problem *s, int nvars);
/* How many variables more a proof of p may need: as many as its integrals are
 * nested deep, since a proof that goes on with an integrand needs a variable
 * that the statement does not have (rule_integrand.c).  0 of a copy with room. */
int problem_room(const problem *p);
/* d becomes a copy of s with that many variables more, in the range [0, 0], called
 * _1, _2, ..., which no statement's are. */
void problem_copy_with_room(problem *d, const problem *s);
/* The same problem over the same functions in pool `to`. */
void problem_copy_to(problem *d, const problem *s, expr_pool *to);
/* d is s at a point: with c[i], which has no variables, for x_i, where c[i] is
 * not EXPR_NONE; that c[i] has a value, and lies in x_i's range, are hypotheses
 * of d.  x_i, which d does not ask for, then has the range {near[i]}, else that
 * of s. */
void problem_at(problem *d, const problem *s, const expr *c, mpq_t *near);
void problem_set_name(problem *p, int i, const char *name);
void problem_add_hyp(problem *p, expr e, bool strict);
void problem_add_goal(problem *p, expr e, bool strict);
void problem_add_hint(problem *p, int var, expr at);

#endif
