/* Polynomials of mixed degrees made homogeneous by a condition.  Believed:
 * nothing.
 *
 * A hypothesis h = c (1 - u), u homogeneous of degree D, c a number, gives for
 * the part f_j of degree j, where d - j = e D,
 *   f_j = f_j u^e + f_j (1 + u + ... + u^(e-1)) h/c.
 * So f = F + l h with F homogeneous of degree d: if h = 0, F is f on the
 * domain; if h >= 0, f >= 0 follows from F >= 0 and l >= 0. */
#include "search_cone.h"

#include "../base/memory.h"

#include <stdlib.h>

long search_cone_degree(const exact_form *p, size_t k, int n, long *e)
{
    long sum = 0;
    exact_form_term(p, k, e);
    for (int i = 0; i < n; i++)
        sum += e[i];
    return sum;
}

expr search_cone_part(expr_pool *pool, const exact_form *p, int n,
                      long degree, mpq_srcptr factor)
{
    long *e = xmalloc((size_t)(n + 1) * sizeof *e);
    expr sum = expr_si(pool, 0);
    mpq_t c, scale;
    mpq_init(c);
    mpq_init(scale);
    exact_form_scale(p, scale);
    mpq_mul(scale, scale, factor);
    for (size_t k = 0; k < exact_form_terms(p); k++) {
        if (search_cone_degree(p, k, n, e) != degree)
            continue;
        mpz_set_ui(mpq_denref(c), 1);
        exact_form_coefficient(p, k, mpq_numref(c));
        mpq_mul(c, c, scale);
        expr t = expr_q(pool, c);
        for (int i = 0; i < n; i++)
            if (e[i] > 0)
                t = expr_mul(pool, t,
                             expr_pow_si(pool, expr_var(pool, i), e[i]));
        sum = expr_add(pool, sum, t);
    }
    mpq_clear(c);
    mpq_clear(scale);
    free(e);
    return sum;
}

/* c and u of h = c (1 - u), D; false: it is not of this form. */
static bool read_condition(expr_pool *pool, const exact_form *h, int n,
                           mpq_t c, expr *u, long *degree)
{
    long *e = xmalloc((size_t)(n + 1) * sizeof *e);
    bool ok = true, constant = false;
    *degree = 0;
    for (size_t k = 0; k < exact_form_terms(h) && ok; k++) {
        long d = search_cone_degree(h, k, n, e);
        if (d == 0) {
            constant = true;
            mpz_set_ui(mpq_denref(c), 1);
            exact_form_coefficient(h, k, mpq_numref(c));
        } else if (*degree == 0) {
            *degree = d;
        } else {
            ok = d == *degree;
        }
    }
    free(e);
    if (!ok || !constant || *degree == 0)
        return false;
    mpq_t q;
    mpq_init(q);
    exact_form_scale(h, q);
    mpq_mul(c, c, q);
    mpq_inv(q, c);
    mpq_neg(q, q);
    *u = search_cone_part(pool, h, n, *degree, q);
    mpq_clear(q);
    return true;
}

/* l, or EXPR_NONE where degrees do not fit. */
static expr cofactor(expr_pool *pool, const exact_form *p, int n, mpq_t c,
                     expr u, long step)
{
    long d = exact_form_degree(p);
    long *e = xmalloc((size_t)(n + 1) * sizeof *e);
    expr l = expr_si(pool, 0);
    bool ok = true;
    for (size_t k = 0; k < exact_form_terms(p) && ok; k++)
        ok = (d - search_cone_degree(p, k, n, e)) % step == 0;
    free(e);
    mpq_t inverse;
    mpq_init(inverse);
    mpq_inv(inverse, c);
    for (long j = d - step; j >= 0 && ok; j -= step) {
        expr sum = expr_si(pool, 0);
        for (long i = 0; i < (d - j) / step; i++)
            sum = expr_add(pool, sum, expr_pow_si(pool, u, i));
        sum = expr_mul(pool, search_cone_part(pool, p, n, j, inverse), sum);
        l = expr_add(pool, l, sum);
    }
    mpq_clear(inverse);
    return ok ? l : EXPR_NONE;
}

bool search_cone_is_equation(searcher *s, const goal *g, size_t j)
{
    bool found = false;
    for (size_t k = 0; k < g->nhyps && !found; k++) {
        expr sum = expr_add(s->p->pool, g->hyp[j].e, g->hyp[k].e);
        exact_form *z = exact_form_of(s->p->pool, sum, s->p->nvars);
        found = z != NULL && exact_form_terms(z) == 0;
        exact_form_free(z);
    }
    return found;
}

cert_node *search_cone_homogenise(searcher *s, const goal *g,
                                  const exact_form *p, size_t j)
{
    expr_pool *pool = s->p->pool;
    int n = s->p->nvars;
    expr u, l = EXPR_NONE;
    long step;
    mpq_t c;
    exact_form *h = exact_form_of(pool, g->hyp[j].e, n);
    if (h == NULL)
        return NULL;
    mpq_init(c);
    if (read_condition(pool, h, n, c, &u, &step))
        l = cofactor(pool, p, n, c, u, step);
    bool equation = l != EXPR_NONE && search_cone_is_equation(s, g, j);
    if (equation)
        l = expr_neg(pool, l);
    mpq_clear(c);
    exact_form_free(h);
    if (l == EXPR_NONE)
        return NULL;
    cert_node *node =
        search_node(equation ? CERT_MODULO : CERT_COMBINE, &l, 1);
    node->order = (int)j;
    return node;
}
