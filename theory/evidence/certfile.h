/* theory/evidence/certfile.h: certificate files of all instances.
 *
 * The format is described in docs/CERTIFICATES.md.  A file is read as coming
 * from a stranger: every line is checked, nothing is believed before the
 * checker has replayed it.
 */
#ifndef ASSAY_CERTFILE_H
#define ASSAY_CERTFILE_H

#include "proof.h"

/* Letters, digits, `.`, `_` and `-`, 1 to 200 of them, no leading dot. */
bool certfile_id_ok(const char *id);

/* What a file is for: an item, and the content hash of what it states; over so
 * many instances, each with a problem (asked for the names of its variables).
 * prec is the leaves' default precision. */
typedef problem *(*certfile_problem)(void *ctx, size_t instance);
typedef struct {
    const char *id, *hash;
    size_t instances;
    certfile_problem problem_of;
    void *ctx;
    bool exprs; /* `expression` lines may stand, over those of instance 0 */
    long prec;
} certfile_subject;

/* The text of a file. */
char *certfile_text(const proof *pf, const certfile_subject *of);

/* Parses a file's text (NUL-terminated), with pf->ngoals goals an instance,
 * and sets of->prec.  False with a message ("line 7: ...", malloc'd) in *err,
 * which is NULL otherwise; err may be NULL.  The numbers come first: with no
 * instances only the header is read. */
bool certfile_parse(proof *pf, const char *text, certfile_subject *of,
                    char **err) __attribute__((warn_unused_result));

/* dir/<id>.cert: the whole text, NULL when there is no such regular file, it
 * is a symbolic link, contains NUL, or is larger than 256 MiB. */
char *certfile_read(const char *dir, const char *id);
/* Writes dir/<id>.cert, making dir where needed: to a temporary file that is
 * then renamed, following no symbolic link.  False with errno set. */
bool certfile_write(const char *dir, const char *id, const char *text)
    __attribute__((warn_unused_result));

/* The name, for certfile_read and certfile_write, of share `number` (from 1) of
 * `of`: "ID.shard-1-of-2"; malloc'd. */
char *certfile_share_id(const char *id, size_t number, size_t of);
/* Of how many shares files lie in dir: the least such number, 0 where there are
 * no files. */
size_t certfile_shares(const char *dir, const char *id);
void certfile_remove(const char *dir, const char *id);

#endif
