/* theory/language/vocabulary.h: the words of the language, in one place. */
#ifndef ASSAY_LANGUAGE_VOCABULARY_H
#define ASSAY_LANGUAGE_VOCABULARY_H

#include "language.h"
#include "suggest.h"
#include "../../numerics/base/limits.h"

enum {
    MAX_NAME = 64,        /* bytes of a name */
    MAX_ID = 100,         /* bytes of an id or a citation key */
    MAX_STRING = 1000,    /* bytes of a string */
    MAX_DIGITS = 10000,   /* digits of a number */
    MAX_EXPONENT = LIMIT_EXPONENT, /* decimal exponent of a number */
    MAX_NESTING = 500,    /* parentheses, calls, signs, exponents */
    MAX_HEIGHT = 4000,    /* of a syntax tree: long sums lean left */
    MAX_PARAMS = 64,
    MAX_BINDERS = 52, /* fewer than EXPR_BOUND_FIRST */
    MAX_LIST = 1000,    /* citations, uses, conditions, columns, ... */
    MAX_SEQUENCES = 4, /* of one item */
    MAX_SHIFT = 10,    /* k + 10 */
    MAX_BY = 20,        /* statements, and conditions, behind `by` */
    MAX_ASTS = 1000000, /* nodes of all trees of a program */
    MAX_NUMBER_BYTES = 64 * 1024 * 1024 /* of all its numbers */
};

/* What a built-in function is when it is no operation of its own. */
enum {
    BUILTIN_FOLD = -1, /* it needs an index */
    BUILTIN_LOG2 = -2, /* log(x)/log(2), and so on */
    BUILTIN_LOG10 = -3,
    BUILTIN_SIGN = -4, /* -1, 0 or 1, by conditions */
    /* whole numbers in, one out, or the Gamma function (mean/whole.c) */
    BUILTIN_FACTORIAL = EXPR_OP_COUNT,
    BUILTIN_BINOMIAL
};

typedef struct {
    const char *name;
    int op;    /* expr_op, or one of the above */
    int nargs; /* -1: two or more */
} builtin;

/* NULL when the word names no built-in function. */
const builtin *builtin_find(const char *word);
/* True when the word may not be a name: if then else and in inf pi and the
 * built-in functions. */
bool builtin_is_reserved(const char *word);
/* 1 for an integral's end inf, -1 for -inf, 0 for all other trees. */
int builtin_infinite_end(const ast *a);
/* Is this fold an integral, or normal_mean, total_variation or a sum to
 * infinity, which are? */
bool builtin_is_integral(const ast *a);
bool builtin_is_distance(const ast *a); /* total_variation */
bool builtin_is_series(const ast *a);
void builtin_offer(suggestion *s); /* functions and pi */

/* The kind whose keyword is the n bytes at s, or -1. */
int item_kind_find(const char *s, size_t n);
void item_kind_offer(suggestion *s);
const char *item_kind_article(item_kind k); /* "a claim", "an identity" */

#endif
