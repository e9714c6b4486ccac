/* reports/site/site.h: the report as pages for a browser.
 *
 * For: a folder of static pages that says what the Markdown report says:
 *   findings first, a page a chapter, statements as cards, indexes, a graph.
 * Sees: reports, for sentences, tables and citations; figures; theory's
 *   records.  Nothing here decides or measures anything.
 * Begin: site.c writes the folder; card.c is one statement; passage.c turns
 *   Markdown, an author's or ours, into HTML that can do no harm.
 *
 * The folder stands alone: pages, one style sheet, one script, the figures,
 * data and certificates of the report, and KaTeX where the machine has it.
 * Nothing is fetched from elsewhere, no server is needed, and without scripts
 * all is there but search, previews and typeset formulas, whose TeX is shown.
 *
 *   <out>/index.html        findings, verdicts, provenance
 *   <out>/STEM.html         each document with its verdicts woven in
 *   <out>/source/STEM.html  the same document as written, line by line
 *   <out>/lists/            indexes by verdict, label and constant; the graph;
 *                           the bibliography
 *   <out>/certificates/     certificates, as ID.cert.txt
 *   <out>/figures/          pictures and data
 */
#ifndef ASSAY_SITE_H
#define ASSAY_SITE_H

#include "../reports.h"

/* Writes the pages into the folder out; figures, data and certificates are
 * copied from `from`, where report_write has put them.  KaTeX is looked for
 * in the folder that ASSAY_KATEX names, or else in that of Debian's
 * libjs-katex.  Files whose bytes do not change are left alone. */
report_status site_write(const report *r, const char *from, const char *out,
                         size_t *written, text_buf *err)
    __attribute__((warn_unused_result));
/* Could a chapter of this name be mistaken for another page? */
bool site_name_is_taken(const char *stem);

#endif
