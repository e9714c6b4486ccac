/* f as a product of what has a sure sign and a rest.  Believed: nothing; the
 * checker tries each answer. */
#include "tactics.h"

#include <math.h>

/* Is what is left of f after taking factors out still (nearly) 0 where f is
 * smallest?  Then nothing was gained. */
static bool still_tight(searcher *s, const goal *g, expr rest, const probe *q)
{
    meter m;
    double v, size = 0;
    if (q == NULL || q->n == 0)
        return false;
    search_meter_open(&m, s, &rest, 1, g->box);
    for (unsigned k = 0; k < 16; k++) {
        search_meter_point(&m, k);
        tape_point(m.t, m.w, m.x, &v);
        size += isfinite(v) ? fabs(v) / 16 : 0;
    }
    tape_point(m.t, m.w, q->v[0].x, &v);
    search_meter_close(&m);
    return isfinite(v) && fabs(v) <= 1e-6 * size;
}

/* Is a numerator's factor taken out?  Then something simpler is left.  (Else
 * nothing is gained where f stays tight, unless the rest is short: quotients
 * of a derivative are worth clearing, what is left may have conjugates.) */
static bool takes_a_zero(const searcher *s, const cert_node *c)
{
    for (size_t k = 0; k + 1 < c->nexpr; k++)
        if (c->power[k] > 0 && expr_vars(s->p->pool, c->expr[k]) != 0)
            return true;
    return false;
}

/* Is a denominator taken out that is 0 at an excluded end?  0/0 there becomes
 * a contact. */
static bool takes_a_pole(searcher *s, const goal *g, const cert_node *c)
{
    bool pole = false;
    eval *e = eval_new(s->p->pool, 128);
    eval_set_hyps(e, g->hyp, g->nhyps);
    eval_set_box(e, g->box, s->p->nvars);
    for (size_t k = 0; k + 1 < c->nexpr && !pole; k++) {
        iv_srcptr v = eval_enclose(e, c->expr[k]);
        pole = c->power[k] < 0 && iv_is_defined(v) &&
               (mpfr_zero_p(iv_lower(v)) || mpfr_zero_p(iv_upper(v)));
    }
    eval_free(e);
    return pole;
}

/* The same function in no shorter words, deep down where this would go on for
 * ever. */
static bool only_rewrites(const searcher *s, const goal *g, const cert_node *c)
{
    return s->level >= 2 && c->nexpr == 1 &&
           expr_size(s->p->pool, c->expr[0]) >= expr_size(s->p->pool, g->f);
}

cert_node *tactic_product(searcher *s, const goal *g, const tactic_view *v)
{
    /* on rays, and where f stays away from 0, whatever is gained */
    const probe *q = v->tight && !v->unbounded ? v->q : NULL;
    if (expr_size(s->p->pool, g->f) > 300)
        return NULL;
    cert_node *c = search_factor_node(s, g);
    if (c != NULL && !takes_a_zero(s, c) && !takes_a_pole(s, g, c) &&
        still_tight(s, g, c->expr[c->nexpr - 1], q) &&
        (s->level < 2 || expr_size(s->p->pool, c->expr[c->nexpr - 1]) >=
                             2 * expr_size(s->p->pool, g->f))) {
        cert_free(c);
        c = NULL;
    }
    if (c != NULL && only_rewrites(s, g, c)) {
        cert_free(c);
        c = NULL;
    }
    return search_prove_node(s, g, c);
}
