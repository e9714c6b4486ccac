/* Contact at a point, and factorisations.  The order of each contact below is
 * worked out by hand from the functions' Taylor series. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exact_support.h"
#include "infix.h"

typedef struct {
    const char *f, *at, *ranges;
    int order; /* coefficients 0 .. order-1 vanish, number `order` does not */
} contact_case;

static void check_contact(const contact_case *c, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        exact_bench b;
        exact_bench_init(&b, c[i].ranges);
        expr f = infix(b.pool, c[i].f), p = infix(b.pool, c[i].at);
        for (int m = 1; m <= c[i].order + 2; m++)
            if (exact_jet_is_zero(b.x, f, 0, p, m) != (m <= c[i].order))
                fail_msg("%s at x = %s, order %d on %s", c[i].f, c[i].at, m,
                         c[i].ranges);
        exact_bench_clear(&b);
    }
}

#define CONTACT(cases) check_contact(cases, sizeof(cases) / sizeof *(cases))

/* Statements with equality in the domain from other provers' suites
 * (Solovyev's formal_ineqs, MetiTarski, IBEX, the dir24 verification). */
static void contacts_of_other_suites(void **state)
{
    (void)state;
#define Q(x)                                                                   \
    "(2*(" x ")/3*(1 - (" x "))*(4*sqrt(2) - 3 + "                             \
    "(12 - 8*sqrt(2))*(" x ")))"
    static const contact_case c[] = {
        /* 8x/(3 + 5 sqrt(1 + 16 x^2/15)) = x - x^3/3 + x^5/5 - 97/675 x^7 */
        {"atan(x) - 8*sqrt(3)*x/(3*sqrt(3) + sqrt(75 + 80*x^2))", "0", "[0, 1]",
         7},
        {"sqrt(x^2 + " Q("y + x") "^2) + " Q("y") " - 2*" Q("y + x/2"), "0",
         "[0, 1/8] [1/4, 3/8]", 2},
        {"cos(4*atan(1)*x) - (1 - 2*x)", "1/2", "[0, 1/2]", 1},
        {"cos(4*atan(1)*x) - (1 - 2*x)", "0", "[0, 1/2]", 1},
        {"(2/(exp(1)*x))^2 - exp(-x)", "2", "[1/10, 10]", 2},
        {"x/exp(1) - log(x)", "exp(1)", "[1, 10]", 2},
        {"x - 1 - sqrt(x)*log(x)", "1", "[1, 16]", 3},
        {"log(1 - x) + 3*x/2", "0", "[0, 1/2]", 1},
        {"(1 + x)*log(1 + x) - x - x^2/2 + x^3/6", "0", "[0, 5]", 4},
        {"x - x^2/2 + x^3/3 - log(1 + x)", "0", "[0, 4]", 4},
        {"x - sin(x)", "0", "[0, 3]", 3},
        {"sqrt(1 + x) - 1 - x/2 + x^2/8", "0", "[0, 4]", 3},
        {"x^2*exp(x) - exp(x) + 1 + x", "0", "[0, 1]", 2},
        {"abs(log(1 + x)) - 2*abs(x)/(2 + x)", "0", "[0, 5]", 3},
        {"abs(log(1 + x)) - 2*abs(x)/(2 + x)", "0", "[-9/10, 0]", 3},
        {"x^2 + 2*y^2 + 2*z^2 - x + 1/4 - 2*y^2 - 2*z^2", "1/2",
         "[-1, 1] [-1, 1] [-1, 1]", 2},
        {"(x + y)/2 - sqrt(x*y)", "y", "[1, 10] [1, 10]", 2},
        {"x*y - x^3/3 - 2*y^(3/2)/3", "sqrt(y)", "[0, 10] [1, 10]", 2},
    };
    CONTACT(c);
    /* The kink's sign is not certain on the box (log(1 + x) - x <= 0 touches
     * 0, which interval evaluation cannot see): no statement. */
    static const contact_case blind[] = {
        {"2*x^2 - abs(log(1 + x) - x)", "0", "[-1/2, 1/2]", 0}};
    CONTACT(blind);
}

static void contacts_of_the_audit(void **state)
{
    (void)state;
    static const contact_case c[] = {
        {"x - 1 - log(x) - (x - 1)^2/10", "1", "(0, 8]", 2},
        {"x - 1 - log(x) - (x - 1)^2/2", "1", "(0, 8]", 3},
        {"x - 1 - log(x) - (x - 1)^2/(2*max(1, x))", "1", "[1, 5]", 3},
        {"x - 1 - log(x) - (x - 1)^2/(2*max(1, x))", "1", "(0, 1]", 3},
        {"x^2/(2*(1 - x)) + log(1 - x) + x", "0", "[0, 1)", 3},
    };
    CONTACT(c);
}

/* Orders read off the Taylor series in any textbook. */
static void elementary_series(void **state)
{
    (void)state;
    static const contact_case c[] = {
        {"exp(x) - 1 - x - x^2/2 - x^3/6", "0", "[-1, 1]", 4},
        {"log(1 + x) - x + x^2/2", "0", "[-1/2, 1]", 3},
        {"sin(x) - x + x^3/6 - x^5/120", "0", "[-1, 1]", 7},
        {"cos(x) - 1 + x^2/2 - x^4/24", "0", "[-1, 1]", 6},
        {"tan(x) - x - x^3/3 - 2*x^5/15", "0", "[-1, 1]", 7},
        {"atan(x) - x + x^3/3 - x^5/5", "0", "[-1, 1]", 7},
        {"erf(x) - 2/sqrt(pi)*(x - x^3/3 + x^5/10)", "0", "[-1, 1]", 7},
        {"(1 + x)^(1/3) - 1 - x/3 + x^2/9 - 5*x^3/81", "0", "[-1/2, 1]", 4},
        {"(1 + x)^(5/2) - 1 - 5*x/2 - 15*x^2/8", "0", "[-1/2, 1]", 3},
        {"1/(1 - x) - 1 - x - x^2", "0", "[-1/2, 1/2]", 3},
        {"exp(x)^2 - exp(2*x) + (x - 3)^9", "3", "[2, 4]", 9},
        {"exp(y*x) - 1 - y*x", "0", "[-1, 1] [1, 2]", 2},
        {"(x - y)^3*exp(x)", "y", "[-1, 1] [-1, 1]", 3},
        {"log(x/y)", "y", "[1, 2] [1, 2]", 1},
        {"1 - sin(x)", "pi/2", "[1, 2]", 2},
        {"(x^2 - 2)^2", "sqrt(2)", "[1, 2]", 2},
        {"(x^3 - 2)^2", "2^(1/3)", "[1, 2]", 2},
        {"x*log(x) - x + 1", "1", "[1/2, 2]", 2},
        {"max(x, y)^2 - x^2 + x^5", "0", "[-1, 1] [2, 3]", 0},
        {"max(x, y)*x^2", "0", "[-1, 1] [2, 3]", 2},
        {"if(y, x^2, x)", "0", "[-1, 1] [0, 3]", 2},
        {"if(y, x^2, x)", "0", "[-1, 1] [-3, -1]", 1},
    };
    CONTACT(c);
}

/* f less its Taylor polynomial at p, by symbolic derivatives: the recurrences
 * are another route.  None of f's derivatives at p is 0. */
static void remainders(void **state)
{
    (void)state;
#define U "(1 + x/3 + x^2/5 - x^3/7)"
    static const char *const c[] = {
        "sqrt" U,
        U "^(5/3)",
        U "^(1/4)",
        U "^7",
        "exp" U,
        "log" U,
        "sin" U,
        "cos" U,
        "tan" U,
        "atan" U,
        "erf" U,
        "1/" U,
        "exp(x)/" U,
        U "*sin(x)",
        "abs(-" U ")*exp(x)",
        "max(x, " U ")*sqrt(x)",
        "sqrt(x)^3/" U,
    };
#undef U
    enum {
        ORDER = 7
    };
    for (size_t i = 0; i < sizeof c / sizeof *c; i++) {
        exact_bench b;
        exact_bench_init(&b, "[1/4, 3/4]");
        expr f = infix(b.pool, c[i]), d = f, p = infix(b.pool, "1/2");
        expr h = infix(b.pool, "x - 1/2"), factorial = infix(b.pool, "1");
        for (int m = 1; m <= ORDER; m++) {
            expr a = expr_div(b.pool, expr_subst(b.pool, d, 0, p), factorial);
            f = expr_sub(b.pool, f,
                         expr_mul(b.pool, a, expr_pow_si(b.pool, h, m - 1)));
            d = expr_diff(b.pool, d, 0);
            factorial = expr_mul(b.pool, factorial, expr_si(b.pool, m));
            if (!exact_jet_is_zero(b.x, f, 0, p, m) ||
                exact_jet_is_zero(b.x, f, 0, p, m + 1))
                fail_msg("%s less its Taylor polynomial, order %d", c[i], m);
        }
        exact_bench_clear(&b);
    }
}

static void no_jet(void **state)
{
    (void)state;
    static const contact_case c[] = {
        {"abs(x)", "0", "[-1, 1]", 0},
        {"sqrt(x^2)", "0", "[-1, 1]", 0},
        {"sqrt(x)", "0", "[0, 1]", 0},
        {"sqrt(x)^4", "0", "[0, 1]", 0}, /* true, but sqrt has no jet at 0 */
        {"x^(3/2)", "0", "[0, 1]", 0},
        {"max(x, 0)", "0", "[-1, 1]", 0},
        {"if(x, x^2, 2*x^2)", "0", "[-1, 1]", 0},
        {"sqrt(y)*x*sqrt(x - y)", "y", "[0, 2] [0, 1]", 0},
        {"log(x) - log(x)", "0", "[0, 1]", 0},
        {"x*log(x)", "0", "[0, 1]", 0},
        {"x/(x - x)", "0", "[0, 1]", 0},
        {"x^100000*x", "1/2", "[0, 1]", 0},
        {"(x + y + z + u + v)^900 - x", "0", "[0, 1]", 0},
    };
    CONTACT(c);
}

/* ---- factorisations ---------------------------------------------------- */

typedef struct {
    const char *f, *ranges, *unit;
    const char *factor[4]; /* as written by us, up to order */
    long power[4];
} factor_case;

/* Factors agree up to equality of functions (a fresh engine decides). */
static bool same_function(exact_bench *b, expr a, const char *text)
{
    return exact_is_zero(b->x, expr_sub(b->pool, a, infix(b->pool, text)));
}

static void check_factor(const factor_case *c)
{
    exact_bench b;
    mpq_t unit, expected;
    expr *factor;
    long *power;
    size_t n, m = 0;
    exact_bench_init(&b, c->ranges);
    mpq_init(unit);
    mpq_init(expected);
    mpq_set_str(expected, c->unit, 10);
    if (!exact_factor(b.x, infix(b.pool, c->f), unit, &factor, &power, &n))
        fail_msg("no factorisation of %s", c->f);
    while (m < 4 && c->factor[m] != NULL)
        m++;
    if (n != m || !mpq_equal(unit, expected))
        fail_msg("%s: %zu factors, %zu expected, or the unit", c->f, n, m);
    exact_bench_restart(&b);
    for (size_t i = 0; i < m; i++) {
        size_t k = 0;
        while (k < n && !(power[k] == c->power[i] &&
                          same_function(&b, factor[k], c->factor[i])))
            k++;
        if (k == n)
            fail_msg("%s: (%s)^%ld is missing", c->f, c->factor[i],
                     c->power[i]);
    }
    free(factor);
    free(power);
    mpq_clear(unit);
    mpq_clear(expected);
    exact_bench_clear(&b);
}

static void factorisations(void **state)
{
    (void)state;
    static const factor_case c[] = {
        {"x^2 - 2*x + 1", "", "1", {"x - 1"}, {2}},
        {"(x^3 - y^3)/(2*x + 2*y)",
         "",
         "1/2",
         {"x - y", "x^2 + x*y + y^2", "x + y"},
         {1, 1, -1}},
        {"(x + y)/2 - sqrt(x*y)",
         "[0, 10] [0, 10]",
         "1/2",
         {"sqrt(x) - sqrt(y)"},
         {2}},
        {"x^3/3 + 2*y^(3/2)/3 - x*y",
         "[0, 10] [0, 10]",
         "1/3",
         {"x - sqrt(y)", "x + 2*sqrt(y)"},
         {2, 1}},
        {"1 + x/2 - sqrt(1 + x)", "[-1, 10]", "1/2", {"sqrt(x + 1) - 1"}, {2}},
        {"(sqrt(2)*x - 1)^2", "[0, 1]", "1", {"sqrt(2)*x - 1"}, {2}},
        {"2*x^2 - 2*sqrt(2)*x + 1", "[0, 1]", "1/2", {"2*x - sqrt(2)"}, {2}},
        {"x^2 - 2*sqrt(3)*x*y + 3*y^2",
         "[0, 1] [0, 1]",
         "1",
         {"x - sqrt(3)*y"},
         {2}},
        {"exp(2*x) - 2*exp(x) + 1", "[-1, 1]", "1", {"exp(x) - 1"}, {2}},
        {"x^2*exp(x) - exp(x)",
         "[-1, 1]",
         "1",
         {"exp(x)", "x - 1", "x + 1"},
         {1, 1, 1}},
        {"log(x)^2 - 2*log(x) + 1", "[1, 2]", "1", {"log(x) - 1"}, {2}},
        {"6/x", "[1, 2]", "6", {"x"}, {-1}},
        {"4", "", "4", {NULL}, {0}},
        {"x - x", "", "0", {NULL}, {0}},
        {"x + y - 2*sqrt(x)*sqrt(y)",
         "[0, 4] [0, 9]",
         "1",
         {"sqrt(x) - sqrt(y)"},
         {2}},
        {"sqrt(x)*x - 3*x + 3*sqrt(x) - 1",
         "[0, 4]",
         "1",
         {"sqrt(x) - 1"},
         {3}},
        {"(x - 1)^2*x^2*(y + 1)",
         "[-1, 1] [-1, 1]",
         "1",
         {"x - 1", "x", "y + 1"},
         {2, 2, 1}},
    };
    for (size_t i = 0; i < sizeof c / sizeof *c; i++)
        check_factor(&c[i]);
}

/* x = -1, y = 0 is in the domain of sqrt(x y), not of sqrt(x) sqrt(y). */
static void factors_are_defined_where_the_function_is(void **state)
{
    (void)state;
    static const char *const c[] = {"sqrt(x*y)", "x + sqrt(x*y)",
                                    "sqrt(x^2*y) - y*x", "abs(x)*sqrt(-x*y)",
                                    "exp(sqrt(x*y)) + y"};
    for (size_t i = 0; i < sizeof c / sizeof *c; i++) {
        exact_bench b, point;
        mpq_t unit;
        expr *factor;
        long *power;
        size_t n;
        exact_bench_init(&b, "[-1, 1] [0, 1]");
        exact_bench_init(&point, "[-1, -1] [0, 0]");
        mpq_init(unit);
        assert_true(
            exact_factor(b.x, infix(b.pool, c[i]), unit, &factor, &power, &n));
        assert_true(n > 0);
        eval *ev = eval_new(b.pool, 64);
        eval_set_box(ev, point.box, BENCH_VARS);
        for (size_t k = 0; k < n; k++)
            assert_true(iv_is_defined(eval_enclose(ev, factor[k])));
        eval_free(ev);
        free(factor);
        free(power);
        mpq_clear(unit);
        exact_bench_clear(&b);
        exact_bench_clear(&point);
    }
}

static void simplified_forms(void **state)
{
    (void)state;
    static const struct {
        const char *f, *ranges, *sum, *nested;
    } c[] = {
        {"(x + 1)^2 - x^2", "", "2*x + 1", NULL},
        {"(x^2 - 1)/(x - 1)", "[-1, 2]", "x + 1", NULL},
        {"x^2 + 3*x + 2", "", "x^2 + 3*x + 2", "(x + 3)*x + 2"},
        {"exp(x)/exp(x)", "", "1", NULL},
        {"log(exp(1))*y", "", "y", NULL},
        {"4*x^3 - x/2", "", "4*x^3 - 1/2*x", "(4*x^2 + -1/2)*x"},
    };
    for (size_t i = 0; i < sizeof c / sizeof *c; i++) {
        exact_bench b;
        exact_bench_init(&b, c[i].ranges);
        expr f = infix(b.pool, c[i].f);
        if (exact_simplify(b.x, f, false) != infix(b.pool, c[i].sum))
            fail_msg("%s is not %s", c[i].f, c[i].sum);
        if (c[i].nested != NULL &&
            exact_simplify(b.x, f, true) != infix(b.pool, c[i].nested))
            fail_msg("%s is not %s", c[i].f, c[i].nested);
        exact_bench_clear(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contacts_of_other_suites),
        cmocka_unit_test(contacts_of_the_audit),
        cmocka_unit_test(elementary_series),
        cmocka_unit_test(remainders),
        cmocka_unit_test(no_jet),
        cmocka_unit_test(factorisations),
        cmocka_unit_test(factors_are_defined_where_the_function_is),
        cmocka_unit_test(simplified_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
