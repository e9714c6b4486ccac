/* numerics/search/search_boxes.h: what the files of branch and bound share.
 *
 *   search_boxes.c        waves of boxes; entry
 *   search_parts.c        a long run in parts, by threads
 *   search_box.c          boxes: storage, ends in doubles, exact ranges
 *   search_box_enclose.c  what enclosures find out about the boxes of a wave
 *   search_box_act.c      what is done about one: the BOX rows of tactics.def
 *   tactic_box_*.c        a way to deal with a box each
 */
#ifndef ASSAY_SEARCH_BOXES_H
#define ASSAY_SEARCH_BOXES_H

#include "../enclose/rung.h"
#include "search_internal.h"

/* What a wave finds out about one box. */
typedef enum {
    FOUND_NOTHING,
    FOUND_NATURAL,
    FOUND_VOID,
    FOUND_MEANVALUE,
    FOUND_MONOTONE
} finding;

/* A box.  Ends are doubles; an end that is still the goal's own (bit in
 * own_lo, own_hi) stands for that exact rational, and the double encloses it
 * outward.  A pinned coordinate (bit in at_lo or at_hi) is a point: its low
 * or its high end. */
typedef struct {
    cert_node **slot;
    uint64_t own_lo, own_hi, at_lo, at_hi;
    double *lo, *hi; /* nvars each, one allocation */
    int depth;
    bool strict;
    double share; /* of the goal's volume; unbounded ranges count by halves */
    /* the wave's findings */
    finding found;
    int arg;                   /* void: the hypothesis; split: the variable */
    uint64_t up, down, strong; /* monotone: directions; strictly so */
    double bound;              /* f's lower bound */
    bool steep;                /* a derivative has no finite ends */
    double mid;                /* upper bound of f at the midpoint, or NAN */
} search_box;

/* One run of branch and bound. */
typedef struct {
    searcher *s;
    const goal *g;
    int n;
    tape *narrow; /* f under the hypotheses */
    tape *plain;  /* f, f_1 .. f_n without them */
    uint64_t hyp_vars;
    double *lo0, *hi0; /* the goal's box, outward */
    search_box *q;
    size_t nq, head, cap, done, stuck, budget;
    size_t most; /* what the budget may grow to while the open part shrinks */
    double stuck_share, open_share; /* the latter before the last level */
    double **block, *spare; /* storage; unused pieces in a list */
    size_t nblocks;
    cert_node *root;
    const contact_spot *spot;
    size_t nspots;
    const probe *probe;
    cube *cube;
    size_t ncubes;
    size_t contacts, misses; /* contact rules tried: closed, not closed */
    size_t taylors, taylor_misses;
    rung *form; /* of f, for Taylor forms in doubles; NULL: none; each part's own */
    bool form_tried;
    size_t ends_missed; /* open ends and rays given to the list RAY in vain */
    bool refuted;
    size_t effort; /* of the search when the run began */
    bool apart;    /* parts have budgets of their own, and may be shared out */
    bool partial;  /* what is found is kept though boxes stay open */
    bool has_exprs; /* there are expressions in what was made */
    bool spoilt;   /* a node could not be brought into the pool, or the tree was
                    * given up */
} branch_run;

enum {
    SEARCH_MAX_STUCK = 64
};

/* ---- boxes ------------------------------------------------------------- */
/* Is i in the set m? */
static inline bool search_box_bit(uint64_t m, int i)
{
    return (m >> i & 1) != 0;
}

/* Is coordinate i a point? */
static inline bool search_box_is_pinned(const search_box *x, int i)
{
    return search_box_bit(x->at_lo | x->at_hi, i);
}

/* The box that holds the whole goal, as the queue's first. */
void search_box_push_goal(branch_run *b);
/* A copy of from at the queue's end, with ends of its own; the queue may
 * move. */
search_box *search_box_push(branch_run *b, const search_box *from,
                            cert_node **slot);
/* Gives the storage of a box's ends back. */
void search_box_ends_free(branch_run *b, double *e);
/* The exact range of coordinate i. */
void search_box_exact_range(const branch_run *b, const search_box *x, int i,
                            range *r);
/* The box as a goal of its own; out is to be cleared. */
void search_box_goal(const branch_run *b, const search_box *x, goal *out);
/* Is the low end of coordinate i excluded? */
bool search_box_open_lo(const branch_run *b, const search_box *x, int i);
/* Is the high end of coordinate i excluded? */
bool search_box_open_hi(const branch_run *b, const search_box *x, int i);

/* ---- runs ---------------------------------------------------------------- */
/* Works on the queue until it is empty or the budget is at an end. */
void search_boxes_run(branch_run *b);
/* The part of the goal's box that waits. */
double search_boxes_share(const branch_run *b);
/* Before a level of n boxes, which are this share of the goal's: more than the
 * budget, if the last level closed a part of what was open. */
void search_boxes_go_on(branch_run *b, size_t n, double share);
/* Frees the queue and the storage of boxes' ends. */
void search_boxes_store_free(branch_run *b);
/* Is what waits in the queue worth being divided? */
bool search_parts_pay(const branch_run *b);
/* Works on the queue in parts; what they leave is back in the queue. */
void search_parts_run(branch_run *b);

/* ---- enclosing and acting ---------------------------------------------- */
/* Fills in the findings of the queue's first n boxes. */
void search_box_enclose_wave(branch_run *b, size_t n);
/* Makes the certificate node of x, which has left the queue: the BOX rows of
 * tactics.def. */
void search_box_act(branch_run *b, search_box *x);
/* A number with few bits near the middle: certificates stay short. */
double search_box_middle(double lo, double hi);

/* tactic_box_NAME of each BOX row: has x been dealt with?  Its slot then holds a
 * node, and smaller boxes, if any, stand in the queue. */
#define BOX(NAME, WHEN) bool tactic_box_##NAME(branch_run *b, search_box *x);
#include "tactics.def"

#endif
