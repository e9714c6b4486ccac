/* Expressions at rational points by Arb, sharing nothing with numerics/ but
 * the expression itself.  See torture.h. */
#include "torture.h"

#include "../../numerics/base/memory.h"
#include "../../numerics/search/tape.h"
#include "../numerics/iv_support.h"

#include <arb_hypgeom.h>
#include <math.h>
#include <stdlib.h>

long torture_count(long reduced, long full)
{
    return getenv("ASSAY_TORTURE") != NULL ? full : test_count(reduced);
}

static void from_q(arb_t x, mpq_srcptr q, slong prec)
{
    fmpq_t f;
    fmpq_init(f);
    fmpq_set_mpq(f, q);
    arb_set_fmpq(x, f, prec);
    fmpq_clear(f);
}

static point_state partial(arb_t r, const expr_node *n, const arb_struct *a,
                           const arb_struct *b, slong prec)
{
    arb_t e;
    switch ((expr_op)n->op) {
    case EXPR_DIV:
        if (arb_is_zero(b))
            return POINT_UNDEFINED;
        arb_div(r, a, b, prec);
        break;
    case EXPR_LOG:
        if (arb_is_nonpositive(a))
            return POINT_UNDEFINED;
        arb_log(r, a, prec);
        break;
    case EXPR_SQRT:
        if (arb_is_negative(a))
            return POINT_UNDEFINED;
        arb_sqrt(r, a, prec);
        break;
    case EXPR_TAN:
        arb_tan(r, a, prec);
        break;
    case EXPR_FLOOR:
        arb_floor(r, a, prec);
        break;
    case EXPR_CEIL:
        arb_ceil(r, a, prec);
        break;
    case EXPR_ROOT:
        if (arb_is_negative(a))
            return POINT_UNDEFINED;
        arb_init(e);
        arb_set_si(e, n->p);
        arb_div_si(e, e, n->q, prec);
        if (arb_is_zero(a))
            arb_zero(r);
        else if (arb_is_positive(a))
            arb_pow(r, a, e, prec);
        else
            arb_indeterminate(r);
        arb_clear(e);
        break;
    default: /* not known to this evaluator */
        return POINT_UNKNOWN;
    }
    return arb_is_finite(r) ? POINT_VALUE : POINT_UNKNOWN;
}

static point_state total(arb_t r, const expr_pool *pool, expr id,
                         const expr_node *n, const arb_struct *a,
                         const arb_struct *b, const arb_struct *x,
                         slong prec)
{
    switch ((expr_op)n->op) {
    case EXPR_CONST:
        from_q(r, expr_const_value(pool, id), prec);
        break;
    case EXPR_PI:
        arb_const_pi(r, prec);
        break;
    case EXPR_VAR:
        arb_set(r, &x[n->p]);
        break;
    case EXPR_NEG:
        arb_neg(r, a);
        break;
    case EXPR_ADD:
        arb_add(r, a, b, prec);
        break;
    case EXPR_SUB:
        arb_sub(r, a, b, prec);
        break;
    case EXPR_MUL:
        arb_mul(r, a, b, prec);
        break;
    case EXPR_POW:
        arb_pow_ui(r, a, (ulong)n->p, prec);
        break;
    case EXPR_EXP:
        arb_exp(r, a, prec);
        break;
    case EXPR_SIN:
        arb_sin(r, a, prec);
        break;
    case EXPR_COS:
        arb_cos(r, a, prec);
        break;
    case EXPR_ATAN:
        arb_atan(r, a, prec);
        break;
    case EXPR_ERF:
        arb_hypgeom_erf(r, a, prec);
        break;
    case EXPR_ERFC:
        arb_hypgeom_erfc(r, a, prec);
        break;
    case EXPR_SINH:
        arb_sinh(r, a, prec);
        break;
    case EXPR_COSH:
        arb_cosh(r, a, prec);
        break;
    case EXPR_ABS:
        arb_abs(r, a);
        break;
    case EXPR_MIN:
        arb_min(r, a, b, prec);
        break;
    case EXPR_MAX:
        arb_max(r, a, b, prec);
        break;
    default:
        return partial(r, n, a, b, prec);
    }
    return arb_is_finite(r) ? POINT_VALUE : POINT_UNKNOWN;
}

/* A conditional: the branch taken, once the condition's sign is certain. */
static point_state branch(arb_t r, const expr_node *n, const arb_struct *v,
                          const point_state *s, slong prec)
{
    const arb_struct *h = &v[n->arg[0]];
    if (s[n->arg[0]] != POINT_VALUE)
        return s[n->arg[0]];
    bool yes = n->strict ? arb_is_positive(h) : arb_is_nonnegative(h);
    bool no = n->strict ? arb_is_nonpositive(h) : arb_is_negative(h);
    if (!yes && !no) { /* either */
        arb_union(r, &v[n->arg[1]], &v[n->arg[2]], prec);
        return s[n->arg[1]] == POINT_VALUE && s[n->arg[2]] == POINT_VALUE
                   ? POINT_VALUE
                   : POINT_UNKNOWN;
    }
    expr k = n->arg[yes ? 1 : 2];
    arb_set(r, &v[k]);
    return s[k];
}

/* Marks what f needs; ids of operands are smaller. */
static bool *needed(const expr_pool *pool, expr f)
{
    bool *need = xcalloc(f + (size_t)1, sizeof *need);
    need[f] = true;
    for (expr id = f; id > 0; id--)
        if (need[id])
            for (int k = 0; k < expr_get(pool, id)->nargs; k++)
                need[expr_get(pool, id)->arg[k]] = true;
    return need;
}

static point_state ball_value(arb_t out, const expr_pool *pool, expr f,
                              arb_struct *x, slong prec);

enum {
    PIECES = 64
};

/* The integral from a to b as (b - a)/N times the sum of f on N pieces of equal
 * length: an enclosure, and no narrow one. */
static point_state by_pieces(arb_t r, const expr_pool *pool, const expr_node *n,
                             const arb_struct *a, const arb_struct *b,
                             arb_struct *x, slong prec)
{
    arb_t h, left, right, v;
    point_state s = n->q == 0 ? POINT_VALUE : POINT_UNKNOWN;
    arb_init(h);
    arb_init(left);
    arb_init(right);
    arb_init(v);
    arb_zero(r);
    arb_sub(h, b, a, prec);
    arb_div_ui(h, h, PIECES, prec);
    for (ulong k = 0; k < PIECES && s == POINT_VALUE; k++) {
        arb_mul_ui(left, h, k, prec);
        arb_add(left, left, a, prec);
        arb_mul_ui(right, h, k + 1, prec);
        arb_add(right, right, a, prec);
        arb_union(&x[n->p], left, right, prec);
        s = ball_value(v, pool, n->arg[2], x, prec) == POINT_VALUE
                ? POINT_VALUE
                : POINT_UNKNOWN;
        arb_add(r, r, v, prec);
    }
    arb_mul(r, r, h, prec);
    arb_clear(h);
    arb_clear(left);
    arb_clear(right);
    arb_clear(v);
    return s == POINT_VALUE && arb_is_finite(r) ? POINT_VALUE : POINT_UNKNOWN;
}

/* f where x_i is in x[i], for all i that f has. */
static point_state ball_value(arb_t out, const expr_pool *pool, expr f,
                              arb_struct *x, slong prec)
{
    bool *need = needed(pool, f);
    arb_struct *v = xcalloc(f + (size_t)1, sizeof *v);
    point_state *s = xcalloc(f + (size_t)1, sizeof *s);
    for (expr id = 1; id <= f; id++) {
        const expr_node *n = expr_get(pool, id);
        if (!need[id])
            continue;
        arb_init(&v[id]);
        if (n->op == EXPR_IF) {
            s[id] = branch(&v[id], n, v, s, prec);
            continue;
        }
        bool unknown = n->op == EXPR_TV, gone = false;
        for (int k = 0; k < n->nargs; k++) {
            unknown = unknown || s[n->arg[k]] == POINT_UNKNOWN;
            gone = gone || s[n->arg[k]] == POINT_UNDEFINED;
        }
        const arb_struct *a = n->nargs > 0 ? &v[n->arg[0]] : NULL;
        const arb_struct *b = n->nargs > 1 ? &v[n->arg[1]] : NULL;
        if (gone || unknown)
            s[id] = gone ? POINT_UNDEFINED : POINT_UNKNOWN;
        else if (n->op == EXPR_INTEGRAL)
            s[id] = by_pieces(&v[id], pool, n, a, b, x, prec);
        else
            s[id] = total(&v[id], pool, id, n, a, b, x, prec);
    }
    point_state answer = s[f];
    arb_set(out, &v[f]);
    for (expr id = 1; id <= f; id++)
        if (need[id])
            arb_clear(&v[id]);
    free(v);
    free(s);
    free(need);
    return answer;
}

point_state point_value(arb_t out, const expr_pool *pool, expr f, mpq_t *x,
                        slong prec)
{
    arb_struct ball[EXPR_MAX_VARS];
    uint64_t vars = expr_vars(pool, f);
    for (int i = 0; i < EXPR_MAX_VARS; i++) {
        arb_init(&ball[i]);
        if ((vars >> i & 1) != 0)
            from_q(&ball[i], x[i], prec);
    }
    point_state s = ball_value(out, pool, f, ball, prec);
    for (int i = 0; i < EXPR_MAX_VARS; i++)
        arb_clear(&ball[i]);
    return s;
}

/* ---- statements at points ------------------------------------------------ */

enum {
    JUDGE_BITS = 400
};

bool point_is_admissible(const problem *p, mpq_t *x)
{
    bool ok = true;
    arb_t v;
    arb_init(v);
    for (int i = 0; i < p->nvars && ok; i++)
        ok = range_contains_q(&p->box[i], x[i]);
    for (size_t j = 0; j < p->nhyps && ok; j++)
        ok = point_value(v, p->pool, p->hyp[j].e, x, JUDGE_BITS) ==
                 POINT_VALUE &&
             (p->hyp[j].strict ? arb_is_positive(v) : arb_is_nonnegative(v));
    arb_clear(v);
    return ok;
}

static bool judge_point(const problem *p, size_t g, mpq_t *x, bool fails)
{
    bool is = false;
    arb_t v;
    if (!point_is_admissible(p, x))
        return false;
    arb_init(v);
    for (slong prec = JUDGE_BITS; prec <= 8 * JUDGE_BITS && !is; prec *= 8) {
        point_state s = point_value(v, p->pool, p->goal[g].e, x, prec);
        if (s == POINT_UNDEFINED)
            is = fails;
        else if (s == POINT_VALUE)
            is = fails ? arb_is_negative(v) ||
                             (p->goal[g].strict && arb_is_zero(v))
                       : arb_is_positive(v);
    }
    arb_clear(v);
    return is;
}

bool point_fails(const problem *p, size_t g, mpq_t *x)
{
    return judge_point(p, g, x, true);
}

bool point_holds(const problem *p, size_t g, mpq_t *x)
{
    return judge_point(p, g, x, false);
}

/* ---- making problems and points ------------------------------------------ */

void problem_with_goal(problem *q, const problem *p, expr f, bool strict)
{
    problem_init(q, p->pool, p->nvars);
    for (int i = 0; i < p->nvars; i++) {
        problem_set_name(q, i, p->names[i]);
        range_set(&q->box[i], &p->box[i]);
    }
    for (size_t j = 0; j < p->nhyps; j++)
        problem_add_hyp(q, p->hyp[j].e, p->hyp[j].strict);
    problem_add_goal(q, f, strict);
}

void points_init(mpq_t *x, int n)
{
    for (int i = 0; i < n; i++)
        mpq_init(x[i]);
}

void points_clear(mpq_t *x, int n)
{
    for (int i = 0; i < n; i++)
        mpq_clear(x[i]);
}

void random_box_point(mpq_t *x, const problem *p)
{
    for (int i = 0; i < p->nvars; i++) {
        if (range_is_point(&p->box[i]))
            mpq_set(x[i], p->box[i].lo);
        else
            random_point(x[i], &p->box[i]);
    }
}

static double value_at(tape *t, tape_scratch *s, const double *d)
{
    double v;
    tape_point(t, s, d, &v);
    return v == v ? v : INFINITY;
}

static bool inside(const range *r, double v)
{
    mpq_t q;
    if (!isfinite(v))
        return false;
    mpq_init(q);
    mpq_set_d(q, v);
    bool in = range_contains_q(r, q);
    mpq_clear(q);
    return in;
}

void polish(mpq_t *x, const problem *p, size_t g)
{
    double d[EXPR_MAX_VARS];
    tape *t = tape_new(p->pool, &p->goal[g].e, 1, p->nvars, NULL, 0);
    tape_scratch *s = tape_scratch_new(t);
    for (int i = 0; i < p->nvars; i++)
        d[i] = mpq_get_d(x[i]);
    double best = value_at(t, s, d);
    for (double step = 1; step > 1e-13; step /= 2)
        for (int i = 0; i < p->nvars; i++)
            for (int sign = -1; sign <= 1; sign += 2) {
                double old = d[i], v = old + sign * step * (1 + fabs(old)) / 8;
                if (!inside(&p->box[i], v))
                    continue;
                d[i] = v;
                double now = value_at(t, s, d);
                if (now < best) {
                    best = now;
                    mpq_set_d(x[i], v);
                } else {
                    d[i] = old;
                }
            }
    tape_scratch_free(s);
    tape_free(t);
}
