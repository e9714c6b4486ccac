/* Enclosures as decimals whose last digits say how good they are. */
#include "decimal.h"
#include "../numerics/base/limits.h"
#include "../numerics/base/rational.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_DIGITS = 12 };

/* q = 10^n, n of either sign; exact */
static void power_of_ten(mpq_ptr q, long n)
{
    mpq_set_ui(q, 1, 1);
    mpz_ui_pow_ui(n < 0 ? mpq_denref(q) : mpq_numref(q), 10,
                  (unsigned long)labs(n));
}

bool decimal_read(mpq_ptr q, const char *s)
{
    if (s == NULL)
        return false;
    s += *s == '+';
    return rational_read_decimal(q, s, strlen(s), LIMIT_PRINTED_EXPONENT);
}

/* The e with 10^e <= |q| < 10^(e+1), q != 0. */
static long magnitude(mpq_srcptr q)
{
    mpq_t t, p;
    long e = (long)mpz_sizeinbase(mpq_numref(q), 10) -
             (long)mpz_sizeinbase(mpq_denref(q), 10) + 1;
    mpq_inits(t, p, NULL);
    mpq_abs(t, q);
    power_of_ten(p, e);
    while (mpq_cmp(t, p) < 0)
        power_of_ten(p, --e);
    mpq_clears(t, p, NULL);
    return e;
}

/* v = q / 10^e rounded to the nearest integer, halves up; or cut off. */
static void scale_to_integer(mpz_ptr v, mpq_srcptr q, long e, bool cut)
{
    mpq_t t, p;
    mpq_inits(t, p, NULL);
    power_of_ten(p, -e);
    mpq_mul(t, q, p);
    if (cut) {
        mpz_tdiv_q(v, mpq_numref(t), mpq_denref(t));
    } else {
        mpq_set_ui(p, 1, 2);
        mpq_add(t, t, p);
        mpz_fdiv_q(v, mpq_numref(t), mpq_denref(t));
    }
    mpq_clears(t, p, NULL);
}

/* |v 10^e - q| <= 10^e */
static bool is_within_unit(mpz_srcptr v, mpq_srcptr q, long e)
{
    mpq_t t, u;
    mpq_inits(t, u, NULL);
    power_of_ten(u, e);
    mpq_set_z(t, v);
    mpq_mul(t, t, u);
    mpq_sub(t, t, q);
    mpq_abs(t, t);
    bool ok = mpq_cmp(t, u) <= 0;
    mpq_clears(t, u, NULL);
    return ok;
}

static void put_exponent(text_buf *b, long x, decimal_style style)
{
    static const char *const up[] = {"⁰", "¹", "²", "³", "⁴",
                                     "⁵", "⁶", "⁷", "⁸", "⁹"};
    char s[32];
    if (style == DECIMAL_PLAIN) {
        text_printf(b, "e%ld", x);
        return;
    }
    text_put(b, x < 0 ? "×10⁻" : "×10");
    snprintf(s, sizeof s, "%ld", labs(x));
    for (const char *p = s; *p != '\0'; p++)
        text_put(b, up[*p - '0']);
}

/* v 10^e, with `tail` ("(1)", "...") after the last digit.  An exact value
 * (empty tail) loses trailing zeros and may be padded with them. */
static void put_number(text_buf *b, mpz_srcptr v, long e, const char *tail,
                       decimal_style style)
{
    char *all = mpz_get_str(NULL, 10, v), *s = all;
    size_t n;
    if (*s == '-') {
        text_put(b, style == DECIMAL_PLAIN ? "-" : "−");
        s++;
    }
    for (n = strlen(s); tail[0] == '\0' && n > 1 && s[n - 1] == '0'; n--)
        e++;
    s[n] = '\0';
    long x = e + (long)n - 1; /* the leading digit's place */
    if (style != DECIMAL_POWER && x >= -5 &&
        (e <= 0 ? x < 60 : x < 15 && tail[0] == '\0')) {
        if (x < 0)
            text_printf(b, "0.%.*s", (int)(-x - 1), "00000000");
        for (long i = 0; i < (long)n || i <= x; i++) {
            if (i == x + 1 && x >= 0)
                text_put(b, ".");
            text_put_n(b, i < (long)n ? s + i : "0", 1);
        }
        text_put(b, tail);
    } else {
        text_printf(b, n > 1 ? "%.1s." : "%.1s", s);
        text_printf(b, "%s%s", s + 1, tail);
        put_exponent(b, x, style);
    }
    free(all);
}

static void put_ends(text_buf *b, const enclosure *e)
{
    text_printf(b, "[%s, %s]", e->lo != NULL ? e->lo : "?",
                e->hi != NULL ? e->hi : "?");
}

/* The finest place 10^e, and v, such that v 10^e is within a unit of both. */
static bool finest(mpz_ptr v, long *e, mpq_srcptr lo, mpq_srcptr hi,
                   long digits)
{
    mpq_t mid, w, two;
    mpq_inits(mid, w, two, NULL);
    mpq_set_ui(two, 2, 1);
    mpq_add(mid, lo, hi);
    mpq_div(mid, mid, two);
    mpq_sub(w, hi, lo);
    mpq_div(w, w, two);
    bool ok = mpq_sgn(mid) != 0;
    if (ok) {
        long top = magnitude(mid);
        *e = top - digits + 1;
        if (mpq_sgn(w) != 0 && magnitude(w) > *e)
            *e = magnitude(w);
        do {
            scale_to_integer(v, mid, *e, false);
            ok = is_within_unit(v, lo, *e) && is_within_unit(v, hi, *e);
        } while (!ok && ++*e <= top);
    }
    mpq_clears(mid, w, two, NULL);
    return ok && mpz_sgn(v) != 0;
}

void decimal_show(text_buf *b, const enclosure *e, long digits,
                  decimal_style style)
{
    mpq_t lo, hi;
    mpz_t v;
    long place = 0;
    mpq_inits(lo, hi, NULL);
    mpz_init(v);
    digits = digits > 0 ? digits : DEFAULT_DIGITS;
    bool ok = decimal_read(lo, e->lo) && decimal_read(hi, e->hi) &&
              mpq_cmp(lo, hi) <= 0;
    bool point = ok && mpq_equal(lo, hi);
    if (point && mpq_sgn(lo) == 0) {
        text_put(b, "0");
    } else if (!ok || !finest(v, &place, lo, hi, digits)) {
        put_ends(b, e);
    } else {
        mpq_t shown;
        mpq_init(shown);
        power_of_ten(shown, place);
        mpq_set_z(hi, v);
        mpq_mul(shown, shown, hi);
        point = point && mpq_equal(shown, lo);
        mpq_clear(shown);
        put_number(b, v, place, point ? "" : "(1)", style);
    }
    mpz_clear(v);
    mpq_clears(lo, hi, NULL);
}

bool decimal_has_power(const enclosure *e, long digits)
{
    text_buf b = {0};
    decimal_show(&b, e, digits, DECIMAL_PLAIN);
    bool power = b.s != NULL && b.s[0] != '[' && strchr(b.s, 'e') != NULL;
    text_clear(&b);
    return power;
}

/* The finest place to which lo and hi agree when cut off there. */
static bool common(mpz_ptr v, long *place, mpq_srcptr lo, mpq_srcptr hi,
                   long digits)
{
    mpz_t u;
    bool same = false;
    long top = magnitude(mpq_sgn(lo) > 0 ? hi : lo);
    mpz_init(u);
    for (*place = top - digits; !same && *place < top;) {
        ++*place;
        scale_to_integer(v, lo, *place, true);
        scale_to_integer(u, hi, *place, true);
        same = mpz_cmp(v, u) == 0 && mpz_sgn(v) != 0;
    }
    mpz_clear(u);
    return same;
}

bool decimal_has_prefix(const enclosure *e, long digits)
{
    mpq_t lo, hi;
    mpz_t v;
    long place = 0;
    mpq_inits(lo, hi, NULL);
    mpz_init(v);
    bool ok = decimal_read(lo, e->lo) && decimal_read(hi, e->hi);
    if (ok && mpq_sgn(lo) * mpq_sgn(hi) > 0)
        ok = common(v, &place, lo, hi, digits) &&
             place == magnitude(mpq_sgn(lo) > 0 ? hi : lo) - digits + 1;
    else
        ok = ok && mpq_equal(lo, hi);
    mpz_clear(v);
    mpq_clears(lo, hi, NULL);
    return ok;
}

void decimal_show_prefix(text_buf *b, const enclosure *e, long digits)
{
    mpq_t lo, hi, shown;
    mpz_t v, u;
    long place = 0, best = 0;
    mpq_inits(lo, hi, shown, NULL);
    mpz_inits(v, u, NULL);
    digits = digits > 0 ? digits : DEFAULT_DIGITS;
    /* around 2.000 the digits that are shared are far fewer than those that
     * are known: then 2.000(1) says more */
    bool ok = decimal_read(lo, e->lo) && decimal_read(hi, e->hi) &&
              mpq_cmp(lo, hi) <= 0 && mpq_sgn(lo) * mpq_sgn(hi) > 0 &&
              common(v, &place, lo, hi, digits) &&
              finest(u, &best, lo, hi, digits) && place <= best + 1;
    if (ok) {
        power_of_ten(hi, place);
        mpq_set_z(shown, v);
        mpq_mul(shown, shown, hi);
        bool exact = decimal_read(hi, e->hi) && mpq_equal(shown, lo) &&
                     mpq_equal(shown, hi);
        put_number(b, v, place, exact ? "" : "...", DECIMAL_PLAIN);
    } else {
        decimal_show(b, e, digits, DECIMAL_PLAIN);
    }
    mpz_clears(v, u, NULL);
    mpq_clears(lo, hi, shown, NULL);
}
