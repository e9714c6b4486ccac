/* Growing strings. */
#include "text.h"

#include "memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_clear(text_buf *b)
{
    free(b->s);
    *b = (text_buf){0};
}

static void reserve(text_buf *b, size_t more)
{
    if (b->len + more + 1 <= b->cap)
        return;
    b->cap = b->cap != 0 ? b->cap : 128;
    while (b->len + more + 1 > b->cap)
        b->cap *= 2;
    b->s = xrealloc(b->s, b->cap);
}

void text_put_n(text_buf *b, const char *s, size_t n)
{
    reserve(b, n);
    memcpy(b->s + b->len, s, n);
    b->len += n;
    b->s[b->len] = '\0';
}

void text_put(text_buf *b, const char *s)
{
    text_put_n(b, s, strlen(s));
}

void text_printf(text_buf *b, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n > 0) {
        reserve(b, (size_t)n);
        vsnprintf(b->s + b->len, (size_t)n + 1, fmt, again);
        b->len += (size_t)n;
    }
    va_end(again);
}

char *text_take(text_buf *b)
{
    char *s = b->s != NULL ? b->s : xstrdup("");
    *b = (text_buf){0};
    return s;
}
