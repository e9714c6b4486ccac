/* Integrals of several functions over one range, cut at the same places.  Believed.
 *
 * The enclosures of a panel are those of quad.c: the length times f's range, or f's
 * Taylor polynomial at an inner point with Lagrange's remainder.  The functions are
 * derivatives of one integrand and have most of their parts in common, so that one
 * walk for all of them costs little more than one for the last.  The ends' outer
 * parts: the hull of 0 and the length times the range.
 *
 * The rule: that panel is halved whose remainders are the largest parts of any of
 * the sums, until they hardly matter or there are MOST panels; polynomials are only
 * then made. */
#include "quad_panel.h"
#include "iv_internal.h"

#include "../base/halt.h"

#include <stdlib.h>

enum {
    MOST = 160,
    FIRST = 8,
    DEPTH = 40,
    MAX_ORDER = 96
};

typedef struct {
    mpfr_t p, q;
    iv_struct *v, *rest; /* n values, and remainders in them where defined */
    mpfr_t *loss; /* of widths, that cutting may take away; infinite: all */
    int depth;
    bool known;
} panel;

typedef struct {
    eval *in;
    const expr *f;
    int n, t, order;
    long bits;
    iv_struct *c; /* n times order + 1 */
    iv_struct x, g, h, u, v;
    panel s[MOST];
    int used;
} joint;

static void set_point(iv_ptr r, mpfr_srcptr x)
{
    quad_panel_set_range(r, x, x, false, false);
}

/* u = (h^(k+1) + (-1)^k g^(k+1))/(k+1) */
static void moment(joint *w, int k)
{
    iv_pow_ui(&w->u, &w->h, (unsigned long)k + 1);
    iv_pow_ui(&w->v, &w->g, (unsigned long)k + 1);
    (k % 2 == 0 ? iv_add : iv_sub)(&w->u, &w->u, &w->v);
    iv_set_si(&w->v, k + 1);
    iv_div(&w->u, &w->u, &w->v);
}

static iv_ptr coefficient(const joint *w, int j, int k)
{
    return &w->c[j * (w->order + 1) + k];
}

/* x, g and h: an inner point and how far the ends are; false: there is none. */
static bool middle(joint *w, const panel *s)
{
    mpfr_t m;
    mpfr_init2(m, w->in->prec);
    mpfr_add(m, s->p, s->q, MPFR_RNDN);
    mpfr_div_2ui(m, m, 1, MPFR_RNDN);
    bool ok = mpfr_less_p(s->p, m) && mpfr_less_p(m, s->q);
    set_point(&w->x, m);
    set_point(&w->u, s->p);
    iv_sub(&w->g, &w->x, &w->u);
    set_point(&w->u, s->q);
    iv_sub(&w->h, &w->u, &w->x);
    mpfr_clear(m);
    return ok;
}

/* v[j] = the length times the range, and rest[j] the remainder of a polynomial where
 * that is narrower. */
static void measure(joint *w, panel *s)
{
    mpfr_t d;
    mpfr_init2(d, 53);
    quad_panel_set_range(&w->x, s->p, s->q, false, true);
    eval_set_var(w->in, w->t, &w->x);
    eval_taylor_joint(w->in, w->f, w->n, w->t, w->order, w->c, w->order + 1);
    bool inside = middle(w, s);
    iv_add(&w->x, &w->g, &w->h);
    if (inside)
        moment(w, w->order);
    s->known = true;
    for (int j = 0; j < w->n && s->known; j++) {
        s->known = iv_is_bounded(coefficient(w, j, 0));
        if (!s->known)
            break;
        iv_mul(&s->v[j], coefficient(w, j, 0), &w->x);
        quad_panel_width(s->loss[j], &s->v[j]);
        iv_set_undefined(&s->rest[j]);
        if (!inside || !iv_is_bounded(coefficient(w, j, w->order)))
            continue;
        iv_mul(&w->v, &w->u, coefficient(w, j, w->order));
        quad_panel_width(d, &w->v);
        if (mpfr_less_p(d, s->loss[j])) {
            mpfr_set(s->loss[j], d, MPFR_RNDU);
            iv_set(&s->rest[j], &w->v);
        }
    }
    mpfr_clear(d);
}

/* v[j] by polynomials where there is a remainder. */
static void refine(joint *w, panel *s)
{
    bool any = false;
    if (!middle(w, s))
        return; /* nor was there when the remainders were sought */
    for (int j = 0; j < w->n; j++) {
        if (!iv_is_defined(&s->rest[j]))
            continue;
        any = true;
        iv_set(&s->v[j], &s->rest[j]);
    }
    if (!any)
        return;
    eval_set_var(w->in, w->t, &w->x);
    eval_taylor_joint(w->in, w->f, w->n, w->t, w->order - 1, w->c, w->order + 1);
    for (int k = 0; k < w->order; k++) {
        moment(w, k);
        for (int j = 0; j < w->n; j++) {
            if (!iv_is_defined(&s->rest[j]))
                continue;
            iv_mul(&w->v, &w->u, coefficient(w, j, k));
            iv_add(&s->v[j], &s->v[j], &w->v);
        }
    }
}

static panel *add_panel(joint *w, mpfr_srcptr p, mpfr_srcptr q)
{
    panel *s = &w->s[w->used++];
    mpfr_init2(s->p, w->in->prec);
    mpfr_init2(s->q, w->in->prec);
    mpfr_set(s->p, p, MPFR_RNDN); /* exact: one precision, or a longer one */
    mpfr_set(s->q, q, MPFR_RNDN);
    s->v = xcalloc((size_t)w->n, sizeof *s->v);
    s->rest = xcalloc((size_t)w->n, sizeof *s->rest);
    s->loss = xcalloc((size_t)w->n, sizeof *s->loss);
    for (int j = 0; j < w->n; j++) {
        iv_init(&s->v[j], w->in->prec);
        iv_init(&s->rest[j], w->in->prec);
        mpfr_init2(s->loss[j], 53);
    }
    return s;
}

static void panel_clear(panel *s, int n)
{
    mpfr_clear(s->p);
    mpfr_clear(s->q);
    for (int j = 0; j < n; j++) {
        iv_clear(&s->v[j]);
        iv_clear(&s->rest[j]);
        mpfr_clear(s->loss[j]);
    }
    free(s->v);
    free(s->rest);
    free(s->loss);
}

/* The later of n derivatives matter less: in a polynomial where the (n+1)-th hardly
 * matters, each takes its share of the bits away. */
static long bits_of(const joint *w, int j)
{
    return 8 + (w->bits - 8) * (w->n - j) / (w->n + 1);
}

/* limit[j] = what the losses of function j may sum up to. */
static void find_limits(const joint *w, mpfr_t *limit)
{
    mpfr_t d;
    mpfr_init2(d, 53);
    for (int j = 0; j < w->n; j++) {
        mpfr_set_zero(limit[j], 1);
        for (int k = 0; k < w->used; k++) {
            quad_panel_magnitude(d, &w->s[k].v[j]);
            mpfr_add(limit[j], limit[j], d, MPFR_RNDU);
        }
        mpfr_div_2ui(limit[j], limit[j], (unsigned long)bits_of(w, j), MPFR_RNDU);
    }
    mpfr_clear(d);
}

/* The panel to cut, or -1: it hardly matters any more. */
static int worst(const joint *w, mpfr_t *limit)
{
    int r = -1;
    mpfr_t share, most, sum;
    mpfr_init2(share, 53);
    mpfr_init2(most, 53);
    mpfr_init2(sum, 53);
    mpfr_set_zero(most, 1);
    for (int k = 0; k < w->used && r < 0; k++)
        if (!w->s[k].known)
            r = k;
    if (r < 0)
        find_limits(w, limit);
    bool known = r < 0;
    for (int j = 0; j < w->n && known; j++) {
        mpfr_set_zero(sum, 1);
        for (int k = 0; k < w->used; k++)
            mpfr_add(sum, sum, w->s[k].loss[j], MPFR_RNDU);
        if (mpfr_lessequal_p(sum, limit[j]))
            continue;
        for (int k = 0; k < w->used; k++) {
            mpfr_div(share, w->s[k].loss[j], limit[j], MPFR_RNDN);
            if (mpfr_greater_p(share, most)) {
                mpfr_set(most, share, MPFR_RNDN);
                r = k;
            }
        }
    }
    mpfr_clear(share);
    mpfr_clear(most);
    mpfr_clear(sum);
    return r;
}

static bool cut(joint *w, int k)
{
    mpfr_t m;
    mpfr_init2(m, w->in->prec);
    mpfr_add(m, w->s[k].p, w->s[k].q, MPFR_RNDN);
    mpfr_div_2ui(m, m, 1, MPFR_RNDN);
    bool ok = w->s[k].depth < DEPTH && mpfr_less_p(w->s[k].p, m) &&
              mpfr_less_p(m, w->s[k].q);
    if (ok) {
        panel *b = add_panel(w, m, w->s[k].q), *a = &w->s[k];
        mpfr_set(a->q, m, MPFR_RNDN);
        b->depth = ++a->depth;
        measure(w, a);
        measure(w, b);
    }
    mpfr_clear(m);
    return ok;
}

/* r[j] += any part of the integral over [p, q]. */
static bool add_edge(joint *w, iv_struct *r, mpfr_srcptr p, mpfr_srcptr q)
{
    bool ok = true;
    if (mpfr_equal_p(p, q))
        return true;
    quad_panel_set_range(&w->x, p, q, false, false);
    set_point(&w->g, p);
    set_point(&w->h, q);
    iv_sub(&w->h, &w->h, &w->g);
    eval_set_var(w->in, w->t, &w->x);
    for (int j = 0; j < w->n && ok; j++) {
        iv_srcptr v = eval_enclose(w->in, w->f[j]);
        ok = iv_is_bounded(v);
        if (ok) {
            iv_mul(&w->u, v, &w->h);
            iv_set_si(&w->v, 0);
            iv_hull(&w->u, &w->u, &w->v);
            iv_add(&r[j], &r[j], &w->u);
        }
    }
    return ok;
}

/* [p, q] in equal parts, about. */
static void begin(joint *w, mpfr_srcptr p, mpfr_srcptr q)
{
    mpfr_t a, b;
    mpfr_init2(a, w->in->prec);
    mpfr_init2(b, w->in->prec);
    mpfr_set(a, p, MPFR_RNDN);
    for (int k = 1; k <= FIRST; k++) {
        mpfr_sub(b, q, p, MPFR_RNDN);
        mpfr_mul_ui(b, b, (unsigned long)k, MPFR_RNDN);
        mpfr_div_ui(b, b, FIRST, MPFR_RNDN);
        mpfr_add(b, b, p, MPFR_RNDN);
        if (k == FIRST || !mpfr_less_p(b, q))
            mpfr_set(b, q, MPFR_RNDN);
        if (mpfr_less_p(a, b))
            measure(w, add_panel(w, a, b));
        mpfr_set(a, b, MPFR_RNDN);
    }
    mpfr_clear(a);
    mpfr_clear(b);
}

static bool over_panels(joint *w, iv_struct *r, mpfr_srcptr p, mpfr_srcptr q)
{
    mpfr_t *limit = xcalloc((size_t)w->n, sizeof *limit);
    bool ok = true;
    for (int j = 0; j < w->n; j++)
        mpfr_init2(limit[j], 53);
    begin(w, p, q);
    int k = worst(w, limit);
    while (k >= 0 && w->used < MOST && ok) {
        ok = !halt_now() && cut(w, k);
        k = worst(w, limit);
    }
    ok = true;
    for (k = 0; k < w->used; k++) {
        ok = ok && w->s[k].known && !halt_now();
        if (ok)
            refine(w, &w->s[k]);
        for (int j = 0; j < w->n && ok; j++)
            iv_add(&r[j], &r[j], &w->s[k].v[j]);
        panel_clear(&w->s[k], w->n);
    }
    for (int j = 0; j < w->n; j++)
        mpfr_clear(limit[j]);
    free(limit);
    return ok && !halt_now();
}

bool quad_joint(eval *in, const expr *f, int n, int t, long bits,
                const iv_srcptr end[2], iv_struct *r)
{
    iv_srcptr a = end[0], b = end[1];
    if (!iv_is_bounded(a) || !iv_is_bounded(b) ||
        !mpfr_less_p(iv_upper(a), iv_lower(b)))
        return false;
    joint *w = xcalloc(1, sizeof *w);
    *w = (joint){.in = in, .f = f, .n = n, .t = t, .bits = bits};

    iv_struct *scratch[] = {&w->x, &w->g, &w->h, &w->u, &w->v};
    for (size_t k = 0; k < sizeof scratch / sizeof *scratch; k++)
        iv_init(scratch[k], in->prec);
    long most = quad_sharpness(in, f[n - 1], t);
    w->bits = bits = bits < most ? bits : most;
    w->order = 2 * (int)(3 + bits / 9);
    w->order = w->order < MAX_ORDER ? w->order : MAX_ORDER;
    size_t room = (size_t)n * ((size_t)w->order + 1);
    w->c = xcalloc(room, sizeof *w->c);
    for (size_t k = 0; k < room; k++)
        iv_init(&w->c[k], in->prec);
    for (int j = 0; j < n; j++)
        iv_set_si(&r[j], 0);
    bool ok = add_edge(w, r, iv_lower(a), iv_upper(a)) &&
              add_edge(w, r, iv_lower(b), iv_upper(b)) &&
              over_panels(w, r, iv_upper(a), iv_lower(b));
    for (size_t k = 0; k < room; k++)
        iv_clear(&w->c[k]);
    for (size_t k = 0; k < sizeof scratch / sizeof *scratch; k++)
        iv_clear(scratch[k]);
    free(w->c);
    free(w);
    return ok;
}
