/* Working on a certificate's nodes through their children's goals, which the
 * checker forms: proving, resuming, repairing.  Nothing here is believed. */
#include "search_internal.h"

void subgoal_copy(subgoal *d, const subgoal *s, int nvars)
{
    checker_goal_copy(d, s, nvars);
}

void subgoal_clear(subgoal *g, int nvars)
{
    checker_goal_clear(g, nvars);
}

void subgoal_drop_hyps_on(subgoal *g, const expr_pool *pool, int var)
{
    checker_goal_drop_hyps(g, pool, var);
}

bool goal_child(searcher *s, const subgoal *g, const cert_node *c, int k,
                subgoal *out)
{
    return checker_child(s->ck, g, c, k, out);
}

cert_node *prove_children(searcher *s, const subgoal *g, cert_node *c)
{
    int arity = cert_arity(c->rule);
    for (int j = 0; j < arity; j++) {
        /* a monotone node's face is cheaper than its slope: last child first */
        int k = c->rule == CERT_MONOTONE ? arity - 1 - j : j;
        subgoal sub;
        if (goal_child(s, g, c, k, &sub))
            c->child[k] = prove_subgoal(s, &sub);
        subgoal_clear(&sub, s->p->nvars);
        if (c->child[k] == NULL) {
            cert_free(c);
            return NULL;
        }
    }
    return c;
}

/* ---- resuming ---------------------------------------------------------- */

static cert_node *finish(searcher *s, const subgoal *g, cert_node *c)
{
    if (c == NULL || c->rule == CERT_OPEN) {
        cert_node *done = out_of_budget(s) ? NULL : prove_open(s, g);
        if (done == NULL)
            return c != NULL ? c : cert_new(CERT_OPEN);
        cert_free(c);
        return done;
    }
    for (int k = 0; k < cert_arity(c->rule); k++) {
        if (cert_is_complete(c->child[k]))
            continue;
        subgoal sub;
        if (goal_child(s, g, c, k, &sub))
            c->child[k] = finish(s, &sub, c->child[k]);
        subgoal_clear(&sub, s->p->nvars);
    }
    return c;
}

cert_node *resume_tree(searcher *s, const subgoal *g, const cert_node *from)
{
    return finish(s, g, cert_copy(from));
}

/* ---- repairing --------------------------------------------------------- */

cert_node *repair_tree(searcher *s, const subgoal *g, cert_node *c)
{
    int arity = cert_arity(c->rule);
    if (!cert_is_complete(c) || tries(s, g, c))
        return c;
    for (int k = 0; k < arity; k++) {
        subgoal sub;
        if (goal_child(s, g, c, k, &sub))
            c->child[k] = repair_tree(s, &sub, c->child[k]);
        subgoal_clear(&sub, s->p->nvars);
    }
    if (arity > 0 && (!cert_is_complete(c) || tries(s, g, c)))
        return c;
    cert_free(c); /* the rule itself was wrong here */
    c = out_of_budget(s) ? NULL : prove_subgoal(s, g);
    if (c != NULL && tries(s, g, c))
        return c;
    cert_free(c);
    s->r->open++;
    return cert_new(CERT_OPEN);
}
