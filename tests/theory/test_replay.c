/* tests/theory/test_replay.c: both engines on a document's evidence. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/base/memory.h"
#include "../../theory/evidence/certfile.h"
#include "../../theory/replay/replay_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Every kind of evidence, each by its own road. */
static const char document_text[] =
    "let g(r) = (r - 1 - log(r))/2\n"
    "claim t.gap \"contact inside\"\n  for r in (0, 8]\n"
    "  show g(r) >= (r - 1)^2/20\n"
    "claim t.false \"just too wide\"\n  for r in (0, 9]\n"
    "  show g(r) >= (r - 1)^2/20\n  expect refuted\n"
    "claim t.pole \"a pole\"\n  for x in [0, pi]\n"
    "  show tan(x)^2 >= 0\n  expect refuted\n"
    "claim t.list \"a list\"\n  for T in 2..30\n  show log(T) <= T\n"
    "claim t.some \"a list that fails\"\n  for T in 2..30\n"
    "  show log(T) <= 3\n  expect refuted\n"
    "claim t.close \"e\"\n  for T in {1}\n"
    "  show exp(T) >= 2.718281828\n"
    "identity t.square \"expand\"\n  for x in [-1, 1]\n"
    "  show (x + 1)^2 == x^2 + 2*x + 1\n"
    "constant t.sharp \"attained\"\n  for x in [-1, 2]\n"
    "  largest c with x^2 + 1 >= c\n"
    "constant t.best \"not attained at a short point\"\n"
    "  for x in [1/2, 2]\n  largest c with x^2 + 1/x >= c\n"
    "root t.root \"root of two\"\n  for x in [0, 2]\n  solve x^2 == 2\n"
    "root t.pair \"three\"\n  for x in [0, 2]\n  solve x*(x - 1)^2*(x^2 - 2) == 0\n"
    "root t.double \"twice\"\n  for x in [0, 2]\n"
    "  solve (x^2 - 2)^2*(x + 1) == 0\n"
    "root t.end \"pi\"\n  for x in [1, pi]\n  solve sin(x) == 0\n"
    "root t.until \"before pi\"\n  for x in [1, pi)\n  solve sin(x) == 0\n"
    "root t.half \"pi/2\"\n  for x in [0, 2]\n  solve sin(x) == 1\n"
    "root t.inner \"1\"\n  for x in (-sqrt(2), sqrt(2)]\n  solve x^3 == 1\n"
    "root t.none \"none\"\n  for x in [0, 2]\n  solve exp(x) == 0\n"
    "root t.exact \"one\"\n  for x in [1/2, 2]\n  solve log(x) == 0\n"
    "table t.logs \"logs\"\n  for n in 1..5\n"
    "  columns ln \"log\" = log(n)/1000000\n"
    "assumed t.given \"given\"\n"
    "  because \"so it is\"\n";

typedef struct {
    program *prog;
    elab *e;
    replay *r;
    size_t n;
    lang_errors errs;
} run;

static void run_all(run *t, const char *text, const char *dir)
{
    audit_options o = {.cert_dir = dir};
    *t = (run){.prog = program_new()};
    if (!program_parse(t->prog, "test", 1, text, strlen(text), &t->errs))
        fail_msg("%s", t->errs.v[0].message);
    t->e = elab_new(t->prog, NULL);
    t->n = program_count(t->prog);
    bool ok = replay_program(t->prog, t->e, &o, &t->r, &t->errs);
    if (!ok && t->errs.n > 0)
        print_error("%s\n", t->errs.v[0].message);
    assert_true(ok);
}

static void run_clear(run *t)
{
    replay_free(t->r, t->n);
    elab_free(t->e);
    program_free(t->prog);
    lang_errors_clear(&t->errs);
}

static const replay *find(const run *t, const char *id)
{
    for (size_t k = 0; k < t->n; k++)
        if (strcmp(t->r[k].it->id, id) == 0)
            return &t->r[k];
    fail_msg("no %s", id);
    return NULL;
}

/* ---- a folder of certificates ------------------------------------------- */

static char folder[64];

static int make_folder(void **state)
{
    audit_options o = {.cert_dir = folder};
    program *p = program_new();
    lang_errors errs = {0};
    result *res = NULL;
    (void)state;
    strcpy(folder, "/tmp/assay-test-replay-XXXXXX");
    if (mkdtemp(folder) == NULL || !program_parse(p, "test", 1, document_text,
                                                  strlen(document_text), &errs))
        return 1;
    elab *e = elab_new(p, NULL);
    bool ok = audit_program(p, e, &o, &res, &errs);
    result_free(res, program_count(p));
    elab_free(e);
    program_free(p);
    lang_errors_clear(&errs);
    return ok ? 0 : 1;
}

static int remove_folder(void **state)
{
    char command[100];
    (void)state;
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command) == 0 ? 0 : 1;
}

/* The text of a certificate with its first `from` replaced. */
static void tamper(const char *id, const char *from, const char *to)
{
    char *s = certfile_read(folder, id);
    assert_non_null(s);
    char *at = strstr(s, from);
    if (at == NULL)
        fail_msg("no `%s` in:\n%s", from, s);
    char *t = xmalloc(strlen(s) + strlen(to) + 1);
    sprintf(t, "%.*s%s%s", (int)(at - s), s, to, at + strlen(from));
    assert_true(certfile_write(folder, id, t));
    free(s);
    free(t);
}

/* ---- tests -------------------------------------------------------------- */

static void expect_all(const run *t)
{
    size_t agree = 0;
    for (size_t k = 0; k < t->n; k++) {
        const replay *r = &t->r[k];
        bool none = r->it->kind == ITEM_LET || r->it->kind == ITEM_ASSUMED;
        if (r->state != (none ? REPLAY_NONE : REPLAY_AGREE))
            fail_msg("%s: %s: %s", r->it->id, replay_state_name(r->state),
                     r->where != NULL ? r->where : "");
        agree += r->state == REPLAY_AGREE;
    }
    assert_int_equal(agree, 19);
    assert_int_equal(find(t, "t.list")->goals, 29);
    assert_int_equal(find(t, "t.logs")->goals, 5);
    assert_int_equal(find(t, "t.false")->what, REPLAY_DIFFERENCE);
}

static void kept_certificates_replay(void **state)
{
    run t;
    (void)state;
    run_all(&t, document_text, folder);
    expect_all(&t);
    assert_false(find(&t, "t.gap")->fresh);
    run_clear(&t);
}

static void missing_certificates_are_made(void **state)
{
    run t;
    (void)state;
    run_all(&t, document_text, NULL);
    expect_all(&t);
    assert_true(find(&t, "t.gap")->fresh);
    run_clear(&t);
}

/* What is proved by a certificate that nobody can read is not replayed. */
static void no_place_for_certificates(void **state)
{
    static const char text[] = "claim t.one \"one\"\n  for x in [0, 1]\n"
                               "  show exp(x) >= 1 + x\n";
    char *old = getenv("TMPDIR");
    run t;
    (void)state;
    if (old != NULL)
        old = xstrdup(old);
    setenv("TMPDIR", "/dev/null", 1);
    run_all(&t, text, NULL);
    assert_int_equal(find(&t, "t.one")->state, REPLAY_REJECTED);
    assert_non_null(strstr(find(&t, "t.one")->where, "no certificate"));
    run_clear(&t);
    if (old != NULL)
        setenv("TMPDIR", old, 1);
    else
        unsetenv("TMPDIR");
    free(old);
    run_all(&t, text, NULL);
    assert_int_equal(find(&t, "t.one")->state, REPLAY_AGREE);
    run_clear(&t);
}

static void expect_state(const char *id, replay_state s)
{
    run t;
    run_all(&t, document_text, folder);
    const replay *r = find(&t, id);
    if (r->state != s)
        fail_msg("%s: %s (%s)", id, replay_state_name(r->state),
                 r->where != NULL ? r->where : "");
    assert_true(s == REPLAY_AGREE || r->where != NULL);
    run_clear(&t);
}

static void broken_certificates_are_rejected(void **state)
{
    static const struct {
        const char *id, *from, *to;
    } broken[] = {
        {"t.gap", "contact r 2 1\n", "contact r 3 1\n"},
        {"t.list", "natural\n", "empty\n"},
        {"t.square", "product 0 0", "product 0 1"},
        {"t.best", "number beyond ", "number beyond -"},
        {"t.best", "number proved ", "number proved 9"},
        {"t.best", "number x0 ", "number x0 9"},
        {"t.sharp", "number x0 0", "number x0 1"},
        {"t.pair", "number gap1 -1", "number gap1 1"},
        {"t.pair", "number exact2 1\n", "number exact2 1000000001/1000000000\n"},
        {"t.pair", "number roots 3", "number roots 2"},
        {"t.pair", "number sign3 1", "number sign3 -1"},
        {"t.pair", "number above3 ", "number above3 1"},
        /* another factor, another order, a rest that is another or has
         * another sign */
        {"t.double", "expression factor1 (add (pow x 2) -2)",
         "expression factor1 (add (pow x 2) -3)"},
        {"t.double", "number order1 2", "number order1 1"},
        {"t.double", "number order1 2", "number order1 0"},
        {"t.double", "number order1 2", "number order1 1/2"},
        {"t.double", "number unit1 1", "number unit1 -1"},
        {"t.double", "number sign1 1", "number sign1 -1"},
        {"t.double", "expression rest1 (add x 1)",
         "expression rest1 (add x 2)"},
        {"t.double", "number above1 ", "number above1 1"},
        {"t.double", "number gap1 1", "number gap1 -1"},
        /* another number, one that is no number, one elsewhere */
        {"t.end", "expression closed1 pi", "expression closed1 (mul 2 pi)"},
        {"t.end", "expression closed1 pi", "expression closed1 x"},
        {"t.end", "expression closed1 pi", "expression closed1 3"},
        {"t.end", "number above1 ", "number above1 1/"},
        {"t.half", "expression closed1 (div pi 2)",
         "expression closed1 (div pi 3)"},
        {"t.half", "number gap1 -1", "number gap1 1"},
        {"t.inner", "number gap1 1", "number gap1 -1"},
        {"t.none", "number gap0 1", "number gap0 -1"},
        {"t.none", "number roots 0", "number roots 1"},
        {"t.root", "number sign 1", "number sign -1"},
        {"t.root", "number above ", "number above 1"},
        {"t.exact", "number exact 1\n", "number exact 1000000001/1000000000\n"},
        {"t.gap", "statement ", "statement 0"},
        {"t.gap", "end\n", ""},
    };
    (void)state;
    for (size_t k = 0; k < sizeof broken / sizeof *broken; k++) {
        char *whole = certfile_read(folder, broken[k].id);
        tamper(broken[k].id, broken[k].from, broken[k].to);
        expect_state(broken[k].id, REPLAY_REJECTED);
        assert_true(certfile_write(folder, broken[k].id, whole));
        free(whole);
    }
    expect_state("t.gap", REPLAY_AGREE);
}

static const char *line_of(const char *text, const char *word)
{
    const char *s = strstr(text, word);
    assert_non_null(s);
    return s;
}

/* What is a root in [1, pi] is none in [1, pi): another item's proof, under this
 * one's name. */
static void a_root_at_an_open_end_is_none(void **state)
{
    (void)state;
    char *whole = certfile_read(folder, "t.until");
    char *other = certfile_read(folder, "t.end");
    const char *mine = line_of(whole, "statement ");
    const char *rest = line_of(other, "precision ");
    text_buf b = {0};
    text_printf(&b, "assay-certificate 1\nitem t.until\n%.*s\n%s",
                (int)strcspn(mine, "\n"), mine, rest);
    assert_true(certfile_write(folder, "t.until", b.s));
    expect_state("t.until", REPLAY_REJECTED);
    assert_true(certfile_write(folder, "t.until", whole));
    expect_state("t.until", REPLAY_AGREE);
    text_clear(&b);
    free(other);
    free(whole);
}

/* e - 2.718281828 = 4.59e-10 shows in 40 bits, not in 24: the one place where
 * the engines are meant to differ tells what a difference looks like. */
static void a_difference_is_shown(void **state)
{
    run t;
    char *whole = certfile_read(folder, "t.close");
    (void)state;
    tamper("t.close", "natural\n", "natural @24\n");
    run_all(&t, document_text, folder);
    const replay *r = find(&t, "t.close");
    assert_int_equal(r->state, REPLAY_DISAGREE);
    assert_non_null(strstr(r->first, "rejects"));
    assert_non_null(strstr(r->second, "accepts"));
    assert_non_null(r->where);
    run_clear(&t);
    assert_true(certfile_write(folder, "t.close", whole));
    free(whole);
}

/* x <= 3 - (c - 5), for c >= 1, holds up to c = 8: with c = 3 proved, and 3 the
 * zero of the line that starts at c = 0, a file that says `sharp` is wrong. */
static void a_constant_that_jumps(void **state)
{
    static const char text[] =
        "constant t.jump \"jumps\"\n  for x in [0, 1]\n"
        "  largest c with (if c >= 1 then c - 5 else c) <= 3 + 0*x\n";
    static const char cert[] =
        "assay-certificate 1\nitem t.jump\nstatement %s\nprecision 128\n"
        "number sharp 1\nnumber instance 1\nnumber goal 1\nnumber x0 0\n"
        "instances 1-1 goals 1\nnatural\nend\n";
    audit_options o = {.cert_dir = NULL};
    program *p = program_new();
    lang_errors errs = {0};
    result *res = NULL;
    char file[400];
    run t;
    (void)state;
    assert_true(program_parse(p, "test", 1, text, strlen(text), &errs));
    elab *e = elab_new(p, NULL);
    assert_true(audit_program(p, e, &o, &res, &errs));
    assert_int_equal(res[0].verdict, VERDICT_UNDECIDED);
    snprintf(file, sizeof file, cert, res[0].hash);
    assert_true(certfile_write(folder, "t.jump", file));
    result_free(res, program_count(p));
    elab_free(e);
    program_free(p);
    lang_errors_clear(&errs);
    run_all(&t, text, folder);
    assert_int_equal(find(&t, "t.jump")->state, REPLAY_REJECTED);
    assert_non_null(strstr(find(&t, "t.jump")->where, "not linear"));
    run_clear(&t);
}

/* ---- two readings --------------------------------------------------------- */

static const char combinations_text[] =
    "let two = 8^(1/3)\n"
    "claim a \"a\" for t in {-2, 2, 3} where t^two <= 5 show t > -3\n"
    "claim b \"b\" for n in 0..3 where 1/n > 1/3 show n > 0\n"
    "claim c \"c\" for n in 1..3 where log(6*n) >= log(2*n) + log(3)\n"
    "  show n > 0\n"
    "table d \"d\" for n in 0..5 where n > 1 columns k = n^2\n"
    "figure e \"e\" for n in 1..2, x in (0, 1] curves y = n*x samples 10\n"
    "claim f \"f\" for n in 0..2, x in (0, 1] where n*x > 1/2 show x > 0\n";

/* Which numbers of kept and excluded instances the second reading accepts:
 * (-2)^2 = 2^2 = 4 < 5 < 9; at n = 0 the condition is undefined; the third is
 * true, but of logarithms, so that it is not decided; 0*x > 1/2 never holds,
 * by a condition on x, but x > 1/2 and 2*x > 1/2 do at x = 1. */
static const struct {
    const char *id;
    size_t kept, excluded;
    replay_state state;
} readings[] = {
    {"a", 2, 1, REPLAY_AGREE},     {"a", 1, 2, REPLAY_DISAGREE},
    {"a", 3, 0, REPLAY_DISAGREE},  {"a", 2, 0, REPLAY_DISAGREE},
    {"b", 2, 2, REPLAY_DISAGREE},  {"c", 0, 3, REPLAY_AGREE},
    {"c", 3, 0, REPLAY_AGREE},     {"d", 4, 2, REPLAY_AGREE},
    {"d", 5, 1, REPLAY_DISAGREE},  {"e", 18, 0, REPLAY_AGREE},
    {"e", 20, 0, REPLAY_DISAGREE}, {"f", 2, 1, REPLAY_AGREE},
    {"f", 3, 0, REPLAY_AGREE},     {"f", 1, 2, REPLAY_DISAGREE},
};

static void readings_may_disagree(void **state)
{
    program *p = program_new();
    lang_errors errs = {0};
    (void)state;
    assert_true(program_parse(p, "test", 1, combinations_text,
                              strlen(combinations_text), &errs));
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        replay *r = calloc(1, sizeof *r);
        assert_non_null(r);
        replayer w = {.prog = p, .r = r, .reading = second_new(p)};
        r->state = REPLAY_AGREE;
        w.it = program_find(p, readings[i].id);
        replay_instances(&w, readings[i].kept, readings[i].excluded);
        if (r->state != readings[i].state)
            fail_msg("%s with %zu and %zu: %s", readings[i].id,
                     readings[i].kept, readings[i].excluded,
                     replay_state_name(r->state));
        assert_true(r->has_combinations);
        assert_true(r->readings == (r->state == REPLAY_DISAGREE));
        second_free(w.reading);
        replay_free(r, 1);
    }
    program_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kept_certificates_replay),
        cmocka_unit_test(missing_certificates_are_made),
        cmocka_unit_test(no_place_for_certificates),
        cmocka_unit_test(broken_certificates_are_rejected),
        cmocka_unit_test(a_root_at_an_open_end_is_none),
        cmocka_unit_test(a_difference_is_shown),
        cmocka_unit_test(a_constant_that_jumps),
        cmocka_unit_test(readings_may_disagree),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder) != 0;
}
