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

/* m strictly between the ends: of f at q, which is no point of the panel, nothing
 * is known.  false: there may be no such number, and rounding would have found q. */
static bool midpoint(mpfr_ptr m, const quad_panel *s)
{
    mpfr_add(m, s->p, s->q, MPFR_RNDN);
    mpfr_div_2ui(m, m, 1, MPFR_RNDN);
    return mpfr_less_p(s->p, m) && mpfr_less_p(m, s->q);
}

/* g = m - p and h = q - m, perhaps rounded; false: there is no such m. */
static bool halves(mpfr_ptr m, iv_ptr g, iv_ptr h, const quad_panel *s)
{
    if (!midpoint(m, s))
        return false;
    distance(h, s->q, m);
    distance(g, m, s->p);
    return true;
}

/* The evaluator for remainders: few bits tell as much of what is small.  A short
 * panel's ends would suffer from that, though, and so may what cancels: where
 * cutting does not soon help, all bits are used. */
static eval *remainders(const quad *w, const quad_panel *s)
{
    enum {
        NEAR = 32, /* bits: a length against the distance from 0 */
        DEEP = 8
    };
    mpfr_t d;
    mpfr_init2(d, 53);
    mpfr_sub(d, s->q, s->p, MPFR_RNDN);
    mpfr_mul_2ui(d, d, NEAR, MPFR_RNDN);
    bool near = mpfr_cmpabs(d, s->p) > 0 && mpfr_cmpabs(d, s->q) > 0;
    mpfr_clear(d);
    return near && s->depth < DEEP ? w->low : w->in;
}

/* r = the remainder's part of the panel's integral. */
static void remainder_part(const quad *w, iv_ptr r, const quad_panel *s,
                           iv_srcptr g, iv_srcptr h)
{
    unsigned long n = (unsigned long)w->order + 1;
    iv_t u;
    iv_init(u, w->in->prec);
    iv_pow_ui(r, h, n);
    iv_pow_ui(u, g, n);
    iv_add(u, u, r);
    iv_div_si(u, u, (long)n);
    iv_mul(r, u, &s->far);
    iv_clear(u);
}

/* Is the panel's error that of a Taylor remainder?  What its coefficient is on a
 * wider panel, from which this was cut, may do. */
static bool by_remainder(quad *w, quad_panel *s, iv_srcptr g, iv_srcptr h)
{
    mpfr_t e;
    bool yes = false;
    mpfr_init2(e, 53);
    for (int again = !s->has_far; again < 2 && !yes; again++) {
        if (again) {
            eval *in = remainders(w, s);
            if (in != w->in)
                eval_set_var(in, w->t, eval_var_value(w->in, w->t));
            eval_taylor(in, w->f, w->t, w->order, w->c);
            s->has_far = iv_is_bounded(&w->c[w->order]);
            if (!s->has_far)
                break;
            iv_set(&s->far, &w->c[w->order]);
        }
        remainder_part(w, &w->w, s, g, h);
        quad_panel_width(e, &w->w);
        yes = mpfr_lessequal_p(e, again ? s->error : w->goal) != 0;
    }
    if (yes)
        mpfr_set(s->error, e, MPFR_RNDU);
    mpfr_clear(e);
    return yes;
}

/* r += sum_(k<n) c_k (h^(k+1) + (-1)^k g^(k+1))/(k+1), without the terms that
 * vanish where g = h. */
static void add_polynomial(quad *w, iv_ptr r, iv_srcptr g, iv_srcptr h)
{
    iv_t a, b, square; /* h^(k+1), (-1)^k g^(k+1), h^2 */
    bool even = mpfr_equal_p(iv_lower(g), iv_upper(g)) &&
                mpfr_equal_p(iv_lower(h), iv_upper(h)) &&
                mpfr_equal_p(iv_lower(g), iv_lower(h));
    iv_init(a, w->in->prec);
    iv_init(b, w->in->prec);
    iv_set(a, h);
    iv_set(b, g);
    iv_init(square, w->in->prec);
    iv_pow_ui(square, h, 2);
    for (int k = 0; k < w->order; k += 1 + even) {
        iv_add(&w->u, a, b);
        iv_mul(&w->v, &w->u, &w->c[k]);
        iv_div_si(&w->v, &w->v, k + 1);
        iv_add(r, r, &w->v);
        iv_mul(&w->u, a, even ? square : h);
        iv_swap(a, &w->u);
        if (even) {
            iv_set(b, a);
            continue;
        }
        iv_mul(&w->u, b, g);
        iv_neg(b, &w->u);
    }
    iv_clear(a);
    iv_clear(b);
    iv_clear(square);
}

static bool pending(quad *w, quad_panel *s)
{
    mpfr_t m;
    iv_t g, h;
    mpfr_init2(m, w->in->prec);
    iv_init(g, w->in->prec);
    iv_init(h, w->in->prec);
    bool yes = halves(m, g, h, s) && by_remainder(w, s, g, h);
    mpfr_clear(m);
    iv_clear(g);
    iv_clear(h);
    return yes;
}

void quad_panel_expand(quad *w, quad_panel *s)
{
    mpfr_t m;
    iv_t g, h;
    mpfr_init2(m, w->in->prec);
    iv_init(g, w->in->prec);
    iv_init(h, w->in->prec);
    if (s->pending && halves(m, g, h, s)) {
        quad_panel_set_range(&w->w, m, m, false, false);
        eval_set_var(w->in, w->t, &w->w);
        eval_taylor(w->in, w->f, w->t, w->order - 1, w->c);
        remainder_part(w, &w->w, s, g, h);
        add_polynomial(w, &w->w, g, h);
        if (iv_is_bounded(&w->w))
            iv_swap(&s->v, &w->w);
        else
            quad_panel_width(s->error, &s->v);
    }
    s->pending = false;
    mpfr_clear(m);
    iv_clear(g);
    iv_clear(h);
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
    s->known = s->pending = s->decided = s->continuous = false;
}

/* The panel's value, and how much of it cutting may take away. */
void quad_panel_measure(quad *w, quad_panel *s, bool parts)
{
    bool infinite;
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
    s->known = s->pending = false;
    w->steps--;
    if (!infinite && iv_is_bounded(&s->v)) {
        iv_t natural;
        iv_init(natural, w->in->prec);
        distance(natural, s->q, s->p);
        iv_mul(natural, natural, &s->v);
        quad_panel_width(s->error, natural);
        iv_swap(&s->v, natural);
        s->pending = !parts && !w->rough && pending(w, s);
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
