/* tests/theory/test_table_parts.c: a table's cells by threads: divided where the
 * rows share little, by nobody else, and with the same ends of every cell. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../theory/audit/table.h"

#include <stdlib.h>
#include <string.h>

enum {
    ROWS = 40,
    COLUMNS = 2,
    CELLS = ROWS * COLUMNS,
    LONG = 3000
};

typedef struct {
    expr_pool *pool;
    engines j;
    audit_options opt;
    audit a;
    expr value[CELLS];
    cell out[CELLS];
    table_cells c;
} sheet;

static void open_sheet(sheet *s, int threads)
{
    memset(s, 0, sizeof *s);
    s->pool = expr_pool_new(0);
    engines_init(&s->j, s->pool, false, 1);
    s->a = (audit){.pool = s->pool,
                   .opt = &s->opt,
                   .engines = &s->j,
                   .limits.threads = threads,
                   .top = 3};
    s->c = (table_cells){s->value, s->out, CELLS, COLUMNS, 12};
}

static void close_sheet(sheet *s)
{
    for (size_t i = 0; i < CELLS; i++)
        enclosure_clear(&s->out[i].v);
    engines_clear(&s->j);
    expr_pool_free(s->pool);
}

/* b -> b (1 - b/100), as a node for each step. */
static expr chain(sheet *s, expr b, int steps)
{
    for (int k = 0; k < steps; k++)
        b = expr_mul(s->pool, b,
                     expr_sub(s->pool, expr_si(s->pool, 1),
                              expr_mul(s->pool, expr_ratio(s->pool, 1, 100),
                                       expr_unary(s->pool, EXPR_SIN, b))));
    return b;
}

/* Distances; a column has an empty cell, exact zeros and undefined ones. */
static void put_distances(sheet *s)
{
    expr two = expr_unary(s->pool, EXPR_SQRT, expr_si(s->pool, 2));
    for (int i = 0; i < ROWS; i++) {
        expr v = chain(s, expr_ratio(s->pool, i + 2, 7), 4);
        expr *at = &s->value[(size_t)i * COLUMNS];
        at[0] = expr_tv(s->pool, 3 + i % 4, v, 2, two);
        at[1] = i % 4 == 0   ? EXPR_NONE
                : i % 4 == 1 ? expr_add(s->pool, at[0], v)
                : i % 4 == 2 ? expr_sub(s->pool, expr_mul(s->pool, two, two),
                                        expr_si(s->pool, 2))
                             : expr_unary(s->pool, EXPR_LOG,
                                          expr_neg(s->pool, at[0]));
    }
}

static void expect_same(const sheet *s, const sheet *t)
{
    size_t defined = 0, zeros = 0;
    for (size_t i = 0; i < CELLS; i++) {
        assert_int_equal(s->out[i].defined, t->out[i].defined);
        if (!s->out[i].defined)
            continue;
        defined++;
        assert_string_equal(s->out[i].v.lo, t->out[i].v.lo);
        assert_string_equal(s->out[i].v.hi, t->out[i].v.hi);
        zeros += strcmp(s->out[i].v.lo, "0") == 0;
    }
    assert_int_equal(defined, ROWS + ROWS / 2);
    assert_int_equal(zeros, ROWS / 4);
}

static void by_threads_is_the_same(void **state)
{
    sheet one;
    (void)state;
    open_sheet(&one, 1);
    put_distances(&one);
    assert_false(table_parts_fill(&one.a, &one.c));
    table_fill(&one.a, &one.c);
    for (int threads = 2; threads <= 8; threads++) {
        sheet many;
        open_sheet(&many, threads);
        put_distances(&many);
        assert_true(table_parts_fill(&many.a, &many.c));
        expect_same(&one, &many);
        /* the sheet's own evaluators were not asked */
        for (int level = 0; level < MAX_LEVELS; level++)
            assert_null(many.j.eval[level]);
        close_sheet(&many);
    }
    close_sheet(&one);
}

/* Each row a step further on one long chain: every part would begin anew. */
static void what_rows_share_is_not_repeated(void **state)
{
    sheet s;
    (void)state;
    open_sheet(&s, 3);
    expr b = expr_ratio(s.pool, 1, 3);
    b = chain(&s, b, LONG);
    for (size_t i = 0; i < CELLS; i++)
        s.value[i] = b = chain(&s, b, 1);
    assert_false(table_parts_fill(&s.a, &s.c));
    for (size_t i = 0; i < CELLS; i++)
        assert_null(s.out[i].v.lo);
    close_sheet(&s);
}

static void small_ones_are_not_divided(void **state)
{
    sheet s;
    (void)state;
    open_sheet(&s, 3);
    for (int i = 0; i < CELLS; i++)
        s.value[i] = expr_unary(s.pool, EXPR_EXP, expr_ratio(s.pool, i, 9));
    assert_false(table_parts_fill(&s.a, &s.c));
    close_sheet(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_threads_is_the_same),
        cmocka_unit_test(what_rows_share_is_not_repeated),
        cmocka_unit_test(small_ones_are_not_divided),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
