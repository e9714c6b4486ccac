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
#include "constant.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what goes into the file, and comes out ----------------------------- */

void constant_keep_numbers(const constant *k, proof *pf, bool sharp,
                           mpq_srcptr near, mpq_srcptr far)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_ui(q, sharp, 1);
    proof_set_number(pf, "sharp", q);
    mpq_set_ui(q, k->instance + 1, 1);
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
        mpz_cmp_ui(mpq_numref(q), 1) < 0 || mpz_cmp_ui(mpq_numref(q), max) > 0)
        return false;
    *out = mpz_get_ui(mpq_numref(q)) - 1;
    return true;
}

static bool take_numbers(constant *k, const proof *pf, bool *sharp)
{
    mpq_srcptr s = proof_find_number(pf, "sharp");
    if (s == NULL || !index_number(pf, "instance", k->f->n, &k->instance) ||
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

/* How the paper's value stands to what was shown: see evidence.h. */
static void place_paper(constant *k, evidence_constant *e, expr paper, int side)
{
    evidence_paper *p = &e->paper;
    bool tight = e->sharp || mpq_equal(e->near, e->far);
    if (side == 2)
        p->standing = PAPER_BEST;
    else if (side == k->sign)
        p->standing = PAPER_FAILS;
    else if (p->exact && !tight && mpq_equal(p->value, e->near))
        p->standing = PAPER_PROVED;
    else if (side == -k->sign)
        p->standing = constant_proves(k, paper) ? PAPER_PROVED : PAPER_SHORT;
    p->has_gap =
        p->exact && (p->standing == PAPER_PROVED || p->standing == PAPER_SHORT);
    if (p->has_gap) {
        mpq_sub(p->gap, e->far, p->value);
        mpq_abs(p->gap, p->gap);
    }
}

/* The ends near and far, and the constant itself where it is known. */
static expr set_ends(constant *k, evidence_constant *e, const proof *pf)
{
    expr_pool *pool = k->a->pool;
    if (!e->sharp) {
        mpq_set(e->near, proof_find_number(pf, "proved"));
        mpq_set(e->far, proof_find_number(pf, "beyond"));
        return mpq_equal(e->near, e->far) ? expr_q(pool, e->near) : EXPR_NONE;
    }
    expr q = constant_closed_form(k);
    mpq_set(e->near, k->sign > 0 ? k->ql : k->qh);
    mpq_set(e->far, k->sign > 0 ? k->qh : k->ql);
    if (expr_is_const(pool, q)) {
        mpq_set(e->near, expr_const_value(pool, q));
        mpq_set(e->far, e->near);
    }
    char *form = undefined_words(pool, q, NULL, 0);
    /* neither cut short nor with what the language writes in another way */
    if (strstr(form, "...") == NULL && strstr(form, "if(") == NULL)
        evidence_text(&e->form, form);
    free(form);
    return q;
}

/* False when the paper's value is an error. */
static bool report(constant *k, const proof *pf, bool sharp, long digits)
{
    audit *a = k->a;
    result *r = a->r;
    int side;
    expr paper;
    if (!verdict_note(a, VERDICT_ENCLOSED, &k->done))
        return true;
    evidence_start(&r->found, EVIDENCE_CONSTANT);
    evidence_constant *e = &r->found.u.constant;
    e->largest = k->sign > 0;
    e->sharp = sharp;
    expr q = set_ends(k, e, pf);
    mpq_srcptr lo = k->sign > 0 ? e->near : e->far;
    mpq_srcptr hi = k->sign > 0 ? e->far : e->near;
    enclosure_from_q(&r->value, lo, hi, digits);
    point_record(&e->at, &k->body.v[k->instance], k->x, k->n);
    e->relation = k->goal + 1;
    e->relations = k->ngoals;
    const paper_number found = {lo, hi, q, digits};
    if (!paper_compare(a, &found, &e->paper, &paper, &side))
        return false;
    if (e->paper.standing != PAPER_NONE)
        place_paper(k, e, paper, side);
    return true;
}

/* The evidence in pf, checked; the result from it alone, so that a run with a
 * certificate at hand says what the run that found it said. */
static bool finish(constant *k, proof *pf, long digits, bool *sharp)
{
    audit *a = k->a;
    if (!take_numbers(k, pf, sharp))
        return false;
    constant_enclose(k, digits);
    instances_clear(&k->done);
    expr c = *sharp ? constant_closed_form(k)
                    : expr_q(a->pool, proof_find_number(pf, "proved"));
    bool ok = k->has_point && constant_complete(k, &k->done, c) &&
              proof_replay(a, pf, &k->done);
    if (ok && !*sharp)
        ok = constant_beyond_fails(k, proof_find_number(pf, "beyond"));
    if (ok) /* for the claims that are proved by it */
        elab_set_constant(a->e, a->it, c);
    return ok;
}

/* ---- verdict ------------------------------------------------------------ */

/* False when an error was reported. */
static bool decide(constant *k, proof *pf)
{
    audit *a = k->a;
    long digits = audit_kind_digits(a->it);
    bool sharp, bounded = true;
    /* trees speak of the variables without c, so names are the bodies' */
    bool loaded = proof_load(a, pf, k->body.n, instances_problem, &k->body);
    if (!domain_show(a, &k->body, loaded ? pf : NULL))
        return false;
    bool done = loaded && finish(k, pf, digits, &sharp);
    if (!done) {
        proof_clear(pf);
        k->has_point = false;
        constant_find_point(k, digits);
        bounded = k->has_point;
        done = bounded && constant_find_proof(k, pf, digits) &&
               finish(k, pf, digits, &sharp);
    }
    if (done && !domain_is_shown(a))
        return true; /* no number is given where the domain may be empty */
    if (done) {
        proof_save(a, pf, &k->body);
        return report(k, pf, sharp, digits);
    }
    a->r->boxes = a->r->open = 0;
    evidence_clear(&a->r->found);
    audit_undecided(a, bounded ? REASON_NO_CONSTANT : REASON_UNBOUNDED);
    return true;
}

bool constant_audit(audit *a)
{
    instances f = {.n = 0};
    bool ok = instances_collect(a, &f);
    if (ok) {
        constant k = {.a = a, .f = &f};
        if (constant_setup(&k)) {
            proof pf;
            proof_init(&pf, k.ngoals);
            ok = decide(&k, &pf);
            proof_clear(&pf);
        } else {
            evidence_text(&audit_undecided(a, REASON_NOT_LINEAR)->part,
                          a->it->unknown);
        }
        constant_clear(&k);
    }
    evidence_margin_clear(&a->r->margin);
    instances_clear(&f);
    return ok;
}
