/* numerics/check/checker_internal.h: what the rules' files and checker.c share.
 *
 * A rule is a row of ../cert/rules.def and a file rule_WORD.c, which exports
 * one checker_rule: the theorem, written above its test; and how its children's
 * goals are formed.  checker.c walks the tree.
 *
 *   checker.c        walking, reports, evaluators, entry
 *   checker_goal.c   goals as values
 *   checker_expr.c   derivatives; f with its kinks resolved, or pinned
 *   checker_rung.c   leaves that hardware doubles decide
 *   checker_seal.c   what was accepted, as a value
 *   checker_parts.c  large trees in parts, by threads
 *
 * Notation: B_i the range of x_i; f_i = df/dx_i; hull the smallest box.
 */
#ifndef ASSAY_CHECKER_INTERNAL_H
#define ASSAY_CHECKER_INTERNAL_H

#include "../enclose/rung.h"
#include "../exact/exact_form.h"
#include "checker.h"

/* What a child's goal is about. */
typedef enum {
    CHECKER_NO_CHILD, /* it cannot be formed */
    CHECKER_OTHER,    /* another function: its values bound no margin of f's */
    CHECKER_SAME      /* f itself, perhaps in other words, on part of B; or what is
                       * nowhere above f */
} checker_about;

typedef struct {
    /* True only if g holds whenever the children's goals do. */
    bool (*test)(checker *c, const checker_goal *g, const cert_node *n);
    /* The goal of child k of n, which is to prove g, formed in out, a copy of
     * g with room for one hypothesis more.  NULL where there are no children.
     * n need not have passed the test. */
    checker_about (*child)(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out);
} checker_rule;

#define RULE(NAME, word, arity, line) extern const checker_rule rule_##word;
#include "../cert/rules.def" /* rule_natural, rule_void, ... */
#undef RULE

enum {
    CHECKER_MAX_ORDER = LIMIT_ORDER_MAX,
    CHECKER_CACHED = 16
};

/* What doubles make of one f (checker_rung.c). */
typedef struct {
    expr f;
    size_t asked;
    bool tried_value, tried_slopes;
    rung *value, *slopes; /* f; f, f_1 .. f_n.  NULL: not known to it */
} checker_rung;

/* Derivatives already formed; nvars + nvars^2 places an entry. */
typedef struct {
    expr f;
    expr *d;
} checker_derivatives;

typedef struct checker_parts checker_parts;

/* What one goal is lent, and the next one after it: memory that stays. */
typedef struct {
    range *box, own; /* own: of the variable that moves */
    sign_condition *hyp;
    size_t nbox, nhyp; /* places */
} checker_loan;

struct checker {
    expr_pool *pool;
    int nvars;
    mpfr_prec_t prec; /* where a leaf names none */
    eval *ev;         /* at the precision last used */
    checker_derivatives cache[CHECKER_CACHED];
    size_t next_cached;
    checker_rung rung[CHECKER_CACHED];
    size_t next_rung;
    bool ask_rungs; /* as the caller wants it, */
    bool rungs_fit; /* and the processor is in the state for it */
    bool rungs_pay; /* the tree is large: from the first box on */
    mpfr_t lower;   /* a rung's bound, exactly */
    checker_report *report; /* NULL when the search asks for a child */
    bool margin;            /* f is still the claim's own difference */
    char path[96];
    size_t depth;
    int threads;
    checker_parts *parts; /* those that the walk leaves out; NULL: none */
    checker_loan *loan;   /* the first `lent` of them are with goals */
    size_t lent, nloans;
    iv_t t, u; /* scratch, at the evaluator's precision */
};

/* A copy of g whose ranges are g's own, not to be changed, but for var's, and
 * whose hypotheses may be fewer, not more; and what is to be called when it is done
 * with, the last one lent first. */
void checker_goal_lend(checker *c, checker_goal *out, const checker_goal *g,
                       int var);
void checker_goal_return(checker *c, const checker_goal *g, int var);
void checker_goal_lend_no_more(checker *c);

/* Notes why, the first time; false. */
bool checker_reject(checker *c, const char *why);
/* A leaf whose enclosure of f is `value`: has it the sign? */
bool checker_leaf(checker *c, const checker_goal *g, iv_srcptr value,
                  const char *why);
/* The relation holds for every number in `value`. */
bool checker_has_sign(iv_srcptr value, bool strict);
bool checker_has_var(const checker *c, const cert_node *n);
/* value is defined, and all of it lies in r. */
bool checker_lies_in(iv_srcptr value, const range *r);
/* The evaluator at n's precision over g's box; its hypotheses, or none. */
void checker_use(checker *c, const cert_node *n, const checker_goal *g,
                 bool with_hyps);
/* f is defined on the evaluator's box, and continuous there; `decided`: with
 * no kink on it, either. */
bool checker_continuous(checker *c, expr f, bool decided);

/* checker_refute.c: up to which precision a point is looked at: a quadrature costs
 * the fourth power of it, and what more bits could show is not known then. */
mpfr_prec_t checker_most_bits(const problem *p, size_t g, mpfr_prec_t max_prec);

/* rule_increasing.c: is u continuous for x_i in n's range, without a kink there?
 * The evaluator's box is changed. */
bool rule_increasing_smooth(checker *c, const checker_goal *g,
                            const cert_node *n, expr u);
/* out, a copy of a goal, becomes one about u's slope inside that range. */
void rule_increasing_slope(checker *c, checker_goal *out, const cert_node *n,
                           expr u);

/* rule_modulo.c: is hypothesis number j an equation?  The evaluator is in use. */
bool rule_modulo_is_equation(checker *c, const checker_goal *g, int j);

/* rule_contact.c: on which side of p, a function of the other variables whose
 * enclosure is `point`, all of B_i lies: +1 x_i >= p, -1 x_i <= p, 0 not known;
 * *by is the hypothesis that says so, EXPR_NONE where none does; *apart: x_i = p
 * does not occur. */
int rule_contact_side(checker *c, const checker_goal *g, int i, expr p,
                      iv_srcptr point, bool *apart, expr *by);
/* c->u = the m-th Taylor coefficient of f in x_i on the evaluator's box, undefined
 * unless f is m times continuously differentiable there. */
void rule_contact_lead(checker *c, expr f, int i, int m);
/* Are the coefficients of f of orders 0 to m - 1 in x_i exactly 0 at x_i = p, which
 * is in the evaluator's box?  It rejects, if not; the box is changed. */
bool rule_contact_vanishes(checker *c, const checker_goal *g, int i, expr p,
                           int m);

/* checker_rung.c: the leaves that doubles decide, where they do: f has the sign
 * by its enclosure, by the mean value form, or by n's Taylor form (whose centre
 * lies in the range's closure); f is continuous on box.  False: not decided, and
 * nothing was noted. */
bool checker_rung_natural(checker *c, const checker_goal *g,
                          const cert_node *n);
bool checker_rung_meanvalue(checker *c, const checker_goal *g,
                            const cert_node *n);
bool checker_rung_taylor(checker *c, const checker_goal *g, const cert_node *n);
bool checker_rung_continuous(checker *c, const checker_goal *g,
                             const cert_node *n);
void checker_rung_forget(checker *c); /* all that is kept */

/* Walks the tree n, `depth` nodes below a root, which is to prove g; margin: f
 * is still the claim's own difference. */
bool checker_walk(checker *c, const checker_goal *g, bool margin,
                  const cert_node *n, size_t depth, checker_report *report);

/* checker_parts.c: where the tree is to be cut; NULL where it is small. */
checker_parts *checker_parts_new(const cert_node *cert, int threads);
void checker_parts_free(checker *c);
/* Is it cut at n?  Its goal is then noted. */
bool checker_parts_take(checker *c, const checker_goal *g, const cert_node *n);
/* Does each part that was noted prove its goal?  Adds to the report. */
bool checker_parts_accept(checker *c);

expr checker_gradient(checker *c, expr f, int i);
expr checker_hessian(checker *c, expr f, int i, int j);
/* f with the variables whose range is a point replaced by that point: the
 * same function on the box, with fewer variables left free. */
expr checker_pinned(checker *c, const checker_goal *g, expr f);
/* f with each kink whose branch is the same all over the evaluator's box
 * replaced by that branch; see there. */
expr checker_resolved(checker *c, expr f, uint64_t vars);

#endif
