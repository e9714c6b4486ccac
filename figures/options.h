/* figures/options.h: an item's `option`s (xlabel, xscale, xrange, key, ...)
 * as the drawing code wants them. */
#ifndef ASSAY_FIGURE_OPTIONS_H
#define ASSAY_FIGURE_OPTIONS_H

#include "../theory/language/language.h"
#include "axis.h"

/* Label, scale and range of the axis a->name. */
void options_axis(axis *a, const item *it);
/* " title '...'" when there is a key option; ends the line either way. */
void options_key_title(text_buf *s, const item *it);

#endif
