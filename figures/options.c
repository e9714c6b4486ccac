#include "options.h"

#include "label.h"

#include <math.h>
#include <string.h>

static const option *find(const item *it, const char *key)
{
    for (size_t i = 0; i < it->nopts; i++)
        if (strcmp(it->opt[i].key, key) == 0)
            return &it->opt[i];
    return NULL;
}

/* Numbers of a range: signs, products and powers of literals; a NaN for
 * anything else.  Where an axis ends is no part of any statement. */
static double value(const ast *a)
{
    if (a == NULL)
        return NAN;
    switch (a->kind) {
    case AST_NUMBER: return mpq_get_d(a->q);
    case AST_NEG: return -value(a->arg[0]);
    case AST_ADD: return value(a->arg[0]) + value(a->arg[1]);
    case AST_SUB: return value(a->arg[0]) - value(a->arg[1]);
    case AST_MUL: return value(a->arg[0]) * value(a->arg[1]);
    case AST_DIV: return value(a->arg[0]) / value(a->arg[1]);
    case AST_POW: return pow(value(a->arg[0]), value(a->arg[1]));
    default: return NAN;
    }
}

void options_axis(axis *a, const item *it)
{
    char key[] = "?range";
    key[0] = a->name;
    const option *range = find(it, key);
    memcpy(key + 1, "label", 6);
    const option *label = find(it, key);
    memcpy(key + 1, "scale", 6);
    const option *scale = find(it, key);
    if (label != NULL)
        a->label = label->text;
    a->log = scale != NULL && scale->text != NULL &&
             strcmp(scale->text, "log") == 0;
    if (range != NULL && range->value != NULL && range->value->nargs == 2) {
        double lo = value(range->value->arg[0]);
        double hi = value(range->value->arg[1]);
        if (axis_can_show(a, lo) && axis_can_show(a, hi) && lo < hi) {
            a->lo = lo;
            a->hi = hi;
            a->fixed = a->any = true;
        }
    }
}

void options_key_title(text_buf *s, const item *it)
{
    const option *key = find(it, "key");
    if (key != NULL && key->text != NULL) {
        text_put(s, " title ");
        label_gnuplot(s, key->text, 80);
    }
    text_put(s, "\n");
}
