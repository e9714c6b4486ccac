/* Closed expressions to digits that are wanted: enclosures, believed as the
 * evaluator is. */
#include "audit_internal.h"

#include "../../numerics/base/entry.h"
#include "../../numerics/base/halt.h"
#include "../../numerics/expr/expr.h"

enum {
    SHARP = 10,   /* bits that are an answer */
    MOST_IDLE = 3 /* precisions that do not help */
};

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

/* Doubling the precision goes on while it helps.  Of an integral it may not: more
 * bits want more work on each panel, and work is bounded. */
static bool goes_on(iv_ptr best, iv_srcptr v, bool integrals, int *idle)
{
    mpfr_t old, new;
    bool better = !iv_is_bounded(best);
    if (!iv_is_bounded(v)) {
        *idle += better ? 0 : 1;
        return !integrals || *idle < MOST_IDLE;
    }
    mpfr_init2(old, 64);
    mpfr_init2(new, 64);
    if (!better) {
        mpfr_sub(old, iv_upper(best), iv_lower(best), MPFR_RNDU);
        mpfr_sub(new, iv_upper(v), iv_lower(v), MPFR_RNDU);
        better = mpfr_less_p(new, old);
        mpfr_mul_2ui(new, new, 1, MPFR_RNDU);
        *idle = mpfr_less_p(new, old) ? 0 : *idle + 1;
    }
    mpfr_clear(old);
    mpfr_clear(new);
    if (better) {
        iv_set_prec(best, mpfr_get_prec(iv_lower(v)));
        iv_set(best, v);
    }
    return !integrals || *idle < (sharp(best, SHARP) ? 1 : MOST_IDLE);
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
    iv_t v, best;
    iv_init(v, 64);
    iv_init(best, 64);
    bool good = false, on = true, integrals = expr_integral_depth(pool, f) > 0;
    int idle = 0;
    for (long prec = 64; !good && on && prec <= last; prec *= 2) {
        eval_set_prec(ev, prec);
        eval_set_box(ev, NULL, 0);
        good = audit_value_at(pool, ev, f, digits, prec == 64, v);
        on = goes_on(best, v, integrals, &idle);
        on = on && !(integrals && halt_now());
    }
    bool bounded = iv_is_bounded(best), defined = bounded || iv_is_defined(v);
    if (defined)
        enclosure_from_iv(out, good || !bounded ? v : best, digits);
    iv_clear(v);
    iv_clear(best);
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
