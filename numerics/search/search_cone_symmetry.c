/* Polynomials that do not change when their variables change places.  Believed:
 * nothing. */
#include "search_cone.h"

#include "../base/memory.h"

#include <stdlib.h>

/* p with x_i and x_j exchanged is p? */
static bool is_symmetric(searcher *s, const exact_form *p, int i, int j)
{
    int dim = s->p->nvars + 1;
    mpq_t **m = xmalloc((size_t)dim * sizeof *m);
    for (int a = 0; a < dim; a++) {
        int to = a == i ? j : a == j ? i : a;
        m[a] = xmalloc((size_t)dim * sizeof *m[a]);
        for (int b = 0; b < dim; b++) {
            mpq_init(m[a][b]);
            mpq_set_ui(m[a][b], b == to, 1);
        }
    }
    exact_form *q = exact_form_map(p, m);
    bool same = q != NULL && exact_form_expr(q, s->p->pool) ==
                                 exact_form_expr(p, s->p->pool);
    exact_form_free(q);
    for (int a = 0; a < dim; a++) {
        for (int b = 0; b < dim; b++)
            mpq_clear(m[a][b]);
        free(m[a]);
    }
    free(m);
    return same;
}

/* [0, inf) or (0, inf), both the same? */
static bool are_alike(const range *a, const range *b)
{
    return !a->lo_inf && !b->lo_inf && a->hi_inf && b->hi_inf &&
           a->lo_open == b->lo_open && mpq_sgn(a->lo) == 0 &&
           mpq_sgn(b->lo) == 0;
}

/* Is each hypothesis a polynomial that does not change, either? */
static bool hyps_are_symmetric(searcher *s, const goal *g, int i, int j)
{
    bool ok = true;
    for (size_t k = 0; k < g->nhyps && ok; k++) {
        exact_form *h = exact_form_of(s->p->pool, g->hyp[k].e, s->p->nvars);
        ok = h != NULL && is_symmetric(s, h, i, j);
        exact_form_free(h);
    }
    return ok;
}

cert_node *search_cone_sorted(searcher *s, const goal *g, const exact_form *p)
{
    uint64_t vars = expr_vars(s->p->pool, g->f);
    size_t n = (size_t)s->p->nvars;
    int last = -1, ranked = 0;
    bool ok = true;
    expr *e = xmalloc((n + 1) * sizeof *e);
    for (int i = 0; i < s->p->nvars; i++) {
        bool in = (vars >> i & 1) != 0;
        e[i] = expr_si(s->p->pool, in ? ++ranked : 0);
        ok = ok && (!in || last < 0 ||
                    (are_alike(&g->box[last], &g->box[i]) &&
                     is_symmetric(s, p, last, i) &&
                     hyps_are_symmetric(s, g, last, i)));
        last = in ? i : last;
    }
    cert_node *c =
        ok && ranked >= 3 ? search_node(CERT_SYMMETRY, e, n) : NULL;
    free(e);
    return c;
}
