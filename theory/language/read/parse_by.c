/* `by`: how a claim is to be proved. */
#include "parser.h"
#include "../vocabulary.h"
#include "../../../numerics/base/limits.h"

#include <string.h>

enum {
    NESTED = 4 /* definitions within definitions */
};

/* by induction on n from m depth r */
static void by_induction(parser *p, item *it)
{
    if (it->induction.var != NULL)
        parse_fail(p, p->last, "a second induction");
    it->induction.pos = parse_pos(p, p->last);
    if (!parse_accept_word(p, "on"))
        parse_expected(p, "`on` and a variable");
    it->induction.var = parse_bound_name(p, "a variable over `m..inf`");
    it->induction.depth = 1;
    if (parse_accept_word(p, "from")) {
        it->induction.has_from = true;
        it->induction.from =
            parse_integer(p, 0, LIMIT_INDUCTION_FROM, "a whole number");
    }
    if (parse_accept_word(p, "depth"))
        it->induction.depth =
            parse_integer(p, 1, LIMIT_INDUCTION_DEPTH, "a depth");
}

static void by_cases(parser *p, item *it)
{
    do {
        if (it->ncases == MAX_BY)
            parse_fail(p, p->tok, "more than %d conditions", MAX_BY);
        it->cases = arena_push(&p->prog->mem, it->cases, it->ncases,
                               sizeof *it->cases);
        ast_chain c = parse_chain(p, true);
        it->cases[it->ncases++] = c;
    } while (parse_accept(p, ','));
}

/* What a claim is proved by, it uses. */
static void add_use(parser *p, item *it, char *id, lang_pos pos)
{
    arena *mem = &p->prog->mem;
    for (size_t i = 0; i < it->nuses; i++)
        if (!strcmp(it->uses[i], id))
            return;
    it->uses = arena_push(mem, it->uses, it->nuses, sizeof *it->uses);
    it->uses_pos = arena_push(mem, it->uses_pos, it->nuses, sizeof(lang_pos));
    it->uses_pos[it->nuses] = pos;
    it->uses[it->nuses++] = id;
}

/* in base, in step; if x <= 1 */
static void where_used(parser *p, lemma_use *l)
{
    if (parse_accept_word(p, "in")) {
        if (parse_accept_word(p, "base"))
            l->part = BY_BASE;
        else if (parse_accept_word(p, "step"))
            l->part = BY_STEP;
        else
            parse_expected(p, "`base` or `step`");
    }
    if (parse_accept_word(p, "if"))
        l->when = parse_chain(p, true);
}

void parse_by_statement(parser *p, item *it, size_t link)
{
    lemma_use l = {.pos = parse_pos(p, p->tok), .link = link};
    if (it->nby == MAX_BY)
        parse_fail(p, p->tok, "more than %d statements", MAX_BY);
    l.id = parse_id(p, false, "`induction`, `cases` or the id of a statement");
    l.at = parse_accept(p, '(');
    if (l.at && !parse_accept(p, ')')) {
        do {
            l.arg = arena_push(&p->prog->mem, l.arg, l.nargs, sizeof *l.arg);
            ast *a = parse_expr(p);
            l.arg[l.nargs++] = a;
        } while (parse_accept(p, ','));
        parse_expect(p, ')', "`)` behind the statement's arguments");
    }
    where_used(p, &l);
    it->by = arena_push(&p->prog->mem, it->by, it->nby, sizeof *it->by);
    it->by[it->nby++] = l;
    add_use(p, it, l.id, l.pos);
}

void parse_by(parser *p, item *it)
{
    if (parse_accept_word(p, "induction")) {
        by_induction(p, it);
    } else if (parse_accept_word(p, "cases")) {
        by_cases(p, it);
    } else {
        do
            parse_by_statement(p, it, 0);
        while (parse_accept(p, ','));
    }
}

/* ---- by itself ------------------------------------------------------------ */

static bool mentions(const ast *a, const char *name)
{
    bool found = a->kind == AST_NAME && !strcmp(a->name, name);
    for (size_t i = 0; !found && i < a->nargs; i++)
        found = mentions(a->arg[i], name);
    return found;
}

/* How far back the definition's calls of itself reach, from parameter k: of
 * f(n - 1) and f(n - 2) it is 2; 0: it does not call itself so. */
static long reach(const ast *a, const item *let, size_t k)
{
    long most = 0;
    if (a->kind == AST_CALL && !strcmp(a->name, let->id)) {
        const ast *x = a->arg[k];
        if (x->kind == AST_SUB && x->arg[1]->kind == AST_NUMBER &&
            x->arg[0]->kind == AST_NAME &&
            !strcmp(x->arg[0]->name, let->param[k]) &&
            mpq_cmp_si(x->arg[1]->q, LIMIT_INDUCTION_DEPTH, 1) <= 0)
            most = mpz_get_si(mpq_numref(x->arg[1]->q));
    }
    for (size_t i = 0; i < a->nargs; i++) {
        long r = reach(a->arg[i], let, k);
        most = r > most ? r : most;
    }
    return most;
}

/* The depth that an induction on the variable takes for a; 0: none.  nested:
 * definitions whose bodies may be looked at within one another. */
static long depth_for(const parser *p, const ast *a, const char *var,
                      int nested)
{
    long most = 0;
    if (a->kind == AST_FOLD && !a->list && !builtin_is_integral(a) &&
        mentions(a->arg[1], var))
        most = 1;
    const item *let = a->kind == AST_CALL ? program_find(p->prog, a->name)
                                          : NULL;
    for (size_t k = 0; let && let->kind == ITEM_LET && let->body &&
                       k < let->nparams && k < a->nargs;
         k++)
        if (mentions(a->arg[k], var)) {
            long r = reach(let->body, let, k), in = 0;
            if (r == 0 && nested > 0) /* what it says of its parameter */
                in = depth_for(p, let->body, let->param[k], nested - 1);
            r = r > in ? r : in;
            most = r > most ? r : most;
        }
    for (size_t i = 0; i < a->nargs; i++) {
        long r = depth_for(p, a->arg[i], var, nested);
        most = r > most ? r : most;
    }
    return most;
}

static long chain_depth(const parser *p, const ast_chain *c, const char *var,
                        long depth)
{
    for (size_t i = 0; i <= c->n; i++) {
        long d = depth_for(p, c->e[i], var, NESTED);
        depth = d > depth ? d : depth;
    }
    return depth;
}

void parse_by_itself(parser *p, item *it)
{
    if (it->induction.var || it->nby > 0 || it->ncases > 0)
        return;
    for (size_t k = 0; k < it->nbind; k++) {
        const binder *b = &it->bind[k];
        long depth = 0;
        if (b->kind != DOM_INTEGERS || b->hi ||
            (it->kind == ITEM_THRESHOLD && strcmp(b->name, it->unknown) != 0))
            continue;
        depth = chain_depth(p, &it->show, b->name, depth);
        for (size_t i = 0; i < it->nwhere; i++)
            depth = chain_depth(p, &it->where[i], b->name, depth);
        for (size_t i = 0; i < it->nseq; i++)
            if (mentions(it->seq[i].hi, b->name) && depth == 0)
                depth = 1;
        if (depth == 0)
            continue;
        it->induction.var = b->name;
        it->induction.pos = b->pos;
        it->induction.depth = depth;
        it->induction.itself = true;
        return;
    }
}
