/* One picture, whichever gnuplot drew it: moves and drops groups, never a
 * number in them.  Nothing of it bears on a verdict. */
#include "settle.h"

#include "../numerics/base/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const char plot_group[] = "<g id=\"gnuplot_plot_";
static const char text_group[] = "<g transform=\"translate(";

static const char last_lines[] = "</g>\n</svg>";

static bool starts(const char *s, const char *with)
{
    return strncmp(s, with, strlen(with)) == 0;
}

/* The first byte after the element that the <g> at s opens; NULL: no end. */
static const char *after_group(const char *s)
{
    int depth = 0;
    while ((s = strchr(s, '<')) != NULL) {
        const char *end = strchr(s, '>');
        if (end == NULL)
            return NULL;
        if (starts(s, "<g ") && end[-1] != '/')
            depth++;
        else if (starts(s, "</g>") && --depth == 0)
            return end + 1;
        s = end + 1;
    }
    return NULL;
}

/* A group of words: nothing but a <text> in it. */
static bool is_text(const char *s)
{
    const char *in = starts(s, text_group) ? strchr(s, '>') : NULL;
    return in != NULL && starts(in + 1 + strspn(in + 1, " \t\n"), "<text");
}

/* A group with nothing but blanks in it. */
static bool is_empty(const char *s)
{
    const char *in = starts(s, "<g ") ? strchr(s, '>') : NULL;
    return in != NULL && starts(in + 1 + strspn(in + 1, " \t\n"), "</g>");
}

/* An opening tag, a curve's group without what its parts set again. */
static void put_tag(text_buf *b, const char *s, const char *end)
{
    static const char zeros[] = ".00)";
    const char *quote =
        starts(s, plot_group) ? strchr(s + strlen(plot_group), '"') : NULL;
    if (quote != NULL && quote < end) {
        text_put_n(b, s, (size_t)(quote - s) + 1);
        text_put(b, ">");
        return;
    }
    const char *turn = strstr(s, " rotate(");
    const char *close = turn != NULL && turn < end ? strchr(turn, ')') : NULL;
    if (close != NULL && close < end && close - 3 > turn &&
        starts(close - 3, zeros)) {
        text_put_n(b, s, (size_t)(close - 3 - s));
        s = close;
    }
    text_put_n(b, s, (size_t)(end - s));
}

/* Drops the blanks of the line that the next byte would stand on. */
static void unindent(text_buf *b)
{
    while (b->len > 0 && b->s[b->len - 1] == '\t')
        b->s[--b->len] = '\0';
}

typedef struct {
    text_buf *v;
    size_t n;
} word_list;

static int by_bytes(const void *a, const void *b)
{
    return strcmp(((const text_buf *)a)->s, ((const text_buf *)b)->s);
}

/* The group of words at s, whose tag ends at `tag`; its end, or NULL. */
static const char *keep_words(word_list *w, const char *s, const char *tag)
{
    const char *after = after_group(s);
    text_buf b = {0};
    if (after == NULL)
        return NULL;
    text_put(&b, "\t");
    put_tag(&b, s, tag);
    text_put_n(&b, tag, (size_t)(after - tag));
    text_put(&b, "\n");
    w->v = xrealloc(w->v, (w->n + 1) * sizeof *w->v);
    w->v[w->n++] = b;
    return after + (*after == '\n');
}

static void put_words(text_buf *b, word_list *w)
{
    if (w->n > 0)
        qsort(w->v, w->n, sizeof *w->v, by_bytes);
    for (size_t i = 0; i < w->n; i++)
        text_put(b, w->v[i].s);
}

static void clear_words(word_list *w)
{
    for (size_t i = 0; i < w->n; i++)
        text_clear(&w->v[i]);
    free(w->v);
}

/* Words go to a list unless a curve's group holds them, the rest to b; false
 * when a tag or a group does not end. */
static bool part(text_buf *b, word_list *words, const char *s)
{
    const char *curve_end = s;
    while (*s != '\0') {
        size_t plain = strcspn(s, "<");
        text_put_n(b, s, plain);
        s += plain;
        if (*s == '\0')
            break;
        const char *end = strchr(s, '>');
        if (end++ == NULL)
            return false;
        if (starts(s, plot_group) && (curve_end = after_group(s)) == NULL)
            return false;
        if (s >= curve_end && is_text(s)) {
            unindent(b);
            if ((s = keep_words(words, s, end)) == NULL)
                return false;
        } else {
            put_tag(b, s, end);
            s = end;
        }
    }
    return true;
}

/* s without its empty groups; true if there were any, as more may be now. */
static bool drop_empty(text_buf *b, const char *s)
{
    bool any = false;
    while (*s != '\0') {
        size_t plain = strcspn(s, "<");
        text_put_n(b, s, plain);
        s += plain;
        if (is_empty(s)) {
            s = strstr(s, "</g>") + strlen("</g>");
            s += *s == '\n';
            any = true;
            unindent(b);
        } else if (*s == '<') {
            text_put_n(b, s++, 1);
        }
    }
    return any;
}

void settle_svg(text_buf *out, const char *svg)
{
    word_list words = {0};
    text_buf b = {0};
    bool ok = part(&b, &words, svg) && b.s != NULL;
    for (bool again = ok; again;) {
        text_buf next = {0};
        again = drop_empty(&next, b.s);
        text_clear(&b);
        b = next;
    }
    const char *end = ok && b.s != NULL ? strstr(b.s, last_lines) : NULL;
    if (end != NULL) {
        text_put_n(out, b.s, (size_t)(end - b.s));
        put_words(out, &words);
        text_put(out, end);
    } else {
        text_put(out, svg);
    }
    clear_words(&words);
    text_clear(&b);
}
