/* The second engine's evaluator: a post-order walk with an explicit stack.
 *
 * A node's range encloses its values at every point of the box (where the
 * hypotheses hold), and is defined only if the node is: by induction from the
 * inclusion property of each operation on ranges. */
#include "recheck_integral.h"
#include "recheck_sum.h"
#include "recheck_under.h"

#include "../base/memory.h"
#include "../expr/expr_function.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    rrange v;
    uint64_t age; /* of the box it belongs to; 0: none yet */
    slong aim; /* what integrals in it were asked for */
    bool continuous, decided;
} cell;

enum { INNER_GUARD = 24 }; /* bits */
struct reval {
    const expr_pool *pool;
    slong prec;
    uint64_t age;
    rrange var[EXPR_MAX_VARS];
    int nvars;
    sign_condition *hyp;
    size_t nhyps;
    cell **cell; /* by node */
    size_t ncells, nkept;
    expr *stack;
    size_t depth, cap;
    jets *jets;
    reval *inner; /* for integrands, made when needed */
    recheck_under *under;
    reval_depth nested;
    recheck_sums *sums;
    rrange undefined;
};

reval *reval_new(const expr_pool *pool, slong prec)
{
    reval *e = xcalloc(1, sizeof *e);
    e->pool = pool;
    e->prec = prec;
    e->age = 1;
    for (int i = 0; i < EXPR_MAX_VARS; i++)
        rrange_init(&e->var[i]);
    rrange_init(&e->undefined);
    return e;
}

void reval_free(reval *e)
{
    if (e == NULL)
        return;
    for (size_t k = 0; k < e->ncells; k++)
        if (e->cell[k] != NULL) {
            rrange_clear(&e->cell[k]->v);
            free(e->cell[k]);
        }
    for (int i = 0; i < EXPR_MAX_VARS; i++)
        rrange_clear(&e->var[i]);
    rrange_clear(&e->undefined);
    recheck_jets_free(e->jets);
    reval_free(e->inner);
    recheck_under_free(e->under);
    recheck_sums_free(e->sums);
    free(e->cell);
    free(e->hyp);
    free(e->stack);
    free(e);
}

slong reval_prec(const reval *e)
{
    return e->prec;
}

size_t reval_kept(const reval *e)
{
    return e->nkept;
}

jets **reval_jets(reval *e)
{
    return &e->jets;
}

reval_depth *reval_depth_of(reval *e)
{
    return &e->nested;
}

recheck_under **reval_under(reval *e)
{
    return &e->under;
}

recheck_sums **reval_sums(reval *e)
{
    return &e->sums;
}

const expr_pool *reval_pool(const reval *e)
{
    return e->pool;
}

/* ---- the box ------------------------------------------------------------ */

void reval_set_box(reval *e, const range *box, int nvars)
{
    assert(nvars >= 0 && nvars <= EXPR_MAX_VARS);
    e->age++;
    e->nvars = nvars;
    for (int i = 0; i < nvars; i++) {
        const range *r = &box[i];
        rrange_set_q(&e->var[i], r->lo_inf ? NULL : r->lo, r->lo_open,
                     r->hi_inf ? NULL : r->hi, r->hi_open, e->prec);
    }
}

void reval_set_var(reval *e, int i, const rrange *x)
{
    assert(i >= 0 && i < e->nvars);
    e->age++;
    rrange_set(&e->var[i], x);
}

void reval_set_hyps(reval *e, const sign_condition *hyp, size_t n)
{
    e->age++;
    e->hyp = xrealloc(e->hyp, (n + 1) * sizeof *e->hyp);
    if (n > 0)
        memcpy(e->hyp, hyp, n * sizeof *hyp);
    e->nhyps = n;
}

/* ---- one node ----------------------------------------------------------- */

static cell *known(const reval *e, expr f)
{
    cell *c = f < e->ncells ? e->cell[f] : NULL;
    if (c == NULL || c->age == 0)
        return NULL;
    bool closed = expr_get(e->pool, f)->vars == 0;
    return c->age == e->age || (closed && c->aim == e->nested.aim) ? c : NULL;
}

static cell *place(reval *e, expr f)
{
    if (f >= e->ncells) {
        size_t n = expr_pool_size(e->pool);
        n = n > f ? n + n / 4 : (size_t)f + 1;
        e->cell = xrealloc(e->cell, n * sizeof *e->cell);
        memset(e->cell + e->ncells, 0, (n - e->ncells) * sizeof *e->cell);
        e->ncells = n;
    }
    if (e->cell[f] == NULL) {
        e->cell[f] = xcalloc(1, sizeof **e->cell);
        rrange_init(&e->cell[f]->v);
        e->nkept++;
    }
    return e->cell[f];
}

static void compute(rrange *r, const reval *e, expr f, const expr_node *n,
                    const rrange *a, const rrange *b)
{
    switch ((expr_op)n->op) {
    case EXPR_CONST:
        rrange_set_q(r, expr_const_value(e->pool, f), false,
                     expr_const_value(e->pool, f), false, e->prec);
        return;
    case EXPR_VAR:
        if (n->p >= 0 && n->p < e->nvars)
            rrange_set(r, &e->var[n->p]);
        else
            rrange_undefine(r);
        return;
    default:
        reval_apply(r, n, a, b, e->prec);
    }
}

/* +1, -1: h > 0 (h >= 0) holds, fails all over the box; 0: not known. */
static int decide(const rrange *h, bool strict)
{
    if (strict)
        return rrange_pos(h) ? 1 : rrange_nonpos(h) ? -1 : 0;
    return rrange_nonneg(h) ? 1 : rrange_neg(h) ? -1 : 0;
}

/* Which argument a kink is equal to on the whole box: 0 or 1; -1 unknown. */
static int taken(const expr_node *n, const cell *a, const cell *b)
{
    switch ((expr_op)n->op) {
    case EXPR_ABS:
        return rrange_nonneg(&a->v) || rrange_nonpos(&a->v) ? 0 : -1;
    case EXPR_MIN:
        return rrange_le(&a->v, &b->v) ? 0 : rrange_le(&b->v, &a->v) ? 1 : -1;
    default:
        return rrange_le(&b->v, &a->v) ? 0 : rrange_le(&a->v, &b->v) ? 1 : -1;
    }
}

/* Compositions of continuous (smooth) functions are so; a kink is continuous
 * and, where one branch is taken on the whole box, just that branch. */
static void judge(cell *c, const expr_node *n, cell *const arg[3])
{
    if (expr_function_has_steps((expr_op)n->op)) { /* one value, or unknown */
        c->continuous = c->decided = rrange_is_point(&c->v);
        return;
    }
    bool kink = n->op == EXPR_ABS || n->op == EXPR_MIN || n->op == EXPR_MAX;
    int k = kink ? taken(n, arg[0], arg[1]) : -1;
    if (k >= 0) {
        c->continuous = arg[k]->continuous;
        c->decided = arg[k]->decided;
        return;
    }
    c->continuous = true;
    c->decided = !kink;
    for (int j = 0; j < n->nargs; j++) {
        c->continuous = c->continuous && arg[j]->continuous;
        c->decided = c->decided && arg[j]->decided;
    }
}

/* ---- the walk ----------------------------------------------------------- */

static void push(reval *e, expr f)
{
    if (e->depth == e->cap) {
        e->cap = e->cap != 0 ? 2 * e->cap : 256;
        e->stack = xrealloc(e->stack, e->cap * sizeof *e->stack);
    }
    e->stack[e->depth++] = f;
}

/* What has to be known before f is; EXPR_NONE when all is.  The branches of a
 * conditional come after its condition, and only if they can be taken. */
static expr missing(const reval *e, const expr_node *n)
{
    int nargs = n->op == EXPR_IF ? 1 : n->nargs;
    for (int k = 0; k < nargs; k++)
        if (known(e, n->arg[k]) == NULL)
            return n->arg[k];
    if (n->op != EXPR_IF || !known(e, n->arg[0])->v.ok)
        return EXPR_NONE;
    int d = decide(&known(e, n->arg[0])->v, n->strict);
    if (d >= 0 && known(e, n->arg[1]) == NULL)
        return n->arg[1];
    return d <= 0 && known(e, n->arg[2]) == NULL ? n->arg[2] : EXPR_NONE;
}

static void conditional(cell *c, const reval *e, const expr_node *n)
{
    const cell *h = known(e, n->arg[0]);
    int d = decide(&h->v, n->strict);
    rrange_undefine(&c->v);
    c->continuous = c->decided = false;
    if (!h->v.ok)
        return;
    if (d == 0) {
        rrange_hull(&c->v, &known(e, n->arg[1])->v, &known(e, n->arg[2])->v,
                    e->prec);
        return;
    }
    const cell *b = known(e, n->arg[d > 0 ? 1 : 2]);
    rrange_set(&c->v, &b->v);
    c->continuous = b->continuous;
    c->decided = b->decided;
}

/* The integrand is a matter for another evaluator, where x_p is free. */
reval *reval_integrand(reval *e, const expr_node *n)
{
    if (e->inner == NULL)
        e->inner = reval_new(e->pool, e->prec + INNER_GUARD);
    e->inner->nvars = EXPR_MAX_VARS;
    e->inner->nested.within = true;
    e->inner->nested.asked = e->nested.aim;
    for (int i = 0; i < EXPR_MAX_VARS; i++)
        if ((n->vars >> i & 1) != 0)
            reval_set_var(e->inner, i, reval_var(e, i));
    recheck_integral_aim(e->inner, n->arg[2], n->p);
    return e->inner;
}

bool reval_integrand_jet(reval *e, const expr_node *n, const rrange *at,
                         int order, rrange *out)
{
    reval_set_var(reval_integrand(e, n), n->p, at);
    return recheck_jet(e->inner, n->arg[2], n->p, order, out);
}

static void integral(reval *e, cell *c, const expr_node *n,
                     cell *const arg[3])
{
    if (recheck_sum(&c->v, e, n)) {
        c->continuous = c->decided = true;
        return;
    }
    recheck_integrand f = {reval_integrand(e, n), n->arg[2], n->p, n->q};
    recheck_integral(&c->v, &f, &arg[0]->v, &arg[1]->v, &c->continuous,
                     &c->decided);
    c->continuous &= arg[0]->continuous && arg[1]->continuous;
    c->decided &= arg[0]->decided && arg[1]->decided;
}

bool reval_diverges(reval *e, const expr_node *n)
{
    rrange a, b;
    rrange_init(&a);
    rrange_init(&b);
    rrange_set(&a, reval_enclose(e, n->arg[0]));
    rrange_set(&b, reval_enclose(e, n->arg[1]));
    recheck_integrand f = {reval_integrand(e, n), n->arg[2], n->p, n->q};
    bool yes = a.ok && b.ok && (recheck_sum_diverges(e, n) ||
                                recheck_diverges(&f, &a, &b) ||
                                recheck_void_inside(&f, &a, &b));
    rrange_clear(&a);
    rrange_clear(&b);
    return yes;
}

static void finish(reval *e, expr f, const expr_node *n)
{
    cell *c = place(e, f), *arg[3] = {NULL, NULL, NULL};
    if (n->op == EXPR_IF) {
        conditional(c, e, n);
    } else {
        for (int k = 0; k < n->nargs; k++)
            arg[k] = known(e, n->arg[k]);
        compute(&c->v, e, f, n, arg[0] != NULL ? &arg[0]->v : NULL,
                arg[1] != NULL ? &arg[1]->v : NULL);
        if (n->nargs == 1 && n->vars != 0)
            reval_reflect(e->pool, e->hyp, e->nhyps, n, &arg[0]->v, &c->v,
                          e->prec);
        judge(c, n, arg);
        if (n->op == EXPR_INTEGRAL)
            integral(e, c, n, arg);
    }
    c->age = e->age;
    c->aim = e->nested.aim;
    if (n->vars != 0) /* closed values outlive hypotheses */
        reval_narrow(e->pool, e->hyp, e->nhyps, f, &c->v, e->prec);
}

static const cell *evaluate(reval *e, expr f)
{
    if (known(e, f) == NULL)
        push(e, f);
    while (e->depth > 0) {
        expr top = e->stack[e->depth - 1];
        const expr_node *n = expr_get(e->pool, top);
        expr first = known(e, top) != NULL ? EXPR_NONE : missing(e, n);
        if (first != EXPR_NONE) {
            push(e, first);
            continue;
        }
        if (known(e, top) == NULL)
            finish(e, top, n);
        e->depth--;
    }
    return known(e, f);
}

const rrange *reval_enclose(reval *e, expr f)
{
    return f != EXPR_NONE ? &evaluate(e, f)->v : &e->undefined;
}

const rrange *reval_var(const reval *e, int i)
{
    return i < e->nvars ? &e->var[i] : &e->undefined;
}

void reval_smoothness(reval *e, expr f, bool *continuous, bool *decided)
{
    const cell *c = evaluate(e, f);
    *decided = (*continuous = c->continuous) && c->decided;
}

bool reval_continuous(reval *e, expr f)
{
    const cell *c = f != EXPR_NONE ? evaluate(e, f) : NULL;
    return c != NULL && c->v.ok && c->continuous;
}

bool reval_decided(reval *e, expr f)
{
    return reval_continuous(e, f) && evaluate(e, f)->decided;
}
