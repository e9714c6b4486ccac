/* figures/words.h: a map's areas, named where they lie. */
#ifndef ASSAY_WORDS_H
#define ASSAY_WORDS_H

#include "../numerics/base/text.h"
#include "axis.h"
#include "tiles.h"

/* How a state is shown: words, colours, a hatching (gnuplot's pattern). */
typedef struct {
    char state;
    const char *word, *legend, *fill, *hatch, *ink;
    int pattern;
} look;

/* Where a map is drawn: its axes, and its size in pixels. */
typedef struct {
    const axis *x, *y;
    int width, height;
} words_frame;

/* Labels: every false area that can be seen, the largest area of each other
 * state that has room, and each area that the document has a label for.  The
 * state is ours, what follows it in quotes is the document's.  All lie inside
 * the frame. */
void words_script(text_buf *s, const result *r, const tile *t, size_t n,
                  const words_frame *f, const look *looks, size_t nlooks);

#endif
