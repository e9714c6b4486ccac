/* Witnesses that domains are not empty, true ones and others, before both
 * engines: what shows nothing is refused by both at every precision. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#include "../../numerics/check/checker.h"
#include "../../numerics/recheck/recheck.h"
#include "../../numerics/check/witness_check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const long precision[] = {24, 64, 128, 1000};
enum {
    PRECISIONS = sizeof precision / sizeof *precision
};

typedef struct {
    const char *name;
    const char *vars;
    const char *hyps;    /* conditions, "|" between them */
    const char *witness; /* "0,2 : 1/2 1..2": equations, coordinates */
    uint64_t whole;
} trial;

static void add_conditions(problem *p, const char *hyps)
{
    char copy[800], *save = NULL;
    snprintf(copy, sizeof copy, "%s", hyps);
    for (char *s = strtok_r(copy, "|", &save); s != NULL;
         s = strtok_r(NULL, "|", &save)) {
        const char *end;
        bool strict = s[0] == '>';
        expr e = expr_from_text(p->pool, s + (strict ? 2 : 0), &end, p->names,
                                p->nvars);
        if (e == EXPR_NONE || *end != '\0')
            fail_msg("condition: %s", s);
        problem_add_hyp(p, e, strict);
    }
}

static void read_witness(witness *w, const char *text, int nvars)
{
    char copy[400], *colon, *save = NULL;
    snprintf(copy, sizeof copy, "%s", text);
    witness_init(w, nvars);
    colon = strchr(copy, ':');
    assert_non_null(colon);
    *colon = '\0';
    for (char *t = strtok_r(copy, ", ", &save); t != NULL;
         t = strtok_r(NULL, ", ", &save))
        w->eq[w->neq++] = (size_t)atol(t);
    mpq_t lo, hi;
    mpq_init(lo);
    mpq_init(hi);
    int i = 0;
    for (char *t = strtok_r(colon + 1, " ", &save); t != NULL;
         t = strtok_r(NULL, " ", &save)) {
        char *dots = strstr(t, "..");
        if (dots != NULL)
            *dots = '\0';
        assert_int_equal(mpq_set_str(lo, t, 10), 0);
        assert_int_equal(mpq_set_str(hi, dots != NULL ? dots + 2 : t, 10), 0);
        witness_range(w, i++, lo, hi);
    }
    assert_int_equal(i, nvars);
    mpq_clear(lo);
    mpq_clear(hi);
}

/* 1: the first engine accepts it, 2: the second, at any or all precisions. */
static int accepted(const problem *p, uint64_t whole, const witness *w,
                    bool at_all)
{
    int first = 0, second = 0;
    for (int k = 0; k < PRECISIONS; k++) {
        eval *ev = eval_new(p->pool, precision[k]);
        recheck *c = recheck_new(p->pool);
        first += witness_holds(ev, p, whole, w);
        second += recheck_witness(c, p, whole, w, precision[k]);
        eval_free(ev);
        recheck_free(c);
    }
    int need = at_all ? PRECISIONS : 1;
    return (first >= need) + 2 * (second >= need);
}

static void judge(const trial *t, size_t n, bool holds)
{
    for (size_t k = 0; k < n; k++) {
        problem p;
        witness w;
        attack a = {t[k].name, t[k].vars, NULL, "1", NULL};
        attack_open(&p, &a);
        add_conditions(&p, t[k].hyps);
        read_witness(&w, t[k].witness, p.nvars);
        int by = accepted(&p, t[k].whole, &w, holds);
        if (by != (holds ? 3 : 0))
            fail_msg("%s: accepted by %d (1 first, 2 second engine)", t[k].name,
                     by);
        witness_clear(&w);
        attack_close(&p);
    }
}

#define XY "x [ 0 2 ]; y [ 0 2 ]"
#define SQRT2 "(add (pow x 2) -2)|(sub 2 (pow x 2))"
#define CIRCLE                                                                 \
    "(add (add (pow x 2) (pow y 2)) -3)|(sub 3 (add (pow x 2) (pow y 2)))"

static void good_ones(void **state)
{
    static const trial t[] = {
        {"a point", XY, "> (sub (mul x y) 1/3)|(sub 1 x)", ": 1 1", 0},
        {"a third", "x [ 0 1 ]", "(add (mul 3 x) -1)|(sub 1 (mul 3 x))",
         ": 1/3", 0},
        {"zero by normal form", "x [ 0 1 ]", "(sub (mul (sqrt 2) (sqrt 2)) 2)",
         ": 1", 0},
        {"root of zero", "x [ 0 1 ]", "(sqrt x)|(neg (sqrt x))", ": 0", 0},
        {"sign change", "x [ 0 2 ]", SQRT2, "0 : 1..2", 0},
        {"the other one of the pair", "x [ 0 2 ]", SQRT2, "1 : 1..2", 0},
        {"narrow sign change", "x [ 0 2 ]", SQRT2,
         "0 : 1414213/1000000..1414214/1000000", 0},
        {"a kink is continuous", "x [ -1 1 ]",
         "(sub (abs x) 1/2)|(sub 1/2 (abs x))", "0 : 0..1", 0},
        {"circle", XY, CIRCLE, "0 : 1 1..2", 0},
        {"circle and diagonal", XY, CIRCLE "|(sub x y)|(sub y x)",
         "0,2 : 6/5..5/4 6/5..5/4", 0},
        {"its multiple, too", XY,
         CIRCLE "|(add (mul 2 (pow x 2)) (add (mul 2 (pow y 2)) -6))",
         "0 : 1 1..2", 0},
        {"whole", "x [ 1 inf )", "(add (pow x 2) -49)|(sub 49 (pow x 2))",
         ": 7", 1},
        {"whole, and solved for another", "x [ 1 inf ); y [ 0 9 ]",
         "(sub (pow y 2) x)|(sub x (pow y 2))", "0 : 2 1..2", 1},
        {"pole outside", "x [ 0 1 ]", "(sub (tan x) 1)|(sub 1 (tan x))",
         "0 : 1/2..1", 0},
    };
    (void)state;
    judge(t, sizeof t / sizeof *t, true);
}

static void bad_points(void **state)
{
    static const trial t[] = {
        {"outside the box", XY, "(sub x y)", ": 3 1", 0},
        {"at an open end", "x ( 0 1 ]", "x", ": 0", 0},
        {"a condition fails", XY, "(sub x y)", ": 1 2", 0},
        {"strictly, it does not hold", XY, "> (sub x y)", ": 1 1", 0},
        {"off in the last digit", "x [ 0 2 ]", "(sub 2 (pow x 2))",
         ": 1414213562373095049/1000000000000000000", 0},
        {"nearly a third", "x [ 0 1 ]", "(add (mul 3 x) -1)|(sub 1 (mul 3 x))",
         ": 333333/1000000", 0},
        {"nearly a root", "x [ 0 2 ]", SQRT2,
         ": 1414213562373095048/1000000000000000000", 0},
        {"undefined there", "x [ -1 1 ]", "(add (log x) 100)", ": -1", 0},
        {"undefined, though it cancels", "x [ -1 1 ]", "(sub (log x) (log x))",
         ": 0", 0},
        {"zero by a hair", "x [ 0 1 ]",
         "(sub -1/1000000000000000000000000000000000000000000000000 "
         "(sub (mul (sqrt 2) (sqrt 2)) 2))",
         ": 1", 0},
        {"not whole", "x [ 1 inf )", "(add (mul 2 x) -3)", ": 3/2", 1},
        {"free without an equation", "x [ 0 1 ]", "x", ": 0..1", 0},
        {"an equation too many", "x [ 0 2 ]", SQRT2, "0 : 1", 0},
        {"no such condition", "x [ 0 2 ]", SQRT2, "2 : 1..2", 0},
        {"ends in the wrong order", "x [ 0 2 ]", SQRT2, "0 : 2..1", 0},
    };
    (void)state;
    judge(t, sizeof t / sizeof *t, false);
}

static void bad_solutions(void **state)
{
    static const trial t[] = {
        {"no change of sign", "x [ 0 2 ]", SQRT2, "0 : 3/2..2", 0},
        {"off in the last digit", "x [ 0 2 ]", SQRT2,
         "0 : 1414213562373095049/1000000000000000000..2", 0},
        {"a double root", "x [ 0 2 ]",
         "(pow (add (pow x 2) -2) 2)|(neg (pow (add (pow x 2) -2) 2))",
         "0 : 1..2", 0},
        {"out of the box", "x [ 0 7/5 ]", SQRT2, "0 : 1..2", 0},
        {"strict, so no equation", "x [ 0 2 ]", "> (add (pow x 2) -2)",
         "0 : 1..2", 0},
        {"half of an equation, the rest fails", "x [ 0 2 ]",
         "(add (pow x 2) -2)|(sub 199/100 (pow x 2))", "0 : 1..2", 0},
        {"a pole of tan", "x [ 1 2 ]", "(tan x)|(neg (tan x))", "0 : 1..2", 0},
        {"a pole", "x [ 0 1 ]", "(div 1 (sub x 1/2))|(neg (div 1 (sub x 1/2)))",
         "0 : 0..1", 0},
        {"a jump", "x [ -1 1 ]", "(if> x 1 -1)|(neg (if> x 1 -1))", "0 : -1..1",
         0},
        {"a condition holds at the ends only", "x [ 0 2 ]",
         SQRT2 "|(mul (sub x 5/4) (sub x 7/4))", "0 : 1..2", 0},
        {"a condition that nearly follows", "x [ 0 2 ]",
         SQRT2 "|(sub 1999999999999999999999/1000000000000000000000 "
               "(pow x 2))",
         "0 : 1..2", 0},
        {"a condition undefined within", "x [ 0 2 ]",
         SQRT2 "|(add 100 (log (pow (sub x 7/5) 2)))", "0 : 1..2", 0},
        {"twice the same equation", XY, CIRCLE, "0,1 : 1..2 1..2", 0},
        {"one listed twice", XY, CIRCLE "|(sub x y)|(sub y x)",
         "0,0 : 6/5..5/4 6/5..5/4", 0},
        {"no solution here", XY, CIRCLE "|(sub x y)|(sub y x)",
         "0,2 : 5/4..3/2 5/4..3/2", 0},
        {"a solution just outside", XY, CIRCLE "|(sub x y)|(sub y x)",
         "0,2 : 122475/100000..123/100 122475/100000..123/100", 0},
        {"parallel lines", XY,
         "(sub x y)|(sub y x)|(sub (sub x y) 1/1000000)|"
         "(sub 1/1000000 (sub x y))",
         "0,2 : 1/2..1 1/2..1", 0},
        {"touching curves", XY,
         "(sub y (pow (sub x 1) 2))|(sub (pow (sub x 1) 2) y)|y|(neg y)",
         "0,2 : 1/2..3/2 0..1", 0},
        {"curves that miss", XY,
         "(sub y (add 1/1000000000 (pow (sub x 1) 2)))|"
         "(sub (add 1/1000000000 (pow (sub x 1) 2)) y)|y|(neg y)",
         "0,2 : 1/2..3/2 0..1", 0},
        {"a kink in a system", "x [ -1 1 ]; y [ -1 1 ]",
         "(sub y (abs x))|(sub (abs x) y)|(add y 1/100)|(sub -1/100 y)",
         "0,2 : -1..1 -1..1", 0},
        {"solved for what is whole", "x [ 1 inf ); y [ 0 9 ]",
         "(sub (pow y 2) x)|(sub x (pow y 2))", "0 : 3/2..5/2 3/2", 1},
    };
    (void)state;
    judge(t, sizeof t / sizeof *t, false);
}

/* A box is closed, and finite. */
static void odd_boxes(void **state)
{
    (void)state;
    problem p;
    attack a = {"", "x ( 0 2 )", NULL, "1", NULL};
    attack_open(&p, &a);
    add_conditions(&p, SQRT2);
    for (int k = 0; k < 5; k++) {
        witness w;
        read_witness(&w, "0 : 1..3/2", 1);
        bool *flag[] = {NULL, &w.box[0].lo_open, &w.box[0].hi_open,
                        &w.box[0].lo_inf, &w.box[0].hi_inf};
        if (k > 0)
            *flag[k] = true;
        assert_int_equal(accepted(&p, 0, &w, k == 0), k == 0 ? 3 : 0);
        witness_clear(&w);
    }
    attack_close(&p);
}

/* ---- at random ---------------------------------------------------------- */

static uint64_t seed = 0x2545f4914f6cdd1du;

static unsigned below(unsigned n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed >> 33) % n;
}

static long cases(long n)
{
    const char *f = getenv("ASSAY_TEST_FACTOR");
    return n * (f != NULL && atol(f) > 0 ? atol(f) : 1);
}

/* n/d in lowest terms, as certificates write fractions; one of a few buffers. */
static const char *fraction(long n, unsigned long d)
{
    static char buf[8][80];
    static unsigned turn;
    char *s = buf[turn++ % 8];
    mpq_t q;
    mpq_init(q);
    mpq_set_si(q, n, d);
    mpq_canonicalize(q);
    gmp_snprintf(s, sizeof buf[0], "%Qd", q);
    mpq_clear(q);
    return s;
}

/* x + y = s and x y = m have the solution x = a, y = b of which s and m are
 * made, and its mirror image.  A third condition, x >= a + 2^-e, is not met by
 * (a, b); mirrored, b < a, is not met either.  With x >= a - 2^-e it is. */
static void random_systems(void **state)
{
    long found = 0, all = cases(400);
    (void)state;
    for (long k = 0; k < all; k++) {
        char hyps[600], text[300];
        unsigned d = 2 + below(50), e = 1 + below(40), r = 2 + below(50);
        long b = (long)below(100), a = b + 1 + (long)below(100);
        bool feasible = below(2) == 0;
        const char *sum = fraction(a + b, d);
        const char *product = fraction(a * b, (unsigned long)d * d);
        snprintf(hyps, sizeof hyps,
                 "(sub (add x y) %s)|(sub %s (add x y))|"
                 "(sub (mul x y) %s)|(sub %s (mul x y))|"
                 "(add (sub x %s) %s1/%lu)",
                 sum, sum, product, product, fraction(a, d),
                 feasible ? "" : "-", 1ul << e);
        /* a box around (a, b), not symmetric */
        unsigned long g = (unsigned long)d << r;
        snprintf(text, sizeof text, "0,2 : %s..%s %s..%s",
                 fraction((a << r) - (long)below(9), g),
                 fraction((a << r) + (long)below(9), g),
                 fraction((b << r) - (long)below(9), g),
                 fraction((b << r) + (long)below(9), g));
        problem p;
        witness w;
        attack t = {"", "x [ -1000 1000 ]; y [ -1000 1000 ]", NULL, "1", NULL};
        attack_open(&p, &t);
        add_conditions(&p, hyps);
        read_witness(&w, text, 2);
        for (int i = 0; i < 2; i++) {
            mpq_canonicalize(w.box[i].lo);
            mpq_canonicalize(w.box[i].hi);
        }
        int by = accepted(&p, 0, &w, false);
        if (!feasible && by != 0)
            fail_msg("accepted by %d: %s with %s", by, hyps, text);
        found += feasible && by == 3;
        witness_clear(&w);
        attack_close(&p);
    }
    print_message("%ld systems, %ld witnesses accepted by both\n", all, found);
    assert_true(found > all / 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_ones),      cmocka_unit_test(bad_points),
        cmocka_unit_test(bad_solutions),  cmocka_unit_test(odd_boxes),
        cmocka_unit_test(random_systems),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
