/* Closed expressions to digits that are wanted: enclosures, believed as the
 * evaluator is. */
#include "audit_internal.h"

#include "../../numerics/base/entry.h"

/* Digits are asked of the decimals, so a few bits more of the enclosure:
 * 10^d < 2^(10 d / 3 + 1), and a guard for the rounding of both ends. */
static long bits_for(long digits)
{
    return digits * 10 / 3 + 8;
}

/* Sharp enough for `bits`, relative to the larger end; an enclosure of 0
 * alone counts. */
static bool sharp(iv_srcptr v, long bits)
{
    if (!iv_is_bounded(v))
        return false;
    mpfr_t w, s;
    mpfr_init2(w, 64);
    mpfr_init2(s, 64);
    mpfr_sub(w, iv_upper(v), iv_lower(v), MPFR_RNDU);
    if (mpfr_cmpabs(iv_lower(v), iv_upper(v)) > 0)
        mpfr_abs(s, iv_lower(v), MPFR_RNDD);
    else
        mpfr_abs(s, iv_upper(v), MPFR_RNDD);
    mpfr_mul_2si(s, s, -bits, MPFR_RNDD);
    bool ok = mpfr_cmp(w, s) <= 0;
    mpfr_clear(w);
    mpfr_clear(s);
    return ok;
}

/* Is the closed f, whose enclosure contains 0, exactly 0? */
static bool exactly_zero(expr_pool *pool, eval *ev, expr f)
{
    exact *x = eval_exact(pool, ev);
    bool zero = exact_is_zero(x, f);
    exact_free(x);
    return zero;
}

bool audit_value_at(expr_pool *pool, eval *ev, expr f, long digits, bool first,
                    iv_ptr out)
{
    iv_set_prec(out, eval_prec(ev));
    iv_set(out, eval_enclose(ev, f));
    if (sharp(out, bits_for(digits)))
        return true;
    if (first && iv_is_defined(out) && !iv_certainly_nonzero(out) &&
        exactly_zero(pool, ev, f)) {
        iv_set_si(out, 0);
        return true;
    }
    return false;
}

static bool value(elab *e, expr f, long digits, long max_prec, enclosure *out)
{
    expr_pool *pool = elab_pool(e);
    long last = max_prec > 0 ? max_prec : DEFAULT_MAX_PREC;
    if (digits < 1)
        digits = 1;
    if (f == EXPR_NONE || expr_vars(pool, f) != 0)
        return false;
    eval *ev = eval_new(pool, 64);
    iv_t v;
    iv_init(v, 64);
    bool good = false;
    for (long prec = 64; !good && prec <= last; prec *= 2) {
        eval_set_prec(ev, prec);
        eval_set_box(ev, NULL, 0);
        good = audit_value_at(pool, ev, f, digits, prec == 64, v);
    }
    bool defined = iv_is_defined(v);
    if (defined)
        enclosure_from_iv(out, v, digits);
    iv_clear(v);
    eval_free(ev);
    return defined;
}

bool audit_value(elab *e, expr f, long digits, long max_prec, enclosure *out)
{
    entry_state old;
    entry_begin(&old);
    bool r = value(e, f, digits, max_prec, out);
    entry_end(&old);
    return r;
}
