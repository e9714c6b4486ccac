/* theory/evidence/certfile.h: certificate files of whole families of instances.
 *
 * The format is described in docs/CERTIFICATES.md.  A file is read as coming
 * from a stranger: every line is checked, nothing is believed before the
 * checker has replayed it.
 */
#ifndef ASSAY_CERTFILE_H
#define ASSAY_CERTFILE_H

#include "../../numerics/cert/cert.h"
#include "../../numerics/cert/witness.h"

/* The same trees, one a goal, for the members first .. last (from 0). */
typedef struct {
    size_t first, last;
    cert_node **tree;
} proof_run;

/* A number that the statement was completed with, or that the search found
 * and the audit wants to find again ("c = 1/2"). */
typedef struct {
    char *name;
    mpq_t value;
} proof_number;

/* What is shown of the domains of the members first .. last: that they are not
 * empty (by `shown`), or that they are: on each, `empty` proves that
 * hypothesis number `denied` (from 0) fails where the others hold. */
typedef struct {
    size_t first, last;
    witness *shown;
    size_t denied;
    cert_node *empty;
} proof_domain;

typedef struct {
    size_t ngoals;
    proof_run *run;
    size_t nruns;
    proof_number *number;
    size_t nnumbers;
    /* where the difference was seen least: a member, a goal, a point */
    bool has_seen;
    size_t seen_member, seen_goal;
    mpq_t *seen;
    int nseen;
    char *last_text; /* of the last run's trees */
    proof_domain *domain; /* in order; members of which nothing is shown, or
                           * need be, are left out */
    size_t ndomain;
} proof;

void proof_init(proof *pf, size_t ngoals);
void proof_clear(proof *pf);
void proof_set_seen(proof *pf, size_t member, size_t goal, mpq_t *x, int n);
void proof_set_number(proof *pf, const char *name, mpq_srcptr value);
mpq_srcptr proof_find_number(const proof *pf, const char *name); /* or NULL */

/* For a member behind those that are there.  The same witness is kept once
 * for members that follow one another. */
void proof_add_witness(proof *pf, size_t member, const witness *w);
void proof_add_empty(proof *pf, size_t member, size_t denied,
                     cert_node *tree, /* takes it */
                     const problem *p);
/* The tree once more. */
cert_node *proof_copy_tree(const cert_node *tree, const problem *p);
/* What is shown of a member's domain, or NULL. */
const proof_domain *proof_find_domain(const proof *pf, size_t member);
void proof_clear_domain(proof *pf);

/* Letters, digits, `.`, `_` and `-`, 1 to 200 of them, no leading dot. */
bool certfile_id_ok(const char *id);

/* The text of a file.  problem_of gives the problem of a member (for the
 * names of variables). */
typedef problem *(*certfile_problem)(void *ctx, size_t member);
char *certfile_text(const proof *pf, const char *id, const char *hash,
                    long prec, certfile_problem problem_of, void *ctx);

/* Parses a file's text (NUL-terminated) for a family of `members` instances
 * with pf->ngoals goals.  False with a message ("line 7: ...") in err.  The
 * numbers come first: with members = 0 only the header is read.  *prec is
 * the leaves' default precision. */
bool certfile_parse(proof *pf, const char *text, const char *id,
                    const char *hash, size_t members, long *prec,
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
