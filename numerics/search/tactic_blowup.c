/* A homogeneous function on a cone, by the largest variable: what is left is a
 * box, for the others' ratios to it.  Believed: nothing. */
#include "tactics.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>

/* Nearly. */
static bool is_power_of_two(double x)
{
    if (!(x > 1e-200) || !(x < 1e200))
        return false;
    while (x > 1.5)
        x /= 2;
    while (x < 0.75)
        x *= 2;
    return fabs(x - 1) < 1e-6;
}

/* Is g->f, at a few points, homogeneous of one degree in the variables? */
static bool looks_homogeneous(searcher *s, const goal *g, uint64_t vars)
{
    meter m;
    double degree = 0;
    int seen = 0;
    bool ok = true;
    search_meter_open(&m, s, &g->f, 1, g->box);
    for (unsigned k = 0; k < 12 && ok; k++) {
        double v, w;
        search_meter_point(&m, k);
        tape_point(m.t, m.w, m.x, &v);
        for (int i = 0; i < m.n; i++)
            if ((vars >> i & 1) != 0)
                m.x[i] *= 16;
        tape_point(m.t, m.w, m.x, &w);
        if (!isfinite(v) || !isfinite(w) || v == 0)
            continue;
        double ratio = w / v; /* 16^d, d a multiple of 1/4 */
        ok = is_power_of_two(ratio) &&
             (seen == 0 || fabs(ratio / degree - 1) < 1e-6);
        degree = ratio;
        seen++;
    }
    search_meter_close(&m);
    return ok && seen >= 6;
}

cert_node *tactic_blowup(searcher *s, const goal *g, const tactic_view *v)
{
    expr_pool *pool = s->p->pool;
    size_t n = (size_t)s->p->nvars, charts = 0;
    uint64_t vars = expr_vars(pool, g->f);
    bool closed = true;
    (void)v;
    expr *e = xmalloc((2 * n + 1) * sizeof *e);
    for (size_t i = 0; i < n; i++) {
        const range *r = &g->box[i];
        bool in = (vars >> i & 1) != 0;
        if (in && (r->lo_inf || mpq_sgn(r->lo) != 0 || !r->hi_inf))
            charts = n + 1;
        closed = closed && !(in && r->lo_open);
        charts += in;
        e[2 * i] = expr_si(pool, 0);
        e[2 * i + 1] = expr_si(pool, in);
    }
    cert_node *c = NULL;
    if (charts >= 2 && charts <= n && looks_homogeneous(s, g, vars)) {
        c = search_node(CERT_BLOWUP, e, 2 * n);
        cert_set_children(c, charts + closed);
    }
    free(e);
    return search_prove_node(s, g, c);
}
