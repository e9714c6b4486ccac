/* Random integrals, and sums to infinity, whose value, or lack of one, is known from textbooks: both
 * engines' enclosures hold that value, which Arb works out from its closed
 * form at 256 bits, and enclose nothing that has none.
 *
 * Kinks inside the range, poles just outside, on or inside it, halves that
 * cancel, narrow peaks, ends the wrong way round, integrands without a value
 * at one point, nested integrals, and powers and exponentials about the
 * exponents at which they have an integral no more; end singularities with
 * logarithms, removable ones; sums of powers and of geometric kind. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "torture.h"

#include "../../numerics/enclose/eval.h"
#include "../../numerics/recheck/recheck.h"
#include "../numerics/iv_support.h"

#include <arb_hypgeom.h>
#include <stdio.h>
#include <string.h>

enum {
    PREC = 64,
    TRUE_PREC = 256,
    IN_CHECK = 60,
    ALL = 10000,
    TEXT = 600
};

typedef struct {
    char text[TEXT];
    arb_t value;
    bool none; /* it has no value */
} integral;

typedef struct {
    long n, wrong, wide, open, none, shown;
} tally;

/* ---- closed forms ------------------------------------------------------- */

static void set_ratio(arb_t r, long p, long q)
{
    arb_set_si(r, p);
    arb_div_si(r, r, q, TRUE_PREC);
}

/* |t - p/q| from a to b, a < p/q < b. */
static void kink(integral *i)
{
    long q = random_in(2, 9), p = random_in(1, q - 1), b = random_in(1, 9);
    arb_t c, d;
    arb_init(c);
    arb_init(d);
    snprintf(i->text, TEXT,
             "(integral @57 0 %ld (abs (sub @57 (div %ld %ld))))", b, p, q);
    set_ratio(c, p, q);
    arb_sub_si(d, c, b, TRUE_PREC);
    arb_sqr(d, d, TRUE_PREC);
    arb_sqr(c, c, TRUE_PREC);
    arb_add(i->value, c, d, TRUE_PREC);
    arb_mul_2exp_si(i->value, i->value, -1);
    arb_clear(c);
    arb_clear(d);
}

/* 1/(t - c) from 0 to b: log(|b - c|/|c|), where c is not between. */
static void pole(integral *i)
{
    static const long near[] = {1, 10, 1000, 1000000};
    long b = random_in(1, 9), q = near[random_in(0, 3)];
    long p = random_in(-3, 2); /* c = p/q, or b - p/q */
    bool at_b = random_chance(50);
    arb_t c, d;
    arb_init(c);
    arb_init(d);
    set_ratio(c, p, q);
    if (at_b) {
        arb_neg(c, c);
        arb_add_si(c, c, b, TRUE_PREC);
        snprintf(
            i->text, TEXT,
            "(integral @57 0 %ld (div 1 (sub @57 (sub %ld (div %ld %ld)))))", b,
            b, p, q);
    } else {
        snprintf(i->text, TEXT,
                 "(integral @57 0 %ld (div 1 (sub @57 (div %ld %ld))))", b, p,
                 q);
    }
    /* inside or on the range: 0 <= p/q <= b either way */
    i->none = p >= 0 && p <= b * q;
    if (!i->none) {
        arb_sub_si(d, c, b, TRUE_PREC);
        arb_div(d, d, c, TRUE_PREC);
        arb_log(i->value, d, TRUE_PREC);
    }
    arb_clear(c);
    arb_clear(d);
}

/* k t^m cosh t + t^2 from -b to b, m odd: 2 b^3/3 */
static void halves(integral *i)
{
    long b = random_in(1, 4), m = 2 * random_in(0, 2) + 1;
    long k = random_in(1, 9) * (random_chance(50) ? 1000000 : 1);
    snprintf(i->text, TEXT,
             "(integral @57 -%ld %ld (add (mul %ld (mul (pow (tanh @57) %ld) "
             "(cosh @57))) (pow @57 2)))",
             b, b, k, m);
    set_ratio(i->value, 2 * b * b * b, 3);
}

/* 1/(1 + w^2 (t - c)^2) from 0 to 1 or back: (atan w(1 - c) + atan w c)/w */
static void peak(integral *i)
{
    static const long widths[] = {1, 100, 10000, 1000000};
    long w = widths[random_in(0, 3)], q = random_in(2, 97);
    long p = random_in(0, q);
    bool back = random_chance(40);
    arb_t c, d;
    arb_init(c);
    arb_init(d);
    snprintf(i->text, TEXT,
             "(integral @57 %d %d (div 1 (add 1 (mul %ld (pow (sub @57 "
             "(div %ld %ld)) 2)))))",
             back, !back, w * w, p, q);
    set_ratio(c, p, q);
    arb_sub_si(d, c, 1, TRUE_PREC);
    arb_neg(d, d);
    arb_mul_si(c, c, w, TRUE_PREC);
    arb_mul_si(d, d, w, TRUE_PREC);
    arb_atan(c, c, TRUE_PREC);
    arb_atan(d, d, TRUE_PREC);
    arb_add(c, c, d, TRUE_PREC);
    arb_div_si(i->value, c, back ? -w : w, TRUE_PREC);
    arb_clear(c);
    arb_clear(d);
}

/* t^(p/q) from 0 to 1, or from 1 to inf: 1/|p/q + 1| */
static void power(integral *i)
{
    long q = random_in(2, 30), p = random_in(-2 * q, q);
    bool far = random_chance(50);
    snprintf(i->text, TEXT,
             "(integral @57 %s (exp (mul (div %ld %ld) (log @57))))",
             far ? "1 inf" : "0 1", p, q);
    i->none = far ? p >= -q : p <= -q;
    if (!i->none)
        set_ratio(i->value, q, far ? -(p + q) : p + q);
}

/* t e^(-k t) from 0 to inf: 1/k^2, for k > 0 */
static void decay(integral *i)
{
    long q = random_in(1, 9), p = random_in(-1, 9);
    snprintf(
        i->text, TEXT,
        "(integral @57 0 inf (mul @57 (exp (neg (mul (div %ld %ld) @57)))))", p,
        q);
    i->none = p <= 0;
    if (!i->none)
        set_ratio(i->value, q * q, p * p);
}

/* 1, but for one point, where it has no value: from 0 to 1 */
static void one_point(integral *i)
{
    long q = random_in(2, 50), p = random_in(0, q);
    bool root = random_chance(50);
    snprintf(
        i->text, TEXT,
        root ? "(integral @57 0 1 (div 1 (sqrt (abs (sub @57 (div %ld %ld))))))"
             : "(integral @57 0 1 (div (sub @57 (div %ld %ld)) "
               "(sub @57 (div %ld %ld))))",
        p, q, p, q);
    i->none = p > 0 && p < q;
    if (!i->none) /* at an end */
        arb_set_si(i->value, root ? 2 : 1);
}

/* e^(k u) over 0 < u < t < 1: (e^k - 1 - k)/k^2 */
static void nested(integral *i)
{
    long k = random_in(1, 4);
    arb_t c;
    arb_init(c);
    snprintf(i->text, TEXT,
             "(integral @57 0 1 (integral @56 0 @57 (exp (mul %ld @56))))", k);
    arb_set_si(c, k);
    arb_exp(c, c, TRUE_PREC);
    arb_sub_si(c, c, 1 + k, TRUE_PREC);
    arb_div_si(i->value, c, k * k, TRUE_PREC);
    arb_clear(c);
}

/* t^a (log t)^k from 0 to 1: (-1)^k k!/(a + 1)^(k+1), for a > -1 */
static void end_log(integral *i)
{
    long q = random_in(1, 12), p = random_in(-q - 1, 2 * q), k = random_in(1, 3);
    arb_t c;
    arb_init(c);
    snprintf(i->text, TEXT,
             "(integral @57 0 1 (mul (exp (mul (div %ld %ld) (log @57))) "
             "(pow (log @57) %ld)))",
             p, q, k);
    i->none = p <= -q;
    if (!i->none) {
        set_ratio(c, q, p + q);
        arb_pow_ui(c, c, (ulong)k + 1, TRUE_PREC);
        arb_fac_ui(i->value, (ulong)k, TRUE_PREC);
        arb_mul(i->value, i->value, c, TRUE_PREC);
        if (k % 2 != 0)
            arb_neg(i->value, i->value);
    }
    arb_clear(c);
}

/* sin(k t)/t, which has no value at 0 itself, from 0 to b: Si(k b); from -b on it
 * has none. */
static void removable(integral *i)
{
    long k = random_in(1, 9), b = random_in(1, 6);
    i->none = random_chance(20);
    snprintf(i->text, TEXT,
             "(integral @57 %ld %ld (div (sin (mul %ld @57)) @57))",
             i->none ? -b : 0, b, k);
    arb_set_si(i->value, k * b);
    arb_hypgeom_si(i->value, i->value, TRUE_PREC);
}

/* Sums of (n + p/q)^-(u/v) over n >= m: Hurwitz' zeta function at m + p/q, where
 * that is above 0; a pole at a whole number, or u/v <= 1: none. */
static void series(integral *i)
{
    long q = random_in(1, 7), p = random_in(-2 * q, 3 * q), m = random_in(0, 40);
    long v = random_in(1, 5), u = random_in(v - 1, 4 * v);
    arb_t a, e;
    arb_init(a);
    arb_init(e);
    m = m * q + p > 0 || random_chance(20) ? m : m + 3;
    snprintf(i->text, TEXT,
             "(integral @57 %ld inf (exp (neg (mul (div %ld %ld) (log (add "
             "(floor @57) (div %ld %ld)))))))",
             m, u, v, p, q);
    i->none = u <= v || m * q + p <= 0;
    set_ratio(a, m * q + p, q);
    set_ratio(e, u, v);
    if (!i->none)
        arb_hurwitz_zeta(i->value, e, a, TRUE_PREC);
    arb_clear(a);
    arb_clear(e);
}

/* Sums of x^n/n! over n >= 0, and of n x^n over n >= 1, x = p/q, |x| < 1 there */
static void falling(integral *i)
{
    long q = random_in(1, 20), p = random_in(1, 3 * q);
    bool factorials = random_chance(50);
    arb_t x, y;
    arb_init(x);
    arb_init(y);
    snprintf(i->text, TEXT,
             factorials
                 ? "(integral @57 0 inf (div (exp (mul (floor @57) (log (div %ld "
                   "%ld)))) (Gamma (add (floor @57) 1))))"
                 : "(integral @57 1 inf (mul (floor @57) (exp (mul (floor @57) "
                   "(log (div %ld %ld))))))",
             p, q);
    i->none = !factorials && p >= q;
    set_ratio(x, p, q);
    if (factorials) {
        arb_exp(i->value, x, TRUE_PREC);
    } else if (!i->none) {
        arb_sub_si(y, x, 1, TRUE_PREC);
        arb_sqr(y, y, TRUE_PREC);
        arb_div(i->value, x, y, TRUE_PREC);
    }
    arb_clear(x);
    arb_clear(y);
}

/* ---- both engines ------------------------------------------------------- */

static void compare(tally *t, const integral *i, bool known, const arf_t lo,
                    const arf_t hi)
{
    arb_t r, d;
    arb_init(r);
    arb_init(d);
    t->n++;
    t->none += i->none;
    bool wrong = known && i->none;
    if (known && !i->none) {
        arb_set_interval_arf(r, lo, hi, TRUE_PREC);
        wrong = !arb_overlaps(r, i->value);
        arb_get_rad_arb(d, r);
        arb_mul_2exp_si(d, d, 24);
        arb_abs(r, i->value);
        arb_add_si(r, r, 1, TRUE_PREC);
        t->wide += !arb_lt(d, r);
    }
    t->open += !known && !i->none;
    t->wrong += wrong;
    if (wrong)
        printf("wrong: %s\n", i->text);
    arb_clear(r);
    arb_clear(d);
}

static void look(const integral *i, tally *one, tally *two)
{
    const char *end;
    arf_t lo, hi;
    rrange x;
    arf_init(lo);
    arf_init(hi);
    rrange_init(&x);
    expr_pool *pool = expr_pool_new(0);
    expr f = expr_from_text(pool, i->text, &end, NULL, 0);
    if (f == EXPR_NONE || *end != '\0')
        fail_msg("not read: %s", i->text);
    eval *e = eval_new(pool, PREC);
    iv_srcptr v = eval_enclose(e, f);
    if (iv_is_bounded(v)) {
        arf_set_mpfr(lo, iv_lower(v));
        arf_set_mpfr(hi, iv_upper(v));
    }
    compare(one, i, iv_is_bounded(v), lo, hi);
    bool no = !iv_is_bounded(v) && eval_outside_domain(e, f);
    one->shown += no;
    if (no && !i->none) {
        one->wrong++;
        printf("wrong, said to have no value: %s\n", i->text);
    }
    recheck *c = recheck_new(pool);
    recheck_enclose(c, f, NULL, 0, PREC, &x);
    compare(two, i, rrange_is_bounded(&x), &x.lo, &x.hi);
    recheck_free(c);
    eval_free(e);
    expr_pool_free(pool);
    rrange_clear(&x);
    arf_clear(lo);
    arf_clear(hi);
}

static void tell(const char *who, const tally *t)
{
    printf("%s: %ld integrals, %ld of them without a value (%ld shown to be): "
           "%ld wrong, %ld wide, %ld not enclosed\n",
           who, t->n, t->none, t->shown, t->wrong, t->wide, t->open);
    assert_true(t->none > 0 && t->none < t->n);
    assert_int_equal(t->wrong, 0);
    assert_true(t->wide + t->open <= t->n / 4);
}

static void values_are_those_of_textbooks(void **state)
{
    static void (*const kind[])(integral *) = {
        kink,      pole,   halves,  peak,      power,  one_point,
        decay,     nested, end_log, removable, series, falling};
    enum {
        KINDS = sizeof kind / sizeof *kind
    };
    tally one = {0}, two = {0};
    (void)state;
    random_start();
    long n = torture_count(IN_CHECK, ALL);
    for (long k = 0; k < n; k++) {
        integral i = {.none = false};
        arb_init(i.value);
        kind[k % KINDS](&i);
        look(&i, &one, &two);
        arb_clear(i.value);
    }
    tell("first engine", &one);
    tell("second engine", &two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_those_of_textbooks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
