/* Which combinations of finite variables an item keeps, by both readings of
 * the language.  Nothing here is believed: it can only disagree. */
#include "replay_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_run_through(const binder *b)
{
    return b->kind == DOM_LIST || (b->kind == DOM_INTEGERS && b->hi != NULL);
}

static bool has_finite(const item *it)
{
    for (size_t k = 0; k < it->nbind; k++)
        if (is_run_through(&it->bind[k]))
            return true;
    return false;
}

/* A figure's curves have this many points along an interval, and each is a
 * row; 1 when there is no interval. */
static size_t points(const item *it)
{
    size_t n = 1;
    for (size_t k = 0; k < it->nbind; k++) {
        const binder *b = &it->bind[k];
        if (is_run_through(b))
            continue;
        n = 201;
        for (size_t i = 0; i < it->nopts; i++)
            if (strcmp(it->opt[i].key, "samples") == 0)
                n = mpz_get_ui(mpq_numref(it->opt[i].value->q));
        n -= (size_t)b->lo_open + (size_t)b->hi_open;
    }
    return n;
}

static bool is_drawn(const item *it)
{
    return it->kind == ITEM_FIGURE || it->kind == ITEM_TABLE;
}

/* Conditions along a figure's interval choose points, which are not read
 * again. */
static bool is_comparable(const item *it)
{
    return !is_drawn(it) || it->nwhere == 0 || points(it) == 1;
}

static void put_counts(text_buf *b, const second_count *c)
{
    text_printf(b, "keeps %zu", c->n[SECOND_VALUE]);
    for (int k = SECOND_VALUE + 1; k < SECOND_STATES; k++)
        if (c->n[k] > 0)
            text_printf(b, ", %s %zu", second_state_name((second_state)k),
                        c->n[k]);
    if (c->first[0] != '\0')
        text_printf(b, "; %s at %s", second_state_name(c->first_state),
                    c->first);
}

static void disagree(replayer *w, size_t kept, size_t excluded,
                     const second_count *c)
{
    text_buf a = {0}, b = {0};
    text_printf(&a, "keeps %zu, excluded %zu", kept, excluded);
    put_counts(&b, c);
    w->r->state = REPLAY_DISAGREE;
    w->r->readings = true;
    audit_set(&w->r->where, xstrdup("the combinations that `where` keeps"));
    audit_set(&w->r->first, text_take(&a));
    audit_set(&w->r->second, text_take(&b));
}

static bool is_between(size_t lo, size_t x, size_t hi)
{
    return lo <= x && x <= hi;
}

/* What is not decided may be kept or not; so may, when no point was seen at
 * which they hold, what conditions on real variables leave open; at an empty
 * interval there is nothing to prove, handed out or not. */
static bool counts_agree(size_t kept, size_t excluded, const second_count *c)
{
    if (c->n[SECOND_UNDEFINED] > 0 || c->n[SECOND_REFUSED] > 0)
        return false;
    size_t value = c->n[SECOND_VALUE], empty = c->n[SECOND_EMPTY];
    size_t least = value - c->narrowed, no = c->n[SECOND_EXCLUDED];
    size_t all = value + no + empty;
    if (c->n[SECOND_OPEN] > 0) /* the others are lower bounds */
        return kept >= least && excluded >= no;
    return is_between(least, kept, value + empty) &&
           is_between(no, excluded, no + c->narrowed + empty) &&
           is_between(all - empty, kept + excluded, all);
}

/* A claim that says how it is proved was taken apart by the language: read at
 * numbers, as a whole, it must hold. */
void replay_points(replayer *w)
{
    second_points at;
    const item *it = w->it;
    bool argued = it->induction.var != NULL || it->nby > 0 || it->ncases > 0;
    if (!argued || it->nseq > 0 || it->kind != ITEM_CLAIM ||
        w->r->state != REPLAY_AGREE || w->r->what != REPLAY_PROOF)
        return;
    second_check(w->reading, it, &at);
    w->r->points = at.held;
    if (at.failed == 0)
        return;
    text_buf b = {0};
    w->r->state = REPLAY_DISAGREE;
    w->r->readings = true;
    text_printf(&b, "false at %s", at.first);
    audit_set(&w->r->where, xstrdup("the claim at numbers"));
    audit_set(&w->r->first, xstrdup("proved in parts"));
    audit_set(&w->r->second, text_take(&b));
}

void replay_instances(replayer *w, size_t kept, size_t excluded)
{
    second_count c;
    size_t each = is_drawn(w->it) ? points(w->it) : 1;
    if (!is_comparable(w->it))
        return;
    second_combinations(w->reading, w->it, &c, NULL, NULL);
    w->r->has_combinations = has_finite(w->it);
    w->r->kept = c.n[SECOND_VALUE];
    w->r->excluded = c.n[SECOND_EXCLUDED];
    w->r->empty = c.n[SECOND_EMPTY];
    w->r->open = c.n[SECOND_OPEN];
    if (w->r->state != REPLAY_AGREE && w->r->state != REPLAY_NONE)
        return; /* there is worse to say */
    if (each == 0 || kept % each != 0 ||
        !counts_agree(kept / each, excluded, &c))
        disagree(w, kept / (each ? each : 1), excluded, &c);
}
