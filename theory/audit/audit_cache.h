/* theory/audit/audit_cache.h: results kept from one run to the next.
 *
 * A result is taken from the cache only when all that it was computed from is
 * the same, by SHA-256: the program's source and libraries, the options that
 * matter, the item's text and that of every definition it can reach, and the
 * bytes of its certificate's file.  What a hit means stands in
 * docs/CERTIFICATES.md.  Anything off with a file is a miss and no error.
 */
#ifndef ASSAY_AUDIT_CACHE_H
#define ASSAY_AUDIT_CACHE_H

#include "audit.h"

typedef struct audit_cache audit_cache;

/* NULL when opt names no folder, wants verdicts that may depend on the
 * machine's speed, or has to do with partial certificates. */
audit_cache *audit_cache_open(const program *p, const audit_options *opt);
void audit_cache_close(audit_cache *c); /* NULL is harmless */

/* Fills r (initialised, r->it set) from the item's file; false: a miss, r is
 * as it was. */
bool audit_cache_load(audit_cache *c, result *r)
    __attribute__((warn_unused_result));
/* Keeps r, the verdict just found, as it stands with its certificate on disk.
 * What cannot be written is computed again next time. */
void audit_cache_save(audit_cache *c, const result *r);

/* audit_codec.c: a result's evidence as text, which `decode` reads back
 * exactly.  Decoding checks every length and leaves an empty result when it
 * returns false. */
char *audit_encode(const result *r);
bool audit_decode(result *r, const char *text)
    __attribute__((warn_unused_result));

#endif
