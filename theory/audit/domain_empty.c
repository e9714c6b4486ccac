/* Proving that a domain is empty: on it, one of its conditions fails.  The
 * search is untrusted, the checker has the word. */
#include "domain.h"

#include <stdlib.h>

bool domain_is_empty_by(audit *a, const problem *p, size_t denied,
                        const cert_node *tree)
{
    instances one = {.n = 0};
    if (denied >= p->nhyps)
        return false;
    problem *e = domain_denial(&one, p, denied);
    bool ok = engines_accepts(a->engines, e, 0, tree, a->prec, NULL);
    instances_clear(&one);
    return ok;
}

/* tree, if it is accepted; otherwise it is freed. */
static cert_node *if_accepted(audit *a, const problem *p, size_t j,
                              cert_node *tree)
{
    if (tree != NULL && domain_is_empty_by(a, p, j, tree))
        return tree;
    cert_free(tree);
    return NULL;
}

/* ---- two conditions that contradict each other -------------------------- */

/* f at x, if it folds to a number. */
static bool number_at(audit *a, const problem *p, expr f, mpq_t *x, mpq_ptr q)
{
    f = point_substitute(a->pool, f, x, p->nvars);
    if (f == EXPR_NONE || !expr_is_const(a->pool, f))
        return false;
    mpq_set(q, expr_const_value(a->pool, f));
    return true;
}

/* Numbers q and c such that h_j = c - q h_i at two points. */
static bool combination(audit *a, const problem *p, size_t i, size_t j,
                        mpq_ptr q, mpq_ptr c)
{
    mpq_t v[4]; /* h_i, h_j here; h_i, h_j there */
    mpq_t *x = point_new(p->nvars);
    bool ok = true;
    for (size_t k = 0; k < 2; k++) {
        mpq_init(v[2 * k]);
        mpq_init(v[2 * k + 1]);
        ok = ok && point_sample(x, p, 70 + 3 * k) &&
             number_at(a, p, p->hyp[i].e, x, v[2 * k]) &&
             number_at(a, p, p->hyp[j].e, x, v[2 * k + 1]);
    }
    mpq_sub(v[2], v[2], v[0]);
    mpq_sub(v[3], v[3], v[1]);
    ok = ok && mpq_sgn(v[2]) != 0;
    if (ok) {
        mpq_div(q, v[3], v[2]);
        mpq_neg(q, q);
        mpq_mul(c, q, v[0]);
        mpq_add(c, c, v[1]);
    }
    for (size_t k = 0; k < 4; k++)
        mpq_clear(v[k]);
    point_free(x, p->nvars);
    return ok && mpq_sgn(q) > 0 && mpq_sgn(c) <= 0;
}

/* -h_j is q h_i - c, where h_i >= 0. */
static cert_node *contradiction(audit *a, const problem *p, size_t i, size_t j)
{
    mpq_t q, c;
    cert_node *t = NULL;
    mpq_init(q);
    mpq_init(c);
    if (combination(a, p, i, j, q, c)) {
        expr f = expr_mul(a->pool, expr_q(a->pool, q), p->hyp[i].e);
        f = expr_sub(a->pool, f, expr_q(a->pool, c));
        t = cert_new(CERT_PRODUCT);
        t->nexpr = 1;
        t->expr = xmalloc(sizeof *t->expr);
        t->expr[0] = f;
        t->child[0] = cert_new(CERT_NATURAL);
        t = f != EXPR_NONE ? if_accepted(a, p, j, t) : (cert_free(t), NULL);
    }
    mpq_clear(q);
    mpq_clear(c);
    return t;
}

static cert_node *any_contradiction(audit *a, const problem *p, size_t *denied)
{
    enum {
        MOST = 40
    };
    for (size_t j = 0; j < p->nhyps && j < MOST; j++) {
        cert_node *t = if_accepted(a, p, j, cert_new(CERT_NATURAL));
        for (size_t i = 0; i < p->nhyps && i < MOST && t == NULL; i++)
            if (i != j)
                t = contradiction(a, p, i, j);
        if (t != NULL) {
            *denied = j;
            return t;
        }
    }
    return NULL;
}

/* ---- by search ---------------------------------------------------------- */

static cert_node *search_tree(audit *a, const problem *p, size_t j,
                              size_t boxes)
{
    search_result s;
    cert_node *tree = NULL;
    instances one = {.n = 0};
    problem *e = domain_denial(&one, p, j);
    audit_search(a, &s, e, 0, boxes);
    if (s.status == SEARCH_CERTIFICATE) {
        tree = s.cert;
        s.cert = NULL;
    }
    search_result_clear(&s, e->nvars);
    instances_clear(&one);
    return if_accepted(a, p, j, tree);
}

cert_node *domain_find_empty(audit *a, const problem *p, size_t boxes,
                             size_t *denied)
{
    enum {
        FIRST_BOXES = 200
    };
    cert_node *tree = p->nhyps > 0 ? any_contradiction(a, p, denied) : NULL;
    for (size_t j = 0; j < p->nhyps && tree == NULL && !audit_stopped(a); j++)
        tree = search_tree(a, p, *denied = j,
                           boxes < FIRST_BOXES ? boxes : FIRST_BOXES);
    for (size_t j = 0; j < p->nhyps && tree == NULL && !audit_stopped(a); j++)
        tree = search_tree(a, p, *denied = j, boxes);
    return tree;
}
