/* numerics/search/search_internal.h: what the files of the search share.
 *
 *   search.c          entry: one goal of a problem
 *   search_prove.c    goals that come up on the way
 *   tactics.def       the tactics, a row each, in the order of their tries
 *   tactics.c         the loop that runs them
 *   tactic_*.c        a tactic each
 *   search_children.c the goals of a node's children; resuming
 *   search_node.c     certificate nodes; asking the checker about them
 *   search_effort.c   how much work a tactic may do; goals that failed before
 *   search_sample.c   plain values of a goal; the list of its lowest points
 *   search_descent.c  where f is small: local minimisation
 *   search_probe.c    where f is small: sampling
 *   search_refute.c   counterexamples at and near such points
 *   search_guess.c    closed forms behind decimals (1/3, exp(1), pi/2, ...)
 *   search_spots.c    places where equality is suspected
 *   search_kink.c     kinks that a box does not decide
 *   search_rewrite.c  f in other words
 *   search_factor.c   f as a product
 *   search_cone*.c    polynomials on orthants
 *   search_terms.c    its terms; logarithms and powers of them (search_terms.h)
 *   search_carve.c    neighbourhoods of isolated minima
 *   search_exact.c    ranges and values that doubles cannot hold
 *   search_boxes.c    branch and bound over doubles
 *   search_parts.c    a long run of it in parts, by threads
 *   search_box*.c     its boxes: what is found out and done about each
 *
 * The tactics have tactics.h besides, branch and bound search_boxes.h, the probe
 * search_sample.h.
 *
 * One circle is recursion by nature: search_prove runs tactics, a tactic makes a
 * node and has its children proved (search_prove_children), and these are goals
 * for search_prove.  It ends because `level` and the effort are bounded.
 */
#ifndef ASSAY_SEARCH_INTERNAL_H
#define ASSAY_SEARCH_INTERNAL_H

#include "../check/checker.h"
#include "search.h"
#include "tape.h"

/* A goal with a box and hypotheses of its own. */
typedef checker_goal goal;

typedef struct {
    uint64_t goal;
    size_t effort; /* this much was in vain */
} failure;

/* What things cost, in boxes of branch and bound, very roughly. */
enum {
    EFFORT_TRY = 60,
    EFFORT_FACTOR = 600,
    EFFORT_PROBE = 300,
    MAX_LEVEL = 12,
    MAX_SPOTS = 24,
    MEMORY = 256
};

enum {
    SEARCH_SIMPLIFIED = 4
};
typedef struct {
    expr of, to;
} search_simplified;

typedef struct {
    problem *p;
    size_t g;
    checker *ck;
    eval *closed; /* of closed subexpressions, for tapes; made when needed */
    double *unit; /* search_probe.c: points, the same */
    search_simplified simplified[SEARCH_SIMPLIFIED]; /* tactic_xlogx.c */
    size_t nsimplified;
    const search_limits *limits;
    search_result *r;
    size_t max_boxes;
    double deadline;   /* 0: none */
    int level;         /* depth of tactics in use */
    int round;         /* rounds of the root's tactics that are over */
    size_t effort;     /* work done so far */
    size_t effort_end; /* where the tactic at work must give up */
    failure failed[MEMORY];
    bool keeps_parts; /* an answer may be incomplete: tactic_last */
    bool persisted; /* at the root: tactic_persist had its turn */
    bool is_part; /* of a run of branch and bound, which is not divided again */
} searcher;

/* A point where f looks smallest. */
typedef struct {
    double *x; /* nvars */
    double f;
} spot;

typedef struct {
    spot *v; /* increasing f */
    size_t n;
    double scale;   /* a typical size of |f| */
    double least;   /* v[0].f, or +inf */
    double noise;   /* how far plain values are off, roughly */
    bool negative;  /* f is certainly negative at one of the points */
    bool undefined; /* some sample was undefined */
} probe;

/* Candidate contacts of a goal: variable and place. */
typedef struct {
    int var;
    expr at;
    int order; /* first order whose coefficient does not vanish; 0 unknown */
} contact_spot;

enum {
    CONTACT_SPOTS = 12
};

/* What a tactic is told of a goal.  Samples, and what follows from them, are
 * there in the lists that tactics_try runs; boxes is the row's. */
typedef struct {
    searcher *s;
    const goal *g;
    const probe *q; /* where f is small; NULL: nothing is known of it */
    bool unbounded; /* some range is */
    bool tight;     /* f comes (nearly) down to 0, or the box is unbounded */
    contact_spot spot[CONTACT_SPOTS]; /* where it is tight */
    size_t nspots;
    size_t boxes;                          /* for branch and bound */
    signed char kinks, settled, algebraic; /* kept answers, see tactics.c */
} tactic_view;

/* ---- goals ---------------------------------------------------------- */
void search_goal_copy(goal *d, const goal *s, int nvars);
void search_goal_clear(goal *g, int nvars);
void search_goal_drop_hyps_on(goal *g, const expr_pool *pool, int var);

/* ---- effort ------------------------------------------------------------ */
double search_effort_now(void); /* seconds, for deadlines */
bool search_out_of_budget(const searcher *s);
/* How many threads may be used, at least 1. */
int search_effort_threads(const search_limits *l);
size_t search_effort_left(const searcher *s);
/* Lets what follows use 1/part of what is left; the old limit is returned,
 * for search_effort_restore. */
size_t search_effort_lend(searcher *s, size_t part);
void search_effort_restore(searcher *s, size_t old_end);
uint64_t search_goal_key(const searcher *s, const goal *g);
/* Did this goal fail before, with no less effort allowed? */
bool search_goal_failed(const searcher *s, uint64_t key, size_t effort);
void search_goal_note_failure(searcher *s, uint64_t key, size_t effort);

/* ---- values ------------------------------------------------------------ */
/* tape_new over the problem's variables: the same closed subexpressions occur in
 * one after the other. */
tape *search_tape_new(searcher *s, const expr *f, size_t nf,
                      const sign_condition *hyp, size_t nhyps);

/* Plain values at sample points of a box. */
typedef struct {
    tape *t;
    tape_scratch *w;
    int n;
    double *x;
    const range *box;
} meter;
void search_meter_open(meter *m, searcher *s, const expr *f, size_t nf,
                       const range *box);
void search_meter_close(meter *m);
/* Sample point k: an additive recurrence, away from the ends. */
void search_meter_point(meter *m, unsigned k);

/* ---- probe ------------------------------------------------------------- */
/* Samples and refines; deterministic.  Points satisfy the hypotheses as far
 * as doubles can tell. */
void search_probe_run(searcher *s, const goal *g, probe *out);
void search_probe_clear(probe *q);
/* Tries to refute the root goal at and near the probe's points. */
bool search_refute_near_probe(searcher *s, const probe *q);
bool search_refute_at(searcher *s, const double *x);
bool search_refute_corners(searcher *s);
/* Does goal s->g fail at x, to at most prec bits?  It is then the witness. */
bool search_refute_exact(searcher *s, mpq_t *x, mpfr_prec_t prec);
/* An end of r, or where it is open a hair inside; far out of an infinite
 * one. */
void search_refute_end(mpq_ptr q, const range *r, bool high);
/* Exact value of a coordinate clipped into its range. */
void search_refute_coordinate(mpq_ptr q, double x, const range *r);

/* ---- certificate nodes ---------------------------------------------------- */
cert_node *search_leaf(cert_rule rule);
cert_node *search_node(cert_rule rule, const expr *e, size_t n);
cert_node *search_contact_node(cert_rule rule, const contact_spot *spot);
/* Does the checker accept c as it stands?  Then c says so itself (`accepted`,
 * which nothing else sets). */
bool search_tries(searcher *s, const goal *g, cert_node *c);
/* Frees c and returns NULL unless the checker accepts it as it stands. */
cert_node *search_keep_if(searcher *s, const goal *g, cert_node *c);

/* ---- f in other words ----------------------------------------------------- */
enum {
    SEARCH_ATOMS = 4,
    SEARCH_LARGE = 300
};
/* f with its parts in normal form, as a node whose child is to be proved; NULL
 * when that is f already. */
cert_node *search_rewrite(searcher *s, const goal *g);
/* A subexpression's normal form on g's box, or itself. */
expr search_rewrite_simplified(searcher *s, const goal *g, expr f);
/* No functions but roots, of variables. */
bool search_rewrite_is_algebraic(const expr_pool *pool, expr f);
/* Are all of f's nodes of a set of operations (a bit each), those of closed
 * parts left aside? */
bool search_rewrite_is_made_of(const expr_pool *pool, expr f, uint64_t ops);
/* Nodes of f of a set of operations, largest first; at most max.  Returns how
 * many. */
size_t search_rewrite_nodes(const expr_pool *pool, expr f, uint64_t ops,
                            expr *out, size_t max);
/* f = a + b w for the node w of f, a and b free of w? */
bool search_rewrite_is_linear(searcher *s, const goal *g, expr w, expr *a,
                              expr *b);
/* f as a product of factors with a sure sign and the rest, which is to be
 * proved: the node without its child; NULL when nothing would be gained. */
cert_node *search_factor_node(searcher *s, const goal *g);
/* +1 or -1 when e has that sign and is nonzero all over the box. */
int search_rewrite_sign(searcher *s, const goal *g, expr e);
/* f = factor^pow * rest, rest to be proved: the node without its child, or NULL
 * when nothing would be gained. */
cert_node *search_rewrite_factor(const goal *g, expr factor, long pow,
                                 expr rest);

/* ---- where equality is suspected ------------------------------------------ */
size_t search_spots_find(searcher *s, const goal *g, const probe *q,
                         contact_spot *out, size_t max);
/* Is one of f's kinks open on g's box? */
bool search_kink_is_any_open(searcher *s, const goal *g);
/* Is this kink's branch open on the box, and its condition defined?  Where abs,
 * min and max merely touch their seam, both branches agree. */
bool search_kink_is_open(searcher *s, const goal *g, expr kink);
/* +1 or -1 when d, a slope, seems to have that sign all over g's box, else 0. */
int tactic_monotone_sign(searcher *s, const goal *g, expr d);
/* Are all kinks decided on either side of the place where tactic_split splits? */
bool tactic_split_settles_kinks(searcher *s, const goal *g,
                                const tactic_view *v);

/* ---- beyond doubles ------------------------------------------------------- */
/* Do doubles show too little of g: of its ends, or of its values in q? */
bool search_exact_is_beyond(const searcher *s, const goal *g, const probe *q);
/* A place to cut r at: 0 where it lies inside; by size where the ends are far
 * apart; else the mean.  False: none. */
bool search_exact_middle(mpq_ptr m, const range *r, bool by_size);
/* Tries to refute the root goal at a few rational points. */
bool search_exact_refute(searcher *s);

/* ---- cubes around isolated minima ---------------------------------------- */
/* Ends are infinite where the goal's box ends. */
typedef struct {
    double *lo, *hi;
    cert_node *rule; /* the leaf that closes it */
} cube;
size_t search_carve_cubes(searcher *s, const goal *g, const probe *q,
                          cube **out);
void search_carve_free(cube *c, size_t n);

/* ---- branch and bound ------------------------------------------------- */
/* Complete on success.  With partial true, a tree with CERT_OPEN leaves when
 * the budget ends (and s->r's figures filled in); otherwise NULL then. */
cert_node *search_boxes_prove(searcher *s, const goal *g, const tactic_view *v,
                              size_t max_boxes, bool partial);
/* Complete on success, else NULL: on `few` boxes, and on up to `most`, whatever
 * the effort that is left, for as long as each level of them leaves less open. */
cert_node *search_boxes_persist(searcher *s, const goal *g,
                                const tactic_view *v, size_t few, size_t most);
/* The same on very few boxes at first, within the effort. */
cert_node *search_boxes_shrink(searcher *s, const goal *g, const tactic_view *v,
                               size_t most);

/* ---- children ----------------------------------------------------------- */
/* The goal of child k of node c; false when it cannot be formed.  out is to
 * be cleared either way. */
bool search_goal_child(searcher *s, const goal *g, const cert_node *c, int k,
                       goal *out);
/* Proves every child; frees c and answers NULL when one fails. */
cert_node *search_prove_children(searcher *s, const goal *g, cert_node *c);
/* A copy of a partial certificate with its open leaves worked on. */
cert_node *search_resume(searcher *s, const goal *g, const cert_node *from);
/* A complete certificate as the checker takes it: parts that it rejects (where
 * doubles were more hopeful than enclosures) are proved anew or left open. */
cert_node *search_repair(searcher *s, const goal *g, cert_node *c);
/* One open leaf: a certificate, perhaps partial, or NULL. */
cert_node *search_prove_open(searcher *s, const goal *g);

/* ---- recursion --------------------------------------------------------- */
/* A complete certificate for g, or NULL. */
cert_node *search_prove(searcher *s, const goal *g);
/* The node with its children proved, where the checker takes it then; c may be
 * NULL, and is freed where the answer is. */
cert_node *search_prove_node(searcher *s, const goal *g, cert_node *c);

#endif
