/* Random intervals and points, for the tests of enclosures. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h> /* before mpfr.h, for mpfr_fprintf */
#include <stdlib.h>

#include "arb_integral.h"

#include <arb_hypgeom.h>

/* ---- numbers ------------------------------------------------------------ */

static uint64_t state = 1;

void random_start(void)
{
    const char *s = getenv("ASSAY_TEST_SEED");
    state = s != NULL ? strtoull(s, NULL, 0) : UINT64_C(20240607);
    printf("seed %llu\n", (unsigned long long)state);
}

/* Splitmix64 (Steele, Lea and Flood, 2014). */
uint64_t random_bits(void)
{
    uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

long random_in(long lo, long hi)
{
    return lo + (long)(random_bits() % (uint64_t)(hi - lo + 1));
}

bool random_chance(int percent)
{
    return random_in(0, 99) < percent;
}

long test_count(long n)
{
    const char *s = getenv("ASSAY_TEST_FACTOR");
    long factor = s != NULL ? strtol(s, NULL, 10) : 1;
    return n * (factor > 0 ? factor : 1);
}

void random_modest_q(mpq_ptr q)
{
    static const unsigned long den[] = {1, 2, 3, 10, 64, 1000, 1 << 20};
    unsigned long d = den[random_in(0, 6)];
    mpq_set_si(q, random_in(-8 * (long)d, 8 * (long)d), d);
    mpq_canonicalize(q);
    if (random_chance(20))
        mpq_set_si(q, random_in(-3, 3), 1);
}

void random_q(mpq_ptr q)
{
    random_modest_q(q);
    if (random_chance(30)) {
        if (random_chance(50))
            mpq_mul_2exp(q, q, (mp_bitcnt_t)random_in(1, 300));
        else
            mpq_div_2exp(q, q, (mp_bitcnt_t)random_in(1, 300));
    }
}

void random_range(range *r, bool wild)
{
    if (wild) {
        random_q(r->lo);
        random_q(r->hi);
    } else {
        random_modest_q(r->lo);
        random_modest_q(r->hi);
    }
    r->lo_inf = wild && random_chance(8);
    r->hi_inf = wild && random_chance(8);
    if (random_chance(30)) { /* a narrow one */
        mpq_set_si(r->hi, random_in(0, 100), 1000);
        mpq_canonicalize(r->hi);
        mpq_add(r->hi, r->hi, r->lo);
    }
    if (mpq_cmp(r->lo, r->hi) > 0)
        mpq_swap(r->lo, r->hi);
    bool point = mpq_equal(r->lo, r->hi) && !r->lo_inf && !r->hi_inf;
    r->lo_open = r->lo_inf || (!point && random_chance(40));
    r->hi_open = r->hi_inf || (!point && random_chance(40));
}

void random_point(mpq_ptr q, const range *r)
{
    mpq_t t;
    mpq_init(t);
    mpq_set_si(t, random_in(0, 1000), 1000);
    if (random_chance(20))
        mpq_set_si(t, random_chance(50), 1);
    mpq_canonicalize(t);
    if (random_chance(20)) /* close to the lower end */
        mpq_div_2exp(t, t, (mp_bitcnt_t)random_in(1, 200));
    if (r->lo_inf || r->hi_inf) {
        /* 0/1 .. 1/1 to an unbounded distance */
        mpq_mul_2exp(t, t, (mp_bitcnt_t)random_in(0, 40));
        if (r->lo_inf && r->hi_inf) {
            random_q(q);
        } else if (r->lo_inf) {
            mpq_sub(q, r->hi, t);
        } else {
            mpq_add(q, r->lo, t);
        }
    } else {
        mpq_sub(q, r->hi, r->lo);
        mpq_mul(q, q, t);
        mpq_add(q, q, r->lo);
    }
    mpq_clear(t);
    if (!range_contains_q(r, q)) /* an open end was hit */
        random_point(q, r);
}

void set_from_range(iv_ptr r, const range *a)
{
    iv_set_ends(r, a->lo_inf ? NULL : a->lo, a->lo_open,
                a->hi_inf ? NULL : a->hi, a->hi_open);
}

/* ---- judging ------------------------------------------------------------ */

static void report(iv_srcptr v, const char *what)
{
    mpfr_fprintf(stderr, "%s: in %c%.40Rg, %.40Rg%c\n", what,
                 v->lo_open ? '(' : '[', iv_lower(v), iv_upper(v),
                 v->hi_open ? ')' : ']');
}

/* Is x certainly < m, or with `on` certainly <= m?  s = -1 mirrors. */
static bool certainly_beyond(const arb_t x, mpfr_srcptr m, bool on, int s)
{
    arb_t y, e;
    arf_t a;
    arb_init(y);
    arb_init(e);
    arf_init(a);
    arf_set_mpfr(a, m);
    arb_set_arf(e, a);
    arb_set(y, x);
    if (s < 0) {
        arb_neg(y, y);
        arb_neg(e, e);
    }
    bool beyond = on ? arb_le(y, e) : arb_lt(y, e);
    if (mpfr_inf_p(m)) /* a real number is inside of any infinite end */
        beyond = false;
    arb_clear(y);
    arb_clear(e);
    arf_clear(a);
    return beyond;
}

void assert_may_hold(iv_srcptr v, const arb_t x, const char *what)
{
    if (!iv_is_defined(v))
        return;
    if (certainly_beyond(x, iv_lower(v), v->lo_open, 1) ||
        certainly_beyond(x, iv_upper(v), v->hi_open, -1)) {
        report(v, what);
        fprintf(stderr, "not ");
        arb_fprintn(stderr, x, 40, 0);
        fprintf(stderr, "\n");
        fail();
    }
}

void assert_holds_q(iv_srcptr v, mpq_srcptr q, const char *what)
{
    if (!iv_is_defined(v))
        return;
    int lo = mpfr_cmp_q(iv_lower(v), q), hi = mpfr_cmp_q(iv_upper(v), q);
    if (lo > 0 || (lo == 0 && v->lo_open) || hi < 0 ||
        (hi == 0 && v->hi_open)) {
        report(v, what);
        gmp_fprintf(stderr, "not %Qd\n", q);
        fail();
    }
}

bool same_iv(iv_srcptr a, iv_srcptr b)
{
    if (!iv_is_defined(a) || !iv_is_defined(b))
        return iv_is_defined(a) == iv_is_defined(b);
    return mpfr_equal_p(iv_lower(a), iv_lower(b)) &&
           mpfr_equal_p(iv_upper(a), iv_upper(b)) && a->lo_open == b->lo_open &&
           a->hi_open == b->hi_open;
}

bool iv_within(iv_srcptr a, iv_srcptr b)
{
    return iv_is_defined(a) && iv_is_defined(b) &&
           mpfr_lessequal_p(iv_lower(b), iv_lower(a)) &&
           mpfr_lessequal_p(iv_upper(a), iv_upper(b));
}

void assert_is_ratio(iv_srcptr v, long n, long d)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_si(q, n, (unsigned long)d);
    mpq_canonicalize(q);
    assert_true(iv_is_defined(v));
    assert_int_equal(mpfr_cmp_q(iv_lower(v), q), 0);
    assert_int_equal(mpfr_cmp_q(iv_upper(v), q), 0);
    mpq_clear(q);
}

/* ---- expressions by Arb ------------------------------------------------- */

static void arb_from_q(arb_t x, mpq_srcptr q, slong prec)
{
    fmpq_t f;
    fmpq_init(f);
    fmpq_set_mpq(f, q);
    arb_set_fmpq(x, f, prec);
    fmpq_clear(f);
}

/* -1, 0, 1 when the sign of the constant term is certain, else 2. */
static int sign_of(const arb_poly_t u)
{
    arb_t c;
    arb_init(c);
    arb_poly_get_coeff_arb(c, u, 0);
    int s = arb_is_positive(c)   ? 1
            : arb_is_negative(c) ? -1
            : arb_is_zero(c)     ? 0
                                 : 2;
    arb_clear(c);
    return s;
}

static void nothing(arb_poly_t r)
{
    arb_t c;
    arb_init(c);
    arb_indeterminate(c);
    arb_poly_set_coeff_arb(r, 0, c);
    arb_clear(c);
}

/* a^(p/q). */
static void fractional(arb_poly_t r, const arb_poly_t a, long p, long q,
                       slong len, slong prec)
{
    arb_t e;
    arb_init(e);
    arb_set_si(e, p);
    arb_div_si(e, e, q, prec);
    if (sign_of(a) == 1)
        arb_poly_pow_arb_series(r, a, e, len, prec);
    else if (sign_of(a) == 0 && len == 1)
        arb_poly_zero(r);
    else
        nothing(r);
    arb_clear(e);
}

/* The kink's branch at the point; on the seam only values are known. */
static void kink(arb_poly_t r, const expr_node *n, arb_poly_struct *const a[3],
                 slong len, slong prec)
{
    arb_poly_t d;
    arb_poly_init(d);
    if (n->op == EXPR_ABS || n->op == EXPR_IF)
        arb_poly_set(d, a[0]);
    else
        arb_poly_sub(d, a[1], a[0], prec);
    int s = sign_of(d);
    if (s == 2 || (s == 0 && len > 1)) {
        nothing(r);
    } else if (n->op == EXPR_ABS) {
        arb_poly_set(r, a[0]);
        if (s < 0)
            arb_poly_neg(r, r);
    } else if (n->op == EXPR_IF) {
        arb_poly_set(r, (n->strict ? s > 0 : s >= 0) ? a[1] : a[2]);
    } else {
        arb_poly_set(r, (s >= 0) == (n->op == EXPR_MIN) ? a[0] : a[1]);
    }
    arb_poly_clear(d);
}

static void constant(arb_poly_t r, const expr_pool *pool, expr id, slong prec)
{
    arb_t c;
    arb_init(c);
    if (expr_get(pool, id)->op == EXPR_PI)
        arb_const_pi(c, prec);
    else
        arb_from_q(c, expr_const_value(pool, id), prec);
    arb_poly_set_coeff_arb(r, 0, c);
    arb_clear(c);
}

static void variable(arb_poly_t r, const expr_node *n, mpq_t *point, int var,
                     slong len, slong prec)
{
    arb_t c;
    arb_init(c);
    arb_from_q(c, point[n->p], prec);
    arb_poly_set_coeff_arb(r, 0, c);
    if (n->p == var && len > 1)
        arb_poly_set_coeff_si(r, 1, 1);
    arb_clear(c);
}

/* Over a range that does not move. */
static void integral(arb_poly_t r, const expr_pool *pool, const expr_node *n,
                     arb_poly_struct *const a[3], mpq_t *point, int var,
                     slong len, slong prec)
{
    arb_t p, q;
    arb_init(p);
    arb_init(q);
    arb_poly_get_coeff_arb(p, a[0], 0);
    arb_poly_get_coeff_arb(q, a[1], 0);
    bool moves = n->q != 0 || arb_poly_length(a[0]) > 1 ||
                 arb_poly_length(a[1]) > 1;
    if ((moves && len > 1) || !arb_is_finite(p) || !arb_is_finite(q) ||
        !arb_integral_series(r, pool, n, p, q, point, var, len, prec))
        nothing(r);
    arb_clear(p);
    arb_clear(q);
}

static void arb_node(arb_poly_t r, const expr_pool *pool, expr id,
                     arb_poly_struct *const a[3], mpq_t *point, int var,
                     slong len, slong prec)
{
    const expr_node *n = expr_get(pool, id);
    switch ((expr_op)n->op) {
    case EXPR_CONST:
    case EXPR_PI:
        constant(r, pool, id, prec);
        break;
    case EXPR_VAR:
        variable(r, n, point, var, len, prec);
        break;
    case EXPR_NEG:
        arb_poly_neg(r, a[0]);
        break;
    case EXPR_ADD:
        arb_poly_add(r, a[0], a[1], prec);
        break;
    case EXPR_SUB:
        arb_poly_sub(r, a[0], a[1], prec);
        break;
    case EXPR_MUL:
        arb_poly_mullow(r, a[0], a[1], len, prec);
        break;
    case EXPR_DIV:
        if (sign_of(a[1]) == 1 || sign_of(a[1]) == -1)
            arb_poly_div_series(r, a[0], a[1], len, prec);
        else
            nothing(r);
        break;
    case EXPR_POW:
        arb_poly_pow_ui_trunc_binexp(r, a[0], (ulong)n->p, len, prec);
        break;
    case EXPR_ROOT:
        fractional(r, a[0], n->p, n->q, len, prec);
        break;
    case EXPR_SQRT:
        fractional(r, a[0], 1, 2, len, prec);
        break;
    case EXPR_EXP:
        arb_poly_exp_series(r, a[0], len, prec);
        break;
    case EXPR_LOG:
        if (sign_of(a[0]) == 1)
            arb_poly_log_series(r, a[0], len, prec);
        else
            nothing(r);
        break;
    case EXPR_SIN:
        arb_poly_sin_series(r, a[0], len, prec);
        break;
    case EXPR_COS:
        arb_poly_cos_series(r, a[0], len, prec);
        break;
    case EXPR_TAN:
        arb_poly_tan_series(r, a[0], len, prec);
        break;
    case EXPR_ATAN:
        arb_poly_atan_series(r, a[0], len, prec);
        break;
    case EXPR_ERF:
        arb_hypgeom_erf_series(r, a[0], len, prec);
        break;
    case EXPR_ERFC:
        arb_hypgeom_erf_series(r, a[0], len, prec);
        arb_poly_neg(r, r);
        arb_poly_add_si(r, r, 1, prec);
        break;
    case EXPR_SINH:
        arb_poly_sinh_series(r, a[0], len, prec);
        break;
    case EXPR_COSH:
        arb_poly_cosh_series(r, a[0], len, prec);
        break;
    case EXPR_ABS:
    case EXPR_MIN:
    case EXPR_MAX:
    case EXPR_IF:
        kink(r, n, a, len, prec);
        break;
    case EXPR_INTEGRAL:
        integral(r, pool, n, a, point, var, len, prec);
        break;
    default:
        fail_msg("no series for operation %d", (int)n->op);
    }
}

bool arb_series(arb_poly_t out, const expr_pool *pool, expr f, mpq_t *point,
                int var, slong len, slong prec)
{
    arb_poly_struct *all = calloc(f + (size_t)1, sizeof *all);
    assert_non_null(all);
    size_t n;
    expr *order = expr_postorder(pool, f, &n);
    for (size_t j = 0; j < n; j++) {
        const expr_node *x = expr_get(pool, order[j]);
        arb_poly_struct *a[3] = {NULL, NULL, NULL};
        for (int k = 0; k < x->nargs; k++)
            a[k] = &all[x->arg[k]];
        arb_poly_init(&all[order[j]]);
        arb_node(&all[order[j]], pool, order[j], a, point, var, len, prec);
    }
    arb_poly_set(out, &all[f]);
    bool finite = true;
    arb_t c;
    arb_init(c);
    for (slong k = 0; k < len; k++) {
        arb_poly_get_coeff_arb(c, out, k);
        finite = finite && arb_is_finite(c);
    }
    arb_clear(c);
    for (size_t j = 0; j < n; j++)
        arb_poly_clear(&all[order[j]]);
    free(order);
    free(all);
    return finite;
}

/* ---- random expressions -------------------------------------------------- */

static expr random_leaf(expr_pool *pool, int nvars)
{
    if (nvars > 0 && random_chance(65))
        return expr_var(pool, (int)random_in(0, nvars - 1));
    if (random_chance(10))
        return expr_pi(pool);
    mpq_t q;
    mpq_init(q);
    random_modest_q(q);
    expr e = expr_q(pool, q);
    mpq_clear(q);
    return e;
}

static expr random_unary(expr_pool *pool, expr a, bool kinks)
{
    static const expr_op op[] = {EXPR_NEG, EXPR_SQRT, EXPR_EXP, EXPR_LOG,
                                 EXPR_SIN, EXPR_COS,  EXPR_TAN, EXPR_ATAN,
                                 EXPR_ERF, EXPR_ABS};
    if (random_chance(25))
        return expr_pow_si(pool, a, random_in(-2, 5));
    if (random_chance(12))
        return expr_pow_ratio(pool, a, random_in(-3, 5),
                              (unsigned long)random_in(2, 3));
    return expr_unary(pool, op[random_in(0, kinks ? 9 : 8)], a);
}

static expr random_kink(expr_pool *pool, int nvars, int size)
{
    expr a = random_expr(pool, nvars, size / 3, true);
    expr b = random_expr(pool, nvars, size / 3, true);
    if (random_chance(33))
        return expr_min(pool, a, b);
    if (random_chance(50))
        return expr_max(pool, a, b);
    expr h = random_expr(pool, nvars, size / 3, true);
    return expr_if(pool, h, random_chance(50), a, b);
}

expr random_expr(expr_pool *pool, int nvars, int size, bool kinks)
{
    if (size <= 1)
        return random_leaf(pool, nvars);
    if (random_chance(40))
        return random_unary(pool, random_expr(pool, nvars, size - 1, kinks),
                            kinks);
    if (kinks && random_chance(15))
        return random_kink(pool, nvars, size);
    expr a = random_expr(pool, nvars, size / 2, kinks);
    expr b = random_expr(pool, nvars, size - size / 2, kinks);
    switch (random_in(0, 3)) {
    case 0:
        return expr_add(pool, a, b);
    case 1:
        return expr_sub(pool, a, b);
    case 2:
        return expr_mul(pool, a, b);
    default:
        return expr_div(pool, a, b);
    }
}

void set_from_ratios(iv_ptr r, long a, long b, long d, const char *p)
{
    range x;
    range_init(&x);
    mpq_set_si(x.lo, a, (unsigned long)d);
    mpq_set_si(x.hi, b, (unsigned long)d);
    mpq_canonicalize(x.lo);
    mpq_canonicalize(x.hi);
    x.lo_inf = a == -INF;
    x.hi_inf = b == INF;
    x.lo_open = p[0] == '(';
    x.hi_open = p[1] == ')';
    set_from_range(r, &x);
    range_clear(&x);
}

void pow_2(iv_ptr r, iv_srcptr a)
{
    iv_pow_ui(r, a, 2);
}

void pow_3(iv_ptr r, iv_srcptr a)
{
    iv_pow_ui(r, a, 3);
}

void pow_6(iv_ptr r, iv_srcptr a)
{
    iv_pow_ui(r, a, 6);
}

void root_2_3(iv_ptr r, iv_srcptr a)
{
    iv_root(r, a, 2, 3);
}

void root_5_2(iv_ptr r, iv_srcptr a)
{
    iv_root(r, a, 5, 2);
}
