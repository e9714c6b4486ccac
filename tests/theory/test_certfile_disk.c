/* tests/theory/test_certfile_disk.c: certificate files as files: names, links,
 * folders. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../theory/evidence/certfile.h"
#include "theory_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void ids(void **state)
{
    char longest[202];
    (void)state;
    memset(longest, 'a', 201);
    longest[201] = '\0';
    assert_false(certfile_id_ok(longest));
    longest[200] = '\0';
    assert_true(certfile_id_ok(longest));
    assert_true(certfile_id_ok("thm2.gap_A-1"));
    assert_false(certfile_id_ok(""));
    assert_false(certfile_id_ok("."));
    assert_false(certfile_id_ok(".."));
    assert_false(certfile_id_ok(".hidden"));
    assert_false(certfile_id_ok("a/b"));
    assert_false(certfile_id_ok("a b"));
    assert_false(certfile_id_ok("a\nb"));
    assert_false(certfile_id_ok("\xc3\xa4"));
}

static void no_links(void **state)
{
    (void)state;
    char *dir = make_folder(), *path = path_of(dir, "gap.cert");
    char *victim = path_of(dir, "victim");
    spit(victim, "precious");
    assert_int_equal(symlink(victim, path), 0);
    assert_null(certfile_read(dir, "gap"));
    assert_true(certfile_write(dir, "gap", "new\n"));
    char *kept = slurp(victim), *written = certfile_read(dir, "gap");
    assert_string_equal(kept, "precious");
    assert_string_equal(written, "new\n");
    struct stat st;
    assert_int_equal(lstat(path, &st), 0);
    assert_true(S_ISREG(st.st_mode));
    assert_false(certfile_write(dir, "../escape", "x"));
    assert_null(certfile_read(dir, "../escape"));
    assert_null(certfile_read(dir, "absent"));
    FILE *f = fopen(path, "w"); /* a NUL inside */
    fwrite("ab\0cd", 1, 5, f);
    fclose(f);
    assert_null(certfile_read(dir, "gap"));
    free(kept);
    free(written);
    free(path);
    free(victim);
    remove_folder(dir);
}

static void makes_folders(void **state)
{
    (void)state;
    char *dir = make_folder();
    char *inner = path_of(dir, "a"), *deep = path_of(inner, "b");
    assert_true(certfile_write(deep, "x", "text\n"));
    char *text = certfile_read(deep, "x");
    assert_string_equal(text, "text\n");
    free(text);
    char *file = path_of(deep, "x.cert");
    unlink(file);
    rmdir(deep);
    rmdir(inner);
    free(file);
    free(deep);
    free(inner);
    remove_folder(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids),
        cmocka_unit_test(no_links),
        cmocka_unit_test(makes_folders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
