/* tests/language/random_program.h: random programs of the rational
 * fragment. */
#ifndef ASSAY_TEST_RANDOM_PROGRAM_H
#define ASSAY_TEST_RANDOM_PROGRAM_H

/* Definitions (with recursion, conditionals, folds, whole powers) and a claim
 * "a" over finite variables, and a real one now and then, with conditions;
 * malloc'd. */
char *random_program(void);

#endif
