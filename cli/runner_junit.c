/* Verdicts as JUnit's XML, which other programs collect: a suite for each
 * paper, a case for each item with a verdict, and one for each error.  The
 * schema is tests/cli/junit.xsd. */
#include "runner.h"

#include "../figures/label.h"
#include "../reports/outcome.h"
#include "../reports/sentence.h"

#include <stdlib.h>
#include <string.h>

/* ---- XML ---------------------------------------------------------------- */

static void put(const char *s)
{
    text_buf b = {0};
    label_xml(&b, s, 0);
    print_text(&b);
    text_clear(&b);
}

static void put_attribute(const char *name, const char *value)
{
    printf(" %s=\"", name);
    put(value != NULL ? value : "");
    printf("\"");
}

static void put_place(lang_pos pos)
{
    put(pos.file != NULL ? pos.file : "");
    if (pos.line > 0)
        printf(":%d:%d", pos.line, pos.col);
    printf("\n");
}

static void open_case(const char *name, lang_pos pos, double seconds)
{
    printf("    <testcase");
    put_attribute("name", name);
    put_attribute("classname", pos.file);
    put_attribute("file", pos.file);
    if (pos.line > 0)
        printf(" line=\"%d\"", pos.line);
    printf(" time=\"%.3f\">", seconds);
}

/* ---- cases -------------------------------------------------------------- */

static void put_failure(const result *r)
{
    sentences s;
    sentence_make(&s, r);
    printf("<failure");
    put_attribute("type", verdict_name(r->verdict));
    put_attribute("message", sentence_find(&s, "evidence"));
    printf(">");
    put_place(r->it->pos);
    for (size_t i = 0; i < s.n; i++) {
        put(s.v[i].label);
        printf(": ");
        put(s.v[i].text);
        printf("\n");
    }
    printf("</failure>");
    sentence_clear(&s);
}

/* Warnings that fail the run are failures. */
static void put_warning(const runner *t, const runner_case *c)
{
    if (t->o->strict) {
        printf("<failure type=\"warning\"");
        put_attribute("message", c->warning);
        printf(">");
        put_place(c->r->it->pos);
        printf("</failure>");
    } else {
        printf("<system-out>warning: ");
        put(c->warning);
        printf("</system-out>");
    }
}

static void put_case(const runner *t, const runner_case *c)
{
    open_case(c->r->it->id, c->r->it->pos, c->seconds);
    if (outcome_of(c->r) != OUTCOME_FINE)
        put_failure(c->r);
    else if (c->warning != NULL)
        put_warning(t, c);
    printf("</testcase>\n");
}

static void put_errors(const lang_errors *errs)
{
    for (size_t i = 0; i < errs->n; i++) {
        const lang_error *e = &errs->v[i];
        open_case("error", e->pos, 0);
        printf("<error type=\"error\"");
        put_attribute("message", e->message);
        printf(">");
        put_place(e->pos);
        printf("</error></testcase>\n");
    }
}

/* ---- suites ------------------------------------------------------------- */

static bool is_case(const runner_case *c)
{
    return c->r != NULL && c->r->it->kind != ITEM_LET &&
           (outcome_has_verdict(c->r) || c->warning != NULL);
}

static void open_suite(const char *path, size_t tests, size_t failures,
                       size_t errors, double seconds)
{
    printf("  <testsuite");
    put_attribute("name", path);
    printf(" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"0\""
           " time=\"%.3f\">\n", tests, failures, errors, seconds);
}

/* A part is not to be taken for the whole: its name says so. */
static char *suite_name(const runner *t)
{
    text_buf b = {0};
    text_put(&b, t->path);
    if (t->selection->share.of > 0) {
        text_put(&b, ", ");
        shard_say(&b, &t->selection->share, t->mine, t->of_all);
    }
    return text_take(&b);
}

static void end(const runner *t)
{
    size_t cases = 0, failures = 0;
    double seconds = 0;
    for (size_t i = 0; i < t->n; i++) {
        const runner_case *c = &t->item[i];
        if (!is_case(c))
            continue;
        cases++;
        seconds += c->seconds;
        failures += outcome_of(c->r) != OUTCOME_FINE ||
                    (c->warning != NULL && t->o->strict);
    }
    char *name = suite_name(t);
    open_suite(name, cases + t->errs.n, failures, t->errs.n, seconds);
    free(name);
    for (size_t i = 0; i < t->n; i++)
        if (is_case(&t->item[i]))
            put_case(t, &t->item[i]);
    put_errors(&t->errs);
    printf("  </testsuite>\n");
    if (t->o->slowest > 0)
        runner_text_slowest(t, stderr);
}

static void fail(const char *path, const lang_errors *errs)
{
    open_suite(path, errs->n, 0, errs->n, 0);
    put_errors(errs);
    printf("  </testsuite>\n");
}

static void open_all(void)
{
    printf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<testsuites name=\"assay\">\n");
}

static void close_all(void)
{
    printf("</testsuites>\n");
}

static void found(const runner *t, const runner_case *c)
{
    (void)t; /* the suite's counts come first */
    (void)c;
}

const runner_format runner_format_junit = {.name = "junit",
                                           .open = open_all,
                                           .close = close_all,
                                           .found = found,
                                           .end = end,
                                           .fail = fail};
