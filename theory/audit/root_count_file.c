/* The numbers and expressions that say where all roots are, to and from a
 * proof's record.  What is read is looked at by root_count.c. */
#include "root.h"

#include <stdio.h>
#include <stdlib.h>

static const char *name_of(char *buffer, size_t size, const char *what,
                           size_t k)
{
    snprintf(buffer, size, "%s%zu", what, k);
    return buffer;
}

static bool take(const proof *pf, const char *what, size_t k, mpq_ptr q)
{
    char name[32];
    mpq_srcptr v = proof_find_number(pf, name_of(name, sizeof name, what, k));
    if (v != NULL)
        mpq_set(q, v);
    return v != NULL;
}

static bool take_sign(const proof *pf, const char *what, size_t k, int *sign)
{
    mpq_t s;
    mpq_init(s);
    bool there = take(pf, what, k, s);
    *sign = mpq_sgn(s);
    mpq_clear(s);
    return there && *sign != 0;
}

static bool take_expr(const proof *pf, const char *what, size_t k, expr *e)
{
    char name[32];
    *e = proof_find_expr(pf, name_of(name, sizeof name, what, k));
    return *e != EXPR_NONE;
}

static bool take_order(const proof *pf, size_t k, long *order)
{
    mpq_t m;
    mpq_init(m);
    bool ok = take(pf, "order", k, m) && mpq_sgn(m) > 0 &&
              mpz_cmp_ui(mpq_denref(m), 1) == 0 &&
              mpq_cmp_ui(m, ROOT_ORDER_MAX, 1) <= 0;
    *order = ok ? mpz_get_si(mpq_numref(m)) : 0;
    mpq_clear(m);
    return ok;
}

static bool take_multiple(const proof *pf, size_t k, root_zero *z)
{
    return take_expr(pf, "factor", k, &z->factor) &&
           take_expr(pf, "rest", k, &z->rest) &&
           take_order(pf, k, &z->order) && take_sign(pf, "unit", k, &z->unit);
}

static bool take_between(const proof *pf, size_t k, root_zero *z)
{
    return take(pf, "below", k, z->p) && take(pf, "above", k, z->q);
}

static bool take_zero(const proof *pf, size_t k, root_zero *z)
{
    if (take(pf, "exact", k, z->exact)) {
        z->kind = ZERO_EXACT;
        mpq_set(z->left, z->exact);
        mpq_set(z->right, z->exact);
        return true;
    }
    if (take_expr(pf, "closed", k, &z->closed)) {
        z->kind = ZERO_CLOSED;
        bool ok = take_between(pf, k, z);
        mpq_set(z->left, z->p);
        mpq_set(z->right, z->q);
        return ok;
    }
    bool multiple = take_expr(pf, "factor", k, &z->factor);
    z->kind = multiple ? ZERO_MULTIPLE : ZERO_SIMPLE;
    return take_between(pf, k, z) && take(pf, "left", k, z->left) &&
           take(pf, "right", k, z->right) &&
           take_sign(pf, "sign", k, &z->sign) &&
           (!multiple || take_multiple(pf, k, z));
}

bool root_count_take(root_count *w, const proof *pf)
{
    mpq_srcptr n = proof_find_number(pf, "roots");
    range r;
    if (n == NULL || mpq_sgn(n) < 0 || mpq_cmp_ui(n, ROOT_COUNT_MAX, 1) > 0 ||
        mpz_cmp_ui(mpq_denref(n), 1) != 0)
        return false;
    w->n = mpz_get_ui(mpq_numref(n));
    bool ok = true;
    for (size_t k = 0; k < w->n && ok; k++)
        ok = take_zero(pf, k + 1, &w->zero[k]);
    range_init(&r);
    for (size_t k = 0; k <= w->n && ok; k++) {
        w->gap[k] = 0;
        if (root_count_gap(w, k, &r))
            ok = take_sign(pf, "gap", k, &w->gap[k]);
    }
    range_clear(&r);
    return ok;
}

static void keep(proof *pf, const char *what, size_t k, mpq_srcptr q)
{
    char name[32];
    proof_set_number(pf, name_of(name, sizeof name, what, k), q);
}

static void keep_si(proof *pf, const char *what, size_t k, long n)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_si(q, n, 1);
    keep(pf, what, k, q);
    mpq_clear(q);
}

static void keep_expr(proof *pf, const char *what, size_t k, expr e)
{
    char name[32];
    proof_set_expr(pf, name_of(name, sizeof name, what, k), e);
}

static void keep_zero(proof *pf, size_t k, const root_zero *z)
{
    if (z->kind == ZERO_EXACT) {
        keep(pf, "exact", k, z->exact);
        return;
    }
    keep(pf, "below", k, z->p);
    keep(pf, "above", k, z->q);
    if (z->kind == ZERO_CLOSED) {
        keep_expr(pf, "closed", k, z->closed);
        return;
    }
    keep(pf, "left", k, z->left);
    keep(pf, "right", k, z->right);
    keep_si(pf, "sign", k, z->sign);
    if (z->kind == ZERO_MULTIPLE) {
        keep_si(pf, "order", k, z->order);
        keep_si(pf, "unit", k, z->unit);
        keep_expr(pf, "factor", k, z->factor);
        keep_expr(pf, "rest", k, z->rest);
    }
}

void root_count_keep(const root_count *w, proof *pf)
{
    mpq_t n;
    mpq_init(n);
    mpq_set_ui(n, w->n, 1);
    proof_set_number(pf, "roots", n);
    mpq_clear(n);
    for (size_t k = 0; k < w->n; k++)
        keep_zero(pf, k + 1, &w->zero[k]);
    for (size_t k = 0; k <= w->n; k++)
        if (w->gap[k] != 0)
            keep_si(pf, "gap", k, w->gap[k]);
}
