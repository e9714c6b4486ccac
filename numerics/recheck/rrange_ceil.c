/* ceil for the second engine: exact at its range's ends. */
#include "rrange_function.h"

/* The least whole number that a value may have above it, at this end. */
static void first(arf_t e, const arf_t lo, bool open)
{
    bool whole = arf_is_int(lo) != 0;
    arf_ceil(e, lo);
    if (whole && open)
        arf_add_ui(e, e, 1, ARF_PREC_EXACT, ARF_RND_FLOOR);
}

void rrange_ceil(rrange *r, const rrange *a, slong prec)
{
    if (!a->ok || arf_is_nan(&a->lo) || arf_is_nan(&a->hi)) {
        rrange_undefine(r);
        return;
    }
    bool below = arf_is_inf(&a->lo) != 0, above = arf_is_inf(&a->hi) != 0;
    rrange t;
    rrange_init(&t);
    if (below)
        arf_neg_inf(&t.lo);
    else
        first(&t.lo, &a->lo, a->lo_open);
    if (above)
        arf_pos_inf(&t.hi);
    else
        arf_ceil(&t.hi, &a->hi);
    arf_set_round(&t.lo, &t.lo, prec, ARF_RND_FLOOR);
    arf_set_round(&t.hi, &t.hi, prec, ARF_RND_CEIL);
    rrange_settle(&t, below, above);
    rrange_swap(r, &t);
    rrange_clear(&t);
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    (void)u;
    y->ok = rrange_is_point(&y->c[0]); /* else it may jump */
    for (int k = 1; k <= w->m; k++)
        rrange_set_si(&y->c[k], 0);
}

const rrange_function rrange_function_ceil = {rrange_ceil, jet, NULL};
