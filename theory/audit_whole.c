/* `n in m..inf` is proved for all reals from m on.  A point refutes the
 * statement as it is written only where n is a whole number. */
#include "audit_internal.h"

#include <string.h>

enum {
    MAX_ROUNDED = 6 /* coordinates; each goes down or up */
};

/* Is variable i of p a whole number in the statement? */
static bool is_whole(const item *it, const problem *p, int i)
{
    for (size_t k = 0; k < it->nbind; k++)
        if (strcmp(it->bind[k].name, p->names[i]) == 0)
            return it->bind[k].kind == DOM_INTEGERS;
    return false;
}

bool whole_point(const audit *a, const problem *p, mpq_t *x)
{
    for (int i = 0; i < p->nvars; i++)
        if (is_whole(a->it, p, i) && mpz_cmp_ui(mpq_denref(x[i]), 1) != 0)
            return false;
    return true;
}

/* Down, or up where bit k of `up` is set for the k-th of them. */
static void round_point(const audit *a, const problem *p, mpq_t *x, unsigned up)
{
    for (int i = 0, k = 0; i < p->nvars; i++) {
        if (!is_whole(a->it, p, i))
            continue;
        mpz_ptr n = mpq_numref(x[i]), d = mpq_denref(x[i]);
        if (k < MAX_ROUNDED && (up >> k & 1) != 0)
            mpz_cdiv_q(n, n, d);
        else
            mpz_fdiv_q(n, n, d);
        mpz_set_ui(d, 1);
        k++;
    }
}

void whole_round(const audit *a, const problem *p, mpq_t *x)
{
    round_point(a, p, x, 0);
}

bool whole_near(const audit *a, const problem *p, mpq_t *x, point_test good,
                void *ctx)
{
    mpq_t *old = point_copy(x, p->nvars);
    bool found = whole_point(a, p, x) && good(ctx, x);
    for (unsigned up = 0; up < 1u << MAX_ROUNDED && !found; up++) {
        for (int i = 0; i < p->nvars; i++)
            mpq_set(x[i], old[i]);
        round_point(a, p, x, up);
        found = good(ctx, x);
    }
    if (!found)
        for (int i = 0; i < p->nvars; i++)
            mpq_set(x[i], old[i]);
    point_free(old, p->nvars);
    return found;
}
