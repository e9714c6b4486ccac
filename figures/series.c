/* Which curves a figure has, and what tells them apart.  See series.h. */
#include "series.h"

#include "../numerics/base/memory.h"
#include "names.h"
#include "style.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

curve_kind series_kind(const column *c)
{
    if (c->style == NULL)
        return AS_LINE;
    return strcmp(c->style, "points") == 0 ? AS_POINTS
           : strcmp(c->style, "band") == 0 ? AS_BAND
           : strcmp(c->style, "steps") == 0 ? AS_STEPS : AS_LINE;
}

static const char *row_x(const result *r, size_t row)
{
    return r->nlabels > 0 ? r->row_label[row * r->nlabels + r->nlabels - 1]
                          : NULL;
}

double series_x(const result *r, size_t row)
{
    return axis_number(row_x(r, row));
}

bool series_cell(const result *r, size_t row, size_t c, double *lo,
                 double *hi)
{
    const cell *k = c < r->ncells ? &r->cells[row * r->ncells + c] : NULL;
    if (k == NULL || !k->defined)
        return false;
    *lo = axis_number(k->v.lo);
    *hi = axis_number(k->v.hi);
    return isfinite(*lo) && isfinite(*hi);
}

double series_middle(double lo, double hi)
{
    return lo + (hi - lo) / 2;
}

/* ---- groups ------------------------------------------------------------- */

static bool same_group(const result *r, size_t a, size_t b)
{
    for (size_t i = 0; i + 1 < r->nlabels; i++)
        if (strcmp(r->row_label[a * r->nlabels + i],
                   r->row_label[b * r->nlabels + i]) != 0)
            return false;
    return true;
}

size_t series_group_end(const result *r, size_t first)
{
    size_t last = first + 1;
    while (last < r->nrows && same_group(r, first, last))
        last++;
    return last;
}

static size_t count_groups(const result *r)
{
    size_t n = 0;
    for (size_t row = 0; row < r->nrows; row = series_group_end(r, row))
        n++;
    return n;
}

/* Column c reads the same in every group: a reference, drawn once. */
static bool is_shared(const result *r, size_t c, size_t ngroups)
{
    size_t n = ngroups > 1 ? r->nrows / ngroups : 0;
    if (n == 0 || n * ngroups != r->nrows)
        return false;
    for (size_t row = n; row < r->nrows; row++) {
        size_t parts[] = {c, r->it->ncols + c};
        if (strcmp(row_x(r, row), row_x(r, row % n)) != 0)
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

/* ---- hues and dashes ---------------------------------------------------- */

/* The column to whose method c belongs: the one with the longest name that
 * c's own goes on from with an underscore, or c itself. */
static size_t method_of(const item *it, size_t c)
{
    size_t best = c, longest = 0;
    for (size_t i = 0; i < it->ncols; i++) {
        size_t n = strlen(it->col[i].name);
        if (n > longest && strncmp(it->col[c].name, it->col[i].name, n) == 0 &&
            it->col[c].name[n] == '_') {
            best = i;
            longest = n;
        }
    }
    return best;
}

static bool is_line(const item *it, size_t c)
{
    return series_kind(&it->col[c]) != AS_BAND;
}

/* The how-manieth method c's is: first those of lines, then those of bands
 * that belong to no line. */
static size_t method_number(const item *it, size_t c)
{
    size_t m = method_of(it, c), n = 0;
    for (size_t i = 0; i < it->ncols; i++)
        if (method_of(it, i) == i)
            n += is_line(it, i) == is_line(it, m) ? i < m : is_line(it, i);
    return n;
}

/* The how-manieth line of its method c is. */
static size_t line_of_method(const item *it, size_t c)
{
    size_t n = 0;
    for (size_t i = 0; i < c; i++)
        n += is_line(it, i) && method_of(it, i) == method_of(it, c);
    return n;
}

static bool has_families(const item *it)
{
    for (size_t c = 0; c < it->ncols; c++)
        if (is_line(it, c) && method_of(it, c) != c)
            return true;
    return false;
}

static size_t count_methods(const item *it)
{
    size_t n = 0;
    for (size_t c = 0; c < it->ncols; c++)
        n += is_line(it, c) && method_of(it, c) == c;
    return n;
}

static void set_look(const series_list *l, series *k)
{
    const item *it = l->r->it;
    size_t method = method_number(it, k->c);
    if (l->both || l->ngroups == 1) {
        k->hue = method;
        k->dash = l->both           ? (k->shared ? 0 : k->group)
                  : has_families(it) ? line_of_method(it, k->c) : method;
    } else {
        k->hue = k->shared ? STYLE_NO_METHOD : k->group;
        k->dash = k->shared ? 2 : k->group;
    }
}

static void add_kind(series_list *l, bool bands)
{
    const result *r = l->r;
    size_t last, group = 0;
    for (size_t row = 0; row < r->nrows; row = last, group++) {
        last = series_group_end(r, row);
        for (size_t c = 0; c < r->it->ncols; c++) {
            series k = {.c = c, .first = row, .last = last, .group = group,
                        .kind = series_kind(&r->it->col[c]),
                        .shared = is_shared(r, c, l->ngroups)};
            if ((k.kind == AS_BAND) != bands || (k.shared && group > 0))
                continue;
            set_look(l, &k);
            l->v[l->n++] = k;
        }
    }
}

void series_collect(series_list *l, const program *prog, const result *r)
{
    *l = (series_list){.prog = prog, .r = r, .ngroups = count_groups(r)};
    l->both = l->ngroups > 1 && count_methods(r->it) > 1;
    l->v = xcalloc(l->ngroups * r->it->ncols + 1, sizeof *l->v);
    add_kind(l, true);
    add_kind(l, false);
}

void series_clear(series_list *l)
{
    free(l->v);
    *l = (series_list){.n = 0};
}

/* ---- what lies on what -------------------------------------------------- */

/* The row's height in the plot, from 0 to 1; false where nothing is drawn. */
static bool height(const series_list *l, const series *k, size_t row,
                   const axis *x, const axis *y, double *h)
{
    double lo, hi;
    if (!axis_can_show(x, series_x(l->r, row)) ||
        !series_cell(l->r, row, k->c, &lo, &hi) ||
        !axis_can_show(y, series_middle(lo, hi)))
        return false;
    *h = axis_place(y, series_middle(lo, hi));
    return true;
}

/* To the eye the two are one on most of the pieces between their points. */
static bool coincide(const series_list *l, const series *a, const series *b,
                     const axis *x, const axis *y)
{
    size_t together = 0, pieces = 0, points = 0;
    bool before = false, now = false;
    for (size_t i = a->first, j = b->first; i < a->last && j < b->last;
         i++, j++) {
        double ha, hb;
        if (!height(l, a, i, x, y, &ha) || !height(l, b, j, x, y, &hb))
            continue;
        now = series_x(l->r, i) == series_x(l->r, j) && fabs(ha - hb) < 0.005;
        pieces += points++ > 0;
        together += points > 1 && before && now;
        before = now;
    }
    return points == 1 ? now : points > 1 && 3 * together >= 2 * pieces;
}

void series_find_covered(series_list *l, const axis *x, const axis *y)
{
    for (size_t i = l->n; i-- > 0;)
        for (size_t j = i + 1; j < l->n && l->v[i].kind != AS_BAND; j++)
            if (l->v[j].under >= l->v[i].under &&
                coincide(l, &l->v[i], &l->v[j], x, y))
                l->v[i].under = l->v[j].under + 1;
}

/* ---- titles ------------------------------------------------------------- */

char *series_method(const series_list *l, const series *k)
{
    const column *c = &l->r->it->col[k->c];
    return xstrdup(c->title != NULL ? c->title : c->name);
}

char *series_parameter(const series_list *l, size_t row)
{
    const result *r = l->r;
    text_buf t = {0};
    text_put(&t, "");
    for (size_t i = 0; i + 1 < r->nlabels; i++) {
        const char *name = names_of_label(l->prog, r, row, i);
        text_put(&t, t.len > 0 ? ", " : "");
        if (name == NULL)
            text_printf(&t, "%s = %s", r->label_name[i],
                        r->row_label[row * r->nlabels + i]);
        for (; name != NULL && *name != '\0'; name++)
            text_printf(&t, "%c", *name == '_' ? ' ' : *name);
    }
    return text_take(&t);
}

char *series_title(const series_list *l, const series *k)
{
    bool one = l->ngroups == 1 || k->shared;
    char *method = series_method(l, k), *p = series_parameter(l, k->first);
    text_buf t = {0};
    if (l->r->it->ncols > 1 || one)
        text_put(&t, method);
    if (!one)
        text_printf(&t, "%s%s", t.len > 0 ? ", " : "", p);
    free(method);
    free(p);
    return text_take(&t);
}
