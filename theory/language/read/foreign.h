/* theory/language/read/foreign.h: words of other notations, and what to write
 * instead (foreign.def). */
#ifndef ASSAY_LANGUAGE_FOREIGN_H
#define ASSAY_LANGUAGE_FOREIGN_H

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    FOREIGN_WORD,
    FOREIGN_DOMAIN,
    FOREIGN_LATEX,
    FOREIGN_CHARACTER
} foreign_kind;

/* The sentence for the n bytes at s; NULL when nothing is known of them. */
const char *foreign_find(foreign_kind kind, const char *s, size_t n);
/* Has this word one meaning to every reader, so that no definition may give
 * it another?  (Functions have, too: see builtin_is_reserved.)  What it means,
 * "Euler's number"; else NULL. */
const char *foreign_meaning(const char *word);

#endif
