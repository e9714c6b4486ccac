/* library/library.h: libassay, between its public header and the house.
 *
 * For: other programs (include/assay.h): text in, text out.
 * Sees: what cli sees, but neither figures nor replay; nobody sees it.
 * Begin: assay_prove.c; then apart.c, which asks a question in a process of
 *   its own.
 *
 *   assay_options.c assay_answer.c assay_expression.c   the opaque objects
 *   assay_prove.c assay_enclose.c   the questions
 *   work_prove.c work_enclose.c     their work, in the other process
 *   apart.c, message.c              that process; what it sends back
 *   assay.map                       which names are public, by version
 *
 * Nothing here is believed: a verdict comes from theory/audit.
 */
#ifndef ASSAY_LIBRARY_H
#define ASSAY_LIBRARY_H

#pragma GCC visibility push(default)
#include "../include/assay.h"
#pragma GCC visibility pop

#include "../numerics/base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct assay_options {
    unsigned long boxes, mib;
    long precision;
    unsigned seconds;
};
/* o, or the defaults where it is NULL. */
assay_options assay_options_of(const assay_options *o);

/* ---- what is sent back ----------------------------------------------------- */

typedef enum {
    MESSAGE_EVIDENCE, MESSAGE_DETAILS, MESSAGE_JSON, MESSAGE_CERTIFICATE,
    MESSAGE_LOWER, MESSAGE_UPPER, MESSAGE_EXACT, MESSAGE_ERROR, MESSAGE_TEXT,
    MESSAGE_LATEX, MESSAGE_TEXTS
} message_text;

typedef struct {
    int status, verdict;
    char *text[MESSAGE_TEXTS]; /* malloc'd, or NULL */
} message;

void message_clear(message *m);
/* Appends it to b as bytes. */
void message_write(text_buf *b, const message *m);
/* False when the n bytes are no message, or there is no memory; then *m is
 * empty. */
bool message_read(message *m, const char *bytes, size_t n);

/* ---- a question ------------------------------------------------------------- */

typedef struct question question;
struct question {
    void (*work)(const question *q, message *m); /* in the other process */
    assay_options o;
    const char *text, *certificate;
    int digits;
};

/* Fills *m, with a status and nothing else when it did not come to an end. */
void apart_ask(const question *q, message *m);

void work_prove(const question *q, message *m);   /* certificate: replayed */
void work_enclose(const question *q, message *m); /* digits 0: only read */

struct assay_answer {
    message m;
};

#endif
