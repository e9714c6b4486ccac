/* What rests on what: an item is fully proved when it is proved alone, and so
 * is all that it uses, transitively.  Believed. */
#include "audit_internal.h"

#include <stdlib.h>

typedef enum {
    WHITE,
    GREY,
    BLACK
} colour;

typedef struct {
    const program *p;
    result *r; /* NULL: only cycles are looked for */
    uint8_t *colour;
    lang_errors *errs;
    bool cycle;
} closure;

bool uses_statement_holds(const result *r)
{
    return r->verdict == VERDICT_PROVED ||
           (r->verdict == VERDICT_ENCLOSED && audit_kind_of(r->it)->number);
}

static bool proved_alone(const result *r)
{
    return uses_statement_holds(r) ||
           (audit_kind_of(r->it)->values && r->undefined == 0);
}

static void close_over(closure *c, size_t i)
{
    const item *it = program_item(c->p, i);
    bool full = c->r == NULL || proved_alone(&c->r[i]);
    c->colour[i] = GREY;
    for (size_t u = 0; u < it->nuses; u++) {
        const item *used = program_find(c->p, it->uses[u]);
        if (used == NULL) {
            full = false;
            continue;
        }
        size_t k = used->index;
        if (c->colour[k] == GREY) {
            if (c->r == NULL)
                lang_errors_add(c->errs, it->uses_pos[u], NULL,
                                "`%s` uses itself, through `%s`", it->id,
                                used->id);
            c->cycle = true;
            full = false;
            continue;
        }
        if (c->colour[k] == WHITE)
            close_over(c, k);
        full = full && (c->r == NULL || c->r[k].fully_proved);
    }
    c->colour[i] = BLACK;
    if (c->r != NULL)
        c->r[i].fully_proved = full;
}

/* True when nothing uses itself; with r, sets fully_proved. */
static bool close_all(const program *p, result *r, lang_errors *errs)
{
    closure c = {.p = p, .r = r, .errs = errs};
    size_t n = program_count(p);
    c.colour = xcalloc(n + 1, sizeof *c.colour);
    for (size_t i = 0; i < n; i++)
        if (c.colour[i] == WHITE)
            close_over(&c, i);
    free(c.colour);
    return !c.cycle;
}

bool uses_have_no_cycle(const program *p, lang_errors *errs)
{
    return close_all(p, NULL, errs);
}

void uses_settle(const program *p, result *r)
{
    (void)close_all(p, r, NULL);
}

bool uses_are_proved(const program *p, const result *r, size_t i)
{
    const item *it = program_item(p, i);
    bool full = proved_alone(&r[i]);
    for (size_t u = 0; u < it->nuses && full; u++) {
        const item *used = program_find(p, it->uses[u]);
        full = used != NULL && used->index < i && r[used->index].fully_proved;
    }
    return full;
}
