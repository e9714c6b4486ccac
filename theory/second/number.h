/* theory/second/number.h: the second reading's numbers. */
#ifndef ASSAY_SECOND_NUMBER_H
#define ASSAY_SECOND_NUMBER_H

#include "second.h"

#include <arb.h>
#include <gmp.h>
#include <qqbar.h>

typedef enum {
    NUMBER_RATIONAL,
    NUMBER_ALGEBRAIC, /* real, irrational */
    NUMBER_BALL,
    NUMBER_VARIABLE, /* depends on real variables; defined for all of them */
    NUMBER_MAYBE     /* depends on them and may be undefined */
} number_kind;

/* What else is known of a ball: it is q*pi, exp(x) or log(x) for exact x,
 * which is a if there is one, else q. */
typedef enum {
    FORM_NONE,
    FORM_PI,
    FORM_EXP,
    FORM_LOG
} number_form;

typedef struct {
    number_kind kind;
    number_form form;
    mpq_t q;
    qqbar_struct *a; /* malloc'd, NULL if there is none */
    arb_t b;
} number;

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
} number_context;

void number_init(number *x);
void number_clear(number *x);
void number_set(number *x, const number *y);
void number_swap(number *x, number *y);
void number_set_q(number *x, mpq_srcptr q);
void number_set_si(number *x, long n);
void number_set_kind(number *x, number_kind k); /* a variable's */
void number_set_pi(number *x, const number_context *c);
/* Takes a over, which must be real, into a rational when it is one. */
void number_take_algebraic(number *x, qqbar_t a);
/* x encloses what ends up in the ball; no form. */
arb_ptr number_make_ball(number *x);
bool number_is_exact(const number *x);
bool number_is_closed(const number *x);
/* Of exact ones only. */
void number_get_algebraic(qqbar_t a, const number *x);
void number_get_arb(arb_t b, const number *x, slong prec);
/* The operand of a form. */
void number_set_operand(number *x, const number *form);
void number_give_form(number *x, number_form f, const number *operand);
/* Identical as they stand: same kind, same value or same ball. */
bool number_same(const number *x, const number *y);
size_t number_hash(const number *x);

/* The operations.  r is another object than the operands.  False: c->why. */
typedef bool number_unary(number_context *c, number *r, const number *x);
typedef bool number_binary(number_context *c, number *r, const number *x,
                           const number *y);
bool number_trouble(number_context *c, trouble why); /* false */
/* Of closed ones: x < y, x = y, x > y. */
bool number_compare(number_context *c, int *sign, const number *x,
                    const number *y);
bool number_sign(number_context *c, int *sign, const number *x);
/* A whole number that fits in 62 bits; anything else is refused. */
bool number_whole(number_context *c, long *n, const number *x);
number_unary number_neg, number_abs, number_sqrt, number_exp, number_log,
    number_sin, number_cos, number_tan, number_atan, number_erf;
number_binary number_add, number_sub, number_mul, number_div, number_pow,
    number_min, number_max;

#endif
