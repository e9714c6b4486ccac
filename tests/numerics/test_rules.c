/* The rows of rules.def: every one has a line that can be written and read
 * back, and only as it is written; its children's goals, in the checker; an
 * attack; and a place in the page about certificates.
 *
 * That both engines have a test for every row is seen to by the linker. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/base/text.h"
#include "../../numerics/check/checker_internal.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    const char *word, *line;
    int arity;
    const checker_rule *rule;
} row;

static const row rows[] = {
#define RULE(NAME, word, arity, line) {#word, line, arity, &rule_##word},
#include "../../numerics/cert/rules.def"
#undef RULE
};

enum {
    ROWS = sizeof rows / sizeof rows[0]
};

/* What a line carries, twice: as it may stand there, and as it may not. */
static const struct {
    char letter;
    const char *right[3], *wrong[4];
} part[] = {
    {'v', {"x", "y"}, {"z", "1", "xx"}},
    {'q', {"0", "-1/3", "22/7"}, {"2/4", "0.5", "1/0", "x"}},
    {'m', {"1", "2", "64"}, {"0", "65", "-1", "01"}},
    {'j', {"0", "7", "100000"}, {"-1", "100001", "00", "x"}},
    {'d', {"+", "--", "++"}, {"+-", "+++", "1"}},
    {'e', {"(exp y)", "1/3", "y"}, {"(exp", "z", "(foo x)"}},
    {'E', {"1 2", "(exp 1) 0", "y x"}, {"1", "1 2 3", "z 1"}},
    {'s', {"(floor y) 1", "x (neg y)", "1 2"}, {"x", "x z", "1 2 3"}},
    {'p',
     {"0 x", "1 x 2 y", "2 x -1 y 3 (exp x)"},
     {"1 x y", "-1 x", "2 x 2 y", "0"}},
    {'D', {"1 2 3 4", "0 (exp 1) x y"}, {"1 2 3", "z 1 1 1"}},
    {'M', {"1 2 3 4 5 6", "x y 0 (div 1 y) x 0"}, {"1 2 3 4 5", "x z 0 y y 0"}},
    {'n', {"2", "0", "5"}, {"1", "-2", "1001", "02"}},
    {'r', {">=", ">"}, {"=>", "==", "<", "0"}},
    {'t',
     {"0", "1 2 x 0", "2 1/3 (add x y) 2 0 7 5 1 1 3"},
     {"1 2 x", "-1", "1 2 x 2 0", "1 0.5 x 0"}},
    {'R',
     {"(0,inf)", "[-1/2,3)", "(-inf,inf)"},
     {"[0,inf]", "(0,2/4)", "(0)", "0,1"}},
};

enum {
    PARTS = sizeof part / sizeof part[0]
};

static size_t part_of(char letter)
{
    for (size_t k = 0; k < PARTS; k++)
        if (part[k].letter == letter)
            return k;
    fail_msg("no part '%c' is tested", letter);
    return 0;
}

static void open_problem(problem *p)
{
    problem_init(p, expr_pool_new(0), 2);
    problem_set_name(p, 0, "x");
    problem_set_name(p, 1, "y");
}

static void close_problem(problem *p)
{
    expr_pool *pool = p->pool;
    problem_clear(p);
    expr_pool_free(pool);
}

/* How many children the row's line has, with variant `v` of each part. */
static long children(const row *r, size_t v)
{
    return r->arity >= 0 ? r->arity : atol(part[part_of('n')].right[v]);
}

/* The row's line with variant `v` of each part, but `instead` for part `at`
 * (NULL: the part is left out), and its children, all `natural`. */
static void compose(char *out, size_t size, const row *r, size_t v, size_t at,
                    const char *instead)
{
    size_t n = (size_t)snprintf(out, size, "%s", r->word);
    for (size_t k = 0; r->line[k] != '\0'; k++) {
        size_t i = part_of(r->line[k]);
        const char *s =
            part[i].right[v] != NULL ? part[i].right[v] : part[i].right[0];
        if (k == at)
            s = instead;
        if (s != NULL)
            n += (size_t)snprintf(out + n, size - n, " %s", s);
    }
    n += (size_t)snprintf(out + n, size - n, "\n");
    for (long k = children(r, v); k > 0; k--)
        n += (size_t)snprintf(out + n, size - n, " natural\n");
    assert_true(n < size);
}

static cert_node *read_all(problem *p, const char *text)
{
    char err[200];
    int line = 1;
    const char *s = text;
    cert_node *c = cert_read(&s, &line, p, err, sizeof err);
    if (c == NULL)
        assert_true(err[0] != '\0');
    else if (*s != '\0') { /* a line too much is the caller's to see */
        cert_free(c);
        c = NULL;
    }
    return c;
}

static void lines_come_back_as_they_were(void **state)
{
    (void)state;
    for (size_t k = 0; k < ROWS; k++)
        for (size_t v = 0; v < 3; v++) {
            problem p;
            char text[400];
            text_buf b = {0};
            open_problem(&p);
            compose(text, sizeof text, &rows[k], v, SIZE_MAX, NULL);
            cert_node *c = read_all(&p, text);
            if (c == NULL)
                fail_msg("not read: %s", text);
            assert_string_equal(cert_rule_name(c->rule), rows[k].word);
            assert_true(cert_is_complete(c));
            cert_node *d = cert_copy(c);
            cert_free(c);
            cert_write(&b, d, &p);
            assert_string_equal(b.s, text);
            cert_free(d);
            free(b.s);
            close_problem(&p);
        }
}

static void must_not_be_read(const char *text)
{
    problem p;
    open_problem(&p);
    cert_node *c = read_all(&p, text);
    if (c != NULL)
        fail_msg("read: %s", text);
    close_problem(&p);
}

static void other_lines_are_errors(void **state)
{
    char text[400], more[440];
    (void)state;
    for (size_t k = 0; k < ROWS; k++) {
        const row *r = &rows[k];
        compose(text, sizeof text, r, 0, SIZE_MAX, NULL);
        snprintf(more, sizeof more, "%s natural\n", text);
        must_not_be_read(more); /* a child too many */
        char *end = strchr(text, '\n');
        snprintf(more, sizeof more, "%.*s 1%s", (int)(end - text), text, end);
        must_not_be_read(more); /* a part too many */
        if (r->arity != 0) {
            text[strlen(text) - strlen(" natural\n")] = '\0';
            must_not_be_read(text); /* a child too few */
        }
        for (size_t at = 0; r->line[at] != '\0'; at++) {
            size_t i = part_of(r->line[at]);
            compose(text, sizeof text, r, 0, at, NULL);
            must_not_be_read(text); /* a part too few */
            for (int w = 0; w < 4 && part[i].wrong[w] != NULL; w++) {
                compose(text, sizeof text, r, 0, at, part[i].wrong[w]);
                must_not_be_read(text);
            }
        }
    }
}

/* A node with children forms them, a leaf has none. */
static void children_have_goals(void **state)
{
    (void)state;
    for (size_t k = 0; k < ROWS; k++) {
        assert_non_null(rows[k].rule->test);
        assert_in_range(rows[k].arity + 1, 0, 4);
        assert_int_equal(strchr(rows[k].line, 'n') != NULL, rows[k].arity < 0);
        if ((rows[k].rule->child != NULL) != (rows[k].arity != 0))
            fail_msg("%s has no goals for its children, or needs none",
                     rows[k].word);
    }
}

/* ---- sources ------------------------------------------------------------ */

static int to_the_top(void **state)
{
    const char *top = getenv("ASSAY_SOURCE");
    (void)state;
    return top != NULL ? chdir(top) : 0;
}

static char *slurp(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        fail_msg("no %s", path);
    size_t size = 1 << 20;
    char *s = malloc(size);
    assert_non_null(s);
    size_t n = fread(s, 1, size - 1, f);
    assert_true(n > 0 && n < size - 1);
    s[n] = '\0';
    fclose(f);
    return s;
}

/* Some string, or a line in one, begins with the word, blanks apart. */
static bool attacked(const char *sources, const char *word)
{
    size_t n = strlen(word);
    for (const char *s = sources; (s = strstr(s, word)) != NULL; s++) {
        const char *b = s;
        while (b > sources && b[-1] == ' ')
            b--;
        bool begins =
            b > sources && (b[-1] == '"' || strncmp(b - 2, "\\n", 2) == 0);
        if (begins && (s[n] == ' ' || strncmp(s + n, "\\n", 2) == 0))
            return true;
    }
    return false;
}

static void every_rule_is_attacked(void **state)
{
    glob_t g;
    size_t size = 1;
    char *all = calloc(1, 1);
    (void)state;
    assert_int_equal(glob("tests/numerics/test_attacks*.c", 0, NULL, &g), 0);
    for (size_t k = 0; k < g.gl_pathc; k++) {
        char *s = slurp(g.gl_pathv[k]);
        size += strlen(s);
        all = realloc(all, size);
        assert_non_null(all);
        strcat(all, s);
        free(s);
    }
    globfree(&g);
    assert_false(attacked(all, "convexx") || attacked(all, "onvex"));
    for (size_t k = 0; k < ROWS; k++)
        if (!attacked(all, rows[k].word))
            fail_msg("no attack on %s", rows[k].word);
    free(all);
}

static void every_rule_is_explained(void **state)
{
    char *page = slurp("docs/CERTIFICATES.md");
    (void)state;
    for (size_t k = 0; k < ROWS; k++) {
        char cell[40];
        snprintf(cell, sizeof cell, "| `%s%s", rows[k].word,
                 rows[k].line[0] != '\0' ? " " : "`");
        if (strstr(page, cell) == NULL)
            fail_msg("docs/CERTIFICATES.md has no row %s", cell);
    }
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_come_back_as_they_were),
        cmocka_unit_test(other_lines_are_errors),
        cmocka_unit_test(children_have_goals),
        cmocka_unit_test(every_rule_is_attacked),
        cmocka_unit_test(every_rule_is_explained),
    };
    return cmocka_run_group_tests(tests, to_the_top, NULL) != 0;
}
