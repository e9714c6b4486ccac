/* theory/second/quantity.h: the second reading's numbers. */
#ifndef ASSAY_SECOND_QUANTITY_H
#define ASSAY_SECOND_QUANTITY_H

#include "second.h"

#include <arb.h>
#include <flint/fmpq.h>
#include <gmp.h>
#include <qqbar.h>

typedef enum {
    QUANTITY_RATIONAL,
    QUANTITY_ALGEBRAIC, /* real, irrational */
    QUANTITY_BALL,
    QUANTITY_VARIABLE, /* depends on real variables; defined for all of them */
    QUANTITY_MAYBE     /* depends on them and may be undefined */
} quantity_kind;

/* What else is known of a ball: it is q*pi, exp(x) or log(x) for exact x,
 * which is a if there is one, else q. */
typedef enum {
    FORM_NONE,
    FORM_PI,
    FORM_EXP,
    FORM_LOG
} quantity_form;

typedef struct {
    quantity_kind kind;
    quantity_form form;
    mpq_t q;
    qqbar_struct *a; /* malloc'd, NULL if there is none */
    arb_t b;
} quantity;

/* Why an operation gave no number. */
typedef enum {
    TROUBLE_NONE,
    TROUBLE_UNDEFINED,
    TROUBLE_PRECISION, /* more bits may help */
    TROUBLE_LIMIT,     /* nothing will */
    TROUBLE_REFUSED,
    TROUBLE_PENDING /* another call has to be read first (read.c) */
} trouble;

typedef struct {
    slong prec;
    trouble why;
} quantity_context;

void quantity_init(quantity *x);
void quantity_clear(quantity *x);
void quantity_set(quantity *x, const quantity *y);
void quantity_swap(quantity *x, quantity *y);
void quantity_set_q(quantity *x, mpq_srcptr q);
void quantity_set_si(quantity *x, long n);
void quantity_set_kind(quantity *x, quantity_kind k); /* a variable's */
void quantity_set_pi(quantity *x, const quantity_context *c);
/* Takes a over, which must be real, into a rational when it is one. */
void quantity_take_algebraic(quantity *x, qqbar_t a);
/* x encloses what ends up in the ball; no form. */
arb_ptr quantity_make_ball(quantity *x);
bool quantity_is_exact(const quantity *x);
bool quantity_is_closed(const quantity *x);
/* Of exact ones only. */
void quantity_get_algebraic(qqbar_t a, const quantity *x);
void quantity_get_arb(arb_t b, const quantity *x, slong prec);
/* The operand of a form. */
void quantity_set_operand(quantity *x, const quantity *form);
void quantity_give_form(quantity *x, quantity_form f, const quantity *operand);
/* Identical as they stand: same kind, same value or same ball. */
bool quantity_same(const quantity *x, const quantity *y);
size_t quantity_hash(const quantity *x);

/* The operations.  r is another object than the operands.  False: c->why. */
typedef bool quantity_unary(quantity_context *c, quantity *r,
                            const quantity *x);
typedef bool quantity_binary(quantity_context *c, quantity *r,
                             const quantity *x, const quantity *y);
bool quantity_trouble(quantity_context *c, trouble why); /* false */
/* Of closed ones: x < y, x = y, x > y. */
bool quantity_compare(quantity_context *c, int *sign, const quantity *x,
                      const quantity *y);
bool quantity_sign(quantity_context *c, int *sign, const quantity *x);
/* A whole number that fits in 62 bits; anything else is refused. */
bool quantity_whole(quantity_context *c, long *n, const quantity *x);
quantity_unary quantity_factorial, quantity_neg, quantity_abs, quantity_sqrt, quantity_exp,
    quantity_log, quantity_sin, quantity_cos, quantity_tan, quantity_atan,
    quantity_erf, quantity_log2, quantity_log10, quantity_signum,
    quantity_floor, quantity_ceil;
quantity_binary quantity_add, quantity_sub, quantity_mul, quantity_div,
    quantity_pow, quantity_min, quantity_max;

#endif
