/* floor for the second engine: exact at its range's ends. */
#include "rrange_function.h"

/* The greatest whole number that a value may have below it, at this end. */
static void last(arf_t e, const arf_t hi, bool open)
{
    bool whole = arf_is_int(hi) != 0;
    arf_floor(e, hi);
    if (whole && open)
        arf_sub_ui(e, e, 1, ARF_PREC_EXACT, ARF_RND_CEIL);
}

void rrange_floor(rrange *r, const rrange *a, slong prec)
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
        arf_floor(&t.lo, &a->lo);
    if (above)
        arf_pos_inf(&t.hi);
    else
        last(&t.hi, &a->hi, a->hi_open);
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

const rrange_function rrange_function_floor = {rrange_floor, jet, NULL};
