/* reports/prose.h: the words of a document, as harmless as they can be made.
 *
 * A page mixes them with ours, and they must not pass for ours.  Raw HTML
 * could hide a verdict, or all that follows, and imitate anything: it is shown
 * as it was written instead of being obeyed, so that what a page folds (the
 * source under each block) is folded by us.  Words and marks of verdicts in
 * plain text cannot be told from honest ones: a note says whose they are.
 * Nothing else is changed, and prose with neither is copied byte for byte.
 */
#ifndef ASSAY_PROSE_H
#define ASSAY_PROSE_H

#include "../numerics/base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* Is there raw HTML in all the prose of a document?  Asked of the whole: a
 * link or a footnote may decide here what is HTML there. */
bool prose_has_html(const char *s, size_t n);
/* Does it have a verdict's word or mark, as it looks? */
bool prose_claims(const char *s, size_t n);
/* A part of a document, between two blocks; html: tags are to be shown. */
void prose_put(text_buf *b, const char *s, size_t n, bool html);
/* The line before a passage of an author's words that have a verdict's. */
void prose_disown(text_buf *b);
/* One cell of a table. */
void prose_put_cell(text_buf *b, const char *s);

#endif
