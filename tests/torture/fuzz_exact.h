/* tests/torture/fuzz_exact.h: random expressions under random hypotheses,
 * what normal forms say of them, and Arb at points. */
#ifndef ASSAY_FUZZ_EXACT_H
#define ASSAY_FUZZ_EXACT_H

#include "torture.h"

#include "../../numerics/enclose/eval.h"

typedef struct {
    long tries;  /* expressions with hypotheses, or jets */
    long zeros;  /* answers "zero", not about the constant 0, that Arb saw to
                    be 0 to many digits at a point of the domain */
    long forms;  /* normal forms and factorisations compared with what they
                    stand for, likewise */
    long points; /* values that were sharp enough to judge by */
    long wrong;  /* must be 0 */
} exact_tally;

void fuzz_exact_values(exact_tally *t, long count);
void fuzz_exact_jets(exact_tally *t, long count);

/* ---- for one another only ------------------------------------------------ */

enum {
    EXACT_VARS = 3,
    EXACT_POINTS = 6, /* admissible ones looked for */
    EXACT_BITS = 500
};

typedef struct {
    exact_tally *t;
    expr_pool *pool;
    problem p; /* the box and the hypotheses */
    eval *ev;
    mpq_t x[EXACT_POINTS][EXACT_VARS];
    int npoints;
    arb_t v; /* scratch */
} exact_subject;

/* invite_exact.c: all may be EXPR_NONE. */
expr invite_var(expr_pool *p);
expr invite_number(expr_pool *p);
expr invite_factor(expr_pool *p);
expr invite_product(expr_pool *p);
expr invite_powers(expr_pool *p);
expr invite_function(expr_pool *p, expr a);
expr invite_some(expr_pool *p, int size);
expr invite_loose(expr_pool *p, expr *known);
expr invite_narrowed(expr_pool *p, expr f);
/* doubt_exact.c: f rewritten by identities that hold nowhere, somewhere or
 * everywhere. */
expr doubt_exact(expr_pool *pool, expr f, int chance);

/* fuzz_exact.c.  f and g are shown, g may be EXPR_NONE. */
void fuzz_exact_wrong(exact_subject *s, const char *what, expr f, expr g,
                      mpq_t *x);
void fuzz_exact_place(mpq_t *x, const problem *p);
bool fuzz_exact_is_sharp(const arb_t v);
void fuzz_exact_begin(exact_subject *s); /* a new pool and box */
void fuzz_exact_look(exact_subject *s);  /* the evaluator's box, hypotheses */
void fuzz_exact_end(exact_subject *s);
void fuzz_exact_repeat(exact_tally *t, long count,
                       void (*one)(exact_subject *));

#endif
