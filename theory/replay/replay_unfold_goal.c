/* What one goal that was proved says at a point: see replay_unfold.c.  Nothing here
 * is believed. */
#include "replay_unfold.h"

#include <string.h>

enum {
    CLOSE = -24 /* 2^-24 of a value is enough to tell it by */
};

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

static bool same_value(unfolded *t, const arb_t x, const arb_t y)
{
    if (!is_close(x) || !is_close(y)) {
        t->blurred = true;
        return false;
    }
    return arb_overlaps(x, y);
}

/* f at the present point and values; false where it has none. */
static bool value_of(unfolded *t, expr f, arb_t x)
{
    const rrange *v = reval_enclose(t->ev, f);
    t->spent++;
    if (!rrange_is_bounded(v))
        return false;
    rrange_get_arb(x, v, UNFOLD_PREC);
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

void replay_unfold_range(range *r, const arb_t x)
{
    arf_t e;
    arf_init(e);
    arb_get_lbound_arf(e, x, UNFOLD_PREC);
    put_end(r->lo, e);
    arb_get_ubound_arf(e, x, UNFOLD_PREC);
    put_end(r->hi, e);
    arf_clear(e);
}

/* ---- hypotheses ------------------------------------------------------------- */

bool replay_unfold_holds(const arb_t x, bool strict)
{
    return strict ? arb_is_positive(x)
                  : arb_is_nonnegative(x) || arb_contains_zero(x);
}

static bool among(unfolded *t, const unfold_list *l, const arb_t x, bool strict)
{
    for (size_t i = 0; i < l->n; i++)
        if ((l->v[i].strict || !strict) && same_value(t, &l->v[i].d, x))
            return true;
    return false;
}

/* A condition, or its negation, by which cases are made. */
static bool makes_cases(unfolded *t, const arb_t x)
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
static bool justified(unfolded *t, const sign_condition *h)
{
    arb_t x;
    arb_init(x);
    bool ok = value_of(t, h->e, x);
    if (ok && expr_vars(t->w->pool, h->e) == 0)
        ok = replay_unfold_holds(x, h->strict);
    else if (ok && !among(t, &t->u->fact, x, h->strict))
        ok = replay_unfold_holds(x, h->strict) && makes_cases(t, x);
    arb_clear(x);
    return ok;
}

/* ---- a goal ------------------------------------------------------------------- */

/* Is the goal its own hypothesis?  Of equations all values are 0: that a
 * hypothesis is the claim itself shows in the expressions alone, which differ
 * from those at the index before where the index stands in them.  (A statement that is used may say just this.) */
static bool is_circular(const unfolded *t, const problem *p, size_t g)
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
static bool assumes(unfolded *t, const problem *p, expr e, const arb_t x)
{
    for (size_t j = 0; j < p->nhyps; j++)
        if (p->hyp[j].e == e)
            return !among(t, &t->u->fact, x, p->hyp[j].strict);
    return false;
}

/* What p proves at the point, with the values in t->box, is
 * noted. */
static void note_goals(unfolded *t, const problem *p)
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
        for (size_t i = 0; i < need->n && i < UNFOLD_NEEDS; i++)
            if ((strict || !need->v[i].strict) &&
                same_value(t, &need->v[i].d, x) &&
                !assumes(t, p, p->goal[g].e, x))
                t->need[i] = true;
    }
    arb_clear(x);
}

/* Opaque variable i on: values for it, so long as the hypotheses that have no
 * other variables are justified.  Depth of C recursion: the variables. */
static void try_values(unfolded *t, const problem *p, int i, uint64_t used)
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
    for (size_t k = 0; k < n && t->spent < UNFOLD_MOST; k++) {
        range_set(&t->box[i], &t->value[k]);
        try_values(t, p, i + 1, used);
    }
}

static bool contains(unfolded *t, const instance *m)
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

static uint64_t used_vars(const unfolded *t, const problem *p)
{
    uint64_t vars = 0;
    for (size_t j = 0; j < p->nhyps; j++)
        vars |= expr_vars(t->w->pool, p->hyp[j].e);
    for (size_t g = 0; g < p->ngoals; g++)
        vars |= expr_vars(t->w->pool, p->goal[g].e);
    return vars;
}

void replay_unfold_goal(unfolded *t, const instance *m)
{
    const item *it = t->w->it;
    int var = 0;
    if (m->binding.aside || !contains(t, m))
        return;
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
