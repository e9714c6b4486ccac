/* theory/evidence/outward.h: decimals that enclose, rounded outward.
 *
 * Text depends on nothing but the numbers: no locale, no printf of doubles.
 * Plain notation from 1e-5 to 1e16, otherwise "1.234e-12".
 */
#ifndef ASSAY_OUTWARD_H
#define ASSAY_OUTWARD_H

#include "../../numerics/enclose/iv.h"

#include <gmp.h>

/* lo <= hi as decimals: *lo_text rounded down, *hi_text up (malloc'd), both
 * with the same number of decimals, chosen so that the end of larger
 * magnitude has `digits` (1 .. 100000) significant ones.  Zeros that both
 * texts end in are dropped, so that an exact short value prints as itself;
 * 0 prints as "0". */
void outward_from_q(mpq_srcptr lo, mpq_srcptr hi, long digits, char **lo_text,
                    char **hi_text);

/* The ends of a defined interval; an infinite end prints as "-inf" or "inf",
 * the other one then stands alone. */
void outward_from_iv(iv_srcptr v, long digits, char **lo_text,
                     char **hi_text);

/* Exact text of q: "7", "0.125" where at most max_decimals decimals do it,
 * otherwise "22/7".  malloc'd. */
char *outward_exact(mpq_srcptr q, long max_decimals);

/* *q = the largest multiple of 10^place that is <= x (up false), or the
 * smallest that is >= x. */
void outward_round(mpq_ptr q, mpq_srcptr x, long place, bool up);
/* floor(log10 |x|) for x != 0. */
long outward_magnitude(mpq_srcptr x);
/* Zero, or between 2^-1000000 and 2^1000000: as a rational it is no burden. */
bool outward_is_moderate(mpfr_srcptr x);
/* A finite MPFR number as a rational (exact); ask first whether it is
 * moderate, or it may take a hundred megabytes. */
void outward_q_from_mpfr(mpq_ptr q, mpfr_srcptr x);

#endif
