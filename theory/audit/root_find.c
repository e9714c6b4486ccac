/* Looking for a root: a change of sign, decimals on either side, and a
 * neighbourhood on which F' keeps its sign.  Signs and zeros at points are
 * certain; what is found counts when the checker has accepted its goals. */
#include "root.h"

#include <stdlib.h>

enum {
    BISECTIONS = 20000,
    WIDENINGS = 60
};

int root_sign_at(root *t, mpq_srcptr x)
{
    audit *a = t->a;
    mpq_t point[1];
    int s = 0;
    mpq_init(point[0]);
    mpq_set(point[0], x);
    for (int level = 0; level <= a->top && s == 0; level++) {
        eval *ev = engines_eval(a->engines, level);
        point_set_box(ev, point, 1);
        iv_srcptr v = eval_enclose(ev, t->f);
        s = iv_certainly_pos(v) ? 1 : iv_certainly_neg(v) ? -1 : 0;
        if (s == 0 && level == 1 && proof_touches(a, t->m, 0, point))
            break; /* more bits will not help */
    }
    mpq_clear(point[0]);
    return s;
}

bool root_is_zero_at(root *t, mpq_srcptr x)
{
    mpq_t point[1];
    mpq_init(point[0]);
    mpq_set(point[0], x);
    bool zero = proof_touches(t->a, t->m, 0, point);
    mpq_clear(point[0]);
    return zero;
}

/* ---- finding ------------------------------------------------------------ */

static int compare(const void *a, const void *b)
{
    return mpq_cmp(*(const mpq_t *)a, *(const mpq_t *)b);
}

size_t root_find_samples(const root *t, mpq_t *x)
{
    const problem *p = &t->m->p;
    size_t n = 0;
    for (size_t k = 0; k < ROOT_SAMPLES - 2; k++)
        n += point_sample(&x[n], p, k);
    if (!p->box[0].lo_inf && !p->box[0].lo_open)
        mpq_set(x[n++], p->box[0].lo);
    if (!p->box[0].hi_inf && !p->box[0].hi_open)
        mpq_set(x[n++], p->box[0].hi);
    for (size_t k = n; p->nhyps > 0 && k-- > 0;)
        if (!point_satisfies(t->a, p, &x[k], t->a->top))
            mpq_swap(x[k], x[--n]);
    qsort(x, n, sizeof *x, compare);
    return n;
}

/* Neighbours of opposite sign go to p and q. */
static bool bracket(root *t)
{
    mpq_t *x = point_new(ROOT_SAMPLES);
    size_t n = root_find_samples(t, x);
    int before = 0;
    bool found = false;
    for (size_t k = 0; k < n && !found; k++) {
        int s = root_sign_at(t, x[k]);
        if (s == 0)
            continue;
        if (before != 0 && s != before) {
            mpq_set(t->q, x[k]);
            t->sign = s;
            found = true;
        } else {
            mpq_set(t->p, x[k]);
        }
        before = s;
    }
    point_free(x, ROOT_SAMPLES);
    return found;
}

static long place_of(const root *t, long digits)
{
    mpq_srcptr q = mpq_sgn(t->q) != 0 ? t->q : t->p;
    return outward_magnitude(q) - digits + 1;
}

static void power_of_ten(mpq_ptr r, long e)
{
    mpq_set_si(r, 1, 1);
    mpz_ui_pow_ui(mpq_numref(r), 10, (unsigned long)(e < 0 ? -e : e));
    if (e < 0)
        mpq_inv(r, r);
}

/* Halves [p, q] until its width is below a tenth of the last digit. */
static bool narrow(root *t, long digits)
{
    mpq_t mid, width, unit;
    mpq_init(mid);
    mpq_init(width);
    mpq_init(unit);
    bool ok = true;
    for (int k = 0; k < BISECTIONS && ok && !t->is_exact; k++) {
        power_of_ten(unit, place_of(t, digits) - 1);
        mpq_sub(width, t->q, t->p);
        if (mpq_cmp(width, unit) < 0)
            break;
        mpq_div_2exp(width, width, 2); /* the middle half's simplest */
        mpq_add(mid, t->p, width);
        mpq_sub(width, t->q, width);
        point_simplest(mid, mid, width);
        int s = root_sign_at(t, mid);
        if (s == 0) {
            t->is_exact = ok = root_is_zero_at(t, mid);
            mpq_set(t->exact, mid);
        } else {
            mpq_set(s == t->sign ? t->q : t->p, mid);
        }
        ok = ok && !audit_stopped(t->a);
    }
    mpq_clear(mid);
    mpq_clear(width);
    mpq_clear(unit);
    return ok;
}

/* p and q onto decimals on either side of the root. */
static bool to_decimals(root *t, long digits)
{
    const range *r = &t->within;
    mpq_t a, b, unit;
    mpq_init(a);
    mpq_init(b);
    mpq_init(unit);
    if (t->is_exact) {
        long place =
            (mpq_sgn(t->exact) != 0 ? outward_magnitude(t->exact) : 0) -
            digits + 1;
        power_of_ten(unit, place);
        mpq_sub(a, t->exact, unit);
        mpq_add(b, t->exact, unit);
    } else {
        outward_round(a, t->p, place_of(t, digits), false);
        outward_round(b, t->q, place_of(t, digits), true);
    }
    bool ok = true;
    if (range_contains_q(r, a) && root_sign_at(t, a) == -t->sign)
        mpq_set(t->p, a);
    else
        ok = !t->is_exact;
    if (range_contains_q(r, b) && root_sign_at(t, b) == t->sign)
        mpq_set(t->q, b);
    else
        ok = ok && !t->is_exact;
    mpq_clear(a);
    mpq_clear(b);
    mpq_clear(unit);
    return ok;
}

/* s F' > 0 by a plain enclosure over [left, right]. */
static bool slope_certain(root *t)
{
    range box;
    range_init(&box);
    mpq_set(box.lo, t->left);
    mpq_set(box.hi, t->right);
    eval *ev = engines_eval(t->a->engines, engines_level(t->a->prec));
    eval_set_box(ev, &box, 1);
    iv_srcptr v = eval_enclose(ev, t->slope);
    bool ok = t->sign > 0 ? iv_certainly_pos(v) : iv_certainly_neg(v);
    range_clear(&box);
    return ok;
}

/* The end at p - d (or q + d), inside the range. */
static void widen(mpq_ptr out, mpq_srcptr p, mpq_srcptr d, const range *r,
                  bool down)
{
    if (down)
        mpq_sub(out, p, d);
    else
        mpq_add(out, p, d);
    if (range_contains_q(r, out))
        return;
    mpq_srcptr end = down ? r->lo : r->hi;
    if (!(down ? r->lo_open : r->hi_open)) {
        mpq_set(out, end);
    } else {
        mpq_add(out, end, p);
        mpq_div_2exp(out, out, 1);
    }
}

/* The widest of some neighbourhoods on which F' keeps its sign. */
static bool neighbourhood(root *t)
{
    const range *r = &t->within;
    mpq_t d, w;
    mpq_init(d);
    mpq_init(w);
    mpq_abs(d, t->q);
    if (mpq_cmp_si(d, 1, 1000) < 0)
        mpq_set_si(d, 1, 1);
    if (!r->lo_inf && !r->hi_inf)
        mpq_sub(d, r->hi, r->lo);
    bool ok = false;
    for (int k = 0; k < WIDENINGS && !ok; k++) {
        point_simplest(w, d, d);
        widen(t->left, t->p, w, r, true);
        widen(t->right, t->q, w, r, false);
        ok = slope_certain(t);
        mpq_div_2exp(d, d, 1);
    }
    mpq_clear(d);
    mpq_clear(w);
    return ok;
}

evidence_reason root_find(root *t, long digits)
{
    range_set(&t->within, &t->m->p.box[0]);
    return bracket(t) ? root_find_between(t, digits) : REASON_NO_SIGN_CHANGE;
}

evidence_reason root_find_between(root *t, long digits)
{
    if (!narrow(t, digits))
        return REASON_NO_SIGN;
    if (!to_decimals(t, digits))
        return REASON_ROOT_AT_END;
    if (!neighbourhood(t))
        return REASON_NOT_MONOTONE;
    return REASON_NONE;
}
