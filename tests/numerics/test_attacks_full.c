/* A pool without room: what a rule would have to write down cannot be, and
 * then nothing is proved by it; false claims least of all. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/check/checker.h"
#include "../../numerics/recheck/recheck.h"

enum {
    MOST_NODES = 250
};

/* Over x in [1, 2], y in [-1, 1], with the hypothesis x^2 >= x y, and proved
 * by a rule that needs new nodes; so many less, false everywhere. */
static const struct {
    const char *goal, *cert;
} claims[] = {
    {"(sub (mul x (exp x)) 2)", "monotone x +\n natural\n natural\n"},
    {"(sub 9 (mul x (sqrt x)))",
     "monotone x -\n product 0 (mul 3/2 (sqrt x))\n  natural\n natural\n"},
    {"(sub (mul x x) x)", "product 1 x 1 (sub x 1)\n natural\n"},
    {"(add 3 (max (sub x 3) (mul x (mul y y))))",
     "cases 0\n natural\n natural\n"},
    {"(sub 3 (min x (exp y)))", "cases 0\n natural\n natural\n"},
    {"(sub (exp x) (div 2 x))", "invert x\n natural\n"},
    {"(sub (exp x) (exp 1))", "tangent x 1 1\n natural\n"},
    {"(sub (sub x 1) (log x))", "contact x 2 1\n"},
    {"(add (exp x) (pow y 2))", "convex 1 0\n"},
    {"(sub (exp x) (div y 2))", "meanvalue\n"},
    {"(if>= (sub x 1) (exp x) -1)", "taylor x 2 1\n"},
    {"(add x (exp x))", "slack 1\n natural\n natural\n"},
    {"(add 1 (abs (sub x y)))", "natural\n"},
};

static void open_box(problem *p, size_t nodes)
{
    problem_init(p, expr_pool_new(nodes), 2);
    for (int i = 0; i < 2; i++) {
        problem_set_name(p, i, i == 0 ? "x" : "y");
        mpq_set_si(p->box[i].lo, i == 0 ? 1 : -1, 1);
        mpq_set_si(p->box[i].hi, i == 0 ? 2 : 1, 1);
    }
}

static bool accepted(const problem *p, const cert_node *c, bool by_second)
{
    if (!by_second)
        return checker_accepts(p, 0, c, 64, NULL);
    recheck *second = recheck_new(p->pool);
    bool ok = recheck_accepts(second, p, 0, c, 64, NULL);
    recheck_free(second);
    return ok;
}

/* Is claim k, less `less`, accepted in a pool of so many nodes? */
static bool proved(size_t k, long less, size_t nodes, bool by_second)
{
    problem p;
    char err[200];
    int line = 1;
    const char *end, *s = claims[k].cert;
    bool ok = false;
    open_box(&p, nodes);
    expr f = expr_from_text(p.pool, claims[k].goal, &end, p.names, 2);
    if (less != 0)
        f = expr_sub(p.pool, f, expr_si(p.pool, less));
    cert_node *c = cert_read(&s, &line, &p, err, sizeof err);
    expr h =
        expr_from_text(p.pool, "(sub (mul x x) (mul x y))", &end, p.names, 2);
    if (f != EXPR_NONE && h != EXPR_NONE && c != NULL) { /* room for these */
        problem_add_hyp(&p, h, false);
        problem_add_goal(&p, f, false);
        ok = accepted(&p, c, by_second);
    }
    cert_free(c);
    expr_pool *pool = p.pool;
    problem_clear(&p);
    expr_pool_free(pool);
    return ok;
}

static void a_full_pool(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof claims / sizeof claims[0]; k++)
        for (int second = 0; second < 2; second++) {
            bool seen = false;
            for (size_t nodes = 2; nodes < MOST_NODES; nodes++) {
                assert_false(proved(k, 1000, nodes, second));
                seen = proved(k, 0, nodes, second);
            }
            if (!seen)
                print_error("not proved: %s\n", claims[k].goal);
            assert_true(seen);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_pool),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
