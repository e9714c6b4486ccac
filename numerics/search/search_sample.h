/* numerics/search/search_sample.h: what the files that probe a goal share.  One
 * direction: the probe calls the descent, both call the sampler.
 *
 *   search_sample.c   a goal made ready for doubles; the list of lowest points
 *   search_descent.c  from samples to local minima
 *   search_probe.c    which points are sampled; entry (see search_internal.h)
 */
#ifndef ASSAY_SEARCH_SAMPLE_H
#define ASSAY_SEARCH_SAMPLE_H

#include "search_internal.h"

/* A goal made ready for evaluation in doubles. */
typedef struct {
    searcher *s;
    const goal *g;
    int n;
    tape *value, *newton; /* f; f, gradient, Hessian (the descent's) */
    bool asked_newton; /* whether there is one */
    tape_scratch *vs, *ns;
    double *lo, *hi, *buf;
    tape *hyps;
    tape_scratch *hs;
} sampler;

void search_sample_open(sampler *m, searcher *s, const goal *g);
void search_sample_close(sampler *m);
/* A typical coordinate for u in (0, 1). */
double search_sample_spread(double lo, double hi, double u);
/* Do the hypotheses hold at x, as far as doubles can tell? */
bool search_sample_hyps_hold(sampler *m, const double *x);
/* f's plain value at x; NAN where it is undefined. */
double search_sample_value(sampler *m, const double *x);
/* Notes a point; of several points in one place only the lowest is kept. */
void search_sample_insert(const sampler *m, probe *q, const double *x,
                          double f);

/* The same tapes and ends with scratch of their own, for another thread. */
void search_sample_twin(sampler *m, const sampler *of);
void search_sample_twin_close(sampler *m);
/* How many threads are worth it: the search has gone on for a while. */
int search_sample_threads(const sampler *m);

/* Notes local minima near the lowest points, where f can be derived twice. */
void search_descent(sampler *m, probe *q);

#endif
