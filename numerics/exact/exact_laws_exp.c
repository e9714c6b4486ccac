/* Laws of exp and log (exact_log.c has them); their series from r' = u' r and
 * r' u = u'.  Believed. */
#include "exact_laws.h"

static bool normal(exact *x, exact_ring_ptr r, const expr_node *n,
                   exact_ring_srcptr a)
{
    return n->op == EXPR_EXP ? exact_log_exp(x, r, a)
                             : exact_log_of(x, r, n->arg[0], a);
}

static bool series(exact *x, int m, exact_jet *r, const expr_node *n,
                   const exact_jet *u)
{
    if (!exact_jet_constant(x, &r->c[0], r->at))
        return false;
    return n->op == EXPR_EXP
               ? exact_series_integral(x, m, r->c, u->c, r->c)
               : exact_series_quotient_integral(x, m, r->c, u->c, u->c);
}

const exact_laws exact_laws_exp = {normal, series};
