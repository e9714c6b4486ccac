/* Signs at points, for those who look for a change of sign.  Believed as an
 * enclosure is; nobody rests a verdict on it. */
#include "point_sign.h"

#include "../../numerics/base/rational.h"

static rung *list(point_sign *s, const expr_pool *pool, expr f)
{
    if (s->of != f) {
        rung_free(s->fast);
        s->fast = rung_new(pool, &f, 1, false);
        s->of = f;
    }
    return s->fast;
}

static int by_doubles(point_sign *s, const expr_pool *pool, expr f, mpq_t *x,
                      int n)
{
    rung_interval at[EXPR_MAX_VARS], v;
    rung *fast = list(s, pool, f);
    for (int i = 0; i < n; i++) {
        rational_bracket(x[i], &at[i].lo, &at[i].hi);
        if (!rung_is_there(at[i]))
            return 0;
    }
    if (fast == NULL || !rung_enclose(fast, at, n, &v))
        return 0;
    return v.lo > 0 ? 1 : v.hi < 0 ? -1 : 0;
}

int point_sign_at(point_sign *s, const expr_pool *pool, expr f, mpq_t *x, int n)
{
    int sign = 0;
    if (!s->no_doubles && rung_usable())
        sign = by_doubles(s, pool, f, x, n);
    if (sign != 0)
        return sign;
    point_set_box(s->ev, x, n);
    iv_srcptr v = eval_enclose(s->ev, f);
    return iv_certainly_pos(v) ? 1 : iv_certainly_neg(v) ? -1 : 0;
}

void point_sign_clear(point_sign *s)
{
    rung_free(s->fast);
}
