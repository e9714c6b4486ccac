/* theory/language/read/lexer.h: text to tokens, one at a time.
 *
 * A lexer is a plain value: copying it saves the place, assigning the copy
 * back returns there.
 */
#ifndef ASSAY_LANGUAGE_LEXER_H
#define ASSAY_LANGUAGE_LEXER_H

#include <stdbool.h>
#include <stddef.h>

/* Single-character tokens are their character. */
enum {
    TOK_END = 256, /* of the text, or of the item: see lexer_next */
    TOK_NAME,
    TOK_NUMBER,
    TOK_STRING, /* start and len exclude the quotes */
    TOK_LE,
    TOK_GE,
    TOK_EQEQ,
    TOK_NE,
    TOK_DOTS,
    TOK_BAD /* lexer.message says why */
};

typedef struct {
    int kind;
    size_t start, len; /* bytes of the text */
    int line, col;
    size_t stop; /* first byte after the token */
} token;

typedef struct {
    const char *text;
    size_t n, at;
    int line;
    size_t line_start;
    bool fresh; /* no token yet on this line */
    char message[256];
} lexer;

/* The text must have passed encoding_validate. */
void lexer_init(lexer *x, const char *text, size_t n, int first_line);
/* The next token.  Where an item begins (see lexer_at_item) TOK_END comes,
 * again and again, until lexer_enter_item. */
token lexer_next(lexer *x);
/* The item keyword itself as a TOK_NAME. */
token lexer_enter_item(lexer *x);
/* True when the bytes at `at`, first on their line, begin an item: an item
 * keyword, blanks, and then a letter or a quotation mark. */
bool lexer_at_item(const lexer *x, size_t at);
/* Skips whole lines until one begins an item, or to the end. */
void lexer_skip_to_item(lexer *x);
/* Reads an id (or, with `key`, a citation key) that starts where t does. */
token lexer_id(lexer *x, token t, bool key);

#endif
