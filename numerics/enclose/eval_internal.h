/* numerics/enclose/eval_internal.h: what eval.c and eval_taylor.c share: what one
 * evaluator keeps (eval_store.c), and single nodes (eval_ops.c). */
#ifndef ASSAY_EVAL_INTERNAL_H
#define ASSAY_EVAL_INTERNAL_H

#include "eval.h"
#include "../base/memory.h"

/* The value of one node.  It belongs to the current box when its stamp is
 * the evaluator's `now`, and to every box when it is EVAL_CLOSED, as long as
 * integrals are to be as sharp as then. */
typedef struct {
    iv_struct v;
    uint64_t stamp;
    long aim;
    bool decided, continuous; /* as in eval_enclose_smooth */
} eval_cell;

enum {
    EVAL_STALE = 0,
    EVAL_CLOSED = 1,
    EVAL_FIRST_BOX = 2
};

/* A coordinate of the box: a range with exact ends, or a given interval. */
typedef struct {
    range r;
    iv_struct given; /* as handed over, in its own precision */
    bool is_given;
    iv_struct x; /* rounded outward to the evaluator's precision */
} eval_var;

/* A hypothesis, and the other nodes that it bounds (see eval.c). */
typedef struct {
    sign_condition h;
    expr negated;             /* h.e = -negated, or EXPR_NONE */
    expr minuend, subtrahend; /* h.e = minuend - subtrahend, or EXPR_NONE */
} eval_hyp;

/* Truncated Taylor series of a node: coefficients 0 .. len-1, the others 0.
 * An undefined c[0] stands for a series that is undefined altogether.  relative:
 * q[k] encloses the k-th coefficient over the value, which is not 0, at each
 * point (taylor_relative.c). */
typedef struct {
    iv_struct *c, *q;
    int cap, len, qcap;
    bool relative;
    uint64_t stamp;
} taylor_series;

typedef struct {
    expr *e;
    size_t n, cap;
} eval_stack;

/* Pointers by node id, NULL until set.  Ids of one question lie close
 * together in a pool that may hold millions, hence pages. */
enum {
    EVAL_PAGE = 256
};
typedef struct {
    void ***page; /* npages of them, each NULL or EVAL_PAGE pointers */
    size_t npages;
} eval_table;

typedef struct eval_slopes eval_slopes;
typedef struct eval_sums eval_sums;
typedef struct eval_kept eval_kept;

struct eval {
    const expr_pool *pool;
    mpfr_prec_t prec;
    uint64_t now;

    eval_table cell; /* eval_cell by node */
    eval_cell **chunk; /* where the cells live; they never move */
    size_t nchunks, last_chunk_used;
    eval_stack stack;
    bool relative; /* Taylor coefficients also over the value: integrands */
    long asked, aim; /* bits of integrals, here and inside them; 0: all */
    bool halted; /* an integral was left off: values are for this call alone */

    eval_var *var; /* EXPR_MAX_VARS places, the first nready initialised */
    int nready, nvars;
    eval_hyp *hyp;
    size_t nhyps;

    eval_table series; /* taylor_series by node */
    uint64_t taylor_now;
    eval_stack taylor_stack;
    taylor_series scratch[3]; /* between two walks */

    eval *inner;         /* for integrands (eval_integral.c), made when needed */
    eval *low;           /* the same of less precision (quad.c), likewise */
    eval_slopes *slopes; /* derivatives of integrals (eval_slopes.c), likewise */
    eval_kept *kept;     /* integrals found before (eval_kept.c), likewise */
    eval_sums *sums;     /* terms of sums to infinity (eval_sum.c), likewise */
    iv_struct undefined; /* stays so */
};

/* The interval of variable i; undefined beyond the box's dimension. */
iv_srcptr eval_var_value(const eval *e, int i);

/* r = node(a[0], a[1], a[2]) by interval arithmetic.  Not for variables and
 * conditionals, whose value is not a function of their arguments' ranges
 * alone.  r aliases no argument. */
void eval_apply(iv_ptr r, const expr_pool *pool, expr id, const iv_srcptr a[3]);

/* c = the integral n, its ends over the box a and b.  eval_integral.c */
void eval_integral(eval *e, eval_cell *c, const expr_node *n, iv_srcptr a,
                   iv_srcptr b);
/* The evaluator of integrands, with e's box, but for n's own variable. */
eval *eval_integrand(eval *e, const expr_node *n);
/* eval_kept.c: c = what it was found to be before, for the same values; false:
 * that is not there.  And notes what it was found to be. */
bool eval_kept_get(const eval *e, eval_cell *c, const expr_node *n,
                   iv_srcptr a, iv_srcptr b);
void eval_kept_put(eval *e, const eval_cell *c, const expr_node *n,
                   iv_srcptr a, iv_srcptr b);
void eval_kept_free(eval_kept *s); /* NULL is harmless */
/* Is it certain, for every point of the box, that it diverges, or that its
 * integrand has no value somewhere? */
bool eval_integral_diverges(eval *e, const expr_node *n, iv_srcptr a,
                            iv_srcptr b);
/* eval_void.c: has f, over x_t, certainly no value at some point of (p, q)? */
bool eval_void_inside(eval *in, expr f, int t, mpfr_srcptr p, mpfr_srcptr q);
/* c[k] encloses the k-th derivative in x_i of the integral `id`, which holds x_i
 * in its integrand, over k!, for k = 1 .. order, at all points of e's box; false
 * where these are not all known.  eval_slopes.c */
bool eval_slopes_get(eval *e, expr id, int i, int order, iv_struct *c);
void eval_slopes_free(eval_slopes *s); /* NULL is harmless */
/* These variables have in `to` the values that they have in `from`. */
void eval_give_box(eval *to, const eval *from, uint64_t vars);
/* c = the integral n, which is a sum to infinity of a smooth function; false
 * where this is not one, or not known.  eval_sum.c */
bool eval_sum(eval *e, eval_cell *c, const expr_node *n);
/* Is it certainly the sum of a function whose terms' sizes have none? */
bool eval_sum_diverges(eval *e, const expr_node *n);
void eval_sums_free(eval_sums *s); /* NULL is harmless */
/* eval_taylor of n functions f at once, out[j * step ..] for f[j]. */
void eval_taylor_joint(eval *e, const expr *f, int n, int i, int order,
                       iv_struct *out, int step);
/* As eval_taylor; and q[k], k = 1 .. order, encloses the k-th coefficient over the
 * value: false where that is not known, or may be 0. */
bool eval_taylor_relative(eval *e, expr f, int i, int order, iv_struct *out,
                          iv_struct *q);
/* r = n, a sine, cosine or tangent of u, better than r is where a hypothesis
 * bounds u by a multiple of pi/2.  Other nodes are left alone. */
void eval_reflect(const eval *e, const expr_node *n, iv_srcptr u, iv_ptr r);

/* What an enclosure h tells about `if h > 0` (strict) or `if h >= 0`:
 * +1 the condition holds on the whole box, -1 it fails there, 0 unknown. */
int eval_condition(iv_srcptr h, bool strict);
/* The branch that ABS (arg0 for +1, its negative for -1), MIN or MAX (arg0
 * for +1, arg1 for -1) takes on the whole box; 0 unknown.  Branches may meet:
 * where both give the same value either name is right. */
int eval_branch(expr_op op, const iv_srcptr a[3]);

void eval_push(eval_stack *s, expr e);
/* What stands at id (NULL if nothing); the place for it. */
void *eval_table_get(const eval_table *t, expr id);
void **eval_table_slot(eval_table *t, expr id);
void eval_table_clear(eval_table *t); /* not what the pointers point at */

/* Room for len coefficients; frees them; frees all series. */
void eval_series_reserve(taylor_series *s, int len, mpfr_prec_t prec);
void eval_series_clear(taylor_series *s);
void eval_taylor_forget(eval *e);

#endif
