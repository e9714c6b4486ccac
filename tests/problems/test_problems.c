/* tests/problems/test_problems.c: statements that people bring, decided.
 *
 * One test for each row of decided.txt, by the claim of that row's collection
 * (README.md); and one for each row marked `loose` there: a bound that is
 * weaker than one that is proved is proved, too, by how much it ever is.  The
 * program runs from outside.  Truth is that of the data.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/process.h"

enum {
    MAX_TESTS = 1500,
    PROVED = 0,
    REFUTED = 1,
    UNDECIDED = 2
};

typedef struct {
    char *name, *claim;
    int expected;
} problem_case;

static struct CMUnitTest tests[MAX_TESTS];
static problem_case cases[MAX_TESTS];
static size_t count;

/* Far more than any row takes: a loaded machine must not fail the test. */
static double limit_seconds(void)
{
    const char *san = getenv("SAN");
    return san != NULL && san[0] != '\0' ? 900 : 60;
}

static int run(const char *claim)
{
    char *const argv[] = {(char *)(uintptr_t)assay_path(), "prove",
                          (char *)(uintptr_t)claim, NULL};
    run_options opt = {.limit = limit_seconds()};
    outcome o;
    if (!run_process(argv, &opt, &o))
        fail_msg("cannot run %s", assay_path());
    int status = o.timed_out ? UNDECIDED : o.status;
    outcome_clear(&o);
    return status;
}

static void judge(const char *claim, int expected)
{
    int status = run(claim);
    if (status > UNDECIDED)
        fail_msg("exit status %d of: %s", status, claim);
    if (status != UNDECIDED && status != expected)
        fail_msg("WRONG, %s: %s", status == PROVED ? "proved" : "refuted",
                 claim);
    if (status == UNDECIDED)
        fail_msg("not decided: %s", claim);
}

static void decide(void **state)
{
    const problem_case *c = *state;
    judge(c->claim, c->expected);
}

/* ---- weaker bounds ------------------------------------------------------ */

/* The claim's one relation; NULL when it has none, several, or another. */
static const char *relation(const char *claim, size_t *length)
{
    const char *at = strstr(claim, ": "); /* behind domain and conditions */
    const char *found = NULL;
    for (const char *s = at; s != NULL && *s != '\0'; s++) {
        if (*s == '!' || (*s == '=' && s[-1] != '<' && s[-1] != '>'))
            return NULL;
        if ((*s == '<' || *s == '>') && found != NULL)
            return NULL;
        if (*s == '<' || *s == '>')
            found = s;
    }
    *length = found != NULL && found[1] == '=' ? 2 : 1;
    return found;
}

/* The claim with its greater side greater by that much; malloc'd. */
static char *loosened(const char *claim, const char *by)
{
    size_t length;
    const char *at = relation(claim, &length);
    size_t size = strlen(claim) + strlen(by) + 8;
    char *s = malloc(size);
    if (at == NULL || s == NULL) {
        free(s);
        return NULL;
    }
    if (*at == '<')
        snprintf(s, size, "%s + %s", claim, by);
    else
        snprintf(s, size, "%.*s + %s %s", (int)(at - claim), claim, by, at);
    return s;
}

static void stay_proved(void **state)
{
    const problem_case *c = *state;
    static const char *const by[] = {"1/1000000", "1/100", "1"};
    for (size_t k = 0; k < sizeof by / sizeof *by; k++) {
        char *weaker = loosened(c->claim, by[k]);
        if (weaker == NULL)
            fail_msg("not one inequality: %s", c->claim);
        judge(weaker, PROVED);
        free(weaker);
    }
}

/* ---- the rows ----------------------------------------------------------- */

static void add(const char *id, const char *what, const char *claim,
                int expected, CMUnitTestFunction test)
{
    problem_case *c = &cases[count];
    char name[120];
    if (count == MAX_TESTS)
        abort();
    snprintf(name, sizeof name, "%s%s", id, what);
    c->name = strdup(name);
    c->claim = strdup(claim);
    c->expected = expected;
    tests[count] = (struct CMUnitTest){c->name, test, NULL, NULL, c};
    count++;
}

static FILE *open_data(const char *name, const char *ending)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/tests/problems/%s%s", source_path(), name,
             ending);
    FILE *f = fopen(path, "r");
    if (f == NULL) {
        perror(path);
        exit(1);
    }
    return f;
}

/* The row `id` of a collection; NULL when it is not there. */
static json_t *find(const char *collection, const char *id)
{
    FILE *f = open_data(collection, ".jsonl");
    char *line = NULL;
    size_t cap = 0;
    json_t *row = NULL;
    while (row == NULL && getline(&line, &cap, f) > 0) {
        json_t *o = json_loads(line, 0, NULL);
        const char *own = json_string_value(json_object_get(o, "id"));
        if (own != NULL && strcmp(own, id) == 0)
            row = json_incref(o);
        json_decref(o);
    }
    free(line);
    fclose(f);
    return row;
}

static void add_row(const char *collection, const char *id, bool loose)
{
    json_t *row = find(collection, id);
    const char *claim = json_string_value(json_object_get(row, "claim"));
    if (claim == NULL)
        claim = json_string_value(json_object_get(row, "wish"));
    if (claim == NULL) {
        fprintf(stderr, "decided.txt: no claim %s in %s\n", id, collection);
        exit(1);
    }
    bool truth = json_is_true(json_object_get(row, "truth"));
    add(id, "", claim, truth ? PROVED : REFUTED, decide);
    if (loose)
        add(id, ", loosened", claim, PROVED, stay_proved);
    json_decref(row);
}

static void add_rows(void)
{
    FILE *f = open_data("decided", ".txt");
    char *line = NULL;
    size_t cap = 0;
    while (getline(&line, &cap, f) > 0) {
        char collection[40], id[80], mark[20] = "";
        if (line[0] == '#' ||
            sscanf(line, "%39s %79s %19s", collection, id, mark) < 2)
            continue;
        add_row(collection, id, strcmp(mark, "loose") == 0);
    }
    free(line);
    fclose(f);
}

int main(void)
{
    add_rows();
    int failed = _cmocka_run_group_tests("problems", tests, count, NULL, NULL);
    for (size_t i = 0; i < count; i++) {
        free(cases[i].name);
        free(cases[i].claim);
    }
    return failed != 0 || count < 200;
}
