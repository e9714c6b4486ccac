/* theory/audit/audit_shares.h: whose an item is where several runs share a paper. */
#ifndef ASSAY_AUDIT_SHARES_H
#define ASSAY_AUDIT_SHARES_H

#include "audit_internal.h"

enum {
    SHARES_MOST = 1000 /* among more of them nothing is divided */
};
/* So many items that are no definitions come before it. */
size_t audit_share_turn(const program *p, const item *it);
/* Of `of` shares so many take part in it, in parts numbered from 0; and of these
 * so many have something to do. */
size_t audit_share_team(const item *it, size_t of);
size_t audit_share_parts(const item *it, size_t instances, size_t of);
/* The number of share's part of an item with this turn: 0, the item is its own. */
size_t audit_share_part_of(size_t turn, size_t share, size_t of);

#endif
