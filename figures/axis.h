/* figures/axis.h: ranges and tics, fixed by us rather than by gnuplot, so
 * that a constant curve or a single point draws without a warning. */
#ifndef ASSAY_AXIS_H
#define ASSAY_AXIS_H

#include "../numerics/base/text.h"

#include <stdbool.h>

typedef struct {
    char name;        /* 'x' or 'y' */
    bool log;
    bool fixed;       /* lo, hi were asked for by the document */
    double lo, hi;
    bool any;         /* lo, hi hold something */
    bool snug;        /* linear: no margin around the data */
    const char *label; /* or NULL */
} axis;

/* Widens the range to hold v; ignored where it cannot be drawn (a NaN, beyond
 * 1e300, or on a logarithmic axis below 1e-300). */
void axis_take(axis *a, double v);
bool axis_can_show(const axis *a, double v);
/* Rounds the range out to something pleasant. */
void axis_settle(axis *a);
/* A linear axis that ends this part of its length beyond the data. */
void axis_widen(axis *a, double part);
/* Where v is drawn, from 0 at the axis's foot to 1 at its end; and how much of
 * the axis lo to hi takes up, in the axis's own measure.  After settling. */
double axis_place(const axis *a, double v);
double axis_measure(const axis *a, double lo, double hi);
/* range, scale, tics and label, as gnuplot commands. */
void axis_script(text_buf *s, const axis *a);

/* A decimal or rational ("-1.5e-7", "1/3", "-inf") to the nearest double; a
 * NaN for anything else.  For drawing only. */
double axis_number(const char *s);

#endif
