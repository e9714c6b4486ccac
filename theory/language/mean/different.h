/* theory/language/mean/different.h: `where a != b` on real variables. */
#ifndef ASSAY_LANGUAGE_DIFFERENT_H
#define ASSAY_LANGUAGE_DIFFERENT_H

#include "condition.h"

enum {
    MAX_DIFFERENT = 64, /* conditions a != b of one combination */
    MAX_DIFFERENT_CASES = 64
};

/* The conditions a != b of the combination at hand. */
typedef struct {
    struct {
        expr a, b;
        const ast *src;
    } v[MAX_DIFFERENT];
    size_t n;
} different;

/* Keeps an open condition a != b.  False after a reported error. */
bool different_keep(different *d, expansion *f, const condition *c);
/* How many of the cases a < b, a > b of all conditions together have a box
 * that is not empty; at most MAX_DIFFERENT_CASES + 1.  p is as it was. */
size_t different_count(const different *d, expansion *f, problem *p);
/* Calls fn in each of these cases, with p narrowed down to it.  Together they
 * cover all points of p at which the conditions hold, and no others.  False
 * when fn returned false, or the pool is full (reported). */
typedef bool different_case(void *ctx, expansion *f, problem *p);
bool different_split(const different *d, expansion *f, problem *p,
                     different_case *fn, void *ctx);

#endif
