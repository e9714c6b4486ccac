/* Normal forms of expressions: a walk over the DAG that applies, node by
 * node, the rules of the other exact_*.c files.  See exact_internal.h for the
 * invariant that makes a numerator of zero a proof. */
#include "exact_laws.h"
#include "../base/memory.h"

#include <stdlib.h>

typedef struct {
    exact_ring_t v;
    bool ok;             /* false: no normal form */
    unsigned long epoch; /* of v's last reduction */
} entry;

exact *exact_new(expr_pool *pool, const exact_oracle *oracle)
{
    exact *x = xcalloc(1, sizeof *x);
    x->pool = pool;
    x->oracle = *oracle;
    fmpz_mpoly_ctx_init(x->ctx, EXACT_GENS, ORD_LEX);
    return x;
}

void exact_free(exact *x)
{
    if (x == NULL)
        return;
    for (size_t i = 0; i < x->memo.cap; i++) {
        entry *e = x->memo.value[i];
        if (e != NULL) {
            exact_ring_clear(x, e->v);
            free(e);
        }
    }
    exact_table_clear(&x->memo);
    exact_atoms_clear(x);
    fmpz_mpoly_ctx_clear(x->ctx);
    free(x);
}

void exact_begin(exact *x)
{
    x->work = EXACT_WORK;
}

/* ---- one node ---------------------------------------------------------- */

static bool set_gen(exact *x, exact_ring_ptr r, int g)
{
    if (g >= 0)
        exact_ring_set_gen(x, r, g);
    return g >= 0;
}

static bool set_constant(exact *x, exact_ring_ptr r, expr f)
{
    fmpq_t q;
    fmpq_init(q);
    fmpq_set_mpq(q, expr_const_value(x->pool, f));
    bool ok = fmpz_bits(fmpq_numref(q)) <= EXACT_MAX_BITS &&
              fmpz_bits(fmpq_denref(q)) <= EXACT_MAX_BITS;
    exact_ring_set_q(x, r, q);
    fmpq_clear(q);
    return ok;
}

/* sqrt 0 = 0; otherwise the factors, seen in the expression, are shared out. */
static bool root(exact *x, exact_ring_ptr r, expr u, exact_ring_srcptr a,
                 long p, long q)
{
    if (exact_ring_is_zero(x, a)) {
        exact_ring_set_si(x, r, 0);
        return true;
    }
    exact_product l;
    fmpq_t power;
    exact_product_init(&l);
    fmpq_init(power);
    fmpq_set_si(power, p, (ulong)q);
    bool ok = exact_product_add_expr(x, &l, u, 1) &&
              exact_root_product(x, r, &l, power);
    exact_product_clear(x, &l);
    fmpq_clear(power);
    return ok;
}

/* r = |a|; u: an expression of the same value, which may show a's sign and
 * (if it has a normal form already) its factors, or EXPR_NONE. */
static bool absolute(exact *x, exact_ring_ptr r, expr u, exact_ring_srcptr a)
{
    exact_sign s = exact_expr_sign(x, u);
    if (s == SIGN_UNKNOWN)
        s = exact_expr_sign_ring(x, a);
    if (s == SIGN_POS || s == SIGN_NONNEG || exact_ring_is_zero(x, a)) {
        exact_ring_set(x, r, a);
        return true;
    }
    if (s == SIGN_NEG || s == SIGN_NONPOS) {
        exact_ring_neg(x, r, a);
        return true;
    }
    exact_product l;
    exact_product_init(&l);
    bool ok = u != EXPR_NONE && exact_table_find(&x->memo, u) != NULL
                  ? exact_product_add_expr(x, &l, u, 1)
                  : exact_product_add_ring(x, &l, a, 1);
    ok = ok && exact_kink_abs(x, r, &l);
    exact_product_clear(x, &l);
    return ok;
}

/* min(a, b) = (a + b - |a - b|)/2, max with a plus sign. */
static bool extremum(exact *x, exact_ring_ptr r, const expr_node *n,
                     exact_ring_srcptr a, exact_ring_srcptr b)
{
    exact_ring_t d;
    fmpq_t half;
    exact_ring_init(x, d);
    fmpq_init(half);
    fmpq_set_si(half, 1, 2);
    bool ok = exact_ring_sub(x, d, a, b) &&
              absolute(x, d, expr_sub(x->pool, n->arg[0], n->arg[1]), d);
    if (n->op == EXPR_MIN)
        exact_ring_neg(x, d, d);
    ok = ok && exact_ring_add(x, r, a, b) && exact_ring_add(x, r, r, d) &&
         exact_ring_mul_q(x, r, r, half);
    exact_ring_clear(x, d);
    fmpq_clear(half);
    return ok;
}

/* A node whose operands have normal forms (IF is dealt with in the walk). */
static bool apply(exact *x, exact_ring_ptr r, expr f, const expr_node *n)
{
    exact_ring_srcptr a = NULL, b = NULL;
    if (n->nargs > 0 && (a = exact_normal(x, n->arg[0])) == NULL)
        return false;
    if (n->nargs > 1 && (b = exact_normal(x, n->arg[1])) == NULL)
        return false;
    const exact_laws *laws = exact_laws_of((expr_op)n->op);
    if (laws != NULL)
        return laws->normal(x, r, n, a);
    switch ((expr_op)n->op) {
    case EXPR_CONST:
        return set_constant(x, r, f);
    case EXPR_VAR:
        return set_gen(x, r, exact_atoms_var(x, n->p));
    case EXPR_PI:
        return set_gen(x, r, exact_atoms_pi(x));
    case EXPR_NEG:
        exact_ring_neg(x, r, a);
        return true;
    case EXPR_ADD:
        return exact_ring_add(x, r, a, b);
    case EXPR_SUB:
        return exact_ring_sub(x, r, a, b);
    case EXPR_MUL:
        return exact_ring_mul(x, r, a, b);
    case EXPR_DIV:
        return exact_ring_div(x, r, a, b);
    case EXPR_POW:
        return exact_ring_pow(x, r, a, n->p);
    case EXPR_ROOT:
        return root(x, r, n->arg[0], a, n->p, n->q);
    case EXPR_SQRT:
        return root(x, r, n->arg[0], a, 1, 2);
    case EXPR_ABS:
        return absolute(x, r, n->arg[0], a);
    case EXPR_MIN:
    case EXPR_MAX:
        return extremum(x, r, n, a, b);
    default:
        return false;
    }
}

/* ---- the walk ---------------------------------------------------------- */

static entry *lookup(exact *x, expr f)
{
    void **v = exact_table_find(&x->memo, f);
    return v != NULL ? *v : NULL;
}

static entry *store(exact *x, expr f, exact_ring_srcptr v)
{
    entry *e = xcalloc(1, sizeof *e);
    exact_ring_init(x, e->v);
    if (v != NULL)
        exact_ring_set(x, e->v, v);
    e->ok = v != NULL;
    e->epoch = x->epoch;
    exact_table_put(&x->memo, f, e);
    return e;
}

typedef struct {
    expr *v;
    size_t n, cap;
} stack;

static void push(stack *s, expr f)
{
    if (s->n == s->cap) {
        s->cap = s->cap != 0 ? 2 * s->cap : 64;
        s->v = xrealloc(s->v, s->cap * sizeof *s->v);
    }
    s->v[s->n++] = f;
}

/* Which branch of an IF is taken at every point where it is defined: 1, 2,
 * or 0 when it is not the same for all.  Its condition h has a normal form. */
static int branch_of(exact *x, const expr_node *n)
{
    entry *h = lookup(x, n->arg[0]);
    exact_sign s = exact_expr_sign(x, n->arg[0]);
    if (h->ok && exact_ring_is_zero(x, h->v))
        return n->strict ? 2 : 1;
    if (s == SIGN_UNKNOWN && h->ok)
        s = exact_expr_sign_ring(x, h->v);
    if (s == SIGN_POS || (s == SIGN_NONNEG && !n->strict))
        return 1;
    if (s == SIGN_NEG || (s == SIGN_NONPOS && n->strict))
        return 2;
    return 0;
}

/* An IF on top of the stack: its condition first, then one branch.  The
 * branch not taken may be undefined, so it is not looked at; when no branch
 * is certain the whole node is an atom. */
static bool visit_if(exact *x, stack *s, expr f, const expr_node *n)
{
    if (lookup(x, n->arg[0]) == NULL) {
        push(s, n->arg[0]);
        return false;
    }
    exact_ring_t r;
    exact_ring_init(x, r);
    int k = branch_of(x, n);
    bool done = true;
    if (k == 0) {
        bool ok = set_gen(x, r, exact_atoms_opaque(x, f));
        store(x, f, ok ? r : NULL);
    } else if (lookup(x, n->arg[k]) == NULL) {
        push(s, n->arg[k]);
        done = false;
    } else {
        store(x, f, exact_normal(x, n->arg[k]));
    }
    exact_ring_clear(x, r);
    return done;
}

static bool visit_opaque(exact *x, expr f)
{
    exact_ring_t r;
    exact_ring_init(x, r);
    bool ok = set_gen(x, r, exact_atoms_opaque(x, f));
    store(x, f, ok ? r : NULL);
    exact_ring_clear(x, r);
    return true;
}

/* Equal only to itself, if no closed form is known. */
static bool visit_integral(exact *x, expr f, const expr_node *n)
{
    expr closed = exact_integral_closed(x, n);
    if (closed == EXPR_NONE)
        return visit_opaque(x, f);
    store(x, f, exact_normal(x, closed));
    return true;
}

static bool visit(exact *x, stack *s, expr f, const expr_node *n)
{
    bool ready = true;
    if (n->op == EXPR_IF)
        return visit_if(x, s, f, n);
    if (n->op == EXPR_INTEGRAL)
        return visit_integral(x, f, n);
    for (int i = n->nargs; i-- > 0;)
        if (lookup(x, n->arg[i]) == NULL) {
            push(s, n->arg[i]);
            ready = false;
        }
    if (!ready)
        return false;
    exact_ring_t r;
    exact_ring_init(x, r);
    bool ok = x->work > 0 && apply(x, r, f, n);
    store(x, f, ok ? r : NULL);
    exact_ring_clear(x, r);
    return true;
}

/* Relations may have come since e was stored. */
static exact_ring_srcptr current(exact *x, entry *e)
{
    if (e->ok && e->epoch != x->epoch) {
        exact_ring_t t;
        exact_ring_init(x, t);
        exact_ring_set(x, t, e->v);
        e->ok = exact_ring_finish(x, t);
        if (e->ok) /* else the old form stays: someone may be reading it */
            exact_ring_set(x, e->v, t);
        e->epoch = x->epoch;
        exact_ring_clear(x, t);
    }
    return e->ok ? e->v : NULL;
}

exact_ring_srcptr exact_normal(exact *x, expr f)
{
    if (f == EXPR_NONE)
        return NULL;
    entry *e = lookup(x, f);
    if (e != NULL)
        return current(x, e);
    stack s = {0};
    push(&s, f);
    for (size_t visited = 0; s.n > 0; visited++) {
        expr top = s.v[s.n - 1];
        if (visited > 4 * EXACT_MAX_NODES)
            break;
        expr_node n = *expr_get(x->pool, top); /* copied: the pool grows */
        if (lookup(x, top) != NULL || visit(x, &s, top, &n))
            s.n--;
    }
    free(s.v);
    e = lookup(x, f);
    return e != NULL ? current(x, e) : NULL;
}

/* ---- the public questions ---------------------------------------------- */

bool exact_is_zero(exact *x, expr f)
{
    if (f == EXPR_NONE)
        return false;
    exact_begin(x);
    exact_sign s = exact_expr_sign(x, f);
    if (s == SIGN_POS || s == SIGN_NEG)
        return false; /* quick, and a second opinion on the rules */
    exact_ring_srcptr r = exact_normal(x, f);
    return r != NULL && exact_ring_is_zero(x, r) &&
           (x->oracle.contradicts == NULL ||
            !x->oracle.contradicts(x->oracle.ctx, f));
}

expr exact_simplify(exact *x, expr f, bool horner)
{
    exact_begin(x);
    exact_ring_srcptr r = exact_normal(x, f);
    if (r == NULL || fmpz_mpoly_length(r->num, x->ctx) > 2000 ||
        fmpz_mpoly_length(r->den, x->ctx) > 2000)
        return EXPR_NONE;
    return exact_expr_ring(x, r, horner);
}
