/* tests/house/test_trust.c: docs/TRUST.md says what is so.
 *
 * Its tables list folders.  Every folder of C is in one of them, or in the
 * list of what nobody believes; the files named as exceptions are there; the
 * numbers of lines are right to within a tenth; and every function of MPFR
 * that what is believed calls is listed.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "house.h"

#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *page;

static int open_page(void **state)
{
    if (house_find(state) != 0)
        return 1;
    page = house_slurp("docs/TRUST.md", NULL);
    return 0;
}

static int close_page(void **state)
{
    (void)state;
    free(page);
    return 0;
}

/* A row of a table: `place` | ... without `file` `file` ... | lines |. */
typedef struct {
    char place[HOUSE_PATH];
    const char *rest, *end; /* behind the first cell */
    long said;
} row;

/* The next `word` at or behind *at, before end. */
static bool next_quoted(const char **at, const char *end, char *out)
{
    const char *open = memchr(*at, '`', (size_t)(end - *at));
    if (open == NULL)
        return false;
    const char *close = memchr(open + 1, '`', (size_t)(end - open - 1));
    if (close == NULL || close - open >= HOUSE_PATH)
        return false;
    memcpy(out, open + 1, (size_t)(close - open - 1));
    out[close - open - 1] = '\0';
    *at = close + 1;
    return true;
}

/* The next table row whose first cell is a quoted place. */
static bool next_row(const char **at, row *r)
{
    for (const char *s = *at; s != NULL; s = strchr(s, '\n')) {
        s += *s == '\n';
        r->end = strchr(s, '\n');
        if (r->end == NULL)
            return false;
        if (!house_starts(s, "| `") || !next_quoted(&s, r->end, r->place))
            continue;
        r->rest = s;
        r->said = -1;
        for (const char *c = s;
             (c = memchr(c, '|', (size_t)(r->end - c))) != NULL; c++) {
            char *after;
            long v = strtol(c + 1, &after, 10);
            if (after != c + 1 && house_starts(after, " |"))
                r->said = v;
        }
        *at = r->end;
        return true;
    }
    return false;
}

/* Is the file of the row, its exceptions not counted?  A place is a folder
 * with all below it, or one file. */
static bool in_row(const row *r, const char *file)
{
    char exception[HOUSE_PATH];
    size_t n = strlen(r->place);
    if (!house_starts(file, r->place) || (file[n] != '/' && file[n] != '\0'))
        return false;
    for (const char *at = r->rest; next_quoted(&at, r->end, exception);)
        if (strcmp(file, exception) == 0)
            return false;
    return true;
}

static bool has_lines(const char *file)
{
    return house_is_c(file, true) || house_ends(file, ".def");
}

static void numbers_are_right(void **state)
{
    int rows = 0, wrong = 0;
    row r;
    (void)state;
    for (const char *at = page; next_row(&at, &r); rows++) {
        long there = 0;
        for (size_t i = 0; i < house_count; i++)
            if (has_lines(house_file[i]) && in_row(&r, house_file[i]))
                there += (long)house_code_lines(house_file[i]);
        long off = r.said > there ? r.said - there : there - r.said;
        if (there == 0 || r.said % 100 != 0 ||
            (off > 100 && off > there / 10)) {
            print_error("%s has %ld lines, said to be %ld\n", r.place, there,
                        r.said);
            wrong++;
        }
    }
    assert_true(rows >= 10);
    assert_int_equal(wrong, 0);
}

/* A file that is not believed within a wing that is must be there: what was
 * renamed has to be looked at again. */
static void exceptions_are_there(void **state)
{
    int wrong = 0;
    row r;
    (void)state;
    for (const char *at = page; next_row(&at, &r);) {
        char exception[HOUSE_PATH];
        for (const char *c = r.rest; next_quoted(&c, r.end, exception);) {
            bool there = false;
            if (strchr(exception, '/') == NULL)
                continue; /* a name in the text */
            for (size_t i = 0; i < house_count; i++)
                there = there || strcmp(house_file[i], exception) == 0;
            if (!there || !house_starts(exception, r.place)) {
                print_error("%s is not in %s\n", exception, r.place);
                wrong++;
            }
        }
    }
    assert_int_equal(wrong, 0);
}

/* A new folder has to be put on one side or the other, and on one only. */
static void every_folder_has_its_place(void **state)
{
    const char *nobody = strstr(page, "**Believed by nobody**");
    int wrong = 0;
    (void)state;
    assert_non_null(nobody);
    const char *nobody_end = strstr(nobody, "\n\n");
    assert_non_null(nobody_end);
    for (size_t i = 0; i < house_count; i++) {
        char place[HOUSE_PATH];
        int places = 0;
        size_t n;
        row r;
        const char *file = house_file[i];
        if (!has_lines(file) || strchr(file, '/') == NULL)
            continue;
        for (const char *at = page; next_row(&at, &r);) {
            n = strlen(r.place);
            places += house_starts(file, r.place) &&
                      (file[n] == '/' || file[n] == '\0');
        }
        for (const char *at = nobody; next_quoted(&at, nobody_end, place);) {
            n = strlen(place);
            /* reports/ is nobody's but for the files that have rows */
            places +=
                house_starts(file, place) && file[n] == '/' && places == 0;
        }
        if (strcmp(file, "numerics/numerics.h") == 0 ||
            strcmp(file, "theory/theory.h") == 0)
            places++; /* lists of wings */
        if (places != 1) {
            print_error("TRUST.md has %d places for %s\n", places, file);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

/* A verdict that wants the judge's word is written where his seals are looked
 * at, and nowhere else; results that are kept are read back by number. */
static void verdicts_want_seals(void **state)
{
    static const char *const written[] = {
        "verdict = VERDICT_PROVED", "verdict = VERDICT_ENCLOSED",
        "return VERDICT_PROVED", "return VERDICT_ENCLOSED"};
    static const char *const may[] = {"theory/audit/region_result.c", NULL};
    int seen = 0, wrong = 0;
    (void)state;
    for (size_t i = 0; i < house_count; i++) {
        const char *file = house_file[i];
        if (!house_starts(file, "theory/audit/") || !house_is_c(file, true))
            continue;
        char *s = house_code(file);
        for (size_t k = 0; k < sizeof written / sizeof *written; k++)
            if (strstr(s, written[k]) != NULL) {
                seen++;
                if (!house_listed(file, may)) {
                    print_error("%s: \"%s\"\n", file, written[k]);
                    wrong++;
                }
            }
        if (house_listed(file, may))
            assert_non_null(strstr(s, "region_sealed("));
        free(s);
    }
    assert_int_equal(wrong, 0);
    assert_true(seen >= 2);
    /* and what notes the others' asks for the seals first */
    char *s = house_code("theory/audit/verdict.c");
    const char *asked = strstr(s, "proof_is_sealed(");
    assert_non_null(asked);
    const char *noted = strstr(asked, "->verdict = v");
    assert_non_null(noted);
    assert_null(strstr(noted + 1, "->verdict ="));
    free(s);
}

/* Functions that compute a number; comparing, copying, storing apart. */
static void library_calls_are_listed(void **state)
{
    static const char *const plain[] = {
        "abs",      "clear",     "cmp",           "cmp_ui",      "cmpabs",
        "equal_p",  "fn",        "flags_restore", "flags_save",  "get_exp",
        "get_prec", "get_q",     "inf_p",         "init2",       "lessequal_p",
        "neg",      "nextabove", "number_p",      "prec_t",      "ptr",
        "rnd_t",    "set",       "set_inf",       "set_prec",    "set_si",
        "set_zero", "sgn",       "signbit",       "srcptr",      "swap",
        "t",        "zero_p",    "flags_t",       "cmp_si",      "set_nan",
        "exp_t",    "regular_p", "nextbelow",     "set_si_2exp", "get_z_2exp",
        "free_str", "get_emin",  "get_emax",      "set_emin",    "set_emax",
        "set_ui",   "min",       "integer_p",     "less_p",      "greater_p",
        "set_ui_2exp", "free_cache",
        "nan_p",    "inits2",    "clears",        "cmp_si_2exp", "cmp_ui_2exp"};
    static const char *const in[] = {
        "numerics/base/*.c", "numerics/enclose/*.c", "numerics/check/*.c",
        "theory/evidence/*.c"};
    int seen = 0;
    (void)state;
    for (size_t k = 0; k < sizeof in / sizeof *in; k++) {
        glob_t g;
        assert_int_equal(glob(in[k], 0, NULL, &g), 0);
        for (size_t i = 0; i < g.gl_pathc; i++) {
            char *s = house_slurp(g.gl_pathv[i], NULL);
            for (char *c = s; (c = strstr(c, "mpfr_")) != NULL; seen++) {
                char name[80], quoted[100];
                size_t n = strspn(c + 5, "abcdefghijklmnopqrstuvwxyz0123456789"
                                         "_");
                snprintf(name, sizeof name, "%.*s", (int)n, c + 5);
                snprintf(quoted, sizeof quoted, "`mpfr_%s`", name);
                bool known = n == 0 || strstr(page, quoted) != NULL;
                for (size_t j = 0; j < sizeof plain / sizeof *plain; j++)
                    known = known || strcmp(name, plain[j]) == 0;
                if (!known)
                    fail_msg("TRUST.md does not list mpfr_%s", name);
                c += 5 + n;
            }
            free(s);
        }
        globfree(&g);
    }
    assert_true(seen > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_right),
        cmocka_unit_test(exceptions_are_there),
        cmocka_unit_test(every_folder_has_its_place),
        cmocka_unit_test(verdicts_want_seals),
        cmocka_unit_test(library_calls_are_listed),
    };
    return cmocka_run_group_tests(tests, open_page, close_page) != 0;
}
