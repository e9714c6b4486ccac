/* What evidence has to show of a constant, put together anew from the statement
 * and the numbers that are on file.  Believed: both engines' words, and the
 * argument in the comments. */
#include "../../numerics/recheck/reval.h"
#include "../second/unfold.h"
#include "replay_internal.h"

#include <stdio.h>
#include <stdlib.h>

/* The instances f, where c is the last variable, with c = value. */
static bool with_value(replayer *w, instances *out, const instances *f,
                       expr value)
{
    for (size_t k = 0; k < f->n; k++) {
        const problem *p = &f->v[k].p;
        int c = p->nvars - 1;
        problem d;
        bool ok = value != EXPR_NONE;
        problem_init(&d, p->pool, c);
        for (int i = 0; i < c; i++) {
            problem_set_name(&d, i, p->names[i]);
            range_set(&d.box[i], &p->box[i]);
        }
        for (size_t j = 0; j < p->nhyps; j++) {
            ok = ok && (expr_vars(w->pool, p->hyp[j].e) >> c & 1) == 0;
            problem_add_hyp(&d, p->hyp[j].e, p->hyp[j].strict);
        }
        for (size_t j = 0; j < p->ngoals; j++) {
            expr e = expr_subst(w->pool, p->goal[j].e, c, value);
            ok = ok && e != EXPR_NONE;
            problem_add_goal(&d, e, p->goal[j].strict);
        }
        if (ok)
            instances_add(out, &f->v[k].binding, &d, NULL, 0);
        problem_clear(&d);
        if (!ok)
            return replay_refuse(w, "the statement cannot be completed");
    }
    return true;
}

static bool whole(const proof *pf, const char *name, size_t max, size_t *k)
{
    mpq_srcptr q = proof_find_number(pf, name);
    bool ok = q != NULL && mpz_cmp_ui(mpq_denref(q), 1) == 0 &&
              mpz_cmp_ui(mpq_numref(q), 1) >= 0 &&
              mpz_cmp_ui(mpq_numref(q), max) <= 0;
    *k = ok ? mpz_get_ui(mpq_numref(q)) - 1 : 0;
    return ok;
}

/* The point x0, x1, ... on file: in the domain of instance p. */
static bool point_on_file(const proof *pf, const problem *p, int n, mpq_t *x)
{
    for (int i = 0; i < n; i++) {
        char name[16];
        snprintf(name, sizeof name, "x%d", i);
        mpq_srcptr q = proof_find_number(pf, name);
        if (q == NULL || !range_contains_q(&p->box[i], q))
            return false;
        mpq_set(x[i], q);
    }
    return true;
}

/* A goal is A + c B.  At x, in the domain, let B < 0 (for the largest c; > 0
 * for the smallest) and A + h B <= 0; then A + c B < 0 for every c beyond h.
 * With h = -A/B that is so of itself. */
static bool beyond(replayer *w, const problem *p, mpq_t *x, expr a, expr b,
                   mpq_srcptr h)
{
    int n = p->nvars - 1;
    problem d;
    replay_point_problem(&d, p, x, n);
    for (size_t j = 0; j < p->nhyps; j++)
        problem_add_goal(&d, p->hyp[j].e, p->hyp[j].strict);
    problem_add_goal(&d, w->it->largest ? expr_neg(w->pool, b) : b, true);
    if (h != NULL) {
        expr f = expr_mul(w->pool, expr_q(w->pool, h), b);
        problem_add_goal(&d, expr_neg(w->pool, expr_add(w->pool, a, f)), false);
    }
    bool ok = replay_point(w, &d, "what bounds the constant at its point");
    problem_clear(&d);
    return ok;
}

typedef struct {
    size_t instance, goal;
    mpq_t *x;
    expr a, b, value;
} linear;

/* The goal is continuous in variable c: no conditional asks about it, and no
 * function with jumps or integral is taken of it.  Its slope alone would not show jumps
 * between pieces of one slope. */
static bool unbroken(const replayer *w, expr goal, int c)
{
    bool ok = true;
    size_t n = expr_steps(w->pool, goal, NULL, 0);
    expr *kink = xmalloc((n + 1) * sizeof *kink);
    expr_steps(w->pool, goal, kink, n);
    for (size_t k = 0; k < n && ok; k++)
        ok = (expr_vars(w->pool, kink[k]) >> c & 1) == 0;
    n = expr_kinks(w->pool, goal, NULL, 0);
    kink = xrealloc(kink, (n + 1) * sizeof *kink);
    expr_kinks(w->pool, goal, kink, n);
    for (size_t k = 0; k < n && ok; k++) {
        const expr_node *x = expr_get(w->pool, kink[k]);
        ok = x->op != EXPR_IF || (expr_vars(w->pool, x->arg[0]) >> c & 1) == 0;
    }
    free(kink);
    size_t size;
    expr *node = expr_postorder(w->pool, goal, &size);
    for (size_t k = 0; k < size && ok; k++) {
        const expr_node *x = expr_get(w->pool, node[k]);
        ok = x->op != EXPR_INTEGRAL ||
             (expr_vars(w->pool, x->arg[2]) >> c & 1) == 0;
    }
    free(node);
    return ok;
}

static bool read_linear(replayer *w, const instances *f, const proof *pf,
                        linear *l)
{
    const problem *p = &f->v[0].p;
    mpq_srcptr sharp = proof_find_number(pf, "sharp");
    mpq_srcptr near = proof_find_number(pf, "proved");
    if (sharp == NULL || !whole(pf, "instance", f->n, &l->instance) ||
        !whole(pf, "goal", p->ngoals, &l->goal))
        return replay_refuse(w, "numbers are missing");
    p = &f->v[l->instance].p;
    int c = p->nvars - 1;
    if (!point_on_file(pf, p, c, l->x) ||
        !point_is_whole(point_whole_vars(w->it), p, l->x))
        return replay_refuse(w, "the point is not in the domain");
    expr goal = p->goal[l->goal].e;
    l->a = expr_subst(w->pool, goal, c, expr_si(w->pool, 0));
    l->b = expr_diff(w->pool, goal, c);
    if (l->a == EXPR_NONE || l->b == EXPR_NONE ||
        (expr_vars(w->pool, l->b) >> c & 1) != 0 || !unbroken(w, goal, c))
        return replay_refuse(w, "not linear in the constant");
    if (mpq_sgn(sharp) != 0)
        l->value = point_substitute(
            w->pool, expr_neg(w->pool, expr_div(w->pool, l->a, l->b)), l->x, c);
    else
        l->value = near != NULL ? expr_q(w->pool, near) : EXPR_NONE;
    return true;
}

/* For the claims that are proved by it: the number for which both engines have
 * accepted the statement, and its value for the second reading. */
static void keep_number(replayer *w, expr value)
{
    enum {
        PREC = 256
    };
    reval *ev = reval_new(w->pool, PREC);
    const rrange *v = reval_enclose(ev, value);
    if (rrange_is_bounded(v)) {
        arb_t x;
        arb_init(x);
        rrange_get_arb(x, v, PREC);
        elab_set_constant(w->e, w->it, value);
        unfold_set_constant(w->reading, w->it, x);
        arb_clear(x);
    }
    reval_free(ev);
}

bool replay_constant(replayer *w, instances *f, const char *text)
{
    instances body = {.n = 0}, done = {.n = 0};
    proof pf;
    certfile_subject of = replay_subject(w, f, f->n, instances_problem, &body);
    linear l = {.x = point_new(f->v[0].p.nvars)};
    proof_init(&pf, f->v[0].p.ngoals);
    bool ok = with_value(w, &body, f, expr_si(w->pool, 0));
    ok = ok && replay_parse(w, &pf, text, &of) && read_linear(w, f, &pf, &l) &&
         with_value(w, &done, f, l.value) &&
         replay_trees(w, &done, &pf, of.prec) &&
         replay_domains(w, &body, &pf, of.prec);
    if (ok) {
        bool sharp = mpq_sgn(proof_find_number(&pf, "sharp")) != 0;
        mpq_srcptr far = proof_find_number(&pf, "beyond");
        ok =
            (sharp || far != NULL || replay_refuse(w, "numbers are missing")) &&
            beyond(w, &f->v[l.instance].p, l.x, l.a, l.b, sharp ? NULL : far);
    }
    if (ok)
        keep_number(w, l.value);
    point_free(l.x, f->v[0].p.nvars);
    proof_clear(&pf);
    instances_clear(&body);
    instances_clear(&done);
    return ok;
}
