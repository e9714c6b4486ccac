/* Names and arities.
 *
 * Scopes.  A let's body sees its parameters, the lets above it and itself.
 * Everything else sees its variables and the lets above it.  A parameter or
 * an index may hide a let; a variable of a statement may not, because the
 * reader of the statement could not tell; nothing may hide a variable.
 */
#include "check.h"
#include "foreign.h"
#include "../show/tex.h"
#include "../vocabulary.h"

#include <stdlib.h>
#include <string.h>

void check_complain(checker *c, lang_pos pos, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *message = lang_format(fmt, ap);
    va_end(ap);
    program_error(c->prog, c->errs, pos, "%s", message);
    free(message);
    c->ok = false;
}

/* Different names must not look the same on the page. */
void check_look(checker *c, const char *name, const char *look, lang_pos pos)
{
    const char *other = tex_builtin_like(look);
    for (size_t i = 0; i < c->n; i++)
        if (!strcmp(c->local[i].look, look))
            other = c->local[i].name;
    const definition *d = program_lookalike(c->prog, look);
    if (!other && d)
        other = d->name;
    if (other && strcmp(other, name))
        check_complain(c, pos,
                       "`%s` would be typeset like `%s`%s; rename one of them",
                       name, other,
                       tex_name_is_square(name) == tex_name_is_square(other)
                           ? ""
                           : " or its square");
}

void check_push_local(checker *c, const char *name, local_kind kind,
                      lang_pos pos)
{
    char *look = tex_name_look(name);
    check_look(c, name, look, pos);
    if (c->n == c->cap) {
        c->cap = 2 * c->cap + 16;
        c->local = xrealloc(c->local, c->cap * sizeof *c->local);
    }
    c->local[c->n++] = (local){name, look, kind};
}

void check_pop_local(checker *c)
{
    free(c->local[--c->n].look);
}

const local *check_find_local(const checker *c, const char *name)
{
    for (size_t i = c->n; i-- > 0;)
        if (!strcmp(c->local[i].name, name))
            return &c->local[i];
    return NULL;
}

/* The item behind a name: a let, or NULL.  *broken: it exists, in error;
 * then this item cannot be used either, but there is nothing to add. */
static const item *find_let(checker *c, const char *name, bool *broken)
{
    *broken = false;
    if (c->it->kind == ITEM_LET && !strcmp(c->it->id, name))
        return c->it;
    const definition *d = program_lookup(c->prog, name);
    if (!d)
        return NULL;
    if (d->index < 0) {
        *broken = true;
        c->ok = false;
        return NULL;
    }
    const item *it = c->prog->item[d->index];
    return it->kind == ITEM_LET ? it : NULL;
}

static void unknown_name(checker *c, const ast *a)
{
    char near[160];
    for (size_t i = c->nvisible; i < c->it->nbind; i++)
        if (!strcmp(c->it->bind[i].name, a->name)) {
            check_complain(c, a->pos,
                           "`%s` is bound only further on; the ends of a "
                           "domain can use the variables before it",
                           a->name);
            return;
        }
    const char *foreign = foreign_find(FOREIGN_WORD, a->name, strlen(a->name));
    if (foreign != NULL) {
        check_complain(c, a->pos, "unknown name `%s`: %s", a->name, foreign);
        return;
    }
    suggestion s;
    c->ok = false;
    if (lang_errors_full(c->errs))
        return;
    suggest_start(&s, a->name, strlen(a->name));
    for (size_t i = 0; i < c->n; i++)
        suggest_offer(&s, c->local[i].name);
    for (size_t i = 0; i < c->prog->nitems; i++)
        if (c->prog->item[i]->kind == ITEM_LET)
            suggest_offer(&s, c->prog->item[i]->id);
    builtin_offer(&s);
    check_complain(c, a->pos, "unknown name `%s`%s", a->name,
                   suggest_text(&s, near, sizeof near));
}

static void check_name(checker *c, const ast *a)
{
    const local *l = check_find_local(c, a->name);
    if (l) {
        if (l->kind == LOCAL_SEQUENCE)
            check_complain(c, a->pos,
                           "`%s` is a sequence, not a number; its values are "
                           "%s(1), %s(k + 1), ...",
                           a->name, a->name, a->name);
        if (l->kind == LOCAL_REAL && c->no_reals)
            check_complain(
                c, a->pos,
                "the ends of a domain cannot depend on the real variable "
                "`%s`; write this as a `where` condition",
                a->name);
        return;
    }
    if (!strcmp(a->name, "pi") || !strcmp(a->name, "euler_gamma"))
        return;
    bool broken;
    const item *let = find_let(c, a->name, &broken);
    if (!let && !broken)
        unknown_name(c, a);
    if (let && let->nlist)
        check_complain(c, a->pos,
                       "`%s` is a list, not a number; it stands after `in`",
                       a->name);
    if (let && let->nparams)
        check_complain(c, a->pos,
                       "`%s` is a function of %zu argument%s; write "
                       "%s(...)",
                       a->name, let->nparams, let->nparams == 1 ? "" : "s",
                       a->name);
}

static void check_arity(checker *c, const ast *a, size_t want)
{
    if (a->nargs != want)
        check_complain(c, a->pos, "`%s` takes %zu argument%s, here it has %zu",
                       a->name, want, want == 1 ? "" : "s", a->nargs);
}

static void check_call(checker *c, const ast *a)
{
    const builtin *b = builtin_find(a->name);
    if (check_is_value(c, a))
        return;
    if (b && check_find_local(c, a->name)) {
        check_complain(c, a->pos,
                       "`%s` is a variable here, not the function of this "
                       "name; call the variable something else, or write `*` "
                       "for a product",
                       a->name);
    } else if (b && b->op == BUILTIN_FOLD) {
        check_complain(c, a->pos, "`%s` needs an index: %s(i in 1..n, term)",
                       a->name, a->name);
    } else if (b && b->nargs < 0) {
        if (a->nargs < 2)
            check_complain(c, a->pos,
                           "`%s` takes two or more arguments, or an "
                           "index: %s(i in 1..n, term)",
                           a->name, a->name);
    } else if (b) {
        check_arity(c, a, (size_t)b->nargs);
    } else if (check_find_local(c, a->name)) {
        check_complain(c, a->pos,
                       "`%s` is a variable here, not a function; write "
                       "`*` for a product",
                       a->name);
    } else {
        bool broken;
        const item *let = find_let(c, a->name, &broken);
        if (let && !let->nparams)
            check_complain(c, a->pos,
                           "`%s` is a %s, not a function; write "
                           "`*` for a product",
                           a->name, let->nlist ? "list" : "constant");
        else if (let)
            check_arity(c, a, let->nparams);
        else if (!broken)
            unknown_name(c, a);
    }
}

void check_expr(checker *c, const ast *a)
{
    if (!a)
        return;
    if (a->kind == AST_NAME)
        check_name(c, a);
    if (a->kind == AST_CALL)
        check_call(c, a);
    if (a->kind == AST_FOLD) {
        if (check_find_local(c, a->index))
            check_complain(c, a->pos,
                           "the index `%s` hides a variable of the same "
                           "name; choose another",
                           a->index);
        for (size_t i = 0; i + 1 < a->nargs; i++)
            if (!builtin_infinite_end(a->arg[i]))
                check_expr(c, a->arg[i]);
        check_push_local(c, a->index, LOCAL_INDEX, a->pos);
        check_expr(c, a->arg[a->nargs - 1]);
        check_pop_local(c);
        return;
    }
    for (size_t i = 0; i < a->nargs; i++)
        check_expr(c, a->arg[i]);
}

void check_chain(checker *c, const ast_chain *ch)
{
    for (size_t i = 0; ch->e && i <= ch->n; i++)
        check_expr(c, ch->e[i]);
}
