/* The second engine on witnesses: is a problem about something?
 *
 * The theorems are those of witness_check.c: a box X with fixed and free
 * coordinates, a common zero in X of as many equations as there are free ones,
 * and hypotheses that hold wherever the equations do.  Arithmetic, slopes
 * (Taylor coefficients instead of derivatives) and the matrices are this
 * engine's own. */
#include "recheck_internal.h"

#include "../base/limits.h"
#include "../base/memory.h"

#include <arb_mat.h>
#include <stdlib.h>

typedef struct {
    recheck *c;
    const problem *p;
    const witness *w;
    cert_node at;       /* carries the precision */
    recheck_goal whole; /* X, without hypotheses */
    recheck_goal centre;
    int k, var[WITNESS_MAX_EQUATIONS];
} inquiry;

static bool is_fixed(const witness *w, int i)
{
    return mpq_cmp(w->box[i].lo, w->box[i].hi) == 0;
}

static bool shape_is_right(const problem *p, uint64_t whole, const witness *w)
{
    int equations = w->neq;
    if (p->nvars != w->nvars || equations < 0 ||
        equations > WITNESS_MAX_EQUATIONS)
        return false;
    for (int i = 0; i < p->nvars; i++) {
        const range *x = &w->box[i];
        bool closed = !x->lo_inf && !x->hi_inf && !x->lo_open && !x->hi_open;
        if (!closed || mpq_cmp(x->lo, x->hi) > 0)
            return false;
        if (!range_contains_q(&p->box[i], x->lo) ||
            !range_contains_q(&p->box[i], x->hi))
            return false;
        bool integral = is_fixed(w, i) && mpz_cmp_ui(mpq_denref(x->hi), 1) == 0;
        if ((whole >> i & 1) == 1 && !integral)
            return false;
        equations -= !is_fixed(w, i);
    }
    for (int e = 0; e < w->neq; e++)
        for (int d = 0; d <= e; d++)
            if (w->eq[e] >= p->nhyps || p->hyp[w->eq[e]].strict ||
                (d < e && w->eq[d] >= w->eq[e]))
                return false;
    return equations == 0;
}

static expr equation(const inquiry *q, int e)
{
    return q->p->hyp[q->w->eq[e]].e;
}

static reval *over(const inquiry *q, const recheck_goal *s)
{
    return recheck_evaluator(q->c, &q->at, s, false);
}

/* ---- one equation: a change of sign ------------------------------------- */

static int sign_there(const inquiry *q, mpq_srcptr end)
{
    recheck_goal s = recheck_copy(q->c, &q->whole);
    mpq_set(s.box[q->var[0]].lo, end);
    mpq_set(s.box[q->var[0]].hi, end);
    const rrange *v = reval_enclose(over(q, &s), equation(q, 0));
    int sign = rrange_pos(v) ? 1 : rrange_neg(v) ? -1 : 0;
    recheck_drop(q->c, &s);
    return sign;
}

static bool crosses(const inquiry *q)
{
    const range *x = &q->w->box[q->var[0]];
    return reval_continuous(over(q, &q->whole), equation(q, 0)) &&
           sign_there(q, x->lo) * sign_there(q, x->hi) < 0;
}

/* ---- several: a contraction --------------------------------------------- */

/* The slopes of equation e over X; false unless it is smooth there. */
static bool slopes(const inquiry *q, int e, arb_mat_t jac, slong prec)
{
    reval *ev = over(q, &q->whole);
    rrange a[2];
    rrange_init(&a[0]);
    rrange_init(&a[1]);
    bool ok = reval_continuous(ev, equation(q, e)) &&
              reval_decided(ev, equation(q, e));
    for (int j = 0; j < q->k && ok; j++) {
        ok = recheck_jet(ev, equation(q, e), q->var[j], 1, a) &&
             rrange_is_bounded(&a[1]);
        if (ok)
            rrange_get_arb(arb_mat_entry(jac, e, j), &a[1], prec);
    }
    rrange_clear(&a[0]);
    rrange_clear(&a[1]);
    return ok;
}

static bool values(const inquiry *q, arb_mat_t f, slong prec)
{
    reval *ev = over(q, &q->centre);
    for (int e = 0; e < q->k; e++) {
        const rrange *v = reval_enclose(ev, equation(q, e));
        if (!rrange_is_bounded(v))
            return false;
        rrange_get_arb(arb_mat_entry(f, e, 0), v, prec);
    }
    return true;
}

/* An approximate inverse, as a matrix of numbers. */
static bool invert(arb_mat_t c, const arb_mat_t jac, slong prec)
{
    arb_mat_get_mid(c, jac);
    bool ok = arb_mat_inv(c, c, prec) != 0;
    if (ok)
        arb_mat_get_mid(c, c);
    return ok;
}

static void get_radius(arb_t r, const range *x, slong prec)
{
    rrange v;
    mpq_t q;
    mpq_init(q);
    rrange_init(&v);
    mpq_sub(q, x->hi, x->lo);
    mpq_div_2exp(q, q, 1);
    rrange_set_q(&v, q, false, q, false, prec);
    rrange_get_arb(r, &v, prec);
    rrange_clear(&v);
    mpq_clear(q);
}

/* |C F(m)|_i + sum_j |I - C J|_ij r_j < r_i for every i. */
static bool shrinks(const inquiry *q, const arb_mat_t c, const arb_mat_t f,
                    const arb_mat_t jac, slong prec)
{
    arb_mat_t step, rest, one, r;
    arb_t sum, term;
    bool ok = true;
    arb_mat_init(step, q->k, 1);
    arb_mat_init(r, q->k, 1);
    arb_mat_init(rest, q->k, q->k);
    arb_mat_init(one, q->k, q->k);
    arb_init(sum);
    arb_init(term);
    arb_mat_one(one);
    arb_mat_mul(step, c, f, prec);
    arb_mat_mul(rest, c, jac, prec);
    arb_mat_sub(rest, one, rest, prec);
    for (int j = 0; j < q->k; j++)
        get_radius(arb_mat_entry(r, j, 0), &q->w->box[q->var[j]], prec);
    for (int i = 0; i < q->k && ok; i++) {
        arb_abs(sum, arb_mat_entry(step, i, 0));
        for (int j = 0; j < q->k; j++) {
            arb_abs(term, arb_mat_entry(rest, i, j));
            arb_addmul(sum, term, arb_mat_entry(r, j, 0), prec);
        }
        ok = arb_lt(sum, arb_mat_entry(r, i, 0)) != 0;
    }
    arb_clear(sum);
    arb_clear(term);
    arb_mat_clear(step);
    arb_mat_clear(r);
    arb_mat_clear(rest);
    arb_mat_clear(one);
    return ok;
}

static bool contracts(inquiry *q)
{
    slong prec = reval_prec(over(q, &q->whole));
    arb_mat_t jac, f, c;
    bool ok = true;
    arb_mat_init(jac, q->k, q->k);
    arb_mat_init(c, q->k, q->k);
    arb_mat_init(f, q->k, 1);
    for (int e = 0; e < q->k && ok; e++)
        ok = slopes(q, e, jac, prec);
    for (int j = 0; j < q->k; j++) {
        range *x = &q->centre.box[q->var[j]];
        mpq_add(x->hi, x->hi, x->lo);
        mpq_div_2exp(x->hi, x->hi, 1);
        mpq_set(x->lo, x->hi);
    }
    ok = ok && values(q, f, prec) && invert(c, jac, prec) &&
         shrinks(q, c, f, jac, prec);
    arb_mat_clear(jac);
    arb_mat_clear(c);
    arb_mat_clear(f);
    return ok;
}

/* ---- hypotheses --------------------------------------------------------- */

/* f = 0 on X: by normal forms, and no point of X shows another value. */
static bool is_nothing(const inquiry *q, expr f)
{
    f = recheck_pin(q->c, &q->whole, f, -1);
    if (f == EXPR_NONE)
        return false;
    reval *ev = over(q, &q->whole);
    exact *x = recheck_exact(q->c, ev);
    bool zero = expr_is_si(q->c->pool, f, 0) || exact_is_zero(x, f);
    exact_free(x);
    return zero && !recheck_doubts_zero(q->c, &q->whole, ev, f);
}

/* The factor that h would have to be f's multiple by: their quotient at X's
 * upper end, where both fold to numbers. */
static expr quotient_at_end(const inquiry *q, expr h, expr f)
{
    expr_pool *pool = q->c->pool;
    for (int i = 0; i < q->w->nvars && h != EXPR_NONE && f != EXPR_NONE; i++) {
        expr end = expr_q(pool, q->w->box[i].hi);
        h = expr_subst(pool, h, i, end);
        f = expr_subst(pool, f, i, end);
    }
    bool numbers = h != EXPR_NONE && f != EXPR_NONE && expr_is_const(pool, h) &&
                   expr_is_const(pool, f) && !expr_is_si(pool, f, 0);
    return numbers ? expr_div(pool, h, f) : EXPR_NONE;
}

/* h = 0 wherever all equations hold. */
static bool follows(const inquiry *q, expr h)
{
    expr_pool *pool = q->c->pool;
    if (is_nothing(q, h))
        return true;
    for (int e = 0; e < q->k; e++) {
        expr f = equation(q, e), factor = quotient_at_end(q, h, f);
        if (is_nothing(q, expr_add(pool, h, f)) ||
            is_nothing(q, expr_sub(pool, h, f)))
            return true;
        if (factor != EXPR_NONE &&
            is_nothing(q, expr_sub(pool, h, expr_mul(pool, factor, f))))
            return true;
    }
    return false;
}

static bool hypotheses_hold(const inquiry *q)
{
    for (size_t j = 0; j < q->p->nhyps; j++) {
        const sign_condition *h = &q->p->hyp[j];
        const rrange *v = reval_enclose(over(q, &q->whole), h->e);
        if (!v->ok || rrange_neg(v))
            return false;
        bool holds = h->strict ? rrange_pos(v) : rrange_nonneg(v);
        if (!holds && (h->strict || !follows(q, h->e)))
            return false;
    }
    return true;
}

bool recheck_witness(recheck *c, const problem *p, uint64_t whole,
                     const witness *w, long prec)
{
    if (p->pool != c->pool || prec < LIMIT_PREC_MIN || prec > LIMIT_PREC_MAX ||
        !shape_is_right(p, whole, w))
        return false;
    inquiry q = {.c = c, .p = p, .w = w, .at = {.prec = prec}, .k = w->neq};
    int n = 0;
    for (int i = 0; i < w->nvars; i++)
        if (!is_fixed(w, i))
            q.var[n++] = i;
    c->nvars = p->nvars;
    recheck_goal s = {.f = expr_si(c->pool, 0), .box = w->box};
    q.whole = recheck_copy(c, &s);
    q.centre = recheck_copy(c, &s);
    bool solved = w->neq == 0   ? true
                  : w->neq == 1 ? crosses(&q)
                                : contracts(&q);
    bool ok = solved && hypotheses_hold(&q);
    recheck_drop(c, &q.whole);
    recheck_drop(c, &q.centre);
    return ok;
}
