/* Allocation that cannot fail quietly. */
#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Set once, before any thread is started; see memory.h. */
static void (*last_words)(void);

void memory_at_end(void (*say)(void))
{
    last_words = say;
}

static void *or_die(void *p)
{
    if (p == NULL) {
        fputs("assay: out of memory; see --max-memory\n", stderr);
        if (last_words != NULL)
            last_words();
        _Exit(3);
    }
    return p;
}

void *xmalloc(size_t n)
{
    return or_die(malloc(n != 0 ? n : 1));
}

void *xcalloc(size_t n, size_t size)
{
    return or_die(calloc(n != 0 ? n : 1, size != 0 ? size : 1));
}

void *xrealloc(void *p, size_t n)
{
    return or_die(realloc(p, n != 0 ? n : 1));
}

char *xstrdup(const char *s)
{
    size_t n = strlen(s) + 1;
    return memcpy(xmalloc(n), s, n);
}
