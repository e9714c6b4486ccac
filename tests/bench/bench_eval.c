/* Time of one enclosure of r - 1 - log r - (r-1)^2/10 over an interval, and
 * of single operations.  A measurement, not a test. */
#include "../../numerics/enclose/eval.h"

#include <stdio.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static expr gap(expr_pool *p)
{
    expr r = expr_var(p, 0), one = expr_si(p, 1);
    expr d = expr_sub(p, r, one);
    expr f = expr_sub(p, d, expr_unary(p, EXPR_LOG, r));
    expr q = expr_div(p, expr_pow_si(p, d, 2), expr_si(p, 10));
    return expr_sub(p, f, q);
}

static void bench_gap(mpfr_prec_t prec)
{
    enum {
        N = 20000
    };
    expr_pool *pool = expr_pool_new(0);
    expr f = gap(pool);
    eval *e = eval_new(pool, prec);
    range box;
    range_init(&box);
    double set = 0, value = 0, taylor = 0;
    iv_struct out[4];
    for (int k = 0; k < 4; k++)
        iv_init(&out[k], prec);
    for (int k = 0; k < N; k++) {
        mpq_set_si(box.lo, 2000 + k % 5000, 1024);
        mpq_set_si(box.hi, 2001 + k % 5000, 1024);
        mpq_canonicalize(box.lo);
        mpq_canonicalize(box.hi);
        double t0 = now();
        eval_set_box(e, &box, 1);
        double t1 = now();
        eval_enclose(e, f);
        double t2 = now();
        eval_taylor(e, f, 0, 3, out);
        double t3 = now();
        set += t1 - t0;
        value += t2 - t1;
        taylor += t3 - t2;
    }
    printf("%ld bits: set box %.0f ns, enclose %.0f ns, taylor(3) %.0f ns\n",
           (long)prec, set / N * 1e9, value / N * 1e9, taylor / N * 1e9);
    for (int k = 0; k < 4; k++)
        iv_clear(&out[k]);
    range_clear(&box);
    eval_free(e);
    expr_pool_free(pool);
}

static void bench_op(const char *name, void (*op)(iv_ptr, iv_srcptr),
                     void (*op2)(iv_ptr, iv_srcptr, iv_srcptr))
{
    enum {
        N = 100000
    };
    iv_t a, b, r;
    iv_init(a, 128);
    iv_init(b, 128);
    iv_init(r, 128);
    mpq_t lo, hi;
    mpq_init(lo);
    mpq_init(hi);
    mpq_set_si(lo, 17, 30);
    mpq_set_si(hi, 171, 300);
    iv_set_ends(a, lo, false, hi, false);
    mpq_set_si(lo, 7, 3);
    mpq_canonicalize(lo);
    mpq_set_si(hi, 73, 30);
    iv_set_ends(b, lo, false, hi, false);
    int n = op != NULL ? N / 10 : N;
    double t = now();
    for (int k = 0; k < n; k++)
        if (op != NULL)
            op(r, a);
        else
            op2(r, a, b);
    printf("%-5s %7.0f ns\n", name, (now() - t) / n * 1e9);
    mpq_clear(lo);
    mpq_clear(hi);
    iv_clear(a);
    iv_clear(b);
    iv_clear(r);
}

int main(void)
{
    bench_op("add", NULL, iv_add);
    bench_op("sub", NULL, iv_sub);
    bench_op("mul", NULL, iv_mul);
    bench_op("div", NULL, iv_div);
    bench_op("sqrt", iv_sqrt, NULL);
    bench_op("exp", iv_exp, NULL);
    bench_op("log", iv_log, NULL);
    bench_op("sin", iv_sin, NULL);
    bench_op("atan", iv_atan, NULL);
    bench_op("erf", iv_erf, NULL);
    bench_gap(64);
    bench_gap(128);
    bench_gap(256);
    return 0;
}
