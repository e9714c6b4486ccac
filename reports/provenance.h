/* reports/provenance.h: what a report was made from and with. */
#ifndef ASSAY_PROVENANCE_H
#define ASSAY_PROVENANCE_H

#include "reports.h"

/* Version, content hash of the program, hashes of the documents, precision,
 * budget.  No date, host, path, thread count, compiler or version of a
 * library: the verdicts do not depend on them, and the bytes must not either,
 * so that every distribution writes the same report. */
void provenance_put(text_buf *b, const report *r);

/* "MPFR 4.2.0, MPFI 1.5.3, ..." */
void provenance_libraries(text_buf *b);
const char *provenance_version(void);
const char *provenance_source_hash(void);

#endif
