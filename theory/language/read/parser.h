/* theory/language/read/parser.h: recursive descent, shared by parse_*.c.
 *
 * An error longjmps to `jump`, set once per item; all trees live in the
 * program's arena, so nothing leaks.
 */
#ifndef ASSAY_LANGUAGE_PARSER_H
#define ASSAY_LANGUAGE_PARSER_H

#include "lexer.h"
#include "../program.h"
#include "../vocabulary.h"

#include <setjmp.h>

typedef struct {
    program *prog;
    const char *file;
    lang_errors *errs;
    const item *it; /* being read */
    lexer lx;
    token tok;  /* the next token */
    token last; /* the one consumed before it */
    int depth;
    bool ok; /* no error so far */
    jmp_buf jump;
} parser;

_Noreturn void parse_fail(parser *p, token at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
lang_pos parse_pos(const parser *p, token t);
void parse_advance(parser *p);
bool parse_is(const parser *p, int kind);
bool parse_is_word(const parser *p, const char *word);
bool parse_accept(parser *p, int kind);
bool parse_accept_word(parser *p, const char *word);
/* "expected WHAT, found ..." unless the token is of this kind. */
void parse_expect(parser *p, int kind, const char *what);
_Noreturn void parse_expected(parser *p, const char *what);
/* How a token is shown in messages; buf is returned. */
const char *parse_show(const parser *p, token t, char *buf, size_t size);
char *parse_text(parser *p, token t); /* in the arena */
char *parse_name(parser *p, const char *what);
/* The name of a variable or a parameter: it may be a function's, too. */
char *parse_bound_name(parser *p, const char *what);
/* Is it one of this item? */
bool parse_is_bound(const parser *p, const char *name);
char *parse_string(parser *p, const char *what);
char *parse_id(parser *p, bool key, const char *what);
long parse_integer(parser *p, long lo, long hi, const char *what);

ast *parse_expr(parser *p);
/* A tree's node, and one argument more for it. */
ast *parse_expr_node(parser *p, ast_kind kind, token at);
void parse_expr_add(parser *p, ast *a, ast *arg);
/* parse_integral.c: an end of a fold's range, of an integral's perhaps
 * infinite; `normal_mean(z,`, and what it begins. */
ast *parse_integral_end(parser *p, const ast *fold);
/* The range of a total variation, (a, b) or [a, b]. */
void parse_integral_domain(parser *p, ast *a);
bool parse_integral_at_mean(const parser *p);
ast *parse_integral_mean(parser *p);
/* e0 rel e1 ...; with_ne: != is a relation here, once a chain. */
ast_chain parse_chain(parser *p, bool with_ne);
binder parse_binder(parser *p);
/* "{" expr { "," expr } "}", appended to *list. */
void parse_list(parser *p, ast ***list, size_t *n);
/* One item, from its keyword; NULL is never returned. */
item *parse_item(parser *p);
/* An item that begins at `at`, and its end behind the last token. */
item *parse_new_item(parser *p, item_kind kind, token at);
void parse_end_item(parser *p, item *it);
/* The clauses of it up to the item's end. */
void parse_clauses(parser *p, item *it);
void parse_for(parser *p, item *it);
void parse_where(parser *p, item *it);
void parse_by(parser *p, item *it);
/* A statement behind `by`, as the reason of a link (0: of the whole chain). */
void parse_by_statement(parser *p, item *it, size_t link);
/* parse_link.c: behind a claim's first chain, the links that follow, and the
 * reason of each. */
void parse_links(parser *p, item *it);
/* A claim at the prompt with a sum up to a variable over `m..inf`, or with a
 * recursion at one, and without `by`, is to be proved by induction. */
void parse_by_itself(parser *p, item *it);
/* parse_sequence.c: u(k in lo..hi), if this is one; and, when all of the item
 * is read, the conditions that concern its sequences. */
bool parse_sequence(parser *p, item *it);
void parse_sequence_conditions(parser *p, item *it);
/* Clauses too, but none needed. */
void parse_tail(parser *p, item *it);

/* parse_slip.c: each fails with a sentence that teaches when it knows the
 * slip, and returns when it does not.  The current token cannot stand here. */
void parse_slip(parser *p);
/* The same behind something complete. */
void parse_slip_behind(parser *p);
/* Is the comma t one inside a number, as in 1,5? */
void parse_slip_comma(parser *p, token t);
/* Two operands side by side. */
void parse_slip_product(parser *p);
/* No `in` follows the variable `name`. */
void parse_slip_domain(parser *p, const char *name);
/* `for all x ...`, with `all` as the current token. */
void parse_slip_for_all(parser *p);
/* The parenthesis `open` is not closed where WHAT should be. */
_Noreturn void parse_slip_unclosed(parser *p, token open, const char *what);
/* On the command line: no colon behind the variables; `where` or `for`
 * behind the colon. */
void parse_slip_no_colon(parser *p);
void parse_slip_behind_colon(parser *p);

/* The decimal at s, exactly; false when the exponent is too large. */
bool parse_decimal(mpq_t q, const char *s, size_t n);

#endif
