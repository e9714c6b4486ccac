/* tests/cli/cli.c: see cli.h. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

static char folder[64];

int cli_setup(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/assay-cli-XXXXXX");
    return mkdtemp(folder) == NULL;
}

static int remove_one(const char *path, const struct stat *st, int type,
                      struct FTW *ftw)
{
    (void)st;
    (void)type;
    (void)ftw;
    return remove(path);
}

int cli_teardown(void **state)
{
    (void)state;
    return nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *cli_folder(void)
{
    return folder;
}

int cli_entries(void)
{
    DIR *d = opendir(folder);
    int n = 0;
    assert_non_null(d);
    while (readdir(d) != NULL)
        n++;
    closedir(d);
    return n - 2;
}

static void path_of(const char *name, char *path)
{
    assert_true(strlen(folder) + strlen(name) + 2 < PATH_MAX);
    sprintf(path, "%s/%s", folder, name);
}

void cli_write(const char *name, const char *text)
{
    char path[PATH_MAX];
    path_of(name, path);
    for (char *s = path + strlen(folder) + 1; (s = strchr(s, '/')); s++) {
        *s = '\0';
        mkdir(path, 0777);
        *s = '/';
    }
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(text, f);
    assert_int_equal(fclose(f), 0);
}

char *cli_read(const char *name)
{
    char path[PATH_MAX];
    path_of(name, path);
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        return NULL;
    size_t cap = 1 << 22;
    char *text = malloc(cap);
    assert_non_null(text);
    size_t n = fread(text, 1, cap - 1, f);
    text[n] = '\0';
    fclose(f);
    return text;
}

static outcome run(char *const *env, const char *first, va_list rest)
{
    static char path[PATH_MAX];
    char *argv[32] = {path, (char *)(uintptr_t)first};
    run_options opt = {.folder = folder, .env = env, .limit = 300};
    outcome o;
    assert_non_null(realpath(assay_path(), path));
    for (size_t n = 2; first != NULL; n++) {
        assert_true(n < sizeof argv / sizeof argv[0]);
        argv[n] = va_arg(rest, char *);
        if (argv[n] == NULL)
            break;
    }
    if (!run_process(argv, &opt, &o))
        fail_msg("cannot run %s", path);
    if (o.timed_out)
        fail_msg("%s %s does not end", path, first);
    return o;
}

outcome cli_run(const char *first, ...)
{
    va_list rest;
    va_start(rest, first);
    outcome o = run(NULL, first, rest);
    va_end(rest);
    return o;
}

outcome cli_run_env(char *const *env, const char *first, ...)
{
    va_list rest;
    va_start(rest, first);
    outcome o = run(env, first, rest);
    va_end(rest);
    return o;
}

void cli_expect_status(const outcome *o, int status)
{
    if (o->status != status)
        fail_msg("exit status %d, not %d\n--- out:\n%.2000s\n--- err:\n%.2000s",
                 o->status, status, o->out, o->err);
}

void cli_expect_in(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("\"%s\" is not in:\n%.3000s", part, text);
}
