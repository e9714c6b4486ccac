/* Taylor coefficients of an integral over a wide interval of a variable of its
 * integrand, all orders at once.  Believed.
 *
 * I(x) = int_a^b f(t; x) dt, a < b free of x, x in X.  Let panels make up [a, b), and
 * let f's coefficients in x of orders up to n have bounded enclosures F_k on each
 * panel P times X.  For each t, f is then n times continuously differentiable in x,
 * and its derivatives are below one number for all of P times X, so that they may
 * be taken under the integral (dominated convergence), one after the other:
 *
 *     I_k = int f_k dt   in   the sum of |P| F_k,
 *
 * for panels up to the ends' inner numbers, and of what lies between these and the
 * outer ones any part, that is the hull of |P| F_k and 0.
 *
 * Where f > 0 all over, or f < 0, I_k/I is a mean of f_k/f with the weight f, so it
 * lies in the hull of what f_k/f is on the panels (taylor_relative.c).  Neither is
 * sharp; both stay moderate where X is wide, which is what remainders need.
 *
 * Kinks and jumps of t alone do no harm: for each t f is smooth in x.  Of f at an
 * end nothing is asked that the integral itself does not ask. */
#include "quad_panel.h"
#include "iv_internal.h"
#include "taylor_internal.h"

#include <stdlib.h>

enum {
    PANELS = 40,
    EDGES = 2
};

typedef struct {
    mpfr_t p, q, loss;
    bool part; /* the range may end anywhere in it */
} strip;

typedef struct {
    eval *in;
    expr f;
    int t;
    strip s[PANELS + EDGES];
    int n;
    iv_struct x, v, v0;
    iv_struct *c, *q;
} sweep;

static void set_strip(sweep *w, const strip *s)
{
    quad_panel_set_range(&w->x, s->p, s->q, false, true);
    eval_set_var(w->in, w->t, &w->x);
}

/* |P| times f's width on it. */
static void measure(sweep *w, strip *s)
{
    mpfr_t d;
    mpfr_init2(d, 53);
    set_strip(w, s);
    quad_panel_width(s->loss, eval_enclose(w->in, w->f));
    mpfr_sub(d, s->q, s->p, MPFR_RNDU);
    mpfr_mul(s->loss, s->loss, d, MPFR_RNDU);
    mpfr_clear(d);
}

static void add_strip(sweep *w, mpfr_srcptr p, mpfr_srcptr q, bool part)
{
    strip *s;
    if (mpfr_equal_p(p, q))
        return;
    s = &w->s[w->n++];
    s->part = part;
    mpfr_init2(s->p, w->in->prec);
    mpfr_init2(s->q, w->in->prec);
    mpfr_init2(s->loss, 53);
    mpfr_set(s->p, p, MPFR_RNDN); /* exact: one precision */
    mpfr_set(s->q, q, MPFR_RNDN);
    measure(w, s);
}

/* Halves the strip that loses most, of those that are whole; the first is. */
static void cut_all(sweep *w)
{
    mpfr_t m;
    mpfr_init2(m, w->in->prec);
    for (bool on = true; on && w->n < PANELS;) {
        strip *s = &w->s[0];
        for (int j = 1; j < w->n; j++)
            if (!w->s[j].part && mpfr_greater_p(w->s[j].loss, s->loss))
                s = &w->s[j];
        mpfr_add(m, s->p, s->q, MPFR_RNDN);
        mpfr_div_2ui(m, m, 1, MPFR_RNDN);
        on = mpfr_less_p(s->p, m) && mpfr_less_p(m, s->q);
        if (on) {
            add_strip(w, m, s->q, false);
            mpfr_set(s->q, m, MPFR_RNDN);
            measure(w, s);
        }
    }
    mpfr_clear(m);
}

/* r->c_1 .. and r->q; *sign: of f on the strips so far, 0 as soon as it is not one,
 * 2 before the first. */
static bool add_strip_to(sweep *w, taylor_series *r, int i, int order,
                         const strip *s, int *sign)
{
    bool first = *sign == 2;
    set_strip(w, s);
    bool relative = eval_taylor_relative(w->in, w->f, i, order, w->c, w->q);
    int here = iv_certainly_pos(&w->c[0])   ? 1
               : iv_certainly_neg(&w->c[0]) ? -1
                                            : 0;
    *sign = !relative || (!first && here != *sign) ? 0 : here;
    quad_panel_set_range(&w->x, s->p, s->p, false, false);
    quad_panel_set_range(&w->v, s->q, s->q, false, false);
    iv_sub(&w->v, &w->v, &w->x);
    for (int k = 1; k <= order; k++) {
        if (!iv_is_bounded(&w->c[k]))
            return false;
        iv_mul(&w->x, &w->v, &w->c[k]);
        if (s->part) {
            iv_set_si(&w->v0, 0);
            iv_hull(&w->x, &w->x, &w->v0);
        }
        iv_add(&r->c[k], &r->c[k], &w->x);
        if (*sign != 0 && first)
            iv_set(&r->q[k], &w->q[k]);
        else if (*sign != 0)
            iv_hull(&r->q[k], &r->q[k], &w->q[k]);
    }
    return true;
}

bool taylor_sweep(taylor_work *w, taylor_series *r, const expr_node *n,
                  iv_srcptr a, iv_srcptr b)
{
    int sign = 2;
    bool ok = true;
    if (n->q != 0 || !iv_is_bounded(a) || !iv_is_bounded(b) ||
        !mpfr_less_p(iv_upper(a), iv_lower(b)))
        return false;
    sweep *s = xcalloc(1, sizeof *s);
    *s = (sweep){.in = eval_integrand(w->e, n), .f = n->arg[2], .t = n->p};
    s->c = xcalloc(2 * ((size_t)w->order + 1), sizeof *s->c);
    s->q = s->c + w->order + 1;
    for (int k = 0; k < 2 * (w->order + 1); k++)
        iv_init(&s->c[k], s->in->prec);
    iv_init(&s->x, s->in->prec);
    iv_init(&s->v, s->in->prec);
    iv_init(&s->v0, s->in->prec);
    taylor_begin_relative(w, r);
    for (int k = 1; k <= w->order; k++)
        iv_set_si(&r->c[k], 0);
    add_strip(s, iv_upper(a), iv_lower(b), false);
    add_strip(s, iv_lower(a), iv_upper(a), true);
    add_strip(s, iv_lower(b), iv_upper(b), true);
    cut_all(s);
    for (int j = 0; j < s->n && ok; j++)
        ok = add_strip_to(s, r, w->var, w->order, &s->s[j], &sign);
    if (ok && sign != 0)
        taylor_end_relative(w, r);
    for (int j = 0; j < s->n; j++) {
        mpfr_clear(s->s[j].p);
        mpfr_clear(s->s[j].q);
        mpfr_clear(s->s[j].loss);
    }
    for (int k = 0; k < 2 * (w->order + 1); k++)
        iv_clear(&s->c[k]);
    iv_clear(&s->x);
    iv_clear(&s->v);
    iv_clear(&s->v0);
    free(s->c);
    free(s);
    return ok;
}
