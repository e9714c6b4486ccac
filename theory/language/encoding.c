/* What text may consist of at all. */
#include "encoding.h"

#include <stdint.h>

/* Decodes one character; 0 on malformed input (RFC 3629: no overlong forms,
 * no surrogates, nothing above U+10FFFF). */
static size_t decode(const unsigned char *s, size_t n, uint32_t *out)
{
    if (s[0] < 0x80) {
        *out = s[0];
        return 1;
    }
    size_t len = s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;
    if (s[0] < 0xc2 || s[0] > 0xf4 || len > n)
        return 0;
    uint32_t c = s[0] & (0xffu >> (len + 1));
    for (size_t i = 1; i < len; i++) {
        if ((s[i] & 0xc0) != 0x80)
            return 0;
        c = c << 6 | (s[i] & 0x3fu);
    }
    if ((len == 3 && c < 0x800) || (len == 4 && c < 0x10000) ||
        (c >= 0xd800 && c <= 0xdfff) || c > 0x10ffff)
        return 0;
    *out = c;
    return len;
}

/* Characters that change the order in which text is shown, so that a reader
 * would see something else than what is checked (Boucher and Anderson,
 * "Trojan Source", 2021). */
static bool reorders(uint32_t c)
{
    return c == 0x61c || c == 0x200e || c == 0x200f ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

bool encoding_validate(const char *text, size_t n, size_t *at,
                       const char **msg)
{
    for (size_t i = 0; i < n;) {
        uint32_t c = 0;
        size_t len = decode((const unsigned char *)text + i, n - i, &c);
        *at = i;
        *msg = NULL;
        if (!len)
            *msg = "this is not valid UTF-8";
        else if (c == 0)
            *msg = "a NUL byte cannot stand in a document";
        else if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
                 (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029)
            *msg = "a control character cannot stand in a document";
        else if (c == '\r' && (i + 1 == n || text[i + 1] != '\n'))
            /* CommonMark ends a line there, editors and we do not */
            *msg = "a carriage return without a line feed cannot stand in a "
                   "document";
        else if (reorders(c))
            *msg = "a character that reorders text cannot stand in a "
                   "document";
        if (*msg)
            return false;
        i += len;
    }
    return true;
}
