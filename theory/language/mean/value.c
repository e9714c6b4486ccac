/* Operations on exact values: rational, algebraic, rational multiples of pi.
 * What is computed here is believed: it decides what a statement means. */
#include "value.h"

const char value_too_long[] = "a number in it has more than 65,536 bits";
const char value_too_high[] = "an algebraic number in it has a degree above 96";

void value_clear(value *v)
{
    if (value_is_exact(v))
        qqbar_clear(v->x);
    v->kind = VALUE_NONE;
}

bool value_is_exact(const value *v)
{
    return v->kind == VALUE_ALGEBRAIC || v->kind == VALUE_PI;
}

int value_sign(const value *v)
{
    return qqbar_sgn_re(v->x); /* x is real, pi > 0 */
}

qqbar_ptr value_start(value *r, value_kind kind)
{
    r->kind = kind;
    qqbar_init(r->x);
    return r->x;
}

void value_set_limit(value *r, const char *which)
{
    value_clear(r);
    r->kind = VALUE_LIMIT;
    r->limit = which;
}

void value_copy(value *r, const value *v)
{
    if (value_is_exact(v))
        qqbar_set(value_start(r, v->kind), v->x);
    else
        *r = *v;
}

static bool is_rational(const value *v)
{
    return v->kind == VALUE_ALGEBRAIC && qqbar_is_rational(v->x);
}

bool value_is_zero(const value *v)
{
    return v->kind == VALUE_ALGEBRAIC && qqbar_is_zero(v->x);
}

/* The result of an operation that was within limits need not be so. */
static void check_size(value *r)
{
    if (qqbar_degree(r->x) > NUMBER_MAX_DEGREE)
        value_set_limit(r, value_too_high);
    else if (qqbar_height_bits(r->x) > NUMBER_MAX_BITS)
        value_set_limit(r, value_too_long);
}

/* May x and y be combined? */
static bool within_limits(value *r, const value *a, const value *b)
{
    slong degree = qqbar_degree(a->x) * qqbar_degree(b->x);
    slong bits = qqbar_height_bits(a->x) + qqbar_height_bits(b->x);
    if (degree > NUMBER_MAX_DEGREE)
        value_set_limit(r, value_too_high);
    else if (degree > 1 && bits * degree > NUMBER_MAX_BITS)
        value_set_limit(r, value_too_long);
    return r->kind == VALUE_NONE;
}

static void add_sub(value *r, const value *a, const value *b, bool sub)
{
    if (a->kind != b->kind && !value_is_zero(a) && !value_is_zero(b)) {
        r->kind = VALUE_OTHER; /* q pi + x */
        return;
    }
    if (!within_limits(r, a, b))
        return;
    value_kind kind = value_is_zero(a) ? b->kind : a->kind;
    qqbar_ptr x = value_start(r, kind);
    if (sub)
        qqbar_sub(x, a->x, b->x);
    else
        qqbar_add(x, a->x, b->x);
    if (qqbar_is_zero(x))
        r->kind = VALUE_ALGEBRAIC;
    check_size(r);
}

static void mul_div(value *r, const value *a, const value *b, bool div)
{
    if (div && value_is_zero(b)) {
        r->kind = VALUE_UNDEFINED;
        return;
    }
    bool pa = a->kind == VALUE_PI, pb = b->kind == VALUE_PI;
    bool zero = value_is_zero(a) || value_is_zero(b);
    if (!zero && (div ? pb && !pa : pa && pb)) {
        r->kind = VALUE_OTHER; /* pi^2, x/pi */
        return;
    }
    if (!within_limits(r, a, b))
        return;
    qqbar_ptr x = value_start(r, VALUE_ALGEBRAIC);
    if (zero)
        qqbar_zero(x);
    else if (div)
        qqbar_div(x, a->x, b->x);
    else
        qqbar_mul(x, a->x, b->x);
    if (!zero && (div ? pa && !pb : pa || pb)) {
        if (qqbar_is_rational(x)) {
            r->kind = VALUE_PI;
        } else { /* sqrt(2) pi */
            value_clear(r);
            r->kind = VALUE_OTHER;
            return;
        }
    }
    check_size(r);
}

/* |x|^n has at most n times the bits of x. */
static void power(value *r, const value *a, unsigned long n)
{
    if (a->kind == VALUE_PI) {
        r->kind = VALUE_OTHER;
        return;
    }
    slong bits = qqbar_height_bits(a->x) - (qqbar_degree(a->x) == 1);
    if (bits > NUMBER_MAX_BITS || (unsigned long)bits * n > NUMBER_MAX_BITS) {
        value_set_limit(r, value_too_long);
        return;
    }
    qqbar_pow_ui(value_start(r, VALUE_ALGEBRAIC), a->x, n);
    check_size(r);
}

/* The q-th root of a rational that has a rational one: any q will do. */
static bool rational_root(value *r, const value *a, unsigned long q)
{
    fmpq_t x;
    fmpz_t t;
    fmpq_init(x);
    fmpz_init(t);
    qqbar_get_fmpq(x, a->x);
    bool ok = fmpz_root(t, fmpq_numref(x), (slong)q) != 0;
    fmpz_swap(t, fmpq_numref(x));
    ok = ok && fmpz_root(t, fmpq_denref(x), (slong)q) != 0;
    fmpz_swap(t, fmpq_denref(x));
    if (ok)
        qqbar_set_fmpq(value_start(r, VALUE_ALGEBRAIC), x);
    fmpq_clear(x);
    fmpz_clear(t);
    return ok;
}

/* a^(1/q), a >= 0. */
static void root(value *r, const value *a, unsigned long q)
{
    if (value_sign(a) < 0) {
        r->kind = VALUE_UNDEFINED;
    } else if (a->kind == VALUE_PI) {
        r->kind = VALUE_OTHER;
    } else if (!is_rational(a) || !rational_root(r, a, q)) {
        if (q > NUMBER_MAX_DEGREE ||
            (slong)q * qqbar_degree(a->x) > NUMBER_MAX_DEGREE) {
            value_set_limit(r, value_too_high);
            return;
        }
        qqbar_root_ui(value_start(r, VALUE_ALGEBRAIC), a->x, q);
        check_size(r);
    }
}

static void root_power(value *r, const value *a, const expr_node *x)
{
    value t = {.kind = VALUE_NONE};
    root(&t, a, (unsigned long)x->q);
    if (t.kind == VALUE_ALGEBRAIC)
        power(r, &t, (unsigned long)x->p);
    else
        *r = t;
    if (t.kind == VALUE_ALGEBRAIC)
        value_clear(&t);
}

/* min or max; numbers of different kinds are left to enclosures. */
static void extremum(value *r, const value *a, const value *b, bool least)
{
    int c;
    if (a->kind == b->kind) {
        c = qqbar_cmp_re(a->x, b->x);
    } else {
        c = value_sign(a) - value_sign(b);
        if (c == 0) {
            r->kind = VALUE_OTHER;
            return;
        }
    }
    value_copy(r, (c < 0) == least ? a : b);
}

static void branch(value *r, const expr_node *x, value *const arg[3])
{
    if (!value_is_exact(arg[0])) {
        *r = *arg[0];
        return;
    }
    int s = value_sign(arg[0]);
    value_copy(r, (x->strict ? s > 0 : s >= 0) ? arg[1] : arg[2]);
}

/* What an argument without an exact value makes of the result; false when
 * all arguments have one. */
static bool inherit(value *r, int nargs, value *const arg[3])
{
    value_kind worst = VALUE_NONE;
    const value *limit = NULL;
    for (int k = 0; k < nargs; k++) {
        value_kind kind = arg[k]->kind;
        if (kind == VALUE_UNDEFINED)
            worst = kind;
        else if (kind == VALUE_LIMIT && worst != VALUE_UNDEFINED)
            worst = kind, limit = arg[k];
        else if (kind == VALUE_OTHER && worst == VALUE_NONE)
            worst = kind;
    }
    if (worst == VALUE_LIMIT)
        *r = *limit;
    else
        r->kind = worst;
    return worst != VALUE_NONE;
}

/* The whole number next to a real algebraic one. */
static void whole(value *r, const value *a, bool up)
{
    if (a->kind != VALUE_ALGEBRAIC) {
        r->kind = VALUE_OTHER; /* enclosures tell */
        return;
    }
    fmpz_t n;
    fmpz_init(n);
    if (up)
        qqbar_ceil(n, a->x);
    else
        qqbar_floor(n, a->x);
    qqbar_set_fmpz(value_start(r, VALUE_ALGEBRAIC), n);
    fmpz_clear(n);
}

static void apply_unary(value *r, const expr_node *x, const value *a,
                        const value *inner)
{
    switch ((expr_op)x->op) {
    case EXPR_NEG:
        qqbar_neg(value_start(r, a->kind), a->x);
        return;
    case EXPR_ABS:
        qqbar_abs(value_start(r, a->kind), a->x);
        return;
    case EXPR_FLOOR:
    case EXPR_CEIL:
        whole(r, a, x->op == EXPR_CEIL);
        return;
    case EXPR_POW:
        power(r, a, (unsigned long)x->p);
        return;
    case EXPR_SQRT:
        root(r, a, 2);
        return;
    case EXPR_ROOT:
        root_power(r, a, x);
        return;
    case EXPR_EXP:
        value_exponential(r, a, inner);
        return;
    case EXPR_LOG:
        value_logarithm(r, a, NULL);
        return;
    case EXPR_SIN:
    case EXPR_COS:
    case EXPR_TAN:
        value_circular(r, (expr_op)x->op, a);
        return;
    case EXPR_ATAN:
        value_arctangent(r, a);
        return;
    case EXPR_ERF:
        if (value_is_zero(a))
            value_start(r, VALUE_ALGEBRAIC);
        else
            r->kind = VALUE_OTHER;
        return;
    default:
        r->kind = VALUE_OTHER;
        return;
    }
}

static void apply_binary(value *r, const expr_node *x, const value *a,
                         const value *b)
{
    switch ((expr_op)x->op) {
    case EXPR_ADD:
    case EXPR_SUB:
        add_sub(r, a, b, x->op == EXPR_SUB);
        return;
    case EXPR_MUL:
    case EXPR_DIV:
        mul_div(r, a, b, x->op == EXPR_DIV);
        return;
    case EXPR_MIN:
    case EXPR_MAX:
        extremum(r, a, b, x->op == EXPR_MIN);
        return;
    default: /* tv_normal: of positive variances */
        r->kind = value_sign(a) <= 0 || value_sign(b) <= 0 ? VALUE_UNDEFINED
                                                           : VALUE_OTHER;
        return;
    }
}

void value_apply(value *r, const expr_pool *pool, expr f, value *const arg[3],
                 const value *inner)
{
    const expr_node *x = expr_get(pool, f);
    if (x->op == EXPR_CONST) {
        fmpq_t q;
        fmpq_init(q);
        fmpq_set_mpq(q, expr_const_value(pool, f));
        qqbar_set_fmpq(value_start(r, VALUE_ALGEBRAIC), q);
        fmpq_clear(q);
        check_size(r);
    } else if (x->op == EXPR_PI) {
        qqbar_one(value_start(r, VALUE_PI));
    } else if (x->op == EXPR_IF) {
        branch(r, x, arg);
    } else if (x->op == EXPR_INTEGRAL) { /* its ends say nothing of it */
        if (!inherit(r, x->nargs, arg) || r->kind == VALUE_LIMIT)
            r->kind = VALUE_OTHER;
    } else if (inner && value_is_exact(inner)) {
        if (x->op == EXPR_LOG)
            value_logarithm(r, arg[0], inner);
        else
            value_exponential(r, arg[0], inner);
    } else if (!inherit(r, x->nargs, arg)) {
        if (x->nargs == 1)
            apply_unary(r, x, arg[0], NULL);
        else
            apply_binary(r, x, arg[0], arg[1]);
    }
}
