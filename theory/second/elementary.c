/* The second reading's elementary functions.  They know a few exact values,
 * log(exp(x)) = x, exp(log(x)) = x and the trigonometry of rational multiples
 * of pi; nobody believes them. */
#include "number.h"

#include <arb_hypgeom.h>

enum {
    MOST_PARTS = 60, /* of a half turn, for exact values */
    MOST_TURNS = 1 << 30
};

/* Depending on real variables: true, with r as it must be. */
static bool is_open(number *r, const number *x, bool total)
{
    if (number_is_closed(x))
        return false;
    number_set_kind(r, total ? x->kind : NUMBER_MAYBE);
    return true;
}

static bool is_zero(const number *x)
{
    return x->kind == NUMBER_RATIONAL && mpq_sgn(x->q) == 0;
}

static bool to_si(number *r, long n)
{
    number_set_si(r, n);
    return true;
}

typedef void ball_unary(arb_t, const arb_t, slong);

static bool by_ball(const number_context *c, number *r, const number *x,
                    ball_unary *f)
{
    arb_t b;
    arb_init(b);
    number_get_arb(b, x, c->prec);
    f(number_make_ball(r), b, c->prec);
    arb_clear(b);
    return true;
}

bool number_abs(number_context *c, number *r, const number *x)
{
    int sign;
    if (is_open(r, x, true))
        return true;
    if (!number_sign(c, &sign, x)) {
        arb_t b;
        c->why = TROUBLE_NONE;
        arb_init(b);
        arb_abs(b, x->b);
        arb_swap(number_make_ball(r), b);
        arb_clear(b);
        return true;
    }
    if (sign < 0)
        return number_neg(c, r, x);
    number_set(r, x);
    return true;
}

bool number_sqrt(number_context *c, number *r, const number *x)
{
    number half;
    number_init(&half);
    mpq_set_ui(half.q, 1, 2);
    bool ok = number_pow(c, r, x, &half);
    number_clear(&half);
    return ok;
}

bool number_exp(number_context *c, number *r, const number *x)
{
    if (is_open(r, x, true))
        return true;
    if (is_zero(x))
        return to_si(r, 1);
    if (x->kind == NUMBER_BALL && x->form == FORM_LOG) {
        number_set_operand(r, x);
        return true;
    }
    by_ball(c, r, x, arb_exp);
    number_give_form(r, FORM_EXP, x);
    return true;
}

bool number_log(number_context *c, number *r, const number *x)
{
    int sign;
    if (is_open(r, x, false))
        return true;
    if (!number_sign(c, &sign, x))
        return false;
    if (sign <= 0)
        return number_trouble(c, TROUBLE_UNDEFINED);
    if (x->kind == NUMBER_RATIONAL && mpq_cmp_ui(x->q, 1, 1) == 0)
        return to_si(r, 0);
    if (x->kind == NUMBER_BALL && x->form == FORM_EXP) {
        number_set_operand(r, x);
        return true;
    }
    by_ball(c, r, x, arb_log);
    number_give_form(r, FORM_LOG, x);
    return true;
}

/* x = p/k * pi with few parts. */
static bool is_part_of_pi(const number *x, slong *p, ulong *k)
{
    if (x->kind != NUMBER_BALL || x->form != FORM_PI ||
        mpz_cmp_ui(mpq_denref(x->q), MOST_PARTS) > 0 ||
        mpz_cmpabs_ui(mpq_numref(x->q), MOST_TURNS) > 0)
        return false;
    *p = mpz_get_si(mpq_numref(x->q));
    *k = mpz_get_ui(mpq_denref(x->q));
    return true;
}

static bool by_algebra(number *r, const number *x,
                       void (*f)(qqbar_t, slong, ulong))
{
    slong p;
    ulong k;
    if (!is_part_of_pi(x, &p, &k))
        return false;
    qqbar_t a;
    qqbar_init(a);
    f(a, p, k);
    number_take_algebraic(r, a);
    qqbar_clear(a);
    return true;
}

bool number_sin(number_context *c, number *r, const number *x)
{
    if (is_open(r, x, true))
        return true;
    if (is_zero(x))
        return to_si(r, 0);
    return by_algebra(r, x, qqbar_sin_pi) || by_ball(c, r, x, arb_sin);
}

bool number_cos(number_context *c, number *r, const number *x)
{
    if (is_open(r, x, true))
        return true;
    if (is_zero(x))
        return to_si(r, 1);
    return by_algebra(r, x, qqbar_cos_pi) || by_ball(c, r, x, arb_cos);
}

bool number_tan(number_context *c, number *r, const number *x)
{
    number s, t;
    if (is_open(r, x, false))
        return true;
    number_init(&s);
    number_init(&t);
    bool ok = number_sin(c, &s, x) && number_cos(c, &t, x) &&
              number_div(c, r, &s, &t);
    number_clear(&s);
    number_clear(&t);
    return ok;
}

bool number_atan(number_context *c, number *r, const number *x)
{
    slong p = 0;
    ulong k = 1;
    bool part = false;
    if (is_open(r, x, true))
        return true;
    if (is_zero(x))
        return to_si(r, 0);
    if (number_is_exact(x)) {
        qqbar_t a;
        qqbar_init(a);
        number_get_algebraic(a, x);
        part = qqbar_atan_pi(&p, &k, a) != 0;
        qqbar_clear(a);
    }
    by_ball(c, r, x, arb_atan);
    if (part) {
        r->form = FORM_PI;
        mpq_set_si(r->q, p, k);
    }
    return true;
}

bool number_erf(number_context *c, number *r, const number *x)
{
    if (is_open(r, x, true))
        return true;
    if (is_zero(x))
        return to_si(r, 0);
    return by_ball(c, r, x, arb_hypgeom_erf);
}
