/* False claims with certificates written to fool the checker: each must be
 * refused.  Every goal here fails at a point that is named beside it (or is
 * undefined there), so acceptance of any would be unsound. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/checker.h"
#include "../../numerics/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *name;  /* what is attempted */
    const char *vars;  /* "x [ 0 1 ]; y ( 0 inf )" */
    const char *hyp;   /* "(sub x y)" for >= 0, "> (sub x y)" for > 0; or NULL */
    const char *goal;  /* for >= 0, or "> ..." for > 0 */
    const char *cert;
} attack;

static void set_end(mpq_ptr q, bool *inf, const char *s)
{
    *inf = strcmp(s, "inf") == 0 || strcmp(s, "-inf") == 0;
    if (!*inf)
        assert_int_equal(mpq_set_str(q, s, 10), 0);
}

static void read_range(problem *p, int i, const char *s)
{
    char name[16], l[2], lo[64], hi[64], r[2];
    assert_int_equal(
        sscanf(s, "%15s %1s %63s %63s %1s", name, l, lo, hi, r), 5);
    problem_set_name(p, i, name);
    range *b = &p->box[i];
    set_end(b->lo, &b->lo_inf, lo);
    set_end(b->hi, &b->hi_inf, hi);
    b->lo_open = l[0] == '(';
    b->hi_open = r[0] == ')';
}

static expr read_condition(problem *p, const char *s, bool *strict)
{
    const char *end;
    *strict = s[0] == '>';
    expr e = expr_from_text(p->pool, s + (*strict ? 2 : 0), &end, p->names,
                            p->nvars);
    assert_true(e != EXPR_NONE && *end == '\0');
    return e;
}

static void open_attack(problem *p, const attack *a)
{
    int n = 0;
    for (const char *s = a->vars; s != NULL; n++) {
        s = strchr(s, ';');
        s = s != NULL ? s + 1 : NULL;
    }
    problem_init(p, expr_pool_new(0), n);
    const char *s = a->vars;
    for (int i = 0; i < n; i++, s = strchr(s, ';') + 1) {
        read_range(p, i, s);
        if (i + 1 == n)
            break;
    }
    bool strict;
    if (a->hyp != NULL) {
        expr h = read_condition(p, a->hyp, &strict);
        problem_add_hyp(p, h, strict);
    }
    expr e = read_condition(p, a->goal, &strict);
    problem_add_goal(p, e, strict);
}

static bool fools(const attack *a, const char *text)
{
    static const long precision[] = {24, 64, 128, 1000};
    problem p;
    bool fooled = false;
    open_attack(&p, a);
    char err[200];
    int line = 1;
    const char *s = text;
    cert_node *c = cert_read(&s, &line, &p, err, sizeof err);
    if (c == NULL)
        print_message("%s: %s\n", a->name, err);
    assert_non_null(c);
    for (size_t k = 0; k < sizeof precision / sizeof precision[0]; k++)
        fooled |= checker_accepts(&p, 0, c, precision[k], NULL);
    cert_free(c);
    expr_pool *pool = p.pool;
    problem_clear(&p);
    expr_pool_free(pool);
    return fooled;
}

static void must_fail(const attack *a, size_t n)
{
    size_t holes = 0;
    for (size_t i = 0; i < n; i++)
        if (fools(&a[i], a[i].cert)) {
            print_error("accepted: %s\n", a[i].name);
            holes++;
        }
    assert_int_equal(holes, 0);
}

#define MUST_FAIL(table) must_fail(table, sizeof table / sizeof table[0])

/* A kink whose seam is an end of the box: the branch taken at the end alone
 * need not be the one taken on the box. */
static const attack kinks_at_ends[] = {
    {"Taylor about the seam of |x|, at x = -1", "x [ -1 0 ]", NULL,
     "(neg (abs x))", "taylor x 2 0\n"},
    {"Taylor of order 1 about the seam, at x = -1", "x [ -1 0 ]", NULL,
     "(neg (abs x))", "taylor x 1 0\n"},
    {"Taylor about the seam of min, at x = 1", "x [ 0 1 ]", NULL,
     "(sub (mul 2 (min x (neg x))) (mul -1 x))", "taylor x 2 0\n"},
    {"Taylor about the seam of max, at x = -1", "x [ -1 0 ]", NULL,
     "(neg (max x (neg x)))", "taylor x 2 0\n"},
    {"Taylor about a seam in two variables, at (-1, 1)",
     "x [ -1 0 ]; y [ 0 1 ]", NULL, "(neg (abs (mul x y)))",
     "taylor x 2 0\n"},
    {"Taylor about the seam of a nest, at x = -1", "x [ -1 0 ]", NULL,
     "(sub 1 (exp (abs x)))", "taylor x 1 0\n"},
    {"supporting plane at the seam of |x|, at x = -1", "x [ -1 0 ]", NULL,
     "(neg (abs x))", "convex 0\n"},
    {"supporting plane at the seam of max, at x = -1", "x [ -1 0 ]", NULL,
     "(sub (pow x 4) (max x (neg x)))", "convex 0\n"},
    {"supporting plane at a seam in two variables, at (-1, -1)",
     "x [ -1 0 ]; y [ -1 0 ]", NULL,
     "(sub (pow (sub x y) 2) (abs (add x y)))", "convex 0 0\n"},
    {"supporting plane at the seam of if, at x = -1", "x [ -1 0 ]", NULL,
     "(if> (neg x) (mul 2 x) 0)", "convex 0\n"},
    {"contact at the seam of |x|, at x = -1", "x [ -1 0 ]", NULL,
     "(neg (abs x))", "contact x 1 0\n"},
    {"tangent at the seam of |x|, at x = -1", "x [ -1 0 ]", NULL,
     "(neg (abs x))", "tangent x 1 0\n natural\n"},
};

static void seams_at_ends(void **state)
{
    (void)state;
    MUST_FAIL(kinks_at_ends);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seams_at_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
