/* Germs: logarithms.  Believed.
 *
 * a log(s) + c as a power.  With d = 1/64 far, -1/64 near, |log s| s^-d <= 1/(e/64)
 * < 24.  Where x = a log(s) + c grows to +inf towards the end and is at least
 * l > 0 at the edge, hence everywhere, and u = 24 |a| + max(c, 0), x is at most
 * u s^d, s^d >= 1; so x = s^k v with k between 0 and d and v between
 * min(l, u) and max(l, u): where x is not above that, k = 0; else s^-k x falls
 * from x to at most u as k goes to d, and passes the larger of both.  -x alike.
 * Of any other x only the bound is kept. */
#include "germ_internal.h"
#include "iv_internal.h"

/* r = r's upper end */
static void take_upper(iv_ptr r)
{
    mpfr_set(iv_lower_end(r), iv_upper(r), MPFR_RNDN); /* exact: one precision */
    iv_finish(r, false, false);
}

/* r = d */
static void small_exponent(const germ_work *w, iv_ptr r)
{
    mpq_t d;
    mpq_init(d);
    mpq_set_si(d, w->far ? 1 : -1, 64);
    iv_set_q(r, d);
    mpq_clear(d);
}

static void change_sign(germ *x)
{
    iv_neg(&x->a, &x->a);
    iv_neg(&x->c, &x->c);
}

static bool of_one_sign(germ_work *w, germ *x)
{
    bool up = w->far ? iv_certainly_nonneg(&x->a) : iv_certainly_nonpos(&x->a);
    bool down = w->far ? iv_certainly_nonpos(&x->a) : iv_certainly_nonneg(&x->a);
    if (!up && !down)
        return false;
    if (!up)
        change_sign(x);
    iv_mul(&w->u, &x->a, &w->log_edge);
    iv_add(&w->u, &w->u, &x->c); /* at least l */
    bool ok = iv_certainly_pos(&w->u) && mpfr_sgn(iv_lower(&w->u)) > 0;
    if (ok) {
        iv_set_si(&w->v, 24);
        iv_abs(&x->a, &x->a);
        iv_mul(&w->v, &w->v, &x->a);
        germ_with_zero(&x->c);
        iv_add(&x->c, &x->c, &w->v);
        take_upper(&x->c); /* u */
        iv_hull(&x->c, &x->c, &w->u);
        small_exponent(w, &x->a);
        germ_with_zero(&x->a);
    }
    if (!up && ok)
        iv_neg(&x->c, &x->c);
    else if (!up)
        change_sign(x);
    return ok;
}

static void of_any(germ_work *w, germ *x)
{
    small_exponent(w, &w->v);
    iv_neg(&w->v, &w->v);
    germ_decay(w, &x->c, &w->v);
    iv_set_si(&w->u, w->far ? 24 : -24);
    germ_with_zero(&w->u);
    iv_mul(&w->u, &x->a, &w->u);
    iv_add(&x->c, &x->c, &w->u);
    iv_neg(&x->a, &w->v);
}

void germ_log_to_power(germ_work *w, germ *x)
{
    if (!x->log)
        return;
    if (!of_one_sign(w, x))
        of_any(w, x);
    x->log = false;
}

/* log(e^(b s^g) c) = b s^g + log c */
static void of_exponential(germ_work *w, germ *r, const germ *x)
{
    germ p, q;
    germ_init(&p, w->prec);
    germ_init(&q, w->prec);
    iv_log(&q.c, &x->c);
    iv_set(&p.c, &q.c); /* in r's precision */
    germ_set_bounded(&q, &p.c);
    germ_set_power(&p, 0, &x->b);
    iv_set(&p.a, &x->g);
    germ_add(w, r, &p, &q, false);
    germ_clear(&p);
    germ_clear(&q);
}

/* log(s^a c) = a log s + log c, c > 0. */
void germ_log(germ_work *w, germ *r, const germ *x)
{
    bool constant = iv_is_bounded(&x->a) && mpfr_zero_p(iv_lower(&x->a)) &&
                    mpfr_zero_p(iv_upper(&x->a));
    bool ok = x->ok && !x->log && iv_certainly_pos(&x->c);
    if (ok && x->has_exp && constant) {
        of_exponential(w, r, x);
        return;
    }
    germ_copy(r, x);
    r->ok = ok && !x->has_exp;
    if (!r->ok)
        return;
    r->log = true;
    iv_log(&r->c, &x->c);
    r->ok = iv_is_bounded(&r->c);
}
