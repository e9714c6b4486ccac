/* A statement that is used, at one point: what its arguments are there, what it
 * says, and what it asks for.  See unfold.h; nobody believes it. */
#include "unfold_parts.h"

#include "../../numerics/base/memory.h"

#include <stdlib.h>
#include <string.h>

static bool mentions_real(const item *it, const ast *a)
{
    if (a->kind == AST_NAME)
        for (size_t k = 0; k < it->nbind; k++)
            if (strcmp(it->bind[k].name, a->name) == 0)
                return unfold_is_real(&it->bind[k]);
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
        unfold_note(s, unfold_relate(s, rel, b->lo, &name, names, &at));
        in = in && read_link(s, rel, b->lo, &name, names, &st) == READ_YES;
    }
    if (b->kind != DOM_LIST && b->hi != NULL) {
        rel_kind rel = b->hi_open ? REL_LT : REL_LE;
        unfold_note(s, unfold_relate(s, rel, &name, b->hi, names, &at));
        in = in && read_link(s, rel, &name, b->hi, names, &st) == READ_YES;
    }
    for (size_t i = 0; i < at.n; i++)
        unfold_add(&s->unfold->now->need, &at.v[i].d, at.v[i].strict, varies);
    unfold_clear_list(&at);
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
    unfold_note(s, st);
    return st == SECOND_VALUE && quantity_is_closed(out);
}

static void use(second *s, const lemma_use *l)
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
    scope unknown = {lemma->unknown, NULL, all};
    if (lemma->kind == ITEM_CONSTANT) {
        quantity *c = s->constant != NULL ? s->constant[lemma->index] : NULL;
        s->unfold->open = s->unfold->open || c == NULL;
        says = says && c != NULL;
        unknown.value = c;
    }
    for (size_t k = 0; k < n && says; k++)
        says = in_domain(s, &lemma->bind[k], &names[k], varies);
    for (size_t i = 0; i < lemma->nwhere && says; i++) {
        unfold_note(s, unfold_chain(s, &lemma->where[i], all, &needs));
        says = unfold_holds(s, &lemma->where[i], all);
    }
    for (size_t i = 0; i < needs.n; i++)
        unfold_add(&u->need, &needs.v[i].d, needs.v[i].strict, varies);
    if (says)
        unfold_note(s, unfold_chain(s, &lemma->show,
                                    unknown.value != NULL ? &unknown : all,
                                    &u->fact));
    unfold_clear_list(&needs);
    for (size_t k = 0; k < n; k++)
        quantity_clear(&value[k]);
    free(value);
    free(names);
}

/* ---- where it is used ----------------------------------------------------------- */

/* As many as the statement asks for, none of which varies: the others keep
 * their places. */
static void ask_nothing(second *s, const item *lemma)
{
    size_t n = 0;
    arb_t one;
    for (size_t k = 0; k < lemma->nbind; k++)
        if (lemma->bind[k].kind != DOM_LIST)
            n += (size_t)(lemma->bind[k].lo != NULL) +
                 (size_t)(lemma->bind[k].hi != NULL);
    for (size_t i = 0; i < lemma->nwhere; i++)
        for (size_t j = 0; j < lemma->where[i].n; j++)
            n += lemma->where[i].rel[j] == REL_EQ ? 2 : 1;
    arb_init(one);
    arb_one(one);
    for (size_t i = 0; i < n; i++)
        unfold_add(&s->unfold->now->need, one, true, false);
    arb_clear(one);
}

void unfold_lemma(second *s, const lemma_use *l)
{
    struct unfolder *w = s->unfold;
    const scope *all = w->it->nbind ? &w->names[w->it->nbind - 1] : NULL;
    bool here = l->part == BY_ALWAYS || (l->part == BY_BASE) == w->base;
    if (here && l->when.n > 0) {
        unfold_note(s, unfold_chain(s, &l->when, all, &w->now->may));
        here = unfold_holds(s, &l->when, all);
        if (here) /* what it asks for is shown under this condition */
            unfold_note(s, unfold_chain(s, &l->when, all, &w->now->fact));
    }
    if (here)
        use(s, l);
    else
        ask_nothing(s, program_find(s->prog, l->id));
}

void unfold_set_constant(second *s, const item *it, const arb_t value)
{
    if (s->constant == NULL)
        s->constant = xcalloc(program_count(s->prog) + 1, sizeof *s->constant);
    quantity **c = &s->constant[it->index];
    if (*c == NULL) {
        *c = xcalloc(1, sizeof **c);
        quantity_init(*c);
    }
    arb_set(quantity_make_ball(*c), value);
}
