/* LaTeX text that knows how wide it looks. */
#include "tex.h"

#include <stdlib.h>
#include <string.h>

void tex_put(tex *x, const char *latex, long width, tex_edge edge)
{
    text_put(&x->t, latex);
    x->width += width;
    if (x->first == EDGE_NONE)
        x->first = edge;
    x->last = edge;
}

void tex_space(tex *x, const char *latex, long width)
{
    if (!x->t.len) /* a line begins without blanks */
        latex += strspn(latex, " ");
    text_put(&x->t, latex);
    x->width += width;
}

void tex_append(tex *x, tex *y)
{
    if (y->t.s)
        text_put_n(&x->t, y->t.s, y->t.len);
    x->width += y->width;
    x->tall |= y->tall;
    if (x->first == EDGE_NONE)
        x->first = y->first;
    if (y->last != EDGE_NONE)
        x->last = y->last;
    tex_clear(y);
}

void tex_bracket(tex *x, const char *open, const char *close, tex *y)
{
    const char *gap = open[0] == '\\' ? " " : "";
    bool tall = y->tall;
    tex_edge before = x->first;
    tex_space(x, tall ? "\\left" : "", 0);
    tex_space(x, open, 1);
    tex_space(x, gap, 0);
    tex_append(x, y);
    tex_space(x, gap, 0);
    tex_space(x, tall ? "\\right" : "", 0);
    tex_space(x, close, 1);
    x->first = before == EDGE_NONE ? EDGE_PAREN : before;
    x->last = EDGE_PAREN;
}

void tex_clear(tex *x)
{
    text_clear(&x->t);
    *x = (tex){0};
}

char *tex_take(tex *x)
{
    char *s = text_take(&x->t);
    *x = (tex){0};
    return s;
}
