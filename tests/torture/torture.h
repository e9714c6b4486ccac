/* tests/torture/torture.h: what the tortures share.
 *
 * A reduced number of mutants runs in `make check`; with ASSAY_TORTURE set
 * (`make torture`) the full number.  ASSAY_TEST_SEED changes the seed, which
 * is printed.
 *
 * Truth is never taken from the program under test.  A mutant is *false* only
 * when Arb, at one rational point, certifies that the hypotheses hold and the
 * relation fails; it is *true* only when it follows from a statement that is
 * true by its source (a published or derived label) and a step that preserves
 * truth (f >= 0 gives f + 1/1000 >= 0, and the like).  All other mutants are
 * *unknown*: of them, a refutation's point and a proof's sampled points are
 * checked by Arb. */
#ifndef ASSAY_TORTURE_H
#define ASSAY_TORTURE_H

#include "../../numerics/numerics.h"

#include <arb.h>

/* Reduced or full. */
long torture_count(long reduced, long full);

typedef enum {
    POINT_VALUE,
    POINT_UNKNOWN,
    POINT_UNDEFINED
} point_state;
/* f at a rational point by Arb alone: out encloses the value (POINT_VALUE);
 * certainly undefined there; or neither was seen at this precision. */
point_state point_value(arb_t out, const expr_pool *pool, expr f, mpq_t *x,
                        slong prec);
/* x lies in the box and every hypothesis certainly holds there. */
bool point_is_admissible(const problem *p, mpq_t *x);
/* Admissible, and goal g certainly fails there (f < 0, or undefined). */
bool point_fails(const problem *p, size_t g, mpq_t *x);
/* Admissible, and goal g certainly holds there with f > 0. */
bool point_holds(const problem *p, size_t g, mpq_t *x);

/* A new problem with the same pool, names, box and hypotheses, and one goal. */
void problem_with_goal(problem *q, const problem *p, expr f, bool strict);
void points_init(mpq_t *x, int n);
void points_clear(mpq_t *x, int n);
/* A random point of the box, near its ends now and then. */
void random_box_point(mpq_t *x, const problem *p);
/* Lowers goal g over the box in doubles, from x on: nothing is certain about
 * the result but that it lies in the box. */
void polish(mpq_t *x, const problem *p, size_t g);

/* Statements: those of other provers, the search's test cases and the items
 * of the documents.  truth: 1 true, 0 false (both by source), -1 not said. */
typedef void base_fn(void *ctx, const char *name, int truth, problem *p);
/* Each returns how many it handed out. */
size_t bases_peer(base_fn *fn, void *ctx);
size_t bases_cases(base_fn *fn, void *ctx);
/* At most per_item instances of a claim.  folder: a paper's. */
size_t bases_documents(const char *folder, size_t per_item, base_fn *fn,
                       void *ctx);

#endif
