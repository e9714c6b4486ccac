/* cli/certificates.h: which certificates of a folder a run found as they
 * should be, and which it had to make. */
#ifndef ASSAY_CLI_CERTIFICATES_H
#define ASSAY_CLI_CERTIFICATES_H

#include "cli.h"

#include <sys/stat.h>

typedef struct {
    const char *dir; /* NULL: no folder, nothing is noted */
    bool there;      /* before: that of the item at work */
    struct stat stood;
    size_t held;       /* accepted as they were */
    size_t merged;     /* laid together from shards' parts */
    size_t parts_held, parts_made; /* a shard's own */
    text_buf lacking;  /* "b.all: shard 2 of 2" */
    const char **made; /* ids of those that were missing or did not hold */
    size_t nmade;
} certificates;

/* Before an item is looked at, and when its result is known. */
void certificates_before(certificates *c, const item *it);
void certificates_after(certificates *c, const result *r);
/* The same, where only a shard's part is known. */
void certificates_part(certificates *c, const result *r);
/* "certificates in DIR: 12 held, 1 made"; with their names, where some were
 * there and some were not. */
void certificates_say(text_buf *b, const certificates *c, bool named);
void certificates_clear(certificates *c);

#endif
