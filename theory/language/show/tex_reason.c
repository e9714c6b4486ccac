/* Chains with a reason a link, as mathematics: what each link is proved by stands
 * beside it. */
#include "tex.h"

#include <string.h>

static void put_id(tex *x, const char *id)
{
    char c[2] = {0};
    tex_space(x, "\\text{", 0);
    for (; *id != '\0'; id++) {
        c[0] = *id;
        tex_space(x, *id == '_' ? "\\_" : c, 1);
    }
    tex_space(x, "}", 0);
}

static void put_statement(tex *x, const lemma_use *l)
{
    tex args = {0};
    put_id(x, l->id);
    for (size_t k = 0; k < l->nargs; k++) {
        tex_space(&args, k > 0 ? ", " : "", k > 0 ? 2 : 0);
        tex_expr(&args, l->arg[k]);
    }
    if (l->nargs > 0)
        tex_bracket(x, "(", ")", &args);
    if (l->part != BY_ALWAYS)
        tex_space(x, l->part == BY_BASE ? "\\text{ in the base}"
                                        : "\\text{ in the step}",
                  12);
    if (l->when.n == 0)
        return;
    tex_space(x, "\\text{ where } ", 7);
    tex_expr(x, l->when.e[0]);
    tex_relation(x, l->when.rel[0]);
    tex_expr(x, l->when.e[1]);
}

/* What a link and its reason may take together on one line: a column of a page
 * for browsers is narrower than the widest formula. */
enum {
    LINK_WIDTH = TEX_WIDTH * 3 / 4
};

/* Behind the last line, or on one of its own: (by a(x), b). */
static void add_reason(tex_lines *l, const item *it, size_t link)
{
    const char *sep = " \\quad (\\text{by }";
    tex x = {0};
    for (size_t i = 0; i < it->nby; i++) {
        if (it->by[i].link != link)
            continue;
        tex_space(&x, sep, *sep == ',' ? 2 : 8);
        put_statement(&x, &it->by[i]);
        sep = ", ";
    }
    if (x.t.len == 0)
        return;
    tex_space(&x, ")", 1);
    tex *line = &l->line[l->n - 1];
    if (line->width + x.width > LINK_WIDTH)
        line = tex_new_line(l);
    tex_append(line, &x);
}

void tex_add_links(tex_lines *l, const item *it)
{
    size_t first = 0;
    for (size_t k = 0; k < it->nlinks; k++) {
        ast_chain c = {it->show.e + first, it->show.rel + first,
                       it->link[k] - first};
        if (k == 0)
            tex_add_chain(l, &c);
        for (size_t i = 0; k > 0 && i < c.n; i++) {
            tex prefix = {0};
            tex_relation(&prefix, c.rel[i]);
            tex_add_side(l, &prefix, c.e[i + 1]);
        }
        add_reason(l, it, k + 1);
        first = it->link[k];
    }
}
