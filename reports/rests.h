/* reports/rests.h: what an item rests on.
 *
 * For: one line, "rests on 7 statements", and the statements.
 * Sees: the audit's results, and the program.
 * Begin: rests_sentence.
 *
 * An item rests on what it `uses` or is proved by, and on what these rest on. */
#ifndef ASSAY_RESTS_H
#define ASSAY_RESTS_H

#include "../numerics/base/text.h"
#include "../theory/audit/audit.h"

#include <stdbool.h>

typedef enum {
    RESTS_PROVED, /* or a number that is enclosed */
    RESTS_ASSUMED,
    RESTS_OPEN    /* refuted, undecided, or in error */
} rests_kind;
rests_kind rests_kind_of(const result *r);
/* The items that item i rests on, by their numbers; malloc'd. */
bool *rests_find(const program *p, size_t i);
/* "rests on 7 statements, all proved; assumed: nothing", or nothing where it
 * rests on nothing; r: of all items. */
void rests_sentence(text_buf *b, const program *p, const result *r, size_t i);

#endif
