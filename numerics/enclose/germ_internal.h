/* numerics/enclose/germ_internal.h: what the germ_*.c files and eval_germ.c share. */
#ifndef ASSAY_GERM_INTERNAL_H
#define ASSAY_GERM_INTERNAL_H

#include "eval_germ.h"

#include "../expr/expr_internal.h"

/* A function of s on the range s in (0, edge], edge <= 1 (near), or s in
 * [edge, inf), edge >= 1 (far):
 *
 *     s^a c exp(b s^g)     g < 0 near, g > 0 far; without the last factor
 *                          where !has_exp
 *     a log(s) + c         where log
 *
 * each letter standing for some number in its interval, which may depend on s
 * and on all other variables; but g, which is one number. */
typedef struct {
    bool ok, log, has_exp;
    iv_struct a, c, b, g;
} germ;

typedef struct {
    mpfr_prec_t prec;
    bool far;
    iv_struct edge, log_edge;
    iv_struct u, v; /* scratch */
} germ_work;

/* germ_walk.c: the germs of all nodes of f on one range. */
typedef struct {
    eval *in;
    const germ_place *at;
    germ_work w;
    expr *order;
    size_t n;
    germ *germ;     /* by place in order; the last is f's */
    expr_map place; /* node -> place + 1 */
    iv_struct range, end; /* x_t as it is, and at its end */
} germ_walk;

/* false: the range is not one for germs.  To be finished either way. */
bool germ_walk_begin(germ_walk *k, eval *in, expr f, const germ_place *at);
void germ_walk_finish(germ_walk *k);
const germ *germ_walk_of(const germ_walk *k, expr e);
/* r = a/b, b the germ of `divisor`. */
void germ_quotient(germ_walk *k, germ *r, const germ *a, const germ *b,
                   expr divisor);
/* germ_common.c: r, for n a sum or difference, from one fraction, at a finite end;
 * false: not known. */
bool germ_common(germ_walk *k, germ *r, const expr_node *n);
/* germ_waves.c: is the integral of |f| to infinity that of a wave, infinite? */
bool germ_waves_diverge(germ_walk *k, expr f);

void germ_init(germ *g, mpfr_prec_t prec);
void germ_clear(germ *g);
void germ_copy(germ *r, const germ *x);
/* s^0 c. */
void germ_set_bounded(germ *r, iv_srcptr c);
/* s^n c */
void germ_set_power(germ *r, long n, iv_srcptr c);

/* germ_arithmetic.c.  r is no operand. */
void germ_add(germ_work *w, germ *r, const germ *x, const germ *y, bool minus);
void germ_mul(germ_work *w, germ *r, const germ *x, const germ *y);
void germ_inverse(germ_work *w, germ *r, const germ *x);
void germ_hull(germ_work *w, germ *r, const germ *x, const germ *y);
void germ_raise(germ_work *w, germ *r, const germ *x, long p, long q);
void germ_negate(germ *r, const germ *x);
void germ_abs(germ_work *w, germ *r, const germ *x);
void germ_exp(germ_work *w, germ *r, const germ *x);
void germ_log(germ_work *w, germ *r, const germ *x);

/* r = [min(r, 0), max(r, 0)] */
void germ_with_zero(iv_ptr r);
/* c times s^e in [0, edge^e], where s^e decays: near e >= 0, far e <= 0. */
void germ_decay(germ_work *w, iv_ptr c, iv_srcptr e);
/* r = edge^e */
void germ_edge_power(germ_work *w, iv_ptr r, iv_srcptr e);
/* germ_log.c: a logarithm as a power. */
void germ_log_to_power(germ_work *w, germ *x);
/* d[k] encloses phi^(k)(v)/k! for all v in u, k = 0 .. order, phi the function
 * of node n; false where phi is not smooth there. */
bool germ_function_taylor(eval *in, const expr_node *n, iv_srcptr u, int order,
                          iv_struct *d);
/* germ_series.c: out[k], initialised, k = 0 .. order, is a germ of f^(k)/k! for
 * f, the whole of k's expression, which is order times continuously
 * differentiable in x_t on k's range; false where that is not known. */
bool germ_series(germ_walk *k, int order, germ *out);
/* germ_tail.c: its integral over the range, by s.  x may be changed. */
germ_answer germ_integrate(germ_work *w, germ *x, iv_ptr value);
/* Is the integral of |x| over it certainly infinite? */
bool germ_diverges(germ_work *w, const germ *x);

#endif
