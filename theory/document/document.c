/* Documents: cmark-gfm says where the blocks are, the language reads them. */
#include "document.h"

#include "../../numerics/base/memory.h"
#include "../../numerics/base/text.h"
#include "../language/encoding.h"
#include "unread.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    DEFAULT_MAX_BYTES = 16 * 1024 * 1024
};

/* Errors of a file as a whole stand at its line 0: no line is to blame. */
static void complain(lang_errors *errs, const char *path, int line, int col,
                     const char *msg)
{
    lang_errors_add(errs, (lang_pos){path, line, col}, NULL, "%s", msg);
}

/* The whole file, NUL-terminated, or NULL. */
static char *read_file(const char *path, size_t max, bool follow, size_t *n,
                       const char **why)
{
    struct stat st;
    /* opening a pipe that nobody writes into would last for ever */
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC |
                            (follow ? 0 : O_NOFOLLOW));
    FILE *f = fd >= 0 ? fdopen(fd, "rb") : NULL;
    *why = NULL;
    if (!f) {
        *why = fd < 0 && errno == ELOOP && !follow
                   ? "this is a symbolic link, which is not followed"
                   : strerror(errno);
        if (fd >= 0)
            close(fd);
        return NULL;
    }
    if (fstat(fileno(f), &st) || !S_ISREG(st.st_mode))
        *why = "this is not a regular file";
    char *s = NULL;
    size_t cap = 0;
    for (*n = 0; !*why;) {
        if (cap - *n < 2) {
            cap = 2 * cap + (1 << 16);
            s = xrealloc(s, cap);
        }
        size_t got = fread(s + *n, 1, cap - *n - 1, f);
        *n += got;
        if (*n > max)
            *why = "this document is too large";
        else if (ferror(f))
            *why = "this file cannot be read";
        else if (!got)
            break;
    }
    fclose(f);
    if (*why) {
        free(s);
        return NULL;
    }
    s[*n] = 0;
    return s;
}

/* start[i]: first byte of line i + 1; one more entry for the end. */
typedef struct {
    size_t *start;
    int n;
} line_table;

static line_table index_lines(const char *s, size_t n)
{
    line_table t = {xmalloc((n + 2) * sizeof(size_t)), 0};
    for (size_t i = 0; i < n;) {
        t.start[t.n++] = i;
        const char *nl = memchr(s + i, '\n', n - i);
        i = nl ? (size_t)(nl - s) + 1 : n;
    }
    t.start[t.n] = n;
    t.start = xrealloc(t.start, (size_t)(t.n + 1) * sizeof(size_t));
    return t;
}

static segment *add_segment(document *d, const program *prog,
                            const line_table *t, segment_kind kind, int first,
                            int last)
{
    if ((d->nseg & (d->nseg - 1)) == 0)
        d->seg = xrealloc(d->seg, (d->nseg ? 2 * d->nseg : 1) * sizeof *d->seg);
    d->seg[d->nseg] = (segment){.kind = kind,
                                .first_line = first,
                                .last_line = last,
                                .text = d->source + t->start[first - 1],
                                .len = t->start[last] - t->start[first - 1],
                                .first_item = program_count(prog)};
    return &d->seg[d->nseg++];
}

static void add_prose(document *d, const program *prog, const line_table *t,
                      int first, int last)
{
    if (first <= last)
        add_segment(d, prog, t, SEG_PROSE, first, last);
}

/* cmark gives the block's content with the indentation and quotation marks of
 * its containers taken off; put blanks in their place, so that columns are
 * those of the document. */
static char *restore_columns(const document *d, const line_table *t,
                             int first_line, const char *literal)
{
    text_buf b = {0};
    for (int line = first_line; *literal; line++) {
        size_t n = strcspn(literal, "\n");
        if (line <= t->n) {
            size_t from = t->start[line - 1], to = t->start[line];
            while (to > from &&
                   (d->source[to - 1] == '\n' || d->source[to - 1] == '\r'))
                to--;
            size_t shown = n && literal[n - 1] == '\r' ? n - 1 : n;
            for (size_t k = to - from; k > shown && shown; k--)
                text_put_n(&b, " ", 1);
        }
        text_put_n(&b, literal, n);
        text_put(&b, literal[n] ? "\n" : "");
        literal += n + (literal[n] == '\n');
    }
    return text_take(&b);
}

/* The last line of a fenced block.  cmark counts the line that ends a block
 * quote or a list item to an unclosed block inside it, but that line is
 * prose: the block ends with its container. */
static int last_line(const line_table *t, cmark_node *block)
{
    int last = cmark_node_get_end_line(block);
    for (cmark_node *n = block; n; n = cmark_node_parent(n))
        if (cmark_node_get_end_line(n) < last)
            last = cmark_node_get_end_line(n);
    return last > t->n ? t->n : last;
}

/* One fenced block; *next is the first line not yet in a segment. */
static bool add_block(document *d, program *prog, const line_table *t,
                      cmark_node *node, int *next, lang_errors *errs)
{
    int first = cmark_node_get_start_line(node), last = last_line(t, node);
    add_prose(d, prog, t, *next, first - 1);
    segment *s = add_segment(d, prog, t, SEG_ITEMS, first, last);
    char *text = restore_columns(d, t, first + 1, cmark_node_get_literal(node));
    bool ok = program_parse(prog, d->path, first + 1, text, strlen(text), errs);
    free(text);
    s->item_count = program_count(prog) - s->first_item;
    *next = last + 1;
    return ok;
}

/* The text inside a heading, without its markup; malloc'd. */
static char *plain_text(cmark_node *heading)
{
    text_buf b = {0};
    cmark_iter *it = cmark_iter_new(heading);
    cmark_event_type ev;
    while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
        cmark_node *n = cmark_iter_get_node(it);
        cmark_node_type type = cmark_node_get_type(n);
        if (ev == CMARK_EVENT_ENTER &&
            (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE))
            text_put(&b, cmark_node_get_literal(n));
        else if (type == CMARK_NODE_SOFTBREAK)
            text_put(&b, " ");
    }
    cmark_iter_free(it);
    return text_take(&b);
}

static bool walk(document *d, program *prog, cmark_node *root,
                 lang_errors *errs)
{
    line_table t = index_lines(d->source, strlen(d->source));
    bool ok = true;
    int next = 1;
    cmark_iter *it = cmark_iter_new(root);
    cmark_event_type ev;
    while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
        cmark_node *n = cmark_iter_get_node(it);
        if (ev != CMARK_EVENT_ENTER)
            continue;
        if (cmark_node_get_type(n) == CMARK_NODE_HEADING && !d->title &&
            cmark_node_get_heading_level(n) == 1)
            d->title = plain_text(n);
        if (cmark_node_get_type(n) == CMARK_NODE_CODE_BLOCK &&
            unread_is_assay(cmark_node_get_fence_info(n)))
            ok &= add_block(d, prog, &t, n, &next, errs);
    }
    cmark_iter_free(it);
    add_prose(d, prog, &t, next, t.n);
    free(t.start);
    return ok;
}

static char *stem_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *stem = xstrdup(slash ? slash + 1 : path);
    size_t n = strlen(stem);
    if (n > 3 && !strcmp(stem + n - 3, ".md"))
        stem[n - 3] = 0;
    return stem;
}

/* Valid characters throughout, or an error at the first bad one. */
static bool check_text(const char *path, const char *s, size_t n,
                       lang_errors *errs)
{
    size_t at;
    const char *msg;
    if (encoding_validate(s, n, &at, &msg))
        return true;
    int line = 1, col = 1;
    for (size_t i = 0; i < at; i++) {
        line += s[i] == '\n';
        col = s[i] == '\n' ? 1 : col + 1;
    }
    complain(errs, path, line, col, msg);
    return false;
}

/* cmark's own allocator would end the program with a signal. */
static cmark_node *parse_markdown(const char *s, size_t n)
{
    static cmark_mem mem = {xcalloc, xrealloc, free};
    cmark_parser *p = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &mem);
    cmark_parser_feed(p, s, n);
    cmark_node *root = cmark_parser_finish(p);
    cmark_parser_free(p);
    return root;
}

static document *read_document(program *prog, const char *path,
                               size_t max_bytes, bool follow,
                               lang_errors *errs)
{
    size_t n;
    const char *why;
    const char *name = program_file(prog, path);
    char *s =
        read_file(path, max_bytes ? max_bytes : DEFAULT_MAX_BYTES, follow, &n,
                  &why);
    if (!s) {
        complain(errs, name, 0, 0, why);
        return NULL;
    }
    if (!check_text(name, s, n, errs)) {
        free(s);
        return NULL;
    }
    document *d = xcalloc(1, sizeof *d);
    d->path = xstrdup(path);
    d->stem = stem_of(path);
    d->source = s;
    cmark_node *root = parse_markdown(s, n);
    bool ok = unread_check(root, name, s, errs);
    ok &= walk(d, prog, root, errs);
    cmark_node_free(root);
    if (!d->title)
        d->title = xstrdup(d->stem);
    if (!ok) {
        document_free(d);
        return NULL;
    }
    return d;
}

document *document_read(program *prog, const char *path, size_t max_bytes,
                        lang_errors *errs)
{
    return read_document(prog, path, max_bytes, true, errs);
}

document *document_read_inside(program *prog, const char *path,
                               lang_errors *errs)
{
    return read_document(prog, path, 0, false, errs);
}

void document_free(document *d)
{
    if (!d)
        return;
    free(d->path);
    free(d->stem);
    free(d->title);
    free(d->source);
    free(d->seg);
    free(d);
}
