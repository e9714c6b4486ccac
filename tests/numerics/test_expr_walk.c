/* Walks over expressions are the same wherever in a pool an expression stands:
 * among the first nodes, of which a byte each is kept, or behind many. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/expr/expr.h"

#include <stdlib.h>

enum {
    BEFORE = 20000, /* nodes, more than are kept a byte of */
    LAYERS = 3000
};

/* A DAG of so many layers, each of which uses the one before twice. */
static expr layered(expr_pool *pool, int layers)
{
    expr x = expr_var(pool, 0), y = expr_var(pool, 1), f = x;
    for (int k = 0; k < layers; k++)
        f = expr_add(pool, expr_mul(pool, f, expr_unary(pool, EXPR_SIN, f)), y);
    return f;
}

static expr_pool *pool_behind(int nodes)
{
    expr_pool *pool = expr_pool_new(0);
    for (int k = 0; k < nodes; k++)
        (void)expr_si(pool, 1000 + k);
    return pool;
}

/* Arguments first, each node once, the root last; the same operations. */
static void check_orders(int layers)
{
    expr_pool *pool[] = {pool_behind(0), pool_behind(BEFORE)};
    expr *order[2], root[2];
    size_t n[2];
    for (int k = 0; k < 2; k++) {
        root[k] = layered(pool[k], layers);
        assert_int_not_equal(root[k], EXPR_NONE);
        order[k] = expr_postorder(pool[k], root[k], &n[k]);
        assert_int_equal(order[k][n[k] - 1], root[k]);
        assert_int_equal(expr_size(pool[k], root[k]), n[k]);
    }
    assert_int_equal(n[0], n[1]);
    assert_int_equal(n[0], 2 + 3 * (size_t)layers);
    for (size_t j = 0; j < n[0]; j++) {
        const expr_node *a = expr_get(pool[0], order[0][j]),
                        *b = expr_get(pool[1], order[1][j]);
        assert_int_equal(a->op, b->op);
        assert_int_equal(a->p, b->p);
        for (size_t i = 0; i < j; i++)
            assert_int_not_equal(order[1][i], order[1][j]);
        for (int i = 0; i < b->nargs; i++)
            assert_true(b->arg[i] < order[1][j]);
    }
    for (int k = 0; k < 2; k++) {
        free(order[k]);
        expr_pool_free(pool[k]);
    }
}

static void orders_do_not_depend_on_places(void **state)
{
    (void)state;
    check_orders(1);
    check_orders(50);
    check_orders(LAYERS); /* from the first pool's small numbers on to large */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(orders_do_not_depend_on_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
