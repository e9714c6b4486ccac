/* theory/language/mean/expansion.h: running through an item's variables. */
#ifndef ASSAY_LANGUAGE_EXPANSION_H
#define ASSAY_LANGUAGE_EXPANSION_H

#include "code.h"

/* A binder made ready. */
typedef struct {
    const binder *b;
    bool real;         /* a variable of the problem, not run through */
    int var;           /* real: its number */
    function *lo, *hi; /* NULL: infinite */
    function **list;
    range box;             /* real: its range for the current instance */
    sign_condition end[2]; /* real: hypotheses for irrational ends */
    size_t nends;
} expansion_var;

/* A chain made ready: n relations, n + 1 sides. */
typedef struct {
    const ast_chain *src;
    function **side;
} expansion_chain;

typedef struct expansion expansion;
struct expansion {
    elab *e;
    const item *it;
    const char **name; /* of the locals: binders, then the unknown */
    size_t nlocals;
    expr *local;
    expansion_var *var; /* nbind */
    int nreal;       /* with the unknown */
    expansion_chain *where;
    binding binding;
    size_t tried, count;
    bool (*leaf)(expansion *f); /* at each combination; false: error or stop */
    void *ctx;
};

/* rows: every binder is run through; intervals are sampled. */
void expansion_init(expansion *f, elab *e, const item *it, bool rows);
void expansion_clear(expansion *f);
/* Calls leaf for every combination; false after a reported error. */
bool expansion_run(expansion *f);
/* The value of a compiled expression at the current combination. */
expr expansion_value(expansion *f, const function *fn);
expansion_chain expansion_compile_chain(expansion *f, const ast_chain *c);
void expansion_free_chain(expansion_chain *c);

/* domain.c: the values of binder k at the current combination; each calls
 * `next` (false stops).  Errors are reported. */
typedef bool expansion_next(expansion *f, size_t k);
bool domain_run(expansion *f, size_t k, expansion_next *next);

#endif
