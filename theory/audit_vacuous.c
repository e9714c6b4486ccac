/* Do a claim's hypotheses admit a point?  A claim about nothing is an error.
 */
#include "audit_internal.h"

#include <stdlib.h>

enum { SAMPLES = 400, STEPS = 4, MAX_MEMBERS = 50, EMPTY_BOXES = 5000 };

/* As far towards q as r lets x go; false when x cannot move. */
static bool move_towards(mpq_ptr x, mpq_srcptr q, const range *r)
{
    if (range_contains_q(r, q)) {
        mpq_set(x, q);
        return true;
    }
    bool up = mpq_cmp(q, x) > 0;
    mpq_srcptr end = up ? r->hi : r->lo;
    if ((up ? r->hi_inf || r->hi_open : r->lo_inf || r->lo_open) ||
        mpq_equal(x, end))
        return false;
    mpq_set(x, end);
    return true;
}

/* Where h is below 0 (or is to be 0) and affine in some x_i, moves x_i so
 * that h = 0, all in exact arithmetic: finds points on `where x + y == 1`. */
static void repair(audit *a, const problem *p, const sign_condition *h,
                   mpq_t *x)
{
    expr v = point_substitute(a->pool, h->e, x, p->nvars);
    if (v == EXPR_NONE || !expr_is_const(a->pool, v) ||
        mpq_sgn(expr_const_value(a->pool, v)) >= 0)
        return;
    mpq_t step;
    mpq_init(step);
    for (int i = 0; i < p->nvars; i++) {
        expr d = expr_diff(a->pool, h->e, i);
        if (d == EXPR_NONE || (expr_vars(a->pool, d) >> i & 1) != 0)
            continue;
        d = point_substitute(a->pool, d, x, p->nvars);
        if (d == EXPR_NONE || !expr_is_const(a->pool, d) ||
            expr_is_si(a->pool, d, 0))
            continue;
        mpq_div(step, expr_const_value(a->pool, v),
                expr_const_value(a->pool, d));
        mpq_sub(step, x[i], step);
        if (move_towards(x[i], step, &p->box[i]))
            break;
    }
    mpq_clear(step);
}

static bool admits_point(audit *a, const member *m)
{
    const problem *p = &m->p;
    mpq_t *x = point_new(p->nvars);
    bool found = false, any = true;
    for (size_t k = 0; k < SAMPLES && !found && any; k++) {
        any = point_sample_whole(a->whole, x, p, k);
        found = any && point_satisfies(a, p, x, a->top);
        for (int s = 0; s < STEPS && any && !found && k < SAMPLES / 8; s++) {
            for (size_t j = 0; j < p->nhyps; j++)
                repair(a, p, &p->hyp[j], x);
            point_round(a->whole, p, x);
            found = point_satisfies(a, p, x, a->top);
        }
    }
    point_free(x, p->nvars);
    return found;
}

/* Certainly no point: the claim "-1 >= 0" is proved on m's domain. */
static bool certainly_empty(audit *a, const member *m)
{
    roster one = {.n = 0};
    member *e = roster_add(&one, NULL, &m->p, NULL, 0);
    e->p.ngoals = 0;
    problem_add_goal(&e->p, expr_si(a->pool, -1), false);
    search_result s;
    audit_search(a, &s, &e->p, 0, EMPTY_BOXES);
    bool empty = s.status == SEARCH_CERTIFICATE &&
                 judge_accepts(a->judge, &e->p, 0, s.cert, a->prec, NULL);
    search_result_clear(&s, e->p.nvars);
    roster_clear(&one);
    return empty;
}

bool claim_not_vacuous(audit *a, roster *f, bool *shown)
{
    *shown = false;
    for (size_t k = 0; k < f->n && k < MAX_MEMBERS && !*shown; k++)
        *shown = admits_point(a, &f->v[k]);
    if (*shown)
        return true;
    for (size_t k = 0; k < f->n; k++)
        if (!certainly_empty(a, &f->v[k]))
            return true;
    return audit_error(a, "`%s` is vacuous: no point of its domain satisfies "
                          "its conditions", a->it->id);
}
