/* Jets of an integral over a wide interval of a variable of its integrand.  A second
 * opinion on ../enclose/taylor_sweep.c, with strips of one length.
 *
 * Where f's coefficients of orders up to m in x are bounded on each strip times x's
 * interval, they may be taken under the integral: y_k = int f_k, at most a strip's
 * length times f_k's range, summed; of the strips between the ends' inner and outer
 * numbers any part.  If f keeps one sign, y_k/y is a mean of f_k/f. */
#include "recheck_jet.h"

#include "recheck_internal.h"

#include "../base/memory.h"

enum {
    STRIPS = 48
};

typedef struct {
    recheck_worker *w;
    reval *in;
    expr f;
    int t;
    rrange *c, *q, *mean; /* m + 1 each */
    bool any, up, down;   /* a mean so far; f > 0, f < 0 so far */
} strips;

static void to_point(rrange *r, const arf_t x)
{
    arf_set(&r->lo, x);
    arf_set(&r->hi, x);
    r->ok = true;
    r->lo_open = r->hi_open = false;
}

/* q_k = f_k/f on the strip at hand. */
static void quotients(strips *s)
{
    recheck_worker *w = s->w;
    const recheck_series *y = recheck_jet_of(s->in, s->f);
    rrange t;
    rrange_init(&t);
    rrange_set_si(&s->q[0], 1);
    for (int k = 1; k <= w->m; k++) {
        if (!y->steady) {
            rrange_div(&s->q[k], &s->c[k], &s->c[0], w->prec);
            continue;
        }
        rrange_set_si(&s->q[k], 0);
        for (int j = 0; j < k; j++) {
            rrange_mul(&t, &y->l[j], &s->q[k - 1 - j], w->prec);
            rrange_add(&s->q[k], &s->q[k], &t, w->prec);
        }
        recheck_series_over(w, &s->q[k], k);
    }
    rrange_clear(&t);
}

/* y += the strip [p, q]. */
static bool add(strips *s, recheck_series *y, const arf_t p, const arf_t q,
                bool part)
{
    recheck_worker *w = s->w;
    rrange x, h, t;
    if (arf_equal(p, q))
        return true;
    rrange_init(&x);
    rrange_init(&h);
    rrange_init(&t);
    to_point(&x, p);
    to_point(&h, q);
    rrange_sub(&h, &h, &x, w->prec);
    arf_set(&x.hi, q);
    reval_set_var(s->in, s->t, &x);
    bool ok = recheck_jet(s->in, s->f, w->var, w->m, s->c);
    s->up = s->up && ok && rrange_pos(&s->c[0]);
    s->down = s->down && ok && rrange_neg(&s->c[0]);
    if (ok && (s->up || s->down)) {
        quotients(s);
        for (int k = 1; k <= w->m; k++)
            if (s->any)
                rrange_hull(&s->mean[k], &s->mean[k], &s->q[k], w->prec);
            else
                rrange_set(&s->mean[k], &s->q[k]);
        s->any = true;
    }
    for (int k = 1; k <= w->m && ok; k++) {
        ok = rrange_is_bounded(&s->c[k]);
        rrange_mul(&t, &h, &s->c[k], w->prec);
        if (part) {
            rrange_set_si(&x, 0);
            rrange_hull(&t, &t, &x, w->prec);
        }
        rrange_add(&y->c[k], &y->c[k], &t, w->prec);
    }
    rrange_clear(&x);
    rrange_clear(&h);
    rrange_clear(&t);
    return ok;
}

static bool add_all(strips *s, recheck_series *y, const arf_t p, const arf_t q)
{
    arf_t a, b;
    bool ok = true;
    arf_init(a);
    arf_init(b);
    arf_set(a, p);
    for (int k = 1; k <= STRIPS && ok; k++) {
        arf_sub(b, q, p, s->w->prec, ARF_RND_NEAR);
        arf_mul_ui(b, b, (ulong)k, s->w->prec, ARF_RND_NEAR);
        arf_div_ui(b, b, STRIPS, s->w->prec, ARF_RND_NEAR);
        arf_add(b, b, p, s->w->prec, ARF_RND_NEAR);
        if (k == STRIPS || arf_cmp(b, q) > 0)
            arf_set(b, q);
        ok = arf_cmp(a, b) <= 0 && add(s, y, a, b, false);
        arf_set(a, b);
    }
    arf_clear(a);
    arf_clear(b);
    return ok;
}

/* y->l from the means: (k+1) mean_(k+1) = sum of l_j mean_(k-j). */
static void slopes(strips *s, recheck_series *y)
{
    recheck_worker *w = s->w;
    rrange t;
    rrange_init(&t);
    recheck_steady_reserve(w, y);
    rrange_set_si(&s->mean[0], 1);
    for (int k = 0; k < w->m; k++) {
        rrange_set_si(&y->l[k], k + 1);
        rrange_mul(&y->l[k], &y->l[k], &s->mean[k + 1], w->prec);
        for (int j = 0; j < k; j++) {
            rrange_mul(&t, &y->l[j], &s->mean[k - j], w->prec);
            rrange_sub(&y->l[k], &y->l[k], &t, w->prec);
        }
    }
    recheck_steady_finish(w, y);
    rrange_clear(&t);
}

bool recheck_strips(recheck_worker *w, recheck_series *y, const expr_node *n,
                    const rrange *a, const rrange *b)
{
    if (n->q != 0 || !rrange_is_bounded(a) || !rrange_is_bounded(b) ||
        arf_cmp(&a->hi, &b->lo) >= 0)
        return false;
    strips s = {.w = w, .in = reval_integrand(w->e, n), .f = n->arg[2],
                .t = n->p, .up = true, .down = true};
    s.c = recheck_ranges_new(w->m + 1);
    s.q = recheck_ranges_new(w->m + 1);
    s.mean = recheck_ranges_new(w->m + 1);
    for (int k = 1; k <= w->m; k++)
        rrange_set_si(&y->c[k], 0);
    bool ok = add(&s, y, &a->lo, &a->hi, true) &&
              add(&s, y, &b->lo, &b->hi, true) &&
              add_all(&s, y, &a->hi, &b->lo);
    if (ok && (s.up || s.down))
        slopes(&s, y);
    recheck_ranges_free(s.c, w->m + 1);
    recheck_ranges_free(s.q, w->m + 1);
    recheck_ranges_free(s.mean, w->m + 1);
    return ok;
}
