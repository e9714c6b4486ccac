/* Sums of squares: for one degree and one choice of products, reduce, solve,
 * round.  Believed: nothing; see search_sos.h. */
#include "search_sos.h"

#include "../base/memory.h"
#include "../base/rational.h"

#include <flint/fmpq_mat.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    REDUCTIONS = 4,
    KERNEL_DENOMINATOR = 30
};

void search_sos_clear(search_sos_sum *a, const fmpq_mpoly_ctx_t ring)
{
    for (size_t k = 0; k < a->n; k++) {
        fmpq_clear(a->v[k].c);
        fmpq_mpoly_clear(a->v[k].s, ring);
    }
    free(a->v);
    *a = (search_sos_sum){0};
}

/* ---- what doubles show of the face ------------------------------------------ */

/* Rows of a, reduced with the largest pivots; how many are left. */
static slong echelon(double *a, slong rows, slong n)
{
    slong r = 0;
    for (slong c = 0; c < n && r < rows; c++) {
        slong best = r;
        for (slong i = r; i < rows; i++)
            if (fabs(a[i * n + c]) > fabs(a[best * n + c]))
                best = i;
        double p = a[best * n + c];
        if (fabs(p) < 1e-2)
            continue;
        for (slong j = 0; j < n; j++) {
            double t = a[best * n + j];
            a[best * n + j] = a[r * n + j];
            a[r * n + j] = t / p;
        }
        for (slong i = 0; i < rows; i++) {
            double t = a[i * n + c];
            for (slong j = 0; j < n && i != r; j++)
                a[i * n + j] -= t * a[r * n + j];
        }
        r++;
    }
    return r;
}

/* v as a fraction of small denominator; false if it is near none. */
static bool simple(fmpq_t q, double v)
{
    if (!(fabs(v) < 1e6))
        return false;
    for (long d = 1; d <= KERNEL_DENOMINATOR; d++) {
        double n = floor(v * (double)d + 0.5);
        if (fabs(n / (double)d - v) > 4e-3 * fmax(1, fabs(v)) / (double)d)
            continue;
        fmpq_set_si(q, (slong)n, (ulong)d);
        return true;
    }
    return false;
}

/* The directions in which x has (nearly) no extent leave block k's basis. */
static bool cut_kernel(sos_system *y, slong k, const double *x, double most)
{
    slong n = y->block[k].n, rows = 0;
    double *a = xcalloc((size_t)(2 * n * n) + 1, sizeof *a), *v = a + n * n;
    memcpy(a, x + y->block[k].at, (size_t)(n * n) * sizeof *a);
    search_sos_eigen(a, v, n);
    for (slong i = 0; i < n; i++)
        if (a[i * n + i] < 1e-4 * most)
            memmove(v + rows++ * n, v + i * n, (size_t)n * sizeof *v);
    rows = echelon(v, rows, n);
    fmpq_mat_t gone;
    fmpq_mat_init(gone, rows, n);
    bool ok = rows > 0;
    for (slong i = 0; i < rows && ok; i++)
        for (slong j = 0; j < n && ok; j++)
            ok = simple(fmpq_mat_entry(gone, i, j), v[i * n + j]);
    if (ok)
        search_sos_restrict(y, k, gone);
    fmpq_mat_clear(gone);
    free(a);
    return ok;
}

static bool cut_kernels(sos_system *y, const double *x)
{
    double most = 0;
    bool cut = false;
    for (size_t i = 0; i < y->size; i++)
        most = fmax(most, fabs(x[i]));
    for (slong k = 0; k < y->nblocks; k++)
        cut = cut_kernel(y, k, x, most) || cut;
    search_sos_drop_empty(y);
    return cut && y->nblocks > 0;
}

/* ---- entry -------------------------------------------------------------------- */

bool search_sos_find(const search_sos_question *q, size_t factors, slong degree,
                     search_sos_sum *out)
{
    sos_system y = {.q = q};
    bool found = false, more = search_sos_blocks(&y, factors, degree);
    if (more)
        search_sos_at_zeros(&y);
    for (int k = 0; k < REDUCTIONS && more && y.nblocks > 0 && !found; k++) {
        more = search_sos_system_fill(&y) && !search_out_of_budget(q->s);
        double *x = xcalloc(y.size + 1, sizeof *x);
        if (more) {
            found = search_sos_centre(&y, x) && search_sos_round(&y, x, out);
        }
        search_sos_system_clear(&y);
        more = more && !found && cut_kernels(&y, x);
        free(x);
    }
    search_sos_blocks_clear(&y);
    return found;
}
