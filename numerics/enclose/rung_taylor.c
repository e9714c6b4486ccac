/* Taylor forms in one variable, in hardware doubles.  Believed.  See rung.h.
 *
 * The rules are those of taylor_rules.c and of the functions' files (Moore's
 * recurrences), term by term, in the operations of rung_interval.h.  So each
 * coefficient encloses what it stands for at every point of the box, and, by
 * induction over the terms, holds the one that eval_taylor finds there with 53
 * bits or more: its operands are held, and an operation's result here holds
 * what MPFR makes of operands that are held.  A term that is left out because
 * a factor is [0, 0] is 0 there, too; one that only MPFR leaves out is 0, which
 * its enclosure here holds.
 *
 * Smooth.  Where all coefficients of an operation are there it is as often
 * differentiable as they are many: roots and logarithms of what is positive,
 * quotients by what keeps away from 0, functions where they are defined.  An
 * absolute value must have an argument that is >= 0 all over the box, or < 0;
 * on the box it is then that argument, or its negative, and that is what is
 * expanded at the centre, too (as checker_resolved would have it, which asks
 * for >= 0 first).  Other kinks, and what may jump,
 * are refused, unless the variable does not occur in them: such an operation
 * is a number along the variable, and needs no smoothness.
 *
 * Whatever overflows is noted where it comes about (rung_series_keep), so that no NaN
 * gets into a comparison. */
#include "rung_series.h"

#include "../base/limits.h"
#include "../base/memory.h"
#include "../base/rational.h"

#include <stdlib.h>
#include <string.h>

/* |u|.  At the centre the sign is the box's, in which the centre lies. */
static void kink(rung_series *w, rung_interval *r, const rung_interval *u)
{
    bool positive = u[0].lo >= 0;
    if (!positive && !(u[0].hi < 0))
        w->ok = false;
    for (int k = 1; k <= w->order; k++)
        r[k] = positive ? u[k] : rung_neg(u[k]);
}

static rung_interval *row(const rung_series *w, size_t k)
{
    return w->r->coef + k * ((size_t)w->order + 1);
}

/* Operation k's coefficients beyond the first, which is there. */
static void expand(rung_series *w, size_t k)
{
    const rung_op *o = &w->r->op[k];
    rung_interval *r = row(w, k);
    const rung_interval *a = row(w, o->a), *b = row(w, o->b);
    switch ((expr_op)o->op) {
    case EXPR_VAR:
        r[1] = rung_point(1);
        break;
    case EXPR_NEG:
        for (int j = 1; j <= w->order; j++)
            r[j] = rung_neg(a[j]);
        break;
    case EXPR_ADD:
        for (int j = 1; j <= w->order; j++)
            r[j] = rung_series_add(w, a[j], b[j]);
        break;
    case EXPR_SUB:
        for (int j = 1; j <= w->order; j++)
            r[j] = rung_series_sub(w, a[j], b[j]);
        break;
    case EXPR_MUL:
        if (a == b)
            rung_series_square(w, r, a);
        else
            rung_series_multiply(w, r, a, b);
        break;
    case EXPR_DIV:
        rung_series_quotient(w, r, a, b);
        break;
    case EXPR_POW:
        rung_series_power(w, r, a, o->p);
        break;
    case EXPR_SQRT:
        rung_series_root(w, r, a);
        break;
    case EXPR_ABS:
        kink(w, r, a);
        break;
    default:
        if (o->nargs == 1)
            rung_series_function(w, (expr_op)o->op, r, a);
        else
            w->ok = false;
    }
}

/* Does operation k depend on the variable?  Those before it are known. */
static bool moves(const rung_series *w, const bool *moving, size_t k)
{
    const rung_op *o = &w->r->op[k];
    if (o->op == EXPR_VAR)
        return o->p == w->var;
    return !o->closed &&
           ((o->nargs > 0 && moving[o->a]) || (o->nargs > 1 && moving[o->b]) ||
            (o->nargs > 2 && moving[o->c]));
}

/* Root 0's coefficients on the box x. */
static const rung_interval *coefficients(rung_series *w, const rung_interval *x,
                                         int nvars, bool *moving)
{
    rung *r = w->r;
    rung_interval value;
    if (!rung_enclose(r, x, nvars, &value))
        return NULL;
    for (size_t k = 0; k < r->n && w->ok; k++) {
        rung_interval *c = row(w, k);
        memset(c, 0, ((size_t)w->order + 1) * sizeof *c); /* flat: [0, 0] */
        c[0] = r->v[k];
        moving[k] = moves(w, moving, k);
        if (moving[k])
            expand(w, k);
    }
    return w->ok ? row(w, r->root[0]) : NULL;
}

/* ---- the form ------------------------------------------------------------- */

static void reserve(rung *r, int order)
{
    size_t room = (size_t)order + 1;
    if (room <= r->room)
        return;
    r->coef = xrealloc(r->coef, r->n * room * sizeof *r->coef);
    r->room = room;
}

/* sum over j < m of at_j h^j, and far_m h^m: Lagrange. */
static rung_interval sum_of(rung_series *w, rung_interval h,
                            const rung_interval *at, rung_interval far)
{
    rung_interval t = at[0];
    for (int j = 1; j <= w->order; j++) {
        rung_interval p = rung_series_keep(w, rung_pow(h, (unsigned long)j));
        t = rung_series_add(w, t,
                            rung_series_mul(w, p, j < w->order ? at[j] : far));
    }
    return t;
}

bool rung_taylor_form(rung *f, const range *box, int nvars, const rung_about *t,
                      rung_interval *form, rung_interval *at)
{
    rung_interval x[EXPR_MAX_VARS];
    rung_series w = {.r = f, .var = t->var, .order = t->order, .ok = true};
    if (f->nroots != 1 || t->order < 1 || t->order > LIMIT_ORDER_MAX ||
        !rung_set_box(x, box, nvars))
        return false;
    reserve(f, t->order);
    bool *moving = xmalloc(f->n * sizeof *moving);
    const rung_interval *c = coefficients(&w, x, nvars, moving);
    if (c != NULL) {
        rung_interval far = c[t->order], whole = x[t->var], *q = &x[t->var];
        rational_bracket(t->q, &q->lo, &q->hi);
        c = rung_is_there(*q) ? coefficients(&w, x, nvars, moving) : NULL;
        if (c != NULL) {
            rung_interval h = rung_series_keep(&w, rung_sub(whole, *q));
            *form = sum_of(&w, h, c, far);
            *at = c[0];
        }
    }
    free(moving);
    return c != NULL && w.ok;
}

bool rung_taylor(rung *f, const range *box, int nvars, const rung_about *t,
                 mpfr_ptr lower)
{
    rung_interval form, at;
    if (!rung_taylor_form(f, box, nvars, t, &form, &at))
        return false;
    rational_to_fr(lower, form.lo);
    return true;
}
