/* Conditions that hold on a bounded part of an unbounded domain only, such as
 * x^2 + y^2 < 6: ranges are cut where a condition fails beyond, and what is left
 * is for the tactics of bounded boxes.  Believed: nothing; the checker replays
 * the cuts. */
#include "tactics.h"

enum {
    EFFORT = 400000
};

/* A hypothesis that fails all over the box, or -1. */
static int failing(searcher *s, const goal *g, const range *box)
{
    int found = -1;
    eval *e = eval_new(s->p->pool, 64);
    eval_set_box(e, box, s->p->nvars);
    for (size_t j = 0; j < g->nhyps && found < 0; j++) {
        iv_srcptr v = eval_enclose(e, g->hyp[j].e);
        if (g->hyp[j].strict ? iv_certainly_nonpos(v) : iv_certainly_neg(v))
            found = (int)j;
    }
    eval_free(e);
    return found;
}

/* The box of *t without what lies beyond q on x_i's infinite side, if a
 * condition fails there: a split, one child there. */
static cert_node *cut_at(searcher *s, goal *t, int i, bool high, long q)
{
    goal far;
    mpq_t at;
    mpq_init(at);
    mpq_set_si(at, high ? q : -q, 1);
    range *r = &t->box[i];
    bool inside = (r->lo_inf || mpq_cmp(at, r->lo) > 0) &&
                  (r->hi_inf || mpq_cmp(at, r->hi) < 0);
    search_goal_copy(&far, t, s->p->nvars);
    mpq_set(high ? far.box[i].lo : far.box[i].hi, at);
    *(high ? &far.box[i].lo_inf : &far.box[i].hi_inf) = false;
    *(high ? &far.box[i].lo_open : &far.box[i].hi_open) = false;
    int j = inside ? failing(s, &far, far.box) : -1;
    search_goal_clear(&far, s->p->nvars);
    cert_node *c = NULL;
    if (j >= 0) {
        c = search_leaf(CERT_SPLIT);
        c->var = i;
        c->has_q = true;
        mpq_set(c->q, at);
        cert_node *beyond = search_leaf(CERT_VOID);
        beyond->order = j;
        c->child[high] = beyond;
        mpq_set(high ? r->hi : r->lo, at);
        *(high ? &r->hi_inf : &r->lo_inf) = false;
        *(high ? &r->hi_open : &r->lo_open) = false;
    }
    mpq_clear(at);
    return c;
}

static cert_node *cut(searcher *s, goal *t, int i, bool high)
{
    cert_node *c = NULL;
    for (long q = 1; q <= 1 << 20 && c == NULL; q = q < 4 ? q + 1 : 2 * q)
        c = cut_at(s, t, i, high, q);
    return c;
}

/* The goal on what is left of the box, from end number `end` on. */
static cert_node *within(searcher *s, goal *t, int end)
{
    int i = end / 2;
    bool high = end % 2 == 1;
    if (i == s->p->nvars)
        return search_prove(s, t);
    if (!(high ? t->box[i].hi_inf : t->box[i].lo_inf))
        return within(s, t, end + 1);
    cert_node *c = cut(s, t, i, high);
    if (c == NULL)
        return NULL;
    c->child[!high] = within(s, t, end + 1);
    if (c->child[!high] != NULL)
        return c;
    cert_free(c);
    return NULL;
}

cert_node *tactic_fence(searcher *s, const goal *g, const tactic_view *v)
{
    goal t;
    size_t end = s->effort_end;
    (void)v;
    if (search_effort_left(s) > EFFORT)
        s->effort_end = s->effort + EFFORT;
    s->level++;
    search_goal_copy(&t, g, s->p->nvars);
    cert_node *c = within(s, &t, 0);
    search_goal_clear(&t, s->p->nvars);
    s->level--;
    s->effort_end = end;
    return c != NULL ? search_keep_if(s, g, c) : NULL;
}
