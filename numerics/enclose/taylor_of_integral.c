/* Taylor coefficients of an integral.  Believed.  If its integrand depends on
 * the variable, by its derivatives (eval_slopes.c), or where that one is wide in an
 * integrand by those of the integrand (taylor_sweep.c); if only its ends do:
 *
 * Let F be an antiderivative of f over the range of the end b.  Where f is
 * k-1 times continuously differentiable there, F^(k)/k! is 1/k times f's
 * coefficient of order k-1; and F(b(x)) is composed as any function is.  The
 * integral is F(b) - F(a) but for a constant, F for each end its own. */
#include "taylor_internal.h"

#include <stdlib.h>

/* out_1 .. of F(b), b the series of an end. */
static void antiderivative(taylor_work *w, taylor_series *out,
                           const expr_node *n, const taylor_series *b)
{
    eval *in = eval_integrand(w->e, n);
    iv_struct *d = xcalloc((size_t)w->order + 1, sizeof *d);
    for (int k = 0; k <= w->order; k++)
        iv_init(&d[k], in->prec);
    eval_set_var(in, n->p, &b->c[0]);
    eval_taylor(in, n->arg[2], n->p, w->order - 1, d + 1);
    for (int k = 1; k <= w->order; k++)
        iv_div_si(&d[k], &d[k], k);
    iv_set_si(&d[0], 0);
    taylor_compose(w, out, b, d);
    for (int k = 0; k <= w->order; k++)
        iv_clear(&d[k]);
    free(d);
}

void taylor_of_integral(taylor_work *w, taylor_series *r, expr id,
                        const expr_node *n, const taylor_series *const a[3])
{
    eval_cell c = {.decided = false};
    iv_init(&c.v, w->e->prec);
    eval_integral(w->e, &c, n, &a[0]->c[0], &a[1]->c[0]);
    iv_set(&r->c[0], &c.v);
    iv_clear(&c.v);
    bool inside = (expr_get(w->e->pool, n->arg[2])->vars >> w->var & 1) != 0;
    bool moves = a[0]->len > 1 || a[1]->len > 1;
    if (r->len == 1 || w->order == 0 || !taylor_is_defined(r))
        return; /* the value is all there is */
    if (inside) {
        if (!(w->relative && !moves && taylor_sweep(w, r, n, &a[0]->c[0],
                                                    &a[1]->c[0])) &&
            !eval_slopes_get(w->e, id, w->var, w->order, r->c))
            taylor_set_undefined(r);
        return;
    }
    taylor_series end = {.cap = 0};
    eval_series_reserve(&end, w->order + 1, w->e->prec);
    end.len = w->order + 1;
    for (int k = 1; k <= w->order; k++)
        iv_set_si(&r->c[k], 0);
    for (int j = 0; j < 2; j++) {
        if (a[j]->len == 1) /* it does not move */
            continue;
        antiderivative(w, &end, n, a[j]);
        for (int k = 1; k <= w->order; k++)
            (j == 0 ? iv_sub : iv_add)(&r->c[k], &r->c[k], &end.c[k]);
    }
    eval_series_clear(&end);
}
