/* What an item rests on, through others: how many statements, and what became
 * of them. */
#include "rests.h"

#include "../numerics/base/memory.h"

#include <stdlib.h>

static void add(const program *p, size_t i, bool *in)
{
    const item *it = program_item(p, i);
    for (size_t u = 0; u < it->nuses; u++) {
        const item *used = program_find(p, it->uses[u]);
        if (used == NULL || used->index >= i || in[used->index])
            continue;
        in[used->index] = true;
        add(p, used->index, in);
    }
}

bool *rests_find(const program *p, size_t i)
{
    bool *in = xcalloc(program_count(p) + 1, sizeof *in);
    add(p, i, in);
    return in;
}

rests_kind rests_kind_of(const result *r)
{
    if (r->verdict == VERDICT_ASSUMED)
        return RESTS_ASSUMED;
    bool number = r->it->kind == ITEM_CONSTANT ||
                  r->it->kind == ITEM_ROOT || r->it->kind == ITEM_THRESHOLD;
    bool holds = r->verdict == VERDICT_PROVED ||
                 (r->verdict == VERDICT_ENCLOSED && number) ||
                 (r->it->kind == ITEM_TABLE && r->undefined == 0);
    return holds ? RESTS_PROVED : RESTS_OPEN;
}

/* "; not proved: a, b" */
static size_t put_some(text_buf *b, const program *p, const result *r,
                       const bool *in, rests_kind want)
{
    size_t n = 0;
    for (size_t k = 0; k < program_count(p); k++)
        if (in[k] && rests_kind_of(&r[k]) == want)
            text_printf(b, "%s%s",
                        n++ > 0                  ? ", "
                        : want == RESTS_ASSUMED ? "; assumed: "
                                                : "; not proved: ",
                        program_item(p, k)->id);
    return n;
}

void rests_sentence(text_buf *b, const program *p, const result *r, size_t i)
{
    bool *in = rests_find(p, i);
    text_buf rest = {0};
    size_t n = 0, proved = 0;
    for (size_t k = 0; k < program_count(p); k++) {
        n += in[k];
        proved += in[k] && rests_kind_of(&r[k]) == RESTS_PROVED;
    }
    if (put_some(&rest, p, r, in, RESTS_ASSUMED) == 0)
        text_put(&rest, "; assumed: nothing");
    (void)put_some(&rest, p, r, in, RESTS_OPEN);
    if (n > 0 && proved == n)
        text_printf(b, "rests on %zu statement%s, %sproved%s", n,
                    n == 1 ? "" : "s", n == 1 ? "" : "all ", rest.s);
    else if (n > 0)
        text_printf(b, "rests on %zu statement%s, %zu proved%s", n,
                    n == 1 ? "" : "s", proved, rest.s);
    text_clear(&rest);
    free(in);
}
