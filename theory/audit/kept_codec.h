/* theory/audit/kept_codec.h: the parts of kept_codec*.c, for one another.
 *
 * Each of these writes a field, or reads it when c->out is NULL; after the
 * first that is not as it should be, c->ok is false and nothing more is read.
 *
 *   kept_codec.c          single fields, and those of a result
 *   kept_codec_record.c   records of evidence
 */
#ifndef ASSAY_AUDIT_KEPT_CODEC_H
#define ASSAY_AUDIT_KEPT_CODEC_H

#include "audit.h"

#include "../../numerics/base/text.h"

typedef struct {
    text_buf *out;  /* writing; NULL: reading */
    const char *in; /* NUL-terminated */
    bool ok;
} codec;

void kept_count(codec *c, const char *field, size_t *v);
void kept_flag(codec *c, const char *field, bool *v);
/* With its length before it, so that any text may stand there. */
void kept_string(codec *c, const char *field, char **s);
void kept_ends(codec *c, const char *field, enclosure *e);
/* How many things follow, each at least a byte of text. */
bool kept_length(codec *c, const char *field, size_t *n);

void kept_evidence(codec *c, evidence *e);
void kept_margin(codec *c, evidence_margin *m);

#endif
