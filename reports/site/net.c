/* What uses what, through others, too. */
#include "parts.h"

#include "../../numerics/base/memory.h"
#include "../weave.h"

#include <stdlib.h>
#include <string.h>

/* The arrows turned round, by counting. */
static void turn(const net *uses, net *by, size_t n)
{
    by->first = xcalloc(n + 2, sizeof *by->first);
    by->to = xcalloc(uses->first[n] + 1, sizeof *by->to);
    for (size_t u = 0; u < uses->first[n]; u++)
        by->first[uses->to[u] + 2]++;
    for (size_t i = 2; i < n + 2; i++)
        by->first[i] += by->first[i - 1];
    for (size_t i = 0; i < n; i++)
        for (size_t u = uses->first[i]; u < uses->first[i + 1]; u++)
            by->to[by->first[uses->to[u] + 1]++] = i;
}

void net_build(site *s)
{
    const report *r = s->rep;
    size_t n = 0;
    for (size_t i = 0; i < r->nres; i++)
        n += r->res[i].it->nuses;
    s->uses.first = xcalloc(r->nres + 2, sizeof *s->uses.first);
    s->uses.to = xcalloc(n + 1, sizeof *s->uses.to);
    n = 0;
    for (size_t i = 0; i < r->nres; i++) {
        s->uses.first[i] = n;
        for (size_t u = 0; u < r->res[i].it->nuses; u++)
            if (weave_find(r, r->res[i].it->uses[u], &s->uses.to[n]))
                n++;
    }
    s->uses.first[r->nres] = n;
    turn(&s->uses, &s->used_by, r->nres);
}

void net_clear(site *s)
{
    free(s->uses.first);
    free(s->uses.to);
    free(s->used_by.first);
    free(s->used_by.to);
    s->uses = s->used_by = (net){0};
}

bool net_has(const net *a, size_t i, size_t k)
{
    for (size_t u = a->first[i]; u < a->first[i + 1]; u++)
        if (a->to[u] == k)
            return true;
    return false;
}

size_t net_reach(const net *a, size_t n, size_t i, bool *in)
{
    size_t *queue = xcalloc(n + 1, sizeof *queue), waiting = 0, found = 0;
    memset(in, 0, n * sizeof *in);
    in[i] = true;
    queue[waiting++] = i;
    while (waiting > 0) {
        size_t k = queue[--waiting];
        for (size_t u = a->first[k]; u < a->first[k + 1]; u++) {
            if (in[a->to[u]])
                continue;
            in[a->to[u]] = true;
            queue[waiting++] = a->to[u];
            found++;
        }
    }
    in[i] = false;
    free(queue);
    return found;
}
