/* A map's boxes joined into larger ones, so that pictures stay small. */
#include "tiles.h"

#include "../numerics/base/memory.h"

#include <stdlib.h>

static int order(double a, double b)
{
    return (a > b) - (a < b);
}

/* By state, then row, then x: horizontal neighbours become adjacent. */
static int by_row(const void *pa, const void *pb)
{
    const tile *a = pa, *b = pb;
    int c = a->state - b->state;
    c = c != 0 ? c : order(a->y0, b->y0);
    c = c != 0 ? c : order(a->y1, b->y1);
    c = c != 0 ? c : order(a->x0, b->x0);
    return c != 0 ? c : order(a->x1, b->x1);
}

static int by_column(const void *pa, const void *pb)
{
    const tile *a = pa, *b = pb;
    int c = a->state - b->state;
    c = c != 0 ? c : order(a->x0, b->x0);
    c = c != 0 ? c : order(a->x1, b->x1);
    c = c != 0 ? c : order(a->y0, b->y0);
    return c != 0 ? c : order(a->y1, b->y1);
}

static int same(double a, double b)
{
    return order(a, b) == 0;
}

static size_t join(tile *t, size_t n, int across)
{
    size_t k = 0;
    qsort(t, n, sizeof *t, across ? by_row : by_column);
    for (size_t i = 1; i < n; i++) {
        tile *a = &t[k], *b = &t[i];
        if (a->state == b->state && across && same(a->y0, b->y0) &&
            same(a->y1, b->y1) && same(a->x1, b->x0))
            a->x1 = b->x1;
        else if (a->state == b->state && !across && same(a->x0, b->x0) &&
                 same(a->x1, b->x1) && same(a->y1, b->y0))
            a->y1 = b->y1;
        else
            t[++k] = *b;
    }
    return n > 0 ? k + 1 : 0;
}

tile *tiles_join(const result *r, size_t *n)
{
    tile *t = xcalloc(r->nbox + 1, sizeof *t);
    for (size_t i = 0; i < r->nbox; i++)
        t[i] = (tile){r->box[i].x0, r->box[i].x1, r->box[i].y0, r->box[i].y1,
                      r->box[i].state};
    size_t before;
    *n = r->nbox;
    do {
        before = *n;
        *n = join(t, *n, 1);
        *n = join(t, *n, 0);
    } while (*n < before);
    return t;
}

/* ---- areas -------------------------------------------------------------- */

static int overlap(double a0, double a1, double b0, double b1)
{
    return (a0 > b0 ? a0 : b0) < (a1 < b1 ? a1 : b1);
}

static int touch(const tile *a, const tile *b)
{
    int x = overlap(a->x0, a->x1, b->x0, b->x1);
    int y = overlap(a->y0, a->y1, b->y0, b->y1);
    return a->state == b->state &&
           ((x && (same(a->y1, b->y0) || same(b->y1, a->y0))) ||
            (y && (same(a->x1, b->x0) || same(b->x1, a->x0))));
}

static size_t root_of(size_t *parent, size_t i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

/* The smaller number is the root. */
static void unite(size_t *parent, size_t a, size_t b)
{
    if (a < b)
        parent[b] = a;
    else
        parent[a] = b;
}

size_t *tiles_areas(const tile *t, size_t n, size_t *areas)
{
    size_t *parent = xcalloc(n + 1, sizeof *parent);
    size_t *number = xcalloc(n + 1, sizeof *number);
    for (size_t i = 0; i < n; i++)
        parent[i] = i;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            if (touch(&t[i], &t[j]))
                unite(parent, root_of(parent, i), root_of(parent, j));
    *areas = 0;
    for (size_t i = 0; i < n; i++) {
        size_t r = root_of(parent, i);
        number[i] = r == i ? (*areas)++ : number[r];
    }
    free(parent);
    return number;
}
