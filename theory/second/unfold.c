/* What an argument has to prove, and may use, at one point.  See unfold.h;
 * nobody believes it. */
#include "unfold.h"
#include "read.h"

#include "../../numerics/base/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
    PREC = 256,
    MOST_VALUES = 64
};

struct unfolder {
    unfold_fn *fn;
    void *ctx;
    unfolding *now;
    bool open;
    const item *it;
    quantity *value; /* of the claim's variables */
    const scope *names;
};

/* ---- lists ------------------------------------------------------------------ */

static void add(unfold_list *l, const arb_t d, bool strict, bool varies)
{
    l->v = xrealloc(l->v, (l->n + 1) * sizeof *l->v);
    unfold_relation *r = &l->v[l->n++];
    arb_init(&r->d);
    arb_set(&r->d, d);
    r->strict = strict;
    r->varies = varies;
}

static void clear_list(unfold_list *l)
{
    for (size_t i = 0; i < l->n; i++)
        arb_clear(&l->v[i].d);
    free(l->v);
}

static void clear(unfolding *u)
{
    clear_list(&u->goal);
    clear_list(&u->fact);
    clear_list(&u->may);
    clear_list(&u->need);
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
        add(&u->may, b, false, true);
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
static second_state relation(second *s, rel_kind rel, const ast *a,
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
        add(to, d, rel == REL_LT || rel == REL_GT || rel == REL_NE, true);
        arb_neg(d, d);
        if (rel == REL_EQ)
            add(to, d, false, true);
    }
    arb_clear(d);
    return st;
}

static second_state chain(second *s, const ast_chain *c, const scope *names,
                          unfold_list *to)
{
    second_state st = SECOND_VALUE;
    for (size_t i = 0; i < c->n && st == SECOND_VALUE; i++)
        st = relation(s, c->rel[i], c->e[i], c->e[i + 1], names, to);
    return st;
}

/* Do all relations hold?  What is undefined does not. */
static bool holds(second *s, const ast_chain *c, const scope *names)
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

static void note(second *s, second_state st)
{
    if (st != SECOND_VALUE && st != SECOND_UNDEFINED)
        s->unfold->open = true;
}

/* ---- the claim here, and before ----------------------------------------------- */

static bool is_real(const binder *b)
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
        if (!is_real(b))
            continue;
        if (b->lo != NULL)
            note(s, relation(s, b->lo_open ? REL_LT : REL_LE, b->lo, &name,
                             &with, to));
        if (b->hi != NULL)
            note(s, relation(s, b->hi_open ? REL_LT : REL_LE, &name, b->hi,
                             &with, to));
    }
    const scope *all = w->it->nbind ? &w->names[w->it->nbind - 1] : NULL;
    for (size_t i = 0; i < w->it->nwhere; i++)
        note(s, chain(s, &w->it->where[i], all, to));
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
    note(s,
         read_value(s, it->bind[k].lo, k > 0 ? &w->names[k - 1] : NULL, &lo));
    quantity_set_q(&w->value[k], q);
    if (!quantity_compare(&s->c, &sign, &w->value[k], &lo) || sign < 0)
        says = false;
    for (size_t j = 0; j < it->nwhere && says; j++) {
        note(s, chain(s, &it->where[j], all, &w->now->may));
        says = holds(s, &it->where[j], all);
    }
    if (says) {
        unfold_list at = {NULL, 0};
        second_state st = chain(s, &it->show, all, &at);
        note(s, st);
        for (size_t j = 0; j < at.n && st == SECOND_VALUE; j++)
            add(&w->now->fact, &at.v[j].d, at.v[j].strict, true);
        clear_list(&at);
    }
    quantity_set(&w->value[k], &was);
    mpq_clear(q);
    quantity_clear(&was);
    quantity_clear(&lo);
}

static void induction(second *s)
{
    const item *it = s->unfold->it;
    for (size_t k = 0; it->induction.var != NULL && k < it->nbind; k++)
        if (strcmp(it->bind[k].name, it->induction.var) == 0)
            for (long i = 1; i <= it->induction.depth; i++)
                use_before(s, k, i);
}

/* ---- statements that are used -------------------------------------------------- */

static bool mentions_real(const item *it, const ast *a)
{
    if (a->kind == AST_NAME)
        for (size_t k = 0; k < it->nbind; k++)
            if (strcmp(it->bind[k].name, a->name) == 0)
                return is_real(&it->bind[k]);
    for (size_t i = 0; i < a->nargs; i++)
        if (mentions_real(it, a->arg[i]))
            return true;
    return false;
}

/* Is the value of names[0] one of the binder's domain?  What of that has to be
 * shown goes to `need`. */
static bool in_domain(second *s, const binder *b, const scope *names,
                      bool varies)
{
    const scope *before = names->outer;
    unfold_list at = {NULL, 0};
    ast name = {.kind = AST_NAME, .name = b->name};
    bool in = b->kind != DOM_LIST;
    second_state st;
    for (size_t i = 0; i < b->nlist && !in; i++) {
        scope one = {b->name, names->value, before};
        in = read_link(s, REL_EQ, &name, b->list[i], &one, &st) == READ_YES;
    }
    if (b->kind == DOM_INTEGERS)
        in = names->value->kind == QUANTITY_RATIONAL &&
             mpz_cmp_ui(mpq_denref(names->value->q), 1) == 0;
    if (b->kind != DOM_LIST && b->lo != NULL) {
        rel_kind rel = b->lo_open ? REL_LT : REL_LE;
        note(s, relation(s, rel, b->lo, &name, names, &at));
        in = in && read_link(s, rel, b->lo, &name, names, &st) == READ_YES;
    }
    if (b->kind != DOM_LIST && b->hi != NULL) {
        rel_kind rel = b->hi_open ? REL_LT : REL_LE;
        note(s, relation(s, rel, &name, b->hi, names, &at));
        in = in && read_link(s, rel, &name, b->hi, names, &st) == READ_YES;
    }
    for (size_t i = 0; i < at.n; i++)
        add(&s->unfold->now->need, &at.v[i].d, at.v[i].strict, varies);
    clear_list(&at);
    return in;
}

/* The argument for variable k of the lemma. */
static bool argument(second *s, const lemma_use *l, const item *lemma, size_t k,
                     quantity *out, bool *varies)
{
    const struct unfolder *w = s->unfold;
    const scope *all = w->it->nbind ? &w->names[w->it->nbind - 1] : NULL;
    ast name = {.kind = AST_NAME, .name = lemma->bind[k].name};
    const ast *a = l->at ? l->arg[k] : &name;
    *varies = *varies || mentions_real(w->it, a);
    second_state st = read_value(s, a, all, out);
    note(s, st);
    return st == SECOND_VALUE && quantity_is_closed(out);
}

static void use_lemma(second *s, const lemma_use *l)
{
    unfolding *u = s->unfold->now;
    const item *lemma = program_find(s->prog, l->id);
    size_t n = lemma->nbind;
    quantity *value = xcalloc(n + 1, sizeof *value);
    scope *names = xcalloc(n + 1, sizeof *names);
    unfold_list needs = {NULL, 0};
    bool says = true, varies = false;
    for (size_t k = 0; k < n; k++) {
        quantity_init(&value[k]);
        names[k] = (scope){lemma->bind[k].name, &value[k],
                           k > 0 ? &names[k - 1] : NULL};
        says = says && argument(s, l, lemma, k, &value[k], &varies);
    }
    const scope *all = n > 0 ? &names[n - 1] : NULL;
    for (size_t k = 0; k < n && says; k++)
        says = in_domain(s, &lemma->bind[k], &names[k], varies);
    for (size_t i = 0; i < lemma->nwhere && says; i++) {
        note(s, chain(s, &lemma->where[i], all, &needs));
        says = holds(s, &lemma->where[i], all);
    }
    for (size_t i = 0; i < needs.n; i++)
        add(&u->need, &needs.v[i].d, needs.v[i].strict, varies);
    if (says)
        note(s, chain(s, &lemma->show, all, &u->fact));
    clear_list(&needs);
    for (size_t k = 0; k < n; k++)
        quantity_clear(&value[k]);
    free(value);
    free(names);
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
    w->open = chain(s, &it->show, all, &u.goal) != SECOND_VALUE;
    own_conditions(s);
    induction(s);
    for (size_t i = 0; i < it->nby; i++)
        use_lemma(s, &it->by[i]);
    for (size_t i = 0; i < it->ncases; i++)
        note(s, chain(s, &it->cases[i], all, &u.may));
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
