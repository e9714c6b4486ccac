/* theory/language/encoding.h: what text may consist of at all. */
#ifndef ASSAY_LANGUAGE_ENCODING_H
#define ASSAY_LANGUAGE_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

/* Valid UTF-8, no control characters but tab and line ends, nothing that
 * reorders text.  On failure *at is the offending byte and msg (static)
 * says what it is. */
bool encoding_validate(const char *text, size_t n, size_t *at,
                       const char **msg);

#endif
