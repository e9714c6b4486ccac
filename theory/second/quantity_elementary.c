/* The second reading's elementary functions.  They know a few exact values,
 * log(exp(x)) = x, exp(log(x)) = x and the trigonometry of rational multiples
 * of pi; nobody believes them. */
#include "quantity.h"

#include <arb_hypgeom.h>

enum {
    MOST_PARTS = 60, /* of a half turn, for exact values */
    MOST_TURNS = 1 << 30
};

/* Depending on real variables: true, with r as it must be. */
static bool is_open(quantity *r, const quantity *x, bool total)
{
    if (quantity_is_closed(x))
        return false;
    quantity_set_kind(r, total ? x->kind : QUANTITY_MAYBE);
    return true;
}

static bool is_zero(const quantity *x)
{
    return x->kind == QUANTITY_RATIONAL && mpq_sgn(x->q) == 0;
}

static bool to_si(quantity *r, long n)
{
    quantity_set_si(r, n);
    return true;
}

typedef void ball_unary(arb_t, const arb_t, slong);

static bool by_ball(const quantity_context *c, quantity *r, const quantity *x,
                    ball_unary *f)
{
    arb_t b;
    arb_init(b);
    quantity_get_arb(b, x, c->prec);
    f(quantity_make_ball(r), b, c->prec);
    arb_clear(b);
    return true;
}

bool quantity_abs(quantity_context *c, quantity *r, const quantity *x)
{
    int sign;
    if (is_open(r, x, true))
        return true;
    if (!quantity_sign(c, &sign, x)) {
        arb_t b;
        c->why = TROUBLE_NONE;
        arb_init(b);
        arb_abs(b, x->b);
        arb_swap(quantity_make_ball(r), b);
        arb_clear(b);
        return true;
    }
    if (sign < 0)
        return quantity_neg(c, r, x);
    quantity_set(r, x);
    return true;
}

bool quantity_sqrt(quantity_context *c, quantity *r, const quantity *x)
{
    quantity half;
    quantity_init(&half);
    mpq_set_ui(half.q, 1, 2);
    bool ok = quantity_pow(c, r, x, &half);
    quantity_clear(&half);
    return ok;
}

bool quantity_exp(quantity_context *c, quantity *r, const quantity *x)
{
    if (is_open(r, x, true))
        return true;
    if (is_zero(x))
        return to_si(r, 1);
    if (x->kind == QUANTITY_BALL && x->form == FORM_LOG) {
        quantity_set_operand(r, x);
        return true;
    }
    by_ball(c, r, x, arb_exp);
    quantity_give_form(r, FORM_EXP, x);
    return true;
}

bool quantity_log(quantity_context *c, quantity *r, const quantity *x)
{
    int sign;
    if (is_open(r, x, false))
        return true;
    if (!quantity_sign(c, &sign, x))
        return false;
    if (sign <= 0)
        return quantity_trouble(c, TROUBLE_UNDEFINED);
    if (x->kind == QUANTITY_RATIONAL && mpq_cmp_ui(x->q, 1, 1) == 0)
        return to_si(r, 0);
    if (x->kind == QUANTITY_BALL && x->form == FORM_EXP) {
        quantity_set_operand(r, x);
        return true;
    }
    by_ball(c, r, x, arb_log);
    quantity_give_form(r, FORM_LOG, x);
    return true;
}

/* x = p/k * pi with few parts. */
static bool is_part_of_pi(const quantity *x, slong *p, ulong *k)
{
    if (x->kind != QUANTITY_BALL || x->form != FORM_PI ||
        mpz_cmp_ui(mpq_denref(x->q), MOST_PARTS) > 0 ||
        mpz_cmpabs_ui(mpq_numref(x->q), MOST_TURNS) > 0)
        return false;
    *p = mpz_get_si(mpq_numref(x->q));
    *k = mpz_get_ui(mpq_denref(x->q));
    return true;
}

static bool by_algebra(quantity *r, const quantity *x,
                       void (*f)(qqbar_t, slong, ulong))
{
    slong p;
    ulong k;
    if (!is_part_of_pi(x, &p, &k))
        return false;
    qqbar_t a;
    qqbar_init(a);
    f(a, p, k);
    quantity_take_algebraic(r, a);
    qqbar_clear(a);
    return true;
}

bool quantity_sin(quantity_context *c, quantity *r, const quantity *x)
{
    if (is_open(r, x, true))
        return true;
    if (is_zero(x))
        return to_si(r, 0);
    return by_algebra(r, x, qqbar_sin_pi) || by_ball(c, r, x, arb_sin);
}

bool quantity_cos(quantity_context *c, quantity *r, const quantity *x)
{
    if (is_open(r, x, true))
        return true;
    if (is_zero(x))
        return to_si(r, 1);
    return by_algebra(r, x, qqbar_cos_pi) || by_ball(c, r, x, arb_cos);
}

bool quantity_tan(quantity_context *c, quantity *r, const quantity *x)
{
    quantity s, t;
    if (is_open(r, x, false))
        return true;
    quantity_init(&s);
    quantity_init(&t);
    bool ok = quantity_sin(c, &s, x) && quantity_cos(c, &t, x) &&
              quantity_div(c, r, &s, &t);
    quantity_clear(&s);
    quantity_clear(&t);
    return ok;
}

bool quantity_atan(quantity_context *c, quantity *r, const quantity *x)
{
    slong p = 0;
    ulong k = 1;
    bool part = false;
    if (is_open(r, x, true))
        return true;
    if (is_zero(x))
        return to_si(r, 0);
    if (quantity_is_exact(x)) {
        qqbar_t a;
        qqbar_init(a);
        quantity_get_algebraic(a, x);
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

/* Of whole numbers alone; short ones. */
bool quantity_factorial(quantity_context *c, quantity *r, const quantity *x)
{
    enum {
        MOST = 5000
    };
    long n;
    if (is_open(r, x, false))
        return true;
    if (!quantity_whole(c, &n, x))
        return false;
    if (n < 0 || n > MOST)
        return quantity_trouble(c, TROUBLE_REFUSED);
    mpq_t q;
    mpq_init(q);
    mpz_fac_ui(mpq_numref(q), (unsigned long)n);
    quantity_set_q(r, q);
    mpq_clear(q);
    return true;
}

bool quantity_erf(quantity_context *c, quantity *r, const quantity *x)
{
    if (is_open(r, x, true))
        return true;
    if (is_zero(x))
        return to_si(r, 0);
    return by_ball(c, r, x, arb_hypgeom_erf);
}

static bool to_base(quantity_context *c, quantity *r, const quantity *x,
                    long base)
{
    quantity up, down, b;
    quantity_init(&up);
    quantity_init(&down);
    quantity_init(&b);
    quantity_set_si(&b, base);
    bool ok = quantity_log(c, &up, x) && quantity_log(c, &down, &b) &&
              quantity_div(c, r, &up, &down);
    quantity_clear(&up);
    quantity_clear(&down);
    quantity_clear(&b);
    return ok;
}

bool quantity_log2(quantity_context *c, quantity *r, const quantity *x)
{
    return to_base(c, r, x, 2);
}

bool quantity_log10(quantity_context *c, quantity *r, const quantity *x)
{
    return to_base(c, r, x, 10);
}

bool quantity_signum(quantity_context *c, quantity *r, const quantity *x)
{
    int sign;
    if (is_open(r, x, true))
        return true;
    return quantity_sign(c, &sign, x) && to_si(r, sign);
}

/* Of a rational number; of another, where its ball holds no whole number. */
bool quantity_floor(quantity_context *c, quantity *r, const quantity *x)
{
    if (is_open(r, x, true))
        return true;
    fmpz_t n;
    mpq_t q;
    arb_t b;
    fmpz_init(n);
    mpq_init(q);
    arb_init(b);
    bool ok = x->kind == QUANTITY_RATIONAL;
    if (ok) {
        mpz_fdiv_q(mpq_numref(q), mpq_numref(x->q), mpq_denref(x->q));
    } else {
        quantity_get_arb(b, x, c->prec);
        arb_floor(b, b, c->prec);
        ok = arb_get_unique_fmpz(n, b) != 0;
        fmpz_get_mpz(mpq_numref(q), n);
    }
    if (ok)
        quantity_set_q(r, q);
    fmpz_clear(n);
    mpq_clear(q);
    arb_clear(b);
    return ok || quantity_trouble(c, TROUBLE_REFUSED);
}

/* ceil x = -floor(-x) */
bool quantity_ceil(quantity_context *c, quantity *r, const quantity *x)
{
    quantity minus, down;
    quantity_init(&minus);
    quantity_init(&down);
    bool ok = quantity_neg(c, &minus, x) && quantity_floor(c, &down, &minus) &&
              quantity_neg(c, r, &down);
    quantity_clear(&minus);
    quantity_clear(&down);
    return ok;
}
