/* Integrals, means and sums to infinity to LaTeX. */
#include "tex.h"
#include "../vocabulary.h"

static void put_end(tex *x, const ast *a)
{
    int infinite = builtin_infinite_end(a);
    if (infinite == 0)
        tex_term(x, a, true, false);
    else
        tex_put(x, infinite > 0 ? "\\infty" : "-\\infty", 1, EDGE_LETTER);
}

/* E_{z ~ N(0, 1)} [f] */
static void put_mean(tex *x, const ast *a)
{
    tex inner = {0};
    tex_put(x, "\\mathbb{E}_{", 1, EDGE_LETTER);
    tex_name(x, a->index);
    tex_space(x, " \\sim \\mathcal{N}(0, 1)}", 5);
    tex_expr(&inner, a->arg[2]);
    tex_bracket(x, "[", "]", &inner);
}

static void put_integral(tex *x, const ast *a)
{
    tex lo = {0}, hi = {0};
    put_end(&lo, a->arg[0]);
    put_end(&hi, a->arg[1]);
    hi.width = lo.width > hi.width ? 0 : hi.width - lo.width;
    tex_put(x, "\\int_{", 1, EDGE_BIG);
    tex_append(x, &lo);
    tex_space(x, "}^{", 0);
    tex_append(x, &hi);
    tex_space(x, "} ", 1);
    tex_term(x, a->arg[2], false, true);
    tex_space(x, " \\, \\mathrm{d}", 2);
    tex_name(x, a->index);
    x->tall = true;
}

/* TV_{x in (a, b)}(p, q) */
static void put_distance(tex *x, const ast *a)
{
    tex inner = {0};
    tex_put(x, "\\mathrm{TV}_{", 2, EDGE_LETTER);
    tex_name(x, a->index);
    tex_space(x, " \\in (", 2);
    put_end(x, a->arg[0]);
    tex_space(x, ", ", 1);
    put_end(x, a->arg[1]);
    tex_space(x, ")}", 1);
    tex_expr(&inner, a->arg[2]->arg[0]);
    tex_space(&inner, ", ", 1);
    tex_expr(&inner, a->arg[2]->arg[1]);
    tex_bracket(x, "(", ")", &inner);
}

static void put_series(tex *x, const ast *a)
{
    tex_put(x, "\\sum_{", 1, EDGE_BIG);
    tex_name(x, a->index);
    tex_space(x, " = ", 0);
    put_end(x, a->arg[0]);
    tex_space(x, "}^{\\infty} ", 1);
    tex_term(x, a->arg[2], false, true);
    x->tall = true;
}

void tex_integral(tex *x, const ast *a)
{
    if (builtin_is_series(a))
        put_series(x, a);
    else if (builtin_is_distance(a))
        put_distance(x, a);
    else if (a->name[0] == 'n')
        put_mean(x, a);
    else
        put_integral(x, a);
}
