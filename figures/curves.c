#include "figures.h"

#include "../numerics/memory.h"
#include "axis.h"
#include "label.h"
#include "names.h"
#include "options.h"
#include "style.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Column c of the rows first .. last-1, which share their outer labels. */
typedef struct {
    const program *prog; /* for names; may be NULL */
    const bool *shared;  /* by column: see is_shared */
    size_t c, first, last;
    size_t group, ngroups, ncols;
} series;

typedef enum { AS_LINE, AS_POINTS, AS_BAND, AS_STEPS } curve_kind;

static curve_kind kind_of(const column *c)
{
    if (c->style == NULL)
        return AS_LINE;
    return strcmp(c->style, "points") == 0 ? AS_POINTS
           : strcmp(c->style, "band") == 0 ? AS_BAND
           : strcmp(c->style, "steps") == 0 ? AS_STEPS : AS_LINE;
}

/* Column c reads the same in every group: a reference, drawn once. */
static bool is_shared(const result *r, size_t c, size_t ngroups)
{
    size_t n = ngroups > 1 ? r->nrows / ngroups : 0;
    if (n == 0 || n * ngroups != r->nrows)
        return false;
    for (size_t row = n; row < r->nrows; row++) {
        size_t parts[] = {c, r->it->ncols + c};
        if (strcmp(r->row_label[row * r->nlabels + r->nlabels - 1],
                   r->row_label[row % n * r->nlabels + r->nlabels - 1]) != 0)
            return false;
        for (int i = 0; i < 2; i++) {
            if (parts[i] >= r->ncells)
                continue;
            const cell *a = &r->cells[row * r->ncells + parts[i]];
            const cell *b = &r->cells[row % n * r->ncells + parts[i]];
            if (a->defined != b->defined ||
                (a->defined && (strcmp(a->v.lo, b->v.lo) != 0 ||
                                strcmp(a->v.hi, b->v.hi) != 0)))
                return false;
        }
    }
    return true;
}

static bool is_drawn(const series *k)
{
    return k->group == 0 || !k->shared[k->c];
}

static const char *row_x(const result *r, size_t row)
{
    return r->nlabels > 0 ? r->row_label[row * r->nlabels + r->nlabels - 1]
                          : NULL;
}

static bool same_group(const result *r, size_t a, size_t b)
{
    for (size_t i = 0; i + 1 < r->nlabels; i++)
        if (strcmp(r->row_label[a * r->nlabels + i],
                   r->row_label[b * r->nlabels + i]) != 0)
            return false;
    return true;
}

/* The ends of a cell as doubles; false where nothing can be drawn. */
static bool cell_ends(const result *r, size_t row, size_t c, double *lo,
                      double *hi)
{
    const cell *k = c < r->ncells ? &r->cells[row * r->ncells + c] : NULL;
    if (k == NULL || !k->defined)
        return false;
    *lo = axis_number(k->v.lo);
    *hi = axis_number(k->v.hi);
    return isfinite(*lo) && isfinite(*hi);
}

static double middle(double lo, double hi)
{
    return lo + (hi - lo) / 2;
}

static size_t group_end(const result *r, size_t first)
{
    size_t last = first + 1;
    while (last < r->nrows && same_group(r, first, last))
        last++;
    return last;
}

static void take_ranges(const result *r, axis *x, axis *y)
{
    size_t n = r->it->ncols;
    for (size_t row = 0; row < r->nrows; row++) {
        bool any = false;
        for (size_t c = 0; c < n; c++) {
            double lo, hi;
            if (cell_ends(r, row, c, &lo, &hi)) {
                axis_take(y, middle(lo, hi));
                any = any || axis_can_show(y, middle(lo, hi));
            }
            if (kind_of(&r->it->col[c]) == AS_BAND &&
                cell_ends(r, row, n + c, &lo, &hi))
                axis_take(y, middle(lo, hi));
        }
        if (any)
            axis_take(x, axis_number(row_x(r, row)));
    }
}

/* x value lo hi: for a band the edges, otherwise the enclosure. */
static size_t put_data(text_buf *s, const result *r, const series *k,
                       const axis *x, const axis *y, size_t id, bool *wide)
{
    size_t n = 0;
    bool band = kind_of(&r->it->col[k->c]) == AS_BAND;
    text_printf(s, "$d%zu << END\n", id);
    for (size_t row = k->first; row < k->last; row++) {
        double lo, hi, lo2, hi2, at = axis_number(row_x(r, row));
        bool ok = axis_can_show(x, at) && cell_ends(r, row, k->c, &lo, &hi) &&
                  axis_can_show(y, middle(lo, hi));
        if (ok && band)
            ok = cell_ends(r, row, r->it->ncols + k->c, &lo2, &hi2) &&
                 axis_can_show(y, middle(lo2, hi2));
        if (!ok) {
            text_put(s, "\n"); /* a gap */
            continue;
        }
        double v = middle(lo, hi);
        if (band) {
            lo = v;
            hi = middle(lo2, hi2);
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

/* "KL, T = 100": what is shared by all series is left to the caption. */
static char *series_title(const result *r, const series *k)
{
    const column *c = &r->it->col[k->c];
    bool one = k->ngroups == 1 || k->shared[k->c];
    text_buf t = {0};
    if (k->ncols > 1 || one)
        text_put(&t, c->title != NULL ? c->title : c->name);
    for (size_t i = 0; !one && i + 1 < r->nlabels; i++) {
        const char *name = names_of_label(k->prog, r, k->first, i);
        text_put(&t, t.len > 0 ? ", " : "");
        if (name == NULL)
            text_printf(&t, "%s = %s", r->label_name[i],
                        r->row_label[k->first * r->nlabels + i]);
        for (; name != NULL && *name != '\0'; name++)
            text_printf(&t, "%c", *name == '_' ? ' ' : *name);
    }
    return text_take(&t);
}

static void put_title(text_buf *s, const result *r, const series *k)
{
    char *t = series_title(r, k);
    text_put(s, " title ");
    label_gnuplot(s, t, 80);
    free(t);
}

/* Areas lie behind; what is shared by all groups is grey. */
static void put_band(text_buf *s, const result *r, const series *k, size_t id,
                     size_t i)
{
    bool grey = k->shared[k->c];
    const char *colour = grey ? "#8a8a8a" : style_colour(i);
    text_printf(s, "$d%zu using 1:3:4 with filledcurves fs transparent "
                "pattern %zu lc rgb '%s' lw 0.8", id, 4 + k->c % 4, colour);
    put_title(s, r, k);
    for (int edge = 3; edge <= 4; edge++)
        text_printf(s, ", $d%zu using 1:%d with lines lw 1.2 lc rgb '%s' "
                    "notitle", id, edge, colour);
}

/* The how-manieth of the lines column c is. */
static size_t line_number(const result *r, size_t c)
{
    size_t n = 0;
    for (size_t i = 0; i < c; i++)
        n += kind_of(&r->it->col[i]) != AS_BAND;
    return n;
}

/* Both binders and columns vary: colour and shape show the one, dash and
 * filling the other.  Otherwise all follow the one that varies. */
static void put_curve(text_buf *s, const result *r, const series *k, size_t id,
                      size_t points, bool wide, const char *sep)
{
    size_t line = line_number(r, k->c);
    bool both = k->ngroups > 1 && line_number(r, k->ncols) > 1;
    size_t i = k->ngroups > 1 ? k->group : line;
    const char *colour = style_colour(i);
    const char *dash = style_dash(both ? line : i);
    int pt = style_point(i, !both || line % 2 == 0);
    curve_kind kind = kind_of(&r->it->col[k->c]);

    text_put(s, sep);
    if (kind == AS_BAND) {
        put_band(s, r, k, id, k->ngroups > 1 ? k->group : k->c);
        return;
    }
    if (wide)
        text_printf(s, "$d%zu using 1:3:4 with filledcurves fs transparent "
                    "solid 0.22 lc rgb '%s' notitle, ", id, colour);
    if (kind == AS_STEPS) {
        text_printf(s, "$d%zu using 1:2 with steps lw 1.8 dt %s lc rgb '%s'",
                    id, dash, colour);
    } else if (kind == AS_POINTS) {
        text_printf(s, "$d%zu using 1:2 with points pt %d ps 0.55 lw 1.1 lc "
                    "rgb '%s'", id, pt, colour);
    } else {
        text_printf(s, "$d%zu using 1:2 with linespoints lw 1.8 dt %s pt %d "
                    "ps 0.55 lc rgb '%s'", id, dash, pt, colour);
        if (points > 24)
            text_put(s, " pointnumber 9");
    }
    put_title(s, r, k);
}

static size_t count_groups(const result *r)
{
    size_t n = 0;
    for (size_t row = 0; row < r->nrows; row = group_end(r, row))
        n++;
    return n;
}

/* Rows of a legend whose columns fit the width; a group's curves stay in one
 * column. */
static size_t legend_rows(const result *r, series k, size_t *cols)
{
    size_t longest = 1, n = 0;
    for (size_t row = 0; row < r->nrows; row = k.last, k.group++) {
        k.first = row;
        k.last = group_end(r, row);
        for (k.c = 0; k.c < k.ncols; k.c++) {
            if (!is_drawn(&k))
                continue;
            n++;
            char *t = series_title(r, &k);
            size_t len = label_length(t);
            longest = len > longest ? len : longest;
            free(t);
        }
    }
    size_t across = (STYLE_WIDTH - 60) / (75 + longest * 15 / 2);
    across = across > 1 ? across : 1;
    size_t rows = (n + across - 1) / across;
    if (n == k.ngroups * k.ncols)
        rows = (rows + k.ncols - 1) / k.ncols * k.ncols;
    *cols = (n + rows - 1) / rows;
    return rows;
}

static void put_all(text_buf *s, const result *r, series k, const axis *x,
                    const axis *y)
{
    text_buf plot = {0};
    size_t id = 0;
    for (size_t row = 0; row < r->nrows; row = k.last, k.group++) {
        k.first = row;
        k.last = group_end(r, row);
        for (k.c = 0; k.c < k.ncols; k.c++) {
            bool wide = false;
            if (!is_drawn(&k))
                continue;
            size_t n = put_data(s, r, &k, x, y, id, &wide);
            if (n > 0)
                put_curve(&plot, r, &k, id, n, wide,
                          plot.len > 0 ? ", \\\n  " : "plot ");
            id++;
        }
    }
    text_put(s, plot.s);
    text_put(s, "\n");
    text_clear(&plot);
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

figure_status figure_curves_script(text_buf *s, const program *prog,
                                   const result *r)
{
    axis x, y;
    if (!find_axes(r, &x, &y))
        return FIGURE_EMPTY;
    axis_settle(&x);
    axis_settle(&y);
    size_t cols, n = r->it->ncols;
    bool *shared = xcalloc(n, sizeof *shared);
    series k = {.prog = prog, .shared = shared, .ngroups = count_groups(r),
                .ncols = n};
    for (size_t c = 0; c < n; c++)
        shared[c] = is_shared(r, c, k.ngroups);
    size_t rows = legend_rows(r, k, &cols);
    style_preamble(s, STYLE_HEIGHT - 40 + (int)rows * 20);
    text_printf(s, "set key outside below Left reverse samplen 3.2 "
                "height 0.5 spacing 1.1 maxrows %zu maxcols "
                "%zu textcolor rgb '#111111'", rows, cols);
    options_key_title(s, r->it);
    axis_script(s, &x);
    axis_script(s, &y);
    put_all(s, r, k, &x, &y);
    free(shared);
    return FIGURE_DRAWN;
}
