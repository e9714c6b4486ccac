/* numerics/base/memory.h: allocation that cannot fail quietly. */
#ifndef ASSAY_MEMORY_H
#define ASSAY_MEMORY_H

#include <stddef.h>

/* As malloc, calloc, realloc and strdup, but out of memory prints one line
 * and exits with status 3: no caller could go on with a proof. */
void *xmalloc(size_t n);
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *p, size_t n);
char *xstrdup(const char *s);

/* When memory has run out, say is called before the process ends; it must not
 * allocate.  Before any thread is started. */
void memory_at_end(void (*say)(void));

#endif
