/* A strict |h| > 0, which is what `h != 0` comes to: h keeps one sign on a
 * connected box, and a sample tells which.  Believed: nothing; the checker
 * tries the answer. */
#include "tactics.h"

#include "../base/memory.h"

#include <stdlib.h>

/* h's sign at the box's middle, or near its finite end. */
static int sign_inside(searcher *s, const goal *g, expr h)
{
    int n = s->p->nvars, sign = 0;
    range *at = xcalloc((size_t)n + 1, sizeof *at);
    for (int i = 0; i < n; i++) {
        const range *r = &g->box[i];
        range_init(&at[i]);
        if (!r->lo_inf && !r->hi_inf) {
            mpq_add(at[i].lo, r->lo, r->hi);
            mpq_div_2exp(at[i].lo, at[i].lo, 1);
        } else if (!r->lo_inf || !r->hi_inf) {
            mpq_set_si(at[i].lo, r->hi_inf ? 1 : -1, 1);
            mpq_add(at[i].lo, at[i].lo, r->hi_inf ? r->lo : r->hi);
        }
        mpq_set(at[i].hi, at[i].lo);
    }
    eval *e = eval_new(s->p->pool, 128);
    eval_set_box(e, at, n);
    iv_srcptr v = eval_enclose(e, h);
    sign = iv_certainly_pos(v) ? 1 : iv_certainly_neg(v) ? -1 : 0;
    eval_free(e);
    for (int i = 0; i < n; i++)
        range_clear(&at[i]);
    free(at);
    return sign;
}

cert_node *tactic_abs(searcher *s, const goal *g, const tactic_view *v)
{
    (void)v;
    expr_node x = *expr_get(s->p->pool, g->f);
    int sign = sign_inside(s, g, x.arg[0]);
    if (sign == 0)
        return NULL;
    cert_node *c = search_leaf(CERT_ABS);
    c->order = sign;
    return search_prove_node(s, g, c);
}
