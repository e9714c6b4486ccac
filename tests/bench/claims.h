/* tests/bench/claims.h: claims as `assay prove` takes them, taken apart for a
 * prover that wants terms. */
#ifndef ASSAY_BENCH_CLAIMS_H
#define ASSAY_BENCH_CLAIMS_H

#include <stdbool.h>
#include <stdio.h>

/* Writes, in SMT-LIB, that the claim fails at a point of its domain at which
 * its terms are defined: "unsat" proves it, "sat" refutes it.  False when the
 * claim has more than real variables, conditions, arithmetic, square roots
 * and absolute values. */
bool claim_write_smt(FILE *out, const char *claim);

#endif
