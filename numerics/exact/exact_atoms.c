/* The table of atoms.  A generator never changes its meaning.  When a finer
 * atom is needed (exp(x/6) after exp(x/2), cos(x/2) after cos(x), x^(1/6)
 * after x^(1/2)), it takes a new generator, and the old one gets a relation
 * of power 1 that writes it by the new one. */
#include "exact_internal.h"

void exact_atoms_clear(exact *x)
{
    for (int g = 0; g < x->natoms; g++) {
        exact_ring_clear(x, x->atom[g].arg);
        fmpz_mpoly_clear(x->atom[g].rel, x->ctx);
        fmpq_clear(x->atom[g].t);
    }
    x->natoms = 0;
}

/* A new atom, or -1.  arg may be NULL. */
static int add(exact *x, exact_kind kind, expr meaning, exact_ring_srcptr arg)
{
    if (x->natoms == EXACT_GENS || meaning == EXPR_NONE)
        return -1;
    exact_atom *a = &x->atom[x->natoms];
    a->kind = kind;
    a->meaning = meaning;
    exact_ring_init(x, a->arg);
    if (arg != NULL)
        exact_ring_set(x, a->arg, arg);
    fmpq_init(a->t);
    a->q = 0;
    a->rel_power = 0;
    fmpz_mpoly_init(a->rel, x->ctx);
    a->superseded = false;
    return x->natoms++;
}

int exact_atoms_var(exact *x, int index)
{
    for (int g = 0; g < x->natoms; g++)
        if (x->atom[g].kind == ATOM_VAR && x->atom[g].q == index)
            return g;
    int g = add(x, ATOM_VAR, expr_var(x->pool, index), NULL);
    if (g >= 0)
        x->atom[g].q = index;
    return g;
}

int exact_atoms_pi(exact *x)
{
    for (int g = 0; g < x->natoms; g++)
        if (x->atom[g].kind == ATOM_PI)
            return g;
    return add(x, ATOM_PI, expr_pi(x->pool), NULL);
}

int exact_atoms_opaque(exact *x, expr e)
{
    for (int g = 0; g < x->natoms; g++)
        if (x->atom[g].kind == ATOM_OPAQUE && x->atom[g].meaning == e)
            return g;
    return add(x, ATOM_OPAQUE, e, NULL);
}

static int find(const exact *x, exact_kind kind, long q, exact_ring_srcptr arg)
{
    for (int g = 0; g < x->natoms; g++)
        if (x->atom[g].kind == kind && !x->atom[g].superseded &&
            (kind != ATOM_CALL || x->atom[g].q == q) &&
            exact_ring_equal(x, x->atom[g].arg, arg))
            return g;
    return -1;
}

int exact_atoms_call(exact *x, expr_op f, long n, exact_ring_srcptr arg)
{
    const long q = n * EXPR_OP_COUNT + (long)f;
    int g = find(x, ATOM_CALL, q, arg);
    if (g >= 0)
        return g;
    g = add(x, ATOM_CALL,
            expr_call(x->pool, f, n, exact_expr_ring(x, arg, true)), arg);
    if (g >= 0)
        x->atom[g].q = q;
    return g;
}

int exact_atoms_unary(exact *x, exact_kind kind, exact_ring_srcptr arg)
{
    int g = find(x, kind, 0, arg);
    if (g >= 0)
        return g;
    g = add(x, kind,
            expr_unary(x->pool, kind == ATOM_LOG ? EXPR_LOG : EXPR_ABS,
                       exact_expr_ring(x, arg, true)),
            arg);
    if (g >= 0 && kind == ATOM_ABS) { /* |u|^2 = u^2 */
        exact_atom *a = &x->atom[g];
        if (exact_poly_mul(x, a->rel, arg->num, arg->num) &&
            exact_poly_reduce(x, a->rel))
            a->rel_power = 2;
    }
    return g;
}

/* ---- superseding ------------------------------------------------------- */

/* What the table holds is rewritten by the newest atoms, so that equal
 * arguments keep comparing equal.  Where that fails, the old form stays: its
 * atoms still mean what they meant. */
static void refresh(exact *x)
{
    exact_ring_t t;
    exact_ring_init(x, t);
    double work = x->work; /* not this call's fault: do not starve */
    x->work = EXACT_WORK;
    for (int g = 0; g < x->natoms; g++) {
        exact_atom *a = &x->atom[g];
        exact_ring_set(x, t, a->arg);
        if (exact_ring_finish(x, t))
            exact_ring_set(x, a->arg, t);
        fmpz_mpoly_set(t->num, a->rel, x->ctx);
        if (a->rel_power != 0 && exact_poly_reduce(x, t->num))
            fmpz_mpoly_set(a->rel, t->num, x->ctx);
    }
    x->work = work;
    x->epoch++;
    exact_ring_clear(x, t);
}

/* Writes atom `old` by newer ones from now on. */
static void supersede(exact *x, int old, const fmpz_mpoly_t rel)
{
    x->atom[old].superseded = true;
    x->atom[old].rel_power = 1;
    fmpz_mpoly_set(x->atom[old].rel, rel, x->ctx);
}

/* w = base^(1/q), base >= 0: w^q = base.  With q' = k q, w = (w')^k. */
int exact_atoms_root(exact *x, const fmpz_mpoly_t base, long q)
{
    exact_ring_t b;
    exact_ring_init(x, b);
    exact_ring_set_poly(x, b, base);
    int old = find(x, ATOM_ROOT, 0, b);
    exact_ring_clear(x, b);
    long oldq = old >= 0 ? x->atom[old].q : 1, fine = oldq;
    while (fine % q != 0) /* least common multiple */
        fine += oldq;
    if (fine > 60)
        return -1;
    if (old >= 0 && fine == oldq)
        return old;
    fmpz_t one;
    fmpz_init_set_ui(one, 1);
    expr e = exact_expr_poly(x, base, one, true);
    fmpz_clear(one);
    exact_ring_init(x, b);
    exact_ring_set_poly(x, b, base);
    int g = add(x, ATOM_ROOT,
                expr_pow_ratio(x->pool, e, 1, (unsigned long)fine), b);
    exact_ring_clear(x, b);
    if (g < 0)
        return -1;
    x->atom[g].q = fine;
    x->atom[g].rel_power = fine;
    fmpz_mpoly_set(x->atom[g].rel, base, x->ctx);
    if (old >= 0) {
        fmpz_mpoly_t power;
        fmpz_mpoly_init(power, x->ctx);
        exact_poly_gen(x, power, g, fine / oldq);
        supersede(x, old, power);
        fmpz_mpoly_clear(power, x->ctx);
        refresh(x);
    }
    return g;
}

static expr scaled_meaning(exact *x, exact_kind kind, exact_ring_srcptr key,
                           const fmpq_t t)
{
    expr_op op = kind == ATOM_EXP   ? EXPR_EXP
                 : kind == ATOM_COS ? EXPR_COS
                                    : EXPR_SIN;
    expr e =
        expr_mul(x->pool, exact_expr_q(x, t), exact_expr_ring(x, key, true));
    return expr_unary(x->pool, op, e);
}

/* cos(k a) = T_k(cos a), sin(k a) = sin a U_{k-1}(cos a), with T_0 = 1,
 * T_1 = c, U_{-1} = 0, U_0 = 1 and X_{n+1} = 2 c X_n - X_{n-1} for both. */
static bool chebyshev(exact *x, fmpz_mpoly_t t, fmpz_mpoly_t u, int c, long k)
{
    fmpz_mpoly_t c2, t0, u0, next;
    fmpz_mpoly_init(c2, x->ctx);
    fmpz_mpoly_init(t0, x->ctx);
    fmpz_mpoly_init(u0, x->ctx);
    fmpz_mpoly_init(next, x->ctx);
    fmpz_mpoly_gen(t, c, x->ctx);
    fmpz_mpoly_scalar_mul_si(c2, t, 2, x->ctx);
    fmpz_mpoly_one(t0, x->ctx);
    fmpz_mpoly_one(u, x->ctx);
    bool ok = true;
    for (long i = 1; ok && i < k; i++) {
        ok = exact_poly_mul(x, next, c2, t);
        fmpz_mpoly_sub(next, next, t0, x->ctx);
        fmpz_mpoly_swap(t0, t, x->ctx);
        fmpz_mpoly_swap(t, next, x->ctx);
        ok = ok && exact_poly_mul(x, next, c2, u);
        fmpz_mpoly_sub(next, next, u0, x->ctx);
        fmpz_mpoly_swap(u0, u, x->ctx);
        fmpz_mpoly_swap(u, next, x->ctx);
    }
    fmpz_mpoly_clear(c2, x->ctx);
    fmpz_mpoly_clear(t0, x->ctx);
    fmpz_mpoly_clear(u0, x->ctx);
    fmpz_mpoly_clear(next, x->ctx);
    return ok;
}

/* Writes the old atom (and its sine) by the new one at 1/k of its argument.
 * On failure both stay as they are, unrelated. */
static bool follow(exact *x, exact_kind kind, int old, int g, long k)
{
    fmpz_mpoly_t c, s, sine;
    fmpz_mpoly_init(c, x->ctx);
    fmpz_mpoly_init(s, x->ctx);
    fmpz_mpoly_init(sine, x->ctx);
    bool ok = true;
    if (kind == ATOM_EXP) { /* exp(k a) = exp(a)^k */
        exact_poly_gen(x, c, g, k);
        supersede(x, old, c);
    } else if ((ok = chebyshev(x, c, s, g, k))) {
        fmpz_mpoly_gen(sine, g + 1, x->ctx);
        ok = exact_poly_mul(x, s, s, sine);
        if (ok) {
            supersede(x, old, c);
            supersede(x, old + 1, s);
        }
    }
    if (ok)
        refresh(x);
    fmpz_mpoly_clear(c, x->ctx);
    fmpz_mpoly_clear(s, x->ctx);
    fmpz_mpoly_clear(sine, x->ctx);
    return ok;
}

/* The new atom with parameter t (and, with a cosine, its sine, always in the
 * next place: both expressions and both places are there before either). */
static int add_scaled(exact *x, exact_kind kind, exact_ring_srcptr key,
                      const fmpq_t t)
{
    bool pair = kind == ATOM_COS;
    expr e = scaled_meaning(x, kind, key, t);
    expr sine = pair ? scaled_meaning(x, ATOM_SIN, key, t) : e;
    if (x->natoms + (pair ? 2 : 1) > EXACT_GENS || e == EXPR_NONE ||
        sine == EXPR_NONE)
        return -1;
    int g = add(x, kind, e, key);
    fmpq_set(x->atom[g].t, t);
    if (!pair)
        return g;
    int s = add(x, ATOM_SIN, sine, key);
    fmpq_set(x->atom[s].t, t);
    /* s^2 = 1 - c^2 */
    x->atom[s].rel_power = 2;
    exact_poly_gen(x, x->atom[s].rel, g, 2);
    fmpz_mpoly_neg(x->atom[s].rel, x->atom[s].rel, x->ctx);
    fmpz_mpoly_add_si(x->atom[s].rel, x->atom[s].rel, 1, x->ctx);
    return g;
}

static bool whole_ratio(long *n, const fmpq_t a, const fmpq_t b, long max)
{
    fmpq_t r;
    fmpq_init(r);
    fmpq_div(r, a, b);
    bool ok = fmpz_is_one(fmpq_denref(r)) &&
              fmpz_cmp_si(fmpq_numref(r), max) <= 0 &&
              fmpz_cmp_si(fmpq_numref(r), -max) >= 0;
    if (ok)
        *n = fmpz_get_si(fmpq_numref(r));
    fmpq_clear(r);
    return ok;
}

int exact_atoms_scaled(exact *x, exact_kind kind, exact_ring_srcptr key,
                       const fmpq_t c, long max, long *n)
{
    exact_ring_t k;
    fmpq_t t;
    exact_ring_init(x, k);
    exact_ring_set(x, k, key);
    fmpq_init(t);
    fmpq_abs(t, c);
    int g = -1;
    if (!exact_ring_finish(x, k))
        goto done;
    int old = find(x, kind, 0, k);
    if (old >= 0)
        fmpq_gcd(t, t, x->atom[old].t); /* a common divisor of both */
    if (!whole_ratio(n, c, t, max))
        goto done;
    if (old >= 0 && fmpq_equal(t, x->atom[old].t)) {
        g = old;
        goto done;
    }
    long ratio = 1;
    if (old >= 0 && !whole_ratio(&ratio, x->atom[old].t, t, max))
        goto done;
    g = add_scaled(x, kind, k, t);
    if (g >= 0 && old >= 0 && !follow(x, kind, old, g, ratio))
        g = -1;
done:
    exact_ring_clear(x, k);
    fmpq_clear(t);
    return g;
}
