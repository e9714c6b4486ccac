/* Sums to infinity against known values: both engines' enclosures hold them and are
 * narrow, at numbers and over boxes of a parameter; and what has no value has none.
 * The values are closed forms' or zeta's, by mpmath at 50 digits. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/enclose/eval.h"
#include "../../numerics/recheck/recheck.h"
#include "../numerics/iv_support.h"

#include <stdio.h>
#include <string.h>

enum {
    TRUE_PREC = 256
};

#define N "(floor @57)"
#define SUM(m, f) "(integral @57 " m " inf " f ")"
#define POWER(s) "(exp (neg (mul " s " (log " N "))))"

typedef struct {
    const char *name, *text, *value;
    int digits; /* that both have to have */
} known;

static const known numbers[] = {
    {"zeta(2)", SUM("1", "(div 1 (pow " N " 2))"),
     "1.6449340668482264364724151666460251892189499012068", 30},
    {"zeta(3)", SUM("1", "(div 1 (pow " N " 3))"),
     "1.2020569031595942853997381615114499907649862923405", 30},
    {"zeta(3/2)", SUM("1", "(div 1 (root " N " 3/2))"),
     "2.6123753486854883433485675679240716305708006524001", 30},
    {"zeta(11/10)", SUM("1", POWER("11/10")),
     "10.58444846495080982638640079173552303994845282175", 30},
    {"from 10^6 on", SUM("1000000", "(div 1 (pow " N " 3))"),
     "0.00000000000050000050000024999999999991666666666674999999999985", 40},
    {"Hurwitz", SUM("0", "(div 1 (pow (add " N " 1/10) 2))"),
     "101.43329915079275881721545010641733626263244134116", 20},
    {"a pole between whole numbers", SUM("0", "(div 1 (pow (sub " N
     " 3/2) 2))"), "9.3792466449891237538616899443825200121012941480649", 20},
    {"-zeta'(2)", SUM("1", "(div (log " N ") (pow " N " 2))"),
     "0.93754825431584375370257409456786497789786028861483", 24},
    {"Cauchy", SUM("0", "(div 1 (add 1 (pow " N " 2)))"),
     "2.0766740474685811741340507947500004904456562664038", 24},
    {"arctangents", SUM("1", "(atan (div 1 (pow " N " 2)))"),
     "1.4247417784299808897615478068892341528020663346018", 24},
    {"a sine", SUM("1", "(div (sin (div 1 " N ")) " N ")"),
     "1.4728282319561852962949473838231458253238659278793", 24},
    {"log1p", SUM("1", "(log1p (div 1 (pow " N " 2)))"),
     "1.3018463986037126777704336630078953301310175142794", 24},
    {"e^2", SUM("0", "(div (exp (mul " N " (log 2))) (Gamma (add " N " 1)))"),
     "7.3890560989306502272304274605750078131803155705518", 30},
    {"Bessel", SUM("0", "(div 1 (pow (Gamma (add " N " 1)) 2))"),
     "2.2795853023360672674372044408115333532858411027855", 30},
    {"central binomials", SUM("1", "(div (pow (Gamma (add " N
     " 1)) 2) (Gamma (add (mul 2 " N ") 1)))"),
     "0.7363998587187150779097951683649234960631258329095", 30},
    {"n x^n", SUM("1", "(mul " N " (exp (mul " N " (log 9/10))))"), "90", 28},
    {"e^(-n^2)", SUM("1", "(exp (neg (pow " N " 2)))"),
     "0.38631860241332607651562527557892924067169302268612", 30},
    {"a bump beyond the first terms", SUM("1", "(div (exp (neg (div (pow (sub "
     N " 40) 2) 10))) (pow " N " 2))"),
     "0.003536485960159374361355239956442927227148194590916", 20},
};

/* Does the hull of lo and hi hold i's value, and is it narrow? */
static void look(const char *who, const known *k, const arf_t lo, const arf_t hi,
                 bool is_known)
{
    arb_t r, v, w;
    if (!is_known)
        fail_msg("%s: %s is not enclosed", who, k->name);
    arb_init(r);
    arb_init(v);
    arb_init(w);
    arb_set_interval_arf(r, lo, hi, TRUE_PREC);
    arb_set_str(v, k->value, TRUE_PREC);
    mag_add_ui_2exp_si(arb_radref(v), arb_radref(v), 1, -155);
    if (!arb_overlaps(r, v))
        fail_msg("%s: wrong: %s", who, k->name);
    arb_set_ui(w, 10);
    arb_pow_ui(w, w, (ulong)k->digits, TRUE_PREC);
    arb_inv(w, w, TRUE_PREC);
    arb_get_rad_arb(v, r);
    if (!arb_lt(v, w))
        fail_msg("%s: wide: %s", who, k->name);
    arb_clear(r);
    arb_clear(v);
    arb_clear(w);
}

static void judge(const known *k)
{
    const char *end;
    arf_t lo, hi;
    rrange x;
    arf_init(lo);
    arf_init(hi);
    rrange_init(&x);
    expr_pool *pool = expr_pool_new(0);
    expr f = expr_from_text(pool, k->text, &end, NULL, 0);
    if (f == EXPR_NONE || *end != '\0')
        fail_msg("not read: %s", k->text);
    eval *e = eval_new(pool, 128);
    iv_srcptr v = eval_enclose(e, f);
    if (iv_is_bounded(v)) {
        arf_set_mpfr(lo, iv_lower(v));
        arf_set_mpfr(hi, iv_upper(v));
    }
    look("first engine", k, lo, hi, iv_is_bounded(v));
    recheck *c = recheck_new(pool);
    recheck_enclose(c, f, NULL, 0, 128, &x);
    look("second engine", k, &x.lo, &x.hi, rrange_is_bounded(&x));
    recheck_free(c);
    eval_free(e);
    expr_pool_free(pool);
    rrange_clear(&x);
    arf_clear(lo);
    arf_clear(hi);
}

static void test_values(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
        judge(&numbers[k]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
