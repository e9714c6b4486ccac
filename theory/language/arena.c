/* Memory that is freed all at once. */
#include "arena.h"
#include "../../numerics/base/memory.h"

#include <assert.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct arena_chunk {
    arena_chunk *next;
    size_t used, size;
    alignas(max_align_t) unsigned char data[];
};

enum {
    CHUNK = 16384
};

void *arena_alloc(arena *a, size_t n)
{
    size_t align = alignof(max_align_t);
    assert(n < SIZE_MAX / 2);
    n = (n + align - 1) / align * align;
    arena_chunk *c = a->head;
    if (!c || c->size - c->used < n) {
        size_t size = n > CHUNK ? n : CHUNK;
        c = xmalloc(sizeof *c + size);
        c->next = a->head;
        c->used = 0;
        c->size = size;
        a->head = c;
    }
    void *p = c->data + c->used;
    c->used += n;
    return memset(p, 0, n);
}

char *arena_strndup(arena *a, const char *s, size_t n)
{
    char *p = arena_alloc(a, n + 1);
    memcpy(p, s, n);
    return p;
}

void *arena_push(arena *a, void *array, size_t n, size_t elem_size)
{
    if (n & (n - 1))
        return array; /* capacity is the next power of two */
    size_t cap = n ? 2 * n : 1;
    assert(cap < SIZE_MAX / elem_size);
    void *p = arena_alloc(a, cap * elem_size);
    if (n)
        memcpy(p, array, n * elem_size);
    return p;
}

void arena_clear(arena *a)
{
    while (a->head) {
        arena_chunk *next = a->head->next;
        free(a->head);
        a->head = next;
    }
}
