/* figures/options.h: an item's `option`s (xlabel, xscale, xrange, key, ...)
 * as the drawing code wants them. */
#ifndef ASSAY_FIGURE_OPTIONS_H
#define ASSAY_FIGURE_OPTIONS_H

#include "../theory/language/language.h"
#include "axis.h"

/* Label, scale and range of the axis a->name. */
void options_axis(axis *a, const item *it);
/* " title '...'" of the key option, or else of `otherwise` (NULL: none); ends
 * the line either way. */
void options_key_title(text_buf *s, const item *it, const char *otherwise);
/* A map's n-th label and its place; NULL when there are no more. */
const char *options_label(const item *it, size_t n, double *x, double *y);

#endif
