/* Certificate nodes in the making, and asking the checker about them.  Believed:
 * nothing; a node that the checker takes here is replayed before it counts. */
#include "search_internal.h"

#include "../base/memory.h"

#include <string.h>

cert_node *search_leaf(cert_rule rule)
{
    return cert_new(rule);
}

bool search_tries(searcher *s, const goal *g, cert_node *c)
{
    s->effort += EFFORT_TRY;
    bool ok =
        checker_tries(s->ck, g, c);
    c->accepted = ok ? search_goal_key(s, g) : 0;
    return ok;
}

cert_node *search_keep_if(searcher *s, const goal *g, cert_node *c)
{
    if (search_tries(s, g, c))
        return c;
    cert_free(c);
    return NULL;
}

cert_node *search_node(cert_rule rule, const expr *e, size_t n)
{
    cert_node *c = search_leaf(rule);
    c->expr = xmalloc(n * sizeof *c->expr + 1);
    if (n > 0)
        memcpy(c->expr, e, n * sizeof *e);
    c->nexpr = n;
    return c;
}

cert_node *search_contact_node(cert_rule rule, const contact_spot *spot)
{
    cert_node *c = search_node(rule, &spot->at, 1);
    c->var = spot->var;
    c->order = spot->order;
    return c;
}
