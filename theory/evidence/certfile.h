/* theory/evidence/certfile.h: certificate files of all instances.
 *
 * The format is described in CERTIFICATES.md.  A file is read as coming from
 * a stranger: every line is checked, nothing is believed before the checker
 * has replayed it.
 */
#ifndef ASSAY_CERTFILE_H
#define ASSAY_CERTFILE_H

#include "proof.h"

/* Letters, digits, `.`, `_` and `-`, 1 to 200 of them, no leading dot. */
bool certfile_id_ok(const char *id);

/* The text of a file.  problem_of gives the problem of an instance (for the
 * names of variables). */
typedef problem *(*certfile_problem)(void *ctx, size_t instance);
char *certfile_text(const proof *pf, const char *id, const char *hash,
                    long prec, certfile_problem problem_of, void *ctx);

/* Parses a file's text (NUL-terminated) for `instances` instances
 * with pf->ngoals goals.  False with a message ("line 7: ...") in err.  The
 * numbers come first: with instances = 0 only the header is read.  *prec is
 * the leaves' default precision. */
bool certfile_parse(proof *pf, const char *text, const char *id,
                    const char *hash, size_t instances, long *prec,
                    certfile_problem problem_of, void *ctx, char *err,
                    size_t err_size) __attribute__((warn_unused_result));

/* dir/<id>.cert: the whole text, NULL when there is no such regular file, it
 * is a symbolic link, contains NUL, or is larger than 256 MiB. */
char *certfile_read(const char *dir, const char *id);
/* Writes dir/<id>.cert, making dir where needed: to a temporary file that is
 * then renamed, following no symbolic link.  False with errno set. */
bool certfile_write(const char *dir, const char *id, const char *text)
    __attribute__((warn_unused_result));

#endif
