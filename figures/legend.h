/* figures/legend.h: where a picture's legend stands. */
#ifndef ASSAY_LEGEND_H
#define ASSAY_LEGEND_H

#include "../theory/audit/audit.h"

/* The longest text of a legend so far, as it is shown, and how many. */
typedef struct {
    size_t longest, n;
} legend;

/* One more entry. */
void legend_take(legend *l, const char *text);
/* Terminal and key: beside the plot where its texts fit, otherwise below.
 * The item's own `key` is the legend's title, or else `title` (NULL: none). */
void legend_script(text_buf *s, const legend *l, const item *it,
                   const char *title);

#endif
