/* numerics/taylor_internal.h: what taylor.c and taylor_rules.c share. */
#ifndef ASSAY_TAYLOR_INTERNAL_H
#define ASSAY_TAYLOR_INTERNAL_H

#include "eval_internal.h"

typedef struct {
    eval *e;
    int var, order;
    iv_struct zero, s, t, u, sum; /* scratch; zero is [0, 0] */
    taylor_series tmp[3];         /* scratch series, order + 1 long */
} taylor_work;

static inline iv_srcptr taylor_coef(const taylor_work *w,
                                    const taylor_series *s, int k)
{
    return k < s->len ? &s->c[k] : &w->zero;
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

#endif
