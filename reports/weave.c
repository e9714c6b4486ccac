/* One document with its verdicts woven in; links between pages. */
#include "weave.h"

#include "../figures/label.h"
#include "../theory/document/author.h"
#include "markdown.h"
#include "prose.h"

#include <string.h>

/* The segments of a document are in the order of its items: that of item i
 * is the last one that does not begin behind it, or none. */
static bool is_home(const document *d, size_t i)
{
    size_t lo = 0, hi = d->nseg;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (d->seg[mid].first_item <= i)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo > 0 && i - d->seg[lo - 1].first_item < d->seg[lo - 1].item_count;
}

const document *weave_home(const report *r, size_t i)
{
    for (size_t d = 0; d < r->ndocs; d++)
        if (is_home(r->doc[d], i))
            return r->doc[d];
    return NULL;
}

bool weave_find(const report *r, const char *id, size_t *i)
{
    const item *it = program_find(r->prog, id);
    if (it == NULL || it->index >= r->nres)
        return false;
    *i = it->index;
    return true;
}

void weave_link(text_buf *b, const report *r, const document *from, size_t i)
{
    const document *home = weave_home(r, i);
    const item *it = r->res[i].it;
    if (home == NULL) {
        markdown_code(b, it->id);
        return;
    }
    text_put(b, "[");
    markdown_code(b, it->id);
    text_put(b, "](");
    if (home != from) {
        markdown_target(b, home->stem);
        text_put(b, ".md");
    }
    text_put(b, "#");
    markdown_target(b, it->id);
    text_put(b, ")");
}

void weave_put_path(text_buf *b, const document *d)
{
    const char *s = d->path;
    bool local =
        s[0] != '/' && strncmp(s, "..", 2) != 0 && strstr(s, "/..") == NULL;
    const char *from = s + (local ? 0 : strlen(s));
    for (int parts = 0; from > s; from--)
        if (from[-1] == '/' && ++parts == 2)
            break;
    label_clean(b, from, 0); /* a file's name may be any bytes */
}

/* The lists of the block's items, as one list. */
static void put_folded(text_buf *b, const report *r, const segment *g)
{
    size_t before = b->len;
    for (size_t i = g->first_item;
         i < g->first_item + g->item_count && i < r->nres; i++)
        weave_folded(b, r, i);
    text_put(b, b->len > before ? "\n" : "");
}

/* The lines of a block without its fences, for the reader who wants to see
 * what was checked as it was written. */
static void put_source(text_buf *b, const report *r, const document *d,
                       const segment *g)
{
    const char *s = g->text, *end = s + g->len;
    size_t n = (size_t)(end - s), indent = strspn(s, " ");
    if (indent < n && (s[indent] == '`' || s[indent] == '~')) {
        s += strcspn(s, "\n");
        s += *s == '\n';
        const char *last = end > s ? end - 1 : s;
        while (last > s && last[-1] != '\n')
            last--;
        indent = strspn(last, " ");
        if (last + indent < end && (last[indent] == '`' || last[indent] == '~'))
            end = last;
        n = end > s ? (size_t)(end - s) : 0;
    }
    text_buf path = {0};
    weave_put_path(&path, d);
    text_printf(b, "<details><summary>Source, lines %d–%d of ", g->first_line,
                g->last_line);
    markdown_text(b, path.s);
    text_put(b, "</summary>\n\n");
    text_clear(&path);
    text_buf words = {0};
    text_put_n(&words, s, n);
    if (words.s != NULL && author_claims(words.s))
        prose_disown(b);
    text_clear(&words);
    markdown_fence(b, "text", s, n);
    text_put(b, "\n");
    put_folded(b, r, g);
    text_put(b, "</details>\n");
}

static bool has_html(const document *d)
{
    text_buf all = {0};
    for (size_t s = 0; s < d->nseg; s++)
        if (d->seg[s].kind == SEG_PROSE) {
            text_put_n(&all, d->seg[s].text, d->seg[s].len);
            text_put(&all, "\n\n---\n\n"); /* where a block stands */
        }
    bool html = all.s != NULL && prose_has_html(all.s, all.len);
    text_clear(&all);
    return html;
}

void weave_page(text_buf *b, const report *r, size_t doc)
{
    const document *d = r->doc[doc];
    text_buf path = {0};
    bool html = has_html(d);
    weave_put_path(&path, d);
    text_put(b, "<!-- Made by assay from ");
    /* a comment ends at its first "--" */
    for (const char *p = path.s; *p != '\0'; p++)
        text_printf(b, "%c",
                    strchr("<>-", *p) != NULL && p[1] == *p ? '_' : *p);
    text_clear(&path);
    text_put(b, "; edit that file. -->\n\n");
    for (size_t s = 0; s < d->nseg; s++) {
        const segment *g = &d->seg[s];
        if (g->kind == SEG_PROSE) {
            prose_put(b, g->text, g->len, html);
            if (g->len > 0 && g->text[g->len - 1] != '\n')
                text_put(b, "\n");
            continue;
        }
        text_put(b, "\n");
        for (size_t i = 0; i < g->item_count && g->first_item + i < r->nres;
             i++)
            weave_item(b, r, d, g->first_item + i,
                       i == 0 || r->res[g->first_item + i].it->kind !=
                                     r->res[g->first_item + i - 1].it->kind);
        put_source(b, r, d, g);
        text_put(b, "\n");
    }
    text_put(b, "\n---\n[Summary of the audit](README.md)\n");
}
