/* numerics/search/search_terms.h: sums taken apart, and functions of products
 * and sums written out: for tactics that compare both sides. */
#ifndef ASSAY_SEARCH_TERMS_H
#define ASSAY_SEARCH_TERMS_H

#include "search_internal.h"

enum {
    SEARCH_TERMS = 12
};

/* f = sum of sign[k] e[k]. */
typedef struct {
    expr e[SEARCH_TERMS];
    int sign[SEARCH_TERMS];
    size_t n;
} search_terms;

/* False when f has too many. */
bool search_terms_of(expr_pool *pool, expr f, search_terms *t);
/* sign times the sum of all but the k-th. */
expr search_terms_but(expr_pool *pool, const search_terms *t, size_t k,
                      int sign);

/* log a, exp a and a^n, written out where a is a product, a sum, a root; for
 * logarithms e says what is positive. */
expr search_terms_log(expr_pool *pool, eval *e, expr a);
expr search_terms_exp(expr_pool *pool, expr a);
expr search_terms_power(expr_pool *pool, expr a, long n);
/* A factor of the product a whose operation is among ops and which is not
 * closed; NONE: there is none. */
expr search_terms_factor(const expr_pool *pool, expr a, uint64_t ops);

#endif
