/* The second judge: leaves by enclosure, and rules that pass goals on.
 *
 * A *statement* is (f, B, H): at every point of the box B at which all of H
 * are defined and hold, f is defined and f >= 0 (> 0).  Each function says by
 * what theorem its children's statements, with what it tests, give its own.
 * Rules about derivatives are in recheck_local.c. */
#include "recheck_internal.h"

#include "../base/memory.h"
#include "../base/limits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- statements --------------------------------------------------------- */

statement recheck_copy(const recheck *c, const statement *s)
{
    statement t = *s;
    t.hyp = xmalloc((s->nhyps + 2) * sizeof *t.hyp); /* room for one more */
    for (size_t k = 0; k < s->nhyps; k++)
        t.hyp[k] = s->hyp[k];
    t.box = xcalloc((size_t)c->nvars + 1, sizeof *t.box);
    for (int i = 0; i < c->nvars; i++) {
        range_init(&t.box[i]);
        range_set(&t.box[i], &s->box[i]);
    }
    return t;
}

void recheck_drop(const recheck *c, statement *s)
{
    for (int i = 0; i < c->nvars; i++)
        range_clear(&s->box[i]);
    free(s->box);
    free(s->hyp);
}

void recheck_release_var(const recheck *c, statement *s, int i)
{
    size_t kept = 0;
    for (size_t k = 0; k < s->nhyps; k++)
        if ((expr_vars(c->pool, s->hyp[k].e) >> i & 1) == 0)
            s->hyp[kept++] = s->hyp[k];
    s->nhyps = kept;
}

/* ---- evaluators, derivatives, normal forms ------------------------------ */

static reval *of_precision(recheck *c, long prec)
{
    slong bits = prec + RECHECK_GUARD;
    for (size_t k = 0; k < RECHECK_SLOTS; k++)
        if (c->ev[k] != NULL && reval_prec(c->ev[k]) == bits)
            return c->ev[k];
    reval **slot = &c->ev[c->next_slot++ % RECHECK_SLOTS];
    reval_free(*slot);
    *slot = reval_new(c->pool, bits);
    return *slot;
}

reval *recheck_evaluator(recheck *c, const cert_node *n, const statement *s,
                         bool with_hyps)
{
    reval *e = of_precision(c, n->prec != 0 ? n->prec : c->prec);
    reval_set_hyps(e, s->hyp, with_hyps ? s->nhyps : 0);
    reval_set_box(e, s->box, c->nvars);
    return e;
}

expr recheck_slope(recheck *c, expr f, int i)
{
    if (f == EXPR_NONE)
        return EXPR_NONE;
    size_t k = (f * 31u + (unsigned)i) % RECHECK_SLOPES;
    if (c->slope[k].f != f || c->slope[k].var != i) {
        c->slope[k].d = expr_diff(c->pool, f, i);
        c->slope[k].f = f;
        c->slope[k].var = i;
    }
    return c->slope[k].d;
}

expr recheck_pin(const recheck *c, const statement *s, expr f, int but)
{
    for (int i = 0; i < c->nvars && f != EXPR_NONE; i++)
        if (i != but && range_is_point(&s->box[i]))
            f = expr_subst(c->pool, f, i, expr_q(c->pool, s->box[i].lo));
    return f;
}

static exact_sign sign(void *ctx, expr e)
{
    const rrange *v = reval_enclose(ctx, e);
    return rrange_pos(v)      ? SIGN_POS
           : rrange_neg(v)    ? SIGN_NEG
           : rrange_nonneg(v) ? SIGN_NONNEG
           : rrange_nonpos(v) ? SIGN_NONPOS
                              : SIGN_UNKNOWN;
}

exact *recheck_exact(const recheck *c, reval *e)
{
    exact_oracle o = {sign, NULL, e};
    return exact_new(c->pool, &o);
}

/* ---- reports ------------------------------------------------------------ */

void recheck_report_init(recheck_report *r)
{
    memset(r, 0, sizeof *r);
}

void recheck_report_clear(recheck_report *r)
{
    for (int i = 0; i < r->nvars && r->box != NULL; i++)
        range_clear(&r->box[i]);
    free(r->box);
    recheck_report_init(r);
}

bool recheck_reject(recheck *c, const statement *s, const cert_node *n,
                    const rrange *value, const char *why)
{
    recheck_report *r = c->report;
    if (r->where[0] != '\0')
        return false;
    snprintf(r->where, sizeof r->where, "at node %zu (branch %s): %s", r->nodes,
             c->path_len > 0 ? c->path : "root", why);
    statement t = recheck_copy(c, s);
    free(t.hyp);
    r->box = t.box;
    r->nvars = c->nvars;
    r->f = s->f;
    r->prec = n != NULL && n->prec != 0 ? n->prec : c->prec;
    if (value != NULL)
        rrange_text(r->value, sizeof r->value, value);
    return false;
}

bool recheck_leaf(recheck *c, const statement *s, const cert_node *n,
                  const rrange *value, const char *why)
{
    if (!(s->strict ? rrange_pos(value) : rrange_nonneg(value)))
        return recheck_reject(c, s, n, value, why);
    c->report->leaves++;
    return true;
}

/* ---- leaves ------------------------------------------------------------- */

/* An enclosure contains every value. */
static bool natural(recheck *c, const statement *s, const cert_node *n)
{
    const rrange *v = reval_enclose(recheck_evaluator(c, n, s, true), s->f);
    return recheck_leaf(c, s, n, v, "natural enclosure lacks the sign");
}

/* Where some hypothesis fails everywhere, no point is in question.  It is
 * enclosed without being assumed. */
static bool nothing_allowed(recheck *c, const statement *s, const cert_node *n)
{
    if (n->order < 0 || (size_t)n->order >= s->nhyps)
        return recheck_reject(c, s, n, NULL, "no such hypothesis");
    const sign_condition *h = &s->hyp[n->order];
    const rrange *v = reval_enclose(recheck_evaluator(c, n, s, false), h->e);
    if (!(h->strict ? rrange_nonpos(v) : rrange_neg(v)))
        return recheck_reject(c, s, n, v, "hypothesis may hold on the box");
    c->report->leaves++;
    return true;
}

static bool nothing_there(recheck *c, const statement *s, const cert_node *n)
{
    for (int i = 0; i < c->nvars; i++)
        if (range_is_empty(&s->box[i])) {
            c->report->leaves++;
            return true;
        }
    return recheck_reject(c, s, n, NULL, "the box is not empty");
}

/* ---- rules that pass goals on ------------------------------------------- */

static bool has_var(const recheck *c, const cert_node *n)
{
    return n->var >= 0 && n->var < c->nvars;
}

/* lo < q < hi: every x_i of the range is <= q or >= q. */
static bool split(recheck *c, const statement *s, const cert_node *n)
{
    if (!has_var(c, n) || !n->has_q)
        return recheck_reject(c, s, n, NULL, "malformed split");
    const range *r = &s->box[n->var];
    bool above = r->lo_inf || mpq_cmp(r->lo, n->q) < 0;
    bool below = r->hi_inf || mpq_cmp(n->q, r->hi) < 0;
    if (!above || !below)
        return recheck_reject(c, s, n, NULL, "split outside the range");
    bool ok = true;
    for (int k = 0; k < 2 && ok; k++) {
        statement half = recheck_copy(c, s);
        range *h = &half.box[n->var];
        mpq_set(k == 0 ? h->hi : h->lo, n->q);
        *(k == 0 ? &h->hi_inf : &h->lo_inf) = false;
        *(k == 0 ? &h->hi_open : &h->lo_open) = false;
        ok = recheck_child(c, &half, n, k);
        recheck_drop(c, &half);
    }
    return ok;
}

/* Let f be continuous along x_i from the end e of the range to every point
 * of the box, and let s f_i >= 0 strictly between (s = +1: e is the lower
 * end; s = -1: the upper one).  Then f(x) >= f(x at x_i = e) by the mean
 * value theorem, so its sign at e is enough; if s f_i > 0 and e is not in
 * the box, f(x) > f(x at e), and >= 0 there is enough for > 0.  Between x
 * and e the hypotheses free of x_i stay true, and only those are used.
 * Children: s f_i inside; f at x_i = e. */
static bool monotone(recheck *c, const statement *s, const cert_node *n)
{
    int o = n->order;
    if (!has_var(c, n) || (o != 1 && o != 2 && o != -1 && o != -2))
        return recheck_reject(c, s, n, NULL, "malformed monotonicity");
    const range *r = &s->box[n->var];
    bool strong = o == 2 || o == -2;
    bool infinite = o > 0 ? r->lo_inf : r->hi_inf;
    bool open = o > 0 ? r->lo_open : r->hi_open;
    if (infinite || range_is_point(r) || (strong && !open))
        return recheck_reject(c, s, n, NULL, "no such face");
    expr d = recheck_slope(c, s->f, n->var);
    if (o < 0)
        d = expr_neg(c->pool, d);
    statement t = recheck_copy(c, s);
    range *u = &t.box[n->var];
    recheck_release_var(c, &t, n->var);
    *(o > 0 ? &u->lo_open : &u->hi_open) = false;
    bool ok = d != EXPR_NONE &&
              reval_continuous(recheck_evaluator(c, n, &t, true), t.f);
    if (!ok)
        recheck_reject(c, &t, n, NULL, "not shown continuous to the face");
    if (ok) {
        t.f = d;
        t.strict = strong;
        u->lo_open = u->hi_open = true;
        ok = recheck_child(c, &t, n, 0);
    }
    if (ok) {
        t.f = s->f;
        t.strict = s->strict && !strong;
        if (o > 0)
            mpq_set(u->hi, u->lo);
        else
            mpq_set(u->lo, u->hi);
        u->lo_open = u->hi_open = u->lo_inf = u->hi_inf = false;
        ok = recheck_child(c, &t, n, 1);
    }
    recheck_drop(c, &t);
    return ok;
}

/* A power that is certainly >= 0 (needed: > 0). */
static bool factor_is_good(const rrange *v, long e, bool nonzero)
{
    if (!v->ok || e == 0 || ((nonzero || e < 0) && !rrange_nonzero(v)))
        return false;
    return e % 2 == 0 || rrange_nonneg(v);
}

/* f = prod s_k^{e_k} g wherever both sides are defined, and f and the s_k
 * are defined: with every s_k^{e_k} >= 0 the sign of g is that of f, or f is
 * 0; with > 0, the sign of g is that of f. */
static bool factored(recheck *c, const statement *s, const cert_node *n)
{
    if (n->nexpr == 0)
        return recheck_reject(c, s, n, NULL, "malformed product");
    size_t last = n->nexpr - 1;
    reval *e = recheck_evaluator(c, n, s, true);
    const rrange *v = reval_enclose(e, s->f);
    if (!v->ok)
        return recheck_reject(c, s, n, v, "not shown defined");
    expr all = n->expr[last];
    for (size_t k = 0; k < last; k++) {
        v = reval_enclose(e, n->expr[k]);
        if (!factor_is_good(v, n->power[k], s->strict))
            return recheck_reject(c, s, n, v, "a factor lacks the sign");
        all = expr_mul(c->pool, expr_pow_si(c->pool, n->expr[k], n->power[k]),
                       all);
    }
    expr zero = recheck_pin(c, s, expr_sub(c->pool, s->f, all), -1);
    exact *x = recheck_exact(c, e);
    bool same = zero != EXPR_NONE &&
                (expr_is_si(c->pool, zero, 0) || exact_is_zero(x, zero));
    exact_free(x);
    if (!same)
        return recheck_reject(c, s, n, NULL, "the product is not shown equal");
    if (recheck_doubts_zero(c, s, e, zero))
        return recheck_reject(c, s, n, NULL, "the product differs at a point");
    statement t = recheck_copy(c, s);
    t.f = n->expr[last];
    bool ok = recheck_child(c, &t, n, 0);
    recheck_drop(c, &t);
    return ok;
}

/* Under cond[k] the kink equals branch[k]; one of the two always holds where
 * the condition is defined (both where they meet, if the branches agree). */
bool recheck_read_kink(const recheck *c, expr kink, expr branch[2],
                       sign_condition cond[2])
{
    expr_pool *p = c->pool;
    expr_node x = *expr_get(p, kink);
    expr a = x.arg[0], b = x.arg[1], h = a;
    cond[0].strict = cond[1].strict = false;
    branch[0] = a;
    branch[1] = b;
    if (x.op == EXPR_ABS) {
        branch[1] = expr_neg(p, a);
    } else if (x.op == EXPR_MIN) {
        h = expr_sub(p, b, a); /* a <= b */
    } else if (x.op == EXPR_MAX) {
        h = expr_sub(p, a, b);
    } else if (x.op == EXPR_IF) {
        branch[0] = b;
        branch[1] = x.arg[2];
        cond[0].strict = x.strict;
        cond[1].strict = !x.strict;
    } else {
        return false;
    }
    cond[0].e = h;
    cond[1].e = expr_neg(p, h);
    return h != EXPR_NONE && cond[1].e != EXPR_NONE && branch[0] != EXPR_NONE &&
           branch[1] != EXPR_NONE;
}

/* At every point one branch is taken, and f is then f with that branch in the
 * kink's place.  The condition has to be defined all over the box. */
static bool by_cases(recheck *c, const statement *s, const cert_node *n)
{
    expr branch[2], kink = expr_kink(c->pool, s->f, n->order);
    sign_condition cond[2];
    if (kink == EXPR_NONE || !recheck_read_kink(c, kink, branch, cond))
        return recheck_reject(c, s, n, NULL, "no such kink");
    if (!reval_enclose(recheck_evaluator(c, n, s, true), cond[0].e)->ok)
        return recheck_reject(c, s, n, NULL, "condition not shown defined");
    bool ok = true;
    for (int k = 0; k < 2 && ok; k++) {
        statement t = recheck_copy(c, s);
        t.f = expr_replace(c->pool, s->f, kink, branch[k]);
        t.hyp[t.nhyps++] = cond[k];
        ok = t.f != EXPR_NONE
                 ? recheck_child(c, &t, n, k)
                 : recheck_reject(c, s, n, NULL, "branch too large");
        recheck_drop(c, &t);
    }
    return ok;
}

/* x_i = 1/t is one-to-one from t in (1/hi, 1/lo) onto x_i in (lo, hi), for
 * 0 <= lo < hi <= inf and ends that match (1/0 = inf, 1/inf = 0, both open). */
static bool inverted(recheck *c, const statement *s, const cert_node *n)
{
    if (!has_var(c, n))
        return recheck_reject(c, s, n, NULL, "malformed inversion");
    const range *r = &s->box[n->var];
    int lo = r->lo_inf ? -1 : mpq_sgn(r->lo);
    int hi = r->hi_inf ? 1 : mpq_sgn(r->hi);
    if (lo < 0 || (lo == 0 && !r->lo_open) || hi <= 0)
        return recheck_reject(c, s, n, NULL, "the range is not positive");
    statement t = recheck_copy(c, s);
    range *u = &t.box[n->var];
    u->lo_inf = false;
    u->lo_open = r->hi_inf || r->hi_open;
    if (r->hi_inf)
        mpq_set_ui(u->lo, 0, 1);
    else
        mpq_inv(u->lo, r->hi);
    u->hi_inf = lo == 0;
    u->hi_open = lo == 0 || r->lo_open;
    if (lo > 0)
        mpq_inv(u->hi, r->lo);
    expr inverse =
        expr_div(c->pool, expr_si(c->pool, 1), expr_var(c->pool, n->var));
    t.f = expr_subst(c->pool, s->f, n->var, inverse);
    bool ok = t.f != EXPR_NONE;
    for (size_t k = 0; k < t.nhyps; k++) {
        t.hyp[k].e = expr_subst(c->pool, s->hyp[k].e, n->var, inverse);
        ok = ok && t.hyp[k].e != EXPR_NONE;
    }
    ok = ok ? recheck_child(c, &t, n, 0)
            : recheck_reject(c, s, n, NULL, "inversion too large");
    recheck_drop(c, &t);
    return ok;
}

/* ---- nodes -------------------------------------------------------------- */

static recheck_rule *const rules[CERT_RULE_COUNT] = {
    [CERT_NATURAL] = natural,         [CERT_VOID] = nothing_allowed,
    [CERT_EMPTY] = nothing_there,     [CERT_MEANVALUE] = recheck_mean_value,
    [CERT_TAYLOR] = recheck_taylor,   [CERT_SPLIT] = split,
    [CERT_MONOTONE] = monotone,       [CERT_CONTACT] = recheck_contact,
    [CERT_TANGENT] = recheck_contact, [CERT_CONVEX] = recheck_convex,
    [CERT_PRODUCT] = factored,        [CERT_CASES] = by_cases,
    [CERT_INVERT] = inverted,
};

static bool judge(recheck *c, const statement *s, const cert_node *n)
{
    c->report->nodes++;
    if (n == NULL || (unsigned)n->rule >= CERT_RULE_COUNT ||
        rules[n->rule] == NULL)
        return recheck_reject(c, s, NULL, NULL, "no rule");
    if (n->prec != 0 && (n->prec < LIMIT_PREC_MIN || n->prec > LIMIT_PREC_MAX))
        return recheck_reject(c, s, NULL, NULL, "precision out of range");
    if (c->depth >= CERT_MAX_DEPTH)
        return recheck_reject(c, s, n, NULL, "too deep");
    c->depth++;
    bool ok = rules[n->rule](c, s, n);
    c->depth--;
    return ok;
}

bool recheck_child(recheck *c, const statement *s, const cert_node *n, int k)
{
    size_t len = c->path_len;
    if (len + 1 < sizeof c->path) {
        c->path[c->path_len++] = k == 0 ? '0' : '1';
        c->path[c->path_len] = '\0';
    }
    bool ok = judge(c, s, n->child[k]);
    c->path_len = len;
    c->path[len] = '\0';
    return ok;
}

/* ---- entry points ------------------------------------------------------- */

recheck *recheck_new(expr_pool *pool)
{
    recheck *c = xcalloc(1, sizeof *c);
    c->pool = pool;
    return c;
}

void recheck_free(recheck *c)
{
    if (c == NULL)
        return;
    for (size_t k = 0; k < RECHECK_SLOTS; k++)
        reval_free(c->ev[k]);
    free(c);
}

size_t recheck_kept(const recheck *c)
{
    size_t n = 0;
    for (size_t k = 0; k < RECHECK_SLOTS; k++)
        n += c->ev[k] != NULL ? reval_kept(c->ev[k]) : 0;
    return n;
}

bool recheck_accepts(recheck *c, const problem *p, size_t g,
                     const cert_node *cert, long prec, recheck_report *report)
{
    recheck_report own;
    if (g >= p->ngoals || prec < LIMIT_PREC_MIN || prec > LIMIT_PREC_MAX || p->pool != c->pool)
        return false;
    recheck_report_init(&own);
    statement s = {p->goal[g].e, p->goal[g].strict, p->hyp, p->nhyps, p->box};
    c->nvars = p->nvars;
    c->prec = prec;
    c->depth = c->path_len = 0;
    c->path[0] = '\0';
    c->report = report != NULL ? report : &own;
    bool ok = judge(c, &s, cert);
    c->report = NULL;
    recheck_report_clear(&own);
    return ok;
}

void recheck_enclose(recheck *c, expr f, const range *box, int nvars, long prec,
                     rrange *value)
{
    reval *e = of_precision(c, prec);
    reval_set_hyps(e, NULL, 0);
    reval_set_box(e, box, nvars);
    rrange_set(value, reval_enclose(e, f));
}

bool recheck_continuous(recheck *c, expr f, const range *box, int nvars,
                        long prec)
{
    reval *e = of_precision(c, prec);
    reval_set_hyps(e, NULL, 0);
    reval_set_box(e, box, nvars);
    return reval_continuous(e, f);
}

/* ---- refutation --------------------------------------------------------- */

/* At the point that e's box is: all hypotheses certainly hold, and the goal
 * certainly does not.  *holds: certainly it does, so more bits are in vain.
 * A zero by normal forms counts only where the last bits show no other. */
static bool violated(recheck *c, reval *e, const problem *p,
                     const sign_condition *goal, const range *at, bool last,
                     rrange *value, bool *holds)
{
    for (size_t k = 0; k < p->nhyps; k++) {
        const rrange *h = reval_enclose(e, p->hyp[k].e);
        if (!(p->hyp[k].strict ? rrange_pos(h) : rrange_nonneg(h)))
            return false;
    }
    rrange_set(value, reval_enclose(e, goal->e));
    *holds = goal->strict ? rrange_pos(value) : rrange_nonneg(value);
    if (goal->strict ? rrange_nonpos(value) : rrange_neg(value))
        return true;
    if (!goal->strict || !last || !value->ok || rrange_nonzero(value))
        return false;
    expr f = goal->e;
    for (int i = 0; i < p->nvars && f != EXPR_NONE; i++)
        f = expr_subst(c->pool, f, i, expr_q(c->pool, at[i].lo));
    exact *x = recheck_exact(c, e);
    bool zero = f != EXPR_NONE && exact_is_zero(x, f);
    exact_free(x);
    if (zero)
        rrange_set_si(value, 0);
    return zero;
}

bool recheck_refutes(recheck *c, const problem *p, size_t g, mpq_t *x,
                     long max_prec, rrange *value)
{
    if (g >= p->ngoals || p->pool != c->pool)
        return false;
    for (int i = 0; i < p->nvars; i++)
        if (!range_contains_q(&p->box[i], x[i]))
            return false;
    range *at = xcalloc((size_t)p->nvars + 1, sizeof *at);
    for (int i = 0; i < p->nvars; i++) {
        range_init(&at[i]);
        mpq_set(at[i].lo, x[i]);
        mpq_set(at[i].hi, x[i]);
    }
    bool found = false, holds = false;
    for (long prec = 64; prec <= max_prec && !found && !holds; prec *= 2) {
        reval *e = of_precision(c, prec);
        reval_set_hyps(e, NULL, 0);
        reval_set_box(e, at, p->nvars);
        found = violated(c, e, p, &p->goal[g], at, prec > max_prec / 2, value,
                         &holds);
    }
    for (int i = 0; i < p->nvars; i++)
        range_clear(&at[i]);
    free(at);
    return found;
}
