/* Germs: sums, products, powers, exponentials.  Believed.
 *
 * Where an exponent varies, or two differ, the worse one is kept (near: the
 * smaller, far: the larger) and what is left over is a power s^e that decays
 * towards the end, so that it lies in [0, edge^e], edge^e <= 1. */
#include "germ_internal.h"
#include "iv_internal.h"

void germ_init(germ *g, mpfr_prec_t prec)
{
    g->ok = g->log = g->has_exp = false;
    iv_init(&g->a, prec);
    iv_init(&g->c, prec);
    iv_init(&g->b, prec);
    iv_init(&g->g, prec);
}

void germ_clear(germ *g)
{
    iv_clear(&g->a);
    iv_clear(&g->c);
    iv_clear(&g->b);
    iv_clear(&g->g);
}

void germ_copy(germ *r, const germ *x)
{
    r->ok = x->ok;
    r->log = x->log;
    r->has_exp = x->has_exp;
    iv_set(&r->a, &x->a);
    iv_set(&r->c, &x->c);
    iv_set(&r->b, &x->b);
    iv_set(&r->g, &x->g);
}

void germ_set_power(germ *r, long n, iv_srcptr c)
{
    r->log = r->has_exp = false;
    iv_set_si(&r->a, n);
    iv_set(&r->c, c);
    r->ok = iv_is_bounded(&r->c);
}

void germ_set_bounded(germ *r, iv_srcptr c)
{
    germ_set_power(r, 0, c);
}

static bool is_point(iv_srcptr a)
{
    return iv_is_bounded(a) && mpfr_equal_p(iv_lower(a), iv_upper(a));
}

/* r = [0, r's upper end], for r >= 0; then also hull(0, r). */
static void down_to_zero(iv_ptr r)
{
    mpfr_set_zero(iv_lower_end(r), 1);
    iv_finish(r, false, r->hi_open);
}

void germ_with_zero(iv_ptr r)
{
    if (!iv_is_defined(r))
        return;
    if (mpfr_sgn(iv_lower(r)) > 0)
        mpfr_set_zero(iv_lower_end(r), 1);
    if (mpfr_sgn(iv_upper(r)) < 0)
        mpfr_set_zero(iv_upper_end(r), 1);
    iv_finish(r, false, false);
}

void germ_edge_power(germ_work *w, iv_ptr r, iv_srcptr e)
{
    iv_mul(r, e, &w->log_edge);
    iv_exp(r, r);
}

/* c times s^e in [0, edge^e], where s^e decays: near e >= 0, far e <= 0. */
void germ_decay(germ_work *w, iv_ptr c, iv_srcptr e)
{
    germ_edge_power(w, &w->u, e);
    down_to_zero(&w->u);
    iv_mul(c, c, &w->u);
}

static void take_end(iv_ptr r, iv_srcptr a, bool upper)
{
    mpfr_srcptr x = upper ? iv_upper(a) : iv_lower(a);
    mpfr_set(iv_lower_end(r), x, MPFR_RNDN); /* exact: one precision */
    mpfr_set(iv_upper_end(r), x, MPFR_RNDN);
    iv_finish(r, false, false);
}

/* The exponent becomes one number. */
static void settle_exponent(germ_work *w, germ *x)
{
    if (is_point(&x->a))
        return;
    take_end(&x->a, &x->a, w->far);
    germ_with_zero(&x->c); /* the rest lies in [0, 1] */
}

/* An exponential that decays is folded into c; any other is refused. */
static void drop_exp(germ_work *w, germ *x)
{
    if (!x->has_exp)
        return;
    if (!iv_certainly_nonpos(&x->b)) {
        x->ok = false;
        return;
    }
    germ_edge_power(w, &w->u, &x->g); /* s^g is at least this */
    iv_mul(&w->u, &w->u, &x->b);
    iv_exp(&w->u, &w->u);
    down_to_zero(&w->u);
    iv_mul(&x->c, &x->c, &w->u);
    x->has_exp = false;
}

/* Same g, same a, for sums. */
static void align(germ_work *w, germ *x, germ *y)
{
    bool same_exp = x->has_exp && y->has_exp && is_point(&x->b) &&
                    is_point(&y->b) &&
                    mpfr_equal_p(iv_lower(&x->g), iv_lower(&y->g)) &&
                    mpfr_equal_p(iv_lower(&x->b), iv_lower(&y->b));
    germ_log_to_power(w, x);
    germ_log_to_power(w, y);
    if (!same_exp) {
        bool both = x->has_exp && y->has_exp &&
                    mpfr_equal_p(iv_lower(&x->g), iv_lower(&y->g));
        if (both) { /* the larger exponent, and what is less */
            germ *small =
                mpfr_less_p(iv_upper(&x->b), iv_upper(&y->b)) ? x : y;
            germ *large = small == x ? y : x;
            take_end(&large->b, &large->b, true);
            iv_set(&small->b, &large->b);
            germ_with_zero(&small->c);
            germ_with_zero(&large->c);
        } else {
            drop_exp(w, x);
            drop_exp(w, y);
        }
    }
    settle_exponent(w, x);
    settle_exponent(w, y);
    bool x_first = mpfr_less_p(iv_lower(&x->a), iv_lower(&y->a)) != 0;
    germ *rest = x_first == w->far ? x : y, *lead = rest == x ? y : x;
    if (mpfr_equal_p(iv_lower(&x->a), iv_lower(&y->a)))
        return;
    iv_sub(&w->v, &rest->a, &lead->a);
    germ_decay(w, &rest->c, &w->v);
    iv_set(&rest->a, &lead->a);
}

static void combine(germ_work *w, germ *r, const germ *x, const germ *y,
                    void (*op)(iv_ptr, iv_srcptr, iv_srcptr))
{
    germ p, q;
    germ_init(&p, w->prec);
    germ_init(&q, w->prec);
    germ_copy(&p, x);
    germ_copy(&q, y);
    if (p.ok && q.ok)
        align(w, &p, &q);
    germ_copy(r, &p);
    op(&r->c, &p.c, &q.c);
    r->ok = p.ok && q.ok && iv_is_bounded(&r->c);
    germ_clear(&p);
    germ_clear(&q);
}

/* Is x = s^0 c, so that it can stand beside a logarithm? */
static bool is_bounded(const germ *x)
{
    return !x->log && !x->has_exp && is_point(&x->a) &&
           mpfr_zero_p(iv_lower(&x->a));
}

/* Is x = 0, whatever its exponents? */
static bool vanishes(const germ *x)
{
    return x->ok && !x->log && is_point(&x->c) && mpfr_zero_p(iv_lower(&x->c));
}

void germ_add(germ_work *w, germ *r, const germ *x, const germ *y, bool minus)
{
    void (*op)(iv_ptr, iv_srcptr, iv_srcptr) = minus ? iv_sub : iv_add;
    if (vanishes(y)) {
        germ_copy(r, x);
        return;
    }
    if (vanishes(x)) {
        (minus ? germ_negate : germ_copy)(r, y);
        return;
    }
    if (x->ok && y->ok && (x->log || y->log) && (x->log || is_bounded(x)) &&
        (y->log || is_bounded(y))) {
        r->has_exp = false;
        r->ok = r->log = true;
        op(&r->c, &x->c, &y->c);
        iv_set_si(&w->u, 0);
        op(&r->a, x->log ? &x->a : &w->u, y->log ? &y->a : &w->u);
        return;
    }
    combine(w, r, x, y, op);
}

void germ_hull(germ_work *w, germ *r, const germ *x, const germ *y)
{
    combine(w, r, x, y, iv_hull);
}

/* s^g is s^h times s^(g-h), which decays. */
static void raise_exp(germ_work *w, germ *x, iv_srcptr h)
{
    iv_sub(&w->v, &x->g, h);
    germ_decay(w, &x->b, &w->v);
    iv_set(&x->g, h);
}

/* The exponential of a product. */
static void multiply_exp(germ_work *w, germ *p, germ *q)
{
    if (!p->has_exp && q->has_exp) {
        iv_set(&p->b, &q->b);
        iv_set(&p->g, &q->g);
        p->has_exp = true;
    } else if (p->has_exp && q->has_exp) {
        int cmp = mpfr_cmp(iv_lower(&p->g), iv_lower(&q->g));
        if (cmp != 0) {
            bool p_weak = (cmp < 0) == w->far;
            raise_exp(w, p_weak ? p : q, p_weak ? &q->g : &p->g);
        }
        iv_add(&p->b, &p->b, &q->b);
    }
}

void germ_mul(germ_work *w, germ *r, const germ *x, const germ *y)
{
    germ p, q;
    germ_init(&p, w->prec);
    germ_init(&q, w->prec);
    germ_copy(&p, x);
    germ_copy(&q, y);
    r->ok = false;
    if (p.ok && q.ok && p.log != q.log && is_bounded(p.log ? &q : &p)) {
        const germ *k = p.log ? &q : &p; /* a number times a logarithm */
        germ_copy(r, p.log ? &p : &q);
        iv_mul(&r->a, &r->a, &k->c);
        iv_mul(&r->c, &r->c, &k->c);
        r->ok = iv_is_bounded(&r->a) && iv_is_bounded(&r->c);
    } else if (p.ok && q.ok) {
        germ_log_to_power(w, &p);
        germ_log_to_power(w, &q);
        multiply_exp(w, &p, &q);
        iv_add(&p.a, &p.a, &q.a);
        iv_mul(&p.c, &p.c, &q.c);
        germ_copy(r, &p);
        r->ok = iv_is_bounded(&p.a) && iv_is_bounded(&p.c) &&
                (!p.has_exp || iv_is_bounded(&p.b));
    }
    germ_clear(&p);
    germ_clear(&q);
}

void germ_inverse(germ_work *w, germ *r, const germ *x)
{
    germ_copy(r, x);
    if (x->ok)
        germ_log_to_power(w, r);
    r->ok = x->ok && iv_certainly_nonzero(&r->c);
    if (!r->ok)
        return;
    iv_set_si(&w->u, 1);
    iv_div(&r->c, &w->u, &r->c);
    iv_neg(&r->a, &r->a);
    iv_neg(&r->b, &r->b);
    r->ok = iv_is_bounded(&r->c);
}

/* x^(p/q): x >= 0 where q > 1. */
void germ_raise(germ_work *w, germ *r, const germ *x, long p, long q)
{
    mpq_t e;
    germ_copy(r, x);
    if (x->ok)
        germ_log_to_power(w, r);
    r->ok = x->ok && (q == 1 || iv_certainly_nonneg(&r->c));
    if (!r->ok)
        return;
    if (q == 1)
        iv_pow_ui(&r->c, &r->c, (unsigned long)p);
    else
        iv_root(&r->c, &r->c, (unsigned long)p, (unsigned long)q);
    mpq_init(e);
    mpq_set_si(e, p, (unsigned long)q);
    mpq_canonicalize(e);
    iv_set_q(&w->u, e);
    iv_mul(&r->a, &r->a, &w->u);
    if (r->has_exp)
        iv_mul(&r->b, &r->b, &w->u);
    r->ok = iv_is_bounded(&r->c) && iv_is_bounded(&r->a);
    mpq_clear(e);
}

void germ_negate(germ *r, const germ *x)
{
    germ_copy(r, x);
    iv_neg(&r->c, &x->c);
    if (x->log)
        iv_neg(&r->a, &x->a);
}

void germ_abs(germ_work *w, germ *r, const germ *x)
{
    germ_copy(r, x);
    if (r->ok)
        germ_log_to_power(w, r);
    iv_abs(&r->c, &r->c);
}

/* e^(a log s + c) = s^a e^c; e^(s^g c), growing or not, keeps its exponent;
 * anything bounded has a bounded exponential. */
void germ_exp(germ_work *w, germ *r, const germ *x)
{
    germ_copy(r, x);
    if (!x->ok)
        return;
    if (x->log) {
        r->log = false;
        iv_exp(&r->c, &x->c);
        r->ok = iv_is_bounded(&r->c);
        return;
    }
    drop_exp(w, r);
    if (!r->ok)
        return;
    settle_exponent(w, r);
    int grows = mpfr_sgn(iv_lower(&r->a)) * (w->far ? 1 : -1);
    if (grows > 0) {
        r->has_exp = true;
        iv_set(&r->g, &r->a);
        iv_set(&r->b, &r->c);
        iv_set_si(&r->c, 1);
        iv_set_si(&r->a, 0);
        return;
    }
    if (grows < 0)
        germ_decay(w, &r->c, &r->a);
    iv_set_si(&r->a, 0);
    iv_exp(&r->c, &r->c);
    r->ok = iv_is_bounded(&r->c);
}
