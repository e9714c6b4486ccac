/* Integrals over fixed ranges, cut where the enclosure is widest.  Believed:
 * each panel's value, and that the panels make up the range; the rule that
 * cuts only decides how narrow the answer is.
 *
 * A panel [p, q] with m between its ends and n even:
 *
 *     f(t) = sum_(k<n) c_k (t - m)^k + R(t) (t - m)^n,
 *
 * c_k f's Taylor coefficients at m, R(t) a value of its n-th on [p, q]
 * (Lagrange), so the integral lies in
 *
 *     sum_(k<n) c_k (h^(k+1) + (-1)^k g^(k+1))/(k+1)
 *         + R (h^(n+1) + g^(n+1))/(n+1),      h = q - m, g = m - p;
 *
 * it lies in (q - p) f([p, q]) as well, where f need not be smooth; and at an
 * outer end in what its germ says (eval_germ.c).
 *
 * The rule: the panel whose value is least certain is halved (an infinite one
 * where its distance doubles) until that hardly matters any more, or the
 * budget is spent.  The budget counts steps: the same on every machine. */
#include "quad.h"
#include "iv_internal.h"

#include "../base/memory.h"
#include "../expr/expr_internal.h"

#include <stdlib.h>

enum {
    WORK = 8000000,   /* products of coefficients, about */
    MIN_STEPS = 400,
    MAX_STEPS = 1500,
    PARTS_STEPS = 12, /* where the answer is wide anyway */
    MAX_ORDER = 128,
    DEPTH = 4000,
    DEPTH_UNKNOWN = 64 /* where f is not enclosed at all */
};

typedef struct {
    mpfr_t p, q, error;
    iv_struct v;
    bool p_outer, q_outer, known;
    bool decided, continuous; /* f on it */
    int depth;
} panel;

typedef struct {
    panel *v;
    size_t n, cap;
} panels;

/* ---- life --------------------------------------------------------------- */

/* r = the larger of |x|'s ends. */
static void magnitude(mpfr_ptr r, iv_srcptr x)
{
    mpfr_abs(r, mpfr_cmpabs(iv_lower(x), iv_upper(x)) > 0 ? iv_lower(x)
                                                          : iv_upper(x),
             MPFR_RNDU);
}

/* 2^-bits: how uncertain the other variables are. */
static long uncertainty(const quad *w)
{
    uint64_t vars = expr_get(w->in->pool, w->f)->vars;
    long bits = (long)w->in->prec - 8;
    mpfr_t d, m;
    mpfr_init2(d, 53);
    mpfr_init2(m, 53);
    for (int i = 0; i < EXPR_MAX_VARS; i++) {
        iv_srcptr x = eval_var_value(w->in, i);
        if ((vars >> i & 1) == 0 || i == w->t || !iv_is_bounded(x))
            continue;
        mpfr_sub(d, iv_upper(x), iv_lower(x), MPFR_RNDU);
        magnitude(m, x);
        if (mpfr_zero_p(d))
            continue;
        long e = mpfr_get_exp(d) - (mpfr_zero_p(m) || mpfr_get_exp(m) < 0
                                        ? 0
                                        : (long)mpfr_get_exp(m));
        bits = 12 - e < bits ? 12 - e : bits;
    }
    mpfr_clear(d);
    mpfr_clear(m);
    return bits > 12 ? bits : 12;
}

/* Does f perhaps jump where another variable than x_t moves?  A conditional on
 * x_t alone takes, for each x_t, one branch whatever the others do. */
static bool jumps(const quad *w)
{
    size_t n;
    bool yes = false;
    expr *order = expr_postorder(w->in->pool, w->f, &n);
    for (size_t k = 0; k < n && !yes; k++) {
        const expr_node *x = expr_get(w->in->pool, order[k]);
        yes = x->op == EXPR_INTEGRAL ||
              (x->op == EXPR_IF && (expr_get(w->in->pool, x->arg[0])->vars &
                                    ~(UINT64_C(1) << w->t)) != 0);
    }
    free(order);
    return yes;
}

void quad_init(quad *w, eval *in, expr f, int t)
{
    *w = (quad){.in = in, .f = f, .t = t, .decided = true, .continuous = true};
    w->bits = uncertainty(w);
    w->jumps = jumps(w);
    w->order = 2 * (int)(3 + w->bits / 9);
    w->order = w->order < MAX_ORDER ? w->order : MAX_ORDER;
    long cost = (long)w->order * w->order * (long)expr_size(in->pool, f);
    w->steps = WORK / cost;
    w->steps = w->steps < MIN_STEPS ? MIN_STEPS : w->steps;
    w->steps = w->steps > MAX_STEPS ? MAX_STEPS : w->steps;
    w->c = xcalloc((size_t)w->order + 1, sizeof *w->c);
    for (int k = 0; k <= w->order; k++)
        iv_init(&w->c[k], in->prec);
    iv_init(&w->u, in->prec);
    iv_init(&w->v, in->prec);
    iv_init(&w->w, in->prec);
    iv_init(&w->whole, in->prec);
}

void quad_clear(quad *w)
{
    for (int k = 0; k <= w->order; k++)
        iv_clear(&w->c[k]);
    free(w->c);
    iv_clear(&w->u);
    iv_clear(&w->v);
    iv_clear(&w->w);
    iv_clear(&w->whole);
}

static void panel_init(panel *s, mpfr_prec_t prec)
{
    mpfr_init2(s->p, prec);
    mpfr_init2(s->q, prec);
    mpfr_init2(s->error, 53);
    iv_init(&s->v, prec);
    s->known = s->p_outer = s->q_outer = false;
    s->depth = 0;
}

static void panel_clear(panel *s)
{
    mpfr_clear(s->p);
    mpfr_clear(s->q);
    mpfr_clear(s->error);
    iv_clear(&s->v);
}

static panel *add_panel(panels *ps, mpfr_prec_t prec)
{
    if (ps->n == ps->cap) {
        ps->cap = 2 * ps->cap + 16;
        ps->v = xrealloc(ps->v, ps->cap * sizeof *ps->v);
    }
    panel_init(&ps->v[ps->n], prec);
    return &ps->v[ps->n++];
}

/* ---- one panel ---------------------------------------------------------- */

static void set_range(iv_ptr r, mpfr_srcptr p, mpfr_srcptr q, bool p_open,
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

static void width(mpfr_ptr r, iv_srcptr v)
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

/* By Taylor polynomials; w->whole is the remainder's part. */
static bool by_taylor(quad *w, panel *s)
{
    mpfr_t m;
    iv_t g, h, sum;
    int n = w->order;
    eval_taylor(w->in, w->f, w->t, n, w->c);
    if (!iv_is_bounded(&w->c[n]))
        return false;
    mpfr_init2(m, w->in->prec);
    iv_init(g, w->in->prec);
    iv_init(h, w->in->prec);
    iv_init(sum, w->in->prec);
    mpfr_add(m, s->p, s->q, MPFR_RNDN);
    mpfr_div_2ui(m, m, 1, MPFR_RNDN);
    distance(h, s->q, m);
    distance(g, m, s->p);
    moment(w, h, g, n);
    iv_mul(&w->whole, &w->u, &w->c[n]);
    set_range(&w->w, m, m, false, false);
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

static bool by_germ(quad *w, panel *s, germ_answer *answer)
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

/* The panel's value, and how much of it cutting may take away. */
static void measure(quad *w, panel *s, bool parts)
{
    bool infinite, ok = false;
    germ_answer answer;
    infinite = mpfr_inf_p(s->p) || mpfr_inf_p(s->q);
    set_range(&w->w, s->p, s->q, s->p_outer, s->q_outer);
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
        width(s->error, natural);
        ok = !parts && !w->rough && by_taylor(w, s);
        if (ok) {
            mpfr_t e;
            mpfr_init2(e, 53);
            width(e, &w->whole);
            ok = mpfr_lessequal_p(e, s->error) != 0;
            if (ok)
                mpfr_set(s->error, e, MPFR_RNDU);
            mpfr_clear(e);
        }
        if (!ok)
            iv_set(&s->v, natural);
        s->known = true;
        iv_clear(natural);
    } else if (by_germ(w, s, &answer)) {
        width(s->error, &s->v);
        s->known = true;
    }
    if (!s->known) {
        iv_set_si(&s->v, 0);
        mpfr_set_inf(s->error, 1);
    } else if (parts) {
        with_zero(&s->v);
    }
}

/* ---- cutting ------------------------------------------------------------ */

/* Where an infinite panel is cut: where its distance doubles. */
static void cut_far(mpfr_ptr m, const panel *s)
{
    mpfr_set_ui_2exp(m, 1, s->depth, MPFR_RNDN);
    if (mpfr_inf_p(s->p) && mpfr_inf_p(s->q))
        mpfr_set_zero(m, 1);
    else if (mpfr_inf_p(s->q))
        mpfr_add(m, s->p, m, MPFR_RNDN);
    else
        mpfr_sub(m, s->q, m, MPFR_RNDN);
}

/* Cuts panel k; false when there is no number between its ends. */
static bool cut(quad *w, panels *ps, size_t k, bool parts)
{
    panel *b = add_panel(ps, w->in->prec), *a = &ps->v[k];
    mpfr_t m;
    mpfr_init2(m, w->in->prec);
    bool both = mpfr_inf_p(a->p) && mpfr_inf_p(a->q);
    if (mpfr_inf_p(a->p) || mpfr_inf_p(a->q)) {
        cut_far(m, a);
    } else {
        mpfr_add(m, a->p, a->q, MPFR_RNDN);
        mpfr_div_2ui(m, m, 1, MPFR_RNDN);
    }
    bool ok = mpfr_less_p(a->p, m) && mpfr_less_p(m, a->q);
    if (ok) {
        mpfr_set(b->p, m, MPFR_RNDN);
        mpfr_set(b->q, a->q, MPFR_RNDN);
        mpfr_set(a->q, m, MPFR_RNDN);
        b->q_outer = a->q_outer;
        a->q_outer = false;
        a->depth += !both;
        b->depth = a->depth;
        measure(w, a, parts);
        measure(w, b, parts);
    } else {
        ps->n--;
        panel_clear(b);
    }
    mpfr_clear(m);
    return ok;
}

/* The least certain panel: the first of the widest. */
static size_t worst(const panels *ps)
{
    size_t k = 0;
    for (size_t j = 1; j < ps->n; j++)
        if (mpfr_greater_p(ps->v[j].error, ps->v[k].error))
            k = j;
    return k;
}

/* Does cutting matter no more?  Its gain is at most `error`, the sum of the
 * panels': against the value's size, and against what would be left of its
 * width. */
static bool settled(const quad *w, const panels *ps, bool parts)
{
    mpfr_t error, size, d, e;
    bool yes = true;
    mpfr_init2(error, 53);
    mpfr_init2(size, 53);
    mpfr_init2(d, 53);
    mpfr_init2(e, 53);
    mpfr_set_zero(error, 1);
    mpfr_set_zero(size, 1);
    mpfr_set_zero(e, 1);
    for (size_t k = 0; k < ps->n && yes; k++) {
        const panel *s = &ps->v[k];
        yes = s->known;
        mpfr_add(error, error, s->error, MPFR_RNDU);
        magnitude(d, &s->v);
        mpfr_add(size, size, d, MPFR_RNDU);
        width(d, &s->v);
        mpfr_add(e, e, d, MPFR_RNDU);
    }
    mpfr_sub(e, e, error, MPFR_RNDD); /* would be left */
    mpfr_div_2ui(e, e, 3, MPFR_RNDD);
    mpfr_div_2ui(size, size, parts ? 1 : (unsigned long)w->bits, MPFR_RNDD);
    yes = yes && (mpfr_lessequal_p(error, e) || mpfr_lessequal_p(error, size));
    mpfr_clear(error);
    mpfr_clear(size);
    mpfr_clear(d);
    mpfr_clear(e);
    return yes;
}

/* Cuts until f is enclosed on every panel, without polynomials; then measures
 * them all.  false: there is a panel where f is not. */
static bool resolve(quad *w, panels *ps, bool parts)
{
    bool ok = true;
    w->rough = true;
    measure(w, &ps->v[0], parts);
    for (size_t k = 0; k < ps->n && ok; k++)
        while (ok && !ps->v[k].known)
            ok = ps->v[k].depth < DEPTH_UNKNOWN && w->steps > 0 &&
                 cut(w, ps, k, parts);
    w->rough = false;
    for (size_t k = 0; k < ps->n && ok; k++)
        measure(w, &ps->v[k], parts);
    return ok;
}

bool quad_integrate(quad *w, iv_ptr r, const quad_range *g)
{
    panels ps = {0};
    panel *s = add_panel(&ps, w->in->prec);
    long first = w->steps, most = g->parts ? PARTS_STEPS : first;
    bool ok = true;
    mpfr_set(s->p, g->p, MPFR_RNDN);
    mpfr_set(s->q, g->q, MPFR_RNDN);
    s->p_outer = g->p_outer;
    s->q_outer = g->q_outer;
    ok = resolve(w, &ps, g->parts);
    while (ok && !settled(w, &ps, g->parts)) {
        size_t k = worst(&ps);
        bool needed = !ps.v[k].known;
        if (w->steps <= 0 || (!needed && first - w->steps >= most))
            break;
        if (ps.v[k].depth >= DEPTH || !cut(w, &ps, k, g->parts)) {
            ok = !needed;
            mpfr_set_zero(ps.v[k].error, 1);
        }
    }
    iv_set_si(r, 0);
    for (size_t k = 0; k < ps.n; k++) {
        ok = ok && ps.v[k].known;
        if (ok)
            iv_add(r, r, &ps.v[k].v);
        w->decided = w->decided && ps.v[k].decided;
        w->continuous =
            w->continuous && (!w->jumps || ps.v[k].continuous);
        panel_clear(&ps.v[k]);
    }
    free(ps.v);
    return ok && iv_is_bounded(r);
}

/* Panels of rising distance from the end, until the germ says something. */
static bool diverges_at(quad *w, const quad_range *g, bool upper)
{
    enum {
        TRIES = 24
    };
    panel s;
    bool yes = false, known = false;
    panel_init(&s, w->in->prec);
    for (int k = 1; k <= TRIES && !known; k++) {
        germ_answer answer;
        mpfr_ptr near = upper ? s.q : s.p, far = upper ? s.p : s.q;
        mpfr_srcptr end = upper ? g->q : g->p, other = upper ? g->p : g->q;
        mpfr_set(near, end, MPFR_RNDN);
        if (mpfr_inf_p(end)) {
            mpfr_set_si_2exp(far, upper ? 1 : -1, 2 * k, MPFR_RNDN);
        } else if (mpfr_inf_p(other)) {
            mpfr_set_si_2exp(far, upper ? -1 : 1, -k, MPFR_RNDN);
            mpfr_add(far, far, end, MPFR_RNDN);
        } else {
            mpfr_sub(far, other, end, MPFR_RNDN);
            mpfr_div_2ui(far, far, (unsigned long)k, MPFR_RNDN);
            mpfr_add(far, far, end, MPFR_RNDN);
        }
        if (!mpfr_less_p(s.p, s.q) || mpfr_less_p(s.p, g->p) ||
            mpfr_greater_p(s.q, g->q))
            continue;
        s.p_outer = !upper;
        s.q_outer = upper;
        set_range(&w->w, s.p, s.q, s.p_outer, s.q_outer);
        eval_set_var(w->in, w->t, &w->w);
        known = by_germ(w, &s, &answer);
        yes = answer == GERM_DIVERGES;
        known = known || yes;
    }
    panel_clear(&s);
    return yes;
}

bool quad_diverges(quad *w, const quad_range *g)
{
    return (g->p_outer && diverges_at(w, g, false)) ||
           (g->q_outer && diverges_at(w, g, true));
}
