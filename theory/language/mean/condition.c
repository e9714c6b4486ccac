/* Conditions: those on finite variables select, those on real variables
 * narrow; nothing undefined or undecided is left out in silence. */
#include "condition.h"

#include "number.h"

#include <stdlib.h>

/* "T = 10, t = 2", or "" */
static char *where_we_are(const expansion *f)
{
    text_buf b = {0};
    for (size_t i = 0; i < f->binding.n; i++) {
        char *q = mpq_get_str(NULL, 10, f->binding.value[i]);
        text_printf(&b, "%s%s = %s", i ? ", " : " at ", f->binding.name[i], q);
        free(q);
    }
    return b.len ? text_take(&b) : xstrdup("");
}

static bool is_undefined(expansion *f, const ast *a)
{
    function *fn = compile_expr(f->e, a, f->name, f->nlocals);
    expr x = expansion_value(f, fn);
    compile_free(fn);
    return x != EXPR_NONE && decide_is_undefined(f->e, x);
}

static bool is_operation(const ast *a)
{
    return a->kind != AST_IF && a->kind != AST_FOLD && a->kind != AST_REL &&
           a->kind != AST_AND;
}

/* The innermost part of a, which is undefined, that is so itself. */
static const ast *undefined_in(expansion *f, const ast *a)
{
    for (bool deeper = true; deeper;) {
        deeper = false;
        for (size_t i = 0; is_operation(a) && i < a->nargs && !deeper; i++)
            if (is_undefined(f, a->arg[i])) {
                a = a->arg[i];
                deeper = true;
            }
    }
    return a;
}

static void complain_undefined(expansion *f, const condition *c)
{
    const ast_chain *src = c->chain->src;
    bool left = decide_is_undefined(f->e, c->a);
    const ast *part = undefined_in(f, src->e[left ? c->i : c->i + 1]);
    char *at = where_we_are(f), *what = plain_expr(part);
    elab_error(f->e, part->pos,
               "this condition is undefined%s, because `%s` is: it neither "
               "holds nor fails there; put a condition that excludes the "
               "case before it",
               at, what);
    free(at);
    free(what);
}

static void complain_undecided(expansion *f, const condition *c)
{
    char *at = where_we_are(f);
    const char *limit = number_limit(f->e, c->a);
    if (!limit)
        limit = number_limit(f->e, c->b);
    elab_error(f->e, c->chain->src->e[c->i]->pos,
               "this condition cannot be decided%s: %s", at,
               limit ? limit : "4096 bits do not tell the two sides apart");
    free(at);
}

tri condition_decide(expansion *f, const condition *c, bool *ok)
{
    bool undecided, real = c->vars != 0;
    tri t =
        decide_relation(f->e, c->chain->src->rel[c->i], c->a, c->b, &undecided);
    *ok = true;
    if (t != TRI_OPEN)
        return t;
    bool undefined =
        decide_is_undefined(f->e, c->a) || decide_is_undefined(f->e, c->b);
    if (real)
        return undefined ? TRI_FALSE : TRI_OPEN;
    *ok = false;
    if (undefined)
        complain_undefined(f, c);
    else
        complain_undecided(f, c);
    return TRI_OPEN;
}

static bool one_chain(expansion *f, const expansion_chain *chain,
                      condition_add *add, void *ctx, bool *holds)
{
    condition c = {.chain = chain};
    c.a = expansion_value(f, chain->side[0]);
    uint64_t before = f->e->vars;
    for (c.i = 0; c.a != EXPR_NONE && *holds && c.i < chain->src->n; c.i++) {
        c.b = expansion_value(f, chain->side[c.i + 1]);
        if (c.b == EXPR_NONE)
            return false;
        c.vars = before | f->e->vars;
        before = f->e->vars;
        bool ok;
        tri t = condition_decide(f, &c, &ok);
        if (!ok || (t == TRI_OPEN && !(add && add(ctx, f, &c))))
            return false;
        *holds = t != TRI_FALSE;
        c.a = c.b;
    }
    return c.a != EXPR_NONE;
}

bool condition_all(expansion *f, condition_add *add, void *ctx, bool *holds)
{
    *holds = true;
    for (size_t i = 0; i < f->it->nwhere && *holds; i++)
        if (!one_chain(f, &f->where[i], add, ctx, holds))
            return false;
    f->e->excluded += !*holds;
    return true;
}
