/* Best constants: a value that can be proved, by trial.  What is found here is
 * replayed in constant.c before it is believed. */
#include "constant.h"

#include <stdlib.h>

enum {
    ATTEMPT_BOXES = 50000,
    ROUNDS = 6,
    PAPER_BOXES = 4000, /* in all, for a proof with the paper's value */
    MAX_DEN_BITS = 14 /* of a fraction that is tried as it stands */
};

/* The claim with c = value is proved: 1; refuted at a new point, which k then
 * holds if it is a better one: -1; neither: 0. */
static int try_value(constant *k, expr value, size_t boxes, proof *pf,
                     long digits)
{
    audit *a = k->a;
    instances done = {.n = 0};
    claim_outcome o = {.failing = 0};
    proof trial;
    int outcome = 0;
    proof_init(&trial, k->ngoals);
    if (value != EXPR_NONE && constant_complete(k, &done, value)) {
        if (claim_is_closed(&done)) {
            closed_outcome c;
            closed_decide(a, &done, &trial, &c);
        } else {
            claim_search(a, &done, &trial, boxes, NULL, &o);
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
            k->instance = o.worst;
            k->goal = o.worst_goal;
            for (int i = 0; i < k->n; i++)
                mpq_set(k->x[i], o.witness[i]);
            constant_enclose(k, digits);
            outcome = -1;
        }
    }
    claim_outcome_clear(&o);
    proof_clear(&trial);
    instances_clear(&done);
    return outcome;
}

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

/* 0, where the values that were seen are next to it: an infimum that is
 * approached far out. */
static int try_zero(constant *k, proof *pf, mpq_ptr near, long digits)
{
    mpq_t size;
    mpq_init(size);
    mpq_abs(size, k->sign > 0 ? k->qh : k->ql);
    bool tiny = mpq_cmp_si(size, 1, 1000000) < 0;
    bool right_side =
        k->sign > 0 ? mpq_sgn(k->qh) >= 0 : mpq_sgn(k->ql) <= 0;
    mpq_clear(size);
    if (!tiny || !right_side)
        return 0;
    mpq_set_ui(near, 0, 1);
    return try_value(k, expr_q(k->a->pool, near), ATTEMPT_BOXES, pf, digits);
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
bool constant_find_proof(constant *k, proof *pf, long digits)
{
    mpq_t near, far;
    mpz_t none;
    bool sharp = false, found = false;
    mpq_init(near);
    mpq_init(far);
    mpz_init(none);
    for (int round = 0; round < ROUNDS && k->has_point && !found &&
                        !audit_stopped(k->a); round++) {
        int outcome = try_value(k, constant_closed_form(k), ATTEMPT_BOXES, pf,
                                digits);
        sharp = outcome > 0;
        if (outcome == 0)
            outcome = try_simple(k, pf, near, digits);
        if (outcome == 0)
            outcome = try_zero(k, pf, near, digits);
        if (outcome == 0)
            outcome = try_decimals(k, pf, near, digits);
        found = outcome > 0;
        if (outcome == 0)
            break;
    }
    if (found) {
        decimal(k, far, place_of(k, digits), false, none);
        constant_keep_numbers(k, pf, sharp, near, far);
    }
    mpq_clear(near);
    mpq_clear(far);
    mpz_clear(none);
    return found;
}

/* A tree for goal g that the checker accepts; it takes from *budget. */
static bool goal_proved(audit *a, problem *p, size_t g, size_t *budget)
{
    cert_node *leaf = cert_new(CERT_NATURAL);
    bool ok = engines_accepts(a->engines, p, g, leaf, a->prec, NULL);
    cert_free(leaf);
    if (ok || *budget == 0)
        return ok;
    search_result s;
    audit_search(a, &s, p, g, *budget);
    *budget -= s.boxes < *budget ? s.boxes : *budget;
    ok = s.status == SEARCH_CERTIFICATE &&
         engines_accepts(a->engines, p, g, s.cert, a->prec, NULL);
    search_result_clear(&s, p->nvars);
    return ok;
}

bool constant_proves(constant *k, expr value)
{
    instances done = {.n = 0};
    size_t budget = PAPER_BOXES;
    bool ok = constant_complete(k, &done, value);
    for (size_t i = 0; i < done.n && ok; i++)
        for (size_t g = 0; g < k->ngoals && ok; g++)
            ok = !audit_stopped(k->a) &&
                 goal_proved(k->a, &done.v[i].p, g, &budget);
    instances_clear(&done);
    return ok;
}
