/* What the squares may consist of: products of conditions, and monomials beside
 * them that can occur; fewer where p has zeros.  Believed: nothing. */
#include "search_sos.h"

#include "../base/memory.h"

#include <flint/fmpq_mat.h>
#include <stdlib.h>
#include <string.h>

enum {
    WEIGHTS = 2187, /* 3^7 directions at most */
    MONOMIALS = 500
};

/* ---- which monomials ------------------------------------------------------ */

typedef struct {
    ulong e[SOS_VARS];
} monomial;

typedef struct {
    monomial v[MONOMIALS];
    slong n, vars;
    slong used[SOS_VARS], nused; /* variables that occur at all */
} monomials;

static void find_used(monomials *m, const search_sos_question *q)
{
    m->n = m->nused = 0;
    m->vars = fmpq_mpoly_ctx_nvars(q->ring);
    for (slong i = 0; i < m->vars; i++) {
        bool used = fmpq_mpoly_degree_si(q->p, i, q->ring) > 0;
        for (size_t k = 0; k < q->neqs && !used; k++)
            used = fmpq_mpoly_degree_si(&q->eq[k], i, q->ring) > 0;
        for (size_t k = 0; k < q->ngens && !used; k++)
            used = fmpq_mpoly_degree_si(&q->gen[k], i, q->ring) > 0;
        if (used)
            m->used[m->nused++] = i;
    }
}

/* All whose exponents from variable number k on sum to d. */
static void fill(monomials *m, monomial *x, slong k, slong d)
{
    if (k + 1 >= m->nused) {
        if (m->nused > 0)
            x->e[m->used[m->nused - 1]] = (ulong)d;
        if (m->n < MONOMIALS && (m->nused > 0 || d == 0))
            m->v[m->n++] = *x;
        return;
    }
    for (slong e = d; e >= 0; e--) {
        x->e[m->used[k]] = (ulong)e;
        fill(m, x, k + 1, d - e);
    }
}

/* Of degree at most `degree`, the highest first: the last square that Gauss's
 * elimination leaves is then the lowest monomial's. */
static void up_to(monomials *m, slong degree)
{
    monomial x;
    m->n = 0;
    for (slong d = degree; d >= 0; d--) {
        memset(&x, 0, sizeof x);
        fill(m, &x, 0, d);
    }
}

static slong weight(const ulong *e, slong w, slong n)
{
    slong sum = 0;
    for (slong i = 0; i < n; i++, w /= 3)
        sum += (slong)e[i] * (w % 3 - 1);
    return sum;
}

/* Only monomials in half of p's Newton polytope, as far as directions with
 * coordinates -1, 0, 1 see it. */
static void inside_polytope(monomials *m, const search_sos_question *q)
{
    slong all = 1, terms = fmpq_mpoly_length(q->p, q->ring);
    ulong e[SOS_VARS] = {0};
    for (slong i = 0; i < m->vars && all < WEIGHTS; i++)
        all *= 3;
    for (slong w = 0; w < all; w++) {
        slong most = WORD_MIN, kept = 0;
        for (slong t = 0; t < terms; t++) {
            fmpq_mpoly_get_term_exp_ui(e, q->p, t, q->ring);
            slong v = weight(e, w, m->vars);
            most = v > most ? v : most;
        }
        for (slong k = 0; k < m->n; k++)
            if (2 * weight(m->v[k].e, w, m->vars) <= most)
                m->v[kept++] = m->v[k];
        m->n = kept;
    }
}

/* Is 2 m->v[k] a monomial of p, or a product of two others? */
static bool is_needed(const monomials *m, slong k,
                      const search_sos_question *q)
{
    ulong twice[SOS_VARS];
    fmpq_t c;
    for (slong i = 0; i < m->vars; i++)
        twice[i] = 2 * m->v[k].e[i];
    fmpq_init(c);
    fmpq_mpoly_get_coeff_fmpq_ui(c, q->p, twice, q->ring);
    bool needed = !fmpq_is_zero(c);
    fmpq_clear(c);
    for (slong a = 0; a < m->n && !needed; a++)
        for (slong b = 0; b < a && !needed; b++) {
            slong i = 0;
            while (i < m->vars && m->v[a].e[i] + m->v[b].e[i] == twice[i])
                i++;
            needed = i == m->vars;
        }
    return needed;
}

/* Squares alone: what cannot cancel leaves the basis. */
static void needed_only(monomials *m, const search_sos_question *q)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (slong k = 0; k < m->n; k++)
            if (!is_needed(m, k, q)) {
                memmove(&m->v[k], &m->v[k + 1],
                        (size_t)(m->n - k - 1) * sizeof m->v[0]);
                m->n--;
                k--;
                changed = true;
            }
    }
}

/* Not those that the equations reduce. */
static void irreducible_only(monomials *m, const search_sos_question *q)
{
    ulong lead[SOS_VARS] = {0};
    for (size_t k = 0; k < q->neqs; k++) {
        slong kept = 0;
        fmpq_mpoly_get_term_exp_ui(lead, &q->eq[k], 0, q->ring);
        for (slong a = 0; a < m->n; a++) {
            slong i = 0;
            while (i < m->vars && m->v[a].e[i] >= lead[i])
                i++;
            if (i < m->vars)
                m->v[kept++] = m->v[a];
        }
        m->n = kept;
    }
}

/* ---- blocks ----------------------------------------------------------------- */

static void add_block(sos_system *y, const fmpq_mpoly_t g, const size_t *gen,
                      size_t ngens, const monomials *m)
{
    const fmpq_mpoly_ctx_struct *ring = y->q->ring;
    sos_block *b = &y->block[y->nblocks++];
    fmpq_t one;
    fmpq_init(one);
    fmpq_one(one);
    fmpq_mpoly_init(b->g, ring);
    fmpq_mpoly_set(b->g, g, ring);
    b->ngens = ngens;
    for (size_t k = 0; k < ngens; k++)
        b->gen[k] = gen[k];
    b->n = m->n;
    b->b = xcalloc((size_t)m->n, sizeof *b->b);
    for (slong k = 0; k < m->n; k++) {
        fmpq_mpoly_init(&b->b[k], ring);
        fmpq_mpoly_set_coeff_fmpq_ui(&b->b[k], one, m->v[k].e, ring);
    }
    fmpq_clear(one);
}

/* The products of `g` with conditions from number `first` on. */
static bool add_products(sos_system *y, monomials *m, const fmpq_mpoly_t g,
                         size_t *gen, size_t ngens, size_t factors,
                         slong degree)
{
    const search_sos_question *q = y->q;
    slong room = degree - fmpq_mpoly_total_degree_si(g, q->ring);
    if (room < 0 || fmpq_mpoly_is_zero(g, q->ring))
        return true;
    up_to(m, room / 2);
    if (q->ngens == 0 && q->neqs == 0) {
        inside_polytope(m, q);
        needed_only(m, q);
    }
    irreducible_only(m, q);
    if (m->n > SOS_SIDE || y->nblocks == SOS_BLOCKS)
        return false;
    if (m->n > 0)
        add_block(y, g, gen, ngens, m);
    bool ok = true;
    fmpq_mpoly_t h;
    fmpq_mpoly_init(h, q->ring);
    size_t k = ngens > 0 ? gen[ngens - 1] + 1 : 0;
    for (; k < q->ngens && ngens < factors && ok; k++) {
        fmpq_mpoly_mul(h, g, &q->gen[k], q->ring);
        gen[ngens] = k;
        ok = add_products(y, m, h, gen, ngens + 1, factors, degree);
    }
    fmpq_mpoly_clear(h, q->ring);
    return ok;
}

bool search_sos_blocks(sos_system *y, size_t factors, slong degree)
{
    size_t gen[SOS_FACTORS];
    fmpq_mpoly_t one;
    monomials *m = xcalloc(1, sizeof *m);
    find_used(m, y->q);
    y->block = xcalloc(SOS_BLOCKS, sizeof *y->block);
    fmpq_mpoly_init(one, y->q->ring);
    fmpq_mpoly_one(one, y->q->ring);
    bool ok = add_products(y, m, one, gen, 0, factors, degree);
    fmpq_mpoly_clear(one, y->q->ring);
    free(m);
    return ok && y->nblocks > 0;
}

static void clear_basis(sos_block *b, const fmpq_mpoly_ctx_t ring)
{
    for (slong k = 0; k < b->n; k++)
        fmpq_mpoly_clear(&b->b[k], ring);
    free(b->b);
}

void search_sos_blocks_clear(sos_system *y)
{
    for (slong k = 0; k < y->nblocks; k++) {
        clear_basis(&y->block[k], y->q->ring);
        fmpq_mpoly_clear(y->block[k].g, y->q->ring);
    }
    free(y->block);
}

/* ---- fewer ------------------------------------------------------------------ */

/* The combination of b with row `free` of the null space of the reduced m. */
static void combination(fmpq_mpoly_t out, const sos_block *b,
                        const fmpq_mat_t m, const slong *pivot, slong rank,
                        slong column, const fmpq_mpoly_ctx_t ring)
{
    fmpq_mpoly_t t;
    fmpq_mpoly_init(t, ring);
    fmpq_mpoly_set(out, &b->b[column], ring);
    for (slong r = 0; r < rank; r++) {
        fmpq_mpoly_scalar_mul_fmpq(t, &b->b[pivot[r]],
                                   fmpq_mat_entry(m, r, column), ring);
        fmpq_mpoly_sub(out, out, t, ring);
    }
    fmpq_mpoly_clear(t, ring);
}

void search_sos_restrict(sos_system *y, slong k, fmpq_mat_struct *gone)
{
    sos_block *b = &y->block[k];
    const fmpq_mpoly_ctx_struct *ring = y->q->ring;
    slong rank = fmpq_mat_rref(gone, gone), r = 0, n = 0;
    slong *pivot = xcalloc((size_t)rank + 1, sizeof *pivot);
    fmpq_mpoly_struct *c = xcalloc((size_t)b->n + 1, sizeof *c);
    for (slong j = 0; j < b->n; j++)
        if (r < rank && !fmpq_is_zero(fmpq_mat_entry(gone, r, j)))
            pivot[r++] = j;
    for (slong j = 0, p = 0; j < b->n; j++) {
        if (p < rank && pivot[p] == j) {
            p++;
            continue;
        }
        fmpq_mpoly_init(&c[n], ring);
        combination(&c[n++], b, gone, pivot, rank, j, ring);
    }
    clear_basis(b, ring);
    b->b = c;
    b->n = n;
    free(pivot);
}

/* Where p = 0 and g > 0, each square vanishes. */
static void restrict_block(sos_system *y, slong k)
{
    const search_sos_question *q = y->q;
    sos_block *b = &y->block[k];
    fmpq_mat_t rows;
    fmpq_t v;
    slong n = 0;
    fmpq_init(v);
    fmpq_mat_init(rows, (slong)q->nzeros, b->n);
    for (size_t z = 0; z < q->nzeros; z++) {
        fmpq *const *at = q->zero[z];
        fmpq_mpoly_evaluate_all_fmpq(v, b->g, at, q->ring);
        if (fmpq_is_zero(v))
            continue;
        for (slong j = 0; j < b->n; j++)
            fmpq_mpoly_evaluate_all_fmpq(fmpq_mat_entry(rows, n, j), &b->b[j],
                                         at, q->ring);
        n++;
    }
    if (n > 0)
        search_sos_restrict(y, k, rows);
    fmpq_mat_clear(rows);
    fmpq_clear(v);
}

void search_sos_at_zeros(sos_system *y)
{
    for (slong k = 0; k < y->nblocks && y->q->nzeros > 0; k++)
        restrict_block(y, k);
    search_sos_drop_empty(y);
}

void search_sos_drop_empty(sos_system *y)
{
    slong kept = 0;
    for (slong k = 0; k < y->nblocks; k++)
        if (y->block[k].n > 0) {
            y->block[kept++] = y->block[k];
        } else {
            fmpq_mpoly_clear(y->block[k].g, y->q->ring);
            free(y->block[k].b);
        }
    y->nblocks = kept;
}
