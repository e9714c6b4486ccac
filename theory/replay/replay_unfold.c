/* A claim with `by`, as the language took it apart, held against the second
 * reading's unfolding at points.  Nothing here is believed: it can only disagree.
 *
 * At a point x of the claim's domain let y be some values for the opaque
 * variables of a proved goal.  What the goal says there is that its
 * expression is >= 0 (> 0) if its hypotheses hold.  So the claim's relation at
 * x follows from what precedes it, if for some goal and some y
 *   - the goal's expression has the value of the relation's difference, and
 *   - each hypothesis has the value of something that may be used at x: a
 *     condition, the claim at an index before where its conditions hold, a
 *     statement that is used where it says something; or is true there and one
 *     of the conditions by which cases are made.
 * Any y will do, so that it need not be known which value a variable stands for:
 * those that the second reading met are tried.  A relation for which there is no
 * such goal at one of the points is one that was not proved there: a base is
 * missing, a step begins too late, a hypothesis says too much, a goal too
 * little.  In the same way, what the statements that are used ask for has to be
 * among the goals.  That opaque values exist, and that arguments and cases are
 * defined, is not looked at. */
#include "replay_unfold.h"

#include <stdlib.h>
#include <string.h>

/* ---- a point ------------------------------------------------------------------- */

static void say_where(unfolded *t, const char *what)
{
    const item *it = t->w->it;
    text_buf b = {0};
    text_printf(&b, "%s at", what);
    for (size_t k = 0; k < it->nbind; k++) {
        char *v = mpq_get_str(NULL, 10, t->at[k]);
        text_printf(&b, "%s %s = %s", k > 0 ? "," : "", it->bind[k].name, v);
        free(v);
    }
    t->wrong = text_take(&b);
}

/* Of a need that was not found: may it be one that has this value everywhere? */
static bool is_settled(unfolded *t, size_t i)
{
    const unfold_relation *n = &t->u->need.v[i];
    bool constant =
        replay_unfold_holds(&n->d, n->strict) &&
        (!t->met[i] || (t->same[i] && arb_overlaps(&n->d, &t->first[i])));
    if (!t->met[i])
        arb_set(&t->first[i], &n->d);
    t->same[i] = constant;
    t->met[i] = true;
    return constant;
}

/* A need that does not vary is none: it was settled when it was met. */
static void note_needs(unfolded *t)
{
    for (size_t i = 0; i < t->u->need.n && i < UNFOLD_NEEDS; i++) {
        const unfold_relation *n = &t->u->need.v[i];
        if (!n->varies)
            continue;
        if (t->u->step)
            (t->need[i] ? t->found : t->lacking)[i] = true;
        /* The step is one problem: nothing is settled at some of its points.
         * (Of finite variables each combination has one.) */
        bool lost = t->found[i] && t->lacking[i] && !t->finite;
        if ((lost || (!t->need[i] && !is_settled(t, i))) && t->wrong == NULL)
            say_where(t, "what a statement that is used asks for is not "
                         "among the goals");
    }
}

static void look(void *ctx, mpq_t *at, const unfolding *u)
{
    unfolded *t = ctx;
    if (t->wrong != NULL)
        return;
    if (u == NULL || t->spent >= UNFOLD_MOST) {
        t->open++;
        return;
    }
    t->at = at;
    t->u = u;
    t->blurred = false;
    t->shown = xcalloc(u->goal.n + 1, sizeof *t->shown);
    t->need = xcalloc(u->need.n + 1, sizeof *t->need);
    t->value = xcalloc(u->nvalues + 1, sizeof *t->value);
    for (size_t k = 0; k < u->nvalues; k++) {
        range_init(&t->value[k]);
        replay_unfold_range(&t->value[k], &u->value[k]);
    }
    for (size_t k = 0; k < t->f->n; k++)
        replay_unfold_goal(t, &t->f->v[k]);
    size_t g = 0;
    while (g < u->goal.n && t->shown[g])
        g++;
    bool open = t->blurred || u->dropped > 0 || t->spent >= UNFOLD_MOST;
    if (g < u->goal.n && !open)
        say_where(t, "no goal says what is claimed, from what may be used,");
    if (!open && t->wrong == NULL)
        note_needs(t);
    t->decided += g == u->goal.n;
    t->open += g < u->goal.n && open;
    for (size_t k = 0; k < u->nvalues; k++)
        range_clear(&t->value[k]);
    free(t->value);
    free(t->shown);
    free(t->need);
}

/* ---- a claim -------------------------------------------------------------------- */

static void count_variables(unfolded *t)
{
    const item *it = t->w->it;
    for (size_t k = 0; k < it->nbind; k++) {
        const binder *b = &it->bind[k];
        if (b->kind == DOM_LIST || (b->kind == DOM_INTEGERS && b->hi != NULL)) {
            t->finite = true;
            continue;
        }
        if (it->induction.var != NULL &&
            strcmp(b->name, it->induction.var) == 0)
            t->index = UINT64_C(1) << t->nreal;
        t->nreal++;
    }
}

char *replay_unfold_compare(replayer *w, const instances *f, size_t *decided,
                            size_t *open)
{
    unfolded t = {.w = w, .f = f};
    t.ev = reval_new(w->pool, UNFOLD_PREC);
    t.box = xcalloc(EXPR_MAX_VARS, sizeof *t.box);
    for (size_t i = 0; i < UNFOLD_NEEDS; i++)
        arb_init(&t.first[i]);
    count_variables(&t);
    unfold_claim(w->reading, w->it, look, &t);
    for (size_t i = 0; i < UNFOLD_NEEDS; i++)
        arb_clear(&t.first[i]);
    free(t.box);
    reval_free(t.ev);
    *decided = t.decided;
    *open = t.open;
    return t.wrong;
}

void replay_unfold(replayer *w, const instances *f)
{
    const item *it = w->it;
    bool argued = it->induction.var != NULL || it->nby > 0 || it->ncases > 0;
    if (!argued || it->kind != ITEM_CLAIM || w->r->state != REPLAY_AGREE ||
        w->r->what != REPLAY_PROOF)
        return;
    w->r->argued = true;
    if (it->nseq > 0)
        return;
    char *wrong =
        replay_unfold_compare(w, f, &w->r->unfolded, &w->r->not_unfolded);
    if (wrong == NULL)
        return;
    w->r->state = REPLAY_DISAGREE;
    w->r->readings = true;
    audit_set(&w->r->where, xstrdup("how the claim was taken apart"));
    audit_set(&w->r->first, xstrdup("proves the goals"));
    audit_set(&w->r->second, wrong);
}
