/* theory/audit/kept.h: results kept from one run to the next.
 *
 * A result is taken from the cache only when all that it was computed from is
 * the same, by SHA-256: the program's source and libraries, the options that
 * matter, the item's text and that of every definition it can reach, and the
 * bytes of its certificate's file.  What a hit means stands in
 * docs/CERTIFICATES.md.  Anything off with a file is a miss and no error.
 */
#ifndef ASSAY_AUDIT_KEPT_H
#define ASSAY_AUDIT_KEPT_H

#include "audit.h"

typedef struct kept kept;

/* NULL when opt names no folder, wants verdicts that may depend on the
 * machine's speed, or has to do with partial certificates. */
kept *kept_open(const program *p, const audit_options *opt);
void kept_close(kept *c); /* NULL is harmless */

/* Fills r (initialised, r->it set) from the item's file; false: a miss, r is
 * as it was. */
bool kept_load(kept *c, result *r) __attribute__((warn_unused_result));
/* Keeps r, the verdict just found, as it stands with its certificate on disk.
 * What cannot be written is computed again next time. */
void kept_save(kept *c, const result *r);

/* kept_codec.c: a result's evidence as text, which `decode` reads back
 * exactly.  Decoding checks every length and leaves an empty result when it
 * returns false. */
char *kept_encode(const result *r);
bool kept_decode(result *r, const char *text)
    __attribute__((warn_unused_result));

#endif
