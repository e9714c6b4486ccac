/* The probability of a half-space in closed form.  Believed, by the first engine
 * alone: the second has it by quadrature (tv_arb.c).
 *
 * S ~ chi^2_k and N ~ chi^2_m are independent, K = k/2 a whole number, u and w
 * not 0, and x(n) = (c - w n)/u.  As Pr(S > x) = e^(-x/2) sum_{j<K} (x/2)^j/j!
 * for x > 0,
 *
 *     J = Pr(N in D) - sum_{j<K} T_j,
 *     T_j = int_D f_m(n) e^(-x(n)/2) (x(n)/2)^j/j! dn
 *
 * is Pr(0 < S < x(N)), D = {n > 0 : x(n) > 0}; and u S + w N < c says S < x(N)
 * if u > 0 and S > x(N) if u < 0.  Here f_m(n) = n^(a-1) e^(-n/2)/(2^a Gamma(a)),
 * a = m/2.  Let t = c/w, where x vanishes, X = c/u, its value at 0, r = -w/u and
 * g = (1 + r)/2.
 *
 * r < 0, t > 0: D = (0, t), and with n = t (1 - y), x = X y, h = (t - X)/2,
 *     T_j = (t/2)^a e^(-t/2) (X/2)^j/(j! Gamma(a))
 *               int_0^1 (1 - y)^(a-1) y^j e^(h y) dy
 *         = (t/2)^a e^(-t/2) (X/2)^j/Gamma(a+j+1) M(j+1, a+j+1, h),
 *     M(p, q, h) = e^h M(q-p, q, -h) = sum_i (p)_i h^i/((q)_i i!)
 *     (DLMF 13.2.2, 13.2.39, 13.4.1), and Pr(N in D) is
 *     (t/2)^a e^(-t/2)/Gamma(a+1) M(1, a+1, t/2) (DLMF 8.5.1).
 * r < 0, t < 0: D is empty.
 * r > 0, t > 0, m even: D = (t, inf), and with n = t + s, x = r s,
 *     T_j = e^(-t/2) (r/2)^j/(2^a Gamma(a) j!)
 *               int_0^inf (t + s)^(a-1) s^j e^(-g s) ds
 *         = e^(-t/2) r^j/((2 g)^j j!)
 *               sum_{i<a} (t/2)^(a-1-i) (i+j)!/((a-1-i)! i! (2 g)^(i+1)),
 *     Pr(N in D) = e^(-t/2) sum_{i<a} (t/2)^i/i!.
 * r > 0, t < 0: D = (0, inf), x = X + r n, Pr(N in D) = 1, and
 *     T_j = e^(-X/2) sum_{i<=j} (X/2)^(j-i)/(j-i)! r^i (a)_i/(i! (2 g)^(a+i)).
 *
 * All terms are positive, so nothing cancels.  From where on a series' terms halve
 * at least, what is left is at most the last one. */
#include "tv_half_space.h"

enum {
    MAX_TERMS = 16,      /* K: with more a quadrature is as fast, */
    MAX_ARGUMENT = 1000, /* as with series of so many terms */
    MAX_SERIES = 8000
};

typedef struct {
    arb_t half_t, half_x, r, g2, h; /* t/2, X/2, r, 2 g, h */
    long m, terms;
    slong prec;
} sums;

static void sums_init(sums *w, const half_space *p)
{
    arb_init(w->half_t);
    arb_init(w->half_x);
    arb_init(w->r);
    arb_init(w->g2);
    arb_init(w->h);
    w->m = p->m;
    w->terms = p->k / 2;
    w->prec = p->prec + 32;
    arb_div(w->half_t, p->c, p->w, w->prec);
    arb_mul_2exp_si(w->half_t, w->half_t, -1);
    arb_div(w->half_x, p->c, p->u, w->prec);
    arb_mul_2exp_si(w->half_x, w->half_x, -1);
    arb_div(w->r, p->w, p->u, w->prec);
    arb_neg(w->r, w->r);
    arb_add_ui(w->g2, w->r, 1, w->prec);
    arb_sub(w->h, w->half_t, w->half_x, w->prec);
}

static void sums_clear(sums *w)
{
    arb_clear(w->half_t);
    arb_clear(w->half_x);
    arb_clear(w->r);
    arb_clear(w->g2);
    arb_clear(w->h);
}

/* z^(m/2). */
static void half_power(arb_t s, const arb_t z, const sums *w)
{
    arb_t root;
    arb_init(root);
    arb_pow_ui(s, z, (ulong)(w->m / 2), w->prec);
    if (w->m % 2 != 0) {
        arb_sqrt(root, z, w->prec);
        arb_mul(s, s, root, w->prec);
    }
    arb_clear(root);
}

/* e^(-z). */
static void decay(arb_t s, const arb_t z, slong prec)
{
    arb_neg(s, z);
    arb_exp(s, s, prec);
}

/* ---- r < 0 ---------------------------------------------------------------- */

/* sum_i (p/2)_i z^i/((q/2)_i i!), 0 < p < q, z >= 0. */
static void series(arb_t s, long p, long q, const arb_t z, slong prec)
{
    arb_t term, ratio;
    mag_t last, limit;
    int done = 0;
    arb_init(term);
    arb_init(ratio);
    mag_init(last);
    mag_init(limit);
    arb_one(term);
    arb_zero(s);
    for (long i = 0; i < MAX_SERIES && !done; i++) {
        arb_add(s, s, term, prec);
        arb_get_mag(last, term);
        arb_get_mag_lower(limit, s);
        mag_mul_2exp_si(limit, limit, -prec);
        if (mag_cmp(last, limit) < 0) { /* z/(i+1) > each ratio from here on */
            arb_mul_2exp_si(ratio, z, 1);
            arb_sub_si(ratio, ratio, i + 1, prec);
            done = arb_is_negative(ratio);
        }
        arb_mul(term, term, z, prec);
        arb_mul_si(term, term, p + 2 * i, prec);
        arb_div_si(term, term, (q + 2 * i) * (i + 1), prec);
    }
    arb_add_error_mag(s, last);
    if (!done)
        arb_indeterminate(s);
    arb_clear(term);
    arb_clear(ratio);
    mag_clear(last);
    mag_clear(limit);
}

/* M(p/2, q/2, z), 0 < p < q, of z a certain sign. */
static void kummer(arb_t s, long p, long q, const arb_t z, slong prec)
{
    arb_t e;
    arb_init(e);
    if (arb_is_nonnegative(z)) {
        series(s, p, q, z, prec);
    } else {
        arb_neg(e, z);
        series(s, q - p, q, e, prec);
        arb_exp(e, z, prec);
        arb_mul(s, s, e, prec);
    }
    arb_clear(e);
}

/* (t/2)^a e^(-t/2)/Gamma(a+1). */
static void factor(arb_t s, const sums *w)
{
    arb_t e;
    arb_init(e);
    half_power(s, w->half_t, w);
    decay(e, w->half_t, w->prec);
    arb_mul(s, s, e, w->prec);
    arb_set_si(e, w->m + 2);
    arb_mul_2exp_si(e, e, -1);
    arb_gamma(e, e, w->prec);
    arb_div(s, s, e, w->prec);
    arb_clear(e);
}

static void below(arb_t all, const sums *w)
{
    arb_t f, s;
    arb_init(f);
    arb_init(s);
    factor(f, w);
    kummer(all, 2, w->m + 2, w->half_t, w->prec);
    arb_mul(all, all, f, w->prec);        /* Pr(N in D) */
    for (long j = 0; j < w->terms; j++) { /* f: (X/2)^j/Gamma(a+j+1) in it */
        kummer(s, 2 * j + 2, w->m + 2 * j + 2, w->h, w->prec);
        arb_submul(all, f, s, w->prec);
        arb_mul(f, f, w->half_x, w->prec);
        arb_mul_2exp_si(f, f, 1);
        arb_div_si(f, f, w->m + 2 * j + 2, w->prec);
    }
    arb_clear(f);
    arb_clear(s);
}

/* ---- r > 0 ---------------------------------------------------------------- */

/* sum_{i<a} (t/2)^(a-1-i) (i+j)!/((a-1-i)! i! (2 g)^(i+1)); from its first
 * summand on, which is `first`. */
static void beyond_one(arb_t s, const sums *w, long j, const arb_t first)
{
    arb_t term, z;
    arb_init(term);
    arb_init(z);
    arb_mul(z, w->half_t, w->g2, w->prec);
    arb_inv(z, z, w->prec);
    arb_set(term, first);
    arb_zero(s);
    for (long i = 0; i < w->m / 2; i++) {
        arb_add(s, s, term, w->prec);
        arb_mul(term, term, z, w->prec);
        arb_mul_si(term, term, (i + 1 + j) * (w->m / 2 - 1 - i), w->prec);
        arb_div_si(term, term, i + 1, w->prec);
    }
    arb_clear(term);
    arb_clear(z);
}

static void beyond(arb_t all, const sums *w)
{
    arb_t first, s, e, power;
    arb_init(first);
    arb_init(s);
    arb_init(e);
    arb_init(power);
    arb_one(e); /* (t/2)^i/i! */
    arb_zero(all);
    for (long i = 0; i < w->m / 2; i++) {
        arb_add(all, all, e, w->prec);
        arb_set(first, e);
        arb_mul(e, e, w->half_t, w->prec);
        arb_div_si(e, e, i + 1, w->prec);
    }
    arb_div(first, first, w->g2, w->prec); /* over j! */
    arb_one(power);                        /* (r/(2 g))^j */
    for (long j = 0; j < w->terms; j++) {
        beyond_one(s, w, j, first);
        arb_submul(all, power, s, w->prec);
        arb_mul(power, power, w->r, w->prec);
        arb_div(power, power, w->g2, w->prec);
    }
    decay(e, w->half_t, w->prec);
    arb_mul(all, all, e, w->prec);
    arb_clear(first);
    arb_clear(s);
    arb_clear(e);
    arb_clear(power);
}

static void everywhere(arb_t all, const sums *w)
{
    arb_ptr a = _arb_vec_init(w->terms); /* (X/2)^i/i! */
    arb_t b, s, e;                       /* b: r^i (a)_i/(i! (2 g)^i) */
    arb_init(b);
    arb_init(s);
    arb_init(e);
    arb_one(&a[0]);
    for (long i = 1; i < w->terms; i++) {
        arb_mul(&a[i], &a[i - 1], w->half_x, w->prec);
        arb_div_si(&a[i], &a[i], i, w->prec);
    }
    arb_one(b);
    for (long i = 0; i < w->terms; i++) {
        for (long j = i; j < w->terms; j++)
            arb_addmul(s, b, &a[j - i], w->prec);
        arb_mul(b, b, w->r, w->prec);
        arb_div(b, b, w->g2, w->prec);
        arb_mul_si(b, b, w->m + 2 * i, w->prec);
        arb_div_si(b, b, 2 * (i + 1), w->prec);
    }
    half_power(e, w->g2, w);
    arb_div(s, s, e, w->prec);
    decay(e, w->half_x, w->prec);
    arb_mul(s, s, e, w->prec);
    arb_sub_ui(all, s, 1, w->prec);
    arb_neg(all, all);
    _arb_vec_clear(a, w->terms);
    arb_clear(b);
    arb_clear(s);
    arb_clear(e);
}

/* ---- both ----------------------------------------------------------------- */

/* Few terms will do for M's argument z, whose sign is certain. */
static int is_small(const arb_t z)
{
    mag_t size;
    mag_init(size);
    arb_get_mag(size, z);
    int small = mag_cmp_2exp_si(size, 30) < 0 &&
                mag_get_d(size) <= MAX_ARGUMENT &&
                (arb_is_nonnegative(z) || arb_is_negative(z));
    mag_clear(size);
    return small;
}

/* J; false where its case is not certain, or none of these. */
static int inner(arb_t all, const sums *w)
{
    int t = arb_is_positive(w->half_t)   ? 1
            : arb_is_negative(w->half_t) ? -1
                                         : 0;
    if (t == 0 || arb_contains_zero(w->r) || arb_contains_zero(w->half_x))
        return 0;
    if (arb_is_positive(w->r)) {
        if (t > 0 && w->m % 2 != 0)
            return 0;
        (t > 0 ? beyond : everywhere)(all, w);
        return 1;
    }
    if (t < 0)
        arb_zero(all);
    else if (is_small(w->half_t) && is_small(w->h))
        below(all, w);
    else
        return 0;
    return 1;
}

int tv_sum_probability(arb_t r, const half_space *p)
{
    mag_t most;
    sums w;
    if (p->k % 2 != 0 || p->k < 2 || p->k / 2 > MAX_TERMS)
        return 0;
    mag_init(most);
    mag_set_ui_2exp_si(most, 1, -(p->prec / 2));
    sums_init(&w, p);
    int good =
        inner(r, &w) && arb_is_finite(r) && mag_cmp(arb_radref(r), most) <= 0;
    if (good && arb_is_negative(p->u)) {
        arb_sub_ui(r, r, 1, p->prec);
        arb_neg(r, r);
    }
    sums_clear(&w);
    mag_clear(most);
    return good;
}
