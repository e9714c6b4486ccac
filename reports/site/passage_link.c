/* Where a link of the Markdown leads on the pages; what leads outside of the
 * folder and is no ordinary address of the web is no link. */
#include "parts.h"

#include "../markdown.h"
#include "../weave.h"

#include <stdlib.h>
#include <string.h>

static bool starts(const char *s, const char *with)
{
    return strncmp(s, with, strlen(with)) == 0;
}

static const document *find_document(const report *r, const char *name,
                                     size_t n)
{
    for (size_t d = 0; d < r->ndocs; d++)
        if (strlen(r->doc[d]->stem) == n &&
            memcmp(r->doc[d]->stem, name, n) == 0)
            return r->doc[d];
    return NULL;
}

/* "%20" as a blank, and so on. */
static char *decode(const char *s)
{
    text_buf b = {0};
    text_put(&b, "");
    for (; *s != '\0'; s++) {
        char two[3] = {0};
        if (*s == '%' && strspn(s + 1, "0123456789abcdefABCDEF") >= 2) {
            memcpy(two, s + 1, 2);
            long c = strtol(two, NULL, 16);
            if (c >= 0x20) {
                text_printf(&b, "%c", (int)c);
                s += 2;
                continue;
            }
        }
        text_put_n(&b, s, 1);
    }
    return text_take(&b);
}

/* A picture or data of an item, a certificate: "figures/ID.svg". */
static bool put_file(text_buf *b, const page *p, const char *url)
{
    static const struct {
        const char *folder, *end, *add;
    } kinds[] = {{"figures/", ".svg", ""},
                 {"figures/", ".csv", ""},
                 {"certificates/", ".cert", ".txt"}};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        size_t n = strlen(url), skip = strlen(kinds[k].folder),
               end = strlen(kinds[k].end), i;
        text_buf id = {0};
        if (!starts(url, kinds[k].folder) || n < skip + end ||
            strcmp(url + n - end, kinds[k].end) != 0)
            continue;
        text_put_n(&id, url + skip, n - skip - end);
        text_put(&id, "");
        bool known = weave_find(p->s->rep, id.s, &i) &&
                     (strcmp(kinds[k].end, ".svg") != 0 || p->s->drawn[i]) &&
                     (strcmp(kinds[k].end, ".csv") != 0 ||
                      p->s->rep->res[i].it->kind == ITEM_TABLE ||
                      p->s->rep->res[i].it->kind == ITEM_FIGURE ||
                      p->s->rep->res[i].it->kind == ITEM_REGION) &&
                     (strcmp(kinds[k].end, ".cert") != 0 ||
                      p->s->rep->res[i].cert_file != NULL);
        text_clear(&id);
        if (known) {
            text_put(b, p->up);
            markdown_target(b, url);
            text_put(b, kinds[k].add);
        }
        return known;
    }
    return false;
}

/* "README.md#ref-KEY" and the like. */
static void put_summary(text_buf *b, const page *p, const char *fragment)
{
    if (starts(fragment, "ref-") && p->s->has_references) {
        text_printf(b, "%slists/references.html#", p->up);
        markdown_target(b, fragment);
    } else if (strcmp(fragment, "bibliography") == 0 &&
               p->s->has_references) {
        text_printf(b, "%slists/references.html", p->up);
    } else {
        text_printf(b, "%sindex.html", p->up);
    }
}

static bool is_section(const page *p, const char *fragment)
{
    text_buf line = {0};
    text_printf(&line, "\ns:%s\n", fragment);
    bool found = p->slugs.s != NULL && strstr(p->slugs.s, line.s) != NULL;
    text_clear(&line);
    return found;
}

static void put_chapter(text_buf *b, const page *p, const document *d,
                        const char *fragment)
{
    size_t i;
    if (d != p->doc || p->up[0] != '\0') {
        text_put(b, p->up);
        markdown_target(b, d->stem);
        text_put(b, ".html");
    }
    if (weave_find(p->s->rep, fragment, &i) &&
        weave_home(p->s->rep, i) == d) {
        text_put(b, "#");
        markdown_target(b, fragment);
    } else if (d == p->doc && is_section(p, fragment)) {
        text_put(b, "#s:");
        markdown_target(b, fragment);
    } else if (b->len == 0) {
        text_put(b, "#a:main");
    }
}

char *passage_link(const page *p, const char *url)
{
    text_buf b = {0};
    if (starts(url, "https://") || starts(url, "http://") ||
        starts(url, "mailto:"))
        text_put(&b, url);
    if (b.len > 0)
        return text_take(&b);
    char *plain = decode(url);
    size_t n = strcspn(plain, "#");
    const char *fragment = plain + n + (plain[n] == '#');
    const document *d = NULL;
    if (n == 0)
        d = p->doc;
    else if (n > 3 && memcmp(plain + n - 3, ".md", 3) == 0)
        d = find_document(p->s->rep, plain, n - 3);
    if (d != NULL)
        put_chapter(&b, p, d, fragment);
    else if (n == 9 && memcmp(plain, "README.md", 9) == 0)
        put_summary(&b, p, fragment);
    else if (!put_file(&b, p, plain))
        text_clear(&b);
    free(plain);
    return b.s != NULL ? text_take(&b) : NULL;
}
