/* theory/evidence/certfile_reader.h: reading certificate files, for
 * certfile*.c.
 *
 * Each function reads one thing and goes on behind it, or fails with a
 * message that names the line.
 */
#ifndef ASSAY_CERTFILE_READER_H
#define ASSAY_CERTFILE_READER_H

#include "certfile.h"

typedef struct {
    const char *s;
    int line;
    const certfile_subject *of;
    char err[200];
} certfile_reader;

/* Sets the message, if there is none yet; false. */
bool certfile_fail(certfile_reader *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Is the next word w, with a blank after it? */
bool certfile_at_word(const certfile_reader *r, const char *w);
/* "WORD TEXT\n" with exactly this text. */
bool certfile_exact_line(certfile_reader *r, const char *word,
                         const char *text);
/* Digits without sign or leading zero, up to max. */
bool certfile_whole(certfile_reader *r, size_t max, size_t *out);
bool certfile_literal(certfile_reader *r, const char *t);
/* A rational in lowest terms, as mpq_get_str writes it. */
bool certfile_rational(certfile_reader *r, mpq_ptr q);
/* The lines that tell of the domains of the instances; at least one. */
bool certfile_read_domain(certfile_reader *r, proof *pf);
/* The same lines, written. */
void certfile_write_domain(text_buf *b, const proof *pf,
                           const certfile_subject *of);

#endif
