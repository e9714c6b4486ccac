/* Closed operands of a tape: an enclosure, flags and a value in doubles, rounded
 * outward.  Believed: nothing. */
#include "tape_internal.h"

#include "../base/rational.h"

tape_constant tape_constant_bad(void)
{
    const double inf = (double)__builtin_inf();
    return (tape_constant){-inf, inf, __builtin_nan(""),
                           TAPE_OPEN | TAPE_BAD | TAPE_KINK | TAPE_JUMP};
}

tape_constant tape_constant_closed(eval *closed, expr e)
{
    bool decided, continuous;
    iv_srcptr v = eval_enclose_smooth(closed, e, &decided, &continuous);
    if (!iv_is_defined(v))
        return tape_constant_bad();
    tape_constant k = {rational_lower_fr(iv_lower(v)), rational_upper_fr(iv_upper(v)),
                       rational_near_fr(iv_lower(v)), 0};
    k.lo += 0.0; /* +0 */
    k.hi += 0.0;
    if ((k.lo == 0 && iv_certainly_pos(v)) || k.lo < -0x1.fffffffffffffp1023)
        k.flags |= TAPE_LO_OPEN;
    if ((k.hi == 0 && iv_certainly_neg(v)) || k.hi > 0x1.fffffffffffffp1023)
        k.flags |= TAPE_HI_OPEN;
    if (!decided)
        k.flags |= TAPE_KINK;
    if (!continuous)
        k.flags |= TAPE_JUMP;
    return k;
}

tape_constant tape_constant_reciprocal(mpq_srcptr q)
{
    mpq_t inverse;
    mpfr_t x;
    mpq_init(inverse);
    mpq_inv(inverse, q);
    mpfr_init2(x, TAPE_CLOSED_PREC);
    mpfr_set_q(x, inverse, MPFR_RNDD);
    tape_constant k = {rational_lower_fr(x), 0, 0, 0};
    mpfr_set_q(x, inverse, MPFR_RNDU);
    k.hi = rational_upper_fr(x);
    k.value = rational_near_fr(x);
    mpfr_clear(x);
    mpq_clear(inverse);
    return k;
}

bool tape_constant_as_factor(tape_constant *k, bool *swapped)
{
    *swapped = k->hi < 0;
    if (*swapped)
        *k = (tape_constant){-k->hi, -k->lo, -k->value, k->flags};
    return k->flags == 0 && k->lo >= 0x1p-1000 && k->hi <= 0x1p1000;
}
