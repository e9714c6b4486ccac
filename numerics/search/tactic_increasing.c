/* Both sides under an increasing function: logarithms of exponentials and of
 * powers, exponentials of logarithms, powers of roots.  Believed: nothing; the
 * checker tries each answer. */
#include "tactics.h"

#include "search_terms.h"

static const uint64_t EXPS = UINT64_C(1) << EXPR_EXP;
static const uint64_t EXP_LIKE =
    UINT64_C(1) << EXPR_EXP | UINT64_C(1) << EXPR_EXPM1 |
    UINT64_C(1) << EXPR_COSH | UINT64_C(1) << EXPR_SINH |
    UINT64_C(1) << EXPR_TANH;
static const uint64_t LOGS = UINT64_C(1) << EXPR_LOG;
static const uint64_t ROOTS = UINT64_C(1) << EXPR_SQRT | UINT64_C(1)
                                                             << EXPR_ROOT;

/* Whose logarithms are no simpler than they are. */
static const uint64_t TAILS = UINT64_C(1) << EXPR_ERF |
                              UINT64_C(1) << EXPR_ERFC |
                              UINT64_C(1) << EXPR_PHI;

/* a <= b as u(a) <= u(b); rest is u(b) - u(a), written out. */
typedef struct {
    expr a, b, u, rest;
    bool line, open; /* on all of R; or from 0 on, without 0 */
} comparison;

static size_t count(const searcher *s, expr f, uint64_t ops)
{
    expr e[16];
    return search_rewrite_nodes(s->p->pool, f, ops, e, 16);
}

/* The node for b - a, proved. */
static cert_node *compare(searcher *s, const goal *g, const comparison *m)
{
    cert_node *c = search_node(CERT_INCREASING, &m->u, 1);
    range r;
    range_init(&r);
    r.lo_inf = m->line;
    r.hi_inf = r.hi_open = true;
    r.lo_open = m->line || m->open;
    cert_set_range(c, &r);
    range_clear(&r);
    for (int k = 0; k < 2; k++) {
        goal t;
        if (search_goal_child(s, g, c, k, &t)) {
            if (k == 0 || t.f == m->rest)
                c->child[k] = search_prove(s, &t);
            else
                c->child[k] = search_prove_node(
                    s, &t, search_node(CERT_PRODUCT, &m->rest, 1));
        }
        search_goal_clear(&t, s->p->nvars);
        if (c->child[k] == NULL) {
            cert_free(c);
            return NULL;
        }
    }
    return search_keep_if(s, g, c);
}

static cert_node *try_comparison(searcher *s, const goal *g,
                                 const comparison *m)
{
    expr d = expr_sub(s->p->pool, m->b, m->a);
    if (d == EXPR_NONE || m->rest == EXPR_NONE ||
        expr_get(s->p->pool, d)->op != EXPR_SUB)
        return NULL;
    if (d == g->f)
        return compare(s, g, m);
    cert_node *top = search_node(CERT_PRODUCT, &d, 1);
    goal t;
    if (search_goal_child(s, g, top, 0, &t))
        top->child[0] = compare(s, &t, m);
    search_goal_clear(&t, s->p->nvars);
    if (top->child[0] != NULL)
        return search_keep_if(s, g, top);
    cert_free(top);
    return NULL;
}

/* Term k by itself on one side: a and b. */
static void sides(searcher *s, const search_terms *t, size_t k, comparison *m)
{
    expr rest = search_terms_but(s->p->pool, t, k, -t->sign[k]);
    m->a = t->sign[k] > 0 ? rest : t->e[k];
    m->b = t->sign[k] > 0 ? t->e[k] : rest;
}

static bool by_log(searcher *s, const goal *g, eval *e, comparison *m)
{
    expr_pool *pool = s->p->pool;
    if (count(s, g->f, TAILS) > 0 || !iv_certainly_pos(eval_enclose(e, m->a)) ||
        !iv_certainly_pos(eval_enclose(e, m->b)))
        return false;
    m->open = true;
    m->u = expr_unary(pool, EXPR_LOG, expr_var(pool, 0));
    m->rest = expr_sub(pool, search_terms_log(pool, e, m->b),
                       search_terms_log(pool, e, m->a));
    return count(s, m->rest, EXPS) < count(s, g->f, EXPS);
}

static bool by_exp(searcher *s, const goal *g, comparison *m)
{
    expr_pool *pool = s->p->pool;
    m->line = true;
    m->u = expr_unary(pool, EXPR_EXP, expr_var(pool, 0));
    m->rest = expr_sub(pool, search_terms_exp(pool, m->b),
                       search_terms_exp(pool, m->a));
    size_t logs = count(s, g->f, LOGS); /* several: a sum's, taken before */
    return count(s, m->rest, LOGS) < logs &&
           (logs == 1 || s->p->nvars == 1 ||
            count(s, m->rest, EXPS) <= count(s, g->f, EXPS));
}

static bool by_power(searcher *s, const goal *g, eval *e, expr root,
                     comparison *m)
{
    expr_pool *pool = s->p->pool;
    const expr_node *x = expr_get(pool, root);
    long n = x->op == EXPR_SQRT ? 2 : x->q;
    if (n > 8 || !iv_certainly_nonneg(eval_enclose(e, m->a)) ||
        !iv_certainly_nonneg(eval_enclose(e, m->b)))
        return false;
    m->u = expr_pow_si(pool, expr_var(pool, 0), n);
    m->rest = expr_sub(pool, search_terms_power(pool, m->b, n),
                       search_terms_power(pool, m->a, n));
    return count(s, m->rest, ROOTS) < count(s, g->f, ROOTS);
}

/* Do others than term k have exponentials?  A sum's logarithm is no simpler. */
static bool has_other(const searcher *s, const search_terms *t, size_t k)
{
    bool other = false;
    for (size_t j = 0; j < t->n; j++)
        other = other || (j != k && count(s, t->e[j], EXP_LIKE) > 0);
    return other;
}

/* Have all others that have exponentials the other sign?  The logarithm of a sum
 * of exponentials has a slope without the largest of them. */
static bool is_alone(const searcher *s, eval *e, const search_terms *t,
                     size_t k)
{
    bool alone = true;
    for (size_t j = 0; j < t->n && alone; j++) {
        if (j == k || count(s, t->e[j], EXP_LIKE) == 0)
            continue;
        iv_srcptr v = eval_enclose(e, t->e[j]);
        alone = t->sign[j] == t->sign[k] ? iv_certainly_nonpos(v)
                                         : iv_certainly_nonneg(v);
    }
    return alone;
}

static bool find(searcher *s, const goal *g, eval *e, const search_terms *t,
                 size_t k, comparison *m)
{
    const expr_pool *pool = s->p->pool;
    expr root = search_terms_factor(pool, t->e[k], ROOTS);
    *m = (comparison){0};
    sides(s, t, k, m);
    if (m->a == EXPR_NONE || m->b == EXPR_NONE)
        return false;
    if (search_terms_factor(pool, t->e[k], EXPS) != EXPR_NONE)
        return (t->n == 2 || is_alone(s, e, t, k) || !has_other(s, t, k)) &&
               by_log(s, g, e, m);
    if (expr_get(pool, t->e[k])->op == EXPR_LOG &&
        count(s, t->e[k], EXP_LIKE) > 0)
        return by_exp(s, g, m);
    return root != EXPR_NONE && by_power(s, g, e, root, m);
}

/* Are both sides positive, wherever x_i lies in one half of its range? */
static bool positive_on_halves(eval *e, const goal *g, int i, int nvars,
                               mpq_srcptr middle, const comparison *m)
{
    goal t;
    bool ok = true;
    for (int half = 0; half < 2 && ok; half++) {
        search_goal_copy(&t, g, nvars);
        mpq_set(half == 0 ? t.box[i].hi : t.box[i].lo, middle);
        eval_set_box(e, t.box, nvars);
        ok = iv_certainly_pos(eval_enclose(e, m->a)) &&
             iv_certainly_pos(eval_enclose(e, m->b));
        search_goal_clear(&t, nvars);
    }
    eval_set_box(e, g->box, nvars);
    return ok;
}

/* A split after which both sides of a comparison are seen to be positive: of
 * m A + (1 - m) B, at m = 1/2. */
static cert_node *split_for(searcher *s, const goal *g, eval *e,
                            const comparison *m)
{
    cert_node *c = search_leaf(CERT_SPLIT);
    for (int i = 0; i < s->p->nvars; i++) {
        const range *r = &g->box[i];
        if (r->lo_inf || r->hi_inf || range_is_point(r))
            continue;
        mpq_add(c->q, r->lo, r->hi);
        mpq_div_2exp(c->q, c->q, 1);
        c->var = i;
        c->has_q = true;
        if (positive_on_halves(e, g, i, s->p->nvars, c->q, m))
            return c;
    }
    cert_free(c);
    return NULL;
}

/* Term k against a sum of others, which is positive on each half of a range
 * only. */
static cert_node *on_halves(searcher *s, const goal *g, eval *e,
                            const search_terms *t, size_t k)
{
    comparison m = {0};
    if (t->n < 3 || !is_alone(s, e, t, k) ||
        search_terms_factor(s->p->pool, t->e[k], EXPS) == EXPR_NONE)
        return NULL;
    sides(s, t, k, &m);
    if (m.a == EXPR_NONE || m.b == EXPR_NONE ||
        count(s, m.a, EXPS) + count(s, m.b, EXPS) < 2 ||
        (iv_certainly_pos(eval_enclose(e, m.a)) &&
         iv_certainly_pos(eval_enclose(e, m.b))))
        return NULL;
    return split_for(s, g, e, &m);
}

static cert_node *by_term(searcher *s, const goal *g, const search_terms *t,
                          size_t k, bool whole);

/* The same comparison on each half. */
static cert_node *prove_halves(searcher *s, const goal *g,
                               const search_terms *t, size_t k, cert_node *c)
{
    for (int half = 0; half < 2 && c != NULL; half++) {
        goal part;
        if (search_goal_child(s, g, c, half, &part))
            c->child[half] = by_term(s, &part, t, k, false);
        search_goal_clear(&part, s->p->nvars);
        if (c->child[half] == NULL) {
            cert_free(c);
            c = NULL;
        }
    }
    return c != NULL ? search_keep_if(s, g, c) : NULL;
}

/* Term k on one side; whole: not a half already. */
static cert_node *by_term(searcher *s, const goal *g, const search_terms *t,
                          size_t k, bool whole)
{
    comparison m;
    s->effort += EFFORT_TRY;
    eval *e = eval_new(s->p->pool, 128);
    eval_set_hyps(e, g->hyp, g->nhyps);
    eval_set_box(e, g->box, s->p->nvars);
    bool found = find(s, g, e, t, k, &m);
    cert_node *c = found || !whole ? NULL : on_halves(s, g, e, t, k);
    eval_free(e);
    return found ? try_comparison(s, g, &m) : prove_halves(s, g, t, k, c);
}

static cert_node *by_any_term(searcher *s, const goal *g)
{
    search_terms t;
    cert_node *c = NULL;
    if (!search_terms_of(s->p->pool, g->f, &t))
        return NULL;
    for (size_t k = 0; k < t.n && c == NULL && !search_out_of_budget(s); k++)
        c = by_term(s, g, &t, k, true);
    return c;
}

/* f without a number before it; NULL where there is none. */
static cert_node *without_number(const searcher *s, const goal *g)
{
    const expr_node x = *expr_get(s->p->pool, g->f);
    if (x.op != EXPR_MUL || !expr_is_const(s->p->pool, x.arg[0]) ||
        mpq_sgn(expr_const_value(s->p->pool, x.arg[0])) <= 0)
        return NULL;
    return search_rewrite_factor(g, x.arg[0], 1, x.arg[1]);
}

cert_node *tactic_increasing(searcher *s, const goal *g, const tactic_view *v)
{
    (void)v;
    if (s->p->nvars == 0 || expr_size(s->p->pool, g->f) > SEARCH_LARGE)
        return NULL;
    cert_node *c = without_number(s, g);
    if (c == NULL)
        return by_any_term(s, g);
    goal t;
    if (search_goal_child(s, g, c, 0, &t))
        c->child[0] = by_any_term(s, &t);
    search_goal_clear(&t, s->p->nvars);
    if (c->child[0] != NULL)
        return search_keep_if(s, g, c);
    cert_free(c);
    return NULL;
}
