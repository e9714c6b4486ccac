/* Sums of what items are computed from.  Believed where results are kept from
 * one run to the next: what has the same sum has the same meaning. */
#include "reach.h"

#include "../../numerics/base/memory.h"
#include "../../numerics/base/text.h"

#include <sha2.h>
#include <stdio.h>
#include <string.h>

_Static_assert(REACH_SUM == SHA256_DIGEST_STRING_LENGTH, "a sum's length");

/* Each piece with its length, so that no two lists look alike. */
static void piece(SHA2_CTX *h, const char *s, size_t n)
{
    char length[32];
    SHA256Update(h, (const uint8_t *)length,
                 (size_t)snprintf(length, sizeof length, "%zu ", n));
    SHA256Update(h, (const uint8_t *)s, n);
}

static bool starts_name(char ch)
{
    return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || ch == '_';
}

static bool is_digit(char ch)
{
    return ch >= '0' && ch <= '9';
}

/* Whatever looks like a definition's name counts as a use of it, in strings
 * and comments too: too many are harmless.  Definitions stand before their
 * uses, so those of smaller number suffice and have their sums already. */
static void put_reached(const program *p, reach_sum *sum, SHA2_CTX *h,
                        const item *it)
{
    const char *s = it->text, *end = s + it->text_len;
    text_buf b = {0};
    while (s < end) {
        const char *from = s;
        while (s < end && (starts_name(*s) || is_digit(*s)))
            s++;
        if (s == from) {
            s++;
            continue;
        }
        if (!starts_name(*from))
            continue;
        text_clear(&b);
        text_put_n(&b, from, (size_t)(s - from));
        const item *used = program_find(p, b.s);
        if (used != NULL && used->kind == ITEM_LET && used->index < it->index)
            piece(h, sum[used->index], REACH_SUM - 1);
    }
    text_clear(&b);
}

/* What stands behind `by` is a hypothesis of the proof: with another statement of
 * this id it is another proof. */
static void put_used(const program *p, reach_sum *sum, SHA2_CTX *h,
                     const item *it)
{
    for (size_t i = 0; i < it->nby; i++) {
        const item *used = program_find(p, it->by[i].id);
        if (used != NULL && used->index < it->index)
            piece(h, sum[used->index], REACH_SUM - 1);
    }
}

reach_sum *reach_sums(const program *p)
{
    size_t n = program_count(p);
    reach_sum *sum = xcalloc(n + 1, sizeof *sum);
    for (size_t i = 0; i < n; i++) {
        const item *it = program_item(p, i);
        SHA2_CTX h;
        SHA256Init(&h);
        piece(&h, it->text, it->text_len);
        put_reached(p, sum, &h, it);
        put_used(p, sum, &h, it);
        SHA256End(&h, sum[i]);
    }
    return sum;
}
