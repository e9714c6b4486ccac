/* theory/language/mean/sequence.h: arbitrary sequences in a statement.
 *
 * A claim for u(k in lo..hi) is one for all real numbers u(lo), ..., u(hi) that
 * satisfy the conditions.  Where hi is a number these are variables.  Where hi
 * is n + d for a whole n, only the values that occur are: u at a number, and u
 * at n + d.  A condition in which k stands is for every k from lo to hi at
 * which all values in it exist.  It is used at those k at which they occur; what is proved under fewer conditions is true under all.
 *
 * A value exists when its index is from lo to hi for all n of the problem;
 * one of which that is not known is an error.  Believed. */
#ifndef ASSAY_LANGUAGE_SEQUENCE_H
#define ASSAY_LANGUAGE_SEQUENCE_H

#include "expansion.h"
#include "symbolic.h"

/* A whole number; or variable var, one over `m..inf`, and d. */
typedef struct {
    int var; /* -1: a number */
    long d;
} sequence_index;

typedef struct {
    function *lo, *hi;
    sequence_index last;
    long first;
} sequence_ends;

typedef struct sequences sequences;
struct sequences {
    const item *it;
    sequence_ends *ends;      /* it->nseq */
    expansion_chain *about;   /* it->nabout */
    bool trying;              /* a value that does not exist is no error */
    bool dry;                 /* none is made */
    bool missing;             /* one did not exist, or was not made */
    sequence_index base;      /* dry: values at var + least .. var + most are */
    long least, most;         /* made */
    bool whole;               /* all of all sequences are in the problem */
};

/* The item's sequences, made ready in the scope of f; e->sequences is set when
 * there are any. */
void sequence_begin(expansion *f);
void sequence_end(expansion *f); /* harmless when there are none */
/* The number of the sequence of this name, or -1. */
int sequence_find(const elab *e, const char *name);
/* Their ends at the present combination.  False after a reported error. */
bool sequence_set_ends(expansion *f);
/* Does the index of this name run over i, at every point of the problem? */
bool sequence_runs_over(const elab *e, const char *index, sequence_index i);
/* The machine's: the value of a sequence at the index on the stack. */
bool sequence_value(elab *e, const instr *in);
/* Does the problem hold the sequences' values and nothing else that is opaque:
 * is it the statement itself at this combination? */
bool sequence_is_whole(const elab *e);

#endif
