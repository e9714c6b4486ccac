/* Integrals on a tape: the first engine's enclosure, a lane at a time.  Believed:
 * nothing.  Slow: a millisecond a lane, about. */
#include "../base/rational.h"
#include "../enclose/iv_internal.h"
#include "tape_internal.h"

#include <fenv.h>

enum {
    NODE_PREC = 48
};

static eval *evaluator(const tape *t, tape_scratch *s)
{
    if (s->node == NULL) {
        range none[EXPR_MAX_VARS];
        s->node = eval_new(t->pool, NODE_PREC);
        for (int v = 0; v < t->nvars; v++)
            range_init(&none[v]);
        eval_set_box(s->node, none, t->nvars);
        for (int v = 0; v < t->nvars; v++)
            range_clear(&none[v]);
    }
    return s->node;
}

static bool same_lane(const tape *t, const tape_scratch *s, int i)
{
    const tape_flags both = UINT64_C(3) << (i - 1);
    for (int v = 0; v < t->nvars; v++) {
        const tape_reg *a = &s->reg[v];
        tape_flags lo = s->flags[v] & both;
        tape_flags hi = s->flags[v] >> TAPE_HI_SHIFT & both;
        if (a->nlo[i] != a->nlo[i - 1] || a->hi[i] != a->hi[i - 1] ||
            (lo != 0 && lo != both) || (hi != 0 && hi != both))
            return false;
    }
    return true;
}

static tape_flags lane(eval *e, const tape *t, const tape_scratch *s, expr id,
                       tape_reg *d, int i)
{
    const tape_flags bit = UINT64_C(1) << i;
    iv_t x;
    bool decided, continuous;
    iv_init(x, 53);
    for (int v = 0; v < t->nvars; v++) {
        rational_to_fr(iv_lower_end(x), -s->reg[v].nlo[i]);
        rational_to_fr(iv_upper_end(x), s->reg[v].hi[i]);
        iv_finish(x, (s->flags[v] & bit) != 0,
                  (s->flags[v] >> TAPE_HI_SHIFT & bit) != 0);
        eval_set_var(e, v, x);
    }
    iv_clear(x);
    iv_srcptr y = eval_enclose_smooth(e, id, &decided, &continuous);
    d->nlo[i] = d->hi[i] = (double)__builtin_inf();
    if (!iv_is_defined(y))
        return bit | bit << TAPE_HI_SHIFT | bit << TAPE_BAD_SHIFT;
    d->nlo[i] = -rational_lower_fr(iv_lower(y)) + 0.0;
    d->hi[i] = rational_upper_fr(iv_upper(y)) + 0.0;
    return (y->lo_open ? bit : 0) | (y->hi_open ? bit << TAPE_HI_SHIFT : 0) |
           (decided ? 0 : bit << TAPE_KINK_SHIFT) |
           (continuous ? 0 : bit << TAPE_JUMP_SHIFT);
}

/* The kernels round upward; MPFR is not to. */
tape_flags tape_node(const tape *t, tape_scratch *s, int q, tape_reg *d)
{
    tape_flags r = 0, last = 0;
    fenv_t old;
    fegetenv(&old);
    fesetenv(FE_DFL_ENV);
    eval *e = evaluator(t, s);
    for (int i = 0; i < TAPE_LANES; i++) {
        if (i > 0 && same_lane(t, s, i)) {
            d->nlo[i] = d->nlo[i - 1];
            d->hi[i] = d->hi[i - 1];
            last <<= 1;
        } else {
            last = lane(e, t, s, t->integral[q].id, d, i);
        }
        r |= last;
    }
    fesetenv(&old);
    return r;
}
