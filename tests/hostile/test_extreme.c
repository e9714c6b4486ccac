/* tests/hostile/test_extreme.c: numbers that doubles cannot hold.
 *
 * Random claims, constants, roots, maps and tables whose ends and constants
 * lie around 1e-400, 1e400, exp(1000), 10^4000, among the denormal doubles, or
 * side by side.  What is true of each follows from how it was made (positive
 * monomials, compared by their logarithms): no run may say the contrary, end
 * by a signal, or take longer than it is allowed.
 *
 * 60 of them; 2,000 with ASSAY_TORTURE=1.  ASSAY_SEED chooses others.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../support/process.h"

enum {
    TEXT = 4000,
    FEW = 60,
    MANY = 2000,
    SLOWEST = 150, /* seconds a run, on a machine that has other work */
    SLOWER = 4     /* times, under sanitizers */
};

/* ---- numbers ------------------------------------------------------------ */

static uint64_t state_of_random;

static uint64_t next_random(void)
{
    uint64_t z = state_of_random += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static long between(long lo, long hi)
{
    return lo + (long)(next_random() % (uint64_t)(hi - lo + 1));
}

/* A positive number as it is written, and its decimal logarithm. */
typedef struct {
    char text[64];
    double log;
} number;

static long exponent(void)
{
    static const long near[] = {-4000, -400, -324, -323, -310, -308, -307,
                                -1,    0,    1,    307,  308,  309,  310,
                                400,   4000};
    if (between(0, 2) == 0)
        return near[between(0, (long)(sizeof near / sizeof *near) - 1)];
    return between(-420, 420);
}

static number any_number(void)
{
    static const double log_pi = 0.4971498726941338, log_e = 0.4342944819032518;
    number x;
    long m = between(1, 999), e = exponent(), n = between(-1000, 1000);
    switch (between(0, 5)) {
    case 0:
        snprintf(x.text, sizeof x.text, "%lde%ld", m, e);
        x.log = log10((double)m) + (double)e;
        break;
    case 1:
        snprintf(x.text, sizeof x.text, "10^%ld", e);
        x.log = (double)e;
        break;
    case 2:
        snprintf(x.text, sizeof x.text, "exp(%ld)", n);
        x.log = (double)n * log_e;
        break;
    case 3:
        snprintf(x.text, sizeof x.text, "pi*1e%ld", e);
        x.log = log_pi + (double)e;
        break;
    case 4:
        snprintf(x.text, sizeof x.text, "%ld*2^%ld", m, n < 0 ? -1074L : 1023L);
        x.log = log10((double)m) + (n < 0 ? -1074 : 1023) * log10(2);
        break;
    default:
        snprintf(x.text, sizeof x.text, "%ld/10^%ld", m, between(300, 420));
        x.log = log10((double)m) - (double)atol(strchr(x.text, '^') + 1);
    }
    return x;
}

/* Two numbers in order, clearly apart. */
static void ordered(number *a, number *b)
{
    do {
        *a = any_number();
        *b = any_number();
    } while (!(a->log < b->log - 1e-6));
}

/* ---- runs --------------------------------------------------------------- */

typedef struct {
    size_t runs, decided, wrong, errors;
    double slowest;
    char slow[TEXT]; /* what took so long */
} tally;

static char folder[40] = "/tmp/assay-extreme-XXXXXX";

/* ASSAY_SANITIZED, or make's SAN. */
static bool is_sanitized(void)
{
    const char *san = getenv("SAN"), *here = getenv("ASSAY_SANITIZED");
    return (san != NULL && *san != '\0') || (here != NULL && *here != '\0');
}

static outcome run_assay(const char *command, const char *what)
{
    double limit = is_sanitized() ? SLOWER * SLOWEST : SLOWEST;
    const char *argv[] = {assay_path(),  command,  "--json", "--max-boxes",
                          "3000",        "--threads", "1",
                          "--max-seconds", is_sanitized() ? "480" : "120", what, NULL};
    run_options opt = {.folder = folder, .limit = limit};
    outcome o;
    if (!run_process((char *const *)(uintptr_t)argv, &opt, &o))
        fail_msg("cannot run %s", argv[0]);
    return o;
}

/* One run's JSON, or NULL for bad input; anything else fails the test. */
static json_t *answer(tally *t, const char *command, const char *what,
                      const char *shown)
{
    outcome o = run_assay(command, what);
    json_t *j = json_loads(o.out, 0, NULL);
    bool fine = (o.status <= 2 || o.status == 65) && !o.timed_out && j != NULL;
    if (!fine) {
        print_error("status %d after %.1f s: %s\n%.2000s\n", o.status,
                    o.seconds, shown, o.err);
        t->wrong++;
    }
    if (o.status == 65) {
        print_message("refused: %s\n%.300s\n", shown, o.err);
        t->errors++;
    }
    t->runs++;
    if (o.seconds > t->slowest) {
        t->slowest = o.seconds;
        snprintf(t->slow, sizeof t->slow, "%s", shown);
    }
    if (!fine || o.status == 65) {
        json_decref(j);
        j = NULL;
    }
    outcome_clear(&o);
    return j;
}

static const char *string_of(const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s != NULL ? s : "";
}

/* ---- claims ------------------------------------------------------------- */

/* A claim over positive numbers, and whether it is true. */
static bool make_claim(char *s)
{
    number a, b, c = any_number(), d = any_number();
    ordered(&a, &b);
    long n = between(2, 60), whole;
    bool strict = between(0, 1) == 1;
    const char *le = strict ? "<" : "<=", *ge = strict ? ">" : ">=";
    double apart = 1e-6;
    switch (between(0, 9)) {
    case 0: /* its own end */
        snprintf(s, TEXT, "for x in [%s, %s]: x %s %s", a.text, b.text, le,
                 b.text);
        return !strict;
    case 1:
        snprintf(s, TEXT, "for x in [%s, %s]: x %s %s", a.text, b.text, le,
                 c.text);
        if (fabs(b.log - c.log) < apart)
            return make_claim(s);
        return b.log < c.log;
    case 2:
        snprintf(s, TEXT, "for x in [%s, inf): x*(%s) %s %s", a.text, c.text,
                 ge, d.text);
        if (fabs(a.log + c.log - d.log) < apart)
            return make_claim(s);
        return a.log + c.log > d.log;
    case 3:
        snprintf(s, TEXT, "for x in (0, %s]: x^%ld %s %s", b.text, n, le,
                 c.text);
        if (fabs((double)n * b.log - c.log) < apart)
            return make_claim(s);
        return (double)n * b.log < c.log;
    case 4:
        snprintf(s, TEXT, "for x in [0, %s], y in [0, %s]: x*y %s %s", a.text,
                 b.text, le, c.text);
        if (fabs(a.log + b.log - c.log) < apart)
            return make_claim(s);
        return a.log + b.log < c.log;
    case 5:
        snprintf(s, TEXT, "for x in [%s, %s]: (%s)/x %s %s", a.text, b.text,
                 c.text, le, d.text);
        if (fabs(c.log - a.log - d.log) < apart)
            return make_claim(s);
        return c.log - a.log < d.log;
    case 6:
        snprintf(s, TEXT, "for x in [%s, %s]: sqrt(x) %s %s", a.text, b.text,
                 le, c.text);
        if (fabs(b.log / 2 - c.log) < apart)
            return make_claim(s);
        return b.log / 2 < c.log;
    case 7:
        whole = (long)floor(b.log * log(10)) + between(0, 1) * 4 - 2;
        snprintf(s, TEXT, "for x in [%s, %s]: log(x) < %ld", a.text, b.text,
                 whole);
        return b.log * log(10) < (double)whole;
    case 8: /* a tiny width */
        snprintf(s, TEXT, "for x in [%s, (%s)*(1 + 1e-40)]: x %s %s", a.text,
                 a.text, ge, a.text);
        return !strict;
    default: /* negative numbers: -b <= x <= a */
        snprintf(s, TEXT, "for x in [-(%s), %s]: x^2 %s (%s)^2", b.text,
                 a.text, le, b.text);
        return !strict;
    }
}

static void try_claim(tally *t)
{
    char text[TEXT];
    bool is_true = make_claim(text);
    json_t *j = answer(t, "prove", text, text);
    const char *verdict = string_of(j, "verdict");
    bool proved = strcmp(verdict, "PROVED") == 0;
    bool refuted = strcmp(verdict, "REFUTED") == 0;
    if (is_true ? refuted : proved) {
        print_error("%s, but it is %s: %s\n", verdict,
                    is_true ? "true" : "false", text);
        t->wrong++;
    }
    if (j != NULL && !proved && !refuted)
        print_message("undecided: %s\n", text);
    t->decided += proved || refuted;
    json_decref(j);
}

/* ---- documents ---------------------------------------------------------- */

static json_t *document(tally *t, const char *text)
{
    char path[100];
    snprintf(path, sizeof path, "%s/doc.md", folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "# E\n\n```assay\n%s\n```\n", text);
    assert_int_equal(fclose(f), 0);
    json_t *j = answer(t, "check", "doc.md", text), *first;
    if (j == NULL)
        return NULL;
    first = json_incref(json_array_get(json_object_get(j, "items"), 0));
    json_decref(j);
    assert_non_null(first);
    return first;
}

/* The decimal logarithm of a printed number; doubles could not hold it. */
static double log_of(const char *s)
{
    long double x = strtold(s, NULL);
    return x > 0 ? (double)log10l(x) : -INFINITY;
}

/* [lo, hi] has to hold the number with this logarithm. */
static void expect_around(tally *t, const json_t *ends, double log,
                          const char *text)
{
    const char *lo = string_of(ends, "lo"), *hi = string_of(ends, "hi");
    if (*lo == '\0' || *hi == '\0' || strchr(hi, 'n') != NULL)
        return;
    if (log_of(lo) > log + 1e-6 || log_of(hi) < log - 1e-6) {
        print_error("[%.60s, %.60s], but it is 10^%.8f: %s\n", lo, hi, log,
                    text);
        t->wrong++;
    }
    t->decided++;
}

static void try_constant(tally *t)
{
    char text[TEXT];
    number a, b, c = any_number();
    ordered(&a, &b);
    snprintf(text, sizeof text,
             "constant a.c \"C\" for x in [%s, %s] largest c with "
             "x*(%s) >= c",
             a.text, b.text, c.text);
    json_t *j = document(t, text);
    if (strcmp(string_of(j, "verdict"), "ENCLOSED") == 0)
        expect_around(t, json_object_get(j, "value"), a.log + c.log, text);
    json_decref(j);
}

static void try_root(tally *t)
{
    char text[TEXT];
    number a, b, c = any_number();
    ordered(&a, &b);
    snprintf(text, sizeof text,
             "root a.r \"R\" for x in [0, %s] solve x*(%s) == (%s)*(%s)",
             b.text, c.text, a.text, c.text);
    json_t *j = document(t, text);
    if (strcmp(string_of(j, "verdict"), "ENCLOSED") == 0)
        expect_around(t, json_object_get(j, "value"), a.log, text);
    json_decref(j);
}

static void try_table(tally *t)
{
    char text[TEXT];
    number a = any_number(), b = any_number();
    snprintf(text, sizeof text,
             "table a.t \"T\" for n in {1, 2} columns v = n*(%s)/(%s)", a.text,
             b.text);
    json_t *j = document(t, text);
    const json_t *rows = json_object_get(j, "rows");
    for (size_t n = 1; n <= json_array_size(rows); n++)
        expect_around(
            t,
            json_array_get(json_object_get(json_array_get(rows, n - 1),
                                           "cells"),
                           0),
            a.log - b.log + log10((double)n), text);
    json_decref(j);
}

/* True where u <= b/c: all of the map, or none of it. */
static void try_region(tally *t)
{
    char text[TEXT];
    number a, b, c;
    ordered(&a, &b);
    do
        c = any_number();
    while (fabs(c.log - a.log) < 1e-6 || fabs(c.log - b.log) < 1e-6);
    snprintf(text, sizeof text,
             "region a.m \"M\" over x, y for x in [%s, %s], y in [1, 2], "
             "u in [0, 1] show u*x <= %s share 1/8 boxes 40",
             a.text, b.text, c.text);
    json_t *j = document(t, text);
    const char *yes = string_of(json_object_get(j, "area_true"), "lo");
    const char *no = string_of(json_object_get(j, "area_false"), "lo");
    if ((c.log < a.log && strtod(yes, NULL) > 0) ||
        (c.log > b.log && strtod(no, NULL) > 0)) {
        print_error("true on %s, false on %s: %s\n", yes, no, text);
        t->wrong++;
    }
    t->decided += strtod(yes, NULL) > 0 || strtod(no, NULL) > 0;
    json_decref(j);
}

/* ---- the campaign ------------------------------------------------------- */

static void extreme_numbers_are_only_numbers(void **state)
{
    const char *torture = getenv("ASSAY_TORTURE"), *seed = getenv("ASSAY_SEED");
    size_t count = torture != NULL && *torture != '\0' ? MANY : FEW;
    tally t = {0};
    (void)state;
    state_of_random = seed != NULL ? strtoull(seed, NULL, 10) : 1;
    print_message("seed %llu\n", (unsigned long long)state_of_random);
    strcpy(folder, "/tmp/assay-extreme-XXXXXX");
    assert_non_null(mkdtemp(folder));
    for (size_t k = 0; k < count; k++) {
        if (k % 100 == 99)
            print_message("%zu runs, %zu decided, %zu wrong\n", t.runs,
                          t.decided, t.wrong);
        switch (k % 10) {
        case 6:
            try_constant(&t);
            break;
        case 7:
            try_root(&t);
            break;
        case 8:
            try_table(&t);
            break;
        case 9:
            try_region(&t);
            break;
        default:
            try_claim(&t);
        }
    }
    print_message("%zu runs: %zu decided, %zu refused as bad input, %zu wrong; "
                  "the slowest took %.1f s: %s\n",
                  t.runs, t.decided, t.errors, t.wrong, t.slowest, t.slow);
    char path[100];
    snprintf(path, sizeof path, "%s/doc.md", folder);
    (void)unlink(path);
    (void)rmdir(folder);
    assert_int_equal(t.wrong, 0);
    assert_int_equal(t.errors, 0);
    assert_true(t.decided * 2 > t.runs); /* and it is not all given up */
}

/* What once ended the process, with what is true of it. */
static void what_once_ended_the_process(void **state)
{
    static const struct {
        const char *claim, *verdict;
    } one[] = {
        {"for x in [0, 10^309]: x < 10^309", "REFUTED"},
        {"for x in [0, 10^309]: x <= 10^309", "PROVED"},
        {"for x in (0, exp(1000)): x < exp(1000)", "PROVED"},
        {"for x in (0, exp(1000)): x < exp(999)", "REFUTED"},
        {"for x in [pi*1e400, inf): x > 3e400", "PROVED"},
        {"for x in [pi*1e400, inf): x > 4e400", "REFUTED"},
        {"for x in [1e-400, 1e-390]: x^2 < x", "PROVED"},
        {"for x in [1e400, 1e401]: x^2 - x > 1e799", "PROVED"},
        {"for x in [-1e400, 1e400]: x^3 <= 1e1200", "PROVED"},
        {"for x in [-1e400, 1e400]: x^3 < 1e1200", "REFUTED"},
        {"for x in [1, 10^10000]: log(x) <= 23026", "PROVED"},
        {"for x in [1, 10^10000]: log(x) <= 23025", "REFUTED"},
    };
    tally t = {0};
    (void)state;
    strcpy(folder, "/tmp/assay-extreme-XXXXXX");
    assert_non_null(mkdtemp(folder));
    for (size_t k = 0; k < sizeof one / sizeof *one; k++) {
        json_t *j = answer(&t, "prove", one[k].claim, one[k].claim);
        print_message("%s: %s\n", one[k].claim, string_of(j, "verdict"));
        t.wrong += strcmp(string_of(j, "verdict"), one[k].verdict) != 0;
        json_decref(j);
    }
    (void)rmdir(folder);
    assert_int_equal(t.wrong, 0);
}

/* Pictures, data, certificates and both engines. */
static void reports_hold_extreme_numbers(void **state)
{
    static const char text[] =
        "table t \"T\" for n in {1, 10, 25, 60} columns v = exp(exp(n)), "
        "w = exp(-exp(n)), u = n*1e400\n"
        "figure f.big \"F\" for x in [1, 10] curves a = exp(exp(x^2)), "
        "b = x*1e400, c = 1e-400*x\n"
        "figure f.wide \"F\" for x in [0, 1e400] curves a = x\n"
        "figure f.log \"F\" for x in [1e-400, 1e400] curves a = x "
        "xscale log yscale log\n"
        "figure f.thin \"F\" for x in [1, 1 + 1e-40] curves a = x\n"
        "figure f.axes \"F\" for x in [0, 1] curves a = x "
        "xrange [0, 1e400] yrange [1e-400, 10^1000]\n"
        "region r.big \"R\" over a, b for a in [1e400, 1e401], "
        "b in [0, 1e-400] show a*b <= 1/2 share 1/4\n"
        "region r.wide \"R\" over a, b for a in [0, 1e400], b in [0, 1] "
        "show a*b <= 1e399 share 1/4 yscale log\n"
        "constant c \"C\" for x in [1, 1e400] smallest c with x <= c\n"
        "root o \"O\" for x in [0, 1e-390] solve x^2 == 1e-790\n"
        "identity i \"I\" for x in [0, 1e400] "
        "show (x + 1e400)^2 == x^2 + 2e400*x + 1e800\n";
    static const char *const command[] = {"report", "recheck"};
    char path[100];
    (void)state;
    strcpy(folder, "/tmp/assay-extreme-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/doc.md", folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "# E\n\n```assay\n%s```\n", text);
    assert_int_equal(fclose(f), 0);
    for (size_t k = 0; k < 2; k++) {
        const char *argv[] = {assay_path(), command[k], "doc.md", NULL};
        run_options opt = {.folder = folder, .limit = 300};
        outcome o;
        assert_true(run_process((char *const *)(uintptr_t)argv, &opt, &o));
        if (o.status != 0 || o.timed_out)
            print_error("%s: status %d\n%s%s\n", command[k], o.status, o.out,
                        o.err);
        assert_int_equal(o.status, 0);
        assert_string_equal(o.err, "");
        outcome_clear(&o);
    }
    const char *argv[] = {"rm", "-rf", folder, NULL};
    outcome o;
    assert_true(run_process((char *const *)(uintptr_t)argv, NULL, &o));
    outcome_clear(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_once_ended_the_process),
        cmocka_unit_test(reports_hold_extreme_numbers),
        cmocka_unit_test(extreme_numbers_are_only_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
