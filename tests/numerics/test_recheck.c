/* The second engine against the first: enclosures of random expressions over
 * random boxes meet, one is not much wider than the other, coefficients meet;
 * certificates with a character changed get the same answer from both. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/check/checker.h"
#include "../../numerics/base/memory.h"
#include "../../numerics/recheck/recheck.h"
#include "../../numerics/recheck/reval.h"
#include "../../numerics/recheck/recheck_internal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    VARS = 3,
    PREC = 64,
    ORDER = 4
};

static uint64_t seed = 0x9e3779b97f4a7c15u;

static unsigned random_below(unsigned n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed >> 33) % n;
}

static long cases(long n)
{
    const char *f = getenv("ASSAY_TEST_FACTOR");
    return n * (f != NULL && atol(f) > 0 ? atol(f) : 1);
}

/* ---- random things ------------------------------------------------------ */

static expr random_leaf(expr_pool *p)
{
    switch (random_below(8)) {
    case 0:
        return expr_pi(p);
    case 1:
        return expr_ratio(p, (long)random_below(2001) - 1000,
                          1 + random_below(1000));
    case 2:
        return expr_si(p, (long)random_below(7) - 3);
    default:
        return expr_var(p, (int)random_below(VARS));
    }
}

static expr random_expr(expr_pool *p, int depth)
{
    static const expr_op unary[] = {EXPR_NEG, EXPR_SQRT, EXPR_EXP, EXPR_LOG,
                                    EXPR_SIN, EXPR_COS,  EXPR_TAN, EXPR_ATAN,
                                    EXPR_ERF, EXPR_ABS};
    if (depth == 0 || random_below(10) == 0)
        return random_leaf(p);
    expr a = random_expr(p, depth - 1), b;
    unsigned k = random_below(20);
    if (k < 7)
        return expr_unary(p, unary[random_below(10)], a);
    if (k == 7)
        return expr_pow_si(p, a, (long)random_below(9) - 3);
    if (k == 8)
        return expr_pow_ratio(p, a, (long)random_below(7) + 1,
                              1 + random_below(6));
    if (k == 9)
        return expr_mul(p, a, a);
    b = random_expr(p, depth - 1);
    switch (k % 7) {
    case 0:
        return expr_add(p, a, b);
    case 1:
        return expr_sub(p, a, b);
    case 2:
        return expr_mul(p, a, b);
    case 3:
        return expr_div(p, a, b);
    case 4:
        return expr_min(p, a, b);
    case 5:
        return expr_max(p, a, b);
    default:
        return expr_if(p, a, random_below(2) == 0, b,
                       random_expr(p, depth - 1));
    }
}

/* Points, tiny and huge ranges, half-open and infinite ones, 0 at an end. */
static void random_range(range *r)
{
    static const long scale[] = {1, 1, 10, 1000, 1000000000};
    unsigned long den = random_below(2) == 0 ? 1 : 1 + random_below(1000);
    long s = scale[random_below(5)];
    mpq_set_si(r->lo, (long)random_below(21) - 10, den);
    mpq_canonicalize(r->lo);
    mpq_set_si(r->hi, (long)random_below(40), (unsigned long)s);
    mpq_canonicalize(r->hi);
    if (random_below(6) == 0)
        mpq_set_si(r->lo, 0, 1);
    if (random_below(8) == 0)
        mpq_set_si(r->hi, 0, 1);
    mpq_add(r->hi, r->hi, r->lo);
    bool point = mpq_equal(r->lo, r->hi);
    r->lo_inf = random_below(12) == 0;
    r->hi_inf = random_below(12) == 0;
    r->lo_open = !point && random_below(3) == 0;
    r->hi_open = !point && random_below(3) == 0;
}

/* ---- comparing ---------------------------------------------------------- */

static void to_rrange(rrange *r, iv_srcptr v)
{
    r->ok = iv_is_defined(v);
    if (!r->ok)
        return;
    arf_set_mpfr(&r->lo, iv_lower(v));
    arf_set_mpfr(&r->hi, iv_upper(v));
    r->lo_open = v->lo_open;
    r->hi_open = v->hi_open;
}

static void show(const expr_pool *p, expr f, const range *box, const rrange *a,
                 const rrange *b)
{
    char *names[VARS] = {"x", "y", "z"}, s[160], t[160];
    char *text = expr_to_text(p, f, names, 100000);
    rrange_text(s, sizeof s, a);
    rrange_text(t, sizeof t, b);
    print_error("%s\n", text);
    for (int i = 0; i < VARS; i++)
        print_error(" %s in %c%s%g, %s%g%c", names[i],
                    box[i].lo_open ? '(' : '[', box[i].lo_inf ? "-inf " : "",
                    mpq_get_d(box[i].lo), box[i].hi_inf ? "inf " : "",
                    mpq_get_d(box[i].hi), box[i].hi_open ? ')' : ']');
    print_error("\n first: %s\nsecond: %s\n", s, t);
    free(text);
}

/* a is contained in b but for some last bits. */
static bool about_within(const rrange *a, const rrange *b)
{
    arf_t w, d;
    arf_init(w);
    arf_init(d);
    bool ok = true;
    for (int end = 0; end < 2 && ok; end++) {
        arf_srcptr x = end == 0 ? &a->lo : &a->hi;
        arf_srcptr y = end == 0 ? &b->lo : &b->hi;
        if (arf_is_inf(y))
            continue;
        if (arf_is_inf(x)) {
            ok = false;
            continue;
        }
        arf_sub(d, end == 0 ? y : x, end == 0 ? x : y, 30, ARF_RND_UP);
        arf_abs(w, y);
        arf_mul_2exp_si(w, w, -(PREC - 20));
        ok = arf_cmp(d, w) <= 0 || arf_cmp_2exp_si(d, -PREC) <= 0;
    }
    arf_clear(w);
    arf_clear(d);
    return ok;
}

typedef struct {
    expr_pool *pool;
    eval *ev;
    reval *second;
    range box[VARS];
    long defined, undefined, looser;
    long only_first, only_second; /* defined */
} duel;

static void duel_open(duel *d)
{
    *d = (duel){.pool = expr_pool_new(0)};
    d->ev = eval_new(d->pool, PREC);
    d->second = reval_new(d->pool, PREC + RECHECK_GUARD);
    for (int i = 0; i < VARS; i++)
        range_init(&d->box[i]);
}

static void duel_close(duel *d)
{
    for (int i = 0; i < VARS; i++)
        range_clear(&d->box[i]);
    eval_free(d->ev);
    reval_free(d->second);
    expr_pool_free(d->pool);
}

static void new_box(duel *d)
{
    for (int i = 0; i < VARS; i++)
        random_range(&d->box[i]);
    eval_set_box(d->ev, d->box, VARS);
    reval_set_box(d->second, d->box, VARS);
}

/* The same signs follow from both, and both speak of one set. */
static void compare(duel *d, expr f, const rrange *a, const rrange *b)
{
    d->only_first += a->ok && !b->ok;
    d->only_second += !a->ok && b->ok;
    d->defined += a->ok && b->ok;
    d->undefined += !a->ok;
    if (!a->ok || !b->ok)
        return;
    bool clash = !rrange_meets(a, b) || (rrange_pos(a) && rrange_nonpos(b)) ||
                 (rrange_neg(a) && rrange_nonneg(b)) ||
                 (rrange_pos(b) && rrange_nonpos(a)) ||
                 (rrange_neg(b) && rrange_nonneg(a));
    if (clash)
        show(d->pool, f, d->box, a, b);
    assert_false(clash);
    d->looser += !about_within(b, a);
}

static void enclosures_meet(void **state)
{
    duel d;
    rrange a;
    long judged = 0; /* differently continuous or smooth */
    (void)state;
    rrange_init(&a);
    print_message("seed %llx\n", (unsigned long long)seed);
    duel_open(&d);
    long n = cases(20000);
    for (long k = 0; k < n; k++) {
        if (k % 2000 == 1999) { /* pools only grow */
            duel e;
            duel_open(&e);
            e.defined = d.defined;
            e.undefined = d.undefined;
            e.looser = d.looser;
            e.only_first = d.only_first;
            e.only_second = d.only_second;
            duel_close(&d);
            d = e;
        }
        new_box(&d);
        expr f = random_expr(d.pool, 1 + (int)random_below(5));
        if (f == EXPR_NONE)
            continue;
        to_rrange(&a, eval_enclose(d.ev, f));
        const rrange *b = reval_enclose(d.second, f);
        if (a.ok && !b->ok)
            show(d.pool, f, d.box, &a, b);
        compare(&d, f, &a, b);
        bool decided, continuous;
        eval_enclose_smooth(d.ev, f, &decided, &continuous);
        if (a.ok && b->ok)
            judged += reval_continuous(d.second, f) != continuous ||
                      reval_decided(d.second, f) != (continuous && decided);
    }
    print_message("%ld defined, %ld not; %ld by the first only, %ld by the "
                  "second only; %ld looser\n",
                  d.defined, d.undefined, d.only_first, d.only_second,
                  d.looser);
    assert_true(d.defined > n / 4);
    /* rounding and overflow decide a few */
    assert_true(d.only_first <= n / 5000);
    assert_true(d.only_second <= n / 1000);
    assert_true(d.looser <= n / 1000);
    assert_true(judged <= n / 1000);
    duel_close(&d);
    rrange_clear(&a);
}

static void coefficients_meet(void **state)
{
    duel d;
    iv_struct out[ORDER + 1];
    rrange a, b[ORDER + 1];
    long smooth = 0;
    (void)state;
    duel_open(&d);
    rrange_init(&a);
    for (int k = 0; k <= ORDER; k++) {
        iv_init(&out[k], PREC);
        rrange_init(&b[k]);
    }
    long n = cases(4000);
    for (long k = 0; k < n; k++) {
        new_box(&d);
        expr f = random_expr(d.pool, 1 + (int)random_below(4));
        int i = (int)random_below(VARS);
        if (f == EXPR_NONE)
            continue;
        eval_taylor(d.ev, f, i, ORDER, out);
        bool ok = recheck_jet(d.second, f, i, ORDER, b);
        smooth += ok;
        for (int j = 0; j <= (ok ? ORDER : 0); j++) {
            b[j].ok = ok;
            to_rrange(&a, &out[j]);
            compare(&d, f, &a, &b[j]);
        }
    }
    print_message("%ld smooth; %ld by the first only, %ld by the second "
                  "only; %ld looser\n",
                  smooth, d.only_first, d.only_second, d.looser);
    assert_true(smooth > n / 10);
    assert_true(d.only_first <= n / 1000);
    /* the first wants a certain condition to be smooth as well */
    assert_true(d.only_second <= ORDER * n / 100);
    assert_true(d.looser <= n / 100);
    for (int k = 0; k <= ORDER; k++) {
        iv_clear(&out[k]);
        rrange_clear(&b[k]);
    }
    rrange_clear(&a);
    duel_close(&d);
}

/* A coefficient is a derivative: k! a_k encloses what expr_diff says. */
static void coefficients_are_derivatives(void **state)
{
    duel d;
    rrange b[ORDER + 1], v;
    long seen = 0;
    (void)state;
    duel_open(&d);
    rrange_init(&v);
    for (int k = 0; k <= ORDER; k++)
        rrange_init(&b[k]);
    long n = cases(1000);
    for (long k = 0; k < n; k++) {
        new_box(&d);
        expr f = random_expr(d.pool, 1 + (int)random_below(3));
        if (f == EXPR_NONE || !recheck_jet(d.second, f, 0, ORDER, b))
            continue;
        long factorial = 1;
        for (int j = 1; j <= ORDER && f != EXPR_NONE; j++) {
            f = expr_diff(d.pool, f, 0);
            factorial *= j;
            rrange_set_si(&v, factorial);
            rrange_mul(&v, &b[j], &v, PREC);
            const rrange *w = reval_enclose(d.second, f);
            if (!w->ok)
                continue;
            if (!rrange_meets(&v, w))
                show(d.pool, f, d.box, &v, w);
            assert_true(rrange_meets(&v, w));
            seen++;
        }
    }
    assert_true(seen > n / 2);
    for (int k = 0; k <= ORDER; k++)
        rrange_clear(&b[k]);
    rrange_clear(&v);
    duel_close(&d);
}

/* ---- elementary functions at known places ------------------------------- */

static void exact_values(void **state)
{
    rrange a, b;
    (void)state;
    rrange_init(&a);
    rrange_init(&b);
    static const struct {
        rrange_unary *f;
        long at, value;
    } known[] = {{rrange_exp, 0, 1},  {rrange_log, 1, 0},  {rrange_sin, 0, 0},
                 {rrange_cos, 0, 1},  {rrange_tan, 0, 0},  {rrange_atan, 0, 0},
                 {rrange_erf, 0, 0},  {rrange_sqrt, 4, 2}, {rrange_sqrt, 0, 0},
                 {rrange_abs, -3, 3}, {rrange_sqrt, 1, 1}};
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        rrange_set_si(&a, known[k].at);
        known[k].f(&b, &a, PREC);
        assert_true(b.ok && !b.lo_open && !b.hi_open);
        assert_int_equal(arf_cmp_si(&b.lo, known[k].value), 0);
        assert_int_equal(arf_cmp_si(&b.hi, known[k].value), 0);
    }
    rrange_set_si(&a, 27);
    rrange_root(&b, &a, 2, 3, PREC);
    assert_int_equal(arf_cmp_si(&b.lo, 9), 0);
    assert_int_equal(arf_cmp_si(&b.hi, 9), 0);
    rrange_clear(&a);
    rrange_clear(&b);
}

/* Outside their domains, and at its edges. */
static void domains(void **state)
{
    rrange a, b, c;
    mpq_t zero, one;
    (void)state;
    mpq_init(zero);
    mpq_init(one);
    mpq_set_si(one, 1, 1);
    rrange_init(&a);
    rrange_init(&b);
    rrange_init(&c);
    rrange_set_q(&a, zero, false, one, false, PREC); /* [0, 1] */
    rrange_log(&b, &a, PREC);
    assert_false(b.ok);
    rrange_div(&b, &a, &a, PREC);
    assert_false(b.ok);
    rrange_set_q(&c, zero, true, one, false, PREC); /* (0, 1] */
    rrange_log(&b, &c, PREC);
    assert_true(b.ok && arf_is_neg_inf(&b.lo) && arf_is_zero(&b.hi));
    rrange_div(&b, &a, &c, PREC);
    assert_true(b.ok && arf_is_zero(&b.lo) && !b.lo_open);
    assert_true(arf_is_pos_inf(&b.hi) && !rrange_pos(&b));
    rrange_mul(&b, &c, &c, PREC);
    assert_true(rrange_pos(&b));
    rrange_set_q(&a, NULL, true, NULL, true, PREC);
    rrange_exp(&b, &a, PREC);
    assert_true(rrange_pos(&b) && arf_is_zero(&b.lo));
    rrange_mul(&b, &b, &a, PREC); /* (0, inf) times the line */
    assert_true(b.ok && arf_is_neg_inf(&b.lo) && arf_is_pos_inf(&b.hi));
    rrange_sqrt(&b, &a, PREC);
    assert_false(b.ok);
    rrange_tan(&b, &a, PREC);
    assert_false(b.ok);
    rrange_sub(&b, &a, &a, PREC);
    assert_true(b.ok && !rrange_nonneg(&b) && !rrange_nonpos(&b));
    rrange_undefine(&a); /* undefined stays so and says nothing */
    rrange_add(&b, &a, &c, PREC);
    assert_false(b.ok || rrange_pos(&b) || rrange_nonneg(&b) ||
                 rrange_neg(&b) || rrange_nonpos(&b) || rrange_meets(&b, &b));
    rrange_clear(&a);
    rrange_clear(&b);
    rrange_clear(&c);
    mpq_clear(zero);
    mpq_clear(one);
}

/* ---- tampering ---------------------------------------------------------- */

static const struct {
    const char *lo, *hi, *goal, *cert;
} true_claims[] = {
    {"1/2", "2", "(sub (sub (sub x 1) (log x)) (div (pow (sub x 1) 2) 10))",
     "contact x 2 1\n"},
    {"0", "8", "(sub (add (exp x) 1/100) (add 1 x))",
     "split x 1\n taylor x 3 0\n monotone x +\n  natural\n  natural\n"},
    {"-3", "3", "(pow (sub x 1) 2)", "product 1 (sub x 1) 2 1\n natural\n"},
    {"-3", "3", "(sub (add (pow x 2) 1) (mul 2 x))", "convex 1\n"},
    {"-1", "5", "(sub (add x 2) (abs x))",
     "cases 0\n product 0 2\n  natural\n split x -1/2\n  natural\n"
     "  natural\n"},
    {"2/5", "1/2", "(add (sub (pow x 2) x) 3/10)", "meanvalue @53\n"},
    {"1", "3", "(sub 1 (div 1 x))",
     "invert x\n product 0 (sub 1 x)\n  natural\n"},
    {"0", "1", "(sub x (sin x))", "tangent x 3 0\n natural\n"},
};

static bool same_answer(problem *p, const char *text, bool *accepted)
{
    char err[200] = "";
    int line = 1;
    const char *s = text;
    cert_node *c = cert_read(&s, &line, p, err, sizeof err);
    *accepted = false;
    if (c == NULL || *s != '\0') {
        cert_free(c);
        return true;
    }
    recheck *second = recheck_new(p->pool);
    bool a = checker_accepts(p, 0, c, 128, NULL);
    bool b = recheck_accepts(second, p, 0, c, 128, NULL);
    *accepted = a && b;
    recheck_free(second);
    cert_free(c);
    return a == b;
}

static void open_claim(problem *p, expr_pool *pool, size_t k)
{
    const char *end;
    problem_init(p, pool, 1);
    problem_set_name(p, 0, "x");
    assert_int_equal(mpq_set_str(p->box[0].lo, true_claims[k].lo, 10), 0);
    assert_int_equal(mpq_set_str(p->box[0].hi, true_claims[k].hi, 10), 0);
    problem_add_goal(
        p, expr_from_text(pool, true_claims[k].goal, &end, p->names, 1), false);
}

static void tampering(void **state)
{
    static const char letters[] = "0123456789-+/ x()\nmab@";
    long tried = 0, accepted = 0;
    (void)state;
    for (size_t k = 0; k < sizeof true_claims / sizeof *true_claims; k++) {
        expr_pool *pool = expr_pool_new(0);
        problem p;
        bool ok;
        open_claim(&p, pool, k);
        assert_true(same_answer(&p, true_claims[k].cert, &ok));
        if (!ok)
            print_error("not accepted: %s\n", true_claims[k].cert);
        assert_true(ok);
        long n = cases(400);
        for (long j = 0; j < n; j++, tried++) {
            char text[400];
            size_t len = strlen(true_claims[k].cert);
            memcpy(text, true_claims[k].cert, len + 1);
            char letter = letters[random_below(sizeof letters - 1)];
            size_t at = random_below((unsigned)len);
            if (random_below(3) == 0) /* one character less */
                memmove(text + at, text + at + 1, len - at);
            else
                text[at] = letter;
            bool same = same_answer(&p, text, &ok);
            if (!same)
                print_error("%s\n%s", true_claims[k].goal, text);
            assert_true(same);
            accepted += ok;
        }
        problem_clear(&p);
        expr_pool_free(pool);
    }
    print_message("%ld tampered, %ld still a proof\n", tried, accepted);
}

/* What normal forms would have to be wrong about is seen in points. */
static void doubts(void **state)
{
    static const struct {
        const char *f, *hyp;
        bool doubted;
    } zero[] = {
        {"(sub (pow (add x y) 2) (add (pow x 2) (add (mul 2 (mul x y)) "
         "(pow y 2))))",
         NULL, false},
        {"(sub (log (mul x y)) (add (log x) (mul 2 (log y))))", NULL, true},
        {"(sub (abs (mul x y)) (mul x y))", NULL, true},
        {"(sub (abs (mul x y)) (mul x y))", "(mul x y)", false},
        {"(mul x 1/1000000000000)", NULL, true},
        {"(sub (mul (sqrt 2) (sqrt 3)) (sqrt 6))", NULL, false},
        {"(sub (exp "
         "1/1000000000000000000000000000000000000000000000000000000000000) 1)",
         NULL, true}, /* seen in more bits only */
    };
    static const struct {
        const char *f, *p;
        int m;
        bool doubted;
    } jet[] = {
        {"(pow (sub x y) 3)", "y", 3, false},
        {"(pow (sub x y) 3)", "y", 4, true},
        {"(sub (sub x 1) (log x))", "1", 2, false},
        {"(sub (sub x 1) (log x))", "1", 3, true},
        {"(sub (sub x 1) (log x))", "y", 1, true},
    };
    expr_pool *pool = expr_pool_new(0);
    problem p;
    (void)state;
    problem_init(&p, pool, 2);
    for (int i = 0; i < 2; i++) {
        problem_set_name(&p, i, i == 0 ? "x" : "y");
        mpq_set_si(p.box[i].lo, -1, 1);
        mpq_set_si(p.box[i].hi, 2, 1);
    }
    recheck *c = recheck_new(pool);
    c->nvars = 2;
    reval *e = reval_new(pool, 96);
    const char *end;
    for (size_t k = 0; k < sizeof zero / sizeof zero[0]; k++) {
        sign_condition h = {EXPR_NONE, false};
        recheck_goal s = {.hyp = &h, .box = p.box};
        if (zero[k].hyp != NULL) {
            h.e = expr_from_text(pool, zero[k].hyp, &end, p.names, 2);
            s.nhyps = 1;
        }
        expr f = expr_from_text(pool, zero[k].f, &end, p.names, 2);
        if (recheck_doubts_zero(c, &s, e, f) != zero[k].doubted)
            fail_msg("%s", zero[k].f);
    }
    for (size_t k = 0; k < sizeof jet / sizeof jet[0]; k++) {
        recheck_goal s = {.box = p.box};
        expr f = expr_from_text(pool, jet[k].f, &end, p.names, 2);
        expr at = expr_from_text(pool, jet[k].p, &end, p.names, 2);
        if (recheck_doubts_jet(c, &s, e, f, 0, at, jet[k].m) != jet[k].doubted)
            fail_msg("%s, order %d", jet[k].f, jet[k].m);
    }
    reval_free(e);
    recheck_free(c);
    problem_clear(&p);
    expr_pool_free(pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_values),
        cmocka_unit_test(domains),
        cmocka_unit_test(enclosures_meet),
        cmocka_unit_test(coefficients_meet),
        cmocka_unit_test(coefficients_are_derivatives),
        cmocka_unit_test(tampering),
        cmocka_unit_test(doubts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
