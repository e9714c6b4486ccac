/* theory/language/mean/power.h: powers whose exponents run over `m..inf`. */
#ifndef ASSAY_LANGUAGE_POWER_H
#define ASSAY_LANGUAGE_POWER_H

#include "expansion.h"

/* exp(y log x): the power of a positive x. */
expr power_real(elab *e, expr x, expr y);
/* x^y, x a negative number, y whole with the index of a sum to infinity in it;
 * EXPR_NONE where it is not that.  power_alternating.c */
expr power_alternating(elab *e, expr x, expr y);
/* The sum of f over x_t's floor from m on, m a whole number, such powers in it. */
expr power_sum(expr_pool *pool, int t, expr m, expr f);
/* What stands for power k of the elab's table until power_split. */
expr power_mark(elab *e, size_t k);
/* The sign of a closed node, when it is known. */
bool power_sign(elab *e, expr a, int *sign);
/* a over p's box, where p's hypotheses hold; valid until the next call. */
iv_srcptr power_enclose(elab *e, const problem *p, expr a);

/* Hands out the statement p with its chain, in as many cases as the signs of
 * the bases of its powers over `m..inf` need.  Together the cases cover all
 * points of the statement's domain, and in each of them every power is what
 * it means there.  False after an error or when fn wants to stop. */
bool power_split(expansion *f, const problem *p, const expr *chain, size_t n,
                 elab_instance_fn fn, void *ctx);

#endif
