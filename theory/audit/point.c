/* Rational points: records of them, what holds there, and values there.  A
 * refutation, and what satisfies conditions, is believed: certain signs. */
#include "audit_internal.h"

#include <stdlib.h>

mpq_t *point_new(int n)
{
    mpq_t *x = xcalloc((size_t)n + 1, sizeof *x);
    for (int i = 0; i < n; i++)
        mpq_init(x[i]);
    return x;
}

void point_free(mpq_t *x, int n)
{
    if (x == NULL)
        return;
    for (int i = 0; i < n; i++)
        mpq_clear(x[i]);
    free(x);
}

mpq_t *point_copy(mpq_t *x, int n)
{
    mpq_t *y = point_new(n);
    for (int i = 0; i < n; i++)
        mpq_set(y[i], x[i]);
    return y;
}

/* ---- records ------------------------------------------------------------ */

void point_record(evidence_point *p, const instance *m, mpq_t *x, int nvars)
{
    evidence_point_clear(p);
    for (size_t i = 0; i < m->binding.n; i++)
        evidence_point_add(p, m->binding.name[i], m->binding.value[i]);
    for (int i = 0; i < nvars && x != NULL; i++)
        evidence_point_add(p, m->p.names[i], x[i]);
}

void point_record_box(evidence_box *b, const instance *m, const range *box,
                      int nvars)
{
    evidence_box_clear(b);
    for (size_t i = 0; i < m->binding.n; i++)
        evidence_point_add(&b->at, m->binding.name[i], m->binding.value[i]);
    for (int i = 0; i < nvars; i++)
        evidence_box_add(b, m->p.names[i], &box[i]);
}

/* ---- values ------------------------------------------------------------- */

void point_set_box(eval *ev, mpq_t *x, int n)
{
    range *box = xcalloc((size_t)n + 1, sizeof *box);
    for (int i = 0; i < n; i++) {
        range_init(&box[i]);
        mpq_set(box[i].lo, x[i]);
        mpq_set(box[i].hi, x[i]);
    }
    eval_set_box(ev, box, n);
    for (int i = 0; i < n; i++)
        range_clear(&box[i]);
    free(box);
}

uint64_t point_whole_vars(const item *it)
{
    uint64_t whole = 0;
    int var = 0;
    for (size_t i = 0; i < it->nbind; i++) {
        const binder *b = &it->bind[i];
        bool endless = b->kind == DOM_INTEGERS && b->hi == NULL;
        if (endless)
            whole |= UINT64_C(1) << var;
        var += endless || b->kind == DOM_INTERVAL;
    }
    return whole;
}

bool point_is_whole(uint64_t whole, const problem *p, mpq_t *x)
{
    for (int i = 0; i < p->nvars; i++)
        if ((whole >> i & 1) != 0 && mpz_cmp_ui(mpq_denref(x[i]), 1) != 0)
            return false;
    return true;
}

void point_round(uint64_t whole, const problem *p, mpq_t *x)
{
    for (int i = 0; i < p->nvars; i++)
        if ((whole >> i & 1) != 0)
            outward_round(x[i], x[i], 0, false);
}

bool point_refutes(const audit *a, const problem *p, size_t g, mpq_t *x,
                   iv_ptr margin)
{
    return point_is_whole(a->whole, p, x) &&
           checker_refutes(p, g, x, a->max_prec, margin);
}

bool point_satisfies(const audit *a, const problem *p, mpq_t *x, int top)
{
    if (!point_is_whole(a->whole, p, x))
        return false;
    for (int i = 0; i < p->nvars; i++)
        if (!range_contains_q(&p->box[i], x[i]))
            return false;
    bool all = p->nhyps == 0;
    for (int level = 0; level <= top && !all; level += 2) {
        eval *ev = engines_eval(a->engines, level);
        point_set_box(ev, x, p->nvars);
        all = true;
        for (size_t k = 0; k < p->nhyps && all; k++) {
            iv_srcptr h = eval_enclose(ev, p->hyp[k].e);
            all = p->hyp[k].strict ? iv_certainly_pos(h)
                                   : iv_certainly_nonneg(h);
            if (iv_certainly_neg(h))
                return false;
        }
    }
    return all;
}

/* The width is at most 2^-bits times the smaller end. */
static bool tight(iv_srcptr v, long bits)
{
    if (!iv_is_bounded(v))
        return false;
    mpfr_srcptr l = iv_lower(v), h = iv_upper(v);
    if (mpfr_equal_p(l, h))
        return true;
    if (mpfr_sgn(l) * mpfr_sgn(h) <= 0)
        return false;
    mpfr_t w, s;
    mpfr_init2(w, 64);
    mpfr_init2(s, 64);
    mpfr_sub(w, h, l, MPFR_RNDU);
    mpfr_abs(s, mpfr_sgn(l) > 0 ? l : h, MPFR_RNDD);
    mpfr_mul_2si(s, s, -bits, MPFR_RNDD);
    bool ok = mpfr_cmp(w, s) <= 0;
    mpfr_clear(w);
    mpfr_clear(s);
    return ok;
}

void point_enclose(engines *j, expr f, mpq_t *x, int nvars, long bits, int top,
                   iv_ptr out)
{
    enum {
        FEW = 8 /* bits: an integral of integrals is dear */
    };
    if (bits > FEW && expr_integral_depth(j->pool, f) > 1)
        bits = FEW;
    for (int level = 0; level <= top; level++) {
        eval *ev = engines_eval(j, level);
        point_set_box(ev, x, nvars);
        iv_set_prec(out, engines_prec(level));
        iv_set(out, eval_enclose(ev, f));
        if (tight(out, bits))
            return;
    }
}

expr point_substitute(expr_pool *pool, expr f, mpq_t *x, int nvars)
{
    for (int i = 0; i < nvars && f != EXPR_NONE; i++)
        f = expr_subst(pool, f, i, expr_q(pool, x[i]));
    return f;
}
