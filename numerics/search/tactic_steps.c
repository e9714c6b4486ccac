/* Functions with jumps: bounds that have none in their place, or a box between
 * jumps.  Believed: nothing; the checker tries each answer. */
#include "tactics.h"


enum {
    STEPS = 8,
    MOST_JUMPS = 4096 /* on one box */
};

/* w's values on g's box, where there is more than one; *n of them. */
static bool is_open(searcher *s, const goal *g, expr w, mpz_t lo, long *n)
{
    eval *e = eval_new(s->p->pool, 128);
    mpz_t hi;
    mpz_init(hi);
    eval_set_hyps(e, g->hyp, g->nhyps);
    eval_set_box(e, g->box, s->p->nvars);
    iv_srcptr v = eval_enclose(e, w);
    bool open = iv_is_defined(v) && !iv_is_point(v);
    *n = 0;
    if (open && iv_is_bounded(v)) {
        mpfr_get_z(lo, iv_lower(v), MPFR_RNDD);
        mpfr_get_z(hi, iv_upper(v), MPFR_RNDU);
        mpz_sub(hi, hi, lo);
        *n = mpz_cmp_ui(hi, MOST_JUMPS) <= 0 ? mpz_get_si(hi) + 1 : 0;
    }
    mpz_clear(hi);
    eval_free(e);
    return open;
}

/* f with u - 1 or u for floor u, where f is linear in it. */
static cert_node *by_bound(searcher *s, const goal *g, expr w)
{
    expr part[2] = {w, EXPR_NONE}, a;
    if (!search_rewrite_is_linear(s, g, w, &a, &part[1]))
        return NULL;
    int sign = search_rewrite_sign(s, g, part[1]);
    bool floors = expr_get(s->p->pool, w)->op == EXPR_FLOOR;
    if (sign == 0)
        return NULL;
    cert_node *c = search_node(CERT_ROUNDED, part, 2);
    c->order = g->strict && floors == (sign > 0) ? 2 * sign : sign;
    size_t old = search_effort_lend(s, 3);
    c = search_prove_node(s, g, c);
    search_effort_restore(s, old);
    return c;
}

/* u = a + b x_i with rational a and b: where is it k? */
static bool solve(searcher *s, expr u, int i, mpz_srcptr k, mpq_t q, int *rises)
{
    expr_pool *p = s->p->pool;
    expr b = expr_diff(p, u, i), a = expr_subst(p, u, i, expr_si(p, 0));
    if (a == EXPR_NONE || b == EXPR_NONE || !expr_is_const(p, a) ||
        !expr_is_const(p, b) || expr_is_si(p, b, 0))
        return false;
    *rises = mpq_sgn(expr_const_value(p, b));
    mpq_set_z(q, k);
    mpq_sub(q, q, expr_const_value(p, a));
    mpq_div(q, q, expr_const_value(p, b));
    return true;
}

/* The claim, tried at a jump: it may fail there alone. */
static bool fails_at(searcher *s, const goal *g, int i, mpq_srcptr q)
{
    int n = s->p->nvars;
    mpq_t x[EXPR_MAX_VARS];
    for (int j = 0; j < n; j++) {
        mpq_init(x[j]);
        if (j == i)
            mpq_set(x[j], q);
        else if (!search_exact_middle(x[j], &g->box[j], false))
            mpq_set(x[j], g->box[j].lo);
    }
    bool found = search_refute_exact(s, x, 128);
    for (int j = 0; j < n; j++)
        mpq_clear(x[j]);
    return found;
}

/* A cut at the middle one of w's jumps. */
static cert_node *by_cut(searcher *s, const goal *g, expr w, mpz_t lo, long n)
{
    expr_node x = *expr_get(s->p->pool, w);
    int i = 0, rises = 0;
    while (i < s->p->nvars && x.vars != UINT64_C(1) << i)
        i++;
    if (i == s->p->nvars || n < 2)
        return NULL;
    bool floors = x.op == EXPR_FLOOR;
    cert_node *c = search_leaf(CERT_CUT);
    mpz_add_ui(lo, lo, (unsigned long)(floors ? n / 2 : (n - 1) / 2));
    c->var = i;
    c->has_q = solve(s, x.arg[0], i, lo, c->q, &rises);
    if (!c->has_q || fails_at(s, g, i, c->q)) {
        cert_free(c);
        return NULL;
    }
    c->order = floors == (rises > 0) ? 1 : -1;
    return search_prove_node(s, g, c);
}

cert_node *tactic_steps(searcher *s, const goal *g, const tactic_view *v)
{
    expr step[STEPS];
    cert_node *c = NULL;
    mpz_t lo;
    long n;
    (void)v;
    mpz_init(lo);
    size_t have = expr_steps(s->p->pool, g->f, step, STEPS);
    for (size_t k = 0; k < have && k < STEPS && c == NULL; k++)
        if (is_open(s, g, step[k], lo, &n))
            c = by_bound(s, g, step[k]);
    for (size_t k = 0; k < have && k < STEPS && c == NULL; k++)
        if (is_open(s, g, step[k], lo, &n))
            c = by_cut(s, g, step[k], lo, n);
    mpz_clear(lo);
    return c;
}
