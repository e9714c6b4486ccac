/* Interval matrices: positive semidefiniteness.  See iv.h. */
#include "iv.h"

/* Every symmetric matrix in the interval matrix a (n x n) is positive
 * semidefinite when elimination meets only certainly positive pivots, or rows
 * that are exactly zero: its steps enclose the steps of each such matrix
 * (LDL^T).  Destroys a. */
bool iv_matrix_psd(iv_struct *a, int n)
{
    iv_t t;
    bool ok = true;
    iv_init(t, n > 0 ? mpfr_get_prec(iv_lower(a)) : 53);
    for (int k = 0; k < n && ok; k++) {
        iv_struct *pivot = &a[k * n + k];
        bool zero = true;
        for (int j = k; j < n && zero; j++)
            zero = iv_is_defined(&a[k * n + j]) &&
                   iv_certainly_nonneg(&a[k * n + j]) &&
                   iv_certainly_nonpos(&a[k * n + j]);
        if (zero)
            continue;
        ok = iv_certainly_pos(pivot);
        for (int i = k + 1; i < n && ok; i++)
            for (int j = i; j < n; j++) { /* upper triangle */
                if (i == j)
                    iv_pow_ui(t, &a[k * n + i], 2);
                else
                    iv_mul(t, &a[k * n + i], &a[k * n + j]);
                iv_div(t, t, pivot);
                iv_sub(&a[i * n + j], &a[i * n + j], t);
            }
    }
    iv_clear(t);
    return ok;
}
