/* What a function grows by between two places of which one is the larger: its
 * slope's sign.  Believed: nothing; the checker tries each answer. */
#include "tactics.h"

enum {
    STEPS = 20000,
    SHALLOW = 2 /* levels at which an order is worth a proof */
};

/* u with a for x_i is w: what is a? */
typedef struct {
    const expr_pool *pool;
    int i;
    expr a; /* EXPR_NONE: not known yet */
    long steps;
} match;

static bool alike(match *m, expr u, expr w)
{
    const expr_node *x = expr_get(m->pool, u), *y = expr_get(m->pool, w);
    if ((x->vars >> m->i & 1) == 0)
        return u == w;
    if (x->op == EXPR_VAR) {
        bool new = m->a == EXPR_NONE;
        m->a = new ? w : m->a;
        return m->a == w;
    }
    if (x->op != y->op || x->nargs != y->nargs || x->p != y->p ||
        x->q != y->q || x->strict != y->strict || --m->steps < 0)
        return false;
    expr before = m->a;
    bool ok = x->op != EXPR_INTEGRAL || alike(m, x->arg[2], y->arg[2]);
    for (int k = 0; k < x->nargs && ok; k++)
        ok = alike(m, x->arg[k], y->arg[k]);
    if (ok || (x->op != EXPR_ADD && x->op != EXPR_MUL))
        return ok;
    m->a = before; /* sums and products are written in any order */
    return alike(m, x->arg[0], y->arg[1]) && alike(m, x->arg[1], y->arg[0]);
}

/* r's ends become b's where those are farther out. */
static void extend(range *r, const range *b)
{
    int low = r->lo_inf || b->lo_inf ? 1 : mpq_cmp(r->lo, b->lo);
    int high = r->hi_inf || b->hi_inf ? -1 : mpq_cmp(r->hi, b->hi);
    r->lo_open = low > 0 ? b->lo_open : r->lo_open && (low < 0 || b->lo_open);
    r->hi_open = high < 0 ? b->hi_open : r->hi_open && (high > 0 || b->hi_open);
    if (low > 0 && !b->lo_inf)
        mpq_set(r->lo, b->lo);
    if (high < 0 && !b->hi_inf)
        mpq_set(r->hi, b->hi);
    r->lo_inf = r->lo_inf || b->lo_inf;
    r->hi_inf = r->hi_inf || b->hi_inf;
    r->lo_open = r->lo_open || r->lo_inf;
    r->hi_open = r->hi_open || r->hi_inf;
}

/* The hull of x_i's range and a's values; false where these are not known. */
static bool reach(searcher *s, const goal *g, int i, expr a, range *r)
{
    const expr_node *x = expr_get(s->p->pool, a);
    if (x->op == EXPR_VAR) {
        range_set(r, &g->box[i]);
        extend(r, &g->box[x->p]);
        return true;
    }
    eval *e = eval_new(s->p->pool, 128);
    eval_set_hyps(e, g->hyp, g->nhyps);
    eval_set_box(e, g->box, s->p->nvars);
    iv_srcptr v = eval_enclose(e, a);
    bool ok = iv_is_defined(v);
    if (ok)
        eval_range_hull(r, &g->box[i], v);
    eval_free(e);
    return ok;
}

/* Has d (x_i - a) the goal's sign, as far as an enclosure tells? */
static bool ordered(searcher *s, const goal *g, int i, expr a, int d)
{
    expr x = expr_var(s->p->pool, i);
    expr f = d > 0 ? expr_sub(s->p->pool, x, a) : expr_sub(s->p->pool, a, x);
    eval *e = eval_new(s->p->pool, 128);
    eval_set_hyps(e, g->hyp, g->nhyps);
    eval_set_box(e, g->box, s->p->nvars);
    iv_srcptr v = eval_enclose(e, f);
    bool yes = g->strict ? iv_certainly_pos(v) : iv_certainly_nonneg(v);
    eval_free(e);
    return yes;
}

/* The order of the places first: that is soon seen. */
static cert_node *prove(searcher *s, const goal *g, cert_node *c)
{
    for (int k = 1; k >= 0; k--) {
        goal t;
        size_t end = search_effort_lend(s, 3);
        if (search_goal_child(s, g, c, k, &t))
            c->child[k] = search_prove(s, &t);
        search_goal_clear(&t, s->p->nvars);
        search_effort_restore(s, end);
        if (c->child[k] == NULL) {
            cert_free(c);
            return NULL;
        }
    }
    return search_keep_if(s, g, c);
}

static cert_node *between(searcher *s, const goal *g, int i, expr a)
{
    cert_node *c = NULL;
    range r;
    range_init(&r);
    bool ok = reach(s, g, i, a, &r);
    bool seen = ordered(s, g, i, a, 1) || ordered(s, g, i, a, -1);
    bool asked = g->nhyps > 0 && s->level < SHALLOW;
    for (int dir = 1; ok && dir >= -1 && c == NULL; dir -= 2) {
        if (seen ? !ordered(s, g, i, a, dir) : !asked)
            continue;
        cert_node *n = search_node(CERT_INCREMENT, &a, 1);
        n->var = i;
        n->order = dir;
        cert_set_range(n, &r);
        c = prove(s, g, n);
    }
    range_clear(&r);
    return c;
}

cert_node *tactic_increment(searcher *s, const goal *g, const tactic_view *v)
{
    (void)v;
    const expr_node x = *expr_get(s->p->pool, g->f);
    cert_node *c = NULL;
    if (x.op != EXPR_SUB || expr_get(s->p->pool, x.arg[0])->op == EXPR_VAR)
        return NULL; /* the order of two places is its own increment */
    s->level++;      /* what runs before all else would else never end */
    for (int i = 0; i < s->p->nvars && c == NULL; i++) {
        match m = {s->p->pool, i, EXPR_NONE, STEPS};
        if ((expr_vars(s->p->pool, x.arg[0]) >> i & 1) != 0 &&
            alike(&m, x.arg[0], x.arg[1]) && m.a != EXPR_NONE &&
            expr_subst(s->p->pool, x.arg[0], i, m.a) == x.arg[1])
            c = between(s, g, i, m.a);
    }
    s->level--;
    return c;
}
