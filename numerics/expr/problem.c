/* Problems: a box, hypotheses, goals, and their storage.  See problem.h. */
#include "problem.h"

#include "../base/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void problem_init(problem *p, expr_pool *pool, int nvars)
{
    assert(nvars >= 0 && nvars <= EXPR_MAX_VARS);
    *p = (problem){.pool = pool, .nvars = nvars};
    p->names = xcalloc((size_t)nvars, sizeof *p->names);
    p->box = xcalloc((size_t)nvars, sizeof *p->box);
    for (int i = 0; i < nvars; i++)
        range_init(&p->box[i]);
}

void problem_clear(problem *p)
{
    for (int i = 0; i < p->nvars; i++) {
        free(p->names[i]);
        range_clear(&p->box[i]);
    }
    free(p->names);
    free(p->box);
    free(p->hyp);
    free(p->goal);
    free(p->hint);
    *p = (problem){.nvars = 0};
}

void problem_set_name(problem *p, int i, const char *name)
{
    free(p->names[i]);
    p->names[i] = xstrdup(name);
}

static void add(sign_condition **v, size_t *n, expr e, bool strict)
{
    *v = xrealloc(*v, (*n + 1) * sizeof **v);
    (*v)[(*n)++] = (sign_condition){e, strict};
}

void problem_add_hyp(problem *p, expr e, bool strict)
{
    add(&p->hyp, &p->nhyps, e, strict);
}

void problem_add_goal(problem *p, expr e, bool strict)
{
    add(&p->goal, &p->ngoals, e, strict);
}

void problem_add_hint(problem *p, int var, expr at)
{
    p->hint = xrealloc(p->hint, (p->nhints + 1) * sizeof *p->hint);
    p->hint[p->nhints++] = (equality_hint){var, at};
}

void problem_copy(problem *d, const problem *s, int nvars)
{
    problem_init(d, s->pool, nvars);
    for (int i = 0; i < s->nvars; i++) {
        if (s->names[i] != NULL)
            problem_set_name(d, i, s->names[i]);
        range_set(&d->box[i], &s->box[i]);
    }
    for (int i = s->nvars; i < nvars; i++) {
        range *r = &d->box[i];
        r->lo_inf = r->lo_open = r->hi_inf = r->hi_open = true;
    }
    for (size_t j = 0; j < s->nhyps; j++)
        problem_add_hyp(d, s->hyp[j].e, s->hyp[j].strict);
    for (size_t j = 0; j < s->ngoals; j++)
        problem_add_goal(d, s->goal[j].e, s->goal[j].strict);
    for (size_t j = 0; j < s->nhints; j++)
        problem_add_hint(d, s->hint[j].var, s->hint[j].at);
}

static int depth_of(const problem *p)
{
    int most = 0;
    for (size_t j = 0; j < p->ngoals + p->nhyps; j++) {
        expr e = j < p->ngoals ? p->goal[j].e : p->hyp[j - p->ngoals].e;
        int depth = e != EXPR_NONE ? expr_integral_depth(p->pool, e) : 0;
        most = depth > most ? depth : most;
    }
    return most;
}

int problem_room(const problem *p)
{
    if (!expr_pool_has_integrals(p->pool))
        return 0;
    const char *last = p->nvars > 0 ? p->names[p->nvars - 1] : NULL;
    int free_places = EXPR_BOUND_FIRST - p->nvars, n = depth_of(p);
    if (last != NULL && last[0] == '_')
        return 0;
    return n < free_places ? n : free_places > 0 ? free_places : 0;
}

void problem_copy_with_room(problem *d, const problem *s)
{
    int room = problem_room(s);
    problem_copy(d, s, s->nvars + room);
    for (int k = 0; k < room; k++) {
        char name[] = "_1";
        range point;
        range_init(&point);
        name[1] = (char)('1' + k % 9);
        problem_set_name(d, s->nvars + k, name);
        range_set(&d->box[s->nvars + k], &point);
        range_clear(&point);
    }
}

static expr moved(const problem *d, const problem *s, expr e)
{
    return e != EXPR_NONE ? expr_copy(d->pool, s->pool, e) : EXPR_NONE;
}

void problem_copy_to(problem *d, const problem *s, expr_pool *to)
{
    problem_init(d, to, s->nvars);
    for (int i = 0; i < s->nvars; i++) {
        if (s->names[i] != NULL)
            problem_set_name(d, i, s->names[i]);
        range_set(&d->box[i], &s->box[i]);
    }
    for (size_t j = 0; j < s->nhyps; j++)
        problem_add_hyp(d, moved(d, s, s->hyp[j].e), s->hyp[j].strict);
    for (size_t j = 0; j < s->ngoals; j++)
        problem_add_goal(d, moved(d, s, s->goal[j].e), s->goal[j].strict);
    for (size_t j = 0; j < s->nhints; j++)
        problem_add_hint(d, s->hint[j].var, moved(d, s, s->hint[j].at));
}

static expr put_in(const problem *s, expr e, const expr *c)
{
    for (int i = 0; i < s->nvars && e != EXPR_NONE; i++)
        if (c[i] != EXPR_NONE)
            e = expr_subst(s->pool, e, i, c[i]);
    return e;
}

void problem_at(problem *d, const problem *s, const expr *c, mpq_t *near)
{
    expr_pool *pool = s->pool;
    problem_init(d, pool, s->nvars);
    for (int i = 0; i < s->nvars; i++) {
        const range *r = &s->box[i];
        problem_set_name(d, i, s->names[i]);
        range_set(&d->box[i], r);
        if (c[i] == EXPR_NONE)
            continue;
        problem_add_hyp(d, expr_pow_si(pool, c[i], 2), false); /* defined */
        if (!r->lo_inf)
            problem_add_hyp(d, expr_sub(pool, c[i], expr_q(pool, r->lo)),
                            r->lo_open);
        if (!r->hi_inf)
            problem_add_hyp(d, expr_sub(pool, expr_q(pool, r->hi), c[i]),
                            r->hi_open);
        d->box[i].lo_inf = d->box[i].hi_inf = false;
        d->box[i].lo_open = d->box[i].hi_open = false;
        mpq_set(d->box[i].lo, near[i]);
        mpq_set(d->box[i].hi, near[i]);
    }
    for (size_t j = 0; j < s->nhyps; j++)
        problem_add_hyp(d, put_in(s, s->hyp[j].e, c), s->hyp[j].strict);
    for (size_t g = 0; g < s->ngoals; g++)
        problem_add_goal(d, put_in(s, s->goal[g].e, c), s->goal[g].strict);
}
