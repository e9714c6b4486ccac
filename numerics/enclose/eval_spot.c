/* What exact zeros look like at points.  See eval.h.
 *
 * Normal forms are the largest part of what must be believed.  A wrong one
 * that calls a function zero is found out here as soon as the function is seen
 * not to vanish at one of a few points.  The answers can only take a proof
 * away, never give one, so nothing here need be believed.
 */
#include "eval_internal.h"

#include <stdlib.h>

enum {
    SPOTS = 3,   /* points that count */
    TRIES = 12,  /* others may fail the hypotheses, or have no value */
    STEPS = 997, /* parts of a range */
    SHARPER = 4  /* times the bits, for a number */
};

typedef struct {
    eval *e;
    int n;
    range *box; /* the evaluator's own, to be put back */
    iv_struct *given;
    bool *is_given;
    eval_hyp *hyp;
    size_t nhyps;
    uint64_t seed;
} spots;

static void spots_begin(spots *s, eval *e)
{
    size_t n = (size_t)e->nvars;
    *s = (spots){.e = e, .n = e->nvars, .seed = 1};
    s->box = xcalloc(n, sizeof *s->box);
    s->given = xcalloc(n, sizeof *s->given);
    s->is_given = xcalloc(n, sizeof *s->is_given);
    for (int i = 0; i < s->n; i++) {
        const eval_var *v = &e->var[i];
        range_init(&s->box[i]);
        range_set(&s->box[i], &v->r);
        iv_init(&s->given[i], mpfr_get_prec(iv_lower(&v->given)));
        iv_set(&s->given[i], &v->given);
        s->is_given[i] = v->is_given;
    }
    s->hyp = e->hyp;
    s->nhyps = e->nhyps;
    e->hyp = NULL; /* they are asked themselves */
    e->nhyps = 0;
}

static void spots_end(spots *s)
{
    s->e->hyp = s->hyp;
    s->e->nhyps = s->nhyps;
    eval_set_box(s->e, s->box, s->n);
    for (int i = 0; i < s->n; i++) {
        if (s->is_given[i])
            eval_set_var(s->e, i, &s->given[i]);
        range_clear(&s->box[i]);
        iv_clear(&s->given[i]);
    }
    free(s->box);
    free(s->given);
    free(s->is_given);
}

/* Inside the range, k of STEPS along it. */
static void pick(mpq_ptr q, const range *r, long k)
{
    mpq_set_si(q, k, STEPS);
    if (!r->lo_inf && !r->hi_inf) {
        mpq_t width;
        mpq_init(width);
        mpq_sub(width, r->hi, r->lo);
        mpq_mul(q, q, width);
        mpq_add(q, q, r->lo);
        mpq_clear(width);
        return;
    }
    mpq_set_si(q, k, (unsigned long)(STEPS - k)); /* 0 to infinity */
    mpq_canonicalize(q);
    if (!r->lo_inf) {
        mpq_add(q, q, r->lo);
    } else if (!r->hi_inf) {
        mpq_sub(q, r->hi, q);
    } else if (k % 2 != 0) {
        mpq_neg(q, q);
    }
}

/* The evaluator at the next point; false when a hypothesis is not certain
 * there. */
static bool next_spot(spots *s)
{
    range *at = xcalloc((size_t)s->n, sizeof *at);
    for (int i = 0; i < s->n; i++) {
        range_init(&at[i]);
        s->seed = s->seed * 6364136223846793005u + 1442695040888963407u;
        pick(at[i].lo, &s->box[i], 1 + (long)((s->seed >> 33) % (STEPS - 1)));
        mpq_set(at[i].hi, at[i].lo);
    }
    eval_set_box(s->e, at, s->n);
    for (int i = 0; i < s->n; i++)
        range_clear(&at[i]);
    free(at);
    bool ok = true;
    for (size_t j = 0; j < s->nhyps && ok; j++) {
        const sign_condition *h = &s->hyp[j].h;
        iv_srcptr v = eval_enclose(s->e, h->e);
        ok = h->strict ? iv_certainly_pos(v) : iv_certainly_nonneg(v);
    }
    return ok;
}

/* A number is the same everywhere, but there is more of it to see. */
static bool number_is_nonzero(const eval *e, expr f)
{
    eval *sharp = eval_new(e->pool, SHARPER * e->prec);
    bool no = iv_certainly_nonzero(eval_enclose(sharp, f));
    eval_free(sharp);
    return no;
}

bool eval_contradicts_zero(eval *e, expr f)
{
    spots s;
    bool no = false;
    if (f == EXPR_NONE)
        return false;
    if (expr_vars(e->pool, f) == 0)
        return number_is_nonzero(e, f);
    for (int i = 0; i < e->nvars; i++)
        if (e->var[i].is_given)
            return false; /* no rational ends to take points from */
    spots_begin(&s, e);
    for (int k = 0, seen = 0; k < TRIES && seen < SPOTS && !no; k++)
        if (next_spot(&s)) {
            iv_srcptr v = eval_enclose(e, f);
            seen += iv_is_defined(v);
            no = iv_certainly_nonzero(v);
        }
    spots_end(&s);
    return no;
}

bool eval_contradicts_jet(eval *e, expr f, int i, expr p, int m)
{
    spots s;
    bool no = false;
    if (f == EXPR_NONE || p == EXPR_NONE || i < 0 || i >= e->nvars || m < 1)
        return false;
    iv_struct *a = xmalloc((size_t)m * sizeof *a);
    iv_t at;
    iv_init(at, e->prec);
    for (int j = 0; j < m; j++)
        iv_init(&a[j], e->prec);
    spots_begin(&s, e);
    for (int k = 0, seen = 0; k < TRIES && seen < SPOTS && !no; k++) {
        if (!next_spot(&s))
            continue;
        iv_set(at, eval_enclose(e, p)); /* free of x_i */
        eval_set_var(e, i, at);
        eval_taylor(e, f, i, m - 1, a);
        seen += iv_is_defined(&a[0]);
        for (int j = 0; j < m; j++)
            no = no || iv_certainly_nonzero(&a[j]);
    }
    spots_end(&s);
    for (int j = 0; j < m; j++)
        iv_clear(&a[j]);
    iv_clear(at);
    free(a);
    return no;
}
