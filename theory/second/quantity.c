/* The second reading's numbers: containers and conversions.  See quantity.h;
 * nobody believes it. */
#include "quantity.h"

#include "../../numerics/base/memory.h"

#include <arf.h>
#include <stdlib.h>

void quantity_init(quantity *x)
{
    x->kind = QUANTITY_RATIONAL;
    x->form = FORM_NONE;
    x->a = NULL;
    mpq_init(x->q);
    arb_init(x->b);
}

static void drop_algebraic(quantity *x)
{
    if (x->a != NULL) {
        qqbar_clear(x->a);
        free(x->a);
        x->a = NULL;
    }
}

void quantity_clear(quantity *x)
{
    drop_algebraic(x);
    mpq_clear(x->q);
    arb_clear(x->b);
}

static void set_algebraic(quantity *x, const qqbar_struct *a)
{
    if (x->a == NULL) {
        x->a = xmalloc(sizeof *x->a);
        qqbar_init(x->a);
    }
    qqbar_set(x->a, a);
}

void quantity_set(quantity *x, const quantity *y)
{
    if (x == y)
        return;
    x->kind = y->kind;
    x->form = y->form;
    mpq_set(x->q, y->q);
    arb_set(x->b, y->b);
    if (y->a != NULL)
        set_algebraic(x, y->a);
    else
        drop_algebraic(x);
}

void quantity_swap(quantity *x, quantity *y)
{
    quantity t = *x;
    *x = *y;
    *y = t;
}

/* Rid of all but the kind. */
static void reset(quantity *x, quantity_kind k)
{
    x->kind = k;
    x->form = FORM_NONE;
    drop_algebraic(x);
}

void quantity_set_q(quantity *x, mpq_srcptr q)
{
    reset(x, QUANTITY_RATIONAL);
    mpq_set(x->q, q);
}

void quantity_set_si(quantity *x, long n)
{
    reset(x, QUANTITY_RATIONAL);
    mpq_set_si(x->q, n, 1);
}

void quantity_set_kind(quantity *x, quantity_kind k)
{
    reset(x, k);
    mpq_set_ui(x->q, 0, 1);
}

arb_ptr quantity_make_ball(quantity *x)
{
    reset(x, QUANTITY_BALL);
    mpq_set_ui(x->q, 0, 1);
    return x->b;
}

void quantity_set_pi(quantity *x, const quantity_context *c)
{
    arb_const_pi(quantity_make_ball(x), c->prec);
    x->form = FORM_PI;
    mpq_set_ui(x->q, 1, 1);
}

static void fmpq_to_mpq(mpq_ptr q, const fmpq_t f)
{
    fmpz_get_mpz(mpq_numref(q), fmpq_numref(f));
    fmpz_get_mpz(mpq_denref(q), fmpq_denref(f));
}

static void mpq_to_fmpq(fmpq_t f, mpq_srcptr q)
{
    fmpz_set_mpz(fmpq_numref(f), mpq_numref(q));
    fmpz_set_mpz(fmpq_denref(f), mpq_denref(q));
}

void quantity_take_algebraic(quantity *x, qqbar_t a)
{
    if (qqbar_is_rational(a)) {
        fmpq_t f;
        fmpq_init(f);
        qqbar_get_fmpq(f, a);
        reset(x, QUANTITY_RATIONAL);
        fmpq_to_mpq(x->q, f);
        fmpq_clear(f);
        return;
    }
    reset(x, QUANTITY_ALGEBRAIC);
    mpq_set_ui(x->q, 0, 1);
    set_algebraic(x, a);
}

bool quantity_is_exact(const quantity *x)
{
    return x->kind == QUANTITY_RATIONAL || x->kind == QUANTITY_ALGEBRAIC;
}

bool quantity_is_closed(const quantity *x)
{
    return x->kind != QUANTITY_VARIABLE && x->kind != QUANTITY_MAYBE;
}

static void rational_algebraic(qqbar_t a, mpq_srcptr q)
{
    fmpq_t f;
    fmpq_init(f);
    mpq_to_fmpq(f, q);
    qqbar_set_fmpq(a, f);
    fmpq_clear(f);
}

void quantity_get_algebraic(qqbar_t a, const quantity *x)
{
    if (x->kind == QUANTITY_ALGEBRAIC)
        qqbar_set(a, x->a);
    else
        rational_algebraic(a, x->q);
}

void quantity_get_arb(arb_t b, const quantity *x, slong prec)
{
    if (x->kind == QUANTITY_RATIONAL) {
        fmpq_t f;
        fmpq_init(f);
        mpq_to_fmpq(f, x->q);
        arb_set_fmpq(b, f, prec);
        fmpq_clear(f);
    } else if (x->kind == QUANTITY_ALGEBRAIC) {
        qqbar_get_arb(b, x->a, prec);
    } else {
        arb_set(b, x->b);
    }
}

void quantity_set_operand(quantity *x, const quantity *form)
{
    if (form->a != NULL) {
        reset(x, QUANTITY_ALGEBRAIC);
        set_algebraic(x, form->a);
    } else {
        quantity_set_q(x, form->q);
    }
}

void quantity_give_form(quantity *x, quantity_form f, const quantity *operand)
{
    if (x->kind != QUANTITY_BALL || !quantity_is_exact(operand))
        return;
    x->form = f;
    if (operand->kind == QUANTITY_ALGEBRAIC)
        set_algebraic(x, operand->a);
    else
        mpq_set(x->q, operand->q);
}

bool quantity_same(const quantity *x, const quantity *y)
{
    if (x->kind != y->kind || x->form != y->form ||
        (x->a != NULL) != (y->a != NULL))
        return false;
    if (x->kind == QUANTITY_BALL && !arb_equal(x->b, y->b))
        return false;
    return mpq_equal(x->q, y->q) && (x->a == NULL || qqbar_equal(x->a, y->a));
}

static size_t mpz_mix(size_t h, mpz_srcptr z)
{
    h = h * 1000003u + (size_t)(mpz_sgn(z) + 2);
    for (size_t i = 0; i < mpz_size(z); i++)
        h = (h ^ (size_t)mpz_getlimbn(z, (mp_size_t)i)) * 0x9e3779b97f4a7c15u;
    return h ^ h >> 29;
}

size_t quantity_hash(const quantity *x)
{
    size_t h = mpz_mix((size_t)x->kind, mpq_numref(x->q));
    h = mpz_mix(h, mpq_denref(x->q));
    if (x->a != NULL)
        h = h * 31 + qqbar_hash(x->a);
    if (x->kind == QUANTITY_BALL) {
        mpz_t man, exp;
        fmpz_t m, e;
        mpz_inits(man, exp, NULL);
        fmpz_init(m);
        fmpz_init(e);
        if (arf_is_finite(arb_midref(x->b)))
            arf_get_fmpz_2exp(m, e, arb_midref(x->b));
        fmpz_get_mpz(man, m);
        fmpz_get_mpz(exp, e);
        h = mpz_mix(mpz_mix(h, man), exp);
        fmpz_clear(m);
        fmpz_clear(e);
        mpz_clears(man, exp, NULL);
    }
    return h;
}
