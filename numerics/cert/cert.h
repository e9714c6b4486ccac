/* numerics/cert/cert.h: proof certificates as trees, and their text.
 *
 * For: what a proof is, written down.  It is believed to read what is
 *   written, and decides nothing.
 * Sees: base and expr.
 * Begin: rules.def, the one list of the rules: the nodes below, their reader
 *   (cert_read.c) and writer (cert_write.c), and both engines' tables are made
 *   from it.  witness.h is a file of its own.
 *
 * A certificate proves one goal of one problem.  Each node names the rule that
 * reduces its goal to its children's goals; the theorem behind a rule stands in
 * ../check/rule_WORD.c.  Text: one line a node, in prefix order, children
 * indented by one space more; numbers are exact rationals.  docs/CERTIFICATES.md
 * says what each line means.
 */
#ifndef ASSAY_CERT_H
#define ASSAY_CERT_H

#include "../base/limits.h"
#include "../expr/problem.h"
#include "../base/text.h"

typedef enum {
#define RULE(NAME, word, arity, line) CERT_##NAME,
#include "rules.def"
#undef RULE
    CERT_OPEN, /* not closed yet: a partial certificate; never accepted */
    CERT_RULE_COUNT
} cert_rule;

enum {
    CERT_PAIR = 2
};

typedef struct cert_node cert_node;
struct cert_node {
    cert_rule rule;
    int var;   /* v; the letters are those of rules.def */
    int order; /* m, j; d: +-1, +-2; r: 0, or 1 for > */
    long prec; /* 0: the checker's default */
    bool has_q;
    mpq_t q;      /* q */
    size_t nexpr; /* e: 1; E: nvars; D: 2 nvars; M: 3 nvars; p: N + 1;
                   * e t: 2 N + 1 */
    expr *expr;
    size_t nchild; /* as many as the rule's arity says, or its line (n) */
    cert_node **child; /* NULL where one is not there yet */
    cert_node *pair[CERT_PAIR]; /* where child points if that is enough */
    long *power;   /* p: N */
    size_t nindex; /* t: K and the K indices of each of the N terms */
    long *index;
    range *range; /* R; NULL where there is none */
    uint64_t accepted; /* by the search's judge, as it stands, for the goal
                        * with this key; 0: not known.  Not in the text */
};

cert_node *cert_new(cert_rule rule); /* its children not there yet */
/* Of a rule whose line says how many children there are: there are n, none of
 * them there yet. */
void cert_set_children(cert_node *c, size_t n);
cert_node *cert_copy(const cert_node *c); /* of NULL: NULL */
/* Gives c a copy of r. */
void cert_set_range(cert_node *c, const range *r);
void cert_free(cert_node *c); /* the whole tree, iteratively; NULL harmless */
int cert_arity(cert_rule rule); /* -1: as the line says */
/* As many children as the rule has; both engines ask. */
bool cert_has_arity(const cert_node *c);
/* Child k in the name of a branch: 0 to 9, a to z, then *. */
char cert_branch(int k);
size_t cert_leaves(const cert_node *c);
/* How a tree is divided: one of `large` nodes or more into about so many parts,
 * each of `worth` nodes or more where the tree has them; what is smaller by the
 * factor `crumb` than a part may be is none. */
typedef struct {
    size_t large, parts, worth, crumb;
} cert_division;
/* The roots of the parts, sorted for cert_is_cut; *n of them, malloc'd, and NULL
 * where there are none.  Nodes below CERT_MAX_DEPTH do not count.  So many threads
 * may count nodes; what comes out is the same. */
const cert_node **cert_cut(const cert_node *c, const cert_division *d,
                           int threads, size_t *n);
bool cert_is_cut(const cert_node *const *v, size_t n, const cert_node *c);
/* Are there expressions in it? */
bool cert_has_exprs(const cert_node *c);
/* Each expression of c, which is of pool `from`, becomes the same function of
 * pool `to`; false when that is full.  What the judge said is forgotten. */
bool cert_move(cert_node *c, expr_pool *to, const expr_pool *from);
/* The rule's word in the text. */
const char *cert_rule_name(cert_rule rule);
bool cert_is_complete(
    const cert_node *c); /* no CERT_OPEN, all children there */

/* Appends the tree's text. */
void cert_write(text_buf *b, const cert_node *c, const problem *p);

/* Reads one tree from *text (a NUL-terminated string), advancing it; *line
 * counts lines.  NULL and a message (static or in err, err_size bytes) on
 * malformed input.  Depth is limited to CERT_MAX_DEPTH. */
enum {
    CERT_MAX_DEPTH = LIMIT_CERT_DEPTH
};
cert_node *cert_read(const char **text, int *line, problem *p, char *err,
                     size_t err_size);

#endif
