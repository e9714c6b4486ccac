/* tests/numerics/exact_support.h: a pool, a box and an exact engine. */
#ifndef ASSAY_TEST_EXACT_SUPPORT_H
#define ASSAY_TEST_EXACT_SUPPORT_H

#include "../../numerics/enclose/eval.h"
#include "../../numerics/exact/exact.h"

enum {
    BENCH_VARS = 10
};

typedef struct {
    expr_pool *pool;
    eval *ev;
    exact *x;
    range box[BENCH_VARS];
} exact_bench;

/* Ranges such as "[0, 10] (0, inf)" for x, y, ...; the others are [1, 2]. */
void exact_bench_init(exact_bench *b, const char *ranges);
/* The same box seen by a fresh engine. */
void exact_bench_restart(exact_bench *b);
void exact_bench_clear(exact_bench *b);

#endif
