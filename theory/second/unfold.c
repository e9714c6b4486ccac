/* What an argument has to prove, and may use, at one point.  See unfold.h;
 * nobody believes it. */
#include "unfold_parts.h"

#include "../../numerics/base/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
    PREC = 256,
    MOST_VALUES = 64
};

/* ---- lists ------------------------------------------------------------------ */

void unfold_add(unfold_list *l, const arb_t d, bool strict, bool varies)
{
    l->v = xrealloc(l->v, (l->n + 1) * sizeof *l->v);
    unfold_relation *r = &l->v[l->n++];
    arb_init(&r->d);
    arb_set(&r->d, d);
    r->strict = strict;
    r->varies = varies;
}

void unfold_clear_list(unfold_list *l)
{
    for (size_t i = 0; i < l->n; i++)
        arb_clear(&l->v[i].d);
    free(l->v);
}

static void clear(unfolding *u)
{
    unfold_clear_list(&u->goal);
    unfold_clear_list(&u->fact);
    unfold_clear_list(&u->may);
    unfold_clear_list(&u->need);
    for (size_t i = 0; i < u->nvalues; i++)
        arb_clear(&u->value[i]);
    free(u->value);
}

void unfold_value(second *s, const quantity *x)
{
    unfolding *u = s->unfold->now;
    arb_t b;
    if (u == NULL || !quantity_is_closed(x)) /* NULL: between two points */
        return;
    arb_init(b);
    quantity_get_arb(b, x, PREC);
    bool known = !arb_is_finite(b);
    for (size_t i = 0; i < u->nvalues && !known; i++)
        known = arb_overlaps(&u->value[i], b);
    if (!known && u->nvalues < MOST_VALUES) {
        u->value = xrealloc(u->value, (u->nvalues + 1) * sizeof *u->value);
        arb_init(&u->value[u->nvalues]);
        arb_set(&u->value[u->nvalues++], b);
    } else if (!known) { /* the oldest is deepest in a recursion */
        arb_set(&u->value[u->dropped++ % MOST_VALUES], b);
    }
    arb_clear(b);
}

/* A power's base: by its sign cases are made. */
void unfold_base(second *s, const quantity *x)
{
    unfolding *u = s->unfold->now;
    arb_t b;
    if (u == NULL || !quantity_is_closed(x) || u->may.n >= MOST_VALUES)
        return;
    arb_init(b);
    quantity_get_arb(b, x, PREC);
    bool known = !arb_is_finite(b);
    for (size_t i = 0; i < u->may.n && !known; i++)
        known = arb_overlaps(&u->may.v[i].d, b);
    if (!known)
        unfold_add(&u->may, b, false, true);
    arb_clear(b);
}

/* ---- relations --------------------------------------------------------------- */

/* b - a at the names; SECOND_VALUE when it has a value. */
static second_state difference(second *s, const ast *a, const ast *b,
                               const scope *names, arb_t d)
{
    quantity x, y;
    arb_t e;
    quantity_init(&x);
    quantity_init(&y);
    arb_init(e);
    second_state st = read_value(s, a, names, &x);
    if (st == SECOND_VALUE)
        st = read_value(s, b, names, &y);
    if (st == SECOND_VALUE &&
        (!quantity_is_closed(&x) || !quantity_is_closed(&y)))
        st = SECOND_OPEN;
    if (st == SECOND_VALUE) {
        quantity_get_arb(e, &x, PREC);
        quantity_get_arb(d, &y, PREC);
        arb_sub(d, d, e, PREC);
    }
    arb_clear(e);
    quantity_clear(&x);
    quantity_clear(&y);
    return st;
}

/* a rel b to the list: b - a where it goes up. */
second_state unfold_relate(second *s, rel_kind rel, const ast *a,
                             const ast *b, const scope *names, unfold_list *to)
{
    arb_t d;
    arb_init(d);
    second_state st = difference(s, a, b, names, d);
    if (rel == REL_GE || rel == REL_GT)
        arb_neg(d, d);
    if (rel == REL_NE)
        arb_abs(d, d);
    if (st == SECOND_VALUE) {
        unfold_add(to, d, rel == REL_LT || rel == REL_GT || rel == REL_NE, true);
        arb_neg(d, d);
        if (rel == REL_EQ)
            unfold_add(to, d, false, true);
    }
    arb_clear(d);
    return st;
}

second_state unfold_chain(second *s, const ast_chain *c, const scope *names,
                          unfold_list *to)
{
    second_state st = SECOND_VALUE;
    for (size_t i = 0; i < c->n && st == SECOND_VALUE; i++)
        st = unfold_relate(s, c->rel[i], c->e[i], c->e[i + 1], names, to);
    return st;
}

/* Do all relations hold?  What is undefined does not. */
bool unfold_holds(second *s, const ast_chain *c, const scope *names)
{
    for (size_t i = 0; i < c->n; i++) {
        second_state st;
        read_answer r =
            read_link(s, c->rel[i], c->e[i], c->e[i + 1], names, &st);
        if (r == READ_TROUBLE && st != SECOND_UNDEFINED)
            s->unfold->open = true;
        if (r != READ_YES)
            return false;
    }
    return true;
}

void unfold_note(second *s, second_state st)
{
    if (st != SECOND_VALUE && st != SECOND_UNDEFINED)
        s->unfold->open = true;
}

/* ---- the claim here, and before ----------------------------------------------- */

bool unfold_is_real(const binder *b)
{
    return b->kind == DOM_INTERVAL || (b->kind == DOM_INTEGERS && !b->hi);
}

/* The ends of the ranges, and the conditions: they hold here. */
static void own_conditions(second *s)
{
    const struct unfolder *w = s->unfold;
    unfold_list *to = &w->now->fact;
    for (size_t k = 0; k < w->it->nbind; k++) {
        const binder *b = &w->it->bind[k];
        const scope *before = k > 0 ? &w->names[k - 1] : NULL;
        ast name = {.kind = AST_NAME, .name = b->name};
        scope with = w->names[k];
        with.outer = before;
        if (!unfold_is_real(b))
            continue;
        if (b->lo != NULL)
            unfold_note(s, unfold_relate(s, b->lo_open ? REL_LT : REL_LE, b->lo, &name,
                             &with, to));
        if (b->hi != NULL)
            unfold_note(s, unfold_relate(s, b->hi_open ? REL_LT : REL_LE, &name, b->hi,
                             &with, to));
    }
    const scope *all = w->it->nbind ? &w->names[w->it->nbind - 1] : NULL;
    for (size_t i = 0; i < w->it->nwhere; i++)
        unfold_note(s, unfold_chain(s, &w->it->where[i], all, to));
}

/* The claim at the index i before, where its conditions hold. */
static void use_before(second *s, size_t k, long i)
{
    const struct unfolder *w = s->unfold;
    const item *it = w->it;
    const scope *all = &w->names[it->nbind - 1];
    quantity was, lo;
    bool says = true;
    int sign = -1;
    quantity_init(&was);
    quantity_init(&lo);
    quantity_set(&was, &w->value[k]);
    mpq_t q;
    mpq_init(q);
    mpq_set_si(q, -i, 1);
    mpq_add(q, q, was.q);
    unfold_note(s,
         read_value(s, it->bind[k].lo, k > 0 ? &w->names[k - 1] : NULL, &lo));
    quantity_set_q(&w->value[k], q);
    if (!quantity_compare(&s->c, &sign, &w->value[k], &lo) || sign < 0)
        says = false;
    for (size_t j = 0; j < it->nwhere && says; j++) {
        unfold_note(s, unfold_chain(s, &it->where[j], all, &w->now->may));
        says = unfold_holds(s, &it->where[j], all);
    }
    if (says) {
        unfold_list at = {NULL, 0};
        second_state st = unfold_chain(s, &it->show, all, &at);
        unfold_note(s, st);
        for (size_t j = 0; j < at.n && st == SECOND_VALUE; j++)
            unfold_add(&w->now->fact, &at.v[j].d, at.v[j].strict, true);
        unfold_clear_list(&at);
    }
    quantity_set(&w->value[k], &was);
    mpq_clear(q);
    quantity_clear(&was);
    quantity_clear(&lo);
}

/* Is the index of a base: below from + depth? */
static bool is_base(second *s, size_t k)
{
    const struct unfolder *w = s->unfold;
    const induction_clause *in = &w->it->induction;
    const scope *before = k > 0 ? &w->names[k - 1] : NULL;
    quantity lo;
    mpq_t d;
    quantity_init(&lo);
    mpq_init(d);
    unfold_note(s, read_value(s, w->it->bind[k].lo, before, &lo));
    if (in->has_from)
        mpq_set_si(d, in->from, 1);
    else if (lo.kind == QUANTITY_RATIONAL)
        mpq_set(d, lo.q);
    mpq_sub(d, w->value[k].q, d);
    bool base = mpq_cmp_si(d, in->depth, 1) < 0;
    mpq_clear(d);
    quantity_clear(&lo);
    return base;
}

static void induction(second *s)
{
    const item *it = s->unfold->it;
    for (size_t k = 0; it->induction.var != NULL && k < it->nbind; k++) {
        if (strcmp(it->bind[k].name, it->induction.var) != 0)
            continue;
        s->unfold->base = is_base(s, k);
        s->unfold->now->step = !s->unfold->base;
        for (long i = 1; i <= it->induction.depth; i++)
            use_before(s, k, i);
    }
}

/* ---- a point -------------------------------------------------------------------- */

static void at_point(second *s, const item *it, quantity *value,
                     const scope *names)
{
    struct unfolder *w = s->unfold;
    unfolding u = {.nvalues = 0};
    const scope *all = it->nbind ? &names[it->nbind - 1] : NULL;
    w->now = &u;
    w->open = false;
    w->it = it;
    w->value = value;
    w->names = names;
    call_forget(&s->known); /* so that all calls are met */
    w->open = unfold_chain(s, &it->show, all, &u.goal) != SECOND_VALUE;
    own_conditions(s);
    induction(s);
    for (size_t i = 0; i < it->nby; i++)
        unfold_lemma(s, &it->by[i]);
    for (size_t i = 0; i < it->ncases; i++)
        unfold_note(s, unfold_chain(s, &it->cases[i], all, &u.may));
    mpq_t *at = xcalloc(it->nbind + 1, sizeof *at);
    for (size_t k = 0; k < it->nbind; k++) {
        mpq_init(at[k]);
        mpq_set(at[k], value[k].q);
    }
    w->now = NULL;
    w->fn(w->ctx, at, w->open ? NULL : &u);
    for (size_t k = 0; k < it->nbind; k++)
        mpq_clear(at[k]);
    free(at);
    clear(&u);
}

void unfold_claim(second *s, const item *claim, unfold_fn *fn, void *ctx)
{
    struct unfolder w = {.fn = fn, .ctx = ctx};
    second_points points = {.held = 0};
    second_count count;
    s->check = &points;
    s->each = at_point;
    s->unfold = &w;
    second_combinations(s, claim, &count, NULL, NULL);
    s->check = NULL;
    s->each = NULL;
    s->unfold = NULL;
}
