/* Doubles, rationals and text: directed, refusing, or a guess that is named
 * so.  Believed: rational_read and rational_read_decimal, which say what
 * number is meant, rational_from_double, which is exact, and the directed
 * conversions.  See rational.h. */
#include "rational.h"

#include "memory.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- doubles ------------------------------------------------------------ */

double rational_near(mpq_srcptr q)
{
    double d = mpq_get_d(q); /* towards 0; beyond the doubles: infinite */
    if (d > DBL_MAX)
        return DBL_MAX;
    return d < -DBL_MAX ? -DBL_MAX : d + 0.0; /* no -0 */
}

/* The sign of x - q. */
static int compare(double x, mpq_srcptr q)
{
    mpq_t t;
    mpq_init(t);
    mpq_set_d(t, x); /* exact: x is finite */
    int c = mpq_cmp(t, q);
    mpq_clear(t);
    return c;
}

double rational_lower(mpq_srcptr q)
{
    double d = rational_near(q);
    return compare(d, q) > 0 ? nextafter(d, -INFINITY) : d;
}

double rational_upper(mpq_srcptr q)
{
    double d = rational_near(q);
    return compare(d, q) < 0 ? nextafter(d, INFINITY) : d;
}

/* Numerator and denominator below 2^53 are doubles, and their quotient is
 * rounded once: exact over a power of two (a normal number, since it is 0 or
 * at least 2^-53), else within half a unit, and 2^-52 of it is one or more. */
void rational_bracket(mpq_srcptr q, double *lo, double *hi)
{
    mpz_srcptr num = mpq_numref(q), den = mpq_denref(q);
    if (mpz_sizeinbase(num, 2) > 53 || mpz_sizeinbase(den, 2) > 53) {
        *lo = rational_lower(q);
        *hi = rational_upper(q);
        return;
    }
    double c = mpz_get_d(num) / mpz_get_d(den); /* both exact */
    double e = mpz_scan1(den, 0) + 1 == mpz_sizeinbase(den, 2)
                   ? 0
                   : fabs(c) * 0x1p-52;
    *lo = c - e;
    *hi = c + e;
}

bool rational_from_double(mpq_ptr q, double x)
{
    if (!isfinite(x))
        return false;
    mpq_set_d(q, x);
    return true;
}

void rational_guess(mpq_ptr q, double x)
{
    if (!rational_from_double(q, x))
        mpq_set_si(q, 0, 1);
}

double rational_lower_fr(mpfr_srcptr x)
{
    return mpfr_get_d(x, MPFR_RNDD);
}

double rational_upper_fr(mpfr_srcptr x)
{
    return mpfr_get_d(x, MPFR_RNDU);
}

void rational_to_fr(mpfr_ptr r, double x)
{
    mpfr_set_d(r, x, MPFR_RNDN); /* exact */
}

double rational_near_fr(mpfr_srcptr x)
{
    return mpfr_get_d(x, MPFR_RNDN);
}

/* ---- text --------------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits_at(const char *s, size_t n)
{
    size_t k = 0;
    while (k < n && is_digit(s[k]))
        k++;
    return k;
}

/* z from n digits. */
static void set_digits(mpz_ptr z, const char *s, size_t n)
{
    char *copy = xmalloc(n + 1);
    memcpy(copy, s, n);
    copy[n] = '\0';
    if (mpz_set_str(z, copy, 10) != 0) /* no digits at all */
        mpz_set_ui(z, 0);
    free(copy);
}

static bool reads(mpq_ptr q, const char *s, size_t n)
{
    bool negative = n > 0 && *s == '-';
    s += negative;
    n -= negative;
    size_t above = digits_at(s, n);
    if (above == 0 || (*s == '0' && (above > 1 || negative || n > 1)))
        return false;
    set_digits(mpq_numref(q), s, above);
    if (negative)
        mpz_neg(mpq_numref(q), mpq_numref(q));
    if (above == n)
        return true;
    const char *below = s + above + 1;
    size_t m = n - above - 1;
    if (s[above] != '/' || m == 0 || digits_at(below, m) != m || *below == '0')
        return false;
    set_digits(mpq_denref(q), below, m);
    mpz_t common;
    mpz_init(common);
    mpz_gcd(common, mpq_numref(q), mpq_denref(q));
    bool lowest =
        mpz_cmp_ui(common, 1) == 0 && mpz_cmp_ui(mpq_denref(q), 1) > 0;
    mpz_clear(common);
    return lowest;
}

bool rational_read(mpq_ptr q, const char *s, size_t n)
{
    mpq_set_si(q, 0, 1);
    bool ok = reads(q, s, n);
    if (!ok)
        mpq_set_si(q, 0, 1);
    return ok;
}

/* q * 10^e, in lowest terms. */
static void scale(mpq_ptr q, long e)
{
    mpz_t ten;
    mpz_init(ten);
    mpz_ui_pow_ui(ten, 10, e < 0 ? 0 - (unsigned long)e : (unsigned long)e);
    if (e >= 0)
        mpz_mul(mpq_numref(q), mpq_numref(q), ten);
    else
        mpz_mul(mpq_denref(q), mpq_denref(q), ten);
    mpz_clear(ten);
    mpq_canonicalize(q);
}

/* The exponent written behind an "e"; false when it is none, or beyond. */
static bool exponent_at(const char *s, size_t n, long most, long *e)
{
    bool negative = n > 0 && *s == '-';
    size_t sign = n > 0 && (*s == '-' || *s == '+') ? 1 : 0;
    if (digits_at(s + sign, n - sign) != n - sign || n == sign)
        return false;
    *e = 0;
    for (size_t i = sign; i < n && *e <= most; i++)
        *e = 10 * *e + (s[i] - '0');
    bool ok = *e <= most;
    if (negative)
        *e = -*e;
    return ok;
}

bool rational_read_decimal(mpq_ptr q, const char *s, size_t n,
                           long max_exponent)
{
    size_t at = n > 0 && *s == '-' ? 1 : 0, nd = 0, places = 0;
    char *digits = xmalloc(n + 1);
    long e = 0;
    bool point = false;
    for (; at < n && (is_digit(s[at]) || (s[at] == '.' && !point)); at++) {
        if (s[at] == '.')
            point = true;
        else {
            digits[nd++] = s[at];
            places += point;
        }
    }
    bool ok = nd > 0;
    if (ok && at < n)
        ok = (s[at] == 'e' || s[at] == 'E') &&
             exponent_at(s + at + 1, n - at - 1, max_exponent, &e);
    mpq_set_si(q, 0, 1);
    if (ok) {
        set_digits(mpq_numref(q), digits, nd);
        if (*s == '-')
            mpz_neg(mpq_numref(q), mpq_numref(q));
        scale(q, e - (long)places);
    }
    free(digits);
    return ok;
}
