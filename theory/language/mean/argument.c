/* What has to be proved for a statement that says how it is proved.  Believed.
 *
 * Theorem.  Let P be "on this box, under the conditions W, the goals hold".
 * P is true if all of these are:
 *   - for each statement that is used, in order: on the box, under W and what
 *     the ones before it say, its arguments lie in its domain (lemma.c);
 *   - for each condition C of a case distinction: C is defined on the box under
 *     W and the conditions before it, as these were decided;
 *   - in each of the cases, C > 0 or -C >= 0 and so on for all of them, the
 *     goals hold under W, the case's conditions and what is used.
 * A statement that is used where a condition D holds only makes a case of D: its
 * arguments lie in its domain on the box, under W, D and what the statements
 * say that are used everywhere; what it says is used in the cases where D holds.
 * Of a chain with links the same is asked of each link, with its goals and what
 * is used for it: P holds if all of its goals do.
 * If some hypotheses are known only where the conditions `when` hold, they are
 * cases too, and the hypotheses are used in the one where all of them hold.
 *
 * Opaque values (symbolic.h) are variables of these problems.  Each one in a
 * goal must stand in W or in a hypothesis as well, or it might be a variable
 * that has a value where the statement has none. */
#include "statement.h"

#include <stdlib.h>
#include <string.h>

enum {
    MAX_CASES = 6 /* conditions; 64 cases */
};

/* ---- problems ----------------------------------------------------------- */

/* What a statement says that is used in some of the cases. */
typedef struct {
    size_t split; /* the condition's number */
    sign_list says;
    uint64_t known;
} case_use;

typedef struct {
    expansion *f;
    statement *s;
    const sign_list *then; /* NULL: no such hypotheses */
    sign_list split;       /* the conditions of the cases */
    bool *held;            /* in the case at hand */
    size_t nwhen;          /* of them, the first are `then`'s */
    sign_list says;        /* what is used everywhere */
    case_use *some;        /* and in some cases */
    size_t nsome;
    bool plain;            /* the problem is the statement's own */
    size_t link;           /* of the chain, from 1; 0: all of it */
} argument;

static bool name_is_taken(const problem *p, const char *name, int before)
{
    for (int i = 0; i < before; i++)
        if (!strcmp(p->names[i], name))
            return true;
    return false;
}

/* The opaque variables' names, none of them taken. */
static void name_values(const symbolic *v, problem *p)
{
    for (size_t i = 0; v && i < v->n; i++) {
        int var = v->first + (int)i;
        text_buf b = {0};
        text_put(&b, v->value[i].name);
        while (name_is_taken(p, b.s, var))
            text_put(&b, "_");
        problem_set_name(p, var, b.s);
        text_clear(&b);
    }
}

static int variables(const argument *a)
{
    const symbolic *v = a->f->e->symbolic;
    return v && v->n > 0 ? v->first + (int)v->n : a->f->nreal;
}

/* Hands out p with as many goals as the statement has: the list's, a batch at
 * a time, the last one filled up. */
static bool hand_out_goals(argument *a, const problem *p, const sign_list *list)
{
    size_t per = a->s->p.ngoals;
    bool ok = true;
    for (size_t first = 0; ok && first < list->n; first += per) {
        problem q;
        problem_copy(&q, p, variables(a));
        name_values(a->f->e->symbolic, &q);
        q.ngoals = q.nhints = 0;
        for (size_t g = 0; g < per; g++) {
            size_t k = first + g < list->n ? first + g : first;
            problem_add_goal(&q, list->v[k].e, list->v[k].strict);
        }
        a->f->binding.step = true;
        ok = statement_hand_out(a->s, a->f, &q);
        a->f->binding.step = false;
        problem_clear(&q);
    }
    return ok;
}

/* The relations of the link are those from *first to before *end. */
static void link_relations(const argument *a, size_t *first, size_t *end)
{
    const item *it = a->f->it;
    *first = a->link > 1 ? it->link[a->link - 2] : 0;
    *end = a->link > 0 ? it->link[a->link - 1] : it->show.n;
}

/* The variables in its sides, as they are written. */
static uint64_t link_vars(const argument *a)
{
    size_t first, end;
    uint64_t vars = 0;
    link_relations(a, &first, &end);
    for (size_t i = first; i <= end; i++)
        vars |= a->s->side_vars[i];
    return vars;
}

/* The goals of other links become 0 >= 0: theirs are proved elsewhere, and each
 * keeps its number. */
static void keep_link(const argument *a, problem *q)
{
    size_t from, to, g = 0;
    link_relations(a, &from, &to);
    for (size_t i = 0; a->link > 0 && i < a->f->it->show.n; i++)
        for (int k = a->f->it->show.rel[i] == REL_EQ; k >= 0; k--, g++)
            if (i < from || i >= to)
                q->goal[g] = (sign_condition){expr_si(q->pool, 0), false};
}

static bool hand_out(argument *a, const problem *p, bool with_then)
{
    problem q;
    problem_copy(&q, p, variables(a));
    keep_link(a, &q);
    name_values(a->f->e->symbolic, &q);
    for (size_t i = 0; with_then && i < a->then->n; i++)
        problem_add_hyp(&q, a->then->v[i].e, a->then->v[i].strict);
    for (size_t i = 0; i < a->says.n; i++)
        problem_add_hyp(&q, a->says.v[i].e, a->says.v[i].strict);
    for (size_t k = 0; k < a->nsome; k++)
        for (size_t i = 0; a->held[a->some[k].split] && i < a->some[k].says.n;
             i++)
            problem_add_hyp(&q, a->some[k].says.v[i].e,
                            a->some[k].says.v[i].strict);
    bool whole = sequence_is_whole(a->f->e);
    a->f->binding.step =
        !a->plain || (variables(a) > a->f->nreal && !whole);
    a->f->binding.bare =
        a->s->p.nhyps == 0 && (a->f->it->nabout == 0 || whole);
    bool ok = statement_hand_out(a->s, a->f, &q);
    a->f->binding.step = a->f->binding.bare = false;
    problem_clear(&q);
    return ok;
}

/* Every opaque value among the variables is known to exist. */
static bool exist(argument *a, uint64_t vars, uint64_t known)
{
    const symbolic *v = a->f->e->symbolic;
    uint64_t missing = vars & symbolic_mask(v) & ~known;
    for (size_t i = 0; v && i < v->n; i++) {
        if ((missing >> (v->first + (int)i) & 1) == 0)
            continue;
        const symbolic_family *m = &v->family[v->value[i].family];
        const char *what = m->call ? program_item(a->f->e->prog, m->what)->id
                                   : "the sum or product";
        elab_error(a->f->e, a->f->it->show.e[0]->pos,
                   "this needs a value of `%s` at an index of which no "
                   "hypothesis says that there is one; an induction of greater "
                   "depth, or a statement about it behind `by`, would",
                   what);
        return false;
    }
    return true;
}

/* ---- cases -------------------------------------------------------------- */

static bool is_defined_goal(argument *a, const problem *p, expr h)
{
    expr_pool *pool = a->f->e->pool;
    if (expr_get(pool, h)->total)
        return true;
    sign_list one = {.n = 0};
    expr g = expr_mul(pool, expr_si(pool, 0), h);
    bool ok = arith_checked(a->f->e, g, a->f->it->show.e[0]) != EXPR_NONE;
    if (ok) {
        sign_list_add(&one, g, false);
        ok = hand_out_goals(a, p, &one);
    }
    sign_list_clear(&one);
    return ok;
}

/* Condition k on, of which those before are decided in p.  Depth of C
 * recursion: the number of conditions. */
static bool branch(argument *a, problem *p, size_t k, bool with_then)
{
    statement *s = a->s;
    if (k == a->split.n) {
        uint64_t known = s->known | (with_then ? s->then_known : 0);
        for (size_t i = 0; i < a->nsome; i++)
            known |= a->held[a->some[i].split] ? a->some[i].known : 0;
        return exist(a, a->link > 0 ? link_vars(a) : s->vars, known) &&
               hand_out(a, p, with_then);
    }
    sign_condition c = a->split.v[k];
    expr not = expr_neg(p->pool, c.e);
    if (arith_checked(a->f->e, not, a->f->it->show.e[0]) == EXPR_NONE ||
        !is_defined_goal(a, p, c.e))
        return false;
    bool when = k < a->nwhen;
    problem_add_hyp(p, c.e, c.strict);
    a->held[k] = true;
    bool ok = branch(a, p, k + 1, with_then);
    a->held[k] = false;
    p->nhyps--;
    problem_add_hyp(p, not, !c.strict);
    ok = ok && branch(a, p, when ? a->nwhen : k + 1, with_then && !when);
    p->nhyps--;
    return ok;
}

/* The condition becomes one of the cases', its number *at: once, but for those
 * of `when`, which are cases of their own. */
static bool add_case(argument *a, const expansion_chain *c, size_t *at)
{
    expansion *f = a->f;
    statement *s = a->s;
    sign_list one = {.n = 0};
    expr x = expansion_value(f, c->side[0]);
    s->needed = f->e->vars;
    expr y = x ? expansion_value(f, c->side[1]) : EXPR_NONE;
    s->needed |= f->e->vars;
    bool ok = y != EXPR_NONE &&
              statement_relation(f, c->src->rel[0], x, y, c->src->e[1], &one) &&
              exist(a, s->needed, s->known);
    size_t k = a->nwhen;
    while (ok && k < a->split.n &&
           (a->split.v[k].e != one.v[0].e ||
            a->split.v[k].strict != one.v[0].strict))
        k++;
    if (ok && k == a->split.n)
        sign_list_add(&a->split, one.v[0].e, one.v[0].strict);
    if (a->split.n - a->nwhen > MAX_CASES) {
        elab_error(f->e, c->src->e[0]->pos,
                   "more than %d conditions behind `by cases` and `if`",
                   MAX_CASES);
        ok = false;
    }
    *at = k;
    sign_list_clear(&one);
    return ok;
}

static bool add_cases(argument *a)
{
    size_t at;
    for (size_t i = 0; i < a->f->it->ncases; i++)
        if (!add_case(a, &a->s->cases[i], &at))
            return false;
    return true;
}

/* ---- statements that are used --------------------------------------------- */

/* What statement i asks for is handed out, under condition c where it has one;
 * what it says goes to *says. */
static bool apply(argument *a, size_t i, const sign_condition *c,
                  sign_list *says, uint64_t *known)
{
    statement *s = a->s;
    sign_list need = {.n = 0};
    size_t before = a->says.n;
    bool always = a->then && a->nwhen == 0; /* `then` holds */
    s->needed = 0;
    bool ok = lemma_apply(s->by[i], a->f, s, &need, says, known) &&
              exist(a, s->needed, s->known | (always ? s->then_known : 0));
    if (ok && need.n > 0) {
        problem p;
        problem_copy(&p, &s->p, s->p.nvars);
        if (c != NULL)
            problem_add_hyp(&p, c->e, c->strict);
        for (size_t j = 0; always && j < a->then->n; j++)
            problem_add_hyp(&p, a->then->v[j].e, a->then->v[j].strict);
        for (size_t j = 0; j < before; j++)
            problem_add_hyp(&p, a->says.v[j].e, a->says.v[j].strict);
        ok = hand_out_goals(a, &p, &need);
        problem_clear(&p);
    }
    sign_list_clear(&need);
    return ok;
}

static bool use(argument *a, size_t i)
{
    uint64_t known = 0;
    bool ok = apply(a, i, NULL, &a->says, &known);
    a->s->known |= known;
    return ok;
}

/* The same where a condition holds. */
static bool use_in_case(argument *a, size_t i)
{
    size_t at;
    if (!add_case(a, &a->s->by_when[i], &at))
        return false;
    sign_condition c = a->split.v[at];
    a->some = xrealloc(a->some, (a->nsome + 1) * sizeof *a->some);
    case_use *u = &a->some[a->nsome++];
    *u = (case_use){.split = at};
    return apply(a, i, &c, &u->says, &u->known);
}

/* The statements that are used here: everywhere, or in cases. */
static bool use_all(argument *a, bool in_cases)
{
    const item *it = a->f->it;
    bool ok = true;
    for (size_t i = 0; ok && i < it->nby; i++) {
        const lemma_use *l = &it->by[i];
        if ((l->link != 0 && l->link != a->link) ||
            (l->part != BY_ALWAYS && l->part != a->s->part) ||
            (l->when.n > 0) != in_cases)
            continue;
        ok = in_cases ? use_in_case(a, i) : use(a, i);
    }
    return ok;
}

static void clear_argument(argument *a)
{
    for (size_t i = 0; i < a->nsome; i++)
        sign_list_clear(&a->some[i].says);
    free(a->some);
    free(a->held);
    sign_list_clear(&a->says);
    sign_list_clear(&a->split);
}

/* The argument for one link, or for all of the chain. */
static bool run_link(expansion *f, statement *s, const sign_list *when,
                     const sign_list *then, size_t link)
{
    argument a = {
        .f = f, .s = s, .then = then, .plain = then == NULL, .link = link};
    bool ok = exist(&a, s->when_needed, s->known);
    for (size_t i = 0; when && i < when->n; i++)
        sign_list_add(&a.split, when->v[i].e, when->v[i].strict);
    a.nwhen = a.split.n;
    ok = ok && use_all(&a, false) && add_cases(&a) && use_all(&a, true);
    a.held = xcalloc(a.split.n + 1, sizeof *a.held);
    problem p;
    problem_copy(&p, &s->p, s->p.nvars);
    ok = ok && branch(&a, &p, 0, then != NULL);
    problem_clear(&p);
    clear_argument(&a);
    return ok;
}

bool argument_run(expansion *f, statement *s, const sign_list *when,
                  const sign_list *then)
{
    size_t n = f->it->nlinks;
    uint64_t known = s->known;
    bool ok = n > 0 || run_link(f, s, when, then, 0);
    for (size_t k = 1; k <= n && ok; k++) {
        s->known = known; /* what a link uses is its own */
        ok = run_link(f, s, when, then, k);
    }
    return ok;
}
