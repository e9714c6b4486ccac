/* A look at f's values, and the tactics that suit them, unless samples say that
 * the goal is plainly false.  Believed: nothing. */
#include "tactics.h"

cert_node *tactic_probe(searcher *s, const goal *g, const tactic_view *v)
{
    (void)v;
    cert_node *c = NULL;
    probe q;
    s->effort += EFFORT_PROBE;
    search_probe_run(s, g, &q);
    if (!q.negative)
        c = tactics_try(s, g, &q);
    search_probe_clear(&q);
    return c;
}
