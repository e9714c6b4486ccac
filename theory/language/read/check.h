/* theory/language/read/check.h: what check.c and check_item.c share. */
#ifndef ASSAY_LANGUAGE_CHECK_H
#define ASSAY_LANGUAGE_CHECK_H

#include "../program.h"

typedef enum {
    LOCAL_PARAM,
    LOCAL_FINITE,
    LOCAL_REAL,
    LOCAL_INDEX,
    LOCAL_SEQUENCE
} local_kind;

typedef struct {
    const char *name;
    char *look; /* as typeset */
    local_kind kind;
} local;

typedef struct {
    const program *prog;
    const item *it;
    lang_errors *errs;
    bool ok;
    local *local; /* a stack */
    size_t n, cap;
    bool no_reals;   /* the ends of domains */
    size_t nvisible; /* binders in scope, for "bound later" */
} checker;

/* Reports an error of the item. */
void check_complain(checker *c, lang_pos pos, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* A new local; complains when it looks like another name in reach. */
void check_push_local(checker *c, const char *name, local_kind kind,
                      lang_pos pos);
void check_pop_local(checker *c);
const local *check_find_local(const checker *c, const char *name);
/* Complains when a let or a local already looks like this on the page. */
void check_look(checker *c, const char *name, const char *look, lang_pos pos);
/* The names and arities in an expression or a chain; NULL is fine. */
void check_expr(checker *c, const ast *a);
void check_chain(checker *c, const ast_chain *ch);
/* Complains when the name is bound already. */
void check_new_name(checker *c, const char *name, lang_pos pos);
/* check_sequence.c: the item's sequences and the conditions on them; is this
 * call a value of one? */
void check_sequences(checker *c);
bool check_is_value(checker *c, const ast *a);
bool check_mentions(const ast *a, const char *name); /* check_sequence.c */
/* check_by.c: how the item says that it is proved. */
void check_by(checker *c);
void check_threshold(checker *c); /* check_threshold.c */

#endif
