/* Sine and cosine, arctangent, error function. */
#include "exact_internal.h"

/* r = sqrt(n)/d. */
static bool root_of_si(exact *x, exact_ring_ptr r, long n, long d)
{
    fmpq_t h;
    fmpz_mpoly_t p;
    fmpq_init(h);
    fmpz_mpoly_init(p, x->ctx);
    fmpz_mpoly_set_si(p, n, x->ctx);
    fmpq_set_si(h, 1, 2);
    bool ok = exact_root_pow(x, r, p, h);
    fmpq_set_si(h, 1, (ulong)d);
    ok = ok && exact_ring_mul_q(x, r, r, h);
    fmpq_clear(h);
    fmpz_mpoly_clear(p, x->ctx);
    return ok;
}

/* (c + i s) *= (c1 + i s1): the addition theorems. */
static bool rotate(exact *x, exact_ring_ptr c, exact_ring_ptr s,
                   exact_ring_srcptr c1, exact_ring_srcptr s1)
{
    exact_ring_t cc, ss, t;
    exact_ring_init(x, cc);
    exact_ring_init(x, ss);
    exact_ring_init(x, t);
    bool ok = exact_ring_mul(x, cc, c, c1) && exact_ring_mul(x, t, s, s1) &&
              exact_ring_sub(x, cc, cc, t) && exact_ring_mul(x, ss, s, c1) &&
              exact_ring_mul(x, t, c, s1) && exact_ring_add(x, ss, ss, t);
    exact_ring_set(x, c, cc);
    exact_ring_set(x, s, ss);
    exact_ring_clear(x, cc);
    exact_ring_clear(x, ss);
    exact_ring_clear(x, t);
    return ok;
}

/* Rotation by k * 15 degrees, as a * 45 + b * 60 with 3 a + 4 b = k:
 * cos 45 = sin 45 = sqrt(2)/2, cos 60 = 1/2, sin 60 = sqrt(3)/2. */
static bool rotate_15(exact *x, exact_ring_ptr c, exact_ring_ptr s, long k)
{
    k = ((k % 24) + 24) % 24;
    long a = (4 - k % 4) % 4, b = ((k - 3 * a) / 4 % 6 + 6) % 6;
    exact_ring_t u, v;
    exact_ring_init(x, u);
    exact_ring_init(x, v);
    bool ok = a == 0 || root_of_si(x, u, 2, 2);
    for (; ok && a > 0; a--)
        ok = rotate(x, c, s, u, u);
    fmpq_t half;
    fmpq_init(half);
    fmpq_set_si(half, 1, 2);
    exact_ring_set_q(x, u, half);
    fmpq_clear(half);
    if (b % 3 != 0) {
        ok = ok && root_of_si(x, v, 3, 2);
        for (; ok && b % 3 != 0; b--)
            ok = rotate(x, c, s, u, v);
    }
    if (b == 3) { /* 180 degrees */
        exact_ring_neg(x, c, c);
        exact_ring_neg(x, s, s);
    }
    exact_ring_clear(x, u);
    exact_ring_clear(x, v);
    return ok;
}

/* c pi with 12 c an integer: k = 12 c modulo 24. */
static bool is_multiple_of_15(exact *x, long *k, const fmpq_t c,
                              exact_ring_srcptr key)
{
    if (!fmpz_mpoly_is_one(key->den, x->ctx))
        return false;
    int g = exact_poly_is_gen(x, key->num);
    if (g < 0 || x->atom[g].kind != ATOM_PI)
        return false;
    fmpq_t t;
    fmpz_t m;
    fmpq_init(t);
    fmpz_init(m);
    fmpq_mul_si(t, c, 12);
    bool ok = fmpz_is_one(fmpq_denref(t));
    fmpz_mod_ui(m, fmpq_numref(t), 24);
    if (ok)
        *k = fmpz_get_si(m);
    fmpq_clear(t);
    fmpz_clear(m);
    return ok;
}

/* Rotation by n atoms' angles; cos even, sin odd. */
static bool rotate_atom(exact *x, exact_ring_ptr c, exact_ring_ptr s,
                        const fmpq_t t, exact_ring_srcptr key)
{
    long n = 0;
    int g = exact_atoms_scaled(x, ATOM_COS, key, t, 12, &n);
    if (g < 0)
        return false;
    exact_ring_t c1, s1;
    exact_ring_init(x, c1);
    exact_ring_init(x, s1);
    exact_ring_set_gen(x, c1, g);
    exact_ring_set_gen(x, s1, g + 1);
    if (n < 0)
        exact_ring_neg(x, s1, s1);
    bool ok = true;
    for (n = n < 0 ? -n : n; ok && n > 0; n--)
        ok = rotate(x, c, s, c1, s1);
    exact_ring_clear(x, c1);
    exact_ring_clear(x, s1);
    return ok;
}

static bool rotate_sum(exact *x, exact_ring_ptr c, exact_ring_ptr s,
                       const exact_sum *sum)
{
    bool ok = true;
    for (int i = 0; ok && i < sum->n; i++) {
        long k;
        if (fmpq_is_zero(&sum->c[i]))
            continue;
        if (is_multiple_of_15(x, &k, &sum->c[i], &sum->key[i]))
            ok = rotate_15(x, c, s, k);
        else
            ok = rotate_atom(x, c, s, &sum->c[i], &sum->key[i]);
    }
    return ok;
}

bool exact_trig_sincos(exact *x, exact_ring_ptr s, exact_ring_ptr c,
                       exact_ring_srcptr u)
{
    exact_sum sum;
    bool ok = exact_log_split(x, &sum, u);
    exact_ring_set_si(x, c, 1);
    exact_ring_set_si(x, s, 0);
    if (ok && sum.n <= 4) {
        ok = rotate_sum(x, c, s, &sum);
    } else if (ok) { /* one angle: the addition theorem would swell */
        exact_ring_t key;
        fmpq_t t;
        exact_ring_init(x, key);
        fmpq_init(t);
        exact_ring_content(x, t, key, u);
        ok = rotate_atom(x, c, s, t, key);
        exact_ring_clear(x, key);
        fmpq_clear(t);
    }
    exact_log_split_clear(x, &sum);
    return ok;
}

/* ---- atan -------------------------------------------------------------- */

/* r = q pi */
static bool set_pi(exact *x, exact_ring_ptr r, long n, unsigned long d)
{
    int g = exact_atoms_pi(x);
    fmpq_t q;
    fmpq_init(q);
    fmpq_set_si(q, n, d);
    if (g >= 0)
        exact_ring_set_gen(x, r, g);
    bool ok = g >= 0 && exact_ring_mul_q(x, r, r, q);
    fmpq_clear(q);
    return ok;
}

/* u > 0 and u^2 = 1/3, 1 or 3: atan u = pi/6, pi/4, pi/3. */
static bool special_atan(exact *x, exact_ring_ptr r, exact_ring_srcptr u,
                         bool *done)
{
    exact_ring_t v;
    fmpq_t q;
    exact_ring_init(x, v);
    fmpq_init(q);
    bool ok = true;
    *done = false;
    if (exact_ring_mul(x, v, u, u) && exact_ring_is_q(x, q, v)) {
        fmpq_t third;
        fmpq_init(third);
        fmpq_set_si(third, 1, 3);
        unsigned long d =
            fmpq_is_one(q)         ? 4
            : fmpq_equal(q, third) ? 6
            : fmpz_equal_si(fmpq_numref(q), 3) && fmpz_is_one(fmpq_denref(q))
                ? 3
                : 0;
        if (d != 0) {
            *done = true;
            ok = set_pi(x, r, 1, d);
        }
        fmpq_clear(third);
    }
    exact_ring_clear(x, v);
    fmpq_clear(q);
    return ok;
}

/* n/d with n constant: 1/u has the simpler form. */
static bool prefers_reciprocal(exact *x, exact_ring_srcptr u)
{
    fmpq_t q;
    fmpq_init(q);
    bool number = exact_ring_is_q(x, q, u);
    bool big = number && fmpz_cmp(fmpq_numref(q), fmpq_denref(q)) > 0;
    fmpq_clear(q);
    return big || (!number && fmpz_mpoly_is_fmpz(u->num, x->ctx));
}

static bool atan_of_positive(exact *x, exact_ring_ptr r, exact_ring_ptr u)
{
    bool done;
    if (!special_atan(x, r, u, &done))
        return false;
    if (done)
        return true;
    if (!prefers_reciprocal(x, u)) {
        int g = exact_atoms_call(x, EXPR_ATAN, 0, u);
        if (g >= 0)
            exact_ring_set_gen(x, r, g);
        return g >= 0;
    }
    /* u > 0: atan u = pi/2 - atan(1/u) */
    exact_ring_t one, half_pi;
    exact_ring_init(x, one);
    exact_ring_init(x, half_pi);
    exact_ring_set_si(x, one, 1);
    bool ok = exact_ring_div(x, u, one, u) && set_pi(x, half_pi, 1, 2);
    int g = ok ? exact_atoms_call(x, EXPR_ATAN, 0, u) : -1;
    if (g >= 0)
        exact_ring_set_gen(x, r, g);
    ok = g >= 0 && exact_ring_sub(x, r, half_pi, r);
    exact_ring_clear(x, one);
    exact_ring_clear(x, half_pi);
    return ok;
}

/* atan is odd: the argument's sign, or else its leading coefficient's, is
 * taken out. */
bool exact_trig_atan(exact *x, exact_ring_ptr r, exact_ring_srcptr u)
{
    if (exact_ring_is_zero(x, u)) {
        exact_ring_set_si(x, r, 0);
        return true;
    }
    exact_ring_t v, key;
    fmpq_t c;
    exact_ring_init(x, v);
    exact_ring_init(x, key);
    fmpq_init(c);
    exact_sign s = exact_expr_sign_ring(x, u);
    exact_ring_content(x, c, key, u);
    bool flip =
        s == SIGN_UNKNOWN ? fmpq_sgn(c) < 0 : s == SIGN_NEG || s == SIGN_NONPOS;
    exact_ring_set(x, v, u);
    if (flip)
        exact_ring_neg(x, v, v);
    bool ok;
    if (s == SIGN_POS || s == SIGN_NEG) {
        ok = atan_of_positive(x, r, v);
    } else {
        int g = exact_atoms_call(x, EXPR_ATAN, 0, v);
        ok = g >= 0;
        if (ok)
            exact_ring_set_gen(x, r, g);
    }
    if (flip)
        exact_ring_neg(x, r, r);
    exact_ring_clear(x, v);
    exact_ring_clear(x, key);
    fmpq_clear(c);
    return ok;
}
