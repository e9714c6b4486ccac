/* Integrals as expressions: scope, substitution, derivatives.  Believed.
 *
 * Meaning.  The node I binds a variable x_t of its own: I = integral of
 * f(x_t; y) over x_t from a(y) to b(y), y the other variables, in the sense
 * of Lebesgue; minus the integral from b to a where b < a, 0 where a = b.  It
 * is defined where a and b are, and f is defined for all x_t strictly between
 * them and absolutely integrable over them.  An end may be infinite.
 *
 * Scope.  Inside f, x_t is the bound variable, whatever stands outside; ends
 * lie outside.  So f is no argument of the node (nargs is 2): walks that look
 * for parts of an expression (kinks, atoms, what is undefined) do not enter
 * it, since what they would find there has no meaning outside.  Those that
 * must enter are all here (variables, substitution, derivative), in
 * expr_text.c, and, as values, in what encloses.  Whoever rebuilds nodes from
 * their arguments by expr_make gets EXPR_NONE. */
#include "expr_internal.h"

#include <stdlib.h>

static bool binds(const expr_pool *pool, expr e, int t)
{
    return (expr_get(pool, e)->vars >> t & 1) != 0;
}

/* A function that is defined everywhere is bounded on bounded ranges: its
 * operations are continuous or choose between such. */
void expr_integral_scope(const expr_pool *pool, expr_node *x)
{
    const expr_node *f = expr_get(pool, x->arg[2]);
    x->vars |= f->vars & ~(UINT64_C(1) << x->p);
    x->total = x->q == 0 && f->total && expr_get(pool, x->arg[0])->total &&
               expr_get(pool, x->arg[1])->total;
}

expr expr_integral(expr_pool *pool, int t, expr a, expr b, int infinite,
                   expr f)
{
    const int all = EXPR_FROM_INF | EXPR_TO_INF;
    if (a == EXPR_NONE || b == EXPR_NONE || f == EXPR_NONE ||
        t < EXPR_BOUND_FIRST || t >= EXPR_BOUND_FIRST + EXPR_BOUND_COUNT ||
        infinite < 0 || infinite > all)
        return EXPR_NONE;
    expr zero = expr_si(pool, 0);
    if ((infinite & EXPR_FROM_INF) != 0)
        a = zero;
    if ((infinite & EXPR_TO_INF) != 0)
        b = zero;
    if (infinite == 0 && a == b) /* 0 wherever a is defined */
        return expr_mul(pool, zero, a);
    if (f == zero) /* 0 wherever both ends are defined */
        return expr_mul(pool, zero, expr_add(pool, a, b));
    if (infinite == 0 && !binds(pool, f, t) && expr_get(pool, f)->total)
        return expr_mul(pool, f, expr_sub(pool, b, a));
    return expr_join(pool, (expr_node){.op = EXPR_INTEGRAL,
                                       .nargs = 2,
                                       .arg = {a, b, f},
                                       .p = t,
                                       .q = infinite});
}

/* In the integrand x_t is another variable than outside: a `from` in which
 * x_t stands does not occur there; a `to` in which it stands must not get
 * there. */
expr expr_integral_replace(expr_pool *pool, const expr_node *x, expr from,
                           expr to)
{
    expr f = x->arg[2];
    if (!binds(pool, from, x->p)) {
        f = expr_replace(pool, f, from, to);
        if (f == EXPR_NONE || (f != x->arg[2] && binds(pool, to, x->p)))
            return EXPR_NONE;
    }
    return expr_integral(pool, x->p, x->arg[0], x->arg[1], x->q, f);
}

/* f(e) e' */
static expr at_end(expr_pool *pool, const expr_node *x, expr end, expr slope)
{
    if (expr_is_si(pool, slope, 0))
        return slope;
    return expr_mul(pool, expr_subst(pool, x->arg[2], x->p, end), slope);
}

/* Leibniz: I' = f(b) b' - f(a) a' + integral of df/dx_i.  Where the result is
 * defined on a box (whoever encloses it has then shown df/dx_i to be bounded
 * there, or dominated by one integrable function), f is continuous in x_i and
 * x_t, and I is defined there, this is the derivative: differentiate under
 * the integral by dominated convergence, and add the moving ends by the chain
 * rule.  At kinks it is so for almost all values of the variables, and I is
 * still locally Lipschitz. */
expr expr_integral_diff(expr_pool *pool, const expr_node *x, expr da, expr db,
                        int i)
{
    expr upper = at_end(pool, x, x->arg[1], db);
    expr lower = at_end(pool, x, x->arg[0], da);
    expr r = expr_sub(pool, upper, lower);
    if ((expr_get(pool, x->arg[2])->vars >> i & 1) == 0 || r == EXPR_NONE)
        return r;
    expr d = expr_diff(pool, x->arg[2], i);
    return expr_add(
        pool, r,
        expr_integral(pool, x->p, x->arg[0], x->arg[1], x->q, d));
}

/* A sum to infinity from a number on whose terms have none: as a function of
 * other variables, which move no end, it has no more than its terms. */
static bool is_smooth_sum(const expr_pool *pool, const expr_node *x)
{
    return x->q == EXPR_TO_INF && expr_is_const(pool, x->arg[0]) &&
           expr_integral_is_sum(pool, x->arg[2], x->p) &&
           expr_kinks(pool, x->arg[2], NULL, 0) == 0 &&
           expr_steps(pool, x->arg[2], NULL, 0) == 1; /* floor(x_t) */
}

bool expr_integral_has_kinks(const expr_pool *pool, expr f)
{
    size_t n;
    bool yes = expr_kinks(pool, f, NULL, 0) > 0 ||
               expr_steps(pool, f, NULL, 0) > 0;
    expr *order = expr_postorder(pool, f, &n);
    for (size_t k = 0; k < n && !yes; k++) {
        const expr_node *x = expr_get(pool, order[k]);
        yes = x->op == EXPR_INTEGRAL && !is_smooth_sum(pool, x) &&
              expr_integral_has_kinks(pool, x->arg[2]);
    }
    free(order);
    return yes;
}

int expr_integral_depth(const expr_pool *pool, expr f)
{
    size_t n;
    int most = 0;
    if (!expr_pool_has_integrals(pool))
        return 0;
    expr *order = expr_postorder(pool, f, &n);
    for (size_t k = 0; k < n; k++) {
        const expr_node *x = expr_get(pool, order[k]);
        if (x->op != EXPR_INTEGRAL)
            continue;
        int depth = 1 + expr_integral_depth(pool, x->arg[2]);
        most = depth > most ? depth : most;
    }
    free(order);
    return most;
}

bool expr_integral_is_sum(const expr_pool *pool, expr f, int t)
{
    size_t n;
    expr *order = expr_postorder(pool, f, &n);
    bool found = false, other = false;
    for (size_t k = 0; k < n; k++) {
        const expr_node *x = expr_get(pool, order[k]);
        if (x->op == EXPR_INTEGRAL)
            other = other || binds(pool, x->arg[2], t);
        for (int j = 0; j < x->nargs; j++) {
            const expr_node *a = expr_get(pool, x->arg[j]);
            bool var = a->op == EXPR_VAR && a->p == t;
            found = found || (var && x->op == EXPR_FLOOR);
            other = other || (var && x->op != EXPR_FLOOR);
        }
    }
    free(order);
    return found && !other;
}

static expr copy_node(expr_pool *to, const expr_pool *from, expr id,
                      const expr_map *map)
{
    const expr_node *x = expr_get(from, id);
    expr arg[3] = {0};
    for (int k = 0; k < x->nargs; k++)
        arg[k] = expr_map_get(map, x->arg[k]);
    switch ((expr_op)x->op) {
    case EXPR_CONST:
        return expr_q(to, expr_const_value(from, id));
    case EXPR_VAR:
        return expr_var(to, x->p);
    case EXPR_PI:
        return expr_pi(to);
    case EXPR_INTEGRAL: /* recursion: as deep as integrals are nested */
        return expr_integral(to, x->p, arg[0], arg[1], x->q,
                             expr_copy(to, from, x->arg[2]));
    default:
        return expr_make(to, (expr_op)x->op, arg, x->p, x->q, x->strict);
    }
}

expr expr_copy(expr_pool *to, const expr_pool *from, expr f)
{
    size_t n;
    expr *order = expr_postorder(from, f, &n), r = EXPR_NONE;
    expr_map map;
    expr_map_init(&map, n);
    for (size_t k = 0; k < n; k++) {
        r = copy_node(to, from, order[k], &map);
        if (r == EXPR_NONE)
            break;
        expr_map_set(&map, order[k], r);
    }
    expr_map_clear(&map);
    free(order);
    return r;
}
