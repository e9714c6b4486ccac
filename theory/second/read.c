/* The second reading proper: syntax trees to numbers.
 *
 * It walks the tree by C recursion; a call that would go too deep is put aside
 * (read_again.c).  Nobody believes it. */
#include "read.h"

#include "../../numerics/base/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
    CALL_DEPTH = 500, /* deeper, calls are put aside; a tree has 4000 more */
    MOST_STEPS = 10000000, /* nodes read for an expression */
    MOST_SPENT = 60000000, /* for an item */
    MOST_KNOWN = 1000000   /* calls remembered in one expression */
};

static bool fails(second *s, trouble why)
{
    return quantity_trouble(&s->c, why);
}

/* ---- names and calls ------------------------------------------------------ */

static void put_aside(second *s, const call *k)
{
    if (s->npending == s->cap) {
        s->cap = 2 * s->cap + 64;
        s->pending = xrealloc(s->pending, s->cap * sizeof *s->pending);
    }
    call_copy(&s->pending[s->npending++], k);
}

bool read_call_body(second *s, const call *k, quantity *out)
{
    const item *let = k->let;
    scope *names = xcalloc(let->nparams + 1, sizeof *names);
    for (size_t i = 0; i < let->nparams; i++)
        names[i] = (scope){let->param[i], &k->arg[i], i ? &names[i - 1] : NULL};
    bool ok = read_tree(s, let->body,
                        let->nparams ? &names[let->nparams - 1] : NULL, out);
    free(names);
    if (!ok)
        return false;
    if (s->known.n >= MOST_KNOWN)
        return fails(s, TROUBLE_LIMIT);
    /* a call needs all its arguments */
    for (size_t i = 0; i < k->n; i++)
        if (k->arg[i].kind == QUANTITY_MAYBE)
            quantity_set_kind(out, QUANTITY_MAYBE);
    call_put(&s->known, k, out, s->c.prec);
    if (s->unfold != NULL)
        unfold_value(s, out);
    return true;
}

static bool read_let(second *s, const ast *a, const scope *names, quantity *out)
{
    const item *let = program_find(s->prog, a->name);
    if (let == NULL || let->kind != ITEM_LET || let->nparams != a->nargs)
        return fails(s, TROUBLE_REFUSED);
    call k;
    call_init(&k, let);
    bool ok = true;
    for (size_t i = 0; i < a->nargs && ok; i++)
        ok = read_tree(s, a->arg[i], names, &k.arg[i]);
    const quantity *known = ok ? call_find(&s->known, &k, s->c.prec) : NULL;
    if (known != NULL) {
        quantity_set(out, known);
    } else if (ok && s->depth > CALL_DEPTH) {
        put_aside(s, &k);
        ok = fails(s, TROUBLE_PENDING);
    } else if (ok) {
        ok = read_call_body(s, &k, out);
    }
    call_clear(&k);
    return ok;
}

static bool read_name(second *s, const ast *a, const scope *names,
                      quantity *out)
{
    for (const scope *n = names; n != NULL; n = n->outer)
        if (strcmp(n->name, a->name) == 0) {
            quantity_set(out, n->value);
            return true;
        }
    if (strcmp(a->name, "pi") == 0) {
        quantity_set_pi(out, &s->c);
        return true;
    }
    return read_let(s, a, names, out);
}

/* Only that it lies between 0 and 1. */
static bool read_tv(second *s, const quantity *arg, quantity *out)
{
    int sign[2];
    long n;
    for (size_t i = 0; i < 4; i++)
        if (!quantity_is_closed(&arg[i]))
            return fails(s, TROUBLE_REFUSED);
    for (size_t i = 0; i < 2; i++)
        if (!quantity_whole(&s->c, &n, &arg[2 * i]) ||
            !quantity_sign(&s->c, &sign[i], &arg[2 * i + 1]))
            return false;
        else if (n < 0 || n > 100000)
            return fails(s, TROUBLE_REFUSED);
    if (sign[0] <= 0 || sign[1] <= 0)
        return fails(s, TROUBLE_UNDEFINED);
    arb_ptr b = quantity_make_ball(out);
    arb_set_si(b, 1);
    arb_mul_2exp_si(b, b, -1);
    mag_set_ui_2exp_si(arb_radref(b), 1, -1);
    return true;
}

static const struct {
    const char *name;
    quantity_unary *f;
} functions[] = {
    {"sqrt", quantity_sqrt}, {"exp", quantity_exp}, {"log", quantity_log},
    {"sin", quantity_sin},   {"cos", quantity_cos}, {"tan", quantity_tan},
    {"atan", quantity_atan}, {"erf", quantity_erf}, {"abs", quantity_abs},
    {"log2", quantity_log2}, {"log10", quantity_log10},
    {"sign", quantity_signum}, {"floor", quantity_floor},
    {"ceil", quantity_ceil},
    {"factorial", quantity_factorial},
};

/* min or max of the arguments, from the left */
static bool read_extreme(second *s, const ast *a, const scope *names,
                         quantity *out, quantity_binary *f)
{
    quantity x, y;
    quantity_init(&x);
    quantity_init(&y);
    bool ok = a->nargs > 0 && read_tree(s, a->arg[0], names, &x);
    for (size_t i = 1; i < a->nargs && ok; i++) {
        ok = read_tree(s, a->arg[i], names, &y) && f(&s->c, out, &x, &y);
        quantity_swap(&x, out);
    }
    quantity_swap(&x, out);
    quantity_clear(&x);
    quantity_clear(&y);
    return ok;
}

static bool read_call(second *s, const ast *a, const scope *names,
                      quantity *out)
{
    quantity x[4];
    bool ok = true;
    if (strcmp(a->name, "min") == 0)
        return read_extreme(s, a, names, out, quantity_min);
    if (strcmp(a->name, "max") == 0)
        return read_extreme(s, a, names, out, quantity_max);
    size_t k = 0, count = sizeof functions / sizeof *functions;
    while (k < count && strcmp(a->name, functions[k].name) != 0)
        k++;
    bool tv = strcmp(a->name, "tv_normal") == 0 && a->nargs == 4;
    if (!tv && (k == count || a->nargs != 1))
        return read_let(s, a, names, out);
    for (size_t i = 0; i < a->nargs; i++)
        quantity_init(&x[i]);
    for (size_t i = 0; i < a->nargs && ok; i++)
        ok = read_tree(s, a->arg[i], names, &x[i]);
    if (ok)
        ok = tv ? read_tv(s, x, out) : functions[k].f(&s->c, out, &x[0]);
    for (size_t i = 0; i < a->nargs; i++)
        quantity_clear(&x[i]);
    return ok;
}

/* ---- conditions ----------------------------------------------------------- */

static bool sign_satisfies(rel_kind rel, int sign)
{
    switch (rel) {
    case REL_LT:
        return sign < 0;
    case REL_LE:
        return sign <= 0;
    case REL_EQ:
        return sign == 0;
    case REL_GE:
        return sign >= 0;
    case REL_GT:
        return sign > 0;
    default:
        return sign != 0;
    }
}

read_answer read_relation(second *s, rel_kind rel, const quantity *a,
                          const quantity *b)
{
    int sign;
    if (!quantity_is_closed(a) || !quantity_is_closed(b))
        return READ_REAL;
    if (quantity_compare(&s->c, &sign, a, b))
        return sign_satisfies(rel, sign) ? READ_YES : READ_NO;
    /* a ball that touches 0 from one side */
    arb_t d, e;
    arb_init(d);
    arb_init(e);
    quantity_get_arb(d, a, s->c.prec);
    quantity_get_arb(e, b, s->c.prec);
    arb_sub(d, d, e, s->c.prec);
    read_answer r = READ_TROUBLE;
    if (arb_is_nonnegative(d) && (rel == REL_GE || rel == REL_LT))
        r = rel == REL_GE ? READ_YES : READ_NO;
    if (arb_is_nonpositive(d) && (rel == REL_LE || rel == REL_GT))
        r = rel == REL_LE ? READ_YES : READ_NO;
    arb_clear(d);
    arb_clear(e);
    return r;
}

static read_answer read_condition(second *s, const ast *a, const scope *names)
{
    if (a->kind == AST_AND) {
        read_answer x = read_condition(s, a->arg[0], names);
        if (x != READ_YES && x != READ_REAL)
            return x;
        read_answer y = read_condition(s, a->arg[1], names);
        return y == READ_TROUBLE || x == READ_YES ? y : READ_REAL;
    }
    quantity x, y;
    quantity_init(&x);
    quantity_init(&y);
    read_answer r = READ_TROUBLE;
    if (read_tree(s, a->arg[0], names, &x) &&
        read_tree(s, a->arg[1], names, &y))
        r = read_relation(s, a->rel, &x, &y);
    quantity_clear(&x);
    quantity_clear(&y);
    return r;
}

static bool read_if(second *s, const ast *a, const scope *names, quantity *out)
{
    read_answer c = read_condition(s, a->arg[0], names);
    if (c == READ_TROUBLE)
        return false;
    if (c != READ_REAL)
        return read_tree(s, a->arg[c == READ_YES ? 1 : 2], names, out);
    quantity_set_kind(out, QUANTITY_MAYBE);
    return true;
}

/* ---- folds ---------------------------------------------------------------- */

/* The index's value number n: a member of the list, or n itself. */
static bool fold_index(second *s, const ast *a, const scope *names, long n,
                       quantity *i)
{
    if (a->list)
        return read_tree(s, a->arg[n], names, i);
    quantity_set_si(i, n);
    return true;
}

static bool fold_terms(second *s, const ast *a, const scope *names, long lo,
                       long hi, quantity *out)
{
    const ast *body = a->arg[a->nargs - 1];
    quantity_binary *f = strcmp(a->name, "sum") == 0    ? quantity_add
                         : strcmp(a->name, "prod") == 0 ? quantity_mul
                         : strcmp(a->name, "min") == 0  ? quantity_min
                                                        : quantity_max;
    quantity i, term, acc;
    quantity_init(&i);
    quantity_init(&term);
    quantity_init(&acc);
    scope inner = {a->index, &i, names};
    bool ok = true;
    for (long n = lo; n <= hi && ok; n++) {
        ok = fold_index(s, a, names, n, &i) &&
             read_tree(s, body, &inner, n == lo ? &acc : &term);
        if (ok && n > lo) {
            ok = f(&s->c, out, &acc, &term);
            quantity_swap(out, &acc);
        }
    }
    quantity_swap(out, &acc);
    quantity_clear(&i);
    quantity_clear(&term);
    quantity_clear(&acc);
    return ok;
}

static bool read_fold(second *s, const ast *a, const scope *names,
                      quantity *out)
{
    long lo, hi;
    if (a->list)
        return fold_terms(s, a, names, 0, (long)a->nargs - 2, out);
    bool ok = read_tree(s, a->arg[0], names, out) &&
              quantity_whole(&s->c, &lo, out) &&
              read_tree(s, a->arg[1], names, out) &&
              quantity_whole(&s->c, &hi, out);
    if (!ok)
        return false;
    if (lo <= hi)
        return fold_terms(s, a, names, lo, hi, out);
    bool sum = strcmp(a->name, "sum") == 0;
    if (!sum && strcmp(a->name, "prod") != 0)
        return fails(s, TROUBLE_REFUSED);
    quantity_set_si(out, sum ? 0 : 1);
    return true;
}

/* ---- trees ---------------------------------------------------------------- */

static bool read_pair(second *s, const ast *a, const scope *names,
                      quantity *out)
{
    static quantity_binary *const f[] = {[AST_ADD] = quantity_add,
                                         [AST_SUB] = quantity_sub,
                                         [AST_MUL] = quantity_mul,
                                         [AST_DIV] = quantity_div,
                                         [AST_POW] = quantity_pow};
    quantity x, y;
    quantity_init(&x);
    quantity_init(&y);
    bool ok = read_tree(s, a->arg[0], names, &x) &&
              read_tree(s, a->arg[1], names, &y) &&
              f[a->kind](&s->c, out, &x, &y);
    if (ok && a->kind == AST_POW && s->unfold != NULL)
        unfold_base(s, &x);
    quantity_clear(&x);
    quantity_clear(&y);
    return ok;
}

static bool read_negative(second *s, const ast *a, const scope *names,
                          quantity *out)
{
    quantity x;
    quantity_init(&x);
    bool ok =
        read_tree(s, a->arg[0], names, &x) && quantity_neg(&s->c, out, &x);
    quantity_clear(&x);
    return ok;
}

/* An integral, or a sum without end. */
static bool is_limit(const ast *a)
{
    return strcmp(a->name, "integral") == 0 ||
           strcmp(a->name, "normal_mean") == 0 ||
           strcmp(a->name, "total_variation") == 0 ||
           (!a->list && a->arg[1]->kind == AST_NAME &&
            strcmp(a->arg[1]->name, "inf") == 0);
}

static bool read_node(second *s, const ast *a, const scope *names,
                      quantity *out)
{
    switch (a->kind) {
    case AST_NUMBER:
        quantity_set_q(out, a->q);
        return true;
    case AST_NAME:
        return read_name(s, a, names, out);
    case AST_CALL:
        return read_call(s, a, names, out);
    case AST_NEG:
        return read_negative(s, a, names, out);
    case AST_IF:
        return read_if(s, a, names, out);
    case AST_FOLD:
        if (is_limit(a))
            return fails(s, TROUBLE_REFUSED);
        if (!read_fold(s, a, names, out))
            return false;
        if (s->unfold != NULL)
            unfold_value(s, out);
        return true;
    case AST_REL:
    case AST_AND:
        return fails(s, TROUBLE_REFUSED);
    default:
        return read_pair(s, a, names, out);
    }
}

bool read_tree(second *s, const ast *a, const scope *names, quantity *out)
{
    if (++s->steps > MOST_STEPS || ++s->spent > MOST_SPENT)
        return fails(s, TROUBLE_LIMIT);
    s->depth++;
    bool ok = read_node(s, a, names, out);
    s->depth--;
    return ok;
}
