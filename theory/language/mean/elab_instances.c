/* Statements to problems. */
#include "power.h"
#include "statement.h"

#include "../../../numerics/base/entry.h"

#include <stdlib.h>
#include <string.h>

/* Adds a condition on real variables to the hypotheses. */
static bool add_condition(void *ctx, expansion *f, const condition *c)
{
    statement *s = ctx;
    bool strict;
    rel_kind rel = c->chain->src->rel[c->i];
    const ast *src = c->chain->src->e[c->i + 1];
    s->known |= c->vars;
    if (rel == REL_NE)
        return different_keep(&s->apart, f, c);
    expr h = decide_difference(f->e, rel, c->a, c->b, &strict);
    if (arith_checked(f->e, h, src) == EXPR_NONE)
        return false;
    problem_add_hyp(&s->p, h, strict);
    if (rel == REL_EQ) {
        h = expr_sub(f->e->pool, c->b, c->a);
        if (arith_checked(f->e, h, src) == EXPR_NONE)
            return false;
        problem_add_hyp(&s->p, h, false);
    }
    return true;
}

void sign_list_add(sign_list *l, expr e, bool strict)
{
    if (l->n == l->cap) {
        l->cap = 2 * l->cap + 8;
        l->v = xrealloc(l->v, l->cap * sizeof *l->v);
    }
    l->v[l->n++] = (sign_condition){e, strict};
}

void sign_list_clear(sign_list *l)
{
    free(l->v);
    *l = (sign_list){.n = 0};
}

/* a != b is |b - a| > 0: no cases, and false at a point exactly where a and b
 * are equal. */
static expr relation_goal(expansion *f, rel_kind rel, expr a, expr b,
                          bool *strict)
{
    if (rel != REL_NE)
        return decide_difference(f->e, rel, a, b, strict);
    *strict = true;
    return expr_unary(f->e->pool, EXPR_ABS, expr_sub(f->e->pool, b, a));
}

bool statement_relation(expansion *f, rel_kind rel, expr a, expr b,
                        const ast *src, sign_list *to)
{
    bool strict;
    expr g = relation_goal(f, rel, a, b, &strict);
    if (arith_checked(f->e, g, src) == EXPR_NONE)
        return false;
    sign_list_add(to, g, strict);
    if (rel != REL_EQ)
        return true;
    g = expr_sub(f->e->pool, b, a);
    if (arith_checked(f->e, g, src) == EXPR_NONE)
        return false;
    sign_list_add(to, g, false);
    return true;
}

bool statement_relations(expansion *f, statement *s, sign_list *to)
{
    const ast_chain *c = s->show.src;
    for (size_t i = 0; i <= c->n; i++) {
        s->chain_e[i] = expansion_value(f, s->show.side[i]);
        if (s->chain_e[i] == EXPR_NONE)
            return false;
        s->vars |= f->e->vars;
    }
    for (size_t i = 0; i < c->n; i++)
        if (!statement_relation(f, c->rel[i], s->chain_e[i], s->chain_e[i + 1],
                                c->e[i + 1], to))
            return false;
    return true;
}

bool statement_goals(expansion *f, statement *s)
{
    sign_list goals = {.n = 0};
    s->vars = 0;
    bool ok = statement_relations(f, s, &goals);
    for (size_t i = 0; ok && i < goals.n; i++)
        problem_add_goal(&s->p, goals.v[i].e, goals.v[i].strict);
    sign_list_clear(&goals);
    return ok;
}

bool statement_hints(expansion *f, statement *s)
{
    for (size_t i = 0; i < f->it->nhints; i++) {
        expr at = expansion_value(f, s->hint[i]);
        if (at == EXPR_NONE)
            return false;
        for (size_t k = 0; k < f->it->nbind; k++)
            if (!strcmp(f->it->bind[k].name, f->it->hint[i].var))
                problem_add_hint(&s->p, f->var[k].var, at);
    }
    return true;
}

static void add_box(expansion *f, problem *p)
{
    for (size_t k = 0; k < f->it->nbind; k++) {
        const expansion_var *v = &f->var[k];
        if (!v->real)
            continue;
        problem_set_name(p, v->var, v->b->name);
        range_set(&p->box[v->var], &v->box);
        for (size_t i = 0; i < v->nends; i++)
            problem_add_hyp(p, v->end[i].e, v->end[i].strict);
    }
    if (f->it->kind == ITEM_CONSTANT) {
        range *r = &p->box[f->nreal - 1];
        problem_set_name(p, f->nreal - 1, f->it->unknown);
        r->lo_inf = r->lo_open = r->hi_inf = r->hi_open = true;
    }
}

bool statement_conditions(expansion *f, statement *s, bool *holds)
{
    add_box(f, &s->p);
    return condition_all(f, add_condition, s, holds);
}

static bool build(expansion *f, statement *s, bool *holds)
{
    return statement_conditions(f, s, holds) &&
           (!*holds || (statement_goals(f, s) && statement_hints(f, s)));
}

/* What powers over `m..inf` mean depends on the box and the conditions: the
 * values of calls are good for one combination only. */
void statement_begin(expansion *f, statement *s)
{
    problem_init(&s->p, f->e->pool, f->nreal);
    s->apart.n = 0;
    s->known = s->then_known = s->when_needed = 0;
    f->e->powers.n = 0;
    f->e->powers.p = &s->p;
    if (f->e->powers.whole)
        memo_clear(&f->e->memo);
    if (f->it->nby > 0 && f->e->powers.whole && !f->it->induction.var)
        symbolic_begin(f->e, -1, NULL, f->nreal);
}

void statement_end(expansion *f, statement *s)
{
    f->e->powers.p = NULL;
    symbolic_end(f->e);
    problem_clear(&s->p);
}

bool statement_hand_out(void *ctx, expansion *f, problem *p)
{
    statement *s = ctx;
    size_t n = s->show.src->n + 1;
    if (f->e->powers.n > 0)
        return power_split(f, p, s->chain_e, n, s->fn, s->ctx);
    bool go_on = s->fn(s->ctx, &f->binding, p, s->chain_e, n);
    f->binding.part++;
    return go_on;
}

/* By what the item says, for p is s->p. */
static bool argue(void *ctx, expansion *f, problem *p)
{
    (void)p;
    return argument_run(f, ctx, NULL, NULL);
}

/* Hands out the combination, which holds nothing where conditions a != b leave
 * its box no point. */
static bool split(expansion *f, statement *s)
{
    size_t n = 1;
    if (s->apart.n > 0)
        n = different_count(&s->apart, f, &s->p);
    if (f->e->failed)
        return false;
    if (n > MAX_DIFFERENT_CASES) {
        elab_error(f->e, s->apart.v[0].src->pos,
                   "the conditions with `!=` make more than %d cases",
                   MAX_DIFFERENT_CASES);
        return false;
    }
    f->e->excluded += n == 0;
    f->count += n > 0;
    f->binding.part = 0;
    different_case *go =
        argument_is_given(f->it) ? argue : statement_hand_out;
    return s->apart.n > 0 ? different_split(&s->apart, f, &s->p, go, s)
                          : go(s, f, &s->p);
}

static bool leaf(expansion *f)
{
    statement *s = f->ctx;
    bool holds, go_on = true;
    if (f->it->induction.var)
        return induction_run(f, s);
    statement_begin(f, s);
    bool ok = build(f, s, &holds);
    if (ok && holds)
        go_on = split(f, s);
    statement_end(f, s);
    return ok && go_on;
}

static bool run(elab *e, const item *it, elab_instance_fn fn, void *ctx,
                size_t *count, lang_errors *errs)
{
    expansion f;
    elab_start(e, errs);
    expansion_init(&f, e, it, false);
    statement s = {.fn = fn, .ctx = ctx};
    s.show = expansion_compile_chain(&f, &it->show);
    s.chain_e = xcalloc(it->show.n + 1, sizeof *s.chain_e);
    s.hint = xcalloc(it->nhints + 1, sizeof *s.hint);
    for (size_t i = 0; i < it->nhints; i++)
        s.hint[i] = compile_expr(e, it->hint[i].at, f.name, f.nlocals);
    for (size_t k = 0; k < it->nbind; k++)
        if (f.var[k].real && it->bind[k].kind == DOM_INTEGERS)
            e->powers.whole |= UINT64_C(1) << f.var[k].var;
    argument_init(&s, &f);
    f.leaf = leaf;
    f.ctx = &s;
    bool ok = expansion_run(&f);
    if (count)
        *count = f.count;
    for (size_t i = 0; i < it->nhints; i++)
        compile_free(s.hint[i]);
    argument_clear(&s, &f);
    free(s.hint);
    free(s.chain_e);
    expansion_free_chain(&s.show);
    expansion_clear(&f);
    if (e->powers.whole)
        memo_clear(&e->memo);
    e->powers.whole = 0;
    return ok;
}

bool elab_instances(elab *e, const item *it, elab_instance_fn fn, void *ctx,
                    size_t *count, lang_errors *errs)
{
    entry_state old;
    entry_begin(&old);
    bool r = run(e, it, fn, ctx, count, errs);
    entry_end(&old);
    return r;
}
