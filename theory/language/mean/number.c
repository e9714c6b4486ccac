/* Exact values of closed expressions.  What is found here is believed: it
 * decides what a statement means. */
#include "number.h"
#include "value.h"

#include "../../../numerics/exact/exact.h"

#include <stdlib.h>

/* Values by node: open addressing, 0 is free. */
struct number_table {
    expr *key;
    value **v;
    size_t n, size; /* size: a power of two */
    expr *stack;
    size_t sp, cap;
};

void number_table_free(number_table *t)
{
    if (!t)
        return;
    for (size_t i = 0; i < t->size; i++)
        if (t->key[i]) {
            value_clear(t->v[i]);
            free(t->v[i]);
        }
    free(t->key);
    free(t->v);
    free(t->stack);
    free(t);
}

static size_t place(const number_table *t, expr a)
{
    size_t i = (size_t)(a * UINT32_C(2654435761)) & (t->size - 1);
    while (t->key[i] && t->key[i] != a)
        i = (i + 1) & (t->size - 1);
    return i;
}

static void grow(number_table *t)
{
    number_table old = *t;
    t->size = old.size ? 2 * old.size : 256;
    t->key = xcalloc(t->size, sizeof *t->key);
    t->v = xcalloc(t->size, sizeof(value *));
    for (size_t i = 0; i < old.size; i++)
        if (old.key[i]) {
            size_t k = place(t, old.key[i]);
            t->key[k] = old.key[i];
            t->v[k] = old.v[i];
        }
    free(old.key);
    free(old.v);
}

static value *known(const number_table *t, expr a)
{
    return t->size ? t->v[place(t, a)] : NULL;
}

/* The place of a value that is not known yet. */
static value *add(number_table *t, expr a)
{
    if (2 * (t->n + 1) > t->size)
        grow(t);
    size_t k = place(t, a);
    t->key[k] = a;
    t->v[k] = xcalloc(1, sizeof(value));
    t->n++;
    return t->v[k];
}

static void push(number_table *t, expr a)
{
    if (t->sp == t->cap) {
        t->cap = 2 * t->cap + 64;
        t->stack = xrealloc(t->stack, t->cap * sizeof *t->stack);
    }
    t->stack[t->sp++] = a;
}

/* The node behind log(exp(c)) or exp(log(c)); EXPR_NONE for others. */
static expr behind(const expr_pool *pool, const expr_node *x)
{
    if (x->op != EXPR_EXP && x->op != EXPR_LOG)
        return EXPR_NONE;
    const expr_node *y = expr_get(pool, x->arg[0]);
    bool inverse = (x->op == EXPR_EXP && y->op == EXPR_LOG) ||
                   (x->op == EXPR_LOG && y->op == EXPR_EXP);
    return inverse ? y->arg[0] : EXPR_NONE;
}

/* exp(log(c)) has no value where c <= 0: then the argument log(c) is known to
 * have none, too. */
static void compute(elab *e, number_table *t, expr f)
{
    const expr_node *x = expr_get(e->pool, f);
    value *arg[3] = {NULL, NULL, NULL};
    size_t limbs = 1;
    for (int k = 0; k < x->nargs; k++) {
        arg[k] = known(t, x->arg[k]);
        if (value_is_exact(arg[k]))
            limbs += (size_t)qqbar_height_bits(arg[k]->x) / 64;
    }
    expr in = behind(e->pool, x);
    const value *inner = in != EXPR_NONE ? known(t, in) : NULL;
    if (inner && arg[0]->kind != VALUE_OTHER)
        inner = NULL;
    /* long numbers take long: what they cost is counted as steps */
    e->steps -= limbs < e->steps ? limbs : e->steps;
    value_apply(add(t, f), e->pool, f, arg, inner);
}

static const value *find(elab *e, expr f)
{
    if (!e->numbers)
        e->numbers = xcalloc(1, sizeof *e->numbers);
    number_table *t = e->numbers;
    push(t, f);
    while (t->sp) {
        expr top = t->stack[t->sp - 1];
        size_t before = t->sp;
        const expr_node *x = expr_get(e->pool, top);
        bool done = known(t, top) != NULL;
        for (int k = 0; !done && k < x->nargs; k++)
            if (!known(t, x->arg[k]))
                push(t, x->arg[k]);
        if (t->sp > before)
            continue;
        if (!done)
            compute(e, t, top);
        t->sp--;
    }
    return known(t, f);
}

bool number_sign(elab *e, expr a, int *sign)
{
    const value *v = find(e, a);
    if (value_is_exact(v))
        *sign = value_sign(v);
    return value_is_exact(v);
}

bool number_is_undefined(elab *e, expr a)
{
    return find(e, a)->kind == VALUE_UNDEFINED;
}

const char *number_limit(elab *e, expr a)
{
    const value *v = find(e, a);
    return v->kind == VALUE_LIMIT ? v->limit : NULL;
}

/* Is there a whole number in v, which is bounded? */
static bool holds_whole(iv_srcptr v)
{
    mpz_t lo, hi;
    mpz_inits(lo, hi, NULL);
    mpfr_get_z(lo, iv_lower(v), MPFR_RNDU); /* ceiling and floor, exact */
    mpfr_get_z(hi, iv_upper(v), MPFR_RNDD);
    bool r = mpz_cmp(lo, hi) <= 0;
    mpz_clears(lo, hi, NULL);
    return r;
}

/* The multiple of 1/den, den at most 60, that v holds, if v is narrow. */
static bool suspect(mpq_ptr q, iv_srcptr v)
{
    enum {
        MAX_DEN = 60
    };
    mpq_t end;
    mpz_t lo, hi;
    mpq_init(end);
    mpz_inits(lo, hi, NULL);
    bool found = false;
    for (unsigned long den = 1; den <= MAX_DEN && !found; den++) {
        mpq_set_ui(q, den, 1);
        mpfr_get_q(end, iv_lower(v));
        mpq_mul(end, end, q);
        mpz_cdiv_q(lo, mpq_numref(end), mpq_denref(end));
        mpfr_get_q(end, iv_upper(v));
        mpq_mul(end, end, q);
        mpz_fdiv_q(hi, mpq_numref(end), mpq_denref(end));
        found = mpz_cmp(lo, hi) == 0;
        mpq_set_z(q, lo);
        mpz_set_ui(mpq_denref(q), den);
    }
    mpq_canonicalize(q);
    mpq_clear(end);
    mpz_clears(lo, hi, NULL);
    return found;
}

/* Is a, which is defined, equal to q, by normal forms? */
static bool equals(elab *e, eval *ev, expr a, mpq_srcptr q)
{
    expr d = expr_sub(e->pool, a, expr_q(e->pool, q));
    return d != EXPR_NONE && decide_normal_zero(e, ev, d);
}

/* By enclosures: a is defined and no whole number; or it is a rational number
 * that the normal forms confirm. */
static number_kind enclosed(elab *e, expr a, mpq_ptr q)
{
    bool tried = false;
    for (int i = 2; i < EVAL_LEVELS; i++) {
        eval *ev = decide_level(e, i);
        iv_srcptr v = eval_enclose(ev, a);
        if (!iv_is_bounded(v) || !decide_moderate(v))
            continue;
        if (!tried && suspect(q, v) && equals(e, ev, a, q))
            return NUMBER_RATIONAL;
        tried = true;
        if (!holds_whole(eval_enclose(ev, a)))
            return NUMBER_NOT_WHOLE;
    }
    return NUMBER_OPEN;
}

number_kind number_find(elab *e, expr a, mpq_ptr q)
{
    if (expr_is_const(e->pool, a)) {
        mpq_set(q, expr_const_value(e->pool, a));
        return NUMBER_RATIONAL;
    }
    const value *v = find(e, a);
    if (v->kind == VALUE_UNDEFINED)
        return NUMBER_UNDEFINED;
    if (v->kind == VALUE_PI)
        return NUMBER_NOT_WHOLE;
    if (v->kind != VALUE_ALGEBRAIC)
        return decide_is_undefined(e, a) ? NUMBER_UNDEFINED : enclosed(e, a, q);
    if (!qqbar_is_rational(v->x))
        return NUMBER_NOT_WHOLE;
    fmpq_t x;
    fmpq_init(x);
    qqbar_get_fmpq(x, v->x);
    fmpq_get_mpq(q, x);
    fmpq_clear(x);
    return NUMBER_RATIONAL;
}
