/* theory/language/arena.h: memory that is freed all at once. */
#ifndef ASSAY_LANGUAGE_ARENA_H
#define ASSAY_LANGUAGE_ARENA_H

#include <stddef.h>

typedef struct arena_chunk arena_chunk;
typedef struct {
    arena_chunk *head;
} arena;

void *arena_alloc(arena *a, size_t n); /* zeroed */
char *arena_strndup(arena *a, const char *s, size_t n);
/* Room for element n of an array of n elements; returns the array, moved
 * when n is a power of two. */
void *arena_push(arena *a, void *array, size_t n, size_t elem_size);
void arena_clear(arena *a);

#endif
