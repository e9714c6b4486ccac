/* Breaking wide formulas into lines. */
#include "tex.h"
#include "../../../numerics/base/memory.h"

#include <stdlib.h>

tex *tex_new_line(tex_lines *l)
{
    if (l->n == l->cap) {
        l->cap = 2 * l->cap + 8;
        l->line = xrealloc(l->line, l->cap * sizeof *l->line);
    }
    l->line[l->n] = (tex){0};
    return &l->line[l->n++];
}

/* The terms of a sum, from the left; sign[i] is '+' or '-'. */
typedef struct {
    const ast **term;
    char *sign;
    size_t n;
} terms;

static terms split_sum(const ast *a)
{
    terms t = {0};
    size_t n = 1;
    for (const ast *s = a; s->kind == AST_ADD || s->kind == AST_SUB;
         s = s->arg[0])
        n++;
    t.n = n;
    t.term = xmalloc(n * sizeof *t.term);
    t.sign = xmalloc(n);
    for (; n > 1; a = a->arg[0]) {
        t.term[--n] = a->arg[1];
        t.sign[n] = a->kind == AST_ADD ? '+' : '-';
    }
    t.term[0] = a;
    t.sign[0] = ' ';
    return t;
}

void tex_add_side(tex_lines *l, tex *prefix, const ast *a)
{
    tex whole = {0};
    tex_expr(&whole, a);
    tex *line = tex_new_line(l);
    tex_append(line, prefix);
    if (line->width + whole.width <= TEX_WIDTH ||
        (a->kind != AST_ADD && a->kind != AST_SUB)) {
        tex_append(line, &whole);
        return;
    }
    tex_clear(&whole);
    terms t = split_sum(a);
    for (size_t i = 0; i < t.n; i++) {
        tex piece = {0};
        tex_term(&piece, t.term[i], i == 0, i + 1 < t.n);
        if (i && line->width + piece.width > TEX_WIDTH) {
            line = tex_new_line(l);
            tex_space(line, "\\quad", 2);
        }
        if (i)
            tex_space(line, t.sign[i] == '+' ? " + " : " - ", 3);
        tex_append(line, &piece);
    }
    free(t.term);
    free(t.sign);
}

void tex_add_chain(tex_lines *l, const ast_chain *c)
{
    tex whole = {0};
    for (size_t i = 0; i <= c->n; i++) {
        if (i)
            tex_relation(&whole, c->rel[i - 1]);
        tex_term(&whole, c->e[i], true, false);
    }
    if (whole.width <= TEX_WIDTH) {
        tex_append(tex_new_line(l), &whole);
        return;
    }
    tex_clear(&whole);
    for (size_t i = 0; i <= c->n; i++) {
        tex prefix = {0};
        if (i)
            tex_relation(&prefix, c->rel[i - 1]);
        tex_add_side(l, &prefix, c->e[i]);
    }
}

char *tex_join(tex_lines *l)
{
    long total = 0;
    tex all = {0};
    for (size_t i = 0; i < l->n; i++)
        total += l->line[i].width + (i ? 2 : 0);
    bool one = l->n <= 1 || total <= TEX_WIDTH;
    if (!one)
        tex_space(&all, "\\begin{aligned}\n", 0);
    for (size_t i = 0; i < l->n; i++) {
        if (one)
            tex_space(&all, i ? " \\quad " : "", 0);
        else
            tex_space(&all, i ? " \\\\\n& " : "& ", 0);
        tex_append(&all, &l->line[i]);
    }
    if (!one)
        tex_space(&all, "\n\\end{aligned}", 0);
    free(l->line);
    *l = (tex_lines){0};
    return tex_take(&all);
}
