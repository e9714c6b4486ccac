/* numerics/enclose/rung.h: enclosures in hardware doubles, where these are
 * enough.  Believed.
 *
 * A rung is a list of operations, compiled once from expressions, each
 * shared subexpression once, and run box by box: what takes MPFR tens of
 * microseconds takes less than one.  It knows a part of the operations and
 * bounded boxes; whatever else comes, it says nothing, and the caller asks
 * eval.h.  It says nothing that eval.h with 53 bits or more would not say:
 * the interval of each node holds the one found there (rung_interval.h; of
 * functions, rung_function.c), so verdicts, certificates and margins are the
 * same without it (`--no-doubles`).
 *
 *   rung_interval.h   + - * / sqrt and the like, and why they enclose
 *   rung_function.c   functions at numbers, by interval arithmetic
 *   rung.c            lists of operations
 *   rung_series.c     Taylor coefficients: sums, quotients, functions
 *   rung_taylor.c     Taylor forms in one variable
 *   rung_internal.h   what these share (rung_series.h: the last two)
 *
 * Not thread-safe: one per thread. */
#ifndef ASSAY_RUNG_H
#define ASSAY_RUNG_H

#include "../expr/problem.h"
#include <mpfr.h>

#include "rung_interval.h"

typedef struct rung rung;

enum {
    RUNG_PREC = 53 /* the least precision that a rung may stand for */
};

/* Does this thread's processor round to nearest, to doubles, and keep
 * subnormals?  Nothing here may be asked unless it does. */
bool rung_usable(void);

/* The list for these n roots; NULL where a node is none of its operations.
 * jumps: IF may be among them, and nothing is then said of continuity. */
rung *rung_new(const expr_pool *pool, const expr *root, size_t n, bool jumps);
void rung_free(rung *r); /* NULL is harmless */

/* x[i] = the range's ends, outward; false where one is infinite. */
bool rung_set_box(rung_interval *x, const range *box, int nvars)
    __attribute__((warn_unused_result));
/* True where every root is defined, and continuous (unless it may jump), at
 * every point of the box x; value[k] then encloses root k.  False: nothing is said. */
bool rung_enclose(rung *r, const rung_interval *x, int nvars,
                  rung_interval *value) __attribute__((warn_unused_result));

/* For callers without doubles.  True where f, the root of r, which must not
 * jump, is defined and
 * continuous on the bounded box and f >= *lower there; *lower, of RUNG_PREC bits
 * or more, is set to a double. */
bool rung_lower(rung *r, const range *box, int nvars, mpfr_ptr lower)
    __attribute__((warn_unused_result));
/* The same by the mean value form: what slopes' roots f, f_1 .. f_n are on the
 * box, and f in its middle (see ../check/rule_meanvalue.c).  The slopes may
 * jump; f, of the same root, may not. */
bool rung_mean_value(rung *slopes, rung *f, const range *box, int nvars,
                     mpfr_ptr lower) __attribute__((warn_unused_result));
/* What a Taylor form is about. */
typedef struct {
    int var;      /* one of the box's */
    mpq_srcptr q; /* in the closure of that variable's range */
    int order;
} rung_about;

/* The same by the Taylor form of f, the root, about x_var = q: see
 * ../check/rule_taylor.c.  True only where f is `order` times continuously
 * differentiable in x_var all over the box's closure. */
bool rung_taylor(rung *f, const range *box, int nvars, const rung_about *t,
                 mpfr_ptr lower) __attribute__((warn_unused_result));
/* That form, and f where x_var = q. */
bool rung_taylor_form(rung *f, const range *box, int nvars, const rung_about *t,
                      rung_interval *form, rung_interval *at)
    __attribute__((warn_unused_result));

#endif
