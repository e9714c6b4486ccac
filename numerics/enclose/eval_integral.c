/* Integrals over boxes: ranges of the bound variable, thick ends, flags.
 * Believed.
 *
 * What stands here brings every case to integrals over [p, q], p < q numbers
 * or infinite, for all values of the other variables at once; quad.c finds
 * those.  With ends a in A and b in B, A <= B,
 *
 *     int_a^b f = int_a^max A f + int_max A^min B f + int_min B^b f,
 *
 * and where A and B overlap, or b < a is possible, int_a^b f is between
 * -S and S, S the integral of |f| over the hull of both.
 *
 * Continuity.  On the box the integrand is dominated by one integrable
 * function (quad.c, germs), so where f is continuous in the other variables,
 * the integral is, too; and smooth, where f is and the derivative's integral
 * has an enclosure (expr_integral.c). */
#include "quad_panel.h"

#include "../base/halt.h"

#include <stdlib.h>

enum {
    GUARD = 16 /* bits */
};

eval *eval_integrand(eval *e, const expr_node *n)
{
    uint64_t vars = expr_get(e->pool, n->arg[2])->vars;
    range *none;
    if (e->inner == NULL)
        e->inner = eval_new(e->pool, e->prec + GUARD);
    e->inner->relative = true;
    e->inner->asked = e->aim;
    eval *in = e->inner;
    eval_set_prec(in, e->prec + GUARD);
    if (in->nvars < EXPR_MAX_VARS) {
        none = xcalloc(EXPR_MAX_VARS, sizeof *none);
        for (int i = 0; i < EXPR_MAX_VARS; i++)
            range_init(&none[i]);
        eval_set_box(in, none, EXPR_MAX_VARS);
        for (int i = 0; i < EXPR_MAX_VARS; i++) {
            eval_set_var(in, i, &e->undefined);
            range_clear(&none[i]);
        }
        free(none);
    }
    for (int i = 0; i < EXPR_MAX_VARS; i++)
        if ((vars >> i & 1) != 0 && i != n->p)
            eval_set_var(in, i, eval_var_value(e, i));
    quad_set_aim(in, n->arg[2], n->p); /* not what the last one left */
    return in;
}

/* Where the four ends of A and B lie, in the inner evaluator's precision. */
typedef struct {
    mpfr_t a[2], b[2];
} ends;

static void ends_init(ends *s, const expr_node *n, iv_srcptr a, iv_srcptr b,
                      mpfr_prec_t prec)
{
    for (int k = 0; k < 2; k++) {
        mpfr_init2(s->a[k], prec);
        mpfr_init2(s->b[k], prec);
        mpfr_set(s->a[k], k == 0 ? iv_lower(a) : iv_upper(a), MPFR_RNDN);
        mpfr_set(s->b[k], k == 0 ? iv_lower(b) : iv_upper(b), MPFR_RNDN);
        if ((n->q & EXPR_FROM_INF) != 0)
            mpfr_set_inf(s->a[k], -1);
        if ((n->q & EXPR_TO_INF) != 0)
            mpfr_set_inf(s->b[k], 1);
    }
}

static void ends_clear(ends *s)
{
    for (int k = 0; k < 2; k++) {
        mpfr_clear(s->a[k]);
        mpfr_clear(s->b[k]);
    }
}

static void swap_ends(ends *s)
{
    for (int k = 0; k < 2; k++)
        mpfr_swap(s->a[k], s->b[k]);
}

/* Where an end moves all over [p, q] the integral's derivative is f there: is it
 * smooth on all of it, its ends included?  Panel by panel would not show that:
 * f may jump where they meet. */
static bool smooth_where_end_moves(quad *q, const quad_range *g)
{
    bool decided, continuous;
    quad_panel_set_range(&q->w, g->p, g->q, false, false);
    eval_set_var(q->in, q->t, &q->w);
    return iv_is_defined(eval_enclose_smooth(q->in, q->f, &decided,
                                             &continuous)) &&
           continuous && decided;
}

/* r += the part of the integral over [p, q]; false when it is not enclosed. */
static bool add_part(quad *q, iv_ptr r, const quad_range *g)
{
    iv_t v;
    if (mpfr_equal_p(g->p, g->q))
        return true;
    if (g->parts)
        q->decided = smooth_where_end_moves(q, g) && q->decided;
    iv_init(v, mpfr_get_prec(iv_lower(r)));
    bool ok = quad_integrate(q, v, g);
    if (ok)
        iv_add(r, r, v);
    iv_clear(v);
    return ok;
}

/* A <= B: the two edges and what is between. */
static bool ordered(quad *q, iv_ptr r, const ends *s)
{
    bool thin_a = mpfr_equal_p(s->a[0], s->a[1]) != 0;
    bool thin_b = mpfr_equal_p(s->b[0], s->b[1]) != 0;
    bool apart = !mpfr_equal_p(s->a[1], s->b[0]);
    quad_range left = {s->a[0], s->a[1], true, !apart && thin_b, true};
    quad_range core = {s->a[1], s->b[0], thin_a, thin_b, false};
    quad_range right = {s->b[0], s->b[1], !apart && thin_a, true, true};
    return add_part(q, r, &core) && add_part(q, r, &left) &&
           add_part(q, r, &right);
}

/* A and B overlap: +-S. */
static bool crossing(quad *q, iv_ptr r, const ends *s)
{
    bool first = mpfr_lessequal_p(s->a[0], s->b[0]) != 0;
    bool last = mpfr_lessequal_p(s->a[1], s->b[1]) != 0;
    quad_range all = {first ? s->a[0] : s->b[0], last ? s->b[1] : s->a[1],
                      true, true, true};
    bool ok = add_part(q, r, &all);
    if (ok) {
        iv_t minus;
        iv_init(minus, mpfr_get_prec(iv_lower(r)));
        iv_neg(minus, r);
        iv_hull(r, r, minus);
        iv_clear(minus);
    }
    return ok;
}

static bool bounded_ends(const expr_node *n, iv_srcptr a, iv_srcptr b)
{
    return ((n->q & EXPR_FROM_INF) != 0 || iv_is_bounded(a)) &&
           ((n->q & EXPR_TO_INF) != 0 || iv_is_bounded(b));
}

static void find(eval *e, eval_cell *c, const expr_node *n, iv_srcptr a,
                 iv_srcptr b)
{
    c->decided = c->continuous = false;
    iv_set_undefined(&c->v);
    if (!bounded_ends(n, a, b) || eval_sum(e, c, n))
        return;
    eval *in = eval_integrand(e, n);
    ends s;
    quad q;
    iv_t r;
    bool ok, swapped;
    ends_init(&s, n, a, b, in->prec);
    quad_init(&q, in, n->arg[2], n->p);
    iv_init(r, in->prec);
    iv_set_si(r, 0);
    swapped = mpfr_lessequal_p(s.b[1], s.a[0]) != 0;
    if (swapped)
        swap_ends(&s);
    if (mpfr_lessequal_p(s.a[1], s.b[0]))
        ok = ordered(&q, r, &s);
    else
        ok = crossing(&q, r, &s);
    if (swapped)
        iv_neg(r, r);
    if (ok)
        iv_set(&c->v, r);
    c->decided = ok && q.decided;
    c->continuous = ok && q.continuous;
    iv_clear(r);
    quad_clear(&q);
    ends_clear(&s);
}

void eval_integral(eval *e, eval_cell *c, const expr_node *n, iv_srcptr a,
                   iv_srcptr b)
{
    if (eval_kept_get(e, c, n, a, b))
        return;
    find(e, c, n, a, b);
    if (!halt_now()) /* what was left off is not for later */
        eval_kept_put(e, c, n, a, b);
}

bool eval_integral_diverges(eval *e, const expr_node *n, iv_srcptr a,
                            iv_srcptr b)
{
    if (!iv_is_defined(a) || !iv_is_defined(b) || !bounded_ends(n, a, b))
        return false;
    if (eval_sum_diverges(e, n))
        return true;
    eval *in = eval_integrand(e, n);
    ends s;
    quad q;
    bool yes = false;
    ends_init(&s, n, a, b, in->prec);
    quad_init(&q, in, n->arg[2], n->p);
    if (mpfr_less_p(s.b[1], s.a[0]))
        swap_ends(&s);
    if (mpfr_less_p(s.a[1], s.b[0])) {
        bool thin_a = mpfr_equal_p(s.a[0], s.a[1]) != 0;
        bool thin_b = mpfr_equal_p(s.b[0], s.b[1]) != 0;
        quad_range core = {s.a[1], s.b[0], thin_a, thin_b, false};
        yes = quad_diverges(&q, &core) ||
              eval_void_inside(in, n->arg[2], n->p, s.a[1], s.b[0]);
    }
    quad_clear(&q);
    ends_clear(&s);
    return yes;
}
