/* Powers over whole numbers, by cases: base positive, zero, negative, and of
 * a negative one even and odd exponents. */
#include "parity.h"
#include "power.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    expansion *f;
    elab_instance_fn fn;
    void *ctx;
    const problem *whole; /* the statement, with marks */
    const expr *chain;
    size_t nchain;
    uint64_t in_goals, in_hyps; /* marks that stand there */
    expr value[MAX_POWERS];     /* in the case at hand */
} splitter;

/* Is the mark of power k among these variables? */
static bool stands(uint64_t vars, size_t k)
{
    return vars >> (EXPR_MAX_VARS - 1 - (int)k) & 1;
}

/* The marks in f and, through them, in others. */
static uint64_t closure(const elab *e, uint64_t vars)
{
    const power_table *t = &e->powers;
    for (size_t k = t->n; k-- > 0;)
        if (stands(vars, k))
            vars |=
                expr_vars(e->pool, t->v[k].x) | expr_vars(e->pool, t->v[k].y);
    return vars;
}

/* f with the values of the first n powers. */
static expr filled(splitter *s, expr f, size_t n)
{
    expr_pool *pool = s->f->e->pool;
    for (size_t k = n; k-- > 0 && f != EXPR_NONE;)
        if (stands(expr_vars(pool, f), k))
            f = expr_replace(pool, f, power_mark(s->f->e, k), s->value[k]);
    return f;
}

/* ---- cases ---------------------------------------------------------------- */

static void copy(problem *d, const problem *s)
{
    problem_init(d, s->pool, s->nvars);
    for (int i = 0; i < s->nvars; i++) {
        problem_set_name(d, i, s->names[i]);
        range_set(&d->box[i], &s->box[i]);
    }
    for (size_t j = 0; j < s->nhyps; j++)
        problem_add_hyp(d, s->hyp[j].e, s->hyp[j].strict);
}

/* Cuts the range of a variable down to its numbers of one sign, which for
 * whole numbers begin at 1 or -1. */
static void clip(range *r, int sign, bool whole)
{
    mpq_t end;
    mpq_init(end);
    mpq_set_si(end, whole ? sign : 0, 1);
    if (sign >= 0 && (r->lo_inf || mpq_cmp(r->lo, end) <= 0)) {
        r->lo_open = sign && !whole;
        mpq_set(r->lo, end);
        r->lo_inf = false;
    }
    if (sign <= 0 && (r->hi_inf || mpq_cmp(r->hi, end) >= 0)) {
        r->hi_open = sign && !whole;
        mpq_set(r->hi, end);
        r->hi_inf = false;
    }
    mpq_clear(end);
}

/* Is `a` of this sign possible in p? */
static bool possible(elab *e, const problem *p, expr a, int sign)
{
    int known;
    if (!expr_vars(e->pool, a) && power_sign(e, a, &known))
        return known == sign;
    iv_srcptr v = power_enclose(e, p, a);
    if (sign > 0)
        return !iv_certainly_nonpos(v);
    if (sign < 0)
        return !iv_certainly_nonneg(v);
    return !iv_certainly_nonzero(v);
}

/* Adds the condition that `a` has this sign, unless it is so already. */
static bool require(elab *e, problem *p, expr a, int sign)
{
    const expr_node *x = expr_get(e->pool, a);
    if (x->op == EXPR_VAR && x->p < p->nvars) {
        clip(&p->box[x->p], sign, e->powers.whole >> x->p & 1);
        return true;
    }
    expr minus = expr_neg(e->pool, a);
    if (minus == EXPR_NONE)
        return false;
    if (sign > 0) {
        if (possible(e, p, a, 0) || possible(e, p, a, -1))
            problem_add_hyp(p, a, true);
    } else if (sign < 0) {
        if (possible(e, p, a, 0) || possible(e, p, a, 1))
            problem_add_hyp(p, minus, true);
    } else {
        if (possible(e, p, a, -1))
            problem_add_hyp(p, a, false);
        if (possible(e, p, a, 1))
            problem_add_hyp(p, minus, false);
    }
    return true;
}

static bool next_case(splitter *s, const problem *so_far, size_t k);

/* One case of power k: its base has sign sx, its exponent sy (2: any), and
 * its value is v. */
static bool with_value(splitter *s, problem *p, size_t k, expr v)
{
    elab *e = s->f->e;
    s->value[k] = v;
    bool ok = arith_checked(e, v, e->powers.v[k].src) != EXPR_NONE &&
              next_case(s, p, k + 1);
    problem_clear(p);
    return ok;
}

static bool positive(splitter *s, const problem *so_far, size_t k, expr x,
                     expr y)
{
    elab *e = s->f->e;
    problem p;
    copy(&p, so_far);
    expr v = require(e, &p, x, 1) ? power_real(e, x, y) : EXPR_NONE;
    return with_value(s, &p, k, v);
}

/* x = 0: 0^y is 0, 1 or undefined. */
static bool zero(splitter *s, const problem *so_far, size_t k, expr x, expr y)
{
    elab *e = s->f->e;
    for (int sign = 1; sign >= -1; sign--) {
        if (!possible(e, so_far, y, sign))
            continue;
        problem p;
        copy(&p, so_far);
        expr one = expr_si(e->pool, 1), v = one;
        if (sign > 0)
            v = expr_si(e->pool, 0);
        else if (sign < 0)
            v = expr_div(e->pool, one, x);
        if (!require(e, &p, x, 0) || !require(e, &p, y, sign))
            v = EXPR_NONE;
        if (!with_value(s, &p, k, v))
            return false;
    }
    return true;
}

static bool negative_case(splitter *s, const problem *so_far, size_t k, expr x,
                          expr y, bool odd, bool known)
{
    expr_pool *pool = s->f->e->pool;
    problem p;
    copy(&p, so_far);
    expr v = power_real(s->f->e, expr_neg(pool, x), y);
    v = odd ? expr_neg(pool, v) : v;
    if (!require(s->f->e, &p, x, -1))
        v = EXPR_NONE;
    if (!known) { /* at whole y: cos(pi y) is 1 or -1 */
        expr c = expr_unary(pool, EXPR_COS, expr_mul(pool, expr_pi(pool), y));
        c = odd ? expr_neg(pool, c) : c;
        if (c == EXPR_NONE)
            v = EXPR_NONE;
        else
            problem_add_hyp(&p, c, true);
    }
    return with_value(s, &p, k, v);
}

/* x < 0: |x|^y with the sign that y's parity gives.  Where y may be no whole
 * number the power may be undefined, and then it is taken to be so
 * everywhere: a goal then says more than the statement, but a condition
 * would leave out points that belong to it. */
static bool negative(splitter *s, const problem *so_far, size_t k, expr x,
                     expr y)
{
    elab *e = s->f->e;
    parity c = parity_of(e->pool, e->powers.v[k].y, e->powers.whole);
    if (c != PARITY_NONE)
        return (c == PARITY_ODD ||
                negative_case(s, so_far, k, x, y, false, c == PARITY_EVEN)) &&
               (c == PARITY_EVEN ||
                negative_case(s, so_far, k, x, y, true, c == PARITY_ODD));
    if (stands(s->in_hyps, k)) {
        elab_error(e, e->powers.v[k].src->pos,
                   "the base of this power may be negative here, and whether "
                   "the power has a value depends on the exponent; add the "
                   "condition that the base is positive before it");
        return false;
    }
    problem p;
    copy(&p, so_far);
    expr v = require(e, &p, x, -1) ? power_real(e, x, y) : EXPR_NONE;
    return with_value(s, &p, k, v);
}

/* That x and y are defined is part of a statement; the cases' conditions
 * would leave such points out.  A case of its own says so. */
static bool defined(splitter *s, const problem *so_far, size_t k, expr x,
                    expr y)
{
    expr_pool *pool = s->f->e->pool;
    if (!stands(s->in_goals, k) || s->f->it->kind == ITEM_IDENTITY ||
        (expr_get(pool, x)->total && expr_get(pool, y)->total))
        return true;
    if (s->f->it->kind != ITEM_CLAIM) {
        elab_error(s->f->e, s->f->e->powers.v[k].src->pos,
                   "this power needs a base and an exponent that are defined "
                   "everywhere, without division, root or logarithm");
        return false;
    }
    problem p;
    copy(&p, so_far);
    expr g = expr_mul(pool, expr_si(pool, 0), expr_add(pool, x, y));
    bool ok = arith_checked(s->f->e, g, s->f->e->powers.v[k].src);
    for (size_t i = 0; ok && i < s->whole->ngoals; i++)
        problem_add_goal(&p, g, false);
    expr *side = xcalloc(s->nchain + 1, sizeof *side);
    for (size_t i = 0; i < s->nchain; i++)
        side[i] = g;
    s->f->binding.aside = true;
    ok = ok && s->fn(s->ctx, &s->f->binding, &p, side, s->nchain);
    s->f->binding.aside = false;
    s->f->binding.part++;
    free(side);
    problem_clear(&p);
    return ok;
}

/* ---- putting together ------------------------------------------------------- */

/* The conditions of the statement that speak of power k - 1 and of none after
 * it; with k = 0, of none. */
static bool add_known(splitter *s, problem *p, size_t k)
{
    const problem *w = s->whole;
    for (size_t j = 0; j < w->nhyps; j++) {
        uint64_t vars = expr_vars(w->pool, w->hyp[j].e);
        size_t needs = 0; /* powers */
        for (size_t i = 0; i < s->f->e->powers.n; i++)
            if (stands(vars, i))
                needs = i + 1;
        if (needs != k)
            continue;
        expr h = filled(s, w->hyp[j].e, k);
        if (arith_checked(s->f->e, h, s->f->it->show.e[0]) == EXPR_NONE)
            return false;
        problem_add_hyp(p, h, w->hyp[j].strict);
    }
    return true;
}

/* Too many cases would take for ever. */
static bool counted(splitter *s)
{
    if (s->f->binding.part++ < MAX_PARTS)
        return true;
    elab_error(s->f->e, s->f->it->pos,
               "the signs of the bases of its powers over `m..inf` make more "
               "than %d cases",
               MAX_PARTS);
    return false;
}

static bool hand_out(splitter *s, problem *p)
{
    const problem *w = s->whole;
    size_t n = s->f->e->powers.n;
    const ast *src = s->f->it->show.e[0];
    bool ok = true;
    expr *side = xcalloc(s->nchain + 1, sizeof *side);
    for (size_t i = 0; ok && i < w->ngoals; i++) {
        expr g = filled(s, w->goal[i].e, n);
        ok = arith_checked(s->f->e, g, src) != EXPR_NONE;
        if (ok)
            problem_add_goal(p, g, w->goal[i].strict);
    }
    for (size_t i = 0; ok && i < w->nhints; i++) {
        expr at = filled(s, w->hint[i].at, n);
        ok = arith_checked(s->f->e, at, src) != EXPR_NONE;
        if (ok)
            problem_add_hint(p, w->hint[i].var, at);
    }
    for (size_t i = 0; ok && i < s->nchain; i++) {
        side[i] = filled(s, s->chain[i], n);
        ok = arith_checked(s->f->e, side[i], src) != EXPR_NONE;
    }
    ok = ok && s->fn(s->ctx, &s->f->binding, p, side, s->nchain) && counted(s);
    free(side);
    return ok;
}

static bool is_empty(const problem *p)
{
    for (int i = 0; i < p->nvars; i++)
        if (range_is_empty(&p->box[i]))
            return true;
    return false;
}

static bool next_case(splitter *s, const problem *so_far, size_t k)
{
    elab *e = s->f->e;
    if (is_empty(so_far))
        return true;
    problem p;
    copy(&p, so_far);
    bool ok = add_known(s, &p, k);
    if (ok && k == e->powers.n) {
        ok = hand_out(s, &p);
    } else if (ok) {
        expr x = filled(s, e->powers.v[k].x, k);
        expr y = filled(s, e->powers.v[k].y, k);
        const ast *src = e->powers.v[k].src;
        ok = arith_checked(e, x, src) && arith_checked(e, y, src) &&
             defined(s, &p, k, x, y) &&
             (!possible(e, &p, x, 1) || positive(s, &p, k, x, y)) &&
             (!possible(e, &p, x, 0) || zero(s, &p, k, x, y)) &&
             (!possible(e, &p, x, -1) || negative(s, &p, k, x, y));
    }
    problem_clear(&p);
    return ok;
}

static uint64_t vars_of(const expr_pool *pool, const sign_condition *c,
                        size_t n)
{
    uint64_t vars = 0;
    for (size_t i = 0; i < n; i++)
        vars |= expr_vars(pool, c[i].e);
    return vars;
}

bool power_split(expansion *f, const problem *p, const expr *chain, size_t n,
                 elab_instance_fn fn, void *ctx)
{
    elab *e = f->e;
    splitter s = {.f = f, .fn = fn, .ctx = ctx, .whole = p};
    s.chain = chain;
    s.nchain = n;
    s.in_goals = closure(e, vars_of(p->pool, p->goal, p->ngoals));
    s.in_hyps = closure(e, vars_of(p->pool, p->hyp, p->nhyps));
    problem bare;
    copy(&bare, p);
    bare.nhyps = 0; /* next_case adds them, each when its powers are known */
    bool ok = next_case(&s, &bare, 0);
    problem_clear(&bare);
    return ok;
}
