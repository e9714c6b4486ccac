/* The second reading's powers.  A whole exponent, however it was written, means
 * repeated multiplication, with u^0 = 1 wherever u is defined; any other one
 * needs u > 0, or u = 0 and a positive exponent.  Nobody believes it. */
#include "quantity.h"

enum {
    MOST_BITS = 1 << 20,   /* of a rational */
    MOST_DEGREE = 40,      /* of an algebraic number */
    MOST_HEIGHT = 20000,   /* bits of its polynomial */
    MOST_EXPONENT = 100000 /* the language's own limit */
};

static bool power_exactly(quantity *r, const quantity *x, long n)
{
    unsigned long m = (unsigned long)(n < 0 ? -n : n);
    if (x->kind == QUANTITY_RATIONAL) {
        size_t bits = mpz_sizeinbase(mpq_numref(x->q), 2) +
                      mpz_sizeinbase(mpq_denref(x->q), 2);
        if (bits * m > 2 * MOST_BITS)
            return false;
        quantity_set_si(r, 0);
        mpz_pow_ui(mpq_numref(r->q), mpq_numref(x->q), m);
        mpz_pow_ui(mpq_denref(r->q), mpq_denref(x->q), m);
        if (n < 0)
            mpq_inv(r->q, r->q);
        return true;
    }
    if (x->kind != QUANTITY_ALGEBRAIC ||
        (ulong)qqbar_height_bits(x->a) * m > MOST_HEIGHT)
        return false;
    qqbar_t a;
    qqbar_init(a);
    qqbar_pow_si(a, x->a, n);
    quantity_take_algebraic(r, a);
    qqbar_clear(a);
    return true;
}

/* x^n for a whole n; x^0 is 1 wherever x is defined, and it is. */
static bool whole_power(quantity_context *c, quantity *r, const quantity *x,
                        long n)
{
    int sign;
    if (n > MOST_EXPONENT || n < -MOST_EXPONENT)
        return quantity_trouble(c, TROUBLE_REFUSED);
    if (n < 0 && !quantity_sign(c, &sign, x))
        return false;
    if (n < 0 && sign == 0)
        return quantity_trouble(c, TROUBLE_UNDEFINED);
    if (n == 0) {
        quantity_set_si(r, 1);
        return true;
    }
    if (n == 1) {
        quantity_set(r, x);
        return true;
    }
    if (power_exactly(r, x, n))
        return true;
    arb_t b;
    arb_init(b);
    quantity_get_arb(b, x, c->prec);
    arb_pow_ui(b, b, (ulong)(n < 0 ? -n : n), c->prec);
    if (n < 0)
        arb_inv(b, b, c->prec);
    arb_swap(quantity_make_ball(r), b);
    arb_clear(b);
    return true;
}

/* The exact k-th root of a rational, if there is one. */
static bool rational_root(quantity *r, const quantity *x, unsigned long k)
{
    quantity_set_si(r, 0);
    return mpz_root(mpq_numref(r->q), mpq_numref(x->q), k) != 0 &&
           mpz_root(mpq_denref(r->q), mpq_denref(x->q), k) != 0;
}

static bool root_power(quantity_context *c, quantity *r, const quantity *x,
                       long p, unsigned long k)
{
    quantity t;
    quantity_init(&t);
    bool ok = x->kind == QUANTITY_RATIONAL && rational_root(&t, x, k) &&
              whole_power(c, r, &t, p);
    quantity_clear(&t);
    if (ok)
        return true;
    slong degree = x->kind == QUANTITY_ALGEBRAIC ? qqbar_degree(x->a) : 1;
    if (!quantity_is_exact(x) || k * (unsigned long)degree > MOST_DEGREE)
        return false;
    quantity_init(&t);
    qqbar_t a;
    qqbar_init(a);
    quantity_get_algebraic(a, x);
    qqbar_root_ui(a, a, k); /* the positive one, for x > 0 */
    quantity_take_algebraic(&t, a);
    ok = whole_power(c, r, &t, p);
    qqbar_clear(a);
    quantity_clear(&t);
    return ok;
}

static bool ball_power(const quantity_context *c, quantity *r,
                       const quantity *x, const quantity *y)
{
    arb_t a, b;
    arb_init(a);
    arb_init(b);
    quantity_get_arb(a, x, c->prec);
    quantity_get_arb(b, y, c->prec);
    arb_pow(quantity_make_ball(r), a, b, c->prec);
    arb_clear(a);
    arb_clear(b);
    return true;
}

/* x > 0 */
static bool positive_power(quantity_context *c, quantity *r, const quantity *x,
                           const quantity *y)
{
    if (x->kind == QUANTITY_RATIONAL && mpq_cmp_ui(x->q, 1, 1) == 0) {
        quantity_set_si(r, 1);
        return true;
    }
    bool large = y->kind == QUANTITY_RATIONAL &&
                 (mpz_cmpabs_ui(mpq_numref(y->q), MOST_EXPONENT) > 0 ||
                  mpz_cmp_ui(mpq_denref(y->q), MOST_EXPONENT) > 0);
    if (y->kind == QUANTITY_RATIONAL && !large) {
        if (root_power(c, r, x, mpz_get_si(mpq_numref(y->q)),
                       mpz_get_ui(mpq_denref(y->q))))
            return true;
        c->why = TROUBLE_NONE;
    }
    return ball_power(c, r, x, y);
}

/* An exponent that is not a whole number, or not known to be. */
static bool other_power(quantity_context *c, quantity *r, const quantity *x,
                        const quantity *y, bool may_be_whole)
{
    int sx, sy;
    if (!quantity_sign(c, &sx, x))
        return false;
    if (sx > 0)
        return positive_power(c, r, x, y);
    if (sx < 0)
        return quantity_trouble(c, may_be_whole ? TROUBLE_PRECISION
                                                : TROUBLE_UNDEFINED);
    if (!quantity_sign(c, &sy, y))
        return false;
    if (sy <= 0) /* not 0^0, which is exact: then y is whole */
        return quantity_trouble(c, TROUBLE_UNDEFINED);
    quantity_set_si(r, 0);
    return true;
}

bool quantity_pow(quantity_context *c, quantity *r, const quantity *x,
                  const quantity *y)
{
    bool whole =
        y->kind == QUANTITY_RATIONAL && mpz_cmp_ui(mpq_denref(y->q), 1) == 0;
    if (!quantity_is_closed(x) || !quantity_is_closed(y)) {
        bool polynomial = whole && mpq_sgn(y->q) >= 0;
        quantity_set_kind(r, polynomial ? x->kind : QUANTITY_MAYBE);
        return true;
    }
    if (whole && !mpz_fits_slong_p(mpq_numref(y->q)))
        return quantity_trouble(c, TROUBLE_REFUSED);
    if (whole)
        return whole_power(c, r, x, mpz_get_si(mpq_numref(y->q)));
    return other_power(c, r, x, y,
                       y->kind == QUANTITY_BALL && arb_contains_int(y->b));
}
