/* reports/outcome.h: what a result amounts to, in a word, a shape, a status. */
#ifndef ASSAY_OUTCOME_H
#define ASSAY_OUTCOME_H

#include "../numerics/base/text.h"
#include "../theory/audit/audit.h"

typedef enum {
    OUTCOME_FINE,      /* as expected, or nothing was to be decided */
    OUTCOME_UNDECIDED, /* open, and not declared so */
    OUTCOME_UNEXPECTED /* the verdict differs from the expected one */
} outcome;

/* An item without `expect` is expected to be true: a refutation that nobody
 * announced is unexpected. */
outcome outcome_of(const result *r);
/* The gravest of n: unexpected before undecided before fine. */
outcome outcome_of_all(const result *r, size_t n);

/* "✔", "✘", "?", "≐", "○", and "" when there is nothing to decide. */
const char *outcome_mark(verdict_kind v);
/* Items with something to decide or to show as a verdict. */
bool outcome_has_verdict(const result *r);

/* "Audits", of an item that names the statements it is about; "Cites" where no
 * statement is named, as of a work that is only drawn on. */
const char *outcome_of_sources(const item *it);

/* How many results carry each verdict. */
typedef struct {
    size_t by_verdict[VERDICT_ASSUMED + 1];
    size_t total; /* with a verdict */
    size_t unexpected, undecided;
} outcome_counts;
outcome_counts outcome_count(const result *r, size_t n);
/* "34 statements: 28 proved, 3 refuted (as expected), 3 enclosed" */
void outcome_say_counts(text_buf *b, const outcome_counts *c);

#endif
