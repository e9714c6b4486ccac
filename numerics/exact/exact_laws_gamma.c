/* The laws of Gamma, log Gamma, digamma and polygamma at arguments that differ by a
 * whole number.  Believed.
 *
 * From Gamma(v + 1) = v Gamma(v), for v > 0 and n >= 0 (DLMF 5.5.1, 5.5.2, 5.15.5):
 *   Gamma(v + n) = Gamma(v) prod (v + i),
 *   log Gamma(v + n) = log Gamma(v) + sum log(v + i),
 *   psi_m(v + n) = psi_m(v) + (-1)^m m! sum 1/(v + i)^(m+1),   0 <= i < n.
 * Everything is defined there, and all v + i are positive. */
#include "exact_laws.h"

#include <stdlib.h>

enum {
    MOST_FACTORS = 40,
    MOST_TERMS = 8,  /* each brings a logarithm, or a denominator */
    MOST_ORDER = 3
};

/* The whole number below the constant term of a, which has no denominator but
 * a number; false: it has another, or the number is large. */
static bool whole_part(exact *x, long *n, exact_ring_srcptr a)
{
    if (!fmpz_mpoly_is_fmpz(a->den, x->ctx))
        return false;
    ulong exps[EXACT_GENS] = {0};
    fmpz_t p, q;
    fmpz_init(p);
    fmpz_init(q);
    fmpz_mpoly_get_coeff_fmpz_ui(p, a->num, exps, x->ctx);
    fmpz_mpoly_get_fmpz(q, a->den, x->ctx);
    fmpz_fdiv_q(p, p, q);
    bool small = fmpz_cmp_si(p, 1000) <= 0 && fmpz_cmp_si(p, -1000) >= 0;
    *n = small ? fmpz_get_si(p) : 0;
    fmpz_clear(p);
    fmpz_clear(q);
    return small;
}

/* r = a + n */
static bool shifted(exact *x, exact_ring_ptr r, exact_ring_srcptr a, long n)
{
    exact_ring_t t;
    exact_ring_init(x, t);
    exact_ring_set_si(x, t, n);
    bool ok = exact_ring_add(x, r, a, t);
    exact_ring_clear(x, t);
    return ok;
}

static bool is_positive(exact *x, exact_ring_srcptr a)
{
    return exact_expr_sign_ring(x, a) == SIGN_POS;
}

/* r = f(v), with Gamma(1) = 1 and log Gamma(1) = 0. */
static bool at_base(exact *x, exact_ring_ptr r, const expr_node *f,
                    exact_ring_srcptr v)
{
    fmpq_t q;
    fmpq_init(q);
    bool one = exact_ring_is_q(x, q, v) && fmpq_is_one(q);
    fmpq_clear(q);
    if (one && (f->op == EXPR_GAMMA || f->op == EXPR_LGAMMA)) {
        exact_ring_set_si(x, r, f->op == EXPR_GAMMA);
        return true;
    }
    int g = exact_atoms_call(x, (expr_op)f->op, f->p, v);
    if (g >= 0)
        exact_ring_set_gen(x, r, g);
    return g >= 0;
}

/* What f(v + 1) has more than f(v): a factor v, or a summand. */
static bool step(exact *x, exact_ring_ptr t, const expr_node *f,
                 exact_ring_srcptr v)
{
    if (f->op == EXPR_GAMMA) {
        exact_ring_set(x, t, v);
        return true;
    }
    if (f->op == EXPR_LGAMMA) {
        expr e = exact_expr_ring(x, v, true);
        return e != EXPR_NONE &&
               exact_jet_constant(x, t, expr_unary(x->pool, EXPR_LOG, e));
    }
    long m = f->op == EXPR_POLYGAMMA ? f->p : 0, c = m % 2 == 0 ? 1 : -1;
    for (long k = 2; k <= m; k++)
        c *= k;
    exact_ring_t p;
    exact_ring_init(x, p);
    exact_ring_set_si(x, t, c);
    bool ok = exact_ring_pow(x, p, v, m + 1) && exact_ring_div(x, t, t, p);
    exact_ring_clear(x, p);
    return ok;
}

/* r, which is f(v), becomes f(v + n), where n may be negative; v and v + n are
 * positive. */
static bool walk(exact *x, exact_ring_ptr r, const expr_node *f,
                 exact_ring_srcptr v, long n)
{
    bool up = n > 0, ok = true;
    exact_ring_t at, t;
    exact_ring_init(x, at);
    exact_ring_init(x, t);
    for (long i = up ? 0 : n; ok && i < (up ? n : 0); i++) {
        ok = shifted(x, at, v, i) && step(x, t, f, at);
        if (!ok)
            break;
        if (f->op == EXPR_GAMMA)
            ok = up ? exact_ring_mul(x, r, r, t) : exact_ring_div(x, r, r, t);
        else
            ok = up ? exact_ring_add(x, r, r, t) : exact_ring_sub(x, r, r, t);
    }
    exact_ring_clear(x, at);
    exact_ring_clear(x, t);
    return ok;
}

static bool is_short(const expr_node *f, long n)
{
    long most = f->op == EXPR_GAMMA ? MOST_FACTORS : MOST_TERMS;
    return labs(n) <= most && (f->op != EXPR_POLYGAMMA || f->p <= MOST_ORDER);
}

/* The base v is u less a whole number, with a constant term from 0 on and below
 * 1 where that is certainly positive, else from 1 on.  Which of them does not
 * depend on the whole number, so arguments that differ by one share it. */
static bool normal(exact *x, exact_ring_ptr r, const expr_node *f,
                   exact_ring_srcptr u)
{
    long n = 0;
    exact_ring_t v;
    exact_ring_init(x, v);
    bool ok = whole_part(x, &n, u) && shifted(x, v, u, -n);
    if (ok && !is_positive(x, v)) {
        n--;
        ok = shifted(x, v, u, -n) && is_positive(x, v);
    }
    ok = ok && is_short(f, n) && (n >= 0 || is_positive(x, u));
    if (ok)
        ok = at_base(x, r, f, v) && walk(x, r, f, v, n);
    else
        ok = at_base(x, r, f, u);
    exact_ring_clear(x, v);
    return ok;
}

const exact_laws exact_laws_gamma = {normal, exact_laws_compose};
