/* theory/replay/replay_unfold.h: the parts of replay_unfold*.c, for one another.
 *
 *   replay_unfold.c       points of a claim, and what is wrong there
 *   replay_unfold_goal.c  what one goal says at a point
 */
#ifndef ASSAY_REPLAY_UNFOLD_H
#define ASSAY_REPLAY_UNFOLD_H

#include "../../numerics/recheck/reval.h"
#include "../second/unfold.h"
#include "replay_internal.h"

enum {
    UNFOLD_PREC = 192,
    UNFOLD_MOST = 400000, /* values, of a claim */
    UNFOLD_NEEDS = 64
};

typedef struct {
    replayer *w;
    const instances *f;
    reval *ev;
    int nreal;
    bool finite;    /* there are finite variables */
    uint64_t index; /* the induction's variable, as a bit */
    size_t spent;
    /* the present point */
    mpq_t *at;
    const unfolding *u;
    range *box, *value; /* value: those that opaque variables may have */
    bool blurred;       /* a value is not known well enough */
    bool *shown, *need; /* by goal, by need */
    /* of all points: */
    size_t decided, open;
    /* of a need that was not found: its value, which it has wherever that was
     * so, if `same` */
    arb_struct first[UNFOLD_NEEDS];
    bool same[UNFOLD_NEEDS], met[UNFOLD_NEEDS];
    /* of the step's points: it was found at one, and at another not */
    bool found[UNFOLD_NEEDS], lacking[UNFOLD_NEEDS];
    char *wrong;
} unfolded;

/* x >= 0 (> 0), as far as can be told. */
bool replay_unfold_holds(const arb_t x, bool strict);
/* A range that holds x. */
void replay_unfold_range(range *r, const arb_t x);
/* What m proves at the point, and may prove there, is noted in t. */
void replay_unfold_goal(unfolded *t, const instance *m);

#endif
