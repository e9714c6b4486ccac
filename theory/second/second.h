/* theory/second/second.h: a second reading of statements.
 *
 * For: a second reading of conditions, so that a slip of the language shows.
 * Sees: the syntax tree (language.h) and memory.h; nothing else.
 * Begin: read.h, then read.c; quantity.h for its numbers.
 *
 * Folder's task: to read closed expressions straight from the syntax tree, a
 * second time, slowly, and to decide again which combinations of an item's
 * finite variables its `where` conditions keep; what a claim says at numbers; and
 * what its argument has to prove there (unfold.h).  It shares the syntax tree
 * with the first reading (theory/language) and nothing else: no pool, no
 * folding, no intervals.  Nobody believes it: it can only disagree.
 *
 * Numbers are rationals (GMP), real algebraic numbers (Calcium) and, for the
 * rest, Arb's balls at 64 to 4096 bits.  What these cannot decide is "open",
 * and counted as that.
 */
#ifndef ASSAY_SECOND_H
#define ASSAY_SECOND_H

#include "../language/language.h"

typedef struct second second;
second *second_new(const program *p); /* p outlives it */
void second_free(second *s);

/* What became of an expression or a combination. */
typedef enum {
    SECOND_VALUE,     /* it has a value.  A combination: it is kept */
    SECOND_EXCLUDED,  /* a condition is false */
    SECOND_EMPTY,     /* kept, but an interval of a real variable is empty */
    SECOND_UNDEFINED, /* a division by zero, log(-1), ... */
    SECOND_OPEN,      /* not decided: too near, too deep, too long */
    SECOND_REFUSED,   /* means nothing: a sum up to 1/2, an empty min, ... */
    SECOND_STATES
} second_state;
const char *second_state_name(second_state s); /* "kept" */

/* The combinations of an item's finite variables, by what became of them.
 * OPEN and REFUSED also count ends of ranges and members of lists that have
 * no value: the combinations beyond them are then not looked at, and the
 * other counts are lower bounds. */
typedef struct {
    size_t n[SECOND_STATES];
    size_t narrowed; /* among the kept: conditions on real variables remain,
                        and no point was seen at which they hold */
    char first[200]; /* of UNDEFINED, OPEN or REFUSED: "n = 3" */
    second_state first_state;
} second_count;

/* Called at every combination, with the finite variables' values in the order
 * of the binders; false stops.  second_value may be called meanwhile. */
typedef bool second_fn(void *ctx, second *s, second_state st, mpq_t *value,
                       size_t n);

/* Runs through the combinations, the first variable slowest.  fn may be NULL.
 * In order, a condition that is false ends the matter; conditions on real
 * variables select nothing.  Intervals are real variables, of figures too. */
void second_combinations(second *s, const item *it, second_count *out,
                         second_fn *fn, void *ctx);

/* Points of a claim's domain, a few, at which it was read: its variables are
 * numbers there, and its sums and recursions closed. */
typedef struct {
    size_t held, failed; /* true; false, or undefined */
    size_t open;         /* not decided */
    char first[200];     /* of the failing: "n = 3, x = 1/2" */
} second_points;
void second_check(second *s, const item *claim, second_points *out);

/* A closed expression at the current combination (outside of one: alone).
 * SECOND_VALUE: *exact says that q is the value; otherwise the value is
 * irrational, or not known to be rational, and q is within 2^-48 of it, or
 * of its size. */
second_state second_value(second *s, const ast *a, mpq_ptr q, bool *exact);

#endif
