/* Integrals on a tape, approximately: double-exponential quadrature of the
 * integrand's own tape.  Believed: nothing.
 *
 * With v = pi/2 sinh u and u = k/16: t = tanh v on (-1, 1), e^v on (0, inf),
 * sinh v on the line (Takahasi and Mori, Publ. RIMS 9 (1974), 721-741).  The
 * places are distances from the nearer end, which keep their digits there. */
#include "tape_internal.h"

#include "../base/memory.h"
#include "../base/rational.h"

#include <mpfr.h>
#include <stdlib.h>

enum {
    PER_UNIT = 16,
    HALF_FINITE = 50,
    HALF_INFINITE = 64,
    PREC = 80
};

/* Place and weight of point k: of the range (-1, 1) the distance from the
 * nearer end, 1 - |t|, with k's sign. */
static void make_point(tape_integral *n, int k, int half)
{
    mpfr_t u, v, c, t;
    mpfr_inits2(PREC, u, v, c, t, (mpfr_ptr)NULL);
    mpfr_const_pi(c, MPFR_RNDN);
    mpfr_div_2ui(c, c, 1, MPFR_RNDN);
    mpfr_set_si(u, k, MPFR_RNDN);
    mpfr_div_ui(u, u, PER_UNIT, MPFR_RNDN);
    mpfr_sinh(v, u, MPFR_RNDN);
    mpfr_mul(v, v, c, MPFR_RNDN);
    mpfr_cosh(u, u, MPFR_RNDN);
    mpfr_mul(c, c, u, MPFR_RNDN);
    mpfr_div_ui(c, c, PER_UNIT, MPFR_RNDN); /* h dv/du */
    if (n->infinite == 0) {
        mpfr_cosh(u, v, MPFR_RNDN);
        mpfr_sqr(u, u, MPFR_RNDN);
        mpfr_div(c, c, u, MPFR_RNDN);
        mpfr_abs(t, v, MPFR_RNDN);
        mpfr_mul_2ui(t, t, 1, MPFR_RNDN);
        mpfr_exp(t, t, MPFR_RNDN);
        mpfr_add_ui(t, t, 1, MPFR_RNDN);
        mpfr_ui_div(t, 2, t, MPFR_RNDN);
        mpfr_setsign(t, t, k < 0, MPFR_RNDN);
    } else if (n->infinite == (EXPR_FROM_INF | EXPR_TO_INF)) {
        mpfr_sinh(t, v, MPFR_RNDN);
        mpfr_cosh(u, v, MPFR_RNDN);
        mpfr_mul(c, c, u, MPFR_RNDN);
    } else {
        mpfr_exp(t, v, MPFR_RNDN);
        mpfr_mul(c, c, t, MPFR_RNDN);
    }
    n->place[k + half] = rational_near_fr(t);
    n->weight[k + half] = rational_near_fr(c);
    mpfr_clears(u, v, c, t, (mpfr_ptr)NULL);
}

void tape_quad_init(tape_integral *n, const expr_pool *pool, expr id)
{
    const expr_node *x = expr_get(pool, id);
    int half = x->q == 0 ? HALF_FINITE : HALF_INFINITE;
    n->id = id;
    n->var = x->p;
    n->infinite = x->q;
    n->npoints = 2 * half + 1;
    n->place = xcalloc((size_t)n->npoints, sizeof *n->place);
    n->weight = xcalloc((size_t)n->npoints, sizeof *n->weight);
    for (int k = -half; k <= half; k++)
        make_point(n, k, half);
    n->integrand = tape_new(pool, &x->arg[2], 1, EXPR_MAX_VARS, NULL, 0);
}

void tape_quad_clear(tape_integral *n)
{
    tape_free(n->integrand);
    free(n->place);
    free(n->weight);
}

/* x_t at point k, and its weight, for ends a and b. */
static double place(const tape_integral *n, int k, double a, double b,
                    double *weight)
{
    double x = n->place[k], w = n->weight[k];
    if (n->infinite == 0) {
        double half = (b - a) / 2;
        *weight = w * half;
        return x < 0 || __builtin_signbit(x) ? a - x * half : b - x * half;
    }
    *weight = w;
    if (n->infinite == EXPR_TO_INF)
        return a + x;
    return n->infinite == EXPR_FROM_INF ? b - x : x;
}

/* The integral for lane i.  Points that fall on an end do not count. */
static double quadrature(const tape_integral *n, const tape *t,
                         tape_scratch *s, tape_scratch *inner, double a,
                         double b, int i)
{
    double x[EXPR_MAX_VARS * TAPE_LANES] = {0}, y[TAPE_LANES];
    double w[TAPE_LANES], sum = 0;
    for (int v = 0; v < t->nvars && v < EXPR_MAX_VARS; v++)
        for (int j = 0; j < TAPE_LANES; j++)
            x[TAPE_LANES * v + j] = s->point[v][i];
    for (int k = 0; k < n->npoints; k += TAPE_LANES) {
        double *at = &x[TAPE_LANES * n->var];
        for (int j = 0; j < TAPE_LANES; j++) {
            int m = k + j < n->npoints ? k + j : n->npoints - 1;
            at[j] = place(n, m, a, b, &w[j]);
            if (k + j >= n->npoints ||
                ((n->infinite & EXPR_FROM_INF) == 0 && at[j] == a) ||
                ((n->infinite & EXPR_TO_INF) == 0 && at[j] == b))
                w[j] = 0;
        }
        tape_point8(n->integrand, inner, x, 1, y);
        for (int j = 0; j < TAPE_LANES; j++)
            if (w[j] != 0)
                sum += w[j] * y[j];
    }
    return sum;
}

/* Has lane i the ends and the variables of the lane before? */
static bool as_before(const tape *t, const tape_scratch *s,
                      const tape_instr *in, int i)
{
    if (i == 0 || s->point[in->a][i] != s->point[in->a][i - 1] ||
        s->point[in->b][i] != s->point[in->b][i - 1])
        return false;
    for (int v = 0; v < t->nvars; v++)
        if (s->point[v][i] != s->point[v][i - 1])
            return false;
    return true;
}

void tape_quad_points(const tape *t, tape_scratch *s, const tape_instr *in,
                      double *d)
{
    const tape_integral *n = &t->integral[in->q];
    double r[TAPE_LANES];
    for (int i = 0; i < TAPE_LANES; i++)
        r[i] = as_before(t, s, in, i)
                   ? r[i - 1]
                   : quadrature(n, t, s, s->integrand[in->q],
                                s->point[in->a][i], s->point[in->b][i], i);
    for (int i = 0; i < TAPE_LANES; i++)
        d[i] = r[i];
}
