/* Induction: a claim for all whole n from m on, as bases and a step.
 * Believed.
 *
 * Theorem.  Let P(n) be, for each whole n >= m, "at every point x of the other
 * variables' ranges at which W(n, x) is defined and holds, the relations are
 * defined and hold".  Let r >= 1 and m' >= m.  P(n) is true for all n >= m if
 *   - P(m), ..., P(m' + r - 1) are, and
 *   - for every n >= m' + r and x: if W(n, x), then the relations at (n, x)
 *     hold, where those of P(n - i), i = 1, ..., r, may be used as hypotheses at
 *     the same x if W(n - i, x) is defined and holds for all these i.
 *
 * The step is proved for all real n >= m' + r and all values of what is opaque
 * (symbolic.h): for a sum up to n - 1 or f(n - 1), that P(n - 1) holds says
 * that they have values.  Conditions that do not depend on n are the same at
 * n - i.
 *
 * Where x holds a sequence u(lo), ..., u(h(n)), with h(n - 1) <= h(n) and a lo
 * without n, P(n - i) is used of u(lo), ..., u(h(n - i)).  A condition for every
 * k does not depend on n but for the range of k: where it holds of u up to
 * h(n), it does up to h(n - i). */
#include "statement.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    expansion *f;
    statement *s;
    size_t k; /* the binder of n */
    int var;
    long first, step; /* P(first) is the first base, P(step) is by the step */
    size_t handed;
} induction;

static bool mentions(const ast *a, const char *name)
{
    bool found = a->kind == AST_NAME && !strcmp(a->name, name);
    for (size_t i = 0; !found && i < a->nargs; i++)
        found = mentions(a->arg[i], name);
    return found;
}

/* No condition for every k depends on n. */
static bool keep_conditions(const induction *in)
{
    const item *it = in->f->it;
    for (size_t i = 0; i < it->nabout; i++)
        for (size_t j = 0; it->about[i].index && j <= it->about[i].chain.n; j++)
            if (mentions(it->about[i].chain.e[j], it->induction.var)) {
                elab_error(in->f->e, it->about[i].chain.e[j]->pos,
                           "a condition for every `%s` cannot depend on `%s`, "
                           "the variable of the induction: at the index "
                           "before it would be another one",
                           it->about[i].index, it->induction.var);
                return false;
            }
    return true;
}

static bool find_variable(induction *in)
{
    const item *it = in->f->it;
    for (size_t k = 0; k < it->nbind; k++)
        if (!strcmp(it->bind[k].name, it->induction.var))
            in->k = k;
    const expansion_var *v = &in->f->var[in->k];
    in->var = v->var;
    if (mpz_sizeinbase(mpq_numref(v->box.lo), 2) > 30) {
        elab_error(in->f->e, it->induction.pos,
                   "the induction begins at a number that is too large");
        return false;
    }
    in->first = mpz_get_si(mpq_numref(v->box.lo));
    long from = it->induction.has_from ? it->induction.from : in->first;
    if (from < in->first) {
        elab_error(in->f->e, it->induction.pos,
                   "the induction begins at %ld, below the range of `%s`", from,
                   it->induction.var);
        return false;
    }
    in->step = from + it->induction.depth;
    return true;
}

/* n's range becomes [lo, lo], or [lo, inf). */
static void set_range(induction *in, long lo, bool point)
{
    range *r = &in->f->var[in->k].box;
    mpq_set_si(r->lo, lo, 1);
    mpq_set_si(r->hi, lo, 1);
    r->hi_inf = r->hi_open = !point;
}

static bool no_different(induction *in)
{
    if (in->s->apart.n == 0)
        return true;
    elab_error(in->f->e, in->s->apart.v[0].src->pos,
               "a proof by induction takes no conditions with `!=`");
    return false;
}

/* P(n) for the number n. */
static bool base(induction *in, long n)
{
    expansion *f = in->f;
    statement *s = in->s;
    bool holds;
    set_range(in, n, true);
    f->local[in->k] = expr_si(f->e->pool, n);
    s->part = BY_BASE;
    statement_begin(f, s);
    bool ok = statement_conditions(f, s, &holds) && no_different(in);
    if (ok && holds) {
        in->handed++;
        ok = statement_goals(f, s) && statement_hints(f, s) &&
             sequence_add_every(f, s) && argument_run(f, s, NULL, NULL);
    }
    statement_end(f, s);
    return ok;
}

/* ---- the step ----------------------------------------------------------- */

/* The conditions at n - i, where they depend on n. */
typedef struct {
    induction *in;
    sign_list *when;
} earlier;

static bool add_earlier(void *ctx, expansion *f, const condition *c)
{
    earlier *t = ctx;
    if ((c->vars >> t->in->var & 1) == 0)
        return true;
    rel_kind rel = c->chain->src->rel[c->i];
    if (rel == REL_NE) {
        elab_error(f->e, c->chain->src->e[c->i]->pos,
                   "a proof by induction takes no conditions with `!=`");
        return false;
    }
    t->in->s->when_needed |= c->vars;
    return statement_relation(f, rel, c->a, c->b, c->chain->src->e[c->i + 1],
                              t->when);
}

static void set_index(induction *in, long back)
{
    expr_pool *pool = in->f->e->pool;
    expr n = expr_var(pool, in->var);
    in->f->local[in->k] =
        back > 0 ? expr_sub(pool, n, expr_si(pool, back)) : n;
}

/* P(n - i) as hypotheses, for all i; *holds: none is excluded by a condition
 * that is certainly false. */
static bool add_hypotheses(induction *in, sign_list *when, sign_list *then,
                           bool *holds)
{
    statement *s = in->s;
    earlier t = {in, when};
    bool ok = true, one;
    uint64_t vars = s->vars;
    s->vars = 0;
    for (long i = in->f->it->induction.depth; ok && i > 0; i--) {
        set_index(in, i);
        ok = sequence_set_ends(in->f) &&
             condition_all(in->f, add_earlier, &t, &one) &&
             sequence_when(in->f, s, in->var, when) &&
             statement_relations(in->f, s, then);
        *holds = *holds && one;
    }
    s->then_known = s->vars;
    s->vars = vars;
    set_index(in, 0);
    return ok && sequence_set_ends(in->f);
}

/* The goals and conditions at n, so that the sums and calls in them are met. */
static bool meet_values(induction *in, bool *holds)
{
    expansion *f = in->f;
    statement *s = in->s;
    bool ok = statement_conditions(f, s, holds) && no_different(in) &&
              (!*holds || statement_goals(f, s));
    s->p.nhyps = s->p.ngoals = 0;
    s->known = 0;
    symbolic_bound(f->e, f->it->induction.depth);
    memo_clear(&f->e->memo);
    return ok;
}

static bool hand_out_step(induction *in)
{
    expansion *f = in->f;
    statement *s = in->s;
    sign_list when = {.n = 0}, then = {.n = 0};
    bool holds, usable = true;
    bool ok = statement_conditions(f, s, &holds) && statement_goals(f, s) &&
              statement_hints(f, s) &&
              add_hypotheses(in, &when, &then, &usable);
    if (ok && usable) {
        /* the goals' sides once more: add_hypotheses has used their place */
        s->p.ngoals = 0;
        ok = statement_goals(f, s) && sequence_add_every(f, s) &&
             argument_run(f, s, &when, &then);
    } else if (ok) {
        elab_error(f->e, f->it->induction.pos,
                   "the conditions at the index before are never met: there is "
                   "nothing to step from");
        ok = false;
    }
    sign_list_clear(&when);
    sign_list_clear(&then);
    return ok;
}

static bool step(induction *in)
{
    expansion *f = in->f;
    statement *s = in->s;
    bool holds;
    set_range(in, in->step, false);
    set_index(in, 0);
    s->part = BY_STEP;
    statement_begin(f, s);
    symbolic_end(f->e);
    symbolic_begin(f->e, in->var, &f->var[in->k].box, f->nreal);
    bool ok = meet_values(in, &holds);
    if (ok && holds)
        ok = hand_out_step(in);
    statement_end(f, s);
    in->handed += holds;
    return ok;
}

bool induction_run(expansion *f, statement *s)
{
    induction in = {.f = f, .s = s};
    size_t excluded = f->e->excluded;
    if (!keep_conditions(&in) || !find_variable(&in))
        return false;
    f->binding.part = 0;
    bool ok = true;
    for (long n = in.first; ok && n < in.step; n++)
        ok = base(&in, n);
    ok = ok && step(&in);
    set_range(&in, in.first, false);
    set_index(&in, 0);
    f->e->excluded = excluded + (in.handed == 0);
    f->count += in.handed > 0;
    return ok;
}
