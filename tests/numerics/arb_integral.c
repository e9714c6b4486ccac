/* See arb_integral.h. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "arb_integral.h"

#include <acb_hypgeom.h>
#include <arb_hypgeom.h>

enum {
    FEW = 20,
    MANY = 30,
    RULE_BITS = 160,
    SHARP = 20 /* bits in which they must agree */
};

typedef struct {
    bool made;
    arb_struct x[MANY], w[MANY];
} rule;

static const rule *rule_of(int n)
{
    static rule few, many;
    rule *r = n == FEW ? &few : &many;
    for (int k = 0; k < n && !r->made; k++) {
        arb_init(&r->x[k]);
        arb_init(&r->w[k]);
        arb_hypgeom_legendre_p_ui_root(&r->x[k], &r->w[k], (ulong)n, (ulong)k,
                                       RULE_BITS);
    }
    r->made = true;
    return r;
}

/* q = the middle of m + h x, exactly a number that x_t may have. */
static void node(mpq_t q, const arb_t m, const arb_t h, const arb_t x)
{
    arb_t t;
    fmpq_t f;
    arb_init(t);
    fmpq_init(f);
    arb_mul(t, h, x, RULE_BITS);
    arb_add(t, t, m, RULE_BITS);
    arf_get_fmpq(f, arb_midref(t));
    fmpq_get_mpq(q, f);
    arb_clear(t);
    fmpq_clear(f);
}

/* size += |f|, coefficient by coefficient. */
static void add_sizes(arb_poly_t size, const arb_poly_t f, slong len)
{
    arb_t c, d;
    arb_init(c);
    arb_init(d);
    for (slong k = 0; k < len; k++) {
        arb_poly_get_coeff_arb(c, f, k);
        arb_abs(c, c);
        arb_poly_get_coeff_arb(d, size, k);
        arb_add(d, d, c, RULE_BITS);
        arb_poly_set_coeff_arb(size, k, d);
    }
    arb_clear(c);
    arb_clear(d);
}

static bool by_rule(arb_poly_t r, arb_poly_t size, const expr_pool *pool,
                    const expr_node *n, const arb_t m, const arb_t h, mpq_t *point,
                    int var, slong len, slong prec, int nodes)
{
    const rule *g = rule_of(nodes);
    bool ok = true;
    arb_poly_t f;
    arb_poly_init(f);
    arb_poly_zero(r);
    arb_poly_zero(size);
    for (int k = 0; k < nodes && ok; k++) {
        node(point[n->p], m, h, &g->x[k]);
        ok = arb_series(f, pool, n->arg[2], point, var, len, prec);
        arb_poly_scalar_mul(f, f, &g->w[k], prec);
        arb_poly_add(r, r, f, prec);
        add_sizes(size, f, len);
    }
    arb_poly_scalar_mul(r, r, h, prec);
    arb_poly_scalar_mul(size, size, h, prec);
    arb_poly_clear(f);
    return ok;
}

bool arb_integral_series(arb_poly_t r, const expr_pool *pool,
                         const expr_node *n, const arb_t a, const arb_t b,
                         mpq_t *point, int var, slong len, slong prec)
{
    arb_t m, h, c, d, s;
    arb_poly_t first, size;
    mpq_t was;
    arb_init(m);
    arb_init(h);
    arb_init(c);
    arb_init(d);
    arb_init(s);
    arb_poly_init(first);
    arb_poly_init(size);
    mpq_init(was);
    mpq_set(was, point[n->p]);
    arb_add(m, a, b, prec);
    arb_mul_2exp_si(m, m, -1);
    arb_sub(h, b, a, prec);
    arb_mul_2exp_si(h, h, -1);
    bool ok = by_rule(first, size, pool, n, m, h, point, var, len, prec, FEW) &&
              by_rule(r, size, pool, n, m, h, point, var, len, prec, MANY);
    for (slong k = 0; k < len && ok; k++) {
        arb_poly_get_coeff_arb(c, r, k);
        arb_poly_get_coeff_arb(d, first, k);
        arb_sub(d, c, d, prec);
        arb_poly_get_coeff_arb(s, size, k);
        arb_abs(s, s);
        arb_mul_2exp_si(s, s, -SHARP);
        arb_abs(m, d);
        arb_sub(m, m, s, prec);
        ok = !arb_is_positive(m) && arb_is_finite(m);
        arb_mul_2exp_si(d, d, 4);
        arb_add_error(c, d);
        arb_add_error_2exp_si(c, -100);
        arb_poly_set_coeff_arb(r, k, c);
    }
    mpq_set(point[n->p], was);
    mpq_clear(was);
    arb_poly_clear(first);
    arb_poly_clear(size);
    arb_clear(m);
    arb_clear(h);
    arb_clear(c);
    arb_clear(d);
    arb_clear(s);
    return ok;
}
