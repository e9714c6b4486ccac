/* theory/language/language.h: the claim language, from text to problems.
 *
 * For: the claim language, from text to trees to problems, and back to text.
 * Sees: numerics/base and numerics/expr; mean/ also enclose and exact, for
 *   the numbers that decide a meaning.
 * Begin: the trees below; read/parse_item.c, mean/elab_instances.c,
 *   show/typeset.c; program.h for what is shared.
 *
 * It knows neither Markdown nor reports.  Grammar and meaning stand in
 * docs/LANGUAGE.md.  Its rooms:
 *
 *   read/  lexer and parser; every name and type checked
 *   mean/  the stack machine that makes problems of trees; exact numbers
 *   show/  LaTeX and plain text of the same trees
 *
 *   text --lang_parse--> items (AST) --elab_*--> expr DAGs and problems
 *                          \--typeset_*--> LaTeX of the same AST
 */
#ifndef ASSAY_LANGUAGE_H
#define ASSAY_LANGUAGE_H

#include "../../numerics/expr/problem.h"

/* ---- places and errors ------------------------------------------------ */

typedef struct {
    const char *file; /* owned by the language's `program` */
    int line, col;    /* from 1; columns count bytes */
} lang_pos;

typedef struct {
    lang_pos pos;
    char *message; /* "unknown name `alfa`; did you mean `alpha`?" */
    char *excerpt; /* the offending source line, or NULL */
} lang_error;

/* Errors in order of discovery; at most 20 are kept. */
typedef struct {
    lang_error *v;
    size_t n;
    size_t more; /* were not kept */
} lang_errors;
void lang_errors_clear(lang_errors *e);
/* Appends one error; excerpt is looked up by the caller (may be NULL). */
void lang_errors_add(lang_errors *e, lang_pos pos, const char *excerpt,
                     const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* ---- syntax trees ------------------------------------------------------ */

typedef enum {
    AST_NUMBER, /* q: exact decimal; text: as written */
    AST_NAME,   /* a variable, parameter or constant let */
    AST_CALL,   /* name(args): a let function or a built-in */
    AST_NEG,
    AST_ADD,
    AST_SUB,
    AST_MUL,
    AST_DIV,
    AST_POW,
    AST_IF,  /* args: condition (AST_REL), then, else */
    AST_REL, /* a comparison, as a condition: args 2; rel */
    AST_AND, /* conditions joined by `and`: args 2 */
    AST_FOLD /* sum prod min max integral normal_mean total_variation (whose
                body is p - q, the two densities): name; index; args: lo,
                hi, body, or, with `list`, the members, then the body; infinite
                ends of integrals: builtin_infinite_end */
} ast_kind;

typedef enum {
    REL_LT,
    REL_LE,
    REL_EQ,
    REL_GE,
    REL_GT,
    REL_NE
} rel_kind;

typedef struct ast ast;
struct ast {
    ast_kind kind;
    lang_pos pos;
    char *name;  /* NAME, CALL, FOLD */
    char *index; /* FOLD */
    char *text;  /* NUMBER */
    mpq_t q;     /* NUMBER */
    rel_kind rel;
    bool list; /* FOLD */
    ast **arg;
    size_t nargs;
};

typedef enum {
    DOM_INTERVAL, /* [lo, hi], either end open, either infinite */
    DOM_INTEGERS, /* lo..hi; hi may be inf (then treated as a real range) */
    DOM_LIST      /* { e1, e2, ... } */
} domain_kind;

typedef struct {
    char *name;
    lang_pos pos;
    domain_kind kind;
    ast *lo, *hi; /* NULL: infinite */
    bool lo_open, hi_open;
    ast **list;
    size_t nlist;
    char *list_name; /* the list is a definition's; NULL: written out */
} binder;

/* e0 rel0 e1 rel1 e2 ...: n relations, n + 1 expressions. */
typedef struct {
    ast **e;
    rel_kind *rel;
    size_t n;
} ast_chain;

/* u(k in lo..hi): an arbitrary real sequence.  A relation in which k stands
 * holds for every whole k from lo to hi at which all values in it exist. */
typedef struct {
    char *name, *index;
    lang_pos pos;
    ast *lo, *hi;
} sequence;

/* A relation of `where` in which values of sequences stand. */
typedef struct {
    ast_chain chain;
    char *index; /* for every k; NULL: no such name stands in it */
} sequence_relation;

/* Where a statement behind `by` is used. */
typedef enum {
    BY_ALWAYS,
    BY_BASE, /* in the bases of the induction only */
    BY_STEP  /* in its step only */
} by_part;

/* by ID(arguments) in step if x <= 1: a statement above, at these arguments.
 * Without a list of arguments its variables are those of the same names. */
typedef struct {
    char *id;
    lang_pos pos;
    bool at;    /* arguments are given */
    ast **arg;
    size_t nargs;
    size_t link; /* of the chain, from 1, whose reason it is; 0: of all */
    by_part part;
    ast_chain when; /* used where this holds; n = 0: everywhere */
} lemma_use;

/* by induction on VAR from FROM depth DEPTH */
typedef struct {
    char *var; /* NULL: no induction */
    lang_pos pos;
    bool has_from;
    bool itself; /* nobody asked for it: a claim at the prompt */
    long from, depth;
} induction_clause;

typedef enum {
    ITEM_LET,
    ITEM_CLAIM,
    ITEM_IDENTITY,
    ITEM_CONSTANT,
    ITEM_ROOT,
    ITEM_THRESHOLD,
    ITEM_TABLE,
    ITEM_FIGURE,
    ITEM_REGION,
    ITEM_ASSUMED
} item_kind;

typedef enum {
    VERDICT_NONE, /* lets, figures: nothing to decide */
    VERDICT_PROVED,
    VERDICT_REFUTED,
    VERDICT_UNDECIDED,
    VERDICT_ENCLOSED,
    VERDICT_ASSUMED
} verdict_kind;

typedef struct {
    char *key, *label; /* label may be NULL */
    lang_pos pos;      /* of the key */
} citation;

/* A column of a table, or a curve of a figure. */
typedef struct {
    char *name;  /* identifier */
    char *title; /* "KL, paper's coefficients" or NULL */
    ast *value;
    ast *paper;  /* table: the paper's printed value, or NULL */
    char *style; /* figure: "line" "points" "band" "steps", or NULL */
    ast *value2; /* figure band: the other edge */
} column;

/* Options of figures and regions.  text: xlabel, ylabel, key (strings),
 * xscale, yscale ("linear" or "log").  value: samples (a figure's number of
 * points along an interval), share (a region's open part); xrange [a, b]
 * becomes two options, xmin and xmax, yrange ymin and ymax; a region's
 * label "text" at x, y becomes label (text, x) and labely (y). */
typedef struct {
    char *key, *text;
    ast *value;
    lang_pos pos;
} option;

typedef struct {
    item_kind kind;
    lang_pos pos, end;      /* first and last character */
    const char *text;       /* from pos to end, text_len bytes, as written */
    size_t text_len, index; /* its number in the program */
    char *id, *title;       /* let: id is the name; title from the comment */
    char *comment;          /* trailing # comment of a let, or NULL */
    char **param;           /* let: parameters */
    size_t nparams;
    ast *body; /* let; NULL for a list */
    ast **list; /* let: the members of a list */
    size_t nlist;
    citation *cite;
    size_t ncites;
    char **uses;
    lang_pos *uses_pos;
    size_t nuses;
    binder *bind; /* for */
    size_t nbind;
    ast_chain *where; /* each a chain of order relations */
    size_t nwhere;
    sequence *seq; /* for u(k in lo..hi) */
    size_t nseq;
    sequence_relation *about; /* the rest of `where` */
    size_t nabout;
    ast_chain show; /* claim, identity; constant: the relation in c */
    induction_clause induction;
    lemma_use *by;
    size_t nby;
    size_t *link; /* of show: each link's last relation, from 1 */
    size_t nlinks;
    ast_chain *cases; /* by cases: each one relation */
    size_t ncases;
    struct {
        char *var;
        ast *at;
    } * hint; /* equality at var = at */
    size_t nhints;
    bool largest;          /* constant: largest or smallest */
    char *unknown;         /* constant: the name c.  threshold: its variable */
    lang_pos unknown_pos;  /* threshold: where it stands behind `find` */
    ast *paper;            /* constant: the paper's value, or NULL */
    long digits;           /* constant, root, table; 0: default */
    long precision, boxes; /* budget clauses; 0: default */
    char *reason;          /* assumed: because "..." */
    bool has_expect;
    verdict_kind expect;
    column *col; /* table, figure */
    size_t ncols;
    option *opt; /* figure, region */
    size_t nopts;
    char **over; /* region: the two parameters */
    size_t nover;
} item;

/* Items of one paper, from one or several documents, in order; later lets
 * see earlier ones. */
typedef struct program program;
program *program_new(void);
void program_free(program *p);
/* A copy of a file's name that lives as long as p: for lang_pos. */
const char *program_file(program *p, const char *file);

/* Parses the text of one `assay` block (n bytes, need not end in NUL) that
 * starts at first_line of file.  Appends items; on errors appends to errs and
 * goes on after the next item keyword.  Returns false when there were any.
 * Checks: duplicate ids, unknown names with suggestions, arity, clauses that
 * do not fit the item. */
bool program_parse(program *p, const char *file, int first_line,
                   const char *text, size_t n, lang_errors *errs);
/* 'for x in [0, 1]: x >= 0', as given to `assay prove`; the item's id is
 * "claim".  A missing `for` is allowed. */
bool program_parse_claim(program *p, const char *text, lang_errors *errs);
/* 'for r in (0, 8]: largest c with r <= c', as given to `assay constant`,
 * 'for x in [1, 2]: x^2 == 2', as given to `assay root`, and
 * 'for n in 1..inf: find n with n^2 <= 2^n', as given to `assay threshold`;
 * kind is one of these three, and the item's id is its name. */
bool program_parse_number(program *p, item_kind kind, const char *text,
                          lang_errors *errs);
/* A closed expression as given to `assay eval`; becomes a let named "it". */
bool program_parse_expr(program *p, const char *text, lang_errors *errs);

size_t program_count(const program *p);
const item *program_item(const program *p, size_t i);
const item *program_find(const program *p, const char *id); /* or NULL */

const char *item_kind_name(item_kind k);  /* "claim" */
const char *verdict_name(verdict_kind v); /* "PROVED" */
const char *rel_text(rel_kind r);         /* "<=" */

/* ---- elaboration ------------------------------------------------------- */

typedef struct elab elab; /* a pool, the memo tables, limits */
typedef struct {
    size_t max_nodes;         /* 0: 20 million */
    size_t max_steps;         /* 0: 200 million elaboration steps an item; a
                              paper may take ten times as many */
    size_t max_instances;     /* 0: 5 million */
    size_t max_call_depth;    /* 0: 2 million (heap, not C stack) */
    volatile const int *stop; /* set to non-zero to interrupt; may be NULL */
} elab_limits;

elab *elab_new(const program *p, const elab_limits *limits);
void elab_free(elab *e);
expr_pool *elab_pool(elab *e);

/* The number, a closed expression, with which constant `it` was proved as a
 * claim, by its certificate: with it, it serves behind `by`.  The caller answers
 * for it.  EXPR_NONE: none is known. */
void elab_set_constant(elab *e, const item *it, expr value);
expr elab_constant(const elab *e, const item *it);

/* The finite binders' values at an instance. */
typedef struct {
    size_t n;    /* finite binders (integers with finite ends, lists) */
    char **name; /* borrowed from the item */
    mpq_t *value;
    size_t part; /* 0, 1, ...: cases of one combination, see elab_instances */
    bool aside;  /* a case that only asks whether something is defined, on a
                  * domain that may be larger than the statement's */
    bool step;   /* a part of an argument, not a case of the statement: what
                  * it says may be false where the statement is true */
    bool bare;   /* a part of an argument, where the statement admits every point
                  * of the box */
} binding;

/* What elab_instances hands out for each instance; the problem is valid during
 * the call only.  chain_e: the elaborated sides e0..en of the chain (n + 1).
 * Return false to stop. */
typedef bool (*elab_instance_fn)(void *ctx, const binding *binding, problem *p,
                                 const expr *chain_e, size_t n);

/* Claims, identities, constants: every combination of the finite binders in
 * order (first binder slowest), reals and infinite integer ranges left as
 * the problem's variables.  Goals are the chain's relations as differences
 * (a <= b gives b - a >= 0; == gives two goals); min/max over
 * lists and `abs` stay nodes.  For a constant the unknown is the last
 * variable with range (-inf, inf).  An instance whose where conditions on
 * finite binders alone are false is skipped.  A combination may be handed out
 * as several problems (binding->part), whose domains together cover its own,
 * where a power over `m..inf` has a base that may be 0 or negative, or where
 * conditions a != b stand (as a < b and a > b).  *count:
 * combinations handed out.  False with errs filled on: vacuous domain (no instance, lo > hi), limits,
 * non-constant range ends, an undecidable if on reals compared with ==, ... */
bool elab_instances(elab *e, const item *it, elab_instance_fn fn, void *ctx,
                    size_t *count, lang_errors *errs);

/* Tables and figures: rows over the finite binders; cells[i] is column i
 * (figure band: value2 follows at ncols + i; paper values at 2*ncols + i,
 * EXPR_NONE when absent). */
typedef bool (*elab_row_fn)(void *ctx, const binding *binding,
                            const expr *cells, size_t ncells);
bool elab_rows(elab *e, const item *it, elab_row_fn fn, void *ctx,
               size_t *count, lang_errors *errs);

/* The combinations that `where` left out of the last elab_instances or
 * elab_rows. */
size_t elab_excluded(const elab *e);

/* The exact value of a closed AST expression; false with errs filled on. */
bool elab_rational(elab *e, const ast *a, mpq_ptr q, lang_errors *errs);

/* A closed AST expression, such as a constant's paper value. */
expr elab_closed(elab *e, const ast *a, lang_errors *errs);

/* ---- typesetting ------------------------------------------------------- */

/* LaTeX that GitHub renders (CONVENTIONS: \lt not <, \lvert not |, no
 * \operatorname); malloc'd.  Calls to let functions are shown as calls,
 * names of Greek letters as Greek letters, `sigma2_star` as \sigma^{2}_{\star}
 * by the rules in docs/LANGUAGE.md. */
char *typeset_expr(const ast *a);
char *typeset_chain(const ast_chain *c);
/* "\text{for all } r \in (0, 8],\; ..." and where conditions. */
char *typeset_binders(const item *it);
/* name(params) = body */
char *typeset_let(const item *it);
/* The whole statement of any item kind, one display formula. */
char *typeset_item(const item *it);
char *plain_expr(const ast *a); /* an expression in the language's syntax */
/* A claim as given to `assay prove`: without id, title, cites, uses, expect. */
char *plain_claim(const item *it);
/* The same statement as plain text, one line, in the language's own syntax. */
char *plain_item(const item *it);

#endif
