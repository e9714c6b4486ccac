/* numerics/search/search_sos.h: sums of squares with rational coefficients.
 *
 * Looks for p = sum_k c_k s_k^2 prod g_j  modulo equations, where the g_j >= 0
 * are given.  Of squares' coefficients (a Gram matrix) that make p, the analytic
 * centre is found in doubles by Newton's method, and rounded to rationals that
 * make p exactly; where it has no interior, zeros of p and the kernel that
 * shows tell which squares to leave out.  All is counted in steps and done in
 * sums, products, quotients and square roots of doubles, which are the same
 * bits everywhere.  Nothing is believed.
 *
 *   search_poly.c         expressions as polynomials over Q, and back
 *   search_sos.c          entry: degrees, products, reductions
 *   search_sos_zeros.c    where squares have to vanish
 *   search_sos_basis.c    what squares may consist of
 *   search_sos_system.c   the linear equations of the Gram matrices
 *   search_sos_centre.c   their centre, in doubles
 *   search_sos_round.c    rational solutions, and their squares
 */
#ifndef ASSAY_SEARCH_SOS_H
#define ASSAY_SEARCH_SOS_H

#include "search_internal.h"

#include <flint/fmpq.h>
#include <flint/fmpq_mat.h>
#include <flint/fmpq_mpoly.h>

enum {
    SOS_VARS = 10,    /* of a polynomial, roots included */
    SOS_FACTORS = 3,  /* of a product of conditions */
    SOS_BLOCKS = 200, /* Gram matrices */
    SOS_SIDE = 60,    /* of one of them */
    SOS_ZEROS = 24,
    SOS_ENTRIES = 4000,
    SOS_ROWS = 600
};

/* ---- polynomials ---------------------------------------------------------- */

/* A ring, and what its generators stand for: variables, square roots. */
typedef struct {
    expr_pool *pool;
    fmpq_mpoly_ctx_t ctx;
    expr gen[SOS_VARS];
    int n, nroots; /* roots come first, outer before inner ones */
} search_poly_ring;

/* The ring of the problem's variables and f's square roots; false if there are
 * too many.  To be cleared if true. */
bool search_poly_ring_open(search_poly_ring *r, const searcher *s, expr f);
void search_poly_ring_close(search_poly_ring *r);
/* e, if it is a polynomial of at most max_terms terms. */
bool search_poly_from(const search_poly_ring *r, expr e, fmpq_mpoly_t f,
                      slong max_terms);
expr search_poly_expr(const search_poly_ring *r, const fmpq_mpoly_t f);

/* ---- the question ----------------------------------------------------------- */

typedef struct {
    fmpq_mpoly_ctx_struct *ring;
    fmpq_mpoly_t p;
    fmpq_mpoly_struct *gen; /* >= 0 */
    size_t ngens;
    fmpq_mpoly_struct *eq; /* = 0; number k < nroots is generator k's */
    size_t neqs;
    int nroots;
    fmpq **zero[SOS_ZEROS]; /* points where p = 0, a pointer a variable */
    size_t nzeros;
    searcher *s; /* whose effort it is */
} search_sos_question;

/* c s^2 times the product of gen[j]. */
typedef struct {
    fmpq_t c;
    fmpq_mpoly_t s;
    size_t gen[SOS_FACTORS], ngens;
} search_sos_term;

typedef struct {
    search_sos_term *v;
    size_t n;
} search_sos_sum;

/* Products of at most `factors` conditions, each term's degree at most
 * `degree`. */
bool search_sos_find(const search_sos_question *q, size_t factors, slong degree,
                     search_sos_sum *out);
/* Fills q's zeros in: near the probe's points and others. */
void search_sos_zeros(search_sos_question *q, const range *box, const probe *p);
void search_sos_zeros_clear(search_sos_question *q);
void search_sos_clear(search_sos_sum *a, const fmpq_mpoly_ctx_t ring);

/* ---- its parts, for search_sos*.c alone -------------------------------------- */

/* g times a sum of squares of combinations of b. */
typedef struct {
    fmpq_mpoly_t g;
    size_t gen[SOS_FACTORS], ngens;
    fmpq_mpoly_struct *b;
    slong n;
    size_t at; /* where its matrix begins among all */
} sos_block;

/* sum over entries of value * x[entry] = right, for each row; entry (i, j) of a
 * block's matrix, i <= j, stands for both places.  By rows, with room. */
typedef struct {
    slong row;
    fmpq_t value;
    double near;
} sos_cell;

typedef struct {
    slong block, i, j;
    sos_cell *cell;
    slong n;
} sos_entry;

typedef struct {
    const search_sos_question *q;
    sos_block *block;
    slong nblocks;
    sos_entry *entry;
    slong nentries, nrows;
    fmpq_t *right;
    uint64_t *key; /* a row's monomial */
    size_t size;   /* of all matrices */
} sos_system;

/* search_sos_basis.c */
bool search_sos_blocks(sos_system *y, size_t factors, slong degree);
void search_sos_blocks_clear(sos_system *y);
/* Keeps of block k's squares those whose coefficients have product 0 with each
 * row of `gone`, which is reduced. */
void search_sos_restrict(sos_system *y, slong k, fmpq_mat_struct *gone);
void search_sos_at_zeros(sos_system *y);
void search_sos_drop_empty(sos_system *y);

/* search_sos_system.c */
bool search_sos_system_fill(sos_system *y);
void search_sos_system_clear(sos_system *y);

/* search_sos_centre.c: x, a matrix a block one after another, as near to the
 * centre as doubles come; false where they come to no solution: x is then
 * where they ended. */
bool search_sos_centre(const sos_system *y, double *x);
/* The eigenvalues and vectors (rows) of a symmetric matrix. */
void search_sos_eigen(double *a, double *v, slong n);

/* search_sos_round.c */
bool search_sos_round(const sos_system *y, const double *x,
                      search_sos_sum *out);

#endif
