/* Citations: what btparse reads of references.bib, as Markdown. */
#include "references.h"

#include "../figures/child.h"
#include "../figures/label.h"
#include "../numerics/base/memory.h"
#include "markdown.h"

#include <btparse.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The keys cited, sorted, each once; borrowed from the items. */
static const char **cited_keys(const report *r, size_t *n)
{
    size_t cap = 0;
    for (size_t i = 0; i < r->nres; i++)
        cap += r->res[i].it->ncites;
    const char **key = xcalloc(cap + 1, sizeof *key);
    *n = 0;
    for (size_t i = 0; i < r->nres; i++)
        for (size_t k = 0; k < r->res[i].it->ncites; k++)
            key[(*n)++] = r->res[i].it->cite[k].key;
    qsort(key, *n, sizeof *key, by_bytes);
    size_t kept = 0;
    for (size_t i = 0; i < *n; i++)
        if (kept == 0 || strcmp(key[kept - 1], key[i]) != 0)
            key[kept++] = key[i];
    *n = kept;
    return key;
}

static char *field(AST *entry, const char *want)
{
    char *name;
    for (AST *f = bt_next_field(entry, NULL, &name); f != NULL;
         f = bt_next_field(entry, f, &name))
        if (strcmp(name, want) == 0)
            return bt_get_text(f);
    return NULL;
}

/* before, the field as plain text, after; false if there is none. */
static bool put_field(text_buf *b, AST *entry, const char *want,
                      const char *before, const char *after)
{
    char *s = field(entry, want);
    text_buf plain = {0};
    bool ok = s != NULL && *s != '\0';
    if (ok) {
        references_plain(&plain, s);
        text_put(b, before);
        markdown_text(b, plain.s);
        text_put(b, after);
    }
    free(s);
    text_clear(&plain);
    return ok;
}

/* "Li, Gen and Yan, Yuling" reads "Gen Li, Yuling Yan". */
static void put_authors(text_buf *b, AST *entry)
{
    char *s = field(entry, "author");
    text_buf plain = {0};
    for (char *p = s, *next; p != NULL && *p != '\0'; p = next) {
        char *and = strstr(p, " and ");
        next = and != NULL ? and + 5 : NULL;
        if (and != NULL)
            *and = '\0';
        char *comma = strchr(p, ',');
        text_buf name = {0};
        if (comma != NULL) {
            *comma++ = '\0';
            text_printf(&name, "%s %s", comma + strspn(comma, " "), p);
        } else {
            text_put(&name, p);
        }
        references_plain(&plain, name.s);
        text_put(&plain, next != NULL ? ", " : ". ");
        text_clear(&name);
    }
    if (plain.s != NULL)
        markdown_text(b, plain.s);
    if (plain.len > 0)
        text_put(b, " ");
    text_clear(&plain);
    free(s);
}

static void put_link(text_buf *b, AST *entry, const char *name,
                     const char *show, const char *base)
{
    char *s = field(entry, name);
    bool url = base[0] == '\0';
    if (s != NULL && (!url || strncmp(s, "https://", 8) == 0)) {
        text_printf(b, " [%s", show);
        if (!url)
            markdown_text(b, s);
        text_printf(b, "](%s", url ? "https://" : base);
        markdown_target(b, url ? s + 8 : s);
        text_put(b, ").");
    }
    free(s);
}

static void put_entry(text_buf *b, AST *entry)
{
    put_authors(b, entry);
    put_field(b, entry, "title", "*", "*. ");
    if (!put_field(b, entry, "journal", "", ", "))
        if (!put_field(b, entry, "booktitle", "", ", "))
            put_field(b, entry, "publisher", "", ", ");
    put_field(b, entry, "volume", "", ", ");
    put_field(b, entry, "pages", "pp. ", ", ");
    put_field(b, entry, "year", "", ".");
    put_link(b, entry, "eprint", "arXiv:", "https://arxiv.org/abs/");
    put_link(b, entry, "doi", "doi:", "https://doi.org/");
    put_link(b, entry, "url", "link", "");
}

bool references_open(FILE **f, const char *path, text_buf *err)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    const char *why = NULL;
    *f = NULL;
    if (fd < 0 && errno == ENOENT)
        return true;
    if (fd < 0)
        why = errno == ELOOP ? "this is a symbolic link, which is not followed"
                             : strerror(errno);
    else if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        why = "this is not a regular file";
    else if (st.st_size > 16 << 20)
        why = "this file is too large";
    else if ((*f = fdopen(fd, "rb")) == NULL)
        why = strerror(errno);
    if (why == NULL)
        return true;
    if (fd >= 0)
        close(fd);
    text_printf(err, "%s: %s\n", path, why);
    return false;
}

/* The bibliography's path, malloc'd; NULL when there is none to be read. */
static bool find_bib(char **path, const report *r, text_buf *err)
{
    FILE *f = NULL;
    text_buf b = {0};
    *path = NULL;
    if (r->refs_dir == NULL)
        return true;
    text_printf(&b, "%s/references.bib", r->refs_dir);
    bool ok = references_open(&f, b.s, err);
    if (f != NULL) {
        fclose(f);
        *path = text_take(&b);
    }
    text_clear(&b);
    return ok;
}

static AST *read_bib(char *path)
{
    boolean status = TRUE;
    if (path == NULL)
        return NULL;
    bt_initialize();
    bt_set_stringopts(BTE_REGULAR, BTO_FULL);
    return bt_parse_file(path, 0, &status);
}

typedef struct {
    const report *r;
    char *path;
} bib;

/* A list of the keys, in a process of its own; before it a letter for each
 * key, '+' or, without an entry, '-'. */
static void put_list(void *ctx, text_buf *out)
{
    const bib *from = ctx;
    text_buf list_of_keys = {0}, *b = &list_of_keys;
    size_t n;
    const char **key = cited_keys(from->r, &n);
    AST *list = read_bib(from->path);
    text_put(b, "## Bibliography\n\n");
    for (size_t i = 0; i < n; i++) {
        AST *e = list != NULL ? bt_next_entry(list, NULL) : NULL;
        while (e != NULL && (bt_entry_metatype(e) != BTE_REGULAR ||
                             bt_entry_key(e) == NULL ||
                             strcmp(bt_entry_key(e), key[i]) != 0))
            e = bt_next_entry(list, e);
        text_put(out, e != NULL ? "+" : "-");
        text_put(b, "- <a name=\"ref-");
        markdown_target(b, key[i]);
        text_put(b, "\"></a>**");
        markdown_text(b, key[i]);
        text_put(b, "**: ");
        if (e != NULL)
            put_entry(b, e);
        else
            text_put(b, "not in the bibliography.");
        text_put(b, "\n");
    }
    text_put(b, "\n");
    text_put_n(out, b->s, b->len);
    text_clear(b);
    if (list != NULL) {
        bt_free_ast(list);
        bt_cleanup();
    }
    free(key);
}

/* A warning for each citation of a key without an entry. */
static size_t warn_missing(const report *r, const char *key, text_buf *err)
{
    size_t warned = 0;
    for (size_t i = 0; i < r->nres; i++)
        for (size_t k = 0; k < r->res[i].it->ncites; k++) {
            const citation *c = &r->res[i].it->cite[k];
            if (strcmp(c->key, key) != 0)
                continue;
            text_printf(err, "%s:%d:%d: warning: `%s` is cited and not in "
                        "the bibliography\n", c->pos.file, c->pos.line,
                        c->pos.col, key);
            warned++;
        }
    return warned;
}

/* What came from the child: a letter a key, then the list. */
static bool take_list(text_buf *b, const report *r, const text_buf *from,
                      size_t *warnings, text_buf *err)
{
    size_t n;
    const char **key = cited_keys(r, &n);
    bool ok = from->len > n;
    for (size_t i = 0; ok && i < n; i++)
        if (from->s[i] == '-')
            *warnings += warn_missing(r, key[i], err);
    if (ok)
        text_put_n(b, from->s + n, from->len - n);
    free(key);
    return ok;
}

/* btparse is old and trusts its input: braces by the thousand, macros that
 * double each other and the like end its process, not ours. */
bool references_bibliography(text_buf *b, const report *r, size_t *warnings,
                             text_buf *err)
{
    size_t n;
    child c;
    bib from = {.r = r};
    *warnings = 0;
    free(cited_keys(r, &n));
    if (n == 0)
        return true;
    if (!find_bib(&from.path, r, err))
        return false;
    bool ok = child_call(&c, put_list, &from, child_seconds(),
                         (size_t)16 << 20) &&
              take_list(b, r, &c.out, warnings, err);
    free(from.path);
    if (!ok) {
        text_printf(err, "%s/references.bib: cannot be parsed",
                    r->refs_dir != NULL ? r->refs_dir : "");
        if (c.timed_out)
            text_put(err, " in time");
        text_put(err, "\n");
    }
    if (c.err.len > 0) { /* what the parser complains about */
        text_buf said = {0};
        label_clean(&said, c.err.s, 500);
        fprintf(stderr, "assay: %s\n", said.s);
        text_clear(&said);
    }
    child_clear(&c);
    return ok;
}
