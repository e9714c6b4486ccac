/* tests/bench/provers.h: the provers that the benchmark compares. */
#ifndef ASSAY_BENCH_PROVERS_H
#define ASSAY_BENCH_PROVERS_H

#include "../support/problems.h"

typedef enum { SAYS_PROVED, SAYS_REFUTED, SAYS_NOTHING, SAYS_NA } answer;

typedef struct {
    const char *name;   /* as shown */
    const char *program; /* looked up in PATH; NULL: the assay under test */
    const char *probe;  /* an argument pattern that must succeed, or NULL */
    bool univariate;    /* the others are not asked */
} prover;

extern const prover provers[];
extern const int prover_count;

/* Whether the prover, with its library, runs here. */
bool prover_present(const prover *v);

/* Asks about one problem: writes what it needs to the folder, runs it for at
 * most `limit` seconds.  SAYS_NA when the problem cannot be put to it. */
answer prover_ask(const prover *v, const peer_problem *p, const char *folder,
                  double limit, double *seconds);

#endif
