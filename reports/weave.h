/* reports/weave.h: the parts of a woven page; private to reports/. */
#ifndef ASSAY_WEAVE_H
#define ASSAY_WEAVE_H

#include "reports.h"

/* The document in which item i of the program stands; NULL if in none. */
const document *weave_home(const report *r, size_t i);
/* The program's number of the item with this id; false if there is none. */
bool weave_find(const report *r, const char *id, size_t *i);
/* A link to item i, its id as a code span, from a page of document `from`
 * (NULL: from the summary). */
void weave_link(text_buf *b, const report *r, const document *from, size_t i);

/* Heading, formula, verdict and evidence of item i; first: the item before it
 * is not of its kind, or stands in another block. */
void weave_item(text_buf *b, const report *r, const document *from, size_t i,
                bool first);
/* The bullet list of evidence under the verdict. */
void weave_evidence(text_buf *b, const report *r, const document *from,
                    size_t i);
/* What is the same for many items, and their certificates: a list for the
 * fold under their block. */
void weave_folded(text_buf *b, const report *r, size_t i);
/* Does the sentence why the verdict stands go there, too? */
bool weave_folds_reason(const result *r);
/* The document's path as a reader of the report knows it: as given, or where
 * that would name a machine's folders its last two parts. */
void weave_put_path(text_buf *b, const document *d);
/* The words of the document of findings, quoted (findings.c). */
void findings_put(text_buf *b, const report *r);
/* The audit of the constants, with its heading; nothing when there is none
 * (report_summary.c). */
void report_summary_constants(text_buf *b, const report *r);
/* "✔ PROVED" */
void weave_badge(text_buf *b, verdict_kind v);
/* A table item's rows, as a Markdown table of certified digits. */
void weave_table(text_buf *b, const program *prog, const result *r);
/* The picture and the link to its data. */
void weave_figure(text_buf *b, const result *r);
/* "12 leaves; margin 0 at r = 1", for a cell of the summary. */
void weave_brief(text_buf *b, const result *r);
bool weave_is_known(const enclosure *e);
/* An enclosed number: "8.04(1)", "0.25 to 0.2500000001". */
void weave_number(text_buf *b, const result *r);
/* A number was enclosed (a constant or a root). */
bool weave_is_number(const result *r);

#endif
