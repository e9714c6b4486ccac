/* The goals of a node's children, and open leaves: the search's centre, to which
 * tactics come back through search_prove_children.  Believed: nothing. */
#include "tactics.h"

cert_node *search_prove(searcher *s, const goal *g)
{
    if (s->level >= MAX_LEVEL || search_out_of_budget(s))
        return NULL;
    tactic_view v = tactics_view(s, g);
    cert_node *c = tactics_run(&v, TACTICS_LEAF);
    if (c != NULL)
        return c;
    uint64_t key = search_goal_key(s, g);
    size_t left = search_effort_left(s);
    if (search_goal_failed(s, key, left))
        return NULL;
    s->level++;
    c = tactics_run(&v, TACTICS_GOAL);
    s->level--;
    if (c == NULL)
        search_goal_note_failure(s, key, left);
    return c;
}

cert_node *search_prove_open(searcher *s, const goal *g)
{
    probe q;
    tactic_view v = tactics_view(s, g);
    cert_node *c = tactics_run(&v, TACTICS_LEAF);
    if (c != NULL)
        return c;
    search_probe_run(s, g, &q);
    v.q = &q;
    c = tactics_run(&v, TACTICS_OPEN);
    search_probe_clear(&q);
    return c;
}

cert_node *search_prove_node(searcher *s, const goal *g, cert_node *c)
{
    if (c != NULL)
        c = search_prove_children(s, g, c);
    return c != NULL ? search_keep_if(s, g, c) : NULL;
}
