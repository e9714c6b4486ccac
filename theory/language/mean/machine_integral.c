/* The machine's integrals: their bound variables, the mean of a function of a
 * standard normal variable, and sums to infinity.
 *
 * For whole m the sum of f(n) over n >= m is the integral of f(floor(t)) from m
 * to infinity: f(n) is defined for all these n, and the sum of |f(n)| is finite,
 * exactly if the integral is; and then both are the same number. */
#include "machine.h"
#include "power.h"

/* The variable of the integral that is nth deep, from 0. */
static int variable(int depth)
{
    return EXPR_BOUND_FIRST + EXPR_BOUND_COUNT - 1 - depth;
}

bool machine_bind(elab *e, const instr *in, const frame *f)
{
    machine *m = e->machine;
    if (m->nbound == EXPR_BOUND_COUNT) {
        machine_fail(e, in->src, "more than %d integrals within each other",
                     EXPR_BOUND_COUNT);
        return false;
    }
    int t = variable(m->nbound++);
    expr x = expr_var(e->pool, t);
    if (in->what != 0)
        x = expr_unary(e->pool, EXPR_FLOOR, x);
    x = arith_checked(e, x, in->src);
    m->value[f->base + in->n] = (operand){x, UINT64_C(1) << t};
    return x != EXPR_NONE;
}

/* e^(-z^2/2)/sqrt(2 pi) */
static expr density(expr_pool *pool, expr z)
{
    expr half = expr_div(pool, expr_pow_si(pool, z, 2), expr_si(pool, 2));
    expr norm = expr_unary(pool, EXPR_SQRT,
                           expr_mul(pool, expr_si(pool, 2), expr_pi(pool)));
    return expr_div(pool,
                    expr_unary(pool, EXPR_EXP, expr_neg(pool, half)), norm);
}

static bool is_whole(const expr_pool *pool, expr a)
{
    return expr_is_const(pool, a) &&
           mpz_cmp_ui(mpq_denref(expr_const_value(pool, a)), 1) == 0;
}

bool machine_integral(elab *e, const instr *in)
{
    machine *m = e->machine;
    int t = variable(--m->nbound);
    expr zero = expr_si(e->pool, 0);
    operand a = {zero, 0}, b = {zero, 0}, other = {zero, 0};
    if (in->what == INTEGRAL_DISTANCE)
        other = machine_pop(m);
    operand f = machine_pop(m);
    if ((in->a & EXPR_TO_INF) == 0)
        b = machine_pop(m);
    if ((in->a & EXPR_FROM_INF) == 0)
        a = machine_pop(m);
    if (in->what == INTEGRAL_SUM && !is_whole(e->pool, a.e)) {
        machine_fail(e, in->src,
                     "a sum to infinity begins with a whole number");
        return false;
    }
    if (in->what == INTEGRAL_MEAN)
        f.e = expr_mul(e->pool, f.e,
                       density(e->pool, expr_var(e->pool, t)));
    f.vars |= other.vars;
    density_range over = {t, (int)in->a, a.e, b.e};
    expr r = in->what == INTEGRAL_DISTANCE
                 ? density_distance(e, &over, f.e, other.e)
             : in->what == INTEGRAL_SUM
                 ? power_sum(e->pool, t, a.e, f.e)
                 : expr_integral(e->pool, t, a.e, b.e, (int)in->a, f.e);
    machine_push(m, arith_checked(e, r, in->src),
                 a.vars | b.vars | (f.vars & ~(UINT64_C(1) << t)));
    return r != EXPR_NONE;
}
