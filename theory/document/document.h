/* theory/document/document.h: literate Markdown documents (CommonMark with tables).
 *
 * For: Markdown: which lines are prose, which are items, which a writer took
 *   for items.
 * Sees: theory/language; no audit, no report.
 * Begin: document.c; unread.c for blocks that would be missed; author.c for
 *   words that must not pass for ours.
 *
 * cmark-gfm finds the fenced blocks whose info string is `assay`; everything
 * else is prose, kept verbatim by line range.
 */
#ifndef ASSAY_DOCUMENT_H
#define ASSAY_DOCUMENT_H

#include "../language/language.h"

typedef enum {
    SEG_PROSE,
    SEG_ITEMS
} segment_kind;

typedef struct {
    segment_kind kind;
    int first_line, last_line; /* in the file, from 1 */
    const char *text;          /* verbatim; owned by the document */
    size_t len;
    size_t first_item, item_count; /* in the program; prose: those before it,
                                      and none */
} segment;

typedef struct {
    char *path;  /* as given */
    char *stem;  /* "theorem-2" of theory/li-yan-2024/theorem-2.md */
    char *title; /* text of the first level-1 heading, or the stem */
    char *source;
    segment *seg;
    size_t nseg;
} document;

/* Reads a file (at most max_bytes; 0: 16 MiB; valid UTF-8, no NUL) and parses
 * its blocks into prog.  NULL with errs filled on any error. */
document *document_read(program *prog, const char *path, size_t max_bytes,
                        lang_errors *errs);
/* The same for a file found in a folder: a symbolic link is refused, because
 * what it leads to would be copied into the report. */
document *document_read_inside(program *prog, const char *path,
                               lang_errors *errs);
/* Every *.md in a directory, in byte order of names, README.md excepted, or
 * the one file given.  Returns an array of n documents, NULL on error. */
document **document_read_paper(program *prog, const char *path, size_t *n,
                               lang_errors *errs);
void document_free(document *d);

#endif
