/* tests/theory/test_certfile.c: certificate files, good and tampered with. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../theory/evidence/certfile.h"
#include "theory_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char gap[] = "claim gap \"a gap\"\n"
                          "  for n in {1, 2, 3}, r in (0, 8]\n"
                          "  show r - 1 - log(r) >= (r - 1)^2/(10*n)\n";

/* What was found once is found in the file, and says the same. */
static void round_trip(void **state)
{
    (void)state;
    char *dir = make_folder(), *path = path_of(dir, "gap.cert");
    audited first, second;
    audited_run(&first, gap, dir);
    assert_true(first.ok);
    char *text = slurp(path);
    audited_run(&second, gap, dir);
    const result *a = audited_find(&first, "gap");
    const result *b = audited_find(&second, "gap");
    assert_int_equal(a->verdict, VERDICT_PROVED);
    assert_int_equal(b->verdict, VERDICT_PROVED);
    assert_string_equal(a->cert_file, "gap.cert");
    assert_string_equal(b->cert_file, "gap.cert");
    assert_string_equal(a->hash, b->hash);
    assert_string_equal(why(a), why(b));
    assert_string_equal(a->rules, b->rules);
    assert_string_equal(a->margin.ends.lo, b->margin.ends.lo);
    assert_string_equal(a->margin.ends.hi, b->margin.ends.hi);
    assert_int_equal(a->leaves, b->leaves);
    assert_non_null(strstr(text, "assay-certificate 1\nitem gap\nstatement "));
    char *again = slurp(path);
    assert_string_equal(text, again);
    free(again);
    free(text);
    free(path);
    audited_clear(&first);
    audited_clear(&second);
    remove_folder(dir);
}

/* ---- parsing ------------------------------------------------------------ */

typedef struct {
    expr_pool *pool;
    problem p;
} one_problem;

static problem *the_problem(void *ctx, size_t k)
{
    (void)k;
    return &((one_problem *)ctx)->p;
}

enum {
    INSTANCES = 5
};
static const char hash[] =
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
static const char good[] =
    "assay-certificate 1\n"
    "item thing\n"
    "statement "
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n"
    "precision 128\n"
    "number lo -3/7\n"
    "seen 2 1 5/3\n"
    "instances 1-4 goals 1\n"
    "split x 1/2\n"
    " natural\n"
    " natural @256\n"
    "instances 5-5 goals 1\n"
    "natural\n"
    "end\n";

static certfile_subject subject(one_problem *o)
{
    return (certfile_subject){.id = "thing",
                              .hash = hash,
                              .instances = INSTANCES,
                              .problem_of = the_problem,
                              .ctx = o,
                              .prec = 128};
}

static bool parse(one_problem *o, const char *text, proof *pf, char **err)
{
    certfile_subject of = subject(o);
    proof_init(pf, 1);
    return certfile_parse(pf, text, &of, err);
}

static int setup(void **state)
{
    one_problem *o = calloc(1, sizeof *o);
    o->pool = expr_pool_new(0);
    problem_init(&o->p, o->pool, 1);
    problem_set_name(&o->p, 0, "x");
    *state = o;
    return 0;
}

static int teardown(void **state)
{
    one_problem *o = *state;
    problem_clear(&o->p);
    expr_pool_free(o->pool);
    free(o);
    return 0;
}

static void reads_and_writes(void **state)
{
    one_problem *o = *state;
    proof pf;
    certfile_subject of = subject(o);
    char *err;
    assert_true(parse(o, good, &pf, &err));
    assert_null(err);
    assert_int_equal(pf.nruns, 2);
    assert_int_equal(pf.run[0].last, 3);
    assert_int_equal(pf.seen_instance, 1);
    assert_non_null(proof_find_number(&pf, "lo"));
    char *text = certfile_text(&pf, &of);
    assert_string_equal(text, good);
    free(text);
    proof_clear(&pf);
}

static void rejects(one_problem *o, const char *text, const char *what)
{
    proof pf;
    char *err;
    if (parse(o, text, &pf, &err))
        fail_msg("accepted: %s", what);
    if (strncmp(err, "line ", 5) != 0 || atoi(err + 5) < 1)
        fail_msg("no line in `%s` for %s", err, what);
    free(err);
    proof_clear(&pf);
}

/* Each line in turn: missing, doubled, cut off, or spoilt. */
static void every_line_counts(void **state)
{
    one_problem *o = *state;
    for (const char *line = good; *line != '\0';) {
        const char *next = strchr(line, '\n') + 1;
        size_t before = (size_t)(line - good), len = (size_t)(next - line);
        char text[2 * sizeof good];
        bool optional = strncmp(line, "number", 6) == 0 ||
                        strncmp(line, "seen", 4) == 0;
        if (!optional) {
            snprintf(text, sizeof text, "%.*s%s", (int)before, good, next);
            rejects(o, text, "a missing line");
        }
        snprintf(text, sizeof text, "%.*s%.*s%s", (int)(before + len), good,
                 (int)len, line, next);
        rejects(o, text, "a line twice");
        snprintf(text, sizeof text, "%.*s", (int)(before + len - 1), good);
        rejects(o, text, "a file cut off");
        snprintf(text, sizeof text, "%.*s~%s", (int)before, good, line);
        rejects(o, text, "a line spoilt at its start");
        snprintf(text, sizeof text, "%.*s ~%s", (int)(before + len - 1), good,
                 next - 1);
        rejects(o, text, "a line spoilt at its end");
        line = next;
    }
}

static void replaced(one_problem *o, const char *from, const char *to)
{
    char text[2 * sizeof good];
    const char *at = strstr(good, from);
    assert_non_null(at);
    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - good), good, to,
             at + strlen(from));
    rejects(o, text, to);
}

static void every_field_counts(void **state)
{
    one_problem *o = *state;
    replaced(o, "certificate 1", "certificate 2");
    replaced(o, "thing", "things");
    replaced(o, "statement 0", "statement 1");
    replaced(o, "precision 128", "precision 12");
    replaced(o, "precision 128", "precision 0128");
    replaced(o, "precision 128", "precision 99999999999999999999999");
    replaced(o, "precision 128", "precision -128");
    replaced(o, "-3/7", "-3/0");
    replaced(o, "-3/7", "3/-7");
    replaced(o, "-3/7", "6/14");
    replaced(o, "-3/7", "1e5");
    replaced(o, "number lo", "number l/o");
    replaced(o, "number lo", "number  lo");
    replaced(o, "seen 2", "seen 0");
    replaced(o, "seen 2", "seen 6");
    replaced(o, "seen 2 1", "seen 2 2");
    replaced(o, "seen 2 1 5/3", "seen 2 1");
    replaced(o, "seen 2 1 5/3", "seen 2 1 5/3 1");
    replaced(o, "1-4", "2-4");
    replaced(o, "1-4", "1-3");
    replaced(o, "1-4", "1-5");
    replaced(o, "1-4", "1-0");
    replaced(o, "5-5", "5-6");
    replaced(o, "goals 1", "goals 2");
    replaced(o, "goals 1", "goals 0");
    replaced(o, "split x", "split y");
    replaced(o, "split x 1/2", "split x");
    replaced(o, "split x 1/2", "split x 8/2");
    replaced(o, "split x 1/2", "split x 4/1");
    replaced(o, "split x 1/2", "split x -0");
    replaced(o, "precision 128", "precision 23");
    replaced(o, "precision 128", "precision 65537");
    replaced(o, "@256", "@23");
    replaced(o, "@256", "@65537");
    replaced(o, "@256", "@0256");
    replaced(o, "-3/7", "-3/07");
    replaced(o, "5/3", "10/6");
    replaced(o, " natural\n", " naturally\n");
    replaced(o, "@256", "@1");
    replaced(o, "end\n", "end");
    replaced(o, "end\n", "end\nend\n");
    replaced(o, "end\n", "");
}

/* A nest deeper than any tree may be must not exhaust the stack. */
static void deep_nests(void **state)
{
    one_problem *o = *state;
    size_t n = 200000;
    char *text = malloc(400 + n * 12), *p = text;
    p += sprintf(p, "%.*s", (int)(strstr(good, "split") - good), good);
    for (size_t i = 0; i < n; i++)
        p += sprintf(p, "split x 1/2\n");
    rejects(o, text, "a deep nest");
    free(text);
}

/* ---- whole files -------------------------------------------------------- */

/* A file that claims too much is not believed: the statement is proved anew,
 * or stays unproved. */
static void tampered_files(void **state)
{
    (void)state;
    static const char false_claim[] = "claim gap \"false\"\n"
                                      "  for r in (0, 9]\n"
                                      "  show r - 1 - log(r) >= (r - 1)^2/10\n";
    char *dir = make_folder(), *path = path_of(dir, "gap.cert");
    audited a;
    audited_run(&a, gap, dir);
    char *text = slurp(path);
    audited_clear(&a);
    audited_run(&a, false_claim, dir);
    char hash_of_false[65];
    strcpy(hash_of_false, audited_find(&a, "gap")->hash);
    audited_clear(&a);
    /* the good proof under the false statement's name, three ways */
    static const char *const body[] = {
        "natural\n", "meanvalue\n", "empty\n", "void 0\n", "open\n",
        "product 0 0\n natural\n", "contact r 2 1\n",
        "monotone r +\n natural\n natural\n"};
    for (size_t k = 0; k < sizeof body / sizeof *body; k++) {
        char fake[1000];
        snprintf(fake, sizeof fake,
                 "assay-certificate 1\nitem gap\nstatement %s\nprecision 128\n"
                 "instances 1-1 goals 1\n%send\n", hash_of_false, body[k]);
        spit(path, fake);
        audited_run(&a, false_claim, dir);
        assert_int_equal(audited_find(&a, "gap")->verdict, VERDICT_REFUTED);
        audited_clear(&a);
    }
    /* a true claim with a spoilt file is proved again and the file mended */
    spit(path, "rubbish");
    audited_run(&a, gap, dir);
    assert_int_equal(audited_find(&a, "gap")->verdict, VERDICT_PROVED);
    audited_clear(&a);
    char *mended = slurp(path);
    assert_string_equal(mended, text);
    free(mended);
    free(text);
    free(path);
    remove_folder(dir);
}

/* A constant's numbers are not believed either. */
static void tampered_numbers(void **state)
{
    (void)state;
    static const char best[] = "constant best \"c\"\n"
                               "  for x in [-2, 2]\n"
                               "  largest c with x^4 - 3*x^2 + x >= c\n";
    char *dir = make_folder(), *path = path_of(dir, "best.cert");
    audited a;
    audited_run(&a, best, dir);
    char lo[100], hi[100];
    strcpy(lo, audited_find(&a, "best")->value.lo);
    strcpy(hi, audited_find(&a, "best")->value.hi);
    audited_clear(&a);
    char *text = slurp(path);
    static const char *const names[] = {"number proved", "number beyond"};
    for (int k = 0; k < 2; k++) {
        char fake[200000];
        const char *at = strstr(text, names[k]);
        assert_non_null(at);
        const char *end = strchr(at, '\n');
        snprintf(fake, sizeof fake, "%.*s%s %s%s", (int)(at - text), text,
                 names[k], k == 0 ? "-3" : "-4", end);
        spit(path, fake);
        audited_run(&a, best, dir);
        assert_string_equal(audited_find(&a, "best")->value.lo, lo);
        assert_string_equal(audited_find(&a, "best")->value.hi, hi);
        audited_clear(&a);
    }
    free(text);
    free(path);
    remove_folder(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_trip),
        cmocka_unit_test_setup_teardown(reads_and_writes, setup, teardown),
        cmocka_unit_test_setup_teardown(every_line_counts, setup, teardown),
        cmocka_unit_test_setup_teardown(every_field_counts, setup, teardown),
        cmocka_unit_test_setup_teardown(deep_nests, setup, teardown),
        cmocka_unit_test(tampered_files),
        cmocka_unit_test(tampered_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
