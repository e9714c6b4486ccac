/* Circular functions, exponential and logarithm where they are algebraic or a
 * rational multiple of pi. */
#include "value.h"

/* sin, cos, tan of x pi. */
void value_circular(value *r, expr_op op, const value *a)
{
    if (!value_is_zero(a) && a->kind != VALUE_PI) {
        r->kind = VALUE_OTHER;
        return;
    }
    fmpq_t x;
    fmpz_t two_den;
    fmpq_init(x);
    fmpz_init(two_den);
    qqbar_get_fmpq(x, a->x);
    if (fmpz_cmp_ui(fmpq_denref(x), NUMBER_MAX_DEGREE) > 0) {
        value_set_limit(r, value_too_high);
    } else { /* modulo 2 pi */
        fmpz_mul_ui(two_den, fmpq_denref(x), 2);
        fmpz_mod(fmpq_numref(x), fmpq_numref(x), two_den);
        slong p = fmpz_get_si(fmpq_numref(x));
        ulong q = fmpz_get_ui(fmpq_denref(x));
        qqbar_ptr y = value_start(r, VALUE_ALGEBRAIC);
        if (op == EXPR_SIN) {
            qqbar_sin_pi(y, p, q);
        } else if (op == EXPR_COS) {
            qqbar_cos_pi(y, p, q);
        } else if (!qqbar_tan_pi(y, p, q)) {
            value_clear(r);
            r->kind = VALUE_UNDEFINED;
        }
    }
    fmpz_clear(two_den);
    fmpq_clear(x);
}

void value_arctangent(value *r, const value *a)
{
    slong p;
    ulong q;
    if (a->kind == VALUE_ALGEBRAIC && qqbar_atan_pi(&p, &q, a->x)) {
        qqbar_ptr x = value_start(r, p != 0 ? VALUE_PI : VALUE_ALGEBRAIC);
        qqbar_set_si(x, p);
        qqbar_div_ui(x, x, q);
    } else {
        r->kind = VALUE_OTHER;
    }
}

/* Exponential and logarithm at the few algebraic places where they are
 * algebraic, and of each other. */
void value_exponential(value *r, const value *a, const value *inner)
{
    if (value_is_zero(a))
        qqbar_one(value_start(r, VALUE_ALGEBRAIC));
    else if (inner && value_is_exact(inner)) /* exp(log w), log w defined */
        value_copy(r, inner);
    else
        r->kind = VALUE_OTHER;
}

void value_logarithm(value *r, const value *a, const value *inner)
{
    if (inner)
        value_copy(r, inner);
    else if (value_is_exact(a) && value_sign(a) <= 0)
        r->kind = VALUE_UNDEFINED;
    else if (a->kind == VALUE_ALGEBRAIC && qqbar_is_one(a->x))
        value_start(r, VALUE_ALGEBRAIC);
    else
        r->kind = VALUE_OTHER;
}
