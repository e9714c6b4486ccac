/* tests/bench/translate_tree.h: the trees of translate.h, for its printers. */
#ifndef ASSAY_BENCH_TRANSLATE_TREE_H
#define ASSAY_BENCH_TRANSLATE_TREE_H

#include "translate.h"

typedef enum { NUM, NAME, NEG, ADD, SUB, MUL, DIV, POW, CALL } kind;

struct term {
    kind kind;
    char *text; /* NUM, NAME, CALL: as written; POW: the exponent */
    term *a, *b;
    term *next; /* in the forest */
};

#endif
