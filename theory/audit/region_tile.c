/* What has to be shown of one tile of a map, as problems for the checker; the
 * trees come from a search or from a certificate.  Only what the checker
 * accepts counts: its seals are kept until the tile has its own
 * (region_seal.c). */
#include "region.h"
#include "../../numerics/base/rational.h"
#include "../../numerics/base/limits.h"

#include <stdlib.h>

enum {
    SMALL_SEARCH = 200 /* boxes for one question */
};

/* The parameters' ranges on a tile; ends of the rectangle stay as they are. */
static void tile_range(const region *t, const instance *m, const tile *b, int i,
                       range *r)
{
    const range *whole = &m->p.box[t->v[i]];
    mpq_set(r->lo, b->lo[i]);
    mpq_set(r->hi, b->hi[i]);
    r->lo_inf = r->hi_inf = false;
    r->lo_open = whole->lo_open && mpq_equal(b->lo[i], whole->lo);
    r->hi_open = whole->hi_open && mpq_equal(b->hi[i], whole->hi);
}

/* ---- answers ------------------------------------------------------------ */

/* Tree for goal g of p, taken over; accepted, it goes into the certificate. */
static bool keep_if_accepted(region *t, problem *p, size_t g, cert_node *tree)
{
    size_t leaves = 0;
    bool ok = tree != NULL && region_accepts(t, p, g, tree, &leaves);
    if (ok) {
        cert_write(&t->text, tree, p);
        t->leaves += leaves;
    }
    cert_free(tree);
    return ok;
}

static bool read_tree(region *t, problem *p, size_t g)
{
    char err[200] = "malformed certificate";
    cert_node *tree = cert_read(&t->in, &t->line, p, err, sizeof err);
    if (tree == NULL)
        audit_set(&t->err, xstrdup(err));
    return keep_if_accepted(t, p, g, tree);
}

/* Is goal g of p proved by one leaf, or by a small search?  Or else by the
 * certificate that is replayed. */
static bool proves(region *t, problem *p, size_t g)
{
    if (t->in != NULL)
        return read_tree(t, p, g);
    if (keep_if_accepted(t, p, g, cert_new(CERT_NATURAL)) ||
        keep_if_accepted(t, p, g, cert_new(CERT_MEANVALUE)))
        return true;
    search_result s;
    audit_search(t->a, &s, p, g, SMALL_SEARCH);
    bool ok = false;
    if (s.status == SEARCH_CERTIFICATE) {
        ok = keep_if_accepted(t, p, g, s.cert);
        s.cert = NULL;
    }
    search_result_clear(&s, p->nvars);
    return ok;
}

/* Every goal of them, which are done with. */
static bool proves_all(region *t, bool posed, instances *all)
{
    bool ok = posed;
    for (size_t k = 0; k < all->n && ok; k++)
        for (size_t g = 0; g < all->v[k].p.ngoals && ok; g++)
            ok = proves(t, &all->v[k].p, g);
    instances_clear(all);
    return ok;
}

/* ---- questions ---------------------------------------------------------- */

/* Instance m's problem with the parameters on the tile, in *all. */
static problem *on_tile(const region *t, const instance *m, const tile *b,
                        instances *all)
{
    problem *p = &instances_add(all, &m->binding, &m->p, NULL, 0)->p;
    for (int i = 0; i < 2; i++)
        tile_range(t, m, b, i, &p->box[t->v[i]]);
    return p;
}

/* The same with the other variables fixed at y, and without goals and
 * hypotheses. */
static problem *fixed_on_tile(const region *t, const instance *m, const tile *b,
                              mpq_t *y, instances *all)
{
    problem *p = on_tile(t, m, b, all);
    for (int i = 0; i < p->nvars; i++) {
        range *r = &p->box[i];
        if (i == t->v[0] || i == t->v[1])
            continue;
        r->lo_inf = r->hi_inf = r->lo_open = r->hi_open = false;
        mpq_set(r->lo, y[i]);
        mpq_set(r->hi, y[i]);
    }
    p->ngoals = p->nhyps = p->nhints = 0;
    return p;
}

/* y lies in the ranges of the others. */
static bool in_ranges(const region *t, const instance *m, mpq_t *y)
{
    bool ok = true;
    for (int i = 0; i < m->p.nvars && ok; i++)
        ok = i == t->v[0] || i == t->v[1] ||
             range_contains_q(&m->p.box[i], y[i]);
    return ok;
}

static void add_conditions(problem *p, const instance *m)
{
    for (size_t j = 0; j < m->p.nhyps; j++)
        problem_add_goal(p, m->p.hyp[j].e, m->p.hyp[j].strict);
}

/* Every end of the parameters' ranges is left out. */
static void leave_edge(const region *t, problem *p)
{
    for (int i = 0; i < 2; i++)
        p->box[t->v[i]].lo_open = p->box[t->v[i]].hi_open = true;
}

bool region_ask_holds(const region *t, const tile *b, instances *all)
{
    for (size_t k = 0; k < t->f->n; k++)
        on_tile(t, &t->f->v[k], b, all);
    return true;
}

bool region_ask_outside(const region *t, const tile *b, bool inner,
                        instances *all)
{
    expr never = expr_si(t->a->pool, -1);
    if (never == EXPR_NONE)
        return false;
    for (size_t k = 0; k < t->f->n; k++) {
        problem *p = on_tile(t, &t->f->v[k], b, all);
        p->ngoals = p->nhints = 0;
        problem_add_goal(p, never, false);
        if (inner)
            leave_edge(t, p);
    }
    return true;
}

bool region_ask_never(const region *t, const instance *m, const tile *b,
                      size_t g, instances *all)
{
    problem *p = on_tile(t, m, b, all);
    expr negated = expr_neg(t->a->pool, m->p.goal[g].e);
    p->ngoals = p->nhints = 0;
    if (negated == EXPR_NONE)
        return false;
    problem_add_goal(p, negated, !m->p.goal[g].strict);
    return true;
}

bool region_ask_admitted(const region *t, const instance *m, const tile *b,
                         mpq_t *y, instances *all)
{
    add_conditions(fixed_on_tile(t, m, b, y, all), m);
    /* a case that lies aside has other points than the statement */
    return !m->binding.aside && in_ranges(t, m, y);
}

bool region_ask_fails(const region *t, const instance *m, const tile *b,
                      size_t g, mpq_t *y, instances *all)
{
    problem *p = fixed_on_tile(t, m, b, y, all);
    expr negated = expr_neg(t->a->pool, m->p.goal[g].e);
    if (negated == EXPR_NONE || !in_ranges(t, m, y))
        return false;
    problem_add_goal(p, negated, !m->p.goal[g].strict);
    add_conditions(p, m);
    return true;
}

/* ---- what is certified -------------------------------------------------- */

/* What was proved is about goal g of m, with the others at y (or NULL). */
static bool note(region *t, bool ok, const instance *m, size_t g, mpq_t *y)
{
    if (!ok)
        return false;
    size_t k = (size_t)(m - t->f->v);
    mpq_t *copy = y != NULL ? point_copy(y, m->p.nvars) : NULL;
    point_free(t->about.y, t->f->v[t->about.k].p.nvars);
    t->about.k = k;
    t->about.g = g;
    t->about.y = copy;
    return true;
}

bool region_holds_on(region *t, const tile *b)
{
    instances all = {.n = 0};
    return proves_all(t, region_ask_holds(t, b, &all), &all);
}

bool region_is_outside(region *t, const tile *b, bool inner)
{
    instances all = {.n = 0};
    return proves_all(t, region_ask_outside(t, b, inner, &all), &all);
}

bool region_never_holds(region *t, const instance *m, const tile *b, size_t g)
{
    instances all = {.n = 0};
    bool posed = region_ask_never(t, m, b, g, &all);
    return note(t, proves_all(t, posed, &all), m, g, NULL);
}

bool region_is_admitted(region *t, const instance *m, const tile *b, mpq_t *y)
{
    instances all = {.n = 0};
    bool posed = region_ask_admitted(t, m, b, y, &all);
    return note(t, proves_all(t, posed, &all), m, 0, y);
}

/* The first false tile's middle, with the others at y. */
static void keep_witness(region *t, const instance *m, const tile *b, size_t g,
                         mpq_t *y)
{
    if (t->witness != NULL)
        return;
    t->witness = point_copy(y, m->p.nvars);
    t->wk = (size_t)(m - t->f->v);
    t->wg = g;
    for (int i = 0; i < 2; i++) {
        mpq_ptr x = t->witness[t->v[i]];
        mpq_add(x, b->lo[i], b->hi[i]);
        mpq_div_2exp(x, x, 1);
    }
}

bool region_fails_with(region *t, const instance *m, const tile *b, size_t g,
                       mpq_t *y)
{
    instances all = {.n = 0};
    bool posed = region_ask_fails(t, m, b, g, y, &all);
    if (!note(t, proves_all(t, posed, &all), m, g, y))
        return false;
    keep_witness(t, m, b, g, y);
    return true;
}

void region_forget(region *t, size_t len, size_t leaves)
{
    t->text.len = len;
    if (t->text.s != NULL)
        t->text.s[len] = '\0';
    t->leaves = leaves;
    region_unseal(t, len);
}

void region_put_tile(region *t, const char *state, const size_t *number, int n,
                     mpq_t *y, int nvars)
{
    text_printf(&t->text, "tile %s", state);
    for (int i = 0; i < n; i++)
        text_printf(&t->text, " %zu", number[i] + 1);
    for (int i = 0; i < nvars; i++) {
        char *s = mpq_get_str(NULL, 10, y[i]);
        text_printf(&t->text, " %s", s);
        free(s);
    }
    text_put(&t->text, "\n");
}
