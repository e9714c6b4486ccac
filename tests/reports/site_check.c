/* Pages read tag by tag: do they close, do their links lead somewhere, can
 * they be read aloud? */
#include "site_check.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAX_PAGES = 400,
    MAX_DEPTH = 100,
    MAX_IDS = 20000,
    NAME = 64,
    MAX_BYTES = 250 * 1024 /* with style and script below 300 */
};

typedef struct {
    char path[600]; /* from the folder */
    char *text;
    char **id;
    size_t ids;
} html;

static html *page;
static size_t npages;
static char top[400];
static char (*file)[600]; /* all files, from the folder */
static size_t nfiles;
static int wrong;
static size_t nlinks;

static void complain(const html *h, const char *what, const char *which)
{
    print_error("%s: %s: %.200s\n", h->path, what, which);
    wrong++;
}

static char *slurp(const char *path)
{
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    assert_int_equal(fseek(f, 0, SEEK_END), 0);
    long n = ftell(f);
    rewind(f);
    char *s = malloc((size_t)n + 1);
    assert_non_null(s);
    assert_int_equal(fread(s, 1, (size_t)n, f), n);
    s[n] = '\0';
    fclose(f);
    return s;
}

static int take(const char *path, const struct stat *st, int kind,
                struct FTW *ftw)
{
    const char *name = path + strlen(top) + 1;
    (void)st;
    (void)ftw;
    if (kind != FTW_F)
        return 0;
    assert_true(nfiles < 10 * MAX_PAGES && strlen(name) < sizeof *file);
    strcpy(file[nfiles++], name);
    size_t n = strlen(name);
    if (n > 5 && strcmp(name + n - 5, ".html") == 0) {
        assert_true(npages < MAX_PAGES);
        strcpy(page[npages].path, name);
        page[npages].text = slurp(path);
        page[npages++].id = calloc(MAX_IDS, sizeof(char *));
    }
    return 0;
}

/* ---- tags --------------------------------------------------------------------- */

typedef struct {
    char name[NAME];
    bool close, empty;
    const char *attributes, *end; /* of the text between < and > */
} tag;

/* An attribute's value, unescaped as far as addresses need it; NULL: none. */
static char *attribute(const tag *t, const char *name)
{
    size_t n = strlen(name);
    for (const char *s = t->attributes; s < t->end; s++) {
        if (isspace((unsigned char)s[-1]) && strncmp(s, name, n) == 0 &&
            s[n] == '=') {
            const char *from = s + n + 2, *to = strchr(from, '"');
            char *value = strndup(from, (size_t)(to - from));
            char *amp;
            assert_non_null(value);
            while ((amp = strstr(value, "&amp;")) != NULL)
                memmove(amp + 1, amp + 5, strlen(amp + 5) + 1);
            return value;
        }
        if (*s == '"')
            s = strchr(s + 1, '"');
    }
    return NULL;
}

/* name="value" name="value": nothing else, no handler, no address of script. */
static void check_attributes(const html *h, const tag *t)
{
    for (const char *s = t->attributes; s < t->end;) {
        s += strspn(s, " \n/");
        if (s >= t->end)
            break;
        const char *from = s;
        s += strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-:");
        if (strncmp(from, "data-footnote", 13) == 0 && *s != '=')
            continue; /* cmark's own, without a value */
        if (s == from || strncmp(s, "=\"", 2) != 0) {
            complain(h, "an attribute that is not quoted", from);
            return;
        }
        if (strncmp(from, "on", 2) == 0)
            complain(h, "a handler", from);
        s = strchr(s + 2, '"');
        if (s == NULL || s >= t->end) {
            complain(h, "a value that does not end", from);
            return;
        }
        s++;
    }
}

/* The next tag at or behind *s; false at the end. */
static bool next_tag(const html *h, const char **s, tag *t)
{
    const char *lt = strchr(*s, '<');
    if (lt == NULL)
        return false;
    bool quoted = false;
    const char *gt = lt;
    while (*gt != '\0' && (quoted || *gt != '>')) {
        quoted ^= *gt == '"';
        gt++;
    }
    if (*gt == '\0') {
        complain(h, "a tag that does not end", lt);
        return false;
    }
    t->close = lt[1] == '/';
    lt += 1 + t->close;
    size_t n = strspn(lt, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                          "0123456789!");
    if (n == 0 || n >= NAME)
        complain(h, "a bracket that is no tag", lt - 1);
    snprintf(t->name, sizeof t->name, "%.*s", n < NAME ? (int)n : 0, lt);
    t->attributes = lt + n;
    t->end = gt;
    t->empty = gt[-1] == '/';
    *s = gt + 1;
    return true;
}

/* ---- one page ------------------------------------------------------------------- */

static bool is_one_of(const char *s, const char *list)
{
    char word[NAME + 2];
    snprintf(word, sizeof word, " %s ", s);
    return strstr(list, word) != NULL;
}

/* Is there anything to read aloud between here and the closing tag? */
static bool has_text(const char *s, const char *name)
{
    char close[NAME + 4];
    snprintf(close, sizeof close, "</%s>", name);
    const char *end = strstr(s, close);
    bool inside = false;
    for (; end != NULL && s < end; s++) {
        if (*s == '<' && strncmp(s, "<img", 4) == 0)
            return true;
        inside = *s == '<' || (inside && s[-1] != '>');
        if (!inside && !isspace((unsigned char)*s))
            return true;
    }
    return false;
}

static void check_name(const html *h, const tag *t, const char *after)
{
    char *label = attribute(t, "aria-label"), *id = attribute(t, "id"),
         *href = attribute(t, "href");
    bool control = is_one_of(t->name, " button input summary ") ||
                   (strcmp(t->name, "a") == 0 && href != NULL);
    if (control && label == NULL && !has_text(after, t->name))
        complain(h, "nothing to read aloud", t->attributes);
    if (strcmp(t->name, "img") == 0) {
        char *alt = attribute(t, "alt");
        if (alt == NULL)
            complain(h, "a picture without words", t->attributes);
        free(alt);
    }
    free(label);
    free(id);
    free(href);
}

static void keep_id(html *h, const tag *t)
{
    char *id = attribute(t, "id");
    if (id == NULL)
        return;
    for (size_t i = 0; i < h->ids; i++)
        if (strcmp(h->id[i], id) == 0)
            complain(h, "an anchor twice", id);
    assert_true(h->ids < MAX_IDS);
    h->id[h->ids++] = id;
}

/* Scripts and styles are the three files that we know. */
static void check_loaded(const html *h, const tag *t, const char *after)
{
    bool script = strcmp(t->name, "script") == 0;
    char *src = attribute(t, script ? "src" : "href");
    if (script || strcmp(t->name, "link") == 0) {
        const char *name = src != NULL ? strrchr(src, '/') : NULL;
        name = name != NULL ? name + 1 : src;
        if (name == NULL || !is_one_of(name, " site.js site.css katex.min.js "
                                             "katex.min.css "))
            complain(h, "loads", t->attributes);
        if (script && strncmp(after, "</script>", 9) != 0)
            complain(h, "a script of its own", after);
    }
    if (is_one_of(t->name, " iframe object embed form base style video audio "))
        complain(h, "has no place here", t->name);
    free(src);
}

static void check_page(html *h)
{
    char open[MAX_DEPTH][NAME];
    size_t depth = 0, firsts = 0;
    int level = 0;
    const char *s = h->text;
    tag t;
    if (strlen(s) > MAX_BYTES)
        complain(h, "is heavy", "");
    if (strncmp(s, "<!DOCTYPE html>\n<html lang=\"en\">", 31) != 0)
        complain(h, "how it begins", s);
    while (next_tag(h, &s, &t)) {
        if (t.name[0] == '!')
            continue;
        if (t.close) {
            if (depth == 0 || strcmp(open[--depth], t.name) != 0) {
                complain(h, "closes what is not open", t.name);
                return;
            }
            continue;
        }
        check_attributes(h, &t);
        check_name(h, &t, s);
        check_loaded(h, &t, s);
        keep_id(h, &t);
        if (t.name[0] == 'h' && isdigit((unsigned char)t.name[1])) {
            firsts += t.name[1] == '1';
            if (t.name[1] - '0' > level + 1)
                complain(h, "a heading skips a level", s);
            level = t.name[1] - '0';
        }
        if (t.empty)
            continue;
        if (is_one_of(t.name, " meta link img br hr input ") ||
            depth == MAX_DEPTH) {
            complain(h, "is not closed", t.name);
            return;
        }
        strcpy(open[depth++], t.name);
    }
    if (depth > 0)
        complain(h, "is never closed", open[depth - 1]);
    if (firsts != 1)
        complain(h, "not one heading of the first level", "");
    if (strstr(h->text, "<main id=\"a:main\">") == NULL)
        complain(h, "no main part", "");
}

/* ---- links ---------------------------------------------------------------------- */

static void unescape(char *s)
{
    char *to = s;
    for (; *s != '\0'; s++) {
        char two[3] = {0};
        if (*s == '%' && isxdigit((unsigned char)s[1]) &&
            isxdigit((unsigned char)s[2])) {
            memcpy(two, s + 1, 2);
            *to++ = (char)strtol(two, NULL, 16);
            s += 2;
        } else {
            *to++ = *s;
        }
    }
    *to = '\0';
}

static void check_target(const html *h, char *url)
{
    char path[1300], *hash = strchr(url, '#');
    const char *up = url, *slash = strrchr(h->path, '/');
    size_t base = slash != NULL ? (size_t)(slash - h->path) + 1 : 0, i = 0;
    if (hash != NULL)
        *hash++ = '\0';
    unescape(url);
    for (; strncmp(up, "../", 3) == 0 && base > 0; up += 3)
        for (base--; base > 0 && h->path[base - 1] != '/';)
            base--;
    if (*up == '\0')
        snprintf(path, sizeof path, "%s", h->path);
    else
        snprintf(path, sizeof path, "%.*s%s", (int)base, h->path, up);
    while (i < nfiles && strcmp(file[i], path) != 0)
        i++;
    if (i == nfiles) {
        complain(h, "a link to nowhere", path);
        return;
    }
    if (hash == NULL)
        return;
    unescape(hash);
    for (size_t k = 0; k < npages; k++)
        for (size_t n = 0; strcmp(page[k].path, path) == 0 && n < page[k].ids;
             n++)
            if (strcmp(page[k].id[n], hash) == 0)
                return;
    complain(h, "no such anchor", hash);
}

static void check_links(const html *h)
{
    const char *s = h->text;
    tag t;
    while (next_tag(h, &s, &t)) {
        if (t.close)
            continue;
        for (int kind = 0; kind < 2; kind++) {
            char *url = attribute(&t, kind == 0 ? "href" : "src");
            if (url == NULL)
                continue;
            nlinks++;
            bool abroad = strncmp(url, "https://", 8) == 0 ||
                          strncmp(url, "http://", 7) == 0 ||
                          strncmp(url, "mailto:", 7) == 0;
            if (!abroad)
                check_target(h, url);
            else if (strcmp(t.name, "a") != 0)
                complain(h, "loads from elsewhere", url);
            free(url);
        }
    }
}

int site_check_folder(const char *folder, size_t *pages, size_t *links)
{
    wrong = 0;
    npages = nfiles = nlinks = 0;
    page = calloc(MAX_PAGES, sizeof *page);
    file = calloc(10 * MAX_PAGES, sizeof *file);
    assert_non_null(page);
    assert_non_null(file);
    snprintf(top, sizeof top, "%s", folder);
    assert_int_equal(nftw(top, take, 20, FTW_PHYS), 0);
    for (size_t i = 0; i < npages; i++)
        check_page(&page[i]);
    for (size_t i = 0; i < npages; i++)
        check_links(&page[i]);
    for (size_t i = 0; i < npages; i++) {
        for (size_t k = 0; k < page[i].ids; k++)
            free(page[i].id[k]);
        free(page[i].id);
        free(page[i].text);
    }
    free(page);
    free(file);
    *pages = npages;
    *links = nlinks;
    return wrong;
}
