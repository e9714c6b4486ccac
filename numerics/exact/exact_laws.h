/* numerics/exact/exact_laws.h: what normal forms know of functions, by group.
 *
 * A group is a file exact_laws_GROUP.c; functions.def says which function is
 * in which.  The invariant that every law keeps is in exact_internal.h. */
#ifndef ASSAY_EXACT_LAWS_H
#define ASSAY_EXACT_LAWS_H

#include "exact_internal.h"

/* See exact_jet.c. */
typedef struct {
    expr at;              /* the node with x_i := p, kinks decided */
    exact_ring_struct *c; /* m coefficients */
} exact_jet;

typedef struct {
    /* r represents the node n = f(u), where a represents u. */
    bool (*normal)(exact *x, exact_ring_ptr r, const expr_node *n,
                   exact_ring_srcptr a);
    /* The m coefficients of n = f(u), into r, whose `at` is set and whose
     * coefficients are 0. */
    bool (*series)(exact *x, int m, exact_jet *r, const expr_node *n,
                   const exact_jet *u);
} exact_laws;

extern const exact_laws exact_laws_exp, exact_laws_trig, exact_laws_odd,
    exact_laws_gamma, exact_laws_unfold, exact_laws_positive, exact_laws_none;

/* The laws of an operation, or NULL where it is none of functions.def. */
const exact_laws *exact_laws_of(expr_op op);

/* r represents the expression e; false: no normal form. */
bool exact_jet_constant(exact *x, exact_ring_ptr r, expr e);
/* Coefficients of f(u) for any function that functions.def has. */
bool exact_laws_compose(exact *x, int m, exact_jet *r, const expr_node *n,
                        const exact_jet *u);

#endif
