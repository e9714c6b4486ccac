/* figures/style.h: one look for all pictures.
 *
 * Colours: Okabe and Ito (2008), distinguishable with any common colour
 * vision; every series also has its own dash and its own point shape, and
 * every kind of area its own hatching, so that colour is never alone. */
#ifndef ASSAY_STYLE_H
#define ASSAY_STYLE_H

#include "../numerics/base/text.h"

#include <stdbool.h>

enum { STYLE_WIDTH = 740, STYLE_HEIGHT = 480 };
/* The number of grey, which is no method's. */
enum { STYLE_NO_METHOD = 1000 };
#define STYLE_FONT "Helvetica, Arial, sans-serif"

/* Terminal, borders, tics, grid; height in pixels. */
void style_preamble(text_buf *s, int height);
/* The i-th of each (wrapping round). */
const char *style_colour(size_t i);
const char *style_pale(size_t i);          /* the same, paler */
const char *style_dash(size_t i);          /* gnuplot's dt argument */
int style_point(size_t i, bool filled);    /* gnuplot's pt argument */

#endif
