/* Random expressions and enclosures.  See fuzz_enclosure.h. */
#include "fuzz_enclosure.h"

#include "../../numerics/exact/exact.h"
#include "../../numerics/base/memory.h"
#include "../../numerics/recheck/reval.h"
#include "../../numerics/search/tape.h"
#include "../numerics/iv_support.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Those whose series this file's judge has (iv_support.c); test_functions.c
 * has all. */
static const expr_op functions[] = {EXPR_SQRT, EXPR_EXP,  EXPR_LOG,
                                    EXPR_SIN,  EXPR_COS,  EXPR_TAN,
                                    EXPR_ATAN, EXPR_ERF,  EXPR_SINH,
                                    EXPR_COSH, EXPR_ERFC, EXPR_ABS};
enum {
    FUNCTIONS = sizeof functions / sizeof *functions
};

enum {
    VARS = 3,
    POINTS = 4,
    ORDER = 4,
    JUDGE_BITS = 300,
    BOXES = 4,
    HYPS = 2
};

typedef struct {
    enclosure_tally *t;
    expr_pool *pool;
    eval *ev;
    reval *second;
    expr f;
    range box[VARS];
    sign_condition hyp[HYPS]; /* what is in question: points where they hold */
    size_t nhyps;
    char *names[VARS];
    mpq_t x[VARS];
    arb_t v;
} subject;

static void wrong(subject *s, const char *what, const rrange *said)
{
    char *text = expr_to_text(s->pool, s->f, s->names, 100000);
    s->t->wrong++;
    printf("WRONG %s: %s\n", what, text != NULL ? text : "(long)");
    for (int i = 0; i < VARS; i++)
        gmp_printf("  %s in %c%s%Qd, %s%Qd%c, at %Qd\n", s->names[i],
                   s->box[i].lo_open ? '(' : '[',
                   s->box[i].lo_inf ? "-inf " : "", s->box[i].lo,
                   s->box[i].hi_inf ? "inf " : "", s->box[i].hi,
                   s->box[i].hi_open ? ')' : ']', s->x[i]);
    for (size_t j = 0; j < s->nhyps; j++) {
        char *h = expr_to_text(s->pool, s->hyp[j].e, s->names, 100000);
        printf("  where %s %s 0\n", h, s->hyp[j].strict ? ">" : ">=");
        free(h);
    }
    if (said != NULL) {
        char ends[160];
        rrange_text(ends, sizeof ends, said);
        printf("  said %s, is ", ends);
    }
    arb_printn(s->v, 30, 0);
    printf("\n");
    fflush(stdout);
    free(text);
}

/* ---- random things -------------------------------------------------------- */

static expr wild_number(expr_pool *pool)
{
    mpq_t q;
    mpq_init(q);
    random_q(q);
    if (random_chance(10))
        mpq_mul_2exp(q, q, (mp_bitcnt_t)random_in(0, 5000));
    if (random_chance(10))
        mpq_div_2exp(q, q, (mp_bitcnt_t)random_in(0, 5000));
    expr e = expr_q(pool, q);
    mpq_clear(q);
    return e;
}

/* A sheet of nodes, each made of earlier ones: shared and deep. */
static expr wild_expr(expr_pool *pool, int size)
{
    expr sheet[80];
    int n = 0;
    for (; n < VARS; n++)
        sheet[n] = expr_var(pool, n);
    sheet[n++] = wild_number(pool);
    sheet[n++] = expr_pi(pool);
    for (; n < size; n++) {
        expr a = sheet[random_in(n > 8 ? n - 6 : 0, n - 1)];
        expr b = sheet[random_in(0, n - 1)], e = EXPR_NONE;
        switch (random_in(0, 9)) {
        case 0:
            e = expr_add(pool, a, b);
            break;
        case 1:
            e = expr_sub(pool, a, b);
            break;
        case 2:
            e = expr_mul(pool, a, b);
            break;
        case 3:
            e = expr_div(pool, a, b);
            break;
        case 4:
            e = expr_pow_si(pool, a, random_in(-5, 9));
            break;
        case 5:
            e = expr_pow_ratio(pool, a, random_in(-7, 7),
                               (unsigned long)random_in(1, 7));
            break;
        case 6:
            e = random_chance(50) ? expr_min(pool, a, b) : expr_max(pool, a, b);
            break;
        case 7:
            e = expr_if(pool, a, random_chance(50), b,
                        sheet[random_in(0, n - 1)]);
            break;
        default:
            e = expr_unary(pool, functions[random_in(0, FUNCTIONS - 1)], a);
            break;
        }
        sheet[n] = e != EXPR_NONE ? e : wild_number(pool);
    }
    return sheet[n - 1];
}

/* Ends that doubles hold, so that all engines see the same box. */
static void double_end(mpq_ptr q)
{
    double d = mpq_get_d(q);
    mpq_set_d(q, isfinite(d) ? d : DBL_MAX);
}

static void new_box(subject *s)
{
    bool wild = random_chance(40);
    for (int i = 0; i < VARS; i++) {
        range *r = &s->box[i];
        random_range(r, wild);
        if (random_chance(30)) {
            mpq_set_si(r->lo, random_in(-2, 1), 1);
            mpq_set_si(r->hi, random_in(1, 3), 1);
        }
        double_end(r->lo);
        double_end(r->hi);
        if (range_is_point(r))
            r->lo_open = r->hi_open = false;
    }
}

/* Both engines' box, at times in another precision than before, at times with
 * one coordinate handed over as an enclosure. */
static void set_box(subject *s)
{
    if (random_chance(20))
        eval_set_prec(s->ev, random_in(24, 160));
    eval_set_box(s->ev, s->box, VARS);
    reval_set_box(s->second, s->box, VARS);
    if (random_chance(20)) {
        int i = (int)random_in(0, VARS - 1);
        iv_t given;
        rrange r;
        iv_init(given, random_in(24, 300));
        rrange_init(&r);
        set_from_range(given, &s->box[i]);
        eval_set_var(s->ev, i, given);
        rrange_set_q(&r, s->box[i].lo_inf ? NULL : s->box[i].lo,
                     s->box[i].lo_open, s->box[i].hi_inf ? NULL : s->box[i].hi,
                     s->box[i].hi_open, random_in(24, 300));
        reval_set_var(s->second, i, &r);
        iv_clear(given);
        rrange_clear(&r);
    }
}

static void new_point(subject *s)
{
    for (int i = 0; i < VARS; i++) {
        if (range_is_point(&s->box[i]))
            mpq_set(s->x[i], s->box[i].lo);
        else
            random_point(s->x[i], &s->box[i]);
    }
}

/* ---- hypotheses ----------------------------------------------------------- */

/* A part of f, or its negative, or the difference of two parts, one way or the
 * other: what is >= 0 or > 0 at the present point. */
static expr true_there(subject *s)
{
    expr e = s->f, h = EXPR_NONE;
    for (long down = random_in(0, 8); down > 0; down--) {
        const expr_node *n = expr_get(s->pool, e);
        if (n->nargs == 0)
            break;
        h = n->arg[random_in(0, n->nargs - 1)];
        if (n->op == EXPR_MIN || n->op == EXPR_MAX || random_chance(20))
            break;
        e = h;
    }
    const expr_node n = *expr_get(s->pool, e);
    bool two = n.op == EXPR_MIN || n.op == EXPR_MAX || n.op == EXPR_SUB;
    if (two && random_chance(70))
        h = random_chance(50) ? expr_sub(s->pool, n.arg[0], n.arg[1])
                              : expr_sub(s->pool, n.arg[1], n.arg[0]);
    else
        h = e;
    if (h != EXPR_NONE && random_chance(20))
        h = expr_neg(s->pool, h);
    if (h == EXPR_NONE ||
        point_value(s->v, s->pool, h, s->x, JUDGE_BITS) != POINT_VALUE)
        return EXPR_NONE;
    return arb_is_negative(s->v) ? expr_neg(s->pool, h) : h;
}

static void new_hypotheses(subject *s)
{
    s->nhyps = 0;
    new_point(s);
    for (long k = random_chance(60) ? random_in(1, HYPS) : 0; k > 0; k--) {
        expr h = true_there(s);
        if (h != EXPR_NONE)
            s->hyp[s->nhyps++] = (sign_condition){h, random_chance(50)};
    }
    eval_set_hyps(s->ev, s->hyp, s->nhyps);
    reval_set_hyps(s->second, s->hyp, s->nhyps);
}

static void forget_hypotheses(subject *s)
{
    s->nhyps = 0;
    eval_set_hyps(s->ev, NULL, 0);
    reval_set_hyps(s->second, NULL, 0);
}

/* They certainly hold at the present point. */
static bool in_question(subject *s)
{
    bool ok = true;
    for (size_t j = 0; j < s->nhyps && ok; j++)
        ok = point_value(s->v, s->pool, s->hyp[j].e, s->x, JUDGE_BITS) ==
                 POINT_VALUE &&
             (s->hyp[j].strict ? arb_is_positive(s->v)
                               : arb_is_nonnegative(s->v));
    return ok;
}

/* ---- judging -------------------------------------------------------------- */

static void from_iv(rrange *r, iv_srcptr v)
{
    r->ok = iv_is_defined(v);
    if (!r->ok)
        return;
    arf_set_mpfr(&r->lo, iv_lower(v));
    arf_set_mpfr(&r->hi, iv_upper(v));
    r->lo_open = v->lo_open;
    r->hi_open = v->hi_open;
}

static int compare(const arb_t x, const arf_t end)
{
    arb_t e;
    if (arf_is_inf(end))
        return arf_sgn(end) > 0 ? -1 : 1;
    arb_init(e);
    arb_set_arf(e, end);
    int c = arb_lt(x, e) ? -1 : arb_gt(x, e) ? 1 : 0;
    if (c == 0 && arb_is_exact(x) && arb_eq(x, e))
        c = 2; /* exactly on it */
    arb_clear(e);
    return c;
}

/* v certainly is not a value of what said encloses. */
static bool outside(const rrange *said, const arb_t v)
{
    int lo = compare(v, &said->lo), hi = compare(v, &said->hi);
    return lo == -1 || hi == 1 || (lo == 2 && said->lo_open) ||
           (hi == 2 && said->hi_open);
}

static void judge_value(subject *s, const rrange *said, expr f,
                        const char *what)
{
    if (!said->ok)
        return;
    point_state state = point_value(s->v, s->pool, f, s->x, JUDGE_BITS);
    s->t->points += state == POINT_VALUE;
    if (state == POINT_UNDEFINED ||
        (state == POINT_VALUE && outside(said, s->v)))
        wrong(s, what, said);
}

static void natural(subject *s)
{
    rrange first, second;
    rrange_init(&first);
    rrange_init(&second);
    from_iv(&first, eval_enclose(s->ev, s->f));
    rrange_set(&second, reval_enclose(s->second, s->f));
    s->t->evaluations += 2;
    for (int k = 0; k < POINTS; k++) {
        new_point(s);
        if (!in_question(s))
            continue;
        s->t->narrowed += s->nhyps > 0 && first.ok;
        judge_value(s, &first, s->f, "enclosure");
        judge_value(s, &second, s->f, "second enclosure");
    }
    rrange_clear(&first);
    rrange_clear(&second);
}

/* out = (f(x + h e_i) - f(x)) / h for two points of the box; where both have
 * values. */
static bool difference(subject *s, int i, arb_t out)
{
    arb_t a, h;
    mpq_t d, old;
    bool ok;
    arb_init(a);
    arb_init(h);
    mpq_init(d);
    mpq_init(old);
    new_point(s);
    ok = point_value(a, s->pool, s->f, s->x, JUDGE_BITS) == POINT_VALUE;
    mpq_set(old, s->x[i]);
    random_point(s->x[i], &s->box[i]);
    mpq_sub(d, s->x[i], old);
    ok = ok && mpq_sgn(d) != 0 &&
         point_value(out, s->pool, s->f, s->x, JUDGE_BITS) == POINT_VALUE;
    if (ok) {
        fmpq_t q;
        fmpq_init(q);
        fmpq_set_mpq(q, d);
        arb_sub(out, out, a, JUDGE_BITS);
        arb_set_fmpq(h, q, JUDGE_BITS);
        arb_div(out, out, h, JUDGE_BITS);
        fmpq_clear(q);
    }
    arb_clear(a);
    arb_clear(h);
    mpq_clear(d);
    mpq_clear(old);
    return ok;
}

/* Between two points of a line in the box lies a value of the derivative. */
static void slope(subject *s, const rrange *said, int i, const char *what)
{
    for (int k = 0; k < POINTS / 2 && said->ok; k++)
        if (difference(s, i, s->v)) {
            s->t->points++;
            if (outside(said, s->v))
                wrong(s, what, said);
        }
}

/* A first derivative's enclosure from its symbolic form: kinks allowed. */
static void derivative(subject *s, int i)
{
    bool decided, continuous;
    rrange said;
    expr d = expr_diff(s->pool, s->f, i);
    if (d == EXPR_NONE || range_is_point(&s->box[i]))
        return;
    rrange_init(&said);
    if (iv_is_defined(
            eval_enclose_smooth(s->ev, s->f, &decided, &continuous)) &&
        continuous) {
        from_iv(&said, eval_enclose(s->ev, d));
        said.lo_open = said.hi_open = false;
        slope(s, &said, i, "derivative");
    }
    if (reval_continuous(s->second, s->f)) {
        rrange_set(&said, reval_enclose(s->second, d));
        said.lo_open = said.hi_open = false;
        slope(s, &said, i, "second derivative enclosure");
    }
    s->t->evaluations += 2;
    rrange_clear(&said);
}

/* Arb's coefficients at points, and divided differences. */
static void judge_series(subject *s, rrange *out, int i, const char *what)
{
    arb_poly_t p;
    arb_poly_init(p);
    for (int k = 0; k < POINTS / 2; k++) {
        new_point(s);
        judge_value(s, &out[0], s->f, what);
        if (!arb_series(p, s->pool, s->f, s->x, i, ORDER + 1, JUDGE_BITS))
            continue;
        for (int j = 1; j <= ORDER; j++) {
            arb_poly_get_coeff_arb(s->v, p, j);
            s->t->points++;
            if (outside(&out[j], s->v))
                wrong(s, what, &out[j]);
        }
    }
    if (!range_is_point(&s->box[i])) {
        out[1].lo_open = out[1].hi_open = false;
        slope(s, &out[1], i, what);
    }
    arb_poly_clear(p);
}

static void taylor(subject *s, int i)
{
    iv_struct out[ORDER + 1];
    rrange said[ORDER + 1];
    for (int k = 0; k <= ORDER; k++) {
        iv_init(&out[k], eval_prec(s->ev));
        rrange_init(&said[k]);
    }
    eval_taylor(s->ev, s->f, i, ORDER, out);
    for (int k = 0; k <= ORDER; k++)
        from_iv(&said[k], &out[k]);
    if (said[0].ok)
        judge_series(s, said, i, "Taylor coefficient");
    if (recheck_jet(s->second, s->f, i, ORDER, said))
        judge_series(s, said, i, "second Taylor coefficient");
    s->t->evaluations += 2;
    for (int k = 0; k <= ORDER; k++) {
        iv_clear(&out[k]);
        rrange_clear(&said[k]);
    }
}

/* The search's doubles: untrusted, but wrong bounds would waste its time. */
static void compiled(subject *s, tape *t, tape_scratch *scratch)
{
    double lo[VARS * TAPE_LANES], hi[VARS * TAPE_LANES];
    uint8_t lo_open[VARS], hi_open[VARS];
    tape_out out;
    for (int v = 0; v < VARS; v++) {
        range *r = &s->box[v];
        lo_open[v] = r->lo_open ? 0xff : 0;
        hi_open[v] = r->hi_open ? 0xff : 0;
        for (int k = 0; k < TAPE_LANES; k++) {
            lo[TAPE_LANES * v + k] = r->lo_inf ? -INFINITY : mpq_get_d(r->lo);
            hi[TAPE_LANES * v + k] = r->hi_inf ? INFINITY : mpq_get_d(r->hi);
        }
    }
    tape_eval(t, scratch, &(tape_boxes){lo, hi, lo_open, hi_open}, 0, 1, &out);
    s->t->evaluations++;
    if (out.bad & 1)
        return;
    rrange said;
    rrange_init(&said);
    arf_set_d(&said.lo, out.lo[0]);
    arf_set_d(&said.hi, out.hi[0]);
    said.ok = true;
    said.lo_open = out.lo_open & 1;
    said.hi_open = out.hi_open & 1;
    for (int k = 0; k < POINTS; k++) {
        new_point(s);
        judge_value(s, &said, s->f, "compiled enclosure");
    }
    rrange_clear(&said);
}

/* What is said to be exactly 0 is 0 at every point. */
static void zero(subject *s)
{
    expr g = random_expr(s->pool, 1, (int)random_in(1, 4), true);
    expr h = random_expr(s->pool, 1, (int)random_in(1, 4), true);
    expr d =
        g != EXPR_NONE && h != EXPR_NONE ? expr_sub(s->pool, g, h) : EXPR_NONE;
    if (d == EXPR_NONE)
        return;
    exact *x = eval_exact(s->pool, s->ev);
    bool said = exact_is_zero(x, d);
    exact_free(x);
    s->t->zeros += said;
    for (int k = 0; k < POINTS && said; k++) {
        new_point(s);
        if (point_value(s->v, s->pool, d, s->x, JUDGE_BITS) == POINT_VALUE &&
            !arb_contains_zero(s->v)) {
            s->f = d;
            wrong(s, "exact zero", NULL);
        }
    }
}

static void one_expression(subject *s)
{
    s->pool = expr_pool_new(0);
    s->ev = eval_new(s->pool, random_in(24, 160));
    s->second = reval_new(s->pool, random_in(24, 160));
    s->nhyps = 0;
    s->f = random_chance(50)
               ? random_expr(s->pool, VARS, (int)random_in(1, 24), true)
               : wild_expr(s->pool, (int)random_in(6, 40));
    if (s->f != EXPR_NONE) {
        tape *t = tape_new(s->pool, &s->f, 1, VARS, NULL, 0);
        tape_scratch *scratch = tape_scratch_new(t);
        for (int k = 0; k < BOXES; k++) {
            int i = (int)random_in(0, VARS - 1);
            new_box(s);
            set_box(s);
            new_hypotheses(s);
            natural(s);
            forget_hypotheses(s);
            compiled(s, t, scratch);
            if (random_chance(50))
                taylor(s, i);
            if (random_chance(50))
                derivative(s, i);
        }
        tape_scratch_free(scratch);
        tape_free(t);
        if (random_chance(20))
            zero(s);
    }
    eval_free(s->ev);
    reval_free(s->second);
    expr_pool_free(s->pool);
}

void fuzz_enclosures(enclosure_tally *t, long count)
{
    subject s = {.t = t, .names = {"x", "y", "z"}};
    long end = t->evaluations + count;
    arb_init(s.v);
    for (int i = 0; i < VARS; i++) {
        range_init(&s.box[i]);
        mpq_init(s.x[i]);
    }
    while (t->evaluations < end && t->wrong < 20)
        one_expression(&s);
    for (int i = 0; i < VARS; i++) {
        range_clear(&s.box[i]);
        mpq_clear(s.x[i]);
    }
    arb_clear(s.v);
}
