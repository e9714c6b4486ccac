/* `integrand VAR DIR EXPR`, by the second engine: a second opinion on
 * ../check/rule_integrand.c, from the same theorem in other code.
 *
 * f is an affine function of integrals I_k over one range; the integral of
 * c' + sum c_k f_k - G' over it, with what G leaves at the ends and what of c was not
 * taken inside, is f.  So f has the sign that the integrand has all over
 * the range, if what is left is at least 0. */
#include "recheck_internal.h"

#include <stdlib.h>

enum {
    MOST_INTEGRALS = 16,
    TURNS = 100,
    LOOKS = 24
};

typedef struct {
    recheck *c;
    const cert_node *n;
    expr_node first;                /* the first integral */
    expr whole[MOST_INTEGRALS], body[MOST_INTEGRALS];
    size_t count;
    int looks;
    reval *e;
} study;

static bool plain(const study *s, expr e)
{
    return expr_integral_depth(s->c->pool, e) == 0;
}

static expr join2(expr_pool *p, int op, expr a, expr b)
{
    const expr arg[3] = {a, b, EXPR_NONE};
    return a != EXPR_NONE && (op == EXPR_NEG || b != EXPR_NONE)
               ? (op == EXPR_NEG   ? expr_neg(p, a)
                  : op == EXPR_ADD ? expr_add(p, arg[0], arg[1])
                  : op == EXPR_SUB ? expr_sub(p, arg[0], arg[1])
                  : op == EXPR_MUL ? expr_mul(p, arg[0], arg[1])
                                   : expr_div(p, arg[0], arg[1]))
               : EXPR_NONE;
}

/* What becomes of e, in which integrals stand where sums and multiples let them:
 * with each taken for its integrand (inside) or for 0, and what is free of them
 * for 0 (inside) or for itself.  EXPR_NONE: they stand elsewhere. */
static expr picture(study *s, expr e, bool inside, int turns)
{
    expr_pool *p = s->c->pool;
    const expr_node x = *expr_get(p, e);
    if (plain(s, e))
        return inside ? expr_si(p, 0) : e;
    if (x.op == EXPR_INTEGRAL) {
        for (size_t k = 0; k < s->count; k++)
            if (s->whole[k] == e)
                return inside ? s->body[k] : expr_si(p, 0);
        return EXPR_NONE;
    }
    if (turns == 0)
        return EXPR_NONE;
    if (x.op == EXPR_NEG)
        return join2(p, EXPR_NEG, picture(s, x.arg[0], inside, turns - 1),
                     EXPR_NONE);
    if (x.op == EXPR_ADD || x.op == EXPR_SUB)
        return join2(p, x.op, picture(s, x.arg[0], inside, turns - 1),
                     picture(s, x.arg[1], inside, turns - 1));
    if (x.op == EXPR_MUL && plain(s, x.arg[0]))
        return join2(p, EXPR_MUL, x.arg[0],
                     picture(s, x.arg[1], inside, turns - 1));
    if ((x.op == EXPR_MUL || x.op == EXPR_DIV) && plain(s, x.arg[1]))
        return join2(p, x.op, picture(s, x.arg[0], inside, turns - 1),
                     x.arg[1]);
    return EXPR_NONE;
}

/* All integrals of f, one range for all; the bodies over x_t. */
static bool collect(study *s, expr f)
{
    expr_pool *p = s->c->pool;
    size_t len;
    bool ok = true;
    expr *order = expr_postorder(p, f, &len);
    for (size_t k = 0; k < len && ok; k++) {
        const expr_node x = *expr_get(p, order[k]);
        if (x.op != EXPR_INTEGRAL)
            continue;
        if (s->count == 0)
            s->first = x;
        ok = s->count < MOST_INTEGRALS && x.q == s->first.q &&
             x.arg[0] == s->first.arg[0] && x.arg[1] == s->first.arg[1] &&
             plain(s, x.arg[0]) && plain(s, x.arg[1]);
        if (!ok)
            break;
        s->whole[s->count] = order[k];
        s->body[s->count] =
            expr_subst(p, x.arg[2], (int)x.p, expr_var(p, s->n->var));
        ok = s->body[s->count++] != EXPR_NONE;
    }
    free(order);
    return ok && s->count > 0;
}

static bool from_inf(const study *s)
{
    return (s->first.q & EXPR_FROM_INF) != 0;
}

static bool to_inf(const study *s)
{
    return (s->first.q & EXPR_TO_INF) != 0;
}

/* The range of x_t: numbers where ends are, the outermost that they may be. */
static bool set_range(study *s, range *r, bool open)
{
    for (int k = 0; k < 2; k++) {
        bool none = k == 0 ? from_inf(s) : to_inf(s);
        expr e = s->first.arg[k];
        *(k == 0 ? &r->lo_inf : &r->hi_inf) = none;
        *(k == 0 ? &r->lo_open : &r->hi_open) = none || open;
        if (none)
            continue;
        if (expr_is_const(s->c->pool, e)) {
            mpq_set(k == 0 ? r->lo : r->hi, expr_const_value(s->c->pool, e));
            continue;
        }
        const rrange *v = reval_enclose(s->e, e);
        if (!rrange_is_bounded(v))
            return false;
        fmpq_t q;
        fmpq_init(q);
        arf_get_fmpq(q, k == 0 ? &v->lo : &v->hi); /* exact */
        fmpq_get_mpq(k == 0 ? r->lo : r->hi, q);
        fmpq_clear(q);
    }
    return true;
}

/* The integral of e m over the range, as it stands: is there a value? */
static bool valued(study *s, expr e, expr m)
{
    expr_pool *p = s->c->pool;
    if (m == EXPR_NONE || s->looks == 0)
        return false;
    s->looks--;
    expr h = expr_subst(p, expr_mul(p, m, e), s->n->var,
                        expr_var(p, (int)s->first.p));
    h = h != EXPR_NONE ? expr_integral(p, (int)s->first.p, s->first.arg[0],
                                       s->first.arg[1], s->first.q, h)
                       : EXPR_NONE;
    return h != EXPR_NONE && reval_enclose(s->e, h)->ok;
}

/* Has e m an integral?  Term by term; what x_t does not stand in is a number. */
static bool summable(study *s, expr e, expr m, int turns)
{
    expr_pool *p = s->c->pool;
    const expr_node x = *expr_get(p, e);
    const uint64_t t = UINT64_C(1) << s->n->var;
    if (turns == 0 || m == EXPR_NONE)
        return false;
    switch ((expr_op)x.op) {
    case EXPR_NEG:
        return summable(s, x.arg[0], m, turns - 1);
    case EXPR_ADD:
    case EXPR_SUB:
        return summable(s, x.arg[0], m, turns - 1) &&
               summable(s, x.arg[1], m, turns - 1);
    case EXPR_MUL:
        if ((expr_vars(p, x.arg[0]) & t) == 0)
            return summable(s, x.arg[1], m, turns - 1);
        if ((expr_vars(p, x.arg[1]) & t) == 0)
            return summable(s, x.arg[0], m, turns - 1);
        return valued(s, e, m) ||
               summable(s, x.arg[0], expr_mul(p, x.arg[1], m), turns - 1) ||
               summable(s, x.arg[1], expr_mul(p, x.arg[0], m), turns - 1);
    case EXPR_DIV:
        if ((expr_vars(p, x.arg[1]) & t) == 0)
            return summable(s, x.arg[0], m, turns - 1);
        return valued(s, e, m) ||
               summable(s, x.arg[0], expr_div(p, m, x.arg[1]), turns - 1);
    default:
        return valued(s, e, m);
    }
}

/* h, with LOOKS enclosures at most. */
static bool is_summable(study *s, expr h)
{
    s->looks = LOOKS;
    return summable(s, h, expr_si(s->c->pool, 1), TURNS);
}

static bool has_integrals(study *s, expr part, expr slope)
{
    for (size_t k = 0; k < s->count; k++)
        if ((s->first.q != 0 || !reval_continuous(s->e, s->body[k])) &&
            !is_summable(s, s->body[k]))
            return false;
    if (expr_is_si(s->c->pool, part, 0))
        return true;
    return reval_decided(s->e, part) && reval_continuous(s->e, part) &&
           reval_continuous(s->e, slope) &&
           (s->first.q == 0 || (is_summable(s, part) &&
                                is_summable(s, slope)));
}

/* exp(-x^2/2)/sqrt(2 pi), whose integral over the line is 1 */
static expr bell(expr_pool *p, expr x)
{
    expr e = expr_mul(p, expr_ratio(p, -1, 2), expr_pow_si(p, x, 2));
    return expr_div(p, expr_unary(p, EXPR_EXP, e),
                    expr_unary(p, EXPR_SQRT,
                               expr_mul(p, expr_si(p, 2), expr_pi(p))));
}

/* f with x_t for the integrals: has it a value, so that all that they are
 * multiplied by or added to has? */
static bool rest_has_value(study *s, expr f)
{
    expr x = expr_var(s->c->pool, s->n->var);
    for (size_t k = 0; k < s->count && f != EXPR_NONE; k++)
        f = expr_replace(s->c->pool, f, s->whole[k], x);
    return f != EXPR_NONE && reval_enclose(s->e, f)->ok;
}

static bool ordered(study *s, bool strict)
{
    if (s->first.q != 0)
        return true;
    const rrange *d = reval_enclose(
        s->e, expr_sub(s->c->pool, s->first.arg[1], s->first.arg[0]));
    return d->ok && (strict ? rrange_pos(d) : rrange_nonneg(d));
}

/* Adds the mirror image, and keeps the upper half. */
static bool mirror(study *s, recheck_goal *t, bool numbers)
{
    expr_pool *p = s->c->pool;
    range *r = &t->box[s->n->var];
    bool line = from_inf(s) && to_inf(s);
    if (!line && !numbers)
        return false;
    expr x = expr_var(p, s->n->var), y = expr_neg(p, x);
    mpq_t sum;
    mpq_init(sum);
    if (!line) {
        mpq_add(sum, r->lo, r->hi);
        y = expr_sub(p, expr_q(p, sum), x);
    }
    mpq_div_2exp(r->lo, sum, 1);
    r->lo_inf = false;
    mpq_clear(sum);
    y = expr_subst(p, t->f, s->n->var, y);
    t->f = y != EXPR_NONE ? expr_add(p, t->f, y) : EXPR_NONE;
    return t->f != EXPR_NONE;
}

/* The first child: the integrand, all over the open range. */
static bool inside(study *s, recheck_goal *t, expr h)
{
    expr_pool *p = s->c->pool;
    expr x = expr_var(p, s->n->var), a = s->first.arg[0], b = s->first.arg[1];
    bool low = !from_inf(s) && !expr_is_const(p, a);
    bool high = !to_inf(s) && !expr_is_const(p, b);
    bool numbers = s->first.q == 0 && !low && !high;
    if ((low && high) || !set_range(s, &t->box[s->n->var], true))
        return false;
    t->f = h;
    if (s->n->order == 2 && !mirror(s, t, numbers))
        return false;
    if (low || high)
        t->hyp[t->nhyps++] = (sign_condition){
            low ? expr_sub(p, x, a) : expr_sub(p, b, x), true};
    return recheck_child(s->c, t, s->n, 0);
}

/* What stands before the integral, for the second child. */
static expr before(study *s, expr c, expr part)
{
    expr_pool *p = s->c->pool;
    int t = s->n->var;
    if (from_inf(s) && to_inf(s))
        return expr_si(p, 0);
    if (!to_inf(s))
        c = join2(p, EXPR_ADD, c, expr_subst(p, part, t, s->first.arg[1]));
    if (!from_inf(s) && c != EXPR_NONE)
        c = join2(p, EXPR_SUB, c, expr_subst(p, part, t, s->first.arg[0]));
    return c;
}

bool recheck_rule_integrand(recheck *c, const recheck_goal *g,
                            const cert_node *n)
{
    expr_pool *p = c->pool;
    if (!recheck_has_var(c, n) || n->nexpr != 1 || n->order < 1 ||
        n->order > 2 || (expr_vars(p, g->f) >> n->var & 1) != 0)
        return recheck_reject(c, g, n, NULL, "malformed integrand");
    study s = {.c = c, .n = n};
    bool found = collect(&s, g->f);
    expr h = found ? picture(&s, g->f, true, TURNS) : EXPR_NONE;
    expr k = found ? picture(&s, g->f, false, TURNS) : EXPR_NONE;
    expr part = n->expr[0], d = expr_diff(p, part, n->var);
    if (h == EXPR_NONE || k == EXPR_NONE || d == EXPR_NONE)
        return recheck_reject(c, g, n, NULL, "no integrals over one range");
    if (from_inf(&s) && to_inf(&s) && !expr_is_si(p, k, 0))
        h = expr_add(p, h, expr_mul(p, k, bell(p, expr_var(p, n->var))));
    const expr_node top = *expr_get(p, h);
    if (!expr_is_si(p, d, 0) && top.op == EXPR_NEG)
        h = join2(p, EXPR_SUB, expr_neg(p, d), top.arg[0]);
    else if (!expr_is_si(p, d, 0))
        h = join2(p, EXPR_SUB, h, d);
    expr left = before(&s, k, part);
    recheck_goal t = recheck_copy(c, g);
    recheck_release_var(c, &t, n->var);
    s.e = recheck_evaluator(c, n, &t, true);
    bool ok = h != EXPR_NONE && left != EXPR_NONE && ordered(&s, g->strict) &&
              rest_has_value(&s, g->f) &&
              set_range(&s, &t.box[n->var], false);
    if (ok) {
        s.e = recheck_evaluator(c, n, &t, true);
        ok = has_integrals(&s, part, d);
    }
    if (!ok)
        recheck_reject(c, g, n, NULL, "not shown to be integrals in order");
    if (ok) {
        range_set(&t.box[n->var], &g->box[n->var]);
        s.e = recheck_evaluator(c, n, &t, true);
        size_t kept = t.nhyps;
        ok = inside(&s, &t, h);
        t.nhyps = kept;
        range_set(&t.box[n->var], &g->box[n->var]);
    }
    t.f = left;
    t.strict = false;
    ok = ok && recheck_child(c, &t, n, 1);
    recheck_drop(c, &t);
    return ok;
}
