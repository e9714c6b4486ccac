/* How an integrand behaves up to an end of its range.  Believed.
 *
 * For each of its parts a germ (germ_internal.h) is formed that is true on the
 * whole range at hand, so the part is defined there, from
 *
 *   - the part's enclosure, where that is bounded;
 *   - a zero of order m at a finite end p, where the part is smooth: it is
 *     s^m times values of its m-th Taylor coefficient over the range;
 *   - else the germs of its own parts, by germ_arithmetic.c.
 *
 * The integrand's own germ is integrated in closed form (germ_tail.c).
 *
 * Waves.  Let f = h w_1 .. w_j on [R, inf), R >= 1, each w a power of one and
 * the same sin u or cos u, j >= 1, with 0 < m <= |u'| <= M there, and let
 * |h| >= c s^e, c > 0, e >= -1.  Then the integral of |f| is infinite: with
 * y = |u - u(R)|, which is at most M (s - R) and at least m (s - R),
 *
 *     int |f| ds >= c/M int |sin or cos (+-y + u(R))|^n s(y)^-1 dy,
 *     s(y) <= R + y/m,
 *
 * and each half-period of the wave adds the same positive number times the
 * least 1/(R + y/m) in it: a harmonic series.  (One u: the product of two
 * waves might be small wherever it likes.) */
#include "germ_internal.h"
#include "iv_internal.h"

#include "../base/memory.h"
#include "../expr/expr_internal.h"

#include <stdlib.h>

enum {
    MAX_ZERO = 3 /* orders of zeros that are looked for */
};

typedef struct {
    eval *in;
    const germ_place *at;
    germ_work w;
    expr *order;
    size_t n;
    germ *germ;     /* by place in order */
    expr_map place; /* node -> place + 1 */
    iv_struct range, end; /* x_t as it is, and at its end */
} walk;

static const germ *of(const walk *k, expr e)
{
    return &k->germ[expr_map_get(&k->place, e) - 1];
}

static bool depends(const walk *k, const expr_node *n)
{
    return (n->vars >> k->at->t & 1) != 0;
}

static bool is_exactly_zero(iv_srcptr a)
{
    return iv_is_defined(a) && mpfr_zero_p(iv_lower(a)) &&
           mpfr_zero_p(iv_upper(a));
}

/* +-(t - end) = s */
static long side(const walk *k)
{
    return k->at->end == GERM_UPPER || k->at->end == GERM_MINUS ? -1 : 1;
}

/* r, where e has a zero of order 1 .. MAX_ZERO at the end and is smooth on the
 * closed range; false if that is not seen. */
static bool from_zero(walk *k, germ *r, expr e)
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

static void variable(walk *k, germ *r)
{
    iv_set_si(&k->w.v, side(k));
    germ_set_power(r, 1, &k->w.v);
}

/* A divisor of which only bounds are known, as cosh: its inverse is bounded. */
static void invert(walk *k, germ *r, expr divisor)
{
    iv_set_si(&k->w.u, 1);
    iv_div(&k->w.v, &k->w.u, eval_enclose(k->in, divisor));
    germ_set_bounded(r, &k->w.v);
}

static void quotient(walk *k, germ *r, const germ *a, const germ *b,
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

static void conditional(walk *k, germ *r, const expr_node *n)
{
    iv_srcptr h = eval_enclose(k->in, n->arg[0]);
    int holds = iv_is_defined(h) ? eval_condition(h, n->strict) : 0;
    r->ok = false;
    if (holds != 0)
        germ_copy(r, of(k, n->arg[holds > 0 ? 1 : 2]));
    else if (iv_is_defined(h))
        germ_hull(&k->w, r, of(k, n->arg[1]), of(k, n->arg[2]));
}

/* cosh u = e^|u| (1 + e^-2|u|)/2, and |sinh u| <= e^|u|/2. */
static void hyperbolic(walk *k, germ *r, const germ *u, bool is_cosh)
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

static void whole_part(walk *k, germ *r, const germ *u)
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

static void from_parts(walk *k, germ *r, const expr_node *n)
{
    germ_work *w = &k->w;
    const germ *a = n->nargs > 0 ? of(k, n->arg[0]) : NULL;
    const germ *b = n->nargs > 1 ? of(k, n->arg[1]) : NULL;
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
        quotient(k, r, a, b, n->arg[1]);
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

static void form(walk *k, germ *r, expr e)
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
    if (n->op != EXPR_VAR && !(finite && from_zero(k, r, e)))
        from_parts(k, r, n);
    if (!r->ok)
        germ_set_bounded(r, eval_enclose(k->in, e));
}

/* s and its edge: near, at most 1; far, at least 1.  false: not so. */
static bool set_edge(walk *k)
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

/* ---- waves -------------------------------------------------------------- */

/* Is |u'| bounded, and bounded away from 0, on the range? */
static bool runs(walk *k, expr u)
{
    iv_struct c[2];
    iv_init(&c[0], k->w.prec);
    iv_init(&c[1], k->w.prec);
    eval_taylor(k->in, u, k->at->t, 1, c);
    bool ok = iv_is_bounded(&c[1]) && (mpfr_sgn(iv_lower(&c[1])) > 0 ||
                                       mpfr_sgn(iv_upper(&c[1])) < 0);
    iv_clear(&c[0]);
    iv_clear(&c[1]);
    return ok;
}

/* r = e's germ without its factors that are sin u or cos u; *wave is such a
 * factor, or EXPR_NONE as yet.  Recursion: no deeper than DEEPEST. */
static void without_waves(walk *k, germ *r, expr e, expr *wave, int depth)
{
    enum {
        DEEPEST = 50
    };
    const expr_node *n = expr_get(k->in->pool, e);
    germ a, b;
    bool is_wave = n->op == EXPR_SIN || n->op == EXPR_COS;
    germ_copy(r, of(k, e));
    if (is_wave && (*wave == e || (*wave == EXPR_NONE && runs(k, n->arg[0])))) {
        *wave = e;
        iv_set_si(&k->w.v, 1);
        germ_set_bounded(r, &k->w.v);
        return;
    }
    if (depth == DEEPEST || (n->op != EXPR_NEG && n->op != EXPR_MUL &&
                             n->op != EXPR_DIV && n->op != EXPR_POW))
        return;
    germ_init(&a, k->w.prec);
    germ_init(&b, k->w.prec);
    without_waves(k, &a, n->arg[0], wave, depth + 1);
    if (n->op == EXPR_NEG) {
        germ_negate(r, &a);
    } else if (n->op == EXPR_POW) {
        germ_raise(&k->w, r, &a, n->p, 1);
    } else if (n->op == EXPR_MUL) {
        without_waves(k, &b, n->arg[1], wave, depth + 1);
        germ_mul(&k->w, r, &a, &b);
    } else {
        quotient(k, r, &a, of(k, n->arg[1]), n->arg[1]);
    }
    germ_clear(&a);
    germ_clear(&b);
}

static bool waves_diverge(walk *k, expr f)
{
    germ h;
    expr wave = EXPR_NONE;
    germ_init(&h, k->w.prec);
    without_waves(k, &h, f, &wave, 0);
    bool yes = wave != EXPR_NONE && germ_diverges(&k->w, &h);
    germ_clear(&h);
    return yes;
}

germ_answer eval_germ(eval *in, expr f, const germ_place *at, iv_ptr value)
{
    walk k = {.in = in, .at = at};
    iv_struct *scratch[] = {&k.w.edge, &k.w.log_edge, &k.w.u, &k.w.v,
                            &k.range};
    germ_answer r = GERM_UNKNOWN;
    k.w.prec = in->prec;
    for (size_t j = 0; j < sizeof scratch / sizeof *scratch; j++)
        iv_init(scratch[j], in->prec);
    /* the ends as they are: what has more bits than values have stays exact */
    mpfr_prec_t long_prec = mpfr_get_prec(at->p) > in->prec
                                ? mpfr_get_prec(at->p)
                                : in->prec;
    iv_init(&k.end, long_prec);
    iv_set_prec(&k.range, long_prec);
    iv_set(&k.range, &in->var[at->t].given);
    if (set_edge(&k)) {
        k.order = expr_postorder(in->pool, f, &k.n);
        k.germ = xcalloc(k.n, sizeof *k.germ);
        expr_map_init(&k.place, k.n);
        for (size_t j = 0; j < k.n; j++) {
            germ_init(&k.germ[j], in->prec);
            expr_map_set(&k.place, k.order[j], (expr)(j + 1));
            form(&k, &k.germ[j], k.order[j]);
        }
        r = germ_integrate(&k.w, &k.germ[k.n - 1], value);
        if (r == GERM_UNKNOWN && k.w.far && waves_diverge(&k, f))
            r = GERM_DIVERGES;
        for (size_t j = 0; j < k.n; j++)
            germ_clear(&k.germ[j]);
        free(k.germ);
        free(k.order);
        expr_map_clear(&k.place);
    }
    for (size_t j = 0; j < sizeof scratch / sizeof *scratch; j++)
        iv_clear(scratch[j]);
    iv_clear(&k.end);
    return r;
}
