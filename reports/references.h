/* reports/references.h: the bibliography, and the inventory of a paper's
 * statements.
 *
 * paper_refs/references.bib is BibTeX.  paper_refs/<name>.md is any Markdown
 * with tables whose head has at least the columns `label` and `items` (any
 * order, any case; usually also `statement` and `source`).  Each row is one
 * statement of the paper; `items` lists, separated by commas, the ids that
 * audit it (code ticks allowed), or is empty.  Its status is computed from
 * the verdicts of those items and cannot be written by hand.
 */
#ifndef ASSAY_REFERENCES_H
#define ASSAY_REFERENCES_H

#include "reports.h"

#include <stdio.h>

/* A regular file of at most 16 MiB, open for reading, in *f; NULL when there
 * is none.  False, with a message, when there is something else, a symbolic
 * link included: what it leads to would be copied into the report. */
bool references_open(FILE **f, const char *path, text_buf *err)
    __attribute__((warn_unused_result));

/* The entries cited by any item, in byte order of keys, from
 * refs_dir/references.bib; keys without an entry say so, and each citation
 * of one is a warning, in err with its place, counted in *warnings.  False, with a message, when the file cannot be read or parsed at all. */
bool references_bibliography(text_buf *b, const report *r, size_t *warnings,
                             text_buf *err)
    __attribute__((warn_unused_result));

/* The rows of refs_dir/<name>.md with their status.  Nothing when the file
 * does not exist.  False, with a message for each, when a row names an item
 * that does not exist. */
bool references_coverage(text_buf *b, const report *r, text_buf *err)
    __attribute__((warn_unused_result));

/* TeX's letters and accents in s as plain text: {\"o} becomes o with a
 * diaeresis, braces go, -- becomes a dash. */
void references_plain(text_buf *b, const char *s);

#endif
