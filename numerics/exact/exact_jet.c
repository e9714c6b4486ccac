/* Taylor coefficients in x_i at x_i = p, as ring elements.
 *
 * For a node f let f_k be its k-th coefficient, a function of the other
 * variables y.  Let D be the y at which every node that f needs is defined
 * and has k-1 continuous derivatives in x_i at (p(y), y), within the box.
 * Each f_k is represented (see exact_internal.h) on D.  f_0 is the normal
 * form of f with x_i := p; the rest follow from the classical recurrences
 * (Moore, Methods and Applications of Interval Analysis, ch. 3; Griewank and
 * Walther, Evaluating Derivatives, ch. 13), whose divisors are values that
 * are nonzero wherever the node is defined and smooth: the denominator of a
 * quotient, a logarithm's argument, 1 + u^2, and a root's argument, which
 * must be certainly positive (a root is not smooth at 0).  A kink is decided
 * on the whole box, as interval evaluation decides it, or strictly at p. */
#include "exact_laws.h"
#include "../base/memory.h"

#include <stdlib.h>

typedef struct {
    exact *x;
    int i, m;
    expr p;
    exact_table table; /* expr -> exact_jet */
} jets;

bool exact_jet_constant(exact *x, exact_ring_ptr r, expr e)
{
    exact_ring_srcptr v = exact_normal(x, e);
    if (v != NULL)
        exact_ring_set(x, r, v);
    return v != NULL;
}

/* ---- one node ---------------------------------------------------------- */

static exact_jet *get(jets *s, expr f)
{
    void **v = exact_table_find(&s->table, f);
    return v != NULL ? *v : NULL;
}

static bool positive(jets *s, expr on_box, const exact_jet *u)
{
    return exact_expr_sign(s->x, on_box) == SIGN_POS ||
           exact_expr_sign(s->x, u->at) == SIGN_POS ||
           exact_expr_sign_ring(s->x, &u->c[0]) == SIGN_POS;
}

static bool apply(jets *s, exact_jet *r, const expr_node *n)
{
    exact *x = s->x;
    const exact_jet *a = get(s, n->arg[0]);
    const exact_jet *b = n->nargs > 1 ? get(s, n->arg[1]) : NULL;
    const exact_laws *laws = exact_laws_of((expr_op)n->op);
    if (laws != NULL)
        return laws->series(x, s->m, r, n, a);
    switch ((expr_op)n->op) {
    case EXPR_NEG:
        for (int k = 0; k < s->m; k++)
            exact_ring_neg(x, &r->c[k], &a->c[k]);
        return true;
    case EXPR_ADD:
    case EXPR_SUB:
        for (int k = 0; k < s->m; k++)
            if (!(n->op == EXPR_ADD ? exact_ring_add : exact_ring_sub)(
                    x, &r->c[k], &a->c[k], &b->c[k]))
                return false;
        return true;
    case EXPR_MUL:
        return exact_series_mul(x, s->m, r->c, a->c, b->c);
    case EXPR_DIV:
        return exact_series_div(x, s->m, r->c, a->c, b->c);
    case EXPR_POW:
        return exact_series_pow(x, s->m, r->c, a->c, n->p);
    case EXPR_ROOT:
    case EXPR_SQRT:
        if (!positive(s, n->arg[0], a) || !exact_jet_constant(s->x, &r->c[0], r->at))
            return false;
        return n->op == EXPR_SQRT
                   ? exact_series_root(x, s->m, r->c, a->c, 1, 2)
                   : exact_series_root(x, s->m, r->c, a->c, n->p, n->q);
    default:
        return false;
    }
}

/* ---- kinks ------------------------------------------------------------- */

/* The sign of u on the box; failing that a strict one at x_i = p, which by
 * continuity holds near by (u has a jet, so it is continuous). */
static exact_sign kink_sign(jets *s, expr on_box, expr at)
{
    exact_sign t = exact_expr_sign(s->x, on_box);
    if (t != SIGN_UNKNOWN)
        return t;
    t = exact_expr_sign(s->x, at);
    return t == SIGN_POS || t == SIGN_NEG ? t : SIGN_UNKNOWN;
}

/* The operand that a kink equals, *minus when negated; EXPR_NONE when it is
 * not decided.  Operands of ABS, MIN and MAX have jets already. */
static expr decide(jets *s, const expr_node *n, bool *minus)
{
    expr_pool *pool = s->x->pool;
    exact_sign t;
    *minus = false;
    if (n->op == EXPR_IF) {
        t = exact_expr_sign(s->x, n->arg[0]);
        if (t == SIGN_POS || (t == SIGN_NONNEG && !n->strict))
            return n->arg[1];
        if (t == SIGN_NEG || (t == SIGN_NONPOS && n->strict))
            return n->arg[2];
        return EXPR_NONE;
    }
    if (n->op == EXPR_ABS) {
        t = kink_sign(s, n->arg[0], get(s, n->arg[0])->at);
        *minus = t == SIGN_NEG || t == SIGN_NONPOS;
        return t == SIGN_UNKNOWN ? EXPR_NONE : n->arg[0];
    }
    t = kink_sign(s, expr_sub(pool, n->arg[0], n->arg[1]),
                  expr_sub(pool, get(s, n->arg[0])->at, get(s, n->arg[1])->at));
    if (t == SIGN_UNKNOWN)
        return EXPR_NONE;
    bool first_larger = t == SIGN_POS || t == SIGN_NONNEG;
    return first_larger == (n->op == EXPR_MAX) ? n->arg[0] : n->arg[1];
}

static bool is_kink(const expr_node *n)
{
    return n->op == EXPR_ABS || n->op == EXPR_MIN || n->op == EXPR_MAX ||
           n->op == EXPR_IF;
}

/* ---- the walk ---------------------------------------------------------- */

static exact_jet *store(jets *s, expr f, expr at)
{
    exact_jet *r = xmalloc(sizeof *r);
    r->at = at;
    r->c = exact_series_new(s->x, s->m);
    exact_table_put(&s->table, f, r);
    return r;
}

/* A node without x_i, or x_i itself. */
static bool leaf(jets *s, expr f, const expr_node *n)
{
    bool var = n->op == EXPR_VAR && n->p == s->i;
    exact_jet *r = store(s, f, var ? s->p : f);
    if (var && s->m > 1)
        exact_ring_set_si(s->x, &r->c[1], 1);
    return exact_jet_constant(s->x, &r->c[0], r->at);
}

static bool kink(jets *s, expr f, const expr_node *n, expr *next)
{
    bool minus;
    expr e = decide(s, n, &minus);
    *next = EXPR_NONE;
    if (e == EXPR_NONE)
        return false;
    const exact_jet *a = get(s, e);
    if (a == NULL) { /* an IF's branch */
        *next = e;
        return true;
    }
    exact_jet *r = store(s, f, minus ? expr_neg(s->x->pool, a->at) : a->at);
    for (int k = 0; k < s->m; k++)
        if (minus)
            exact_ring_neg(s->x, &r->c[k], &a->c[k]);
        else
            exact_ring_set(s->x, &r->c[k], &a->c[k]);
    return true;
}

/* An integral: the k-th derivative by Leibniz, at x_i = p, over k!.  With kinks
 * it is not said which side of them p is on. */
static bool integral(jets *s, expr f, const expr_node *n)
{
    expr_pool *pool = s->x->pool;
    exact_jet *r = store(s, f, expr_subst(pool, f, s->i, s->p));
    expr d = f;
    fmpq_t over;
    fmpz_t next;
    bool ok = r->at != EXPR_NONE && !expr_integral_has_kinks(pool, n->arg[2]);
    fmpz_init(next);
    fmpq_init(over);
    fmpq_one(over);
    for (int k = 0; k < s->m && ok; k++) {
        exact_ring_srcptr v =
            exact_normal(s->x, expr_subst(pool, d, s->i, s->p));
        ok = v != NULL && exact_ring_mul_q(s->x, &r->c[k], v, over);
        fmpz_set_si(next, k + 1);
        fmpq_div_fmpz(over, over, next);
        d = ok ? expr_diff(pool, d, s->i) : EXPR_NONE;
        ok = ok && d != EXPR_NONE && !expr_integral_has_kinks(pool, d);
    }
    fmpq_clear(over);
    fmpz_clear(next);
    return ok;
}

static bool inner(jets *s, expr f, const expr_node *n)
{
    expr arg[3] = {0};
    for (int k = 0; k < n->nargs; k++)
        arg[k] = get(s, n->arg[k])->at;
    expr at = expr_make(s->x->pool, (expr_op)n->op, arg, n->p, n->q, n->strict);
    return at != EXPR_NONE && apply(s, store(s, f, at), n);
}

/* The node on top of a stack: true when done with it, *next an operand to do
 * first; *ok false to give up. */
static bool visit(jets *s, expr f, expr *next, bool *ok)
{
    expr_node n = *expr_get(s->x->pool, f); /* copied: the pool grows */
    *next = EXPR_NONE;
    if (get(s, f) != NULL)
        return true;
    if ((n.vars >> s->i & 1) == 0 || n.op == EXPR_VAR) {
        *ok = leaf(s, f, &n);
        return true;
    }
    if (n.op == EXPR_INTEGRAL) {
        *ok = integral(s, f, &n);
        return true;
    }
    for (int k = 0; k < n.nargs && n.op != EXPR_IF; k++)
        if (get(s, n.arg[k]) == NULL) {
            *next = n.arg[k];
            return false;
        }
    *ok = is_kink(&n) ? kink(s, f, &n, next) : inner(s, f, &n);
    return *next == EXPR_NONE;
}

enum {
    JET_MAX_DEPTH = 20000
};

static bool walk(jets *s, expr f)
{
    expr *stack = xmalloc(JET_MAX_DEPTH * sizeof *stack);
    size_t n = 0;
    bool ok = true;
    stack[n++] = f;
    while (ok && n > 0) {
        expr next;
        if (visit(s, stack[n - 1], &next, &ok))
            n--;
        else if (n < JET_MAX_DEPTH)
            stack[n++] = next;
        else
            ok = false;
        ok = ok && s->x->work > 0;
    }
    free(stack);
    return ok;
}

bool exact_jet_is_zero(exact *x, expr f, int i, expr p, int m)
{
    if (f == EXPR_NONE || p == EXPR_NONE || i < 0 || i >= EXPR_MAX_VARS ||
        m < 1 || m > 64 || (expr_vars(x->pool, p) >> i & 1) != 0)
        return false;
    exact_begin(x);
    jets s = {.x = x, .i = i, .m = m, .p = p};
    bool ok = walk(&s, f);
    for (int k = 0; ok && k < m; k++) {
        exact_ring_ptr c = &get(&s, f)->c[k];
        ok = exact_ring_finish(x, c) && exact_ring_is_zero(x, c);
    }
    for (size_t k = 0; k < s.table.cap; k++) {
        exact_jet *r = s.table.value[k];
        if (r != NULL) {
            exact_series_free(x, m, r->c);
            free(r);
        }
    }
    exact_table_clear(&s.table);
    return ok;
}
