/* Branch and bound for as long as each level of boxes leaves less open than the
 * one before.  Believed: nothing; the checker replays the tree. */
#include "tactics.h"

cert_node *tactic_shrink(searcher *s, const goal *g, const tactic_view *v)
{
    return search_boxes_shrink(s, g, v, v->boxes);
}
