/* The law of odd functions that are defined at 0.  Believed. */
#include "exact_laws.h"

/* f(-v) = -f(v), so f(0) = 0: the leading coefficient's sign is taken out. */
static bool normal(exact *x, exact_ring_ptr r, const expr_node *n,
                   exact_ring_srcptr u)
{
    if (exact_ring_is_zero(x, u)) {
        exact_ring_set_si(x, r, 0);
        return true;
    }
    exact_ring_t v, key;
    fmpq_t c;
    exact_ring_init(x, v);
    exact_ring_init(x, key);
    fmpq_init(c);
    exact_ring_content(x, c, key, u);
    exact_ring_set(x, v, u);
    if (fmpq_sgn(c) < 0)
        exact_ring_neg(x, v, v);
    int g = exact_atoms_call(x, (expr_op)n->op, n->p, v);
    if (g >= 0)
        exact_ring_set_gen(x, r, g);
    if (fmpq_sgn(c) < 0)
        exact_ring_neg(x, r, r);
    exact_ring_clear(x, v);
    exact_ring_clear(x, key);
    fmpq_clear(c);
    return g >= 0;
}

const exact_laws exact_laws_odd = {normal, exact_laws_compose};
