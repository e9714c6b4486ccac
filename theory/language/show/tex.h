/* theory/language/show/tex.h: LaTeX text that knows how wide it looks. */
#ifndef ASSAY_LANGUAGE_TEX_H
#define ASSAY_LANGUAGE_TEX_H

#include "../program.h"

/* What a piece of formula begins or ends with; decides how two factors are
 * set side by side. */
typedef enum {
    EDGE_NONE,
    EDGE_DIGIT,
    EDGE_LETTER, /* a name or a function */
    EDGE_SCRIPT, /* an exponent (right edge only) */
    EDGE_PAREN,
    EDGE_FRAC,
    EDGE_BIG /* \sum and the like; cases */
} tex_edge;

typedef struct {
    text_buf t;
    long width; /* in average letters, roughly */
    bool tall;  /* higher than a line: brackets must grow */
    tex_edge first, last;
} tex;

/* Text that shows as `width` letters; the right edge becomes `edge`. */
void tex_put(tex *x, const char *latex, long width, tex_edge edge);
void tex_space(tex *x, const char *latex, long width); /* edges unchanged */
/* Appends y and empties it. */
void tex_append(tex *x, tex *y);
/* Appends y in brackets and empties it: open, close are "(" and ")" or
 * control words such as \lbrace; they grow when y is tall. */
void tex_bracket(tex *x, const char *open, const char *close, tex *y);
void tex_clear(tex *x);
char *tex_take(tex *x);

/* tex_name.c: a name, by the rules in docs/LANGUAGE.md.  True when it ends up
 * with a superscript, so that a power needs brackets. */
bool tex_name(tex *x, const char *name);
bool tex_name_is_square(const char *name);

/* tex_expr.c */
/* The built-in function that is typeset like a name of this look, or NULL:
 * \arctan and \mathrm{arctan} are the same on the page. */
const char *tex_builtin_like(const char *look);
void tex_expr(tex *x, const ast *a);
/* As a term of a sum; first: a leading minus is fine; follow: something
 * comes after it. */
void tex_term(tex *x, const ast *a, bool first, bool follow);
/* An integral or normal_mean. */
void tex_integral(tex *x, const ast *a);
void tex_relation(tex *x, rel_kind r);

/* tex_lines.c: formulas that may take several lines. */
typedef struct {
    tex *line;
    size_t n, cap;
} tex_lines;
enum {
    TEX_WIDTH = 90
};
/* A new, empty line; valid until the next call. */
tex *tex_new_line(tex_lines *l);
/* PREFIX expression, broken at the top level's + and - when too wide, on a
 * new line.  The prefix is consumed. */
void tex_add_side(tex_lines *l, tex *prefix, const ast *a);
void tex_add_chain(tex_lines *l, const ast_chain *c);
/* tex_reason.c: the claim's chain, with the reason of each link beside it. */
void tex_add_links(tex_lines *l, const item *it);
/* One line when everything fits, else an aligned environment; malloc'd. */
char *tex_join(tex_lines *l);

#endif
