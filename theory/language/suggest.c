/* Edit distance with transpositions (optimal string alignment). */
#include "suggest.h"

#include <stdio.h>
#include <string.h>

enum {
    MAX_WORD = 64
};

static char fold_case(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* Twice the number of edits, a change of case counting as half an edit. */
static size_t distance(const char *a, size_t m, const char *b, size_t n)
{
    size_t row[3][MAX_WORD + 1];
    for (size_t j = 0; j <= n; j++)
        row[0][j] = 2 * j;
    for (size_t i = 1; i <= m; i++) {
        size_t *now = row[i % 3], *up = row[(i + 2) % 3];
        now[0] = 2 * i;
        for (size_t j = 1; j <= n; j++) {
            char x = a[i - 1], y = b[j - 1];
            size_t cost = x == y ? 0 : fold_case(x) == fold_case(y) ? 1 : 2;
            size_t d = up[j - 1] + cost;
            if (up[j] + 2 < d)
                d = up[j] + 2;
            if (now[j - 1] + 2 < d)
                d = now[j - 1] + 2;
            if (i > 1 && j > 1 && x == b[j - 2] && a[i - 2] == y &&
                row[(i + 1) % 3][j - 2] + 2 < d)
                d = row[(i + 1) % 3][j - 2] + 2;
            now[j] = d;
        }
    }
    return row[m % 3][n];
}

void suggest_start(suggestion *s, const char *word, size_t len)
{
    *s = (suggestion){word, len, NULL, 0};
}

void suggest_offer(suggestion *s, const char *candidate)
{
    size_t n = strlen(candidate);
    if (s->len > MAX_WORD || n > MAX_WORD || !n)
        return;
    size_t d = distance(s->word, s->len, candidate, n);
    /* A third of the letters may be wrong, one at least, but not all. */
    size_t longest = s->len > n ? s->len : n;
    size_t edits = (longest + 1) / 3, allowed = 2 * (edits > 1 ? edits : 1);
    if (d > allowed || d >= 2 * longest)
        return;
    if (!s->best || d < s->distance) {
        s->best = candidate;
        s->distance = d;
    }
}

const char *suggest_text(const suggestion *s, char *buf, size_t size)
{
    buf[0] = 0;
    if (s->best)
        snprintf(buf, size, "; did you mean `%s`?", s->best);
    return buf;
}
