/* What goes wrong outside the program: each case of faults.sh, some of kill.sh
 * and the shorter half of determinism.sh. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/process.h"

enum {
    SKIPPED = 77,
    LIMIT = 3000
};

static void run_script(const char *script, const char *argument)
{
    static char path[PATH_MAX];
    char *argv[] = {"sh", path, (char *)(uintptr_t)argument, NULL};
    run_options opt = {.limit = LIMIT};
    outcome o;
    snprintf(path, sizeof path, "%s/tests/hostile/%s", source_path(), script);
    if (!run_process(argv, &opt, &o))
        fail_msg("cannot run %s", path);
    bool skipped = o.status == SKIPPED;
    print_message("%s%s%s", skipped ? argument : "", skipped ? ": " : "",
                  o.out);
    if (o.timed_out || (o.status != 0 && !skipped))
        fail_msg("%s %s: status %d", script, argument, o.status);
    outcome_clear(&o);
    if (skipped)
        skip();
}

static void fault(void **state)
{
    run_script("faults.sh", *state);
}

static void killed_at_random(void **state)
{
    const char *count = getenv("ASSAY_KILLS");
    (void)state;
    run_script("kill.sh", count != NULL ? count : "10");
}

/* The compiler is part of it, so this takes longer than `make check` may. */
static void make_killed_at_random(void **state)
{
    const char *count = getenv("ASSAY_KILLS");
    (void)state;
    if (getenv("ASSAY_HOSTILE") == NULL)
        skip();
    run_script("kill_make.sh", count != NULL ? count : "10");
}

static void same_bytes_everywhere(void **state)
{
    (void)state;
    run_script("determinism.sh", NULL);
}

int main(void)
{
#define FAULT(name)                                                            \
    {                                                                          \
        "fault_" name, fault, NULL, NULL, (void *)(uintptr_t)name              \
    }
    const struct CMUnitTest tests[] = {
        FAULT("gnuplot_missing"),
        FAULT("gnuplot_fails"),
        FAULT("gnuplot_is_killed"),
        FAULT("gnuplot_says_nothing"),
        FAULT("gnuplot_stops_halfway"),
        FAULT("gnuplot_hangs"),
        FAULT("gnuplot_closes_and_stays"),
        FAULT("gnuplot_never_stops"),
        FAULT("dot_missing"),
        FAULT("dot_hangs"),
        FAULT("dot_fails"),
        FAULT("dot_lies"),
        FAULT("gnuplot_in_the_current_folder"),
        FAULT("interrupted_while_drawing"),
        FAULT("bibliography_out_of_time"),
        FAULT("odd_threads"),
        FAULT("small_stack"),
        FAULT("full_disk"),
        FAULT("old_files_on_a_full_disk"),
        FAULT("file_size_limit"),
        FAULT("read_only"),
        FAULT("folder_is_a_file"),
        FAULT("file_is_a_folder"),
        FAULT("missing_locale"),
        FAULT("decimal_comma"),
        FAULT("closed_streams"),
        FAULT("stale_files"),
        cmocka_unit_test(killed_at_random),
        cmocka_unit_test(make_killed_at_random),
        cmocka_unit_test(same_bytes_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
