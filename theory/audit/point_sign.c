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

/* false: doubles do not say. */
static bool enclose(point_sign *s, const problem *p, expr f, mpq_t *x,
                    rung_interval *v)
{
    rung_interval at[EXPR_MAX_VARS];
    rung *fast = s->no_doubles || !rung_usable() ? NULL : list(s, p->pool, f);
    for (int i = 0; i < p->nvars && fast != NULL; i++) {
        rational_bracket(x[i], &at[i].lo, &at[i].hi);
        if (!rung_is_there(at[i]))
            return false;
    }
    return fast != NULL && rung_enclose(fast, at, p->nvars, v);
}

bool point_sign_defined(point_sign *s, const problem *p, expr f, mpq_t *x)
{
    rung_interval v;
    return enclose(s, p, f, x, &v);
}

int point_sign_at(point_sign *s, const problem *p, expr f, mpq_t *x)
{
    rung_interval fast;
    if (enclose(s, p, f, x, &fast) && (fast.lo > 0 || fast.hi < 0))
        return fast.lo > 0 ? 1 : -1;
    point_set_box(s->ev, x, p->nvars);
    iv_srcptr v = eval_enclose(s->ev, f);
    return iv_certainly_pos(v) ? 1 : iv_certainly_neg(v) ? -1 : 0;
}

void point_sign_clear(point_sign *s)
{
    rung_free(s->fast);
}
