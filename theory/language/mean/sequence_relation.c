/* Conditions on sequences.  Believed.
 *
 * Theorem.  Let u(k in lo..hi), and let R(k) be a relation that is to hold for
 * every whole k from lo to hi at which all values in it exist.  A statement that is proved
 * under R(k) for some of these k alone is true.  Where the values are those from
 * lo to hi, for numbers lo and hi, and k is each of these, what is proved or
 * refuted is the statement.
 *
 * Where k is n + d, n real, R(n + d) is one for each whole n: the problem is
 * for all real n and says more. */
#include "statement.h"
#include "../vocabulary.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_VALUES = 12, /* of a sequence, all of which are in a problem */
    FEW_VALUES = 3    /* where there are more, the last ones */
};

/* Relation c at locals, which end with the index where there is one, to `to`;
 * *vars: those in it as it is written. */
static bool add_relation(expansion *f, const expansion_chain *c,
                         const expr *locals, sign_list *to, uint64_t *vars)
{
    expr a = machine_run(f->e, c->side[0], locals), b;
    *vars = f->e->vars;
    for (size_t i = 0; a != EXPR_NONE && i < c->src->n; i++, a = b) {
        b = machine_run(f->e, c->side[i + 1], locals);
        *vars |= f->e->vars;
        if (b == EXPR_NONE ||
            !statement_relation(f, c->src->rel[i], a, b, c->src->e[i + 1], to))
            return false;
    }
    return a != EXPR_NONE;
}

static void add_hypotheses(statement *s, const sign_list *l, uint64_t vars)
{
    for (size_t i = 0; i < l->n; i++)
        problem_add_hyp(&s->p, l->v[i].e, l->v[i].strict);
    s->known |= vars;
}

bool sequence_add_named(expansion *f, statement *s)
{
    const sequences *q = f->e->sequences;
    bool ok = true;
    for (size_t i = 0; q && ok && i < f->it->nabout; i++) {
        sign_list l = {.n = 0};
        uint64_t vars;
        if (f->it->about[i].index)
            continue;
        ok = add_relation(f, &q->about[i], f->local, &l, &vars);
        if (ok)
            add_hypotheses(s, &l, vars);
        sign_list_clear(&l);
    }
    return ok;
}

bool sequence_when(expansion *f, statement *s, int var, sign_list *when)
{
    const sequences *q = f->e->sequences;
    bool ok = true;
    for (size_t i = 0; q && ok && i < f->it->nabout; i++) {
        sign_list l = {.n = 0};
        uint64_t vars;
        if (f->it->about[i].index)
            continue;
        ok = add_relation(f, &q->about[i], f->local, &l, &vars);
        for (size_t k = 0; ok && (vars >> var & 1) != 0 && k < l.n; k++)
            sign_list_add(when, l.v[k].e, l.v[k].strict);
        if (ok && (vars >> var & 1) != 0)
            s->when_needed |= vars;
        sign_list_clear(&l);
    }
    return ok;
}

/* ---- for every index ------------------------------------------------------ */

/* Relation i at var + d, if it is one there and all values in it are made. */
static bool add_at(expansion *f, statement *s, size_t i, expr *locals, long d)
{
    sequences *q = f->e->sequences;
    const expansion_chain *c = &q->about[i];
    sequence_index at = {q->base.var, d};
    if (!sequence_runs_over(f->e, f->it->about[i].index, at))
        return true;
    expr_pool *pool = f->e->pool;
    sign_list l = {.n = 0};
    uint64_t vars;
    expr k = expr_si(pool, d);
    if (q->base.var >= 0)
        k = expr_add(pool, expr_var(pool, q->base.var), k);
    locals[f->nlocals] = k;
    q->trying = q->dry = true;
    q->missing = false;
    bool ok = arith_checked(f->e, k, c->src->e[0]) != EXPR_NONE &&
              add_relation(f, c, locals, &l, &vars);
    q->dry = false;
    if (ok && !q->missing) {
        l.n = 0;
        ok = add_relation(f, c, locals, &l, &vars);
        if (ok && !q->missing)
            add_hypotheses(s, &l, vars);
    }
    q->trying = false;
    sign_list_clear(&l);
    return ok;
}

/* At all indices for which values from var + least to var + most are made. */
static bool add_window(expansion *f, statement *s, int var, long least,
                       long most)
{
    sequences *q = f->e->sequences;
    bool ok = true;
    q->base.var = var;
    q->least = least;
    q->most = most;
    expr *locals = xcalloc(f->nlocals + 1, sizeof *locals);
    memcpy(locals, f->local, f->nlocals * sizeof *locals);
    for (size_t i = 0; ok && i < f->it->nabout; i++)
        for (long d = least - MAX_SHIFT;
             ok && f->it->about[i].index && d <= most + MAX_SHIFT; d++)
            ok = add_at(f, s, i, locals, d);
    free(locals);
    return ok;
}

/* The values from var + *least to var + *most are those that occur. */
static bool occurring(const elab *e, int var, long *least, long *most)
{
    const symbolic *v = e->symbolic;
    bool some = false;
    expr base = var < 0 ? EXPR_NONE : expr_var(e->pool, var);
    for (size_t i = 0; i < v->n; i++) {
        const symbolic_family *m = &v->family[v->value[i].family];
        long d = v->value[i].d;
        if (!m->sequence || m->arg[0] != base)
            continue;
        if (!some || d < *least)
            *least = d;
        if (!some || d > *most)
            *most = d;
        some = true;
    }
    return some;
}

/* All values of all sequences, if these are few. */
static bool all_values(const sequences *q, long *least, long *most)
{
    bool few = true;
    for (size_t i = 0; few && i < q->it->nseq; i++) {
        const sequence_ends *x = &q->ends[i];
        if (i == 0 || x->first < *least)
            *least = x->first;
        if (i == 0 || x->last.d > *most)
            *most = x->last.d;
        few = x->last.var < 0 && *most - *least < MOST_VALUES;
    }
    return few;
}

bool sequence_add_every(expansion *f, statement *s)
{
    sequences *q = f->e->sequences;
    long least = 0, most = 0;
    if (!q)
        return true;
    q->whole = all_values(q, &least, &most);
    if (q->whole)
        return add_window(f, s, -1, least, most);
    for (int v = -1; v < f->nreal; v++) {
        if (v >= 0 && (f->e->powers.whole >> v & 1) == 0)
            continue;
        if (!occurring(f->e, v, &least, &most))
            continue;
        if (most - least >= MOST_VALUES)
            least = most - FEW_VALUES;
        if (!add_window(f, s, v, least, most))
            return false;
    }
    return true;
}
