/* numerics/numerics.h: what this folder is for, and all of it at once.
 *
 * Real expressions, their enclosures, and proofs that they have a sign.  The
 * folder has never heard of claims, documents or papers.
 *
 *   expr      immutable shared expressions; what "defined" means
 *   problem   a box, hypotheses, and goals f > 0 or f >= 0
 *   iv        intervals over MPFI, with certain predicates only
 *   eval      enclosures and Taylor coefficients of expressions over boxes
 *   exact     exact zeros and factorisations by normal forms (FLINT)
 *   cert      certificates as trees and as text
 *   checker   the one judge: accepts a certificate, or does not
 *   entry     what the caller may have left behind: rounding, exponents
 *   recheck   the same over Arb, in other code: a second opinion
 *   search    finds certificates and counterexamples; is not believed
 *
 * Only iv, eval, exact, expr, problem, cert and checker are trusted.
 */
#ifndef ASSAY_NUMERICS_H
#define ASSAY_NUMERICS_H

#include "cert/cert.h"
#include "check/checker.h"
#include "enclose/eval.h"
#include "exact/exact.h"
#include "expr/expr.h"
#include "enclose/iv.h"
#include "expr/problem.h"
#include "search/search.h"

#endif
