/* numerics/recheck/recheck_jet.h: Taylor coefficients of the second engine, for the
 * functions' rows (rrange_NAME.c).  See recheck_series.c, and
 * recheck_jet.c for the walk. */
#ifndef ASSAY_RECHECK_JET_H
#define ASSAY_RECHECK_JET_H

#include "reval.h"

#include <stdint.h>

typedef struct {
    rrange *c; /* cap of them, order + 1 in use */
    int cap;
    uint64_t run;
    bool ok;
    rrange *l; /* order of them where `steady`: of y'/y, y not 0 */
    int lcap;
    bool steady;
} recheck_series;

typedef struct {
    reval *e;
    const expr_pool *pool;
    jets *j;
    int var, m; /* orders up to m */
    slong prec;
    bool wide; /* y'/y is wanted, too */
    long whole; /* a function's parameter, while its row's code runs */
    rrange t, s;
    recheck_series tmp[3];
} recheck_worker;

/* recheck_steady.c: y->l of node n where that helps, and y by it.  Room for y->l;
 * y by y->l, which is right. */
void recheck_steady(recheck_worker *w, recheck_series *y, const expr_node *n,
                    const recheck_series *a, const recheck_series *b);
void recheck_steady_reserve(recheck_worker *w, recheck_series *y);
void recheck_steady_finish(recheck_worker *w, recheck_series *y);
/* recheck_strips.c: y_1 .. of the integral n, whose integrand has w's variable in it
 * and whose ends have not; y_0 is there.  false: not known. */
bool recheck_strips(recheck_worker *w, recheck_series *y, const expr_node *n,
                    const rrange *a, const rrange *b);
/* What recheck_jet last found for f. */
const recheck_series *recheck_jet_of(reval *e, expr f);
/* Room for n coefficients, and none. */
void recheck_series_reserve(recheck_series *y, int n);
void recheck_series_release(recheck_series *y);

/* r /= n */
void recheck_series_over(recheck_worker *w, rrange *r, long n);
/* y = a b, y = u^2, y = 1 + u^2, from order `from` on; y is neither. */
void recheck_series_product(recheck_worker *w, recheck_series *y,
                            const recheck_series *a, const recheck_series *b,
                            int from);
void recheck_series_square(recheck_worker *w, recheck_series *y,
                           const recheck_series *u, int from);
void recheck_series_one_plus_square(recheck_worker *w, recheck_series *v,
                                    const recheck_series *u, int from);
/* v = (a + u)(1 + b u) for (a, b) = (1, -1): 1 - u^2, and (-1, 1): u^2 - 1, the
 * value as a product, which is tight where it is small; v is not u. */
void recheck_series_factors(recheck_worker *w, recheck_series *v,
                            const recheck_series *u, long a, long b);
/* y = sqrt u with its value; y->ok is false where u > 0 is not known. */
void recheck_series_sqrt(recheck_worker *w, recheck_series *y,
                         const recheck_series *u);
/* y_k of D y = v D u, where v_0 .. v_{k-1} are known. */
void recheck_series_integrate_step(recheck_worker *w, recheck_series *y,
                                   const recheck_series *v,
                                   const recheck_series *u, int k);
/* y_1 .. y_m of f(u), where d[k] encloses f^(k)(u_0)/k!, k = 1 .. m. */
void recheck_series_substitute(recheck_worker *w, recheck_series *y,
                               const rrange *d, const recheck_series *u);
/* y_1 .. y_m of v D y = D u. */
void recheck_series_solve(recheck_worker *w, recheck_series *y,
                          const recheck_series *v, const recheck_series *u);
/* y_1 .. y_m of sqrt(v) D y = D u; y->ok is false where v > 0 is not known.
 * v is not w->tmp[1]. */
void recheck_series_solve_root(recheck_worker *w, recheck_series *y,
                               const recheck_series *v,
                               const recheck_series *u);
/* y_1 .. y_m of y = exp u; y_0 is there. */
void recheck_series_exponential(recheck_worker *w, recheck_series *y,
                                const recheck_series *u);
/* y_1 .. y_m of c D y = exp(-u^2/n) D u. */
void recheck_series_gaussian(recheck_worker *w, recheck_series *y,
                             const recheck_series *u, long n, const rrange *c);

/* Orders from 1 on, y_0 is there: y = a / b, u^n, u^(p/q). */
void recheck_series_quotient(recheck_worker *w, recheck_series *y,
                             const recheck_series *a, const recheck_series *b);
void recheck_series_whole_power(recheck_worker *w, recheck_series *y,
                                const recheck_series *u, long n);
void recheck_series_real_power(recheck_worker *w, recheck_series *y,
                               const recheck_series *u, long p, long q);

#endif
