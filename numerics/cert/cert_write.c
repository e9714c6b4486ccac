/* A certificate's text, from its tree.  Not believed: what is written is read
 * again before it counts. */
#include "cert_internal.h"

#include <stdlib.h>

/* ---- what a line carries ------------------------------------------------ */

static void put_text(text_buf *b, const problem *p, expr e)
{
    char *s = expr_to_text(p->pool, e, p->names, LIMIT_CERT_TEXT);
    text_put(b, " ");
    text_put(b, s != NULL ? s : "(too long)"); /* the reader then refuses */
    free(s);
}

static void put_rational(text_buf *b, const cert_node *c, const problem *p)
{
    (void)p;
    char *s = mpq_get_str(NULL, 10, c->q);
    text_printf(b, " %s", s);
    free(s);
}

static void put_var(text_buf *b, const cert_node *c, const problem *p)
{
    text_printf(b, " %s", p->names[c->var]);
}

static void put_order(text_buf *b, const cert_node *c, const problem *p)
{
    (void)p;
    text_printf(b, " %d", c->order);
}

static void put_direction(text_buf *b, const cert_node *c, const problem *p)
{
    (void)p;
    text_put(b, c->order == 1    ? " +"
                : c->order == 2  ? " ++"
                : c->order == -1 ? " -"
                                 : " --");
}

static void put_exprs(text_buf *b, const cert_node *c, const problem *p)
{
    for (size_t i = 0; i < c->nexpr; i++)
        put_text(b, p, c->expr[i]);
}

static void put_relation(text_buf *b, const cert_node *c, const problem *p)
{
    (void)p;
    text_put(b, c->order != 0 ? " >" : " >=");
}

/* The letter e before it has written the first expression. */
static void put_sum(text_buf *b, const cert_node *c, const problem *p)
{
    text_printf(b, " %zu", c->nexpr / 2);
    for (size_t i = 1, k = 0; i + 1 < c->nexpr; i += 2) {
        put_text(b, p, c->expr[i]);
        put_text(b, p, c->expr[i + 1]);
        for (long left = k < c->nindex ? c->index[k] : -1;
             left >= 0 && k < c->nindex; left--)
            text_printf(b, " %ld", c->index[k++]);
    }
}

static void put_first(text_buf *b, const cert_node *c, const problem *p)
{
    put_text(b, p, c->expr[0]);
}

static void put_product(text_buf *b, const cert_node *c, const problem *p)
{
    text_printf(b, " %zu", c->nexpr - 1);
    for (size_t i = 0; i < c->nexpr; i++) {
        put_text(b, p, c->expr[i]);
        if (i + 1 < c->nexpr)
            text_printf(b, " %ld", c->power[i]);
    }
}

static void put_children(text_buf *b, const cert_node *c, const problem *p)
{
    (void)p;
    text_printf(b, " %zu", c->nchild);
}

static const struct {
    char letter;
    void (*put)(text_buf *b, const cert_node *c, const problem *p);
} parts[] = {
    {'v', put_var},   {'q', put_rational},  {'m', put_order},
    {'j', put_order}, {'d', put_direction}, {'e', put_first},
    {'E', put_exprs}, {'p', put_product},   {'r', put_relation},
    {'t', put_sum},   {'n', put_children},  {'M', put_exprs},
    {'D', put_exprs},
};

static void put_args(text_buf *b, const cert_node *c, const problem *p)
{
    for (const char *l = cert_rows[c->rule].line; *l != '\0'; l++)
        for (size_t k = 0; k < sizeof parts / sizeof parts[0]; k++)
            if (parts[k].letter == *l)
                parts[k].put(b, c, p);
    if (c->prec != 0)
        text_printf(b, " @%ld", c->prec);
}

/* ---- nodes -------------------------------------------------------------- */

static void write_node(text_buf *b, const cert_node *c, const problem *p,
                       int indent)
{
    /* deep trees would make quadratic text: the indent stops at 40 */
    text_printf(b, "%*s%s", indent < 40 ? indent : 40, "",
                cert_rows[c != NULL ? c->rule : CERT_OPEN].word);
    if (c != NULL)
        put_args(b, c, p);
    text_put(b, "\n");
    for (size_t k = 0; c != NULL && k < c->nchild; k++)
        write_node(b, c->child[k], p, indent + 1);
}

void cert_write(text_buf *b, const cert_node *c, const problem *p)
{
    write_node(b, c, p, 0);
}
