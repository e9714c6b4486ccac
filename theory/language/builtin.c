/* The built-in functions and the words that no definition may take. */
#include "vocabulary.h"

#include <string.h>

static const builtin builtins[] = {
    {"sqrt", EXPR_SQRT, 1},
#define FUNCTION(NAME, name, total, latex, width, laws) {#name, EXPR_##NAME, 1},
#define FUNCTION_WHOLE(NAME, name, total, latex, width, laws)                  \
    {#name, EXPR_##NAME, 2},
#include "../../numerics/expr/functions.def"
#undef FUNCTION
    {"abs", EXPR_ABS, 1}, {"min", EXPR_MIN, -1}, {"max", EXPR_MAX, -1},
    {"sum", BUILTIN_FOLD, -1},
    {"prod", BUILTIN_FOLD, -1},
    {"integral", BUILTIN_FOLD, -1},
    {"normal_mean", BUILTIN_FOLD, -1},
    {"total_variation", BUILTIN_FOLD, -1},
    {"tv_normal", EXPR_TV, 4},
    {"log2", BUILTIN_LOG2, 1},
    {"log10", BUILTIN_LOG10, 1},
    {"sign", BUILTIN_SIGN, 1},
    {"factorial", BUILTIN_FACTORIAL, 1},
    {"binomial", BUILTIN_BINOMIAL, 2},
};
enum {
    NBUILTINS = sizeof builtins / sizeof *builtins
};

static const char *const reserved[] = {"if",  "then", "else", "and",
                                       "in",  "inf",  "pi",   "euler_gamma"};

const builtin *builtin_find(const char *word)
{
    for (size_t i = 0; i < NBUILTINS; i++)
        if (!strcmp(builtins[i].name, word))
            return &builtins[i];
    return NULL;
}

bool builtin_is_reserved(const char *word)
{
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (!strcmp(reserved[i], word))
            return true;
    return builtin_find(word) != NULL;
}

int builtin_infinite_end(const ast *a)
{
    if (a->kind == AST_NEG)
        return -builtin_infinite_end(a->arg[0]);
    return a->kind == AST_NAME && !strcmp(a->name, "inf");
}

bool builtin_is_series(const ast *a)
{
    return a->kind == AST_FOLD && !a->list && a->nargs >= 2 &&
           !strcmp(a->name, "sum") && builtin_infinite_end(a->arg[1]) > 0;
}

bool builtin_is_integral(const ast *a)
{
    return a->kind == AST_FOLD &&
           (!strcmp(a->name, "integral") || !strcmp(a->name, "normal_mean") ||
            builtin_is_distance(a) || builtin_is_series(a));
}

bool builtin_is_distance(const ast *a)
{
    return a->kind == AST_FOLD && !strcmp(a->name, "total_variation");
}

void builtin_offer(suggestion *s)
{
    for (size_t i = 0; i < NBUILTINS; i++)
        suggest_offer(s, builtins[i].name);
    suggest_offer(s, "pi");
}
