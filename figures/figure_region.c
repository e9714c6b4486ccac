/* The picture of a map; and which drawing a result gets. */
#include "figures.h"

#include "axis.h"
#include "label.h"
#include "legend.h"
#include "options.h"
#include "style.h"
#include "tiles.h"
#include "words.h"

#include <stdlib.h>

static const look looks[] = {
    {'+', "true", "true (proved)", "#d9e9f5", "#6aa9d3", "#00598c", 4},
    {'-', "false", "false (refuted)", "#fae3d3", "#e29a66", "#a84a00", 5},
    {'/', "outside", "outside", "#ffffff", "#c4c4c4", "#333333", 6},
    {'?', "open", "open", "#f0f0f0", "#9a9a9a", "#333333", 2},
};
enum { LOOKS = sizeof looks / sizeof *looks };

static void put_tiles(text_buf *s, const tile *t, size_t n, size_t which)
{
    text_printf(s, "$t%zu << END\n", which);
    for (size_t i = 0; i < n; i++)
        if (t[i].state == looks[which].state)
            text_printf(s, "%.17g %.17g %.17g %.17g %.17g %.17g\n",
                        t[i].x0 + (t[i].x1 - t[i].x0) / 2,
                        t[i].y0 + (t[i].y1 - t[i].y0) / 2, t[i].x0, t[i].x1,
                        t[i].y0, t[i].y1);
    text_put(s, "END\n");
}

/* The share of a state in the axes' own measure. */
static double share(const tile *t, size_t n, char state, const axis *x,
                    const axis *y)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        if (t[i].state == state)
            sum += axis_measure(x, t[i].x0, t[i].x1) *
                   axis_measure(y, t[i].y0, t[i].y1);
    return sum;
}

/* "false (refuted), 12.5 %"; false when there is no such tile. */
static bool entry(text_buf *b, const tile *t, size_t n, const look *k,
                  const axis *x, const axis *y)
{
    double a = share(t, n, k->state, x, y) * 100;
    text_clear(b);
    text_printf(b, "%s, %.3g %%", k->legend, a);
    return a > 0;
}

/* Said of the words in quotes, where there are some. */
static const char quoted[] = "‘ ’ named in the document";

static bool has_labels(const item *it)
{
    double x, y;
    return options_label(it, 0, &x, &y) != NULL;
}

static void put_plot(text_buf *s, const result *r, const tile *t, size_t n,
                     const axis *x, const axis *y)
{
    const char *sep = "plot ";
    text_buf title = {0};
    for (size_t w = 0; w < LOOKS; w++) {
        if (!entry(&title, t, n, &looks[w], x, y))
            continue;
        /* a border in the fill's own colour closes the seams */
        text_printf(s, "%s$t%zu using 1:2:3:4:5:6 with boxxyerror fs solid 1 "
                    "border lc rgb '%s' lc rgb '%s' lw 0.4 notitle", sep, w,
                    looks[w].fill, looks[w].fill);
        text_printf(s, ", \\\n  $t%zu using 1:2:3:4:5:6 with boxxyerror fs "
                    "transparent pattern %d noborder lc rgb '%s' title ", w,
                    looks[w].pattern, looks[w].hatch);
        label_gnuplot(s, title.s, 0);
        sep = ", \\\n  ";
    }
    if (has_labels(r->it)) {
        text_printf(s, "%sNaN with points pt 0 lc rgb '#ffffff' title ", sep);
        label_gnuplot(s, quoted, 0);
    }
    text_put(s, "\n");
    text_clear(&title);
}

static void put_legend(text_buf *s, const result *r, const tile *t, size_t n,
                       const axis *x, const axis *y)
{
    legend k = {0, 0};
    text_buf b = {0};
    for (size_t w = 0; w < LOOKS; w++)
        if (entry(&b, t, n, &looks[w], x, y))
            legend_take(&k, b.s);
    if (has_labels(r->it))
        legend_take(&k, quoted);
    text_clear(&b);
    legend_script(s, &k, r->it,
                  x->log || y->log ? "share of the area as drawn"
                                   : "share of the area");
    text_put(s, "unset grid\n");
}

static bool find_axes(const result *r, axis *x, axis *y)
{
    *x = (axis){.name = 'x', .snug = true};
    *y = (axis){.name = 'y', .snug = true};
    options_axis(x, r->it);
    options_axis(y, r->it);
    if (x->label == NULL && r->it->nover == 2)
        x->label = r->it->over[0];
    if (y->label == NULL && r->it->nover == 2)
        y->label = r->it->over[1];
    for (size_t i = 0; i < r->nbox; i++) {
        axis_take(x, r->box[i].x0);
        axis_take(x, r->box[i].x1);
        axis_take(y, r->box[i].y0);
        axis_take(y, r->box[i].y1);
    }
    return x->any && y->any && x->lo < x->hi && y->lo < y->hi;
}

bool figure_is_empty(const result *r)
{
    axis x, y;
    return r->it->kind == ITEM_REGION ? !find_axes(r, &x, &y)
                                      : figure_curves_are_empty(r);
}

figure_status figure_region_script(text_buf *s, const result *r)
{
    axis x, y;
    size_t n;
    tile *t = tiles_join(r, &n);
    bool any = find_axes(r, &x, &y);
    if (any) {
        put_legend(s, r, t, n, &x, &y);
        axis_script(s, &x);
        axis_script(s, &y);
        const words_frame f = {&x, &y, STYLE_WIDTH - 340, STYLE_HEIGHT - 130};
        words_script(s, r, t, n, &f, looks, LOOKS);
        for (size_t w = 0; w < LOOKS; w++)
            put_tiles(s, t, n, w);
        put_plot(s, r, t, n, &x, &y);
    }
    free(t);
    return any ? FIGURE_DRAWN : FIGURE_EMPTY;
}

figure_status figure_draw(text_buf *svg, const program *prog, const result *r,
                          text_buf *err)
{
    text_buf script = {0};
    bool map = r->it->kind == ITEM_REGION;
    figure_status st = map ? figure_region_script(&script, r)
                           : figure_curves_script(&script, prog, r);
    if (st == FIGURE_DRAWN)
        st = figure_gnuplot(svg, &script,
                            r->it->title != NULL ? r->it->title : r->it->id,
                            map ? "A certified map: where the claim is proved, "
                                  "where it is refuted, what lies outside its "
                                  "conditions, and what is open."
                                : "Curves through certified values; the exact "
                                  "ends stand in the CSV file of this name.",
                            err);
    text_clear(&script);
    return st;
}
