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
#include "audit_constant.h"

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

/* Equal, for the difference reduces to 0: enclosures that are alike do not
 * show it. */
static bool same_number(audit *a, expr e, expr f)
{
    expr d = e != EXPR_NONE ? expr_sub(a->pool, e, f) : EXPR_NONE;
    eval *ev = judge_eval(a->judge, 0);
    eval_set_box(ev, NULL, 0);
    if (d == EXPR_NONE || !iv_is_defined(eval_enclose(ev, d)))
        return false;
    exact *x = exact_new(a->pool, ev);
    bool same = exact_is_zero(x, d);
    exact_free(x);
    return same;
}

bool constant_compare(audit *a, mpq_srcptr lo, mpq_srcptr hi, expr number,
                      long digits, int *side)
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
    bool ok = iv_is_bounded(p) && outward_is_moderate(iv_lower(p)) &&
              outward_is_moderate(iv_upper(p));
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
        *side = mpq_cmp(ph, lo) < 0         ? -1
                : mpq_cmp(pl, hi) > 0       ? 1
                : same_number(a, number, e) ? 2
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
    domain_say(a, &b);
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
    constant_enclose(k, digits);
    mpq_srcptr near = proof_find_number(pf, "proved");
    mpq_srcptr far = proof_find_number(pf, "beyond");
    ok = k->has_point &&
         constant_complete(k, &done, sharp ? constant_closed_form(k)
                                      : expr_q(a->pool, near)) &&
         proof_replay(a, pf, &done);
    if (ok && !sharp)
        ok = constant_beyond_fails(k, far);
    if (ok) {
        mpq_t lo, hi;
        mpq_init(lo);
        mpq_init(hi);
        mpq_set(lo, sharp ? k->ql : k->sign > 0 ? near : far);
        mpq_set(hi, sharp ? k->qh : k->sign > 0 ? far : near);
        expr q = sharp               ? constant_closed_form(k)
                 : mpq_equal(lo, hi) ? expr_q(a->pool, lo)
                                     : EXPR_NONE;
        if (q != EXPR_NONE && expr_is_const(a->pool, q)) {
            mpq_set(lo, expr_const_value(a->pool, q));
            mpq_set(hi, lo);
        }
        int side = 0;
        a->r->verdict = VERDICT_ENCLOSED;
        audit_enclosure_q(&a->r->value, lo, hi, digits);
        bool paper = constant_compare(a, lo, hi, q, digits, &side);
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

/* ---- verdict ------------------------------------------------------------ */

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

/* No number is given where the domain may be empty. */
static void take_back(result *r)
{
    char **text[] = {&r->value.lo, &r->value.hi, &r->slack.lo, &r->slack.hi,
                     &r->attained};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        audit_set(text[i], NULL);
    r->contact = false;
}

/* False: an error was reported. */
static bool decide(constant *k, proof *pf)
{
    audit *a = k->a;
    long digits = a->it->digits > 0 ? a->it->digits : CONSTANT_DIGITS;
    bool loaded = load(k, pf);
    if (!domain_show(a, &k->body, loaded ? pf : NULL))
        return false;
    bool done = loaded && finish(k, pf, digits);
    if (!done) {
        proof_clear(pf);
        k->has_point = false;
        constant_find_point(k, digits);
        bool bounded = k->has_point;
        done = bounded && constant_find_proof(k, pf, digits) && finish(k, pf, digits);
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
    if (done && domain_is_shown(a))
        proof_save(a, pf, &k->body);
    else if (done)
        take_back(a->r);
    return true;
}

bool constant_audit(audit *a)
{
    roster f = {.n = 0};
    bool ok = audit_collect(a, &f);
    if (ok) {
        constant k = {.a = a, .f = &f};
        if (constant_setup(&k)) {
            proof pf;
            proof_init(&pf, k.ngoals);
            ok = decide(&k, &pf);
            proof_clear(&pf);
        } else {
            a->r->verdict = VERDICT_UNDECIDED;
            audit_why(a, "the relation is not linear in `%s`",
                      a->it->unknown);
        }
        constant_clear(&k);
    }
    a->r->has_margin = false;
    roster_clear(&f);
    return ok;
}
