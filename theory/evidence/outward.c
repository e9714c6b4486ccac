/* Decimals that enclose: every digit that is printed is rounded here, outward,
 * by exact arithmetic.  Believed. */
#include "outward.h"

#include "../../numerics/base/memory.h"
#include "../../numerics/base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    PLAIN_FROM = -5, /* least and largest magnitudes in plain notation */
    PLAIN_TO = 15,
    EXACT_BITS = 1000000 /* beyond these exponents only leading digits */
};

static void pow10_z(mpz_ptr r, unsigned long n)
{
    mpz_ui_pow_ui(r, 10, n);
}

/* x * 10^k, exact. */
static void scale(mpq_ptr r, mpq_srcptr x, long k)
{
    mpq_t p;
    mpq_init(p);
    pow10_z(mpq_numref(p), (unsigned long)(k < 0 ? -k : k));
    if (k < 0)
        mpq_div(r, x, p);
    else
        mpq_mul(r, x, p);
    mpq_clear(p);
}

static void floor_or_ceil(mpz_ptr n, mpq_srcptr x, bool up)
{
    if (up)
        mpz_cdiv_q(n, mpq_numref(x), mpq_denref(x));
    else
        mpz_fdiv_q(n, mpq_numref(x), mpq_denref(x));
}

void outward_round(mpq_ptr q, mpq_srcptr x, long place, bool up)
{
    mpq_t t;
    mpz_t n;
    mpq_init(t);
    mpz_init(n);
    scale(t, x, -place);
    floor_or_ceil(n, t, up);
    mpq_set_z(t, n);
    scale(q, t, place);
    mpz_clear(n);
    mpq_clear(t);
}

long outward_magnitude(mpq_srcptr x)
{
    mpq_t a, p, one;
    mpq_init(a);
    mpq_init(p);
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    mpq_abs(a, x);
    /* sizeinbase is exact or one too big: the estimate is off by at most 2 */
    long e = (long)mpz_sizeinbase(mpq_numref(a), 10) -
             (long)mpz_sizeinbase(mpq_denref(a), 10);
    scale(p, one, e);
    while (mpq_cmp(p, a) > 0)
        scale(p, one, --e);
    for (;;) {
        scale(p, one, e + 1);
        if (mpq_cmp(p, a) > 0)
            break;
        e++;
    }
    mpq_clear(a);
    mpq_clear(p);
    mpq_clear(one);
    return e;
}

static bool beyond(mpfr_srcptr x)
{
    return mpfr_regular_p(x) &&
           (mpfr_get_exp(x) > EXACT_BITS || mpfr_get_exp(x) < -EXACT_BITS);
}

bool outward_is_moderate(mpfr_srcptr x)
{
    return mpfr_number_p(x) && !beyond(x);
}

void outward_q_from_mpfr(mpq_ptr q, mpfr_srcptr x)
{
    if (mpfr_zero_p(x)) {
        mpq_set_si(q, 0, 1);
        return;
    }
    mpfr_exp_t e = mpfr_get_z_2exp(mpq_numref(q), x); /* exact */
    mpz_set_ui(mpq_denref(q), 1);
    if (e >= 0)
        mpq_mul_2exp(q, q, (mp_bitcnt_t)e);
    else
        mpq_div_2exp(q, q, (mp_bitcnt_t)-e);
    mpq_canonicalize(q);
}

/* ---- text --------------------------------------------------------------- */

/* n * 10^-decimals, with that many decimals. */
static char *fixed(mpz_srcptr n, long decimals)
{
    text_buf b = {0};
    char *s = mpz_get_str(NULL, 10, n);
    const char *d = s[0] == '-' ? s + 1 : s;
    long len = (long)strlen(d);
    if (s[0] == '-')
        text_put(&b, "-");
    if (decimals <= 0) {
        text_put(&b, d);
        for (long i = 0; i < -decimals && mpz_sgn(n) != 0; i++)
            text_put(&b, "0");
    } else {
        if (len > decimals)
            text_put_n(&b, d, (size_t)(len - decimals));
        else
            text_put(&b, "0");
        text_put(&b, ".");
        for (long i = len; i < decimals; i++)
            text_put(&b, "0");
        text_put(&b, len > decimals ? d + (len - decimals) : d);
    }
    free(s);
    return text_take(&b);
}

static char *with_exponent(mpz_srcptr n, long decimals, long exponent)
{
    char *m = fixed(n, decimals);
    text_buf b = {0};
    text_put(&b, m);
    if (mpz_sgn(n) != 0)
        text_printf(&b, "e%ld", exponent);
    free(m);
    return text_take(&b);
}

static void put_pair(mpz_ptr a, mpz_ptr b, long place, long magnitude,
                     char **lo_text, char **hi_text)
{
    bool plain = magnitude >= PLAIN_FROM && magnitude <= PLAIN_TO;
    /* common zeros at the end say nothing */
    while ((place < 0 || !plain) && (mpz_sgn(a) != 0 || mpz_sgn(b) != 0) &&
           mpz_divisible_ui_p(a, 10) && mpz_divisible_ui_p(b, 10)) {
        mpz_divexact_ui(a, a, 10);
        mpz_divexact_ui(b, b, 10);
        place++;
    }
    if (mpz_sgn(a) == 0 && mpz_sgn(b) == 0)
        place = 0;
    *lo_text = plain ? fixed(a, -place)
                     : with_exponent(a, magnitude - place, magnitude);
    *hi_text = plain ? fixed(b, -place)
                     : with_exponent(b, magnitude - place, magnitude);
    for (int k = 0; k < 2; k++)
        if (mpz_sgn(k == 0 ? a : b) == 0) {
            char **t = k == 0 ? lo_text : hi_text;
            free(*t);
            *t = xstrdup("0");
        }
}

void outward_from_q(mpq_srcptr lo, mpq_srcptr hi, long digits, char **lo_text,
                    char **hi_text)
{
    mpq_t t;
    mpz_t a, b;
    mpq_init(t);
    mpz_init(a);
    mpz_init(b);
    long m = 0, place = 0;
    if (mpq_sgn(lo) != 0 || mpq_sgn(hi) != 0) {
        long ml = mpq_sgn(lo) != 0 ? outward_magnitude(lo) : 0;
        long mh = mpq_sgn(hi) != 0 ? outward_magnitude(hi) : ml;
        if (mpq_sgn(lo) == 0)
            ml = mh;
        m = ml > mh ? ml : mh;
        place = m - digits + 1;
    }
    scale(t, lo, -place);
    floor_or_ceil(a, t, false);
    scale(t, hi, -place);
    floor_or_ceil(b, t, true);
    put_pair(a, b, place, m, lo_text, hi_text);
    mpz_clear(a);
    mpz_clear(b);
    mpq_clear(t);
}

/* ---- intervals ---------------------------------------------------------- */

/* One end alone, for exponents that no fixed number of decimals suits. */
static char *leading(mpfr_srcptr x, long digits, mpfr_rnd_t rnd)
{
    mpfr_exp_t e;
    text_buf b = {0};
    if (mpfr_inf_p(x))
        return xstrdup(mpfr_sgn(x) > 0 ? "inf" : "-inf");
    if (mpfr_zero_p(x))
        return xstrdup("0");
    char *s = mpfr_get_str(NULL, &e, 10, digits < 2 ? 2 : (size_t)digits, x,
                           rnd);
    const char *d = s[0] == '-' ? s + 1 : s;
    if (s[0] == '-')
        text_put(&b, "-");
    text_put_n(&b, d, 1);
    text_put(&b, ".");
    text_put(&b, d + 1);
    text_printf(&b, "e%ld", (long)e - 1);
    mpfr_free_str(s);
    return text_take(&b);
}

void outward_from_iv(iv_srcptr v, long digits, char **lo_text, char **hi_text)
{
    mpfr_srcptr l = iv_lower(v), h = iv_upper(v);
    if (beyond(l) || beyond(h)) {
        *lo_text = leading(l, digits, MPFR_RNDD);
        *hi_text = leading(h, digits, MPFR_RNDU);
        return;
    }
    bool linf = mpfr_inf_p(l) != 0, hinf = mpfr_inf_p(h) != 0;
    mpq_t a, b;
    mpq_init(a);
    mpq_init(b);
    if (!linf)
        outward_q_from_mpfr(a, l);
    if (!hinf)
        outward_q_from_mpfr(b, h);
    char *unused = NULL;
    if (linf)
        *lo_text = leading(l, digits, MPFR_RNDD);
    if (hinf)
        *hi_text = leading(h, digits, MPFR_RNDU);
    if (!linf || !hinf)
        outward_from_q(linf ? b : a, hinf ? a : b, digits,
                       linf ? &unused : lo_text, hinf ? &unused : hi_text);
    free(unused);
    mpq_clear(a);
    mpq_clear(b);
}

/* ---- exact -------------------------------------------------------------- */

char *outward_exact(mpq_srcptr q, long max_decimals)
{
    mpq_t t;
    mpq_init(t);
    char *s = NULL;
    for (long k = 0; k <= max_decimals && s == NULL; k++) {
        scale(t, q, k);
        if (mpz_cmp_ui(mpq_denref(t), 1) == 0)
            s = fixed(mpq_numref(t), k);
    }
    mpq_clear(t);
    return s != NULL ? s : mpq_get_str(NULL, 10, q);
}
