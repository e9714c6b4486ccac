/* What x^y means: decided by the exponent as it is written, never by what
 * happened to fold.  See docs/LANGUAGE.md, "Powers". */
#include "number.h"
#include "power.h"

expr power_real(elab *e, expr x, expr y)
{
    expr log_x = expr_unary(e->pool, EXPR_LOG, x);
    return expr_unary(e->pool, EXPR_EXP, expr_mul(e->pool, y, log_x));
}

bool power_sign(elab *e, expr a, int *sign)
{
    static const rel_kind rel[] = {REL_LT, REL_EQ, REL_GT};
    expr zero = expr_si(e->pool, 0);
    for (int i = 0; zero != EXPR_NONE && i < 3; i++) {
        bool undecided;
        *sign = i - 1;
        if (decide_relation(e, rel[i], a, zero, &undecided) == TRI_TRUE)
            return true;
    }
    return false;
}

/* x^y, y a real number but no whole one, perhaps irrational: x > 0, or x = 0
 * and y > 0, and then it is 0, which is what sqrt(x) is there. */
static expr not_whole(elab *e, expr x, expr y)
{
    int sx, sy;
    bool known = !expr_vars(e->pool, x) && power_sign(e, x, &sx);
    expr real = power_real(e, x, y);
    if (!power_sign(e, y, &sy) || sy < 0 || (known && sx != 0))
        return real;
    if (known)
        return expr_si(e->pool, 0);
    return expr_if(e->pool, x, true, real, expr_unary(e->pool, EXPR_SQRT, x));
}

/* x^y for rational y.  A fraction that is too long for roots and powers is a
 * real exponent like an irrational one. */
static expr rational(elab *e, expr x, mpq_srcptr y, const ast *src)
{
    mpz_srcptr num = mpq_numref(y), den = mpq_denref(y);
    bool whole = mpz_cmp_ui(den, 1) == 0;
    bool large = mpz_cmpabs_ui(num, EXPR_MAX_POWER) > 0 ||
                 mpz_cmp_ui(den, EXPR_MAX_POWER) > 0;
    if (large && whole) {
        elab_error(e, src->pos, "this exponent is beyond %d", EXPR_MAX_POWER);
        return EXPR_NONE;
    }
    if (large)
        return not_whole(e, x, expr_q(e->pool, y));
    if (mpq_sgn(y) == 0 && decide_is_defined(e, x))
        return expr_si(e->pool, 1);
    return expr_pow_ratio(e->pool, x, mpz_get_si(num), mpz_get_ui(den));
}

static void refuse(elab *e, expr y, const ast *src)
{
    const char *limit = number_limit(e, y);
    elab_error(e, src->pos,
               "it cannot be decided whether this exponent is a whole number, "
               "on which the meaning of the power depends (%s); write the "
               "number itself, or exp(y*log(x)) for positive x",
               limit ? limit : "4096 bits do not tell");
}

static expr closed_exponent(elab *e, expr x, expr y, const ast *src)
{
    mpq_t q;
    expr r = EXPR_NONE;
    mpq_init(q);
    switch (number_find(e, y, q)) {
    case NUMBER_RATIONAL:
        r = rational(e, x, q, src);
        break;
    case NUMBER_NOT_WHOLE:
        r = not_whole(e, x, y);
        break;
    case NUMBER_UNDEFINED:
        r = power_real(e, x, y);
        break;
    case NUMBER_OPEN:
        refuse(e, y, src);
        break;
    }
    mpq_clear(q);
    return r;
}

/* ---- over whole numbers ------------------------------------------------- */

iv_srcptr power_enclose(elab *e, const problem *p, expr a)
{
    power_table *t = &e->powers;
    if (!t->ev)
        t->ev = eval_new(e->pool, 128);
    eval_set_box(t->ev, p->box, p->nvars);
    eval_set_hyps(t->ev, p->hyp, p->nhyps);
    return eval_enclose(t->ev, a);
}

/* No constructor takes the logarithm of a variable for defined: a power that
 * cancels out leaves what it needs to be defined. */
expr power_mark(elab *e, size_t k)
{
    return expr_unary(e->pool, EXPR_LOG,
                      expr_var(e->pool, EXPR_MAX_VARS - 1 - (int)k));
}

/* Is x positive wherever the conditions so far hold? */
static bool is_positive(elab *e, expr x)
{
    int sign;
    if (!expr_vars(e->pool, x))
        return power_sign(e, x, &sign) && sign > 0;
    const problem *p = e->powers.p;
    return p && !(expr_vars(e->pool, x) >> p->nvars) &&
           iv_certainly_pos(power_enclose(e, p, x));
}

/* x^y where at each value of the whole variables y is a number: exp(y log x)
 * agrees with it where x > 0.  Elsewhere it depends on the number, and the
 * cases are told apart later; until then a mark stands for the power. */
static expr over_whole(elab *e, expr x, expr y, const ast *src)
{
    power_table *t = &e->powers;
    if (is_positive(e, x))
        return power_real(e, x, y);
    if (((expr_vars(e->pool, x) | expr_vars(e->pool, y)) >>
         EXPR_BOUND_FIRST) != 0) {
        elab_error(e, src->pos,
                   "under an integral, a power whose exponent runs over "
                   "`m..inf` is written exp(n*log(t)), for positive t");
        return EXPR_NONE;
    }
    size_t k = 0;
    while (k < t->n && (t->v[k].x != x || t->v[k].y != y))
        k++;
    /* marks and the statement's own variables must not meet */
    if (k == MAX_POWERS || (t->p && t->p->nvars > EXPR_MAX_VARS - MAX_POWERS)) {
        elab_error(e, src->pos,
                   "more than %d different powers, or variables beside them "
                   "than %d, where the base may be 0 or negative and the "
                   "exponent runs over `m..inf`",
                   MAX_POWERS, EXPR_MAX_VARS - MAX_POWERS);
        return EXPR_NONE;
    }
    if (k == t->n) {
        t->v[k].x = x;
        t->v[k].y = y;
        t->v[k].src = src;
        t->n++;
    }
    return power_mark(e, k);
}

/* Does y hold floor of what an integral binds: the index of a sum to infinity,
 * where x^y means another thing than exp(y log x) if x <= 0? */
static bool holds_step_of_bound(const expr_pool *pool, expr y)
{
    return expr_vars(pool, y) >> EXPR_BOUND_FIRST != 0 &&
           expr_steps(pool, y, NULL, 0) > 0;
}

expr power_make(elab *e, expr x, expr y, uint64_t vars, const ast *src)
{
    bool whole = !(vars & ~e->powers.whole);
    if (whole && !expr_vars(e->pool, y))
        return closed_exponent(e, x, y, src);
    if (!whole && holds_step_of_bound(e->pool, y) && !is_positive(e, x)) {
        expr r = power_alternating(e, x, y);
        if (r != EXPR_NONE)
            return r;
        elab_error(e, src->pos,
                   "in a sum to infinity, a power whose exponent runs over "
                   "its index needs a base that is seen to be positive, or a "
                   "negative number and an exponent such as n or 2*n + 1");
        return EXPR_NONE;
    }
    return whole ? over_whole(e, x, y, src) : power_real(e, x, y);
}
