/* tests/theory/test_point_sign.c: signs at rational points are those that exact
 * arithmetic finds, whether doubles are asked or not, zeros and points beyond
 * doubles included. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../theory/audit/point_sign.h"

#include <stdlib.h>

enum {
    POINTS = 2000,
    SIZE = 40 /* of numerators */
};

/* x^3 - 2 x y + 1/3 - y^2 */
static expr cubic(expr_pool *p)
{
    expr x = expr_var(p, 0), y = expr_var(p, 1);
    expr f = expr_sub(p, expr_mul(p, x, expr_mul(p, x, x)),
                      expr_mul(p, expr_si(p, 2), expr_mul(p, x, y)));
    f = expr_add(p, f, expr_div(p, expr_si(p, 1), expr_si(p, 3)));
    return expr_sub(p, f, expr_mul(p, y, y));
}

static int true_sign(mpq_t *x)
{
    mpq_t f, t;
    mpq_inits(f, t, NULL);
    mpq_mul(f, x[0], x[0]);
    mpq_mul(f, f, x[0]);
    mpq_mul(t, x[0], x[1]);
    mpq_add(t, t, t);
    mpq_sub(f, f, t);
    mpq_set_ui(t, 1, 3);
    mpq_add(f, f, t);
    mpq_mul(t, x[1], x[1]);
    mpq_sub(f, f, t);
    int s = mpq_sgn(f);
    mpq_clears(f, t, NULL);
    return s;
}

typedef struct {
    problem p;
    expr f, root; /* root: sqrt(f) */
    point_sign by[2], root_by;
    mpq_t x[2];
} bench;

static void open_bench(bench *b)
{
    *b = (bench){.p = {.pool = expr_pool_new(0), .nvars = 2}};
    expr_pool *pool = b->p.pool;
    b->f = cubic(pool);
    b->root = expr_unary(pool, EXPR_SQRT, b->f);
    for (int k = 0; k < 2; k++)
        b->by[k] = (point_sign){.ev = eval_new(pool, 64), .no_doubles = k == 1,
                                .of = EXPR_NONE};
    b->root_by = (point_sign){.ev = b->by[0].ev, .of = EXPR_NONE};
    mpq_inits(b->x[0], b->x[1], NULL);
}

static void close_bench(bench *b)
{
    for (int k = 0; k < 2; k++) {
        point_sign_clear(&b->by[k]);
        eval_free(b->by[k].ev);
    }
    point_sign_clear(&b->root_by);
    mpq_clears(b->x[0], b->x[1], NULL);
    expr_pool_free(b->p.pool);
}

/* What is not known is 0; what is known is so. */
static int check_here(bench *b)
{
    int sign = true_sign(b->x), known = 0;
    for (int k = 0; k < 2; k++) {
        int s = point_sign_at(&b->by[k], &b->p, b->f, b->x);
        assert_true(s == 0 || s == sign);
        known += s != 0;
    }
    if (point_sign_defined(&b->root_by, &b->p, b->root, b->x))
        assert_true(sign >= 0);
    return known;
}

static void signs_are_right(void **state)
{
    bench b;
    int known = 0;
    unsigned seed = 12345;
    (void)state;
    open_bench(&b);
    for (int k = 0; k < POINTS; k++) {
        for (int i = 0; i < 2; i++) {
            seed = seed * 1103515245u + 12345u;
            long num = (long)(seed >> 16) % (2 * SIZE + 1) - SIZE;
            seed = seed * 1103515245u + 12345u;
            mpq_set_si(b.x[i], num, 1 + (seed >> 16) % SIZE);
            mpq_canonicalize(b.x[i]);
        }
        known += check_here(&b);
    }
    assert_true(known > 19 * POINTS / 10); /* nearly always, by both */
    close_bench(&b);
}

/* Where a double says nothing, or not enough. */
static void edges_are_right(void **state)
{
    bench b;
    (void)state;
    open_bench(&b);
    /* f(0, y) = 1/3 - y^2: y from either side of its zero, to 2^-80 */
    for (int k = -2; k <= 2; k++) {
        mpz_ptr num = mpq_numref(b.x[1]), den = mpq_denref(b.x[1]);
        mpq_set_ui(b.x[0], 0, 1);
        mpz_set_ui(den, 1);
        mpz_mul_2exp(num, den, 160);
        mpz_fdiv_q_ui(num, num, 3);
        mpz_sqrt(num, num);
        mpz_add_ui(num, num, 2);
        mpz_sub_ui(num, num, (unsigned long)(k + 2));
        mpz_mul_2exp(den, den, 80);
        mpq_canonicalize(b.x[1]);
        (void)check_here(&b);
    }
    for (int i = 0; i < 2; i++) {
        mpq_set_ui(b.x[i], 1, 1);
        mpq_mul_2exp(b.x[i], b.x[i], 2000);
    }
    assert_int_equal(point_sign_at(&b.by[0], &b.p, b.f, b.x), 1);
    assert_false(point_sign_defined(&b.root_by, &b.p, b.root, b.x));
    close_bench(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_are_right),
        cmocka_unit_test(edges_are_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
