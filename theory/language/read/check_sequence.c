/* Sequences: names, and what the conditions on them may say. */
#include "check.h"
#include "../vocabulary.h"

#include <string.h>

bool check_is_value(checker *c, const ast *a)
{
    const local *l = check_find_local(c, a->name);
    if (!l || l->kind != LOCAL_SEQUENCE)
        return false;
    if (a->nargs != 1)
        check_complain(c, a->pos, "`%s` is a sequence: it has one index",
                       a->name);
    return true;
}

static bool is_value(const item *it, const ast *a)
{
    for (size_t i = 0; a->kind == AST_CALL && i < it->nseq; i++)
        if (!strcmp(a->name, it->seq[i].name))
            return true;
    return false;
}

static bool has_value(const item *it, const ast *a)
{
    bool found = is_value(it, a);
    for (size_t i = 0; !found && i < a->nargs; i++)
        found = has_value(it, a->arg[i]);
    return found;
}

bool check_mentions(const ast *a, const char *name)
{
    bool found = a->kind == AST_NAME && !strcmp(a->name, name);
    for (size_t i = 0; !found && i < a->nargs; i++)
        found = check_mentions(a->arg[i], name);
    return found;
}

/* k, k + 2 or k - 2, the number whole and at most MAX_SHIFT. */
static bool is_shift(const ast *a, const char *index)
{
    const ast *d = a->kind == AST_ADD || a->kind == AST_SUB ? a->arg[1] : NULL;
    if (d && (d->kind != AST_NUMBER || mpz_cmp_ui(mpq_denref(d->q), 1) != 0 ||
              mpq_cmp_si(d->q, MAX_SHIFT, 1) > 0))
        return false;
    const ast *k = d ? a->arg[0] : a;
    return k->kind == AST_NAME && !strcmp(k->name, index);
}

/* Of a relation for every k: the values in it are u(k + 2) and the like.
 * *some: there is one. */
static void check_values(checker *c, const ast *a, const char *index,
                         bool *some)
{
    if (is_value(c->it, a) && a->nargs == 1 && check_mentions(a->arg[0], index)) {
        *some = true;
        if (!is_shift(a->arg[0], index))
            check_complain(c, a->pos,
                           "in a condition for every `%s` the values are "
                           "%s(%s), %s(%s + 1), %s(%s - 1) and so on, up to %d",
                           index, a->name, index, a->name, index, a->name,
                           index, MAX_SHIFT);
        return;
    }
    if (a->kind == AST_FOLD && has_value(c->it, a))
        check_complain(c, a->pos,
                       "in a condition for every `%s` no value of a sequence "
                       "can stand in `%s`",
                       index, a->name);
    for (size_t i = 0; i < a->nargs; i++)
        check_values(c, a->arg[i], index, some);
}

static void check_for_every(checker *c, const sequence_relation *r)
{
    bool some = false;
    /* one that nobody asked for does not apply then (induction.c) */
    const induction_clause *by = &c->it->induction;
    const char *n = by->itself ? NULL : by->var;
    for (size_t i = 0; i <= r->chain.n; i++) {
        const ast *e = r->chain.e[i];
        check_values(c, e, r->index, &some);
        if (n && check_mentions(e, n))
            check_complain(c, e->pos,
                           "a condition for every `%s` cannot depend on `%s`, "
                           "the variable of the induction: at the index "
                           "before it would be another one",
                           r->index, n);
        for (size_t k = 0; k < c->it->nseq; k++)
            if (strcmp(c->it->seq[k].index, r->index) != 0 &&
                check_mentions(e, c->it->seq[k].index))
                check_complain(c, e->pos,
                               "a condition is for every `%s` or for every "
                               "`%s`; write all values with one of them",
                               r->index, c->it->seq[k].index);
    }
    if (!some)
        check_complain(c, r->chain.e[0]->pos,
                       "for which `%s` is this condition?  It holds where all "
                       "values of sequences in it exist; there is none with "
                       "this index",
                       r->index);
}

static void check_relation(checker *c, const sequence_relation *r)
{
    if (r->index)
        check_push_local(c, r->index, LOCAL_INDEX, r->chain.e[0]->pos);
    check_chain(c, &r->chain);
    for (size_t i = 0; i < r->chain.n; i++)
        if (r->chain.rel[i] == REL_NE)
            check_complain(c, r->chain.e[i]->pos,
                           "a condition on a sequence takes no `!=`");
    if (r->index) {
        check_for_every(c, r);
        check_pop_local(c);
    }
}

/* A name of its own: a condition is for every index of one sequence. */
static void check_index(checker *c, size_t k)
{
    const sequence *s = c->it->seq;
    check_new_name(c, s[k].index, s[k].pos);
    for (size_t i = 0; i < k; i++)
        if (!strcmp(s[i].index, s[k].index))
            check_complain(c, s[k].pos,
                           "the index of `%s` is called `%s` as that of `%s`; "
                           "choose another",
                           s[k].name, s[k].index, s[i].name);
}

void check_sequences(checker *c)
{
    const item *it = c->it;
    if (it->nseq > 0 && it->kind != ITEM_CLAIM)
        check_complain(c, it->seq[0].pos,
                       "claims alone can be about every sequence");
    for (size_t i = 0; i < it->nseq; i++) {
        check_expr(c, it->seq[i].lo);
        check_expr(c, it->seq[i].hi);
    }
    for (size_t i = 0; i < it->nseq; i++) {
        check_new_name(c, it->seq[i].name, it->seq[i].pos);
        check_push_local(c, it->seq[i].name, LOCAL_SEQUENCE, it->seq[i].pos);
    }
    for (size_t i = 0; i < it->nseq; i++)
        check_index(c, i);
    for (size_t i = 0; i < it->nabout; i++)
        check_relation(c, &it->about[i]);
}
