/* Branch and bound on a few boxes.  Believed: nothing; the checker replays the
 * tree. */
#include "tactics.h"

cert_node *tactic_boxes(searcher *s, const goal *g, const tactic_view *v)
{
    return search_boxes_prove(s, g, v, v->boxes, false);
}
