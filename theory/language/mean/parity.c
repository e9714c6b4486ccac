/* Even or odd?  For the sign of powers of negative numbers. */
#include "parity.h"

static parity sum(parity a, parity b)
{
    if (a == PARITY_NONE || b == PARITY_NONE)
        return PARITY_NONE;
    if (a == PARITY_WHOLE || b == PARITY_WHOLE)
        return PARITY_WHOLE;
    return a == b ? PARITY_EVEN : PARITY_ODD;
}

static parity product(parity a, parity b)
{
    if (a == PARITY_NONE || b == PARITY_NONE)
        return PARITY_NONE;
    if (a == PARITY_EVEN || b == PARITY_EVEN)
        return PARITY_EVEN;
    return a == PARITY_ODD && b == PARITY_ODD ? PARITY_ODD : PARITY_WHOLE;
}

enum {
    MAX_DEPTH = 10
};

/* Of y at whole values of its variables.  Exponents are short; deeper ones
 * are not looked through. */
static parity look(const expr_pool *pool, expr y, uint64_t whole, int depth)
{
    const expr_node *x = expr_get(pool, y);
    if (x->op == EXPR_CONST) {
        mpq_srcptr q = expr_const_value(pool, y);
        if (mpz_cmp_ui(mpq_denref(q), 1))
            return PARITY_NONE;
        return mpz_even_p(mpq_numref(q)) ? PARITY_EVEN : PARITY_ODD;
    }
    if (x->op == EXPR_VAR)
        return whole >> x->p & 1 ? PARITY_WHOLE : PARITY_NONE;
    if (depth == 0)
        return PARITY_NONE;
    if (x->op != EXPR_ADD && x->op != EXPR_SUB && x->op != EXPR_MUL &&
        x->op != EXPR_NEG && x->op != EXPR_POW)
        return PARITY_NONE;
    parity a = look(pool, x->arg[0], whole, depth - 1);
    if (x->nargs == 1) /* -a, and a^p for p >= 1 */
        return a;
    parity b = look(pool, x->arg[1], whole, depth - 1);
    return x->op == EXPR_MUL ? product(a, b) : sum(a, b);
}

parity parity_of(const expr_pool *pool, expr y, uint64_t whole)
{
    return look(pool, y, whole, MAX_DEPTH);
}
