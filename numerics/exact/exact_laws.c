/* Which function has which laws, and what holds of all.  Believed. */
#include "exact_laws.h"
#include "../expr/expr_function.h"

const exact_laws *exact_laws_of(expr_op op)
{
    static const exact_laws *const of[EXPR_OP_COUNT] = {
#define FUNCTION(NAME, name, total, latex, width, laws)                        \
    [EXPR_##NAME] = &exact_laws_##laws,
#include "../expr/functions.def"
#undef FUNCTION
    };
    return (unsigned)op < EXPR_OP_COUNT ? of[op] : NULL;
}

static bool opaque(exact *x, exact_ring_ptr r, const expr_node *n,
                   exact_ring_srcptr a)
{
    int g = exact_atoms_call(x, (expr_op)n->op, n->p, a);
    if (g >= 0)
        exact_ring_set_gen(x, r, g);
    return g >= 0;
}

enum {
    COMPOSE_MAX = 12 /* derivatives are formed one after the other */
};

/* f^(k)(u_0)/k!: F_k is the k-th derivative of f(t) in a variable t, which is
 * then replaced by u at the point.  It represents the coefficient wherever f
 * has k derivatives at u_0: the row's derivative is defined there. */
static bool outer(exact *x, int m, exact_ring_struct *d, const expr_node *f,
                  expr at)
{
    expr_pool *pool = x->pool;
    expr g = expr_call(pool, (expr_op)f->op, f->p, expr_var(pool, 0));
    fmpq_t c;
    fmpz_t n;
    bool ok = true;
    fmpq_init(c);
    fmpz_init(n);
    fmpq_one(c);
    for (int k = 0; k < m && ok; k++) {
        expr v = g != EXPR_NONE ? expr_subst(pool, g, 0, at) : EXPR_NONE;
        if (k > 1) { /* c = 1/k! */
            fmpz_set_si(n, k);
            fmpq_div_fmpz(c, c, n);
        }
        ok = v != EXPR_NONE && exact_jet_constant(x, &d[k], v) &&
             exact_ring_mul_q(x, &d[k], &d[k], c);
        g = ok ? expr_diff(pool, g, 0) : g;
    }
    fmpq_clear(c);
    fmpz_clear(n);
    return ok;
}

/* f(u_0 + h) = sum d_k h^k, by Horner's scheme; h begins at order 1. */
bool exact_laws_compose(exact *x, int m, exact_jet *r, const expr_node *n,
                        const exact_jet *u)
{
    if (m > COMPOSE_MAX)
        return false;
    exact_ring_struct *d = exact_series_new(x, m);
    exact_ring_struct *h = exact_series_new(x, m);
    exact_ring_struct *t = exact_series_new(x, m);
    bool ok = outer(x, m, d, n, u->at);
    exact_series_set(x, m, h, u->c);
    exact_ring_set_si(x, &h[0], 0);
    if (ok)
        exact_ring_set(x, &r->c[0], &d[m - 1]);
    for (int k = m - 2; k >= 0 && ok; k--) {
        ok = exact_series_mul(x, m, t, r->c, h) &&
             exact_ring_add(x, &t[0], &t[0], &d[k]);
        exact_series_set(x, m, r->c, t);
    }
    exact_series_free(x, m, d);
    exact_series_free(x, m, h);
    exact_series_free(x, m, t);
    return ok;
}

/* Equal to another expression wherever it is defined: that one's normal form
 * represents it. */
static bool unfold(exact *x, exact_ring_ptr r, const expr_node *n,
                   exact_ring_srcptr a)
{
    expr (*to)(expr_pool *, expr) = expr_function_of((expr_op)n->op)->unfold;
    expr e = to != NULL ? to(x->pool, n->arg[0]) : EXPR_NONE;
    (void)a;
    return e != EXPR_NONE && exact_jet_constant(x, r, e);
}

/* Only where the argument is certainly positive is u log u defined, too. */
static bool unfold_positive(exact *x, exact_ring_ptr r, const expr_node *n,
                            exact_ring_srcptr a)
{
    exact_sign s = exact_expr_sign(x, n->arg[0]);
    return s == SIGN_POS ? unfold(x, r, n, a) : opaque(x, r, n, a);
}

const exact_laws exact_laws_positive = {unfold_positive, exact_laws_compose};
const exact_laws exact_laws_unfold = {unfold, exact_laws_compose};
const exact_laws exact_laws_none = {opaque, exact_laws_compose};
