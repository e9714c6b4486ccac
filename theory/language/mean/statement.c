/* A statement at a combination: its box, conditions and goals. */
#include "power.h"
#include "statement.h"

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
        s->side_vars[i] = f->e->vars;
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
    return sequence_set_ends(f) &&
           condition_all(f, add_condition, s, holds) &&
           (!*holds || sequence_add_named(f, s));
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
    f->e->plain = f->e->powers.whole == 0 && f->it->nseq == 0 &&
                  f->it->nby == 0 && f->it->induction.var == NULL;
    if (f->e->powers.whole || f->it->nseq > 0 || f->e->boxed)
        memo_clear(&f->e->memo);
    if (f->it->nseq > 0 ||
        (f->it->nby > 0 && f->e->powers.whole && !f->it->induction.var))
        symbolic_begin(f->e, -1, NULL, f->nreal);
}

void statement_end(expansion *f, statement *s)
{
    f->e->powers.p = NULL;
    f->e->plain = false;
    if (f->e->boxed)
        memo_clear(&f->e->memo);
    f->e->boxed = false;
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
