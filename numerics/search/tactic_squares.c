/* A polynomial as a sum of squares, each times conditions and ends of ranges,
 * modulo the conditions that are equations: the rules fact, modulo and identity.
 * Believed: nothing; the checker expands the identity itself. */
#include "search_sos.h"
#include "tactics.h"

#include "../base/memory.h"

#include <stdlib.h>

enum {
    TERMS = 200,  /* of f */
    GENS = 24,    /* conditions and ends */
    MOST = 40000, /* effort: what is not found with that is not found */
    ROWS_OF_PLAN = 7
};

/* A condition, or an end or a root that becomes one. */
typedef struct {
    expr e;
    bool strict;
    int hyp; /* its number; -1: an end of a range, a root */
} source;

typedef struct {
    searcher *s;
    const goal *g;
    search_poly_ring r;
    const fmpq_mpoly_ctx_struct *ring; /* r's */
    search_sos_question q;
    fmpq_mpoly_t multiplier; /* m: q.p is m f */
    source from[GENS];       /* of q.gen */
    fmpq_mpoly_struct gen[GENS], eq[GENS];
    int eq_hyp[GENS];
} work;

/* ---- what is given ---------------------------------------------------------- */

static void add_gen(work *w, expr e, bool strict, int hyp)
{
    fmpq_mpoly_struct *r = &w->gen[w->q.ngens];
    if (w->q.ngens == GENS)
        return;
    fmpq_mpoly_init(r, w->ring);
    if (search_poly_from(&w->r, e, r, TERMS))
        w->from[w->q.ngens++] = (source){e, strict, hyp};
    else
        fmpq_mpoly_clear(r, w->ring);
}

/* Each square root is a variable t >= 0 with t^2 = u; false if u is no
 * polynomial. */
static bool add_roots(work *w)
{
    fmpq_mpoly_t t;
    bool ok = true;
    fmpq_mpoly_init(t, w->ring);
    for (int k = 0; k < w->r.nroots && ok; k++) {
        fmpq_mpoly_struct *h = &w->eq[w->q.neqs++];
        expr u = expr_get(w->r.pool, w->r.gen[k])->arg[0];
        fmpq_mpoly_init(h, w->ring);
        ok = search_poly_from(&w->r, u, h, TERMS);
        fmpq_mpoly_gen(t, k, w->ring);
        fmpq_mpoly_mul(t, t, t, w->ring);
        fmpq_mpoly_sub(h, t, h, w->ring);
        w->eq_hyp[k] = -1;
        add_gen(w, w->r.gen[k], search_rewrite_sign(w->s, w->g, u) > 0, -1);
    }
    fmpq_mpoly_clear(t, w->ring);
    return ok;
}

/* Conditions that are negatives of one another become an equation. */
static void pair_equations(work *w)
{
    search_sos_question *q = &w->q;
    fmpq_mpoly_t t;
    fmpq_mpoly_init(t, w->ring);
    for (size_t a = 0; a < q->ngens; a++)
        for (size_t b = a + 1; b < q->ngens; b++) {
            fmpq_mpoly_add(t, &w->gen[a], &w->gen[b], w->ring);
            if (!fmpq_mpoly_is_zero(t, w->ring))
                continue;
            w->eq[q->neqs] = w->gen[a];
            w->eq_hyp[q->neqs++] = w->from[a].hyp;
            fmpq_mpoly_clear(&w->gen[b], w->ring);
            for (size_t k = a, to = a; k < q->ngens; k++)
                if (k != a && k != b) {
                    w->gen[to] = w->gen[k];
                    w->from[to++] = w->from[k];
                }
            q->ngens -= 2;
            b = a;
        }
    fmpq_mpoly_clear(t, w->ring);
}

static void add_ends(work *w)
{
    expr_pool *pool = w->s->p->pool;
    for (int i = 0; i < w->s->p->nvars; i++) {
        const range *r = &w->g->box[i];
        expr x = expr_var(pool, i);
        if (!r->lo_inf)
            add_gen(w, expr_sub(pool, x, expr_q(pool, r->lo)), r->lo_open, -1);
        if (!r->hi_inf)
            add_gen(w, expr_sub(pool, expr_q(pool, r->hi), x), r->hi_open, -1);
    }
}

/* ---- the certificate ---------------------------------------------------------- */

static expr of_q(work *w, const fmpq_t c)
{
    mpq_t q;
    mpq_init(q);
    fmpq_get_mpq(q, c);
    expr e = expr_q(w->s->p->pool, q);
    mpq_clear(q);
    return e;
}

/* Numbers each condition: ends that a term uses come behind the others. */
static long number_ends(const work *w, const search_sos_sum *a, long *number)
{
    long next = (long)w->g->nhyps;
    for (size_t k = 0; k < w->q.ngens; k++)
        number[k] = w->from[k].hyp;
    for (size_t t = 0; t < a->n; t++)
        for (size_t j = 0; j < a->v[t].ngens; j++)
            if (number[a->v[t].gen[j]] < 0)
                number[a->v[t].gen[j]] = next++;
    return next;
}

static cert_node *identity(work *w, const search_sos_sum *a, const long *number)
{
    cert_node *c = search_leaf(CERT_IDENTITY);
    c->expr = xmalloc((2 * a->n + 1) * sizeof *c->expr);
    c->index = xmalloc((SOS_FACTORS + 1) * a->n * sizeof *c->index + 1);
    c->expr[c->nexpr++] = search_poly_expr(&w->r, w->multiplier);
    for (size_t t = 0; t < a->n; t++) {
        const search_sos_term *x = &a->v[t];
        c->expr[c->nexpr++] = of_q(w, x->c);
        c->expr[c->nexpr++] = search_poly_expr(&w->r, x->s);
        c->index[c->nindex++] = (long)x->ngens;
        for (size_t j = 0; j < x->ngens; j++)
            c->index[c->nindex++] = number[x->gen[j]];
    }
    c->child[0] = search_leaf(CERT_NATURAL);
    return c;
}

/* What is missing from p in the sum, over the equations; false if something
 * else is. */
static bool cofactors(work *w, const search_sos_sum *a,
                      fmpq_mpoly_struct **quot)
{
    fmpq_mpoly_t rest, t;
    fmpq_mpoly_struct *by[GENS];
    fmpq_mpoly_init(rest, w->ring);
    fmpq_mpoly_init(t, w->ring);
    fmpq_mpoly_set(rest, w->q.p, w->ring);
    for (size_t k = 0; k < a->n; k++) {
        fmpq_mpoly_mul(t, a->v[k].s, a->v[k].s, w->ring);
        fmpq_mpoly_scalar_mul_fmpq(t, t, a->v[k].c, w->ring);
        for (size_t j = 0; j < a->v[k].ngens; j++)
            fmpq_mpoly_mul(t, t, &w->gen[a->v[k].gen[j]], w->ring);
        fmpq_mpoly_sub(rest, rest, t, w->ring);
    }
    for (size_t k = 0; k < w->q.neqs; k++)
        by[k] = &w->eq[k];
    if (w->q.neqs > 0)
        fmpq_mpoly_divrem_ideal(quot, rest, rest, by, (slong)w->q.neqs,
                                w->ring);
    bool ok = fmpq_mpoly_is_zero(rest, w->ring);
    fmpq_mpoly_clear(rest, w->ring);
    fmpq_mpoly_clear(t, w->ring);
    return ok;
}

/* c below f + l h for each equation. */
static cert_node *below_equations(work *w, cert_node *c,
                                  fmpq_mpoly_struct **quot)
{
    for (size_t k = 0; k < w->q.neqs; k++) {
        if (w->eq_hyp[k] < 0 || fmpq_mpoly_is_zero(quot[k], w->ring))
            continue;
        fmpq_mpoly_neg(quot[k], quot[k], w->ring);
        expr l = search_poly_expr(&w->r, quot[k]);
        cert_node *m = search_node(CERT_MODULO, &l, 1);
        m->order = w->eq_hyp[k];
        m->child[0] = c;
        c = m;
    }
    return c;
}

/* c below the ends that it uses, the last to be added innermost. */
static cert_node *below_ends(const work *w, cert_node *c, const long *number,
                             long next)
{
    for (long n = next - 1; n >= (long)w->g->nhyps; n--)
        for (size_t k = 0; k < w->q.ngens; k++) {
            if (number[k] != n)
                continue;
            cert_node *f = search_node(CERT_FACT, &w->from[k].e, 1);
            f->order = w->from[k].strict;
            f->child[0] = search_leaf(CERT_NATURAL);
            f->child[1] = c;
            c = f;
        }
    return c;
}

static cert_node *certificate(work *w, const search_sos_sum *a)
{
    fmpq_mpoly_struct quot[GENS], *qs[GENS];
    long number[GENS], next = number_ends(w, a, number);
    cert_node *c = NULL;
    for (size_t k = 0; k < w->q.neqs; k++) {
        fmpq_mpoly_init(&quot[k], w->ring);
        qs[k] = &quot[k];
    }
    if (cofactors(w, a, qs)) {
        c = below_equations(w, identity(w, a, number), qs);
        c = search_keep_if(w->s, w->g, below_ends(w, c, number, next));
    }
    for (size_t k = 0; k < w->q.neqs; k++)
        fmpq_mpoly_clear(&quot[k], w->ring);
    return c;
}

/* ---- the search ----------------------------------------------------------------- */

/* Products of so many conditions, of so much more than p's degree. */
static cert_node *search(work *w)
{
    static const struct {
        size_t factors;
        slong more;
    } plan[ROWS_OF_PLAN] = {{0, 0}, {1, 0}, {2, 0}, {3, 0},
                            {1, 2}, {2, 2}, {3, 2}};
    cert_node *c = NULL;
    slong d = fmpq_mpoly_total_degree_si(w->q.p, w->ring);
    for (int k = 0; k < ROWS_OF_PLAN && c == NULL; k++) {
        search_sos_sum a = {0};
        if (plan[k].factors > w->q.ngens && (k > 0 || w->q.ngens > 0) &&
            !(w->q.neqs > 0 && plan[k].factors <= 1))
            continue;
        if (search_out_of_budget(w->s))
            break;
        if (search_sos_find(&w->q, plan[k].factors, d + d % 2 + plan[k].more,
                            &a))
            c = certificate(w, &a);
        search_sos_clear(&a, w->ring);
    }
    return c;
}

/* 1 + x^2 + ... times p, where p itself is no sum of squares. */
static bool multiply(work *w)
{
    fmpq_mpoly_t x;
    fmpq_mpoly_init(x, w->ring);
    for (slong i = 0; i < fmpq_mpoly_ctx_nvars(w->ring); i++) {
        if (fmpq_mpoly_degree_si(w->q.p, i, w->ring) <= 0)
            continue;
        fmpq_mpoly_gen(x, i, w->ring);
        fmpq_mpoly_mul(x, x, x, w->ring);
        fmpq_mpoly_add(w->multiplier, w->multiplier, x, w->ring);
    }
    fmpq_mpoly_mul(w->q.p, w->q.p, w->multiplier, w->ring);
    fmpq_mpoly_clear(x, w->ring);
    return true;
}

static void clear(work *w)
{
    for (size_t k = 0; k < w->q.ngens; k++)
        fmpq_mpoly_clear(&w->gen[k], w->ring);
    for (size_t k = 0; k < w->q.neqs; k++)
        fmpq_mpoly_clear(&w->eq[k], w->ring);
    search_sos_zeros_clear(&w->q);
    fmpq_mpoly_clear(w->q.p, w->ring);
    fmpq_mpoly_clear(w->multiplier, w->ring);
    search_poly_ring_close(&w->r);
}

cert_node *tactic_squares(searcher *s, const goal *g, const tactic_view *v)
{
    work w = {.s = s, .g = g};
    cert_node *c = NULL;
    if (!search_poly_ring_open(&w.r, s, g->f))
        return NULL;
    w.ring = w.r.ctx;
    w.q = (search_sos_question){.ring = w.r.ctx,
                                .gen = w.gen,
                                .eq = w.eq,
                                .nroots = w.r.nroots,
                                .s = s};
    fmpq_mpoly_init(w.q.p, w.ring);
    fmpq_mpoly_init(w.multiplier, w.ring);
    fmpq_mpoly_one(w.multiplier, w.ring);
    size_t old = search_effort_lend(s, 1 + search_effort_left(s) / MOST);
    if (search_poly_from(&w.r, g->f, w.q.p, TERMS) && add_roots(&w)) {
        for (size_t j = 0; j < g->nhyps; j++)
            add_gen(&w, g->hyp[j].e, g->hyp[j].strict, (int)j);
        pair_equations(&w);
        add_ends(&w);
        search_sos_zeros(&w.q, g->box, v->q);
        c = search(&w);
        if (c == NULL && w.q.ngens == 0 && w.q.neqs == 0 && multiply(&w))
            c = search(&w);
    }
    clear(&w);
    search_effort_restore(s, old);
    return c;
}
