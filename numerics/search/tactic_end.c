/* Equality at an end of the range where f is not smooth (a root vanishes there): a
 * piece on which f runs one way, and the rest.  Believed: nothing; the checker
 * tries each answer. */
#include "tactics.h"

enum {
    PIECES = 5
};

/* q: the point that leaves the part 2^-k of r at the end `at`; false where
 * `at` is none of r's ends. */
static bool piece_of(mpq_t q, const range *r, mpq_srcptr at, unsigned k)
{
    bool low = mpq_equal(at, r->lo) != 0;
    if (r->lo_inf || r->hi_inf || (!low && !mpq_equal(at, r->hi)))
        return false;
    mpq_sub(q, low ? r->hi : r->lo, at);
    mpq_div_2exp(q, q, k);
    mpq_add(q, q, at);
    return true;
}

/* Does f run one way in x_i between q and the end `at`? */
static bool runs(searcher *s, const goal *g, int i, mpq_srcptr q, mpq_srcptr at)
{
    expr d = expr_diff(s->p->pool, g->f, i);
    goal t;
    search_goal_copy(&t, g, s->p->nvars);
    mpq_set(mpq_cmp(q, at) < 0 ? t.box[i].lo : t.box[i].hi, q);
    bool one_way = d != EXPR_NONE && tactic_monotone_sign(s, &t, d) != 0;
    search_goal_clear(&t, s->p->nvars);
    return one_way;
}

static cert_node *split_near(searcher *s, const goal *g,
                             const contact_spot *spot)
{
    mpq_srcptr at = expr_const_value(s->p->pool, spot->at);
    cert_node *c = search_leaf(CERT_SPLIT);
    c->var = spot->var;
    for (unsigned k = 1; k <= PIECES; k++) {
        c->has_q = piece_of(c->q, &g->box[spot->var], at, k);
        if (c->has_q && runs(s, g, spot->var, c->q, at))
            return search_prove_node(s, g, c);
    }
    cert_free(c);
    return NULL;
}

cert_node *tactic_end(searcher *s, const goal *g, const tactic_view *v)
{
    cert_node *c = NULL;
    for (size_t k = 0; k < v->nspots && c == NULL; k++)
        if (v->spot[k].order == 0 &&
            expr_is_const(s->p->pool, v->spot[k].at) &&
            !tactic_monotone_sign(s, g, expr_diff(s->p->pool, g->f,
                                                  v->spot[k].var)))
            c = split_near(s, g, &v->spot[k]);
    return c;
}
