/* Integrals of several functions over the same panels (quad_joint.c): each must
 * enclose what Gauss' rules find at points of the box and of the ends, meet what
 * each function's integral is alone, and be sharp where the box is thin. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "arb_integral.h"

#include "../../numerics/enclose/eval_internal.h"
#include "../../numerics/enclose/quad.h"

enum {
    T = 57,
    MOST = 4,
    PREC = 64,
    BITS = 40
};

/* Entire, with a pole near by, of both signs, a narrow peak, and a zero. */
static const char *const texts[] = {
    "(exp (mul x @57))",
    "(div 1 (add (add x 4) @57))",
    "(sub (mul x @57) (pow @57 3))",
    "(exp (neg (mul 40 (pow (sub @57 (div x 4)) 2))))",
    "(cosh (sub (mul 6 @57) x))",
    "(sqrt (add 4 (mul x @57)))",
    "(div (exp (neg (mul x @57))) (add 1 (pow @57 2)))",
    "(mul (sub 1 @57) (exp (mul 3 (mul x @57))))",
};

enum {
    TEXTS = sizeof texts / sizeof *texts
};

typedef struct {
    expr_pool *pool;
    expr f[MOST];
    int n;
    range x, end[2];
    iv_t over[2];
    iv_struct r[MOST];
    mpq_t q[EXPR_MAX_VARS];
} bench;

/* The text's function of x and of x_57, which is read as an integrand. */
static expr integrand_of(expr_pool *pool, const char *text)
{
    char x[] = "x", *names[] = {x}, whole[200];
    const char *rest;
    snprintf(whole, sizeof whole, "(integral @57 0 1 %s)", text);
    expr e = expr_from_text(pool, whole, &rest, names, 1);
    assert_true(e != EXPR_NONE && expr_get(pool, e)->op == EXPR_INTEGRAL);
    return expr_get(pool, e)->arg[2];
}

/* Derivatives of one function in x, or several that have nothing in common. */
static void draw(bench *b)
{
    bool family = random_chance(50);
    b->n = (int)random_in(1, MOST);
    for (int j = 0; j < b->n; j++)
        b->f[j] = family && j > 0
                      ? expr_diff(b->pool, b->f[j - 1], 0)
                      : integrand_of(b->pool, texts[random_in(0, TEXTS - 1)]);
    static const long width[] = {0, 0, 1, 40, 500, 1000};
    range *r[] = {&b->x, &b->end[0], &b->end[1]};
    for (int i = 0; i < 3; i++) {
        long lo = i == 0 ? random_in(-1000, 1000)
                         : random_in(-1000, 0) + 1000 * (i - 1);
        if (i == 1 && random_chance(15))
            lo += 1000; /* perhaps beyond the other */
        long w = width[random_in(0, i == 0 ? 5 : 3)];
        mpq_set_si(r[i]->lo, lo, 1024);
        mpq_set_si(r[i]->hi, lo + w, 1024);
        mpq_canonicalize(r[i]->lo);
        mpq_canonicalize(r[i]->hi);
        if (i > 0)
            set_from_range(b->over[i - 1], r[i]);
    }
}

static eval *integrand(const bench *b)
{
    range box[EXPR_MAX_VARS];
    eval *in = eval_new(b->pool, PREC);
    for (int i = 0; i < EXPR_MAX_VARS; i++)
        range_init(&box[i]);
    mpq_set(box[0].lo, b->x.lo);
    mpq_set(box[0].hi, b->x.hi);
    eval_set_box(in, box, EXPR_MAX_VARS);
    for (int i = 0; i < EXPR_MAX_VARS; i++)
        range_clear(&box[i]);
    in->relative = true;
    return in;
}

static bool is_thin(const bench *b)
{
    return mpq_equal(b->x.lo, b->x.hi) && iv_is_point(b->over[0]) &&
           iv_is_point(b->over[1]);
}

static void against_points(bench *b)
{
    arb_poly_t p;
    arb_t a, z, c;
    arb_poly_init(p);
    arb_init(a);
    arb_init(z);
    arb_init(c);
    for (int k = 0; k < 3; k++) {
        fmpq_t e;
        mpq_t q;
        mpq_init(q);
        fmpq_init(e);
        for (int i = 0; i < 2; i++) {
            random_point(q, &b->end[i]);
            fmpq_set_mpq(e, q);
            arb_set_fmpq(i == 0 ? a : z, e, 300);
        }
        random_point(b->q[0], &b->x);
        for (int j = 0; j < b->n; j++) {
            expr_node n = {.arg = {0, 0, b->f[j]}, .p = T};
            if (!arb_integral_series(p, b->pool, &n, a, z, b->q, 0, 1, 200))
                continue;
            arb_poly_get_coeff_arb(c, p, 0);
            assert_may_hold(&b->r[j], c, "one of several integrals");
        }
        mpq_clear(q);
        fmpq_clear(e);
    }
    arb_poly_clear(p);
    arb_clear(a);
    arb_clear(z);
    arb_clear(c);
}

/* The integral of f[j] alone, over ends that are numbers. */
static void against_one(bench *b, bool thin)
{
    eval *e = eval_new(b->pool, PREC);
    eval_set_box(e, &b->x, 1);
    for (int j = 0; j < b->n; j++) {
        expr one = expr_integral(b->pool, T, expr_q(b->pool, b->end[0].lo),
                                 expr_q(b->pool, b->end[1].lo), 0, b->f[j]);
        iv_srcptr v = eval_enclose(e, one);
        assert_true(iv_is_defined(v));
        assert_true(mpfr_lessequal_p(iv_lower(v), iv_upper(&b->r[j])));
        assert_true(mpfr_lessequal_p(iv_lower(&b->r[j]), iv_upper(v)));
        if (thin) { /* as sharp as it is to be, about */
            mpfr_t d;
            mpfr_init2(d, PREC);
            mpfr_sub(d, iv_upper(&b->r[j]), iv_lower(&b->r[j]), MPFR_RNDU);
            assert_true(mpfr_cmp_si_2exp(d, 1, -4) <= 0);
            mpfr_clear(d);
        }
    }
    eval_free(e);
}

static void bench_init(bench *b)
{
    range_init(&b->x);
    for (int i = 0; i < 2; i++) {
        range_init(&b->end[i]);
        iv_init(b->over[i], PREC);
    }
    for (int j = 0; j < MOST; j++)
        iv_init(&b->r[j], PREC);
    for (int i = 0; i < EXPR_MAX_VARS; i++)
        mpq_init(b->q[i]);
}

static void bench_clear(bench *b)
{
    range_clear(&b->x);
    for (int i = 0; i < 2; i++) {
        range_clear(&b->end[i]);
        iv_clear(b->over[i]);
    }
    for (int j = 0; j < MOST; j++)
        iv_clear(&b->r[j]);
    for (int i = 0; i < EXPR_MAX_VARS; i++)
        mpq_clear(b->q[i]);
}

static void several_at_once(void **state)
{
    (void)state;
    bench b;
    bench_init(&b);
    long known = 0, thin = 0, refused = 0;
    for (long k = test_count(400); k > 0; k--) {
        b.pool = expr_pool_new(0);
        draw(&b);
        eval *in = integrand(&b);
        const iv_srcptr ends[2] = {b.over[0], b.over[1]};
        bool apart = mpfr_less_p(iv_upper(b.over[0]), iv_lower(b.over[1]));
        bool ok = quad_joint(in, b.f, b.n, T, BITS, ends, b.r);
        assert_false(ok && !apart);
        refused += !apart;
        known += ok;
        if (ok) {
            against_points(&b);
            against_one(&b, is_thin(&b));
            thin += is_thin(&b);
        }
        eval_free(in);
        expr_pool_free(b.pool);
    }
    printf("%ld found, %ld of them of numbers\n", known, thin);
    assert_true(known > 250 && thin > 15 && refused > 0);
    bench_clear(&b);
}

/* Where one of them is not known to be bounded, none is answered. */
static void one_without_a_bound(void **state)
{
    static const char *const bad[] = {
        "(div 1 @57)", "(log @57)", "(div 1 (sub @57 x))",
        "(sqrt (sub @57 1/2))", "(div x (pow (sub @57 1/3) 2))"};
    (void)state;
    bench b;
    bench_init(&b);
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++)
        for (int place = 0; place < 2; place++) {
            b.pool = expr_pool_new(0);
            b.n = 2;
            b.f[place] = integrand_of(b.pool, bad[k]);
            b.f[1 - place] = integrand_of(b.pool, texts[0]);
            mpq_set_si(b.x.lo, 1, 4);
            mpq_set_si(b.x.hi, 1, 2);
            set_from_ratios(b.over[0], 0, 0, 1, "[]");
            set_from_ratios(b.over[1], 1, 1, 1, "[]");
            eval *in = integrand(&b);
            const iv_srcptr ends[2] = {b.over[0], b.over[1]};
            assert_false(quad_joint(in, b.f, 2, T, BITS, ends, b.r));
            /* nor where only the end's outer part comes near */
            set_from_ratios(b.over[0], 0, 5, 6, "[]");
            set_from_ratios(b.over[1], 1, 1, 1, "[]");
            assert_false(quad_joint(in, b.f, 2, T, BITS, ends, b.r));
            eval_free(in);
            expr_pool_free(b.pool);
        }
    bench_clear(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(several_at_once),
        cmocka_unit_test(one_without_a_bound),
    };
    random_start();
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
