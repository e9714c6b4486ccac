/* numerics/numerics.h: what this folder is for, and all of it at once.
 *
 * Real expressions, their enclosures, and proofs that they have a sign.  The
 * folder has never heard of claims, documents or papers.  Its wings, each
 * with a header that says what it sees and where to begin:
 *
 *   base/     text, memory, rationals, limits, the processor's state  believed
 *   expr/     expressions, derivatives, substitution, problems        believed
 *   exact/    exact zeros and factorisations by normal forms (FLINT)  believed
 *   enclose/  intervals, evaluation, Taylor coefficients (MPFR)       believed
 *   cert/     certificates and witnesses, as trees and as text        believed
 *   check/    the one judge: accepts a certificate, or does not       believed
 *   recheck/  the same over Arb, in other code: a second opinion
 *   search/   finds certificates and counterexamples
 *
 * A wing sees at most those above it; recheck sees neither enclose nor check,
 * and search not recheck.  tests/house/test_includes.c has the walls.
 */
#ifndef ASSAY_NUMERICS_H
#define ASSAY_NUMERICS_H

#include "base/base.h"
#include "cert/cert.h"
#include "cert/witness.h"
#include "check/checker.h"
#include "enclose/enclose.h"
#include "exact/exact.h"
#include "expr/expr.h"
#include "expr/problem.h"
#include "search/search.h"

#endif
