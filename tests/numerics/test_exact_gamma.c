/* Gamma and its relatives at arguments a whole number apart: what normal forms call
 * zero is so to 500 bits, at points of the box, and what is off by little, or
 * where an argument may be 0 or negative, is not called zero. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "exact_support.h"

#include <stdlib.h>

static const char *const zero[] = {
    "(sub (Gamma (add x 1)) (mul x (Gamma x)))",
    "(sub (Gamma (add x 5)) (mul (mul (mul (mul (mul x (add x 1)) (add x 2)) "
    "(add x 3)) (add x 4)) (Gamma x)))",
    "(sub (div (Gamma (add x 7/2)) (Gamma (add x 1/2))) (mul (mul (add x 1/2) "
    "(add x 3/2)) (add x 5/2)))",
    "(sub (mul (sub x 1/4) (Gamma (sub x 1/4))) (Gamma (add x 3/4)))",
    "(sub (lgamma (add x 1)) (add (lgamma x) (log x)))",
    "(sub (lgamma (add x 3)) (add (lgamma x) (add (log x) (add (log (add x 1)) "
    "(log (add x 2))))))",
    "(sub (digamma (add x 1)) (add (digamma x) (div 1 x)))",
    "(sub (digamma (add x 3)) (add (digamma x) (add (div 1 x) (add (div 1 (add x "
    "1)) (div 1 (add x 2))))))",
    "(add (polygamma 1 (add x 1)) (sub (div 1 (pow x 2)) (polygamma 1 x)))",
    "(sub (polygamma 2 (add x 1)) (add (polygamma 2 x) (div 2 (pow x 3))))",
    "(add (polygamma 3 (add x 1)) (sub (div 6 (pow x 4)) (polygamma 3 x)))",
    "(sub (Gamma (add (mul x y) 1)) (mul (mul x y) (Gamma (mul x y))))",
    "(sub (Gamma 7/2) (mul 15/8 (Gamma 1/2)))",
    "(sub (digamma 3) (add (digamma 1) 3/2))",
    "(sub (lgamma 4) (add (log 2) (log 3)))",
};

static const char *const other[] = {
    "(sub (Gamma (add x 1)) (mul (add x 1/1000000) (Gamma x)))",
    "(sub (Gamma (add x 2)) (mul (mul x (add x 2)) (Gamma x)))",
    "(sub (lgamma (add x 1)) (sub (lgamma x) (log x)))",
    "(sub (digamma (add x 1)) (sub (digamma x) (div 1 x)))",
    "(sub (polygamma 1 (add x 1)) (add (polygamma 1 x) (div 1 (pow x 2))))",
    "(sub (polygamma 2 (add x 1)) (add (polygamma 2 x) (div 1 (pow x 3))))",
    "(sub (Gamma (add x 1/2)) (Gamma x))",
    "(sub (Gamma (add y 1)) (mul y (Gamma x)))",
    "(sub (lgamma 4) (add (log 2) (log 2)))",
};

/* True, but not everywhere on a box that has 0, or poles, in it. */
static const char *const partial[] = {
    "(sub (Gamma (add x 1)) (mul x (Gamma x)))",
    "(sub (digamma (add x 1)) (add (digamma x) (div 1 x)))",
    "(sub (lgamma (add x 1)) (add (lgamma x) (log x)))",
};

static expr read_expr(exact_bench *b, const char *text)
{
    char *names[] = {"x", "y"};
    const char *end;
    expr e = expr_from_text(b->pool, text, &end, names, 2);
    if (e == EXPR_NONE || *end != '\0')
        fail_msg("not read: %s", text);
    return e;
}

static void to_500_bits(exact_bench *b, expr e, const char *text)
{
    eval *fine = eval_new(b->pool, 500);
    mpfr_t w;
    mpfr_init2(w, 64);
    for (long k = 1; k < 40; k += 3) {
        range p[2];
        for (int i = 0; i < 2; i++) {
            range_init(&p[i]);
            mpq_set_si(p[i].lo, 10 + k * (i + 2), 20);
            mpq_canonicalize(p[i].lo);
            mpq_set(p[i].hi, p[i].lo);
        }
        eval_set_box(fine, p, 2);
        iv_srcptr v = eval_enclose(fine, e);
        assert_true(iv_is_defined(v));
        mpfr_sub(w, iv_upper(v), iv_lower(v), MPFR_RNDU);
        if (iv_certainly_nonzero(v) || mpfr_cmp_d(w, 0x1p-380) > 0)
            fail_msg("not zero: %s", text);
        range_clear(&p[0]);
        range_clear(&p[1]);
    }
    mpfr_clear(w);
    eval_free(fine);
}

static void shifts_are_known(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof zero / sizeof zero[0]; k++) {
        exact_bench b;
        exact_bench_init(&b, "[1/2, 10] [1/2, 10]");
        expr e = read_expr(&b, zero[k]);
        if (!exact_is_zero(b.x, e))
            fail_msg("not seen: %s", zero[k]);
        to_500_bits(&b, e, zero[k]);
        exact_bench_clear(&b);
    }
}

static void others_are_not(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof other / sizeof other[0]; k++) {
        exact_bench b;
        exact_bench_init(&b, "[1/2, 10] [1/2, 10]");
        if (exact_is_zero(b.x, read_expr(&b, other[k])))
            fail_msg("called zero: %s", other[k]);
        exact_bench_clear(&b);
    }
}

/* Where Gamma x has no value nothing is said of it, and Gamma (x + 1), which has one
 * at 0, is not taken for what has none. */
static void poles_are_minded(void **state)
{
    static const char *const box[] = {"[0, 1]", "[-1/2, 1]", "[-3/2, -5/4]"};
    (void)state;
    for (size_t i = 0; i < sizeof box / sizeof box[0]; i++)
        for (size_t k = 0; k < sizeof partial / sizeof partial[0]; k++) {
            exact_bench b;
            exact_bench_init(&b, box[i]);
            if (exact_is_zero(b.x, read_expr(&b, partial[k])))
                fail_msg("called zero on %s: %s", box[i], partial[k]);
            exact_bench_clear(&b);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shifts_are_known),
        cmocka_unit_test(others_are_not),
        cmocka_unit_test(poles_are_minded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
