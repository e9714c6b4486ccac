/* `ray N Q L...`, by the second engine: a second opinion on ../check/rule_ray.c,
 * from the same theorem in other code. */
#include "recheck_internal.h"

#include "../base/memory.h"
#include "recheck_form.h"

#include <stdlib.h>

typedef struct {
    const recheck_goal *s;
    const cert_node *n;
    int v; /* variables */
    mpq_srcptr *l; /* v + 1 weights, the last for y_v = 1 */
    bool *moved;
} point;

/* +1 for [a, inf), -1 for (-inf, a], else 0. */
static int direction(const range *r)
{
    return (int)r->hi_inf - (int)r->lo_inf;
}

static bool end_is_open(const range *r)
{
    return r->hi_inf ? r->lo_open : r->hi_open;
}

static bool read_point(const recheck *c, point *t)
{
    uint64_t used = expr_vars(c->pool, t->s->f);
    size_t nonzero = 0;
    for (size_t j = 0; j < t->s->nhyps; j++)
        used |= expr_vars(c->pool, t->s->hyp[j].e);
    if (t->n->nexpr != (size_t)t->v || !t->n->has_q)
        return false;
    for (int i = t->v; i >= 0; i--) {
        if (i < t->v && !expr_is_const(c->pool, t->n->expr[i]))
            return false;
        t->l[i] =
            i < t->v ? expr_const_value(c->pool, t->n->expr[i]) : t->n->q;
        if (mpq_sgn(t->l[i]) < 0)
            return false;
        nonzero += mpq_sgn(t->l[i]) != 0;
        bool all = mpq_sgn(t->l[t->v]) != 0 && i < t->v && (used >> i & 1) != 0;
        t->moved[i] = i < t->v && (all || mpq_sgn(t->l[i]) != 0);
        if (t->moved[i] && direction(&t->s->box[i]) == 0)
            return false;
    }
    return nonzero > 0 && nonzero == t->n->nchild;
}

/* r += q g. */
static void add(const recheck_form *f, fmpq_mpoly_t r, mpq_srcptr q,
                const fmpq_mpoly_t g)
{
    fmpq_t c;
    fmpq_mpoly_t t;
    fmpq_init(c);
    fmpq_mpoly_init(t, f->ring);
    fmpq_set_mpq(c, q);
    fmpq_mpoly_scalar_mul_fmpq(t, g, c, f->ring);
    fmpq_mpoly_add(r, r, t, f->ring);
    fmpq_mpoly_clear(t, f->ring);
    fmpq_clear(c);
}

/* num[i] = D x_i, num[v] = D, in z. */
static void images(const point *t, const recheck_form *f, int k,
                   fmpq_mpoly_struct *num)
{
    fmpq_mpoly_t zk;
    fmpq_mpoly_init(zk, f->ring);
    if (k < t->v)
        fmpq_mpoly_gen(zk, k, f->ring);
    else
        fmpq_mpoly_one(zk, f->ring);
    for (int i = 0; i <= t->v; i++) {
        fmpq_mpoly_init(&num[i], f->ring);
        if (i == t->v && k < t->v)
            fmpq_mpoly_one(&num[i], f->ring);
        else if (i < t->v && i != k)
            fmpq_mpoly_gen(&num[i], i, f->ring);
        add(f, &num[i], t->l[i], zk);
    }
    for (int i = 0; i < t->v; i++) { /* x_i = a +- y_i */
        const range *r = &t->s->box[i];
        if (!t->moved[i])
            continue;
        if (direction(r) < 0)
            fmpq_mpoly_neg(&num[i], &num[i], f->ring);
        add(f, &num[i], r->hi_inf ? r->lo : r->hi, &num[t->v]);
    }
    fmpq_mpoly_clear(zk, f->ring);
}

/* e on chart k, times a power of D. */
static expr image(const recheck *c, const point *t, expr e, int k)
{
    recheck_form f;
    expr r = EXPR_NONE;
    if (recheck_form_expand(&f, c->pool, e, t->v)) {
        fmpq_mpoly_struct *num = xmalloc((size_t)(t->v + 1) * sizeof *num);
        images(t, &f, k, num);
        if (recheck_form_put(&f, num))
            r = recheck_form_expr(&f, c->pool);
        for (int i = 0; i <= t->v; i++)
            fmpq_mpoly_clear(&num[i], f.ring);
        free(num);
    }
    recheck_form_clear(&f);
    return r;
}

/* z >= 0; z_i > 0 where x_i is not at its end and z_i a multiple of y_i. */
static void set_ranges(const point *t, int k, recheck_goal *u)
{
    for (int i = 0; i < t->v; i++) {
        range *r = &u->box[i];
        if (!t->moved[i])
            continue;
        r->lo_open = end_is_open(&t->s->box[i]) &&
                     (i == k || mpq_sgn(t->l[i]) == 0);
        mpq_set_ui(r->lo, 0, 1);
        mpq_set_ui(r->hi, 0, 1);
        r->lo_inf = false;
        r->hi_inf = r->hi_open = true;
    }
}

static bool prove_chart(recheck *c, const point *t, int k, int number)
{
    recheck_goal u = recheck_copy(c, t->s);
    u.f = image(c, t, t->s->f, k);
    u.hyp = xrealloc(u.hyp, (u.nhyps + (size_t)t->v + 1) * sizeof *u.hyp);
    u.nhyps = 0;
    for (size_t j = 0; j < t->s->nhyps; j++) {
        expr e = image(c, t, t->s->hyp[j].e, k);
        if (e != EXPR_NONE)
            u.hyp[u.nhyps++] = (sign_condition){e, t->s->hyp[j].strict};
    }
    set_ranges(t, k, &u);
    for (int i = 0; k < t->v && i < t->v && !u.box[k].lo_open; i++)
        if (i != k && mpq_sgn(t->l[i]) > 0 && end_is_open(&t->s->box[i])) {
            expr e = expr_mul(c->pool, expr_q(c->pool, t->l[i]),
                              expr_var(c->pool, k));
            e = expr_add(c->pool, e, expr_var(c->pool, i));
            u.hyp[u.nhyps++] = (sign_condition){e, true};
        }
    bool ok = u.f != EXPR_NONE
                  ? recheck_child(c, &u, t->n, number)
                  : recheck_reject(c, t->s, t->n, NULL, "no polynomial");
    recheck_drop(c, &u);
    return ok;
}

/* y = |x - a| on half-lines, y_v = 1; the k with the least y_k/l_k says in which
 * chart a point lies: y_k = l_k z_k/D, y_i = (z_i + l_i z_k)/D with z >= 0 and
 * D = y_v's own numerator, which is positive. */
bool recheck_rule_ray(recheck *c, const recheck_goal *s, const cert_node *n)
{
    point t = {.s = s, .n = n, .v = c->nvars};
    t.l = xcalloc((size_t)c->nvars + 1, sizeof *t.l);
    t.moved = xcalloc((size_t)c->nvars + 1, sizeof *t.moved);
    bool ok = read_point(c, &t) ||
              recheck_reject(c, s, n, NULL, "malformed ray");
    for (int k = 0, number = 0; k <= t.v && ok; k++)
        if (mpq_sgn(t.l[k]) != 0)
            ok = prove_chart(c, &t, k, number++);
    free(t.l);
    free(t.moved);
    return ok;
}
