/* The findings open the landing page: the words of the document whose name
 * ends in "findings", up to its first thematic break.  They are an author's
 * words on a page of assay's, so they stand in a quotation, which nothing in
 * them can end, after a line that says whose they are. */
#include "weave.h"

#include "../theory/document/author.h"
#include "markdown.h"
#include "prose.h"

#include <string.h>

static bool is_findings(const document *d)
{
    static const char end[] = "findings";
    size_t n = strlen(d->stem), k = sizeof end - 1;
    return n >= k && strcmp(d->stem + n - k, end) == 0;
}

/* The length of the line at s, its end included. */
static size_t line_length(const char *s, const char *end)
{
    const char *nl = memchr(s, '\n', (size_t)(end - s));
    return (size_t)((nl != NULL ? nl + 1 : end) - s);
}

static bool is_blank(const char *s, size_t n)
{
    return strspn(s, " \t\r\n") >= n;
}

/* "---" alone, behind an empty line: else it would underline a heading. */
static bool is_break(const char *s, size_t n, bool after_blank)
{
    return after_blank && n >= 3 && !strncmp(s, "---", 3) &&
           is_blank(s + 3, n - 3);
}

static bool is_fence(const char *s, size_t n)
{
    return n >= 3 && (!strncmp(s, "```", 3) || !strncmp(s, "~~~", 3));
}

/* Appends the passage, each heading a level further down, and without the
 * document's own, which is the link above it; false at a thematic break. */
static bool take(text_buf *b, const char *s, size_t len)
{
    bool blank = true, code = false;
    for (const char *end = s + len; s < end;) {
        size_t n = line_length(s, end);
        if (!code && is_break(s, n, blank))
            return false;
        code ^= is_fence(s, n);
        bool title = !code && n > 2 && !strncmp(s, "# ", 2);
        if (!code && !title && s[0] == '#')
            text_put(b, "#");
        if (!title)
            text_put_n(b, s, n);
        blank = is_blank(s, n);
        s += n;
    }
    return true;
}

static void quote(text_buf *b, const char *s)
{
    for (const char *end = s + strlen(s); s < end;) {
        size_t n = line_length(s, end);
        text_put(b, is_blank(s, n) ? ">" : "> ");
        text_put_n(b, s, n);
        s += n;
    }
    text_put(b, "\n\n");
}

/* The prose is closed line by line: a blank after each `<` that may open a
 * tag, whether or not the document has any. */
static void put_passage(text_buf *b, const document *d)
{
    text_buf raw = {0}, clean = {0};
    for (size_t s = 0; s < d->nseg; s++)
        if (d->seg[s].kind == SEG_PROSE &&
            !take(&raw, d->seg[s].text, d->seg[s].len))
            break;
    const char *from = raw.s != NULL ? raw.s : "";
    from += strspn(from, "\n");
    size_t n = strlen(from);
    while (n > 0 && strchr(" \t\r\n", from[n - 1]) != NULL)
        n--;
    prose_put(&clean, from, n, true);
    if (clean.s != NULL)
        quote(b, clean.s);
    text_clear(&raw);
    text_clear(&clean);
}

void findings_put(text_buf *b, const report *r)
{
    for (size_t d = 0; d < r->ndocs; d++) {
        if (!is_findings(r->doc[d]))
            continue;
        text_put(b, "## [");
        markdown_author(b, r->doc[d]->title);
        text_put(b, "](");
        markdown_target(b, r->doc[d]->stem);
        text_put(b, ".md)\n\n*In the document's words. What an item shows is "
                    "said by the item, behind its link.*\n\n");
        put_passage(b, r->doc[d]);
    }
}
