/* theory/audit/region.h: the parts of region*.c, for one another.
 *
 *   region.c         the paving
 *   region_file.c    its file
 *   region_result.c  shares and verdict
 *   region_search.c  what a tile is tried as
 *   region_parts.c   tiles by threads
 *   region_share.c   tiles by several runs
 *   region_read.c    what a certificate says of it
 *   region_tile.c    what is certified of it
 *   region_seal.c    that it was, as a value
 *
 * The parameters of a point are admitted when some values of the others, each
 * in its range, satisfy the conditions.  A tile's state holds at every point
 * of the tile that the rectangle holds (its ends may be open):
 *
 *   '+'  admitted, and the claim is true for all admitted values
 *   '-'  admitted, and the claim is false for some admitted values
 *   '/'  not admitted: outside
 *   '?'  open
 *
 * Where the edge of what is admitted runs along tiles, a '/' tile may have
 * admitted points on its own edge, and there alone; `edge` says what is known
 * of them:
 *
 *   '/'  there are none
 *   '+'  the claim is true for all admitted values
 *   '-'  the claim is false for all admitted values
 *   '?'  nothing
 */
#ifndef ASSAY_AUDIT_REGION_H
#define ASSAY_AUDIT_REGION_H

#include "audit_internal.h"

enum {
    REGION_PATH_BITS = 62,
    REGION_LEFT = '.' /* the state of a tile that is another share's */
};

typedef struct region_seal region_seal;

typedef struct {
    mpq_t lo[2], hi[2];
    char state, edge;
    region_seal *seal; /* that it has this state, or NULL; owned */
    bool quartered;    /* its quarters stand for it */
    int level;         /* quarterings so far */
    uint64_t path;     /* 1, then a base 4 digit a quartering; 0: too long */
} tile;

typedef struct {
    audit *a;
    instances *f;
    int v[2];      /* the parameters' numbers in the problems */
    tile *tile;
    size_t n, cap;
    size_t next;   /* the first tile not looked at: they come level by level */
    size_t leaves;
    mpq_t total, share;
    mpq_t yes, no, out; /* areas of '+', '-' and '/', once counted */
    mpq_t *witness;     /* a point where goal wg of instance wk is false; owned,
                         * NULL while no tile is false */
    size_t wk, wg;
    region_accept accept; /* who decides, with ctx; NULL: the judge, whose */
    void *ctx;            /* seals are kept while a tile is at hand: */
    struct region_word *word;
    size_t nwords, words_cap;
    struct {
        size_t k, g;
        mpq_t *y; /* owned, or NULL */
    } about; /* what they show, of which values of the others */
    /* the certificate: what was decided so far, and what is still to be
     * replayed (NULL: nothing, the search goes on) */
    text_buf text;
    const char *in;
    int line;
    bool search;   /* after the certificate's end */
    struct region_part *part; /* region_share.c's; NULL: the whole */
    struct region_guide *guide; /* region_search.c's, or NULL */
    char *err;     /* why `in` cannot be used; owned */
} region;

/* ---- region_seal.c ---- */

/* Is goal g of p proved by tree?  Then the judge's seal is kept. */
bool region_accepts(region *t, problem *p, size_t g, const cert_node *tree,
                    size_t *leaves) __attribute__((warn_unused_result));
/* Forgets the judge's seals of trees written since the text was so long. */
void region_unseal(region *t, size_t len);
void region_words_free(region *t);
/* The seal of a tile whose state the judge's seals show, and no other; they are
 * forgotten.  NULL where nobody has sealed anything. */
region_seal *region_seal_tile(region *t, const tile *b);
/* The state and the edge that b's seal is for; '?' without one for this very
 * tile. */
char region_sealed(const tile *b);
char region_sealed_edge(const tile *b);
void region_seal_free(region_seal *s);

/* ---- region.c, region_file.c ---- */

/* The area of b, or of what is this share's of it. */
void region_area(const region *t, const tile *b, mpq_ptr r);
/* The path of quarter k. */
uint64_t region_path(uint64_t path, uint64_t k);
/* The tiles of a certificate; NULL when it is for something else. */
const char *region_file_tiles(const audit *a, const instances *f,
                              const char *text, int *line);
/* Writes what was certified to a file of this name; false where there is no place
 * for it, or after a reported error. */
bool region_file_keep(const region *t, const char *id)
    __attribute__((warn_unused_result));

/* ---- region_share.c ---- */

/* Is the whole to be paved?  Else a share of it (t->part), or nothing. */
bool region_share_begin(region *t);
/* Takes from b's area what is not this share's. */
void region_share_of_area(const region *t, const tile *b, mpq_ptr area);
/* b's state, edge and seal: from what a share has written, or by search. */
void region_look(region *t, tile *b);
/* After it: the shares that were there or not; the file of this one; theirs are not
 * wanted any more. */
void region_share_note(const region *t);
void region_share_keep(region *t);
void region_share_tidy(const region *t);
void region_share_free(region *t);

/* ---- region_search.c and others ---- */

/* Takes back what the certificate has grown by since. */
void region_forget(region *t, size_t len, size_t leaves);

/* Frees what the search has kept. */
void region_guides_free(region *t);
/* Sets a tile's state and edge, found by search; the certificate grows. */
void region_decide(region *t, tile *b);
/* region_parts.c: are instances small enough to be copied?  Then the tiles that
 * come next are decided, up to `most` of them and *n in all, but nothing is
 * noted, until each in turn is taken. */
typedef struct {
    char state, edge;
    region_seal *seal;
    char *text;
    size_t leaves;
    mpq_t *witness;
    size_t wk, wg;
} region_decided;
bool region_parts_pay(const region *t);
region_decided *region_parts_decide(region *t, mpq_srcptr missing, size_t most,
                                    size_t *n);
void region_parts_take(region *t, tile *b, region_decided *d);
void region_parts_free(const region *t, region_decided *d, size_t n);
/* The same from the certificate; false when it does not stand there. */
bool region_read(region *t, tile *b)
    __attribute__((warn_unused_result));

/* What has to be shown, as problems to `all`; false where it cannot be, or y is
 * no value of the others. */
bool region_ask_holds(const region *t, const tile *b, instances *all);
bool region_ask_outside(const region *t, const tile *b, bool inner,
                        instances *all);
bool region_ask_never(const region *t, const instance *m, const tile *b,
                      size_t g, instances *all);
bool region_ask_admitted(const region *t, const instance *m, const tile *b,
                         mpq_t *y, instances *all);
bool region_ask_fails(const region *t, const instance *m, const tile *b,
                      size_t g, mpq_t *y, instances *all);

/* What is certified of a tile: each by trees, from the certificate that is
 * read or else found, which the checker accepts; those are written down.
 * Every goal of every instance holds wherever it is admitted. */
bool region_holds_on(region *t, const tile *b)
    __attribute__((warn_unused_result));
/* No instance admits a point of it, or (inner) of what is left of it without
 * its edge: -1 >= 0 holds wherever one does. */
bool region_is_outside(region *t, const tile *b, bool inner)
    __attribute__((warn_unused_result));
/* Goal g of m is false wherever it is admitted. */
bool region_never_holds(region *t, const instance *m, const tile *b, size_t g)
    __attribute__((warn_unused_result));
/* With the others at y, m's conditions hold on all of it. */
bool region_is_admitted(region *t, const instance *m, const tile *b, mpq_t *y)
    __attribute__((warn_unused_result));
/* The same, and goal g is false on all of it. */
bool region_fails_with(region *t, const instance *m, const tile *b, size_t g,
                       mpq_t *y) __attribute__((warn_unused_result));
/* The line that begins a tile ("+", "/ -", ...): n numbers (counted from 0
 * here, from 1 there) and a value for each of nvars variables. */
void region_put_tile(region *t, const char *state, const size_t *number, int n,
                     mpq_t *y, int nvars);

/* Shares, tiles and verdict.  False: an error was reported. */
bool region_report(region *t) __attribute__((warn_unused_result));

#endif
