/* figures/outdir.h: the output folder, and the only way to write into it.
 *
 * Files are written whole or not at all: a temporary file in the same folder,
 * synced, then renamed; and only when their bytes changed.  Names are single
 * path components; nothing is written through a symbolic link, so nothing
 * leaves the folder.
 */
#ifndef ASSAY_OUTDIR_H
#define ASSAY_OUTDIR_H

#include "../numerics/base/text.h"

#include <stdbool.h>

typedef struct {
    int fd;      /* the folder, or -1 */
    char *path;  /* as shown in messages */
    size_t written, unchanged;
} outdir;

/* Opens the folder, making it and its parents where missing, and removes
 * temporary files whose writer is gone.  False with a message in err. */
bool outdir_open(outdir *d, const char *path, text_buf *err)
    __attribute__((warn_unused_result));
/* A folder inside another; a symbolic link is refused. */
bool outdir_open_sub(outdir *d, const outdir *parent, const char *name,
                     text_buf *err) __attribute__((warn_unused_result));
/* Removes what runs that are gone have left in a folder: files and, with the
 * files in them, folders called .assay-tmp-PID. */
void outdir_sweep(const char *path);
void outdir_close(outdir *d); /* a zeroed or closed one is harmless */

/* True for a name that outdir_write takes: one component, 1 to 200 bytes, no
 * slash, no leading dot, no control character. */
bool outdir_name_is_safe(const char *name);

/* Writes n bytes as name, mode 0666 less the umask. */
bool outdir_write(outdir *d, const char *name, const char *s, size_t n,
                  text_buf *err) __attribute__((warn_unused_result));
bool outdir_put(outdir *d, const char *name, const text_buf *b, text_buf *err)
    __attribute__((warn_unused_result));

#endif
