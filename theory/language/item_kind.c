/* The kinds of items: their words. */
#include "vocabulary.h"

#include <string.h>

static const struct {
    const char *name, *article;
} kinds[] = {
    [ITEM_LET] = {"let", "a let"},
    [ITEM_CLAIM] = {"claim", "a claim"},
    [ITEM_IDENTITY] = {"identity", "an identity"},
    [ITEM_CONSTANT] = {"constant", "a constant"},
    [ITEM_ROOT] = {"root", "a root"},
    [ITEM_THRESHOLD] = {"threshold", "a threshold"},
    [ITEM_TABLE] = {"table", "a table"},
    [ITEM_FIGURE] = {"figure", "a figure"},
    [ITEM_REGION] = {"region", "a region"},
    [ITEM_ASSUMED] = {"assumed", "an assumed item"},
};
enum {
    NKINDS = sizeof kinds / sizeof *kinds
};

int item_kind_find(const char *s, size_t n)
{
    for (int i = 0; i < NKINDS; i++)
        if (strlen(kinds[i].name) == n && !memcmp(kinds[i].name, s, n))
            return i;
    return -1;
}

void item_kind_offer(suggestion *s)
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
