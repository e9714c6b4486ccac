/* reports/graph.h: the graph of what rests on what. */
#ifndef ASSAY_GRAPH_H
#define ASSAY_GRAPH_H

#include "../figures/figures.h"
#include "reports.h"

/* No item uses another. */
bool graph_is_empty(const report *r);
/* The picture, appended; href[i]: where item i's box leads, or href NULL:
 * nowhere.  FIGURE_EMPTY when it is. */
figure_status graph_draw(text_buf *svg, const report *r,
                         const char *const *href, text_buf *why)
    __attribute__((warn_unused_result));

#endif
