/* tests/support/problems.h: the inequalities of tests/peer/problems.jsonl. */
#ifndef ASSAY_TEST_PROBLEMS_H
#define ASSAY_TEST_PROBLEMS_H

#include <stdbool.h>
#include <stddef.h>

enum { PROBLEM_VARS = 16 };

typedef struct {
    char *id, *lhs, *rel, *rhs, *tangent;
    bool truth;
    int nvars;
    struct {
        char *name, *lo, *hi; /* closed ends, exact */
    } var[PROBLEM_VARS];
} peer_problem;

/* All problems of a file of JSON lines, *n of them; NULL, with the reason on
 * standard error, when it cannot be read or a line is not as described in
 * tests/peer/README.md. */
peer_problem *problems_load(const char *path, size_t *n);
void problems_free(peer_problem *p, size_t n);

/* The problem as given to `assay prove`; malloc'd. */
char *problem_claim(const peer_problem *p);

#endif
