/* figures/tiles.h: the boxes of a region map, joined into larger ones. */
#ifndef ASSAY_TILES_H
#define ASSAY_TILES_H

#include "../theory/audit/audit.h"

typedef struct {
    double x0, x1, y0, y1;
    char state; /* '+', '-', '/', '?' */
} tile;

/* The result's boxes with neighbours of the same state and the same full
 * edge merged (corners compared exactly, so the union is unchanged), sorted;
 * malloc'd, *n of them. */
tile *tiles_join(const result *r, size_t *n);

/* For each tile the number of its area, from 0: tiles of one state that touch
 * along more than a point are one area.  malloc'd; *areas of them. */
size_t *tiles_areas(const tile *t, size_t n, size_t *areas);

#endif
