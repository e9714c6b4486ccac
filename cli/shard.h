/* cli/shard.h: --shard I/N, a share of a paper's items.
 *
 * The items that are no definitions take turns, in the order of the documents:
 * the first is shard 1's, the second shard 2's, and after shard N's comes
 * shard 1's again.  So such an item is one shard's, whatever the machine and the
 * options, and so is its certificate, which is named after it.  Where certificates
 * are kept, the parts of an item that audit_divides are its own shard's and those'
 * after it (audit_shares), in certificates that are named after both.
 */
#ifndef ASSAY_CLI_SHARD_H
#define ASSAY_CLI_SHARD_H

#include "cli.h"

enum {
    SHARD_MOST = 1000000
};

typedef struct {
    long number, of; /* 1 .. of; of = 0: no shard, all items */
    bool divides;    /* some items are divided */
    size_t *turn;    /* by an item's number in the paper */
} shard;

/* False, with a complaint, when it is no shard, or goes with another option
 * that it must not go with. */
bool shard_open(shard *s, const cli_options *o);
void shard_close(shard *s);
/* The next paper. */
void shard_paper(shard *s, const program *p);
bool shard_has(const shard *s, const item *it);
/* What the audit is to know of it. */
void shard_options(const shard *s, audit_options *a);
/* "shard 1 of 2: 12 of 25 items" */
void shard_say(text_buf *b, const shard *s, size_t mine, size_t all);

#endif
