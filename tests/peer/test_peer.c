/* tests/peer/test_peer.c: other provers' inequalities, decided by assay.
 *
 * One test for each problem of problems.jsonl and for each statement of
 * acceptance.txt.  The program runs from outside, with the benchmark's limit
 * (PEER_LIMIT seconds, 20 by default; more under sanitizers).  Truth is that
 * of the data, never of an earlier run of ours.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/problems.h"
#include "../support/process.h"

enum { MAX_TESTS = 400, PROVED = 0, REFUTED = 1, UNDECIDED = 2 };

typedef struct {
    char *name, *claim;
    int expected;      /* exit status when decided */
    bool known_open;   /* listed as not decided */
} peer_case;

static double limit_seconds(void)
{
    const char *s = getenv("PEER_LIMIT"), *san = getenv("SAN");
    double limit = s != NULL ? atof(s) : 20;
    return san != NULL && san[0] != '\0' ? 15 * limit : limit;
}

static void decide(void **state)
{
    const peer_case *c = *state;
    char *const argv[] = {(char *)(uintptr_t)assay_path(), "prove", "--seconds",
                          "10000", c->claim, NULL};
    run_options opt = {.limit = limit_seconds()};
    outcome o;
    bool ran = run_process(argv, &opt, &o);
    int status = o.timed_out ? UNDECIDED : o.status;
    char said[600];
    snprintf(said, sizeof said, "%s%s", o.out, o.err);
    outcome_clear(&o);
    if (!ran)
        fail_msg("cannot run %s", assay_path());
    if (status > UNDECIDED)
        fail_msg("exit status %d of: %s\n%s", status, c->claim, said);
    if (status != UNDECIDED && status != c->expected)
        fail_msg("WRONG, %s but is %s: %s",
                 status == PROVED ? "proved" : "refuted",
                 c->expected == PROVED ? "true" : "false", c->claim);
    if (status == UNDECIDED && !c->known_open)
        fail_msg("not decided: %s\n%s", c->claim, said);
    if (status != UNDECIDED && c->known_open)
        fail_msg("decided now; take it off tests/peer/undecided.txt: %s",
                 c->claim);
}

static struct CMUnitTest tests[MAX_TESTS];
static peer_case cases[MAX_TESTS];
static size_t count;

static void add(const char *name, char *claim, int expected, bool known_open)
{
    peer_case *c = &cases[count];
    if (count == MAX_TESTS)
        abort();
    c->name = strdup(name);
    c->claim = claim;
    c->expected = expected;
    c->known_open = known_open;
    tests[count] = (struct CMUnitTest){c->name, decide, NULL, NULL, c};
    count++;
}

/* The next line that is neither empty nor a comment, without its end. */
static char *next_line(FILE *f, char **line, size_t *cap)
{
    while (getline(line, cap, f) > 0) {
        (*line)[strcspn(*line, "\n")] = '\0';
        if ((*line)[0] != '\0' && (*line)[0] != '#')
            return *line;
    }
    return NULL;
}

static FILE *open_data(const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/tests/peer/%s", source_path(), name);
    FILE *f = fopen(path, "r");
    if (f == NULL) {
        perror(path);
        exit(1);
    }
    return f;
}

static bool is_listed(const char *id)
{
    FILE *f = open_data("undecided.txt");
    char *line = NULL, *s;
    size_t cap = 0, n = strlen(id);
    bool found = false;
    while ((s = next_line(f, &line, &cap)) != NULL)
        found = found || (strncmp(s, id, n) == 0 &&
                          (s[n] == '\0' || isspace((unsigned char)s[n])));
    free(line);
    fclose(f);
    return found;
}

static void add_problems(void)
{
    char path[1024];
    size_t n;
    snprintf(path, sizeof path, "%s/tests/peer/problems.jsonl",
             source_path());
    peer_problem *p = problems_load(path, &n);
    if (p == NULL)
        exit(1);
    for (size_t i = 0; i < n; i++)
        add(p[i].id, problem_claim(&p[i]), p[i].truth ? PROVED : REFUTED,
            is_listed(p[i].id));
    problems_free(p, n);
}

static void add_acceptance(void)
{
    FILE *f = open_data("acceptance.txt");
    char *line = NULL, *s;
    size_t cap = 0;
    while ((s = next_line(f, &line, &cap)) != NULL) {
        char *bar = strchr(s, '|');
        if (bar == NULL)
            exit(1);
        add(bar + 2, strdup(bar + 2),
            strncmp(s, "proved", 6) == 0 ? PROVED : REFUTED, false);
    }
    free(line);
    fclose(f);
}

int main(void)
{
    int failed;
    add_problems();
    add_acceptance();
    failed = _cmocka_run_group_tests("peer", tests, count, NULL, NULL);
    for (size_t i = 0; i < count; i++) {
        free(cases[i].name);
        free(cases[i].claim);
    }
    return failed != 0;
}
