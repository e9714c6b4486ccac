/* Where a panel with a kink is cut: beside the kink.  This decides only how soon
 * an answer is narrow: halving would come near it a bit at a time.
 *
 * Between a point where the kink's branch is certain and one where it is not,
 * or is the other, bisection leaves a short stretch, which is cut off on one
 * side and then, as a panel of its own, on the other. */
#include "quad_panel.h"

enum {
    MOST = 8,       /* kinks that are looked at */
    LEAST_BITS = 40 /* with less, the kink itself is a range */
};

/* 1 or -1: the branch that is certain at x_t = m; 0: none is. */
static int branch(quad *w, expr kink, mpfr_srcptr m)
{
    const expr_node *x = expr_get(w->in->pool, kink);
    iv_srcptr a[3] = {NULL, NULL, NULL};
    quad_panel_set_range(&w->w, m, m, false, false);
    eval_set_var(w->in, w->t, &w->w);
    int n = x->op == EXPR_IF ? 1 : x->nargs;
    for (int k = 0; k < n; k++)
        if (!iv_is_defined(a[k] = eval_enclose(w->in, x->arg[k])))
            return 0;
    return x->op == EXPR_IF ? eval_condition(a[0], x->strict)
                            : eval_branch((expr_op)x->op, a);
}

/* [lo, hi], where the branch at lo or at hi alone (first) is `known`, shrinks to
 * 2^-bits of its length. */
static void shrink(quad *w, expr kink, int known, bool first, long bits,
                   mpfr_ptr lo, mpfr_ptr hi)
{
    mpfr_t m;
    mpfr_init2(m, w->in->prec);
    for (long k = 0; k < bits; k++) {
        mpfr_add(m, lo, hi, MPFR_RNDN);
        mpfr_div_2ui(m, m, 1, MPFR_RNDN);
        if (!mpfr_less_p(lo, m) || !mpfr_less_p(m, hi))
            break;
        bool same = branch(w, kink, m) == known;
        mpfr_set(same == first ? lo : hi, m, MPFR_RNDN);
    }
    mpfr_clear(m);
}

/* Is m inside the panel, and well away from p? */
static bool is_inside(const quad_panel *s, mpfr_srcptr m)
{
    mpfr_t length, d;
    mpfr_init2(length, 53);
    mpfr_init2(d, 53);
    mpfr_sub(length, s->q, s->p, MPFR_RNDN);
    mpfr_div_2ui(length, length, 8, MPFR_RNDN);
    mpfr_sub(d, m, s->p, MPFR_RNDN);
    bool yes = mpfr_greater_p(d, length) && mpfr_less_p(m, s->q);
    mpfr_clear(length);
    mpfr_clear(d);
    return yes;
}

static bool beside(quad *w, expr kink, const quad_panel *s, mpfr_ptr m)
{
    mpfr_t lo, hi;
    int a = branch(w, kink, s->p), b = branch(w, kink, s->q);
    if (a == b)
        return false;
    mpfr_init2(lo, w->in->prec);
    mpfr_init2(hi, w->in->prec);
    mpfr_set(lo, s->p, MPFR_RNDN);
    mpfr_set(hi, s->q, MPFR_RNDN);
    shrink(w, kink, a != 0 ? a : b, a != 0, w->bits / 2 + 8, lo, hi);
    bool ok = is_inside(s, lo);
    mpfr_set(m, ok ? lo : hi, MPFR_RNDN);
    ok = ok || (mpfr_less_p(s->p, hi) && mpfr_less_p(hi, s->q));
    mpfr_clear(lo);
    mpfr_clear(hi);
    return ok;
}

bool quad_kink_cut(quad *w, const quad_panel *s, mpfr_ptr m)
{
    expr kink[MOST];
    if (w->bits < LEAST_BITS || s->decided || !s->known || mpfr_inf_p(s->p) ||
        mpfr_inf_p(s->q))
        return false;
    size_t n = expr_kinks(w->in->pool, w->f, kink, MOST);
    for (size_t k = 0; k < n && k < MOST; k++)
        if ((expr_vars(w->in->pool, kink[k]) >> w->t & 1) != 0 &&
            beside(w, kink[k], s, m))
            return true;
    return false;
}
