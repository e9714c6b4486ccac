/* tests/house/test_headers.c: a file includes what it uses of the libraries.
 *
 * It does so itself or by headers of this house; what one library's header
 * brings of another's differs from version to version (FLINT 3 no longer
 * brings stdlib.h).
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "house.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What begins so (a call where there is a bracket) needs one of the headers. */
static const struct {
    const char *use, *header[4];
} rows[] = {
    {"malloc(", {"stdlib.h"}},
    {"calloc(", {"stdlib.h"}},
    {"realloc(", {"stdlib.h"}},
    {"free(", {"stdlib.h"}},
    {"qsort(", {"stdlib.h"}},
    {"bsearch(", {"stdlib.h"}},
    {"strtol(", {"stdlib.h"}},
    {"strtoul(", {"stdlib.h"}},
    {"strtod(", {"stdlib.h"}},
    {"getenv(", {"stdlib.h"}},
    {"abort(", {"stdlib.h"}},
    {"exit(", {"stdlib.h"}},
    {"memcpy(", {"string.h"}},
    {"memmove(", {"string.h"}},
    {"memset(", {"string.h"}},
    {"memcmp(", {"string.h"}},
    {"strlen(", {"string.h"}},
    {"strcmp(", {"string.h"}},
    {"strncmp(", {"string.h"}},
    {"strchr(", {"string.h"}},
    {"strrchr(", {"string.h"}},
    {"strstr(", {"string.h"}},
    {"strspn(", {"string.h"}},
    {"strcspn(", {"string.h"}},
    {"strpbrk(", {"string.h"}},
    {"printf(", {"stdio.h"}},
    {"fprintf(", {"stdio.h"}},
    {"snprintf(", {"stdio.h"}},
    {"vsnprintf(", {"stdio.h"}},
    {"fopen(", {"stdio.h"}},
    {"isdigit(", {"ctype.h"}},
    {"isalpha(", {"ctype.h"}},
    {"isalnum(", {"ctype.h"}},
    {"isspace(", {"ctype.h"}},
    {"tolower(", {"ctype.h"}},
    {"fabs(", {"math.h"}},
    {"isnan(", {"math.h"}},
    {"isinf(", {"math.h"}},
    {"isfinite(", {"math.h"}},
    {"ldexp(", {"math.h"}},
    {"assert(", {"assert.h"}},
    {"errno", {"errno.h"}},
    {"mpz_", {"gmp.h"}},
    {"mpq_", {"gmp.h"}},
    {"mpfr_", {"mpfr.h"}},
    {"mpfi_", {"mpfi.h"}},
    {"fmpz_mpoly_", {"flint/fmpz_mpoly.h"}},
    {"fmpq_", {"flint/fmpq.h"}},
    {"fmpz_", {"flint/fmpz.h", "flint/fmpq.h", "flint/fmpz_mpoly.h"}},
    {"arb_hypgeom_", {"arb_hypgeom.h"}},
    {"arb_", {"arb.h", "acb.h"}},
    {"arf_", {"arf.h", "arb.h", "acb.h"}},
    {"mag_", {"mag.h", "arb.h", "acb.h"}},
    {"acb_", {"acb.h"}},
    {"qqbar_", {"qqbar.h"}},
    {"json_", {"jansson.h"}},
};

enum {
    ROWS = sizeof rows / sizeof rows[0],
    MOST_HEADERS = 200
};

/* The library headers that a file has, by itself or by this house's. */
typedef struct {
    char library[MOST_HEADERS][HOUSE_PATH], own[MOST_HEADERS][HOUSE_PATH];
    size_t nlibrary, nown;
} headers;

static void note(char list[][HOUSE_PATH], size_t *n, const char *name)
{
    for (size_t k = 0; k < *n; k++)
        if (strcmp(list[k], name) == 0)
            return;
    assert_true(*n < MOST_HEADERS);
    snprintf(list[(*n)++], HOUSE_PATH, "%s", name);
}

static void read_includes(headers *h, const char *path)
{
    char name[HOUSE_PATH], target[HOUSE_PATH];
    char *text = house_slurp(path, NULL);
    for (const char *s = text; (s = strstr(s, "#include")) != NULL;) {
        s += strlen("#include");
        s += strspn(s, " \t");
        size_t n = strcspn(s + 1, "\">\n");
        if ((*s != '"' && *s != '<') || n >= HOUSE_PATH)
            continue;
        memcpy(name, s + 1, n);
        name[n] = '\0';
        if (*s == '<')
            note(h->library, &h->nlibrary, name);
        else if (house_resolve(path, name, target) &&
                 access(target, R_OK) == 0)
            note(h->own, &h->nown, target);
    }
    free(text);
}

static void collect(headers *h, const char *path)
{
    h->nlibrary = h->nown = 0;
    read_includes(h, path);
    for (size_t k = 0; k < h->nown; k++) /* which grows */
        read_includes(h, h->own[k]);
}

static bool has(const headers *h, size_t row)
{
    for (size_t j = 0; j < 4 && rows[row].header[j] != NULL; j++)
        for (size_t k = 0; k < h->nlibrary; k++)
            if (strcmp(h->library[k], rows[row].header[j]) == 0)
                return true;
    return false;
}

/* Strings, too, hold words that look like code. */
static void blank_strings(char *s)
{
    for (; *s != '\0'; s++) {
        if (*s == '\'' && s[1] != '\0' && s[2] == '\'')
            s += 2;
        if (*s != '"')
            continue;
        for (s++; *s != '\0' && *s != '"'; s++) {
            if (*s == '\\' && s[1] != '\0')
                *s++ = ' ';
            *s = ' ';
        }
        if (*s == '\0')
            return;
    }
}

static bool in_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static bool uses(const char *code, const char *what)
{
    for (const char *s = code; (s = strstr(s, what)) != NULL; s++)
        if (s == code || !(in_word(s[-1]) || s[-1] == '.' || s[-1] == '>'))
            return true;
    return false;
}

static void what_is_used_is_included(void **state)
{
    headers *h = malloc(sizeof *h);
    size_t seen = 0, wrong = 0;
    (void)state;
    assert_non_null(h);
    for (size_t i = 0; i < house_count; i++) {
        const char *path = house_file[i];
        if (!house_ends(path, ".c") || !house_is_c(path, true))
            continue;
        char *code = house_code(path);
        blank_strings(code);
        collect(h, path);
        for (size_t k = 0; k < ROWS; k++) {
            if (!uses(code, rows[k].use))
                continue;
            seen++;
            if (!has(h, k)) {
                print_error("%s uses %s... without <%s>\n", path, rows[k].use,
                            rows[k].header[0]);
                wrong++;
            }
        }
        free(code);
    }
    free(h);
    assert_true(seen > 500);
    assert_int_equal(wrong, 0);
}

/* The test sees what it is to see. */
static void uses_are_seen(void **state)
{
    char s[] = "a = \"free(\"; x->free(p); xfree(q); c = '\"'; free(q);";
    (void)state;
    blank_strings(s);
    assert_true(uses(s, "free("));
    s[strlen(s) - strlen("free(q);")] = '\0';
    assert_false(uses(s, "free("));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uses_are_seen),
        cmocka_unit_test(what_is_used_is_included),
    };
    return cmocka_run_group_tests(tests, house_find, NULL) != 0;
}
