/* Large certificates, which the checker replays in parts: for any number of
 * threads they are accepted or refused as small ones are, with the same report,
 * wherever in the tree the fault is. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#include "../../numerics/base/memory.h"
#include "../../numerics/base/parallel.h"
#include "../../numerics/check/checker.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEPTH = 12,
    LEAVES = 1 << DEPTH,
    NODES = 2 * LEAVES - 1
};

static const int threads[] = {1, 2, 3, 8};

enum {
    COUNTS = sizeof threads / sizeof *threads
};

/* [0, 1]^2 halved DEPTH times, x and y in turns.  Leaves whose range of x ends
 * at 1/2 are contacts of order 2 at `at`, if there is one; the others are of
 * another rule. */
static cert_node *halves(expr_pool *pool, int depth, mpq_t *lo, mpq_t *hi,
                         expr at, cert_rule other)
{
    mpq_t half;
    mpq_init(half);
    mpq_set_ui(half, 1, 2);
    cert_node *c;
    if (depth == DEPTH) {
        bool touches = mpq_equal(lo[0], half) || mpq_equal(hi[0], half);
        bool contact = at != EXPR_NONE && touches;
        c = cert_new(contact ? CERT_CONTACT : other);
        if (contact) {
            c->order = 2;
            c->nexpr = 1;
            c->expr = xmalloc(sizeof *c->expr);
            c->expr[0] = at;
        }
        mpq_clear(half);
        return c;
    }
    int i = depth % 2;
    mpq_t keep;
    mpq_init(keep);
    c = cert_new(CERT_SPLIT);
    c->var = i;
    c->has_q = true;
    mpq_add(c->q, lo[i], hi[i]);
    mpq_div_2exp(c->q, c->q, 1);
    mpq_set(keep, hi[i]);
    mpq_set(hi[i], c->q);
    c->child[0] = halves(pool, depth + 1, lo, hi, at, other);
    mpq_set(hi[i], keep);
    mpq_set(keep, lo[i]);
    mpq_set(lo[i], c->q);
    c->child[1] = halves(pool, depth + 1, lo, hi, at, other);
    mpq_set(lo[i], keep);
    mpq_clear(keep);
    mpq_clear(half);
    return c;
}

static cert_node *tree(expr_pool *pool, expr at, cert_rule other)
{
    mpq_t lo[2], hi[2];
    for (int i = 0; i < 2; i++) {
        mpq_inits(lo[i], hi[i], NULL);
        mpq_set_ui(hi[i], 1, 1);
    }
    cert_node *c = halves(pool, 0, lo, hi, at, other);
    for (int i = 0; i < 2; i++)
        mpq_clears(lo[i], hi[i], NULL);
    return c;
}

/* The same answer and the same report for all; the first report is kept. */
static bool judged(const problem *p, const cert_node *c, checker_report *first)
{
    bool ok = false;
    for (int k = 0; k < COUNTS; k++)
        for (int doubles = 0; doubles < 2; doubles++) {
            checker_report r;
            checker_report_init(&r);
            checker *j = checker_new(p, 128);
            checker_use_threads(j, threads[k]);
            checker_use_rungs(j, doubles == 1);
            bool now = checker_accepts_in(j, p, 0, c, &r);
            if (k == 0 && doubles == 0) {
                ok = now;
                *first = r;
            } else {
                assert_int_equal(now, ok);
                assert_string_equal(r.where, first->where);
                assert_int_equal(r.leaves, first->leaves);
                assert_int_equal(r.nodes, first->nodes);
                assert_int_equal(r.depth, first->depth);
                assert_memory_equal(r.count, first->count, sizeof r.count);
                assert_int_equal(r.margin_known, first->margin_known);
                if (ok)
                    assert_int_equal(
                        mpfr_cmp(r.margin_lower, first->margin_lower), 0);
                checker_report_clear(&r);
            }
            checker_free(j);
        }
    return ok;
}

static const attack above = {"x^2 + y^2 + 1/8 > 0", "x [ 0 1 ]; y [ 0 1 ]",
                             NULL, "> (add (pow x 2) (add (pow y 2) 1/8))",
                             NULL};

/* The least of the leaves' bounds is that of the leaf at 0: 1/8, exactly. */
static void a_true_one_is_accepted(void **state)
{
    (void)state;
    problem p;
    checker_report r;
    attack_open(&p, &above);
    cert_node *c = tree(p.pool, EXPR_NONE, CERT_NATURAL);
    assert_true(judged(&p, c, &r));
    assert_int_equal(r.leaves, LEAVES);
    assert_int_equal(r.nodes, NODES);
    assert_int_equal(r.depth, DEPTH + 1);
    assert_int_equal(r.count[CERT_NATURAL], LEAVES);
    assert_int_equal(r.count[CERT_SPLIT], NODES - LEAVES);
    assert_true(r.margin_known);
    assert_int_equal(mpfr_cmp_d(r.margin_lower, 0.125), 0);
    checker_report_clear(&r);
    cert_free(c);
    attack_close(&p);
}

static cert_node **leaf(cert_node **c, unsigned k)
{
    for (int d = 0; d < DEPTH; d++)
        c = &(*c)->child[k >> d & 1];
    return c;
}

/* One leaf open, or missing, or of a rule that does not apply. */
static void a_fault_is_found_everywhere(void **state)
{
    (void)state;
    problem p;
    checker_report r;
    attack_open(&p, &above);
    cert_node *c = tree(p.pool, EXPR_NONE, CERT_NATURAL);
    for (unsigned k = 0; k < LEAVES; k += 409) {
        cert_node **at = leaf(&c, k), *good = *at;
        cert_node *bad[] = {NULL, cert_new(CERT_OPEN), cert_new(CERT_CONTACT)};
        *at = bad[k % 3];
        assert_false(judged(&p, c, &r));
        assert_true(strstr(r.where, "at node ") != NULL);
        checker_report_clear(&r);
        *at = good;
        for (int i = 0; i < 3; i++)
            cert_free(bad[i]);
    }
    cert_free(c);
    attack_close(&p);
}

/* False at one point alone, which lies in one leaf or on the edge of some. */
static void a_false_claim_is_refused(void **state)
{
    (void)state;
    for (int k = 1; k <= 16; k += 4) {
        char goal[200];
        snprintf(goal, sizeof goal,
                 "> (add (pow (sub x %d/17) 2) (pow (sub y %d/19) 2))", k, k);
        attack a = {"a square > 0 where it is 0", "x [ 0 1 ]; y [ 0 1 ]", NULL,
                    goal, NULL};
        problem p;
        checker_report r;
        attack_open(&p, &a);
        cert_node *c = tree(p.pool, EXPR_NONE, CERT_NATURAL);
        assert_false(judged(&p, c, &r));
        checker_report_clear(&r);
        cert_free(c);
        attack_close(&p);
    }
}

/* Expressions in the parts' leaves. */
static void leaves_with_expressions(void **state)
{
    static const attack touch = {"x^2 - x + 1/4 >= 0", "x [ 0 1 ]; y [ 0 1 ]",
                                 NULL, "(sub (mul x x) (sub x 1/4))", NULL};
    (void)state;
    problem p;
    checker_report r;
    attack_open(&p, &touch);
    cert_node *good = tree(p.pool, expr_ratio(p.pool, 1, 2), CERT_MEANVALUE);
    cert_node *bad = tree(p.pool, expr_ratio(p.pool, 1, 3), CERT_MEANVALUE);
    cert_node *none = tree(p.pool, EXPR_NONE, CERT_MEANVALUE);
    assert_true(judged(&p, good, &r));
    assert_int_equal(r.leaves, LEAVES);
    checker_report_clear(&r);
    assert_false(judged(&p, bad, &r));
    checker_report_clear(&r);
    assert_false(judged(&p, none, &r));
    checker_report_clear(&r);
    cert_free(good);
    cert_free(bad);
    cert_free(none);
    attack_close(&p);
}

/* ---- steps ---------------------------------------------------------------- */

static void count(void *ctx, size_t k)
{
    atomic_int *seen = ctx;
    atomic_fetch_add(&seen[k], 1);
}

static void each_step_is_taken_once(void **state)
{
    (void)state;
    for (size_t n = 0; n < 400; n = 2 * n + 1)
        for (int k = 0; k < COUNTS; k++) {
            atomic_int *seen = xcalloc(n + 1, sizeof *seen);
            parallel_run(n, threads[k], count, seen);
            for (size_t i = 0; i <= n; i++)
                assert_int_equal(seen[i], i < n);
            free(seen);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_true_one_is_accepted),
        cmocka_unit_test(a_fault_is_found_everywhere),
        cmocka_unit_test(a_false_claim_is_refused),
        cmocka_unit_test(leaves_with_expressions),
        cmocka_unit_test(each_step_is_taken_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
