/* Running through an item's finite variables, condition by condition. */
#include "family.h"

#include <stdlib.h>

static function *compile_end(family *f, const ast *a)
{
    return a ? compile_expr(f->e, a, f->name, f->nlocals) : NULL;
}

family_chain family_compile_chain(family *f, const ast_chain *c)
{
    family_chain r = {c, xcalloc(c->n + 1, sizeof(function *))};
    for (size_t i = 0; c->e && i <= c->n; i++)
        r.side[i] = compile_expr(f->e, c->e[i], f->name, f->nlocals);
    return r;
}

void family_free_chain(family_chain *c)
{
    for (size_t i = 0; c->side && i <= c->src->n; i++)
        function_free(c->side[i]);
    free(c->side);
}

static bool binder_is_real(const binder *b)
{
    return b->kind == DOM_INTERVAL || (b->kind == DOM_INTEGERS && !b->hi);
}

static void init_var(family *f, family_var *v, const binder *b, bool rows)
{
    v->b = b;
    range_init(&v->box);
    v->real = !rows && binder_is_real(b);
    v->var = v->real ? f->nreal++ : -1;
    v->lo = compile_end(f, b->lo);
    v->hi = compile_end(f, b->hi);
    v->list = xcalloc(b->nlist + 1, sizeof(function *));
    for (size_t i = 0; i < b->nlist; i++)
        v->list[i] = b->list_name /* sees nothing of this item */
                         ? compile_expr(f->e, b->list[i], NULL, 0)
                         : compile_end(f, b->list[i]);
    if (!v->real) {
        f->inst.name[f->inst.n] = b->name;
        mpq_init(f->inst.value[f->inst.n]);
        f->inst.n++;
    }
}

void family_init(family *f, elab *e, const item *it, bool rows)
{
    bool unknown = it->kind == ITEM_CONSTANT;
    *f = (family){.e = e, .it = it, .nlocals = it->nbind + unknown};
    f->name = xcalloc(f->nlocals + 1, sizeof *f->name);
    f->local = xcalloc(f->nlocals + 1, sizeof *f->local);
    f->var = xcalloc(it->nbind + 1, sizeof *f->var);
    f->inst.name = xcalloc(it->nbind + 1, sizeof *f->inst.name);
    f->inst.value = xcalloc(it->nbind + 1, sizeof *f->inst.value);
    for (size_t i = 0; i < it->nbind; i++)
        f->name[i] = it->bind[i].name;
    if (unknown) /* the ends of ranges are looked up among all names */
        f->name[it->nbind] = it->unknown;
    for (size_t i = 0; i < it->nbind; i++)
        init_var(f, &f->var[i], &it->bind[i], rows);
    if (unknown)
        f->local[it->nbind] = expr_var(e->pool, f->nreal++);
    f->where = xcalloc(it->nwhere + 1, sizeof *f->where);
    for (size_t i = 0; i < it->nwhere; i++)
        f->where[i] = family_compile_chain(f, &it->where[i]);
}

void family_clear(family *f)
{
    for (size_t i = 0; i < f->it->nbind; i++) {
        family_var *v = &f->var[i];
        range_clear(&v->box);
        function_free(v->lo);
        function_free(v->hi);
        for (size_t j = 0; j < v->b->nlist; j++)
            function_free(v->list[j]);
        free(v->list);
    }
    for (size_t i = 0; i < f->it->nwhere; i++)
        family_free_chain(&f->where[i]);
    for (size_t i = 0; i < f->inst.n; i++)
        mpq_clear(f->inst.value[i]);
    free(f->where);
    free(f->inst.name);
    free(f->inst.value);
    free(f->var);
    free(f->local);
    free(f->name);
}

expr family_value(family *f, const function *fn)
{
    return machine_run(f->e, fn, f->local);
}

/* Depth of C recursion: the number of binders, at most MAX_BINDERS. */
static bool next_var(family *f, size_t k)
{
    return k < f->it->nbind ? domain_run(f, k, next_var) : f->leaf(f);
}

bool family_run(family *f)
{
    bool done = next_var(f, 0);
    if (f->e->failed)
        return false;
    if (done && !f->count) {
        elab_error(f->e, f->it->pos,
                   "vacuous: no value of the variables "
                   "satisfies the conditions");
        return false;
    }
    return true;
}
