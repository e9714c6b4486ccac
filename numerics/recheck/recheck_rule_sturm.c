/* `sturm VAR`, by the second engine: a second opinion on
 * ../check/rule_sturm.c, from the same theorem by another road: Arb isolates
 * the roots, and signs are taken between them. */
#include "recheck_internal.h"

#include "recheck_quotient.h"

#include "../base/memory.h"

#include <arb_fmpz_poly.h>
#include <stdlib.h>
#include <acb.h>

enum {
    FIRST_BITS = 64,
    LAST_BITS = 1 << 14 /* where roots and ends are told apart at the latest */
};

typedef enum {
    NONZERO,
    POSITIVE,
    NONNEGATIVE
} wanted;

static int sign_of(const fmpz_poly_t p, const fmpq_t x)
{
    fmpq_t v;
    fmpq_init(v);
    fmpz_poly_evaluate_fmpq(v, p, x);
    int s = fmpq_sgn(v);
    fmpq_clear(v);
    return s;
}

/* Each root of p once. */
static void once(fmpz_poly_t s, const fmpz_poly_t p)
{
    fmpz_poly_derivative(s, p);
    fmpz_poly_gcd(s, p, s);
    fmpz_poly_div(s, p, s);
}

/* Takes the root x out of s; false: it is none. */
static bool take_out(fmpz_poly_t s, const fmpq_t x)
{
    fmpz_poly_t linear;
    if (sign_of(s, x) != 0)
        return false;
    fmpz_poly_init(linear);
    fmpz_poly_set_coeff_fmpz(linear, 1, fmpq_denref(x));
    fmpz_poly_set_coeff_fmpz(linear, 0, fmpq_numref(x));
    fmpz_neg(fmpz_poly_get_coeff_ptr(linear, 0),
             fmpz_poly_get_coeff_ptr(linear, 0));
    if (fmpz_is_zero(fmpq_numref(x)))
        fmpz_poly_shift_right(s, s, 1);
    else
        fmpz_poly_div(s, s, linear);
    fmpz_poly_clear(linear);
    return true;
}

static int by_middle(const void *a, const void *b)
{
    return arf_cmp(arb_midref((const arb_struct *)a),
                   arb_midref((const arb_struct *)b));
}

/* Is x beyond the end e: certainly (1), certainly not (0), or unknown (-1)?
 * side -1: a lower end. */
static int beyond(const arb_t x, const fmpq_t e, int side, slong prec)
{
    arb_t t;
    arb_init(t);
    arb_set_fmpq(t, e, prec);
    bool below = arb_lt(x, t), above = arb_gt(x, t);
    arb_clear(t);
    if (!below && !above)
        return -1;
    return (side < 0 ? below : above) ? 1 : 0;
}

typedef struct {
    bool lo_inf, hi_inf, lo_open, hi_open;
    fmpq_t lo, hi;
} span;

/* The real roots of s inside the span, increasing, in out; their number, or -1
 * where prec bits are too few.  s != 0 at the span's ends. */
static slong roots_inside(arb_ptr out, const fmpz_poly_t s, const span *r,
                          slong prec)
{
    slong d = fmpz_poly_degree(s), n = 0;
    if (d <= 0)
        return 0;
    acb_ptr root = _acb_vec_init(d);
    arb_fmpz_poly_complex_roots(root, s, 0, prec);
    for (slong k = 0; k < d && n >= 0; k++) {
        if (!arb_is_zero(acb_imagref(root + k)))
            continue;
        arb_srcptr x = acb_realref(root + k);
        int low = r->lo_inf ? 0 : beyond(x, r->lo, -1, prec);
        int high = r->hi_inf ? 0 : beyond(x, r->hi, 1, prec);
        if (low < 0 || high < 0)
            n = -1;
        else if (low == 0 && high == 0)
            arb_set(out + n++, x);
    }
    _acb_vec_clear(root, d);
    if (n > 1)
        qsort(out, (size_t)n, sizeof *out, by_middle);
    return n;
}

/* A number between two neighbours, where NULL stands for the span's end. */
static bool between(fmpq_t x, arb_srcptr a, arb_srcptr b, const span *r)
{
    fmpq_t y;
    arb_t t;
    bool no_low = a == NULL && r->lo_inf, no_high = b == NULL && r->hi_inf;
    fmpq_init(y);
    arb_init(t);
    fmpq_zero(x);
    if (a != NULL)
        arf_get_fmpq(x, arb_midref(a));
    else if (!r->lo_inf)
        fmpq_set(x, r->lo);
    if (b != NULL)
        arf_get_fmpq(y, arb_midref(b));
    else if (!r->hi_inf)
        fmpq_set(y, r->hi);
    if (no_low && !no_high)
        fmpq_sub_si(x, y, 1);
    else if (no_high && !no_low)
        fmpq_add_si(x, x, 1);
    else if (!no_low) {
        fmpq_add(x, x, y);
        fmpq_div_2exp(x, x, 1);
    }
    arb_set_fmpq(t, x, LAST_BITS);
    bool ok = (a == NULL || arb_lt(a, t)) && (b == NULL || arb_lt(t, b));
    fmpq_clear(y);
    arb_clear(t);
    return ok;
}

/* p > 0 between any two neighbours of its n roots in the span, and up to its
 * ends. */
static bool positive_between(const fmpz_poly_t p, arb_srcptr root, slong n,
                             const span *r)
{
    fmpq_t x;
    bool ok = true;
    fmpq_init(x);
    for (slong k = 0; k <= n && ok; k++)
        ok = between(x, k > 0 ? root + k - 1 : NULL, k < n ? root + k : NULL,
                     r) &&
             sign_of(p, x) > 0;
    fmpq_clear(x);
    return ok;
}

/* Between neighbouring roots a polynomial has one sign, which a point shows;
 * at roots it is 0, and nowhere else. */
static bool decide(const fmpz_poly_t p, const span *r, wanted what)
{
    fmpz_poly_t s;
    slong n = -1;
    fmpz_poly_init(s);
    once(s, p);
    bool at_lo = !r->lo_inf && take_out(s, r->lo);
    bool at_hi = !r->hi_inf && take_out(s, r->hi);
    slong d = fmpz_poly_degree(s) + 1;
    arb_ptr root = _arb_vec_init(d);
    for (slong prec = FIRST_BITS; prec <= LAST_BITS && n < 0; prec *= 2)
        n = roots_inside(root, s, r, prec);
    bool ok = n >= 0;
    if (what != NONNEGATIVE)
        ok = n == 0 && !(at_lo && !r->lo_open) && !(at_hi && !r->hi_open);
    if (ok && what != NONZERO)
        ok = positive_between(p, root, n, r);
    _arb_vec_clear(root, d);
    fmpz_poly_clear(s);
    return ok;
}

static void span_of(span *s, const range *r)
{
    fmpq_init(s->lo);
    fmpq_init(s->hi);
    fmpq_set_mpq(s->lo, r->lo);
    fmpq_set_mpq(s->hi, r->hi);
    s->lo_inf = r->lo_inf;
    s->hi_inf = r->hi_inf;
    s->lo_open = r->lo_open;
    s->hi_open = r->hi_open;
}

/* f = t/b where no divisor vanishes; its sign is that of t b, for b != 0. */
bool recheck_rule_sturm(recheck *c, const recheck_goal *s, const cert_node *n)
{
    if (!recheck_has_var(c, n) || range_is_point(&s->box[n->var]) ||
        range_is_empty(&s->box[n->var]))
        return recheck_reject(c, s, n, NULL, "no interval for Sturm's rule");
    recheck_fraction f;
    fmpz_poly_t must;
    span r;
    const char *why = NULL;
    recheck_fraction_init(&f);
    fmpz_poly_init(must);
    span_of(&r, &s->box[n->var]);
    if (!recheck_quotient(c->pool, recheck_pin(c, s, s->f, n->var), n->var, &f,
                          must))
        why = "not a rational function of one variable";
    else if (!decide(must, &r, NONZERO))
        why = "a divisor has a zero there";
    if (why == NULL) {
        fmpz_poly_mul(f.top, f.top, f.bottom);
        bool ok = fmpz_poly_is_zero(f.top)
                      ? !s->strict
                      : decide(f.top, &r, s->strict ? POSITIVE : NONNEGATIVE);
        why = ok ? NULL : "a rational function without the sign";
    }
    recheck_fraction_clear(&f);
    fmpz_poly_clear(must);
    fmpq_clear(r.lo);
    fmpq_clear(r.hi);
    if (why != NULL)
        return recheck_reject(c, s, n, NULL, why);
    c->report->leaves++;
    return true;
}
