/* tests/cli/cli.h: running ./assay from outside, in a folder of its own. */
#ifndef ASSAY_TEST_CLI_H
#define ASSAY_TEST_CLI_H

#include "../support/process.h"

/* Exit statuses, as documented in README.md. */
enum {
    CLI_OK = 0,
    CLI_UNEXPECTED = 1,
    CLI_UNDECIDED = 2,
    CLI_MISSING_PROGRAM = 3,
    CLI_USAGE = 64,
    CLI_DATA = 65
};

/* cmocka fixtures: an empty folder that goes away afterwards. */
int cli_setup(void **state);
int cli_teardown(void **state);

/* The folder, and how many entries it holds (not counting . and ..). */
const char *cli_folder(void);
int cli_entries(void);

/* Writes a file into the folder, making the folders above it. */
void cli_write(const char *name, const char *text);
/* The whole of a file in the folder, malloc'd; NULL when there is none. */
char *cli_read(const char *name);

/* Runs assay there with these arguments (NULL ends them), without a terminal;
 * fails the test when it cannot be started or does not end. */
outcome cli_run(const char *first, ...) __attribute__((sentinel));
/* The same with another environment. */
outcome cli_run_env(char *const *env, const char *first, ...)
    __attribute__((sentinel));

/* Fails unless o ended with this status; shows what was said. */
void cli_expect_status(const outcome *o, int status);
/* Fails unless text contains part. */
void cli_expect_in(const char *text, const char *part);

#endif
