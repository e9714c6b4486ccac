/* numerics/enclose/germ_internal.h: what the germ_*.c files and eval_germ.c share. */
#ifndef ASSAY_GERM_INTERNAL_H
#define ASSAY_GERM_INTERNAL_H

#include "eval_germ.h"

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

/* r = edge^e */
void germ_edge_power(germ_work *w, iv_ptr r, iv_srcptr e);
/* A logarithm as a power. */
void germ_log_to_power(germ_work *w, germ *x);
/* germ_tail.c: its integral over the range, by s.  x may be changed. */
germ_answer germ_integrate(germ_work *w, germ *x, iv_ptr value);
/* Is the integral of |x| over it certainly infinite? */
bool germ_diverges(germ_work *w, const germ *x);

#endif
