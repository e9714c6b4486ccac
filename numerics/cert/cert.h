/* numerics/cert/cert.h: proof certificates as trees, and their text.
 *
 * For: what the search hands over and the judges judge: trees of rules,
 *   witnesses, and their text, read as a stranger's.
 * Sees: base, expr.
 * Begin: the rules below; cert.c reads and writes them; witness.h.
 *
 * A certificate proves one goal of one problem.  Each node names the rule
 * that reduces its goal to its children's goals; the rules and the theorems
 * behind them stand in checker.c.  Text: one line a node, in prefix order,
 * children indented by one space more; numbers are exact rationals.
 *
 *   natural [BITS]             f's enclosure has the sign (no children)
 *   void J                     hypothesis J (from 0) fails on the whole box
 *   empty                      the box is empty
 *   meanvalue [BITS]           mean value form at the centre
 *   taylor VAR M CENTRE [BITS] Taylor form of order M in VAR
 *   split VAR Q                2 children: below and above Q
 *   monotone VAR +|-|++|--     2 children: the sign of the derivative, the face
 *   contact VAR M EXPR [BITS]  contact of order M at VAR = EXPR
 *   tangent VAR M EXPR         contact, the sign of the M-th derivative as a goal:
 *                              1 child
 *   convex EXPR,.. [BITS]      convex on the box; supporting plane at a point
 *   product N (EXPR POWER).. EXPR   f = prod * EXPR; 1 child: EXPR's sign
 *   cases K                    2 children: the two branches of kink K
 *   invert VAR                 1 child: VAR replaced by 1/VAR
 */
#ifndef ASSAY_CERT_H
#define ASSAY_CERT_H

#include "../base/limits.h"
#include "../expr/problem.h"
#include "../base/text.h"

typedef enum {
    CERT_NATURAL,
    CERT_VOID,
    CERT_EMPTY,
    CERT_MEANVALUE,
    CERT_TAYLOR,
    CERT_SPLIT,
    CERT_MONOTONE,
    CERT_CONTACT,
    CERT_TANGENT,
    CERT_CONVEX,
    CERT_PRODUCT,
    CERT_CASES,
    CERT_INVERT,
    CERT_OPEN, /* not closed yet: a partial certificate; never accepted */
    CERT_RULE_COUNT
} cert_rule;

typedef struct cert_node cert_node;
struct cert_node {
    cert_rule rule;
    int var;          /* split, monotone, contact, taylor, invert */
    int order;        /* contact, taylor; void: J; cases: K; monotone: +-1, +-2 */
    long prec;        /* 0: the checker's default */
    bool has_q;
    mpq_t q;          /* split, taylor */
    size_t nexpr;     /* contact, tangent: 1; convex: nvars; product: N + 1 */
    expr *expr;
    long *power;      /* product: N */
    cert_node *child[2];
    uint64_t accepted; /* by the search's judge, as it stands, for the goal
                        * with this key; 0: not known.  Not in the text */
};

cert_node *cert_new(cert_rule rule);
void cert_free(cert_node *c); /* the whole tree, iteratively; NULL harmless */
int cert_arity(cert_rule rule);
size_t cert_leaves(const cert_node *c);
size_t cert_depth(const cert_node *c);
/* The rule's word in the text. */
const char *cert_rule_name(cert_rule rule);
/* Adds the number of nodes by rule. */
void cert_count_rules(const cert_node *c, size_t count[CERT_RULE_COUNT]);
bool cert_is_complete(const cert_node *c); /* no CERT_OPEN, all children there */

/* Appends the tree's text. */
void cert_write(text_buf *b, const cert_node *c, const problem *p);

/* Reads one tree from *text (a NUL-terminated string), advancing it; *line
 * counts lines.  NULL and a message (static or in err, err_size bytes) on
 * malformed input.  Depth is limited to CERT_MAX_DEPTH. */
enum { CERT_MAX_DEPTH = LIMIT_CERT_DEPTH };
cert_node *cert_read(const char **text, int *line, problem *p, char *err,
                     size_t err_size);

#endif
