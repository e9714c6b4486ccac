/* `where a != b` on real variables is two statements, one for a < b and one
 * for a > b: believed, for the cases must cover the domain. */
#include "different.h"

/* A run through the cases. */
typedef struct {
    const different *d;
    expansion *f;
    problem *p;
    different_case *fn;
    void *ctx;
} walk;

bool different_keep(different *d, expansion *f, const condition *c)
{
    const ast *src = c->chain->src->e[c->i + 1];
    if (f->it->kind == ITEM_REGION) {
        elab_error(f->e, src->pos,
                   "a region takes no `!=` between real variables: it would "
                   "leave out what has no area");
        return false;
    }
    if (d->n == MAX_DIFFERENT) {
        elab_error(f->e, src->pos, "more than %d conditions with `!=`",
                   MAX_DIFFERENT);
        return false;
    }
    d->v[d->n].a = c->a;
    d->v[d->n].b = c->b;
    d->v[d->n].src = src;
    d->n++;
    return true;
}

/* Cuts a range down to its numbers below q, or above it.  Whole numbers are
 * no exception: what is proved of `m..inf` is said to be proved of reals. */
static void clip(range *r, mpq_srcptr q, int sign)
{
    if (sign > 0 && (r->lo_inf || mpq_cmp(r->lo, q) <= 0)) {
        mpq_set(r->lo, q);
        r->lo_inf = false;
        r->lo_open = true;
    }
    if (sign < 0 && (r->hi_inf || mpq_cmp(r->hi, q) >= 0)) {
        mpq_set(r->hi, q);
        r->hi_inf = false;
        r->hi_open = true;
    }
}

/* The variable among the two when the other is a rational number; -1: no. */
static int variable_of(const walk *w, expr a, expr b)
{
    const expr_pool *pool = w->f->e->pool;
    const expr_node *x = expr_get(pool, a);
    if (x->op != EXPR_VAR || x->p >= w->p->nvars || !expr_is_const(pool, b))
        return -1;
    return x->p;
}

static bool cases(walk *w, size_t k);

/* Condition k as a - b of this sign. */
static bool one_side(walk *w, size_t k, int sign)
{
    expr_pool *pool = w->f->e->pool;
    expr a = w->d->v[k].a, b = w->d->v[k].b;
    problem *p = w->p;
    if (variable_of(w, a, b) < 0 && variable_of(w, b, a) >= 0) {
        expr t = a;
        a = b;
        b = t;
        sign = -sign;
    }
    int var = variable_of(w, a, b);
    if (var >= 0) {
        range old;
        range_init(&old);
        range_set(&old, &p->box[var]);
        clip(&p->box[var], expr_const_value(pool, b), sign);
        bool ok = cases(w, k + 1);
        range_set(&p->box[var], &old);
        range_clear(&old);
        return ok;
    }
    expr h = sign > 0 ? expr_sub(pool, a, b) : expr_sub(pool, b, a);
    if (arith_checked(w->f->e, h, w->d->v[k].src) == EXPR_NONE)
        return false;
    problem_add_hyp(p, h, true);
    bool ok = cases(w, k + 1);
    p->nhyps--;
    return ok;
}

/* Depth of C recursion: MAX_DIFFERENT. */
static bool cases(walk *w, size_t k)
{
    for (int i = 0; i < w->p->nvars; i++)
        if (range_is_empty(&w->p->box[i]))
            return true;
    if (k == w->d->n)
        return w->fn(w->ctx, w->f, w->p);
    return one_side(w, k, -1) && one_side(w, k, 1);
}

static bool count_one(void *ctx, expansion *f, problem *p)
{
    (void)f;
    (void)p;
    size_t *n = ctx;
    return ++*n <= MAX_DIFFERENT_CASES;
}

size_t different_count(const different *d, expansion *f, problem *p)
{
    size_t n = 0;
    (void)!different_split(d, f, p, count_one, &n);
    return n;
}

bool different_split(const different *d, expansion *f, problem *p,
                     different_case *fn, void *ctx)
{
    walk w = {d, f, p, fn, ctx};
    return cases(&w, 0);
}
