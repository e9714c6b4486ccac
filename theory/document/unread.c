/* What looks like a block of items and is not read.  cmark says what each
 * line belongs to; a line that no block of items claims must not look like
 * the beginning of one.  Only complaints come from here. */
#include "unread.h"

#include "../../numerics/base/memory.h"
#include "../../numerics/base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

bool unread_is_assay(const char *info)
{
    return info && !strncmp(info, "assay", 5) &&
           (info[5] == 0 || info[5] == ' ' || info[5] == '\t');
}

/* How far a word or the end of code may be from the fence before it: a line
 * may be megabytes long, with a fence at every third byte. */
enum {
    FARTHEST = 200
};

/* ---- words ---------------------------------------------------------------- */

static bool in_word(char c)
{
    return isalnum((unsigned char)c) || c == '-' || c == '_';
}

/* At most one letter added, left out, changed, or two neighbours swapped. */
static bool is_near(const char *w, size_t n)
{
    static const char want[] = "assay";
    size_t m = sizeof want - 1, a = 0, z = 0;
    while (a < n && a < m && tolower((unsigned char)w[a]) == want[a])
        a++;
    while (z < n - a && z < m - a &&
           tolower((unsigned char)w[n - 1 - z]) == want[m - 1 - z])
        z++;
    size_t dn = n - a - z, dm = m - a - z; /* what differs between the two */
    return (dn <= 1 && dm <= 1) ||
           (dn == 2 && dm == 2 && tolower((unsigned char)w[a]) == want[a + 1] &&
            tolower((unsigned char)w[a + 1]) == want[a]);
}

/* The first word of an info string that a writer may have meant to be
 * `assay`: of several only where braces hold them, as in {.numbers .assay}.
 * Its length in *n; NULL if there is none.  s ends before `end`. */
static const char *near_word(const char *s, const char *end, size_t *n)
{
    bool braces = false;
    if (end - s > FARTHEST)
        end = s + FARTHEST;
    while (s < end) {
        for (; s < end && !in_word(*s); s++)
            braces |= *s == '{';
        const char *w = s;
        while (s < end && in_word(*s))
            s++;
        *n = (size_t)(s - w);
        if (*n > 0 && is_near(w, *n))
            return w;
        if (!braces)
            return NULL;
    }
    return NULL;
}

/* ---- lines ---------------------------------------------------------------- */

typedef enum {
    LINE_PROSE, /* paragraphs, headings, blank lines */
    LINE_HTML,
    LINE_INDENTED,
    LINE_OPENS,  /* of a fenced block that is not of items */
    LINE_INSIDE, /* of one that is not closed, or whose fence is not longer */
    LINE_QUOTED,
    LINE_READ
} line_kind;

typedef struct {
    const char *start, *end;
    const char *first; /* byte after blanks and marks of quotes and lists */
    line_kind kind;
    int fence, opened; /* of the fenced block around it: length and line */
    char mark;
    bool near; /* LINE_OPENS: what it is marked with */
} line_info;

typedef struct {
    line_info *line;
    int n;
    const char *file;
    lang_errors *errs;
    bool ok;
} scan;

static void index_lines(scan *s, const char *source)
{
    size_t cap = 0;
    while (*source) {
        size_t n = strcspn(source, "\n");
        if ((size_t)s->n == cap) {
            cap = 2 * cap + 64;
            s->line = xrealloc(s->line, cap * sizeof *s->line);
        }
        const char *end = source + n;
        if (n && end[-1] == '\r')
            end--;
        const char *first = source;
        while (first < end && strchr(" \t>-+*.)0123456789", *first))
            first++;
        s->line[s->n++] =
            (line_info){.start = source, .end = end, .first = first};
        source += n + (source[n] == '\n');
    }
}

/* The last line of a block, cut where its container ends. */
static int last_line(const scan *s, cmark_node *block)
{
    int last = s->n;
    for (cmark_node *n = block; n; n = cmark_node_parent(n))
        if (cmark_node_get_end_line(n) < last)
            last = cmark_node_get_end_line(n);
    return last;
}

/* Is the line nothing but a fence that closes one of `length` marks, after
 * blanks and the marks of quotes? */
static bool closes(const line_info *l, char mark, int length)
{
    const char *end = l->end, *p = l->start;
    int n = 0;
    while (end > p && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    for (; end > p && end[-1] == mark; end--)
        n++;
    while (p < end && strchr(" \t>", *p))
        p++;
    return n >= length && p == end;
}

static void mark_code(scan *s, cmark_node *node)
{
    int length, offset, first = cmark_node_get_start_line(node);
    int last = last_line(s, node);
    char mark;
    bool fenced = cmark_node_get_fenced(node, &length, &offset, &mark);
    const char *info = fenced ? cmark_node_get_fence_info(node) : "";
    size_t n;
    bool near = near_word(info, info + strlen(info), &n) != NULL;
    bool closed =
        fenced && last > first && closes(&s->line[last - 1], mark, length);
    for (int i = first; i <= last; i++) {
        line_info *l = &s->line[i - 1];
        l->kind = !fenced                 ? LINE_INDENTED
                  : i > first             ? closed ? LINE_QUOTED : LINE_INSIDE
                  : unread_is_assay(info) ? LINE_READ
                                          : LINE_OPENS;
        l->fence = length;
        l->mark = mark;
        l->opened = first;
        l->near = near;
    }
}

static void mark_html(scan *s, cmark_node *node)
{
    int last = last_line(s, node);
    for (int i = cmark_node_get_start_line(node); i <= last; i++)
        s->line[i - 1].kind = LINE_HTML;
}

static void mark_lines(scan *s, cmark_node *root)
{
    cmark_iter *it = cmark_iter_new(root);
    cmark_event_type ev;
    while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
        cmark_node *n = cmark_iter_get_node(it);
        cmark_node_type type = cmark_node_get_type(n);
        if (ev != CMARK_EVENT_ENTER)
            continue;
        if (type == CMARK_NODE_CODE_BLOCK)
            mark_code(s, n);
        else if (type == CMARK_NODE_HTML_BLOCK)
            mark_html(s, n);
    }
    cmark_iter_free(it);
}

/* ---- what looks like a fence ------------------------------------------------ */

typedef struct {
    const char *run, *word; /* the fence, and what follows */
    int length;
    size_t n;   /* of the word */
    bool first; /* nothing but marks of quotes and lists before it */
    bool last;  /* nothing after the word but what belongs to it */
    bool span;  /* as many marks again: code inside a line */
} fence;

static bool has_run(const char *p, const char *end, char mark, int length)
{
    if (end - p > FARTHEST)
        end = p + FARTHEST;
    while (p < end) {
        int n = 0;
        for (; p < end && *p == mark; p++)
            n++;
        if (n == length)
            return true;
        p += n == 0;
    }
    return false;
}

/* The next fence before a word like `assay` in [p, l->end), or false. */
static bool find_fence(fence *f, const line_info *l, const char *p)
{
    for (; p < l->end; p++) {
        if (*p != '`' && *p != '~')
            continue;
        f->run = p;
        while (p < l->end && *p == *f->run)
            p++;
        f->length = (int)(p - f->run);
        f->word = near_word(p, l->end, &f->n);
        if (f->word && f->length >= 2 &&
            !(f->run > l->start && f->run[-1] == '\\')) {
            const char *after = f->word + f->n;
            f->first = f->run == l->first;
            f->last = after + strspn(after, " \t}") >= l->end;
            f->span = *f->run == '`' && has_run(p, l->end, '`', f->length);
            return true;
        }
        p--;
    }
    return false;
}

/* at: the place in line l, whose column is a byte's, from 1. */
static void complain(scan *s, const line_info *l, const char *at,
                     const char *why)
{
    lang_pos pos = {s->file, (int)(l - s->line) + 1, (int)(at - l->start) + 1};
    lang_errors_add(s->errs, pos, NULL, "this block is not read: %s", why);
    s->ok = false;
}

/* The line that opens a block marked with something like `assay`. */
static void check_spelling(scan *s, const line_info *l)
{
    const char *end = l->end, *from = l->start;
    text_buf why = {0};
    while (from < end && *from != l->mark)
        from++;
    while (from < end && (*from == l->mark || *from == ' ' || *from == '\t'))
        from++;
    while (end > from && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    size_t n = (size_t)(end - from), shown = n > 40 ? 40 : n;
    while (shown < n && (from[shown] & 0xc0) == 0x80)
        shown--; /* no part of a character */
    text_put(&why, "write `assay`, not `");
    text_put_n(&why, from, shown);
    text_put(&why, "`");
    complain(s, l, from, why.s);
    text_clear(&why);
}

/* A fence among the lines of another fenced block. */
static void check_inside(scan *s, const line_info *l, const fence *f)
{
    bool quoted =
        l->kind == LINE_QUOTED && (*f->run != l->mark || f->length < l->fence);
    if (quoted || !f->first || f->length < 3)
        return;
    text_buf why = {0};
    text_printf(&why,
                "it is inside the one that begins in line %d; end that, "
                "or give it a longer fence",
                l->opened);
    complain(s, l, f->run, why.s);
    text_clear(&why);
}

static void check_fence(scan *s, const line_info *l, const fence *f)
{
    const char *why = NULL;
    if (f->span ||
        (f->length < 3 ? !(f->first && f->last) : !(f->first || f->last)))
        return;
    if (f->length < 3)
        why = l->kind == LINE_PROSE && *f->run == '`'
                  ? "a fence has at least three backticks"
                  : NULL;
    else if (l->kind == LINE_HTML)
        why = "it is inside raw HTML or a comment; take it out";
    else if (l->kind == LINE_INDENTED)
        why = "an indent of four makes it an example; indent it less, or "
              "quote it in a longer fence";
    else
        why = "its fence must begin a line, indented by less than four, with "
              "no backtick after it";
    if (why)
        complain(s, l, f->run, why);
}

static void check_line(scan *s, const line_info *l)
{
    fence f;
    if (l->kind == LINE_OPENS && l->near)
        check_spelling(s, l);
    if (l->kind == LINE_OPENS || l->kind == LINE_READ)
        return;
    for (const char *p = l->start; find_fence(&f, l, p); p = f.run + f.length)
        if (l->kind == LINE_INSIDE || l->kind == LINE_QUOTED)
            check_inside(s, l, &f);
        else
            check_fence(s, l, &f);
}

bool unread_check(cmark_node *root, const char *file, const char *source,
                  lang_errors *errs)
{
    scan s = {.file = file, .errs = errs, .ok = true};
    index_lines(&s, source);
    mark_lines(&s, root);
    for (int i = 0; i < s.n; i++)
        check_line(&s, &s.line[i]);
    free(s.line);
    return s.ok;
}
