/* tests/cli/test_runner.c: `assay check` as a test runner: which items are
 * run, what is said of them and where, in every format. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../numerics/base/text.h"
#include "cli.h"

#define ITEMS(text) "# A paper\n\n```assay\n" text "```\n"
#define LET "let f(x) = x^2\n"
#define EASY "claim a.easy \"E\" for x in [0, 1] show f(x) <= x\n"
#define WRONG "claim a.wrong \"W <&> 'x', 50%: so\" for x in [0, 1]\n" \
              "  show x^2 < x\n"
#define FALSE_ONE "claim a.false \"F\" for x in [0, 1] show f(x) < x\n" \
                  "  expect refuted\n"
#define OTHER "claim b.other \"O\" for x in [0, 1] show x <= 2*x\n"
#define RESTS "claim b.rests \"R\" uses a.false for x in [0, 1] show x <= 1\n"
#define FIRM "claim b.firm \"R\" uses a.easy for x in [0, 1] show x <= 1\n"
#define ALL LET EASY FALSE_ONE OTHER RESTS FIRM

static void expect_not_in(const char *text, const char *part)
{
    if (strstr(text, part) != NULL)
        fail_msg("\"%s\" is in:\n%.2000s", part, text);
}

static void keep(const char *name, outcome *o)
{
    cli_write(name, o->out);
    outcome_clear(o);
}

/* ---- which items -------------------------------------------------------- */

static void only_what_is_named_is_run(void **state)
{
    (void)state;
    cli_write("doc.md", ITEMS(ALL));
    outcome o = cli_run("check", "--only", "a.*", "doc.md", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "a.easy");
    cli_expect_in(o.out, "a.false");
    expect_not_in(o.out, "b.other");
    cli_expect_in(o.out, "all as expected; 3 left out");
    outcome_clear(&o);
    o = cli_run("check", "--only=b.other", "--only", "a.easy", "doc.md", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "2 items: 2 proved");
    outcome_clear(&o);
    /* of what was left out nothing is known, and nothing said */
    o = cli_run("check", "--strict", "--only=b.rests", "doc.md", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "(uses what was left out)\n");
    outcome_clear(&o);
}

/* A run of nothing has not passed. */
static void a_name_that_nothing_bears_is_an_error(void **state)
{
    (void)state;
    cli_write("doc.md", ITEMS(ALL));
    outcome o = cli_run("check", "--only", "a.eazy", "doc.md", NULL);
    cli_expect_status(&o, CLI_USAGE);
    cli_expect_in(o.err, "`a.eazy`; did you mean `a.easy`?");
    outcome_clear(&o);
    /* a definition is no item */
    o = cli_run("check", "--only", "f", "--only", "a.*", "doc.md", NULL);
    cli_expect_status(&o, CLI_USAGE);
    outcome_clear(&o);
}

static void what_has_changed_is_run_again(void **state)
{
    (void)state;
    cli_write("doc.md", ITEMS(ALL));
    outcome o = cli_run("check", "--format=json", "doc.md", NULL);
    cli_expect_status(&o, CLI_OK);
    keep("old.json", &o);
    o = cli_run("check", "--changed-since", "old.json", "doc.md", NULL);
    cli_expect_status(&o, CLI_OK);
    assert_string_equal(o.out, "0 items; 5 left out\n");
    outcome_clear(&o);
    /* a definition, and with it all that reaches it; and what is new */
    cli_write("doc.md", ITEMS("let f(x) = x^3\n" EASY FALSE_ONE OTHER RESTS FIRM
                              "claim b.new \"N\" show 1 < 2\n"));
    o = cli_run("check", "--changed-since", "old.json", "doc.md", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "a.easy");
    cli_expect_in(o.out, "a.false");
    cli_expect_in(o.out, "b.new");
    cli_expect_in(o.out, "3 left out");
    expect_not_in(o.out, "b.other");
    outcome_clear(&o);
}

/* What failed then is not passed over; nor what another program has said. */
static void a_failure_is_run_again(void **state)
{
    (void)state;
    cli_write("doc.md", ITEMS(OTHER WRONG));
    outcome o = cli_run("check", "--json", "doc.md", NULL);
    cli_expect_status(&o, CLI_UNEXPECTED);
    cli_write("old.json", o.out);
    char *program = strstr(o.out, "\"program\": \"");
    assert_non_null(program);
    program[12] = program[12] == '0' ? '1' : '0';
    keep("strange.json", &o);
    o = cli_run("check", "--changed-since", "old.json", "doc.md", NULL);
    cli_expect_status(&o, CLI_UNEXPECTED);
    cli_expect_in(o.out, "a.wrong");
    expect_not_in(o.out, "b.other");
    outcome_clear(&o);
    o = cli_run("check", "--changed-since", "strange.json", "doc.md", NULL);
    cli_expect_status(&o, CLI_UNEXPECTED);
    cli_expect_in(o.out, "b.other");
    cli_expect_in(o.err, "another assay");
    outcome_clear(&o);
}

static void a_strange_file_is_no_run(void **state)
{
    static const char *const text[] = {"", "{", "[1", "{\"items\": []} x",
                                       "{}", "nothing"};
    (void)state;
    cli_write("doc.md", ITEMS(OTHER));
    for (size_t k = 0; k < sizeof text / sizeof *text; k++) {
        cli_write("old.json", text[k]);
        outcome o =
            cli_run("check", "--changed-since", "old.json", "doc.md", NULL);
        cli_expect_status(&o, CLI_DATA);
        cli_expect_in(o.err, "old.json");
        outcome_clear(&o);
    }
    outcome o = cli_run("check", "--changed-since", "none", "doc.md", NULL);
    cli_expect_status(&o, CLI_DATA);
    outcome_clear(&o);
}

/* ---- what is said ------------------------------------------------------- */

static void a_failure_has_its_place(void **state)
{
    (void)state;
    cli_write("doc.md", ITEMS(OTHER "\n  " WRONG));
    outcome o = cli_run("check", "doc.md", NULL);
    cli_expect_status(&o, CLI_UNEXPECTED);
    cli_expect_in(o.out, "doc.md:6:3\n");
    expect_not_in(o.out, "doc.md:4");
    outcome_clear(&o);
}

static void warnings_fail_a_strict_run_alone(void **state)
{
    (void)state;
    cli_write("doc.md", ITEMS(ALL));
    outcome o = cli_run("check", "doc.md", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "doc.md:9:1\n");
    cli_expect_in(o.out, "it uses `a.false`, which is not proved");
    cli_expect_in(o.out, "all as expected; 1 warning");
    outcome_clear(&o);
    o = cli_run("check", "--strict", "doc.md", NULL);
    cli_expect_status(&o, CLI_UNEXPECTED);
    outcome_clear(&o);
    cli_write("doc.md", ITEMS(LET EASY OTHER FIRM));
    o = cli_run("check", "--strict", "doc.md", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    cli_write("doc.md", ITEMS("assumed a.known \"K\" because \"a book\"\n"
                              "claim a.on \"O\" uses a.known show 1 < 2\n"));
    o = cli_run("check", "--strict", "doc.md", NULL);
    cli_expect_status(&o, CLI_OK); /* it says so itself */
    outcome_clear(&o);
}

static void the_slowest_are_named(void **state)
{
    (void)state;
    cli_write("doc.md", ITEMS(ALL));
    outcome o = cli_run("check", "--slowest", "2", "--only", "a.*", "doc.md",
                        NULL);
    char *at = strstr(o.out, "slowest\n");
    assert_non_null(at);
    cli_expect_in(at, "a.easy ");
    cli_expect_in(at, "a.false ");
    cli_expect_in(at, " s\n2 items");
    outcome_clear(&o);
    o = cli_run("check", "--slowest", "1", "doc.md", NULL);
    at = strstr(o.out, "slowest\n");
    assert_non_null(at);
    assert_non_null(strstr(at, " s\n5 items"));
    outcome_clear(&o);
}

/* Without a terminal nothing that changes from run to run. */
static void times_are_for_a_terminal(void **state)
{
    char command[4096];
    char *argv[] = {"script", "-qec", command, "/dev/null", NULL};
    run_options there = {.folder = cli_folder()};
    outcome o;
    (void)state;
    cli_write("doc.md", ITEMS(LET EASY));
    o = cli_run("check", "doc.md", NULL);
    assert_string_equal(o.out, "✔ PROVED     a.easy  equality at x = 0\n"
                               "1 item: 1 proved; all as expected\n");
    outcome_clear(&o);
    char *path = realpath(assay_path(), NULL);
    assert_non_null(path);
    assert_true(strlen(path) < 4000);
    sprintf(command, "TERM=dumb %s check doc.md", path);
    free(path);
    bool ran = run_process(argv, &there, &o) && o.out[0] != '\0';
    if (ran) {
        cli_expect_in(o.out, "equality at x = 0  0.");
        cli_expect_in(o.out, " s\r\n");
    }
    outcome_clear(&o);
    if (!ran)
        skip(); /* no script(1), or no terminals here */
}

/* ---- formats ------------------------------------------------------------ */

static void json_has_times_places_and_sums(void **state)
{
    (void)state;
    cli_write("doc.md", ITEMS(ALL));
    outcome o = cli_run("check", "--format=json", "--slowest=2", "doc.md",
                        NULL);
    json_t *j = json_loads(o.out, 0, NULL);
    assert_non_null(j);
    json_t *items = json_object_get(j, "items");
    assert_int_equal(json_array_size(items), 5);
    for (size_t i = 0; i < 5; i++) {
        json_t *it = json_array_get(items, i);
        const char *s = json_string_value(json_object_get(it, "seconds"));
        assert_non_null(s);
        assert_int_equal(s[strspn(s, "0123456789.")], '\0');
        assert_int_equal(json_integer_value(json_object_get(it, "column")), 1);
        assert_int_equal(
            json_string_length(json_object_get(it, "source")), 64);
        assert_int_equal(json_is_string(json_object_get(it, "warning")),
                         i == 3);
    }
    assert_int_equal(json_array_size(json_object_get(j, "slowest")), 2);
    assert_int_equal(json_integer_value(json_object_get(j, "warnings")), 1);
    json_decref(j);
    outcome_clear(&o);
}

static void annotations_are_at_the_right_lines(void **state)
{
    (void)state;
    cli_write("a,b.md", ITEMS(ALL WRONG));
    outcome o = cli_run("check", "--format=github", "a,b.md", NULL);
    cli_expect_status(&o, CLI_UNEXPECTED);
    cli_expect_in(o.out, "\n::error file=a%2Cb.md,line=11,col=1,title=a.wrong "
                         "is REFUTED::false at x = 0: ");
    cli_expect_in(o.out, "\n::warning file=a%2Cb.md,line=9,col=1,title="
                         "b.rests::it uses `a.false`");
    expect_not_in(o.out, "title=a.false");
    outcome_clear(&o);
    /* errors: of a document that can be read, and of one that cannot */
    cli_write("doc.md", ITEMS("claim a.none \"N\" for x in [0, 1] where x > 2 "
                              "show x > 3\n" OTHER));
    o = cli_run("check", "--format=github", "doc.md", NULL);
    cli_expect_status(&o, CLI_DATA);
    cli_expect_in(o.out, "::error file=doc.md,line=4,col=1,title=assay::");
    outcome_clear(&o);
    cli_write("doc.md", ITEMS("claim a.none \"N\" show 1 < alfa\n"));
    o = cli_run("check", "--format=github", "doc.md", NULL);
    cli_expect_status(&o, CLI_DATA);
    cli_expect_in(o.out, "::error file=doc.md,line=4,col=27,title=assay::");
    outcome_clear(&o);
}

/* A document's words cannot begin an annotation of their own. */
static void annotations_are_ours_alone(void **state)
{
    (void)state;
    cli_write("doc.md",
              ITEMS("assumed a.b \"T\" because \"x%0A::error::100%\"\n"
                    "claim a.c \"::error::T\" uses a.b show 2 < 1\n"));
    outcome o = cli_run("check", "--format=github", "doc.md", NULL);
    cli_expect_status(&o, CLI_UNEXPECTED);
    for (char *s = o.out; (s = strstr(s, "\n::")) != NULL; s++)
        assert_int_equal(strncmp(s, "\n::error file=doc.md,line=5", 27), 0);
    outcome_clear(&o);
}

/* xmllint's word, where it is installed. */
static bool is_junit(const char *name)
{
    char xsd[4096];
    char *const argv[] = {"xmllint", "--noout", "--schema", xsd,
                          (char *)(uintptr_t)name, NULL};
    run_options there = {.folder = cli_folder()};
    char *top = realpath(source_path(), NULL);
    outcome o;
    assert_non_null(top);
    assert_true(strlen(top) < 4000);
    sprintf(xsd, "%s/tests/cli/junit.xsd", top);
    free(top);
    if (!run_process(argv, &there, &o) || o.status == 127) {
        outcome_clear(&o);
        print_message("no xmllint: the XML is not held to its schema\n");
        skip();
    }
    bool ok = o.status == 0;
    outcome_clear(&o);
    return ok;
}

static void junit_fits_its_schema(void **state)
{
    (void)state;
    cli_write("doc.md", ITEMS(ALL));
    cli_write("a <&\"> b.md", ITEMS(WRONG "claim c.none \"N\" for x in [0, 1] "
                                    "where x > 2 show x > 3\n"));
    cli_write("paper/bad.md", ITEMS("claim a.none \"N\" show 1 < alfa\n"));
    outcome o = cli_run("check", "--format=junit", "--slowest=1", "doc.md",
                        "a <&\"> b.md", "paper", "none.md", NULL);
    cli_expect_status(&o, CLI_DATA);
    cli_expect_in(o.out, "tests=\"7\" failures=\"1\" errors=\"1\"");
    cli_expect_in(o.out, "<failure type=\"REFUTED\" message=\"false at x = 0");
    cli_expect_in(o.out, "file=\"a &lt;&amp;&quot;&gt; b.md\"");
    cli_expect_in(o.out, "tests=\"1\" failures=\"0\" errors=\"1\"");
    keep("all.xml", &o);
    assert_true(is_junit("all.xml"));
    o = cli_run("check", "--format=junit", "--strict", "doc.md", NULL);
    cli_expect_status(&o, CLI_UNEXPECTED);
    cli_expect_in(o.out, "<failure type=\"warning\"");
    keep("strict.xml", &o);
    assert_true(is_junit("strict.xml"));
    cli_write("not.xml", "<testsuites name=\"x\"><testcase/></testsuites>");
    assert_false(is_junit("not.xml"));
}

static void formats_are_a_few_words(void **state)
{
    (void)state;
    cli_write("doc.md", ITEMS(OTHER));
    outcome o = cli_run("check", "--format=xml", "doc.md", NULL);
    cli_expect_status(&o, CLI_USAGE);
    cli_expect_in(o.err, "text|json|junit|github");
    outcome_clear(&o);
    o = cli_run("check", "--json", "--format=junit", "doc.md", NULL);
    cli_expect_status(&o, CLI_USAGE);
    outcome_clear(&o);
}

/* -j2 as make has it; an expression may begin like an option. */
static void a_number_may_follow_its_letter(void **state)
{
    (void)state;
    cli_write("doc.md", ITEMS(OTHER));
    outcome o = cli_run("check", "-j2", "doc.md", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    o = cli_run("check", "-j0", "doc.md", NULL);
    cli_expect_status(&o, CLI_USAGE);
    outcome_clear(&o);
    o = cli_run("eval", "-n5", "-1/3", NULL);
    cli_expect_status(&o, CLI_OK);
    assert_string_equal(o.out, "-0.33333...\n");
    outcome_clear(&o);
    o = cli_run("eval", "-pi/2", "-n3", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
}

#define IN_FOLDER(f) cmocka_unit_test_setup_teardown(f, cli_setup, cli_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(only_what_is_named_is_run),
        IN_FOLDER(a_name_that_nothing_bears_is_an_error),
        IN_FOLDER(what_has_changed_is_run_again),
        IN_FOLDER(a_failure_is_run_again),
        IN_FOLDER(a_strange_file_is_no_run),
        IN_FOLDER(a_failure_has_its_place),
        IN_FOLDER(warnings_fail_a_strict_run_alone),
        IN_FOLDER(the_slowest_are_named),
        IN_FOLDER(times_are_for_a_terminal),
        IN_FOLDER(json_has_times_places_and_sums),
        IN_FOLDER(annotations_are_at_the_right_lines),
        IN_FOLDER(annotations_are_ours_alone),
        IN_FOLDER(junit_fits_its_schema),
        IN_FOLDER(formats_are_a_few_words),
        IN_FOLDER(a_number_may_follow_its_letter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
