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
#include "replay_internal.h"
#include "../../numerics/recheck/reval.h"
#include "../second/unfold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PREC = 192,
    CLOSE = -24,          /* 2^-24 of a value is enough to tell it by */
    MOST_VALUES = 400000, /* evaluated, of a claim */
    MAX_NEEDS = 64
};

typedef struct {
    replayer *w;
    const instances *f;
    reval *ev;
    int nreal;
    uint64_t index; /* the induction's variable, as a bit */
    size_t spent;
    /* the present point */
    mpq_t *at;
    const unfolding *u;
    range *box, *value; /* value: those that opaque variables may have */
    bool blurred;       /* a value is not known well enough */
    bool *shown, *need; /* by goal, by need */
    /* of all points: */
    size_t decided, open;
    mpq_t first[MAX_NEEDS]; /* of a need that was not found: its value, which */
    bool same[MAX_NEEDS], met[MAX_NEEDS]; /* it has wherever that was so */
    char *wrong;
} unfolder;

/* ---- values ----------------------------------------------------------------- */

static bool is_close(const arb_t x)
{
    mag_t m;
    mag_init(m);
    arb_get_mag(m, x);
    mag_add_ui(m, m, 1);
    mag_mul_2exp_si(m, m, CLOSE);
    bool close = arb_is_finite(x) && mag_cmp(arb_radref(x), m) <= 0;
    mag_clear(m);
    return close;
}

static bool same_value(unfolder *t, const arb_t x, const arb_t y)
{
    if (!is_close(x) || !is_close(y)) {
        t->blurred = true;
        return false;
    }
    return arb_overlaps(x, y);
}

/* f at the present point and values; false where it has none. */
static bool value_of(unfolder *t, expr f, arb_t x)
{
    const rrange *v = reval_enclose(t->ev, f);
    t->spent++;
    if (!rrange_is_bounded(v))
        return false;
    rrange_get_arb(x, v, PREC);
    return true;
}

static void put_end(mpq_t q, const arf_t x)
{
    fmpq_t f;
    fmpq_init(f);
    arf_get_fmpq(f, x);
    fmpz_get_mpz(mpq_numref(q), fmpq_numref(f));
    fmpz_get_mpz(mpq_denref(q), fmpq_denref(f));
    fmpq_clear(f);
}

static void set_range(range *r, const arb_t x)
{
    arf_t e;
    arf_init(e);
    arb_get_lbound_arf(e, x, PREC);
    put_end(r->lo, e);
    arb_get_ubound_arf(e, x, PREC);
    put_end(r->hi, e);
    arf_clear(e);
}

/* ---- hypotheses ------------------------------------------------------------- */

static bool is_true(const arb_t x, bool strict)
{
    return strict ? arb_is_positive(x)
                  : arb_is_nonnegative(x) || arb_contains_zero(x);
}

static bool among(unfolder *t, const unfold_list *l, const arb_t x, bool strict)
{
    for (size_t i = 0; i < l->n; i++)
        if ((l->v[i].strict || !strict) && same_value(t, &l->v[i].d, x))
            return true;
    return false;
}

/* A condition, or its negation, by which cases are made. */
static bool makes_cases(unfolder *t, const arb_t x)
{
    arb_t y;
    arb_init(y);
    arb_neg(y, x);
    bool found = false;
    for (size_t i = 0; i < t->u->may.n && !found; i++)
        found = same_value(t, &t->u->may.v[i].d, x) ||
                same_value(t, &t->u->may.v[i].d, y);
    arb_clear(y);
    return found;
}

/* May the hypothesis be used here? */
static bool justified(unfolder *t, const sign_condition *h)
{
    arb_t x;
    arb_init(x);
    bool ok = value_of(t, h->e, x);
    if (ok && expr_vars(t->w->pool, h->e) == 0)
        ok = is_true(x, h->strict);
    else if (ok && !among(t, &t->u->fact, x, h->strict))
        ok = is_true(x, h->strict) && makes_cases(t, x);
    arb_clear(x);
    return ok;
}

/* ---- a goal ------------------------------------------------------------------- */

/* Is the goal its own hypothesis?  Of equations all values are 0: that a
 * hypothesis is the claim itself shows in the expressions alone, which differ
 * from those at the index before where the index stands in them.  (A statement that is used may say just this.) */
static bool is_circular(const unfolder *t, const problem *p, size_t g)
{
    expr e = p->goal[g].e, minus = expr_neg(t->w->pool, e);
    uint64_t vars = expr_vars(t->w->pool, e);
    bool found = false;
    if (t->w->it->nby > 0 || (vars & t->index) == 0)
        return false;
    for (size_t j = 0; j < p->nhyps && !found; j++)
        found = p->hyp[j].e == e || p->hyp[j].e == minus;
    return found;
}

/* Does a hypothesis say it, and nothing else that may be used?  A power's base
 * may have to be shown positive, too. */
static bool assumes(unfolder *t, const problem *p, expr e, const arb_t x)
{
    for (size_t j = 0; j < p->nhyps; j++)
        if (p->hyp[j].e == e)
            return !among(t, &t->u->fact, x, p->hyp[j].strict);
    return false;
}

/* What p proves at the point, with the values in t->box, is
 * noted. */
static void note_goals(unfolder *t, const problem *p)
{
    arb_t x;
    arb_init(x);
    for (size_t g = 0; g < p->ngoals; g++) {
        if (is_circular(t, p, g) || !value_of(t, p->goal[g].e, x))
            continue;
        bool strict = p->goal[g].strict;
        const unfold_list *own = &t->u->goal, *need = &t->u->need;
        if (g < own->n && (strict || !own->v[g].strict) &&
            same_value(t, &own->v[g].d, x))
            t->shown[g] = true;
        for (size_t i = 0; i < need->n && i < MAX_NEEDS; i++)
            if ((strict || !need->v[i].strict) &&
                same_value(t, &need->v[i].d, x) &&
                !assumes(t, p, p->goal[g].e, x))
                t->need[i] = true;
    }
    arb_clear(x);
}

/* Opaque variable i on: values for it, so long as the hypotheses that have no
 * other variables are justified.  Depth of C recursion: the variables. */
static void try_values(unfolder *t, const problem *p, int i, uint64_t used)
{
    uint64_t known = (UINT64_C(1) << i) - 1;
    for (size_t j = 0; j < p->nhyps; j++) {
        uint64_t vars = expr_vars(t->w->pool, p->hyp[j].e);
        bool now = (vars & ~known) == 0 &&
                   (i == t->nreal || (vars >> (i - 1) & 1) != 0);
        if (!now)
            continue;
        reval_set_hyps(t->ev, NULL, 0);
        reval_set_box(t->ev, t->box, p->nvars);
        if (!justified(t, &p->hyp[j]))
            return;
    }
    if (i == p->nvars) {
        reval_set_hyps(t->ev, NULL, 0);
        reval_set_box(t->ev, t->box, p->nvars);
        note_goals(t, p);
        return;
    }
    bool free = (used >> i & 1) == 0; /* stands nowhere */
    size_t n = free && t->u->nvalues > 0 ? 1 : t->u->nvalues;
    for (size_t k = 0; k < n && t->spent < MOST_VALUES; k++) {
        range_set(&t->box[i], &t->value[k]);
        try_values(t, p, i + 1, used);
    }
}

static bool contains(unfolder *t, const instance *m)
{
    const item *it = t->w->it;
    int var = 0;
    size_t finite = 0;
    for (size_t k = 0; k < it->nbind; k++) {
        const binder *b = &it->bind[k];
        if (b->kind == DOM_LIST || (b->kind == DOM_INTEGERS && b->hi != NULL)) {
            if (finite >= m->binding.n ||
                !mpq_equal(m->binding.value[finite++], t->at[k]))
                return false;
        } else if (!range_contains_q(&m->p.box[var++], t->at[k])) {
            return false;
        }
    }
    return true;
}

static uint64_t used_vars(const unfolder *t, const problem *p)
{
    uint64_t vars = 0;
    for (size_t j = 0; j < p->nhyps; j++)
        vars |= expr_vars(t->w->pool, p->hyp[j].e);
    for (size_t g = 0; g < p->ngoals; g++)
        vars |= expr_vars(t->w->pool, p->goal[g].e);
    return vars;
}

static void try_instance(unfolder *t, const instance *m)
{
    const item *it = t->w->it;
    int var = 0;
    for (int i = 0; i < m->p.nvars; i++)
        range_init(&t->box[i]);
    for (size_t k = 0; k < it->nbind; k++) {
        const binder *b = &it->bind[k];
        if (b->kind == DOM_LIST || (b->kind == DOM_INTEGERS && b->hi != NULL))
            continue;
        mpq_set(t->box[var].lo, t->at[k]);
        mpq_set(t->box[var].hi, t->at[k]);
        var++;
    }
    try_values(t, &m->p, t->nreal, used_vars(t, &m->p));
    for (int i = 0; i < m->p.nvars; i++)
        range_clear(&t->box[i]);
}

/* ---- a point ------------------------------------------------------------------- */

static void say_where(unfolder *t, const char *what)
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

/* A need that does not vary is none: it was settled when it was met. */
static void note_needs(unfolder *t)
{
    for (size_t i = 0; i < t->u->need.n && i < MAX_NEEDS; i++) {
        const unfold_relation *n = &t->u->need.v[i];
        mpq_t q;
        arf_t e;
        if (t->need[i] || !n->varies)
            continue;
        mpq_init(q);
        arf_init(e);
        arb_get_lbound_arf(e, &n->d, PREC);
        put_end(q, e);
        bool constant =
            is_true(&n->d, n->strict) &&
            (!t->met[i] || (t->same[i] && mpq_equal(q, t->first[i])));
        if (!t->met[i])
            mpq_set(t->first[i], q);
        t->same[i] = constant;
        t->met[i] = true;
        if (!constant && t->wrong == NULL)
            say_where(t, "what a statement that is used asks for is not "
                         "among the goals");
        arf_clear(e);
        mpq_clear(q);
    }
}

static void look(void *ctx, mpq_t *at, const unfolding *u)
{
    unfolder *t = ctx;
    if (t->wrong != NULL)
        return;
    if (u == NULL || t->spent >= MOST_VALUES) {
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
        set_range(&t->value[k], &u->value[k]);
    }
    for (size_t k = 0; k < t->f->n; k++)
        if (!t->f->v[k].binding.aside && contains(t, &t->f->v[k]))
            try_instance(t, &t->f->v[k]);
    size_t g = 0;
    while (g < u->goal.n && t->shown[g])
        g++;
    bool open = t->blurred || u->dropped > 0 || t->spent >= MOST_VALUES;
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

static void count_variables(unfolder *t)
{
    const item *it = t->w->it;
    for (size_t k = 0; k < it->nbind; k++) {
        const binder *b = &it->bind[k];
        if (b->kind == DOM_LIST || (b->kind == DOM_INTEGERS && b->hi != NULL))
            continue;
        if (it->induction.var != NULL &&
            strcmp(b->name, it->induction.var) == 0)
            t->index = UINT64_C(1) << t->nreal;
        t->nreal++;
    }
}

char *replay_unfold_compare(replayer *w, const instances *f, size_t *decided,
                            size_t *open)
{
    unfolder t = {.w = w, .f = f};
    t.ev = reval_new(w->pool, PREC);
    t.box = xcalloc(EXPR_MAX_VARS, sizeof *t.box);
    for (size_t i = 0; i < MAX_NEEDS; i++)
        mpq_init(t.first[i]);
    count_variables(&t);
    second_unfold(w->reading, w->it, look, &t);
    for (size_t i = 0; i < MAX_NEEDS; i++)
        mpq_clear(t.first[i]);
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
