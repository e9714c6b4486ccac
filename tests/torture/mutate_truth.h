/* tests/torture/mutate_truth.h: statements made false, or kept true. */
#ifndef ASSAY_MUTATE_TRUTH_H
#define ASSAY_MUTATE_TRUTH_H

#include "torture.h"

typedef struct {
    long mutants;
    long false_mutants, true_mutants, unknown_mutants;
    long proved, refuted; /* decided */
    long false_decided, true_decided;
    long wrong; /* false and PROVED, true and REFUTED, or evidence that Arb
                   contradicts: must be 0 */
} truth_tally;

/* About `count` mutants of each source's statements. */
void mutate_truth_peer(truth_tally *t, long count);
void mutate_truth_cases(truth_tally *t, long count);
void mutate_truth_documents(truth_tally *t, const char *folder, long count);
/* Copies of a paper's folder with an index or a whole number off by one in
 * some `let` or claim; `copies` of them, and what they claim then. */
void mutate_truth_text(truth_tally *t, const char *folder, long copies);
/* The documents' best constants, moved by 10^-3, 10^-6 and 10^-12 past the far
 * end of their enclosures and short of the near one. */
void mutate_truth_constants(truth_tally *t, const char *folder);

/* Searches goal 0 of q and holds the verdict against its truth (1, 0, -1). */
void truth_judge(truth_tally *t, const char *name, problem *q, int truth,
                 const char *how);

#endif
