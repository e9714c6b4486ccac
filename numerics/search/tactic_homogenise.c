/* A polynomial made homogeneous by an equation P = k, P homogeneous: each part of
 * low degree is multiplied by a power of P/k.  What changes is a multiple of
 * P - k: the rule modulo.  Believed: nothing; the checker tries each answer. */
#include "search_sos.h"
#include "tactics.h"

#include "../base/memory.h"

#include <stdlib.h>

enum {
    TERMS = 400,
    DEGREE = 40
};

typedef struct {
    searcher *s;
    search_poly_ring r;
    const fmpq_mpoly_ctx_struct *ring; /* r's */
    fmpq_mpoly_t f, h, form; /* form: P/k */
    slong degree;            /* of it */
} work;

static slong degree_of_term(const work *w, const fmpq_mpoly_t f, slong k)
{
    ulong e[SOS_VARS] = {0};
    slong d = 0;
    fmpq_mpoly_get_term_exp_ui(e, f, k, w->ring);
    for (slong i = 0; i < fmpq_mpoly_ctx_nvars(w->ring); i++)
        d += (slong)e[i];
    return d;
}

/* h = P - k, up to a factor, with k != 0? */
static bool find_form(work *w)
{
    slong n = fmpq_mpoly_length(w->h, w->ring);
    fmpq_t k;
    w->degree = n > 1 ? degree_of_term(w, w->h, 0) : 0;
    for (slong t = 0; t < n - 1; t++)
        if (degree_of_term(w, w->h, t) != w->degree)
            return false;
    if (w->degree == 0 || degree_of_term(w, w->h, n - 1) != 0)
        return false;
    fmpq_init(k);
    fmpq_mpoly_get_term_coeff_fmpq(k, w->h, n - 1, w->ring);
    fmpq_mpoly_sub_fmpq(w->form, w->h, k, w->ring);
    fmpq_neg(k, k);
    fmpq_mpoly_scalar_div_fmpq(w->form, w->form, k, w->ring);
    fmpq_clear(k);
    return true;
}

/* f's part of degree d. */
static void part(const work *w, slong d, fmpq_mpoly_t out)
{
    fmpq_t c;
    ulong e[SOS_VARS] = {0};
    fmpq_init(c);
    fmpq_mpoly_zero(out, w->ring);
    for (slong k = 0; k < fmpq_mpoly_length(w->f, w->ring); k++) {
        if (degree_of_term(w, w->f, k) != d)
            continue;
        fmpq_mpoly_get_term_coeff_fmpq(c, w->f, k, w->ring);
        fmpq_mpoly_get_term_exp_ui(e, w->f, k, w->ring);
        fmpq_mpoly_set_coeff_fmpq_ui(out, c, e, w->ring);
    }
    fmpq_clear(c);
}

/* out, homogeneous; false where degrees do not fit, or it is as it was. */
static bool lift(const work *w, fmpq_mpoly_t out)
{
    slong top = fmpq_mpoly_total_degree_si(w->f, w->ring);
    fmpq_mpoly_t t;
    bool ok = top <= DEGREE, changed = false;
    fmpq_mpoly_init(t, w->ring);
    for (slong d = 0; d <= top && ok; d++) {
        part(w, d, t);
        if (fmpq_mpoly_is_zero(t, w->ring))
            continue;
        ok = (top - d) % w->degree == 0;
        for (slong k = d; k < top && ok; k += w->degree) {
            fmpq_mpoly_mul(t, t, w->form, w->ring);
            changed = true;
            ok = fmpq_mpoly_length(t, w->ring) <= 4 * TERMS;
        }
        fmpq_mpoly_add(out, out, t, w->ring);
    }
    fmpq_mpoly_clear(t, w->ring);
    return ok && changed;
}

/* f + l h = out, out below it. */
static cert_node *nodes(work *w, int j, const fmpq_mpoly_t out)
{
    fmpq_mpoly_t l;
    cert_node *c = NULL;
    fmpq_mpoly_init(l, w->ring);
    fmpq_mpoly_sub(l, out, w->f, w->ring);
    if (fmpq_mpoly_divides(l, l, w->h, w->ring)) {
        expr e = search_poly_expr(&w->r, l);
        expr to = search_poly_expr(&w->r, out);
        c = search_node(CERT_MODULO, &e, 1);
        c->order = j;
        c->child[0] = search_node(CERT_PRODUCT, &to, 1);
    }
    fmpq_mpoly_clear(l, w->ring);
    return c;
}

/* The goal of c's child's child, proved. */
static cert_node *prove_below(work *w, const goal *g, cert_node *c)
{
    goal t;
    if (search_goal_child(w->s, g, c, 0, &t))
        c->child[0] = search_prove_children(w->s, &t, c->child[0]);
    search_goal_clear(&t, w->s->p->nvars);
    if (c->child[0] != NULL)
        return search_keep_if(w->s, g, c);
    cert_free(c);
    return NULL;
}

static cert_node *by_equation(work *w, const goal *g, int j)
{
    fmpq_mpoly_t out;
    cert_node *c = NULL;
    fmpq_mpoly_init(out, w->ring);
    if (find_form(w) && lift(w, out))
        c = nodes(w, j, out);
    fmpq_mpoly_clear(out, w->ring);
    return c != NULL ? prove_below(w, g, c) : NULL;
}

/* Is hypothesis j, which is w->h, the negative of a later one? */
static bool is_equation(work *w, const goal *g, size_t j)
{
    bool found = false;
    fmpq_mpoly_t t;
    fmpq_mpoly_init(t, w->ring);
    for (size_t k = j + 1; k < g->nhyps && !found; k++)
        if (search_poly_from(&w->r, g->hyp[k].e, t, TERMS)) {
            fmpq_mpoly_add(t, t, w->h, w->ring);
            found = fmpq_mpoly_is_zero(t, w->ring);
        }
    fmpq_mpoly_clear(t, w->ring);
    return found;
}

cert_node *tactic_homogenise(searcher *s, const goal *g, const tactic_view *v)
{
    work w = {.s = s};
    cert_node *c = NULL;
    (void)v;
    if (!search_poly_ring_open(&w.r, s, g->f))
        return NULL;
    w.ring = w.r.ctx;
    fmpq_mpoly_init(w.f, w.ring);
    fmpq_mpoly_init(w.h, w.ring);
    fmpq_mpoly_init(w.form, w.ring);
    if (search_poly_from(&w.r, g->f, w.f, TERMS))
        for (size_t j = 0; j < g->nhyps && c == NULL; j++)
            if (search_poly_from(&w.r, g->hyp[j].e, w.h, TERMS) &&
                is_equation(&w, g, j))
                c = by_equation(&w, g, (int)j);
    fmpq_mpoly_clear(w.f, w.ring);
    fmpq_mpoly_clear(w.h, w.ring);
    fmpq_mpoly_clear(w.form, w.ring);
    search_poly_ring_close(&w.r);
    return c;
}
