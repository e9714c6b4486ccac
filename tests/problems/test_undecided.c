/* tests/problems/test_undecided.c: what is said of statements that stay open.
 *
 * Each next step that is named of a claim that `assay prove` does not decide is
 * proved when it is pasted.  The rows of undecided.txt are known to get one; they
 * are asked with a limit on boxes, so that it does not depend on the machine.
 * With ASSAY_TORTURE=1 all rows that decided.txt does not list are asked as a
 * person asks, in ten seconds; what is decided after all is passed over.
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
    MAX_ROWS = 1000,
    UNDECIDED = 2
};

typedef struct {
    char *id, *claim;
    bool has_step; /* known to get one */
} open_row;

static struct CMUnitTest tests[MAX_ROWS];
static open_row rows[MAX_ROWS];
static size_t count;

/* The answer's own ten seconds, and much more for a loaded machine. */
static double limit_seconds(void)
{
    const char *san = getenv("SAN");
    return san != NULL && san[0] != '\0' ? 900 : 120;
}

static bool is_torture(void)
{
    return getenv("ASSAY_TORTURE") != NULL;
}

static void prove(const char *claim, bool counted, outcome *o)
{
    char *const argv[] = {
        (char *)(uintptr_t)assay_path(), "prove", (char *)(uintptr_t)claim,
        counted ? "--max-boxes" : NULL,  "2000",  NULL};
    run_options opt = {.limit = limit_seconds()};
    if (!run_process(argv, &opt, o))
        fail_msg("cannot run %s", assay_path());
    if (o->timed_out || o->status > UNDECIDED)
        fail_msg("%s: %s", o->timed_out ? "no answer" : o->err, claim);
}

/* The line at s is a claim to paste: four blanks, and what was asked begins. */
static bool is_step(const char *s)
{
    return strncmp(s, "    for ", 8) == 0;
}

static void paste(const open_row *r, const char *line)
{
    char *step = strndup(line, strcspn(line, "\n"));
    outcome o;
    assert_non_null(step);
    prove(step, false, &o);
    if (o.status != 0)
        fail_msg("%s: not proved when pasted: %s", r->id, step);
    outcome_clear(&o);
    free(step);
}

static void comes_back(void **state)
{
    const open_row *r = *state;
    outcome o;
    size_t steps = 0;
    prove(r->claim, !is_torture(), &o);
    if (o.status == UNDECIDED) {
        assert_non_null(strstr(o.out, "evidence"));
        for (const char *s = o.out; s != NULL; s = strchr(s, '\n')) {
            s += *s == '\n';
            if (is_step(s)) {
                paste(r, s + 4);
                steps++;
            }
            if (*s == '\0')
                break;
        }
        if (r->has_step && steps == 0 && !is_torture())
            fail_msg("%s: no next step", r->id);
    }
    outcome_clear(&o);
}

/* ---- the rows ----------------------------------------------------------- */

static FILE *open_data(const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/tests/problems/%s", source_path(), name);
    FILE *f = fopen(path, "r");
    if (f == NULL) {
        perror(path);
        exit(1);
    }
    return f;
}

/* Does the list name this row of the collection? */
static bool is_listed(const char *list, const char *collection, const char *id)
{
    FILE *f = open_data(list);
    char *line = NULL, of[40], row[80];
    size_t cap = 0;
    bool found = false;
    while (!found && getline(&line, &cap, f) > 0)
        found = line[0] != '#' && sscanf(line, "%39s %79s", of, row) == 2 &&
                strcmp(of, collection) == 0 && strcmp(row, id) == 0;
    free(line);
    fclose(f);
    return found;
}

static void add_row(const char *collection, const json_t *row)
{
    const char *id = json_string_value(json_object_get(row, "id"));
    const char *claim = json_string_value(json_object_get(row, "claim"));
    if (id == NULL || claim == NULL || count == MAX_ROWS)
        return;
    bool known = is_listed("undecided.txt", collection, id);
    if (known && is_listed("decided.txt", collection, id)) {
        fprintf(stderr, "%s: both decided and undecided\n", id);
        exit(1);
    }
    if (!known && (!is_torture() || is_listed("decided.txt", collection, id)))
        return;
    open_row *r = &rows[count];
    *r = (open_row){strdup(id), strdup(claim), known};
    tests[count++] = (struct CMUnitTest){r->id, comes_back, NULL, NULL, r};
}

static void add_collection(const char *collection)
{
    char name[80], *line = NULL;
    size_t cap = 0;
    snprintf(name, sizeof name, "%s.jsonl", collection);
    FILE *f = open_data(name);
    while (getline(&line, &cap, f) > 0) {
        json_t *row = json_loads(line, 0, NULL);
        add_row(collection, row);
        json_decref(row);
    }
    free(line);
    fclose(f);
}

int main(void)
{
    add_collection("field");
    add_collection("polynomial");
    add_collection("provers");
    int failed = _cmocka_run_group_tests("undecided", tests, count, NULL, NULL);
    for (size_t i = 0; i < count; i++) {
        free(rows[i].id);
        free(rows[i].claim);
    }
    return failed != 0 || count < 3;
}
