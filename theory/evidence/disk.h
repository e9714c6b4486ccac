/* theory/evidence/disk.h: small text files that are evidence or save work:
 * no symbolic link is followed, a file is replaced whole or not at all. */
#ifndef ASSAY_DISK_H
#define ASSAY_DISK_H

#include <stdbool.h>

/* One component: letters, digits, `.`, `_`, `-`, 1 to 220 of them, no leading
 * dot. */
bool disk_name_ok(const char *name);

/* The whole text of dir/name; NULL when there is no such regular file, it is
 * a symbolic link, contains NUL, or is larger than 256 MiB. */
char *disk_read(const char *dir, const char *name);

/* Writes dir/name, making dir where needed: to a temporary file that is then
 * renamed.  durable: it survives a power failure; what can be made again
 * need not.  False with errno set. */
bool disk_write(const char *dir, const char *name, const char *text,
                bool durable) __attribute__((warn_unused_result));

#endif
