/* The tiles of a map's certificate: read, and put to the checker again. */
#include "region.h"

#include "../../numerics/base/limits.h"
#include "../../numerics/base/rational.h"

#include <stdlib.h>
#include <string.h>

/* " 3", from 1 to max; *v counts from 0. */
static bool whole(region *t, size_t max, size_t *v)
{
    if (*t->in != ' ')
        return false;
    size_t n = strspn(++t->in, "0123456789");
    if (n == 0 || n > 9)
        return false;
    size_t number = strtoul(t->in, NULL, 10);
    t->in += n;
    *v = number - 1;
    return number >= 1 && number <= max;
}

static bool rational(region *t, mpq_ptr q)
{
    if (*t->in != ' ')
        return false;
    size_t n = strspn(t->in + 1, "-0123456789/");
    bool ok = n <= LIMIT_CERT_TEXT && rational_read(q, t->in + 1, n);
    t->in += n + 1;
    return ok;
}

/* A number for each variable, which the tile's line ends with. */
static bool point(region *t, const instance *m, mpq_t *y)
{
    bool ok = true;
    for (int i = 0; i < m->p.nvars && ok; i++)
        ok = rational(t, y[i]);
    return ok && *t->in == '\n';
}

static void next_line(region *t)
{
    t->in++;
    t->line++;
}

/* After "tile -": the failing goal, and the others' values. */
static bool read_failure(region *t, const tile *b)
{
    size_t number[2] = {0};
    if (!whole(t, t->f->n, &number[0]) ||
        !whole(t, t->f->v[number[0]].p.ngoals, &number[1]))
        return false;
    const instance *m = &t->f->v[number[0]];
    mpq_t *y = point_new(m->p.nvars);
    bool ok = point(t, m, y);
    if (ok) {
        next_line(t);
        region_put_tile(t, "-", number, 2, y, m->p.nvars);
        ok = region_fails_with(t, m, b, number[1], y);
    }
    point_free(y, m->p.nvars);
    return ok;
}

/* After "tile +": the instance that admits the tile, and the others' values. */
static bool read_truth(region *t, const tile *b)
{
    size_t k = 0;
    if (!whole(t, t->f->n, &k))
        return false;
    const instance *m = &t->f->v[k];
    mpq_t *y = point_new(m->p.nvars);
    bool ok = point(t, m, y);
    if (ok) {
        next_line(t);
        region_put_tile(t, "+", &k, 1, y, m->p.nvars);
        ok = region_is_admitted(t, m, b, y) && region_holds_on(t, b);
    }
    point_free(y, m->p.nvars);
    return ok;
}

/* After "tile /": the edge, and for a false one what fails there. */
static bool read_outside(region *t, tile *b)
{
    static const char *const line[] = {"/", "/ ?", "/ +", "/ -"};
    static const char edges[] = "/?+-";
    size_t number[2] = {0};
    b->edge = '/';
    if (t->in[0] == ' ' && t->in[1] != '\0' && strchr("?+-", t->in[1])) {
        b->edge = t->in[1];
        t->in += 2;
    }
    if (b->edge == '-' &&
        (!whole(t, t->f->n, &number[0]) || t->f->n != 1 ||
         !whole(t, t->f->v[number[0]].p.ngoals, &number[1])))
        return false;
    if (*t->in != '\n')
        return false;
    next_line(t);
    region_put_tile(t, line[strchr(edges, b->edge) - edges], number,
                    b->edge == '-' ? 2 : 0, NULL, 0);
    return region_is_outside(t, b, b->edge != '/') &&
           (b->edge != '+' || region_holds_on(t, b)) &&
           (b->edge != '-' ||
            region_never_holds(t, &t->f->v[number[0]], b, number[1]));
}

bool region_read(region *t, tile *b)
{
    static const char word[] = "tile ";
    size_t n = sizeof word - 1;
    if (strncmp(t->in, word, n) != 0 || t->in[n] == '\0' ||
        strchr("+-/?", t->in[n]) == NULL)
        return false;
    b->state = t->in[n];
    t->in += n + 1;
    if (b->state == '-')
        return read_failure(t, b);
    if (b->state == '+')
        return read_truth(t, b);
    if (b->state == '/')
        return read_outside(t, b);
    if (*t->in != '\n')
        return false;
    next_line(t);
    region_put_tile(t, "?", NULL, 0, NULL, 0);
    return true;
}
