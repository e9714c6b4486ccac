/* theory/document/unread.h: blocks that a writer took for items and nobody reads. */
#ifndef ASSAY_UNREAD_H
#define ASSAY_UNREAD_H

#include "../language/language.h"

#include <cmark-gfm.h>

/* Is this the info string of a block of items: `assay`, then a blank or the
 * end? */
bool unread_is_assay(const char *info);

/* Complains of everything in a parsed document that looks like the start of a
 * block of items and is none, at its place in the source: another spelling
 * (`Assay`, `asay`, `{.assay}`, `assay{#id}`), raw HTML around it or a
 * comment, an indent of four, a block before it that was not closed, a fence
 * in the middle of a line.  Quoted inside a closed fenced block whose fence
 * is longer, or of the other character, it is text.  False if there was any.
 */
bool unread_check(cmark_node *root, const char *file, const char *source,
                  lang_errors *errs) __attribute__((warn_unused_result));

#endif
