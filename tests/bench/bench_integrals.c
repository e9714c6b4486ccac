/* tests/bench/bench_integrals.c: what an integral costs the first engine.
 *
 * A smooth integrand: the integral at 128 bits, against 30 enclosures of the
 * integrand at points, at 128 bits.  With a parameter on a box: milliseconds.
 * An integral of x alone within a family: each of N instances on one box, and
 * on boxes of another variable, by one evaluator, against the first of them
 * alone.  Processor time, the least of several runs. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../../numerics/enclose/eval.h"

enum {
    PREC = 128,
    POINTS = 30,
    RUNS = 7,
    FAMILY = 20
};

typedef struct {
    const char *name, *f; /* @57 is what is integrated over, x a parameter */
    const char *from, *to;
} integrand_row;

static const integrand_row smooth[] = {
    {"exp(-t^2), 0 to 1", "(exp (neg (pow @57 2)))", "0", "1"},
    {"exp(-t^2), -inf to inf", "(exp (neg (pow @57 2)))", "-inf", "inf"},
    {"1/(1 + t^2), 0 to 1", "(div 1 (add 1 (pow @57 2)))", "0", "1"},
    {"sin(t)/t, 1 to 3", "(div (sin @57) @57)", "1", "3"},
    {"sqrt(1 + t), 0 to 1", "(sqrt (add 1 @57))", "0", "1"},
    {"exp(-t) cos(t), 0 to 2", "(mul (exp (neg @57)) (cos @57))", "0", "2"},
    {"tanh(t), 0 to 1", "(tanh @57)", "0", "1"},
    {"log(1 + t) exp(-t), 0 to 1", "(mul (log (add 1 @57)) (exp (neg @57)))",
     "0", "1"},
    {"1/sqrt(1 + t^4), 0 to 1", "(div 1 (sqrt (add 1 (pow @57 4))))", "0", "1"},
    {"atan(t)/(1 + t), 0 to 1", "(div (atan @57) (add 1 @57))", "0", "1"},
    {"(1 + t)^(1/3), 0 to 1", "(root (add 1 @57) 1/3)", "0", "1"},
    {"exp(sin(t)), 0 to 1", "(exp (sin @57))", "0", "1"},
    {"erf(t) exp(t), 0 to 1", "(mul (erf @57) (exp @57))", "0", "1"},
    {"exp(1/3 log(1 + t)), 0 to 2", "(exp (mul 1/3 (log (add 1 @57))))", "0",
     "2"},
};

/* x in [1, 17/16] */
static const integrand_row with_parameter[] = {
    {"exp(-x t) cos(t), 0 to 1", "(mul (exp (neg (mul x @57))) (cos @57))", "0",
     "1"},
    {"1/(x + t^2), 0 to 1", "(div 1 (add x (pow @57 2)))", "0", "1"},
    {"(1 + t)^x, 0 to 1", "(exp (mul x (log (add 1 @57))))", "0", "1"},
    {"t^x exp(-t), 0 to inf", "(mul (exp (mul x (log @57))) (exp (neg @57)))",
     "0", "inf"},
    {"tanh(x t) exp(-t^2/2), -inf to inf",
     "(mul (tanh (mul x @57)) (exp (neg (div (pow @57 2) 2))))", "-inf", "inf"},
    {"sqrt(x + t), 0 to 1", "(sqrt (add x @57))", "0", "1"},
};

static double processor_time(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static expr read_text(expr_pool *pool, const char *text)
{
    char x[] = "x", *names[] = {x};
    const char *end;
    expr f = expr_from_text(pool, text, &end, names, 1);
    if (f == EXPR_NONE || *end != '\0') {
        fprintf(stderr, "bench_integrals: not read: %s\n", text);
        exit(1);
    }
    return f;
}

static expr integral_of(expr_pool *pool, const integrand_row *row)
{
    char text[400];
    snprintf(text, sizeof text, "(integral @57 %s %s %s)", row->from, row->to,
             row->f);
    return read_text(pool, text);
}

/* The interval [n/16, m/16]. */
static void set_range(range *r, long n, long m)
{
    r->lo_inf = r->hi_inf = r->lo_open = r->hi_open = false;
    mpq_set_si(r->lo, n, 16);
    mpq_set_si(r->hi, m, 16);
    mpq_canonicalize(r->lo);
    mpq_canonicalize(r->hi);
}

/* f's integral over the box x in [n/16, m/16], y in [1, 1 + 1/16];
 * the least of several runs, in seconds; bits: how narrow. */
static double integral_time(expr_pool *pool, expr f, long n, long m,
                            double *bits)
{
    double least = INFINITY;
    range box[2];
    range_init(&box[0]);
    range_init(&box[1]);
    set_range(&box[0], n, m);
    set_range(&box[1], 16, 17);
    for (int k = 0; k < RUNS; k++) {
        double begin = processor_time();
        eval *e = eval_new(pool, PREC);
        eval_set_box(e, box, 2);
        iv_srcptr v = eval_enclose(e, f);
        least = fmin(least, processor_time() - begin);
        *bits = 0;
        if (iv_is_bounded(v)) {
            mpfr_t d;
            mpfr_init2(d, 53);
            mpfr_sub(d, iv_upper(v), iv_lower(v), MPFR_RNDU);
            *bits = -log2(mpfr_get_d(d, MPFR_RNDU));
            mpfr_clear(d);
        }
        eval_free(e);
    }
    range_clear(&box[0]);
    range_clear(&box[1]);
    return least;
}

/* f at POINTS points of (0, 1), or (1, 3): where all of the rows have values. */
static double points_time(expr_pool *pool, expr f)
{
    double least = INFINITY;
    range box[58];
    iv_t x, d;
    iv_init(x, PREC);
    iv_init(d, PREC);
    for (int i = 0; i < 58; i++)
        range_init(&box[i]);
    for (int k = 0; k < RUNS; k++) {
        eval *e = eval_new(pool, PREC);
        eval_set_box(e, box, 58);
        double begin = processor_time();
        for (int j = 0; j < POINTS; j++) {
            iv_set_si(x, POINTS + j);
            iv_set_si(d, POINTS + 1);
            iv_div(x, x, d);
            eval_set_var(e, 57, x);
            if (!iv_is_bounded(eval_enclose(e, f)))
                fprintf(stderr, "bench_integrals: no value\n");
        }
        least = fmin(least, processor_time() - begin);
        eval_free(e);
    }
    for (int i = 0; i < 58; i++)
        range_clear(&box[i]);
    iv_clear(x);
    iv_clear(d);
    return least;
}

static void bench_smooth(void)
{
    printf("| integrand | bits | integral, us | 30 values, us | ratio |\n"
           "|---|--:|--:|--:|--:|\n");
    for (size_t k = 0; k < sizeof smooth / sizeof *smooth; k++) {
        double bits;
        expr_pool *pool = expr_pool_new(0);
        expr f = integral_of(pool, &smooth[k]);
        double one = integral_time(pool, f, 16, 16, &bits);
        double all = points_time(pool, expr_get(pool, f)->arg[2]);
        printf("| %s | %.0f | %.0f | %.0f | %.1f |\n", smooth[k].name, bits,
               1e6 * one, 1e6 * all, one / all);
        expr_pool_free(pool);
    }
}

static void bench_parameter(void)
{
    printf("\n| with x in [1, 17/16] | bits | integral, ms |\n|---|--:|--:|\n");
    size_t rows = sizeof with_parameter / sizeof *with_parameter;
    for (size_t k = 0; k < rows; k++) {
        double bits;
        expr_pool *pool = expr_pool_new(0);
        expr f = integral_of(pool, &with_parameter[k]);
        double one = integral_time(pool, f, 16, 17, &bits);
        printf("| %s | %.1f | %.3f |\n", with_parameter[k].name, bits,
               1e3 * one);
        expr_pool_free(pool);
    }
}

/* n J(x) + n + y for n = 1 .. FAMILY, J the first integral above: over one box
 * (boxes false), or y's range another for each. */
static double family_time(expr_pool *pool, int instances, bool boxes)
{
    double least = INFINITY;
    range box[2];
    range_init(&box[0]);
    range_init(&box[1]);
    set_range(&box[0], 16, 17);
    expr j = integral_of(pool, &with_parameter[0]);
    for (int k = 0; k < RUNS; k++) {
        eval *e = eval_new(pool, PREC);
        double begin = processor_time();
        for (long n = 1; n <= instances; n++) {
            expr c = expr_si(pool, n);
            expr f = expr_add(pool, expr_mul(pool, c, j),
                              expr_add(pool, c, expr_var(pool, 1)));
            set_range(&box[1], boxes ? n : 1, boxes ? n + 1 : 2);
            eval_set_box(e, box, 2);
            if (!iv_is_bounded(eval_enclose(e, f)))
                fprintf(stderr, "bench_integrals: no value\n");
        }
        least = fmin(least, processor_time() - begin);
        eval_free(e);
    }
    range_clear(&box[0]);
    range_clear(&box[1]);
    return least;
}

static void bench_sharing(void)
{
    expr_pool *pool = expr_pool_new(0);
    double first = family_time(pool, 1, false);
    printf("\n| n J(x) + n + y, J the first of these | times one of them |\n"
           "|---|--:|\n| n = 1 to %d, one box | %.2f |\n",
           FAMILY, family_time(pool, FAMILY, false) / first);
    printf("| n = 1 to %d, each its y | %.2f |\n", FAMILY,
           family_time(pool, FAMILY, true) / first);
    expr_pool_free(pool);
}

int main(void)
{
    bench_smooth();
    bench_parameter();
    bench_sharing();
    return 0;
}
