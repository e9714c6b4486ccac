/* numerics/search/search_probe.h: what the files that probe a goal share.
 *
 *   search_probe.c    sampling; entry
 *   search_descent.c  from samples to local minima
 *   search_refute.c   counterexamples at and near the lowest points
 */
#ifndef ASSAY_SEARCH_PROBE_H
#define ASSAY_SEARCH_PROBE_H

#include "search_internal.h"

/* A goal made ready for evaluation in doubles. */
typedef struct {
    searcher *s;
    const goal *g;
    int n;
    tape *value, *newton; /* f; f, gradient, Hessian */
    tape_scratch *vs, *ns;
    double *lo, *hi, *buf;
    tape *hyps;
    tape_scratch *hs;
} sampler;

/* A typical coordinate for u in (0, 1). */
double search_probe_spread(double lo, double hi, double u);
/* Do the hypotheses hold at x, as far as doubles can tell? */
bool search_probe_hyps_hold(sampler *m, const double *x);
/* f's plain value at x; NAN where it is undefined. */
double search_probe_value(sampler *m, const double *x);
/* Notes a point; of several points in one place only the lowest is kept. */
void search_probe_insert(const sampler *m, probe *q, const double *x, double f);

/* f, gradient and Hessian, or NULL where that is too much. */
tape *search_descent_tape(searcher *s, const goal *g);
/* From the lowest points, no two of them close together. */
void search_descent_refine(sampler *m, probe *q);
/* Local minima of a univariate f on a grid of its own. */
void search_descent_minima(sampler *m, probe *q);

#endif
