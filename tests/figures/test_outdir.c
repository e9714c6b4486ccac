/* Nothing leaves the output folder, and nothing is left half-written. */
#include "../../figures/outdir.h"
#include "../../theory/evidence/temporary.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char base[] = "/tmp/assay-test-XXXXXX";

static void path_in(char *out, const char *name)
{
    snprintf(out, 300, "%s/%s", base, name);
}

static void slurp(const char *name, char *out, size_t size)
{
    char path[300];
    path_in(path, name);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    size_t n = fread(out, 1, size - 1, f);
    out[n] = '\0';
    fclose(f);
}

static void spill(const char *name, const char *s)
{
    char path[300];
    path_in(path, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(s, f);
    fclose(f);
}

static size_t entries(void)
{
    size_t n = 0;
    DIR *d = opendir(base);
    assert_non_null(d);
    while (readdir(d) != NULL)
        n++;
    closedir(d);
    return n - 2;
}

static int setup(void **state)
{
    (void)state;
    strcpy(base, "/tmp/assay-test-XXXXXX");
    return mkdtemp(base) == NULL;
}

static int teardown(void **state)
{
    char cmd[340];
    (void)state;
    snprintf(cmd, sizeof cmd, "rm -rf %s", base);
    return system(cmd);
}

static void writes_and_leaves_alone(void **state)
{
    outdir d;
    text_buf err = {0};
    char got[100];
    (void)state;
    assert_true(outdir_open(&d, base, &err));
    assert_true(outdir_write(&d, "a.md", "one", 3, &err));
    assert_true(outdir_write(&d, "a.md", "one", 3, &err));
    assert_int_equal(d.written, 1);
    assert_int_equal(d.unchanged, 1);
    assert_true(outdir_write(&d, "a.md", "two", 3, &err));
    assert_int_equal(d.written, 2);
    slurp("a.md", got, sizeof got);
    assert_string_equal(got, "two");
    assert_true(outdir_write(&d, "a.md", "", 0, &err));
    slurp("a.md", got, sizeof got);
    assert_string_equal(got, "");
    assert_int_equal(entries(), 1); /* no temporary file stays */
    outdir_close(&d);
    outdir_close(&d);
    text_clear(&err);
}

static void refuses_unsafe_names(void **state)
{
    static const char *const bad[] = {"",     ".",  "..",   "../x",  "a/b",
                                      "/etc", ".x", "a\nb", "a\x7f", "\x01"};
    outdir d;
    (void)state;
    text_buf open_err = {0};
    assert_true(outdir_open(&d, base, &open_err));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        text_buf err = {0};
        assert_false(outdir_name_is_safe(bad[i]));
        assert_false(outdir_write(&d, bad[i], "x", 1, &err));
        assert_non_null(err.s);
        text_clear(&err);
    }
    char longest[300];
    memset(longest, 'a', 299);
    longest[299] = '\0';
    assert_false(outdir_name_is_safe(longest));
    assert_int_equal(entries(), 0);
    outdir_close(&d);
}

static void refuses_symbolic_links(void **state)
{
    outdir d, sub;
    text_buf err = {0};
    char target[300], link[300], got[100];
    (void)state;
    spill("victim", "precious");
    path_in(target, "victim");
    path_in(link, "page.md");
    assert_int_equal(symlink(target, link), 0);
    assert_true(outdir_open(&d, base, &err));
    assert_false(outdir_write(&d, "page.md", "x", 1, &err));
    assert_non_null(strstr(err.s, "not a regular file"));
    slurp("victim", got, sizeof got);
    assert_string_equal(got, "precious");
    text_clear(&err);

    path_in(link, "figures");
    assert_int_equal(symlink("/tmp", link), 0);
    assert_false(outdir_open_sub(&sub, &d, "figures", &err));
    assert_non_null(strstr(err.s, "symbolic link"));
    text_clear(&err);
    outdir_close(&sub);
    outdir_close(&d);
}

static void makes_folders(void **state)
{
    outdir d, sub;
    text_buf err = {0};
    char path[300], got[100];
    (void)state;
    path_in(path, "deep/er//er/");
    assert_true(outdir_open(&d, path, &err));
    assert_true(outdir_open_sub(&sub, &d, "figures", &err));
    assert_true(outdir_write(&sub, "x", "y", 1, &err));
    slurp("deep/er/er/figures/x", got, sizeof got);
    assert_string_equal(got, "y");
    outdir_close(&sub);
    assert_false(outdir_open_sub(&sub, &d, "..", &err));
    outdir_close(&sub);
    outdir_close(&d);
    text_clear(&err);
    spill("file", "");
    path_in(path, "file/below");
    assert_false(outdir_open(&d, path, &err));
    outdir_close(&d);
    text_clear(&err);
}

static void sweeps_what_crashes_left(void **state)
{
    outdir d;
    text_buf err = {0};
    char old[64], mine[TEMPORARY_NAME], ours[TEMPORARY_NAME];
    (void)state;
    /* nobody has them open, though a process of that number is alive */
    snprintf(old, sizeof old, ".assay-tmp-%ld", (long)getppid());
    spill(old, "half");
    spill(".assay-tmp-", "half");
    int dir = open(base, O_RDONLY | O_DIRECTORY);
    int fd = temporary_file(dir, mine), folder = temporary_folder(dir, ours);
    assert_true(fd >= 0 && folder >= 0);
    spill("other", "kept");
    assert_true(outdir_open(&d, base, &err));
    char path[300];
    path_in(path, old);
    assert_int_not_equal(access(path, F_OK), 0);
    path_in(path, ".assay-tmp-");
    assert_int_not_equal(access(path, F_OK), 0);
    path_in(path, mine);
    assert_int_equal(access(path, F_OK), 0);
    path_in(path, ours);
    assert_int_equal(access(path, F_OK), 0);
    close(fd); /* as the end of a process does */
    close(folder);
    outdir_sweep(base);
    path_in(path, mine);
    assert_int_not_equal(access(path, F_OK), 0);
    path_in(path, ours);
    assert_int_not_equal(access(path, F_OK), 0);
    close(dir);
    path_in(path, "other");
    assert_int_equal(access(path, F_OK), 0);
    outdir_close(&d);
}

static void failure_keeps_the_old_file(void **state)
{
    outdir d;
    text_buf err = {0};
    char got[100];
    (void)state;
    if (geteuid() == 0)
        skip(); /* nothing is unwritable for root */
    assert_true(outdir_open(&d, base, &err));
    assert_true(outdir_write(&d, "a", "old", 3, &err));
    assert_int_equal(chmod(base, 0500), 0);
    assert_false(outdir_write(&d, "a", "new", 3, &err));
    assert_int_equal(chmod(base, 0700), 0);
    slurp("a", got, sizeof got);
    assert_string_equal(got, "old");
    assert_int_equal(entries(), 1);
    outdir_close(&d);
    text_clear(&err);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(writes_and_leaves_alone),  T(refuses_unsafe_names),
        T(refuses_symbolic_links),   T(makes_folders),
        T(sweeps_what_crashes_left), T(failure_keeps_the_old_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
