/* Collected errors: owned strings, at most MAX_ERRORS of them. */
#include "program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAX_ERRORS = 20
};

char *lang_format(const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    size_t size = n > 0 ? (size_t)n + 1 : 1;
    char *s = xmalloc(size);
    s[0] = 0;
    vsnprintf(s, size, fmt, again);
    va_end(again);
    return s;
}

void lang_errors_clear(lang_errors *e)
{
    for (size_t i = 0; i < e->n; i++) {
        free(e->v[i].message);
        free(e->v[i].excerpt);
    }
    free(e->v);
    *e = (lang_errors){0};
}

bool lang_errors_full(const lang_errors *errs)
{
    return errs->n >= MAX_ERRORS;
}

void lang_errors_add(lang_errors *e, lang_pos pos, const char *excerpt,
                     const char *fmt, ...)
{
    if (e->n >= MAX_ERRORS) {
        e->more++;
        return;
    }
    if (!e->v)
        e->v = xmalloc(MAX_ERRORS * sizeof *e->v);
    va_list ap;
    va_start(ap, fmt);
    char *message = lang_format(fmt, ap);
    va_end(ap);
    lang_error *x = &e->v[e->n++];
    x->pos = pos;
    x->message = message;
    x->excerpt = excerpt ? xstrdup(excerpt) : NULL;
}
