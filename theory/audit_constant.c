/* Best constants: the largest (smallest) c for which a relation, linear in c,
 * holds on the whole domain.
 *
 * A goal is A(x) + c B(x) >= 0.  Where B(x) < 0 it says c <= q(x) = -A/B, so
 * the largest c is the infimum of q over such points (of all goals and
 * instances); "smallest" is the same with signs reversed.
 *
 * Evidence.  One end of the enclosure is a c for which the claim itself is
 * proved on the whole domain, by a certificate that the checker replays.  The
 * other end is a number h and a rational point x at which A + h B <= 0 and
 * B < 0 (certain enclosures): every c beyond h then fails at x, for
 * A + c B = (A + h B) + (c - h) B < 0.  Where the claim can be proved with
 * c = q(x) itself, as an expression, q(x) is the constant. */
#include "audit_internal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MINIMISE_EVALUATIONS = 4000,
    ATTEMPT_BOXES = 50000,
    ROUNDS = 6,
    MAX_DEN_BITS = 14 /* of a point at which a closed form is tried */
};

typedef struct {
    expr a, b, q; /* goal = a + c b; q = -a/b */
} linear_goal;

typedef struct {
    audit *a;
    roster *f;        /* c is each problem's last variable */
    roster body;      /* the same without c (c = 0 in hypotheses) */
    linear_goal *lin; /* by member and goal */
    size_t ngoals;
    int sign;         /* +1 largest, -1 smallest */
    /* where q was seen least (largest): untrusted */
    bool has_point;
    size_t member, goal;
    mpq_t *x;
    int n;
    mpq_t ql, qh;     /* an enclosure of q there */
} constant;

/* ---- completed statements ----------------------------------------------- */

/* Member m with c = value: a problem in one variable less. */
static bool complete(constant *k, roster *out, const member *m, expr value)
{
    const problem *p = &m->p;
    problem d;
    bool ok = true;
    problem_init(&d, p->pool, p->nvars - 1);
    for (int i = 0; i < d.nvars; i++) {
        problem_set_name(&d, i, p->names[i]);
        range_set(&d.box[i], &p->box[i]);
    }
    for (size_t j = 0; j < p->nhyps + p->ngoals && ok; j++) {
        const sign_condition *s = j < p->nhyps ? &p->hyp[j]
                                               : &p->goal[j - p->nhyps];
        expr e = expr_subst(p->pool, s->e, d.nvars, value);
        ok = e != EXPR_NONE;
        if (ok && j < p->nhyps)
            problem_add_hyp(&d, e, s->strict);
        else if (ok)
            problem_add_goal(&d, e, s->strict);
    }
    for (size_t j = 0; j < p->nhints && ok; j++)
        if (p->hint[j].var < d.nvars)
            problem_add_hint(&d, p->hint[j].var, p->hint[j].at);
    if (ok)
        roster_add(out, &m->inst, &d, NULL, 0);
    problem_clear(&d);
    (void)k;
    return ok;
}

static bool complete_all(constant *k, roster *out, expr value)
{
    for (size_t i = 0; i < k->f->n; i++)
        if (!complete(k, out, &k->f->v[i], value))
            return false;
    return true;
}

/* ---- setting up --------------------------------------------------------- */

static bool set_linear(constant *k, const member *m, size_t g,
                       linear_goal *l)
{
    expr_pool *pool = k->a->pool;
    int c = m->p.nvars - 1;
    expr f = m->p.goal[g].e;
    for (size_t j = 0; j < m->p.nhyps; j++)
        if ((expr_vars(pool, m->p.hyp[j].e) >> c & 1) != 0)
            return false;
    l->b = expr_diff(pool, f, c);
    l->a = expr_subst(pool, f, c, expr_si(pool, 0));
    if (l->a == EXPR_NONE || l->b == EXPR_NONE ||
        (expr_vars(pool, l->b) >> c & 1) != 0)
        return false;
    l->q = expr_neg(pool, expr_div(pool, l->a, l->b));
    return true;
}

static bool setup(constant *k)
{
    audit *a = k->a;
    k->sign = a->it->largest ? 1 : -1;
    k->ngoals = k->f->v[0].p.ngoals;
    k->lin = xcalloc(k->f->n * k->ngoals + 1, sizeof *k->lin);
    k->n = k->f->v[0].p.nvars - 1;
    k->x = point_new(k->n);
    mpq_init(k->ql);
    mpq_init(k->qh);
    for (size_t i = 0; i < k->f->n; i++)
        for (size_t g = 0; g < k->ngoals; g++)
            if (!set_linear(k, &k->f->v[i], g, &k->lin[i * k->ngoals + g]))
                return false;
    return complete_all(k, &k->body, expr_si(a->pool, 0));
}

static void clear(constant *k)
{
    roster_clear(&k->body);
    free(k->lin);
    point_free(k->x, k->n);
    mpq_clear(k->ql);
    mpq_clear(k->qh);
}

/* ---- q at a point ------------------------------------------------------- */

/* Does the goal bound c from the wanted side at x?  Evaluated at a level. */
static bool bounds_c(const constant *k, eval *ev, const linear_goal *l)
{
    iv_srcptr b = eval_enclose(ev, l->b);
    return k->sign > 0 ? iv_certainly_neg(b) : iv_certainly_pos(b);
}

/* q at x to `bits` bits; false where the goal does not bound c. */
static bool enclose_q(constant *k, size_t i, size_t g, mpq_t *x, long bits,
                      iv_ptr out)
{
    audit *a = k->a;
    const member *m = &k->body.v[i];
    const linear_goal *l = &k->lin[i * k->ngoals + g];
    if (!point_satisfies(a->judge, &m->p, x, a->top))
        return false;
    bool good = false;
    for (int level = 0; level <= a->top && !good; level++) {
        eval *ev = judge_eval(a->judge, level);
        point_set_box(ev, x, k->n);
        if (!iv_is_defined(eval_enclose(ev, l->b)))
            return false;
        if (iv_certainly_nonzero(eval_enclose(ev, l->b)) &&
            !bounds_c(k, ev, l))
            return false;
        good = bounds_c(k, ev, l);
        /* a zero slope stays zero at every precision: not worth going on */
        if (!good && level >= 3)
            return false;
    }
    if (good)
        point_enclose(a->judge, l->q, x, k->n, bits, a->top, out);
    return good && iv_is_bounded(out);
}

typedef struct {
    constant *k;
    size_t i, g;
} target;

static bool value(void *ctx, mpq_t *x, double *v)
{
    target *t = ctx;
    iv_t q;
    iv_init(q, 64);
    bool ok = enclose_q(t->k, t->i, t->g, x, 56, q);
    if (ok)
        *v = t->k->sign > 0 ? mpfr_get_d(iv_upper(q), MPFR_RNDU)
                            : -mpfr_get_d(iv_lower(q), MPFR_RNDD);
    iv_clear(q);
    return ok && isfinite(*v);
}

static void enclosure_at_point(constant *k, long digits)
{
    iv_t q;
    iv_init(q, 64);
    if (enclose_q(k, k->member, k->goal, k->x, digits * 10 / 3 + 24, q)) {
        outward_q_from_mpfr(k->ql, iv_lower(q));
        outward_q_from_mpfr(k->qh, iv_upper(q));
    } else {
        k->has_point = false;
    }
    iv_clear(q);
}

typedef struct {
    target t;
    double at_most;
} short_test;

static bool still_least(void *ctx, mpq_t *x)
{
    short_test *s = ctx;
    double v;
    return value(&s->t, x, &v) && v <= s->at_most;
}

/* The least q over all members and goals. */
static void find_point(constant *k, long digits)
{
    audit *a = k->a;
    size_t all = k->f->n * k->ngoals;
    double least = 0;
    mpq_t *x = point_new(k->n);
    for (size_t j = 0; j < all && !audit_stopped(a); j++) {
        target t = {k, j / k->ngoals, j % k->ngoals};
        minimise_target mt = {.p = &k->body.v[t.i].p, .value = value,
                              .ctx = &t};
        double v;
        size_t share = MINIMISE_EVALUATIONS * 4 / (all + 3);
        mt.max_evaluations = share < 100 ? 100 : share;
        if (minimise_run(&mt, x, &v) && (!k->has_point || v < least)) {
            k->has_point = true;
            k->member = t.i;
            k->goal = t.g;
            least = v;
            for (int i = 0; i < k->n; i++)
                mpq_set(k->x[i], x[i]);
        }
        audit_progress(a, j, all);
    }
    point_free(x, k->n);
    if (!k->has_point)
        return;
    /* a simpler point that is as good but for the last bits of a double */
    short_test s = {{k, k->member, k->goal}, least};
    s.at_most += 0x1p-48 * (least < 0 ? -least : least);
    point_shorten(k->x, &k->body.v[k->member].p, still_least, &s);
    enclosure_at_point(k, digits);
}

/* ---- ends of the enclosure ---------------------------------------------- */

/* The far end h is certain: at x, A + h B <= 0 and B lets no c beyond. */
static bool beyond_fails(constant *k, mpq_srcptr h)
{
    audit *a = k->a;
    const linear_goal *l = &k->lin[k->member * k->ngoals + k->goal];
    const member *m = &k->body.v[k->member];
    expr f = expr_add(a->pool, l->a,
                      expr_mul(a->pool, expr_q(a->pool, h), l->b));
    if (f == EXPR_NONE || !point_satisfies(a->judge, &m->p, k->x, a->top))
        return false;
    for (int level = 0; level <= a->top; level++) {
        eval *ev = judge_eval(a->judge, level);
        point_set_box(ev, k->x, k->n);
        if (bounds_c(k, ev, l) && iv_certainly_nonpos(eval_enclose(ev, f)))
            return true;
    }
    expr at = point_substitute(a->pool, f, k->x, k->n);
    eval *ev = judge_eval(a->judge, 0);
    point_set_box(ev, k->x, k->n);
    if (at == EXPR_NONE || !bounds_c(k, ev, l) ||
        !iv_is_defined(eval_enclose(ev, at)))
        return false;
    exact *ex = exact_new(a->pool, ev);
    bool zero = exact_is_zero(ex, at);
    exact_free(ex);
    return zero;
}

/* The claim with c = value is proved: 1; refuted at a new point, which k then
 * holds if it is a better one: -1; neither: 0. */
static int try_value(constant *k, expr value, size_t boxes, proof *pf,
                     long digits)
{
    audit *a = k->a;
    roster done = {.n = 0};
    claim_outcome o = {.failing = 0};
    proof trial;
    int outcome = 0;
    proof_init(&trial, k->ngoals);
    if (value != EXPR_NONE && complete_all(k, &done, value)) {
        if (claim_is_closed(&done)) {
            closed_outcome c;
            closed_decide(a, &done, &trial, &c);
        } else {
            claim_search(a, &done, &trial, boxes, &o);
        }
        if (o.failing == 0 && o.open == 0 && proof_replay(a, &trial, &done)) {
            outcome = 1;
            for (size_t r = 0; r < trial.nruns; r++) {
                /* moved, run by run */
                pf->run = xrealloc(pf->run,
                                   (pf->nruns + 1) * sizeof *pf->run);
                pf->run[pf->nruns++] = trial.run[r];
            }
            free(trial.run);
            trial.run = NULL;
            trial.nruns = 0;
        } else if (o.failing > 0) {
            k->member = o.worst;
            k->goal = o.worst_goal;
            for (int i = 0; i < k->n; i++)
                mpq_set(k->x[i], o.witness[i]);
            enclosure_at_point(k, digits);
            outcome = -1;
        }
    }
    claim_outcome_clear(&o);
    proof_clear(&trial);
    roster_clear(&done);
    return outcome;
}

/* q at the point as a closed expression, if the point is short. */
static expr closed_form(constant *k)
{
    for (int i = 0; i < k->n; i++)
        if (mpz_sizeinbase(mpq_denref(k->x[i]), 2) > MAX_DEN_BITS ||
            mpz_sizeinbase(mpq_numref(k->x[i]), 2) > MAX_DEN_BITS)
            return EXPR_NONE;
    return point_substitute(k->a->pool,
                            k->lin[k->member * k->ngoals + k->goal].q, k->x,
                            k->n);
}

/* ---- what goes into the file, and comes out ----------------------------- */

static void keep_numbers(const constant *k, proof *pf, bool sharp,
                         mpq_srcptr near, mpq_srcptr far)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_ui(q, sharp, 1);
    proof_set_number(pf, "sharp", q);
    mpq_set_ui(q, k->member + 1, 1);
    proof_set_number(pf, "instance", q);
    mpq_set_ui(q, k->goal + 1, 1);
    proof_set_number(pf, "goal", q);
    for (int i = 0; i < k->n; i++) {
        char name[16];
        snprintf(name, sizeof name, "x%d", i);
        proof_set_number(pf, name, k->x[i]);
    }
    if (!sharp) {
        proof_set_number(pf, "proved", near);
        proof_set_number(pf, "beyond", far);
    }
    mpq_clear(q);
}

static bool index_number(const proof *pf, const char *name, size_t max,
                         size_t *out)
{
    mpq_srcptr q = proof_find_number(pf, name);
    if (q == NULL || mpz_cmp_ui(mpq_denref(q), 1) != 0 ||
        mpz_cmp_ui(mpq_numref(q), 1) < 0 ||
        mpz_cmp_ui(mpq_numref(q), max) > 0)
        return false;
    *out = mpz_get_ui(mpq_numref(q)) - 1;
    return true;
}

static bool take_numbers(constant *k, const proof *pf, bool *sharp)
{
    mpq_srcptr s = proof_find_number(pf, "sharp");
    if (s == NULL || !index_number(pf, "instance", k->f->n, &k->member) ||
        !index_number(pf, "goal", k->ngoals, &k->goal))
        return false;
    for (int i = 0; i < k->n; i++) {
        char name[16];
        snprintf(name, sizeof name, "x%d", i);
        mpq_srcptr q = proof_find_number(pf, name);
        if (q == NULL)
            return false;
        mpq_set(k->x[i], q);
    }
    *sharp = mpq_sgn(s) != 0;
    k->has_point = true;
    return *sharp || (proof_find_number(pf, "proved") != NULL &&
                      proof_find_number(pf, "beyond") != NULL);
}

/* ---- the result --------------------------------------------------------- */

/* The point's coordinates, the long ones as decimals (then *exact = false). */
static char *place_text(const constant *k, bool *exact)
{
    const member *m = &k->body.v[k->member];
    text_buf b = {0};
    *exact = true;
    char *inst = point_text(m, NULL, 0);
    if (inst != NULL)
        text_put(&b, inst);
    free(inst);
    for (int i = 0; i < k->n; i++) {
        char *s = mpq_get_str(NULL, 10, k->x[i]), *up = NULL;
        if (strlen(s) > 12) {
            free(s);
            outward_from_q(k->x[i], k->x[i], 6, &s, &up);
            free(up);
            *exact = false;
        }
        text_printf(&b, "%s%s = %s", b.len > 0 ? ", " : "", m->p.names[i], s);
        free(s);
    }
    return b.len > 0 ? text_take(&b) : NULL;
}

static void say_attained(constant *k, bool sharp)
{
    bool exact;
    char *at = place_text(k, &exact);
    text_buf b = {0};
    if (at == NULL)
        text_put(&b, sharp ? "yes" : "not known");
    else if (sharp)
        text_printf(&b, "at %s", at);
    else
        text_printf(&b, "near %s, or approached there", at);
    free(at);
    audit_set(&k->a->r->attained, text_take(&b));
}

bool constant_compare(audit *a, mpq_srcptr lo, mpq_srcptr hi, long digits,
                      int *side)
{
    result *r = a->r;
    iv_t p, v;
    if (a->it->paper == NULL)
        return false;
    expr e = elab_closed(a->e, a->it->paper, a->errs);
    iv_init(p, 256);
    iv_init(v, 256);
    iv_set_undefined(p);
    if (e != EXPR_NONE && expr_vars(a->pool, e) == 0)
        point_enclose(a->judge, e, NULL, 0, digits * 10 / 3 + 24, a->top, p);
    bool ok = iv_is_bounded(p);
    if (ok) {
        audit_enclosure(&r->paper, p, digits);
        mpq_t pl, ph;
        mpq_init(pl);
        mpq_init(ph);
        outward_q_from_mpfr(pl, iv_lower(p));
        outward_q_from_mpfr(ph, iv_upper(p));
        if (expr_is_const(a->pool, e)) {
            mpq_set(pl, expr_const_value(a->pool, e));
            mpq_set(ph, pl);
            audit_enclosure_q(&r->paper, pl, ph, digits);
        }
        *side = mpq_cmp(ph, lo) < 0    ? -1
                : mpq_cmp(pl, hi) > 0  ? 1
                : mpq_equal(pl, lo) && mpq_equal(ph, hi) ? 2
                                       : 0;
        mpq_clear(pl);
        mpq_clear(ph);
        iv_set_ends(v, lo, false, hi, false);
        iv_div(v, v, p);
        if (iv_is_bounded(v))
            audit_enclosure(&r->slack, v, 8);
    }
    iv_clear(p);
    iv_clear(v);
    return ok;
}

static void say_why(constant *k, bool sharp, int side, bool has_paper)
{
    audit *a = k->a;
    text_buf b = {0};
    const char *beyond = k->sign > 0 ? "larger" : "smaller";
    text_printf(&b, "proved with c = %s by the checker, and every %s c fails "
                    "at an exact point",
                sharp ? "the constant itself"
                      : k->sign > 0 ? "the lower end" : "the upper end",
                beyond);
    if (has_paper && side == 2)
        text_put(&b, "; the paper's value is the best one");
    else if (has_paper && side == 0)
        text_put(&b, "; the paper's value lies within the enclosure");
    else if (has_paper)
        text_put(&b, (side > 0) == (k->sign > 0)
                         ? "; the paper's value is not valid"
                         : "; the paper's value is not the best one");
    audit_set(&a->r->why, text_take(&b));
}

/* The evidence in pf, checked; the result from it alone, so that a run with a
 * certificate at hand says what the run that found it said. */
static bool finish(constant *k, proof *pf, long digits)
{
    audit *a = k->a;
    bool sharp, ok;
    roster done = {.n = 0};
    if (!take_numbers(k, pf, &sharp))
        return false;
    enclosure_at_point(k, digits);
    mpq_srcptr near = proof_find_number(pf, "proved");
    mpq_srcptr far = proof_find_number(pf, "beyond");
    ok = k->has_point &&
         complete_all(k, &done, sharp ? closed_form(k)
                                      : expr_q(a->pool, near)) &&
         proof_replay(a, pf, &done);
    if (ok && !sharp)
        ok = beyond_fails(k, far);
    if (ok) {
        mpq_t lo, hi;
        mpq_init(lo);
        mpq_init(hi);
        mpq_set(lo, sharp ? k->ql : k->sign > 0 ? near : far);
        mpq_set(hi, sharp ? k->qh : k->sign > 0 ? far : near);
        expr q = sharp ? closed_form(k) : EXPR_NONE;
        if (q != EXPR_NONE && expr_is_const(a->pool, q)) {
            mpq_set(lo, expr_const_value(a->pool, q));
            mpq_set(hi, lo);
        }
        int side = 0;
        a->r->verdict = VERDICT_ENCLOSED;
        audit_enclosure_q(&a->r->value, lo, hi, digits);
        bool paper = constant_compare(a, lo, hi, digits, &side);
        say_attained(k, sharp);
        say_why(k, sharp, side, paper);
        a->r->contact = sharp;
        a->r->boxes = a->r->open = 0;
        mpq_clear(lo);
        mpq_clear(hi);
    }
    roster_clear(&done);
    return ok;
}

/* ---- search ------------------------------------------------------------- */

/* The decimal at 10^place on the safe side of q (where the claim should
 * hold), `back` units further off; or on the far side. */
static void decimal(const constant *k, mpq_ptr out, long place, bool safe,
                    mpz_srcptr back)
{
    bool down = (k->sign > 0) == safe;
    mpq_t step;
    mpq_init(step);
    outward_round(out, down ? k->ql : k->qh, place, !down);
    mpz_ui_pow_ui(mpq_numref(step), 10,
                  (unsigned long)(place < 0 ? -place : place));
    if (place < 0)
        mpq_inv(step, step);
    mpz_mul(mpq_numref(step), mpq_numref(step), back);
    mpq_canonicalize(step);
    if (down)
        mpq_sub(out, out, step);
    else
        mpq_add(out, out, step);
    mpq_clear(step);
}

static long place_of(const constant *k, long digits)
{
    mpq_srcptr q = mpq_sgn(k->qh) != 0 ? k->qh : k->ql;
    return (mpq_sgn(q) != 0 ? outward_magnitude(q) : 0) - digits + 1;
}

/* A simple fraction at q: when the infimum is approached, not attained. */
static int try_simple(constant *k, proof *pf, mpq_ptr near, long digits)
{
    mpq_t lo, hi, tol;
    mpq_init(lo);
    mpq_init(hi);
    mpq_init(tol);
    mpq_abs(tol, k->qh);
    mpz_mul_ui(mpq_denref(tol), mpq_denref(tol), 10000000);
    mpq_canonicalize(tol);
    mpq_sub(lo, k->ql, tol);
    mpq_add(hi, k->qh, tol);
    point_simplest(near, lo, hi);
    bool right_side = k->sign > 0 ? mpq_cmp(near, k->qh) <= 0
                                  : mpq_cmp(near, k->ql) >= 0;
    int outcome = 0;
    if (right_side && mpz_sizeinbase(mpq_denref(near), 2) <= MAX_DEN_BITS)
        outcome = try_value(k, expr_q(k->a->pool, near), ATTEMPT_BOXES, pf,
                            digits);
    mpq_clear(lo);
    mpq_clear(hi);
    mpq_clear(tol);
    return outcome;
}

/* Decimals further and further off, until one is proved. */
static int try_decimals(constant *k, proof *pf, mpq_ptr near, long digits)
{
    mpz_t back;
    mpz_init_set_ui(back, 0);
    int outcome = 0;
    for (long j = 0; j <= digits && outcome == 0 && !audit_stopped(k->a);
         j++) {
        decimal(k, near, place_of(k, digits), true, back);
        size_t boxes = j < digits ? ATTEMPT_BOXES : 0;
        if (k->a->limits.max_boxes != 0 && boxes > k->a->limits.max_boxes)
            boxes = k->a->limits.max_boxes;
        outcome = try_value(k, expr_q(k->a->pool, near), boxes, pf, digits);
        if (mpz_sgn(back) == 0)
            mpz_set_ui(back, 1);
        else
            mpz_mul_ui(back, back, 10);
    }
    mpz_clear(back);
    return outcome;
}

/* Fills pf with trees and numbers; false when nothing could be proved. */
static bool find_proof(constant *k, proof *pf, long digits)
{
    mpq_t near, far;
    mpz_t none;
    bool sharp = false, found = false;
    mpq_init(near);
    mpq_init(far);
    mpz_init(none);
    for (int round = 0; round < ROUNDS && k->has_point && !found &&
                        !audit_stopped(k->a); round++) {
        int outcome = try_value(k, closed_form(k), ATTEMPT_BOXES, pf, digits);
        sharp = outcome > 0;
        if (outcome == 0)
            outcome = try_simple(k, pf, near, digits);
        if (outcome == 0)
            outcome = try_decimals(k, pf, near, digits);
        found = outcome > 0;
        if (outcome == 0)
            break;
    }
    if (found) {
        decimal(k, far, place_of(k, digits), false, none);
        keep_numbers(k, pf, sharp, near, far);
    }
    mpq_clear(near);
    mpq_clear(far);
    mpz_clear(none);
    return found;
}

static problem *body_problem(void *ctx, size_t i)
{
    return &((roster *)ctx)->v[i].p;
}

/* Trees speak of the variables without c, so names are the bodies'. */
static bool load(constant *k, proof *pf)
{
    audit *a = k->a;
    char err[200], *text = NULL;
    long prec;
    if (a->opt->cert_dir != NULL && !a->opt->fresh)
        text = certfile_read(a->opt->cert_dir, a->it->id);
    bool ok = text != NULL &&
              certfile_parse(pf, text, a->it->id, a->r->hash, k->body.n,
                             &prec, body_problem, &k->body, err,
                             sizeof err) &&
              prec == a->prec;
    free(text);
    if (!ok)
        proof_clear(pf);
    return ok;
}

static void decide(constant *k, proof *pf)
{
    audit *a = k->a;
    long digits = a->it->digits > 0 ? a->it->digits : CONSTANT_DIGITS;
    bool done = load(k, pf) && finish(k, pf, digits);
    if (!done) {
        proof_clear(pf);
        k->has_point = false;
        find_point(k, digits);
        bool bounded = k->has_point;
        done = bounded && find_proof(k, pf, digits) && finish(k, pf, digits);
        if (!done) {
            a->r->verdict = VERDICT_UNDECIDED;
            a->r->boxes = a->r->open = 1;
            a->r->open_share = 1;
            audit_why(a, audit_stopped(a) ? "interrupted"
                      : !bounded ? "no sampled point bounds the constant"
                                 : "no constant could be proved; the "
                                   "statement may fail for all of them");
        }
    }
    if (done)
        proof_save(a, pf, &k->body);
}

bool constant_audit(audit *a)
{
    roster f = {.n = 0};
    bool shown, ok = audit_collect(a, &f);
    if (ok) {
        constant k = {.a = a, .f = &f};
        if (setup(&k)) {
            ok = claim_is_closed(&k.body) ||
                 claim_not_vacuous(a, &k.body, &shown);
            proof pf;
            proof_init(&pf, k.ngoals);
            if (ok)
                decide(&k, &pf);
            proof_clear(&pf);
        } else {
            a->r->verdict = VERDICT_UNDECIDED;
            audit_why(a, "the relation is not linear in `%s`",
                      a->it->unknown);
        }
        clear(&k);
    }
    a->r->has_margin = false;
    roster_clear(&f);
    return ok;
}
