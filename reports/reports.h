/* reports/reports.h: what a reader gets.
 *
 * For: what a reader gets: pages, sentences, JSON.
 * Sees: theory and figures; of numerics what records are made of.  No search,
 *   no checker: a report cannot make a verdict.
 * Begin: report.c; weave.c for a page; sentence.c, where a record becomes
 *   English.
 *
 * Folder's task: from audited documents to Markdown that GitHub renders, with
 * figures and data beside it, and the same facts as JSON.  Every verdict and
 * number comes from a `result`; every formula is typeset from the expression
 * that was checked; nothing is written that changes from one run to the next.
 *
 *   <out>/README.md            summary: verdicts, constants, coverage, ...
 *   <out>/<stem>.md            each document with its verdicts woven in
 *   <out>/figures/<id>.svg     pictures, and <id>.csv the data of tables too
 *   <out>/certificates/        what the audit wrote there
 */
#ifndef ASSAY_REPORTS_H
#define ASSAY_REPORTS_H

#include "../numerics/base/text.h"
#include "../theory/audit/audit.h"

/* All of it is borrowed. */
typedef struct {
    const char *name;      /* of the paper: "li-yan-2024" */
    const char *refs_dir;  /* references.bib and <name>.md; NULL: none */
    const program *prog;
    document *const *doc;
    size_t ndocs;
    const result *res;     /* res[i] belongs to item i of prog */
    size_t nres;
    const audit_options *opt; /* as used: for the provenance */
} report;

typedef enum {
    REPORT_WRITTEN,
    REPORT_NO_PROGRAM, /* text complete; a figure could not be drawn */
    REPORT_BAD_REFS,   /* inventory or bibliography is wrong; nothing written */
    REPORT_NOT_WRITTEN /* the folder could not be written, or opt->stop is
                          set and some files are still the old ones */
} report_status;

/* Writes everything into the folder out.  Files whose bytes do not change are
 * left alone.  err: messages, one a line; *warnings of them say what a report
 * can be written in spite of: a citation without an entry. */
report_status report_write(const report *r, const char *out, size_t *written,
                           size_t *warnings, text_buf *err) __attribute__((warn_unused_result));

/* The pages alone, appended. */
void weave_page(text_buf *b, const report *r, size_t doc);
bool report_summary(text_buf *b, const report *r, bool has_graph,
                    size_t *warnings, text_buf *err) __attribute__((warn_unused_result));

/* The facts as JSON, keys sorted, bounds as strings; ends in a newline. */
void report_json_results(text_buf *b, const result *res, size_t n);
/* One result on one line, without its end, with the time that it took and a
 * warning (or NULL); and the summary's counts. */
void report_json_item(text_buf *b, const result *r, double seconds,
                      const char *warning);
void report_json_summary(text_buf *b, const result *res, size_t n);
/* One result alone. */
void report_json_result(text_buf *b, const result *res);
/* {"expression", "lo", "hi", "exact" (or null), "digits"} */
void report_json_value(text_buf *b, const char *expression,
                       const enclosure *v, const char *exact, long digits);

#endif
