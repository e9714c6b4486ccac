/* An item's `option`s as the drawing code wants them. */
#include "options.h"

#include "typeset.h"

#include "../numerics/base/rational.h"

#include <math.h>
#include <stdio.h>
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
    case AST_NUMBER: return rational_near(a->q);
    case AST_NEG: return -value(a->arg[0]);
    case AST_ADD: return value(a->arg[0]) + value(a->arg[1]);
    case AST_SUB: return value(a->arg[0]) - value(a->arg[1]);
    case AST_MUL: return value(a->arg[0]) * value(a->arg[1]);
    case AST_DIV: return value(a->arg[0]) / value(a->arg[1]);
    case AST_POW: return pow(value(a->arg[0]), value(a->arg[1]));
    default: return NAN;
    }
}

static const option *find_for(const axis *a, const item *it, const char *what)
{
    char key[16];
    snprintf(key, sizeof key, "%c%s", a->name, what);
    return find(it, key);
}

void options_axis(axis *a, const item *it)
{
    const option *label = find_for(a, it, "label");
    const option *scale = find_for(a, it, "scale");
    const option *min = find_for(a, it, "min"), *max = find_for(a, it, "max");
    if (label != NULL)
        a->label = label->text;
    a->log = scale != NULL && scale->text != NULL &&
             strcmp(scale->text, "log") == 0;
    if (min == NULL || max == NULL)
        return;
    double lo = value(min->value), hi = value(max->value);
    if (axis_can_show(a, lo) && axis_can_show(a, hi) && lo < hi) {
        a->lo = lo;
        a->hi = hi;
        a->fixed = a->any = true;
    }
}

void options_key_title(text_buf *s, const item *it, const char *otherwise)
{
    const option *key = find(it, "key");
    const char *title = key != NULL && key->text != NULL ? key->text
                                                         : otherwise;
    if (title != NULL) {
        text_put(s, " title ");
        typeset_gnuplot(s, title, 80);
    }
    text_put(s, "\n");
}

const char *options_label(const item *it, size_t n, double *x, double *y)
{
    for (size_t i = 0; i + 1 < it->nopts; i++) {
        const option *o = &it->opt[i];
        if (strcmp(o->key, "label") != 0 || n-- != 0)
            continue;
        *x = value(o->value);
        *y = value(o[1].value); /* its second part follows it */
        return o->text;
    }
    return NULL;
}
