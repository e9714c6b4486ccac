/* Factorisations as expressions. */
#include "exact_internal.h"
#include "../base/memory.h"

#include <stdlib.h>

/* out = in, with the variables under roots written by the roots:
 * x - 2 sqrt(x) sqrt(y) + y becomes (v - w)^2, v^2 = x, w^2 = y. */
static bool lift_all(exact *x, exact_product *out, const exact_product *in)
{
    fmpz_mpoly_t p;
    fmpz_t scale;
    fmpq_t s;
    bool ok = true;
    uint64_t gens = 0;
    for (long i = 0; i < in->n; i++) /* defined wherever f is */
        gens |= exact_poly_gens(x, &in->p[i]);
    fmpz_mpoly_init(p, x->ctx);
    fmpz_init(scale);
    fmpq_init(s);
    fmpq_set(out->unit, in->unit);
    for (long i = 0; ok && i < in->n; i++) {
        fmpz_mpoly_set(p, &in->p[i], x->ctx);
        if (!exact_lift(x, p, scale, gens)) { /* too large: as it stands */
            exact_product_add_factor(x, out, &in->p[i], in->e[i]);
            continue;
        }
        fmpq_set_fmpz(s, scale);
        if (!fmpz_is_one(scale)) {
            fmpq_pow_si(s, s, -in->e[i]);
            fmpq_mul(out->unit, out->unit, s);
        }
        ok = labs(in->e[i]) <= 1000 &&
             exact_product_add_poly(x, out, p, in->e[i]);
    }
    fmpz_mpoly_clear(p, x->ctx);
    fmpz_clear(scale);
    fmpq_clear(s);
    return ok;
}

static bool to_exprs(exact *x, const exact_product *l, mpq_ptr unit,
                     expr **factor, long **power, size_t *n)
{
    fmpz_t one;
    bool ok = true;
    fmpz_init_set_ui(one, 1);
    *factor = xmalloc((size_t)l->n * sizeof **factor);
    *power = xmalloc((size_t)l->n * sizeof **power);
    *n = (size_t)l->n;
    for (long i = 0; i < l->n; i++) {
        (*factor)[i] = exact_expr_poly(x, &l->p[i], one, true);
        (*power)[i] = l->e[i];
        ok = ok && (*factor)[i] != EXPR_NONE;
    }
    fmpq_get_mpq(unit, l->unit);
    fmpz_clear(one);
    if (!ok) {
        free(*factor);
        free(*power);
        *factor = NULL;
        *power = NULL;
        *n = 0;
    }
    return ok;
}

bool exact_factor(exact *x, expr f, mpq_ptr unit, expr **factor, long **power,
                  size_t *n)
{
    *factor = NULL;
    *power = NULL;
    *n = 0;
    exact_begin(x);
    exact_ring_srcptr r = exact_normal(x, f);
    if (r == NULL)
        return false;
    if (exact_ring_is_zero(x, r)) {
        mpq_set_ui(unit, 0, 1);
        return true;
    }
    exact_product seen, lifted;
    exact_product_init(&seen);
    exact_product_init(&lifted);
    bool ok = exact_product_add_expr(x, &seen, f, 1) &&
              lift_all(x, &lifted, &seen) &&
              to_exprs(x, &lifted, unit, factor, power, n);
    exact_product_clear(x, &seen);
    exact_product_clear(x, &lifted);
    return ok;
}
