/* theory/language/mean/condition.h: `where` conditions at one combination. */
#ifndef ASSAY_LANGUAGE_CONDITION_H
#define ASSAY_LANGUAGE_CONDITION_H

#include "expansion.h"

typedef struct {
    const expansion_chain *chain;
    size_t i; /* relation i stands between sides i and i + 1 */
    expr a, b;
    uint64_t vars; /* that stand in them as they are written */
} condition;

/* What the condition says at the present combination.  OPEN: it concerns the
 * real variables.  One without real variables is decided, or it is an error,
 * which was reported: *ok is false.  One of real variables that is undefined
 * everywhere is FALSE: no point belongs to the domain. */
tri condition_decide(expansion *f, const condition *c, bool *ok);

/* For every relation of every `where`, in order, until one is false: the
 * conditions that are open go to `add` (may be NULL: none is), which returns
 * false after an error.  *holds: none is false.  Counts what is left out. */
typedef bool condition_add(void *ctx, expansion *f, const condition *c);
bool condition_all(expansion *f, condition_add *add, void *ctx, bool *holds);

#endif
