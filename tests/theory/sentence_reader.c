/* tests/theory/sentence_reader.c: see sentence_reader.h. */
#include "sentence_reader.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool match(const char *p, const char *s, reading *r);

/* The rest after n bytes of s went into the next slot. */
static bool take(const char *p, const char *s, size_t n, reading *r)
{
    if (r->n == MAX_SLOTS || n >= SLOT_SIZE)
        return false;
    memcpy(r->slot[r->n], s, n);
    r->slot[r->n++][n] = '\0';
    if (match(p, s + n, r))
        return true;
    r->n--;
    return false;
}

static size_t digits(const char *s)
{
    return strspn(s, "0123456789");
}

/* "-1/2", "0.12(1)e-7", "[1, 2]"; 0: none. */
static size_t number_length(const char *s)
{
    if (*s == '[') {
        const char *end = strchr(s, ']');
        return end != NULL ? (size_t)(end - s) + 1 : 0;
    }
    size_t n = *s == '-', d = digits(s + n);
    if (d == 0)
        return 0;
    n += d;
    if (s[n] == '.' && digits(s + n + 1) > 0)
        n += 1 + digits(s + n + 1);
    if (strncmp(s + n, "(1)", 3) == 0)
        n += 3;
    if (s[n] == 'e') {
        size_t sign = s[n + 1] == '-' || s[n + 1] == '+';
        n += 1 + sign + digits(s + n + 1 + sign);
    }
    if (s[n] == '/' && digits(s + n + 1) > 0)
        n += 1 + digits(s + n + 1);
    return n;
}

static size_t name_length(const char *s)
{
    size_t n = 0;
    if (!isalpha((unsigned char)*s))
        return 0;
    while (isalnum((unsigned char)s[n]) || s[n] == '_')
        n++;
    return n;
}

/* A coordinate, "x = 1/2" or "S = wide"; 0: none. */
static size_t coordinate_length(const char *s)
{
    size_t w = name_length(s);
    size_t d =
        w > 0 && strncmp(s + w, " = ", 3) == 0 ? number_length(s + w + 3) : 0;
    if (w > 0 && d == 0 && strncmp(s + w, " = ", 3) == 0)
        d = name_length(s + w + 3);
    return d > 0 ? w + 3 + d : 0;
}

/* One coordinate, or several: as many as fit, or fewer. */
static bool match_point(const char *p, const char *s, size_t n, reading *r)
{
    size_t next = coordinate_length(s + n);
    if (next == 0)
        return false;
    n += next;
    if (strncmp(s + n, ", ", 2) == 0 && match_point(p, s, n + 2, r))
        return true;
    return take(p, s, n, r);
}

static bool match_choice(const char *p, const char *s, reading *r)
{
    const char *end = strchr(p, '}');
    for (const char *word = p + 1; word <= end;) {
        size_t n = strcspn(word, "|}");
        if (strncmp(s, word, n) == 0 && take(end + 1, s, n, r))
            return true;
        word += n + 1;
    }
    return false;
}

static bool match_slot(const char *p, const char *s, reading *r)
{
    size_t n = 0;
    if (p[2] != '}')
        return match_choice(p, s, r);
    switch (p[1]) {
    case 'T':
        for (n = 1; n <= strlen(s); n++)
            if (take(p + 3, s, n, r))
                return true;
        return false;
    case 'N':
        n = number_length(s);
        break;
    case 'C':
        n = strspn(s, "0123456789,");
        break;
    case 'W':
        n = name_length(s);
        break;
    case 'P':
        return match_point(p + 3, s, 0, r);
    default:
        return match_choice(p, s, r);
    }
    return n > 0 && take(p + 3, s, n, r);
}

static bool match(const char *p, const char *s, reading *r)
{
    while (*p != '\0' && *p != '{' && *p == *s) {
        p++;
        s++;
    }
    if (*p == '{')
        return match_slot(p, s, r);
    return *p == '\0' && *s == '\0';
}

bool reader_match(const char *pattern, const char *s, reading *r)
{
    r->n = 0;
    return match(pattern, s, r);
}
