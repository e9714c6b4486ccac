/* Random expressions and enclosures.  See fuzz_enclosure.h. */
#include "fuzz_enclosure.h"

#include "../../numerics/exact.h"
#include "../../numerics/memory.h"
#include "../../numerics/tape.h"
#include "../numerics/iv_support.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    VARS = 3,
    POINTS = 4,
    ORDER = 4,
    JUDGE_BITS = 300,
    BOXES = 4
};

typedef struct {
    enclosure_tally *t;
    expr_pool *pool;
    eval *ev;
    expr f;
    range box[VARS];
    char *names[VARS];
    mpq_t x[VARS];
    arb_t v;
} subject;

static void wrong(subject *s, const char *what, iv_srcptr said)
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
    if (said != NULL && iv_is_defined(said))
        mpfr_printf("  said %c%.30Rg, %.30Rg%c, is ", said->lo_open ? '(' : '[',
                    iv_lower(said), iv_upper(said), said->hi_open ? ')' : ']');
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
            e = expr_unary(pool, (expr_op)random_in(EXPR_SQRT, EXPR_ABS), a);
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
    eval_set_box(s->ev, s->box, VARS);
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

/* ---- judging -------------------------------------------------------------- */

static int compare(const arb_t x, mpfr_srcptr m)
{
    arb_t e;
    arf_t a;
    if (mpfr_inf_p(m))
        return mpfr_sgn(m) > 0 ? -1 : 1;
    arb_init(e);
    arf_init(a);
    arf_set_mpfr(a, m);
    arb_set_arf(e, a);
    int c = arb_lt(x, e) ? -1 : arb_gt(x, e) ? 1 : 0;
    if (c == 0 && arb_is_exact(x) && arb_eq(x, e))
        c = 2; /* exactly on it */
    arb_clear(e);
    arf_clear(a);
    return c;
}

/* v certainly is not a value of what said encloses. */
static bool outside(iv_srcptr said, const arb_t v)
{
    int lo = compare(v, iv_lower(said)), hi = compare(v, iv_upper(said));
    return lo == -1 || hi == 1 || (lo == 2 && said->lo_open) ||
           (hi == 2 && said->hi_open);
}

static void judge_value(subject *s, iv_srcptr said, expr f, const char *what)
{
    if (!iv_is_defined(said))
        return;
    point_state state = point_value(s->v, s->pool, f, s->x, JUDGE_BITS);
    s->t->points += state == POINT_VALUE;
    if (state == POINT_UNDEFINED ||
        (state == POINT_VALUE && outside(said, s->v)))
        wrong(s, what, said);
}

static void natural(subject *s)
{
    iv_t said;
    iv_init(said, eval_prec(s->ev));
    iv_set(said, eval_enclose(s->ev, s->f));
    s->t->evaluations++;
    for (int k = 0; k < POINTS; k++) {
        new_point(s);
        judge_value(s, said, s->f, "enclosure");
    }
    iv_clear(said);
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
static void slope(subject *s, iv_srcptr said, int i, const char *what)
{
    for (int k = 0; k < POINTS / 2 && iv_is_defined(said); k++)
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
    iv_t said;
    expr d = expr_diff(s->pool, s->f, i);
    if (d == EXPR_NONE || range_is_point(&s->box[i]))
        return;
    iv_init(said, eval_prec(s->ev));
    iv_set(said, eval_enclose_smooth(s->ev, s->f, &decided, &continuous));
    if (iv_is_defined(said) && continuous) {
        iv_set(said, eval_enclose(s->ev, d));
        said->lo_open = said->hi_open = false;
        slope(s, said, i, "derivative");
    }
    s->t->evaluations++;
    iv_clear(said);
}

/* Arb's coefficients at points, and divided differences. */
static void taylor(subject *s, int i)
{
    iv_struct out[ORDER + 1];
    arb_poly_t p;
    arb_poly_init(p);
    for (int k = 0; k <= ORDER; k++)
        iv_init(&out[k], eval_prec(s->ev));
    eval_taylor(s->ev, s->f, i, ORDER, out);
    s->t->evaluations++;
    if (iv_is_defined(&out[0])) {
        for (int k = 0; k < POINTS / 2; k++) {
            new_point(s);
            judge_value(s, &out[0], s->f, "Taylor coefficient 0");
            if (!arb_series(p, s->pool, s->f, s->x, i, ORDER + 1, JUDGE_BITS))
                continue;
            for (int j = 1; j <= ORDER; j++) {
                arb_poly_get_coeff_arb(s->v, p, j);
                s->t->points++;
                if (outside(&out[j], s->v))
                    wrong(s, "Taylor coefficient", &out[j]);
            }
        }
        if (!range_is_point(&s->box[i])) {
            out[1].lo_open = out[1].hi_open = false;
            slope(s, &out[1], i, "Taylor coefficient 1 as a slope");
        }
    }
    for (int k = 0; k <= ORDER; k++)
        iv_clear(&out[k]);
    arb_poly_clear(p);
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
    tape_eval(t, scratch, lo, hi, lo_open, hi_open, 0, 1, &out);
    s->t->evaluations++;
    if (out.bad & 1)
        return;
    iv_t said;
    iv_init(said, 60);
    mpfr_set_d(&said->v->left, out.lo[0], MPFR_RNDD);  /* exact */
    mpfr_set_d(&said->v->right, out.hi[0], MPFR_RNDU); /* exact */
    said->defined = true;
    said->lo_open = out.lo_open & 1;
    said->hi_open = out.hi_open & 1;
    for (int k = 0; k < POINTS; k++) {
        new_point(s);
        judge_value(s, said, s->f, "compiled enclosure");
    }
    iv_clear(said);
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
    exact *x = exact_new(s->pool, s->ev);
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
    s->f = random_chance(50)
               ? random_expr(s->pool, VARS, (int)random_in(1, 24), true)
               : wild_expr(s->pool, (int)random_in(6, 40));
    if (s->f != EXPR_NONE) {
        tape *t = tape_new(s->pool, &s->f, 1, VARS, NULL, 0);
        tape_scratch *scratch = tape_scratch_new(t);
        for (int k = 0; k < BOXES; k++) {
            int i = (int)random_in(0, VARS - 1);
            new_box(s);
            natural(s);
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
