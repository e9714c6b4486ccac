/* The shapes of recheck_end.c: sums, products, powers, exponentials. */
#include "recheck_tail.h"

void recheck_tail_init(recheck_tail *t)
{
    *t = (recheck_tail){.is = RECHECK_NONE};
    rrange_init(&t->k);
    rrange_init(&t->a);
    rrange_init(&t->b);
    rrange_init(&t->g);
}

void recheck_tail_clear(recheck_tail *t)
{
    rrange_clear(&t->k);
    rrange_clear(&t->a);
    rrange_clear(&t->b);
    rrange_clear(&t->g);
}

void recheck_tail_copy(recheck_tail *t, const recheck_tail *u)
{
    t->is = u->is;
    t->exp = u->exp;
    rrange_set(&t->k, &u->k);
    rrange_set(&t->a, &u->a);
    rrange_set(&t->b, &u->b);
    rrange_set(&t->g, &u->g);
}

void recheck_tail_plain(recheck_tail *t, const rrange *k, long a)
{
    t->is = rrange_is_bounded(k) ? RECHECK_POWER : RECHECK_NONE;
    t->exp = false;
    rrange_set(&t->k, k);
    rrange_set_si(&t->a, a);
}

bool recheck_tail_one_number(const rrange *r)
{
    return rrange_is_bounded(r) && arf_equal(&r->lo, &r->hi);
}

/* r = the hull of r and 0. */
void recheck_tail_down(recheck_ends *w, rrange *r)
{
    rrange zero;
    rrange_init(&zero);
    rrange_set_si(&zero, 0);
    rrange_hull(r, r, &zero, w->prec);
    rrange_clear(&zero);
}

/* r = edge^d */
void recheck_tail_at_edge(recheck_ends *w, rrange *r, const rrange *d)
{
    rrange_mul(r, d, &w->log_edge, w->prec);
    rrange_exp(r, r, w->prec);
}

/* k times s^d, which falls towards the end. */
void recheck_tail_damp(recheck_ends *w, rrange *k, const rrange *d)
{
    rrange e;
    rrange_init(&e);
    recheck_tail_at_edge(w, &e, d);
    recheck_tail_down(w, &e);
    rrange_mul(k, k, &e, w->prec);
    rrange_clear(&e);
}

/* The end of an exponent's interval where s^a is largest near the end. */
void recheck_tail_worst(const recheck_ends *w, rrange *r, const rrange *a)
{
    arf_t x;
    arf_init(x);
    arf_set(x, w->at->far ? &a->hi : &a->lo);
    arf_set(&r->lo, x);
    arf_set(&r->hi, x);
    r->ok = true;
    r->lo_open = r->hi_open = false;
    arf_clear(x);
}

/* The exponent becomes a, which is no better than t's. */
static void fit(recheck_ends *w, recheck_tail *t, const rrange *a)
{
    rrange old;
    rrange_init(&old);
    recheck_tail_worst(w, &old, &t->a);
    if (!recheck_tail_one_number(&t->a))
        recheck_tail_down(w, &t->k);
    if (!arf_equal(&old.lo, &a->lo)) {
        rrange_sub(&old, &old, a, w->prec);
        recheck_tail_damp(w, &t->k, &old);
    }
    rrange_set(&t->a, a);
    rrange_clear(&old);
}

/* exp(b s^g) goes into k, if it does not grow. */
static void absorb(recheck_ends *w, recheck_tail *t)
{
    rrange e;
    if (t->is != RECHECK_POWER || !t->exp)
        return;
    t->exp = false;
    if (!rrange_nonpos(&t->b)) {
        t->is = RECHECK_NONE;
        return;
    }
    rrange_init(&e);
    recheck_tail_at_edge(w, &e, &t->g);
    rrange_mul(&e, &e, &t->b, w->prec);
    rrange_exp(&e, &e, w->prec);
    recheck_tail_down(w, &e);
    rrange_mul(&t->k, &t->k, &e, w->prec);
    rrange_clear(&e);
}

static bool is_number(const recheck_tail *t)
{
    return t->is == RECHECK_POWER && !t->exp && rrange_is_zero(&t->a);
}

/* Both to one power, without exponentials unless they are the same up to b. */
static bool together(recheck_ends *w, recheck_tail *t, recheck_tail *u)
{
    recheck_tail_unlog(w, t);
    recheck_tail_unlog(w, u);
    if (t->exp && u->exp && arf_equal(&t->g.lo, &u->g.lo)) {
        bool same = recheck_tail_one_number(&t->b) && recheck_tail_one_number(&u->b) &&
                    arf_equal(&t->b.lo, &u->b.lo);
        if (!same) { /* exp((b - top) s^g) is in (0, 1] */
            if (arf_cmp(&t->b.hi, &u->b.hi) < 0)
                arf_set(&t->b.hi, &u->b.hi);
            arf_set(&t->b.lo, &t->b.hi);
            t->b.lo_open = t->b.hi_open = false;
            rrange_set(&u->b, &t->b);
            recheck_tail_down(w, &t->k);
            recheck_tail_down(w, &u->k);
        }
    } else {
        absorb(w, t);
        absorb(w, u);
    }
    if (t->is != RECHECK_POWER || u->is != RECHECK_POWER)
        return false;
    rrange a, b;
    rrange_init(&a);
    rrange_init(&b);
    recheck_tail_worst(w, &a, &t->a);
    recheck_tail_worst(w, &b, &u->a);
    if ((arf_cmp(&a.lo, &b.lo) < 0) == w->at->far)
        rrange_swap(&a, &b);
    fit(w, t, &a);
    fit(w, u, &a);
    rrange_clear(&a);
    rrange_clear(&b);
    return true;
}

/* t = op(t, u); u is spoilt. */
void recheck_tail_sum(recheck_ends *w, recheck_tail *t, recheck_tail *u, rrange_binary *op)
{
    bool none = t->is == RECHECK_POWER && rrange_is_zero(&t->k);
    bool other = u->is == RECHECK_POWER && rrange_is_zero(&u->k);
    if (op != rrange_hull && other) /* t + 0 */
        return;
    if (op != rrange_hull && none) { /* 0 + u, 0 - u */
        recheck_tail_copy(t, u);
        if (op == rrange_sub) {
            rrange_neg_of(&t->k, &t->k, w->prec);
            if (t->is == RECHECK_LOG)
                rrange_neg_of(&t->a, &t->a, w->prec);
        }
        return;
    }
    bool logs = (t->is == RECHECK_LOG || is_number(t)) &&
                (u->is == RECHECK_LOG || is_number(u)) && op != rrange_hull;
    if (logs && (t->is == RECHECK_LOG || u->is == RECHECK_LOG)) { /* a number has a = 0 */
        op(&t->a, &t->a, &u->a, w->prec);
        op(&t->k, &t->k, &u->k, w->prec);
        t->is = RECHECK_LOG;
        t->exp = false;
        return;
    }
    if (together(w, t, u))
        op(&t->k, &t->k, &u->k, w->prec);
    else
        t->is = RECHECK_NONE;
}

void recheck_tail_product(recheck_ends *w, recheck_tail *t, recheck_tail *u)
{
    if ((t->is == RECHECK_LOG && is_number(u)) || (u->is == RECHECK_LOG && is_number(t))) {
        recheck_tail *l = t->is == RECHECK_LOG ? t : u, *n = l == t ? u : t;
        rrange_mul(&l->a, &l->a, &n->k, w->prec);
        rrange_mul(&l->k, &l->k, &n->k, w->prec);
        if (l == u)
            recheck_tail_copy(t, u);
        return;
    }
    recheck_tail_unlog(w, t);
    recheck_tail_unlog(w, u);
    if (t->is != RECHECK_POWER || u->is != RECHECK_POWER) {
        t->is = RECHECK_NONE;
        return;
    }
    rrange_add(&t->a, &t->a, &u->a, w->prec);
    rrange_mul(&t->k, &t->k, &u->k, w->prec);
    if (!u->exp)
        return;
    if (!t->exp) {
        rrange_set(&t->b, &u->b);
        rrange_set(&t->g, &u->g);
        t->exp = true;
        return;
    }
    if (!arf_equal(&t->g.lo, &u->g.lo)) {
        bool t_slow = (arf_cmp(&t->g.lo, &u->g.lo) < 0) == w->at->far;
        recheck_tail *slow = t_slow ? t : u, *fast = t_slow ? u : t;
        rrange_sub(&w->x, &slow->g, &fast->g, w->prec);
        recheck_tail_damp(w, &slow->b, &w->x);
        rrange_set(&slow->g, &fast->g);
    }
    rrange_add(&t->b, &t->b, &u->b, w->prec);
}

void recheck_tail_reciprocal(recheck_ends *w, recheck_tail *t)
{
    recheck_tail_unlog(w, t);
    if (t->is != RECHECK_POWER || !rrange_nonzero(&t->k)) {
        t->is = RECHECK_NONE;
        return;
    }
    rrange_set_si(&w->x, 1);
    rrange_div(&t->k, &w->x, &t->k, w->prec);
    rrange_neg_of(&t->a, &t->a, w->prec);
    if (t->exp)
        rrange_neg_of(&t->b, &t->b, w->prec);
}

void recheck_tail_power(recheck_ends *w, recheck_tail *t, long p, long q)
{
    mpq_t r;
    recheck_tail_unlog(w, t);
    if (t->is != RECHECK_POWER || (q > 1 && !rrange_nonneg(&t->k))) {
        t->is = RECHECK_NONE;
        return;
    }
    if (q > 1)
        rrange_root(&t->k, &t->k, (ulong)p, (ulong)q, w->prec);
    else
        rrange_pow(&t->k, &t->k, (ulong)p, w->prec);
    mpq_init(r);
    mpq_set_si(r, p, (unsigned long)q);
    mpq_canonicalize(r);
    rrange_set_q(&w->x, r, false, r, false, w->prec);
    rrange_mul(&t->a, &t->a, &w->x, w->prec);
    if (t->exp)
        rrange_mul(&t->b, &t->b, &w->x, w->prec);
    mpq_clear(r);
}

void recheck_tail_exp(recheck_ends *w, recheck_tail *t)
{
    if (t->is == RECHECK_LOG) {
        rrange_exp(&t->k, &t->k, w->prec);
        t->is = RECHECK_POWER;
        t->exp = false;
        return;
    }
    absorb(w, t);
    if (t->is != RECHECK_POWER)
        return;
    recheck_tail_worst(w, &w->y, &t->a);
    rrange_set(&w->x, &w->y);
    fit(w, t, &w->x);
    int grows = arf_sgn(&w->y.lo) * (w->at->far ? 1 : -1);
    if (grows > 0) {
        rrange_set(&t->g, &t->a);
        rrange_set(&t->b, &t->k);
        rrange_set_si(&t->k, 1);
        t->exp = true;
    } else {
        if (grows < 0)
            recheck_tail_damp(w, &t->k, &t->a);
        rrange_exp(&t->k, &t->k, w->prec);
    }
    rrange_set_si(&t->a, 0);
}
