/* Integrals that an evaluator has found before.  Believed.
 *
 * An integral's enclosure is a function of the node, the precision, the bits that
 * are asked for, and the enclosures of its ends and of its integrand's other variables, and of nothing
 * else (eval_integral.c: hypotheses narrow the node's own cell only, later).  So
 * where all of these are what they were, bit by bit, what was found then is what
 * would be found now, whatever came between: boxes that differ in other
 * variables, instances, other precisions.  The last few are kept. */
#include "eval_internal.h"

#include <stdlib.h>

enum {
    MOST_KEPT = 32
};

/* One integral: v[0] its value, v[1] and v[2] its ends, then the variables. */
typedef struct {
    expr_node n; /* nargs is 0 where there is none */
    mpfr_prec_t prec;
    long aim;
    iv_struct *v;
    int nv;
    bool decided, continuous;
} kept;

struct eval_kept {
    kept at[MOST_KEPT];
    size_t next;
};

static void forget(kept *k)
{
    for (int j = 0; j < k->nv; j++)
        iv_clear(&k->v[j]);
    free(k->v);
    *k = (kept){.nv = 0};
}

void eval_kept_free(eval_kept *s)
{
    for (size_t k = 0; s != NULL && k < MOST_KEPT; k++)
        forget(&s->at[k]);
    free(s);
}

/* The variables of the integrand, but for its own. */
static uint64_t others(const eval *e, const expr_node *n)
{
    return expr_get(e->pool, n->arg[2])->vars & ~(UINT64_C(1) << n->p);
}

static bool same_end(mpfr_srcptr x, mpfr_srcptr y, bool x_open, bool y_open)
{
    return mpfr_equal_p(x, y) != 0 && x_open == y_open;
}

static bool same(iv_srcptr x, iv_srcptr y)
{
    return iv_is_defined(x) == iv_is_defined(y) &&
           (!iv_is_defined(x) ||
            (same_end(iv_lower(x), iv_lower(y), x->lo_open, y->lo_open) &&
             same_end(iv_upper(x), iv_upper(y), x->hi_open, y->hi_open)));
}

static bool is_of(const eval *e, const kept *k, const expr_node *n, iv_srcptr a,
                  iv_srcptr b)
{
    if (k->nv == 0 || k->prec != e->prec || k->aim != e->aim ||
        k->n.arg[2] != n->arg[2] || k->n.arg[0] != n->arg[0] ||
        k->n.arg[1] != n->arg[1] || k->n.p != n->p || k->n.q != n->q ||
        !same(&k->v[1], a) || !same(&k->v[2], b))
        return false;
    uint64_t vars = others(e, n);
    int j = 3;
    for (int i = 0; i < EXPR_MAX_VARS; i++)
        if ((vars >> i & 1) != 0 && !same(&k->v[j++], eval_var_value(e, i)))
            return false;
    return true;
}

bool eval_kept_get(const eval *e, eval_cell *c, const expr_node *n, iv_srcptr a,
                   iv_srcptr b)
{
    for (size_t j = 0; e->kept != NULL && j < MOST_KEPT; j++) {
        const kept *k = &e->kept->at[j];
        if (!is_of(e, k, n, a, b))
            continue;
        iv_set(&c->v, &k->v[0]);
        c->decided = k->decided;
        c->continuous = k->continuous;
        return true;
    }
    return false;
}

static void keep(kept *k, iv_srcptr x)
{
    iv_init(&k->v[k->nv], mpfr_get_prec(iv_lower(x))); /* nothing is rounded */
    iv_set(&k->v[k->nv++], x);
}

void eval_kept_put(eval *e, const eval_cell *c, const expr_node *n, iv_srcptr a,
                   iv_srcptr b)
{
    uint64_t vars = others(e, n);
    if (e->kept == NULL)
        e->kept = xcalloc(1, sizeof *e->kept);
    kept *k = &e->kept->at[e->kept->next++ % MOST_KEPT];
    forget(k);
    *k = (kept){.n = *n,
                .prec = e->prec,
                .aim = e->aim,
                .decided = c->decided,
                .continuous = c->continuous};
    k->v = xcalloc(EXPR_MAX_VARS + 3, sizeof *k->v);
    keep(k, &c->v);
    keep(k, a);
    keep(k, b);
    for (int i = 0; i < EXPR_MAX_VARS; i++)
        if ((vars >> i & 1) != 0)
            keep(k, eval_var_value(e, i));
}
