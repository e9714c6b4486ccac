/* Normal forms under hypotheses, against Arb.  See fuzz_exact.h.
 *
 * Guessing a wrong identity is rare luck; a wrong normal form shows against
 * the expression it stands for.  So each expression is compared with its own
 * normal form and factors, also as to where they are defined, besides with
 * doubtful rewritings of it. */
#include "fuzz_exact.h"

#include "../../numerics/exact/exact.h"
#include "../numerics/iv_support.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    ATTEMPTS = 30, /* at admissible points */
    SHARP = 100,   /* a radius of 2^-SHARP tells 0 from something else */
    MAX_HYPS = 3
};

void fuzz_exact_wrong(exact_subject *s, const char *what, expr f, expr g,
                      mpq_t *x)
{
    const expr shown[] = {f, g};
    s->t->wrong++;
    printf("WRONG: %s\n", what);
    for (int k = 0; k < 2; k++) {
        char *t = shown[k] != EXPR_NONE
                      ? expr_to_text(s->pool, shown[k], s->p.names, 20000)
                      : NULL;
        printf("  %s\n", t != NULL ? t : "-");
        free(t);
    }
    for (size_t j = 0; j < s->p.nhyps; j++) {
        char *t = expr_to_text(s->pool, s->p.hyp[j].e, s->p.names, 20000);
        printf("  where %s %s 0\n", t, s->p.hyp[j].strict ? ">" : ">=");
        free(t);
    }
    for (int i = 0; i < EXACT_VARS; i++) {
        const range *r = &s->p.box[i];
        gmp_printf("  %s in %c%s%Qd, %s%Qd%c, at %Qd\n", s->p.names[i],
                   r->lo_open ? '(' : '[', r->lo_inf ? "-inf " : "", r->lo,
                   r->hi_inf ? "inf " : "", r->hi, r->hi_open ? ')' : ']',
                   x[i]);
    }
    fflush(stdout);
}

/* ---- boxes, points, hypotheses ------------------------------------------ */

static void random_box(exact_subject *s)
{
    static const long ends[][2] = {{-1, 1},  {0, 1},  {0, 2},  {-2, 0}, {1, 2},
                                   {-3, -1}, {-2, 3}, {-1, 0}, {-2, 2}};
    for (int i = 0; i < EXACT_VARS; i++) {
        range *r = &s->p.box[i];
        long k = random_in(0, 8);
        mpq_set_si(r->lo, ends[k][0], 1);
        mpq_set_si(r->hi, ends[k][1], 1);
        if (random_chance(8))
            mpq_set(r->hi, r->lo); /* a point */
        bool point = range_is_point(r);
        r->hi_inf = !point && random_chance(8);
        r->lo_open = !point && random_chance(40);
        r->hi_open = r->hi_inf || (!point && random_chance(40));
    }
}

/* Quarters, where factors vanish, as often as others. */
void fuzz_exact_place(mpq_t *x, const problem *p)
{
    random_box_point(x, p);
    mpq_t q;
    mpq_init(q);
    for (int i = 0; i < EXACT_VARS; i++) {
        mpq_set_si(q, random_in(-8, 8), 4);
        mpq_canonicalize(q);
        if (random_chance(50) && range_contains_q(&p->box[i], q))
            mpq_set(x[i], q);
    }
    mpq_clear(q);
}

/* A subexpression that varies, or EXPR_NONE. */
static expr part_of(expr_pool *p, expr f)
{
    expr best = EXPR_NONE;
    for (int depth = (int)random_in(0, 8); depth >= 0; depth--) {
        const expr_node *n = expr_get(p, f);
        if (n->vars != 0)
            best = f;
        if (n->nargs == 0)
            break;
        f = n->arg[random_in(0, n->nargs - 1)];
    }
    return best;
}

/* The sign that h has at the first point, said of h, -h or the difference
 * the other way round. */
static void suppose(exact_subject *s, expr h)
{
    if (h == EXPR_NONE || expr_vars(s->pool, h) == 0 ||
        point_value(s->v, s->pool, h, s->x[0], EXACT_BITS) != POINT_VALUE ||
        (!arb_is_positive(s->v) && !arb_is_negative(s->v)))
        return;
    if (arb_is_negative(s->v)) {
        expr_node n = *expr_get(s->pool, h);
        h = n.op == EXPR_SUB ? expr_sub(s->pool, n.arg[1], n.arg[0])
                             : expr_neg(s->pool, h);
    }
    problem_add_hyp(&s->p, h, random_chance(60));
}

/* f is defined at the first point, if that is easy, and all that is supposed
 * holds there; `known` is supposed, if it is an expression. */
static void random_hyps(exact_subject *s, expr f, expr known)
{
    for (int k = 0; k < ATTEMPTS; k++) {
        fuzz_exact_place(s->x[0], &s->p);
        if (point_value(s->v, s->pool, f, s->x[0], EXACT_BITS) == POINT_VALUE)
            break;
    }
    suppose(s, known);
    for (long n = random_in(0, MAX_HYPS - 1); n > 0; n--)
        suppose(s, random_chance(25) ? expr_sub(s->pool, invite_var(s->pool),
                                                invite_var(s->pool))
                                     : part_of(s->pool, f));
    s->npoints = 1;
    for (int k = 0; k < ATTEMPTS && s->npoints < EXACT_POINTS; k++) {
        fuzz_exact_place(s->x[s->npoints], &s->p);
        s->npoints += point_is_admissible(&s->p, s->x[s->npoints]);
    }
}

/* ---- judging ------------------------------------------------------------ */

bool fuzz_exact_is_sharp(const arb_t v)
{
    return mag_cmp_2exp_si(arb_radref(v), -SHARP) < 0;
}

/* d = 0 wherever it is defined; true if some point said so sharply. */
static bool judge_zero(exact_subject *s, expr d, const char *what)
{
    bool seen = false;
    for (int k = 0; k < s->npoints; k++) {
        if (point_value(s->v, s->pool, d, s->x[k], EXACT_BITS) != POINT_VALUE)
            continue;
        if (!arb_contains_zero(s->v)) {
            fuzz_exact_wrong(s, what, d, EXPR_NONE, s->x[k]);
            return false;
        }
        seen = seen || fuzz_exact_is_sharp(s->v);
        s->t->points += fuzz_exact_is_sharp(s->v);
    }
    return seen;
}

/* g is defined, and equal to f, wherever f is defined. */
static void judge_form(exact_subject *s, expr f, expr g, const char *what)
{
    arb_t w;
    bool seen = false;
    arb_init(w);
    for (int k = 0; k < s->npoints && g != EXPR_NONE; k++) {
        if (point_value(w, s->pool, f, s->x[k], EXACT_BITS) != POINT_VALUE)
            continue;
        point_state st = point_value(s->v, s->pool, g, s->x[k], EXACT_BITS);
        if (st == POINT_UNDEFINED ||
            (st == POINT_VALUE && !arb_overlaps(s->v, w))) {
            fuzz_exact_wrong(s, what, f, g, s->x[k]);
            break;
        }
        bool sharp = st == POINT_VALUE && fuzz_exact_is_sharp(s->v) &&
                     fuzz_exact_is_sharp(w);
        seen = seen || sharp;
        s->t->points += sharp;
    }
    s->t->forms += seen;
    arb_clear(w);
}

static void ask_zero(exact_subject *s, exact *x, expr d, const char *what)
{
    if (d != EXPR_NONE && !expr_is_const(s->pool, d) && exact_is_zero(x, d))
        s->t->zeros += judge_zero(s, d, what);
}

static void ask_factors(exact_subject *s, exact *x, expr f)
{
    mpq_t unit;
    expr *fac, g;
    long *pow;
    size_t n;
    mpq_init(unit);
    if (exact_factor(x, f, unit, &fac, &pow, &n)) {
        g = expr_q(s->pool, unit);
        for (size_t i = 0; i < n; i++)
            g = expr_mul(s->pool, g, expr_pow_si(s->pool, fac[i], pow[i]));
        judge_form(s, f, g, "factors differ");
        free(fac);
        free(pow);
    }
    mpq_clear(unit);
}

/* ---- one try after the other -------------------------------------------- */

void fuzz_exact_begin(exact_subject *s)
{
    static const char *const name[EXACT_VARS] = {"x", "y", "z"};
    s->pool = expr_pool_new(0);
    s->ev = eval_new(s->pool, random_in(30, 160));
    problem_init(&s->p, s->pool, EXACT_VARS);
    for (int i = 0; i < EXACT_VARS; i++)
        problem_set_name(&s->p, i, name[i]);
    random_box(s);
}

void fuzz_exact_end(exact_subject *s)
{
    problem_clear(&s->p);
    eval_free(s->ev);
    expr_pool_free(s->pool);
}

void fuzz_exact_look(exact_subject *s)
{
    eval_set_hyps(s->ev, s->p.hyp, s->p.nhyps);
    eval_set_box(s->ev, s->p.box, EXACT_VARS);
}

void fuzz_exact_repeat(exact_tally *t, long count, void (*one)(exact_subject *))
{
    exact_subject s = {.t = t};
    long last = t->tries + count;
    arb_init(s.v);
    for (int k = 0; k < EXACT_POINTS; k++)
        points_init(s.x[k], EXACT_VARS);
    while (t->tries < last && t->wrong < 20)
        one(&s);
    for (int k = 0; k < EXACT_POINTS; k++)
        points_clear(s.x[k], EXACT_VARS);
    arb_clear(s.v);
}

/* ---- values ------------------------------------------------------------- */

/* One engine answers all questions but the last: what one leaves behind must
 * not mislead the next. */
static void one_value(exact_subject *s)
{
    fuzz_exact_begin(s);
    expr_pool *pool = s->pool;
    expr known = EXPR_NONE;
    expr f = random_chance(40)   ? invite_loose(pool, &known)
             : random_chance(50) ? invite_function(pool, invite_product(pool))
             : random_chance(20) ? invite_powers(pool)
                                 : invite_some(pool, (int)random_in(2, 8));
    if (f != EXPR_NONE && random_chance(30))
        f = invite_narrowed(pool, f);
    if (f != EXPR_NONE) {
        random_hyps(s, f, known);
        fuzz_exact_look(s);
        exact *x = eval_exact(pool, s->ev);
        expr g = exact_simplify(x, f, random_chance(50));
        judge_form(s, f, g, "normal form differs");
        for (int k = 0; k < 3; k++) {
            expr r = doubt_exact(pool, f, 50);
            ask_zero(s, x, expr_sub(pool, f, r), "not zero");
        }
        if (random_chance(30))
            ask_factors(s, x, f);
        exact_free(x);
        x = eval_exact(pool, s->ev);
        ask_zero(s, x, expr_sub(pool, g, f), "not zero, of a normal form");
        exact_free(x);
    }
    s->t->tries++;
    fuzz_exact_end(s);
}

void fuzz_exact_values(exact_tally *t, long count)
{
    fuzz_exact_repeat(t, count, one_value);
}
