/* theory/evidence/proof.h: what proves an item, over all its instances. */
#ifndef ASSAY_PROOF_H
#define ASSAY_PROOF_H

#include "../../numerics/cert/cert.h"
#include "../../numerics/cert/witness.h"

/* The same trees, one a goal, for the instances first .. last (from 0). */
typedef struct {
    size_t first, last;
    cert_node **tree;
} proof_run;

/* A number that the statement was completed with, or that the search found
 * and the audit wants to find again ("c = 1/2"). */
typedef struct {
    char *name;
    mpq_t value;
} proof_number;

/* An expression, of the problems' pool, with which the statement was taken
 * apart: a factor, a root. */
typedef struct {
    char *name;
    expr value;
} proof_expr;

/* What is shown of the domains of the instances first .. last: that they are
 * not empty (by `shown`), or that they are: on each, `empty` proves that
 * hypothesis number `denied` (from 0) fails where the others hold. */
typedef struct {
    size_t first, last;
    witness *shown;
    size_t denied;
    cert_node *empty;
} proof_domain;

typedef struct {
    size_t ngoals;
    proof_run *run;
    size_t nruns;
    proof_number *number;
    size_t nnumbers;
    proof_expr *expr;
    size_t nexprs;
    /* where the difference was seen least: an instance, a goal, a point */
    bool has_seen;
    size_t seen_instance, seen_goal;
    mpq_t *seen;
    int nseen;
    char *last_text;      /* of the last run's trees; NULL: not written yet */
    proof_domain *domain; /* in order; instances of which nothing is shown, or
                           * need be, are left out */
    size_t ndomain;
    size_t excluded; /* combinations of finite values that `where` left out */
} proof;

void proof_init(proof *pf, size_t ngoals);
void proof_clear(proof *pf);
/* Trees for the next instance, whose problem is p: they are taken.  The same
 * trees are kept once for instances that follow one another. */
void proof_add(proof *pf, const problem *p, cert_node **tree, size_t ngoals);
/* The tree for goal g of instance k, or NULL. */
const cert_node *proof_tree(const proof *pf, size_t k, size_t g);
/* A tree for every goal of every one of n instances, all complete. */
bool proof_is_complete(const proof *pf, size_t n);
void proof_set_seen(proof *pf, size_t instance, size_t goal, mpq_t *x, int n);
void proof_set_number(proof *pf, const char *name, mpq_srcptr value);
mpq_srcptr proof_find_number(const proof *pf, const char *name); /* or NULL */
void proof_set_expr(proof *pf, const char *name, expr value);
expr proof_find_expr(const proof *pf, const char *name); /* or EXPR_NONE */

/* proof_domain.c.  An empty record for the instances first .. last, behind
 * those that are there. */
proof_domain *proof_add_domain(proof *pf, size_t first, size_t last);
/* For an instance behind those that are there.  The same witness is kept once
 * for instances that follow one another. */
void proof_add_witness(proof *pf, size_t instance, const witness *w);
void proof_add_empty(proof *pf, size_t instance, size_t denied,
                     cert_node *tree, /* takes it */
                     const problem *p);
/* The tree once more. */
cert_node *proof_copy_tree(const cert_node *tree, const problem *p);
/* What is shown of an instance's domain, or NULL. */
const proof_domain *proof_find_domain(const proof *pf, size_t instance);
void proof_clear_domain(proof *pf);

#endif
