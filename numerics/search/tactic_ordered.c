/* One power of two arguments: f(A, B), 0 where A = B, for arguments that are
 * ordered, or f above its tangent in A at B.  The arguments become variables,
 * so that no power of a sum is written out, whatever its exponent.  Believed:
 * nothing; the checker tries each answer. */
#include "tactics.h"

#include "search_terms.h"

#include <stdlib.h>

enum {
    PAIRS = 6,
    POWERS = 10,
    LEAST = 3,     /* lesser powers may as well be written out */
    FACT_SHARE = 8 /* of the effort, for what may well be false */
};

/* f with A as x_i and B as `at`: x_j, or B itself where j < 0. */
typedef struct {
    expr a, b, at, f;
    int i, j;
    bool a_open, b_open; /* what it is a power of is not 0 */
} ordered;

/* x_i in the place of a, where this is all that is left of x_i; or -1. */
static int stand_in(const searcher *s, expr f, expr a, expr *out)
{
    for (int i = 0; i < s->p->nvars; i++) {
        expr r = expr_replace(s->p->pool, f, a, expr_var(s->p->pool, i));
        if (r == EXPR_NONE || expr_subst(s->p->pool, r, i, a) != f)
            continue;
        *out = r;
        return i;
    }
    return -1;
}

/* Is it worth a variable? */
static bool is_compound(const expr_pool *pool, expr e)
{
    const expr_node *x = expr_get(pool, e);
    return x->op != EXPR_VAR && x->op != EXPR_CONST && x->vars != 0;
}

static bool abstract(const searcher *s, const goal *g, ordered *o)
{
    expr_pool *pool = s->p->pool;
    expr f;
    o->i = stand_in(s, g->f, o->a, &f);
    o->j = -1;
    o->at = o->b;
    o->f = f;
    if (o->i < 0 || (expr_vars(pool, o->b) >> o->i & 1) != 0)
        return false;
    if (!is_compound(pool, o->b))
        return true;
    o->j = stand_in(s, f, o->b, &o->f);
    o->at = o->j >= 0 ? expr_var(pool, o->j) : o->b;
    return o->j != o->i;
}

static void positive_range(range *r, bool open)
{
    mpq_set_ui(r->lo, 0, 1);
    r->lo_inf = false;
    r->lo_open = open;
    r->hi_inf = r->hi_open = true;
}

/* +1 or -1: the sign that e has for all positive x_i and x_j, and other
 * variables in their ranges; 0: none is seen. */
static int sign_of(const searcher *s, const goal *g, const ordered *o, expr e)
{
    goal t;
    int sign = 0;
    if (e == EXPR_NONE)
        return 0;
    search_goal_copy(&t, g, s->p->nvars);
    positive_range(&t.box[o->i], o->a_open);
    if (o->j >= 0)
        positive_range(&t.box[o->j], o->b_open);
    eval *ev = eval_new(s->p->pool, 64);
    eval_set_box(ev, t.box, s->p->nvars);
    iv_srcptr v = eval_enclose(ev, e);
    if (iv_certainly_nonneg(v))
        sign = 1;
    else if (iv_certainly_nonpos(v))
        sign = -1;
    eval_free(ev);
    search_goal_clear(&t, s->p->nvars);
    return sign;
}

/* The sum e without terms that cancel as they stand. */
static expr cancelled(expr_pool *pool, expr e)
{
    search_terms t;
    expr r = expr_si(pool, 0);
    if (!search_terms_of(pool, e, &t))
        return e;
    for (size_t k = 0; k < t.n; k++)
        for (size_t j = 0; j < k && t.sign[k] != 0; j++)
            if (t.e[j] == t.e[k] && t.sign[j] == -t.sign[k])
                t.sign[j] = t.sign[k] = 0;
    for (size_t k = 0; k < t.n; k++)
        if (t.sign[k] != 0)
            r = t.sign[k] > 0 ? expr_add(pool, r, t.e[k])
                              : expr_sub(pool, r, t.e[k]);
    return r != EXPR_NONE ? r : e;
}

/* ---- the node, from the top downward ---------------------------------------- */

static cert_node *by_tangent(searcher *s, const goal *g, const ordered *o,
                             int order)
{
    cert_node *c = search_node(CERT_TANGENT, &o->at, 1);
    c->var = o->i;
    c->order = order;
    goal t;
    if (search_goal_child(s, g, c, 0, &t))
        c->child[0] = search_keep_if(s, &t, search_leaf(CERT_NATURAL));
    search_goal_clear(&t, s->p->nvars);
    if (c->child[0] != NULL)
        return search_keep_if(s, g, c);
    cert_free(c);
    return NULL;
}

/* e >= 0 in other words. */
static cert_node *as(searcher *s, const goal *g, expr e)
{
    return search_prove_node(s, g, search_node(CERT_PRODUCT, &e, 1));
}

/* f(A, B) = f(B, B) + (f(A, B) - f(B, B)). */
static cert_node *on_variables(searcher *s, const goal *g, const ordered *o,
                               int order)
{
    expr_pool *pool = s->p->pool;
    expr e = expr_subst(pool, g->f, o->i, o->at);
    cert_node *c = by_tangent(s, g, o, order);
    if (c != NULL || e == EXPR_NONE)
        return c;
    expr rest = search_rewrite_simplified(s, g, e);
    c = search_node(CERT_SLACK, &e, 1);
    for (int k = 0; k < 2; k++) {
        goal t;
        if (search_goal_child(s, g, c, k, &t))
            c->child[k] = k == 1      ? by_tangent(s, &t, o, order)
                          : rest != e ? as(s, &t, rest)
                                      : search_prove(s, &t);
        search_goal_clear(&t, s->p->nvars);
        if (c->child[k] == NULL) {
            cert_free(c);
            return NULL;
        }
    }
    return search_keep_if(s, g, c);
}

/* x_i, then x_j, for A and B. */
static cert_node *with_variables(searcher *s, const goal *g, const ordered *o,
                                 int order, int stage)
{
    if (stage == 2 || (stage == 1 && o->j < 0))
        return on_variables(s, g, o, order);
    const expr a = stage == 0 ? o->a : o->b;
    cert_node *c = search_node(CERT_INSTANCE, &a, 1);
    range r;
    goal t;
    range_init(&r);
    c->var = stage == 0 ? o->i : o->j;
    positive_range(&r, stage == 0 ? o->a_open : o->b_open);
    cert_set_range(c, &r);
    range_clear(&r);
    if (search_goal_child(s, g, c, 0, &t))
        c->child[0] = with_variables(s, &t, o, order, stage + 1);
    search_goal_clear(&t, s->p->nvars);
    if (c->child[0] != NULL)
        return search_keep_if(s, g, c);
    cert_free(c);
    return NULL;
}

/* What is shown first: e[k] >= 0, or > 0; then the rest, with it. */
typedef struct {
    expr e[3];
    bool strict[3];
    size_t n;
} facts;

static cert_node *shown(searcher *s, const goal *g)
{
    expr e = cancelled(s->p->pool, g->f);
    cert_node *c = e != g->f ? as(s, g, e) : NULL;
    return c != NULL ? c : search_prove(s, g);
}

static cert_node *with_facts(searcher *s, const goal *g, const ordered *o,
                             int order, const facts *w, size_t k)
{
    if (k == w->n)
        return with_variables(s, g, o, order, 0);
    cert_node *c = search_node(CERT_FACT, &w->e[k], 1);
    c->order = w->strict[k];
    for (int j = 0; j < 2; j++) {
        goal t;
        size_t end = j == 0 ? search_effort_lend(s, FACT_SHARE) : s->effort_end;
        if (search_goal_child(s, g, c, j, &t))
            c->child[j] =
                j == 0 ? shown(s, &t) : with_facts(s, &t, o, order, w, k + 1);
        search_goal_clear(&t, s->p->nvars);
        search_effort_restore(s, end);
        if (c->child[j] == NULL) {
            cert_free(c);
            return NULL;
        }
    }
    return search_keep_if(s, g, c);
}

/* e > 0, or >= 0, where enclosures do not see it. */
static void ask_positive(const searcher *s, const goal *g, expr e, bool open,
                         facts *w)
{
    eval *ev = eval_new(s->p->pool, 128);
    eval_set_hyps(ev, g->hyp, g->nhyps);
    eval_set_box(ev, g->box, s->p->nvars);
    iv_srcptr v = eval_enclose(ev, e);
    if (!(open ? iv_certainly_pos(v) : iv_certainly_nonneg(v))) {
        w->e[w->n] = e;
        w->strict[w->n++] = open;
    }
    eval_free(ev);
}

/* Corner c of the box, where it is one of its points; hypotheses are not asked. */
static bool to_corner(const searcher *s, goal *t, unsigned c)
{
    for (int i = 0; i < s->p->nvars; i++) {
        range *r = &t->box[i];
        bool high = (c >> i & 1) != 0;
        if (high ? r->hi_inf || r->hi_open : r->lo_inf || r->lo_open)
            return false;
        mpq_set(high ? r->lo : r->hi, high ? r->hi : r->lo);
        r->lo_inf = r->hi_inf = r->lo_open = r->hi_open = false;
    }
    return true;
}

/* Is a fact false at a corner?  That is soon seen, and samples pass it over where
 * the fact is strict and the two sides meet there. */
static bool fails_at_corner(const searcher *s, const goal *g, const facts *w)
{
    enum {
        MOST = 4 /* variables */
    };
    bool fails = false;
    if (s->p->nvars > MOST || g->nhyps > 0)
        return false;
    eval *ev = eval_new(s->p->pool, 64);
    for (unsigned c = 0; c < 1u << s->p->nvars && !fails; c++) {
        goal t;
        search_goal_copy(&t, g, s->p->nvars);
        bool there = to_corner(s, &t, c);
        if (there)
            eval_set_box(ev, t.box, s->p->nvars);
        for (size_t k = 0; k < w->n && there && !fails; k++) {
            iv_srcptr v = eval_enclose(ev, w->e[k]);
            fails = w->strict[k] ? iv_certainly_nonpos(v) : iv_certainly_neg(v);
        }
        search_goal_clear(&t, s->p->nvars);
    }
    eval_free(ev);
    return fails;
}

static cert_node *by_pair(searcher *s, const goal *g, ordered *o)
{
    expr_pool *pool = s->p->pool;
    facts w = {.n = 0};
    s->effort += EFFORT_TRY;
    if (!abstract(s, g, o))
        return NULL;
    expr d = expr_diff(pool, o->f, o->i);
    int sign = sign_of(s, g, o, d), order = 1;
    if (sign == 0) {
        order = 2;
        d = d != EXPR_NONE ? expr_diff(pool, d, o->i) : EXPR_NONE;
        if (g->strict || sign_of(s, g, o, d) <= 0)
            return NULL;
    }
    expr between =
        sign > 0 ? expr_sub(pool, o->a, o->b) : expr_sub(pool, o->b, o->a);
    if (between == EXPR_NONE)
        return NULL;
    ask_positive(s, g, o->b, o->b_open, &w);
    ask_positive(s, g, o->a, o->a_open, &w);
    if (order == 1) {
        w.e[w.n] = between;
        w.strict[w.n++] = g->strict;
    }
    return fails_at_corner(s, g, &w) ? NULL : with_facts(s, g, o, order, &w, 0);
}

/* ---- which pairs ------------------------------------------------------------ */

typedef struct {
    expr base;
    long p, q;
} power;

static bool power_of(const expr_pool *pool, expr e, power *w)
{
    const expr_node *x = expr_get(pool, e);
    if (x->op != EXPR_POW && x->op != EXPR_ROOT)
        return false;
    *w = (power){x->arg[0], x->p, x->op == EXPR_ROOT ? x->q : 1};
    return w->p >= LEAST;
}

static size_t powers(const expr_pool *pool, expr f, power *w)
{
    size_t n, found = 0;
    expr *order = expr_postorder(pool, f, &n);
    for (size_t k = 0; k < n && found < POWERS; k++)
        found += power_of(pool, order[k], &w[found]);
    free(order);
    return found;
}

/* Whose (p/q)-th power v is: y^5 = (y^2)^(5/2). */
static expr same_power(expr_pool *pool, const power *v, long p, long q)
{
    if (v->p == p && v->q == q)
        return v->base;
    if (v->q == 1 && v->p * q % p == 0 && v->p * q / p > 1 && q > 1)
        return expr_pow_si(pool, v->base, v->p * q / p);
    return EXPR_NONE;
}

static cert_node *by_power(searcher *s, const goal *g, const power *w, size_t n,
                           size_t k)
{
    expr_pool *pool = s->p->pool;
    cert_node *c = NULL;
    if (expr_get(pool, w[k].base)->vars == 0)
        return NULL;
    for (size_t j = 0; j < n && c == NULL && !search_out_of_budget(s); j++) {
        expr b = n > 1 ? same_power(pool, &w[j], w[k].p, w[k].q)
                       : expr_si(pool, 1); /* beside a number */
        if (b == EXPR_NONE || b == w[k].base ||
            (!is_compound(pool, b) && !is_compound(pool, w[k].base)))
            continue; /* variables are ordered by conditions, if at all */
        ordered o = {.a = w[k].base, .b = b, .a_open = true, .b_open = true};
        c = by_pair(s, g, &o);
    }
    return c;
}

cert_node *tactic_ordered(searcher *s, const goal *g, const tactic_view *v)
{
    power w[POWERS];
    cert_node *c = NULL;
    (void)v;
    if (expr_integral_depth(s->p->pool, g->f) > 0 ||
        expr_size(s->p->pool, g->f) > SEARCH_LARGE)
        return NULL;
    size_t n = powers(s->p->pool, g->f, w);
    for (size_t k = 0; k < n && k < PAIRS && c == NULL; k++)
        c = by_power(s, g, w, n, k);
    return c;
}
