/* Documents that cost too much: a clear error or UNDECIDED, within limits of
 * time and memory.  By default the limits are made small, so that reaching
 * them is quick; ASSAY_HOSTILE=full leaves them as they are documented. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../../numerics/base/text.h"
#include "../cli/cli.h"

typedef struct {
    const char *name, *text;
    int status;       /* -1: 0 or 2 */
    const char *said; /* on standard error, or on standard output for 2 */
} costly;

#define SHOW(s) "claim a \"A\" show " s "\n"
#define FORALL(d, s) "claim a \"A\" for " d " show " s "\n"

static const costly cases[] = {
    {"power of a variable", FORALL("x in [0, 1]", "x^(10^9) >= 0"), CLI_DATA,
     "beyond 100000"},
    {"power of a number", SHOW("(1 + 1/3)^(10^9) >= 0"), CLI_DATA,
     "beyond 100000"},
    {"tower of powers", SHOW("9^(9^(9^9)) > 0"), CLI_DATA, "beyond 100000"},
    {"powers in steps", "let f(n) = if n == 0 then 7/3 else f(n - 1)^100000\n"
     SHOW("f(5) > 0"), -1, ""},
    {"squares in steps", "let f(n, x) = if n == 0 then x else f(n - 1, x)^2 "
     "+ x\n" FORALL("x in [0, 1]", "f(60, x) >= 0"), -1, ""},
    {"recursion upwards", "let f(n) = f(n + 1)\n" SHOW("f(1) > 0"), CLI_DATA,
     "error"},
    {"recursion in place", "let f(n) = f(n)\n" SHOW("f(1) > 0"), CLI_DATA,
     "without end"},
    {"recursion that branches", "let f(n, x) = if n <= 0 then x else "
     "f(n - 1, x + n)*f(n - 1, x - n)\n"
     FORALL("x in [0, 1]", "f(60, x) >= 0"), CLI_DATA, "error"},
    {"10^12 instances", FORALL("n in 1..1000000000000", "n > 0"), CLI_DATA,
     "instances"},
    {"10^6 times 10^6 instances",
     FORALL("n in 1..1000000, m in 1..1000000", "n + m > 0"), CLI_DATA,
     "instances"},
    {"instances left out", "claim a \"A\" for n in 1..1000000000000\n"
     " where n < 2 show n > 0\n", CLI_DATA, "instances"},
    {"nested sums", SHOW("sum(i in 1..1000000, sum(j in 1..1000000, "
     "sum(k in 1..1000000, i*j - k))) > 0"), CLI_DATA, "more than"},
    {"sum of 10^12", SHOW("sum(i in 1..1000000000000, i) > 0"), CLI_DATA,
     "error"},
    {"sum over a variable",
     FORALL("x in [0, 1]", "sum(i in 1..1000000000, x/i) >= 0"), CLI_DATA,
     "error"},
    {"table of 10^9 rows", "table a \"A\" for n in 1..1000000000 columns v = n"
     "\n", CLI_DATA, "instances"},
    {"figure of 10^9 points", "figure a \"A\" for x in [0, 1] curves v = x "
     "samples 1000000000\n", CLI_DATA, "samples"},
    {"digits", "table a \"A\" for n in 1..3 columns v = exp(n) "
     "digits 100000000\n", CLI_DATA, "digits"},
    {"precision", "claim a \"A\" for x in [0, 1] show x >= 0 precision "
     "1000000000\n", CLI_DATA, "precision"},
    {"large numbers", "let b = 1e10000\n" SHOW("b*b*b*b*b*b*b*b > 0"), -1,
     ""},
    {"exponentials of exponentials", SHOW("exp(exp(exp(exp(10)))) > "
     "exp(exp(exp(9)))"), -1, ""},
    {"a vanishing number", SHOW("exp(-exp(exp(exp(10)))) > 0"), -1, ""},
    {"sines of large numbers", SHOW("sin(1e10000) < sin(1e9999) + 3"), -1,
     ""},
    {"10^12 boxes", FORALL("x in [0, 1000], y in [0, 1000]",
     "abs(sin(x*y) - sin(y*x + x/1000000000)) < 1/1000"), -1, ""},
    {"region to the last digit", "region a \"A\" over x, y for x in [0, 1], "
     "y in [0, 1], u in [0, 1] show sin(1000*x*y*u) <= sin(1000*x*u) "
     "share 1/1000000000 boxes 2000\n", -1, ""},
    {"a long normal form", "identity a \"A\" for x in (0, inf), y in (0, inf) "
     "show prod(i in 1..200, (x + y + i)^50) == prod(i in 1..200, "
     "(y + x + 201 - i)^50)\n", -1, ""},
};

static bool is_full(void)
{
    const char *s = getenv("ASSAY_HOSTILE");
    return s != NULL && strcmp(s, "full") == 0;
}

static bool is_sanitized(void)
{
    const char *s = getenv("SAN");
    return s != NULL && *s != '\0';
}

static outcome check(const char *file)
{
    if (is_full())
        return cli_run("check", file, NULL);
    return cli_run("check", "--max-boxes", "2000", "--max-steps", "200000",
                   "--max-instances", "5000", "--max-nodes", "100000",
                   "--max-memory", "512", "--max-seconds",
                   is_sanitized() ? "600" : "120", file, NULL);
}

/* Of all children so far, in MiB. */
static long memory_used(void)
{
    struct rusage r;
    getrusage(RUSAGE_CHILDREN, &r);
    return r.ru_maxrss / 1024;
}

static void expect(const char *name, const outcome *o, int status,
                   const char *said)
{
    bool decided = o->status == CLI_OK || o->status == CLI_UNDECIDED;
    if (status >= 0 ? o->status != status : !decided)
        fail_msg("%s: status %d, %.2f s: %.500s%.500s", name, o->status,
                 o->seconds, o->err, o->out);
    cli_expect_in(o->err, said);
}

static void what_costs_too_much_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        text_buf b = {0};
        text_printf(&b, "# A\n\n```assay\n%s```\n", cases[i].text);
        cli_write("a.md", b.s);
        text_clear(&b);
        outcome o = check("a.md");
        expect(cases[i].name, &o, cases[i].status, cases[i].said);
        if (is_full())
            print_message("%-30s status %2d, %6.1f s, so far %ld MiB\n",
                          cases[i].name, o.status, o.seconds, memory_used());
        outcome_clear(&o);
    }
    /* sanitizers need more, and are not limited */
    if (!is_sanitized())
        assert_true(memory_used() < (is_full() ? 4096 : 512) + 256);
}

static void many_items_cost_what_they_sum_to(void **state)
{
    text_buf b = {0};
    (void)state;
    text_put(&b, "# A\n\n```assay\n");
    for (int i = 0; i < 40; i++)
        text_printf(&b, "claim a%d \"A\" show sum(k in 1..4000, k + %d) > 0\n",
                    i, i);
    text_put(&b, "```\n");
    cli_write("a.md", b.s);
    text_clear(&b);
    /* an item takes some 20,000 steps, and ten times 30,000 is the limit */
    outcome o = cli_run("check", "--max-steps", "30000", "a.md", NULL);
    expect("many items", &o, CLI_DATA,
           "this paper takes more than 300000 steps");
    outcome_clear(&o);
    o = cli_run("check", "--max-steps", "300000", "a.md", NULL);
    expect("many items", &o, CLI_OK, "");
    outcome_clear(&o);
}

static void put_many(const char *head, const char *s, size_t n,
                     const char *tail)
{
    text_buf b = {0};
    text_put(&b, head);
    for (size_t i = 0; i < n; i++)
        text_put(&b, s);
    text_put(&b, tail);
    cli_write("a.md", b.s);
    text_clear(&b);
}

/* What is written takes as long as it is large, not its square. */
static void large_reports_are_written(void **state)
{
    text_buf b = {0};
    (void)state;
    text_put(&b, "# A\n\n```assay\nclaim c0 \"A\" show 1 > 0\n"
                 "table t \"A\" for n in 1..100000 columns a = n\n"
                 "figure f \"A\" for n in 1..200, x in 0..300 curves a = x, "
                 "b = x - n\n");
    for (int i = 0; i < 10000; i++)
        text_printf(&b, "assumed s%d \"A\" uses c0 because \"B\"\n```\n\n"
                        "```assay\n", i);
    text_put(&b, "```\n");
    cli_write("a.md", b.s);
    text_clear(&b);
    setenv("ASSAY_DRAW_SECONDS", "0.5", 1); /* dot takes its time */
    const char *limit = is_sanitized() ? "200" : "30";
    outcome o = cli_run("report", "--max-seconds", limit, "a.md", NULL);
    unsetenv("ASSAY_DRAW_SECONDS");
    expect("a large report", &o, CLI_MISSING_PROGRAM, "dependencies");
    outcome_clear(&o);
}

static void nesting_is_limited(void **state)
{
    static const struct {
        const char *s;
        size_t n;
        int status;
    } prose[] = {
        {"> ", 10000, CLI_OK}, {"[", 100000, CLI_OK}, {"* ", 10000, CLI_OK},
        {"*a _b ", 50000, CLI_OK}, {"`a``b```c", 50000, CLI_OK},
        {"<a <b ", 50000, CLI_OK}, {"![[]()", 2000, CLI_OK},
        {"| a ", 30000, CLI_OK}, {"```assay\n```\n", 20000, CLI_OK},
        {"&#x41;", 50000, CLI_OK}, {"a\\\n", 50000, CLI_OK},
        {"a ``{ ", 200000, CLI_OK}, {"`` ~~", 200000, CLI_OK},
        {"a ```assay b ", 100000, CLI_OK},
        {"```Assay\n", 100000, CLI_DATA}, {"<p>```assay\n", 50000, CLI_DATA}};
    (void)state;
    put_many("# A\n\n```assay\nlet a = ", "(", 10000, "1\n```\n");
    outcome o = check("a.md");
    expect("parentheses", &o, CLI_DATA, "nested more than 500");
    outcome_clear(&o);
    for (size_t i = 0; i < sizeof prose / sizeof prose[0]; i++) {
        put_many("", prose[i].s, prose[i].n,
                 "\n\n# A\n\n```assay\nclaim a \"A\"\n  show 1 <= 2\n```\n");
        o = check("a.md");
        expect(prose[i].s, &o, prose[i].status, "");
        outcome_clear(&o);
    }
}

static void large_files_are_not_read(void **state)
{
    char path[300];
    (void)state;
    snprintf(path, sizeof path, "%s/a.md", cli_folder());
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    assert_true(fd >= 0);
    assert_int_equal(ftruncate(fd, 100 * 1000 * 1000), 0);
    close(fd);
    outcome o = check("a.md");
    expect("100 MB", &o, CLI_DATA, "too large");
    assert_true(o.seconds < 20);
    outcome_clear(&o);
}

/* An error of its own, wherever in the libraries the memory ends. */
static void memory_ends_in_an_error(void **state)
{
    static const char *const claim[] = {
        "let f(n) = if n == 0 then 1 else f(n - 1) + 1/n\n"
        SHOW("f(1000000) > 0"),
        FORALL("n in 1..2000000", "n + 1/n > 0"),
        "table a \"A\" for n in 1..1000000 columns v = n\n"};
    (void)state;
    if (is_sanitized())
        skip();
    for (size_t i = 0; i < sizeof claim / sizeof claim[0]; i++) {
        text_buf b = {0};
        text_printf(&b, "# A\n\n```assay\n%s```\n", claim[i]);
        cli_write("a.md", b.s);
        text_clear(&b);
        outcome o = cli_run("check", "--max-memory", "32", "--threads", "1",
                            "a.md", NULL);
        expect(claim[i], &o, CLI_MISSING_PROGRAM, "out of memory");
        outcome_clear(&o);
    }
    put_many("", "[", 4000000, "\n"); /* in the parser of Markdown */
    outcome o = cli_run("check", "--max-memory", "64", "--threads", "1", "a.md",
                        NULL);
    expect("Markdown", &o, CLI_MISSING_PROGRAM, "out of memory");
    outcome_clear(&o);
}

/* Nearly all boxes stay open and wait: some 600 bytes each (docs/scaling.md). */
static void boxes_take_bounded_memory(void **state)
{
    (void)state;
    if (is_sanitized())
        skip();
    outcome o = cli_run(
        "prove", "--max-boxes", "200000", "--max-memory", "150", "-j", "1",
        "for a in [0, 20], b in [0, 20], c in [0, 20], d in [0, 20]: "
        "sin(a*b + c)*(2 - sin(a*b + c)) + "
        "sin(c*d + a)*(2 - cos(c*d + a - 11/7)) <= 2.01",
        NULL);
    expect("boxes", &o, CLI_UNDECIDED, "");
    cli_expect_in(o.out, "out of boxes");
    outcome_clear(&o);
}

static void time_ends_in_an_error(void **state)
{
    (void)state;
    cli_write("a.md", "# A\n\n```assay\n"
              FORALL("n in 1..4000000, m in 1..2", "n + m > 0") "```\n");
    outcome o = cli_run("check", "--max-seconds", "0.2", "a.md", NULL);
    expect("elaboration", &o, CLI_MISSING_PROGRAM, "longer than allowed");
    assert_true(o.seconds < 20);
    outcome_clear(&o);
    o = cli_run("report", "--max-seconds", "0.2", "a.md", NULL);
    expect("elaboration", &o, CLI_MISSING_PROGRAM, "longer than allowed");
    outcome_clear(&o);
    o = cli_run("prove", "--max-seconds", "0.2", "for n in 1..4000000: n > 0",
                NULL);
    expect("elaboration", &o, CLI_MISSING_PROGRAM, "longer than allowed");
    outcome_clear(&o);
    o = cli_run("eval", "--max-seconds", "0.2",
                "sum(i in 1..100000000, sum(j in 1..100, 1/i))", NULL);
    expect("eval", &o, CLI_MISSING_PROGRAM, "longer than allowed");
    assert_true(o.seconds < 20);
    outcome_clear(&o);
}

static void limits_are_documented(void **state)
{
    static const char *const option[] = {
        "--max-boxes", "--max-seconds", "--max-memory", "--max-instances",
        "--max-steps", "--max-nodes"};
    static char path[4096];
    char *const argv[] = {"cat", path, NULL};
    outcome o = cli_run("check", "--help", NULL), doc;
    (void)state;
    snprintf(path, sizeof path, "%s/docs/LANGUAGE.md", source_path());
    assert_true(run_process(argv, NULL, &doc));
    for (size_t i = 0; i < sizeof option / sizeof option[0]; i++) {
        cli_expect_in(o.out, option[i]);
        cli_expect_in(doc.out, option[i]);
    }
    outcome_clear(&o);
    outcome_clear(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define IN_FOLDER(f) cmocka_unit_test_setup_teardown(f, cli_setup, cli_teardown)
        IN_FOLDER(what_costs_too_much_is_refused),
        IN_FOLDER(many_items_cost_what_they_sum_to),
        IN_FOLDER(large_reports_are_written),
        IN_FOLDER(nesting_is_limited),
        IN_FOLDER(large_files_are_not_read),
        IN_FOLDER(memory_ends_in_an_error),
        IN_FOLDER(boxes_take_bounded_memory),
        IN_FOLDER(time_ends_in_an_error),
        IN_FOLDER(limits_are_documented),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
