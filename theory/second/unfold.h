/* theory/second/unfold.h: an argument taken apart a second time, at numbers.
 *
 * A claim with `by` is proved by goals: P(n) for first numbers n, a step from
 * P(n - 1), what a statement that is used asks for.  Here the same is said of
 * one point of its domain, from the syntax tree and the theorems over
 * induction.c and lemma.c alone: what has to be proved there, what may be used,
 * what has to be shown before.  Sums and recursions have values there; a goal
 * with opaque variables says, with these values for them, something about this
 * point.  Nobody believes it: it can only disagree. */
#ifndef ASSAY_SECOND_UNFOLD_H
#define ASSAY_SECOND_UNFOLD_H

#include "second.h"

#include <arb.h>

/* d >= 0, or d > 0. */
typedef struct {
    arb_struct d;
    bool strict;
    bool varies; /* real variables of the claim stand in it */
} unfold_relation;

typedef struct {
    unfold_relation *v;
    size_t n;
} unfold_list;

typedef struct {
    unfold_list goal;  /* the claim's relations, a == b as two */
    unfold_list fact;  /* holds: ends and conditions; the claim at the indices
                         before, where it says something; statements that are
                         used, where they do */
    unfold_list may;   /* by their signs cases may be made */
    unfold_list need;  /* what the statements that are used ask for */
    arb_struct *value; /* of the sums, products and calls that were met */
    size_t nvalues, dropped; /* so many more were met */
    bool step;         /* of an induction: the index is none of a base */
} unfolding;

/* The number with which a constant is used behind `by`. */
void unfold_set_constant(second *s, const item *it, const arb_t value);

/* At points of the claim's domain, a few; at: the values of its variables.  u
 * is NULL where it could not be read. */
typedef void unfold_fn(void *ctx, mpq_t *at, const unfolding *u);
/* The claim has no sequences. */
void unfold_claim(second *s, const item *claim, unfold_fn *fn, void *ctx);

#endif
