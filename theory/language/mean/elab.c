/* Life and limits of an elab, and single closed expressions. */
#include "number.h"
#include "symbolic.h"

#include <stdlib.h>

static size_t or_default(size_t given, size_t usual)
{
    return given ? given : usual;
}

elab *elab_new(const program *p, const elab_limits *limits)
{
    elab *e = xcalloc(1, sizeof *e);
    elab_limits l = limits ? *limits : (elab_limits){0};
    l.max_nodes = or_default(l.max_nodes, 20000000);
    l.max_steps = or_default(l.max_steps, 200000000);
    l.max_instances = or_default(l.max_instances, 5000000);
    l.max_call_depth = or_default(l.max_call_depth, 2000000);
    e->limit = l;
    e->paper = l.max_steps > SIZE_MAX / PAPER_ITEMS ? SIZE_MAX
                                                    : l.max_steps * PAPER_ITEMS;
    e->prog = p;
    e->pool = expr_pool_new(l.max_nodes);
    e->machine = machine_new();
    return e;
}

void elab_free(elab *e)
{
    if (!e)
        return;
    for (size_t i = 0; i < e->nfn; i++)
        compile_free(e->fn[i]);
    free(e->fn);
    free(e->constant);
    for (int i = 0; i < EVAL_LEVELS; i++)
        eval_free(e->eval[i]);
    eval_free(e->powers.ev);
    symbolic_end(e);
    number_table_free(e->numbers);
    memo_clear(&e->memo);
    machine_free(e->machine);
    expr_pool_free(e->pool);
    free(e);
}

expr_pool *elab_pool(elab *e)
{
    return e->pool;
}

void elab_begin(elab_entry *old)
{
    entry_begin(&old->state);
    halt_begin(&old->until, NULL, 0);
}

void elab_end(const elab_entry *old)
{
    halt_end(&old->until);
    entry_end(&old->state);
}

void elab_start(elab *e, lang_errors *errs)
{
    e->errs = errs;
    e->failed = false;
    e->excluded = 0;
    e->paper += e->steps; /* what the last one left */
    e->given = e->paper < e->limit.max_steps ? e->paper : e->limit.max_steps;
    e->steps = e->given;
    e->paper -= e->given;
}

void elab_error(elab *e, lang_pos pos, const char *fmt, ...)
{
    e->failed = true;
    va_list ap;
    va_start(ap, fmt);
    char *message = lang_format(fmt, ap);
    va_end(ap);
    program_error(e->prog, e->errs, pos, "%s", message);
    free(message);
}

void elab_set_constant(elab *e, const item *it, expr value)
{
    if (e->constant == NULL)
        e->constant = xcalloc(program_count(e->prog) + 1, sizeof(expr));
    e->constant[it->index] = value;
}

expr elab_constant(const elab *e, const item *it)
{
    return e->constant != NULL ? e->constant[it->index] : EXPR_NONE;
}

static expr closed(elab *e, const ast *a, lang_errors *errs)
{
    elab_start(e, errs);
    function *f = compile_expr(e, a, NULL, 0);
    expr r = machine_run(e, f, NULL);
    compile_free(f);
    return r;
}

expr elab_closed(elab *e, const ast *a, lang_errors *errs)
{
    elab_entry old;
    elab_begin(&old);
    expr r = closed(e, a, errs);
    elab_end(&old);
    return r;
}

bool elab_rational(elab *e, const ast *a, mpq_ptr q, lang_errors *errs)
{
    elab_entry old;
    elab_begin(&old);
    expr x = closed(e, a, errs);
    bool r = x != EXPR_NONE && number_find(e, x, q) == NUMBER_RATIONAL;
    if (!r && !e->failed)
        elab_error(e, a->pos, "this must be a rational number");
    elab_end(&old);
    return r;
}

size_t elab_excluded(const elab *e)
{
    return e->excluded;
}
