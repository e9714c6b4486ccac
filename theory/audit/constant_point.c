/* Best constants: the quotient q at points.  Where q is least is a guess; that
 * the constant cannot lie beyond it is certain (constant_beyond_fails). */
#include "constant.h"
#include "../../numerics/base/rational.h"

#include <math.h>
#include <stdlib.h>

enum {
    MINIMISE_EVALUATIONS = 4000,
    MAX_DEN_BITS = 14 /* of a point at which a closed form is tried */
};

/* ---- completed statements ----------------------------------------------- */

/* Instance m with c = value: a problem in one variable less. */
static bool complete(constant *k, instances *out, const instance *m, expr value)
{
    const problem *p = &m->p;
    problem d;
    bool ok = true;
    problem_init(&d, p->pool, p->nvars - 1);
    for (int i = 0; i < d.nvars; i++) {
        problem_set_name(&d, i, p->names[i]);
        range_set(&d.box[i], &p->box[i]);
    }
    for (size_t j = 0; j < p->nhyps + p->ngoals && ok; j++) {
        const sign_condition *s =
            j < p->nhyps ? &p->hyp[j] : &p->goal[j - p->nhyps];
        expr e = expr_subst(p->pool, s->e, d.nvars, value);
        ok = e != EXPR_NONE;
        if (ok && j < p->nhyps)
            problem_add_hyp(&d, e, s->strict);
        else if (ok)
            problem_add_goal(&d, e, s->strict);
    }
    for (size_t j = 0; j < p->nhints && ok; j++)
        if (p->hint[j].var < d.nvars)
            problem_add_hint(&d, p->hint[j].var, p->hint[j].at);
    if (ok)
        instances_add(out, &m->binding, &d, NULL, 0);
    problem_clear(&d);
    (void)k;
    return ok;
}

bool constant_complete(constant *k, instances *out, expr value)
{
    for (size_t i = 0; i < k->f->n; i++)
        if (!complete(k, out, &k->f->v[i], value))
            return false;
    return true;
}

/* ---- setting up --------------------------------------------------------- */

static bool set_linear(constant *k, const instance *m, size_t g, linear_goal *l)
{
    expr_pool *pool = k->a->pool;
    int c = m->p.nvars - 1;
    expr f = m->p.goal[g].e;
    for (size_t j = 0; j < m->p.nhyps; j++)
        if ((expr_vars(pool, m->p.hyp[j].e) >> c & 1) != 0)
            return false;
    l->b = expr_diff(pool, f, c);
    l->a = expr_subst(pool, f, c, expr_si(pool, 0));
    if (l->a == EXPR_NONE || l->b == EXPR_NONE ||
        (expr_vars(pool, l->b) >> c & 1) != 0 ||
        expr_jumps(pool, f, UINT64_C(1) << c)) /* unseen by the derivative */
        return false;
    l->q = expr_neg(pool, expr_div(pool, l->a, l->b));
    return true;
}

bool constant_setup(constant *k)
{
    audit *a = k->a;
    k->sign = a->it->largest ? 1 : -1;
    k->ngoals = k->f->v[0].p.ngoals;
    k->lin = xcalloc(k->f->n * k->ngoals + 1, sizeof *k->lin);
    k->n = k->f->v[0].p.nvars - 1;
    k->x = point_new(k->n);
    mpq_init(k->ql);
    mpq_init(k->qh);
    for (size_t i = 0; i < k->f->n; i++)
        for (size_t g = 0; g < k->ngoals; g++)
            if (!set_linear(k, &k->f->v[i], g, &k->lin[i * k->ngoals + g]))
                return false;
    return constant_complete(k, &k->body, expr_si(a->pool, 0));
}

void constant_clear(constant *k)
{
    instances_clear(&k->body);
    instances_clear(&k->done);
    free(k->lin);
    point_free(k->x, k->n);
    mpq_clear(k->ql);
    mpq_clear(k->qh);
}

/* ---- q at a point ------------------------------------------------------- */

/* Does the goal bound c from the wanted side at x?  Evaluated at a level. */
static bool bounds_c(const constant *k, eval *ev, const linear_goal *l)
{
    iv_srcptr b = eval_enclose(ev, l->b);
    return k->sign > 0 ? iv_certainly_neg(b) : iv_certainly_pos(b);
}

/* q at x to `bits` bits; false where the goal does not bound c, or x is no
 * point of the domain. */
static bool enclose_q(constant *k, size_t i, size_t g, mpq_t *x, long bits,
                      iv_ptr out)
{
    audit *a = k->a;
    const instance *m = &k->body.v[i];
    const linear_goal *l = &k->lin[i * k->ngoals + g];
    if (!point_satisfies(a, &m->p, x, a->top))
        return false;
    bool good = false;
    for (int level = 0; level <= a->top && !good; level++) {
        eval *ev = engines_eval(a->engines, level);
        point_set_box(ev, x, k->n);
        if (!iv_is_defined(eval_enclose(ev, l->b)))
            return false;
        if (iv_certainly_nonzero(eval_enclose(ev, l->b)) && !bounds_c(k, ev, l))
            return false;
        good = bounds_c(k, ev, l);
        /* a zero slope stays zero at every precision: not worth going on */
        if (!good && level >= 3)
            return false;
    }
    if (good)
        point_enclose(a->engines, l->q, x, k->n, bits, a->top, out);
    return good && iv_is_bounded(out);
}

typedef struct {
    constant *k;
    size_t i, g;
} target;

/* At the whole numbers below, where the domain has no others. */
static bool value(void *ctx, mpq_t *x, double *v)
{
    target *t = ctx;
    mpq_t *y = point_copy(x, t->k->n);
    iv_t q;
    iv_init(q, 64);
    point_round(t->k->a->whole, &t->k->body.v[t->i].p, y);
    bool ok = enclose_q(t->k, t->i, t->g, y, 56, q);
    point_free(y, t->k->n);
    if (ok)
        *v = t->k->sign > 0 ? rational_upper_fr(iv_upper(q))
                            : -rational_lower_fr(iv_lower(q));
    iv_clear(q);
    return ok && isfinite(*v);
}

void constant_enclose(constant *k, long digits)
{
    iv_t q;
    iv_init(q, 64);
    if (enclose_q(k, k->instance, k->goal, k->x, digits * 10 / 3 + 24, q) &&
        outward_is_moderate(iv_lower(q)) && outward_is_moderate(iv_upper(q))) {
        outward_q_from_mpfr(k->ql, iv_lower(q));
        outward_q_from_mpfr(k->qh, iv_upper(q));
    } else {
        k->has_point = false;
    }
    iv_clear(q);
}

typedef struct {
    target t;
    double at_most;
} short_test;

static bool still_least(void *ctx, mpq_t *x)
{
    short_test *s = ctx;
    double v;
    return value(&s->t, x, &v) && v <= s->at_most;
}

/* The least q over all instances and goals. */
void constant_find_point(constant *k, long digits)
{
    audit *a = k->a;
    size_t all = k->f->n * k->ngoals;
    double least = 0;
    mpq_t *x = point_new(k->n);
    for (size_t j = 0; j < all && !audit_stopped(a); j++) {
        target t = {k, j / k->ngoals, j % k->ngoals};
        minimise_target mt = {
            .p = &k->body.v[t.i].p, .value = value, .ctx = &t};
        double v;
        size_t share = MINIMISE_EVALUATIONS * 4 / (all + 3);
        mt.max_evaluations = share < 100 ? 100 : share;
        if (minimise_run(&mt, x, &v) && (!k->has_point || v < least)) {
            k->has_point = true;
            k->instance = t.i;
            k->goal = t.g;
            least = v;
            for (int i = 0; i < k->n; i++)
                mpq_set(k->x[i], x[i]);
        }
        audit_progress(a, j, all);
    }
    point_free(x, k->n);
    if (!k->has_point)
        return;
    /* a simpler point that is as good but for the last bits of a double */
    short_test s = {{k, k->instance, k->goal}, least};
    s.at_most += 0x1p-48 * (least < 0 ? -least : least);
    point_shorten(k->x, &k->body.v[k->instance].p, still_least, &s);
    point_round(a->whole, &k->body.v[k->instance].p, k->x);
    constant_enclose(k, digits);
}

/* ---- ends of the enclosure ---------------------------------------------- */

/* The far end h is certain: at x, A + h B <= 0 and B lets no c beyond. */
bool constant_beyond_fails(constant *k, mpq_srcptr h)
{
    audit *a = k->a;
    const linear_goal *l = &k->lin[k->instance * k->ngoals + k->goal];
    const instance *m = &k->body.v[k->instance];
    expr f =
        expr_add(a->pool, l->a, expr_mul(a->pool, expr_q(a->pool, h), l->b));
    if (f == EXPR_NONE || !point_satisfies(a, &m->p, k->x, a->top))
        return false;
    for (int level = 0; level <= a->top; level++) {
        eval *ev = engines_eval(a->engines, level);
        point_set_box(ev, k->x, k->n);
        if (bounds_c(k, ev, l) && iv_certainly_nonpos(eval_enclose(ev, f)))
            return true;
    }
    expr at = point_substitute(a->pool, f, k->x, k->n);
    eval *ev = engines_eval(a->engines, 0);
    point_set_box(ev, k->x, k->n);
    if (at == EXPR_NONE || !bounds_c(k, ev, l) ||
        !iv_is_defined(eval_enclose(ev, at)))
        return false;
    exact *ex = eval_exact(a->pool, ev);
    bool zero = exact_is_zero(ex, at);
    exact_free(ex);
    return zero;
}

/* q at the point as a closed expression, if the point is short. */
expr constant_closed_form(constant *k)
{
    for (int i = 0; i < k->n; i++)
        if (mpz_sizeinbase(mpq_denref(k->x[i]), 2) > MAX_DEN_BITS ||
            mpz_sizeinbase(mpq_numref(k->x[i]), 2) > MAX_DEN_BITS)
            return EXPR_NONE;
    return point_substitute(
        k->a->pool, k->lin[k->instance * k->ngoals + k->goal].q, k->x, k->n);
}
