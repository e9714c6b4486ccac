/* Integrals of sums of exponentials, in closed form, for normal forms.
 * Believed.
 *
 * Terms.  K e^u with u = C + B t - A t^2, letters free of t, is integrable
 *
 *   over any range if A > 0, and, with m = B/(2 A), over (p, q) its integral is
 *
 *     K e^(C + B^2/(4 A)) sqrt(pi/A) (E(q) - E(p))/2,
 *     E(t) = erf(sqrt(A) (t - m)), -1 and 1 at -inf and inf:
 *
 *   complete the square, and substitute s = sqrt(A) (t - m);
 *
 *   up to inf if A = 0 and B < 0, down to -inf if A = 0 and B > 0, and there
 *   it is K (F(q) - F(p)), F(t) = e^(C + B t)/B, 0 at that end.
 *
 * 1. A sum of such terms has the sum of their integrals.
 * 2. Let g = K e^u - L e^v with K, L > 0 and d = u - v + log(K/L), so that g
 *    has d's sign.  The integral of |g| over (p, q) is, with G(r, s) that of g
 *    over (r, s),
 *
 *      G(z, q) - G(p, z)         if d has degree 1, grows, and z, its zero, lies
 *                                in (p, q); minus that, if d falls;
 *      G(p, q) - 2 G(y, z)       if d has degree 2, a leading coefficient above
 *                                0, and zeros y < z in (p, q); minus that, if
 *                                it is below 0.
 *
 * Ranges here have an infinite end.  The letters are read off derivatives at
 * t = 0, and that u is what is made of them is tested by its normal form. */
#include "exact_internal.h"

enum {
    MAX_TERMS = 8,
    DEEPEST = 30
};

typedef struct {
    expr k, u; /* k e^u */
    expr c[3]; /* u's coefficients */
    int degree;
} term;

typedef struct {
    exact *x;
    int t;
    term v[MAX_TERMS];
    int n;
} terms;

/* An end: at is EXPR_NONE at inf (sign 1) and -inf (sign -1). */
typedef struct {
    expr at;
    int sign;
} end;

static bool depends(const terms *s, expr f)
{
    return (expr_vars(s->x->pool, f) >> s->t & 1) != 0;
}

/* f = *k exp(*u), *k free of t; recursion: DEEPEST. */
static bool split(terms *s, expr f, expr *k, expr *u, int deep)
{
    expr_pool *pool = s->x->pool;
    expr_node n = *expr_get(pool, f);
    expr k2, u2;
    *k = expr_si(pool, 1);
    *u = expr_si(pool, 0);
    if (!depends(s, f)) {
        *k = f;
        return true;
    }
    if (deep == DEEPEST)
        return false;
    switch ((expr_op)n.op) {
    case EXPR_EXP:
        *u = n.arg[0];
        return true;
    case EXPR_NEG:
        if (!split(s, n.arg[0], k, u, deep + 1))
            return false;
        *k = expr_neg(pool, *k);
        return true;
    case EXPR_MUL:
    case EXPR_DIV:
        if (!split(s, n.arg[0], k, u, deep + 1) ||
            !split(s, n.arg[1], &k2, &u2, deep + 1))
            return false;
        *k = n.op == EXPR_MUL ? expr_mul(pool, *k, k2) : expr_div(pool, *k, k2);
        *u = n.op == EXPR_MUL ? expr_add(pool, *u, u2) : expr_sub(pool, *u, u2);
        return true;
    default:
        return false;
    }
}

/* One term, factor f. */
static bool add_term(terms *s, expr f, expr factor)
{
    expr_pool *pool = s->x->pool;
    if (s->n == MAX_TERMS)
        return false;
    term *e = &s->v[s->n++];
    if (!split(s, f, &e->k, &e->u, 0) || e->k == EXPR_NONE || e->u == EXPR_NONE)
        return false;
    e->k = expr_mul(pool, factor, e->k);
    for (int i = 0; i < 3; i++)
        e->c[i] = expr_si(pool, 0);
    e->degree = exact_integral_polynomial(s->x, e->u, s->t, 2, e->c);
    return e->k != EXPR_NONE && e->degree > 0;
}

/* factor f, in terms; recursion: DEEPEST. */
static bool read_terms(terms *s, expr f, expr factor, int deep)
{
    expr_pool *pool = s->x->pool;
    expr_node n = *expr_get(pool, f);
    if (deep == DEEPEST || factor == EXPR_NONE)
        return false;
    switch ((expr_op)n.op) {
    case EXPR_NEG:
        return read_terms(s, n.arg[0], expr_neg(pool, factor), deep + 1);
    case EXPR_ADD:
        return read_terms(s, n.arg[0], factor, deep + 1) &&
               read_terms(s, n.arg[1], factor, deep + 1);
    case EXPR_SUB:
        return read_terms(s, n.arg[0], factor, deep + 1) &&
               read_terms(s, n.arg[1], expr_neg(pool, factor), deep + 1);
    case EXPR_MUL:
        for (int i = 0; i < 2; i++)
            if (!depends(s, n.arg[i]))
                return read_terms(s, n.arg[1 - i],
                                  expr_mul(pool, factor, n.arg[i]), deep + 1);
        break;
    case EXPR_DIV:
        if (!depends(s, n.arg[1]))
            return read_terms(s, n.arg[0], expr_div(pool, factor, n.arg[1]),
                              deep + 1);
        break;
    default:
        break;
    }
    return add_term(s, f, factor);
}

/* E, of a term with A = -c[2] > 0. */
static expr error_function(terms *s, const term *e, const end *at)
{
    expr_pool *pool = s->x->pool;
    if (at->at == EXPR_NONE)
        return expr_si(pool, at->sign);
    expr a = expr_neg(pool, e->c[2]);
    expr m = expr_div(pool, e->c[1], expr_mul(pool, expr_si(pool, 2), a));
    expr root = expr_unary(pool, EXPR_SQRT, a);
    return expr_unary(pool, EXPR_ERF,
                      expr_mul(pool, root, expr_sub(pool, at->at, m)));
}

static expr of_normal(terms *s, const term *e, const end *p, const end *q)
{
    expr_pool *pool = s->x->pool;
    expr a = expr_neg(pool, e->c[2]);
    expr square = expr_div(pool, expr_pow_si(pool, e->c[1], 2),
                           expr_mul(pool, expr_si(pool, 4), a));
    expr root = expr_unary(pool, EXPR_SQRT, expr_div(pool, expr_pi(pool), a));
    expr top = expr_unary(pool, EXPR_EXP, expr_add(pool, e->c[0], square));
    expr d = expr_sub(pool, error_function(s, e, q), error_function(s, e, p));
    expr half = expr_mul(pool, expr_ratio(pool, 1, 2), d);
    return expr_mul(pool, e->k,
                    expr_mul(pool, expr_mul(pool, root, half), top));
}

/* F */
static expr antiderivative(terms *s, const term *e, const end *at)
{
    expr_pool *pool = s->x->pool;
    if (at->at == EXPR_NONE)
        return expr_si(pool, 0);
    expr u = expr_add(pool, e->c[0], expr_mul(pool, e->c[1], at->at));
    return expr_div(pool, expr_unary(pool, EXPR_EXP, u), e->c[1]);
}

/* A term's integral over (p, q), or EXPR_NONE. */
static expr of_term(terms *s, const term *e, const end *p, const end *q)
{
    expr_pool *pool = s->x->pool;
    exact_sign sign = exact_expr_sign(s->x, e->c[e->degree]);
    if (e->degree == 2)
        return sign == SIGN_NEG ? of_normal(s, e, p, q) : EXPR_NONE;
    if ((sign != SIGN_NEG && sign != SIGN_POS) ||
        (p->at == EXPR_NONE && sign == SIGN_NEG) ||
        (q->at == EXPR_NONE && sign == SIGN_POS))
        return EXPR_NONE;
    expr d = expr_sub(pool, antiderivative(s, e, q), antiderivative(s, e, p));
    return expr_mul(pool, e->k, d);
}

/* 1. */
static expr of_sum(terms *s, const end *p, const end *q)
{
    expr sum = expr_si(s->x->pool, 0);
    for (int i = 0; i < s->n && sum != EXPR_NONE; i++)
        sum = expr_add(s->x->pool, sum, of_term(s, &s->v[i], p, q));
    return sum;
}

static bool below(terms *s, const end *a, const end *b)
{
    if (a->at == EXPR_NONE || b->at == EXPR_NONE)
        return (a->at == EXPR_NONE && a->sign < 0) ||
               (b->at == EXPR_NONE && b->sign > 0);
    return exact_expr_sign(s->x, expr_sub(s->x->pool, b->at, a->at)) ==
           SIGN_POS;
}

/* d's coefficients; -1: there are not two terms of different sign, or it is
 * constant; else its degree. */
static int comparison(terms *s, expr d[3])
{
    expr_pool *pool = s->x->pool;
    if (s->n != 2)
        return -1;
    const term *u = &s->v[0], *v = &s->v[1];
    if (exact_expr_sign(s->x, u->k) == SIGN_NEG) {
        u = &s->v[1];
        v = &s->v[0];
    }
    expr l = expr_neg(pool, v->k);
    if (exact_expr_sign(s->x, u->k) != SIGN_POS ||
        exact_expr_sign(s->x, l) != SIGN_POS)
        return -1;
    for (int i = 0; i < 3; i++)
        d[i] = expr_sub(pool, u->c[i], v->c[i]);
    d[0] = expr_add(pool, d[0],
                    expr_unary(pool, EXPR_LOG, expr_div(pool, u->k, l)));
    for (int i = 2; i > 0; i--) {
        exact_ring_srcptr r = exact_normal(s->x, d[i]);
        if (r == NULL)
            return -1;
        if (!exact_ring_is_zero(s->x, r))
            return i;
    }
    return -1;
}

/* The zeros of d, in order, if they are certainly so many. */
static bool zeros(terms *s, const expr d[3], int degree, end z[2])
{
    expr_pool *pool = s->x->pool;
    expr two = expr_si(pool, 2);
    if (degree == 1) {
        z[0].at = z[1].at = expr_neg(pool, expr_div(pool, d[0], d[1]));
        return z[0].at != EXPR_NONE;
    }
    expr ac = expr_mul(pool, expr_si(pool, 4), expr_mul(pool, d[0], d[2]));
    expr under = expr_sub(pool, expr_pow_si(pool, d[1], 2), ac);
    if (under == EXPR_NONE || exact_expr_sign(s->x, under) != SIGN_POS)
        return false;
    bool up = exact_expr_sign(s->x, d[2]) == SIGN_POS;
    expr root = expr_unary(pool, EXPR_SQRT, under);
    for (int k = 0; k < 2; k++) {
        expr top = (k == 0) == up ? expr_neg(pool, root) : root;
        z[k].at = expr_div(pool, expr_sub(pool, top, d[1]),
                           expr_mul(pool, two, d[2]));
    }
    return z[0].at != EXPR_NONE && z[1].at != EXPR_NONE;
}

/* 2. */
static expr of_distance(terms *s, const end *p, const end *q)
{
    expr_pool *pool = s->x->pool;
    expr d[3];
    end z[2] = {{EXPR_NONE, 0}, {EXPR_NONE, 0}};
    int degree = comparison(s, d);
    if (degree < 1)
        return EXPR_NONE;
    exact_sign up = exact_expr_sign(s->x, d[degree]);
    if ((up != SIGN_POS && up != SIGN_NEG) || !zeros(s, d, degree, z) ||
        !below(s, p, &z[0]) || !below(s, &z[1], q))
        return EXPR_NONE;
    expr r;
    if (degree == 1) {
        r = expr_sub(pool, of_sum(s, &z[0], q), of_sum(s, p, &z[0]));
    } else {
        expr inner = of_sum(s, &z[0], &z[1]);
        r = expr_sub(pool, of_sum(s, p, q),
                     expr_mul(pool, expr_si(pool, 2), inner));
    }
    return up == SIGN_POS ? r : expr_neg(pool, r);
}

expr exact_exponentials_integral(exact *x, const expr_node *n)
{
    terms s = {.x = x, .t = n->p};
    end p = {(n->q & EXPR_FROM_INF) != 0 ? EXPR_NONE : n->arg[0], -1};
    end q = {(n->q & EXPR_TO_INF) != 0 ? EXPR_NONE : n->arg[1], 1};
    expr_node f = *expr_get(x->pool, n->arg[2]);
    expr one = expr_si(x->pool, 1);
    if (n->q == 0)
        return EXPR_NONE;
    if (f.op == EXPR_ABS)
        return read_terms(&s, f.arg[0], one, 0) ? of_distance(&s, &p, &q)
                                                : EXPR_NONE;
    return read_terms(&s, n->arg[2], one, 0) ? of_sum(&s, &p, &q) : EXPR_NONE;
}
