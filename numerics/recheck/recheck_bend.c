/* Where a piece with a kink is cut by the second engine: next to it.  Nothing is
 * believed of the place. */
#include "recheck_piece.h"

#include "recheck_internal.h"

enum {
    KINKS = 6,
    BITS = 40 /* fewer are aimed at: the kink is no point, but a range */
};

/* 1, -1: which way the kink bends at x_t = m; 0: that is not seen. */
static int way(recheck_work *w, expr kink, const arf_t m)
{
    reval *in = w->f->in;
    const expr_node x = *expr_get(reval_pool(in), kink);
    rrange at;
    rrange_init(&at);
    arf_set(&at.lo, m);
    arf_set(&at.hi, m);
    at.ok = true;
    at.lo_open = at.hi_open = false;
    reval_set_var(in, w->f->t, &at);
    const rrange *a = reval_enclose(in, x.arg[0]);
    int r = 0;
    if (x.op == EXPR_MIN || x.op == EXPR_MAX) {
        rrange_set(&at, a);
        a = reval_enclose(in, x.arg[1]);
        if (a->ok && at.ok)
            r = arf_cmp(&at.hi, &a->lo) <= 0   ? -1
                : arf_cmp(&a->hi, &at.lo) <= 0 ? 1
                                               : 0;
    } else {
        r = rrange_pos(a) ? 1 : rrange_neg(a) ? -1 : 0;
    }
    rrange_clear(&at);
    return r;
}

/* m: the place next to the kink, if it lies well behind p. */
static bool next_to(recheck_work *w, expr kink, const recheck_piece *s, arf_t m)
{
    int a = way(w, kink, s->p), b = way(w, kink, s->q);
    if (a == b)
        return false;
    arf_t lo, hi, d;
    arf_init(lo);
    arf_init(hi);
    arf_init(d);
    arf_set(lo, s->p);
    arf_set(hi, s->q);
    for (slong k = 0; k < w->bits / 2 + 10; k++) {
        arf_add(m, lo, hi, w->prec, ARF_RND_NEAR);
        arf_mul_2exp_si(m, m, -1);
        if (arf_cmp(lo, m) >= 0 || arf_cmp(m, hi) >= 0)
            break;
        bool low = a != 0 ? way(w, kink, m) == a : way(w, kink, m) != b;
        arf_set(low ? lo : hi, m);
    }
    arf_sub(m, lo, s->p, 64, ARF_RND_NEAR);
    arf_sub(d, s->q, s->p, 64, ARF_RND_NEAR);
    arf_mul_2exp_si(d, d, -8);
    arf_set(m, arf_cmp(m, d) > 0 ? lo : hi);
    bool ok = arf_cmp(s->p, m) < 0 && arf_cmp(m, s->q) < 0;
    arf_clear(lo);
    arf_clear(hi);
    arf_clear(d);
    return ok;
}

bool recheck_bend_cut(recheck_work *w, const recheck_piece *s, arf_t m)
{
    expr kink[KINKS];
    const expr_pool *pool = reval_pool(w->f->in);
    if (w->bits < BITS || w->rough || s->decided || !s->ok ||
        arf_is_inf(s->p) || arf_is_inf(s->q))
        return false;
    size_t n = expr_kinks(pool, w->f->f, kink, KINKS);
    for (size_t k = 0; k < n && k < KINKS; k++)
        if ((expr_vars(pool, kink[k]) >> w->f->t & 1) != 0 &&
            next_to(w, kink[k], s, m))
            return true;
    return false;
}
