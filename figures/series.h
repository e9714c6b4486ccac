/* figures/series.h: a figure's curves, and how each is told from the others.
 *
 * One hue (and one shape of points) a method, one dash a parameter: when both
 * columns and the outer binders vary, a column is a method and a combination
 * of the binders a parameter.  A column called NAME_more, where NAME is a
 * column too, belongs to NAME's method.  When only the one or the other
 * varies, hue and dash follow it together. */
#ifndef ASSAY_SERIES_H
#define ASSAY_SERIES_H

#include "../theory/audit/audit.h"
#include "axis.h"

typedef enum { AS_LINE, AS_POINTS, AS_BAND, AS_STEPS } curve_kind;

/* Column c over the rows first .. last-1, which share their outer labels. */
typedef struct {
    size_t c, first, last, group;
    curve_kind kind;
    bool shared;      /* reads the same in every group: drawn once */
    size_t hue, dash; /* for style.h; a reference of no method is grey */
    size_t under;     /* so many curves, drawn later, lie on this one */
} series;

typedef struct {
    const program *prog; /* for names; may be NULL */
    const result *r;
    series *v;
    size_t n, ngroups;
    bool both; /* columns and groups vary */
} series_list;

/* All curves, in the order in which they are drawn: bands first. */
void series_collect(series_list *l, const program *prog, const result *r);
void series_clear(series_list *l);
/* Finds what lies on what, once the axes are settled. */
void series_find_covered(series_list *l, const axis *x, const axis *y);

/* A curve's title without the parameter, and the parameter ("T = 100");
 * malloc'd. */
char *series_method(const series_list *l, const series *k);
char *series_parameter(const series_list *l, size_t row);
/* "KL, T = 100": what is shared by all series is left to the caption. */
char *series_title(const series_list *l, const series *k);

/* The row's place along x, or a NaN. */
double series_x(const result *r, size_t row);
/* The ends of a cell as doubles; false where nothing can be drawn. */
bool series_cell(const result *r, size_t row, size_t c, double *lo,
                 double *hi);
double series_middle(double lo, double hi);
curve_kind series_kind(const column *c);
/* The end of the group that begins at row `first`. */
size_t series_group_end(const result *r, size_t first);

#endif
