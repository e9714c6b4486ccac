/* Working on a certificate's nodes through their children's goals, which the
 * checker forms: proving, resuming, repairing.  Nothing here is believed. */
#include "search_internal.h"

void search_goal_copy(goal *d, const goal *s, int nvars)
{
    checker_goal_copy(d, s, nvars);
}

void search_goal_clear(goal *g, int nvars)
{
    checker_goal_clear(g, nvars);
}

void search_goal_drop_hyps_on(goal *g, const expr_pool *pool, int var)
{
    checker_goal_drop_hyps(g, pool, var);
}

bool search_goal_child(searcher *s, const goal *g, const cert_node *c, int k,
                goal *out)
{
    return checker_child(s->ck, g, c, k, out);
}

cert_node *search_prove_children(searcher *s, const goal *g, cert_node *c)
{
    int arity = (int)c->nchild;
    for (int j = 0; j < arity; j++) {
        /* a monotone node's face is cheaper than its slope: last child first */
        int k = c->rule == CERT_MONOTONE ? arity - 1 - j : j;
        goal sub;
        if (search_goal_child(s, g, c, k, &sub))
            c->child[k] = search_prove(s, &sub);
        search_goal_clear(&sub, s->p->nvars);
        if (c->child[k] == NULL) {
            cert_free(c);
            return NULL;
        }
    }
    return c;
}

/* ---- resuming ---------------------------------------------------------- */

static cert_node *finish(searcher *s, const goal *g, cert_node *c)
{
    if (c == NULL || c->rule == CERT_OPEN) {
        cert_node *done = search_out_of_budget(s) ? NULL : search_prove_open(s, g);
        if (done == NULL)
            return c != NULL ? c : cert_new(CERT_OPEN);
        cert_free(c);
        return done;
    }
    for (int k = 0; k < (int)c->nchild; k++) {
        if (cert_is_complete(c->child[k]))
            continue;
        goal sub;
        if (search_goal_child(s, g, c, k, &sub))
            c->child[k] = finish(s, &sub, c->child[k]);
        search_goal_clear(&sub, s->p->nvars);
    }
    return c;
}

cert_node *search_resume(searcher *s, const goal *g, const cert_node *from)
{
    return finish(s, g, cert_copy(from));
}

/* ---- repairing --------------------------------------------------------- */

cert_node *search_repair(searcher *s, const goal *g, cert_node *c)
{
    int arity = (int)c->nchild;
    if (!cert_is_complete(c) || search_tries(s, g, c))
        return c;
    for (int k = 0; k < arity; k++) {
        goal sub;
        if (search_goal_child(s, g, c, k, &sub))
            c->child[k] = search_repair(s, &sub, c->child[k]);
        search_goal_clear(&sub, s->p->nvars);
    }
    if (arity > 0 && (!cert_is_complete(c) || search_tries(s, g, c)))
        return c;
    cert_free(c); /* the rule itself was wrong here */
    c = search_out_of_budget(s) ? NULL : search_prove(s, g);
    if (c != NULL && search_tries(s, g, c))
        return c;
    cert_free(c);
    s->r->open++;
    return cert_new(CERT_OPEN);
}
