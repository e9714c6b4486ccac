/* From doubles to squares: the entries that the equations leave free are rounded,
 * coarsely first, the others solved for in rationals; then Lagrange's
 * elimination, X = L D L^T.  Believed: nothing. */
#include "search_sos.h"

#include "../base/memory.h"
#include "../base/rational.h"

#include <flint/fmpq_mat.h>
#include <flint/nmod_mat.h>
#include <math.h>
#include <stdlib.h>

typedef struct {
    const sos_system *y;
    slong rank;
    slong *pivot;   /* entries, one a row of the reduced system */
    slong *rows;    /* rows whose equations determine them */
    fmpq_mat_t own; /* rank by rank: pivots in those rows */
    fmpq_mat_t x;   /* nentries by 1 */
} rounding;

/* A modulo a prime, its rows (turned: columns) as a matrix. */
static bool modulo_prime(const sos_system *y, nmod_mat_t m, bool turned)
{
    fmpz_t p, d;
    fmpz_init_set_ui(p, m->mod.n);
    fmpz_init(d);
    bool ok = true;
    for (slong e = 0; e < y->nentries; e++)
        for (slong c = 0; c < y->entry[e].n; c++) {
            const sos_cell *cell = &y->entry[e].cell[c];
            ok = ok && fmpq_mod_fmpz(d, cell->value, p);
            slong i = turned ? e : cell->row, j = turned ? cell->row : e;
            nmod_mat_entry(m, i, j) = fmpz_get_ui(d);
        }
    fmpz_clear(p);
    fmpz_clear(d);
    return ok;
}

/* The columns in which a row of m, reduced, begins. */
static slong pivots(nmod_mat_t m, slong *out)
{
    slong rank = nmod_mat_rref(m), r = 0;
    for (slong j = 0; j < m->c && r < rank; j++)
        if (nmod_mat_entry(m, r, j) != 0)
            out[r++] = j;
    return rank;
}

/* The right side, as the last column: a pivot there shows that no solution
 * exists. */
static bool set_right(const sos_system *y, nmod_mat_t m)
{
    fmpz_t p, d;
    bool ok = true;
    fmpz_init_set_ui(p, m->mod.n);
    fmpz_init(d);
    for (slong r = 0; r < y->nrows && ok; r++) {
        ok = fmpq_mod_fmpz(d, y->right[r], p);
        nmod_mat_entry(m, r, y->nentries) = fmpz_get_ui(d);
    }
    fmpz_clear(p);
    fmpz_clear(d);
    return ok;
}

static bool choose_pivots(rounding *w)
{
    const sos_system *y = w->y;
    const mp_limb_t prime = UWORD(2305843009213693951); /* 2^61 - 1 */
    nmod_mat_t m;
    nmod_mat_init(m, y->nrows, y->nentries + 1, prime);
    bool ok = modulo_prime(y, m, false) && set_right(y, m);
    w->rank = pivots(m, w->pivot);
    ok = ok && (w->rank == 0 || w->pivot[w->rank - 1] < y->nentries);
    nmod_mat_clear(m);
    nmod_mat_init(m, y->nentries, y->nrows, prime);
    ok = ok && modulo_prime(y, m, true);
    ok = ok && pivots(m, w->rows) == w->rank;
    nmod_mat_clear(m);
    return ok;
}

/* out[r] += value, for each cell of entry e in one of our rows. */
static void scatter(rounding *w, slong e, const slong *place, fmpq_mat_t out,
                    slong column)
{
    const sos_entry *x = &w->y->entry[e];
    for (slong c = 0; c < x->n; c++)
        if (place[x->cell[c].row] >= 0)
            fmpq_set(fmpq_mat_entry(out, place[x->cell[c].row], column),
                     x->cell[c].value);
}

/* Entry e to `bits` bits behind the point. */
static void round_entry(rounding *w, slong e, const double *x, int bits)
{
    const sos_entry *at = &w->y->entry[e];
    const sos_block *b = &w->y->block[at->block];
    double v = x[b->at + (size_t)(at->i * b->n + at->j)];
    mpq_t q;
    mpq_init(q);
    rational_guess(q, floor(ldexp(v, bits) + 0.5));
    mpq_div_2exp(q, q, (mp_bitcnt_t)bits);
    fmpq_set_mpq(fmpq_mat_entry(w->x, e, 0), q);
    mpq_clear(q);
}

/* z with own z = right; at once where each pivot stands in one equation. */
static bool solve_pivots(const rounding *w, const slong *place, fmpq_mat_t z,
                         const fmpq_mat_t right)
{
    const sos_entry *e = w->y->entry;
    for (slong r = 0; r < w->rank; r++)
        if (e[w->pivot[r]].n != 1)
            return fmpq_mat_solve(z, w->own, right) != 0;
    for (slong r = 0; r < w->rank; r++) {
        const sos_cell *c = e[w->pivot[r]].cell;
        fmpq_div(fmpq_mat_entry(z, r, 0),
                 fmpq_mat_entry(right, place[c->row], 0), c->value);
    }
    return true;
}

/* All entries, the pivots by solving. */
static bool solve(rounding *w, const double *x, int bits, const slong *place,
                  const bool *is_pivot)
{
    const sos_system *y = w->y;
    fmpq_mat_t right, z;
    fmpq_t t;
    fmpq_init(t);
    fmpq_mat_init(right, w->rank, 1);
    fmpq_mat_init(z, w->rank, 1);
    for (slong r = 0; r < w->rank; r++)
        fmpq_set(fmpq_mat_entry(right, r, 0), y->right[w->rows[r]]);
    for (slong e = 0; e < y->nentries; e++) {
        if (is_pivot[e])
            continue;
        round_entry(w, e, x, bits);
        for (slong c = 0; c < y->entry[e].n; c++) {
            slong r = place[y->entry[e].cell[c].row];
            fmpq_mul(t, y->entry[e].cell[c].value, fmpq_mat_entry(w->x, e, 0));
            if (r >= 0)
                fmpq_sub(fmpq_mat_entry(right, r, 0),
                         fmpq_mat_entry(right, r, 0), t);
        }
    }
    bool ok = solve_pivots(w, place, z, right);
    for (slong r = 0; r < w->rank && ok; r++)
        fmpq_set(fmpq_mat_entry(w->x, w->pivot[r], 0), fmpq_mat_entry(z, r, 0));
    fmpq_mat_clear(right);
    fmpq_mat_clear(z);
    fmpq_clear(t);
    return ok;
}

/* ---- squares ---------------------------------------------------------------- */

static void add_square(const sos_system *y, const sos_block *b,
                       const fmpq_mat_t a, slong k, search_sos_sum *out)
{
    const fmpq_mpoly_ctx_struct *ring = y->q->ring;
    out->v = xrealloc(out->v, (out->n + 1) * sizeof *out->v);
    search_sos_term *t = &out->v[out->n++];
    fmpq_mpoly_t s;
    fmpq_t l;
    fmpq_init(l);
    fmpq_mpoly_init(s, ring);
    fmpq_init(t->c);
    fmpq_set(t->c, fmpq_mat_entry(a, k, k));
    fmpq_mpoly_init(t->s, ring);
    t->ngens = b->ngens;
    for (size_t i = 0; i < b->ngens; i++)
        t->gen[i] = b->gen[i];
    for (slong j = k; j < b->n; j++) {
        fmpq_div(l, fmpq_mat_entry(a, k, j), t->c);
        fmpq_mpoly_scalar_mul_fmpq(s, &b->b[j], l, ring);
        fmpq_mpoly_add(t->s, t->s, s, ring);
    }
    fmpq_mpoly_clear(s, ring);
    fmpq_clear(l);
}

/* One block's; false where X is not positive semidefinite. */
static bool block_squares(rounding *w, slong k, slong first,
                          search_sos_sum *out)
{
    const sos_block *b = &w->y->block[k];
    fmpq_mat_t a;
    fmpq_t t;
    bool ok = true;
    fmpq_init(t);
    fmpq_mat_init(a, b->n, b->n);
    for (slong e = first; e < w->y->nentries && w->y->entry[e].block == k; e++)
        fmpq_set(fmpq_mat_entry(a, w->y->entry[e].i, w->y->entry[e].j),
                 fmpq_mat_entry(w->x, e, 0));
    for (slong p = 0; p < b->n && ok; p++) {
        const fmpq *d = fmpq_mat_entry(a, p, p);
        ok = fmpq_sgn(d) >= 0;
        for (slong j = p; j < b->n && fmpq_sgn(d) == 0; j++)
            ok = ok && fmpq_is_zero(fmpq_mat_entry(a, p, j));
        if (!ok || fmpq_sgn(d) == 0)
            continue;
        add_square(w->y, b, a, p, out);
        for (slong i = p + 1; i < b->n; i++) {
            fmpq_div(t, fmpq_mat_entry(a, p, i), d);
            for (slong j = i; j < b->n && !fmpq_is_zero(t); j++)
                fmpq_submul(fmpq_mat_entry(a, i, j), t, fmpq_mat_entry(a, p, j));
        }
    }
    fmpq_mat_clear(a);
    fmpq_clear(t);
    return ok;
}

static bool squares(rounding *w, search_sos_sum *out)
{
    slong first = 0;
    bool ok = true;
    for (slong k = 0; k < w->y->nblocks && ok; k++) {
        ok = block_squares(w, k, first, out);
        first += w->y->block[k].n * (w->y->block[k].n + 1) / 2;
    }
    if (!ok)
        search_sos_clear(out, w->y->q->ring);
    return ok;
}

bool search_sos_round(const sos_system *y, const double *x, search_sos_sum *out)
{
    static const int bits[] = {1, 3, 6, 10, 15, 22, 30};
    rounding w = {.y = y};
    slong *place = xcalloc((size_t)y->nrows + 1, sizeof *place);
    bool *is_pivot = xcalloc((size_t)y->nentries + 1, sizeof *is_pivot);
    w.pivot = xcalloc((size_t)(y->nrows + y->nentries), sizeof *w.pivot);
    w.rows = xcalloc((size_t)(y->nrows + y->nentries), sizeof *w.rows);
    bool found = false;
    y->q->s->effort += (size_t)(y->nrows * y->nentries) / 1000;
    if (choose_pivots(&w)) {
        fmpq_mat_init(w.own, w.rank, w.rank);
        fmpq_mat_init(w.x, y->nentries, 1);
        for (slong r = 0; r < y->nrows; r++)
            place[r] = -1;
        for (slong r = 0; r < w.rank; r++)
            place[w.rows[r]] = r;
        for (slong r = 0; r < w.rank; r++) {
            is_pivot[w.pivot[r]] = true;
            scatter(&w, w.pivot[r], place, w.own, r);
        }
        for (size_t k = 0; k < sizeof bits / sizeof *bits && !found; k++)
            found = solve(&w, x, bits[k], place, is_pivot) && squares(&w, out);
        fmpq_mat_clear(w.own);
        fmpq_mat_clear(w.x);
    }
    free(place);
    free(is_pivot);
    free(w.pivot);
    free(w.rows);
    return found;
}
