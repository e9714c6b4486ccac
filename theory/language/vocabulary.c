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
    {"sum", -1, -1},      {"prod", -1, -1},      {"tv_normal", EXPR_TV, 4},
    {"factorial", BUILTIN_FACTORIAL, 1}, {"binomial", BUILTIN_BINOMIAL, 2},
};
enum {
    NBUILTINS = sizeof builtins / sizeof *builtins
};

static const char *const reserved[] = {"if", "then", "else", "and",
                                       "in", "inf",  "pi"};

static const struct {
    const char *name, *article;
} kinds[] = {
    [ITEM_LET] = {"let", "a let"},
    [ITEM_CLAIM] = {"claim", "a claim"},
    [ITEM_IDENTITY] = {"identity", "an identity"},
    [ITEM_CONSTANT] = {"constant", "a constant"},
    [ITEM_ROOT] = {"root", "a root"},
    [ITEM_TABLE] = {"table", "a table"},
    [ITEM_FIGURE] = {"figure", "a figure"},
    [ITEM_REGION] = {"region", "a region"},
    [ITEM_ASSUMED] = {"assumed", "an assumed item"},
};
enum {
    NKINDS = sizeof kinds / sizeof *kinds
};

const builtin *builtin_find(const char *word)
{
    for (size_t i = 0; i < NBUILTINS; i++)
        if (!strcmp(builtins[i].name, word))
            return &builtins[i];
    return NULL;
}

bool word_is_reserved(const char *word)
{
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (!strcmp(reserved[i], word))
            return true;
    return builtin_find(word) != NULL;
}

void offer_builtins(suggestion *s)
{
    for (size_t i = 0; i < NBUILTINS; i++)
        suggest_offer(s, builtins[i].name);
    suggest_offer(s, "pi");
}

int item_kind_find(const char *s, size_t n)
{
    for (int i = 0; i < NKINDS; i++)
        if (strlen(kinds[i].name) == n && !memcmp(kinds[i].name, s, n))
            return i;
    return -1;
}

void offer_item_kinds(suggestion *s)
{
    for (int i = 0; i < NKINDS; i++)
        suggest_offer(s, kinds[i].name);
}

const char *item_kind_article(item_kind k)
{
    return kinds[k].article;
}

const char *item_kind_name(item_kind k)
{
    return kinds[k].name;
}

const char *verdict_name(verdict_kind v)
{
    static const char *const names[] = {
        [VERDICT_NONE] = "NONE",         [VERDICT_PROVED] = "PROVED",
        [VERDICT_REFUTED] = "REFUTED",   [VERDICT_UNDECIDED] = "UNDECIDED",
        [VERDICT_ENCLOSED] = "ENCLOSED", [VERDICT_ASSUMED] = "ASSUMED",
    };
    return names[v];
}

const char *rel_text(rel_kind r)
{
    static const char *const names[] = {
        [REL_LT] = "<",  [REL_LE] = "<=", [REL_EQ] = "==",
        [REL_GE] = ">=", [REL_GT] = ">",  [REL_NE] = "!=",
    };
    return names[r];
}
