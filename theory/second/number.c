/* The second reading's numbers: containers and conversions.  See number.h;
 * nobody believes it. */
#include "number.h"

#include "../../numerics/memory.h"

#include <arf.h>
#include <stdlib.h>

void number_init(number *x)
{
    x->kind = NUMBER_RATIONAL;
    x->form = FORM_NONE;
    x->a = NULL;
    mpq_init(x->q);
    arb_init(x->b);
}

static void drop_algebraic(number *x)
{
    if (x->a != NULL) {
        qqbar_clear(x->a);
        free(x->a);
        x->a = NULL;
    }
}

void number_clear(number *x)
{
    drop_algebraic(x);
    mpq_clear(x->q);
    arb_clear(x->b);
}

static void set_algebraic(number *x, const qqbar_struct *a)
{
    if (x->a == NULL) {
        x->a = xmalloc(sizeof *x->a);
        qqbar_init(x->a);
    }
    qqbar_set(x->a, a);
}

void number_set(number *x, const number *y)
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

void number_swap(number *x, number *y)
{
    number t = *x;
    *x = *y;
    *y = t;
}

/* Rid of all but the kind. */
static void reset(number *x, number_kind k)
{
    x->kind = k;
    x->form = FORM_NONE;
    drop_algebraic(x);
}

void number_set_q(number *x, mpq_srcptr q)
{
    reset(x, NUMBER_RATIONAL);
    mpq_set(x->q, q);
}

void number_set_si(number *x, long n)
{
    reset(x, NUMBER_RATIONAL);
    mpq_set_si(x->q, n, 1);
}

void number_set_kind(number *x, number_kind k)
{
    reset(x, k);
    mpq_set_ui(x->q, 0, 1);
}

arb_ptr number_make_ball(number *x)
{
    reset(x, NUMBER_BALL);
    mpq_set_ui(x->q, 0, 1);
    return x->b;
}

void number_set_pi(number *x, const number_context *c)
{
    arb_const_pi(number_make_ball(x), c->prec);
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

void number_take_algebraic(number *x, qqbar_t a)
{
    if (qqbar_is_rational(a)) {
        fmpq_t f;
        fmpq_init(f);
        qqbar_get_fmpq(f, a);
        reset(x, NUMBER_RATIONAL);
        fmpq_to_mpq(x->q, f);
        fmpq_clear(f);
        return;
    }
    reset(x, NUMBER_ALGEBRAIC);
    mpq_set_ui(x->q, 0, 1);
    set_algebraic(x, a);
}

bool number_is_exact(const number *x)
{
    return x->kind == NUMBER_RATIONAL || x->kind == NUMBER_ALGEBRAIC;
}

bool number_is_closed(const number *x)
{
    return x->kind != NUMBER_VARIABLE && x->kind != NUMBER_MAYBE;
}

static void rational_algebraic(qqbar_t a, mpq_srcptr q)
{
    fmpq_t f;
    fmpq_init(f);
    mpq_to_fmpq(f, q);
    qqbar_set_fmpq(a, f);
    fmpq_clear(f);
}

void number_get_algebraic(qqbar_t a, const number *x)
{
    if (x->kind == NUMBER_ALGEBRAIC)
        qqbar_set(a, x->a);
    else
        rational_algebraic(a, x->q);
}

void number_get_arb(arb_t b, const number *x, slong prec)
{
    if (x->kind == NUMBER_RATIONAL) {
        fmpq_t f;
        fmpq_init(f);
        mpq_to_fmpq(f, x->q);
        arb_set_fmpq(b, f, prec);
        fmpq_clear(f);
    } else if (x->kind == NUMBER_ALGEBRAIC) {
        qqbar_get_arb(b, x->a, prec);
    } else {
        arb_set(b, x->b);
    }
}

void number_set_operand(number *x, const number *form)
{
    if (form->a != NULL) {
        reset(x, NUMBER_ALGEBRAIC);
        set_algebraic(x, form->a);
    } else {
        number_set_q(x, form->q);
    }
}

void number_give_form(number *x, number_form f, const number *operand)
{
    if (x->kind != NUMBER_BALL || !number_is_exact(operand))
        return;
    x->form = f;
    if (operand->kind == NUMBER_ALGEBRAIC)
        set_algebraic(x, operand->a);
    else
        mpq_set(x->q, operand->q);
}

bool number_same(const number *x, const number *y)
{
    if (x->kind != y->kind || x->form != y->form ||
        (x->a != NULL) != (y->a != NULL))
        return false;
    if (x->kind == NUMBER_BALL && !arb_equal(x->b, y->b))
        return false;
    return mpq_equal(x->q, y->q) &&
           (x->a == NULL || qqbar_equal(x->a, y->a));
}

static size_t mpz_mix(size_t h, mpz_srcptr z)
{
    h = h * 1000003u + (size_t)(mpz_sgn(z) + 2);
    for (size_t i = 0; i < mpz_size(z); i++)
        h = (h ^ (size_t)mpz_getlimbn(z, (mp_size_t)i)) * 0x9e3779b97f4a7c15u;
    return h ^ h >> 29;
}

size_t number_hash(const number *x)
{
    size_t h = mpz_mix((size_t)x->kind, mpq_numref(x->q));
    h = mpz_mix(h, mpq_denref(x->q));
    if (x->a != NULL)
        h = h * 31 + qqbar_hash(x->a);
    if (x->kind == NUMBER_BALL) {
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
