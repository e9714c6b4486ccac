/* theory/theory.h: what this folder is for, and all of it at once.
 *
 * From a paper's statements to verdicts: Markdown documents hold items in the
 * claim language (docs/LANGUAGE.md), which are elaborated to problems of
 * numerics/ and audited.  Nothing here knows how a report looks.  Its wings:
 *
 *   language/  text to syntax trees (read), these to problems (mean), and
 *              back to text (show)                                    believed
 *   document/  Markdown files as prose and blocks of items            believed
 *   evidence/  what an audit leaves: records, certificate files, decimals
 *              rounded outward                                        believed
 *   audit/     the verdict and the evidence of each item              believed
 *   second/    conditions read a second time, by other code
 *   replay/    all evidence again, by both engines
 *   advice/    what to try when a claim at the prompt stays open
 *
 * The other folders are papers: each holds the documents of one.
 */
#ifndef ASSAY_THEORY_H
#define ASSAY_THEORY_H

#include "audit/audit.h"
#include "document/document.h"
#include "language/language.h"

#endif
