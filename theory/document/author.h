/* theory/document/author.h: what an author wrote can never look like assay's word.
 *
 * One rule for all of it: assay's verdicts are a mark and a word in capitals,
 * and an author's words carry neither.  A short text (a title, a reason, a
 * label, a cell of the inventory, a comment) is shown with every such mark
 * replaced by "[mark]" and every such word in small letters.  A passage
 * (prose, blocks of code, the source of items) is shown as it stands, after a
 * line that says whose words they are when it has such a mark or word.
 */
#ifndef ASSAY_AUTHOR_H
#define ASSAY_AUTHOR_H

#include "../../numerics/base/text.h"

#include <stdbool.h>

/* Is there a verdict's mark or word in s? */
bool author_claims(const char *s);
/* A short text by the rule above; nothing is escaped. */
void author_put(text_buf *b, const char *s);
/* The same in quotation marks, those inside made single. */
void author_quote(text_buf *b, const char *s);

#endif
