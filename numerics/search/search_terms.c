/* f as a sum of terms with signs, and logarithms, exponentials and powers of
 * such things taken apart.  Believed: nothing; the checker compares what is
 * made of them. */
#include "search_terms.h"

/* e without a sign that its first factor has, where it has one; else NONE. */
static expr unsigned_term(expr_pool *pool, expr e)
{
    const expr_node x = *expr_get(pool, e);
    if (x.op != EXPR_MUL)
        return EXPR_NONE;
    const expr_node first = *expr_get(pool, x.arg[0]);
    return first.op == EXPR_NEG ? expr_mul(pool, first.arg[0], x.arg[1])
                                : EXPR_NONE;
}

static void collect(expr_pool *pool, expr e, int sign, search_terms *t)
{
    const expr_node x = *expr_get(pool, e);
    expr positive = unsigned_term(pool, e);
    if (t->n >= SEARCH_TERMS) {
        t->n = SEARCH_TERMS + 1; /* too many */
    } else if (positive != EXPR_NONE) {
        collect(pool, positive, -sign, t);
    } else if (x.op == EXPR_NEG) {
        collect(pool, x.arg[0], -sign, t);
    } else if (x.op == EXPR_ADD || x.op == EXPR_SUB) {
        collect(pool, x.arg[0], sign, t);
        collect(pool, x.arg[1], x.op == EXPR_SUB ? -sign : sign, t);
    } else {
        t->e[t->n] = e;
        t->sign[t->n++] = sign;
    }
}

/* The numbers among the terms as one, the last, or none where they cancel. */
static void merge_numbers(expr_pool *pool, search_terms *t)
{
    size_t n = 0, numbers = 0;
    expr sum = expr_si(pool, 0);
    for (size_t k = 0; k < t->n; k++)
        numbers += expr_is_const(pool, t->e[k]);
    if (numbers < 2)
        return;
    for (size_t k = 0; k < t->n; k++) {
        if (expr_is_const(pool, t->e[k])) {
            sum = t->sign[k] > 0 ? expr_add(pool, sum, t->e[k])
                                 : expr_sub(pool, sum, t->e[k]);
            continue;
        }
        t->e[n] = t->e[k];
        t->sign[n++] = t->sign[k];
    }
    if (!expr_is_si(pool, sum, 0)) {
        t->e[n] = sum;
        t->sign[n++] = 1;
    }
    t->n = n;
}

bool search_terms_of(expr_pool *pool, expr f, search_terms *t)
{
    t->n = 0;
    collect(pool, f, 1, t);
    if (t->n > SEARCH_TERMS)
        return false;
    merge_numbers(pool, t);
    return true;
}

/* What is added first: a sum that begins with a minus sign is another node. */
expr search_terms_but(expr_pool *pool, const search_terms *t, size_t k,
                      int sign)
{
    expr r = expr_si(pool, 0);
    for (size_t j = 0; j < t->n; j++)
        if (j != k && t->sign[j] == sign)
            r = expr_add(pool, r, t->e[j]);
    for (size_t j = 0; j < t->n; j++)
        if (j != k && t->sign[j] != sign)
            r = expr_is_const(pool, t->e[j])
                    ? expr_add(pool, r, expr_neg(pool, t->e[j]))
                    : expr_sub(pool, r, t->e[j]);
    return r;
}

static bool positive(eval *e, expr a)
{
    return iv_certainly_pos(eval_enclose(e, a));
}

expr search_terms_log(expr_pool *pool, eval *e, expr a)
{
    const expr_node x = *expr_get(pool, a);
    expr u = x.nargs > 0 ? x.arg[0] : EXPR_NONE, v = x.arg[1];
    bool both = x.nargs == 2 && positive(e, u) && positive(e, v);
    if (x.op == EXPR_EXP)
        return u;
    if (x.op == EXPR_MUL && both)
        return expr_add(pool, search_terms_log(pool, e, u),
                        search_terms_log(pool, e, v));
    if (x.op == EXPR_DIV && both)
        return expr_sub(pool, search_terms_log(pool, e, u),
                        search_terms_log(pool, e, v));
    if (x.op == EXPR_SQRT && positive(e, u))
        return expr_mul(pool, expr_ratio(pool, 1, 2),
                        search_terms_log(pool, e, u));
    if (x.op == EXPR_ROOT && positive(e, u))
        return expr_mul(pool, expr_ratio(pool, x.p, (unsigned long)x.q),
                        search_terms_log(pool, e, u));
    if (x.op == EXPR_POW && positive(e, u))
        return expr_mul(pool, expr_si(pool, x.p), search_terms_log(pool, e, u));
    return expr_unary(pool, EXPR_LOG, a);
}

expr search_terms_exp(expr_pool *pool, expr a)
{
    const expr_node x = *expr_get(pool, a);
    if (x.op == EXPR_LOG)
        return x.arg[0];
    if (x.op == EXPR_ADD)
        return expr_mul(pool, search_terms_exp(pool, x.arg[0]),
                        search_terms_exp(pool, x.arg[1]));
    if (x.op == EXPR_SUB)
        return expr_div(pool, search_terms_exp(pool, x.arg[0]),
                        search_terms_exp(pool, x.arg[1]));
    if (x.op == EXPR_NEG)
        return expr_div(pool, expr_si(pool, 1),
                        search_terms_exp(pool, x.arg[0]));
    return expr_unary(pool, EXPR_EXP, a);
}

/* The power of a root: (w^(p/q))^n. */
static expr root_power(expr_pool *pool, const expr_node *x, long n)
{
    long p = x->op == EXPR_SQRT ? 1 : x->p;
    unsigned long q = x->op == EXPR_SQRT ? 2 : (unsigned long)x->q;
    return expr_pow_ratio(pool, x->arg[0], p * n, q);
}

expr search_terms_power(expr_pool *pool, expr a, long n)
{
    const expr_node x = *expr_get(pool, a);
    if (x.op == EXPR_MUL)
        return expr_mul(pool, search_terms_power(pool, x.arg[0], n),
                        search_terms_power(pool, x.arg[1], n));
    if (x.op == EXPR_DIV)
        return expr_div(pool, search_terms_power(pool, x.arg[0], n),
                        search_terms_power(pool, x.arg[1], n));
    if (x.op == EXPR_SQRT || x.op == EXPR_ROOT)
        return root_power(pool, &x, n);
    return expr_pow_si(pool, a, n);
}

expr search_terms_factor(const expr_pool *pool, expr a, uint64_t ops)
{
    const expr_node *x = expr_get(pool, a);
    if ((ops >> x->op & 1) != 0 && x->vars != 0)
        return a;
    bool two = x->op == EXPR_MUL || x->op == EXPR_DIV;
    expr l = x->arg[0], r = x->arg[1];
    expr found = two || x->op == EXPR_POW ? search_terms_factor(pool, l, ops)
                                          : EXPR_NONE;
    return found == EXPR_NONE && two ? search_terms_factor(pool, r, ops)
                                     : found;
}
