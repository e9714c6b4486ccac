/* The shapes of recheck_end.c: logarithms.
 *
 * |log s| <= 24 s^d for the d = +-1/64 with which s^d is at least 1.  What is
 * a log s + k, is positive at the edge and falls nowhere towards the end, is at least
 * l there, and at most u s^d, u = 24 |a| + max(k, 0): with some exponent from 0 to d,
 * a number between min(l, u) and max(l, u) times that power.  (If it is at most
 * max(l, u), take 0; else the quotient by s^e comes down to u, as e goes to d, and
 * meets max(l, u).)  Negative ones likewise.  Else what is left is the bound. */
#include "recheck_tail.h"

/* r = d */
static void small(const recheck_ends *w, rrange *r)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_si(q, w->at->far ? 1 : -1, 64);
    rrange_set_q(r, q, false, q, false, w->prec);
    mpq_clear(q);
}

/* t, positive or negative all over the range? */
static bool signed_shape(recheck_ends *w, recheck_tail *t)
{
    rrange l, u;
    bool grows = w->at->far ? rrange_nonneg(&t->a) : rrange_nonpos(&t->a);
    bool falls = w->at->far ? rrange_nonpos(&t->a) : rrange_nonneg(&t->a);
    bool minus = !grows;
    if (!grows && !falls)
        return false;
    rrange_init(&l);
    rrange_init(&u);
    rrange_mul(&l, &t->a, &w->log_edge, w->prec);
    rrange_add(&l, &l, &t->k, w->prec);
    if (minus)
        rrange_neg_of(&l, &l, w->prec);
    bool ok = rrange_is_bounded(&l) && arf_sgn(&l.lo) > 0;
    if (ok) {
        rrange_set(&u, &t->k);
        if (minus)
            rrange_neg_of(&u, &u, w->prec);
        recheck_tail_down(w, &u);
        rrange_abs(&w->x, &t->a, w->prec);
        rrange_set_si(&w->y, 24);
        rrange_mul(&w->x, &w->x, &w->y, w->prec);
        rrange_add(&u, &u, &w->x, w->prec);
        arf_set(&u.lo, &u.hi);
        u.lo_open = u.hi_open = false;
        rrange_hull(&t->k, &l, &u, w->prec);
        if (minus)
            rrange_neg_of(&t->k, &t->k, w->prec);
        small(w, &t->a);
        recheck_tail_down(w, &t->a);
    }
    rrange_clear(&l);
    rrange_clear(&u);
    return ok;
}

void recheck_tail_unlog(recheck_ends *w, recheck_tail *t)
{
    rrange d, l;
    if (t->is != RECHECK_LOG)
        return;
    rrange_init(&d);
    rrange_init(&l);
    if (!signed_shape(w, t)) {
        small(w, &d);
        rrange_set(&w->y, &d);
        rrange_neg_of(&d, &d, w->prec);
        rrange_set_si(&l, w->at->far ? 24 : -24);
        recheck_tail_down(w, &l);
        rrange_mul(&l, &l, &t->a, w->prec);
        rrange_set(&t->a, &w->y);
        recheck_tail_damp(w, &t->k, &d);
        rrange_add(&t->k, &t->k, &l, w->prec);
    }
    t->is = RECHECK_POWER;
    t->exp = false;
    rrange_clear(&d);
    rrange_clear(&l);
}

/* Of e^(b s^g) k it is b s^g + log k; of s^a k it is a log s + log k. */
void recheck_tail_log(recheck_ends *w, recheck_tail *t)
{
    if (t->is != RECHECK_POWER || !rrange_pos(&t->k) ||
        (t->exp && !rrange_is_zero(&t->a))) {
        t->is = RECHECK_NONE;
        return;
    }
    rrange_log(&t->k, &t->k, w->prec);
    if (!t->exp) {
        t->is = RECHECK_LOG;
        return;
    }
    recheck_tail number;
    recheck_tail_init(&number);
    recheck_tail_plain(&number, &t->k, 0);
    rrange_set(&t->k, &t->b);
    rrange_set(&t->a, &t->g);
    t->exp = false;
    recheck_tail_sum(w, t, &number, rrange_add);
    recheck_tail_clear(&number);
}
