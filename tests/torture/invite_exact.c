/* Random expressions that invite rewriting: products of small factors, whose
 * signs may hang on a hypothesis, under roots, logarithms and the like. */
#include "fuzz_exact.h"

#include "../numerics/iv_support.h"

expr invite_var(expr_pool *p)
{
    return expr_var(p, (int)random_in(0, EXACT_VARS - 1));
}

expr invite_number(expr_pool *p)
{
    switch (random_in(0, 7)) {
    case 0:
        return expr_pi(p);
    case 1:
        return expr_unary(p, EXPR_SQRT, expr_si(p, random_in(2, 12)));
    case 2:
        return expr_mul(p, expr_ratio(p, random_in(-24, 24), 12), expr_pi(p));
    default:
        return expr_ratio(p, random_in(-6, 6), (unsigned long)random_in(1, 4));
    }
}

/* Small things whose sign may hang on the box or a hypothesis. */
expr invite_factor(expr_pool *p)
{
    expr a = invite_var(p),
         b = random_chance(60) ? invite_var(p) : invite_number(p);
    switch (random_in(0, 13)) {
    case 0:
    case 1:
        return a;
    case 2:
        return expr_add(p, a, b);
    case 3:
        return expr_unary(p, EXPR_ABS, expr_sub(p, a, b));
    case 4:
        return expr_unary(p, EXPR_EXP, a);
    case 5: /* a root that shows a linear function */
        if (random_chance(60))
            a = expr_add(p, expr_mul(p, expr_si(p, random_in(1, 3)), a), b);
        return expr_pow_ratio(p, a, 1, (unsigned long)random_in(2, 4));
    case 6:
        return expr_add(p, expr_mul(p, a, b), invite_number(p));
    case 7:
        return expr_sub(p, expr_pow_si(p, a, 2), b);
    case 8:
        return invite_number(p);
    case 9:
        return expr_neg(p, expr_sub(p, a, b));
    default:
        return expr_sub(p, a, b);
    }
}

expr invite_product(expr_pool *p)
{
    expr f = random_chance(40) ? invite_number(p) : expr_si(p, 1);
    for (long n = random_in(1, 4); n > 0; n--) {
        expr g = expr_pow_si(p, invite_factor(p),
                             random_chance(50) ? 1 : random_in(-3, 4));
        f = random_chance(20) ? expr_div(p, f, g) : expr_mul(p, f, g);
        if (random_chance(20))
            f = expr_neg(p, f);
    }
    return f;
}

/* exp of a sum of logarithms: powers in disguise. */
expr invite_powers(expr_pool *p)
{
    expr f = invite_number(p);
    for (long n = random_in(1, 3); n > 0; n--) {
        expr c =
            expr_ratio(p, random_in(-4, 4), (unsigned long)random_in(1, 3));
        expr l = expr_unary(p, EXPR_LOG, invite_factor(p));
        f = expr_add(p, f, expr_mul(p, c, l));
    }
    return expr_unary(p, EXPR_EXP, f);
}

expr invite_function(expr_pool *p, expr a)
{
    static const expr_op op[] = {EXPR_SQRT, EXPR_LOG, EXPR_SQRT, EXPR_LOG,
                                 EXPR_ABS,  EXPR_ABS, EXPR_EXP,  EXPR_EXP,
                                 EXPR_ATAN, EXPR_SIN, EXPR_COS,  EXPR_TAN,
                                 EXPR_ERF,  EXPR_NEG};
    switch (random_in(0, 7)) {
    case 0:
        return expr_pow_si(p, a, random_in(-2, 4));
    case 1:
        return expr_pow_ratio(p, a, random_in(-4, 5),
                              (unsigned long)random_in(2, 6));
    default:
        return expr_unary(p, op[random_in(0, 13)], a);
    }
}

expr invite_some(expr_pool *p, int size)
{
    if (size <= 1)
        return random_chance(60)   ? invite_factor(p)
               : random_chance(60) ? invite_product(p)
                                   : invite_number(p);
    if (random_chance(45))
        return invite_function(p, invite_some(p, size - 1));
    expr a = invite_some(p, size / 2), b = invite_some(p, size - size / 2);
    switch (random_in(0, 7)) {
    case 0:
    case 1:
        return expr_add(p, a, b);
    case 2:
        return expr_sub(p, a, b);
    case 3:
        return expr_div(p, a, b);
    case 4:
        return random_chance(50) ? expr_min(p, a, b) : expr_max(p, a, b);
    case 5:
        return expr_if(p, a, random_chance(50), b, invite_some(p, 1));
    default:
        return expr_mul(p, a, b);
    }
}

/* A function of a product whose factors' signs the box leaves open; *known is
 * the factor to be supposed. */
expr invite_loose(expr_pool *p, expr *known)
{
    static const expr_op op[] = {EXPR_LOG, EXPR_LOG, EXPR_SQRT, EXPR_ABS};
    static const long power[] = {1, 1, 1, 2, 3, -1};
    expr f = EXPR_NONE;
    for (long n = random_in(2, 4); n > 0; n--) {
        expr g = random_chance(30) ? invite_factor(p)
                 : random_chance(50)
                     ? invite_var(p)
                     : expr_sub(p, invite_var(p), invite_var(p));
        if (random_chance(40))
            *known = g;
        g = expr_pow_si(p, g, power[random_in(0, 5)]);
        f = f != EXPR_NONE ? expr_mul(p, f, g) : g;
    }
    if (random_chance(30))
        f = expr_neg(p, f);
    return random_chance(20) ? invite_function(p, f)
                             : expr_unary(p, op[random_in(0, 3)], f);
}

/* Variables replaced by numbers, or by each other's roots and the like: more
 * atoms that are related. */
expr invite_narrowed(expr_pool *p, expr f)
{
    bool closed = random_chance(40);
    for (int i = 0; i < EXACT_VARS && f != EXPR_NONE; i++)
        if (closed)
            f = expr_subst(p, f, i, invite_number(p));
        else if (random_chance(50))
            f = expr_subst(p, f, i, invite_function(p, invite_factor(p)));
    return f;
}
