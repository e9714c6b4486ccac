/* Identities with side conditions, applied without looking at them: branches,
 * signs and domains are right only now and then, so that whoever calls the
 * result equal must know when. */
#include "fuzz_exact.h"

#include "../numerics/iv_support.h"

static expr un(expr_pool *p, expr_op op, expr a)
{
    return expr_unary(p, op, a);
}

static expr times(expr_pool *p, long n, unsigned long d, expr a)
{
    return expr_mul(p, expr_ratio(p, n, d), a);
}

static expr recip(expr_pool *p, expr a)
{
    return expr_div(p, expr_si(p, 1), a);
}

/* a, -a or |a|. */
static expr signed_as(expr_pool *p, expr a, int how)
{
    return how == 0 ? a : how == 1 ? expr_neg(p, a) : un(p, EXPR_ABS, a);
}

static int how(void)
{
    return random_chance(50) ? 0 : (int)random_in(0, 2);
}

/* ---- one node ----------------------------------------------------------- */

static expr doubt_log(expr_pool *p, expr u)
{
    expr_node n = *expr_get(p, u);
    int k = how();
    expr a = n.nargs > 0 ? signed_as(p, n.arg[0], k) : u;
    expr b = n.nargs > 1 ? signed_as(p, n.arg[1], k) : u;
    switch (n.op) {
    case EXPR_MUL:
        return expr_add(p, un(p, EXPR_LOG, a), un(p, EXPR_LOG, b));
    case EXPR_DIV:
        return expr_sub(p, un(p, EXPR_LOG, a), un(p, EXPR_LOG, b));
    case EXPR_POW:
        return times(p, n.p, 1, un(p, EXPR_LOG, a));
    case EXPR_SQRT:
        return times(p, 1, 2, un(p, EXPR_LOG, n.arg[0]));
    case EXPR_ROOT:
        return times(p, n.p, (unsigned long)n.q, un(p, EXPR_LOG, n.arg[0]));
    case EXPR_EXP:
        return n.arg[0];
    default: /* log(u^2)/2, or log(u^3)/3 */
        k = (int)random_in(2, 3);
        return times(p, 1, (unsigned long)k,
                     un(p, EXPR_LOG, expr_pow_si(p, u, k)));
    }
}

/* u^(num/den) */
static expr doubt_root(expr_pool *p, expr u, long num, unsigned long den)
{
    expr_node n = *expr_get(p, u);
    int k = how();
    if (n.op == EXPR_MUL || n.op == EXPR_DIV) {
        expr a = expr_pow_ratio(p, signed_as(p, n.arg[0], k), num, den);
        expr b = expr_pow_ratio(p, signed_as(p, n.arg[1], k), num, den);
        return n.op == EXPR_MUL ? expr_mul(p, a, b) : expr_div(p, a, b);
    }
    if (n.op == EXPR_POW)
        return expr_pow_ratio(p, signed_as(p, n.arg[0], k), num * n.p, den);
    switch (random_in(0, 4)) {
    case 0:
        return un(p, EXPR_EXP, times(p, num, den, un(p, EXPR_LOG, u)));
    case 1:
        return expr_pow_ratio(p, expr_pow_si(p, u, num), 1, den);
    case 2:
        return expr_pow_si(p, expr_pow_ratio(p, u, 1, den), num);
    case 3:
        return expr_pow_ratio(p, expr_pow_ratio(p, u, 1, 3), 3 * num, den);
    default:
        return expr_pow_ratio(p, expr_pow_si(p, u, 2), num, 2 * den);
    }
}

static expr doubt_exp(expr_pool *p, expr u)
{
    expr_node n = *expr_get(p, u);
    if (n.op == EXPR_ADD || n.op == EXPR_SUB) {
        expr a = un(p, EXPR_EXP, n.arg[0]), b = un(p, EXPR_EXP, n.arg[1]);
        return n.op == EXPR_ADD ? expr_mul(p, a, b) : expr_div(p, a, b);
    }
    if (n.op == EXPR_LOG)
        return n.arg[0];
    long k = random_in(2, 4);
    return random_chance(30)
               ? recip(p, un(p, EXPR_EXP, expr_neg(p, u)))
               : expr_pow_si(
                     p, un(p, EXPR_EXP, times(p, 1, (unsigned long)k, u)), k);
}

static expr doubt_trig(expr_pool *p, expr_op op, expr u)
{
    expr_node n = *expr_get(p, u);
    expr s = un(p, EXPR_SIN, u), c = un(p, EXPR_COS, u);
    if (op == EXPR_TAN)
        return random_chance(50)
                   ? expr_div(p, s, c)
                   : expr_div(p,
                              expr_sub(p, expr_si(p, 1),
                                       un(p, EXPR_COS, times(p, 2, 1, u))),
                              un(p, EXPR_SIN, times(p, 2, 1, u)));
    if ((n.op == EXPR_ADD || n.op == EXPR_SUB) && random_chance(50)) {
        expr b = n.op == EXPR_ADD ? n.arg[1] : expr_neg(p, n.arg[1]);
        expr sa = un(p, EXPR_SIN, n.arg[0]), ca = un(p, EXPR_COS, n.arg[0]);
        expr sb = un(p, EXPR_SIN, b), cb = un(p, EXPR_COS, b);
        return op == EXPR_SIN
                   ? expr_add(p, expr_mul(p, sa, cb), expr_mul(p, ca, sb))
                   : expr_sub(p, expr_mul(p, ca, cb), expr_mul(p, sa, sb));
    }
    /* a turn by k pi/2 of the point, seen or not */
    long k = random_in(-3, 4);
    expr turned = expr_add(p, u, times(p, k, 2, expr_pi(p)));
    if (random_chance(40))
        return signed_as(p,
                         un(p, random_chance(50) ? EXPR_SIN : EXPR_COS, turned),
                         (int)random_in(0, 1));
    expr half = times(p, 1, 2, u);
    expr sh = un(p, EXPR_SIN, half), ch = un(p, EXPR_COS, half);
    return op == EXPR_SIN
               ? times(p, 2, 1, expr_mul(p, sh, ch))
               : expr_sub(p, expr_pow_si(p, ch, 2), expr_pow_si(p, sh, 2));
}

static expr doubt_abs(expr_pool *p, expr u)
{
    expr_node n = *expr_get(p, u);
    if (n.op == EXPR_MUL && random_chance(60))
        return expr_mul(p, un(p, EXPR_ABS, n.arg[0]),
                        un(p, EXPR_ABS, n.arg[1]));
    switch (random_in(0, 3)) {
    case 0:
        return un(p, EXPR_SQRT, expr_pow_si(p, u, 2));
    case 1:
        return expr_max(p, u, expr_neg(p, u));
    case 2:
        return expr_if(p, u, random_chance(50), u, expr_neg(p, u));
    default:
        return signed_as(p, u, (int)random_in(0, 1));
    }
}

static expr doubt_unary(expr_pool *p, const expr_node *n, expr u)
{
    switch ((expr_op)n->op) {
    case EXPR_LOG:
        return doubt_log(p, u);
    case EXPR_SQRT:
        return doubt_root(p, u, 1, 2);
    case EXPR_ROOT:
        return doubt_root(p, u, n->p, (unsigned long)n->q);
    case EXPR_EXP:
        return doubt_exp(p, u);
    case EXPR_SIN:
    case EXPR_COS:
    case EXPR_TAN:
        return doubt_trig(p, (expr_op)n->op, u);
    case EXPR_ATAN: /* +-pi/2 - atan(1/u), or odd */
        if (random_chance(30))
            return expr_neg(p, un(p, EXPR_ATAN, expr_neg(p, u)));
        return expr_sub(p, times(p, random_chance(70) ? 1 : -1, 2, expr_pi(p)),
                        un(p, EXPR_ATAN, recip(p, u)));
    case EXPR_ERF:
        return expr_neg(p, un(p, EXPR_ERF, expr_neg(p, u)));
    case EXPR_ABS:
        return doubt_abs(p, u);
    case EXPR_POW: /* +-u or |u| */
        return expr_pow_si(p, signed_as(p, u, how()), n->p);
    default:
        return expr_neg(p, u);
    }
}

static expr doubt_binary(expr_pool *p, const expr_node *n, expr a, expr b)
{
    expr d = un(p, EXPR_ABS, expr_sub(p, a, b)), s = expr_add(p, a, b);
    bool min = n->op == EXPR_MIN;
    switch ((expr_op)n->op) {
    case EXPR_ADD:
        return expr_add(p, b, a);
    case EXPR_SUB:
        return expr_neg(p, expr_sub(p, b, a));
    case EXPR_MUL:
        if (random_chance(30)) { /* exp(log a + log b) */
            int k = how();
            a = un(p, EXPR_LOG, signed_as(p, a, k));
            b = un(p, EXPR_LOG, signed_as(p, b, k));
            return un(p, EXPR_EXP, expr_add(p, a, b));
        }
        return expr_mul(p, expr_neg(p, b), expr_neg(p, a));
    case EXPR_DIV:
        return random_chance(50) ? expr_mul(p, a, recip(p, b))
                                 : recip(p, expr_div(p, b, a));
    default: /* MIN, MAX */
        if (random_chance(50))
            return times(p, 1, 2, min ? expr_sub(p, s, d) : expr_add(p, s, d));
        return random_chance(50) ? a : b;
    }
}

/* ---- a whole expression ------------------------------------------------- */

static expr doubt(expr_pool *p, expr f, int chance, int depth)
{
    expr_node n = *expr_get(p, f);
    expr arg[3] = {0};
    if (n.nargs == 0 || depth == 0)
        return f;
    for (int i = 0; i < n.nargs; i++)
        if ((arg[i] = doubt(p, n.arg[i], chance, depth - 1)) == EXPR_NONE)
            return EXPR_NONE;
    if (!random_chance(chance))
        return expr_make(p, (expr_op)n.op, arg, n.p, n.q, n.strict);
    if (n.op == EXPR_IF)
        return arg[random_in(1, 2)];
    return n.nargs == 1 ? doubt_unary(p, &n, arg[0])
                        : doubt_binary(p, &n, arg[0], arg[1]);
}

expr doubt_exact(expr_pool *pool, expr f, int chance)
{
    return doubt(pool, f, chance, 12);
}
