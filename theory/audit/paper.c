/* The paper's value beside a certified number: how the two compare.
 *
 * What may be believed: the standing of the value, its ratio, its distance;
 * all by exact arithmetic and certain enclosures. */
#include "audit_internal.h"

#include <stdlib.h>

enum {
    SLACK_DIGITS = 8
};

/* Equal, for the difference reduces to 0: enclosures that are alike do not
 * show it. */
static bool same_number(audit *a, expr e, expr f)
{
    expr d = e != EXPR_NONE ? expr_sub(a->pool, e, f) : EXPR_NONE;
    eval *ev = engines_eval(a->engines, 0);
    eval_set_box(ev, NULL, 0);
    if (d == EXPR_NONE || !iv_is_defined(eval_enclose(ev, d)))
        return false;
    exact *x = eval_exact(a->pool, ev);
    bool same = exact_is_zero(x, d);
    exact_free(x);
    return same;
}

/* p, an enclosure of the paper's value e, as a record. */
static void note_paper(audit *a, evidence_paper *out, expr e, iv_srcptr p,
                       long digits, mpq_ptr pl, mpq_ptr ph)
{
    out->exact = expr_is_const(a->pool, e);
    if (out->exact) {
        mpq_set(pl, expr_const_value(a->pool, e));
        mpq_set(ph, pl);
        mpq_set(out->value, pl);
    } else {
        outward_q_from_mpfr(pl, iv_lower(p));
        outward_q_from_mpfr(ph, iv_upper(p));
    }
    enclosure_from_q(&out->ends, pl, ph, digits);
}

/* [lo, hi] over the paper's value. */
static void note_ratio(evidence_paper *out, mpq_srcptr lo, mpq_srcptr hi,
                       iv_srcptr p)
{
    out->ratio_exact =
        out->exact && mpq_equal(lo, hi) && mpq_sgn(out->value) != 0;
    if (out->ratio_exact) {
        mpq_div(out->ratio, lo, out->value);
        enclosure_from_q(&out->slack, out->ratio, out->ratio, SLACK_DIGITS);
        return;
    }
    iv_t v;
    iv_init(v, 256);
    iv_set_ends(v, lo, false, hi, false);
    iv_div(v, v, p);
    if (iv_is_bounded(v))
        enclosure_from_iv(&out->slack, v, SLACK_DIGITS);
    iv_clear(v);
}

/* A value that is nowhere defined is a mistake of the document's. */
static bool paper_is_defined(audit *a, expr e)
{
    eval *ev = engines_eval(a->engines, 0);
    eval_set_box(ev, NULL, 0);
    bool certain, is_mass;
    char *part = undefined_part(a->pool, ev, e, NULL, 0, &certain, &is_mass);
    bool ok = part == NULL || !certain ||
              audit_error(a, "the paper's value is undefined: `%s`%s", part,
                          is_mass ? " is not 1" : "");
    free(part);
    return ok;
}

/* Returns the side (see paper_compare); p encloses the paper's value e. */
static int compare(audit *a, const paper_number *found, expr e, iv_srcptr p,
                   evidence_paper *out)
{
    mpq_t pl, ph;
    mpq_init(pl);
    mpq_init(ph);
    note_paper(a, out, e, p, found->digits, pl, ph);
    int side = mpq_cmp(ph, found->lo) < 0         ? -1
               : mpq_cmp(pl, found->hi) > 0       ? 1
               : same_number(a, found->number, e) ? 2
                                                  : 0;
    if (side == 0 && found->number == EXPR_NONE &&
        mpq_cmp(found->lo, pl) <= 0 && mpq_cmp(ph, found->hi) <= 0)
        out->standing = PAPER_INSIDE;
    note_ratio(out, found->lo, found->hi, p);
    mpq_clear(pl);
    mpq_clear(ph);
    return side;
}

bool paper_compare(audit *a, const paper_number *found, evidence_paper *out,
                   expr *e, int *side)
{
    *side = 0;
    *e = EXPR_NONE;
    if (a->it->paper == NULL)
        return true;
    out->standing = PAPER_UNKNOWN;
    audit_set(&out->text, plain_expr(a->it->paper));
    *e = elab_closed(a->e, a->it->paper, a->errs);
    if (*e == EXPR_NONE || expr_vars(a->pool, *e) != 0)
        return *e != EXPR_NONE;
    if (!paper_is_defined(a, *e))
        return false;
    iv_t p;
    iv_init(p, 256);
    iv_set_undefined(p);
    point_enclose(a->engines, *e, NULL, 0, found->digits * 10 / 3 + 24, a->top,
                  p);
    if (iv_is_bounded(p) && outward_is_moderate(iv_lower(p)) &&
        outward_is_moderate(iv_upper(p)))
        *side = compare(a, found, *e, p, out);
    iv_clear(p);
    return true;
}
