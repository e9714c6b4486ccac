/* Walking and reading the source tree, for the tests of the house. */
#include "house.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char house_file[HOUSE_FILES][HOUSE_PATH];
size_t house_count;

bool house_starts(const char *s, const char *start)
{
    return strncmp(s, start, strlen(start)) == 0;
}

bool house_ends(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n >= m && strcmp(s + n - m, end) == 0;
}

static bool skipped_folder(const char *path)
{
    return strcmp(path, ".git") == 0 || house_starts(path, ".git/") ||
           house_starts(path, "build") ||
           house_starts(path, "tests/bench/results/");
}

static int visit(const char *path, const struct stat *st, int type,
                 struct FTW *ftw)
{
    (void)st;
    (void)ftw;
    if (house_starts(path, "./"))
        path += 2;
    if (type != FTW_F || skipped_folder(path) || strcmp(path, "assay") == 0)
        return 0;
    if (house_count == HOUSE_FILES || strlen(path) >= HOUSE_PATH)
        return 1;
    strcpy(house_file[house_count++], path);
    return 0;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

int house_find(void **state)
{
    const char *top = getenv("ASSAY_SOURCE");
    (void)state;
    if (top != NULL && chdir(top) != 0)
        return 1;
    house_count = 0;
    if (nftw(".", visit, 16, FTW_PHYS) != 0)
        return 1;
    qsort(house_file, house_count, sizeof house_file[0], by_name);
    return house_count > 100 ? 0 : 1;
}

char *house_slurp(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    size_t cap = 1 << 16, n = 0, got;
    if (f == NULL)
        fail_msg("no %s", path);
    char *s = malloc(cap + 1);
    assert_non_null(s);
    while ((got = fread(s + n, 1, cap - n, f)) > 0) {
        n += got;
        if (n == cap) {
            cap *= 2;
            s = realloc(s, cap + 1);
            assert_non_null(s);
        }
    }
    fclose(f);
    s[n] = '\0';
    if (len != NULL)
        *len = n;
    return s;
}

char *house_code(const char *path)
{
    size_t len, n = 0;
    char in = 0; /* '"', '\'', '*' for a comment, or 0 */
    char *text = house_slurp(path, &len), *code = malloc(len + 1);
    assert_non_null(code);
    for (size_t j = 0; j < len; j++) {
        char c = text[j];
        if (in == '*') { /* line ends stay */
            if (c == '\n')
                code[n++] = c;
            if (c == '*' && text[j + 1] == '/') {
                in = 0;
                j++;
            }
            continue;
        }
        if (in == 0 && c == '/' && text[j + 1] == '*') {
            in = '*';
            j++;
            continue;
        }
        code[n++] = c;
        if (in != 0 && c == '\\' && j + 1 < len)
            code[n++] = text[++j];
        else if (in == 0 && (c == '"' || c == '\''))
            in = c;
        else if (c == in)
            in = 0;
    }
    code[n] = '\0';
    free(text);
    return code;
}

size_t house_code_lines(const char *path)
{
    size_t n = 0;
    bool blank = true;
    char *code = house_code(path);
    for (const char *s = code; *s != '\0'; s++) {
        if (*s == '\n') {
            n += !blank;
            blank = true;
        } else if (*s != ' ') {
            blank = false;
        }
    }
    free(code);
    return n + !blank;
}

bool house_is_c(const char *path, bool program)
{
    return (house_ends(path, ".c") || house_ends(path, ".h")) &&
           !(program && (house_starts(path, "tests/") ||
                         house_starts(path, "examples/")));
}

void house_folder(const char *path, char *out)
{
    const char *slash = strrchr(path, '/');
    size_t n = slash == NULL ? 0 : (size_t)(slash - path);
    memmove(out, path, n);
    out[n] = '\0';
}

bool house_resolve(const char *path, const char *name, char *out)
{
    house_folder(path, out);
    for (; house_starts(name, "../") || house_starts(name, "./");
         name = strchr(name, '/') + 1) {
        if (name[1] == '/')
            continue;
        if (out[0] == '\0')
            return false;
        house_folder(out, out);
    }
    assert_true(strlen(out) + strlen(name) + 2 < HOUSE_PATH);
    if (out[0] != '\0' && *name != '\0')
        strcat(out, "/");
    strcat(out, name);
    return true;
}

bool house_listed(const char *name, const char *const *list)
{
    for (; *list != NULL; list++)
        if (strcmp(name, *list) == 0)
            return true;
    return false;
}
