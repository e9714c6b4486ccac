/* tests/support/process.h: runs a program and keeps what it says.
 *
 * For tests and benchmarks that look at a program from outside.  No shell is
 * involved: arguments arrive as they are written.
 */
#ifndef ASSAY_TEST_PROCESS_H
#define ASSAY_TEST_PROCESS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    int status;      /* exit status; 128 + n when ended by signal n */
    bool timed_out;  /* it and its children were killed at the limit */
    double seconds;  /* wall time from start to end */
    char *out, *err; /* standard output and error, NUL-terminated */
    size_t out_len, err_len;
} outcome;

typedef struct {
    const char *folder;   /* where to run; NULL: here */
    const char *input;    /* standard input's text; NULL: empty */
    char *const *env;     /* the whole environment; NULL: ours */
    double limit;         /* seconds; 0: 60 */
    const char *cue;      /* once this stands in the output ... */
    int signal;           /* ... this is sent to the program, while it runs */
} run_options;

/* Runs argv[0] (looked up in PATH when it has no slash); options may be NULL.
 * False when it could not be started; *o must be cleared in either case. */
bool run_process(char *const *argv, const run_options *options, outcome *o)
    __attribute__((warn_unused_result));
void outcome_clear(outcome *o);

/* The program under test: ASSAY from the environment, or ./assay. */
const char *assay_path(void);

/* The top of the source tree: ASSAY_SOURCE, or the current folder. */
const char *source_path(void);

#endif
