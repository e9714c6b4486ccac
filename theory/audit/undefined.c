/* Which part of an expression is undefined, in words.  Believed only where it
 * is certain: undefined at every point of the box. */
#include "audit_internal.h"
#include "../../numerics/expr/expr_function.h"

#include <stdlib.h>
#include <string.h>

enum {
    MAX_SHOWN = 60,
    MAX_NESTING = 8
};

static const char *const function_name[EXPR_OP_COUNT] = {
#define FUNCTION(NAME, name, total, latex, width, laws) [EXPR_##NAME] = #name,
#include "../../numerics/expr/functions.def"
#undef FUNCTION
    [EXPR_SQRT] = "sqrt", [EXPR_ABS] = "abs", [EXPR_MIN] = "min",
    [EXPR_MAX] = "max",   [EXPR_IF] = "if",   [EXPR_TV] = "tv_normal",
};

typedef struct {
    const expr_pool *pool;
    char *const *names;
    int nvars;
    text_buf *b;
} printer;

static bool is_taken(const printer *pr, const char *name)
{
    bool taken = false;
    for (int i = 0; i < pr->nvars && !taken; i++)
        taken = pr->names[i] != NULL && strcmp(pr->names[i], name) == 0;
    return taken;
}

/* A bound variable's name: another one for each depth, and none of those that
 * the statement's own variables have. */
static const char *bound_name(const printer *pr, int t)
{
    static const char *const letter[] = {"t", "s", "u", "v", "w", "z"};
    enum {
        LETTERS = sizeof letter / sizeof *letter
    };
    int depth = EXPR_BOUND_FIRST + EXPR_BOUND_COUNT - 1 - t;
    for (int k = 0; k < LETTERS; k++)
        if (!is_taken(pr, letter[k]) && depth-- == 0)
            return letter[k];
    return "?";
}

/* How tightly an operation binds, for parentheses. */
static int tightness(expr_op op)
{
    switch (op) {
    case EXPR_ADD:
    case EXPR_SUB:
        return 1;
    case EXPR_MUL:
    case EXPR_DIV:
        return 2;
    case EXPR_NEG:
        return 3;
    case EXPR_POW:
    case EXPR_ROOT:
        return 4;
    default:
        return 5;
    }
}

static void show(const printer *pr, expr e, int at_least, int nesting);

static void show_call(const printer *pr, const expr_node *x, int nesting)
{
    text_printf(pr->b, "%s(", function_name[x->op]);
    if (expr_function_has_whole((expr_op)x->op))
        text_printf(pr->b, "%ld, ", (long)x->p);
    for (int k = 0; k < x->nargs; k++) {
        if (k > 0)
            text_put(pr->b, ", ");
        show(pr, x->arg[k], 0, nesting + 1);
    }
    text_put(pr->b, ")");
}

static void show_infix(const printer *pr, const expr_node *x, const char *op,
                       int t, int nesting)
{
    show(pr, x->arg[0], t, nesting + 1);
    text_put(pr->b, op);
    show(pr, x->arg[1], t + 1, nesting + 1);
}

/* pi/2 and 3*pi/2, of a number like this. */
static bool show_part(const printer *pr, const expr_node *x, int nesting)
{
    if (!expr_is_const(pr->pool, x->arg[0]) ||
        expr_vars(pr->pool, x->arg[1]) != 0)
        return false;
    mpq_srcptr q = expr_const_value(pr->pool, x->arg[0]);
    if (mpq_sgn(q) <= 0 || mpz_cmp_ui(mpq_numref(q), 1000) > 0 ||
        mpz_cmp_ui(mpq_denref(q), 1) <= 0 ||
        mpz_cmp_ui(mpq_denref(q), 1000) > 0)
        return false;
    if (mpz_cmp_ui(mpq_numref(q), 1) != 0)
        text_printf(pr->b, "%lu*", mpz_get_ui(mpq_numref(q)));
    show(pr, x->arg[1], 3, nesting + 1);
    text_printf(pr->b, "/%lu", mpz_get_ui(mpq_denref(q)));
    return true;
}

/* integral(t in a..b, f) */
static void show_integral(const printer *pr, const expr_node *x, int nesting)
{
    text_printf(pr->b, "integral(%s in ", bound_name(pr, x->p));
    if ((x->q & EXPR_FROM_INF) != 0)
        text_put(pr->b, "-inf");
    else
        show(pr, x->arg[0], 0, nesting + 1);
    text_put(pr->b, "..");
    if ((x->q & EXPR_TO_INF) != 0)
        text_put(pr->b, "inf");
    else
        show(pr, x->arg[1], 0, nesting + 1);
    text_put(pr->b, ", ");
    show(pr, x->arg[2], 0, nesting + 1);
    text_put(pr->b, ")");
}

static void show_node(const printer *pr, expr e, const expr_node *x,
                      int nesting)
{
    char *s;
    switch ((expr_op)x->op) {
    case EXPR_CONST:
        s = outward_exact(expr_const_value(pr->pool, e), 6);
        text_put(pr->b, s);
        free(s);
        break;
    case EXPR_VAR:
        text_put(pr->b, x->p < pr->nvars         ? pr->names[x->p]
                        : x->p < EXPR_BOUND_FIRST ? "?"
                                                  : bound_name(pr, x->p));
        break;
    case EXPR_PI:
        text_put(pr->b, "pi");
        break;
    case EXPR_NEG:
        text_put(pr->b, "-");
        show(pr, x->arg[0], 3, nesting + 1);
        break;
    case EXPR_ADD:
        show_infix(pr, x, " + ", 1, nesting);
        break;
    case EXPR_SUB:
        show_infix(pr, x, " - ", 1, nesting);
        break;
    case EXPR_MUL:
        if (!show_part(pr, x, nesting))
            show_infix(pr, x, "*", 2, nesting);
        break;
    case EXPR_DIV:
        show_infix(pr, x, "/", 2, nesting);
        break;
    case EXPR_POW:
        show(pr, x->arg[0], 5, nesting + 1);
        text_printf(pr->b, "^%ld", (long)x->p);
        break;
    case EXPR_ROOT:
        show(pr, x->arg[0], 5, nesting + 1);
        text_printf(pr->b, "^(%ld/%ld)", (long)x->p, (long)x->q);
        break;
    case EXPR_INTEGRAL:
        show_integral(pr, x, nesting);
        break;
    default:
        show_call(pr, x, nesting);
        break;
    }
}

/* Long expressions are cut short: this is for people. */
static void show(const printer *pr, expr e, int at_least, int nesting)
{
    const expr_node *x = expr_get(pr->pool, e);
    if (nesting > MAX_NESTING || (pr->b->len > MAX_SHOWN && x->nargs > 0)) {
        text_put(pr->b, "...");
        return;
    }
    bool paren = tightness((expr_op)x->op) < at_least ||
                 (x->op == EXPR_CONST && at_least > 2 &&
                  (mpq_sgn(expr_const_value(pr->pool, e)) < 0 ||
                   mpz_cmp_ui(mpq_denref(expr_const_value(pr->pool, e)), 1)));
    if (paren)
        text_put(pr->b, "(");
    show_node(pr, e, x, nesting);
    if (paren)
        text_put(pr->b, ")");
}

char *undefined_words(const expr_pool *pool, expr f, char *const *names,
                      int nvars)
{
    text_buf b = {0};
    printer pr = {pool, names, nvars, &b};
    show(&pr, f, 0, 0);
    return text_take(&b);
}

/* P where f is sqrt(-(P - 1)^2), P an integral: total_variation says so that P
 * is 1 (density.c), and f has a value exactly where it is. */
static expr mass(const expr_pool *pool, expr f)
{
    static const expr_op way[] = {EXPR_SQRT, EXPR_NEG, EXPR_POW, EXPR_SUB};
    const expr_node *x = expr_get(pool, f);
    for (size_t k = 0; k < sizeof way / sizeof *way; k++) {
        if (x->op != way[k] || (x->op == EXPR_POW && x->p != 2))
            return EXPR_NONE;
        f = x->arg[0];
        if (x->op != EXPR_SUB)
            x = expr_get(pool, f);
    }
    return expr_is_const(pool, x->arg[1]) &&
                   mpq_cmp_ui(expr_const_value(pool, x->arg[1]), 1, 1) == 0 &&
                   expr_get(pool, f)->op == EXPR_INTEGRAL
               ? f
               : EXPR_NONE;
}

char *undefined_part_words(const expr_pool *pool, expr f, char *const *names,
                           int nvars, bool *is_mass)
{
    expr one = mass(pool, f);
    *is_mass = one != EXPR_NONE;
    return undefined_words(pool, *is_mass ? one : f, names, nvars);
}

/* The branch k of the conditional x that is certainly not taken. */
static bool is_idle(eval *ev, const expr_node *x, int k)
{
    if (x->op != EXPR_IF || k == 0)
        return false;
    iv_srcptr h = eval_enclose(ev, x->arg[0]);
    return k == 1 ? iv_certainly_neg(h) : iv_certainly_pos(h);
}

/* Holds f a variable that an integral around it binds? */
static bool is_within(const expr_pool *pool, expr f)
{
    return expr_vars(pool, f) >> EXPR_BOUND_FIRST != 0;
}

char *undefined_part(const expr_pool *pool, eval *ev, expr f,
                     char *const *names, int nvars, bool *certain,
                     bool *is_mass)
{
    *certain = *is_mass = false;
    if (f == EXPR_NONE || iv_is_defined(eval_enclose(ev, f)))
        return NULL;
    expr around = f; /* the smallest part so far without bound variables */
    for (bool deeper = true; deeper;) {
        const expr_node *x = expr_get(pool, f);
        deeper = false;
        for (int k = 0; k < x->nargs && !deeper; k++)
            if (!iv_is_defined(eval_enclose(ev, x->arg[k])) &&
                !is_idle(ev, x, k)) {
                f = x->arg[k];
                around = is_within(pool, f) ? around : f;
                deeper = true;
            }
    }
    f = around;
    *certain = eval_outside_domain(ev, f);
    return undefined_part_words(pool, f, names, nvars, is_mass);
}
