/* --shard I/N: which items are this run's share.  Nothing is decided here but
 * that an item is looked at or not; each is looked at by one of the N, or by
 * several in parts. */
#include "shard.h"

#include "../numerics/base/memory.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>

/* A whole number from 1 up to SHARD_MOST. */
static bool read_number(const char **s, long *out)
{
    char *end;
    if (!isdigit((unsigned char)**s))
        return false;
    errno = 0;
    *out = strtol(*s, &end, 10);
    *s = end;
    return errno == 0 && *out >= 1 && *out <= SHARD_MOST;
}

static bool read_both(shard *s, const char *text)
{
    return read_number(&text, &s->number) && *text++ == '/' &&
           read_number(&text, &s->of) && *text == '\0' && s->number <= s->of;
}

bool shard_open(shard *s, const cli_options *o)
{
    *s = (shard){.divides = o->certs != NULL};
    if (o->shard == NULL)
        return true;
    if (!read_both(s, o->shard))
        return options_complain("shard", o->shard,
                                " is not I/N, as in 3/8: whole numbers, I "
                                "from 1 to N");
    if (o->cache != NULL)
        return options_complain("--shard and --cache", o->cache,
                                " do not go together: results that are kept "
                                "are never merged, certificates are");
    return true;
}

void shard_close(shard *s)
{
    free(s->turn);
    *s = (shard){0};
}

void shard_paper(shard *s, const program *p)
{
    size_t n = program_count(p), items = 0;
    free(s->turn);
    s->turn = NULL;
    if (s->of == 0)
        return;
    s->turn = xcalloc(n + 1, sizeof *s->turn);
    for (size_t i = 0; i < n; i++)
        s->turn[i] = program_item(p, i)->kind == ITEM_LET ? items : items++;
}

void shard_options(const shard *s, audit_options *a)
{
    a->share = s->of > 0 ? (size_t)s->number - 1 : 0;
    a->shares = (size_t)s->of;
}

bool shard_has(const shard *s, const item *it)
{
    return s->of == 0 ||
           audit_shares(it, s->turn[it->index], s->divides,
                        (size_t)s->number - 1, (size_t)s->of);
}

void shard_say(text_buf *b, const shard *s, size_t mine, size_t all)
{
    text_printf(b, "shard %ld of %ld: %zu of %zu item%s", s->number, s->of,
                mine, all, all == 1 ? "" : "s");
}
