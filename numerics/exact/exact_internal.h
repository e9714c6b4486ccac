/* numerics/exact/exact_internal.h: the parts of exact*.c, for one another only.
 *
 * Everything rests on one invariant.  Let D(f) be the points of the
 * evaluator's box (where its hypotheses hold) at which f is defined.  A ring
 * element n/d *represents* f when at every point of D(f)
 *     every atom that n and d mention is defined there,
 *     d(atoms) != 0, and f = n(atoms)/d(atoms).
 * Each operation and each rewriting rule keeps it; its comment says why.  If
 * n reduces to the zero polynomial, then f = 0 on all of D(f): that, and
 * nothing else, is what exact_is_zero answers true to.  Relations between
 * atoms (w^2 = 3) are identities of real numbers, so that applying them never
 * changes n(atoms) or d(atoms); missing relations only make fewer zeros seen.
 *
 * Every function that returns bool returns false for "no normal form" (limits
 * reached, sign undecided, division by zero); results are then unspecified
 * but initialised.  Outputs may alias inputs.
 */
#ifndef ASSAY_EXACT_INTERNAL_H
#define ASSAY_EXACT_INTERNAL_H

#include "exact.h"

#include <flint/fmpq.h>
#include <flint/fmpz_mpoly.h>

enum {
    EXACT_GENS = 32,             /* generators, so atoms at one time */
    EXACT_MAX_TERMS = 20000,     /* of a polynomial */
    EXACT_MAX_DEGREE = 2000,     /* in any one generator */
    EXACT_MAX_BITS = 20000,      /* of a coefficient */
    EXACT_MAX_PRODUCT = 1000000, /* terms of one factor times the other's */
    EXACT_MAX_NODES = 20000,     /* of an expression to be normalised */
    EXACT_WORK = 10000000        /* term products of one public call */
};

typedef struct {
    fmpz_mpoly_t num, den;
} exact_ring_struct;
typedef exact_ring_struct exact_ring_t[1];
typedef exact_ring_struct *exact_ring_ptr;
typedef const exact_ring_struct *exact_ring_srcptr;

/* What a generator stands for. */
typedef enum {
    ATOM_VAR, /* x_index */
    ATOM_PI,
    ATOM_ROOT, /* (arg)^(1/q), arg a polynomial >= 0 on D */
    ATOM_EXP,  /* exp(t*arg) */
    ATOM_LOG,  /* log(arg), arg a polynomial > 0 on D */
    ATOM_COS,  /* cos(t*arg); the next generator is the sine */
    ATOM_SIN,
    ATOM_CALL,  /* f(arg) for a function, see q */
    ATOM_ABS,   /* |arg|, arg a polynomial */
    ATOM_OPAQUE /* the expression `meaning` itself */
} exact_kind;

typedef struct {
    exact_kind kind;
    expr meaning;     /* the same as an expression */
    exact_ring_t arg; /* 0 for VAR, PI, OPAQUE */
    fmpq_t t;         /* EXP, COS, SIN: > 0 */
    long q;           /* ROOT: >= 2.  VAR: the index.  CALL: expr_op, and
                         EXPR_OP_COUNT times its whole parameter */
    long rel_power;   /* generator^rel_power = rel; 0: no relation */
    fmpz_mpoly_t rel; /* in other generators, never circular */
    bool superseded;  /* rel_power = 1: written by a newer atom */
} exact_atom;

/* A growing map from expressions to pointers. */
typedef struct {
    expr *key;
    void **value;
    size_t n, cap;
} exact_table;

struct exact {
    expr_pool *pool;
    exact_oracle oracle;
    fmpz_mpoly_ctx_t ctx;
    exact_atom atom[EXACT_GENS];
    int natoms;
    unsigned long epoch; /* counts atoms superseded */
    double work;         /* left in this call */
    exact_table memo;    /* expr -> memo entry (exact.c) */
};

/* exact_table.c */
void exact_table_clear(exact_table *t); /* the values are the caller's */
void **exact_table_find(exact_table *t, expr key); /* NULL when absent */
void exact_table_put(exact_table *t, expr key, void *value);

/* exact_poly.c: guarded polynomial arithmetic modulo the relations. */
bool exact_poly_mul(exact *x, fmpz_mpoly_t r, const fmpz_mpoly_t a,
                    const fmpz_mpoly_t b);
bool exact_poly_pow(exact *x, fmpz_mpoly_t r, const fmpz_mpoly_t a, long n);
bool exact_poly_reduce(exact *x, fmpz_mpoly_t p);
/* Replaces generator^q by b throughout p. */
bool exact_poly_rewrite(exact *x, fmpz_mpoly_t p, int g, long q,
                        const fmpz_mpoly_t b);
bool exact_poly_gcd(exact *x, fmpz_mpoly_t g, const fmpz_mpoly_t a,
                    const fmpz_mpoly_t b);
void exact_poly_gen(exact *x, fmpz_mpoly_t r, int g, long power);
/* A bit for each generator that p mentions. */
uint64_t exact_poly_gens(exact *x, const fmpz_mpoly_t p);
/* The generator that p is, or -1. */
int exact_poly_is_gen(const exact *x, const fmpz_mpoly_t p);
/* p divided by its content, leading coefficient positive; c the content with
 * that sign (p = c * result; p nonzero). */
void exact_poly_primitive(exact *x, fmpz_t c, fmpz_mpoly_t p);

/* exact_ring.c: quotients. */
void exact_ring_init(exact *x, exact_ring_ptr r); /* 0 */
void exact_ring_clear(exact *x, exact_ring_ptr r);
void exact_ring_set(exact *x, exact_ring_ptr r, exact_ring_srcptr a);
void exact_ring_set_si(exact *x, exact_ring_ptr r, long n);
void exact_ring_set_q(exact *x, exact_ring_ptr r, const fmpq_t q);
void exact_ring_set_gen(exact *x, exact_ring_ptr r, int g);
void exact_ring_set_poly(exact *x, exact_ring_ptr r, const fmpz_mpoly_t p);
bool exact_ring_finish(exact *x, exact_ring_ptr r); /* reduce and cancel */
bool exact_ring_is_zero(const exact *x, exact_ring_srcptr a);
bool exact_ring_is_q(exact *x, fmpq_t q, exact_ring_srcptr a);
bool exact_ring_equal(const exact *x, exact_ring_srcptr a, exact_ring_srcptr b);
void exact_ring_neg(exact *x, exact_ring_ptr r, exact_ring_srcptr a);
bool exact_ring_add(exact *x, exact_ring_ptr r, exact_ring_srcptr a,
                    exact_ring_srcptr b);
bool exact_ring_sub(exact *x, exact_ring_ptr r, exact_ring_srcptr a,
                    exact_ring_srcptr b);
bool exact_ring_mul(exact *x, exact_ring_ptr r, exact_ring_srcptr a,
                    exact_ring_srcptr b);
bool exact_ring_div(exact *x, exact_ring_ptr r, exact_ring_srcptr a,
                    exact_ring_srcptr b);
bool exact_ring_pow(exact *x, exact_ring_ptr r, exact_ring_srcptr a, long n);
bool exact_ring_mul_q(exact *x, exact_ring_ptr r, exact_ring_srcptr a,
                      const fmpq_t q);
/* a = c * r with c rational and r primitive over primitive, leading
 * coefficients positive (a nonzero). */
void exact_ring_content(exact *x, fmpq_t c, exact_ring_ptr r,
                        exact_ring_srcptr a);

/* exact_expr.c: back to expressions, and their certain signs. */
expr exact_expr_q(exact *x, const fmpq_t q);
/* p/den, nested or as a sum of monomials. */
expr exact_expr_poly(exact *x, const fmpz_mpoly_t p, const fmpz_t den,
                     bool horner);
expr exact_expr_ring(exact *x, exact_ring_srcptr a, bool horner);
/* Certain over the whole box (where the hypotheses hold), where the argument
 * is then defined. */
exact_sign exact_expr_sign(exact *x, expr e);
exact_sign exact_expr_sign_poly(exact *x, const fmpz_mpoly_t p);
exact_sign exact_expr_sign_ring(exact *x, exact_ring_srcptr a);

/* exact_atoms.c: the table of atoms. */
void exact_atoms_clear(exact *x);
int exact_atoms_var(exact *x, int index); /* all: -1 when the table is full */
int exact_atoms_pi(exact *x);
int exact_atoms_opaque(exact *x, expr e);
/* LOG, ABS: keyed by their argument. */
int exact_atoms_unary(exact *x, exact_kind kind, exact_ring_srcptr arg);
/* f(arg), or f(n, arg) with a whole parameter (else n = 0), for a function
 * without laws of its own there. */
int exact_atoms_call(exact *x, expr_op f, long n, exact_ring_srcptr arg);
/* base^(1/q') with q a divisor of q'. */
int exact_atoms_root(exact *x, const fmpz_mpoly_t base, long q);
/* EXP, COS with parameter t' such that c/t' is an integer, *n. */
int exact_atoms_scaled(exact *x, exact_kind kind, exact_ring_srcptr key,
                       const fmpq_t c, long max, long *n);

/* exact_product.c: products of powers of polynomials. */
typedef struct {
    fmpq_t unit;
    fmpz_mpoly_struct *p; /* primitive, irreducible where that was cheap */
    long *e;              /* nonzero */
    long n, cap;
} exact_product;
/* What is certain of a factor p. */
typedef struct {
    bool known;  /* p >= 0 on D, after a change of sign if needed */
    bool strict; /* p != 0 on D */
} factor_sign;
void exact_product_init(exact_product *l);
void exact_product_clear(exact *x, exact_product *l);
bool exact_product_add_poly(exact *x, exact_product *l, const fmpz_mpoly_t p,
                            long e);
bool exact_product_add_ring(exact *x, exact_product *l, exact_ring_srcptr a,
                            long e);
/* Keeps the factors that products, quotients and powers in f show.  f and
 * its operands must have normal forms already (see exact_normal). */
bool exact_product_add_expr(exact *x, exact_product *l, expr f, long e);
/* As add_poly, one factor as it stands. */
void exact_product_add_factor(exact *x, exact_product *l, const fmpz_mpoly_t p,
                              long e);
/* |n| as a product of primes (or of numbers hard to factor). */
bool exact_product_add_integer(exact *x, exact_product *l, const fmpz_t n,
                               long e);

/* The signs of all factors, malloc'd.  Those certainly <= 0 are negated.
 * Asked once and kept: an expression's sign may be seen where that of its
 * negative is not.  nonzero: the product is known not to vanish on D. */
factor_sign *exact_product_signs(exact *x, exact_product *l, bool nonzero);

/* exact_lift.c: roots as new variables. */
/* scale * p, with x replaced by (w^q - ...)/c for every root w, among those
 * with a bit in `allowed`, of a polynomial linear in a variable x.  False: too
 * large. */
bool exact_lift(exact *x, fmpz_mpoly_t p, fmpz_t scale, uint64_t allowed);
/* p = k * s^2 with s a polynomial modulo the relations of numeric square
 * roots; true when found. */
bool exact_lift_square(exact *x, fmpz_mpoly_t s, fmpq_t k,
                       const fmpz_mpoly_t p);

/* exact_root.c, exact_log.c, exact_trig.c, exact_kink.c: the rules. */
bool exact_root_product(exact *x, exact_ring_ptr r, exact_product *l,
                        const fmpq_t a);
bool exact_root_pow(exact *x, exact_ring_ptr r, const fmpz_mpoly_t p,
                    const fmpq_t a);
bool exact_log_product(exact *x, exact_ring_ptr r, exact_product *l);
bool exact_log_exp(exact *x, exact_ring_ptr r, exact_ring_srcptr u);
bool exact_log_exp_term(exact *x, exact_ring_ptr r, const fmpq_t c,
                        exact_ring_srcptr key);
/* u = sum c[k]*key[k], n <= max terms, keys monic monomials over primitive
 * denominators; with more terms, u itself as the only key. */
enum {
    EXACT_SPLIT_MAX = 12
};
typedef struct {
    fmpq c[EXACT_SPLIT_MAX];
    exact_ring_struct key[EXACT_SPLIT_MAX];
    int n;
} exact_sum;
bool exact_log_split(exact *x, exact_sum *s, exact_ring_srcptr u);
void exact_log_split_clear(exact *x, exact_sum *s);
bool exact_trig_sincos(exact *x, exact_ring_ptr s, exact_ring_ptr c,
                       exact_ring_srcptr u);
bool exact_trig_atan(exact *x, exact_ring_ptr r, exact_ring_srcptr u);
bool exact_kink_abs(exact *x, exact_ring_ptr r, const exact_product *l);

/* exact_series.c: power series, m coefficients (exact_jet.c). */
exact_ring_struct *exact_series_new(exact *x, int m);
void exact_series_free(exact *x, int m, exact_ring_struct *c);
void exact_series_set(exact *x, int m, exact_ring_struct *r,
                      const exact_ring_struct *a);
bool exact_series_mul(exact *x, int m, exact_ring_struct *r,
                      const exact_ring_struct *a, const exact_ring_struct *b);
bool exact_series_div(exact *x, int m, exact_ring_struct *f,
                      const exact_ring_struct *u, const exact_ring_struct *v);
bool exact_series_pow(exact *x, int m, exact_ring_struct *r,
                      const exact_ring_struct *a, long n);
/* These go on from f[0] (and s[0], c[0]); the other f[k] must be 0.
 * f = u^(p/q);  f' = g u' (g may be f);  v f' = u';  sine and cosine of u. */
bool exact_series_root(exact *x, int m, exact_ring_struct *f,
                       const exact_ring_struct *u, long p, long q);
bool exact_series_integral(exact *x, int m, exact_ring_struct *f,
                           const exact_ring_struct *u,
                           const exact_ring_struct *g);
bool exact_series_quotient_integral(exact *x, int m, exact_ring_struct *f,
                                    const exact_ring_struct *u,
                                    const exact_ring_struct *v);
bool exact_series_sincos(exact *x, int m, exact_ring_struct *s,
                         exact_ring_struct *c, const exact_ring_struct *u);

/* exact_log.c: log u, where u's normal form is a. */
bool exact_log_of(exact *x, exact_ring_ptr r, expr u, exact_ring_srcptr a);

/* exact.c: the normal form of f, kept until x is freed; NULL when none. */
exact_ring_srcptr exact_normal(exact *x, expr f);
void exact_begin(exact *x); /* a fresh budget for a public call */

/* exact_integral.c: what the integral n is, wherever both are defined, without
 * that integral; EXPR_NONE where that is not known. */
expr exact_integral_closed(exact *x, const expr_node *n);
/* c_0 .. c_(degree), f = sum c_k x_t^k by normal forms; the degree, at most
 * `most`, or -1. */
int exact_integral_polynomial(exact *x, expr f, int t, int most, expr *c);
/* exact_exponentials.c: the same, of sums of exponentials of polynomials. */
expr exact_exponentials_integral(exact *x, const expr_node *n);

#endif
