/* Integrands that are waves at infinity, for eval_germ.c.  Believed.
 *
 * Let f = h w_1 .. w_j on [R, inf), R >= 1, each w a power of one and
 * the same sin u or cos u, j >= 1, with 0 < m <= |u'| <= M there, and let
 * |h| >= c s^e, c > 0, e >= -1.  Then the integral of |f| is infinite: with
 * y = |u - u(R)|, which is at most M (s - R) and at least m (s - R),
 *
 *     int |f| ds >= c/M int |sin or cos (+-y + u(R))|^n s(y)^-1 dy,
 *     s(y) <= R + y/m,
 *
 * and each half-period of the wave adds the same positive number times the
 * least 1/(R + y/m) in it: a harmonic series.  (One u: the product of two
 * waves might be small wherever it likes.) */
#include "germ_internal.h"
#include "iv_internal.h"

#include "../expr/expr_internal.h"

/* Is |u'| bounded, and bounded away from 0, on the range? */
static bool runs(germ_walk *k, expr u)
{
    iv_struct c[2];
    iv_init(&c[0], k->w.prec);
    iv_init(&c[1], k->w.prec);
    eval_taylor(k->in, u, k->at->t, 1, c);
    bool ok = iv_is_bounded(&c[1]) && (mpfr_sgn(iv_lower(&c[1])) > 0 ||
                                       mpfr_sgn(iv_upper(&c[1])) < 0);
    iv_clear(&c[0]);
    iv_clear(&c[1]);
    return ok;
}

/* r = e's germ without its factors that are sin u or cos u; *wave is such a
 * factor, or EXPR_NONE as yet.  Recursion: no deeper than DEEPEST. */
static void without_waves(germ_walk *k, germ *r, expr e, expr *wave, int depth)
{
    enum {
        DEEPEST = 50
    };
    const expr_node *n = expr_get(k->in->pool, e);
    germ a, b;
    bool is_wave = n->op == EXPR_SIN || n->op == EXPR_COS;
    germ_copy(r, germ_walk_of(k, e));
    if (is_wave && (*wave == e || (*wave == EXPR_NONE && runs(k, n->arg[0])))) {
        *wave = e;
        iv_set_si(&k->w.v, 1);
        germ_set_bounded(r, &k->w.v);
        return;
    }
    if (depth == DEEPEST || (n->op != EXPR_NEG && n->op != EXPR_MUL &&
                             n->op != EXPR_DIV && n->op != EXPR_POW))
        return;
    germ_init(&a, k->w.prec);
    germ_init(&b, k->w.prec);
    without_waves(k, &a, n->arg[0], wave, depth + 1);
    if (n->op == EXPR_NEG) {
        germ_negate(r, &a);
    } else if (n->op == EXPR_POW) {
        germ_raise(&k->w, r, &a, n->p, 1);
    } else if (n->op == EXPR_MUL) {
        without_waves(k, &b, n->arg[1], wave, depth + 1);
        germ_mul(&k->w, r, &a, &b);
    } else {
        germ_quotient(k, r, &a, germ_walk_of(k, n->arg[1]), n->arg[1]);
    }
    germ_clear(&a);
    germ_clear(&b);
}

bool germ_waves_diverge(germ_walk *k, expr f)
{
    germ h;
    expr wave = EXPR_NONE;
    germ_init(&h, k->w.prec);
    without_waves(k, &h, f, &wave, 0);
    bool yes = wave != EXPR_NONE && germ_diverges(&k->w, &h);
    germ_clear(&h);
    return yes;
}
