/* numerics/base/rational.h: the one way between doubles, rationals and text.
 *
 * GMP and MPFR end the process, or leave the result to the system, where a
 * double cannot hold a number or a text is none.  Here every conversion says
 * what it does then: it is directed (`_lower` is never above, `_upper` never
 * below), or it is a guess for sampling and drawing (`_near`, always finite),
 * or it refuses.  No other file calls the libraries' own (a test holds that).
 */
#ifndef ASSAY_RATIONAL_H
#define ASSAY_RATIONAL_H

#include <gmp.h>
#include <mpfr.h>
#include <stdbool.h>
#include <stddef.h>

/* The largest double that is not above q: -inf below all doubles. */
double rational_lower(mpq_srcptr q);
/* The least double that is not below q: +inf above all doubles. */
double rational_upper(mpq_srcptr q);
/* Doubles lo <= q <= hi, quickly: the same where q is a short binary fraction;
 * otherwise at most three neighbours apart while neither overflows. */
void rational_bracket(mpq_srcptr q, double *lo, double *hi);
/* A finite double near q, for what decides nothing: the next one towards 0,
 * at most the largest there is. */
double rational_near(mpq_srcptr q);
/* q = x, exactly; false, and q as it was, when x is not finite. */
bool rational_from_double(mpq_ptr q, double x)
    __attribute__((warn_unused_result));
/* The same, 0 where x is not finite: for guesses. */
void rational_guess(mpq_ptr q, double x);

/* The same of x, a NaN of a NaN; `_near` may be infinite. */
double rational_lower_fr(mpfr_srcptr x);
double rational_upper_fr(mpfr_srcptr x);
double rational_near_fr(mpfr_srcptr x);
/* r, of 53 bits or more, = x exactly; NaN and infinities stay what they are. */
void rational_to_fr(mpfr_ptr r, double x);

/* A fraction in lowest terms as mpq_get_str writes it, and nothing else, in
 * the n bytes at s: "-3/2", "7"; not "8/2", "+1", "01", "-0", "1/1".  False
 * otherwise, and q is 0. */
bool rational_read(mpq_ptr q, const char *s, size_t n)
    __attribute__((warn_unused_result));
/* A decimal, ["-"] digits ["." digits] [("e" | "E") ["+" | "-"] digits], in
 * the n bytes at s; ".5" and "5." are read as well.  False, and q is 0, for
 * anything else, and where the written exponent is beyond +-max_exponent. */
bool rational_read_decimal(mpq_ptr q, const char *s, size_t n,
                           long max_exponent)
    __attribute__((warn_unused_result));

#endif
