/* Expressions to LaTeX with no more brackets than needed. */
#include "tex.h"
#include "../vocabulary.h"

#include <string.h>

/* What may stand here without brackets. */
typedef enum {
    CTX_ANY,    /* everything */
    CTX_SUM,    /* not a conditional */
    CTX_LEFT,   /* the first factor, a leading minus is fine */
    CTX_TERM,   /* no sum, no leading minus */
    CTX_FACTOR, /* the same, of a product */
    CTX_BASE    /* of a power: one symbol or brackets */
} ctx;

static void put(tex *x, const ast *a, ctx c, bool follow);

void tex_relation(tex *x, rel_kind r)
{
    static const char *const names[] = {
        [REL_LT] = " \\lt ", [REL_LE] = " \\le ", [REL_EQ] = " = ",
        [REL_GE] = " \\ge ", [REL_GT] = " \\gt ", [REL_NE] = " \\ne ",
    };
    tex_space(x, names[r], 3);
}

static void put_args(tex *x, const ast *a, const char *open, const char *close)
{
    tex inner = {0};
    for (size_t i = 0; i < a->nargs; i++) {
        tex_space(&inner, i ? ", " : "", i ? 2 : 0);
        put(&inner, a->arg[i], CTX_ANY, false);
    }
    tex_bracket(x, open, close, &inner);
}

/* The mantissa and exponent of a number written with e: 2.5e-3. */
static void put_number(tex *x, const char *text)
{
    size_t n = strcspn(text, "eE");
    if (text[n] == 0) {
        tex_put(x, text, (long)n, EDGE_DIGIT);
        return;
    }
    const char *e = text + n + 1;
    bool negative = *e == '-';
    e += *e == '-' || *e == '+';
    while (*e == '0' && e[1])
        e++;
    if (!(n == 1 && text[0] == '1')) {
        text_put_n(&x->t, text, n);
        tex_put(x, " \\cdot ", (long)n + 2, EDGE_DIGIT);
    }
    tex_put(x, "10^{", 2, EDGE_DIGIT);
    tex_space(x, negative ? "-" : "", negative);
    tex_space(x, e, (long)strlen(e));
    tex_put(x, "}", 0, EDGE_SCRIPT);
}

static const struct {
    const char *name, *latex;
    long width;
} functions[] = {
#define FUNCTION(NAME, name, total, latex, width, laws) {#name, latex, width},
#include "../../../numerics/expr/functions.def"
#undef FUNCTION
    {"log2", "\\log_{2}", 4},
    {"log10", "\\log_{10}", 5},
    {"sign", "\\mathrm{sign}", 4},
    {"min", "\\min", 3},
    {"max", "\\max", 3},
    {"tv_normal", "\\mathrm{TV}", 2},
};
enum {
    NFUNCTIONS = sizeof functions / sizeof *functions
};

const char *tex_builtin_like(const char *look)
{
    static const char upright[] = "\\mathrm{";
    size_t n = strlen(upright), m = strlen(look);
    for (size_t i = 0; i < NFUNCTIONS; i++) {
        const char *latex = functions[i].latex;
        if (!strcmp(latex, look) ||
            (!strncmp(look, upright, n) && strlen(latex) == m - n &&
             !strncmp(latex + 1, look + n, m - n - 1)))
            return functions[i].name;
    }
    return NULL;
}

static bool is_factorial(const ast *a)
{
    return a->kind == AST_CALL && !strcmp(a->name, "factorial");
}

static void put_bracketed(tex *x, const ast *a)
{
    tex inner = {0};
    put(&inner, a, CTX_ANY, false);
    tex_bracket(x, "(", ")", &inner);
}

/* n!; (n!)!, for n!! is another function. */
static void put_factorial(tex *x, const ast *n)
{
    if (is_factorial(n))
        put_bracketed(x, n);
    else
        put(x, n, CTX_BASE, true);
    tex_put(x, "!", 1, EDGE_PAREN);
}

static void put_binomial(tex *x, const ast *a)
{
    tex n = {0}, k = {0};
    put(&n, a->arg[0], CTX_ANY, false);
    put(&k, a->arg[1], CTX_ANY, false);
    long width = (n.width > k.width ? n.width : k.width) + 2;
    n.width = k.width = 0;
    tex_put(x, "\\binom{", width, EDGE_FRAC);
    tex_append(x, &n);
    tex_space(x, "}{", 0);
    tex_append(x, &k);
    tex_put(x, "}", 0, EDGE_FRAC);
    x->tall = true;
}

/* \psi^{(n)}(x) */
static void put_polygamma(tex *x, const ast *a)
{
    tex order = {0};
    tex_put(x, "\\psi", 1, EDGE_LETTER);
    put_bracketed(&order, a->arg[0]);
    order.tall = false;
    tex_space(x, "^{", 0);
    tex_append(x, &order);
    tex_put(x, "}", 0, EDGE_SCRIPT);
    put_bracketed(x, a->arg[1]);
}

static void put_builtin(tex *x, const ast *a)
{
    tex inner = {0};
    if (is_factorial(a)) {
        put_factorial(x, a->arg[0]);
    } else if (!strcmp(a->name, "binomial")) {
        put_binomial(x, a);
    } else if (!strcmp(a->name, "polygamma")) {
        put_polygamma(x, a);
    } else if (!strcmp(a->name, "sqrt")) {
        put(&inner, a->arg[0], CTX_ANY, false);
        tex_put(x, "\\sqrt{", 1, EDGE_LETTER);
        tex_append(x, &inner);
        tex_put(x, "}", 0, EDGE_FRAC);
    } else if (!strcmp(a->name, "abs")) {
        put_args(x, a, "\\lvert", "\\rvert");
    } else if (!strcmp(a->name, "floor")) {
        put_args(x, a, "\\lfloor", "\\rfloor");
    } else if (!strcmp(a->name, "ceil")) {
        put_args(x, a, "\\lceil", "\\rceil");
    } else {
        bool list = a->nargs > 1 && strcmp(a->name, "tv_normal") != 0;
        for (size_t i = 0; i < NFUNCTIONS; i++)
            if (!strcmp(a->name, functions[i].name))
                tex_put(x, functions[i].latex, functions[i].width, EDGE_LETTER);
        put_args(x, a, list ? "\\lbrace" : "(", list ? "\\rbrace" : ")");
    }
}

static void put_call(tex *x, const ast *a)
{
    if (builtin_find(a->name)) {
        put_builtin(x, a);
        return;
    }
    tex_name(x, a->name);
    put_args(x, a, "(", ")");
}

static void put_condition(tex *x, const ast *a)
{
    put(x, a->arg[0], CTX_ANY, false);
    if (a->kind == AST_AND)
        tex_space(x, " \\text{ and } ", 5);
    else
        tex_relation(x, a->rel);
    put(x, a->arg[1], CTX_ANY, false);
}

/* if ... else if ... else: one row each. */
static void put_if(tex *x, const ast *a)
{
    long widest = 0;
    tex_put(x, "\\begin{cases} ", 2, EDGE_BIG);
    for (;; a = a->arg[2]) {
        bool more = a->kind == AST_IF;
        tex row = {0};
        put(&row, more ? a->arg[1] : a, CTX_ANY, false);
        tex_space(&row, more ? " & \\text{if } " : " & \\text{otherwise}",
                  more ? 5 : 11);
        if (more)
            put(&row, a->arg[0], CTX_ANY, false);
        tex_space(&row, more ? " \\\\ " : "", 0);
        widest = row.width > widest ? row.width : widest;
        row.width = 0;
        tex_append(x, &row);
        if (!more)
            break;
    }
    tex_put(x, " \\end{cases}", widest, EDGE_BIG);
    x->tall = true;
}

static void put_fold_sign(tex *x, const ast *a)
{
    tex_put(x, a->name[0] == 's' ? "\\sum" : "", 2, EDGE_BIG);
    tex_put(x, a->name[0] == 'p' ? "\\prod" : "", 0, EDGE_BIG);
    if (a->name[0] == 'm')
        tex_put(x, a->name[1] == 'i' ? "\\min" : "\\max", 1, EDGE_BIG);
    tex_space(x, "_{", 0);
}

/* k in {1, 3, 7} below the sign. */
static void put_fold_list(tex *x, const ast *a)
{
    tex inner = {0}, index = {0};
    for (size_t i = 0; i + 1 < a->nargs; i++) {
        tex_space(&inner, i ? ", " : "", i ? 2 : 0);
        put(&inner, a->arg[i], CTX_ANY, false);
    }
    tex_name(&index, a->index);
    tex_space(&index, " \\in ", 2);
    tex_bracket(&index, "\\lbrace", "\\rbrace", &inner);
    put_fold_sign(x, a);
    tex_append(x, &index);
    tex_space(x, "} ", 1);
    x->tall = true;
    put(x, a->arg[a->nargs - 1], CTX_TERM, false);
}

static void put_fold(tex *x, const ast *a)
{
    bool extreme = a->name[0] == 'm';
    tex lo = {0}, hi = {0};
    put(&lo, a->arg[0], CTX_SUM, false);
    put(&hi, a->arg[1], CTX_SUM, false);
    long width = lo.width > hi.width ? lo.width : hi.width;
    put_fold_sign(x, a);
    tex index = {0};
    if (extreme) {
        tex_append(&index, &lo);
        tex_space(&index, " \\le ", 2);
        tex_name(&index, a->index);
        tex_space(&index, " \\le ", 2);
        tex_append(&index, &hi);
    } else {
        tex_name(&index, a->index);
        tex_space(&index, " = ", 2);
        tex_append(&index, &lo);
    }
    index.width = width;
    tex_append(x, &index);
    tex_space(x, "}", 0);
    if (!extreme) {
        tex_space(x, "^{", 0);
        hi.width = 0;
        tex_append(x, &hi);
        tex_space(x, "}", 0);
    }
    tex_space(x, " ", 1);
    x->tall = true;
    put(x, a->arg[2], CTX_TERM, false);
}

static void put_fraction(tex *x, const ast *a)
{
    tex num = {0}, den = {0};
    put(&num, a->arg[0], CTX_ANY, false);
    put(&den, a->arg[1], CTX_ANY, false);
    long width = (num.width > den.width ? num.width : den.width) + 1;
    num.width = den.width = 0;
    tex_put(x, "\\frac{", width, EDGE_FRAC);
    tex_append(x, &num);
    tex_space(x, "}{", 0);
    tex_append(x, &den);
    tex_put(x, "}", 0, EDGE_FRAC);
    x->tall = true;
}

static bool is_symbol(const ast *a)
{
    return a->kind == AST_NAME ||
           (a->kind == AST_NUMBER && !strpbrk(a->text, "eE"));
}

static void put_power(tex *x, const ast *a)
{
    const ast *n = a->arg[1];
    put(x, a->arg[0], CTX_BASE, true);
    tex up = {0};
    if (n->kind == AST_NEG) {
        tex_space(&up, "-", 1);
        n = n->arg[0];
    }
    if (n->kind == AST_DIV && is_symbol(n->arg[0]) && is_symbol(n->arg[1])) {
        put(&up, n->arg[0], CTX_FACTOR, true); /* 3/2 reads better so */
        tex_space(&up, "/", 1);
        put(&up, n->arg[1], CTX_FACTOR, false);
    } else {
        put(&up, n, up.t.len ? CTX_TERM : CTX_ANY, false);
    }
    up.tall = false;
    tex_space(x, "^{", 0);
    tex_append(x, &up);
    tex_put(x, "}", 0, EDGE_SCRIPT);
}

/* A product sign is needed where mere juxtaposition would mean something
 * else: 2 3, x 2, f (y), 2 1/3. */
static const char *between(tex_edge left, tex_edge right)
{
    if (right == EDGE_DIGIT || (right == EDGE_FRAC && left == EDGE_DIGIT) ||
        (right == EDGE_PAREN && (left == EDGE_LETTER || left == EDGE_SCRIPT)))
        return " \\cdot ";
    if (left == EDGE_DIGIT)
        return " ";
    return " \\, ";
}

/* Does the last factor of a end in a function's argument list? */
static bool ends_in_call(const ast *a)
{
    while (a->kind == AST_MUL)
        a = a->arg[1];
    return a->kind == AST_CALL;
}

static void put_product(tex *x, const ast *a, ctx c, bool follow)
{
    tex right = {0};
    put(x, a->arg[0], c <= CTX_LEFT ? CTX_LEFT : CTX_FACTOR, true);
    put(&right, a->arg[1], CTX_FACTOR, follow);
    tex_edge left = x->last;
    if (ends_in_call(a->arg[0]) && left == EDGE_PAREN)
        left = EDGE_LETTER;
    const char *sep = between(left, right.first);
    tex_space(x, sep, sep[1] == '\\' && sep[2] == 'c' ? 3 : 1);
    tex_append(x, &right);
}

static bool is_function_base(const ast *a)
{
    const builtin *b = a->kind == AST_CALL ? builtin_find(a->name) : NULL;
    return b && b->op != EXPR_ABS && b->op != EXPR_FLOOR &&
           b->op != EXPR_CEIL && b->nargs == 1;
}

/* May a stand in this context without brackets? */
static bool is_bare(const ast *a, ctx c, bool follow)
{
    switch (a->kind) {
    case AST_NUMBER:
        return c < CTX_BASE || !strpbrk(a->text, "eE");
    case AST_NAME:
        return c < CTX_BASE || !tex_name_is_square(a->name);
    case AST_CALL:
        return c < CTX_BASE || !is_function_base(a);
    case AST_ADD:
    case AST_SUB:
        return c <= CTX_SUM;
    case AST_NEG:
        return c <= CTX_LEFT;
    case AST_MUL:
    case AST_DIV:
    case AST_POW:
        return c <= CTX_FACTOR;
    case AST_FOLD:
        return c <= CTX_FACTOR && !follow;
    default: /* if, conditions */
        return c == CTX_ANY;
    }
}

static void put_bare(tex *x, const ast *a, ctx c, bool follow)
{
    switch (a->kind) {
    case AST_NUMBER:
        put_number(x, a->text);
        break;
    case AST_NAME:
        if (!strcmp(a->name, "pi"))
            tex_put(x, "\\pi", 1, EDGE_LETTER);
        else if (!strcmp(a->name, "euler_gamma"))
            tex_put(x, "\\gamma_{\\mathrm{E}}", 2, EDGE_SCRIPT);
        else
            tex_name(x, a->name);
        break;
    case AST_CALL:
        put_call(x, a);
        break;
    case AST_NEG:
        tex_put(x, "-", 1, EDGE_LETTER);
        put(x, a->arg[0], CTX_TERM, follow);
        break;
    case AST_ADD:
    case AST_SUB:
        put(x, a->arg[0], CTX_SUM, true);
        tex_space(x, a->kind == AST_ADD ? " + " : " - ", 3);
        put(x, a->arg[1], CTX_TERM, follow);
        break;
    case AST_MUL:
        put_product(x, a, c, follow);
        break;
    case AST_DIV:
        put_fraction(x, a);
        break;
    case AST_POW:
        put_power(x, a);
        break;
    case AST_IF:
        put_if(x, a);
        break;
    case AST_REL:
    case AST_AND:
        put_condition(x, a);
        break;
    case AST_FOLD:
        if (a->list)
            put_fold_list(x, a);
        else if (builtin_is_integral(a))
            tex_integral(x, a);
        else
            put_fold(x, a);
    }
}

static void put(tex *x, const ast *a, ctx c, bool follow)
{
    if (is_bare(a, c, follow)) {
        put_bare(x, a, c, follow);
        return;
    }
    tex inner = {0};
    put_bare(&inner, a, CTX_ANY, false);
    tex_bracket(x, "(", ")", &inner);
}

void tex_expr(tex *x, const ast *a)
{
    put(x, a, CTX_ANY, false);
}

void tex_term(tex *x, const ast *a, bool first, bool follow)
{
    put(x, a, first ? CTX_SUM : CTX_TERM, follow);
}
