/* reports/markdown.h: data made safe to stand in GitHub's Markdown. */
#ifndef ASSAY_MARKDOWN_H
#define ASSAY_MARKDOWN_H

#include "../numerics/base/text.h"

#include <stddef.h>

/* s as plain text: cleaned to one printable line (see figures/label.h), every
 * character with a meaning in Markdown, HTML, tables or GitHub's math
 * escaped.  Fit for paragraphs, headings, link texts and table cells. */
void markdown_text(text_buf *b, const char *s);
/* An author's short text: see theory/document/author.h. */
void markdown_author(text_buf *b, const char *s);
/* s as a code span, also inside a table cell. */
void markdown_code(text_buf *b, const char *s);
/* A fenced block whose fence is longer than any run of backticks in s. */
void markdown_fence(text_buf *b, const char *info, const char *s, size_t n);
/* s as the target of a relative link: all but letters, digits and -._/#
 * percent-encoded. */
void markdown_target(text_buf *b, const char *s);
/* 3996 as "3,996". */
void markdown_count(text_buf *b, size_t n);

#endif
