/* Characters, badges and links of pages; everything is escaped here. */
#include "parts.h"

#include "../../figures/label.h"
#include "../../theory/document/author.h"
#include "../markdown.h"
#include "../outcome.h"
#include "../weave.h"

#include <ctype.h>
#include <string.h>

void html_text(text_buf *b, const char *s)
{
    label_xml(b, s != NULL ? s : "", 0);
}

void html_author(text_buf *b, const char *s)
{
    text_buf t = {0};
    author_put(&t, s != NULL ? s : "");
    html_text(b, t.s);
    text_clear(&t);
}

/* The bytes at s of a character that turns the direction of writing. */
static size_t turns(const char *s)
{
    const unsigned char *u = (const unsigned char *)s;
    if (u[0] != 0xe2)
        return 0;
    bool marks = u[1] == 0x80 && ((u[2] >= 0xaa && u[2] <= 0xae) ||
                                  u[2] == 0x8e || u[2] == 0x8f);
    return marks || (u[1] == 0x81 && u[2] >= 0xa6 && u[2] <= 0xa9) ? 3 : 0;
}

void html_lines(text_buf *b, const char *s, size_t n)
{
    text_put(b, "");
    for (const char *end = s + n; s < end; s++) {
        size_t skip = end - s >= 3 ? turns(s) : 0;
        unsigned char c = (unsigned char)*s;
        if (skip > 0 || (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f) {
            text_put(b, c == '\r' ? "" : "?");
            s += skip > 0 ? skip - 1 : 0;
            continue;
        }
        switch (c) {
        case '&': text_put(b, "&amp;"); break;
        case '<': text_put(b, "&lt;"); break;
        case '>': text_put(b, "&gt;"); break;
        case '"': text_put(b, "&quot;"); break;
        default: text_put_n(b, s, 1);
        }
    }
}

void html_slug(text_buf *b, const char *title)
{
    text_put(b, "s:");
    for (; *title != '\0'; title++) {
        unsigned char c = (unsigned char)*title;
        if (isalnum(c) || c == '-' || c == '_')
            text_printf(b, "%c", tolower(c));
        else if (c == ' ')
            text_put(b, "-");
    }
}

const char *html_class(verdict_kind v)
{
    switch (v) {
    case VERDICT_PROVED: return "proved";
    case VERDICT_REFUTED: return "refuted";
    case VERDICT_UNDECIDED: return "undecided";
    case VERDICT_ENCLOSED: return "enclosed";
    case VERDICT_ASSUMED: return "assumed";
    case VERDICT_NONE: break;
    }
    return "shown";
}

void html_badge(text_buf *b, verdict_kind v)
{
    text_printf(b, "<strong class=\"badge %s\">", html_class(v));
    weave_badge(b, v);
    text_put(b, "</strong>");
}

void html_address(text_buf *b, const page *p, size_t i)
{
    const document *home = weave_home(p->s->rep, i);
    if (home != p->doc || p->up[0] != '\0') {
        text_put(b, p->up);
        if (home != NULL)
            markdown_target(b, home->stem);
        text_put(b, home != NULL ? ".html" : "index.html");
    }
    text_put(b, "#");
    markdown_target(b, p->s->rep->res[i].it->id);
}

void html_link(text_buf *b, const page *p, size_t i)
{
    const result *r = &p->s->rep->res[i];
    text_put(b, "<a class=\"ref\" href=\"");
    html_address(b, p, i);
    text_put(b, "\">");
    if (outcome_has_verdict(r))
        text_printf(b, "<span class=\"mark %s\" title=\"%s\">%s</span> ",
                    html_class(r->verdict), verdict_name(r->verdict),
                    outcome_mark(r->verdict));
    text_put(b, "<code>");
    html_text(b, r->it->id);
    text_put(b, "</code></a>");
}

void html_path(text_buf *b, const document *d)
{
    text_buf t = {0};
    weave_put_path(&t, d);
    html_text(b, t.s);
    text_clear(&t);
}
