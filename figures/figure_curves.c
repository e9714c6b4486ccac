/* A figure's curves as a gnuplot script: data, marks, legend, axes. */
#include "figures.h"

#include "../numerics/base/memory.h"
#include "axis.h"
#include "legend.h"
#include "names.h"
#include "options.h"
#include "series.h"
#include "style.h"
#include "typeset.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- ranges ------------------------------------------------------------- */

static void take_ranges(const result *r, axis *x, axis *y)
{
    size_t n = r->it->ncols;
    for (size_t row = 0; row < r->nrows; row++) {
        bool any = false;
        for (size_t c = 0; c < n; c++) {
            double lo, hi;
            if (series_cell(r, row, c, &lo, &hi)) {
                axis_take(y, series_middle(lo, hi));
                any = any || axis_can_show(y, series_middle(lo, hi));
            }
            if (series_kind(&r->it->col[c]) == AS_BAND &&
                series_cell(r, row, n + c, &lo, &hi))
                axis_take(y, series_middle(lo, hi));
        }
        if (any)
            axis_take(x, series_x(r, row));
    }
}

static bool find_axes(const result *r, axis *x, axis *y)
{
    *x = (axis){.name = 'x', .snug = true};
    *y = (axis){.name = 'y'};
    options_axis(x, r->it);
    options_axis(y, r->it);
    if (x->label == NULL && r->nlabels > 0)
        x->label = r->label_name[r->nlabels - 1];
    take_ranges(r, x, y);
    return r->nrows > 0 && x->any && y->any;
}

bool figure_curves_are_empty(const result *r)
{
    axis x, y;
    return !find_axes(r, &x, &y);
}

/* Every value along x has a name: those are the tics, and no numbers. */
static bool is_categorical(const program *prog, const result *r)
{
    bool all = r->nrows > 0 && r->nlabels > 0;
    for (size_t row = 0; row < r->nrows && all; row++)
        all = names_of_label(prog, r, row, r->nlabels - 1) != NULL;
    return all;
}

static void put_categories(text_buf *s, const program *prog, const result *r)
{
    const char *sep = "set xtics (";
    for (size_t row = 0; row < series_group_end(r, 0); row++, sep = ", ") {
        char *t = xstrdup(names_of_label(prog, r, row, r->nlabels - 1));
        for (char *p = t; *p != '\0'; p++)
            *p = *p == '_' ? ' ' : *p;
        text_put(s, sep);
        typeset_gnuplot(s, t, 40);
        text_printf(s, " %.17g", series_x(r, row));
        free(t);
    }
    text_put(s, ")\n");
}

/* ---- data --------------------------------------------------------------- */

/* x value lo hi: for a band the edges, otherwise the enclosure. */
static size_t put_data(text_buf *s, const result *r, const series *k,
                       const axis *x, const axis *y, size_t id, bool *wide)
{
    size_t n = 0;
    bool band = k->kind == AS_BAND;
    text_printf(s, "$d%zu << END\n", id);
    for (size_t row = k->first; row < k->last; row++) {
        double lo, hi, lo2, hi2, at = series_x(r, row);
        bool ok = axis_can_show(x, at) &&
                  series_cell(r, row, k->c, &lo, &hi) &&
                  axis_can_show(y, series_middle(lo, hi));
        if (ok && band)
            ok = series_cell(r, row, r->it->ncols + k->c, &lo2, &hi2) &&
                 axis_can_show(y, series_middle(lo2, hi2));
        if (!ok) {
            text_put(s, "\n"); /* a gap */
            continue;
        }
        double v = series_middle(lo, hi);
        if (band) {
            lo = v;
            hi = series_middle(lo2, hi2);
        } else if (y->log) {
            lo = lo > 0 ? lo : y->lo;
            *wide = *wide || log(hi / lo) > 0.004 * log(y->hi / y->lo);
        } else {
            *wide = *wide || hi - lo > 0.004 * (y->hi - y->lo);
        }
        text_printf(s, "%.17g %.17g %.17g %.17g\n", at, v, lo, hi);
        n++;
    }
    text_put(s, "END\n");
    return n;
}

/* ---- marks -------------------------------------------------------------- */

static void put_title(text_buf *s, const char *title)
{
    if (title == NULL) {
        text_put(s, " notitle");
        return;
    }
    text_put(s, " title ");
    typeset_gnuplot(s, title, 80);
}

/* Areas lie behind, hatched each in its own way. */
static void put_hatch(text_buf *s, const char *with, const series *k)
{
    text_printf(s, "with %s fs transparent pattern %zu lc rgb '%s' lw 0.8",
                with, 4 + k->c % 4, style_pale(k->hue));
}

static void put_band(text_buf *s, const series *k, size_t id)
{
    text_printf(s, "$d%zu using 1:3:4 ", id);
    put_hatch(s, "filledcurves", k);
    text_put(s, " notitle");
    for (int edge = 3; edge <= 4; edge++)
        text_printf(s, ", $d%zu using 1:%d with lines lw 1.2 lc rgb '%s' "
                    "notitle", id, edge, style_colour(k->hue));
}

/* What another curve lies on is wider, paler, and has larger, hollow points,
 * so that both are seen. */
static void put_line(text_buf *s, const series *k, size_t id, size_t points,
                     const char *title)
{
    double width = 1.8 + 3 * (double)k->under;
    double size = 0.55 + 0.3 * (double)k->under;
    const char *colour = k->under > 0 ? style_pale(k->hue)
                                      : style_colour(k->hue);
    int pt = style_point(k->hue, k->under == 0 && k->dash % 2 == 0);
    text_printf(s, "$d%zu using 1:2 ", id);
    if (k->kind == AS_STEPS)
        text_printf(s, "with steps lw %.1f dt %s", width, style_dash(k->dash));
    else if (k->kind == AS_POINTS)
        text_printf(s, "with points pt %d ps %.2f lw 1.1", pt, size);
    else
        text_printf(s, "with linespoints lw %.1f dt %s pt %d ps %.2f", width,
                    style_dash(k->dash), pt, size);
    text_printf(s, " lc rgb '%s'", colour);
    if (k->kind == AS_LINE && points > 24)
        text_put(s, " pointnumber 9");
    put_title(s, title);
}

static void put_curve(text_buf *s, const series *k, size_t id, size_t points,
                      bool wide, const char *title)
{
    if (k->kind == AS_BAND) {
        put_band(s, k, id);
        return;
    }
    if (wide)
        text_printf(s, "$d%zu using 1:3:4 with filledcurves fs transparent "
                    "solid 0.22 lc rgb '%s' notitle, ", id,
                    style_colour(k->hue));
    put_line(s, k, id, points, title);
}

/* ---- legend ------------------------------------------------------------- */

/* An entry without a curve: gnuplot draws nothing for a NaN but its sample. */
static void put_sample(text_buf *s, const char *look, const char *colour,
                       const char *title)
{
    text_printf(s, ", \\\n  NaN with %s lc rgb '%s'", look, colour);
    put_title(s, title);
}

/* One entry a method, one a parameter. */
static void put_methods(text_buf *s, const series_list *l)
{
    text_buf look = {0};
    for (size_t i = 0; i < l->n; i++) {
        const series *k = &l->v[i];
        if (k->kind == AS_BAND || k->group != 0)
            continue;
        char *t = series_method(l, k);
        text_clear(&look);
        text_printf(&look, k->kind == AS_POINTS
                               ? "points pt %d ps 0.55 lw 1.1"
                               : "linespoints lw 1.8 dt 1 pt %d ps 0.55",
                    style_point(k->hue, true));
        put_sample(s, look.s, style_colour(k->hue), t);
        free(t);
    }
    for (size_t row = 0, g = 0; row < l->r->nrows;
         row = series_group_end(l->r, row), g++) {
        char *t = series_parameter(l, row);
        text_clear(&look);
        text_printf(&look, "lines lw 1.8 dt %s", style_dash(g));
        put_sample(s, look.s, style_colour(STYLE_NO_METHOD), t);
        free(t);
    }
    text_clear(&look);
}

/* Bands come last: they are drawn first, but lie behind. */
static void put_bands(text_buf *s, const series_list *l)
{
    for (size_t i = 0; i < l->n; i++) {
        if (l->v[i].kind != AS_BAND)
            continue;
        char *t = series_title(l, &l->v[i]);
        text_put(s, ", \\\n  NaN ");
        put_hatch(s, "boxes", &l->v[i]);
        put_title(s, t);
        free(t);
    }
}

static const char covered[] = "pale: under another curve";

static bool any_covered(const series_list *l)
{
    bool any = false;
    for (size_t i = 0; i < l->n; i++)
        any = any || l->v[i].under > 0;
    return any;
}

static void take_entry(legend *k, char *t)
{
    legend_take(k, t);
    free(t);
}

static void put_key(text_buf *s, const series_list *l)
{
    legend k = {0, 0};
    if (any_covered(l))
        legend_take(&k, covered);
    for (size_t i = 0; i < l->n; i++)
        if (!l->both || l->v[i].kind == AS_BAND)
            take_entry(&k, series_title(l, &l->v[i]));
        else if (l->v[i].group == 0)
            take_entry(&k, series_method(l, &l->v[i]));
    for (size_t row = 0; l->both && row < l->r->nrows;
         row = series_group_end(l->r, row))
        take_entry(&k, series_parameter(l, row));
    legend_script(s, &k, l->r->it, NULL);
}

/* ---- all of it ---------------------------------------------------------- */

static void put_all(text_buf *s, const series_list *l, const axis *x,
                    const axis *y)
{
    text_buf plot = {0};
    for (size_t i = 0; i < l->n; i++) {
        const series *k = &l->v[i];
        bool wide = false;
        size_t n = put_data(s, l->r, k, x, y, i, &wide);
        if (n == 0)
            continue;
        char *t = l->both ? NULL : series_title(l, k);
        text_put(&plot, plot.len > 0 ? ", \\\n  " : "plot ");
        put_curve(&plot, k, i, n, wide, t);
        free(t);
    }
    if (l->both)
        put_methods(&plot, l);
    if (any_covered(l))
        put_sample(&plot, "lines lw 4.8 dt 1", style_pale(STYLE_NO_METHOD),
                   covered);
    put_bands(&plot, l);
    text_put(s, plot.s);
    text_put(s, "\n");
    text_clear(&plot);
}

figure_status figure_curves_script(text_buf *s, const program *prog,
                                   const result *r)
{
    axis x, y;
    series_list l;
    if (!find_axes(r, &x, &y))
        return FIGURE_EMPTY;
    bool categorical = is_categorical(prog, r);
    if (categorical && !x.fixed && !x.log && x.lo < x.hi)
        axis_widen(&x, 0.08);
    axis_settle(&x);
    axis_settle(&y);
    series_collect(&l, prog, r);
    series_find_covered(&l, &x, &y);
    put_key(s, &l);
    axis_script(s, &x);
    axis_script(s, &y);
    if (categorical)
        put_categories(s, prog, r);
    put_all(s, &l, &x, &y);
    series_clear(&l);
    return FIGURE_DRAWN;
}
