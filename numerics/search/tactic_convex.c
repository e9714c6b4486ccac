/* Convexity: a supporting plane at the place where f is smallest.  Believed:
 * nothing; the checker tries each answer. */
#include "tactics.h"

#include "../base/memory.h"
#include "../base/rational.h"

#include <stdlib.h>

cert_node *tactic_convex(searcher *s, const goal *g, const tactic_view *v)
{
    const probe *q = v->q;
    int n = s->p->nvars;
    if (q == NULL || n == 0 || n > 10 || q->n == 0 ||
        expr_size(s->p->pool, g->f) > 2000)
        return NULL;
    expr_pool *pool = s->p->pool;
    expr *at = xmalloc((size_t)n * sizeof *at);
    cert_node *c = NULL;
    for (int attempt = 0; attempt < 2 && c == NULL; attempt++) {
        bool guessed = false;
        for (int i = 0; i < n; i++) {
            const range *r = &g->box[i];
            double x = q->v[0].x[i];
            mpq_t e;
            mpq_init(e);
            search_refute_coordinate(e, x, r);
            if (!r->lo_inf && x <= rational_near(r->lo))
                mpq_set(e, r->lo);
            if (!r->hi_inf && x >= rational_near(r->hi))
                mpq_set(e, r->hi);
            at[i] = expr_q(pool, e);
            mpq_clear(e);
            expr t;
            if (attempt == 0 &&
                search_guess_constants(pool, x, 1e-6, &t, 1) == 1) {
                at[i] = t;
                guessed = true;
            }
        }
        if (attempt == 0 && !guessed)
            continue;
        c = search_keep_if(s, g, search_node(CERT_CONVEX, at, (size_t)n));
    }
    free(at);
    return c;
}
