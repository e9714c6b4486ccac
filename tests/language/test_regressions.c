/* Inputs that once made the reader of documents misbehave, found by fuzzing
 * (tests/fuzz), smallest form. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "language_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Reads text as a document; the first error's message, "" if none. */
static void read_as_document(const char *text, size_t n, char *said,
                             size_t room)
{
    char path[] = "/tmp/assay-test-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, n), n);
    close(fd);
    lang_errors errs = {0};
    program *prog = program_new();
    document *d = document_read(prog, path, 0, &errs);
    assert_true((d == NULL) == (errs.n > 0));
    snprintf(said, room, "%s", errs.n > 0 ? errs.v[0].message : "");
    document_free(d);
    program_free(prog);
    lang_errors_clear(&errs);
    unlink(path);
}

/* cmark ends lines at carriage returns; counting only line feeds, the reader
 * looked up lines that its table did not have. */
static void lone_carriage_returns(void **state)
{
    static const char *const bad[] = {
        "\r\r```assay", "\r\r\r```assay\nlet a = 1\n```\n",
        "# T\n\n```assay\rlet a = 1\r```\r", "text\r"};
    char said[300];
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        read_as_document(bad[i], strlen(bad[i]), said, sizeof said);
        assert_non_null(strstr(said, "carriage return"));
    }
    const char *good = "# T\r\n\r\n```assay\r\nlet a = 1\r\n```\r\n";
    read_as_document(good, strlen(good), said, sizeof said);
    assert_string_equal(said, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lone_carriage_returns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
