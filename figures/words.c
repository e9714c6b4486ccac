/* Where a map's areas get their names.  See words.h. */
#include "words.h"

#include "../numerics/base/memory.h"
#include "label.h"
#include "options.h"
#include "typeset.h"

#include <stdlib.h>
#include <string.h>

enum {
    LETTER = 8, /* pixels, about */
    LINE = 22,
    MOST = 12   /* names */
};
/* An area that takes up less of the picture gets no name. */
static const double LEAST = 1.0 / 256;

typedef struct {
    const tile *best;      /* its largest tile */
    double best_size, size;
    char state;
    const char *label;     /* the document's, or NULL */
    double at_x, at_y;     /* its place */
} area;

static double tile_size(const words_frame *f, const tile *t)
{
    return axis_measure(f->x, t->x0, t->x1) * axis_measure(f->y, t->y0, t->y1);
}

static area *measure_areas(const words_frame *f, const tile *t, size_t n,
                           const size_t *number, size_t areas)
{
    area *a = xcalloc(areas + 1, sizeof *a);
    for (size_t i = 0; i < n; i++) {
        area *k = &a[number[i]];
        double size = tile_size(f, &t[i]);
        k->state = t[i].state;
        k->size += size;
        if (k->best == NULL || size > k->best_size) {
            k->best = &t[i];
            k->best_size = size;
        }
    }
    return a;
}

/* Gives each of the document's labels to the area it lies in. */
static void take_labels(const item *it, const tile *t, size_t n,
                        const size_t *number, area *a)
{
    const char *label;
    double x, y;
    for (size_t k = 0; (label = options_label(it, k, &x, &y)) != NULL; k++)
        for (size_t i = 0; i < n; i++)
            if (x >= t[i].x0 && x <= t[i].x1 && y >= t[i].y0 &&
                y <= t[i].y1) {
                area *to = &a[number[i]];
                to->label = label;
                to->at_x = x;
                to->at_y = y;
                break;
            }
}

/* A word on an area where it is not asked for: the largest of its state. */
static bool is_largest(const area *a, size_t areas, size_t k)
{
    for (size_t i = 0; i < areas; i++)
        if (a[i].state == a[k].state &&
            (a[i].size > a[k].size || (a[i].size == a[k].size && i < k)))
            return false;
    return a[k].state != '?' && a[k].best_size > 8 * LEAST;
}

/* at, moved so that half a text on either side stays inside. */
static double inside(double at, double half)
{
    return half >= 0.5 ? 0.5 : at < half ? half : at > 1 - half ? 1 - half : at;
}

static void put_word(text_buf *s, const words_frame *f, const area *a,
                     const look *l)
{
    text_buf t = {0}, shown = {0};
    text_put(&t, l->word);
    if (a->label != NULL)
        text_printf(&t, ": ‘%s’", a->label);
    typeset_text(&shown, t.s);
    double length = LETTER * (double)label_length(shown.s);
    double w = length / f->width, h = (double)LINE / f->height;
    const tile *b = a->best;
    double px = axis_place(f->x, b->x0) / 2 + axis_place(f->x, b->x1) / 2;
    double py = axis_place(f->y, b->y0) / 2 + axis_place(f->y, b->y1) / 2;
    if (a->label != NULL) {
        px = axis_place(f->x, a->at_x);
        py = axis_place(f->y, a->at_y);
    }
    /* upright where the tile is too narrow for it, but tall enough */
    bool upright = axis_measure(f->x, b->x0, b->x1) < w &&
                   axis_measure(f->y, b->y0, b->y1) * f->height > length;
    if (upright) {
        w = (double)LINE / f->width;
        h = length / f->height;
    }
    text_put(s, "set label ");
    label_gnuplot(s, shown.s, 60);
    text_printf(s, " at graph %.4f,%.4f center%s front boxed textcolor rgb "
                "'%s'\n", inside(px, w / 2), inside(py, h / 2),
                upright ? " rotate by 90" : "", l->ink);
    text_clear(&t);
    text_clear(&shown);
}

static const look *find_look(const look *looks, size_t n, char state)
{
    for (size_t i = 0; i < n; i++)
        if (looks[i].state == state)
            return &looks[i];
    return &looks[n - 1];
}

void words_script(text_buf *s, const result *r, const tile *t, size_t n,
                  const words_frame *f, const look *looks, size_t nlooks)
{
    size_t areas, put = 0;
    size_t *number = tiles_areas(t, n, &areas);
    area *a = measure_areas(f, t, n, number, areas);
    take_labels(r->it, t, n, number, a);
    for (size_t k = 0; k < areas && put < MOST; k++)
        if (a[k].label != NULL || is_largest(a, areas, k) ||
            (a[k].state == '-' && a[k].size >= LEAST)) {
            put_word(s, f, &a[k], find_look(looks, nlooks, a[k].state));
            put++;
        }
    free(a);
    free(number);
}
