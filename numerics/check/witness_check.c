/* The first engine's word about witnesses: that a problem's hypotheses can be
 * met.  All of it is believed; who looks for witnesses is not.
 *
 * Let X be the witness's box.  Its free coordinates are as many as its
 * equations f_1, ..., f_k, each a hypothesis f_i >= 0 of the problem.  If
 *
 *   (1) X lies in the problem's box, fixed and whole in what is to be whole;
 *   (2) f_1 = ... = f_k = 0 at some x in X (nothing to show for k = 0);
 *   (3) every hypothesis is defined and holds at every point of X, or it is
 *       h >= 0, defined on X, and h = 0 at all x of (2);
 *
 * then x is a point of the problem's domain. */
#include "witness_check.h"

#include "../exact/exact.h"
#include "../base/memory.h"

#include <stdlib.h>

/* ---- (1) its box -------------------------------------------------------- */

static bool inside(const problem *p, uint64_t whole, const witness *w)
{
    int nfree = 0;
    if (w->nvars != p->nvars || w->neq < 0 || w->neq > WITNESS_MAX_EQUATIONS)
        return false;
    for (int i = 0; i < w->nvars; i++) {
        const range *r = &w->box[i];
        bool fixed = mpq_equal(r->lo, r->hi);
        if (r->lo_inf || r->hi_inf || r->lo_open || r->hi_open ||
            mpq_cmp(r->lo, r->hi) > 0 || !range_contains_q(&p->box[i], r->lo) ||
            !range_contains_q(&p->box[i], r->hi))
            return false;
        if ((whole >> i & 1) != 0 &&
            (!fixed || mpz_cmp_ui(mpq_denref(r->lo), 1) != 0))
            return false;
        nfree += !fixed;
    }
    for (int k = 0; k < w->neq; k++)
        if (w->eq[k] >= p->nhyps || p->hyp[w->eq[k]].strict ||
            (k > 0 && w->eq[k] <= w->eq[k - 1]))
            return false;
    return nfree == w->neq;
}

/* ---- (2) a solution ----------------------------------------------------- */

static expr equation(const problem *p, const witness *w, int k)
{
    return p->hyp[w->eq[k]].e;
}

/* The numbers of the free variables. */
static void free_variables(const witness *w, int *var)
{
    for (int i = 0; i < w->nvars; i++)
        if (!mpq_equal(w->box[i].lo, w->box[i].hi))
            *var++ = i;
}

static bool continuous_on_box(eval *ev, expr f, bool smooth)
{
    bool decided, continuous;
    iv_srcptr v = eval_enclose_smooth(ev, f, &decided, &continuous);
    return iv_is_defined(v) && continuous && (decided || !smooth);
}

/* The certain sign of f where variable i has this value; 0: unknown. */
static int sign_at(eval *ev, const witness *w, expr f, int i, mpq_srcptr q)
{
    witness *end = witness_copy(w);
    witness_fix(end, i, q);
    eval_set_box(ev, end->box, end->nvars);
    iv_srcptr v = eval_enclose(ev, f);
    int s = iv_certainly_pos(v) - iv_certainly_neg(v);
    witness_free(end);
    return s;
}

/* Bolzano: f, continuous on a segment and of opposite signs at its ends, has
 * a zero on it. */
static bool changes_sign(eval *ev, const problem *p, const witness *w)
{
    int i = 0;
    expr f = equation(p, w, 0);
    free_variables(w, &i);
    eval_set_box(ev, w->box, w->nvars);
    if (!continuous_on_box(ev, f, false))
        return false;
    int low = sign_at(ev, w, f, i, w->box[i].lo);
    return low != 0 && sign_at(ev, w, f, i, w->box[i].hi) == -low;
}

/* What Krawczyk's test is made of: k equations in k variables. */
typedef struct {
    int k;
    int var[WITNESS_MAX_EQUATIONS];
    iv_struct slope[WITNESS_MAX_EQUATIONS][WITNESS_MAX_EQUATIONS];
    iv_struct value[WITNESS_MAX_EQUATIONS]; /* at the middle of X */
    mpq_t c[WITNESS_MAX_EQUATIONS][2 * WITNESS_MAX_EQUATIONS];
} krawczyk;

static void krawczyk_init(krawczyk *t, const witness *w, mpfr_prec_t prec)
{
    t->k = w->neq;
    free_variables(w, t->var);
    for (int i = 0; i < t->k; i++) {
        iv_init(&t->value[i], prec);
        for (int j = 0; j < t->k; j++)
            iv_init(&t->slope[i][j], prec);
        for (int j = 0; j < 2 * t->k; j++)
            mpq_init(t->c[i][j]);
    }
}

static void krawczyk_clear(krawczyk *t)
{
    for (int i = 0; i < t->k; i++) {
        iv_clear(&t->value[i]);
        for (int j = 0; j < t->k; j++)
            iv_clear(&t->slope[i][j]);
        for (int j = 0; j < 2 * t->k; j++)
            mpq_clear(t->c[i][j]);
    }
}

/* Slopes over X, each continuous there, as the equations are; values at the
 * middle. */
static bool enclose_system(eval *ev, const problem *p, const witness *w,
                           krawczyk *t)
{
    eval_set_box(ev, w->box, w->nvars);
    for (int i = 0; i < t->k; i++) {
        expr f = equation(p, w, i);
        if (!continuous_on_box(ev, f, true))
            return false;
        for (int j = 0; j < t->k; j++) {
            expr d = expr_diff(p->pool, f, t->var[j]);
            if (d == EXPR_NONE || !continuous_on_box(ev, d, true))
                return false;
            iv_set(&t->slope[i][j], eval_enclose(ev, d));
            if (!iv_is_bounded(&t->slope[i][j]))
                return false;
        }
    }
    witness *middle = witness_copy(w);
    for (int j = 0; j < t->k; j++) {
        range *r = &middle->box[t->var[j]];
        mpq_add(r->lo, r->lo, r->hi);
        mpq_div_2exp(r->lo, r->lo, 1);
        mpq_set(r->hi, r->lo);
    }
    eval_set_box(ev, middle->box, middle->nvars);
    bool ok = true;
    for (int i = 0; i < t->k && ok; i++) {
        iv_set(&t->value[i], eval_enclose(ev, equation(p, w, i)));
        ok = iv_is_bounded(&t->value[i]);
    }
    witness_free(middle);
    return ok;
}

/* A number in or near v, with few bits. */
static bool some_number(mpq_ptr q, iv_srcptr v)
{
    mpfr_t m;
    mpfr_init2(m, 64);
    mpfr_add(m, iv_lower(v), iv_upper(v), MPFR_RNDN);
    mpfr_div_2ui(m, m, 1, MPFR_RNDN);
    bool ok =
        mpfr_number_p(m) &&
        (mpfr_zero_p(m) || (mpfr_get_exp(m) < 4096 && mpfr_get_exp(m) > -4096));
    if (ok)
        mpfr_get_q(q, m);
    mpfr_clear(m);
    return ok;
}

/* Row `from` times q is taken away from row `to`. */
static void subtract_row(mpq_t *to, mpq_t *from, mpq_srcptr factor, int n)
{
    mpq_t q, d;
    mpq_init(q);
    mpq_init(d);
    mpq_set(q, factor); /* it may be one of to's */
    for (int j = 0; j < n; j++) {
        mpq_mul(d, q, from[j]);
        mpq_sub(to[j], to[j], d);
    }
    mpq_clear(q);
    mpq_clear(d);
}

/* c's right half becomes the inverse of a matrix in `slope`.  Any matrix would
 * do there: the test that follows is passed by good ones only. */
static bool invert_middle(krawczyk *t)
{
    int k = t->k;
    bool ok = true;
    for (int i = 0; i < k && ok; i++)
        for (int j = 0; j < k && ok; j++) {
            ok = some_number(t->c[i][j], &t->slope[i][j]);
            mpq_set_si(t->c[i][k + j], i == j, 1);
        }
    for (int i = 0; i < k && ok; i++) {
        int pivot = i;
        while (pivot < k && mpq_sgn(t->c[pivot][i]) == 0)
            pivot++;
        ok = pivot < k;
        for (int j = 0; j < 2 * k && ok; j++)
            mpq_swap(t->c[i][j], t->c[pivot][j]);
        for (int j = 2 * k - 1; j >= 0 && ok; j--)
            if (j != i)
                mpq_div(t->c[i][j], t->c[i][j], t->c[i][i]);
        for (int r = 0; r < k && ok; r++) {
            mpq_set_si(t->c[i][i], 1, 1);
            if (r != i)
                subtract_row(t->c[r], t->c[i], t->c[r][i], 2 * k);
        }
    }
    return ok;
}

/* u = sum over a of c[i][a] times column[a]. */
static void row_times(iv_ptr u, krawczyk *t, int i, const iv_srcptr *column)
{
    iv_t c;
    iv_init(c, mpfi_get_prec(u->v));
    iv_set_si(u, 0);
    for (int a = 0; a < t->k; a++) {
        iv_set_q(c, t->c[i][t->k + a]);
        iv_mul(c, c, column[a]);
        iv_add(u, u, c);
    }
    iv_clear(c);
}

/* |C F(m)|_i + sum_j |I - C J|_ij r_j < r_i, r_j X's radii? */
static bool row_contracts(krawczyk *t, const witness *w, int i)
{
    iv_srcptr column[WITNESS_MAX_EQUATIONS];
    mpfr_prec_t prec = mpfi_get_prec(t->value[0].v);
    iv_t sum, u, r;
    mpq_t radius, minus;
    iv_init(sum, prec);
    iv_init(u, prec);
    iv_init(r, prec);
    mpq_init(radius);
    mpq_init(minus);
    for (int a = 0; a < t->k; a++)
        column[a] = &t->value[a];
    row_times(sum, t, i, column);
    for (int j = 0; j < t->k; j++) {
        const range *x = &w->box[t->var[j]];
        for (int a = 0; a < t->k; a++)
            column[a] = &t->slope[a][j];
        row_times(u, t, i, column);
        iv_set_si(r, i == j);
        iv_sub(u, r, u);
        mpq_sub(radius, x->hi, x->lo);
        mpq_div_2exp(radius, radius, 1);
        mpq_neg(minus, radius);
        iv_set_ends(r, minus, false, radius, false);
        iv_mul(u, u, r);
        iv_add(sum, sum, u);
    }
    const range *x = &w->box[t->var[i]];
    mpq_sub(radius, x->hi, x->lo);
    mpq_div_2exp(radius, radius, 1);
    iv_set_q(r, radius);
    iv_sub(u, r, sum);
    iv_add(r, r, sum);
    bool ok = iv_certainly_pos(u) && iv_certainly_pos(r);
    iv_clear(sum);
    iv_clear(u);
    iv_clear(r);
    mpq_clear(radius);
    mpq_clear(minus);
    return ok;
}

/* Krawczyk.  Let F be continuously differentiable on X, m the middle of X and
 * r its radii, J enclose the slopes over X, and C be a matrix.  If
 * |C F(m)|_i + sum_j |I - C A|_ij r_j < r_i for every row i and every A in J,
 * then F has a zero in X.
 * Proof: g(x) = x - C F(x) is m - C F(m) + (I - C A)(x - m) for some A in J
 * (the mean value theorem, row by row), so that g maps X into X; it has a
 * fixed point by Brouwer, and there C F(x) = 0.  All row sums of |I - C A|
 * weighted by r are below 1, so C A is regular, and so is C: F(x) = 0.
 * (Krawczyk 1969; Moore 1977; Neumaier, Interval Methods, 5.1.) */
static bool contracts(eval *ev, const problem *p, const witness *w)
{
    krawczyk t;
    krawczyk_init(&t, w, eval_prec(ev));
    bool ok = enclose_system(ev, p, w, &t) && invert_middle(&t);
    for (int i = 0; i < t.k && ok; i++)
        ok = row_contracts(&t, w, i);
    krawczyk_clear(&t);
    return ok;
}

/* ---- (3) all hypotheses ------------------------------------------------- */

static expr pinned(const problem *p, const witness *w, expr f)
{
    for (int i = 0; i < w->nvars && f != EXPR_NONE; i++)
        if (mpq_equal(w->box[i].lo, w->box[i].hi))
            f = expr_subst(p->pool, f, i, expr_q(p->pool, w->box[i].lo));
    return f;
}

static bool is_zero(eval *ev, const problem *p, expr f)
{
    if (f == EXPR_NONE || expr_is_si(p->pool, f, 0))
        return f != EXPR_NONE;
    exact *x = eval_exact(p->pool, ev);
    bool zero = exact_is_zero(x, f);
    exact_free(x);
    return zero;
}

/* f's value at the lower corner of X, if it folds to a number. */
static bool at_corner(const problem *p, const witness *w, expr f, mpq_ptr q)
{
    for (int i = 0; i < w->nvars && f != EXPR_NONE; i++)
        f = expr_subst(p->pool, f, i, expr_q(p->pool, w->box[i].lo));
    bool ok = f != EXPR_NONE && expr_is_const(p->pool, f);
    if (ok)
        mpq_set(q, expr_const_value(p->pool, f));
    return ok;
}

/* h = q f on X for a number q, which is read off at a corner (any q would
 * do): where f = 0 is h = 0. */
static bool is_multiple(eval *ev, const problem *p, const witness *w, expr h,
                        expr f)
{
    if (is_zero(ev, p, expr_sub(p->pool, h, f)) ||
        is_zero(ev, p, expr_add(p->pool, h, f)))
        return true;
    mpq_t q, r;
    mpq_init(q);
    mpq_init(r);
    bool ok = at_corner(p, w, h, q) && at_corner(p, w, f, r) && mpq_sgn(r) != 0;
    if (ok) {
        mpq_div(q, q, r);
        f = expr_mul(p->pool, expr_q(p->pool, q), f);
        ok = is_zero(ev, p, expr_sub(p->pool, h, f));
    }
    mpq_clear(q);
    mpq_clear(r);
    return ok;
}

/* h, defined on X, is zero wherever all equations hold. */
static bool vanishes(eval *ev, const problem *p, const witness *w, expr h)
{
    h = pinned(p, w, h);
    if (w->neq == 0)
        return is_zero(ev, p, h);
    bool found = false;
    for (int k = 0; k < w->neq && !found; k++)
        found = is_multiple(ev, p, w, h, pinned(p, w, equation(p, w, k)));
    return found || is_zero(ev, p, h);
}

static bool all_hold(eval *ev, const problem *p, const witness *w)
{
    bool ok = true;
    eval_set_box(ev, w->box, w->nvars);
    for (size_t j = 0; j < p->nhyps && ok; j++) {
        const sign_condition *h = &p->hyp[j];
        iv_srcptr v = eval_enclose(ev, h->e);
        if (h->strict ? iv_certainly_pos(v) : iv_certainly_nonneg(v))
            continue;
        ok = !h->strict && iv_is_defined(v) && !iv_certainly_neg(v) &&
             vanishes(ev, p, w, h->e);
    }
    return ok;
}

bool witness_holds(eval *ev, const problem *p, uint64_t whole, const witness *w)
{
    if (!inside(p, whole, w))
        return false;
    eval_set_hyps(ev, NULL, 0);
    bool solved = w->neq == 0   ? true
                  : w->neq == 1 ? changes_sign(ev, p, w)
                                : contracts(ev, p, w);
    return solved && all_hold(ev, p, w);
}
