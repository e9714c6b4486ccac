/* Integrals whose integrand has a sign of its own, as it stands, after what is
 * outside is taken inside, by parts, or with its mirror image.  Believed:
 * nothing; the checker tries each answer. */
#include "tactics.h"

#include "search_terms.h"

#include <stdlib.h>

enum {
    GUESSES = 8,
    DEEPEST = 40,
    LITTLE = 100000, /* effort at the root for all guesses, at first */
    MUCH = 10000000
};

/* A variable that the goal does not have, from the last one on; or -1. */
static int free_variable(const searcher *s, const goal *g)
{
    uint64_t vars = expr_vars(s->p->pool, g->f);
    for (size_t j = 0; j < g->nhyps; j++)
        vars |= expr_vars(s->p->pool, g->hyp[j].e);
    for (int i = s->p->nvars - 1; i >= 0; i--)
        if ((vars >> i & 1) == 0)
            return i;
    return -1;
}

/* The first integral; EXPR_NONE where there is none. */
static expr first_integral(const expr_pool *pool, expr f)
{
    size_t n;
    expr found = EXPR_NONE;
    expr *order = expr_postorder(pool, f, &n);
    for (size_t k = 0; k < n && found == EXPR_NONE; k++)
        if (expr_get(pool, order[k])->op == EXPR_INTEGRAL)
            found = order[k];
    free(order);
    return found;
}

static expr product(expr_pool *pool, expr a, expr b)
{
    return a != EXPR_NONE && b != EXPR_NONE ? expr_mul(pool, a, b) : EXPR_NONE;
}

/* b with h = a + x_t b, x_t read off sums and products alone; EXPR_NONE where it
 * stands nowhere so.  m is what h is multiplied by. */
static expr beside_variable(expr_pool *pool, expr h, int t, expr m, int depth)
{
    const expr_node x = *expr_get(pool, h);
    if (x.op == EXPR_VAR && x.p == t)
        return m;
    if ((x.vars >> t & 1) == 0 || depth == DEEPEST || m == EXPR_NONE)
        return EXPR_NONE;
    if (x.op == EXPR_NEG) {
        expr b = beside_variable(pool, x.arg[0], t, m, depth + 1);
        return b != EXPR_NONE ? expr_neg(pool, b) : EXPR_NONE;
    }
    if (x.op == EXPR_DIV)
        return beside_variable(pool, x.arg[0], t, expr_div(pool, m, x.arg[1]),
                               depth + 1);
    if (x.op == EXPR_MUL) {
        expr b = beside_variable(pool, x.arg[0], t,
                                 product(pool, m, x.arg[1]), depth + 1);
        return b != EXPR_NONE
                   ? b
                   : beside_variable(pool, x.arg[1], t,
                                     product(pool, m, x.arg[0]), depth + 1);
    }
    if (x.op != EXPR_ADD && x.op != EXPR_SUB)
        return EXPR_NONE;
    expr a = beside_variable(pool, x.arg[0], t, m, depth + 1);
    expr b = beside_variable(pool, x.arg[1], t, m, depth + 1);
    if (b == EXPR_NONE)
        return a;
    if (a == EXPR_NONE)
        return x.op == EXPR_ADD ? b : expr_neg(pool, b);
    return x.op == EXPR_ADD ? expr_add(pool, a, b) : expr_sub(pool, a, b);
}

/* The node over x_t with G = part, its child's goals not proved. */
static cert_node *node_with(expr part, int t, bool fold)
{
    cert_node *c = search_node(CERT_INTEGRAND, &part, 1);
    c->var = t;
    c->order = fold ? 2 : 1;
    return c;
}

/* The goal of the rule's child k with G = 0: the integrand, or what is before the
 * integrals. */
static expr plain_child(searcher *s, const goal *g, int t, int k)
{
    goal sub;
    cert_node *c = node_with(expr_si(s->p->pool, 0), t, false);
    expr r = search_goal_child(s, g, c, k, &sub) ? sub.f : EXPR_NONE;
    search_goal_clear(&sub, s->p->nvars);
    cert_free(c);
    return r;
}

/* G = -c (x_t - a)/(b - a): what is outside, spread over the range. */
static expr spread(expr_pool *pool, const expr_node *n, expr c, int t)
{
    expr way = expr_sub(pool, expr_var(pool, t), n->arg[0]);
    expr length = expr_sub(pool, n->arg[1], n->arg[0]);
    return n->q == 0 ? expr_neg(pool, expr_div(pool, product(pool, c, way),
                                               length))
                     : EXPR_NONE;
}

/* G = -c K, K the integrand's exponential, 1 at the one finite end and 0 at the
 * infinite one. */
static expr faded(expr_pool *pool, const expr_node *n, expr c, expr h, int t)
{
    expr k[4];
    uint64_t exps = UINT64_C(1) << EXPR_EXP;
    if (n->q == 0 || n->q == (EXPR_FROM_INF | EXPR_TO_INF) ||
        search_rewrite_nodes(pool, h, exps, k, 4) == 0)
        return EXPR_NONE;
    bool up = (n->q & EXPR_TO_INF) != 0;
    expr at = expr_subst(pool, k[0], t, n->arg[up ? 0 : 1]);
    expr g = product(pool, c, k[0]);
    g = at != EXPR_NONE && g != EXPR_NONE ? expr_div(pool, g, at) : EXPR_NONE;
    return up || g == EXPR_NONE ? g : expr_neg(pool, g);
}

static size_t guesses(searcher *s, const goal *g, int t, expr *out)
{
    expr_pool *pool = s->p->pool;
    const expr_node n = *expr_get(pool, first_integral(pool, g->f));
    expr zero = expr_si(pool, 0), c = plain_child(s, g, t, 1);
    expr h = plain_child(s, g, t, 0);
    size_t k = 0;
    if (c == EXPR_NONE || h == EXPR_NONE)
        return 0;
    if (c == zero) {
        expr b = beside_variable(pool, h, t, expr_si(pool, 1), 0);
        out[k++] = zero;
        if (b != EXPR_NONE && n.q == (EXPR_FROM_INF | EXPR_TO_INF))
            out[k++] = expr_neg(pool, b);
        return k;
    }
    expr tried[] = {spread(pool, &n, c, t), faded(pool, &n, c, h, t), zero};
    for (size_t j = 0; j < sizeof tried / sizeof *tried; j++)
        if (tried[j] != EXPR_NONE)
            out[k++] = tried[j];
    return k;
}

/* A proof by one G, both ways. */
static cert_node *by(searcher *s, const goal *g, int t, expr part)
{
    cert_node *c = NULL;
    for (int fold = 0; fold < 2 && c == NULL; fold++) {
        cert_node *own = node_with(part, t, fold == 1);
        goal sub;
        bool can = search_goal_child(s, g, own, 0, &sub);
        search_goal_clear(&sub, s->p->nvars);
        if (!can || search_out_of_budget(s)) {
            cert_free(own);
            continue;
        }
        size_t end = search_effort_lend(s, 3);
        c = search_prove_node(s, g, own);
        search_effort_restore(s, end);
    }
    return c;
}

static cert_node *by_any(searcher *s, const goal *g, int t, const expr *part,
                         size_t n)
{
    cert_node *c = NULL;
    for (size_t k = 0; k < n && c == NULL && !search_out_of_budget(s); k++)
        c = by(s, g, t, part[k]);
    return c;
}

static cert_node *by_guesses(searcher *s, const goal *g);

/* Either branch of a kink outside the integrals, where G could not be smooth. */
static cert_node *by_cases(searcher *s, const goal *g)
{
    expr kink[4];
    size_t n = expr_kinks(s->p->pool, g->f, kink, 4), k = 0;
    while (k < n && k < 4 && !search_kink_is_open(s, g, kink[k]))
        k++;
    if (k == n || k == 4 || s->level > 0)
        return NULL;
    cert_node *c = search_leaf(CERT_CASES);
    c->order = (int)k;
    for (int j = 0; j < 2; j++) {
        goal t;
        if (search_goal_child(s, g, c, j, &t))
            c->child[j] = by_guesses(s, &t);
        search_goal_clear(&t, s->p->nvars);
        if (c->child[j] == NULL) {
            cert_free(c);
            return NULL;
        }
    }
    return search_keep_if(s, g, c);
}

/* Recursion: each case has a kink less. */
static cert_node *by_guesses(searcher *s, const goal *g)
{
    expr part[GUESSES];
    cert_node *c = NULL;
    int t = free_variable(s, g);
    if (t < 0 || first_integral(s->p->pool, g->f) == EXPR_NONE)
        return NULL;
    size_t n = guesses(s, g, t, part);
    if (s->level > 0)
        return by_any(s, g, t, part, n);
    s->level = 1; /* its children are other functions than the root's goal */
    size_t end = s->effort_end;
    for (int k = 0; k < 2 && c == NULL; k++) {
        size_t most = k == 0 ? LITTLE : MUCH;
        if (search_effort_left(s) > most)
            s->effort_end = s->effort + most;
        c = by_any(s, g, t, part, n);
        s->effort_end = end;
    }
    s->level = 0;
    return c != NULL ? c : by_cases(s, g);
}

cert_node *tactic_integrand(searcher *s, const goal *g, const tactic_view *v)
{
    (void)v;
    return by_guesses(s, g);
}
