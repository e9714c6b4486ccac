/* Random integrals, both engines against mpmath: integrals.txt, which
 * integrals.py made, or the file that ASSAY_INTEGRALS names.  A line is an
 * integral, a tab, and its value to 25 digits. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "torture.h"

#include "../../numerics/base/rational.h"
#include "../../numerics/enclose/eval.h"
#include "../../numerics/recheck/recheck.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PREC = 64,
    LINE = 4000,
    IN_CHECK = 60, /* lines of `make check` */
    DIGITS = 20    /* of the value that are compared */
};

typedef struct {
    long n, wrong, wide, open;
} tally;

/* [lo, hi] misses v +- 10^-DIGITS max(1, |v|): wrong.  Or it is wider than
 * 10^-8 of that: wide. */
static void compare(tally *t, mpq_srcptr v, mpfr_srcptr lo, mpfr_srcptr hi,
                    const char *line)
{
    mpq_t d, a, b, one;
    mpq_inits(d, a, b, one, NULL);
    mpq_set_si(one, 1, 1);
    mpq_abs(d, v);
    if (mpq_cmp(d, one) < 0)
        mpq_set(d, one);
    mpfr_get_q(a, lo);
    mpfr_get_q(b, hi);
    mpz_ui_pow_ui(mpq_denref(one), 10, 8);
    mpq_mul(one, one, d);
    mpq_add(one, one, a);
    t->wide += mpq_cmp(b, one) > 0;
    mpq_set_si(one, 1, 1);
    mpz_ui_pow_ui(mpq_denref(one), 10, DIGITS);
    mpq_mul(d, d, one);
    mpq_sub(a, a, d);
    mpq_add(b, b, d);
    if (mpq_cmp(v, a) < 0 || mpq_cmp(v, b) > 0) {
        t->wrong++;
        printf("wrong: %s\n", line);
    }
    mpq_clears(d, a, b, one, NULL);
}

static void first_engine(tally *t, expr_pool *pool, expr f, mpq_srcptr v,
                         const char *line)
{
    eval *e = eval_new(pool, PREC);
    iv_srcptr x = eval_enclose(e, f);
    if (iv_is_bounded(x))
        compare(t, v, iv_lower(x), iv_upper(x), line);
    else
        t->open++;
    eval_free(e);
}

static void second_engine(tally *t, expr_pool *pool, expr f, mpq_srcptr v,
                          const char *line)
{
    recheck *c = recheck_new(pool);
    rrange x;
    mpfr_t lo, hi;
    mpfr_inits2(2 * PREC, lo, hi, (mpfr_ptr)NULL);
    rrange_init(&x);
    recheck_enclose(c, f, NULL, 0, PREC, &x);
    if (rrange_is_bounded(&x)) {
        arf_get_mpfr(lo, &x.lo, MPFR_RNDD);
        arf_get_mpfr(hi, &x.hi, MPFR_RNDU);
        compare(t, v, lo, hi, line);
    } else {
        t->open++;
    }
    mpfr_clears(lo, hi, (mpfr_ptr)NULL);
    rrange_clear(&x);
    recheck_free(c);
}

static FILE *references(void)
{
    const char *given = getenv("ASSAY_INTEGRALS");
    const char *top = getenv("ASSAY_SOURCE");
    char path[4096];
    snprintf(path, sizeof path, "%s/tests/torture/integrals.txt",
             top != NULL ? top : ".");
    return fopen(given != NULL ? given : path, "r");
}

static void tell(const char *who, const tally *t)
{
    printf("%s: %ld integrals: %ld wrong, %ld wide, %ld not enclosed\n", who,
           t->n, t->wrong, t->wide, t->open);
    assert_true(t->n > 0);
    assert_int_equal(t->wrong, 0);
    assert_true(t->wide + t->open <= t->n / 10);
}

static void integrals_are_those_of_mpmath(void **state)
{
    char line[LINE];
    long most = torture_count(IN_CHECK, 100000);
    tally one = {0}, two = {0};
    FILE *in = references();
    (void)state;
    assert_non_null(in);
    while (one.n < most && fgets(line, sizeof line, in) != NULL) {
        char *tab = strchr(line, '\t');
        const char *end;
        mpq_t v;
        assert_non_null(tab);
        *tab = 0;
        tab[strcspn(tab + 1, "\n") + 1] = 0;
        mpq_init(v);
        assert_true(rational_read_decimal(v, tab + 1, strlen(tab + 1), 1000));
        expr_pool *pool = expr_pool_new(0);
        expr f = expr_from_text(pool, line, &end, NULL, 0);
        assert_true(f != EXPR_NONE && *end == 0);
        first_engine(&one, pool, f, v, line);
        second_engine(&two, pool, f, v, line);
        one.n++;
        two.n++;
        expr_pool_free(pool);
        mpq_clear(v);
    }
    fclose(in);
    tell("first engine", &one);
    tell("second engine", &two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(integrals_are_those_of_mpmath),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
