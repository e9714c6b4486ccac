#include "figures.h"

#include "axis.h"
#include "label.h"
#include "options.h"
#include "style.h"
#include "tiles.h"

#include <stdlib.h>

/* How each state is shown: a word, a colour, a hatching (gnuplot pattern). */
typedef struct {
    char state;
    const char *word, *fill, *hatch, *ink;
    int pattern;
} look;

static const look looks[] = {
    {'+', "true (proved)", "#d9e9f5", "#6aa9d3", "#00598c", 4},
    {'-', "false (refuted)", "#fae3d3", "#e29a66", "#a84a00", 5},
    {'?', "open", "#f4f4f4", "#9a9a9a", "#333333", 2},
};
enum { LOOKS = 3 };

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

static double share(const enclosure *e)
{
    return (axis_number(e->lo) + axis_number(e->hi)) / 2;
}

static void put_legend(text_buf *s, const look *k, const enclosure *area)
{
    text_buf t = {0};
    double a = share(area) * 100;
    text_put(&t, k->word);
    if (a >= 0)
        text_printf(&t, ", %.3g %% of the area", a);
    text_put(s, " title ");
    label_gnuplot(s, t.s, 0);
    text_clear(&t);
}

/* The word itself on the largest tile, where there is room for it. */
static void put_words(text_buf *s, const tile *t, size_t n, const axis *x,
                      const axis *y)
{
    for (size_t w = 0; w < 2; w++) {
        const tile *best = NULL;
        double area = 0;
        for (size_t i = 0; i < n; i++) {
            double width = (t[i].x1 - t[i].x0) / (x->hi - x->lo);
            double height = (t[i].y1 - t[i].y0) / (y->hi - y->lo);
            if (t[i].state == looks[w].state && width > 0.2 &&
                height > 0.08 && width * height > area) {
                area = width * height;
                best = &t[i];
            }
        }
        if (best == NULL)
            continue;
        text_put(s, "set label ");
        label_gnuplot(s, looks[w].word, 0);
        text_printf(s, " at %.17g,%.17g center front boxed textcolor rgb "
                    "'%s'\n", best->x0 + (best->x1 - best->x0) / 2,
                    best->y0 + (best->y1 - best->y0) / 2, looks[w].ink);
    }
}

static bool has(const tile *t, size_t n, char state)
{
    for (size_t i = 0; i < n; i++)
        if (t[i].state == state)
            return true;
    return false;
}

static void put_plot(text_buf *s, const result *r, const tile *t, size_t n)
{
    const enclosure *area[LOOKS] = {&r->area_true, &r->area_false,
                                    &r->area_open};
    const char *sep = "plot ";
    for (size_t w = 0; w < LOOKS; w++) {
        if (!has(t, n, looks[w].state))
            continue;
        /* a border in the fill's own colour closes the seams */
        text_printf(s, "%s$t%zu using 1:2:3:4:5:6 with boxxyerror fs solid 1 "
                    "border lc rgb '%s' lc rgb '%s' lw 0.4 notitle", sep, w,
                    looks[w].fill, looks[w].fill);
        text_printf(s, ", \\\n  $t%zu using 1:2:3:4:5:6 with boxxyerror fs "
                    "transparent pattern %d noborder lc rgb '%s'", w,
                    looks[w].pattern, looks[w].hatch);
        put_legend(s, &looks[w], area[w]);
        sep = ", \\\n  ";
    }
    text_put(s, "\n");
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
        style_preamble(s, STYLE_HEIGHT + 60);
        text_put(s, "set key outside below Left reverse samplen 3 maxcols 1 "
                    "spacing 1.3 height 0.5 textcolor rgb '#111111'");
        options_key_title(s, r->it);
        text_put(s, "unset grid\n");
        axis_script(s, &x);
        axis_script(s, &y);
        put_words(s, t, n, &x, &y);
        for (size_t w = 0; w < LOOKS; w++)
            put_tiles(s, t, n, w);
        put_plot(s, r, t, n);
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
                                  "where it is refuted, and what is open."
                                : "Curves through certified values; the exact "
                                  "ends stand in the CSV file of this name.",
                            err);
    text_clear(&script);
    return st;
}
