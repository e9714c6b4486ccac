/* numerics/enclose/taylor_internal.h: what eval_taylor.c and taylor_rules.c share. */
#ifndef ASSAY_TAYLOR_INTERNAL_H
#define ASSAY_TAYLOR_INTERNAL_H

#include "eval_internal.h"

typedef struct {
    eval *e;
    int var, order;
    bool relative; /* coefficients over the value are wanted, too */
    long whole; /* a function's parameter, while its rule runs */
    iv_struct zero, s, t, u, sum; /* scratch; zero is [0, 0] */
    taylor_series tmp[3];         /* scratch series, order + 1 long */
} taylor_work;

/* Scratch for coefficients of orders up to `order`, in e's precision. */
void eval_taylor_work_init(taylor_work *w, eval *e, int var, int order);
void eval_taylor_work_clear(taylor_work *w);

static inline iv_srcptr taylor_coef(const taylor_work *w,
                                    const taylor_series *s, int k)
{
    return k < s->len ? &s->c[k] : &w->zero;
}

static inline bool taylor_is_zero(iv_srcptr a)
{
    return iv_is_defined(a) && mpfr_zero_p(iv_lower(a)) &&
           mpfr_zero_p(iv_upper(a));
}

static inline bool taylor_is_defined(const taylor_series *s)
{
    return iv_is_defined(&s->c[0]);
}

static inline void taylor_set_undefined(taylor_series *s)
{
    s->len = 1;
    iv_set_undefined(&s->c[0]);
}

/* r = the first coefficients of a. */
void taylor_copy(taylor_work *w, taylor_series *r, const taylor_series *a);

/* r, of full length, from the series of the arguments of n, all defined; n
 * depends on x and is neither a leaf nor a conditional.  Some coefficients
 * of r are undefined when n is not smooth there. */
void taylor_apply(taylor_work *w, taylor_series *r, const expr_node *n,
                  const taylor_series *const a[3]);

/* taylor_relative.c: r->q where that is of use, and r no worse by it; r and a as
 * after taylor_apply.  Its parts: room for r->q; what is in it is right, and r
 * no worse by it; r = the meet of r and x, which enclose the same. */
void taylor_relative(taylor_work *w, taylor_series *r, const expr_node *n,
                     const taylor_series *const a[3]);
void taylor_begin_relative(taylor_work *w, taylor_series *r);
void taylor_end_relative(taylor_work *w, taylor_series *r);
void taylor_meet(iv_ptr r, iv_srcptr x);

/* ---- what functions' rules are made of (taylor_rules.c) ----------------- */

/* The weights a j + b (k-j) + c of a sum over j. */
typedef struct {
    long a, b, c;
} taylor_weights;
#define TAYLOR_J ((taylor_weights){1, 0, 0})
#define TAYLOR_ONE ((taylor_weights){0, 0, 1})

/* w->sum = sum over j = from .. to of weight(j) u_j v_{k-j}. */
void taylor_convolve(taylor_work *w, const taylor_series *u,
                     const taylor_series *v, int k, int from, int to,
                     taylor_weights m);
void taylor_multiply(taylor_work *w, taylor_series *r, const taylor_series *a,
                     const taylor_series *b); /* r is neither a nor b */
void taylor_square(taylor_work *w, taylor_series *r, const taylor_series *u);
void taylor_add_one(taylor_work *w, taylor_series *v);
/* u^2 - 1 and 1 - u^2, their values as products; v is not u. */
void taylor_square_minus_one(taylor_work *w, taylor_series *v,
                             const taylor_series *u);
void taylor_one_minus_square(taylor_work *w, taylor_series *v,
                             const taylor_series *u);
/* e^u, with its value; r is not u. */
void taylor_exponential(taylor_work *w, taylor_series *r,
                        const taylor_series *u);
/* These go on from r_0: r' v = u', and r' = v u'. */
void taylor_quotient_integral(taylor_work *w, taylor_series *r,
                              const taylor_series *u, const taylor_series *v);
/* r' sqrt v = u', undefined where sqrt v is not smooth; v is not w->tmp[1]. */
void taylor_root_integral(taylor_work *w, taylor_series *r,
                          const taylor_series *u, const taylor_series *v);
void taylor_integral(taylor_work *w, taylor_series *r, const taylor_series *u,
                     const taylor_series *v);
/* r_1 .. of f(u), where d[k] encloses f^(k)(u_0)/k! for k = 0 .. w->order; d is
 * apart, r is not u. */
void taylor_compose(taylor_work *w, taylor_series *r, const taylor_series *u,
                    const iv_struct *d);
/* taylor_of_integral.c: r = the integral id, whose node is n, a[0] and a[1] its
 * ends. */
void taylor_of_integral(taylor_work *w, taylor_series *r, expr id,
                        const expr_node *n, const taylor_series *const a[3]);
/* taylor_sweep.c: r_1 .. of the integral n, which holds w's variable in its
 * integrand, in neither end; r_0 is there.  false: not known. */
bool taylor_sweep(taylor_work *w, taylor_series *r, const expr_node *n,
                  iv_srcptr a, iv_srcptr b);
/* r = sqrt u, u > 0. */
void taylor_sqrt(taylor_work *w, taylor_series *r, const taylor_series *u);

#endif
