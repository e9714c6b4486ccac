/* What the kinds of items ask for. */
#include "check.h"
#include "foreign.h"
#include "../vocabulary.h"
#include "../../../numerics/base/limits.h"

#include <stdlib.h>
#include <string.h>

/* A chain reads in one direction. */
static void check_direction(checker *c, const ast_chain *ch)
{
    bool up = false, down = false;
    for (size_t i = 0; i < ch->n; i++) {
        up |= ch->rel[i] == REL_LT || ch->rel[i] == REL_LE;
        down |= ch->rel[i] == REL_GT || ch->rel[i] == REL_GE;
    }
    if (up && down)
        check_complain(c, ch->e[0]->pos,
                       "this chain goes up and down; write two "
                       "statements");
}

/* A new name for something bound here, at pos. */
void check_new_name(checker *c, const char *name, lang_pos pos)
{
    if (check_find_local(c, name))
        check_complain(c, pos, "`%s` is bound twice", name);
    const definition *d = program_lookup(c->prog, name);
    if (d && d->index >= 0 && c->prog->item[d->index]->kind == ITEM_LET)
        check_complain(c, pos,
                       "`%s` is already the name of a definition (%s:%d); "
                       "rename the variable",
                       name, d->pos.file, d->pos.line);
}

static bool binder_is_real(const binder *b)
{
    return b->kind == DOM_INTERVAL || (b->kind == DOM_INTEGERS && !b->hi);
}

static void unknown_list(checker *c, const binder *b)
{
    char near[160];
    suggestion s;
    const char *name = b->list_name;
    const char *foreign = foreign_find(FOREIGN_DOMAIN, name, strlen(name));
    if (foreign != NULL) {
        check_complain(c, b->pos, "`%s` is no domain here: %s", name, foreign);
        return;
    }
    suggest_start(&s, name, strlen(name));
    for (size_t j = 0; j < c->prog->nitems; j++)
        if (c->prog->item[j]->nlist)
            suggest_offer(&s, c->prog->item[j]->id);
    check_complain(c, b->pos, "no list above is called `%s`%s", name,
                   suggest_text(&s, near, sizeof near));
}

/* The list was looked up when the binder was parsed. */
static void check_list_name(checker *c, const binder *b)
{
    const definition *d = program_lookup(c->prog, b->list_name);
    if (b->nlist)
        return;
    if (d && d->index < 0) { /* in error, and said so */
        c->ok = false;
    } else if (d || check_find_local(c, b->list_name)) {
        check_complain(c, b->pos,
                       "`%s` is not a list; a domain is [a, b], m..n, "
                       "{a, b, ...} or the name of a list",
                       b->list_name);
    } else {
        unknown_list(c, b);
    }
}

static void check_binders(checker *c)
{
    for (size_t i = 0; i < c->it->nbind; i++) {
        const binder *b = &c->it->bind[i];
        c->nvisible = i;
        c->no_reals = true;
        check_expr(c, b->lo);
        check_expr(c, b->hi);
        if (b->list_name)
            check_list_name(c, b);
        for (size_t j = 0; !b->list_name && j < b->nlist; j++)
            check_expr(c, b->list[j]);
        c->no_reals = false;
        check_new_name(c, b->name, b->pos);
        check_push_local(c, b->name,
                         binder_is_real(b) ? LOCAL_REAL : LOCAL_FINITE, b->pos);
    }
    c->nvisible = c->it->nbind;
}

static void check_let(checker *c)
{
    const item *it = c->it;
    const char *meaning = foreign_meaning(it->id);
    if (meaning != NULL)
        check_complain(c, it->pos,
                       "to its readers `%s` is %s; call the definition "
                       "something else",
                       it->id, meaning);
    for (size_t i = 0; i < it->nparams; i++) {
        if (check_find_local(c, it->param[i]))
            check_complain(c, it->pos, "`%s` has two parameters called `%s`",
                           it->id, it->param[i]);
        if (!strcmp(it->param[i], it->id))
            check_complain(c, it->pos,
                           "a parameter of `%s` has the function's own "
                           "name",
                           it->id);
        check_push_local(c, it->param[i], LOCAL_PARAM, it->pos);
    }
    check_expr(c, it->body);
    for (size_t i = 0; i < it->nlist; i++)
        check_expr(c, it->list[i]);
    char *look = tex_name_look(it->id);
    check_look(c, it->id, look, it->pos);
    free(look);
}

static void check_uses(checker *c)
{
    for (size_t i = 0; i < c->it->nuses; i++) {
        const char *id = c->it->uses[i];
        lang_pos pos = c->it->uses_pos[i];
        const definition *d = program_lookup(c->prog, id);
        if (!d) {
            char near[160];
            suggestion s;
            suggest_start(&s, id, strlen(id));
            bool full = lang_errors_full(c->errs);
            for (size_t j = 0; !full && j < c->prog->nitems; j++)
                if (c->prog->item[j]->kind != ITEM_LET)
                    suggest_offer(&s, c->prog->item[j]->id);
            check_complain(c, pos, "no item above has the id `%s`%s", id,
                           suggest_text(&s, near, sizeof near));
        } else if (d->index < 0) {
            c->ok = false;
        } else {
            item_kind k = c->prog->item[d->index]->kind;
            if (k == ITEM_LET || k == ITEM_FIGURE)
                check_complain(c, pos, "`%s` is %s; `uses` is for statements",
                               id, item_kind_article(k));
        }
        for (size_t j = 0; j < i; j++)
            if (!strcmp(c->it->uses[j], id))
                check_complain(c, pos, "`%s` is named twice", id);
    }
}

static bool mentions(const ast *a, const char *name)
{
    if (!a)
        return false;
    if (a->kind == AST_NAME && !strcmp(a->name, name))
        return true;
    for (size_t i = 0; i < a->nargs; i++)
        if (mentions(a->arg[i], name))
            return true;
    return false;
}

static void check_show(checker *c)
{
    const item *it = c->it;
    bool equalities = true, any_equality = false, mentioned = false;
    for (size_t i = 0; i < it->show.n; i++) {
        rel_kind k = it->show.rel[i];
        equalities &= k == REL_EQ;
        any_equality |= k == REL_EQ || k == REL_NE;
    }
    check_direction(c, &it->show);
    if (it->unknown && it->kind == ITEM_CONSTANT) {
        for (size_t i = 0; i <= it->show.n; i++)
            mentioned |= mentions(it->show.e[i], it->unknown);
        if (!mentioned)
            check_complain(c, it->show.e[0]->pos,
                           "the relation does not contain "
                           "the constant `%s`",
                           it->unknown);
        if (any_equality)
            check_complain(c, it->show.e[0]->pos,
                           "a constant is sought with <=, <, "
                           ">= or >, not with ==");
    }
    if (it->kind == ITEM_IDENTITY && !equalities)
        check_complain(c, it->show.e[0]->pos,
                       "an identity is shown with == only; "
                       "write a claim");
    if (it->kind == ITEM_ROOT && (it->show.n != 1 || !equalities))
        check_complain(c, it->show.e[0]->pos,
                       "a root solves one equation, a == b");
    if (it->kind == ITEM_REGION && any_equality)
        check_complain(c, it->show.e[0]->pos,
                       "a region is drawn for <=, <, >= or "
                       ">, not for == or !=");
}

/* What each kind asks of its variables. */
static void check_kind(checker *c)
{
    const item *it = c->it;
    for (size_t i = 0; i < it->nbind; i++) {
        const binder *b = &it->bind[i];
        bool last = i + 1 == it->nbind;
        if (it->kind == ITEM_TABLE && binder_is_real(b))
            check_complain(c, b->pos,
                           "a table has finitely many rows; give `%s` a "
                           "list or a finite integer range",
                           b->name);
        if (it->kind == ITEM_FIGURE && binder_is_real(b) &&
            !(last && b->kind == DOM_INTERVAL && b->lo && b->hi))
            check_complain(c, b->pos,
                           "in a figure only the last variable may run "
                           "over an interval, and a bounded one");
        if (it->kind == ITEM_REGION && b->kind != DOM_INTERVAL)
            check_complain(c, b->pos,
                           "the variables of a region run over "
                           "intervals");
    }
    if (it->kind == ITEM_THRESHOLD)
        check_threshold(c);
    if (it->kind == ITEM_FIGURE && !it->nbind)
        check_complain(c, it->pos,
                       "a figure needs a variable: its last one runs "
                       "along x");
    if (it->kind == ITEM_ROOT &&
        (it->nbind != 1 || it->bind[0].kind != DOM_INTERVAL))
        check_complain(c, it->pos,
                       "a root has exactly one variable, in an interval "
                       "that holds one solution");
}

static void check_over(checker *c)
{
    const item *it = c->it;
    for (size_t i = 0; i < it->nover; i++) {
        const binder *b = NULL;
        for (size_t j = 0; j < it->nbind; j++)
            if (!strcmp(it->bind[j].name, it->over[i]))
                b = &it->bind[j];
        if (!b)
            check_complain(c, it->pos,
                           "`%s` after `over` is not a variable of this "
                           "region",
                           it->over[i]);
        else if (!b->lo || !b->hi)
            check_complain(c, b->pos,
                           "the parameter `%s` of a region needs a "
                           "bounded interval",
                           b->name);
    }
    if (it->nover == 2 && !strcmp(it->over[0], it->over[1]))
        check_complain(c, it->pos, "`over` needs two different parameters");
}

static void check_hints(checker *c)
{
    for (size_t i = 0; i < c->it->nhints; i++) {
        const local *l = check_find_local(c, c->it->hint[i].var);
        if (!l || l->kind != LOCAL_REAL)
            check_complain(c, c->it->hint[i].at->pos,
                           "`equality at` needs a real variable of this item; "
                           "`%s` is none",
                           c->it->hint[i].var);
        else if (mentions(c->it->hint[i].at, c->it->hint[i].var))
            check_complain(c, c->it->hint[i].at->pos,
                           "`%s` cannot be given in terms of itself",
                           c->it->hint[i].var);
        check_expr(c, c->it->hint[i].at);
    }
}

static void check_columns(checker *c)
{
    for (size_t i = 0; i < c->it->ncols; i++) {
        const column *k = &c->it->col[i];
        for (size_t j = 0; j < i; j++)
            if (!strcmp(c->it->col[j].name, k->name))
                check_complain(c, k->value->pos,
                               "two columns or curves are called "
                               "`%s`",
                               k->name);
        check_expr(c, k->value);
        check_expr(c, k->value2);
        check_expr(c, k->paper);
        bool band = k->style && !strcmp(k->style, "band");
        if (band != (k->value2 != NULL))
            check_complain(c, k->value->pos,
                           "a band, and nothing else, has two "
                           "edges: `%s = a to b as band`",
                           k->name);
    }
}

/* A number, or arithmetic of numbers. */
static bool is_literal(const ast *a)
{
    switch (a->kind) {
    case AST_NUMBER:
        return true;
    case AST_NEG:
        return is_literal(a->arg[0]);
    case AST_ADD:
    case AST_SUB:
    case AST_MUL:
    case AST_DIV:
        return is_literal(a->arg[0]) && is_literal(a->arg[1]);
    default:
        return false;
    }
}

static void check_options(checker *c)
{
    for (size_t i = 0; i < c->it->nopts; i++) {
        const option *o = &c->it->opt[i];
        check_expr(c, o->value);
        if (!strcmp(o->key, "samples") &&
            (o->value->kind != AST_NUMBER ||
             mpz_cmp_si(mpq_denref(o->value->q), 1) ||
             mpq_cmp_si(o->value->q, LIMIT_SAMPLES_MIN, 1) < 0 ||
             mpq_cmp_si(o->value->q, LIMIT_SAMPLES_MAX, 1) > 0))
            check_complain(c, o->value->pos,
                           "`samples` is a whole number from %d to %d",
                           LIMIT_SAMPLES_MIN, LIMIT_SAMPLES_MAX);
        if (!strncmp(o->key, "label", 5) && !is_literal(o->value))
            check_complain(c, o->value->pos,
                           "a label's place is written with numbers alone");
    }
}

static void check_statement(checker *c)
{
    const item *it = c->it;
    check_uses(c);
    check_options(c); /* no variables in scope yet: constants only */
    check_expr(c, it->paper);
    check_binders(c);
    check_sequences(c);
    for (size_t i = 0; i < it->nwhere; i++) {
        check_chain(c, &it->where[i]);
        check_direction(c, &it->where[i]);
    }
    check_hints(c);
    check_columns(c);
    check_over(c);
    check_kind(c);
    if (it->kind == ITEM_CONSTANT && it->unknown) {
        lang_pos pos = it->show.e[0]->pos;
        check_new_name(c, it->unknown, pos);
        check_push_local(c, it->unknown, LOCAL_REAL, pos);
    }
    check_by(c);
    if (it->show.e) {
        check_chain(c, &it->show);
        check_show(c);
    }
}

bool check_item(const program *p, const item *it, lang_errors *errs)
{
    checker c = {.prog = p, .it = it, .errs = errs, .ok = true};
    if (it->kind == ITEM_LET)
        check_let(&c);
    else
        check_statement(&c);
    while (c.n)
        check_pop_local(&c);
    free(c.local);
    return c.ok;
}
