/* Integrals over fixed ranges, cut where the enclosure is widest.  Believed:
 * each panel's value, and that the panels make up the range; the rule that
 * cuts only decides how narrow the answer is.
 *
 * A panel [p, q] with m strictly between its ends and n even:
 *
 *     f(t) = sum_(k<n) c_k (t - m)^k + R(t) (t - m)^n,
 *
 * c_k f's Taylor coefficients at m, R(t) a value of its n-th on [p, q]
 * (Lagrange), which what encloses it on a wider panel holds, too, so the integral lies in
 *
 *     sum_(k<n) c_k (h^(k+1) + (-1)^k g^(k+1))/(k+1)
 *         + R (h^(n+1) + g^(n+1))/(n+1),      h = q - m, g = m - p;
 *
 * it lies in (q - p) f([p, q]) as well, where f need not be smooth; and at an
 * outer end in what its germ says (eval_germ.c).  Of each panel f is looked at on
 * [p, q): so together they show f defined all over the range, where q belongs to
 * the next panel or is no point of it, and what f does at q alone adds nothing.
 *
 * The rule: the panel whose value is least certain is halved (an infinite one
 * where its distance doubles, one with a kink beside it) until that hardly matters any more, or the
 * budget is spent.  Remainders tell that, so polynomials are found for those
 * panels alone that are not cut any more.  The budget counts steps: the same on every machine.  Where
 * the work is to be left off (halt.h) there is no value. */
#include "quad_panel.h"
#include "iv_internal.h"

#include "../base/halt.h"
#include "../base/memory.h"
#include "../expr/expr_internal.h"

#include <stdlib.h>

enum {
    WORK = 16000000,  /* products of coefficients, about */
    MIN_STEPS = 100,
    MAX_STEPS = 1500,
    PARTS_STEPS = 12, /* where the answer is wide anyway */
    MAX_ORDER = 128,
    LAZY_BITS = 40,
    LOW_PREC = 60, /* of remainders */
    DEPTH = 4000,
    DEPTH_UNKNOWN = 64 /* where f is not enclosed at all */
};

typedef struct {
    quad_panel *v;
    size_t n, cap;
} panels;

/* ---- life --------------------------------------------------------------- */

long quad_sharpness(const eval *in, expr f, int t)
{
    uint64_t vars = expr_get(in->pool, f)->vars;
    long bits = (long)in->prec - 8;
    mpfr_t d, m;
    mpfr_init2(d, 53);
    mpfr_init2(m, 53);
    for (int i = 0; i < EXPR_MAX_VARS; i++) {
        iv_srcptr x = eval_var_value(in, i);
        if ((vars >> i & 1) == 0 || i == t || !iv_is_bounded(x))
            continue;
        mpfr_sub(d, iv_upper(x), iv_lower(x), MPFR_RNDU);
        quad_panel_magnitude(m, x);
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

/* Of an integral of integrals so many bits are wanted: each panel costs many
 * quadratures, and their number and cost rise with the bits.  More precision gives
 * more of them. */
long quad_set_aim(eval *in, expr f, int t)
{
    long bits = quad_sharpness(in, f, t), most = (long)in->prec / 6;
    if (in->asked > 0 && in->asked < bits)
        bits = in->asked;
    in->aim = 0;
    if (expr_integral_depth(in->pool, f) > 0) {
        bits = bits < most ? bits : most;
        in->aim = bits + 8;
    }
    return bits;
}

void quad_init(quad *w, eval *in, expr f, int t)
{
    *w = (quad){.in = in, .f = f, .t = t, .decided = true, .continuous = true};
    w->bits = quad_set_aim(in, f, t);
    w->low = in;
    if (in->prec > LOW_PREC) {
        if (in->low == NULL)
            in->low = eval_new(in->pool, LOW_PREC);
        w->low = in->low;
        w->low->relative = in->relative;
        w->low->asked = in->asked;
        w->low->aim = in->aim;
        eval_give_box(w->low, in,
                      expr_get(in->pool, f)->vars & ~(UINT64_C(1) << t));
    }
    /* A condition or a step of x_t alone is, for each x_t, the same whatever the
     * others are. */
    w->jumps = expr_jumps(in->pool, f, ~(UINT64_C(1) << t));
    w->order = 2 * (int)(3 + w->bits / (w->bits < LAZY_BITS ? 9 : 5));
    w->order = w->order < MAX_ORDER ? w->order : MAX_ORDER;
    if (expr_integral_is_sum(in->pool, f, t)) /* its terms are exact */
        w->order = 2;
    long cost = (long)w->order * w->order * (long)expr_size(in->pool, f);
    cost += cost / 512 * (long)in->prec;
    w->steps = WORK / cost;
    w->steps = w->steps < MIN_STEPS ? MIN_STEPS : w->steps;
    w->steps = w->steps > MAX_STEPS ? MAX_STEPS : w->steps;
    w->c = xcalloc((size_t)w->order + 1, sizeof *w->c);
    for (int k = 0; k <= w->order; k++)
        iv_init(&w->c[k], in->prec);
    mpfr_init2(w->goal, 53);
    mpfr_set_zero(w->goal, 1);
    iv_init(&w->u, in->prec);
    iv_init(&w->v, in->prec);
    iv_init(&w->w, in->prec);
}

void quad_clear(quad *w)
{
    for (int k = 0; k <= w->order; k++)
        iv_clear(&w->c[k]);
    free(w->c);
    mpfr_clear(w->goal);
    iv_clear(&w->u);
    iv_clear(&w->v);
    iv_clear(&w->w);
}

static void panel_init(quad_panel *s, mpfr_prec_t prec)
{
    mpfr_init2(s->p, prec);
    mpfr_init2(s->q, prec);
    mpfr_init2(s->error, 53);
    iv_init(&s->v, prec);
    iv_init(&s->far, prec);
    s->pending = s->has_far = false;
    s->known = s->p_outer = s->q_outer = false;
    s->depth = 0;
}

static void panel_clear(quad_panel *s)
{
    mpfr_clear(s->p);
    mpfr_clear(s->q);
    mpfr_clear(s->error);
    iv_clear(&s->v);
    iv_clear(&s->far);
}

static quad_panel *add_panel(panels *ps, mpfr_prec_t prec)
{
    if (ps->n == ps->cap) {
        ps->cap = 2 * ps->cap + 16;
        ps->v = xrealloc(ps->v, ps->cap * sizeof *ps->v);
    }
    panel_init(&ps->v[ps->n], prec);
    return &ps->v[ps->n++];
}

/* ---- cutting ------------------------------------------------------------ */

/* Where an infinite panel is cut: where its distance doubles. */
static void cut_far(mpfr_ptr m, const quad_panel *s)
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
    quad_panel *b = add_panel(ps, w->in->prec), *a = &ps->v[k];
    mpfr_t m;
    mpfr_init2(m, w->in->prec);
    bool both = mpfr_inf_p(a->p) && mpfr_inf_p(a->q);
    if (mpfr_inf_p(a->p) || mpfr_inf_p(a->q)) {
        cut_far(m, a);
    } else if (w->rough || parts || !quad_kink_cut(w, a, m)) {
        mpfr_add(m, a->p, a->q, MPFR_RNDN);
        mpfr_div_2ui(m, m, 1, MPFR_RNDN);
    }
    bool ok = mpfr_less_p(a->p, m) && mpfr_less_p(m, a->q);
    if (ok) {
        mpfr_set(b->p, m, MPFR_RNDN);
        mpfr_set(b->q, a->q, MPFR_RNDN);
        mpfr_set(a->q, m, MPFR_RNDN);
        b->q_outer = a->q_outer;
        b->has_far = a->has_far;
        iv_set(&b->far, &a->far);
        a->q_outer = false;
        a->depth += !both;
        b->depth = a->depth;
        quad_panel_measure(w, a, parts);
        quad_panel_measure(w, b, parts);
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
static bool settled(quad *w, const panels *ps, bool parts)
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
        const quad_panel *s = &ps->v[k];
        yes = s->known;
        mpfr_add(error, error, s->error, MPFR_RNDU);
        quad_panel_magnitude(d, &s->v);
        mpfr_add(size, size, d, MPFR_RNDU);
        if (s->pending)
            continue;
        quad_panel_width(d, &s->v);
        mpfr_sub(d, d, s->error, MPFR_RNDU);
        mpfr_add(e, e, d, MPFR_RNDU); /* would be left */
    }
    mpfr_div_2ui(e, e, 3, MPFR_RNDD);
    mpfr_div_2ui(size, size, parts ? 1 : (unsigned long)w->bits, MPFR_RNDD);
    if (yes && !parts)
        mpfr_div_2ui(w->goal, size, 6, MPFR_RNDD);
    yes = yes && (mpfr_lessequal_p(error, e) || mpfr_lessequal_p(error, size));
    mpfr_clear(error);
    mpfr_clear(size);
    mpfr_clear(d);
    mpfr_clear(e);
    return yes;
}

/* Settled, with the polynomials that this may do without.  Wide answers have
 * theirs at once: what would be left of the width is then soon reached. */
static bool done(quad *w, panels *ps, bool parts)
{
    bool all = w->bits < LAZY_BITS;
    if (!all && !settled(w, ps, parts))
        return false;
    for (size_t k = 0; k < ps->n; k++) {
        all = all || ps->v[k].pending;
        quad_panel_expand(w, &ps->v[k]);
    }
    return !all || settled(w, ps, parts);
}

/* Cuts until f is enclosed on every panel, without polynomials; then measures
 * them all.  false: there is a panel where f is not. */
static bool resolve(quad *w, panels *ps, bool parts)
{
    bool ok = true;
    w->rough = true;
    quad_panel_measure(w, &ps->v[0], parts);
    for (size_t k = 0; k < ps->n && ok; k++)
        while (ok && !ps->v[k].known)
            ok = !w->halted && ps->v[k].depth < DEPTH_UNKNOWN && w->steps > 0 &&
                 cut(w, ps, k, parts);
    w->rough = false;
    for (size_t k = 0; k < ps->n && ok; k++)
        quad_panel_measure(w, &ps->v[k], parts);
    return ok && !w->halted;
}

bool quad_integrate(quad *w, iv_ptr r, const quad_range *g)
{
    panels ps = {0};
    quad_panel *s = add_panel(&ps, w->in->prec);
    long first = w->steps, most = g->parts ? PARTS_STEPS : first;
    bool ok = true;
    mpfr_set(s->p, g->p, MPFR_RNDN);
    mpfr_set(s->q, g->q, MPFR_RNDN);
    s->p_outer = g->p_outer;
    s->q_outer = g->q_outer;
    ok = resolve(w, &ps, g->parts);
    while (ok && !w->halted && !done(w, &ps, g->parts)) {
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
        quad_panel_expand(w, &ps.v[k]);
        if (ok)
            iv_add(r, r, &ps.v[k].v);
        w->decided = w->decided && ps.v[k].decided;
        w->continuous =
            w->continuous && (!w->jumps || ps.v[k].continuous);
        panel_clear(&ps.v[k]);
    }
    free(ps.v);
    w->halted = w->halted || halt_now(); /* perhaps within a panel */
    return ok && !w->halted && iv_is_bounded(r);
}

/* Panels of rising distance from the end, until the germ says something. */
static bool diverges_at(quad *w, const quad_range *g, bool upper)
{
    enum {
        TRIES = 24
    };
    quad_panel s;
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
        quad_panel_set_range(&w->w, s.p, s.q, s.p_outer, s.q_outer);
        eval_set_var(w->in, w->t, &w->w);
        known = quad_panel_by_germ(w, &s, &answer);
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
