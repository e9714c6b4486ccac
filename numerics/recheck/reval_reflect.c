/* Sine, cosine and tangent next to a multiple of pi/2, by the second engine: a
 * second opinion on ../enclose/eval_reflect.c, in other code.
 *
 * Where u lies between two numbers of which hypotheses say that one is a zero or
 * a pole, each half of u's range is seen from its own end: u = c + v or c - v,
 * c = k pi/2, v >= 0, and sin(c + v) = sin c cos v + cos c sin v with sin c and
 * cos c among -1, 0, 1. */
#include "reval.h"

#include "rrange_function.h"

/* a = q pi, as it is written? */
static bool times_pi(const expr_pool *pool, expr a, fmpq_t q)
{
    expr_node x = *expr_get(pool, a);
    fmpq_t c;
    bool ok = false;
    if (x.op == EXPR_PI) {
        fmpq_one(q);
        return true;
    }
    if (x.op == EXPR_NEG && times_pi(pool, x.arg[0], q)) {
        fmpq_neg(q, q);
        return true;
    }
    if (x.op != EXPR_MUL && x.op != EXPR_DIV)
        return false;
    fmpq_init(c);
    if (expr_is_const(pool, x.arg[1]) && times_pi(pool, x.arg[0], q)) {
        fmpq_set_mpq(c, expr_const_value(pool, x.arg[1]));
        ok = x.op == EXPR_MUL || !fmpq_is_zero(c);
        if (x.op == EXPR_DIV && ok)
            fmpq_inv(c, c);
    } else if (x.op == EXPR_MUL && expr_is_const(pool, x.arg[0]) &&
               times_pi(pool, x.arg[1], q)) {
        fmpq_set_mpq(c, expr_const_value(pool, x.arg[0]));
        ok = true;
    }
    if (ok)
        fmpq_mul(q, q, c);
    fmpq_clear(c);
    return ok;
}

/* k where a = k pi/2, k whole and small; false: it is not. */
static bool quarters(const expr_pool *pool, expr a, long *k)
{
    fmpq_t q;
    fmpq_init(q);
    bool ok = times_pi(pool, a, q);
    fmpq_mul_2exp(q, q, 1);
    ok = ok && fmpz_is_one(fmpq_denref(q)) &&
         fmpz_cmp_si(fmpq_numref(q), 500) < 0 &&
         fmpz_cmp_si(fmpq_numref(q), -500) > 0;
    if (ok)
        *k = fmpz_get_si(fmpq_numref(q));
    fmpq_clear(q);
    return ok;
}

typedef struct {
    bool known, strict;
    long k;
} bound;

/* h: a - u says that u is below a; u - a and u + a that it is above a, -a. */
static void bounds_of(const expr_pool *pool, const sign_condition *h, expr u,
                      bound *below, bound *above)
{
    expr_node x = *expr_get(pool, h->e);
    long k;
    if (x.op == EXPR_SUB && x.arg[1] == u && quarters(pool, x.arg[0], &k))
        *below = (bound){true, h->strict, k};
    else if (x.op == EXPR_SUB && x.arg[0] == u && quarters(pool, x.arg[1], &k))
        *above = (bound){true, h->strict, k};
    else if (x.op == EXPR_ADD && x.arg[0] == u && quarters(pool, x.arg[1], &k))
        *above = (bound){true, h->strict, -k};
    else if (x.op == EXPR_ADD && x.arg[1] == u && quarters(pool, x.arg[0], &k))
        *above = (bound){true, h->strict, -k};
}

/* r = s sin v or s cos v, s = 1 or -1. */
static void signed_wave(rrange *r, const rrange *v, bool sine, long s,
                        slong prec)
{
    if (sine)
        rrange_sin(r, v, prec);
    else
        rrange_cos(r, v, prec);
    if (s < 0)
        rrange_neg_of(r, r, prec);
}

/* r = op(k pi/2 + side v). */
static void from_end(rrange *r, expr_op op, long k, long side, const rrange *v,
                     slong prec)
{
    static const long sine[4] = {0, 1, 0, -1}; /* of k pi/2 */
    long s = sine[((k % 4) + 4) % 4], c = sine[((k + 1) % 4 + 4) % 4];
    rrange one;
    if (op == EXPR_SIN) { /* s cos v + c side sin v */
        signed_wave(r, v, s == 0, s == 0 ? c * side : s, prec);
    } else if (op == EXPR_COS) { /* c cos v - s side sin v */
        signed_wave(r, v, c == 0, c == 0 ? -s * side : c, prec);
    } else if (s == 0) {
        rrange_tan(r, v, prec);
        if (side < 0)
            rrange_neg_of(r, r, prec);
    } else { /* -side / tan v */
        rrange_init(&one);
        rrange_set_si(&one, -side);
        rrange_tan(r, v, prec);
        rrange_div(r, &one, r, prec);
        rrange_clear(&one);
    }
}

/* r = op over the half of u that is next to b, or as it is. */
static void half(rrange *r, expr_op op, const rrange *u, const bound *b,
                 long side, slong prec)
{
    if (!b->known) {
        rrange_function_range(r, op, 0, u, prec);
        return;
    }
    rrange v, c;
    rrange_init(&v);
    rrange_init(&c);
    rrange_pi(&c, prec);
    rrange_set_si(&v, b->k);
    rrange_mul(&c, &c, &v, prec);
    rrange_set_si(&v, 2);
    rrange_div(&c, &c, &v, prec);
    if (side > 0)
        rrange_sub(&v, u, &c, prec);
    else
        rrange_sub(&v, &c, u, prec);
    rrange_keep_nonneg(&v, &v, b->strict);
    if (rrange_nonneg(&v))
        from_end(r, op, b->k, side, &v, prec);
    else
        rrange_undefine(r);
    rrange_clear(&v);
    rrange_clear(&c);
}

/* r = u between the two bounds, as far as they are known. */
static void between(rrange *r, const rrange *u, const bound *above,
                    const bound *below, slong prec)
{
    rrange_set(r, u);
    for (int side = -1; side <= 1; side += 2) {
        const bound *b = side < 0 ? below : above;
        arb_t c;
        arf_t end;
        arb_init(c);
        arf_init(end);
        arb_const_pi(c, prec);
        arb_mul_si(c, c, b->k, prec);
        arb_mul_2exp_si(c, c, -1);
        if (side < 0)
            arb_get_ubound_arf(end, c, prec);
        else
            arb_get_lbound_arf(end, c, prec);
        if (b->known && side < 0 && arf_cmp(end, &r->hi) < 0) {
            arf_set(&r->hi, end);
            r->hi_open = false;
        } else if (b->known && side > 0 && arf_cmp(end, &r->lo) > 0) {
            arf_set(&r->lo, end);
            r->lo_open = false;
        }
        arf_clear(end);
        arb_clear(c);
    }
    if (arf_cmp(&r->lo, &r->hi) >= 0)
        rrange_set(r, u); /* nothing is left, or a point: as it was */
}

void reval_reflect(const expr_pool *pool, const sign_condition *hyp,
                   size_t nhyps, const expr_node *n, const rrange *u, rrange *r,
                   slong prec)
{
    bound below = {0}, above = {0};
    expr_op op = (expr_op)n->op;
    if ((op != EXPR_SIN && op != EXPR_COS && op != EXPR_TAN) ||
        !rrange_is_bounded(u) || arf_cmp(&u->lo, &u->hi) >= 0)
        return;
    for (size_t j = 0; j < nhyps; j++)
        bounds_of(pool, &hyp[j], n->arg[0], &below, &above);
    if (!below.known && !above.known)
        return;
    rrange low, high, t;
    rrange_init(&low);
    rrange_init(&high);
    rrange_init(&t);
    between(&low, u, &above, &below, prec);
    rrange_set(&high, &low);
    arf_add(&low.hi, &low.lo, &high.hi, prec, ARF_RND_NEAR);
    arf_mul_2exp_si(&low.hi, &low.hi, -1);
    arf_set(&high.lo, &low.hi);
    low.hi_open = high.lo_open = false;
    half(&t, op, &low, &above, 1, prec);
    half(&low, op, &high, &below, -1, prec);
    rrange_hull(&t, &t, &low, prec);
    if (t.ok)
        rrange_swap(r, &t);
    rrange_clear(&low);
    rrange_clear(&high);
    rrange_clear(&t);
}

/* The hypotheses on this very node: h; g where h = -g; b - a where h = a - b. */
void reval_narrow(const expr_pool *pool, const sign_condition *hyp,
                  size_t nhyps, expr f, rrange *r, slong prec)
{
    const expr_node *n = expr_get(pool, f);
    for (size_t j = 0; j < nhyps; j++) {
        const sign_condition *h = &hyp[j];
        const expr_node *x = expr_get(pool, h->e);
        bool mirrored = (x->op == EXPR_NEG && x->arg[0] == f) ||
                        (x->op == EXPR_SUB && n->op == EXPR_SUB &&
                         x->arg[0] == n->arg[1] && x->arg[1] == n->arg[0]);
        if (f == h->e) {
            rrange_keep_nonneg(r, r, h->strict);
        } else if (mirrored) {
            rrange_neg_of(r, r, prec);
            rrange_keep_nonneg(r, r, h->strict);
            rrange_neg_of(r, r, prec);
        }
    }
}
