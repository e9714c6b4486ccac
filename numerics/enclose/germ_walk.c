/* Germs of all parts of a function, up to an end of a range.  Believed.
 *
 * For each of its parts a germ (germ_internal.h) is formed that is true on the
 * whole range at hand, so the part is defined there, from
 *
 *   - the part's enclosure, where that is bounded;
 *   - a zero of order m at a finite end p, where the part is smooth: it is
 *     s^m times values of its m-th Taylor coefficient over the range;
 *   - else the germs of its own parts, by germ_arithmetic.c.
 *
 * The integrand's own germ is integrated in closed form (eval_germ.c). */
#include "germ_internal.h"
#include "iv_internal.h"

#include "../base/memory.h"
#include "../expr/expr_internal.h"

#include <stdlib.h>

enum {
    MAX_ZERO = 3 /* orders of zeros that are looked for */
};

const germ *germ_walk_of(const germ_walk *k, expr e)
{
    return &k->germ[expr_map_get(&k->place, e) - 1];
}

static bool depends(const germ_walk *k, const expr_node *n)
{
    return (n->vars >> k->at->t & 1) != 0;
}

static bool is_exactly_zero(iv_srcptr a)
{
    return iv_is_defined(a) && mpfr_zero_p(iv_lower(a)) &&
           mpfr_zero_p(iv_upper(a));
}

/* +-(t - end) = s */
static long side(const germ_walk *k)
{
    return k->at->end == GERM_UPPER || k->at->end == GERM_MINUS ? -1 : 1;
}

/* r, where e has a zero of order 1 .. MAX_ZERO at the end and is smooth on the
 * closed range; false if that is not seen. */
static bool from_zero(germ_walk *k, germ *r, expr e)
{
    iv_struct c[MAX_ZERO + 1];
    int m = 0;
    bool ok = false;
    for (int j = 0; j <= MAX_ZERO; j++)
        iv_init(&c[j], k->w.prec);
    eval_set_var(k->in, k->at->t, &k->end);
    eval_taylor(k->in, e, k->at->t, MAX_ZERO, c);
    while (m <= MAX_ZERO && is_exactly_zero(&c[m]))
        m++;
    eval_set_var(k->in, k->at->t, &k->range);
    if (m > 0 && m <= MAX_ZERO) {
        iv_t whole;
        iv_init(whole, k->w.prec);
        iv_set(whole, &k->range);
        whole->lo_open = whole->hi_open = false;
        eval_set_var(k->in, k->at->t, whole);
        eval_taylor(k->in, e, k->at->t, m, c);
        eval_set_var(k->in, k->at->t, &k->range);
        if (m % 2 != 0 && side(k) < 0)
            iv_neg(&c[m], &c[m]);
        germ_set_power(r, m, &c[m]);
        ok = r->ok;
        iv_clear(whole);
    }
    for (int j = 0; j <= MAX_ZERO; j++)
        iv_clear(&c[j]);
    return ok;
}

static void variable(germ_walk *k, germ *r)
{
    iv_set_si(&k->w.v, side(k));
    germ_set_power(r, 1, &k->w.v);
}

/* A divisor of which only bounds are known, as cosh: its inverse is bounded. */
static void invert(germ_walk *k, germ *r, expr divisor)
{
    iv_set_si(&k->w.u, 1);
    iv_div(&k->w.v, &k->w.u, eval_enclose(k->in, divisor));
    germ_set_bounded(r, &k->w.v);
}

void germ_quotient(germ_walk *k, germ *r, const germ *a, const germ *b,
                     expr divisor)
{
    germ inverse;
    germ_init(&inverse, k->w.prec);
    germ_inverse(&k->w, &inverse, b);
    if (!inverse.ok)
        invert(k, &inverse, divisor);
    germ_mul(&k->w, r, a, &inverse);
    germ_clear(&inverse);
}

static void conditional(germ_walk *k, germ *r, const expr_node *n)
{
    iv_srcptr h = eval_enclose(k->in, n->arg[0]);
    int holds = iv_is_defined(h) ? eval_condition(h, n->strict) : 0;
    r->ok = false;
    if (holds != 0)
        germ_copy(r, germ_walk_of(k, n->arg[holds > 0 ? 1 : 2]));
    else if (iv_is_defined(h))
        germ_hull(&k->w, r, germ_walk_of(k, n->arg[1]), germ_walk_of(k, n->arg[2]));
}

/* cosh u = e^|u| (1 + e^-2|u|)/2, and |sinh u| <= e^|u|/2. */
static void hyperbolic(germ_walk *k, germ *r, const germ *u, bool is_cosh)
{
    germ t;
    mpq_t q;
    germ_init(&t, k->w.prec);
    mpq_init(q);
    germ_abs(&k->w, &t, u);
    germ_exp(&k->w, r, &t);
    mpq_set_si(q, 1, 2);
    iv_set_q(&k->w.u, q);
    if (is_cosh)
        iv_set_si(&k->w.v, 1);
    else
        iv_neg(&k->w.v, &k->w.u);
    iv_hull(&k->w.u, &k->w.u, &k->w.v);
    iv_mul(&r->c, &r->c, &k->w.u);
    mpq_clear(q);
    germ_clear(&t);
}

static void whole_part(germ_walk *k, germ *r, const germ *u)
{
    germ t;
    germ_init(&t, k->w.prec);
    iv_set_si(&k->w.u, -1);
    iv_set_si(&k->w.v, 0);
    iv_hull(&k->w.u, &k->w.u, &k->w.v);
    germ_set_bounded(&t, &k->w.u);
    germ_add(&k->w, r, u, &t, false);
    germ_clear(&t);
}

/* psi(u) = log u - v/u, 0 < v < 1, for u > 0 (DLMF 5.11.2 and 5.9.13). */
static void digamma(germ_walk *k, germ *r, const germ *u, expr argument)
{
    germ t, l;
    iv_srcptr v = eval_enclose(k->in, argument);
    r->ok = false;
    if (!iv_certainly_pos(v))
        return;
    germ_init(&t, k->w.prec);
    germ_init(&l, k->w.prec);
    iv_set_si(&k->w.u, -1);
    iv_div(&k->w.v, &k->w.u, v);
    germ_with_zero(&k->w.v);
    germ_set_bounded(&t, &k->w.v);
    germ_log(&k->w, &l, u);
    germ_add(&k->w, r, &l, &t, false);
    germ_clear(&t);
    germ_clear(&l);
}

/* A function with the value 0 at 0, of what tends to 0: by the mean value theorem
 * that times a value of the slope between 0 and it. */
static void small_argument(germ_walk *k, germ *r, const expr_node *n,
                           const germ *u)
{
    germ v, slope;
    iv_struct d[2];
    iv_t range;
    r->ok = false;
    if (!u->ok || u->log || u->has_exp ||
        !(k->w.far ? iv_certainly_neg(&u->a) : iv_certainly_pos(&u->a)))
        return;
    germ_init(&v, k->w.prec);
    germ_init(&slope, k->w.prec);
    iv_init(&d[0], k->w.prec);
    iv_init(&d[1], k->w.prec);
    iv_init(range, k->w.prec);
    iv_set(range, &u->c);
    germ_decay(&k->w, range, &u->a); /* a hull of u and 0 */
    germ_with_zero(range);
    if (germ_function_taylor(k->in, n, range, 1, d)) {
        germ_copy(&v, u);
        germ_set_bounded(&slope, &d[1]);
        germ_mul(&k->w, r, &v, &slope);
    }
    germ_clear(&v);
    germ_clear(&slope);
    iv_clear(&d[0]);
    iv_clear(&d[1]);
    iv_clear(range);
}

static void from_parts(germ_walk *k, germ *r, const expr_node *n)
{
    germ_work *w = &k->w;
    const germ *a = n->nargs > 0 ? germ_walk_of(k, n->arg[0]) : NULL;
    const germ *b = n->nargs > 1 ? germ_walk_of(k, n->arg[1]) : NULL;
    r->ok = false;
    switch ((expr_op)n->op) {
    case EXPR_NEG:
        germ_negate(r, a);
        break;
    case EXPR_ADD:
    case EXPR_SUB:
        germ_add(w, r, a, b, n->op == EXPR_SUB);
        break;
    case EXPR_MUL:
        germ_mul(w, r, a, b);
        break;
    case EXPR_DIV:
        germ_quotient(k, r, a, b, n->arg[1]);
        break;
    case EXPR_POW:
        germ_raise(w, r, a, n->p, 1);
        break;
    case EXPR_ROOT:
        germ_raise(w, r, a, n->p, n->q);
        break;
    case EXPR_SQRT:
        germ_raise(w, r, a, 1, 2);
        break;
    case EXPR_EXP:
        germ_exp(w, r, a);
        break;
    case EXPR_LOG:
        germ_log(w, r, a);
        break;
    case EXPR_COSH:
    case EXPR_SINH:
        hyperbolic(k, r, a, n->op == EXPR_COSH);
        break;
    case EXPR_DIGAMMA:
        digamma(k, r, a, n->arg[0]);
        break;
    case EXPR_SIN:
    case EXPR_TAN:
    case EXPR_ASIN:
    case EXPR_ATAN:
    case EXPR_TANH:
    case EXPR_ASINH:
    case EXPR_ATANH:
    case EXPR_ERF:
    case EXPR_EXPM1:
    case EXPR_LOG1P:
        small_argument(k, r, n, a);
        break;
    case EXPR_FLOOR: /* u plus something in [-1, 0] */
        whole_part(k, r, a);
        break;
    case EXPR_ABS:
        germ_abs(w, r, a);
        break;
    case EXPR_MIN:
    case EXPR_MAX:
        germ_hull(w, r, a, b);
        break;
    case EXPR_IF:
        conditional(k, r, n);
        break;
    default:
        break;
    }
}

/* A sum or difference of two that have poles at the end. */
static bool of_poles(germ_walk *k, germ *r, const expr_node *n)
{
    if (n->op != EXPR_ADD && n->op != EXPR_SUB)
        return false;
    for (int j = 0; j < 2; j++) {
        const germ *x = germ_walk_of(k, n->arg[j]);
        if (!x->ok || x->log || x->has_exp ||
            mpfr_cmp_si(iv_upper(&x->a), -1) > 0)
            return false;
    }
    return germ_common(k, r, n);
}

static void form(germ_walk *k, germ *r, expr e)
{
    const expr_node *n = expr_get(k->in->pool, e);
    bool finite = k->at->end == GERM_LOWER || k->at->end == GERM_UPPER;
    bool through_zero = !finite || is_exactly_zero(&k->end);
    r->ok = false;
    if (!depends(k, n)) {
        germ_set_bounded(r, eval_enclose(k->in, e));
        return;
    }
    if (n->op == EXPR_VAR && through_zero) {
        variable(k, r);
        return;
    }
    if (n->op != EXPR_VAR && !(finite && from_zero(k, r, e)) &&
        !(finite && of_poles(k, r, n)))
        from_parts(k, r, n);
    if (!r->ok)
        germ_set_bounded(r, eval_enclose(k->in, e));
}

/* s and its edge: near, at most 1; far, at least 1.  false: not so. */
static bool set_edge(germ_walk *k)
{
    const germ_place *at = k->at;
    iv_t p, q;
    bool ok;
    k->w.far = at->end == GERM_PLUS || at->end == GERM_MINUS;
    iv_init(p, mpfr_get_prec(at->p));
    iv_init(q, mpfr_get_prec(at->q));
    iv_set_si(&k->w.u, 1);
    mpfr_set(iv_lower_end(p), at->p, MPFR_RNDN);
    mpfr_set(iv_upper_end(p), at->p, MPFR_RNDN);
    mpfr_set(iv_lower_end(q), at->q, MPFR_RNDN);
    mpfr_set(iv_upper_end(q), at->q, MPFR_RNDN);
    p->defined = q->defined = true;
    p->lo_open = p->hi_open = q->lo_open = q->hi_open = false;
    if (at->end == GERM_PLUS)
        iv_set(&k->w.edge, p);
    else if (at->end == GERM_MINUS)
        iv_neg(&k->w.edge, q);
    else
        iv_sub(&k->w.edge, q, p);
    if (!k->w.far)
        iv_set(&k->end, at->end == GERM_LOWER ? p : q);
    iv_sub(&k->w.v, &k->w.edge, &k->w.u);
    ok = (k->w.far ? iv_certainly_nonneg(&k->w.v)
                   : iv_certainly_nonpos(&k->w.v)) &&
         iv_certainly_pos(&k->w.edge);
    if (ok)
        iv_log(&k->w.log_edge, &k->w.edge);
    iv_clear(p);
    iv_clear(q);
    return ok;
}

bool germ_walk_begin(germ_walk *k, eval *in, expr f, const germ_place *at)
{
    *k = (germ_walk){.in = in, .at = at};
    iv_struct *scratch[] = {&k->w.edge, &k->w.log_edge, &k->w.u, &k->w.v,
                            &k->range};
    k->w.prec = in->prec;
    for (size_t j = 0; j < sizeof scratch / sizeof *scratch; j++)
        iv_init(scratch[j], in->prec);
    /* the ends as they are: what has more bits than values have stays exact */
    mpfr_prec_t long_prec = mpfr_get_prec(at->p) > in->prec
                                ? mpfr_get_prec(at->p)
                                : in->prec;
    iv_init(&k->end, long_prec);
    iv_set_prec(&k->range, long_prec);
    iv_set(&k->range, &in->var[at->t].given);
    if (!set_edge(k))
        return false;
    k->order = expr_postorder(in->pool, f, &k->n);
    k->germ = xcalloc(k->n, sizeof *k->germ);
    expr_map_init(&k->place, k->n);
    for (size_t j = 0; j < k->n; j++) {
        germ_init(&k->germ[j], in->prec);
        expr_map_set(&k->place, k->order[j], (expr)(j + 1));
        form(k, &k->germ[j], k->order[j]);
    }
    return true;
}

void germ_walk_finish(germ_walk *k)
{
    iv_struct *scratch[] = {&k->w.edge, &k->w.log_edge, &k->w.u, &k->w.v,
                            &k->range, &k->end};
    for (size_t j = 0; j < k->n; j++)
        germ_clear(&k->germ[j]);
    if (k->germ != NULL)
        expr_map_clear(&k->place);
    free(k->germ);
    free(k->order);
    for (size_t j = 0; j < sizeof scratch / sizeof *scratch; j++)
        iv_clear(scratch[j]);
}
