/* Tactics that rewrite f as a product of what has a sure sign and a rest. */
#include "search_internal.h"

#include "../exact/exact.h"
#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static expr power(expr_pool *p, expr base, long e)
{
    return expr_pow_si(p, base, e);
}

/* Takes out of f what has a sure sign; returns the node without its child,
 * or NULL when nothing would be gained. */
static cert_node *take_out(searcher *s, const subgoal *g, eval *e, mpq_t unit,
                           const expr *fac, const long *pow, size_t n)
{
    expr_pool *pool = s->p->pool;
    expr *out = xmalloc((n + 1) * sizeof *out);
    long *power_out = xmalloc((n + 1) * sizeof *power_out);
    size_t taken = 0;
    int sign = 1;
    expr top = EXPR_NONE, bottom = EXPR_NONE;
    for (size_t k = 0; k < n; k++) {
        iv_srcptr v = eval_enclose(e, fac[k]);
        bool nonzero = iv_certainly_nonzero(v), even = pow[k] % 2 == 0;
        bool sure = iv_certainly_nonneg(v) || iv_certainly_nonpos(v);
        long left = 0, take = pow[k];
        expr base = fac[k];
        if (pow[k] < 0 && !nonzero) {
            left = pow[k];
        } else if (g->strict && !nonzero) {
            left = pow[k];
        } else if (!even && !sure) {
            left = pow[k] > 0 ? 1 : -1;
        } else if (!even && iv_certainly_nonpos(v)) {
            base = expr_neg(pool, base);
            sign = -sign;
        }
        take = pow[k] - left;
        if (take != 0) {
            out[taken] = base;
            power_out[taken++] = take;
        }
        if (left != 0) {
            expr t = power(pool, fac[k], left < 0 ? -left : left);
            expr *where = left > 0 ? &top : &bottom;
            *where = *where == EXPR_NONE ? t : expr_mul(pool, *where, t);
        }
    }
    if (sign < 0)
        mpq_neg(unit, unit);
    expr rest = expr_q(pool, unit);
    if (top != EXPR_NONE)
        rest = expr_mul(pool, rest, top);
    if (bottom != EXPR_NONE)
        rest = expr_div(pool, rest, bottom);
    cert_node *c = NULL;
    if (rest != EXPR_NONE && (taken > 0 || rest != g->f)) {
        out[taken] = rest;
        c = with_exprs(CERT_PRODUCT, out, taken + 1);
        c->power = xmalloc((taken + 1) * sizeof *c->power);
        memcpy(c->power, power_out, taken * sizeof *c->power);
    }
    free(out);
    free(power_out);
    return c;
}

/* Is what is left of f after taking factors out still (nearly) 0 where f is
 * smallest?  Then nothing was gained. */
static bool still_tight(searcher *s, const subgoal *g, expr rest,
                        const probe *q)
{
    meter m;
    double v, size = 0;
    if (q == NULL || q->n == 0)
        return false;
    meter_open(&m, s, &rest, 1, g->box);
    for (unsigned k = 0; k < 16; k++) {
        meter_point(&m, k);
        tape_point(m.t, m.w, m.x, &v);
        size += isfinite(v) ? fabs(v) / 16 : 0;
    }
    tape_point(m.t, m.w, q->v[0].x, &v);
    meter_close(&m);
    return isfinite(v) && fabs(v) <= 1e-6 * size;
}

/* Is a numerator's factor taken out?  Then something simpler is left.  (Else
 * nothing is gained where f stays tight, unless the rest is short: quotients
 * of a derivative are worth clearing, what is left may have conjugates.) */
static bool takes_a_zero(const searcher *s, const cert_node *c)
{
    for (size_t k = 0; k + 1 < c->nexpr; k++)
        if (c->power[k] > 0 && expr_vars(s->p->pool, c->expr[k]) != 0)
            return true;
    return false;
}

/* The same function in no shorter words, deep down where this would go on for
 * ever. */
static bool only_rewrites(const searcher *s, const subgoal *g,
                          const cert_node *c)
{
    return s->level >= 2 && c->nexpr == 1 &&
           expr_size(s->p->pool, c->expr[0]) >= expr_size(s->p->pool, g->f);
}

/* f's normal form, or f. */
expr simplified(searcher *s, const subgoal *g, expr f)
{
    if (f == EXPR_NONE || expr_size(s->p->pool, f) > 300)
        return f;
    s->effort += EFFORT_FACTOR / 2;
    eval *e = eval_new(s->p->pool, 128);
    eval_set_hyps(e, g->hyp, g->nhyps);
    eval_set_box(e, g->box, s->p->nvars);
    exact *x = eval_exact(s->p->pool, e);
    expr r = exact_simplify(x, f, false);
    exact_free(x);
    eval_free(e);
    return r != EXPR_NONE &&
                   expr_size(s->p->pool, r) <= expr_size(s->p->pool, f)
               ? r
               : f;
}

/* Nodes of f of one kind, largest first; at most max. */
_Static_assert(EXPR_OP_COUNT <= 64, "sets of operations are 64 bits");

static size_t nodes_of(const expr_pool *pool, expr f, uint64_t ops, expr *out,
                       size_t max)
{
    size_t n = 0, head = 0, end = 1, cap = 64;
    expr *queue = xmalloc(cap * sizeof *queue);
    queue[0] = f;
    while (head < end && n < max) {
        size_t best = head; /* parents have larger indices than children */
        for (size_t k = head; k < end; k++)
            if (queue[k] > queue[best])
                best = k;
        expr e = queue[best];
        queue[best] = queue[head];
        queue[head++] = e;
        const expr_node *x = expr_get(pool, e);
        if ((ops >> x->op & 1) != 0 && x->vars != 0)
            out[n++] = e;
        for (int j = 0; j < x->nargs; j++) {
            bool seen = false;
            for (size_t k = 0; k < end && !seen; k++)
                seen = queue[k] == x->arg[j];
            if (seen)
                continue;
            if (end == cap)
                queue = xrealloc(queue, (cap *= 2) * sizeof *queue);
            queue[end++] = x->arg[j];
        }
    }
    free(queue);
    return n;
}

cert_node *rewriting(searcher *s, const subgoal *g)
{
    const uint64_t ops = UINT64_C(1) << EXPR_LOG | UINT64_C(1) << EXPR_ATAN |
                         UINT64_C(1) << EXPR_EXP | 1u << EXPR_SQRT |
                         UINT64_C(1) << EXPR_SIN | UINT64_C(1) << EXPR_COS |
                         1u << EXPR_ROOT | UINT64_C(1) << EXPR_DIV;
    expr_pool *pool = s->p->pool;
    expr f = g->f, at[8];
    size_t n = nodes_of(pool, f, ops, at, 8);
    for (size_t k = n; k > 0; k--) { /* inner ones first */
        expr_node x = *expr_get(pool, at[k - 1]);
        bool div = x.op == EXPR_DIV;
        expr to = simplified(s, g, div ? at[k - 1] : x.arg[0]);
        if (!div && to != EXPR_NONE && to != x.arg[0]) {
            x.arg[0] = to;
            to = expr_make(pool, (expr_op)x.op, x.arg, x.p, x.q, x.strict);
        } else if (!div) {
            continue;
        }
        expr r =
            to != EXPR_NONE ? expr_replace(pool, f, at[k - 1], to) : EXPR_NONE;
        if (r == EXPR_NONE)
            continue;
        f = r;
        for (size_t j = 0; j + 1 < k; j++) {
            r = expr_replace(pool, at[j], at[k - 1], to);
            at[j] = r != EXPR_NONE ? r : at[j];
        }
    }
    return f != g->f ? with_exprs(CERT_PRODUCT, &f, 1) : NULL;
}

cert_node *tactic_product(searcher *s, const subgoal *g, const probe *q)
{
    mpq_t unit;
    expr *fac = NULL;
    long *pow = NULL;
    size_t n = 0;
    cert_node *c = NULL;
    if (expr_size(s->p->pool, g->f) > 300)
        return NULL;
    s->effort += EFFORT_FACTOR;
    eval *e = eval_new(s->p->pool, 128);
    eval_set_hyps(e, g->hyp, g->nhyps);
    eval_set_box(e, g->box, s->p->nvars);
    exact *x = eval_exact(s->p->pool, e);
    mpq_init(unit);
    if (iv_is_defined(eval_enclose(e, g->f)) &&
        exact_factor(x, g->f, unit, &fac, &pow, &n))
        c = take_out(s, g, e, unit, fac, pow, n);
    exact_free(x);
    eval_free(e);
    free(fac);
    free(pow);
    mpq_clear(unit);
    if (c != NULL && !takes_a_zero(s, c) &&
        still_tight(s, g, c->expr[c->nexpr - 1], q) &&
        (s->level < 2 || expr_size(s->p->pool, c->expr[c->nexpr - 1]) >=
                             2 * expr_size(s->p->pool, g->f))) {
        cert_free(c);
        c = NULL;
    }
    if (c != NULL && only_rewrites(s, g, c)) {
        cert_free(c);
        c = NULL;
    }
    if (c != NULL)
        c = prove_children(s, g, c);
    return c != NULL ? keep_if(s, g, c) : NULL;
}

/* ---- one atom singled out ----------------------------------------------- */

/* f = a + b w for the node w of f, a and b free of w: then the derivative by
 * w, taken as a variable, does not depend on it. */
static bool is_linear(searcher *s, const subgoal *g, expr w, expr *a, expr *b)
{
    expr_pool *pool = s->p->pool;
    int v = s->p->nvars;
    if (v >= EXPR_MAX_VARS)
        return false;
    expr f = expr_replace(pool, g->f, w, expr_var(pool, v));
    *b = f != EXPR_NONE ? expr_diff(pool, f, v) : EXPR_NONE;
    if (*b == EXPR_NONE || (expr_vars(pool, *b) >> v & 1) != 0 ||
        expr_is_si(pool, *b, 0))
        return false;
    *a = expr_subst(pool, f, v, expr_si(pool, 0));
    return *a != EXPR_NONE;
}

/* +1 or -1 when e has that sign and is nonzero all over the box. */
static int sure_sign(searcher *s, const subgoal *g, expr e)
{
    eval *ev = eval_new(s->p->pool, 128);
    eval_set_hyps(ev, g->hyp, g->nhyps);
    eval_set_box(ev, g->box, s->p->nvars);
    iv_srcptr v = eval_enclose(ev, e);
    int sign = iv_certainly_pos(v) ? 1 : iv_certainly_neg(v) ? -1 : 0;
    eval_free(ev);
    return sign;
}

/* f = factor^power * rest, rest to be proved. */
static cert_node *one_factor(searcher *s, const subgoal *g, expr factor,
                             long pow, expr rest)
{
    expr e[2] = {factor, rest};
    if (factor == EXPR_NONE || rest == EXPR_NONE || rest == g->f)
        return NULL;
    cert_node *c = with_exprs(CERT_PRODUCT, e, 2);
    c->power = xmalloc(2 * sizeof *c->power);
    c->power[0] = pow;
    c = prove_children(s, g, c);
    return c != NULL ? keep_if(s, g, c) : NULL;
}

bool is_algebraic(const expr_pool *pool, expr f)
{
    const uint64_t ops = 0
#define FUNCTION(NAME, name, total, latex, width, laws)                        \
    | UINT64_C(1) << EXPR_##NAME
#include "../expr/functions.def"
#undef FUNCTION
        ;
    expr first;
    return nodes_of(pool, f, ops, &first, 1) == 0;
}

enum {
    ATOMS = 4,
    LARGE = 300
};

cert_node *tactic_conjugate(searcher *s, const subgoal *g)
{
    expr_pool *pool = s->p->pool;
    expr w[ATOMS], a, b;
    cert_node *c = NULL;
    if (expr_size(pool, g->f) > LARGE)
        return NULL;
    size_t n = nodes_of(pool, g->f, 1u << EXPR_SQRT, w, ATOMS);
    for (size_t k = 0; k < n && c == NULL && !out_of_budget(s); k++) {
        if (!is_linear(s, g, w[k], &a, &b))
            continue;
        expr other = expr_sub(pool, a, expr_mul(pool, b, w[k]));
        int sign = sure_sign(s, g, other);
        if (sign == 0)
            continue;
        expr u = expr_get(pool, w[k])->arg[0];
        expr num = expr_sub(pool, expr_pow_si(pool, a, 2),
                            expr_mul(pool, expr_pow_si(pool, b, 2), u));
        if (sign < 0) {
            other = expr_neg(pool, other);
            num = expr_neg(pool, num);
        }
        c = one_factor(s, g, other, -1, simplified(s, g, num));
    }
    return c;
}

/* b w + a: divided by b, or by b w where w is an exponential. */
static cert_node *isolate(searcher *s, const subgoal *g, expr w)
{
    expr_pool *pool = s->p->pool;
    expr a, b;
    if (!is_linear(s, g, w, &a, &b))
        return NULL;
    bool is_exp = expr_get(pool, w)->op == EXPR_EXP;
    if (!is_exp && expr_vars(pool, b) == 0)
        return NULL; /* it stands alone already */
    int sign = sure_sign(s, g, b);
    if (sign == 0)
        return NULL;
    b = simplified(s, g, b);
    expr ratio = expr_div(pool, simplified(s, g, a), b), rest;
    if (is_exp) {
        expr inverse = expr_unary(pool, EXPR_EXP,
                                  expr_neg(pool, expr_get(pool, w)->arg[0]));
        rest = expr_add(pool, expr_mul(pool, ratio, inverse), expr_si(pool, 1));
        b = expr_mul(pool, b, w);
    } else {
        rest = expr_add(pool, ratio, w);
    }
    if (sign < 0) {
        b = expr_neg(pool, b);
        rest = expr_neg(pool, rest);
    }
    return one_factor(s, g, b, 1, rest);
}

cert_node *tactic_isolate(searcher *s, const subgoal *g)
{
    const uint64_t ops = UINT64_C(1) << EXPR_LOG | UINT64_C(1) << EXPR_ATAN |
                         UINT64_C(1) << EXPR_EXP;
    expr w[ATOMS];
    cert_node *c = NULL;
    if (expr_size(s->p->pool, g->f) > LARGE)
        return NULL;
    size_t n = nodes_of(s->p->pool, g->f, ops, w, ATOMS);
    for (size_t k = 0; k < n && c == NULL && !out_of_budget(s); k++)
        c = isolate(s, g, w[k]);
    return c;
}
