/* theory/language/mean/symbolic.h: sums and recursions at a symbolic index.
 *
 * Where n is a real variable that stands for a whole number, sum(k in 1..n, ...)
 * and f(n - 1), f a definition that calls itself, have no formula.  Each is
 * then a real variable of its own, said to be opaque.  What is proved for all
 * values of the opaque variables is proved for the true ones, whatever they
 * are; so only two things have to be right:
 *
 *  - one variable for two values only where they are the same value: the same
 *    definition or the same fold as it is written, at the same other
 *    arguments (equal as expressions, or everywhere defined and equal by
 *    normal forms), at the same index;
 *  - one value in terms of another as the language defines it: a sum up to
 *    n + 1 is that up to n and one more term, where n + 1 is at least the
 *    lower end; a call is its body, with conditions that are the same on the
 *    whole range of n.
 *
 * That an opaque value is defined at all must be known from elsewhere: see
 * argument.c.  Believed. */
#ifndef ASSAY_LANGUAGE_SYMBOLIC_H
#define ASSAY_LANGUAGE_SYMBOLIC_H

#include "machine.h"

enum {
    MAX_OPAQUE = 20,      /* values in one problem */
    MAX_UNFOLDED = 1000,  /* terms of one fold */
    MAX_OFFSET = 1000000  /* d, where the index is c*n + d; and c */
};

/* Values that are one another's neighbours: f(..., n + d, ...) or a fold up to
 * c*n + d, for all d. */
typedef struct {
    bool call, sequence; /* both false: a fold */
    uint32_t what;      /* the let, the sequence, or the fold's kind */
    char *body;         /* the fold's index and body, as they are written, and
                           which of the names are locals around it */
    long lo, slope;     /* the fold's lower end; c, 0: the index is an argument */
    size_t place;       /* the call's argument that is n + d */
    expr *arg;          /* the other arguments, or what the body sees */
    size_t nargs;
    bool met;
    long least;         /* the least d that was met */
    bool bounded;
    long floor;         /* up to this d they are opaque; beyond, written out */
} symbolic_family;

typedef struct {
    size_t family;
    long d;
    char *name;
} symbolic_value;

typedef struct symbolic symbolic;
struct symbolic {
    int var;            /* the index n; -1: every value is opaque */
    const range *over;  /* n's */
    int first;          /* number of the first opaque variable */
    symbolic_family *family;
    size_t nfamilies;
    symbolic_value value[MAX_OPAQUE];
    size_t n;
    eval *ev;           /* over n's range */
    uint8_t *recursive; /* by let: 0 not known, 1 no, 2 yes */
    size_t nrecursive;
};

/* All values are opaque until symbolic_bound is called.  over: must outlive
 * it.  e->symbolic is set. */
void symbolic_begin(elab *e, int var, const range *over, int first);
void symbolic_end(elab *e); /* harmless when there is none */
/* From here on values are written out down to those of the hypotheses at
 * n - 1, ..., n - depth, of the values met so far. */
void symbolic_bound(elab *e, long depth);
/* The opaque variables, as bits, but for values of sequences: these exist. */
uint64_t symbolic_mask(const symbolic *s);

/* A fold as an opaque value and the terms behind it: those at the indices
 * origin + i, from < i <= to. */
typedef struct {
    operand acc;
    expr origin;
    long from, to;
} symbolic_sum;

/* The machine's fold in frame f, from lo to hi, which has variables in it.
 * False after a reported error. */
bool symbolic_fold(elab *e, const instr *in, const frame *f, long lo,
                   operand hi, symbolic_sum *r);
/* Does the call of let fn stand for an opaque value?  Then *r is it.  False
 * after a reported error; *is: it is opaque. */
bool symbolic_call(elab *e, const instr *in, const operand *arg, operand *r,
                   bool *is);
/* For symbolic_call.c.  x = slope*n + d with whole numbers and slope > 0? */
bool symbolic_index_of(elab *e, expr x, long *slope, long *d);
/* The same for another variable. */
bool symbolic_index_in(elab *e, expr x, int var, long *slope, long *d);
/* The number of a family like *f, whose memory it takes; that its value d
 * occurs; and the variable that is this value, which is called `name`, or by
 * its number, too, where it is no sequence's.  False after a reported error. */
size_t symbolic_find_family(elab *e, symbolic_family *f);
void symbolic_meet(symbolic_family *f, long d);
bool symbolic_opaque(elab *e, const instr *in, size_t family, long d,
                     const char *name, operand *r);
/* x rel y, where n is the only variable, if it is the same for all n. */
tri symbolic_relation(elab *e, rel_kind rel, expr x, expr y);

#endif
