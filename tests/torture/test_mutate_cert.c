/* False claims with damaged, foreign and invented certificates: all must be
 * refused, and each refusal must say where. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../numerics/iv_support.h"
#include "../support/process.h"
#include "mutate_cert.h"

#include <stdio.h>

static void tell(const char *source, const cert_tally *t)
{
    printf("%s: %ld certificates on %ld false claims (%ld well-formed, %ld of "
           "other claims, %ld invented): %ld accepted; %ld of %ld damaged "
           "ones still prove the true claim (the second engine: %ld; only "
           "the first: %ld)\n",
           source, t->mutants, t->claims, t->read, t->swapped, t->invented,
           t->accepted, t->still_true, t->damaged_true, t->second, t->disagree);
    fflush(stdout);
    assert_true(t->claims > 0);
    assert_true(t->read > 0);
    assert_true(t->damaged_true == 0 || t->still_true < t->damaged_true);
    assert_int_equal(t->silent, 0);
    assert_int_equal(t->accepted, 0);
}

static void other_provers_statements(void **state)
{
    cert_tally t = {0};
    (void)state;
    mutate_cert_peer(&t, torture_count(400, 25000));
    tell("other provers' statements", &t);
}

static void the_searchs_cases(void **state)
{
    cert_tally t = {0};
    (void)state;
    mutate_cert_cases(&t, torture_count(800, 40000));
    tell("the search's cases", &t);
}

static void documents(void **state)
{
    cert_tally t = {0};
    char path[1024];
    (void)state;
    snprintf(path, sizeof path, "%s/theory/li-yan-2024", source_path());
    mutate_cert_documents(&t, path, torture_count(300, 15000));
    tell("documents", &t);
}

static void random_claims(void **state)
{
    cert_tally t = {0};
    (void)state;
    mutate_cert_random(&t, torture_count(2000, 400000));
    tell("random claims", &t);
}

int main(void)
{
    random_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_provers_statements),
        cmocka_unit_test(the_searchs_cases),
        cmocka_unit_test(documents),
        cmocka_unit_test(random_claims),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
