/* numerics/search/tape_open.h: openness of ends, off the fast path: only lanes that
 * touch an open end of the box have any. */
#ifndef ASSAY_TAPE_OPEN_H
#define ASSAY_TAPE_OPEN_H

#include "tape_internal.h"

typedef enum {
    TAPE_OPEN_MUL,
    TAPE_OPEN_DIV,
    TAPE_OPEN_EVEN, /* |a|, a^2, a^4, ...; b is not looked at */
    TAPE_OPEN_MIN,
    TAPE_OPEN_MAX,
    TAPE_OPEN_HULL
} tape_open_rule;

/* The two masks of open ends of a rule's result.  b may be a. */
tape_flags tape_open_binary(tape_open_rule rule, const tape_reg *a,
                            tape_flags fa, const tape_reg *b, tape_flags fb);

#endif
