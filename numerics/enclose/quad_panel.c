/* One panel of an integral's range: the three enclosures that quad.c describes.
 * Believed. */
#include "quad_panel.h"
#include "iv_internal.h"

#include "../base/halt.h"

/* r = the larger of |x|'s ends. */
void quad_panel_magnitude(mpfr_ptr r, iv_srcptr x)
{
    mpfr_abs(r, mpfr_cmpabs(iv_lower(x), iv_upper(x)) > 0 ? iv_lower(x)
                                                          : iv_upper(x),
             MPFR_RNDU);
}

void quad_panel_set_range(iv_ptr r, mpfr_srcptr p, mpfr_srcptr q, bool p_open,
                      bool q_open)
{
    mpfr_set(iv_lower_end(r), p, MPFR_RNDN); /* exact: one precision */
    mpfr_set(iv_upper_end(r), q, MPFR_RNDN);
    iv_finish(r, p_open, q_open);
}

/* r = x - y, numbers. */
static void distance(iv_ptr r, mpfr_srcptr x, mpfr_srcptr y)
{
    int tl = mpfr_sub(iv_lower_end(r), x, y, MPFR_RNDD);
    int th = mpfr_sub(iv_upper_end(r), x, y, MPFR_RNDU);
    iv_finish(r, tl != 0, th != 0);
}

void quad_panel_width(mpfr_ptr r, iv_srcptr v)
{
    if (iv_is_bounded(v))
        mpfr_sub(r, iv_upper(v), iv_lower(v), MPFR_RNDU);
    else
        mpfr_set_inf(r, 1);
}

/* w->u = (h^(k+1) + (-1)^k g^(k+1))/(k+1) */
static void moment(quad *w, iv_srcptr h, iv_srcptr g, int k)
{
    iv_pow_ui(&w->u, h, (unsigned long)k + 1);
    iv_pow_ui(&w->v, g, (unsigned long)k + 1);
    if (k % 2 == 0)
        iv_add(&w->u, &w->u, &w->v);
    else
        iv_sub(&w->u, &w->u, &w->v);
    iv_set_si(&w->v, k + 1);
    iv_div(&w->u, &w->u, &w->v);
}

/* m strictly between the ends: of f at q, which is no point of the panel, nothing
 * is known.  false: there may be no such number, and rounding would have found q. */
static bool midpoint(mpfr_ptr m, const quad_panel *s)
{
    mpfr_add(m, s->p, s->q, MPFR_RNDN);
    mpfr_div_2ui(m, m, 1, MPFR_RNDN);
    return mpfr_less_p(s->p, m) && mpfr_less_p(m, s->q);
}

/* By Taylor polynomials; w->whole is the remainder's part. */
static bool by_taylor(quad *w, quad_panel *s)
{
    mpfr_t m;
    iv_t g, h, sum;
    int n = w->order;
    eval_taylor(w->in, w->f, w->t, n, w->c);
    if (!iv_is_bounded(&w->c[n]))
        return false;
    mpfr_init2(m, w->in->prec);
    if (!midpoint(m, s)) {
        mpfr_clear(m);
        return false;
    }
    iv_init(g, w->in->prec);
    iv_init(h, w->in->prec);
    iv_init(sum, w->in->prec);
    distance(h, s->q, m);
    distance(g, m, s->p);
    moment(w, h, g, n);
    iv_mul(&w->whole, &w->u, &w->c[n]);
    quad_panel_set_range(&w->w, m, m, false, false);
    eval_set_var(w->in, w->t, &w->w);
    eval_taylor(w->in, w->f, w->t, n - 1, w->c);
    bool even = mpfr_equal_p(iv_lower(g), iv_upper(g)) &&
                mpfr_equal_p(iv_lower(h), iv_upper(h)) &&
                mpfr_equal_p(iv_lower(g), iv_lower(h));
    iv_set_si(sum, 0);
    for (int k = 0; k < n; k++) {
        if (even && k % 2 != 0)
            continue;
        moment(w, h, g, k);
        iv_mul(&w->v, &w->u, &w->c[k]);
        iv_add(sum, sum, &w->v);
    }
    iv_add(&s->v, sum, &w->whole);
    mpfr_clear(m);
    iv_clear(g);
    iv_clear(h);
    iv_clear(sum);
    return iv_is_bounded(&s->v);
}

/* r = [min(r, 0), max(r, 0)] */
static void with_zero(iv_ptr r)
{
    iv_t zero;
    iv_init(zero, mpfr_get_prec(iv_lower(r)));
    iv_set_si(zero, 0);
    iv_hull(r, r, zero);
    iv_clear(zero);
}

bool quad_panel_by_germ(quad *w, quad_panel *s, germ_answer *answer)
{
    germ_place at = {GERM_LOWER, w->t, s->p, s->q};
    *answer = GERM_UNKNOWN;
    if (mpfr_inf_p(s->p) && mpfr_inf_p(s->q))
        return false;
    if (mpfr_inf_p(s->q))
        at.end = GERM_PLUS;
    else if (mpfr_inf_p(s->p))
        at.end = GERM_MINUS;
    else if (!s->p_outer && s->q_outer)
        at.end = GERM_UPPER;
    else if (s->p_outer == s->q_outer)
        return false;
    *answer = eval_germ(w->in, w->f, &at, &s->v);
    return *answer == GERM_INTEGRABLE;
}

static void not_known(quad_panel *s)
{
    iv_set_si(&s->v, 0);
    mpfr_set_inf(s->error, 1);
    s->known = s->decided = s->continuous = false;
}

/* The panel's value, and how much of it cutting may take away. */
void quad_panel_measure(quad *w, quad_panel *s, bool parts)
{
    bool infinite, ok = false;
    germ_answer answer;
    w->halted = w->halted || halt_now();
    if (w->halted) {
        not_known(s);
        return;
    }
    infinite = mpfr_inf_p(s->p) || mpfr_inf_p(s->q);
    quad_panel_set_range(&w->w, s->p, s->q, s->p_outer, true);
    eval_set_var(w->in, w->t, &w->w);
    iv_set(&s->v,
           eval_enclose_smooth(w->in, w->f, &s->decided, &s->continuous));
    s->known = false;
    w->steps--;
    if (!infinite && iv_is_bounded(&s->v)) {
        iv_t natural;
        iv_init(natural, w->in->prec);
        distance(natural, s->q, s->p);
        iv_mul(natural, natural, &s->v);
        quad_panel_width(s->error, natural);
        ok = !parts && !w->rough && by_taylor(w, s);
        if (ok) {
            mpfr_t e;
            mpfr_init2(e, 53);
            quad_panel_width(e, &w->whole);
            ok = mpfr_lessequal_p(e, s->error) != 0;
            if (ok)
                mpfr_set(s->error, e, MPFR_RNDU);
            mpfr_clear(e);
        }
        if (!ok)
            iv_set(&s->v, natural);
        s->known = true;
        iv_clear(natural);
    } else if (quad_panel_by_germ(w, s, &answer)) {
        quad_panel_width(s->error, &s->v);
        s->known = true;
    }
    if (!s->known) {
        not_known(s);
    } else if (parts) {
        with_zero(&s->v);
    }
}
