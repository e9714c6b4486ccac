/* How an integrand behaves up to an end of its range: its germ (germ_walk.c),
 * integrated in closed form (germ_tail.c).  Believed. */
#include "germ_internal.h"

germ_answer eval_germ(eval *in, expr f, const germ_place *at, iv_ptr value)
{
    germ_walk k;
    germ_answer r = GERM_UNKNOWN;
    if (germ_walk_begin(&k, in, f, at)) {
        r = germ_integrate(&k.w, &k.germ[k.n - 1], value);
        if (r == GERM_UNKNOWN && k.w.far && germ_waves_diverge(&k, f))
            r = GERM_DIVERGES;
    }
    germ_walk_finish(&k);
    return r;
}
