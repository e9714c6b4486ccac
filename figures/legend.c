/* A legend's place and size: ours rather than gnuplot's, which knows no
 * fonts.  See legend.h. */
#include "legend.h"

#include "label.h"
#include "options.h"
#include "style.h"
#include "typeset.h"

enum {
    GLYPH = 8,   /* pixels a character, about */
    SAMPLE = 75, /* of a line's sample, with what is around it */
    ROW = 24,
    BESIDE = 40  /* per cent of the width: a wider legend goes below */
};

void legend_take(legend *l, const char *text)
{
    text_buf b = {0};
    typeset_text(&b, text);
    size_t n = label_length(b.s);
    l->longest = n > l->longest ? n : l->longest;
    l->n++;
    text_clear(&b);
}

void legend_script(text_buf *s, const legend *l, const item *it,
                   const char *title)
{
    size_t width = SAMPLE + l->longest * GLYPH;
    bool beside = 100 * width <= BESIDE * (size_t)STYLE_WIDTH;
    int height = STYLE_HEIGHT - 60, rows = (int)l->n + 2;
    if (!beside)
        height += ROW * rows;
    else if (height < ROW * rows)
        height = ROW * rows;
    style_preamble(s, height);
    if (beside)
        text_printf(s, "set rmargin at screen %.4f\nset key at graph 1.03, "
                    "graph 1 left top", 1 - (double)width / STYLE_WIDTH);
    else
        text_put(s, "set key outside below");
    text_put(s, " Left reverse samplen 3.2 height 0.5 spacing 1.25 maxcols 1 "
                "textcolor rgb '#111111'");
    options_key_title(s, it, title);
}
