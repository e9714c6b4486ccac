/* `integrand VAR DIR EXPR`: an integral has the sign of its integrand.
 * Believed. */
#include "checker_internal.h"

#include <stdlib.h>

enum {
    DEEPEST = 100, /* sums and products */
    MOST = 16,     /* integrals */
    TRIES = 16     /* enclosures for one of them */
};

/* f = c + integral of h over x_t, as it is written. */
typedef struct {
    expr c, h;
} parts;

typedef struct {
    checker *c;
    int t;
    bool any, line;  /* an integral was seen; its range is all of R */
    expr a, b;       /* the ends of all integrals: they are the same */
    int infinite, p; /* p: the variable that the first of them binds */
    expr part[MOST], inside[MOST]; /* integrals; integrands, over x_t */
    size_t n;
    int tries;
    expr h, g; /* what is left to be shown of x_t; G */
} reading;

static bool is_free(const checker *c, expr e)
{
    return expr_integral_depth(c->pool, e) == 0;
}

static bool note_integral(reading *r, expr e, parts *out)
{
    expr_pool *pool = r->c->pool;
    const expr_node x = *expr_get(pool, e);
    if (r->n == MOST || (r->any && (x.arg[0] != r->a || x.arg[1] != r->b ||
                                    x.q != r->infinite)))
        return false;
    if (!r->any)
        r->p = (int)x.p;
    r->any = true;
    r->a = x.arg[0];
    r->b = x.arg[1];
    r->infinite = (int)x.q;
    expr h = expr_subst(pool, x.arg[2], (int)x.p, expr_var(pool, r->t));
    r->part[r->n] = e;
    r->inside[r->n++] = h;
    *out = (parts){expr_si(pool, 0), h};
    return h != EXPR_NONE;
}

/* Sums, products with what has no integral, and quotients by it. */
static bool take_apart(reading *r, expr e, int depth, parts *out)
{
    expr_pool *pool = r->c->pool;
    const expr_node x = *expr_get(pool, e);
    parts u, v;
    if (is_free(r->c, e)) {
        *out = (parts){e, expr_si(pool, 0)};
        return true;
    }
    if (x.op == EXPR_INTEGRAL)
        return note_integral(r, e, out);
    if (depth == DEEPEST)
        return false;
    if (x.op == EXPR_MUL && is_free(r->c, x.arg[0])) {
        if (!take_apart(r, x.arg[1], depth + 1, &v))
            return false;
        *out = (parts){expr_mul(pool, x.arg[0], v.c),
                       expr_mul(pool, x.arg[0], v.h)};
        return true;
    }
    bool two = x.op == EXPR_ADD || x.op == EXPR_SUB;
    bool scaled = (x.op == EXPR_MUL || x.op == EXPR_DIV) &&
                  is_free(r->c, x.arg[1]);
    if ((!two && !scaled && x.op != EXPR_NEG) ||
        !take_apart(r, x.arg[0], depth + 1, &u) ||
        (two && !take_apart(r, x.arg[1], depth + 1, &v)))
        return false;
    if (x.op == EXPR_ADD)
        *out = (parts){expr_add(pool, u.c, v.c), expr_add(pool, u.h, v.h)};
    else if (x.op == EXPR_SUB)
        *out = (parts){expr_sub(pool, u.c, v.c), expr_sub(pool, u.h, v.h)};
    else if (x.op == EXPR_NEG)
        *out = (parts){expr_neg(pool, u.c), expr_neg(pool, u.h)};
    else if (x.op == EXPR_MUL)
        *out = (parts){expr_mul(pool, u.c, x.arg[1]),
                       expr_mul(pool, u.h, x.arg[1])};
    else
        *out = (parts){expr_div(pool, u.c, x.arg[1]),
                       expr_div(pool, u.h, x.arg[1])};
    return true;
}

/* exp(-x^2/2)/sqrt(2 pi) */
static expr normal_density(expr_pool *pool, expr x)
{
    expr half = expr_mul(pool, expr_ratio(pool, -1, 2), expr_pow_si(pool, x, 2));
    expr scale = expr_mul(pool, expr_si(pool, 2), expr_pi(pool));
    return expr_div(pool, expr_unary(pool, EXPR_EXP, half),
                    expr_unary(pool, EXPR_SQRT, scale));
}

/* h - d, where h = -u as -d - u: a difference, which rules can compare. */
static expr less(expr_pool *pool, expr h, expr d)
{
    const expr_node x = *expr_get(pool, h);
    return x.op == EXPR_NEG ? expr_sub(pool, expr_neg(pool, d), x.arg[0])
                            : expr_sub(pool, h, d);
}

static bool folded(const cert_node *n)
{
    return n->order == 2;
}

/* Fills r; NULL, or what is wrong.  `rest`: what the second child has to show. */
static const char *read_parts(reading *r, checker *c, const checker_goal *g,
                              const cert_node *n, expr *rest)
{
    expr_pool *pool = c->pool;
    parts f;
    *r = (reading){.c = c, .t = n->var};
    if (!checker_has_var(c, n) || n->nexpr != 1 ||
        (n->order != 1 && n->order != 2))
        return "malformed integrand rule";
    if ((expr_vars(pool, g->f) >> n->var & 1) != 0)
        return "the variable stands in the difference";
    if (!take_apart(r, g->f, 0, &f) || !r->any || f.c == EXPR_NONE ||
        f.h == EXPR_NONE)
        return "this is no sum of integrals over one range";
    if ((expr_vars(pool, r->a) | expr_vars(pool, r->b)) != 0 && folded(n))
        return "only a range of numbers is folded";
    if (!is_free(c, r->a) || !is_free(c, r->b))
        return "an end holds an integral";
    r->line = r->infinite == (EXPR_FROM_INF | EXPR_TO_INF);
    expr x = expr_var(pool, n->var), d;
    r->g = n->expr[0];
    d = expr_diff(pool, r->g, n->var);
    *rest = r->line ? expr_si(pool, 0) : f.c;
    if (r->line && !expr_is_si(pool, f.c, 0))
        f.h = expr_add(pool, f.h,
                       expr_mul(pool, f.c, normal_density(pool, x)));
    if ((r->infinite & EXPR_TO_INF) == 0)
        *rest = expr_add(pool, *rest, expr_subst(pool, r->g, n->var, r->b));
    if ((r->infinite & EXPR_FROM_INF) == 0)
        *rest = expr_sub(pool, *rest, expr_subst(pool, r->g, n->var, r->a));
    r->h = expr_is_si(pool, d, 0) ? f.h : less(pool, f.h, d);
    return d == EXPR_NONE || r->h == EXPR_NONE || *rest == EXPR_NONE
               ? "the expressions grow too large"
               : NULL;
}

/* out = from a to b, each the hull of what it may be; false where an end has no
 * enclosure, or a constant one is no rational number. */
static bool range_of(reading *r, range *out, bool open)
{
    out->lo_inf = out->hi_inf = out->lo_open = out->hi_open = true;
    for (int k = 0; k < 2; k++) {
        expr e = k == 0 ? r->a : r->b;
        if ((r->infinite & (k == 0 ? EXPR_FROM_INF : EXPR_TO_INF)) != 0)
            continue;
        mpq_ptr to = k == 0 ? out->lo : out->hi;
        if (expr_is_const(r->c->pool, e)) {
            mpq_set(to, expr_const_value(r->c->pool, e));
        } else {
            iv_srcptr v = eval_enclose(r->c->ev, e);
            if (!iv_is_bounded(v))
                return false;
            mpfr_get_q(to, k == 0 ? iv_lower(v) : iv_upper(v)); /* exact */
        }
        *(k == 0 ? &out->lo_inf : &out->hi_inf) = false;
        *(k == 0 ? &out->lo_open : &out->hi_open) = open;
    }
    return out->lo_inf || out->hi_inf || mpq_cmp(out->lo, out->hi) <= 0;
}

/* a <= b (strict: a < b) on the evaluator's box. */
static bool in_order(reading *r, bool strict)
{
    if (r->infinite != 0)
        return true;
    iv_srcptr d =
        eval_enclose(r->c->ev, expr_sub(r->c->pool, r->b, r->a));
    return strict ? iv_certainly_pos(d) : iv_certainly_nonneg(d);
}

/* Is what f is made of defined on the evaluator's box, but for the integrals,
 * whose place x_t takes? */
static bool others_defined(reading *r, expr f)
{
    expr x = expr_var(r->c->pool, r->t);
    for (size_t k = 0; k < r->n && f != EXPR_NONE; k++)
        f = expr_replace(r->c->pool, f, r->part[k], x);
    return f != EXPR_NONE && iv_is_defined(eval_enclose(r->c->ev, f));
}

/* Has the integral of e m, of x_t, from a to b an enclosure? */
static bool encloses(reading *r, expr e, expr m)
{
    expr_pool *pool = r->c->pool;
    if (m == EXPR_NONE || --r->tries < 0)
        return false;
    e = expr_subst(pool, expr_mul(pool, e, m), r->t, expr_var(pool, r->p));
    e = e != EXPR_NONE
            ? expr_integral(pool, r->p, r->a, r->b, r->infinite, e)
            : EXPR_NONE;
    return e != EXPR_NONE && iv_is_defined(eval_enclose(r->c->ev, e));
}

/* Is e m integrable from a to b?  A sum is where its terms are, a multiple by
 * what is free of x_t where the rest is; else there has to be an enclosure.
 * Recursion: no deeper than DEEPEST. */
static bool integrable(reading *r, expr e, expr m, int depth)
{
    expr_pool *pool = r->c->pool;
    const expr_node x = *expr_get(pool, e);
    bool quotient = x.op == EXPR_DIV;
    if (m == EXPR_NONE || depth == DEEPEST)
        return false;
    if (x.op == EXPR_NEG)
        return integrable(r, x.arg[0], m, depth + 1);
    if (x.op == EXPR_ADD || x.op == EXPR_SUB)
        return integrable(r, x.arg[0], m, depth + 1) &&
               integrable(r, x.arg[1], m, depth + 1);
    if (x.op != EXPR_MUL && !quotient)
        return encloses(r, e, m);
    for (int k = quotient; k < 2; k++)
        if ((expr_vars(pool, x.arg[k]) >> r->t & 1) == 0)
            return integrable(r, x.arg[1 - k], m, depth + 1);
    return encloses(r, e, m) ||
           integrable(r, x.arg[0],
                      quotient ? expr_div(pool, m, x.arg[1])
                               : expr_mul(pool, m, x.arg[1]),
                      depth + 1) ||
           (!quotient && integrable(r, x.arg[1], expr_mul(pool, m, x.arg[0]),
                                    depth + 1));
}

static bool has_integral(reading *r, expr h)
{
    r->tries = TRIES;
    return integrable(r, h, expr_si(r->c->pool, 1), 0);
}

/* Is each integral defined, and G as the theorem has it?  The evaluator is
 * over the box, x_t in the closed range. */
static const char *smooth_enough(reading *r)
{
    expr_pool *pool = r->c->pool;
    for (size_t k = 0; k < r->n; k++)
        if ((r->infinite != 0 ||
             !checker_continuous(r->c, r->inside[k], false)) &&
            !has_integral(r, r->inside[k]))
            return "an integral is not shown to be defined";
    if (expr_is_si(pool, r->g, 0))
        return NULL;
    expr d = expr_diff(pool, r->g, r->t);
    if (d == EXPR_NONE || !checker_continuous(r->c, r->g, true) ||
        !checker_continuous(r->c, d, false))
        return "what is integrated by parts is not shown to be smooth";
    return r->infinite == 0 || (has_integral(r, r->g) && has_integral(r, d))
               ? NULL
               : "what is integrated by parts is not shown to be integrable";
}

/* Integrand.  Let x_t not occur in f, and let f, as it is written, be c plus the
 * integral of h_0 from a to b over x_t: a sum of multiples of integrals over
 * this one range, and of what has no integral in it.  On B, where H holds, let
 * all these be defined, and a <= b (a < b for f > 0).  An integral over a bounded
 * range is where its integrand is continuous on the closed range; any is where
 * integrable() says so, if its integrand is defined inside, which the first
 * child shows of all that h is made of.
 *
 * By parts.  Let G be continuously differentiable in x_t on the closed range, and,
 * where an end is infinite, G and G' integrable up to it: then G has a limit
 * there, since G' is integrable, and it is 0, since G is.  So
 *     f = c + G(b) - G(a) + integral of (h_0 - G'),
 * without G's value at an infinite end.  Over the whole line c is the integral of
 * c exp(-x_t^2/2)/sqrt(2 pi), and is taken to h.
 *
 * So if h >= 0 (> 0) strictly between a and b and what is before the integral is
 * >= 0, f >= 0 (> 0): an integral over a < b of what is positive is positive.
 *
 * Folded (++), for ends that are numbers, or the whole line: with m half their
 * sum, or 0, the integral of h is that of h(x_t) + h(2m - x_t) from m to b.
 *
 * Hypotheses in which x_t occurs are about another x_t, and are dropped. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    reading r;
    expr rest;
    const char *why = read_parts(&r, c, g, n, &rest);
    if (why != NULL)
        return checker_reject(c, why);
    checker_goal t;
    checker_goal_copy(&t, g, c->nvars);
    checker_goal_drop_hyps(&t, c->pool, n->var);
    checker_use(c, n, &t, true);
    if (!in_order(&r, g->strict) || !range_of(&r, &t.box[n->var], false)) {
        why = "the ends are not shown to be in order";
    } else if (!others_defined(&r, g->f)) {
        why = "what the integrals are multiplied by is not shown defined";
    } else {
        checker_use(c, n, &t, true);
        why = smooth_enough(&r);
    }
    checker_goal_clear(&t, c->nvars);
    return why == NULL || checker_reject(c, why);
}

/* Folds: h at x_t and at 2m - x_t, for x_t from m on. */
static void fold(reading *r, range *box)
{
    expr_pool *pool = r->c->pool;
    mpq_t m;
    mpq_init(m);
    if (!r->line)
        mpq_add(m, box->lo, box->hi);
    expr other = expr_sub(pool, expr_q(pool, m), expr_var(pool, r->t));
    if (r->line)
        other = expr_neg(pool, expr_var(pool, r->t));
    other = expr_subst(pool, r->h, r->t, other);
    r->h = other != EXPR_NONE ? expr_add(pool, r->h, other) : EXPR_NONE;
    mpq_div_2exp(m, m, 1);
    mpq_set(box->lo, m);
    box->lo_inf = false;
    mpq_clear(m);
}

/* 0: h, x_t strictly between the ends.  1: what stands before the integral.
 * There is room for one hypothesis: an end that is no number, the other one. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    reading r;
    expr rest;
    if (read_parts(&r, c, g, n, &rest) != NULL)
        return CHECKER_NO_CHILD;
    checker_goal_drop_hyps(out, c->pool, n->var);
    if (k == 1) {
        out->f = rest;
        out->strict = false;
        return CHECKER_OTHER;
    }
    checker_use(c, n, out, true);
    bool a_moves = (r.infinite & EXPR_FROM_INF) == 0 &&
                   !expr_is_const(c->pool, r.a);
    bool b_moves = (r.infinite & EXPR_TO_INF) == 0 &&
                   !expr_is_const(c->pool, r.b);
    range *box = &out->box[n->var];
    if ((a_moves && b_moves) || !range_of(&r, box, true) ||
        (folded(n) && (a_moves || b_moves || (r.infinite != 0 && !r.line))))
        return CHECKER_NO_CHILD;
    expr x = expr_var(c->pool, n->var);
    if (folded(n))
        fold(&r, box);
    out->f = r.h;
    if (a_moves || b_moves)
        out->hyp[out->nhyps++] = (sign_condition){
            a_moves ? expr_sub(c->pool, x, r.a) : expr_sub(c->pool, r.b, x),
            true};
    return r.h != EXPR_NONE ? CHECKER_OTHER : CHECKER_NO_CHILD;
}

const checker_rule rule_integrand = {test, child};
