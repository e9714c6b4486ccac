/* A hypothesis that bounds a variable by a number, where the variable's range
 * does not, and f is not defined everywhere: the range is cut a little before
 * that number.  Beyond the cut no point satisfies the hypothesis; on this side
 * f may be seen to be defined (a quotient by n!, of which n! >= 1 is known).
 * Believed: nothing; the checker tries each answer. */
#include "tactics.h"

/* h = a + b x with numbers a and b != 0? */
static bool is_bound(expr_pool *pool, expr h, int x, mpq_ptr a, mpq_ptr b)
{
    if (expr_vars(pool, h) != UINT64_C(1) << x)
        return false;
    expr slope = expr_diff(pool, h, x);
    expr at0 = expr_subst(pool, h, x, expr_si(pool, 0));
    if (slope == EXPR_NONE || at0 == EXPR_NONE || !expr_is_const(pool, slope) ||
        !expr_is_const(pool, at0))
        return false;
    mpq_set(a, expr_const_value(pool, at0));
    mpq_set(b, expr_const_value(pool, slope));
    return mpq_sgn(b) != 0;
}

/* h keeps x on one side of c; *q lies beyond c, of the same sign. */
static bool cut_by(searcher *s, const goal *g, size_t j, int x, mpq_ptr q)
{
    mpq_t a, b;
    mpq_inits(a, b, NULL);
    bool ok = is_bound(s->p->pool, g->hyp[j].e, x, a, b);
    bool low = mpq_sgn(b) > 0; /* x >= c */
    ok = ok && (low ? g->box[x].lo_inf : g->box[x].hi_inf);
    if (ok) {
        mpq_div(q, a, b);
        mpq_neg(q, q);
        if (low ? mpq_sgn(q) > 0 : mpq_sgn(q) < 0) {
            mpq_div_2exp(q, q, 1);
        } else {
            mpq_set_si(a, low ? -1 : 1, 1);
            mpq_add(q, q, a);
        }
    }
    mpq_clears(a, b, NULL);
    return ok;
}

cert_node *tactic_bound(searcher *s, const goal *g, const tactic_view *v)
{
    (void)v;
    cert_node *c = NULL;
    if (expr_get(s->p->pool, g->f)->total)
        return NULL;
    for (int x = 0; x < s->p->nvars && c == NULL; x++)
        for (size_t j = 0; j < g->nhyps && c == NULL; j++) {
            cert_node *n = search_leaf(CERT_SPLIT);
            n->var = x;
            n->has_q = (expr_vars(s->p->pool, g->f) >> x & 1) != 0 &&
                       cut_by(s, g, j, x, n->q);
            if (n->has_q)
                c = search_prove_node(s, g, n);
            else
                cert_free(n);
        }
    return c;
}
