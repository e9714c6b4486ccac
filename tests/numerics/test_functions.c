/* tests/numerics/test_functions.c: every row of functions.def.
 *
 * Random, extreme and domain-end arguments: both engines' enclosures meet,
 * points inside a range lie inside its enclosure, Taylor coefficients are
 * those of the symbolic derivatives and of the second engine, doubles enclose,
 * normal forms keep their laws, formulas show the function.
 *
 * With ASSAY_TORTURE=1 the campaign runs besides: of each function 100,000
 * random arguments and 10,000 extreme ones, in low precision, which is where
 * rounding shows; ASSAY_FUNCTION=name does that of one function, and
 * nothing else.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/enclose/eval.h"
#include "../../numerics/exact/exact_laws.h"
#include "../../numerics/expr/expr_function.h"
#include "../../numerics/recheck/reval.h"
#include "../../numerics/search/tape.h"
#include "../../theory/language/vocabulary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Each function; one with a whole parameter, at some of its values. */
typedef struct {
    expr_op op;
    long whole;
} call;
static const call op[] = {
#define FUNCTION(NAME, name, total, latex, width, laws) {EXPR_##NAME, 0},
#define FUNCTION_WHOLE(NAME, name, total, latex, width, laws)                  \
    {EXPR_##NAME, 1}, {EXPR_##NAME, 2}, {EXPR_##NAME, 3}, {EXPR_##NAME, 12},
#include "../../numerics/expr/functions.def"
#undef FUNCTION
};
enum {
    OPS = sizeof op / sizeof *op,
    ORDER = 4
};

static expr apply(expr_pool *pool, call f, expr u)
{
    return expr_call(pool, f.op, f.whole, u);
}

static uint64_t seed = 20260101;

static uint64_t next(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

static long below(long n)
{
    return (long)(next() % (uint64_t)n);
}

static size_t count(size_t usual)
{
    const char *f = getenv("ASSAY_TEST_FACTOR");
    size_t k = f != NULL ? strtoul(f, NULL, 10) : 0;
    return usual * (k != 0 ? k : 1);
}

/* A rational near the places where functions are interesting: ends of
 * domains, zeros, far out, and very near to those. */
static void argument(mpq_ptr q, bool extreme)
{
    static const long place[] = {0, 0, 1, -1, 2, -2, 3, -3, 10, -10};
    static const double end[] = {-0x1.78b56362cef38p-2, /* -1/e */
                                 0x1.921fb54442d18p+0,  /* pi/2 */
                                 -0x1.921fb54442d18p+0, 0x1.921fb54442d18p+1};
    mpq_t d;
    mpq_init(d);
    long k = below(14);
    if (k < 10)
        mpq_set_si(q, place[k], 1);
    else
        mpq_set_d(q, end[k - 10]);
    mpq_set_si(d, below(2001) - 1000, 1000);
    mpq_canonicalize(d);
    if (extreme) {
        unsigned long n = (unsigned long)below(400);
        if (below(2) != 0)
            mpq_div_2exp(d, d, n);
        else if (below(3) == 0)
            mpq_mul_2exp(d, d, n / 20);
    } else {
        mpq_mul_2exp(d, d, (unsigned long)below(3));
    }
    if (below(8) != 0)
        mpq_add(q, q, d);
    mpq_clear(d);
}

static void random_range(range *r, bool extreme)
{
    argument(r->lo, extreme);
    if (below(3) == 0) {
        mpq_set(r->hi, r->lo);
        r->lo_open = r->hi_open = false;
        return;
    }
    argument(r->hi, extreme);
    if (mpq_cmp(r->lo, r->hi) > 0)
        mpq_swap(r->lo, r->hi);
    bool point = mpq_equal(r->lo, r->hi) != 0;
    r->lo_open = !point && below(2) != 0;
    r->hi_open = !point && below(2) != 0;
}

/* An interval of the first engine as a range of the second. */
static void as_rrange(rrange *r, iv_srcptr v)
{
    mpq_t lo, hi;
    mpq_init(lo);
    mpq_init(hi);
    bool lo_inf = mpfr_inf_p(iv_lower(v)) != 0;
    bool hi_inf = mpfr_inf_p(iv_upper(v)) != 0;
    if (!lo_inf)
        mpfr_get_q(lo, iv_lower(v));
    if (!hi_inf)
        mpfr_get_q(hi, iv_upper(v));
    rrange_set_q(r, lo_inf ? NULL : lo, v->lo_open, hi_inf ? NULL : hi,
                 v->hi_open, 2 * mpfr_get_prec(iv_lower(v)) + 200);
    mpq_clear(lo);
    mpq_clear(hi);
}

/* Numbers of very many bits would only cost time. */
static bool is_moderate(iv_srcptr v)
{
    mpfr_srcptr e[2] = {iv_lower(v), iv_upper(v)};
    for (int k = 0; k < 2; k++)
        if (mpfr_regular_p(e[k]) &&
            (mpfr_get_exp(e[k]) > 20000 || mpfr_get_exp(e[k]) < -20000))
            return false;
    return true;
}

typedef struct {
    expr_pool *pool;
    eval *ev, *fine;
    reval *rev;
    range r;
    expr x;
} bench;

static void open_bench_with(bench *b, long prec, long more)
{
    b->pool = expr_pool_new(0);
    b->x = expr_var(b->pool, 0);
    b->ev = eval_new(b->pool, prec);
    b->fine = eval_new(b->pool, prec + more);
    b->rev = reval_new(b->pool, prec);
    range_init(&b->r);
}

static void open_bench(bench *b, long prec)
{
    open_bench_with(b, prec, 300);
}

static void close_bench(bench *b)
{
    range_clear(&b->r);
    eval_free(b->ev);
    eval_free(b->fine);
    reval_free(b->rev);
    expr_pool_free(b->pool);
}

static void complain(const bench *b, call f, const char *what)
{
    char *lo = mpq_get_str(NULL, 10, b->r.lo);
    char *hi = mpq_get_str(NULL, 10, b->r.hi);
    fail_msg("%s on %s%.60s, %.60s%s: %s", expr_function_name(f.op),
             b->r.lo_open ? "(" : "[", lo, hi, b->r.hi_open ? ")" : "]", what);
}

/* A point of r, for which the enclosure was made. */
static void inner_point(range *p, const range *r)
{
    mpq_t w;
    mpq_init(w);
    mpq_sub(w, r->hi, r->lo);
    mpz_mul_si(mpq_numref(w), mpq_numref(w), 1 + below(999));
    mpz_mul_si(mpq_denref(w), mpq_denref(w), 1000);
    mpq_canonicalize(w);
    mpq_add(p->lo, r->lo, w);
    mpq_set(p->hi, p->lo);
    p->lo_open = p->hi_open = false;
    mpq_clear(w);
}

static void look(bench *b, call f, size_t *defined)
{
    expr e = apply(b->pool, f, b->x);
    rrange a, c;
    range p;
    rrange_init(&a);
    rrange_init(&c);
    range_init(&p);
    eval_set_box(b->ev, &b->r, 1);
    reval_set_box(b->rev, &b->r, 1);
    iv_srcptr v = eval_enclose(b->ev, e);
    const rrange *w = reval_enclose(b->rev, e);
    if (iv_is_defined(v) && is_moderate(v)) {
        (*defined)++;
        as_rrange(&a, v);
        if (eval_outside_domain(b->ev, e))
            complain(b, f, "defined, and certainly undefined");
        if (w->ok && !rrange_meets(&a, w))
            complain(b, f, "the engines' enclosures do not meet");
        inner_point(&p, &b->r);
        eval_set_box(b->fine, &p, 1);
        iv_srcptr at = eval_enclose(b->fine, e);
        if (!iv_is_defined(at)) {
            complain(b, f, "defined on the whole, not at a point");
        } else if (is_moderate(at)) {
            as_rrange(&c, at);
            if (!rrange_meets(&a, &c))
                complain(b, f, "a point's value lies outside");
            if (w->ok && !rrange_meets(w, &c))
                complain(b, f, "a point's value lies outside the second's");
        }
    } else if (w->ok && !iv_is_defined(v) && eval_outside_domain(b->ev, e)) {
        complain(b, f, "only the second engine has a value");
    }
    range_clear(&p);
    rrange_clear(&a);
    rrange_clear(&c);
}

static void enclosures_meet(void **state)
{
    static const long prec[] = {24, 53, 128, 300};
    (void)state;
    print_message("seed %llu\n", (unsigned long long)seed);
    for (size_t k = 0; k < OPS; k++) {
        size_t defined = 0;
        for (size_t i = 0; i < 4; i++) {
            bench b;
            open_bench(&b, prec[i]);
            for (size_t n = count(i == 3 ? 40 : 120); n > 0; n--) {
                random_range(&b.r, n % 10 == 0);
                look(&b, op[k], &defined);
            }
            close_bench(&b);
        }
        assert_true(defined > 30);
    }
}

/* n arguments at which f is defined, as far as 8 n tries find them. */
static size_t campaign_of(call f, size_t n, bool extreme)
{
    static const long prec[] = {53, 24, 53, 100};
    size_t defined = 0;
    for (size_t part = 0; part < 4; part++) {
        bench b;
        open_bench_with(&b, prec[part], 64);
        size_t enough = defined + n / 4;
        for (size_t k = 2 * n; k > 0 && defined < enough; k--) {
            random_range(&b.r, extreme);
            look(&b, f, &defined);
        }
        close_bench(&b);
    }
    return defined;
}

static void campaign(void **state)
{
    const char *torture = getenv("ASSAY_TORTURE");
    const char *only = getenv("ASSAY_FUNCTION");
    size_t done = 0;
    (void)state;
    if (torture == NULL || *torture == '\0')
        skip();
    for (size_t k = 0; k < OPS; k++) {
        const char *name = expr_function_name(op[k].op);
        if (only != NULL && strcmp(only, name) != 0)
            continue;
        clock_t start = clock();
        size_t random = campaign_of(op[k], 100000, false);
        size_t extreme = campaign_of(op[k], 10000, true);
        print_message("%s %ld: %zu + %zu enclosed, %.1f s\n", name,
                      op[k].whole, random, extreme,
                      (double)(clock() - start) / CLOCKS_PER_SEC);
        assert_true(random > 1000 && extreme > 100);
        done++;
    }
    assert_true(done > 0); /* ASSAY_FUNCTION is a function's name */
}

/* out[j] encloses the j-th coefficient by symbolic derivatives. */
static void by_derivatives(bench *b, expr e, iv_struct *out)
{
    mpq_t f;
    iv_t c;
    mpq_init(f);
    mpq_set_ui(f, 1, 1);
    iv_init(c, eval_prec(b->fine));
    for (int j = 0; j <= ORDER; j++) {
        if (j > 0) {
            mpz_mul_ui(mpq_denref(f), mpq_denref(f), (unsigned long)j);
            e = expr_diff(b->pool, e, 0);
        }
        iv_set_q(c, f);
        iv_mul(&out[j], c, eval_enclose(b->fine, e));
    }
    iv_clear(c);
    mpq_clear(f);
}

static void compare_series(bench *b, call f, expr e, size_t *defined)
{
    iv_struct c[ORDER + 1], d[ORDER + 1];
    rrange s[ORDER + 1], t;
    range p;
    range_init(&p);
    rrange_init(&t);
    for (int j = 0; j <= ORDER; j++) {
        iv_init(&c[j], eval_prec(b->ev));
        iv_init(&d[j], eval_prec(b->fine));
        rrange_init(&s[j]);
    }
    eval_set_box(b->ev, &b->r, 1);
    reval_set_box(b->rev, &b->r, 1);
    eval_taylor(b->ev, e, 0, ORDER, c);
    bool second = recheck_jet(b->rev, e, 0, ORDER, s);
    inner_point(&p, &b->r);
    eval_set_box(b->fine, &p, 1);
    by_derivatives(b, e, d);
    for (int j = 0; j <= ORDER; j++) {
        if (!iv_is_defined(&c[j]) || !is_moderate(&c[j]))
            continue;
        *defined += 1;
        as_rrange(&t, &c[j]);
        if (second && !rrange_meets(&t, &s[j]))
            complain(b, f, "the engines' coefficients do not meet");
        if (!iv_is_defined(&d[j]) || !is_moderate(&d[j]))
            continue;
        rrange at;
        rrange_init(&at);
        as_rrange(&at, &d[j]);
        if (!rrange_meets(&t, &at))
            complain(b, f, "a derivative lies outside its coefficient");
        if (second && !rrange_meets(&s[j], &at))
            complain(b, f, "a derivative lies outside the second's");
        rrange_clear(&at);
    }
    for (int j = 0; j <= ORDER; j++) {
        iv_clear(&c[j]);
        iv_clear(&d[j]);
        rrange_clear(&s[j]);
    }
    rrange_clear(&t);
    range_clear(&p);
}

static void coefficients_are_derivatives(void **state)
{
    (void)state;
    print_message("seed %llu\n", (unsigned long long)seed);
    for (size_t k = 0; k < OPS; k++) {
        bench b;
        size_t defined = 0;
        open_bench(&b, 128);
        for (size_t n = count(60); n > 0; n--) {
            expr u = b.x; /* f(x), and f of something curved */
            if (n % 2 == 0)
                u = expr_div(b.pool, expr_pow_si(b.pool, b.x, 2),
                             expr_add(b.pool, b.x, expr_si(b.pool, 5)));
            random_range(&b.r, false);
            compare_series(&b, op[k], apply(b.pool, op[k], u), &defined);
        }
        close_bench(&b);
        assert_true(defined > 30);
    }
}

static void doubles_enclose(void **state)
{
    (void)state;
    print_message("seed %llu\n", (unsigned long long)seed);
    for (size_t k = 0; k < OPS; k++) {
        bench b;
        open_bench(&b, 100);
        expr e = apply(b.pool, op[k], b.x);
        tape *t = tape_new(b.pool, &e, 1, 1, NULL, 0);
        tape_scratch *s = tape_scratch_new(t);
        for (size_t n = count(100); n > 0; n--) {
            double lo[TAPE_LANES], hi[TAPE_LANES];
            tape_out out;
            for (int i = 0; i < TAPE_LANES; i++) {
                lo[i] = (double)(below(40001) - 20000) / 4096;
                hi[i] = lo[i] + (below(3) != 0 ? (double)below(64) / 1024 : 0);
            }
            tape_eval(t, s, &(tape_boxes){.lo = lo, .hi = hi}, 0, 1, &out);
            for (int i = 0; i < TAPE_LANES; i++) {
                if ((out.bad >> i & 1) != 0)
                    continue;
                mpq_set_d(b.r.lo, lo[i]);
                mpq_set_d(b.r.hi, hi[i]);
                range p;
                range_init(&p);
                inner_point(&p, &b.r);
                eval_set_box(b.fine, &p, 1);
                iv_srcptr v = eval_enclose(b.fine, e);
                if (!iv_is_defined(v) ||
                    mpfr_cmp_d(iv_upper(v), out.lo[i]) < 0 ||
                    mpfr_cmp_d(iv_lower(v), out.hi[i]) > 0)
                    complain(&b, op[k], "a value lies outside the doubles");
                range_clear(&p);
            }
        }
        tape_scratch_free(s);
        tape_free(t);
        close_bench(&b);
    }
}

static bool vanishes(bench *b, expr e)
{
    exact *x = eval_exact(b->pool, b->ev);
    bool zero = exact_is_zero(x, e);
    exact_free(x);
    return zero;
}

/* f(u) = f(v) where u = v; f(x) and f(x) + 1 differ; odd ones are odd. */
static void laws_hold(void **state)
{
    (void)state;
    for (size_t k = 0; k < OPS; k++) {
        bench b;
        open_bench(&b, 128);
        mpq_set_si(b.r.lo, 1, 8);
        mpq_set_si(b.r.hi, 1, 4);
        eval_set_box(b.ev, &b.r, 1);
        expr two = expr_si(b.pool, 2), one = expr_si(b.pool, 1);
        expr u = expr_div(b.pool, b.x, expr_add(b.pool, b.x, one));
        expr v = expr_sub(b.pool, one,
                          expr_div(b.pool, one, expr_add(b.pool, one, b.x)));
        if (!iv_is_defined(
                eval_enclose(b.ev, apply(b.pool, op[k], u)))) {
            u = expr_add(b.pool, u, two); /* acosh begins at 1 */
            v = expr_add(b.pool, v, two);
        }
        expr fu = apply(b.pool, op[k], u);
        expr fv = apply(b.pool, op[k], v);
        assert_true(vanishes(&b, expr_sub(b.pool, fu, fv)));
        assert_false(
            vanishes(&b, expr_sub(b.pool, fu, expr_mul(b.pool, two, fv))));
        close_bench(&b);
    }
}

static void odd_functions_are_odd(void **state)
{
    size_t seen = 0;
    (void)state;
    for (size_t k = 0; k < OPS; k++) {
        bench b;
        if (exact_laws_of(op[k].op) != &exact_laws_odd)
            continue;
        open_bench(&b, 128);
        mpq_set_si(b.r.lo, -1, 4);
        mpq_set_si(b.r.hi, 1, 4);
        eval_set_box(b.ev, &b.r, 1);
        expr f = apply(b.pool, op[k], b.x);
        expr g = apply(b.pool, op[k], expr_neg(b.pool, b.x));
        assert_true(vanishes(&b, expr_add(b.pool, f, g)));
        seen++;
        close_bench(&b);
    }
    assert_true(seen > 0);
}

/* The word is one of the language's, and the certificates'. */
static void words_are_known(void **state)
{
    (void)state;
    for (size_t k = 0; k < OPS; k++) {
        char *names[] = {"x"};
        char text[80];
        const char *end = text;
        const builtin *w = builtin_find(expr_function_name(op[k].op));
        assert_non_null(w);
        assert_int_equal(w->op, op[k].op);
        bench b;
        open_bench(&b, 64);
        expr e = apply(b.pool, op[k], b.x);
        char *s = expr_to_text(b.pool, e, names, 100);
        assert_non_null(s);
        if (expr_function_has_whole(op[k].op))
            snprintf(text, sizeof text, "(%s %ld x)",
                     expr_function_name(op[k].op), op[k].whole);
        else
            snprintf(text, sizeof text, "(%s x)",
                     expr_function_name(op[k].op));
        assert_string_equal(s, text);
        assert_int_equal(expr_from_text(b.pool, s, &end, names, 1), e);
        free(s);
        close_bench(&b);
    }
}

int main(void)
{
    const struct CMUnitTest torture[] = {cmocka_unit_test(campaign)};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(enclosures_meet),
        cmocka_unit_test(coefficients_are_derivatives),
        cmocka_unit_test(doubles_enclose),
        cmocka_unit_test(laws_hold),
        cmocka_unit_test(odd_functions_are_odd),
        cmocka_unit_test(words_are_known),
        cmocka_unit_test(campaign),
    };
    if (getenv("ASSAY_TORTURE") != NULL && getenv("ASSAY_FUNCTION") != NULL)
        return cmocka_run_group_tests(torture, NULL, NULL) != 0;
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
