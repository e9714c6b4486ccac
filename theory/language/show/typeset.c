/* Whole statements as display formulas. */
#include "tex.h"

static void put_end(tex *x, const ast *a, const char *infinite)
{
    if (a)
        tex_expr(x, a);
    else
        tex_put(x, infinite, 2, EDGE_LETTER);
}

static void put_list(tex *x, const binder *b)
{
    tex inner = {0};
    for (size_t i = 0; i < b->nlist; i++) {
        tex_space(&inner, i ? ", " : "", i ? 2 : 0);
        tex_expr(&inner, b->list[i]);
    }
    tex_bracket(x, "\\lbrace", "\\rbrace", &inner);
}

static void put_integers(tex *x, const binder *b)
{
    tex inner = {0};
    tex_expr(&inner, b->lo);
    tex_space(&inner, ", \\ldots", 4);
    if (b->hi) {
        tex_space(&inner, ", ", 2);
        tex_expr(&inner, b->hi);
    }
    tex_bracket(x, "\\lbrace", "\\rbrace", &inner);
}

static void put_interval(tex *x, const binder *b)
{
    if (!b->lo && !b->hi) {
        tex_put(x, "\\mathbb{R}", 1, EDGE_LETTER);
        return;
    }
    tex inner = {0};
    put_end(&inner, b->lo, "-\\infty");
    tex_space(&inner, ", ", 2);
    put_end(&inner, b->hi, "\\infty");
    bool lo_open = b->lo_open || !b->lo, hi_open = b->hi_open || !b->hi;
    tex_bracket(x, lo_open ? "(" : "[", hi_open ? ")" : "]", &inner);
}

static void put_binder(tex *x, const binder *b)
{
    tex_name(x, b->name);
    tex_space(x, " \\in ", 3);
    if (b->list_name)
        tex_name(x, b->list_name);
    else if (b->kind == DOM_LIST)
        put_list(x, b);
    else if (b->kind == DOM_INTEGERS)
        put_integers(x, b);
    else
        put_interval(x, b);
}

/* u(1), ..., u(n) in R */
static void put_sequence(tex *x, const sequence *s)
{
    ast *end[] = {s->lo, s->hi};
    for (int i = 0; i < 2; i++) {
        ast value = {.kind = AST_CALL,
                     .name = s->name,
                     .arg = &end[i],
                     .nargs = 1};
        tex_space(x, i ? ", \\ldots, " : "", i ? 5 : 0);
        tex_expr(x, &value);
    }
    tex_space(x, " \\in ", 3);
    tex_put(x, "\\mathbb{R}", 1, EDGE_LETTER);
}

static void put_chain(tex *x, const ast_chain *c)
{
    for (size_t i = 0; i <= c->n; i++) {
        if (i)
            tex_relation(x, c->rel[i - 1]);
        tex_term(x, c->e[i], true, false);
    }
}

/* Appends a piece of a list: on this line if it fits, else on a new one. */
static void add_piece(tex_lines *l, tex *piece, const char *separator)
{
    tex *line = &l->line[l->n - 1];
    bool fits = line->width + piece->width <= TEX_WIDTH;
    if (fits)
        tex_space(line, separator, 2);
    else if (separator[0] == ',')
        tex_space(line, ",", 1);
    if (!fits)
        line = tex_new_line(l);
    tex_append(line, piece);
}

/* Condition i: first those of `where`, then those on sequences. */
static void put_condition(tex *x, const item *it, size_t i)
{
    if (i < it->nwhere) {
        put_chain(x, &it->where[i]);
        return;
    }
    const sequence_relation *r = &it->about[i - it->nwhere];
    put_chain(x, &r->chain);
    if (r->index) {
        tex_space(x, " \\text{ for every } ", 11);
        tex_name(x, r->index);
    }
}

/* "for all r in (0, 8], a in (0, 1) with b < a", then `close`. */
static void add_binders(tex_lines *l, const item *it, const char *head,
                        const char *close)
{
    size_t nvars = it->nbind + it->nseq, nwhere = it->nwhere + it->nabout;
    if (!nvars && !nwhere)
        return;
    tex *line = tex_new_line(l);
    if (nvars)
        tex_space(line, head, 8);
    for (size_t i = 0; i < nvars; i++) {
        tex piece = {0};
        if (i < it->nbind)
            put_binder(&piece, &it->bind[i]);
        else
            put_sequence(&piece, &it->seq[i - it->nbind]);
        add_piece(l, &piece, i ? ", \\, " : "");
    }
    for (size_t i = 0; i < nwhere; i++) {
        tex piece = {0};
        tex_space(&piece, i ? "" : "\\text{with } ", i ? 0 : 5);
        put_condition(&piece, it, i);
        add_piece(l, &piece, i ? ", \\, " : nvars ? " \\; " : "");
    }
    tex_space(&l->line[l->n - 1], close, 1);
}

static const char for_all[] = "\\text{for all } ";
static const char for_each[] = "\\text{for } ";

static void add_constant(tex_lines *l, const item *it)
{
    tex *line = tex_new_line(l);
    tex_space(line,
              it->largest ? "\\text{the largest } " : "\\text{the smallest } ",
              14);
    tex_name(line, it->unknown);
    tex_space(line, " \\text{ with}", 5);
    tex_add_chain(l, &it->show);
    add_binders(l, it, for_all, "");
}

static void add_threshold(tex_lines *l, const item *it)
{
    tex *line = tex_new_line(l);
    tex_space(line, "\\text{the least } ", 10);
    tex_name(line, it->unknown);
    tex_space(line, " \\text{ from which on}", 14);
    tex_add_chain(l, &it->show);
    add_binders(l, it, for_all, "");
}

static void add_root(tex_lines *l, const item *it)
{
    tex *line = tex_new_line(l);
    tex_space(line, "\\text{the solution } ", 14);
    for (size_t i = 0; i < it->nbind; i++)
        put_binder(line, &it->bind[i]);
    tex_space(line, " \\text{ of}", 3);
    tex_add_chain(l, &it->show);
}

static void add_columns(tex_lines *l, const item *it)
{
    for (size_t i = 0; i < it->ncols; i++) {
        const column *c = &it->col[i];
        tex prefix = {0};
        tex_name(&prefix, c->name);
        tex_space(&prefix, " = ", 3);
        tex_add_side(l, &prefix, c->value);
        if (c->value2) {
            tex_space(&prefix, " \\text{to } ", 3);
            tex_add_side(l, &prefix, c->value2);
        }
        tex_space(&l->line[l->n - 1], i + 1 < it->ncols ? "," : "", 1);
    }
    add_binders(l, it, for_each, "");
}

static void add_region(tex_lines *l, const item *it)
{
    tex *line = tex_new_line(l);
    tex_space(line, "\\text{the points } (", 12);
    for (size_t i = 0; i < it->nover; i++) {
        tex_space(line, i ? ", " : "", i ? 2 : 0);
        tex_name(line, it->over[i]);
    }
    tex_space(line, ") \\text{ at which, for all other variables,}", 36);
    tex_add_chain(l, &it->show);
    add_binders(l, it, for_each, "");
}

/* A list, over as many lines as it takes. */
static void add_list(tex_lines *l, const item *it)
{
    tex *line = tex_new_line(l);
    tex_name(line, it->id);
    tex_space(line, " = \\lbrace ", 4);
    for (size_t i = 0; i < it->nlist; i++) {
        tex piece = {0};
        tex_expr(&piece, it->list[i]);
        add_piece(l, &piece, i ? ", " : "");
    }
    tex_space(&l->line[l->n - 1], " \\rbrace", 1);
}

/* A definition, aligned at its first equality sign when it is long. */
static void add_let(tex_lines *l, const item *it)
{
    if (it->nlist) {
        add_list(l, it);
        return;
    }
    tex head = {0}, args = {0};
    tex_name(&head, it->id);
    for (size_t i = 0; i < it->nparams; i++) {
        tex_space(&args, i ? ", " : "", i ? 2 : 0);
        tex_name(&args, it->param[i]);
    }
    if (it->nparams)
        tex_bracket(&head, "(", ")", &args);
    tex_space(&head, " = ", 3);
    tex_add_side(l, &head, it->body);
}

static void add_item(tex_lines *l, const item *it)
{
    switch (it->kind) {
    case ITEM_LET:
        add_let(l, it);
        break;
    case ITEM_CONSTANT:
        add_constant(l, it);
        break;
    case ITEM_ROOT:
        add_root(l, it);
        break;
    case ITEM_THRESHOLD:
        add_threshold(l, it);
        break;
    case ITEM_TABLE:
    case ITEM_FIGURE:
        add_columns(l, it);
        break;
    case ITEM_REGION:
        add_region(l, it);
        break;
    case ITEM_ASSUMED:
        break;
    default:
        add_binders(l, it, for_all, ":");
        if (it->nlinks > 0)
            tex_add_links(l, it);
        else
            tex_add_chain(l, &it->show);
    }
}

char *typeset_expr(const ast *a)
{
    tex x = {0};
    tex_expr(&x, a);
    return tex_take(&x);
}

char *typeset_chain(const ast_chain *c)
{
    tex_lines l = {0};
    if (c->e)
        tex_add_chain(&l, c);
    return tex_join(&l);
}

char *typeset_binders(const item *it)
{
    tex_lines l = {0};
    bool drawn = it->kind == ITEM_TABLE || it->kind == ITEM_FIGURE;
    add_binders(&l, it, drawn ? for_each : for_all, "");
    return tex_join(&l);
}

char *typeset_let(const item *it)
{
    tex_lines l = {0};
    add_let(&l, it);
    return tex_join(&l);
}

char *typeset_item(const item *it)
{
    tex_lines l = {0};
    add_item(&l, it);
    return tex_join(&l);
}
