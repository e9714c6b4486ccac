/* theory/language/mean/family.h: running through an item's variables. */
#ifndef ASSAY_LANGUAGE_FAMILY_H
#define ASSAY_LANGUAGE_FAMILY_H

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
} family_var;

/* A chain made ready: n relations, n + 1 sides. */
typedef struct {
    const ast_chain *src;
    function **side;
} family_chain;

typedef struct family family;
struct family {
    elab *e;
    const item *it;
    const char **name; /* of the locals: binders, then the unknown */
    size_t nlocals;
    expr *local;
    family_var *var; /* nbind */
    int nreal;       /* with the unknown */
    family_chain *where;
    binding binding;
    size_t tried, count;
    bool (*leaf)(family *f); /* at each combination; false: error or stop */
    void *ctx;
};

/* rows: every binder is run through; intervals are sampled. */
void family_init(family *f, elab *e, const item *it, bool rows);
void family_clear(family *f);
/* Calls leaf for every combination; false after a reported error. */
bool family_run(family *f);
/* The value of a compiled expression at the current combination. */
expr family_value(family *f, const function *fn);
family_chain family_compile_chain(family *f, const ast_chain *c);
void family_free_chain(family_chain *c);

/* domain.c: the values of binder k at the current combination; each calls
 * `next` (false stops).  Errors are reported. */
typedef bool family_next(family *f, size_t k);
bool domain_run(family *f, size_t k, family_next *next);

#endif
