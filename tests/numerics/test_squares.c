/* Sums of squares, denominators shown positive first, conditions that make
 * degrees equal, and roots of products, as the tactics find them: true claims are
 * proved, within a small budget, by certificates that both engines take and that
 * say the same each time; damaged ones are refused; false claims beside them are
 * not proved.
 *
 * Sources: Motzkin 1967; Choi and Lam 1977; Cirtoaje's inequality; HOL Light's
 * Examples/sos.ml; Nesbitt 1903; the rest is completing squares. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/check/checker.h"
#include "../../numerics/recheck/recheck.h"
#include "../../numerics/search/tactics.h"
#include "infix.h"

#include <stdlib.h>
#include <string.h>

enum {
    BOXES = 2000,
    EFFORT = 30000,
    NAMES = 6
};

/* Conditions: `e` for e >= 0, `> e`, and `= e`, separated by semicolons.
 * Each variable ranges over the line, or if `positive` over (0, inf). */
typedef struct {
    int nvars;
    bool positive;
    const char *conditions, *goal;
} claim;

static const claim true_claims[] = {
    {2, false, NULL, "2*x^4+2*x^3*y-x^2*y^2+5*y^4"},
    {3, false, NULL, "(x^2+y^2+z^2)^2-3*(x^3*y+y^3*z+z^3*x)"},
    {2, false, NULL, "x^4*y^2+x^2*y^4+1-3*x^2*y^2"},
    {3, false, NULL, "x^4-(2*y*z+1)*x^2+(y^2*z^2+2*y*z+2)"},
    {3, false, NULL, "> x^4+y^4+z^4-4*x*y*z+x+y+z+3-1/7"},
    {2, true, "= x*y-1", "x^2+y^2-x-y"},
    {3, true, "= x*y*z-1", "x^2+y^2+z^2-x-y-z"},
    {3, true, "3-x-y-z", "x*y+x*z+y*z-3*x*y*z"},
    {4, false, "> x; > -(x*u^2+y*u+z)", "> y^2-4*x*z"},
    {3, false, "= x^3+y^3+z^3-3*x*y*z-1", "x^2+y^2+z^2-1"},
    {3, true, "= x+y+z-1", "(x^2+y)/(y+z)+(y^2+z)/(z+x)+(z^2+x)/(x+y)-2"},
    {3, true, "= x+y+z-3",
     "(3-2*x)^2/(x^2+(3-x)^2)+(3-2*y)^2/(y^2+(3-y)^2)"
     "+(3-2*z)^2/(z^2+(3-z)^2)-3/5"},
    {3, true, "x*y*z-x*y-y*z-z*x", "x*y*z-3*(x+y+z)"},
    {3, true, "x*y*z-x-y-z", "x*y+y*z+z*x-9"},
    {3, true, "x+y+z-x*y*z", "x^2+y^2+z^2-x*y*z"},
    {3, true, "= x^2+y^2+z^2-x*y*z", "x*y+y*z+z*x-27"},
    {3, true, NULL, "x+y+z-sqrt(x*y)-sqrt(y*z)-sqrt(z*x)"},
    {3, true, NULL, "sqrt(x/y)+sqrt(y/z)+sqrt(z/x)-3"},
    {3, true, "x*y*z-1", "x^2+y^2+z^2-x-y-z"},
    {2, true, "x^2*y^2-1", "x+y-2"},
    {3, true, "x+y+z-1/x-1/y-1/z", "x+y+z-3/(x*y*z)"},
};

static const claim false_claims[] = {
    {2, false, NULL, "2*x^4+2*x^3*y-3*x^2*y^2+y^4"},
    {3, false, NULL, "(x^2+y^2+z^2)^2-3.00001*(x^3*y+y^3*z+z^3*x)"},
    {2, false, NULL, "x^4*y^2+x^2*y^4+0.99999-3*x^2*y^2"},
    {2, false, NULL, "> x^4*y^2+x^2*y^4+1-3*x^2*y^2"},
    {2, true, "= x*y-1", "x^2+y^2-x-y-1/100000"},
    {2, true, "= x*y-1", "> x^2+y^2-x-y"},
    {3, true, "3-x-y-z", "x*y+x*z+y*z-3.00001*x*y*z"},
    {4, false, "x; > -(x*u^2+y*u+z)", "> y^2-4*x*z"},
    {3, true, "3.00001-x-y-z", "x*y+x*z+y*z-3*x*y*z"},
    {3, true, "= x+y+z-1",
     "(x^2+y)/(y+z)+(y^2+z)/(z+x)+(z^2+x)/(x+y)-2.00001"},
    {3, true, "x*y*z-x*y-y*z-z*x", "x*y*z-3.00001*(x+y+z)"},
    {3, true, "x*y*z-x-y-z", "> x*y+y*z+z*x-9"},
    {3, true, "x*y+y*z+z*x-x*y*z", "x*y*z-3*(x+y+z)"},
    {3, true, "= x^2+y^2+z^2-x*y*z", "x*y+y*z+z*x-27.00001"},
    {3, true, NULL, "x+y+z-1.00001*(sqrt(x*y)+sqrt(y*z)+sqrt(z*x))"},
    {3, true, NULL, "> sqrt(x/y)+sqrt(y/z)+sqrt(z/x)-3"},
    {3, true, "x*y*z-0.99999", "x^2+y^2+z^2-x-y-z"},
    {3, true, "1-x*y*z", "x^2+y^2+z^2-x-y-z"},
    {3, true, "x+y+z-1/x-1/y-1/z", "x+y+z-3.00001/(x*y*z)"},
};

enum {
    TRUE_CLAIMS = sizeof true_claims / sizeof true_claims[0],
    FALSE_CLAIMS = sizeof false_claims / sizeof false_claims[0]
};

static void add_condition(problem *p, const char *s, size_t n)
{
    char text[200];
    while (n > 0 && *s == ' ') {
        s++;
        n--;
    }
    bool marked = *s == '>' || *s == '=';
    assert_true(n < sizeof text);
    memcpy(text, s + marked, n - marked);
    text[n - marked] = '\0';
    expr e = infix(p->pool, text);
    problem_add_hyp(p, e, *s == '>');
    if (*s == '=')
        problem_add_hyp(p, expr_neg(p->pool, e), false);
}

static void open_claim(problem *p, const claim *c)
{
    static const char *const name[NAMES] = {"x", "y", "z", "u", "v", "w"};
    problem_init(p, expr_pool_new(0), c->nvars);
    for (int i = 0; i < c->nvars; i++) {
        problem_set_name(p, i, name[i]);
        p->box[i].lo_inf = !c->positive;
        p->box[i].lo_open = p->box[i].hi_inf = true;
    }
    for (const char *s = c->conditions; s != NULL;) {
        const char *end = strchr(s, ';');
        add_condition(p, s, end != NULL ? (size_t)(end - s) : strlen(s));
        s = end != NULL ? end + 1 : NULL;
    }
    bool strict = c->goal[0] == '>';
    problem_add_goal(p, infix(p->pool, c->goal + strict), strict);
}

static void close_claim(problem *p)
{
    expr_pool *pool = p->pool;
    problem_clear(p);
    expr_pool_free(pool);
}

/* Which engines take the certificate: 1 the first, 2 the second. */
static int accepted(const problem *p, const cert_node *c)
{
    recheck *second = recheck_new(p->pool);
    int by = (checker_accepts(p, 0, c, 128, NULL) ? 1 : 0) +
             (recheck_accepts(second, p, 0, c, 128, NULL) ? 2 : 0);
    recheck_free(second);
    return by;
}

/* The text of the certificate that the tactics find by themselves, NULL where
 * there is none. */
static char *found(problem *p)
{
    search_limits limits = {.max_boxes = BOXES, .threads = 1};
    search_result r;
    text_buf b = {0};
    search_result_init(&r);
    searcher s = {.p = p, .r = &r, .limits = &limits, .max_boxes = BOXES,
                  .level = 1, .effort_end = EFFORT,
                  .ck = checker_new(p, 128)};
    goal g = {p->goal[0].e, p->goal[0].strict, p->box, p->hyp, p->nhyps};
    tactic_view v = tactics_view(&s, &g);
    cert_node *c = tactic_squares(&s, &g, &v);
    if (c == NULL)
        c = tactic_denominators(&s, &g, &v);
    if (c == NULL)
        c = tactic_product(&s, &g, &v);
    s.effort_end = s.effort + EFFORT;
    if (c == NULL)
        c = tactic_cone(&s, &g, &v);
    s.effort_end = s.effort + EFFORT;
    if (c == NULL)
        c = tactic_halve(&s, &g, &v);
    if (c != NULL)
        cert_write(&b, c, p);
    cert_free(c);
    checker_free(s.ck);
    search_result_clear(&r, p->nvars);
    return b.s != NULL ? text_take(&b) : NULL;
}

static cert_node *reread(problem *p, const char *text)
{
    char err[200];
    int line = 1;
    const char *s = text;
    return cert_read(&s, &line, p, err, sizeof err);
}

static void true_ones_are_proved(void **state)
{
    (void)state;
    for (size_t k = 0; k < TRUE_CLAIMS; k++) {
        problem p, again;
        open_claim(&p, &true_claims[k]);
        open_claim(&again, &true_claims[k]);
        char *s = found(&p), *t = found(&again);
        if (s == NULL)
            fail_msg("not proved: %s", true_claims[k].goal);
        assert_string_equal(s, t);
        cert_node *c = reread(&p, s);
        assert_non_null(c);
        assert_int_equal(accepted(&p, c), 3);
        cert_free(c);
        free(s);
        free(t);
        close_claim(&p);
        close_claim(&again);
    }
}

static void false_ones_are_not(void **state)
{
    (void)state;
    for (size_t k = 0; k < FALSE_CLAIMS; k++) {
        problem p;
        open_claim(&p, &false_claims[k]);
        char *s = found(&p);
        if (s != NULL)
            fail_msg("proved: %s\n%s", false_claims[k].goal, s);
        free(s);
        close_claim(&p);
    }
}

/* ---- damage ------------------------------------------------------------- */

/* A true claim's certificate for the false one beside it, and for itself with
 * one digit another. */
static size_t damage_digits(problem *p, char *text)
{
    size_t taken = 0;
    char *line = strstr(text, "identity");
    char *end = strchr(line, '\n');
    for (char *s = line; s < end; s++) {
        if (*s < '0' || *s > '9')
            continue;
        char old = *s;
        *s = old == '9' ? '8' : (char)(old + 1);
        cert_node *c = reread(p, text);
        if (c != NULL && accepted(p, c) != 0)
            taken++;
        cert_free(c);
        *s = old;
    }
    return taken;
}

/* Some digits do not matter: a term's that is 0, say.  There are none here. */
static void damaged_ones_are_refused(void **state)
{
    static const size_t some[] = {0, 1, 5, 7, 8};
    (void)state;
    for (size_t k = 0; k < sizeof some / sizeof some[0]; k++) {
        problem p;
        open_claim(&p, &true_claims[some[k]]);
        char *s = found(&p);
        assert_non_null(s);
        size_t taken = damage_digits(&p, s);
        if (taken > 0)
            fail_msg("%zu damaged certificates taken: %s", taken,
                     true_claims[some[k]].goal);
        free(s);
        close_claim(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(true_ones_are_proved),
        cmocka_unit_test(false_ones_are_not),
        cmocka_unit_test(damaged_ones_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
