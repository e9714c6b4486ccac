/* Where a proved claim is closest to failing: a short point, untrusted; what is
 * said of it is enclosed anew (proof_margin). */
#include "audit_internal.h"

#include <stdlib.h>

typedef struct {
    audit *a;
    const instance *m;
    size_t g;
    mpfr_srcptr at_most; /* NULL: it is 0 everywhere */
    int tries;           /* values that may still be asked for */
} margin_test;

/* A goal's value is cheap, an integral's is not. */
static bool is_costly(const audit *a, const instance *m, size_t g)
{
    return expr_integral_depth(a->pool, m->p.goal[g].e) > 0;
}

static int tries(const audit *a, const instance *m, size_t g)
{
    return is_costly(a, m, g) ? 4 : 1000;
}

/* The precision that a value may be asked for with: where two integrals are
 * equal none would do. */
static int most_level(const audit *a, const instance *m, size_t g)
{
    int most = is_costly(a, m, g) ? 0 : 3;
    return most < a->top ? most : a->top;
}

static bool as_small(void *ctx, mpq_t *x)
{
    margin_test *t = ctx;
    iv_t v;
    if (t->at_most != NULL && --t->tries < 0)
        return false;
    iv_init(v, 64);
    bool ok = point_satisfies(t->a, &t->m->p, x, t->a->top);
    if (t->at_most == NULL) {
        iv_clear(v);
        return ok;
    }
    if (ok)
        point_enclose(t->a->engines, t->m->p.goal[t->g].e, x, t->m->p.nvars, 30,
                      most_level(t->a, t->m, t->g), v);
    ok = ok && iv_is_bounded(v) && mpfr_cmp(iv_upper(v), t->at_most) <= 0;
    iv_clear(v);
    return ok;
}

/* Puts x on a place where the certificate says that the goal is 0; of a proof's
 * own variables, behind the statement's, x has none. */
static bool onto_contact(audit *a, const instance *m, size_t g,
                         const cert_node *c, mpq_t *x, int *budget)
{
    if (c == NULL || --*budget < 0)
        return false;
    if ((c->rule == CERT_CONTACT || c->rule == CERT_TANGENT ||
         c->rule == CERT_HERMITE) &&
        c->nexpr >= 1 && c->var < m->p.nvars) {
        expr p = point_substitute(a->pool, c->expr[0], x, m->p.nvars);
        mpq_t old;
        mpq_init(old);
        mpq_set(old, x[c->var]);
        if (p != EXPR_NONE && expr_is_const(a->pool, p))
            mpq_set(x[c->var], expr_const_value(a->pool, p));
        bool ok =
            point_satisfies(a, &m->p, x, a->top) && proof_touches(a, m, g, x);
        if (!ok)
            mpq_set(x[c->var], old);
        mpq_clear(old);
        if (ok)
            return true;
    }
    for (size_t k = 0; k < c->nchild; k++)
        if (onto_contact(a, m, g, c->child[k], x, budget))
            return true;
    return false;
}

/* Does the certificate say that the goal is the number 0? */
static bool says_zero(const audit *a, const cert_node *c)
{
    return c != NULL && c->rule == CERT_PRODUCT && c->nexpr == 1 &&
           expr_is_si(a->pool, c->expr[0], 0);
}

/* Keeps the point with the least value seen so far in pf. */
void claim_keep_seen(audit *a, const instance *m, size_t k, size_t g,
                     const search_result *s, proof *pf, mpfr_ptr least)
{
    if (s->best == NULL)
        return;
    int n = m->p.nvars, budget = 200;
    mpq_t *x = point_copy(s->best, n);
    point_round(a->whole, &m->p, x);
    iv_t v;
    iv_init(v, 64);
    mpfr_t bound;
    mpfr_init2(bound, 64);
    bool zero = says_zero(a, s->cert);
    if (zero) {
        margin_test t = {a, m, g, NULL, 0};
        point_shorten(x, &m->p, as_small, &t);
    } else if (point_satisfies(a, &m->p, x, a->top)) {
        point_enclose(a->engines, m->p.goal[g].e, x, n, 30,
                      most_level(a, m, g), v);
        /* of an integral, where another instance is known to come closer, a
         * contact alone is of interest */
        if (iv_is_bounded(v) &&
            !(is_costly(a, m, g) && mpfr_cmp(iv_lower(v), least) > 0)) {
            /* a millionth more is a fair price for a short point */
            mpfr_set(bound, iv_upper(v), MPFR_RNDU);
            mpfr_mul_d(bound, bound, 1.0 + 0x1p-20, MPFR_RNDU);
            margin_test t = {a, m, g, bound, tries(a, m, g)};
            point_shorten(x, &m->p, as_small, &t);
        }
    }
    zero = zero || onto_contact(a, m, g, s->cert, x, &budget);
    if (point_satisfies(a, &m->p, x, a->top)) {
        if (zero)
            iv_set_si(v, 0);
        else
            point_enclose(a->engines, m->p.goal[g].e, x, n, 30,
                          most_level(a, m, g), v);
        if (iv_is_bounded(v) && mpfr_cmp(iv_upper(v), least) < 0) {
            mpfr_set(least, iv_upper(v), MPFR_RNDU);
            proof_set_seen(pf, k, g, x, n);
        }
    }
    mpfr_clear(bound);
    iv_clear(v);
    point_free(x, n);
}
