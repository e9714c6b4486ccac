/* Each rule in its commonest forms before random claims that are false at a
 * point: functions with kinks, steps and integrals, bounded by a number that
 * they exceed there.  Neither engine may accept one. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/check/checker.h"
#include "../../numerics/recheck/recheck.h"
#include "../numerics/iv_support.h"
#include "torture.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    POINTS = 12,
    FORMS = 300,
    BITS = 53
};

typedef struct {
    long claims, with_integral, forms, wrong;
} tally;

/* ---- claims --------------------------------------------------------------- */

static expr steps_or(expr_pool *pool, expr e)
{
    if (random_chance(12))
        return expr_unary(pool, EXPR_FLOOR, e);
    return random_chance(10) ? expr_unary(pool, EXPR_CEIL, e) : e;
}

static expr small(expr_pool *pool, int nvars)
{
    return random_chance(50) ? expr_si(pool, random_in(-1, 2))
                             : random_expr(pool, nvars, (int)random_in(1, 3),
                                           false);
}

/* The variables' numbers end before nvars; the next is the bound one's. */
static expr an_integral(expr_pool *pool, int nvars)
{
    const int t = EXPR_BOUND_FIRST;
    expr f = random_expr(pool, nvars + 1, (int)random_in(2, 6), true);
    if (random_chance(30)) {
        expr g = random_expr(pool, nvars + 1, (int)random_in(1, 3), false);
        f = expr_mul(pool, f, steps_or(pool, g));
    }
    f = steps_or(pool, f);
    if (f != EXPR_NONE)
        f = expr_subst(pool, f, nvars, expr_var(pool, t));
    return expr_integral(pool, t, small(pool, nvars), small(pool, nvars), 0, f);
}

static expr a_function(expr_pool *pool, int nvars, bool integral)
{
    expr f = random_expr(pool, nvars, (int)random_in(2, 6), true);
    f = steps_or(pool, f);
    if (!integral)
        return f;
    expr i = an_integral(pool, nvars);
    switch (random_in(0, 3)) {
    case 0:
        return expr_add(pool, f, i);
    case 1:
        return expr_mul(pool, f, i);
    default:
        return i;
    }
}

/* The goal that f stays below a number, or above it, of which one of a few points
 * shows that it does not; the number is near the extreme value that they show.
 * false: nothing was found. */
static bool add_false_goal(problem *p, expr f)
{
    arb_t v;
    mpq_t x[2], at[2], c;
    double most = 0, least = 0;
    bool up = random_chance(50);
    int seen = 0;
    arb_init(v);
    points_init(x, 2);
    points_init(at, 2);
    mpq_init(c);
    for (int k = 0; k < POINTS; k++) {
        random_box_point(x, p);
        if (point_value(v, p->pool, f, x, 2 * BITS) != POINT_VALUE)
            continue;
        double d = arf_get_d(arb_midref(v), ARF_RND_NEAR);
        bool extreme = seen == 0 || (up ? d > most : d < least);
        for (int i = 0; i < p->nvars && extreme; i++)
            mpq_set(at[i], x[i]);
        most = seen == 0 || d > most ? d : most;
        least = seen == 0 || d < least ? d : least;
        seen++;
    }
    double by = (most - least) / (double)(1L << random_in(1, 5));
    bool ok = seen > POINTS / 2 && most < 1e6 && least > -1e6 && by > 1e-6;
    if (ok) {
        mpq_set_d(c, up ? most - by : least + by);
        expr e = expr_q(p->pool, c);
        e = up ? expr_sub(p->pool, e, f) : expr_sub(p->pool, f, e);
        problem_add_goal(p, e, random_chance(20));
        ok = point_fails(p, 0, at);
    }
    arb_clear(v);
    points_clear(x, 2);
    points_clear(at, 2);
    mpq_clear(c);
    return ok;
}

static void set_range(range *r)
{
    static const long ends[][3] = {{0, 1, 1},  {0, 2, 1}, {-1, 1, 1}, {1, 3, 2},
                                   {-2, 0, 1}, {1, 2, 1}, {0, 3, 1},  {1, 4, 4}};
    const long *e = ends[random_in(0, 7)];
    mpq_set_si(r->lo, e[0], (unsigned long)e[2]);
    mpq_set_si(r->hi, e[1], (unsigned long)e[2]);
    mpq_canonicalize(r->lo);
    mpq_canonicalize(r->hi);
    r->lo_open = random_chance(30);
    r->hi_open = random_chance(30);
}

/* ---- certificates --------------------------------------------------------- */

/* What stands for the numbers that matter. */
static const char *const numbers[] = {"0", "1", "1/2", "2", "-1"};

typedef struct {
    char text[FORMS][120];
    int n;
} forms;

static char *next_form(forms *f)
{
    assert_true(f->n < FORMS);
    return f->text[f->n++];
}

#define FORM(...) snprintf(next_form(f), sizeof f->text[0], __VA_ARGS__)

static void forms_at(forms *f, const char *v, const char *at, bool one)
{
    for (int m = 1; m < 4; m++) {
        FORM("taylor %s %d %s\n", v, m, at);
        FORM("contact %s %d %s\n", v, m, at);
        FORM("tangent %s %d %s\n natural\n", v, m, at);
    }
    FORM("split %s %s\n meanvalue\n meanvalue\n", v, at);
    FORM("cut %s %s +\n meanvalue\n meanvalue\n", v, at);
    FORM("cut %s %s -\n monotone %s +\n  natural\n  natural\n natural\n", v, at,
         v);
    if (one)
        FORM("convex %s\n", at);
    else
        FORM("convex %s %s\n", at, numbers[random_in(0, 4)]);
}

static void forms_along(forms *f, const char *v, bool one)
{
    static const char *const ways[] = {"+", "-", "++", "--"};
    for (int d = 0; d < 4; d++) {
        FORM("monotone %s %s\n natural\n natural\n", v, ways[d]);
        FORM("monotone %s %s\n natural\n meanvalue\n", v, ways[d]);
        FORM("monotone %s %s\n monotone %s %s\n  natural\n  natural\n natural\n",
             v, ways[d], v, ways[d]);
    }
    FORM("invert %s\n natural\n", v);
    FORM("invert %s\n monotone %s +\n  natural\n  natural\n", v, v);
    FORM("increasing %s (-inf,inf) (exp %s)\n natural\n natural\n", v, v);
    FORM("increment %s + (-inf,inf) 0\n natural\n natural\n", v);
    for (int k = 0; k < 5; k++)
        forms_at(f, v, numbers[k], one);
}

static void make_forms(forms *f, int nvars)
{
    f->n = 0;
    FORM("natural\n");
    FORM("meanvalue\n");
    FORM("abs +\n natural\n");
    FORM("abs -\n natural\n");
    FORM("cases 0\n natural\n natural\n");
    FORM("cases 0\n meanvalue\n meanvalue\n");
    forms_along(f, "x", nvars == 1);
    if (nvars > 1)
        forms_along(f, "y", false);
}

/* ---- judging -------------------------------------------------------------- */

/* What does not read as a certificate for p is no form of its rules. */
static void put(tally *t, problem *p, recheck *second, const char *text)
{
    char err[200];
    int line = 1;
    const char *s = text;
    cert_node *c = cert_read(&s, &line, p, err, sizeof err);
    if (c == NULL)
        return;
    t->forms++;
    bool first = checker_accepts(p, 0, c, BITS, NULL);
    bool other = recheck_accepts(second, p, 0, c, BITS, NULL);
    cert_free(c);
    if (!first && !other)
        return;
    char *goal = expr_to_text(p->pool, p->goal[0].e, p->names, 4000);
    print_error("accepted by %s%s: %s\n%s", first ? "the checker " : "",
                other ? "the second engine" : "", goal, text);
    free(goal);
    t->wrong++;
}

static void attack_once(tally *t)
{
    static forms f;
    problem p;
    int nvars = random_chance(75) ? 1 : 2;
    bool integral = random_chance(60);
    problem_init(&p, expr_pool_new(0), nvars);
    expr_pool *pool = p.pool;
    for (int i = 0; i < nvars; i++) {
        problem_set_name(&p, i, i == 0 ? "x" : "y");
        set_range(&p.box[i]);
    }
    expr e = a_function(pool, nvars, integral);
    if (e != EXPR_NONE && expr_vars(pool, e) != 0 && add_false_goal(&p, e)) {
        recheck *second = recheck_new(pool);
        t->claims++;
        t->with_integral += integral;
        make_forms(&f, nvars);
        for (int k = 0; k < f.n; k++)
            put(t, &p, second, f.text[k]);
        recheck_free(second);
    }
    problem_clear(&p);
    expr_pool_free(pool);
}

static void no_form_proves_what_is_false(void **state)
{
    tally t = {0};
    (void)state;
    for (long n = torture_count(80, 20000); n > 0; n--)
        attack_once(&t);
    printf("%ld false claims, %ld of them with an integral; %ld certificates; "
           "wrong: %ld\n",
           t.claims, t.with_integral, t.forms, t.wrong);
    assert_true(t.with_integral > 10);
    assert_int_equal(t.wrong, 0);
}

int main(void)
{
    random_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_form_proves_what_is_false),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
