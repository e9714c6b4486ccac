/* The second reading's arithmetic and comparisons.  Exact as far as it goes
 * within limits of size, in balls beyond; nobody believes it. */
#include "quantity.h"

enum {
    MOST_BITS = 1 << 20, /* of a rational */
    MOST_DEGREE = 40,    /* of an algebraic number */
    MOST_HEIGHT = 20000  /* bits of its polynomial */
};

bool quantity_trouble(quantity_context *c, trouble why)
{
    c->why = why;
    return false;
}

static bool both_rational(const quantity *x, const quantity *y)
{
    return x->kind == QUANTITY_RATIONAL && y->kind == QUANTITY_RATIONAL;
}

static bool both_exact(const quantity *x, const quantity *y)
{
    return quantity_is_exact(x) && quantity_is_exact(y);
}

/* Depending on real variables: the worse of both. */
static bool open_pair(quantity *r, const quantity *x, const quantity *y)
{
    if (quantity_is_closed(x) && quantity_is_closed(y))
        return false;
    bool maybe = x->kind == QUANTITY_MAYBE || y->kind == QUANTITY_MAYBE;
    quantity_set_kind(r, maybe ? QUANTITY_MAYBE : QUANTITY_VARIABLE);
    return true;
}

static bool is_small(const quantity *x)
{
    return mpz_sizeinbase(mpq_numref(x->q), 2) < MOST_BITS &&
           mpz_sizeinbase(mpq_denref(x->q), 2) < MOST_BITS;
}

/* A rational that has grown too long goes on as a ball. */
static bool settle(quantity_context *c, quantity *r)
{
    if (r->kind == QUANTITY_RATIONAL && !is_small(r)) {
        arb_t b;
        arb_init(b);
        quantity_get_arb(b, r, c->prec);
        arb_swap(quantity_make_ball(r), b);
        arb_clear(b);
    }
    return true;
}

/* ---- the four operations -------------------------------------------------- */

typedef void algebraic_binary(qqbar_t, const qqbar_t, const qqbar_t);
typedef void ball_binary(arb_t, const arb_t, const arb_t, slong);

static bool by_algebraic(quantity *r, const quantity *x, const quantity *y,
                         algebraic_binary *f)
{
    bool ok = false;
    if (!both_exact(x, y))
        return false;
    qqbar_t a, b;
    qqbar_init(a);
    qqbar_init(b);
    quantity_get_algebraic(a, x);
    quantity_get_algebraic(b, y);
    if (qqbar_binop_within_limits(a, b, MOST_DEGREE, MOST_HEIGHT)) {
        f(a, a, b);
        quantity_take_algebraic(r, a);
        ok = true;
    }
    qqbar_clear(a);
    qqbar_clear(b);
    return ok;
}

static bool by_ball(const quantity_context *c, quantity *r, const quantity *x,
                    const quantity *y, ball_binary *f)
{
    arb_t a, b;
    arb_init(a);
    arb_init(b);
    quantity_get_arb(a, x, c->prec);
    quantity_get_arb(b, y, c->prec);
    f(quantity_make_ball(r), a, b, c->prec);
    arb_clear(a);
    arb_clear(b);
    return true;
}

static bool beyond_rational(const quantity_context *c, quantity *r,
                            const quantity *x, const quantity *y,
                            algebraic_binary *f, ball_binary *g)
{
    return by_algebraic(r, x, y, f) || by_ball(c, r, x, y, g);
}

static bool is_form(const quantity *x, quantity_form f)
{
    return x->kind == QUANTITY_BALL && x->form == f;
}

static bool is_rational_si(const quantity *x, long n)
{
    return x->kind == QUANTITY_RATIONAL && mpq_cmp_si(x->q, n, 1) == 0;
}

/* r = q*pi, r holding a ball of it already */
static void as_pi(quantity *r, mpq_srcptr q)
{
    if (mpq_sgn(q) == 0) {
        quantity_set_si(r, 0);
        return;
    }
    r->form = FORM_PI;
    mpq_set(r->q, q);
}

static void combine_pi(quantity *r, const quantity *x, const quantity *y,
                       void (*op)(mpq_ptr, mpq_srcptr, mpq_srcptr))
{
    mpq_t q;
    mpq_init(q);
    op(q, x->q, y->q);
    as_pi(r, q);
    mpq_clear(q);
}

bool quantity_add(quantity_context *c, quantity *r, const quantity *x,
                  const quantity *y)
{
    if (open_pair(r, x, y))
        return true;
    if (both_rational(x, y)) {
        quantity_set_si(r, 0);
        mpq_add(r->q, x->q, y->q);
        return settle(c, r);
    }
    if (is_rational_si(x, 0) || is_rational_si(y, 0)) {
        quantity_set(r, is_rational_si(x, 0) ? y : x);
        return true;
    }
    beyond_rational(c, r, x, y, qqbar_add, arb_add);
    if (is_form(x, FORM_PI) && is_form(y, FORM_PI))
        combine_pi(r, x, y, mpq_add);
    return true;
}

bool quantity_neg(quantity_context *c, quantity *r, const quantity *x)
{
    quantity minus;
    quantity_init(&minus);
    quantity_set_si(&minus, -1);
    bool ok = quantity_mul(c, r, &minus, x);
    quantity_clear(&minus);
    return ok;
}

/* The same number by its form, whatever its ball. */
static bool same_form(const quantity *x, const quantity *y)
{
    return x->kind == QUANTITY_BALL && y->kind == QUANTITY_BALL &&
           x->form != FORM_NONE && x->form == y->form &&
           (x->a != NULL) == (y->a != NULL) &&
           (x->a != NULL ? qqbar_equal(x->a, y->a) : mpq_equal(x->q, y->q));
}

bool quantity_sub(quantity_context *c, quantity *r, const quantity *x,
                  const quantity *y)
{
    if (same_form(x, y)) {
        quantity_set_si(r, 0);
        return true;
    }
    quantity m;
    quantity_init(&m);
    bool ok = quantity_neg(c, &m, y) && quantity_add(c, r, x, &m);
    quantity_clear(&m);
    return ok;
}

bool quantity_mul(quantity_context *c, quantity *r, const quantity *x,
                  const quantity *y)
{
    if (open_pair(r, x, y))
        return true;
    if (both_rational(x, y)) {
        quantity_set_si(r, 0);
        mpq_mul(r->q, x->q, y->q);
        return settle(c, r);
    }
    if (is_rational_si(x, 0) || is_rational_si(y, 0)) {
        quantity_set_si(r, 0);
        return true;
    }
    if (is_rational_si(x, 1) || is_rational_si(y, 1)) {
        quantity_set(r, is_rational_si(x, 1) ? y : x);
        return true;
    }
    beyond_rational(c, r, x, y, qqbar_mul, arb_mul);
    if ((is_form(x, FORM_PI) && y->kind == QUANTITY_RATIONAL) ||
        (is_form(y, FORM_PI) && x->kind == QUANTITY_RATIONAL))
        combine_pi(r, x, y, mpq_mul);
    return true;
}

bool quantity_div(quantity_context *c, quantity *r, const quantity *x,
                  const quantity *y)
{
    int sign;
    if (!quantity_is_closed(y)) {
        quantity_set_kind(r, QUANTITY_MAYBE);
        return true;
    }
    if (!quantity_sign(c, &sign, y))
        return false;
    if (sign == 0 && quantity_is_closed(x))
        return quantity_trouble(c, TROUBLE_UNDEFINED);
    if (sign == 0) {
        quantity_set_kind(r, QUANTITY_MAYBE);
        return true;
    }
    if (open_pair(r, x, y))
        return true;
    if (both_rational(x, y)) {
        quantity_set_si(r, 0);
        mpq_div(r->q, x->q, y->q);
        return settle(c, r);
    }
    if (is_form(x, FORM_PI) && is_form(y, FORM_PI)) {
        quantity_set_si(r, 0);
        mpq_div(r->q, x->q, y->q);
        return true;
    }
    if (same_form(x, y)) {
        quantity_set_si(r, 1);
        return true;
    }
    if (is_rational_si(x, 0) || is_rational_si(y, 1)) {
        quantity_set(r, x);
        return true;
    }
    beyond_rational(c, r, x, y, qqbar_div, arb_div);
    if (is_form(x, FORM_PI) && y->kind == QUANTITY_RATIONAL)
        combine_pi(r, x, y, mpq_div);
    return true;
}

/* ---- comparing ------------------------------------------------------------ */

static bool ball_sign(quantity_context *c, int *sign, const arb_t b)
{
    *sign = arb_is_positive(b) ? 1 : arb_is_negative(b) ? -1 : 0;
    if (*sign == 0 && !arb_is_zero(b))
        return quantity_trouble(c, TROUBLE_PRECISION);
    return true;
}

bool quantity_sign(quantity_context *c, int *sign, const quantity *x)
{
    if (x->kind == QUANTITY_RATIONAL)
        *sign = mpq_sgn(x->q);
    else if (x->kind == QUANTITY_ALGEBRAIC)
        *sign = qqbar_sgn_re(x->a);
    else
        return ball_sign(c, sign, x->b);
    return true;
}

bool quantity_compare(quantity_context *c, int *sign, const quantity *x,
                      const quantity *y)
{
    if (both_rational(x, y)) {
        *sign = mpq_cmp(x->q, y->q);
        return true;
    }
    if (same_form(x, y)) {
        *sign = 0;
        return true;
    }
    arb_t a, b;
    arb_init(a);
    arb_init(b);
    quantity_get_arb(a, x, c->prec);
    quantity_get_arb(b, y, c->prec);
    arb_sub(a, a, b, c->prec);
    bool ok = ball_sign(c, sign, a);
    arb_clear(a);
    arb_clear(b);
    if (ok || !both_exact(x, y))
        return ok;
    qqbar_t u, v;
    qqbar_init(u);
    qqbar_init(v);
    quantity_get_algebraic(u, x);
    quantity_get_algebraic(v, y);
    *sign = qqbar_cmp_re(u, v);
    qqbar_clear(u);
    qqbar_clear(v);
    c->why = TROUBLE_NONE;
    return true;
}

bool quantity_whole(quantity_context *c, long *n, const quantity *x)
{
    if (x->kind == QUANTITY_BALL && arb_contains_int(x->b))
        return quantity_trouble(c, TROUBLE_PRECISION);
    if (x->kind != QUANTITY_RATIONAL || mpz_cmp_ui(mpq_denref(x->q), 1) != 0 ||
        mpz_sizeinbase(mpq_numref(x->q), 2) > 62)
        return quantity_trouble(c, TROUBLE_REFUSED);
    *n = mpz_get_si(mpq_numref(x->q));
    return true;
}

static bool pick(quantity_context *c, quantity *r, const quantity *x,
                 const quantity *y, int wanted, ball_binary *f)
{
    int sign;
    if (open_pair(r, x, y))
        return true;
    if (quantity_compare(c, &sign, x, y)) {
        quantity_set(r, sign * wanted > 0 ? x : y);
        return true;
    }
    c->why = TROUBLE_NONE; /* either will do: a ball of both */
    return by_ball(c, r, x, y, f);
}

bool quantity_min(quantity_context *c, quantity *r, const quantity *x,
                  const quantity *y)
{
    return pick(c, r, x, y, -1, arb_min);
}

bool quantity_max(quantity_context *c, quantity *r, const quantity *x,
                  const quantity *y)
{
    return pick(c, r, x, y, 1, arb_max);
}
