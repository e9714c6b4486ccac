/* Derivatives of integrals in a variable of their integrand.  Believed.
 *
 * Let I_0 be an integral whose integrand has no kinks and no jumps, and I_k the
 * expression that expr_diff makes of I_(k-1): by Leibniz, ends that move and
 * the integrand's derivative under the integral.  If I_0 .. I_m all have
 * enclosures on the box, then I_k is the k-th derivative of I_0 there, k <= m,
 * and continuous for k < m.  For an integrand without kinks and jumps is
 * continuous where it is defined, and differentiable where its derivative is
 * defined, and who encloses I_k has found one integrable function above that
 * derivative for all the box (quad.c); so expr_integral_diff's theorem holds
 * for each step.  (A sum to infinity from a number on, the integral of f(floor(t)),
 * has the jumps of floor(t) in no variable but t: for each t its integrand is as
 * smooth in the others as f is.)
 *
 * Expressions of an evaluator are not its own to add to: the derivatives live
 * in a pool and have an evaluator of their own. */
#include "quad.h"

#include <stdlib.h>

enum {
    MOST_ORDERS = 40,
    MOST_NODES = 3000,   /* of a derivative, integrands included */
    MOST_KEPT = 64,      /* integrals */
    SPARE = 24           /* bits, where not all are asked for */
};

/* The derivatives of one integral in one variable. */
typedef struct {
    expr id; /* in the evaluator's pool */
    int i, n;
    expr d[MOST_ORDERS + 1]; /* d[0] .. d[n-1] are known */
} family;

struct eval_slopes {
    expr_pool *pool;
    eval *e;
    family *f;
    size_t n;
};

void eval_slopes_free(eval_slopes *s)
{
    if (s == NULL)
        return;
    eval_free(s->e);
    expr_pool_free(s->pool);
    free(s->f);
    free(s);
}

static eval_slopes *slopes_of(eval *e)
{
    if (e->slopes == NULL || e->slopes->n == MOST_KEPT) {
        eval_slopes_free(e->slopes);
        e->slopes = xcalloc(1, sizeof *e->slopes);
        e->slopes->pool = expr_pool_new(0);
        e->slopes->e = eval_new(e->slopes->pool, e->prec);
        e->slopes->f = xcalloc(MOST_KEPT, sizeof *e->slopes->f);
    }
    return e->slopes;
}

static family *family_of(eval *e, eval_slopes *s, expr id, int i)
{
    for (size_t k = 0; k < s->n; k++)
        if (s->f[k].id == id && s->f[k].i == i)
            return &s->f[k];
    family *f = &s->f[s->n++];
    *f = (family){.id = id, .i = i};
    f->d[0] = expr_copy(s->pool, e->pool, id);
    f->n = f->d[0] != EXPR_NONE;
    return f;
}

/* Nodes of d, and of the integrands in it; enough to stop early. */
static size_t size_within(const expr_pool *pool, expr d)
{
    size_t n, sum;
    expr *order = expr_postorder(pool, d, &n);
    sum = n;
    for (size_t k = 0; k < n && sum <= MOST_NODES; k++) {
        const expr_node *x = expr_get(pool, order[k]);
        if (x->op == EXPR_INTEGRAL)
            sum += size_within(pool, x->arg[2]);
    }
    free(order);
    return sum;
}

/* d[0] .. d[order]; false where they are not all to be had. */
static bool fill(eval_slopes *s, family *f, int order)
{
    while (f->n > 0 && f->n <= order) {
        expr last = f->d[f->n - 1];
        if (expr_integral_has_kinks(s->pool, last) ||
            size_within(s->pool, last) > MOST_NODES)
            return false;
        f->d[f->n] = expr_diff(s->pool, last, f->i);
        if (f->d[f->n] == EXPR_NONE)
            return false;
        f->n++;
    }
    return f->n > order;
}

void eval_give_box(eval *to, const eval *from, uint64_t vars)
{
    if (to->nvars < EXPR_MAX_VARS) {
        range *none = xcalloc(EXPR_MAX_VARS, sizeof *none);
        for (int i = 0; i < EXPR_MAX_VARS; i++)
            range_init(&none[i]);
        eval_set_box(to, none, EXPR_MAX_VARS);
        for (int i = 0; i < EXPR_MAX_VARS; i++)
            range_clear(&none[i]);
        free(none);
    }
    for (int i = 0; i < EXPR_MAX_VARS; i++)
        if ((vars >> i & 1) != 0)
            eval_set_var(to, i, eval_var_value(from, i));
}

/* v[k-1] = the value of d[k], k = 1 .. order, in one quadrature; false: these are
 * not integrals over one fixed range, or it does not say. */
static bool jointly(eval_slopes *s, const family *f, int order, iv_struct *v)
{
    expr under[MOST_ORDERS];
    const expr_node *first = expr_get(s->pool, f->d[0]);
    for (int k = 1; k <= order; k++) {
        const expr_node *n = expr_get(s->pool, f->d[k]);
        if (n->op != EXPR_INTEGRAL || n->q != 0 || n->p != first->p ||
            n->arg[0] != first->arg[0] || n->arg[1] != first->arg[1])
            return false;
        under[k - 1] = n->arg[2];
    }
    const iv_srcptr end[2] = {eval_enclose(s->e, first->arg[0]),
                              eval_enclose(s->e, first->arg[1])};
    eval *in = eval_integrand(s->e, first);
    long bits = (long)s->e->prec - 8;
    bits = s->e->aim > 0 && s->e->aim < bits ? s->e->aim : bits;
    return quad_joint(in, under, order, first->p, bits, end, v);
}

bool eval_slopes_get(eval *e, expr id, int i, int order, iv_struct *c)
{
    if (order > MOST_ORDERS)
        return false;
    eval_slopes *s = slopes_of(e);
    family *f = family_of(e, s, id, i);
    if (!fill(s, f, order))
        return false;
    eval_set_prec(s->e, e->aim > 0 && e->aim + SPARE < (long)e->prec
                            ? (mpfr_prec_t)(e->aim + SPARE)
                            : e->prec);
    s->e->aim = e->aim;
    eval_give_box(s->e, e, expr_get(e->pool, id)->vars);
    mpz_t factorial;
    mpq_t over;
    iv_t d;
    bool ok = true;
    iv_struct *values = xcalloc((size_t)order, sizeof *values);
    for (int k = 0; k < order; k++)
        iv_init(&values[k], s->e->prec);
    bool joint = e->relative && order > 1 && jointly(s, f, order, values);
    mpz_init_set_ui(factorial, 1);
    mpq_init(over);
    iv_init(d, e->prec);
    for (int k = 1; k <= order && ok; k++) {
        mpz_mul_ui(factorial, factorial, (unsigned long)k);
        mpq_set_z(over, factorial);
        iv_set_q(d, over);
        iv_srcptr v = joint ? &values[k - 1] : eval_enclose(s->e, f->d[k]);
        ok = iv_is_bounded(v);
        if (ok)
            iv_div(&c[k], v, d);
    }
    for (int k = 0; k < order; k++)
        iv_clear(&values[k]);
    free(values);
    mpz_clear(factorial);
    mpq_clear(over);
    iv_clear(d);
    return ok;
}
