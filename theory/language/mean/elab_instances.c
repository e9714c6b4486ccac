/* Statements to problems. */
#include "power.h"
#include "statement.h"

#include <stdlib.h>
#include <string.h>

static bool build(expansion *f, statement *s, bool *holds)
{
    return statement_conditions(f, s, holds) &&
           (!*holds || (statement_goals(f, s) && statement_hints(f, s) &&
                        sequence_add_every(f, s)));
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
    different_case *go = argument_is_given(f->it) ? argue : statement_hand_out;
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
    sequence_begin(&f);
    statement s = {.fn = fn, .ctx = ctx};
    s.show = expansion_compile_chain(&f, &it->show);
    s.chain_e = xcalloc(it->show.n + 1, sizeof *s.chain_e);
    s.side_vars = xcalloc(it->show.n + 1, sizeof *s.side_vars);
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
    free(s.side_vars);
    expansion_free_chain(&s.show);
    sequence_end(&f);
    expansion_clear(&f);
    if (e->powers.whole)
        memo_clear(&e->memo);
    e->powers.whole = 0;
    return ok;
}

bool elab_instances(elab *e, const item *it, elab_instance_fn fn, void *ctx,
                    size_t *count, lang_errors *errs)
{
    elab_entry old;
    elab_begin(&old);
    bool r = run(e, it, fn, ctx, count, errs);
    elab_end(&old);
    return r;
}
