/* Certificates that no file can hold: trees built by hand, with numbers out of
 * range, children missing, rules that do not exist.  Neither engine may accept
 * them, even of true claims, nor look where nothing is. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#include "../../numerics/check/checker.h"
#include "../../numerics/base/memory.h"
#include "../../numerics/recheck/recheck.h"

#include <limits.h>

static const attack positive = {"1 > 0", "x [ 1 2 ]; y [ 1 2 ]", NULL, "> 1",
                                NULL};
static const attack negative = {"-1 > 0, everywhere", "x [ 1 2 ]; y [ 1 2 ]",
                                "x", "-1", NULL};

/* A node with children that hold of 1 > 0. */
static cert_node *node(cert_rule rule, int var, int order)
{
    cert_node *c = cert_new(rule);
    c->var = var;
    c->order = order;
    for (size_t k = 0; k < c->nchild; k++)
        c->child[k] = cert_new(CERT_NATURAL);
    return c;
}

static cert_node *at(cert_node *c, long q)
{
    c->has_q = true;
    mpq_set_si(c->q, q, 2);
    mpq_canonicalize(c->q);
    return c;
}

static cert_node *with(cert_node *c, size_t n, expr e)
{
    c->nexpr = n;
    c->expr = xcalloc(n + 1, sizeof *c->expr);
    c->power = xcalloc(n + 1, sizeof *c->power);
    for (size_t i = 0; i < n; i++)
        c->expr[i] = e;
    return c;
}

/* The node's verdict, 3 when both engines accept it; frees it. */
static int judge_once(const attack *a, cert_node *(*make)(expr_pool *, int),
                      int k)
{
    problem p;
    attack_open(&p, a);
    cert_node *c = make(p.pool, k);
    int by = attack_accepted(&p, c, false);
    cert_free(c);
    attack_close(&p);
    return by;
}

/* ---- numbers out of range ----------------------------------------------- */

static const int no_var[] = {-1, 2, 3, 63, 64, 1000000, INT32_MAX, INT32_MIN};

enum {
    NO_VARS = sizeof no_var / sizeof no_var[0]
};

static cert_node *bad_var(expr_pool *pool, int k)
{
    int var = no_var[k % NO_VARS];
    switch (k / NO_VARS) {
    case 0:
        return at(node(CERT_TAYLOR, var, 1), 3);
    case 1:
        return at(node(CERT_SPLIT, var, 0), 3);
    case 2:
        return node(CERT_MONOTONE, var, 1);
    case 3:
        return with(node(CERT_CONTACT, var, 1), 1, expr_si(pool, 0));
    case 4:
        return with(node(CERT_TANGENT, var, 1), 1, expr_si(pool, 0));
    case 5:
        return node(CERT_STURM, var, 0);
    default:
        return node(CERT_INVERT, var, 0);
    }
}

static void variables_out_of_range(void **state)
{
    (void)state;
    for (int k = 0; k < 7 * NO_VARS; k++)
        assert_int_equal(judge_once(&positive, bad_var, k), 0);
}

/* Taylor forms and contacts about 1, and directions, of no such order. */
static cert_node *some_order(expr_pool *pool, int k)
{
    static const int order[] = {0, -1, 65, 1000, INT32_MIN, INT32_MAX};
    int m = order[k % 6];
    switch (k / 6) {
    case 0:
        return at(node(CERT_TAYLOR, 0, m), 2);
    case 1:
        return with(node(CERT_CONTACT, 0, m), 1, expr_si(pool, 1));
    case 2:
        return with(node(CERT_TANGENT, 0, m), 1, expr_si(pool, 1));
    default:
        return node(CERT_MONOTONE, 0, k == 18 ? 0 : k == 19 ? 3 : -3);
    }
}

static void orders_out_of_range(void **state)
{
    static const attack false_later = {"3/2 - x >= 0, at 2", "x [ 1 2 ]", NULL,
                                       "(sub 3/2 x)", NULL};
    static const attack touching = {"x - 1 >= 0", "x [ 1 2 ]", NULL,
                                    "(sub x 1)", NULL};
    (void)state;
    for (int k = 0; k < 21; k++) {
        assert_int_equal(judge_once(&positive, some_order, k), 0);
        assert_int_equal(judge_once(&false_later, some_order, k), 0);
        assert_int_equal(judge_once(&touching, some_order, k), 0);
    }
}

static cert_node *no_such_place(expr_pool *pool, int k)
{
    static const int place[] = {-1, 1, 2, 1000, INT32_MIN, INT32_MAX};
    (void)pool;
    return node(k < 6 ? CERT_VOID : CERT_CASES, 0, place[k % 6]);
}

static void hypotheses_and_kinks_out_of_range(void **state)
{
    static const attack kink = {"|x| - 3, at 1", "x [ 1 2 ]", "x",
                                "(sub (abs x) 3)", NULL};
    (void)state;
    for (int k = 0; k < 12; k++) {
        assert_int_equal(judge_once(&negative, no_such_place, k), 0);
        assert_int_equal(judge_once(&kink, no_such_place, k), 0);
    }
}

/* ---- parts missing ------------------------------------------------------ */

static cert_node *no_centre(expr_pool *pool, int k)
{
    (void)pool;
    cert_node *c = node(k == 0 ? CERT_TAYLOR : CERT_SPLIT, 0, 1);
    mpq_set_si(c->q, 3, 2); /* not said to be there */
    return c;
}

/* Points and factors: none, or one too many. */
static cert_node *wrong_count(expr_pool *pool, int k)
{
    expr one = expr_si(pool, 1);
    switch (k) {
    case 0:
        return node(CERT_PRODUCT, 0, 0);
    case 1:
        return with(node(CERT_CONTACT, 0, 1), 0, one);
    case 2:
        return with(node(CERT_CONTACT, 0, 1), 2, one);
    case 3:
        return with(node(CERT_TANGENT, 0, 1), 0, one);
    case 4:
        return with(node(CERT_TANGENT, 0, 1), 2, one);
    case 5:
        return with(node(CERT_CONVEX, 0, 0), 0, one);
    case 6:
        return with(node(CERT_CONVEX, 0, 0), 1, one);
    default:
        return with(node(CERT_CONVEX, 0, 0), 3, one);
    }
}

static void missing_parts(void **state)
{
    static const attack zero = {"0 >= 0", "x [ 1 2 ]; y [ 1 2 ]", NULL, "0",
                                NULL};
    (void)state;
    for (int k = 0; k < 2; k++)
        assert_int_equal(judge_once(&positive, no_centre, k), 0);
    for (int k = 0; k < 8; k++)
        assert_int_equal(judge_once(&zero, wrong_count, k), 0);
}

static cert_node *parent(expr_pool *pool, int k)
{
    switch (k) {
    case 0:
        return at(node(CERT_SPLIT, 0, 0), 3);
    case 1:
        return node(CERT_MONOTONE, 0, 1);
    case 2:
        return with(node(CERT_PRODUCT, 0, 0), 1, expr_si(pool, 1));
    case 3:
        return with(node(CERT_SLACK, 0, 0), 1, expr_si(pool, 1));
    default:
        return node(CERT_INVERT, 0, 0);
    }
}

static void missing_children(void **state)
{
    static const attack a = {"1 >= 0", "x [ 1 2 ]", NULL, "1", NULL};
    (void)state;
    for (int k = 0; k < 5; k++)
        for (int gone = -1; gone < 2; gone++) {
            problem p;
            attack_open(&p, &a);
            cert_node *c = parent(p.pool, k);
            bool needed = gone >= 0 && gone < cert_arity(c->rule);
            if (needed) {
                cert_free(c->child[gone]);
                c->child[gone] = NULL;
            }
            assert_int_equal(attack_accepted(&p, c, false), needed ? 0 : 3);
            cert_free(c);
            attack_close(&p);
        }
    problem p;
    attack_open(&p, &a);
    assert_int_equal(attack_accepted(&p, NULL, false), 0);
    attack_close(&p);
}

/* One node in both places: it has to hold in each. */
static void a_shared_child(void **state)
{
    static const attack claims[] = {
        {"1 - x >= 0, at 2", "x [ 0 2 ]", NULL, "(sub 1 x)", NULL},
        {"x - 1 >= 0, at 0", "x [ 0 2 ]", NULL, "(sub x 1)", NULL},
        {"x + 1 >= 0", "x [ 0 2 ]", NULL, "(add x 1)", NULL},
    };
    (void)state;
    for (int k = 0; k < 3; k++) {
        problem p;
        attack_open(&p, &claims[k]);
        cert_node *c = at(node(CERT_SPLIT, 0, 0), 2);
        cert_node *own = c->child[1];
        c->child[1] = c->child[0];
        assert_int_equal(attack_accepted(&p, c, k == 2), k == 2 ? 3 : 0);
        c->child[1] = own;
        cert_free(c);
        attack_close(&p);
    }
}

/* ---- rules, precisions, goals ------------------------------------------- */

static cert_node *no_rule(expr_pool *pool, int k)
{
    static const int rule[] = {CERT_OPEN, CERT_RULE_COUNT, CERT_RULE_COUNT + 1,
                               1000, INT32_MAX};
    (void)pool;
    cert_node *c = node(CERT_NATURAL, 0, 0);
    c->rule = (cert_rule)rule[k];
    return c;
}

static void unknown_rules(void **state)
{
    (void)state;
    for (int k = 0; k < 5; k++)
        assert_int_equal(judge_once(&positive, no_rule, k), 0);
}

static cert_node *some_precision(expr_pool *pool, int k)
{
    static const long prec[] = {24, 65536, 23, 65537, -1, LONG_MIN, LONG_MAX};
    (void)pool;
    cert_node *c = node(CERT_NATURAL, 0, 0);
    c->prec = prec[k];
    return c;
}

static void precisions_out_of_range(void **state)
{
    (void)state;
    for (int k = 0; k < 7; k++)
        assert_int_equal(judge_once(&positive, some_precision, k),
                         k < 2 ? 3 : 0);
    problem p;
    attack_open(&p, &positive);
    cert_node *c = cert_new(CERT_NATURAL);
    recheck *second = recheck_new(p.pool);
    static const long prec[] = {24, 65536, 23, 65537};
    for (int k = 0; k < 4; k++) {
        assert_int_equal(checker_accepts(&p, 0, c, prec[k], NULL), k < 2);
        assert_int_equal(recheck_accepts(second, &p, 0, c, prec[k], NULL),
                         k < 2);
    }
    recheck_free(second);
    cert_free(c);
    attack_close(&p);
}

static void goals_out_of_range(void **state)
{
    problem p;
    (void)state;
    attack_open(&p, &positive);
    cert_node *c = cert_new(CERT_NATURAL);
    recheck *second = recheck_new(p.pool);
    for (size_t g = 0; g < 3; g++) {
        assert_int_equal(checker_accepts(&p, g, c, 64, NULL), g == 0);
        assert_int_equal(recheck_accepts(second, &p, g, c, 64, NULL), g == 0);
    }
    recheck_free(second);
    cert_free(c);
    attack_close(&p);
}

/* What MPFR is told is the caller's: it is put back, and the verdict does not
 * depend on it. */
static void the_callers_numbers(void **state)
{
    static const attack a = {"e^-x > 0", "x [ 1 2000 ]", NULL,
                             "> (exp (neg x))", NULL};
    mpfr_exp_t emin = mpfr_get_emin(), emax = mpfr_get_emax();
    problem p;
    (void)state;
    attack_open(&p, &a);
    cert_node *c = cert_new(CERT_NATURAL);
    assert_int_equal(mpfr_set_emin(-50), 0);
    assert_int_equal(mpfr_set_emax(50), 0);
    mpfr_clear_flags();
    assert_true(checker_accepts(&p, 0, c, 64, NULL));
    assert_int_equal(mpfr_get_emin(), -50);
    assert_int_equal(mpfr_get_emax(), 50);
    assert_int_equal(mpfr_flags_save(), 0);
    mpfr_set_emin(emin);
    mpfr_set_emax(emax);
    cert_free(c);
    attack_close(&p);
}

/* More nodes than the depth may be, but no path that long. */
static void many_nodes(void **state)
{
    problem p;
    (void)state;
    attack_open(&p, &positive);
    cert_node *c = cert_new(CERT_NATURAL);
    for (long k = CERT_MAX_DEPTH - 2; k > 0; k--) {
        cert_node *above = cert_new(CERT_SPLIT);
        above->has_q = true;
        mpq_set_si(above->q, CERT_MAX_DEPTH + k, CERT_MAX_DEPTH);
        mpq_canonicalize(above->q);
        above->child[0] = cert_new(CERT_NATURAL);
        above->child[1] = c;
        c = above;
    }
    checker_report r;
    checker_report_init(&r);
    assert_true(checker_accepts(&p, 0, c, 64, &r));
    assert_int_equal(r.leaves, CERT_MAX_DEPTH - 1);
    assert_int_equal(r.nodes, 2 * CERT_MAX_DEPTH - 3);
    checker_report_clear(&r);
    assert_int_equal(attack_accepted(&p, c, true), 3);
    cert_free(c);
    attack_close(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(variables_out_of_range),
        cmocka_unit_test(orders_out_of_range),
        cmocka_unit_test(hypotheses_and_kinks_out_of_range),
        cmocka_unit_test(missing_parts),
        cmocka_unit_test(missing_children),
        cmocka_unit_test(a_shared_child),
        cmocka_unit_test(unknown_rules),
        cmocka_unit_test(precisions_out_of_range),
        cmocka_unit_test(goals_out_of_range),
        cmocka_unit_test(the_callers_numbers),
        cmocka_unit_test(many_nodes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
