/* cli/runner.h: the parts of `assay check`, which people use as a test runner.
 *
 *   runner.c         a paper's run: times, warnings, the slowest
 *   runner_select.c  which items are audited: --only, --changed-since,
 *                    --shard
 *   runner_text.c    verdicts for a reader; on GitHub, with annotations
 *   runner_json.c    ... for a program
 *   runner_junit.c   ... as JUnit's XML
 */
#ifndef ASSAY_CLI_RUNNER_H
#define ASSAY_CLI_RUNNER_H

#include "certificates.h"
#include "cli.h"
#include "shard.h"

/* ---- which items -------------------------------------------------------- */

typedef struct {
    const cli_options *o;
    bool *met;          /* by pattern of --only: some item fits */
    char hint[160];     /* what the first pattern that fits none may mean */
    json_t *before;     /* id: {"source", ...}, of --changed-since; or NULL */
    char (*source)[65]; /* the items' sums now */
    shard share;
} runner_selection;

/* False, with a complaint and *status set, when an option names no such file or
 * no such shard. */
bool runner_select_open(runner_selection *s, const cli_options *o, int *status);
void runner_select_close(runner_selection *s);
/* The next paper. */
void runner_select_paper(runner_selection *s, const program *p);
bool runner_select_wants(const runner_selection *s, const item *it);
/* The same, were all shards one. */
bool runner_select_fits(const runner_selection *s, const item *it);
/* False, with a complaint, when a pattern has fitted no item of any paper. */
bool runner_select_was_met(const runner_selection *s);

/* ---- a paper's run ------------------------------------------------------ */

typedef struct {
    const result *r; /* NULL: not known */
    double seconds;
    char *warning;   /* as expected, but to be looked at; or NULL */
} runner_case;

typedef struct runner_format runner_format;

typedef struct {
    const cli_options *o;
    const runner_format *format;
    runner_selection *selection;
    const char *path;  /* of the paper */
    const program *prog;
    lang_errors errs;
    size_t told;       /* of errs */
    runner_case *item; /* by its number in prog, n of them */
    size_t n, left_out, warnings;
    size_t mine, of_all; /* items of this shard, of all shards */
    certificates certs;
    const result *known; /* at the end: the results that are known */
    size_t nknown;
    bool whole;        /* at the end: neither stopped nor in error */
    int width;         /* of ids */
    double since;      /* when the item at work began */
} runner;

/* How a run is told. */
struct runner_format {
    const char *name;
    void (*open)(void), (*close)(void); /* around all papers; or NULL */
    void (*begin)(const runner *t);     /* or NULL */
    void (*found)(const runner *t, const runner_case *c);
    void (*end)(const runner *t);
    void (*fail)(const char *path, const lang_errors *errs); /* unread */
};
extern const runner_format runner_format_text, runner_format_github,
    runner_format_json, runner_format_junit;

/* Audits the paper that is read; the exit status. */
int runner_run(runner *t, paper *p);
/* The numbers of the slowest items, *count of them, --slowest at most, the
 * slowest first; malloc'd. */
size_t *runner_slowest(const runner *t, size_t *count);

/* runner_text.c: "thm2.gap  1.234 s", a line each. */
void runner_text_slowest(const runner *t, FILE *f);

#endif
