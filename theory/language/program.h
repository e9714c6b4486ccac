/* theory/language/program.h: what a program holds, for this folder only. */
#ifndef ASSAY_LANGUAGE_PROGRAM_H
#define ASSAY_LANGUAGE_PROGRAM_H

#include "../../numerics/base/memory.h"
#include "../../numerics/base/text.h"
#include "arena.h"
#include "language.h"

#include <stdarg.h>

/* The text of one parsed block, kept for the excerpts of later errors. */
typedef struct {
    const char *file;
    int first_line;
    const char *text;
    size_t n;
} source;

/* A name that is taken.  index < 0: its item was in error; uses of it are
 * not reported again. */
typedef struct {
    const char *name;
    const char *look; /* a let's name as typeset, else NULL */
    lang_pos pos;
    long index; /* in item */
} definition;

/* Open addressing; 1 + index in def. */
typedef struct {
    uint32_t *slot;
    size_t size;
} name_table;

struct program {
    arena mem;
    item **item;
    size_t nitems;
    const char **file;
    size_t nfiles;
    source *source;
    size_t nsources;
    size_t nasts;        /* nodes of all trees */
    size_t number_bytes; /* of all numbers' values */
    ast **number;        /* every AST_NUMBER: their mpq_t need clearing */
    size_t nnumbers;
    definition *def;
    size_t ndefs;
    name_table by_name, by_look;
};

/* The definition of a name or id, NULL when there is none.  Pointers stay
 * valid until the next program_define. */
const definition *program_lookup(const program *p, const char *name);
/* The let whose name is typeset as `look`, NULL when there is none. */
const definition *program_lookalike(const program *p, const char *look);
void program_define(program *p, const char *name, lang_pos pos, long index);
/* Is there no room for another error?  Then nothing need be found out. */
bool lang_errors_full(const lang_errors *errs);
/* The line of pos, shortened around its column; malloc'd, NULL if unknown. */
char *program_excerpt(const program *p, lang_pos pos);
/* lang_errors_add with the excerpt looked up. */
void program_error(const program *p, lang_errors *errs, lang_pos pos,
                   const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* tex_name.c: a name as it is typeset, but without the square of `sigma2` and
 * `tau2`, which cannot be told from the square of `sigma`; malloc'd.  Names of
 * one look must not be in reach of each other. */
char *tex_name_look(const char *name);

/* lang_errors.c: vprintf to malloc'd text. */
char *lang_format(const char *fmt, va_list ap)
    __attribute__((format(printf, 1, 0)));

/* check_item.c: the static checks of item it (kept under index in p, or not yet
 * there).  True when there is nothing to complain about. */
bool check_item(const program *p, const item *it, lang_errors *errs);

#endif
