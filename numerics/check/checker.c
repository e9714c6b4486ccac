/* The checker: replays a certificate, rule by rule.
 *
 * A *goal* is (f, B, H): for every point x of the box B at which all
 * hypotheses of H are defined and hold, f is defined at x and f(x) >= 0 (or
 * > 0, "strict").  Every function check_RULE below is preceded by the theorem
 * that makes its answer `true` a proof of the goal, given that its children's
 * goals hold; the hypotheses of the theorem are checked in the code, in order.
 *
 * Believed besides this file: eval.c, taylor.c, iv.c (enclosures over MPFI),
 * expr*.c (the expression, its derivative, substitution), exact*.c (exact
 * zeros), and MPFR, MPFI, GMP, FLINT.  The search is not.
 *
 * Notation: B_i the range of x_i; f_i = df/dx_i; hull the smallest box.
 */
#include "checker.h"

#include "../base/entry.h"
#include "../exact/exact.h"
#include "../base/memory.h"
#include "../base/limits.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    expr f;
    bool strict;
    bool margin; /* f is still the claim's own difference */
    const sign_condition *hyp;
    size_t nhyps;
} goal;

/* Derivatives already formed; nvars + nvars^2 places an entry. */
typedef struct {
    expr f;
    expr *d;
} derivatives;

enum { CACHED = 16 };

struct checker {
    expr_pool *pool;
    char *const *names;
    int nvars;
    mpfr_prec_t prec; /* where a leaf names none */
    eval *ev;         /* at the precision last used */
    range *box;       /* the current goal's box */
    derivatives cache[CACHED];
    size_t next_cached;
    checker_report *report;
    char path[96];
    size_t depth;
    iv_t t, u; /* scratch */
};

static bool check(checker *c, const goal *g, const cert_node *n);

/* ---- reports ----------------------------------------------------------- */

void checker_report_init(checker_report *r)
{
    memset(r, 0, sizeof *r);
    mpfr_init2(r->margin_lower, 64);
    mpfr_set_inf(r->margin_lower, 1);
    r->margin_known = true;
}

void checker_report_clear(checker_report *r)
{
    mpfr_clear(r->margin_lower);
}

static bool reject(checker *c, const char *why)
{
    if (c->report->where[0] == '\0')
        snprintf(c->report->where, sizeof c->report->where,
                 "at node %zu (branch %s): %s", c->report->nodes,
                 c->path[0] != '\0' ? c->path : "root", why);
    return false;
}

/* The goal's relation holds for every value in `value`. */
static bool has_sign(iv_srcptr value, bool strict)
{
    return strict ? iv_certainly_pos(value) : iv_certainly_nonneg(value);
}

/* A leaf whose enclosure of f is `value`. */
static bool close_leaf(checker *c, const goal *g, iv_srcptr value,
                       const char *why)
{
    checker_report *r = c->report;
    if (!has_sign(value, g->strict))
        return reject(c, why);
    r->leaves++;
    if (!g->margin)
        return true;
    /* rounded down into 64 bits: still a lower bound */
    mpfr_t lower;
    mpfr_init2(lower, 64);
    mpfr_set(lower, iv_lower(value), MPFR_RNDD);
    mpfr_min(r->margin_lower, r->margin_lower, lower, MPFR_RNDD);
    mpfr_clear(lower);
    return true;
}

/* ---- boxes, evaluators, derivatives ------------------------------------ */

static void use(checker *c, const cert_node *n, const sign_condition *hyp,
                size_t nhyps)
{
    mpfr_prec_t prec = n->prec != 0 ? (mpfr_prec_t)n->prec : c->prec;
    if (eval_prec(c->ev) != prec) {
        eval_set_prec(c->ev, prec);
        iv_set_prec(c->t, prec);
        iv_set_prec(c->u, prec);
    }
    eval_set_hyps(c->ev, hyp, nhyps);
    eval_set_box(c->ev, c->box, c->nvars);
}

static derivatives *cached(checker *c, expr f)
{
    for (size_t i = 0; i < CACHED; i++)
        if (c->cache[i].f == f)
            return &c->cache[i];
    derivatives *e = &c->cache[c->next_cached++ % CACHED];
    size_t n = (size_t)c->nvars;
    e->d = xrealloc(e->d, (n + n * n) * sizeof *e->d);
    memset(e->d, 0, (n + n * n) * sizeof *e->d);
    e->f = f;
    return e;
}

static expr gradient(checker *c, expr f, int i)
{
    expr *d = &cached(c, f)->d[i];
    if (*d == EXPR_NONE)
        *d = expr_diff(c->pool, f, i);
    return *d;
}

static expr hessian(checker *c, expr f, int i, int j)
{
    expr fi = gradient(c, f, i);
    expr *d = &cached(c, f)->d[c->nvars + i * c->nvars + j];
    if (*d == EXPR_NONE && fi != EXPR_NONE)
        *d = expr_diff(c->pool, fi, j);
    return *d;
}

/* The hypotheses that do not involve x_i: moving along x_i inside the box
 * keeps them true.  The caller frees the result. */
static goal without_var(const checker *c, const goal *g, int i)
{
    goal r = *g;
    sign_condition *keep = xmalloc((g->nhyps + 1) * sizeof *keep);
    r.nhyps = 0;
    for (size_t k = 0; k < g->nhyps; k++)
        if ((expr_vars(c->pool, g->hyp[k].e) >> i & 1) == 0)
            keep[r.nhyps++] = g->hyp[k];
    r.hyp = keep;
    return r;
}

/* f with the variables whose range is a point replaced by that point: the
 * same function on the box, with fewer variables left free. */
static expr pinned(checker *c, expr f)
{
    for (int i = 0; i < c->nvars && f != EXPR_NONE; i++)
        if (range_is_point(&c->box[i]))
            f = expr_subst(c->pool, f, i, expr_q(c->pool, c->box[i].lo));
    return f;
}

/* f with each kink whose branch is the same all over the evaluator's box
 * replaced by that branch: there the same function wherever f is defined.  No
 * kink is left whose seam depends on a variable of the set `vars` (then the
 * answer is EXPR_NONE), so a point of the box, seen alone, shows the
 * derivatives that f has along the box.  Without this it would not: |x| on
 * [-1, 0] is -x, but at x = 0 alone x >= 0 holds, too. */
static expr resolved(checker *c, expr f, uint64_t vars)
{
    expr_branch way[2];
    expr kink;
    int k = 0;
    while (f != EXPR_NONE && (kink = expr_kink(c->pool, f, k)) != EXPR_NONE) {
        if (!expr_branches(c->pool, kink, way))
            return EXPR_NONE;
        int b = has_sign(eval_enclose(c->ev, way[0].when), way[0].strict) ? 0
                : has_sign(eval_enclose(c->ev, way[1].when), way[1].strict)
                    ? 1
                    : -1;
        if (b >= 0)
            f = expr_replace(c->pool, f, kink, way[b].value);
        k = b >= 0 ? 0 : k + 1; /* replacing renumbers them */
    }
    for (k = 0; f != EXPR_NONE &&
                (kink = expr_kink(c->pool, f, k)) != EXPR_NONE;
         k++)
        if (!expr_branches(c->pool, kink, way) ||
            (expr_vars(c->pool, way[0].when) & vars) != 0)
            return EXPR_NONE;
    return f;
}

static bool valid_var(const checker *c, const cert_node *n)
{
    return n->var >= 0 && n->var < c->nvars;
}

static bool check_child(checker *c, const goal *g, const cert_node *n, int k)
{
    size_t len = strlen(c->path);
    if (len + 1 < sizeof c->path)
        memcpy(c->path + len, k == 0 ? "0" : "1", 2);
    bool ok = check(c, g, n->child[k]);
    c->path[len] = '\0';
    return ok;
}

/* ---- leaves ------------------------------------------------------------ */

/* Inclusion.  An enclosure of f over B, with f shown to be defined wherever H
 * holds, contains every f(x).  (Moore 1966.) */
static bool check_natural(checker *c, const goal *g, const cert_node *n)
{
    use(c, n, g->hyp, g->nhyps);
    return close_leaf(c, g, eval_enclose(c->ev, g->f),
                      "natural enclosure lacks the sign");
}

/* If hypothesis J is false all over B, no point of B is in question.  It is
 * evaluated without narrowing, which would assume it. */
static bool check_void(checker *c, const goal *g, const cert_node *n)
{
    if (n->order < 0 || (size_t)n->order >= g->nhyps)
        return reject(c, "no such hypothesis");
    const sign_condition *h = &g->hyp[n->order];
    use(c, n, NULL, 0);
    iv_srcptr v = eval_enclose(c->ev, h->e);
    if (!(h->strict ? iv_certainly_nonpos(v) : iv_certainly_neg(v)))
        return reject(c, "hypothesis is not false on the box");
    c->report->leaves++;
    return true;
}

static bool check_empty(checker *c)
{
    for (int i = 0; i < c->nvars; i++)
        if (range_is_empty(&c->box[i])) {
            c->report->leaves++;
            return true;
        }
    return reject(c, "the box is not empty");
}

/* Mean value form.  Let B be bounded, f continuous on B, and let d_i enclose
 * f_i over B.  Then f(x) is in f(m) + sum d_i (B_i - m_i), m the midpoint.
 * Proof: on the segment from m to x, f is locally Lipschitz, and almost
 * everywhere its derivative is a value of the enclosed expressions (at a kink
 * that is active on a set of positive measure the branches' derivatives agree
 * almost everywhere there); integrate.  Hypotheses H are not used: the
 * segment may leave them. */
static bool check_meanvalue(checker *c, const goal *g, const cert_node *n)
{
    bool decided, continuous;
    mpq_t m;
    for (int i = 0; i < c->nvars; i++)
        if (c->box[i].lo_inf || c->box[i].hi_inf)
            return reject(c, "mean value form on an unbounded box");
    use(c, n, NULL, 0);
    if (!iv_is_defined(
            eval_enclose_smooth(c->ev, g->f, &decided, &continuous)) ||
        !continuous)
        return reject(c, "not shown continuous on the box");
    mpq_init(m);
    iv_set_si(c->t, 0);
    for (int i = 0; i < c->nvars && iv_is_defined(c->t); i++) {
        const range *r = &c->box[i];
        expr d = gradient(c, g->f, i);
        if (d == EXPR_NONE) {
            iv_set_undefined(c->t);
            break;
        }
        mpq_sub(m, r->hi, r->lo);
        mpq_div_2exp(m, m, 1); /* half the width: B_i - m_i = [-m, m] */
        iv_set_q(c->u, m);
        iv_t v;
        iv_init(v, eval_prec(c->ev));
        iv_neg(v, c->u);
        iv_hull(c->u, c->u, v);
        iv_mul(c->u, eval_enclose(c->ev, d), c->u);
        iv_add(c->t, c->t, c->u);
        iv_clear(v);
    }
    range *mid = xcalloc((size_t)c->nvars, sizeof *mid);
    for (int i = 0; i < c->nvars; i++) {
        range_init(&mid[i]);
        mpq_add(m, c->box[i].lo, c->box[i].hi);
        mpq_div_2exp(m, m, 1);
        mpq_set(mid[i].lo, m);
        mpq_set(mid[i].hi, m);
    }
    eval_set_box(c->ev, mid, c->nvars);
    iv_add(c->t, c->t, eval_enclose(c->ev, g->f));
    for (int i = 0; i < c->nvars; i++)
        range_clear(&mid[i]);
    free(mid);
    mpq_clear(m);
    return close_leaf(c, g, c->t, "mean value form lacks the sign");
}

/* Taylor form.  Let q be in the closure of B_i, and f be m times continuously
 * differentiable in x_i on the box with B_i closed and joined with q.  With
 * a_j = (d/dx_i)^j f / j!,
 *   f(x) = sum_{j<m} a_j(x_i = q) (x_i - q)^j + a_m(x_i = xi) (x_i - q)^m
 * for some xi between q and x_i (Lagrange).  The a_j(x_i = q) are those of f
 * with its kinks resolved on the box. */
static bool check_taylor(checker *c, const goal *g, const cert_node *n)
{
    if (!valid_var(c, n) || !n->has_q || n->order < 1 || n->order > 64)
        return reject(c, "malformed Taylor rule");
    range *r = &c->box[n->var], save;
    if (r->lo_inf || r->hi_inf || mpq_cmp(n->q, r->lo) < 0 ||
        mpq_cmp(n->q, r->hi) > 0)
        return reject(c, "Taylor centre outside the range");
    range_init(&save);
    range_set(&save, r);
    r->lo_open = r->hi_open = false;
    int m = n->order;
    iv_struct *far = xmalloc(2 * (size_t)(m + 1) * sizeof *far);
    iv_struct *at = far + m + 1;
    use(c, n, NULL, 0);
    for (int j = 0; j < 2 * (m + 1); j++)
        iv_init(&far[j], eval_prec(c->ev));
    eval_taylor(c->ev, g->f, n->var, m, far);
    expr f = resolved(c, g->f, UINT64_C(1) << n->var);
    mpq_set(r->lo, n->q);
    mpq_set(r->hi, n->q);
    eval_set_box(c->ev, c->box, c->nvars);
    eval_taylor(c->ev, f, n->var, m, at);
    range_set(r, &save);
    iv_t h, p;
    iv_init(h, eval_prec(c->ev));
    iv_init(p, eval_prec(c->ev));
    iv_set_ends(h, r->lo, false, r->hi, false);
    iv_set_q(p, n->q);
    iv_sub(h, h, p);
    iv_set(c->t, &at[0]);
    for (int j = 1; j <= m; j++) {
        iv_pow_ui(p, h, (unsigned long)j);
        iv_mul(p, p, j < m ? &at[j] : &far[m]);
        iv_add(c->t, c->t, p);
    }
    iv_clear(h);
    iv_clear(p);
    for (int j = 0; j < 2 * (m + 1); j++)
        iv_clear(&far[j]);
    free(far);
    range_clear(&save);
    return close_leaf(c, g, c->t, "Taylor form lacks the sign");
}

/* ---- contact ----------------------------------------------------------- */

/* Where x_i lies with respect to p, all over B: +1 x_i >= p, -1 x_i <= p, 0
 * not known.  *apart: x_i = p is certainly not in question.  A hypothesis
 * that is p - x_i or x_i - p itself decides; else exact comparison with a
 * rational p, or enclosures. */
static int side_of(checker *c, const goal *g, int i, expr p, iv_srcptr point,
                   bool *apart)
{
    const range *r = &c->box[i];
    expr x = expr_var(c->pool, i);
    expr above = expr_sub(c->pool, x, p), below = expr_sub(c->pool, p, x);
    for (size_t k = 0; k < g->nhyps; k++)
        if (g->hyp[k].e == above || g->hyp[k].e == below) {
            *apart = g->hyp[k].strict;
            return g->hyp[k].e == above ? 1 : -1;
        }
    if (expr_is_const(c->pool, p)) {
        mpq_srcptr q = expr_const_value(c->pool, p);
        int lo = r->lo_inf ? -1 : mpq_cmp(r->lo, q);
        int hi = r->hi_inf ? 1 : mpq_cmp(r->hi, q);
        *apart = lo > 0 || hi < 0 || (lo == 0 && r->lo_open) ||
                 (hi == 0 && r->hi_open);
        return lo >= 0 ? 1 : hi <= 0 ? -1 : 0;
    }
    iv_set_ends(c->t, r->lo_inf ? NULL : r->lo, r->lo_open,
                r->hi_inf ? NULL : r->hi, r->hi_open);
    iv_sub(c->t, c->t, point);
    *apart = iv_certainly_nonzero(c->t);
    return iv_certainly_nonneg(c->t) ? 1 : iv_certainly_nonpos(c->t) ? -1 : 0;
}

/* A contact: R = hull(B_i, p), and a_m over it. */
typedef struct {
    int m, side;
    bool apart;
    range r; /* R with rational ends, for a child's goal */
    iv_t lead;
} contact_data;

/* f is m times continuously differentiable on R, and its coefficients of
 * orders below m vanish at x_i = p.  Fills d; the evaluator is left with
 * x_i in R. */
static bool contact_is_exact(checker *c, const goal *g, const cert_node *n,
                             contact_data *d)
{
    int i = n->var;
    expr p = n->expr[0], f = g->f;
    range *r = &c->box[i];
    use(c, n, NULL, 0);
    iv_set(c->u, eval_enclose(c->ev, p));
    if (!iv_is_defined(c->u))
        return reject(c, "contact point is not enclosed");
    eval_range_hull(&d->r, r, c->u);
    d->side = side_of(c, g, i, p, c->u, &d->apart);
    iv_set_ends(c->t, d->r.lo_inf ? NULL : d->r.lo, d->r.lo_open,
                d->r.hi_inf ? NULL : d->r.hi, d->r.hi_open);
    eval_set_var(c->ev, i, c->t);
    iv_struct *a = xmalloc((size_t)(d->m + 1) * sizeof *a);
    for (int j = 0; j <= d->m; j++)
        iv_init(&a[j], eval_prec(c->ev));
    eval_taylor(c->ev, f, i, d->m, a);
    iv_set_prec(d->lead, eval_prec(c->ev));
    iv_set(d->lead, &a[d->m]);
    for (int j = 0; j <= d->m; j++)
        iv_clear(&a[j]);
    free(a);
    if (!iv_is_defined(d->lead))
        return reject(c, "not shown smooth up to the contact");
    if (n->rule == CERT_CONTACT) { /* the cheap test first */
        if (d->m % 2 == 1 && d->side < 0)
            iv_neg(d->lead, d->lead);
        if (!has_sign(d->lead, g->strict))
            return reject(c, "the leading coefficient lacks the sign");
    }
    if (!range_is_point(r)) {
        f = pinned(c, f);
        p = pinned(c, p);
    }
    exact *x = eval_exact(c->pool, c->ev);
    bool ok = f != EXPR_NONE && p != EXPR_NONE &&
              exact_jet_is_zero(x, f, i, p, d->m);
    exact_free(x);
    if (!ok)
        return reject(c, "contact is not shown to be exact");
    /* at points, too, whatever the normal forms say */
    if (eval_contradicts_jet(c->ev, resolved(c, f, UINT64_C(1) << i), i, p,
                             d->m))
        return reject(c, "a coefficient does not vanish at the contact");
    return true;
}

/* The child of a tangent node: +-(d/dx_i)^m f >= 0 with x_i in R, where the
 * evaluator still is. */
static bool check_lead(checker *c, const goal *g, const cert_node *n,
                       const contact_data *d)
{
    goal sub = without_var(c, g, n->var);
    range *r = &c->box[n->var], save;
    sub.f = resolved(c, g->f, UINT64_C(1) << n->var); /* on R: see there */
    for (int j = 0; j < d->m && sub.f != EXPR_NONE; j++)
        sub.f = expr_diff(c->pool, sub.f, n->var);
    if (sub.f != EXPR_NONE && d->m % 2 == 1 && d->side < 0)
        sub.f = expr_neg(c->pool, sub.f);
    sub.margin = false;
    range_init(&save);
    range_set(&save, r);
    range_set(r, &d->r);
    bool ok = sub.f != EXPR_NONE ? check_child(c, &sub, n, 0)
                                 : reject(c, "derivative too large");
    range_set(r, &save);
    range_clear(&save);
    free((void *)(uintptr_t)sub.hyp);
    return ok;
}

/* Contact of order m.  Let p be a function of the other variables, and let f
 * be m times continuously differentiable in x_i on R = hull(B_i, p), the other
 * variables in B.  If the Taylor coefficients a_0, ..., a_{m-1} of f in x_i
 * vanish at x_i = p for all values of the others, then by Lagrange
 *   f(x) = a_m(x_i = xi) (x_i - p)^m,  xi between p and x_i.
 * So f >= 0 when a_m >= 0 on R and m is even or x_i >= p on B, and when
 * a_m <= 0 on R, m is odd and x_i <= p on B.  If moreover a_m is strictly
 * signed and x_i = p does not occur in B, f > 0.  The sign of a_m is read off
 * its enclosure (contact), or is the child's goal for m! a_m (tangent). */
static bool check_contact(checker *c, const goal *g, const cert_node *n)
{
    if (!valid_var(c, n) || n->order < 1 || n->order > 64 || n->nexpr != 1)
        return reject(c, "malformed contact rule");
    if ((expr_vars(c->pool, n->expr[0]) >> n->var & 1) != 0)
        return reject(c, "contact point depends on its own variable");
    contact_data d = {.m = n->order};
    range_init(&d.r);
    iv_init(d.lead, c->prec);
    bool ok = contact_is_exact(c, g, n, &d);
    if (ok && ((d.m % 2 == 1 && d.side == 0) || (g->strict && !d.apart)))
        ok = reject(c, "contact on the wrong side, or inside a strict claim");
    if (ok && n->rule == CERT_TANGENT)
        ok = check_lead(c, g, n, &d);
    range_clear(&d.r);
    iv_clear(d.lead);
    if (!ok)
        return false;
    c->report->leaves++;
    if (g->margin && mpfr_sgn(c->report->margin_lower) > 0)
        mpfr_set_zero(c->report->margin_lower, 1);
    return true;
}

/* ---- convexity --------------------------------------------------------- */

/* Encloses f at the point given by closed expressions, exactly 0 when that
 * can be shown. */
static void enclose_at(checker *c, expr f, const expr *point, iv_ptr out)
{
    for (int i = 0; i < c->nvars && f != EXPR_NONE; i++)
        f = expr_subst(c->pool, f, i, point[i]);
    if (f == EXPR_NONE) {
        iv_set_undefined(out);
        return;
    }
    iv_set(out, eval_enclose(c->ev, f));
    if (!iv_is_defined(out) || iv_certainly_nonzero(out))
        return;
    exact *x = eval_exact(c->pool, c->ev);
    if (exact_is_zero(x, f))
        iv_set_si(out, 0);
    exact_free(x);
}

/* Supporting plane.  Let c be a point and D = hull(B, c), closed; let f be
 * twice continuously differentiable on D with positive semidefinite Hessian
 * there.  Then f is convex on D, and f(x) >= f(c) + sum f_i(c) (x_i - c_i).
 * Equality inside the domain (f(c) = 0, grad f(c) = 0) is seen exactly.
 * Derivatives are those of f with its kinks resolved on D. */
static bool check_convex(checker *c, const goal *g, const cert_node *n)
{
    int nv = c->nvars;
    bool decided, continuous, ok = true;
    if (n->nexpr != (size_t)nv)
        return reject(c, "malformed convexity rule");
    for (int i = 0; i < nv; i++)
        if (expr_vars(c->pool, n->expr[i]) != 0)
            return reject(c, "the point is not constant");
    use(c, n, NULL, 0);
    mpfr_prec_t prec = eval_prec(c->ev);
    iv_struct *d = xmalloc((size_t)(nv + nv * nv + 1) * sizeof *d);
    iv_struct *h = d + nv;
    for (int i = 0; i < nv + nv * nv; i++)
        iv_init(&d[i], prec);
    for (int i = 0; i < nv; i++) { /* d_i = x_i - c_i; the box becomes D */
        const range *r = &c->box[i];
        iv_set(c->u, eval_enclose(c->ev, n->expr[i]));
        iv_set_ends(c->t, r->lo_inf ? NULL : r->lo, false,
                    r->hi_inf ? NULL : r->hi, false);
        if (expr_is_const(c->pool, n->expr[i])) {
            /* exact zeros at ends that are the point */
            mpq_srcptr q = expr_const_value(c->pool, n->expr[i]);
            mpq_t lo, hi;
            mpq_init(lo);
            mpq_init(hi);
            mpq_sub(lo, r->lo, q);
            mpq_sub(hi, r->hi, q);
            iv_set_ends(&d[i], r->lo_inf ? NULL : lo, false,
                        r->hi_inf ? NULL : hi, false);
            mpq_clear(lo);
            mpq_clear(hi);
        } else {
            iv_sub(&d[i], c->t, c->u);
        }
        iv_hull(c->t, c->t, c->u);
        c->t->lo_open = c->t->hi_open = false;
        eval_set_var(c->ev, i, c->t);
    }
    ok = iv_is_defined(
             eval_enclose_smooth(c->ev, g->f, &decided, &continuous)) &&
         decided && continuous;
    expr f = ok ? resolved(c, g->f, UINT64_MAX) : EXPR_NONE;
    ok = ok && f != EXPR_NONE;
    for (int i = 0; i < nv && ok; i++)
        for (int j = 0; j < nv && ok; j++) {
            expr e = hessian(c, f, i, j);
            if (e == EXPR_NONE)
                ok = false;
            else
                iv_set(&h[i * nv + j], eval_enclose(c->ev, e));
            ok = ok && iv_is_defined(&h[i * nv + j]);
        }
    ok = ok && iv_matrix_psd(h, nv);
    if (ok) {
        enclose_at(c, f, n->expr, c->t);
        for (int i = 0; i < nv; i++) {
            enclose_at(c, gradient(c, f, i), n->expr, c->u);
            iv_mul(c->u, c->u, &d[i]);
            iv_add(c->t, c->t, c->u);
        }
    }
    for (int i = 0; i < nv + nv * nv; i++)
        iv_clear(&d[i]);
    free(d);
    if (!ok)
        return reject(c, "not shown convex on the box");
    return close_leaf(c, g, c->t, "supporting plane lacks the sign");
}

/* ---- rules with children ----------------------------------------------- */

/* B is covered by {x_i <= q} and {x_i >= q}. */
static bool check_split(checker *c, const goal *g, const cert_node *n)
{
    if (!valid_var(c, n) || !n->has_q)
        return reject(c, "malformed split");
    range *r = &c->box[n->var], save;
    if ((!r->lo_inf && mpq_cmp(n->q, r->lo) <= 0) ||
        (!r->hi_inf && mpq_cmp(n->q, r->hi) >= 0))
        return reject(c, "split point is not inside the range");
    range_init(&save);
    range_set(&save, r);
    mpq_set(r->hi, n->q);
    r->hi_inf = r->hi_open = false;
    bool ok = check_child(c, g, n, 0);
    range_set(r, &save);
    if (ok) {
        mpq_set(r->lo, n->q);
        r->lo_inf = r->lo_open = false;
        ok = check_child(c, g, n, 1);
        range_set(r, &save);
    }
    range_clear(&save);
    return ok;
}

/* Monotone.  Let e be the finite end of B_i on the side from which f grows,
 * f continuous on B with that end closed, and +-f_i >= 0 at every point with
 * x_i inside B_i (at kinks: see the mean value form).  Then
 * f(x) >= f(x with x_i = e), so the sign on the face {x_i = e} is enough.
 * Doubled sign (++, --): if e itself is not in B_i and +-f_i > 0 inside, then
 * f(x) > f(x with x_i = e), and >= 0 on the face suffices for f > 0.
 * Hypotheses that involve x_i are dropped: the path may leave them. */
static bool check_monotone(checker *c, const goal *g, const cert_node *n)
{
    bool up = n->order > 0, strong = n->order == 2 || n->order == -2;
    bool decided, continuous;
    if (!valid_var(c, n) || n->order == 0 || n->order > 2 || n->order < -2)
        return reject(c, "malformed monotonicity rule");
    range *r = &c->box[n->var], save;
    if (up ? r->lo_inf : r->hi_inf)
        return reject(c, "no finite face on that side");
    if (range_is_point(r))
        return reject(c, "the range is a point already");
    if (strong && !(up ? r->lo_open : r->hi_open))
        return reject(c, "the face belongs to the box");
    expr d = gradient(c, g->f, n->var);
    if (!up)
        d = expr_neg(c->pool, d);
    if (d == EXPR_NONE)
        return reject(c, "no derivative");
    goal sub = without_var(c, g, n->var);
    range_init(&save);
    range_set(&save, r);
    *(up ? &r->lo_open : &r->hi_open) = false;
    use(c, n, sub.hyp, sub.nhyps);
    bool ok = iv_is_defined(
                  eval_enclose_smooth(c->ev, g->f, &decided, &continuous)) &&
              continuous;
    if (!ok)
        reject(c, "not shown continuous up to the face");
    if (ok) { /* the derivative, inside */
        goal slope = sub;
        slope.f = d;
        slope.strict = strong;
        slope.margin = false;
        r->lo_open = r->hi_open = true;
        ok = check_child(c, &slope, n, 0);
    }
    if (ok) { /* f on the face */
        goal face = sub;
        face.strict = g->strict && !strong;
        range_set(r, &save);
        r->lo_open = r->hi_open = r->lo_inf = r->hi_inf = false;
        if (up)
            mpq_set(r->hi, r->lo);
        else
            mpq_set(r->lo, r->hi);
        ok = check_child(c, &face, n, 1);
    }
    range_set(r, &save);
    range_clear(&save);
    free((void *)(uintptr_t)sub.hyp);
    return ok;
}

/* Product.  If f = s_1^e_1 ... s_N^e_N g wherever all are defined, f and the
 * s_k are defined on B, every s_k^e_k >= 0 there (even power, or s_k >= 0;
 * s_k != 0 where e_k < 0), then g >= 0 implies f >= 0; for > 0 every s_k must
 * be != 0.  With N = 0 this is rewriting f as an equal expression. */
static bool check_product(checker *c, const goal *g, const cert_node *n)
{
    if (n->nexpr < 1)
        return reject(c, "malformed product");
    size_t k, nfac = n->nexpr - 1;
    use(c, n, g->hyp, g->nhyps);
    if (!iv_is_defined(eval_enclose(c->ev, g->f)))
        return reject(c, "not shown defined on the box");
    expr prod = n->expr[nfac];
    for (k = 0; k < nfac; k++) {
        long e = n->power[k];
        iv_srcptr v = eval_enclose(c->ev, n->expr[k]);
        if (!iv_is_defined(v) || e == 0 ||
            ((g->strict || e < 0) && !iv_certainly_nonzero(v)) ||
            (e % 2 != 0 && !iv_certainly_nonneg(v)))
            return reject(c, "a factor lacks the sign");
        prod = expr_mul(c->pool, expr_pow_si(c->pool, n->expr[k], e), prod);
    }
    expr zero = pinned(c, expr_sub(c->pool, g->f, prod));
    if (zero == EXPR_NONE)
        return reject(c, "product too large");
    if (!expr_is_si(c->pool, zero, 0)) {
        exact *x = eval_exact(c->pool, c->ev);
        bool same = exact_is_zero(x, zero);
        exact_free(x);
        if (!same)
            return reject(c, "product is not shown equal to the function");
    }
    goal rest = *g;
    rest.f = n->expr[nfac];
    rest.margin = g->margin && nfac == 0;
    if (!rest.margin && g->margin)
        c->report->margin_known = false;
    return check_child(c, &rest, n, 0);
}

/* Cases.  At every point of B one branch of the kink is taken; there f equals
 * the expression in which the kink is replaced by that branch.  What decides
 * the branch must be defined all over B. */
static bool check_cases(checker *c, const goal *g, const cert_node *n)
{
    expr kink = expr_kink(c->pool, g->f, n->order);
    expr_branch way[2];
    if (kink == EXPR_NONE)
        return reject(c, "no such kink");
    if (!expr_branches(c->pool, kink, way))
        return reject(c, "branches too large");
    use(c, n, g->hyp, g->nhyps);
    if (!iv_is_defined(eval_enclose(c->ev, way[0].when)))
        return reject(c, "the condition is not shown defined");
    bool ok = true;
    sign_condition *hyp = xmalloc((g->nhyps + 1) * sizeof *hyp);
    if (g->nhyps > 0)
        memcpy(hyp, g->hyp, g->nhyps * sizeof *hyp);
    for (int k = 0; k < 2 && ok; k++) {
        goal sub = *g;
        sub.f = expr_replace(c->pool, g->f, kink, way[k].value);
        hyp[g->nhyps] = (sign_condition){way[k].when, way[k].strict};
        sub.hyp = hyp;
        sub.nhyps = g->nhyps + 1;
        ok = sub.f != EXPR_NONE ? check_child(c, &sub, n, k)
                                : reject(c, "branch too large");
    }
    free(hyp);
    return ok;
}

/* Inversion.  If x_i > 0 on B, x_i = 1/t maps t in 1/B_i onto B_i. */
static bool check_invert(checker *c, const goal *g, const cert_node *n)
{
    if (!valid_var(c, n))
        return reject(c, "malformed inversion");
    range *r = &c->box[n->var], save;
    bool from_zero = !r->lo_inf && mpq_sgn(r->lo) == 0;
    if (r->lo_inf || mpq_sgn(r->lo) < 0 || (from_zero && !r->lo_open) ||
        (!r->hi_inf && mpq_sgn(r->hi) <= 0))
        return reject(c, "the range is not positive");
    expr inverse = expr_div(c->pool, expr_si(c->pool, 1),
                            expr_var(c->pool, n->var));
    goal sub = *g;
    sub.f = expr_subst(c->pool, g->f, n->var, inverse);
    bool ok = sub.f != EXPR_NONE;
    sign_condition *hyp = xmalloc((g->nhyps + 1) * sizeof *hyp);
    for (size_t k = 0; k < g->nhyps && ok; k++) {
        hyp[k].e = expr_subst(c->pool, g->hyp[k].e, n->var, inverse);
        hyp[k].strict = g->hyp[k].strict;
        ok = hyp[k].e != EXPR_NONE;
    }
    sub.hyp = hyp;
    range_init(&save);
    range_set(&save, r);
    r->lo_inf = false; /* 1/inf: an open end at 0 */
    r->lo_open = save.hi_open || save.hi_inf;
    mpq_set_si(r->lo, 0, 1);
    if (!save.hi_inf)
        mpq_inv(r->lo, save.hi);
    r->hi_inf = from_zero;
    r->hi_open = save.lo_open;
    if (!from_zero)
        mpq_inv(r->hi, save.lo);
    ok = ok ? check_child(c, &sub, n, 0) : reject(c, "inversion too large");
    range_set(r, &save);
    range_clear(&save);
    free(hyp);
    return ok;
}

static bool check(checker *c, const goal *g, const cert_node *n)
{
    c->report->nodes++;
    if (n == NULL || n->rule == CERT_OPEN)
        return reject(c, "the certificate is not complete");
    if (n->prec != 0 && (n->prec < LIMIT_PREC_MIN || n->prec > LIMIT_PREC_MAX))
        return reject(c, "precision out of range");
    if (c->depth >= CERT_MAX_DEPTH)
        return reject(c, "the certificate is too deep");
    c->depth++;
    bool ok = false;
    switch (n->rule) {
    case CERT_NATURAL:
        ok = check_natural(c, g, n);
        break;
    case CERT_VOID:
        ok = check_void(c, g, n);
        break;
    case CERT_EMPTY:
        ok = check_empty(c);
        break;
    case CERT_MEANVALUE:
        ok = check_meanvalue(c, g, n);
        break;
    case CERT_TAYLOR:
        ok = check_taylor(c, g, n);
        break;
    case CERT_SPLIT:
        ok = check_split(c, g, n);
        break;
    case CERT_MONOTONE:
        ok = check_monotone(c, g, n);
        break;
    case CERT_CONTACT:
    case CERT_TANGENT:
        ok = check_contact(c, g, n);
        break;
    case CERT_CONVEX:
        ok = check_convex(c, g, n);
        break;
    case CERT_PRODUCT:
        ok = check_product(c, g, n);
        break;
    case CERT_CASES:
        ok = check_cases(c, g, n);
        break;
    case CERT_INVERT:
        ok = check_invert(c, g, n);
        break;
    default:
        ok = reject(c, "unknown rule");
        break;
    }
    c->depth--;
    return ok;
}

/* ---- entry points ------------------------------------------------------ */

checker *checker_new(const problem *p, mpfr_prec_t prec)
{
    assert(prec >= LIMIT_PREC_MIN && prec <= LIMIT_PREC_MAX);
    checker *c = xcalloc(1, sizeof *c);
    c->pool = p->pool;
    c->names = p->names;
    c->nvars = p->nvars;
    c->prec = prec;
    c->ev = eval_new(p->pool, prec);
    c->box = xcalloc((size_t)p->nvars, sizeof *c->box);
    for (int i = 0; i < p->nvars; i++)
        range_init(&c->box[i]);
    iv_init(c->t, prec);
    iv_init(c->u, prec);
    return c;
}

void checker_free(checker *c)
{
    if (c == NULL)
        return;
    for (int i = 0; i < c->nvars; i++)
        range_clear(&c->box[i]);
    for (size_t i = 0; i < CACHED; i++)
        free(c->cache[i].d);
    iv_clear(c->t);
    iv_clear(c->u);
    eval_free(c->ev);
    free(c->box);
    free(c);
}

static bool run(checker *c, const goal *g, const range *box,
                const cert_node *cert, checker_report *report)
{
    c->report = report;
    c->path[0] = '\0';
    c->depth = 0;
    for (int i = 0; i < c->nvars; i++)
        range_set(&c->box[i], &box[i]);
    bool ok = check(c, g, cert);
    c->report = NULL;
    return ok;
}

bool checker_tries(checker *c, expr f, bool strict, const range *box,
                   const sign_condition *hyp, size_t nhyps,
                   const cert_node *cert)
{
    checker_report r;
    checker_report_init(&r);
    goal g = {f, strict, false, hyp, nhyps};
    bool ok = run(c, &g, box, cert, &r);
    checker_report_clear(&r);
    return ok;
}

/* c, made for another problem of the same pool, now serves p.  Derivatives
 * and closed values belong to the pool, not to the problem, and stay. */
static void rebind(checker *c, const problem *p)
{
    assert(c->pool == p->pool);
    c->names = p->names;
    if (c->nvars == p->nvars)
        return;
    for (int i = 0; i < c->nvars; i++)
        range_clear(&c->box[i]);
    c->nvars = p->nvars;
    c->box = xrealloc(c->box, ((size_t)c->nvars + 1) * sizeof *c->box);
    for (int i = 0; i < c->nvars; i++)
        range_init(&c->box[i]);
    for (size_t i = 0; i < CACHED; i++)
        c->cache[i].f = EXPR_NONE; /* their layout depends on nvars */
}

static bool accepts(checker *c, const problem *p, size_t k,
                    const cert_node *cert, checker_report *report)
{
    if (k >= p->ngoals)
        return false;
    rebind(c, p);
    checker_report local;
    checker_report_init(&local);
    goal g = {p->goal[k].e, p->goal[k].strict, true, p->hyp, p->nhyps};
    bool ok = run(c, &g, p->box, cert, report != NULL ? report : &local);
    checker_report_clear(&local);
    return ok;
}

bool checker_accepts_in(checker *c, const problem *p, size_t k,
                        const cert_node *cert, checker_report *report)
{
    entry_state old;
    entry_begin(&old);
    bool r = accepts(c, p, k, cert, report);
    entry_end(&old);
    return r;
}

bool checker_accepts(const problem *p, size_t k, const cert_node *cert,
                     mpfr_prec_t prec, checker_report *report)
{
    if (prec < LIMIT_PREC_MIN || prec > LIMIT_PREC_MAX)
        return false;
    checker *c = checker_new(p, prec);
    bool ok = checker_accepts_in(c, p, k, cert, report);
    checker_free(c);
    return ok;
}
