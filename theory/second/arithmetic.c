/* The second reading's arithmetic and comparisons.  Exact as far as it goes
 * within limits of size, in balls beyond; nobody believes it. */
#include "number.h"

enum {
    MOST_BITS = 1 << 20,  /* of a rational */
    MOST_DEGREE = 40,     /* of an algebraic number */
    MOST_HEIGHT = 20000,  /* bits of its polynomial */
    MOST_EXPONENT = 100000 /* the language's own limit */
};

bool number_trouble(number_context *c, trouble why)
{
    c->why = why;
    return false;
}

static bool both_rational(const number *x, const number *y)
{
    return x->kind == NUMBER_RATIONAL && y->kind == NUMBER_RATIONAL;
}

static bool both_exact(const number *x, const number *y)
{
    return number_is_exact(x) && number_is_exact(y);
}

/* Depending on real variables: the worse of both. */
static bool open_pair(number *r, const number *x, const number *y)
{
    if (number_is_closed(x) && number_is_closed(y))
        return false;
    bool maybe = x->kind == NUMBER_MAYBE || y->kind == NUMBER_MAYBE;
    number_set_kind(r, maybe ? NUMBER_MAYBE : NUMBER_VARIABLE);
    return true;
}

static bool is_small(const number *x)
{
    return mpz_sizeinbase(mpq_numref(x->q), 2) < MOST_BITS &&
           mpz_sizeinbase(mpq_denref(x->q), 2) < MOST_BITS;
}

/* A rational that has grown too long goes on as a ball. */
static bool settle(number_context *c, number *r)
{
    if (r->kind == NUMBER_RATIONAL && !is_small(r)) {
        arb_t b;
        arb_init(b);
        number_get_arb(b, r, c->prec);
        arb_swap(number_make_ball(r), b);
        arb_clear(b);
    }
    return true;
}

/* ---- the four operations -------------------------------------------------- */

typedef void algebraic_binary(qqbar_t, const qqbar_t, const qqbar_t);
typedef void ball_binary(arb_t, const arb_t, const arb_t, slong);

static bool by_algebraic(number *r, const number *x, const number *y,
                         algebraic_binary *f)
{
    bool ok = false;
    if (!both_exact(x, y))
        return false;
    qqbar_t a, b;
    qqbar_init(a);
    qqbar_init(b);
    number_get_algebraic(a, x);
    number_get_algebraic(b, y);
    if (qqbar_binop_within_limits(a, b, MOST_DEGREE, MOST_HEIGHT)) {
        f(a, a, b);
        number_take_algebraic(r, a);
        ok = true;
    }
    qqbar_clear(a);
    qqbar_clear(b);
    return ok;
}

static bool by_ball(const number_context *c, number *r, const number *x,
                    const number *y, ball_binary *f)
{
    arb_t a, b;
    arb_init(a);
    arb_init(b);
    number_get_arb(a, x, c->prec);
    number_get_arb(b, y, c->prec);
    f(number_make_ball(r), a, b, c->prec);
    arb_clear(a);
    arb_clear(b);
    return true;
}

static bool beyond_rational(const number_context *c, number *r,
                            const number *x, const number *y,
                            algebraic_binary *f, ball_binary *g)
{
    return by_algebraic(r, x, y, f) || by_ball(c, r, x, y, g);
}

static bool is_form(const number *x, number_form f)
{
    return x->kind == NUMBER_BALL && x->form == f;
}

static bool is_rational_si(const number *x, long n)
{
    return x->kind == NUMBER_RATIONAL && mpq_cmp_si(x->q, n, 1) == 0;
}

/* r = q*pi, r holding a ball of it already */
static void as_pi(number *r, mpq_srcptr q)
{
    if (mpq_sgn(q) == 0) {
        number_set_si(r, 0);
        return;
    }
    r->form = FORM_PI;
    mpq_set(r->q, q);
}

static void combine_pi(number *r, const number *x, const number *y,
                       void (*op)(mpq_ptr, mpq_srcptr, mpq_srcptr))
{
    mpq_t q;
    mpq_init(q);
    op(q, x->q, y->q);
    as_pi(r, q);
    mpq_clear(q);
}

bool number_add(number_context *c, number *r, const number *x, const number *y)
{
    if (open_pair(r, x, y))
        return true;
    if (both_rational(x, y)) {
        number_set_si(r, 0);
        mpq_add(r->q, x->q, y->q);
        return settle(c, r);
    }
    if (is_rational_si(x, 0) || is_rational_si(y, 0)) {
        number_set(r, is_rational_si(x, 0) ? y : x);
        return true;
    }
    beyond_rational(c, r, x, y, qqbar_add, arb_add);
    if (is_form(x, FORM_PI) && is_form(y, FORM_PI))
        combine_pi(r, x, y, mpq_add);
    return true;
}

bool number_neg(number_context *c, number *r, const number *x)
{
    number minus;
    number_init(&minus);
    number_set_si(&minus, -1);
    bool ok = number_mul(c, r, &minus, x);
    number_clear(&minus);
    return ok;
}

/* The same number by its form, whatever its ball. */
static bool same_form(const number *x, const number *y)
{
    return x->kind == NUMBER_BALL && y->kind == NUMBER_BALL &&
           x->form != FORM_NONE && x->form == y->form &&
           (x->a != NULL) == (y->a != NULL) &&
           (x->a != NULL ? qqbar_equal(x->a, y->a) : mpq_equal(x->q, y->q));
}

bool number_sub(number_context *c, number *r, const number *x, const number *y)
{
    if (same_form(x, y)) {
        number_set_si(r, 0);
        return true;
    }
    number m;
    number_init(&m);
    bool ok = number_neg(c, &m, y) && number_add(c, r, x, &m);
    number_clear(&m);
    return ok;
}

bool number_mul(number_context *c, number *r, const number *x, const number *y)
{
    if (open_pair(r, x, y))
        return true;
    if (both_rational(x, y)) {
        number_set_si(r, 0);
        mpq_mul(r->q, x->q, y->q);
        return settle(c, r);
    }
    if (is_rational_si(x, 0) || is_rational_si(y, 0)) {
        number_set_si(r, 0);
        return true;
    }
    if (is_rational_si(x, 1) || is_rational_si(y, 1)) {
        number_set(r, is_rational_si(x, 1) ? y : x);
        return true;
    }
    beyond_rational(c, r, x, y, qqbar_mul, arb_mul);
    if ((is_form(x, FORM_PI) && y->kind == NUMBER_RATIONAL) ||
        (is_form(y, FORM_PI) && x->kind == NUMBER_RATIONAL))
        combine_pi(r, x, y, mpq_mul);
    return true;
}

bool number_div(number_context *c, number *r, const number *x, const number *y)
{
    int sign;
    if (!number_is_closed(y)) {
        number_set_kind(r, NUMBER_MAYBE);
        return true;
    }
    if (!number_sign(c, &sign, y))
        return false;
    if (sign == 0 && number_is_closed(x))
        return number_trouble(c, TROUBLE_UNDEFINED);
    if (sign == 0) {
        number_set_kind(r, NUMBER_MAYBE);
        return true;
    }
    if (open_pair(r, x, y))
        return true;
    if (both_rational(x, y)) {
        number_set_si(r, 0);
        mpq_div(r->q, x->q, y->q);
        return settle(c, r);
    }
    if (is_form(x, FORM_PI) && is_form(y, FORM_PI)) {
        number_set_si(r, 0);
        mpq_div(r->q, x->q, y->q);
        return true;
    }
    if (same_form(x, y)) {
        number_set_si(r, 1);
        return true;
    }
    if (is_rational_si(x, 0) || is_rational_si(y, 1)) {
        number_set(r, x);
        return true;
    }
    beyond_rational(c, r, x, y, qqbar_div, arb_div);
    if (is_form(x, FORM_PI) && y->kind == NUMBER_RATIONAL)
        combine_pi(r, x, y, mpq_div);
    return true;
}

/* ---- comparing ------------------------------------------------------------ */

static bool ball_sign(number_context *c, int *sign, const arb_t b)
{
    *sign = arb_is_positive(b) ? 1 : arb_is_negative(b) ? -1 : 0;
    if (*sign == 0 && !arb_is_zero(b))
        return number_trouble(c, TROUBLE_PRECISION);
    return true;
}

bool number_sign(number_context *c, int *sign, const number *x)
{
    if (x->kind == NUMBER_RATIONAL)
        *sign = mpq_sgn(x->q);
    else if (x->kind == NUMBER_ALGEBRAIC)
        *sign = qqbar_sgn_re(x->a);
    else
        return ball_sign(c, sign, x->b);
    return true;
}

bool number_compare(number_context *c, int *sign, const number *x,
                    const number *y)
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
    number_get_arb(a, x, c->prec);
    number_get_arb(b, y, c->prec);
    arb_sub(a, a, b, c->prec);
    bool ok = ball_sign(c, sign, a);
    arb_clear(a);
    arb_clear(b);
    if (ok || !both_exact(x, y))
        return ok;
    qqbar_t u, v;
    qqbar_init(u);
    qqbar_init(v);
    number_get_algebraic(u, x);
    number_get_algebraic(v, y);
    *sign = qqbar_cmp_re(u, v);
    qqbar_clear(u);
    qqbar_clear(v);
    c->why = TROUBLE_NONE;
    return true;
}

bool number_whole(number_context *c, long *n, const number *x)
{
    if (x->kind == NUMBER_BALL && arb_contains_int(x->b))
        return number_trouble(c, TROUBLE_PRECISION);
    if (x->kind != NUMBER_RATIONAL || mpz_cmp_ui(mpq_denref(x->q), 1) != 0 ||
        mpz_sizeinbase(mpq_numref(x->q), 2) > 62)
        return number_trouble(c, TROUBLE_REFUSED);
    *n = mpz_get_si(mpq_numref(x->q));
    return true;
}

static bool pick(number_context *c, number *r, const number *x,
                 const number *y, int wanted, ball_binary *f)
{
    int sign;
    if (open_pair(r, x, y))
        return true;
    if (number_compare(c, &sign, x, y)) {
        number_set(r, sign * wanted > 0 ? x : y);
        return true;
    }
    c->why = TROUBLE_NONE; /* either will do: a ball of both */
    return by_ball(c, r, x, y, f);
}

bool number_min(number_context *c, number *r, const number *x, const number *y)
{
    return pick(c, r, x, y, -1, arb_min);
}

bool number_max(number_context *c, number *r, const number *x, const number *y)
{
    return pick(c, r, x, y, 1, arb_max);
}

/* ---- powers --------------------------------------------------------------- */

static bool power_exactly(number_context *c, number *r, const number *x, long n)
{
    unsigned long m = (unsigned long)(n < 0 ? -n : n);
    if (x->kind == NUMBER_RATIONAL) {
        size_t bits = mpz_sizeinbase(mpq_numref(x->q), 2) +
                      mpz_sizeinbase(mpq_denref(x->q), 2);
        if (bits * m > 2 * MOST_BITS)
            return false;
        number_set_si(r, 0);
        mpz_pow_ui(mpq_numref(r->q), mpq_numref(x->q), m);
        mpz_pow_ui(mpq_denref(r->q), mpq_denref(x->q), m);
        if (n < 0)
            mpq_inv(r->q, r->q);
        return settle(c, r);
    }
    if (x->kind != NUMBER_ALGEBRAIC ||
        (ulong)qqbar_height_bits(x->a) * m > MOST_HEIGHT)
        return false;
    qqbar_t a;
    qqbar_init(a);
    qqbar_pow_si(a, x->a, n);
    number_take_algebraic(r, a);
    qqbar_clear(a);
    return true;
}

/* x^n for a whole n; x^0 is 1 wherever x is defined, and it is. */
static bool whole_power(number_context *c, number *r, const number *x, long n)
{
    int sign;
    if (n > MOST_EXPONENT || n < -MOST_EXPONENT)
        return number_trouble(c, TROUBLE_REFUSED);
    if (n < 0 && !number_sign(c, &sign, x))
        return false;
    if (n < 0 && sign == 0)
        return number_trouble(c, TROUBLE_UNDEFINED);
    if (n == 0) {
        number_set_si(r, 1);
        return true;
    }
    if (n == 1) {
        number_set(r, x);
        return true;
    }
    if (power_exactly(c, r, x, n))
        return true;
    arb_t b;
    arb_init(b);
    number_get_arb(b, x, c->prec);
    arb_pow_ui(b, b, (ulong)(n < 0 ? -n : n), c->prec);
    if (n < 0)
        arb_inv(b, b, c->prec);
    arb_swap(number_make_ball(r), b);
    arb_clear(b);
    return true;
}

/* The exact k-th root of a rational, if there is one. */
static bool rational_root(number *r, const number *x, unsigned long k)
{
    number_set_si(r, 0);
    return mpz_root(mpq_numref(r->q), mpq_numref(x->q), k) != 0 &&
           mpz_root(mpq_denref(r->q), mpq_denref(x->q), k) != 0;
}

static bool root_power(number_context *c, number *r, const number *x, long p,
                       unsigned long k)
{
    number t;
    number_init(&t);
    bool ok = x->kind == NUMBER_RATIONAL && rational_root(&t, x, k) &&
              whole_power(c, r, &t, p);
    number_clear(&t);
    if (ok)
        return true;
    slong degree = x->kind == NUMBER_ALGEBRAIC ? qqbar_degree(x->a) : 1;
    if (!number_is_exact(x) || k * (unsigned long)degree > MOST_DEGREE)
        return false;
    number_init(&t);
    qqbar_t a;
    qqbar_init(a);
    number_get_algebraic(a, x);
    qqbar_root_ui(a, a, k); /* the positive one, for x > 0 */
    number_take_algebraic(&t, a);
    ok = whole_power(c, r, &t, p);
    qqbar_clear(a);
    number_clear(&t);
    return ok;
}

/* x > 0 */
static bool positive_power(number_context *c, number *r, const number *x,
                           const number *y)
{
    if (is_rational_si(x, 1)) {
        number_set_si(r, 1);
        return true;
    }
    if (y->kind == NUMBER_RATIONAL) {
        if (mpz_cmpabs_ui(mpq_numref(y->q), MOST_EXPONENT) > 0 ||
            mpz_cmp_ui(mpq_denref(y->q), MOST_EXPONENT) > 0)
            return number_trouble(c, TROUBLE_REFUSED);
        if (root_power(c, r, x, mpz_get_si(mpq_numref(y->q)),
                       mpz_get_ui(mpq_denref(y->q))))
            return true;
        c->why = TROUBLE_NONE;
    }
    return by_ball(c, r, x, y, arb_pow);
}

/* An exponent that is not a whole number, or not known to be. */
static bool other_power(number_context *c, number *r, const number *x,
                        const number *y, bool may_be_whole)
{
    int sx, sy;
    if (!number_sign(c, &sx, x))
        return false;
    if (sx > 0)
        return positive_power(c, r, x, y);
    if (sx < 0)
        return number_trouble(c, may_be_whole ? TROUBLE_PRECISION
                                              : TROUBLE_UNDEFINED);
    if (!number_sign(c, &sy, y))
        return false;
    if (sy <= 0) /* not 0^0, which is exact: then y is whole */
        return number_trouble(c, TROUBLE_UNDEFINED);
    number_set_si(r, 0);
    return true;
}

bool number_pow(number_context *c, number *r, const number *x, const number *y)
{
    bool whole = y->kind == NUMBER_RATIONAL &&
                 mpz_cmp_ui(mpq_denref(y->q), 1) == 0;
    if (!number_is_closed(x) || !number_is_closed(y)) {
        bool polynomial = whole && mpq_sgn(y->q) >= 0;
        number_set_kind(r, polynomial ? x->kind : NUMBER_MAYBE);
        return true;
    }
    if (whole && !mpz_fits_slong_p(mpq_numref(y->q)))
        return number_trouble(c, TROUBLE_REFUSED);
    if (whole)
        return whole_power(c, r, x, mpz_get_si(mpq_numref(y->q)));
    return other_power(c, r, x, y,
                       y->kind == NUMBER_BALL && arb_contains_int(y->b));
}
