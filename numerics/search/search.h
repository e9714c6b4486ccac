/* numerics/search/search.h: finding certificates and counterexamples.  Untrusted:
 * nothing here decides a verdict; see checker.h.
 *
 * For: cleverness: doubles, samples, guesses, branch and bound.  What it
 *   finds is a certificate or a point, and is judged elsewhere.
 * Sees: all of numerics but recheck.  Only theory/audit sees it.
 * Begin: tactics.def for the order of the tactics, tactic_split.c for one; search_boxes.h for branch and
 *   bound; tape.h for doubles.
 */
#ifndef ASSAY_SEARCH_H
#define ASSAY_SEARCH_H

#include "../cert/cert.h"

typedef struct {
    size_t max_boxes;   /* 0: 1,000,000 */
    double max_seconds; /* 0: none (results then never depend on speed) */
    size_t max_memory;  /* bytes, rough; 0: 2 GiB */
    int threads;        /* 0: OpenMP's default */
    long prec;          /* leaves' precision; 0: 128 */
    /* A certificate comes as it was found.  Otherwise the checker was asked of
     * it, and what it refused was proved anew: for callers who ask it once, of
     * the whole. */
    bool unmended;
    bool no_doubles;    /* the checker asks MPFR alone; changes no answer */
    /* A long run of branch and bound on the whole question is divided into fixed
     * parts.  Of these only every shares-th is worked on, from number `share`
     * (from 0); the certificate has an open leaf where another's tree belongs,
     * and the result is `divided`.  0 shares: all parts. */
    size_t share, shares;
    bool share_alone; /* what is not divided is for another run */
    /* Called now and then with boxes done and open (may be NULL). */
    void (*progress)(void *ctx, size_t done, size_t open);
    void *progress_ctx;
    volatile const int *stop; /* set to non-zero to interrupt; may be NULL */
} search_limits;

typedef enum {
    SEARCH_CERTIFICATE,
    SEARCH_WITNESS,
    SEARCH_OPEN
} search_status;

typedef struct {
    search_status status;
    cert_node *cert;   /* complete, or with CERT_OPEN leaves */
    mpq_t *witness;    /* nvars, with SEARCH_WITNESS */
    mpq_t *best;       /* nvars: where f was seen smallest; NULL if none */
    size_t boxes;      /* boxes examined */
    size_t open;       /* boxes left open */
    double open_share; /* of the box's volume (unbounded ranges mapped) */
    range *worst;      /* nvars: an open box with the lowest bound; or NULL */
    bool divided;      /* the certificate is a share */
    bool out_of_boxes, out_of_time, out_of_memory, interrupted;
} search_result;

void search_result_init(search_result *r);
void search_result_clear(search_result *r, int nvars);

/* Works on goal g of p.  resume: a partial certificate to go on from, or
 * NULL.  Deterministic for any thread count unless max_seconds ends it. */
void search_goal(search_result *r, problem *p, size_t g,
                 const cert_node *resume, const search_limits *limits);

/* Closed expressions near v (within a relative tol), simplest first; at most
 * max.  Returns how many. */
size_t search_guess_constants(expr_pool *pool, double v, double tol, expr *out,
                              size_t max);

#endif
