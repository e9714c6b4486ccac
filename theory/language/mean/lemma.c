/* A statement above at given arguments: what it says there is a hypothesis once
 * they are shown to lie in its domain.  Believed.
 *
 * Theorem.  Let S be a true statement: at every point of its domain D its
 * relations are defined and hold.  Let t be expressions for its variables.  At
 * every point at which t is defined and lies in D, S's relations with t in the
 * place of its variables are defined and hold.
 *
 * Of a constant, S is its statement with the number that was proved for its
 * unknown: that number stands in the unknown's place.
 *
 * D is given by S's ranges and conditions: t is whole where the variable is,
 * one of the list where there is a list, between the ends, and the conditions
 * hold at t.  What is whole or in a list is decided here, or it is an error;
 * the rest becomes what `need` lists. */
#include "number.h"
#include "parity.h"
#include "statement.h"

#include <stdlib.h>
#include <string.h>

struct lemma {
    const item *it;
    const lemma_use *use;
    function **arg;    /* in the scope of the claim; NULL: by name */
    size_t *same;      /* by name: the claim's variable */
    const char **name; /* the lemma's variables, and a constant's unknown */
    size_t nnames;
    expr *local;
    function **lo, **hi;
    function ***list;
    expansion_chain show, *where;
};

static function *compile(const lemma *l, expansion *f, const ast *a)
{
    return a ? compile_expr(f->e, a, l->name, l->nnames) : NULL;
}

static expansion_chain compile_chain(const lemma *l, expansion *f,
                                     const ast_chain *c)
{
    expansion_chain r = {c, xcalloc(c->n + 1, sizeof(function *))};
    for (size_t i = 0; c->e && i <= c->n; i++)
        r.side[i] = compile(l, f, c->e[i]);
    return r;
}

static void find_argument(lemma *l, expansion *f, size_t k)
{
    if (l->use->at) {
        l->arg[k] = compile_expr(f->e, l->use->arg[k], f->name, f->nlocals);
        return;
    }
    for (size_t i = 0; i < f->it->nbind; i++)
        if (!strcmp(f->it->bind[i].name, l->name[k]))
            l->same[k] = i;
}

static void compile_domain(lemma *l, expansion *f, size_t k)
{
    const binder *b = &l->it->bind[k];
    l->lo[k] = compile(l, f, b->lo);
    l->hi[k] = compile(l, f, b->hi);
    l->list[k] = xcalloc(b->nlist + 1, sizeof *l->list[k]);
    for (size_t j = 0; j < b->nlist; j++)
        l->list[k][j] = b->list_name ? compile_expr(f->e, b->list[j], NULL, 0)
                                     : compile(l, f, b->list[j]);
}

lemma *lemma_new(expansion *f, const lemma_use *u)
{
    const definition *d = program_lookup(f->e->prog, u->id);
    lemma *l = xcalloc(1, sizeof *l);
    l->it = program_item(f->e->prog, (size_t)d->index);
    l->use = u;
    size_t n = l->it->nbind;
    l->arg = xcalloc(n + 1, sizeof *l->arg);
    l->same = xcalloc(n + 1, sizeof *l->same);
    l->name = xcalloc(n + 1, sizeof *l->name);
    l->local = xcalloc(n + 1, sizeof *l->local);
    l->lo = xcalloc(n + 1, sizeof *l->lo);
    l->hi = xcalloc(n + 1, sizeof *l->hi);
    l->list = xcalloc(n + 1, sizeof *l->list);
    for (size_t k = 0; k < n; k++)
        l->name[k] = l->it->bind[k].name;
    l->nnames = n;
    if (l->it->kind == ITEM_CONSTANT)
        l->name[l->nnames++] = l->it->unknown;
    for (size_t k = 0; k < n; k++) {
        find_argument(l, f, k);
        compile_domain(l, f, k);
    }
    l->show = compile_chain(l, f, &l->it->show);
    l->where = xcalloc(l->it->nwhere + 1, sizeof *l->where);
    for (size_t i = 0; i < l->it->nwhere; i++)
        l->where[i] = compile_chain(l, f, &l->it->where[i]);
    return l;
}

void lemma_free(lemma *l)
{
    if (!l)
        return;
    for (size_t k = 0; k < l->it->nbind; k++) {
        compile_free(l->arg[k]);
        compile_free(l->lo[k]);
        compile_free(l->hi[k]);
        for (size_t j = 0; j < l->it->bind[k].nlist; j++)
            compile_free(l->list[k][j]);
        free(l->list[k]);
    }
    for (size_t i = 0; i < l->it->nwhere; i++)
        expansion_free_chain(&l->where[i]);
    expansion_free_chain(&l->show);
    free(l->arg);
    free(l->same);
    free(l->name);
    free(l->local);
    free(l->lo);
    free(l->hi);
    free(l->list);
    free(l->where);
    free(l);
}

/* ---- arguments ---------------------------------------------------------- */

static bool refuse(const lemma *l, expansion *f, size_t k, const char *what)
{
    elab_error(f->e, l->use->pos,
               "`%s` cannot be used here: its variable `%s` runs over %s, and "
               "what stands for it is not known to be one of them",
               l->use->id, l->name[k], what);
    return false;
}

/* Whole, at all values of the variables that it depends on? */
static bool is_whole(expansion *f, expr x)
{
    mpq_t q;
    mpq_init(q);
    bool ok = parity_of(f->e->pool, x, f->e->powers.whole) != PARITY_NONE;
    if (!ok && !expr_vars(f->e->pool, x))
        ok = number_find(f->e, x, q) == NUMBER_RATIONAL &&
             mpz_cmp_ui(mpq_denref(q), 1) == 0;
    mpq_clear(q);
    return ok;
}

static bool is_member(lemma *l, expansion *f, size_t k)
{
    mpq_t q, m;
    bool found = false, ok = true;
    mpq_inits(q, m, NULL);
    bool known = !expr_vars(f->e->pool, l->local[k]) &&
                 number_find(f->e, l->local[k], q) == NUMBER_RATIONAL;
    for (size_t j = 0; known && ok && j < l->it->bind[k].nlist; j++) {
        expr x = machine_run(f->e, l->list[k][j], l->local);
        ok = x != EXPR_NONE;
        found = found || (ok && number_find(f->e, x, m) == NUMBER_RATIONAL &&
                          mpq_equal(q, m));
    }
    mpq_clears(q, m, NULL);
    return ok && (found || refuse(l, f, k, "a list"));
}

/* Goals that are there already, or certainly hold, are left out. */
static bool is_settled(expansion *f, const sign_condition *c)
{
    if (!expr_is_const(f->e->pool, c->e))
        return false;
    int sign = mpq_sgn(expr_const_value(f->e->pool, c->e));
    return c->strict ? sign > 0 : sign >= 0;
}

static bool add_need(expansion *f, const lemma *l, sign_list *need, expr e,
                     bool strict)
{
    sign_condition c = {e, strict};
    if (arith_checked(f->e, e, l->show.src->e[0]) == EXPR_NONE)
        return false;
    if (!is_settled(f, &c))
        sign_list_add(need, e, strict);
    return true;
}

static bool add_end(lemma *l, expansion *f, size_t k, bool low, sign_list *need)
{
    const binder *b = &l->it->bind[k];
    function *end = low ? l->lo[k] : l->hi[k];
    if (!end)
        return true;
    expr x = machine_run(f->e, end, l->local);
    if (x == EXPR_NONE)
        return false;
    expr d = low ? expr_sub(f->e->pool, l->local[k], x)
                 : expr_sub(f->e->pool, x, l->local[k]);
    return add_need(f, l, need, d, low ? b->lo_open : b->hi_open);
}

/* The argument for variable k lies in the variable's domain: needed. */
static bool add_range(lemma *l, expansion *f, size_t k, sign_list *need)
{
    const binder *b = &l->it->bind[k];
    expr_pool *pool = f->e->pool;
    if (b->kind == DOM_LIST)
        return is_member(l, f, k);
    if (b->kind == DOM_INTEGERS && !is_whole(f, l->local[k]))
        return refuse(l, f, k, "whole numbers");
    if (!add_end(l, f, k, true, need) || !add_end(l, f, k, false, need))
        return false;
    if (l->lo[k] || l->hi[k])
        return true;
    expr zero = expr_mul(pool, expr_si(pool, 0), l->local[k]);
    return add_need(f, l, need, zero, false); /* it is defined */
}

static bool add_conditions(lemma *l, expansion *f, statement *s,
                           const expansion_chain *c, sign_list *need)
{
    sign_list all = {.n = 0};
    expr a = machine_run(f->e, c->side[0], l->local), b;
    bool ok = a != EXPR_NONE;
    uint64_t vars = f->e->vars;
    for (size_t i = 0; ok && i < c->src->n; i++, a = b) {
        b = machine_run(f->e, c->side[i + 1], l->local);
        vars |= f->e->vars;
        if (b != EXPR_NONE && c->src->rel[i] == REL_NE) {
            bool undecided;
            ok = decide_relation(f->e, REL_NE, a, b, &undecided) == TRI_TRUE;
            if (!ok)
                elab_error(f->e, l->use->pos,
                           "`%s` has a condition with `!=`, of which it cannot "
                           "be decided whether it holds here",
                           l->use->id);
            continue;
        }
        ok = b != EXPR_NONE &&
             statement_relation(f, c->src->rel[i], a, b, c->src->e[i + 1], &all);
    }
    for (size_t i = 0; ok && i < all.n; i++)
        ok = add_need(f, l, need, all.v[i].e, all.v[i].strict);
    s->needed |= vars;
    sign_list_clear(&all);
    return ok;
}

static bool set_unknown(lemma *l, expansion *f)
{
    expr c = elab_constant(f->e, l->it);
    if (c == EXPR_NONE) {
        elab_error(f->e, l->use->pos,
                   "no number is known with which the constant `%s` is proved",
                   l->use->id);
        return false;
    }
    l->local[l->it->nbind] = c;
    return true;
}

static bool set_arguments(lemma *l, expansion *f, statement *s)
{
    for (size_t k = 0; k < l->it->nbind; k++) {
        l->local[k] = l->use->at ? expansion_value(f, l->arg[k])
                                 : f->local[l->same[k]];
        if (l->local[k] == EXPR_NONE)
            return false;
        s->needed |= l->use->at ? f->e->vars : 0;
    }
    return l->it->kind != ITEM_CONSTANT || set_unknown(l, f);
}

static bool add_says(lemma *l, expansion *f, sign_list *says, uint64_t *known)
{
    const ast_chain *c = l->show.src;
    expr a = machine_run(f->e, l->show.side[0], l->local), b;
    *known = f->e->vars;
    for (size_t i = 0; a != EXPR_NONE && i < c->n; i++, a = b) {
        b = machine_run(f->e, l->show.side[i + 1], l->local);
        *known |= f->e->vars;
        if (b == EXPR_NONE ||
            !statement_relation(f, c->rel[i], a, b, f->it->show.e[0], says))
            return false;
    }
    return a != EXPR_NONE;
}

bool lemma_apply(lemma *l, expansion *f, statement *s, sign_list *need,
                 sign_list *says, uint64_t *known)
{
    if (!set_arguments(l, f, s))
        return false;
    for (size_t k = 0; k < l->it->nbind; k++)
        if (!add_range(l, f, k, need))
            return false;
    for (size_t i = 0; i < l->it->nwhere; i++)
        if (!add_conditions(l, f, s, &l->where[i], need))
            return false;
    return add_says(l, f, says, known);
}
