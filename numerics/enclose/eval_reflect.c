/* Sine, cosine and tangent up to a multiple of pi/2.  Believed.
 *
 * A range that ends at a = k pi/2 has a rational beyond it for its end, and the
 * hypothesis a - u > 0: there cos u, of which a is a zero, has no sign, and tan
 * u no value.  But v = a - u > 0 is small there, and sin, cos and tan of u are,
 * up to signs, those of v or their cofunctions.  So the range of u is cut in
 * three: near its lower end and near its upper one, where a hypothesis says
 * so, v is looked at instead of u; in the middle nothing is. */
#include "eval_internal.h"
#include "iv_function.h"

/* u = k pi/2 + side v, v >= 0 (> 0 if strict). */
typedef struct {
    bool known, strict;
    int k;
} end;

/* q = the rational a is as a multiple of pi/2, if it is written as one. */
static bool quarter_turns(const expr_pool *pool, expr a, mpq_t q)
{
    const expr_node *x = expr_get(pool, a);
    bool ok = false;
    if (x->op == EXPR_PI) {
        mpq_set_si(q, 2, 1);
        return true;
    }
    if (x->op == EXPR_NEG) {
        ok = quarter_turns(pool, x->arg[0], q);
        mpq_neg(q, q);
    } else if (x->op == EXPR_MUL || x->op == EXPR_DIV) {
        int c = expr_is_const(pool, x->arg[0]) ? 0 : 1;
        bool down = x->op == EXPR_DIV;
        if (!expr_is_const(pool, x->arg[c]) || (down && c == 0) ||
            !quarter_turns(pool, x->arg[1 - c], q))
            return false;
        mpq_srcptr value = expr_const_value(pool, x->arg[c]);
        ok = !down || mpq_sgn(value) != 0;
        if (ok)
            (down ? mpq_div : mpq_mul)(q, q, value);
    }
    return ok;
}

/* The number of the quarter turn a stands for, if it is a small whole one. */
static bool whole_turns(const expr_pool *pool, expr a, bool minus, int *k)
{
    mpq_t q;
    mpq_init(q);
    bool ok = expr_vars(pool, a) == 0 && quarter_turns(pool, a, q) &&
              mpz_cmp_ui(mpq_denref(q), 1) == 0 &&
              mpz_cmpabs_ui(mpq_numref(q), 1000) < 0;
    if (ok)
        *k = (int)mpz_get_si(mpq_numref(q)) * (minus ? -1 : 1);
    mpq_clear(q);
    return ok;
}

/* What a hypothesis says of u: a - u (high), u - a, u + a (low). */
static void read_hypothesis(const expr_pool *pool, const sign_condition *h,
                            expr u, end *low, end *high)
{
    const expr_node *x = expr_get(pool, h->e);
    int at = x->nargs == 2 && x->arg[1] == u ? 1 : 0, k;
    if ((x->op != EXPR_SUB && x->op != EXPR_ADD) || x->arg[at] != u)
        return;
    bool up = x->op == EXPR_SUB && at == 1;
    if (whole_turns(pool, x->arg[1 - at], x->op == EXPR_ADD, &k))
        *(up ? high : low) = (end){true, h->strict, k};
}

/* r = op(k pi/2 + side v). */
static void turned(iv_ptr r, expr_op op, int k, int side, iv_srcptr v)
{
    int quarter = ((k % 4) + 4) % 4;
    bool odd = quarter % 2 != 0, flip = quarter >= 2;
    if (op == EXPR_TAN) {
        iv_tan(r, v);
        if (odd) {
            iv_t one;
            iv_init(one, mpfr_get_prec(iv_lower(v)));
            iv_set_si(one, 1);
            iv_div(r, one, r);
            iv_clear(one);
        }
        flip = odd != (side < 0);
    } else if ((op == EXPR_SIN) == odd) {
        iv_cos(r, v);
    } else {
        iv_sin(r, v);
        flip = flip != (side < 0);
        flip = flip != (op == EXPR_COS);
    }
    if (flip)
        iv_neg(r, r);
}

/* c = k pi/2. */
static void multiple(iv_ptr c, int k)
{
    iv_t t;
    iv_init(t, mpfr_get_prec(iv_lower(c)));
    iv_pi(c);
    iv_set_si(t, k);
    iv_mul(c, c, t);
    iv_set_si(t, 2);
    iv_div(c, c, t);
    iv_clear(t);
}

/* r = op over u, which is near the end e: side -1: below it. */
static void near_end(iv_ptr r, expr_op op, const end *e, int side, iv_srcptr u)
{
    mpfr_prec_t prec = mpfr_get_prec(iv_lower(u));
    iv_t v, c;
    iv_init(v, prec);
    iv_init(c, prec);
    multiple(c, e->k);
    if (side < 0)
        iv_sub(v, c, u);
    else
        iv_sub(v, u, c);
    iv_meet_nonneg(v, v, e->strict);
    if (iv_is_defined(v) && !iv_is_empty(v))
        turned(r, op, e->k, side, v);
    else
        iv_set_undefined(r);
    iv_clear(v);
    iv_clear(c);
}

/* piece = u cut down to [lo, hi], ends taken from u where NULL. */
static void cut(iv_ptr piece, iv_srcptr u, mpfr_srcptr lo, mpfr_srcptr hi)
{
    /* exact: one precision */
    mpfr_set(iv_lower_end(piece), lo != NULL ? lo : iv_lower(u), MPFR_RNDD);
    mpfr_set(iv_upper_end(piece), hi != NULL ? hi : iv_upper(u), MPFR_RNDU);
    iv_finish(piece, lo == NULL && u->lo_open, hi == NULL && u->hi_open);
}

/* u between its ends, where these are known. */
static void clip(iv_ptr u, const end *low, const end *high)
{
    iv_t c;
    iv_init(c, mpfr_get_prec(iv_lower(u)));
    multiple(c, high->k);
    if (high->known && mpfr_cmp(iv_upper(u), iv_upper(c)) > 0)
        cut(u, u, NULL, iv_upper(c));
    multiple(c, low->k);
    if (low->known && iv_is_defined(u) &&
        mpfr_cmp(iv_lower(u), iv_lower(c)) < 0)
        cut(u, u, iv_lower(c), NULL);
    iv_clear(c);
}

/* The ends of the middle piece lie somewhere in u: their rounding is free. */
static void in_pieces(iv_ptr r, expr_op op, iv_srcptr u, const end *low,
                      const end *high)
{
    mpfr_prec_t prec = mpfr_get_prec(iv_lower(u));
    mpfr_t a, b;
    iv_t piece, t;
    mpfr_inits2(prec, a, b, (mpfr_ptr)NULL);
    iv_init(piece, prec);
    iv_init(t, mpfr_get_prec(iv_lower(r)));
    mpfr_sub(b, iv_upper(u), iv_lower(u), MPFR_RNDN);
    mpfr_div_2ui(b, b, 2, MPFR_RNDN); /* a quarter at either end */
    mpfr_add(a, iv_lower(u), b, MPFR_RNDN);
    mpfr_sub(b, iv_upper(u), b, MPFR_RNDN);
    cut(piece, u, low->known ? a : NULL, high->known ? b : NULL);
    iv_function_range(r, op, 0, piece);
    if (low->known) {
        cut(piece, u, NULL, a);
        near_end(t, op, low, 1, piece);
        iv_hull(r, r, t);
    }
    if (high->known) {
        cut(piece, u, b, NULL);
        near_end(t, op, high, -1, piece);
        iv_hull(r, r, t);
    }
    iv_clear(piece);
    iv_clear(t);
    mpfr_clears(a, b, (mpfr_ptr)NULL);
}

void eval_reflect(const eval *e, const expr_node *n, iv_srcptr u, iv_ptr r)
{
    end low = {0}, high = {0};
    if ((n->op != EXPR_SIN && n->op != EXPR_COS && n->op != EXPR_TAN) ||
        !iv_is_bounded(u) || mpfr_equal_p(iv_lower(u), iv_upper(u)) ||
        mpfr_cmp_ui(iv_lower(u), 4000) > 0 ||
        mpfr_cmp_si(iv_upper(u), -4000) < 0)
        return;
    for (size_t j = 0; j < e->nhyps; j++)
        read_hypothesis(e->pool, &e->hyp[j].h, n->arg[0], &low, &high);
    if (!low.known && !high.known)
        return;
    iv_t t, w;
    iv_init(t, mpfr_get_prec(iv_lower(r)));
    iv_init(w, mpfr_get_prec(iv_lower(u)));
    iv_set(w, u);
    clip(w, &low, &high);
    iv_set_undefined(t);
    if (iv_is_defined(w))
        in_pieces(t, (expr_op)n->op, w, &low, &high);
    if (iv_is_defined(t))
        iv_swap(r, t);
    iv_clear(t);
    iv_clear(w);
}
