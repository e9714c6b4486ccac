/* Integrals whose integrand has no value somewhere inside, by the second engine:
 * a second opinion on ../enclose/eval_void.c.
 *
 * Either at a number strictly between the ends, by what an operation excludes;
 * or between two, for a divisor that is continuous on the way and has another
 * sign at the other end: there it is 0 in between. */
#include "recheck_tail.h"

#include "recheck_internal.h"
#include "rrange_function.h"

enum {
    FEW = 16, /* parts */
    MORE = 47,
    PATIENCE = 300
};

typedef struct {
    const recheck_integrand *f;
    rrange from, to, all; /* the part's ends, numbers, and all of it */
    int patience;
} part;

static const expr_node *node(const part *w, expr f)
{
    return expr_get(reval_pool(w->f->in), f);
}

static int sign_at(part *w, expr v, const rrange *at)
{
    reval_set_var(w->f->in, w->f->t, at);
    const rrange *y = reval_enclose(w->f->in, v);
    return rrange_pos(y) ? 1 : rrange_neg(y) ? -1 : 0;
}

/* v has a zero in the part; recursion: as deep as v. */
static bool has_zero(part *w, expr v)
{
    const expr_node x = *node(w, v);
    bool continuous = false, decided = false;
    if (--w->patience < 0)
        return false;
    switch ((expr_op)x.op) {
    case EXPR_MUL:
        return has_zero(w, x.arg[0]) || has_zero(w, x.arg[1]);
    case EXPR_POW:
    case EXPR_ROOT:
        return x.p > 0 && has_zero(w, x.arg[0]);
    case EXPR_NEG:
    case EXPR_ABS:
    case EXPR_SQRT:
        return has_zero(w, x.arg[0]);
    default:
        break;
    }
    reval_set_var(w->f->in, w->f->t, &w->all);
    if (!reval_enclose(w->f->in, v)->ok)
        return false;
    reval_smoothness(w->f->in, v, &continuous, &decided);
    return continuous && sign_at(w, v, &w->from) * sign_at(w, v, &w->to) == -1;
}

/* What x's operation cannot take, its arguments being known. */
static bool excluded(const part *w, const expr_node *x)
{
    reval *e = w->f->in;
    const rrange_function *row = rrange_function_of((expr_op)x->op);
    if (x->op == EXPR_DIV)
        return rrange_is_zero(reval_enclose(e, x->arg[1]));
    if (x->op == EXPR_SQRT || x->op == EXPR_ROOT)
        return rrange_neg(reval_enclose(e, x->arg[0]));
    if (x->op == EXPR_INTEGRAL)
        return reval_diverges(e, x);
    return row != NULL && row->outside != NULL &&
           row->outside(reval_enclose(e, x->arg[0]));
}

/* f is without a value at `at`, or, where that is all of the part, at a point
 * of it; recursion: patience. */
static bool without(part *w, expr f, const rrange *at)
{
    reval *e = w->f->in;
    reval_set_var(e, w->f->t, at);
    if (--w->patience < 0 || reval_enclose(e, f)->ok)
        return false;
    const expr_node x = *node(w, f);
    bool all = true;
    if (at == &w->all && x.op == EXPR_DIV && has_zero(w, x.arg[1]))
        return true;
    for (int k = 0; k < x.nargs; k++) {
        reval_set_var(e, w->f->t, at);
        all = all && reval_enclose(e, x.arg[k])->ok;
        if (x.op == EXPR_IF && k > 0) {
            const rrange *h = reval_enclose(e, x.arg[0]);
            bool first = x.strict ? rrange_pos(h) : rrange_nonneg(h);
            bool other = x.strict ? rrange_nonpos(h) : rrange_neg(h);
            if (k == 1 ? !first : !other)
                continue;
        }
        if (without(w, x.arg[k], at))
            return true;
    }
    reval_set_var(e, w->f->t, at);
    return all && at != &w->all && excluded(w, &x);
}

static void number(rrange *r, const arf_t x)
{
    arf_set(&r->lo, x);
    arf_set(&r->hi, x);
    r->ok = true;
    r->lo_open = r->hi_open = false;
}

/* Looks at n parts of (p, q), numbers. */
static bool parts(part *w, ulong n, const arf_t p, const arf_t q)
{
    slong prec = reval_prec(w->f->in);
    arf_t x, d;
    bool yes = false;
    arf_init(x);
    arf_init(d);
    arf_sub(d, q, p, prec, ARF_RND_DOWN);
    arf_div_ui(d, d, n, prec, ARF_RND_DOWN);
    number(&w->from, p);
    for (ulong k = 1; k <= n && !yes; k++) {
        arf_mul_ui(x, d, k, prec, ARF_RND_DOWN);
        arf_add(x, x, p, prec, ARF_RND_NEAR);
        if (k == n || arf_cmp(x, q) > 0)
            arf_set(x, q);
        if (arf_cmp(&w->from.hi, x) >= 0)
            continue;
        number(&w->to, x);
        rrange_hull(&w->all, &w->from, &w->to, prec);
        w->patience = PATIENCE;
        yes = without(w, w->f->f, &w->all);
        w->patience = PATIENCE;
        if (!yes && arf_cmp(p, x) < 0 && arf_cmp(x, q) < 0)
            yes = without(w, w->f->f, &w->to);
        number(&w->from, x);
    }
    arf_clear(x);
    arf_clear(d);
    return yes;
}

/* An infinite end, or two, is put off to 2^k. */
static void within(arf_t p, arf_t q, slong k, slong prec)
{
    arf_t w;
    arf_init(w);
    arf_one(w);
    arf_mul_2exp_si(w, w, k);
    bool both = arf_is_inf(p) && arf_is_inf(q);
    if (both)
        arf_neg(p, w);
    else if (arf_is_inf(p))
        arf_sub(p, q, w, prec, ARF_RND_CEIL);
    if (both)
        arf_set(q, w);
    else if (arf_is_inf(q))
        arf_add(q, p, w, prec, ARF_RND_FLOOR);
    arf_clear(w);
}

bool recheck_void_inside(const recheck_integrand *f, const rrange *a,
                         const rrange *b)
{
    part w = {.f = f};
    arf_t p, q, x, y;
    arf_init(p);
    arf_init(q);
    arf_init(x);
    arf_init(y);
    rrange_init(&w.from);
    rrange_init(&w.to);
    rrange_init(&w.all);
    bool from_inf = (f->infinite & EXPR_FROM_INF) != 0;
    bool to_inf = (f->infinite & EXPR_TO_INF) != 0, yes = false;
    /* whichever end is lower, for sure */
    bool back = !from_inf && !to_inf && arf_cmp(&b->hi, &a->lo) < 0;
    arf_set(p, back ? &b->hi : &a->hi);
    arf_set(q, back ? &a->lo : &b->lo);
    if (from_inf)
        arf_neg_inf(p);
    if (to_inf)
        arf_pos_inf(q);
    bool known = (from_inf || rrange_is_bounded(a)) &&
                 (to_inf || rrange_is_bounded(b)) && arf_cmp(p, q) < 0;
    for (slong k = 2; k <= 10 && known && !yes; k += 4) {
        arf_set(x, p);
        arf_set(y, q);
        within(x, y, k, reval_prec(f->in));
        yes = arf_cmp(x, y) < 0 &&
              (parts(&w, FEW, x, y) || parts(&w, MORE, x, y));
        known = from_inf || to_inf; /* else once is enough */
    }
    arf_clear(p);
    arf_clear(q);
    arf_clear(x);
    arf_clear(y);
    rrange_clear(&w.from);
    rrange_clear(&w.to);
    rrange_clear(&w.all);
    return yes;
}
