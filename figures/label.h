/* figures/label.h: text from documents, made harmless.  Titles are data. */
#ifndef ASSAY_LABEL_H
#define ASSAY_LABEL_H

#include "../numerics/base/text.h"

#include <stdbool.h>

/* s as valid, printable UTF-8 on one line: control characters, line breaks
 * and tabs become single spaces; malformed bytes, bidirectional overrides and
 * characters that XML forbids become '?'.  At most max characters (0: all),
 * then an ellipsis. */
void label_clean(text_buf *out, const char *s, size_t max);

/* A gnuplot string: cleaned, in single quotes (no escapes, no command
 * substitution).  A quote inside becomes U+2019: doubling it, as the manual
 * says, goes wrong at the start of a string (gnuplot 5.4 reads ''' as an
 * empty string and the start of another).  With `noenhanced` only. */
void label_gnuplot(text_buf *out, const char *s, size_t max);

/* XML character data or attribute value: cleaned, & < > " ' as entities. */
void label_xml(text_buf *out, const char *s, size_t max);

/* Characters (code points) of valid UTF-8. */
size_t label_length(const char *s);

#endif
