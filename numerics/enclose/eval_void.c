/* Integrals without a value because their integrand has none somewhere inside.
 * Believed.
 *
 * Theorem.  Let p be above, and q below, all numbers that the lower and the
 * upper end of the range may be.  f has no value at some point of (p, q), and
 * so the integral has none, for all values of the other variables in the box,
 *
 *   if at one number t in (p, q) something that f needs has arguments with
 *   values, and lies outside its operation's domain;
 *
 *   if f needs, for all t in [r, s], r and s in [p, q], a quotient with a
 *   factor w of its denominator that is continuous on [r, s], and of one sign
 *   at r, of the other at s: w is 0 somewhere between, so the denominator is.
 *
 * A power, a root and a modulus are 0 where their argument is.  Of a
 * conditional f needs the condition, and the branch that is certainly taken. */
#include "quad_panel.h"
#include "eval_internal.h"

#include "../base/halt.h"

enum {
    PANELS = 64,
    OTHERS = 61,       /* where a zero is next to the end of a panel */
    MOST_LOOK = 200,   /* operations that are looked at on a panel */
    MOST_FACTORS = 16, /* of a denominator */
    WINDOWS = 3        /* of an infinite range */
};

typedef struct {
    eval *in;
    int t;
    mpfr_t r, s; /* the panel */
} look;

static void go_to(look *k, mpfr_srcptr p, mpfr_srcptr q)
{
    iv_t x;
    iv_init(x, mpfr_get_prec(p));
    quad_panel_set_range(x, p, q, false, false);
    eval_set_var(k->in, k->t, x);
    iv_clear(x);
}

/* w's certain sign at m */
static int sign_at(look *k, expr w, mpfr_srcptr m)
{
    go_to(k, m, m);
    iv_srcptr v = eval_enclose(k->in, w);
    return iv_certainly_pos(v) ? 1 : iv_certainly_neg(v) ? -1 : 0;
}

static bool crosses(look *k, expr w)
{
    bool decided, continuous;
    go_to(k, k->r, k->s);
    bool ok =
        iv_is_defined(eval_enclose_smooth(k->in, w, &decided, &continuous)) &&
        continuous;
    ok = ok && sign_at(k, w, k->r) * sign_at(k, w, k->s) < 0;
    go_to(k, k->r, k->s);
    return ok;
}

/* Does a factor of the denominator v change its sign on the panel? */
static bool vanishes(look *k, expr v)
{
    expr stack[MOST_FACTORS + 2];
    size_t n = 0;
    stack[n++] = v;
    for (int j = 0; j < MOST_FACTORS && n > 0; j++) {
        expr w = stack[--n];
        const expr_node *x = expr_get(k->in->pool, w);
        if (crosses(k, w))
            return true;
        if (x->op == EXPR_MUL && n < MOST_FACTORS)
            stack[n++] = x->arg[1];
        if (x->op == EXPR_MUL || x->op == EXPR_NEG || x->op == EXPR_SQRT ||
            x->op == EXPR_ABS || (x->op == EXPR_POW && x->p > 0) ||
            (x->op == EXPR_ROOT && x->p > 0))
            stack[n++] = x->arg[0];
    }
    return false;
}

static bool needs(look *k, const expr_node *x, int j)
{
    if (x->op != EXPR_IF || j == 0)
        return true;
    iv_srcptr h = eval_enclose(k->in, x->arg[0]);
    return iv_is_defined(h) &&
           eval_condition(h, x->strict) == (j == 1 ? 1 : -1);
}

static bool arguments_defined(look *k, const expr_node *x)
{
    for (int j = 0; j < x->nargs; j++)
        if (!iv_is_defined(eval_enclose(k->in, x->arg[j])))
            return false;
    return true;
}

/* On the panel, or at the number that it is (point). */
static bool found(look *k, expr f, bool point)
{
    expr stack[3 * MOST_LOOK + 1];
    size_t n = 0;
    stack[n++] = f;
    go_to(k, k->r, k->s);
    for (int j = 0; j < MOST_LOOK && n > 0 && !halt_now(); j++) {
        f = stack[--n];
        if (iv_is_defined(eval_enclose(k->in, f)))
            continue;
        const expr_node x = *expr_get(k->in->pool, f);
        if (point && arguments_defined(k, &x) && eval_outside_domain(k->in, f))
            return true;
        if (!point && x.op == EXPR_DIV && vanishes(k, x.arg[1]))
            return true;
        for (int i = 0; i < x.nargs; i++)
            if (needs(k, &x, i))
                stack[n++] = x.arg[i];
    }
    return false;
}

/* Between p and q, numbers. */
static bool search(look *k, expr f, unsigned long panels, mpfr_srcptr p,
                   mpfr_srcptr q)
{
    mpfr_t step;
    bool yes = false;
    mpfr_init2(step, k->in->prec);
    mpfr_sub(step, q, p, MPFR_RNDD);
    mpfr_div_ui(step, step, panels, MPFR_RNDD);
    mpfr_set(k->r, p, MPFR_RNDN);
    for (unsigned long j = 1; j <= panels && !yes; j++) {
        mpfr_mul_ui(k->s, step, j, MPFR_RNDN);
        mpfr_add(k->s, k->s, p, MPFR_RNDN);
        if (mpfr_greater_p(k->s, q) || j == panels)
            mpfr_set(k->s, q, MPFR_RNDN);
        yes = mpfr_less_p(k->r, k->s) && found(k, f, false);
        mpfr_set(k->r, k->s, MPFR_RNDN);
        yes = yes || (mpfr_less_p(p, k->s) && mpfr_less_p(k->s, q) &&
                      found(k, f, true));
    }
    mpfr_clear(step);
    return yes;
}

bool eval_void_inside(eval *in, expr f, int t, mpfr_srcptr p, mpfr_srcptr q)
{
    static const long far[WINDOWS] = {4, 64, 1024};
    look k = {.in = in, .t = t};
    mpfr_t a, b;
    bool yes = false, infinite = mpfr_inf_p(p) || mpfr_inf_p(q);
    mpfr_inits2(in->prec, k.r, k.s, a, b, (mpfr_ptr)NULL);
    for (int j = 0; j < (infinite ? WINDOWS : 1) && !yes; j++) {
        mpfr_set(a, p, MPFR_RNDU);
        mpfr_set(b, q, MPFR_RNDD);
        if (mpfr_inf_p(p) && mpfr_inf_p(q))
            mpfr_set_si(a, -far[j], MPFR_RNDN);
        else if (mpfr_inf_p(p))
            mpfr_sub_si(a, q, far[j], MPFR_RNDU);
        if (mpfr_inf_p(q))
            mpfr_add_si(b, a, (mpfr_inf_p(p) ? 2 : 1) * far[j], MPFR_RNDD);
        yes = mpfr_less_p(a, b) &&
              (search(&k, f, PANELS, a, b) || search(&k, f, OTHERS, a, b));
    }
    mpfr_clears(k.r, k.s, a, b, (mpfr_ptr)NULL);
    return yes;
}
