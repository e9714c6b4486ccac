/* The linear equations of the Gram matrices: each monomial of
 * sum_k g_k b_k^T X_k b_k, modulo the equations, has p's coefficient.  Believed:
 * nothing. */
#include "search_sos.h"

#include "../base/memory.h"
#include "../base/rational.h"

#include <stdlib.h>

/* r modulo the equations. */
static void reduce(const search_sos_question *q, fmpq_mpoly_t r)
{
    if (q->neqs == 0)
        return;
    fmpq_mpoly_struct *quot = xcalloc(q->neqs, sizeof *quot);
    fmpq_mpoly_struct **qs = xcalloc(q->neqs, sizeof *qs);
    fmpq_mpoly_struct **bs = xcalloc(q->neqs, sizeof *bs);
    for (size_t k = 0; k < q->neqs; k++) {
        fmpq_mpoly_init(&quot[k], q->ring);
        qs[k] = &quot[k];
        bs[k] = &q->eq[k];
    }
    fmpq_mpoly_divrem_ideal(qs, r, r, bs, (slong)q->neqs, q->ring);
    for (size_t k = 0; k < q->neqs; k++)
        fmpq_mpoly_clear(&quot[k], q->ring);
    free(quot);
    free(qs);
    free(bs);
}

static uint64_t key_of(const ulong *e, slong n)
{
    uint64_t key = 0;
    for (slong i = 0; i < n; i++)
        key = key << 6 | (e[i] & 63);
    return key;
}

/* The row of a monomial, new if need be; -1: too many. */
static slong row_of(sos_system *y, uint64_t key)
{
    slong r = 0;
    while (r < y->nrows && y->key[r] != key)
        r++;
    if (r == SOS_ROWS)
        return -1;
    if (r == y->nrows) {
        y->key[r] = key;
        fmpq_init(y->right[r]);
        y->nrows++;
    }
    return r;
}

/* f's terms, as cells. */
static bool spread(sos_system *y, const fmpq_mpoly_t f, sos_cell **cell,
                   slong *n)
{
    const fmpq_mpoly_ctx_struct *ring = y->q->ring;
    ulong e[SOS_VARS] = {0};
    mpq_t near;
    mpq_init(near);
    *n = fmpq_mpoly_length(f, ring);
    *cell = xcalloc((size_t)*n + 1, sizeof **cell);
    bool ok = true;
    for (slong k = 0; k < *n; k++) {
        sos_cell *c = &(*cell)[k];
        fmpq_init(c->value);
        fmpq_mpoly_get_term_coeff_fmpq(c->value, f, k, ring);
        fmpq_mpoly_get_term_exp_ui(e, f, k, ring);
        c->row = ok ? row_of(y, key_of(e, fmpq_mpoly_ctx_nvars(ring))) : -1;
        ok = ok && c->row >= 0;
        fmpq_get_mpq(near, c->value);
        c->near = rational_near(near);
    }
    mpq_clear(near);
    return ok;
}

static bool add_entry(sos_system *y, slong k, slong i, slong j)
{
    const fmpq_mpoly_ctx_struct *ring = y->q->ring;
    const sos_block *b = &y->block[k];
    if (y->nentries == SOS_ENTRIES)
        return false;
    sos_entry *e = &y->entry[y->nentries++];
    fmpq_mpoly_t f;
    fmpq_mpoly_init(f, ring);
    fmpq_mpoly_mul(f, &b->b[i], &b->b[j], ring);
    fmpq_mpoly_mul(f, f, b->g, ring);
    if (i != j)
        fmpq_mpoly_scalar_mul_si(f, f, 2, ring);
    reduce(y->q, f);
    *e = (sos_entry){.block = k, .i = i, .j = j};
    bool ok = spread(y, f, &e->cell, &e->n);
    fmpq_mpoly_clear(f, ring);
    return ok;
}

/* The right sides; false where p has a monomial that nothing makes. */
static bool set_right(sos_system *y)
{
    sos_cell *cell;
    slong n, rows = y->nrows;
    fmpq_mpoly_t f;
    fmpq_mpoly_init(f, y->q->ring);
    fmpq_mpoly_set(f, y->q->p, y->q->ring);
    reduce(y->q, f);
    bool ok = spread(y, f, &cell, &n) && y->nrows == rows;
    for (slong k = 0; k < n; k++) {
        if (ok)
            fmpq_set(y->right[cell[k].row], cell[k].value);
        fmpq_clear(cell[k].value);
    }
    free(cell);
    fmpq_mpoly_clear(f, y->q->ring);
    return ok;
}

bool search_sos_system_fill(sos_system *y)
{
    y->entry = xcalloc(SOS_ENTRIES, sizeof *y->entry);
    y->right = xcalloc(SOS_ROWS, sizeof *y->right);
    y->key = xcalloc(SOS_ROWS, sizeof *y->key);
    y->nentries = y->nrows = 0;
    y->size = 0;
    slong want = 0;
    for (slong k = 0; k < y->nblocks; k++) {
        slong n = y->block[k].n;
        y->block[k].at = y->size;
        y->size += (size_t)(n * n);
        want += n * (n + 1) / 2;
    }
    bool ok = want <= SOS_ENTRIES;
    for (slong k = 0; k < y->nblocks && ok; k++)
        for (slong i = 0; i < y->block[k].n && ok; i++)
            for (slong j = y->block[k].n - 1; j >= i && ok; j--)
                ok = add_entry(y, k, i, j);
    y->q->s->effort += (size_t)y->nentries + 1;
    return ok && set_right(y);
}

void search_sos_system_clear(sos_system *y)
{
    for (slong k = 0; k < y->nentries; k++) {
        for (slong c = 0; c < y->entry[k].n; c++)
            fmpq_clear(y->entry[k].cell[c].value);
        free(y->entry[k].cell);
    }
    for (slong r = 0; r < y->nrows; r++)
        fmpq_clear(y->right[r]);
    free(y->entry);
    free(y->right);
    free(y->key);
}
