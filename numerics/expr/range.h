/* numerics/expr/range.h: the range of one real variable, ends exact. */
#ifndef ASSAY_RANGE_H
#define ASSAY_RANGE_H

#include <gmp.h>
#include <stdbool.h>

typedef struct {
    mpq_t lo, hi;        /* unused where infinite */
    bool lo_inf, hi_inf; /* -inf, +inf; an infinite end is always open */
    bool lo_open, hi_open;
} range;

void range_init(range *r); /* [0, 0] */
void range_clear(range *r);
void range_set(range *r, const range *a);
bool range_is_empty(const range *r);
bool range_is_point(const range *r);
/* Is a, which is not empty, within r? */
bool range_contains(const range *r, const range *a);
bool range_contains_q(const range *r, mpq_srcptr q);

#endif
