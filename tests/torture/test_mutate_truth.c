/* Statements made false, or kept true: not one verdict may be wrong. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../numerics/iv_support.h"
#include "../support/process.h"
#include "mutate_truth.h"

#include <stdio.h>

static void tell(const char *source, const truth_tally *t)
{
    printf("%s: %ld mutants (%ld false, %ld true, %ld of unknown truth); "
           "%ld proved, %ld refuted; of the false %ld decided, of the true "
           "%ld; wrong: %ld\n",
           source, t->mutants, t->false_mutants, t->true_mutants,
           t->unknown_mutants, t->proved, t->refuted, t->false_decided,
           t->true_decided, t->wrong);
    fflush(stdout);
    assert_true(t->mutants > 0);
    assert_true(t->false_mutants > 0);
    assert_true(t->false_decided > 0);
    assert_int_equal(t->wrong, 0);
}

static const char *paper(void)
{
    static char path[1024];
    snprintf(path, sizeof path, "%s/theory/li-yan-2024", source_path());
    return path;
}

static void other_provers_statements(void **state)
{
    truth_tally t = {0};
    (void)state;
    mutate_truth_peer(&t, torture_count(60, 3500));
    tell("other provers' statements", &t);
}

static void the_searchs_cases(void **state)
{
    truth_tally t = {0};
    (void)state;
    mutate_truth_cases(&t, torture_count(120, 4500));
    tell("the search's cases", &t);
}

static void documents(void **state)
{
    truth_tally t = {0};
    (void)state;
    mutate_truth_documents(&t, paper(), torture_count(40, 2500));
    tell("documents", &t);
}

static void numbers_off_by_one(void **state)
{
    truth_tally t = {0};
    (void)state;
    mutate_truth_text(&t, paper(), torture_count(1, 40));
    tell("numbers off by one", &t);
}

static void best_constants(void **state)
{
    truth_tally t = {0};
    (void)state;
    mutate_truth_constants(&t, paper());
    tell("best constants", &t);
}

int main(void)
{
    random_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_provers_statements),
        cmocka_unit_test(the_searchs_cases),
        cmocka_unit_test(documents),
        cmocka_unit_test(numbers_off_by_one),
        cmocka_unit_test(best_constants),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
