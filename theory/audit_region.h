/* theory/audit_region.h: the parts of audit_region*.c, for one another.
 *
 *   audit_region.c       the paving, its file, the result
 *   audit_region_tile.c  what holds on one tile
 */
#ifndef ASSAY_AUDIT_REGION_H
#define ASSAY_AUDIT_REGION_H

#include "audit_internal.h"

typedef struct {
    mpq_t lo[2], hi[2];
    char state;
    int level; /* quarterings so far */
} tile;

typedef struct {
    audit *a;
    roster *f;
    int v[2];      /* the parameters' numbers in the problems */
    tile *tile;
    size_t n, cap;
    size_t next;   /* the first tile not looked at: they come level by level */
    size_t leaves;
    mpq_t total, sum_true, sum_false;
    region_accept accept; /* who decides, with ctx */
    void *ctx;
    /* the certificate: what was decided so far, and what is still to be
     * replayed (NULL: nothing, the search goes on) */
    text_buf out;
    const char *in;
    int line;
    bool search;   /* after the certificate's end */
    char *err;     /* why `in` cannot be used; owned */
} region;

/* '+', '-' or '?' for a tile, found by search; the certificate grows by it. */
char region_decide(region *t, const tile *b);
/* The same from the certificate; false when it does not stand there. */
bool region_read(region *t, const tile *b, char *state);

#endif
