/* Text from documents made harmless for gnuplot, dot and XML. */
#include "label.h"

#include "../theory/document/author.h"

#include <stdint.h>
#include <string.h>

/* The code point at s and its bytes; 0 bytes when malformed (RFC 3629: no
 * overlong form, no surrogate, nothing above U+10FFFF). */
static size_t decode(const unsigned char *s, uint32_t *cp)
{
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    size_t n = s[0] < 0x80 ? 1 : (s[0] & 0xe0) == 0xc0 ? 2
             : (s[0] & 0xf0) == 0xe0 ? 3 : (s[0] & 0xf8) == 0xf0 ? 4 : 0;
    if (n == 0)
        return 0;
    uint32_t c = n == 1 ? s[0] : s[0] & (0xffu >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        if ((s[i] & 0xc0) != 0x80)
            return 0;
        c = c << 6 | (s[i] & 0x3f);
    }
    if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        return 0;
    *cp = c;
    return n;
}

static bool is_space(uint32_t c)
{
    return c <= 0x20 || c == 0x7f || (c >= 0x80 && c <= 0x9f) ||
           c == 0x2028 || c == 0x2029;
}

static bool is_forbidden(uint32_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0x200e || c == 0x200f || c == 0xfeff || (c & 0xfffe) == 0xfffe;
}

void label_clean(text_buf *out, const char *s, size_t max)
{
    const unsigned char *p = (const unsigned char *)s;
    size_t count = 0;
    bool space = false;
    text_put(out, "");
    while (*p != 0) {
        uint32_t c = 0;
        size_t n = decode(p, &c);
        if (n != 0 && is_space(c)) {
            space = count > 0;
            p += n;
            continue;
        }
        if (max != 0 && count + space >= max) {
            text_put(out, "…");
            return;
        }
        if (space) {
            text_put(out, " ");
            count++;
        }
        space = false;
        if (n == 0 || is_forbidden(c))
            text_put(out, "?");
        else
            text_put_n(out, (const char *)p, n);
        p += n != 0 ? n : 1;
        count++;
    }
}

void label_gnuplot(text_buf *out, const char *s, size_t max)
{
    text_buf b = {0}, t = {0};
    author_put(&t, s); /* all labels of plots are an author's */
    label_clean(&b, t.s != NULL ? t.s : "", max);
    text_clear(&t);
    text_put(out, "'");
    for (const char *p = b.s; *p != '\0'; p++) {
        if (*p == '\'')
            text_put(out, "’");
        else
            text_put_n(out, p, 1);
        /* gnuplot's SVG terminal passes character references through */
        if (*p == '&' && p[1] == '#')
            text_put(out, " ");
        /* and `]]>`, which must not stand in XML text */
        if (*p == ']' && p[1] == '>')
            text_put(out, " ");
    }
    text_put(out, "'");
    text_clear(&b);
}

void label_xml(text_buf *out, const char *s, size_t max)
{
    text_buf b = {0};
    label_clean(&b, s, max);
    text_put(out, "");
    for (const char *p = b.s; *p != '\0'; p++)
        switch (*p) {
        case '&': text_put(out, "&amp;"); break;
        case '<': text_put(out, "&lt;"); break;
        case '>': text_put(out, "&gt;"); break;
        case '"': text_put(out, "&quot;"); break;
        case '\'': text_put(out, "&#39;"); break;
        default: text_put_n(out, p, 1);
        }
    text_clear(&b);
}

size_t label_length(const char *s)
{
    size_t n = 0;
    for (; *s != '\0'; s++)
        n += ((unsigned char)*s & 0xc0) != 0x80;
    return n;
}
