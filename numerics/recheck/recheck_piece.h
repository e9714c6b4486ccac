/* numerics/recheck/recheck_piece.h: pieces of an integral's range, for
 * recheck_integral.c. */
#ifndef ASSAY_RECHECK_PIECE_H
#define ASSAY_RECHECK_PIECE_H

#include "recheck_integral.h"

enum {
    RECHECK_MOST_PIECES = 2000
};

typedef struct {
    arf_t p, q;
    rrange v;
    arf_t loss; /* of width, that cutting could save */
    bool p_end, q_end, ok, continuous, decided;
    int deep;
} recheck_piece;

typedef struct {
    const recheck_integrand *f;
    slong prec, bits;
    int m; /* even: the remainder's order */
    rrange *c;
    size_t budget; /* pieces that may still be looked at */
    bool continuous, decided, moves, rough; /* rough: no polynomials yet */
    bool whole; /* f may jump at whole numbers */
} recheck_work;

typedef struct {
    recheck_piece *v;
    size_t n, cap;
} recheck_pieces;

recheck_piece *recheck_piece_append(recheck_pieces *ps);
void recheck_piece_release(recheck_pieces *ps);
void recheck_piece_spread(arf_t d, const rrange *v); /* v's width, upward */
/* r encloses the integral over `range`, p_end and q_end: an end of the whole;
 * part: with any part of it.  false: that is not known. */
bool recheck_piece_over(recheck_work *w, rrange *r, const recheck_piece *range,
                        bool part);

/* recheck_bend.c: m in the piece, next to a kink of f; false: there is none, or
 * any other place is as good. */
bool recheck_bend_cut(recheck_work *w, const recheck_piece *s, arf_t m);

#endif
