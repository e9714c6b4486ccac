/* numerics/search/search_cone.h: cutting an orthant up until a polynomial has no
 * negative coefficient on any of the pieces, for search_cone*.c and
 * tactic_cone*.c.
 *
 * Coordinates are homogeneous: one for each variable of the problem, and a last
 * one, which is 1.  What is looked at here are doubles, which choose where to
 * cut; the polynomials themselves are exact.
 */
#ifndef ASSAY_SEARCH_CONE_H
#define ASSAY_SEARCH_CONE_H

#include "../exact/exact_form.h"
#include "search_internal.h"

enum {
    CONE_DEPTH = 60,
    CONE_PIECES = 3000,
    CONE_ZEROS = 12,
    CONE_PARTS = 8, /* degrees that a polynomial may mix */
    CONE_LARGEST = 1000000 /* of a ray's coordinates */
};

/* A polynomial's terms as doubles, the largest coefficient about 1. */
typedef struct {
    int dim;  /* coordinates, the last included */
    long d;   /* degree */
    size_t n; /* terms */
    long *e;  /* term k: e[k*dim ...] */
    double *c;
    bool *used; /* does coordinate i occur? */
} cone_terms;

void search_cone_terms_init(cone_terms *t, const exact_form *p, int nvars);
void search_cone_terms_clear(cone_terms *t);
/* The polynomial at x, and the sum of its terms' sizes. */
double search_cone_terms_value(const cone_terms *t, const long *x,
                               double *size);

/* Points with small whole coordinates where the polynomial seems to vanish,
 * and such points near those of q (in the same coordinates; may be NULL):
 * CONE_ZEROS at most, dim numbers each in z; returns how many.  *negative: it is
 * negative at one of those looked at. */
size_t search_cone_zeros(const cone_terms *t, const probe *q, long *z,
                         bool *negative);

/* A node `ray` through l (of dim weights), its children not there yet. */
cert_node *search_cone_ray(searcher *s, const long *l);
/* The polynomial in the chart k of that ray, which starts in the origin of
 * half-lines [0, inf). */
exact_form *search_cone_chart(const exact_form *p, int nvars, const long *l,
                              int k);
/* A proof of the polynomial p >= 0 for nonnegative variables, or NULL; q: where
 * it is small, or NULL.  Whether the checker takes it is not tested. */
cert_node *search_cone_subdivide(searcher *s, const exact_form *p,
                                 const probe *q);

/* The goal's polynomial p, of mixed degrees, made homogeneous by hypothesis
 * number j, which says that a homogeneous polynomial is 1 (at most, or at least
 * 1): a node without its children, or NULL. */
cert_node *search_cone_homogenise(searcher *s, const goal *g,
                                  const exact_form *p, size_t j);
/* The same by a hypothesis that says that of two homogeneous polynomials of
 * different degrees, P >= Q: f = M^-1 M f, M a product of powers of P and Q, a
 * node `product` with the node that makes M f homogeneous as its child, whose
 * own children are not there.  attempt: below CONE_PARTS, for one degree or
 * another; NULL when there is no such answer. */
cert_node *search_cone_balance(searcher *s, const goal *g, const exact_form *p,
                               size_t j, size_t attempt);
/* The degree of p's term k; e: room for its exponents, n + 1. */
long search_cone_degree(const exact_form *p, size_t k, int n, long *e);
/* factor times the part of degree `degree` of what p was made from. */
expr search_cone_part(expr_pool *pool, const exact_form *p, int n, long degree,
                      mpq_srcptr factor);
/* Is hypothesis number j a polynomial, and its negative another hypothesis? */
bool search_cone_is_equation(searcher *s, const goal *g, size_t j);

/* Nodes `map`, their child not there yet, or NULL: to variables in which the
 * domain is an orthant because of linear conditions; to z_0/z_1, z_1/z_2, ...
 * for variables whose product is 1 by hypothesis number j. */
cert_node *search_cone_linear(searcher *s, const goal *g);
cert_node *search_cone_product(searcher *s, const goal *g, size_t j);
/* The same to roots of all variables, where hypothesis number j compares a
 * monomial of that degree with a number. */
cert_node *search_cone_powers(searcher *s, const goal *g, size_t j);
/* A node `symmetry`, where p does not change when its variables change places,
 * there are three of them or more, and their ranges are equal; else NULL. */
cert_node *search_cone_sorted(searcher *s, const goal *g, const exact_form *p);

#endif
