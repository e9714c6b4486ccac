/* theory/theory.h: what this folder is for, and all of it at once.
 *
 * From a paper's statements to verdicts: Markdown documents hold items in the
 * claim language (language/, described in LANGUAGE.md), which are elaborated
 * to problems of numerics/ and audited.  The folders beside are papers: each
 * holds the documents of one.  Nothing here knows how a report looks.
 *
 *   language/  text to syntax trees to expressions and problems; typesetting
 *   document   Markdown files as prose and blocks of items
 *   audit      the verdict and the evidence of each item
 *   replay     that evidence, seen by both engines (TRUST.md)
 */
#ifndef ASSAY_THEORY_H
#define ASSAY_THEORY_H

#include "audit/audit.h"
#include "document/document.h"
#include "language/language.h"

#endif
