/* Derivatives under an integral, by the second engine.  A second opinion.
 *
 * Only for ends free of x.  The integrand f is free of kinks and of jumps; its
 * derivatives f_1, f_2, .. in x are formed one by one, in a pool of this file,
 * and integrated like any function: who does that finds them defined and below
 * one integrable function for all the box (recheck_piece.c), which makes the
 * k-th derivative of the integral that of f_k, for one k after the other.
 *
 * A sum to infinity from a number on is such an integral, too, if its terms have
 * neither: floor(t) jumps where no other variable can see it.
 *
 * If an end moves, no more than what recheck_jet.c knows. */
#include "recheck_under.h"

#include "recheck_internal.h"

#include "../base/memory.h"

#include <stdlib.h>

enum {
    DEEPEST = 40,
    LARGEST = 2500
};

struct recheck_under {
    expr_pool *pool;
    reval *e;
    expr_node of; /* the integral at hand, in x_i */
    int i, n;
    expr whole[DEEPEST + 1]; /* integrals of f_0 .. f_(n-1) */
};

void recheck_under_free(recheck_under *u)
{
    if (u == NULL)
        return;
    reval_free(u->e);
    expr_pool_free(u->pool);
    free(u);
}

static bool same(const recheck_under *u, const expr_node *n, int i)
{
    return u->i == i && u->of.p == n->p && u->of.q == n->q &&
           u->of.arg[0] == n->arg[0] && u->of.arg[1] == n->arg[1] &&
           u->of.arg[2] == n->arg[2];
}

static recheck_under *make(const reval *e, const expr_node *n, int i)
{
    recheck_under *u = xcalloc(1, sizeof *u);
    u->pool = expr_pool_new(0);
    u->e = reval_new(u->pool, reval_prec(e));
    u->of = *n;
    u->i = i;
    range *none = xcalloc(EXPR_MAX_VARS, sizeof *none);
    for (int k = 0; k < EXPR_MAX_VARS; k++)
        range_init(&none[k]);
    reval_set_box(u->e, none, EXPR_MAX_VARS);
    for (int k = 0; k < EXPR_MAX_VARS; k++)
        range_clear(&none[k]);
    free(none);
    return u;
}

/* The integrals of f, f_1, .. f_m. */
static bool prepare(recheck_under *u, const expr_pool *from, int m)
{
    expr a = expr_copy(u->pool, from, u->of.arg[0]);
    expr b = expr_copy(u->pool, from, u->of.arg[1]);
    expr f = expr_copy(u->pool, from, u->of.arg[2]);
    expr whole = expr_integral(u->pool, u->of.p, a, b, u->of.q, f);
    if (m > DEEPEST || whole == EXPR_NONE ||
        expr_integral_has_kinks(u->pool, whole))
        return false;
    for (int k = 0; k <= m; k++) {
        if (f == EXPR_NONE || expr_size(u->pool, f) > LARGEST)
            return false;
        if (k >= u->n) {
            u->whole[k] = expr_integral(u->pool, u->of.p, a, b, u->of.q, f);
            if (u->whole[k] == EXPR_NONE)
                return false;
            u->n = k + 1;
        }
        if (k < m)
            f = expr_diff(u->pool, f, u->i);
    }
    return true;
}

bool recheck_under_integral(reval *e, const expr_node *n, int i, int m,
                            rrange *y)
{
    const expr_pool *from = reval_pool(e);
    recheck_under **slot = reval_under(e);
    if (((expr_vars(from, n->arg[0]) | expr_vars(from, n->arg[1])) >> i & 1) !=
        0)
        return false;
    if (*slot != NULL && !same(*slot, n, i)) {
        recheck_under_free(*slot);
        *slot = NULL;
    }
    if (*slot == NULL)
        *slot = make(e, n, i);
    recheck_under *u = *slot;
    if (u->n <= m && !prepare(u, from, m))
        return false;
    reval_depth_of(u->e)->aim = reval_depth_of(e)->aim;
    for (int k = 0; k < EXPR_MAX_VARS; k++)
        reval_set_var(u->e, k, reval_var(e, k));
    rrange over;
    bool ok = true;
    rrange_init(&over);
    rrange_set_si(&over, 1);
    for (int k = 1; k <= m && ok; k++) {
        rrange by;
        rrange_init(&by);
        rrange_set_si(&by, k);
        rrange_mul(&over, &over, &by, reval_prec(e));
        rrange_clear(&by);
        const rrange *v = reval_enclose(u->e, u->whole[k]);
        ok = rrange_is_bounded(v);
        if (ok)
            rrange_div(&y[k], v, &over, reval_prec(e));
    }
    rrange_clear(&over);
    return ok;
}
