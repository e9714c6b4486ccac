/* numerics/search/tape.h: expressions compiled for hardware doubles.  Untrusted:
 * what the search computes with; the checker never calls it.
 *
 * A tape is straight-line code for several roots at once, every shared
 * subexpression once.  It is immutable, so threads share it; each thread has
 * a scratch of its own.  Intervals are rounded outward (TAPE_LANES boxes at a
 * time, lane i of every array belonging to box i) and the bits are the same
 * on every processor and with every compiler: no libm, no contraction, no
 * dependence on a lane's neighbours.
 *
 * Semantics are those of iv.h and eval.h: an end is open when its value is
 * not attained on the box (false is always sound); infinite ends are open;
 * 0 times an infinite end is 0; an undecided ABS, MIN, MAX or IF is a hull.
 */
#ifndef ASSAY_TAPE_H
#define ASSAY_TAPE_H

#include "../expr/problem.h"

enum {
    TAPE_LANES = 8,
    /* Bits of closed subexpressions: more than the 53 that are kept, so that
     * chains of closed nodes lose nothing. */
    TAPE_CLOSED_PREC = 128
};

typedef struct tape tape;
typedef struct tape_scratch tape_scratch;

/* Code for roots[0 .. nroots-1] over x_0 .. x_{nvars-1}.  Closed
 * subexpressions are enclosed once, here, by eval.h.  Where a node is hyp[j].e
 * or its negation, its enclosures are intersected with what hypothesis j
 * allows (as eval_set_hyps does); hyp may be NULL when nhyps is 0.  The pool
 * must live as long, and not grow while a tape is run.  Never NULL. */
tape *tape_new(const expr_pool *pool, const expr *roots, size_t nroots,
               int nvars, const sign_condition *hyp, size_t nhyps);
/* The same, for who makes many: closed encloses the closed subexpressions, and
 * knows what it has enclosed before.  It has TAPE_CLOSED_PREC bits. */
tape *tape_new_with(eval *closed, const expr_pool *pool, const expr *roots,
                    size_t nroots, int nvars, const sign_condition *hyp,
                    size_t nhyps);
void tape_free(tape *t);         /* NULL is harmless */
size_t tape_size(const tape *t); /* instructions; an integral is many */
size_t tape_roots(const tape *t);

tape_scratch *tape_scratch_new(const tape *t);
void tape_scratch_free(tape_scratch *s); /* NULL is harmless */

/* One root over TAPE_LANES boxes.  The masks have bit i for lane i. */
typedef struct {
    double lo[TAPE_LANES], hi[TAPE_LANES]; /* -inf, +inf where bad */
    uint8_t lo_open, hi_open;
    uint8_t bad;  /* not shown to be defined on the whole box */
    uint8_t kink; /* some ABS, MIN, MAX or IF below it is undecided */
    uint8_t jump; /* ... some IF, so that continuity is not known */
} tape_out;

/* Boxes x_v in [lo[8 v + i], hi[8 v + i]], lane i.  Bit i of lo_open[v] opens that
 * lane's lower end; either mask array may be NULL (nothing open but
 * infinities).  An unused lane should repeat another.  lo <= hi, no NaN. */
typedef struct {
    const double *lo, *hi;
    const uint8_t *lo_open, *hi_open;
} tape_boxes;

/* Encloses roots first .. last-1 into out[first .. last-1] over the boxes.
 *
 * first = 0 starts afresh.  first > 0 goes on from the call that ended at
 * `first` with the same scratch (the boxes are then ignored): roots
 * are computed in their order, so f can be looked at before its derivatives
 * are paid for. */
void tape_eval(const tape *t, tape_scratch *s, const tape_boxes *at,
               size_t first, size_t last, tape_out *out);

/* After tape_eval with first = 0: lane i's box holds no point where
 * hypothesis [i] is satisfied (the least such j), or -1.  Bounds in such a
 * lane are true, being about nothing, and otherwise meaningless. */
const int *tape_void(const tape_scratch *s);

/* Approximate values of all roots at one point, x[nvars] to out[nroots];
 * NaN where undefined, infinities where doubles overflow. */
void tape_point(const tape *t, tape_scratch *s, const double *x, double *out);
/* At 8 points: coordinate v of point i is x[8 v + i]; root k is out[8 k + i].
 * Only roots 0 .. nroots-1, to save time.  The same bits as tape_point. */
void tape_point8(const tape *t, tape_scratch *s, const double *x, size_t nroots,
                 double *out);

#endif
