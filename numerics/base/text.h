/* numerics/base/text.h: growing strings. */
#ifndef ASSAY_TEXT_H
#define ASSAY_TEXT_H

#include <stddef.h>

/* Zero-initialise; s is NUL-terminated once anything was put. */
typedef struct {
    char *s;
    size_t len, cap;
} text_buf;

void text_clear(text_buf *b);
void text_put(text_buf *b, const char *s);
void text_put_n(text_buf *b, const char *s, size_t n);
void text_printf(text_buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The string, never NULL, now the caller's; b is empty again. */
char *text_take(text_buf *b);

#endif
