/* Looking for roots that no change of sign of F brackets, or where F is not
 * seen to be monotone: those of a factor that F has several times, and numbers
 * that closed expressions give.  What is found counts when the checker has
 * accepted its goals. */
#include "root.h"

#include <math.h>
#include <stdlib.h>

#include "../../numerics/base/rational.h"

enum {
    STEPS = 60,
    MAX_DENOMINATOR = 1000 /* of what stands beside pi, or under a root */
};

/* ---- a factor ----------------------------------------------------------- */

/* unit prod factor[i]^power[i] without factor k; EXPR_NONE when that is too
 * large. */
static expr without(expr_pool *pool, mpq_srcptr unit, const expr *factor,
                    const long *power, size_t n, size_t k)
{
    expr e = expr_q(pool, unit);
    for (size_t i = 0; i < n && e != EXPR_NONE; i++) {
        if (i == k)
            continue;
        expr p = expr_pow_si(pool, factor[i], power[i]);
        e = p != EXPR_NONE ? expr_mul(pool, e, p) : EXPR_NONE;
    }
    return e;
}

/* The sign of e at x. */
static int sign_of(root *t, expr e, mpq_srcptr x)
{
    expr f = t->f;
    t->f = e;
    int s = root_sign_at(t, x);
    t->f = f;
    return s;
}

/* The only root of `factor` in (a, b), where it goes from the sign -s to s. */
static bool factor_root(root *t, expr factor, mpq_srcptr a, mpq_srcptr b, int s,
                        long digits)
{
    expr f = t->f, slope = t->slope;
    t->f = factor;
    t->slope = expr_diff(t->a->pool, factor, 0);
    t->sign = s;
    t->is_exact = false;
    mpq_set(t->p, a);
    mpq_set(t->q, b);
    range_set(&t->within, &t->m->p.box[0]);
    t->within.lo_inf = t->within.hi_inf = false;
    t->within.lo_open = t->within.hi_open = true;
    mpq_set(t->within.lo, a);
    mpq_set(t->within.hi, b);
    bool ok = t->slope != EXPR_NONE &&
              root_find_between(t, digits) == REASON_NONE;
    t->f = f;
    t->slope = slope;
    return ok;
}

static void take(const root *t, root_zero *z)
{
    z->kind = t->is_exact ? ZERO_EXACT : ZERO_MULTIPLE;
    z->sign = t->sign;
    mpq_set(z->exact, t->exact);
    mpq_set(z->p, t->p);
    mpq_set(z->q, t->q);
    mpq_set(z->left, t->is_exact ? t->exact : t->left);
    mpq_set(z->right, t->is_exact ? t->exact : t->right);
}

static exact *factors_between(root *t, mpq_srcptr a, mpq_srcptr b, eval **ev)
{
    range box;
    range_init(&box);
    mpq_set(box.lo, a);
    mpq_set(box.hi, b);
    *ev = eval_new(t->a->pool, 128);
    eval_set_box(*ev, &box, 1);
    range_clear(&box);
    return eval_exact(t->a->pool, *ev);
}

bool root_count_multiple(root_count *w, root_zero *z, mpq_srcptr a,
                         mpq_srcptr b, long digits)
{
    root *t = w->t;
    mpq_t unit;
    expr *factor = NULL;
    long *power = NULL;
    size_t n = 0;
    bool found = false;
    eval *ev;
    exact *x = factors_between(t, a, b, &ev);
    mpq_init(unit);
    if (!exact_factor(x, t->f, unit, &factor, &power, &n))
        n = 0;
    for (size_t k = 0; k < n && !found; k++) {
        if (power[k] < 1 || power[k] > ROOT_ORDER_MAX)
            continue;
        int s = sign_of(t, factor[k], b);
        if (s == 0 || sign_of(t, factor[k], a) != -s ||
            !factor_root(t, factor[k], a, b, s, digits))
            continue;
        take(t, z);
        z->factor = factor[k];
        z->order = power[k];
        z->rest = without(t->a->pool, unit, factor, power, n, k);
        z->unit = z->rest != EXPR_NONE ? sign_of(t, z->rest, z->q) : 0;
        found = z->unit != 0;
    }
    exact_free(x);
    eval_free(ev);
    free(factor);
    free(power);
    mpq_clear(unit);
    return found;
}

/* ---- a closed expression ------------------------------------------------ */

double root_count_size(root *t, double x)
{
    mpq_t point[1];
    mpq_init(point[0]);
    rational_guess(point[0], x);
    eval *ev = engines_eval(t->a->engines, 1);
    point_set_box(ev, point, 1);
    iv_srcptr v = eval_enclose(ev, t->f);
    double size =
        iv_is_bounded(v) ? fabs(rational_near_fr(iv_lower(v))) : INFINITY;
    mpq_clear(point[0]);
    return size;
}

void root_count_least(root *t, mpq_srcptr a, mpq_srcptr b, double *lo,
                      double *hi)
{
    double from = rational_near(a), to = rational_near(b), w = to - from;
    *lo = from;
    *hi = to;
    for (int k = 0; k < STEPS; k++) {
        double u = *lo + (*hi - *lo) / 3, v = *hi - (*hi - *lo) / 3;
        if (root_count_size(t, u) < root_count_size(t, v))
            *hi = v;
        else
            *lo = u;
    }
    *lo -= 1e-6 * w;
    *hi += 1e-6 * w;
}

/* The simplest rational between two doubles, if it is simple. */
static bool simple(mpq_ptr q, double lo, double hi)
{
    mpq_t a, b;
    mpq_init(a);
    mpq_init(b);
    rational_guess(a, lo < hi ? lo : hi);
    rational_guess(b, lo < hi ? hi : lo);
    point_simplest(q, a, b);
    mpq_clear(a);
    mpq_clear(b);
    return mpz_cmp_ui(mpq_denref(q), MAX_DENOMINATOR) <= 0;
}

/* F(c) = 0? */
static bool is_zero(root *t, expr c)
{
    expr f = expr_subst(t->a->pool, t->f, 0, c);
    eval *ev = engines_eval(t->a->engines, 0);
    eval_set_box(ev, t->m->p.box, 1);
    iv_srcptr v = eval_enclose(ev, f);
    if (!iv_is_defined(v) || iv_certainly_nonzero(v))
        return false;
    exact *ex = eval_exact(t->a->pool, ev);
    bool zero = exact_is_zero(ex, f);
    exact_free(ex);
    return zero;
}

/* z is c, between decimals. */
static bool set_closed(root *t, root_zero *z, expr c, long digits)
{
    int level = engines_level(digits * 10 / 3 + 64);
    eval *ev = engines_eval(t->a->engines, level);
    eval_set_box(ev, t->m->p.box, 1);
    iv_srcptr v = eval_enclose(ev, c);
    if (!iv_is_bounded(v) || !outward_is_moderate(iv_lower(v)) ||
        !outward_is_moderate(iv_upper(v)))
        return false;
    outward_q_from_mpfr(z->p, iv_lower(v));
    outward_q_from_mpfr(z->q, iv_upper(v));
    if (mpq_sgn(z->p) == 0 || mpq_sgn(z->q) == 0)
        return false;
    long place = outward_magnitude(z->q) - digits + 1;
    outward_round(z->left, z->p, place, false);
    outward_round(z->right, z->q, place, true);
    mpq_set(z->p, z->left);
    mpq_set(z->q, z->right);
    z->kind = ZERO_CLOSED;
    z->closed = c;
    return true;
}

/* pi, 3 pi/2, ... */
static expr pi_times(expr_pool *pool, mpq_srcptr q)
{
    mpq_t whole;
    mpq_init(whole);
    mpq_set_z(whole, mpq_numref(q));
    expr c = expr_mul(pool, expr_q(pool, whole), expr_pi(pool));
    mpq_set_z(whole, mpq_denref(q));
    c = expr_div(pool, c, expr_q(pool, whole));
    mpq_clear(whole);
    return c;
}

bool root_count_closed(root_count *w, root_zero *z, mpq_srcptr a, mpq_srcptr b,
                       long digits)
{
    root *t = w->t;
    expr_pool *pool = t->a->pool;
    double lo, hi;
    bool found = false;
    mpq_t q;
    mpq_init(q);
    root_count_least(t, a, b, &lo, &hi);
    if (simple(q, lo / M_PI, hi / M_PI)) {
        expr c = pi_times(pool, q);
        found = is_zero(t, c) && set_closed(t, z, c, digits);
    }
    if (!found && lo * hi > 0 && simple(q, lo * lo, hi * hi)) {
        expr c = expr_unary(pool, EXPR_SQRT, expr_q(pool, q));
        c = lo < 0 ? expr_neg(pool, c) : c;
        found = is_zero(t, c) && set_closed(t, z, c, digits);
    }
    mpq_clear(q);
    return found;
}

bool root_count_at_end(root_count *w, root_zero *z, bool low, long digits)
{
    bool open;
    expr c = root_count_end(w, low, &open);
    return c != EXPR_NONE && !open && is_zero(w->t, c) &&
           set_closed(w->t, z, c, digits);
}
