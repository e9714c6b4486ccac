/* numerics/expr/expr.h: real expressions as immutable, shared (hash-consed) DAGs.
 *
 * For: what a statement is made of: nodes, the table of functions
 *   (functions.def), derivatives, substitution, text, and problems (a box,
 *   hypotheses, goals).
 * Sees: base.  Everybody sees it.
 * Begin: problem.h for what is proved; then the nodes below; expr_diff.c;
 *   expr_exp.c for what a function tells about itself here.
 *
 * A pool owns every node.  An `expr` is an index into its pool; children
 * always have smaller indices than their parents, so a loop by increasing
 * index is a topological order and nothing here needs recursion.  Index 0
 * (EXPR_NONE) is never a node: constructors return it when an argument is
 * EXPR_NONE or when the pool's node limit is reached.
 *
 * Meaning.  A node denotes a partial real function of the variables
 * x_0, x_1, ...  It is *defined* at a point when every subexpression is:
 *   a / b        b != 0
 *   sqrt a       a >= 0
 *   a^(p/q)      a >= 0 (EXPR_ROOT, p/q > 0, not an integer)
 *   log a        a > 0
 *   tan a        cos a != 0
 *   Gamma a, digamma a, polygamma(n, a)    a is none of 0, -1, -2, ...
 *   lgamma a     a > 0
 *   if h >= 0 then a else b    h is defined, and the branch taken is
 *   tv_normal(p, a, q, b)      a, b > 0
 *   integral of f over t from a to b    a and b are defined, and f is at every
 *                              t between them, and absolutely integrable
 * Constructors simplify only where the result is the same partial function
 * (0*f becomes 0 only when f is total, that is defined everywhere).
 */
#ifndef ASSAY_EXPR_H
#define ASSAY_EXPR_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint32_t expr;
typedef struct expr_pool expr_pool;

enum { EXPR_NONE = 0, EXPR_MAX_VARS = 64, EXPR_MAX_POWER = 100000,
       EXPR_MAX_WHOLE = 1000 };

/* Variables that integrals bind; no problem's variable has such a number. */
enum { EXPR_BOUND_FIRST = 54, EXPR_BOUND_COUNT = 4 };
/* An integral's q: which ends are infinite. */
enum { EXPR_FROM_INF = 1, EXPR_TO_INF = 2 };

typedef enum {
    EXPR_CONST, /* exact rational, expr_const_value */
    EXPR_VAR,   /* variable number p */
    EXPR_PI,
    EXPR_NEG,
    EXPR_ADD,
    EXPR_SUB,
    EXPR_MUL,
    EXPR_DIV,
    EXPR_POW,  /* arg0^p, p >= 2 */
    EXPR_ROOT, /* arg0^(p/q), q >= 2, p >= 1, gcd 1, not 1/2 */
    EXPR_SQRT,
#define FUNCTION(NAME, name, total, latex, width, laws) EXPR_##NAME,
#include "functions.def"
#undef FUNCTION
    EXPR_ABS,
    EXPR_MIN,
    EXPR_MAX,
    EXPR_IF, /* arg0 > 0 (strict) or arg0 >= 0 ? arg1 : arg2 */
    EXPR_TV, /* total variation of N(0, I_p + I_q) and N(0, arg0 I_p + arg1 I_q);
                closed arguments only (iv_tv.h) */
    EXPR_INTEGRAL, /* of arg[2], which is no argument (nargs is 2), over x_p
                      from arg0 to arg1; q: infinite ends.  See
                      expr_integral.c */
    EXPR_OP_COUNT
} expr_op;

typedef struct {
    uint8_t op;     /* expr_op */
    uint8_t nargs;  /* 0 to 3 */
    bool strict;    /* EXPR_IF only */
    bool total;     /* defined at every point of R^n */
    expr arg[3];
    int32_t p, q;   /* EXPR_VAR: p.  EXPR_POW: p.  EXPR_ROOT: p, q.
                       A function with a whole parameter: p.
                       EXPR_CONST: p is private */
    uint64_t vars;  /* bit i set: depends on x_i; 0: closed */
} expr_node;

expr_pool *expr_pool_new(size_t max_nodes); /* 0: a default of 50 million */
void expr_pool_free(expr_pool *pool);       /* NULL is harmless */
size_t expr_pool_size(const expr_pool *pool); /* ids run 1 .. size-1 */
bool expr_pool_has_integrals(const expr_pool *pool);

/* The node behind an id; valid until the next constructor call. */
const expr_node *expr_get(const expr_pool *pool, expr e);
/* The value of an EXPR_CONST node; owned by the pool. */
mpq_srcptr expr_const_value(const expr_pool *pool, expr e);
bool expr_is_const(const expr_pool *pool, expr e);
bool expr_is_si(const expr_pool *pool, expr e, long n);
/* Support of e, as bits. */
uint64_t expr_vars(const expr_pool *pool, expr e);

/* Constructors.  Rational constants are folded while the result's numerator
 * and denominator stay under 1024 bits; larger ones stay as operations, so
 * that long chains keep linear cost. */
expr expr_q(expr_pool *pool, mpq_srcptr q);
expr expr_si(expr_pool *pool, long n);
expr expr_ratio(expr_pool *pool, long num, unsigned long den);
expr expr_var(expr_pool *pool, int index);
expr expr_pi(expr_pool *pool);
expr expr_neg(expr_pool *pool, expr a);
expr expr_add(expr_pool *pool, expr a, expr b);
expr expr_sub(expr_pool *pool, expr a, expr b);
expr expr_mul(expr_pool *pool, expr a, expr b);
expr expr_div(expr_pool *pool, expr a, expr b);
/* a^n for |n| <= EXPR_MAX_POWER, else EXPR_NONE; n < 0 gives 1/a^-n, n = 0
 * gives 1 when a is total, and 1 + 0*a otherwise. */
expr expr_pow_si(expr_pool *pool, expr a, long n);
/* a^(num/den), den >= 1; reduced; integers go to expr_pow_si, 1/2 to sqrt. */
expr expr_pow_ratio(expr_pool *pool, expr a, long num, unsigned long den);
/* SQRT, ABS, NEG, or a function of functions.def. */
expr expr_unary(expr_pool *pool, expr_op op, expr a);
/* The same for the function of any row with its whole parameter n, which is 0
 * where there is none; EXPR_NONE unless 0 <= n <= EXPR_MAX_WHOLE. */
expr expr_call(expr_pool *pool, expr_op op, long n, expr a);
expr expr_min(expr_pool *pool, expr a, expr b);
expr expr_max(expr_pool *pool, expr a, expr b);
/* Total variation between two centred normal laws; a and b closed, 0 <= p, q
 * <= 100000, else EXPR_NONE. */
expr expr_tv(expr_pool *pool, int32_t p, expr a, int32_t q, expr b);
expr expr_if(expr_pool *pool, expr h, bool strict, expr a, expr b);
/* The integral of f over x_t from a to b, of which `infinite` says which are
 * -inf and +inf (they are 0 then).  It binds x_t, EXPR_BOUND_FIRST <= t <
 * EXPR_BOUND_FIRST + EXPR_BOUND_COUNT. */
expr expr_integral(expr_pool *pool, int t, expr a, expr b, int infinite,
                   expr f);

/* Any operation from parts: for rewriting passes and readers.  p, q as in
 * expr_node.  EXPR_NONE for an integral, whose integrand is no part. */
expr expr_make(expr_pool *pool, expr_op op, const expr arg[3], int32_t p,
               int32_t q, bool strict);

/* d f / d x_i, symbolically.  Where f is defined in a neighbourhood and no
 * kink (abs, min, max, if) is at its seam, the result's value is the partial
 * derivative.  Kinks give EXPR_IF of the branches' derivatives.  At points
 * where the result is undefined nothing is said. */
expr expr_diff(expr_pool *pool, expr f, int i);

/* f with x_i replaced by g (g over the same variables). */
expr expr_subst(expr_pool *pool, expr f, int i, expr g);
/* f with every occurrence of the node `from` replaced by `to`. */
expr expr_replace(expr_pool *pool, expr f, expr from, expr to);
/* f, which is `from`'s, in another pool, integrands and all. */
expr expr_copy(expr_pool *to, const expr_pool *from, expr f);
/* The kinks (ABS, MIN, MAX, IF) reachable from f, in the order of a
 * depth-first, left-to-right walk (children before parents); returns how many
 * there are and writes the first `max` of them. */
size_t expr_kinks(const expr_pool *pool, expr f, expr *out, size_t max);
/* Number k (from 0) in that order, or EXPR_NONE. */
expr expr_kink(const expr_pool *pool, expr f, int k);
/* The branches of a kink: it equals way[0].value where way[0].when has its
 * sign (> 0 if strict, else >= 0), way[1].value where way[1].when has its own;
 * one of the two always holds where the condition is defined.  The second is
 * the first's negation, closed at a seam where both branches agree.  False
 * when the pool is full. */
typedef struct {
    expr value, when;
    bool strict;
} expr_branch;
bool expr_branches(expr_pool *pool, expr kink, expr_branch way[2]);
/* The functions with jumps (FUNCTION_STEP) reachable from f, in that order, too. */
size_t expr_steps(const expr_pool *pool, expr f, expr *out, size_t max);
/* Does f jump, or may it, as one of these variables moves: is there an IF whose
 * condition, a function with jumps whose argument, or an integral whose integrand
 * depends on them? */
bool expr_jumps(const expr_pool *pool, expr f, uint64_t vars);
/* Is there a kink or a step in f, or in an integrand that f holds?  (The steps of
 * a sum to infinity, from a number on, are none of its own.) */
bool expr_integral_has_kinks(const expr_pool *pool, expr f);
/* How deep integrals are nested in f; 0: there is none. */
int expr_integral_depth(const expr_pool *pool, expr f);
/* Does x_t stand in f only as floor(x_t), so that f is constant between whole
 * numbers? */
bool expr_integral_is_sum(const expr_pool *pool, expr f, int t);
/* Nodes reachable from f. */
size_t expr_size(const expr_pool *pool, expr f);

/* The nodes reachable from f, in depth-first, left-to-right post-order
 * (children before parents; f last).  malloc'd; *n is their number.  An
 * explicit stack keeps long chains off the C stack. */
expr *expr_postorder(const expr_pool *pool, expr f, size_t *n);

/* Exact text in prefix form, as certificates use it: `(add x (mul 2 y))`,
 * `(pow x 3)`, `(root x 3/2)`, `(polygamma 2 x)`, `(if>= h a b)`, `-7/3`, `pi`,
 * `(integral @57 0 inf (exp (neg @57)))`.
 * names[i] is x_i.  Returns malloc'd text, or NULL when it would exceed
 * max_bytes. */
char *expr_to_text(const expr_pool *pool, expr f, char *const *names,
                   size_t max_bytes);
/* Reads what expr_to_text writes; *end is left after the expression.
 * EXPR_NONE on a syntax error, an unknown name, or nesting over 1000. */
expr expr_from_text(expr_pool *pool, const char *text, const char **end,
                    char *const *names, int nvars);

/* The operation's word there; "var", "tv"; "?" for a constant. */
const char *expr_node_name(const expr_node *x);

#endif
