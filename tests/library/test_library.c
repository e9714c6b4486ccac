/* tests/library/test_library.c: libassay as a caller sees it: answers, errors
 * as values whatever the input, and nothing of the caller's changed. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../include/assay.h"
#include "../../numerics/base/watched.h"

#include <fenv.h>
#include <gmp.h>
#include <mpfr.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define TRUE_ONE "for x in [0, 1]: x^2 <= x"
#define FALSE_ONE "for x in [0, 2]: x^2 <= x"
/* Twelve variables, and a bound that is not far from the least value. */
#define HALF(a, b, c, d, e, f)                                             \
    "sin(9*" a "*" b "*" c " + " d "*" e "*" f ") + cos(7*" a "*" d        \
    " + " b "*" e " - " c "*" f ") + exp(" a "*" e " - " b "*" f ") + sin(" \
    c "*" e " + 9*" a "*" f ")"
#define SLOW                                                               \
    "for a in [0, 1], b in [0, 1], c in [0, 1], d in [0, 1], e in [0, 1],"   \
    " f in [0, 1], g in [0, 1], h in [0, 1], i in [0, 1], j in [0, 1],"      \
    " k in [0, 1], l in [0, 1]: " HALF("a", "b", "c", "d", "e", "f") " + "  \
    HALF("g", "h", "i", "j", "k", "l") " >= -5.2109"

/* ---- answers -------------------------------------------------------------- */

static void claims_are_proved_or_refuted(void **state)
{
    assay_answer *a;
    (void)state;
    assert_int_equal(assay_prove(NULL, TRUE_ONE, &a), ASSAY_OK);
    assert_int_equal(assay_answer_verdict(a), ASSAY_PROVED);
    assert_non_null(strstr(assay_answer_evidence(a), "every point"));
    assert_non_null(strstr(assay_answer_details(a), "margin: 0, attained"));
    assert_non_null(strstr(assay_answer_json(a), "\"verdict\": \"PROVED\""));
    assert_null(assay_answer_error(a));
    assert_null(assay_answer_lower(a));
    assay_answer_free(a);
    assert_int_equal(assay_prove(NULL, FALSE_ONE, &a), ASSAY_OK);
    assert_int_equal(assay_answer_verdict(a), ASSAY_REFUTED);
    assert_null(assay_answer_certificate(a));
    assay_answer_free(a);
    assay_options *o = assay_options_new();
    assert_int_equal(assay_options_set_boxes(o, 1000), 0);
    assert_int_equal(assay_prove(o, SLOW, &a), ASSAY_OK);
    assert_int_equal(assay_answer_verdict(a), ASSAY_UNDECIDED);
    assay_answer_free(a);
    assay_options_free(o);
}

static assay_verdict check(const char *claim, const char *certificate)
{
    assay_answer *a;
    assert_int_equal(assay_check(NULL, claim, certificate, &a), ASSAY_OK);
    assay_verdict v = assay_answer_verdict(a);
    assay_answer_free(a);
    return v;
}

/* No search makes up for a certificate that is none. */
static void certificates_are_checked_and_nothing_else(void **state)
{
    assay_answer *a;
    (void)state;
    assert_int_equal(assay_prove(NULL, TRUE_ONE, &a), ASSAY_OK);
    char *cert = strdup(assay_answer_certificate(a));
    assert_non_null(cert);
    assay_answer_free(a);
    assert_int_equal(check(TRUE_ONE, cert), ASSAY_PROVED);
    assert_int_equal(check("for y in [0, 1]: y^2 <= y", cert),
                     ASSAY_UNDECIDED);
    assert_int_equal(check(FALSE_ONE, cert), ASSAY_UNDECIDED);
    assert_int_equal(check(TRUE_ONE, ""), ASSAY_UNDECIDED);
    assert_int_equal(check("1 < 2", ""), ASSAY_UNDECIDED);
    for (char *s = cert; (s = strchr(s, '\n')) != NULL && s[1] != '\0'; s++) {
        char was = s[1]; /* each line damaged */
        s[1] = '%';
        assert_int_equal(check(TRUE_ONE, cert), ASSAY_UNDECIDED);
        s[1] = was;
    }
    /* with the hash of another claim in place, the tree proves nothing */
    assert_int_equal(assay_prove(NULL, "for x in [0, 1]: sin(x) <= x", &a),
                     ASSAY_OK);
    const char *other = assay_answer_certificate(a);
    assert_non_null(other);
    memcpy(strstr(cert, "statement "), strstr(other, "statement "), 74);
    assert_int_equal(check("for x in [0, 1]: sin(x) <= x", cert),
                     ASSAY_UNDECIDED);
    assay_answer_free(a);
    free(cert);
}

/* status, and with ASSAY_OK the ends, of an expression's value. */
static void expect_ends(const char *text, assay_status status, const char *lo,
                         const char *hi)
{
    assay_expression *e;
    assay_answer *a;
    char *error;
    assay_status s = assay_expression_read(NULL, text, &e, &error);
    if (s == ASSAY_OK) {
        assert_null(error);
        assert_string_equal(assay_expression_text(e), text);
        s = assay_enclose(NULL, e, 12, &a);
        if (s == ASSAY_OK && lo != NULL) {
            assert_string_equal(assay_answer_lower(a), lo);
            assert_string_equal(assay_answer_upper(a), hi);
        }
        assert_int_equal(assay_answer_verdict(a), ASSAY_NO_VERDICT);
        assay_answer_free(a);
    } else {
        assert_null(e);
        assert_non_null(error);
    }
    if (s != status)
        fail_msg("%s: status %d", text, (int)s);
    assay_text_free(error);
    assay_expression_free(e);
}

static void values_are_enclosed(void **state)
{
    assay_expression *e;
    assay_answer *a;
    (void)state;
    expect_ends("pi", ASSAY_OK, "3.14159265358", "3.14159265359");
    expect_ends("1/4", ASSAY_OK, "0.25", "0.25");
    expect_ends("for x in [0, 1], y in (0, 2]: x^2 + y", ASSAY_OK, "0", "3");
    expect_ends("for x in [1, inf): 1/x", ASSAY_OK, "0", "1");
    expect_ends("1/0", ASSAY_UNDEFINED, NULL, NULL);
    expect_ends("for x in [0, 1]: log(x)", ASSAY_UNDEFINED, NULL, NULL);
    expect_ends("1 < 2", ASSAY_INPUT, NULL, NULL);
    expect_ends("x", ASSAY_INPUT, NULL, NULL);
    expect_ends("", ASSAY_INPUT, NULL, NULL);
    expect_ends("for n in 1..3: n", ASSAY_INPUT, NULL, NULL);
    expect_ends("for x in [2, 1]: x", ASSAY_INPUT, NULL, NULL);
    assert_int_equal(assay_expression_read(NULL, "2/6", &e, NULL), ASSAY_OK);
    assert_string_equal(assay_expression_latex(e), "\\frac{2}{6}");
    assert_int_equal(assay_enclose(NULL, e, 5, &a), ASSAY_OK);
    assert_string_equal(assay_answer_exact(a), "1/3");
    assay_answer_free(a);
    assert_int_equal(assay_enclose(NULL, e, 0, &a), ASSAY_INPUT);
    assay_answer_free(a);
    assay_expression_free(e);
}

/* ---- errors ---------------------------------------------------------------- */

static char *nested(size_t n)
{
    char *s = malloc(2 * n + 40), *at;
    assert_non_null(s);
    strcpy(s, "for x in [0, 1]: ");
    at = s + strlen(s);
    memset(at, '(', n);
    at[n] = 'x';
    memset(at + n + 1, ')', n);
    strcpy(at + 2 * n + 1, " <= 1");
    return s;
}

static void hostile_text_is_an_error_value(void **state)
{
    static const char *const text[] = {
        "",
        "((((",
        "for",
        "for x in [0, 1]",
        "for x in [0, 1]: x <= alfa",
        "for x in [2, 1]: x <= 1",
        "\xff\xfe",
        "for x in [0, 1]: x <= 1 \001",
        "`touch pwned` <= $(touch pwned)",
        "2^100000000000000000000 > 1",
        "10^10^10^10 > 1",
        "sum(k in 1..10^30, k) > 0",
        "factorial(10^9) > 1",
        "1e99999999999 > 1",
    };
    assay_answer *a;
    (void)state;
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        assay_status s = assay_prove(NULL, text[i], &a);
        if (s != ASSAY_INPUT || assay_answer_error(a) == NULL ||
            assay_answer_verdict(a) != ASSAY_NO_VERDICT)
            fail_msg("%s: status %d", text[i], (int)s);
        assay_answer_free(a);
    }
    for (size_t n = 1000; n <= 1000000; n *= 1000) {
        char *deep = nested(n);
        assert_int_equal(assay_prove(NULL, deep, &a), ASSAY_INPUT);
        assay_answer_free(a);
        free(deep);
    }
    assert_int_not_equal(access("pwned", F_OK), 0);
}

static void limits_end_a_call_and_not_the_caller(void **state)
{
    assay_options *o = assay_options_new();
    assay_answer *a;
    (void)state;
    assert_int_equal(assay_options_set_seconds(o, 1), 0);
    assert_int_equal(assay_options_set_boxes(o, 1000000000), 0);
    assert_int_equal(assay_prove(o, SLOW, &a), ASSAY_TIME);
    assert_int_equal(assay_answer_verdict(a), ASSAY_NO_VERDICT);
    assay_answer_free(a);
#if !WATCHED /* there is no limit of memory then */
    assert_int_equal(assay_options_set_seconds(o, 60), 0);
    assert_int_equal(assay_options_set_memory(o, 16), 0);
    assert_int_equal(
        assay_prove(o, "sum(k in 1..1000000, 1/k) > 14", &a), ASSAY_MEMORY);
    assay_answer_free(a);
#endif
    assay_options_free(o);
}

static void no_process_is_a_status(void **state)
{
    struct rlimit r, none;
    assay_answer *a;
    (void)state;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &r), 0);
    none = r;
    none.rlim_cur = 0;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    assay_status s = assay_prove(NULL, TRUE_ONE, &a);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &r), 0);
    assert_int_equal(s, ASSAY_SYSTEM);
    assay_answer_free(a);
}

static void null_is_harmless(void **state)
{
    assay_answer *a = NULL;
    assay_expression *e = NULL;
    (void)state;
    assert_int_equal(assay_prove(NULL, NULL, &a), ASSAY_INPUT);
    assay_answer_free(a);
    assert_int_equal(assay_check(NULL, TRUE_ONE, NULL, &a), ASSAY_INPUT);
    assay_answer_free(a);
    assert_int_equal(assay_enclose(NULL, NULL, 5, &a), ASSAY_INPUT);
    assay_answer_free(a);
    assert_int_equal(assay_expression_read(NULL, NULL, &e, NULL), ASSAY_INPUT);
    assert_null(e);
    assert_int_equal(assay_prove(NULL, TRUE_ONE, NULL), ASSAY_OK);
    assay_answer_free(NULL);
    assay_expression_free(NULL);
    assay_options_free(NULL);
    assert_null(assay_answer_evidence(NULL));
    assert_int_equal(assay_answer_verdict(NULL), ASSAY_NO_VERDICT);
    for (int s = -1; s < 8; s++)
        assert_true(strlen(assay_status_text((assay_status)s)) > 5);
}

static void options_have_ranges(void **state)
{
    assay_options *o = assay_options_new();
    (void)state;
    assert_int_equal(assay_options_set_boxes(o, 0), -1);
    assert_int_equal(assay_options_set_boxes(o, 1000000001), -1);
    assert_int_equal(assay_options_set_precision(o, 23), -1);
    assert_int_equal(assay_options_set_precision(o, 65537), -1);
    assert_int_equal(assay_options_set_seconds(o, 0), -1);
    assert_int_equal(assay_options_set_memory(o, 15), -1);
    assert_int_equal(assay_options_set_memory(NULL, 100), -1);
    assert_int_equal(assay_options_set_precision(o, 24), 0);
    assay_options_free(o);
}

/* ---- the caller's own ------------------------------------------------------- */

static int open_files(void)
{
    int n = 0;
    for (int fd = 0; fd < 256; fd++)
        n += lseek(fd, 0, SEEK_CUR) >= 0 || fsync(fd) == 0;
    return n;
}

static volatile sig_atomic_t signals;

static void count_signal(int sig)
{
    (void)sig;
    signals++;
}

/* Rounding, exponents, allocators, handlers, alarms, files: as they were; and
 * the answer is the same in such surroundings. */
static void nothing_of_the_callers_changes(void **state)
{
    assay_answer *a, *b;
    void *(*alloc)(size_t), *(*alloc2)(size_t);
    struct sigaction act = {.sa_handler = count_signal}, got;
    (void)state;
    assert_int_equal(assay_prove(NULL, TRUE_ONE, &a), ASSAY_OK);
    sigaction(SIGALRM, &act, NULL);
    mp_get_memory_functions(&alloc, NULL, NULL);
    fesetround(FE_UPWARD);
    mpfr_set_emin(-10);
    mpfr_set_emax(10);
    alarm(100);
    int files = open_files();
    assert_int_equal(assay_prove(NULL, TRUE_ONE, &b), ASSAY_OK);
    assert_int_equal(open_files(), files);
    assert_in_range(alarm(0), 1, 100);
    assert_int_equal(fegetround(), FE_UPWARD);
    assert_int_equal(mpfr_get_emin(), -10);
    assert_int_equal(mpfr_get_emax(), 10);
    fesetround(FE_TONEAREST);
    mpfr_set_emin(MPFR_EMIN_DEFAULT);
    mpfr_set_emax(MPFR_EMAX_DEFAULT);
    mp_get_memory_functions(&alloc2, NULL, NULL);
    assert_true(alloc == alloc2);
    sigaction(SIGALRM, NULL, &got);
    assert_true(got.sa_handler == count_signal);
    assert_int_equal(signals, 0);
    assert_string_equal(assay_answer_json(a), assay_answer_json(b));
    assert_string_equal(assay_answer_certificate(a),
                        assay_answer_certificate(b));
    signal(SIGALRM, SIG_DFL);
    assay_answer_free(a);
    assay_answer_free(b);
}

/* A child that the caller reaps first is no less of an answer. */
static void a_stolen_child_is_no_matter(void **state)
{
    assay_answer *a;
    (void)state;
    signal(SIGCHLD, SIG_IGN); /* the kernel reaps */
    assert_int_equal(assay_prove(NULL, TRUE_ONE, &a), ASSAY_OK);
    signal(SIGCHLD, SIG_DFL);
    assert_int_equal(assay_answer_verdict(a), ASSAY_PROVED);
    assay_answer_free(a);
}

static void *ask_often(void *ctx)
{
    int *right = ctx;
    for (int i = 0; i < 5; i++) {
        assay_answer *a, *b;
        *right += assay_prove(NULL, TRUE_ONE, &a) == ASSAY_OK &&
                  assay_answer_verdict(a) == ASSAY_PROVED;
        *right += assay_prove(NULL, FALSE_ONE, &b) == ASSAY_OK &&
                  assay_answer_verdict(b) == ASSAY_REFUTED;
        assay_answer_free(a);
        assay_answer_free(b);
    }
    return NULL;
}

static void threads_may_ask_at_once(void **state)
{
    enum {
        THREADS = 4
    };
    pthread_t thread[THREADS];
    int right[THREADS] = {0};
    (void)state;
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, ask_often, &right[i]),
                         0);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(thread[i], NULL);
        assert_int_equal(right[i], 10);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claims_are_proved_or_refuted),
        cmocka_unit_test(certificates_are_checked_and_nothing_else),
        cmocka_unit_test(values_are_enclosed),
        cmocka_unit_test(hostile_text_is_an_error_value),
        cmocka_unit_test(limits_end_a_call_and_not_the_caller),
        cmocka_unit_test(no_process_is_a_status),
        cmocka_unit_test(null_is_harmless),
        cmocka_unit_test(options_have_ranges),
        cmocka_unit_test(nothing_of_the_callers_changes),
        cmocka_unit_test(a_stolen_child_is_no_matter),
        cmocka_unit_test(threads_may_ask_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
