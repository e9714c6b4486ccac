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

enum {
    DIGITS = 40 /* more than two longs and what stands beside them */
};

/* The digits of n, which end at end; where they begin. */
static char *digits(char *end, long n)
{
    unsigned long u = n < 0 ? 0UL - (unsigned long)n : (unsigned long)n;
    do {
        *--end = (char)('0' + u % 10);
        u /= 10;
    } while (u > 0);
    if (n < 0)
        *--end = '-';
    return end;
}

/* There are very many of these, and most of them are short. */
static void put_rational(text_buf *b, const cert_node *c, const problem *p)
{
    mpz_srcptr num = mpq_numref(c->q), den = mpq_denref(c->q);
    (void)p;
    text_put_n(b, " ", 1);
    if (mpz_fits_slong_p(num) && mpz_fits_slong_p(den)) {
        char line[DIGITS + DIGITS], *end = line + sizeof line, *s = end;
        if (mpz_cmp_ui(den, 1) != 0) {
            s = digits(s, mpz_get_si(den));
            *--s = '/';
        }
        s = digits(s, mpz_get_si(num));
        text_put_n(b, s, (size_t)(end - s));
        return;
    }
    char *s = mpq_get_str(NULL, 10, c->q);
    text_put(b, s);
    free(s);
}

static void put_var(text_buf *b, const cert_node *c, const problem *p)
{
    text_put_n(b, " ", 1);
    text_put(b, p->names[c->var]);
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

static void put_range(text_buf *b, const cert_node *c, const problem *p)
{
    (void)p;
    const range *r = c->range;
    char *lo = r->lo_inf ? NULL : mpq_get_str(NULL, 10, r->lo);
    char *hi = r->hi_inf ? NULL : mpq_get_str(NULL, 10, r->hi);
    text_printf(b, " %c%s,%s%c", r->lo_open ? '(' : '[',
                lo != NULL ? lo : "-inf", hi != NULL ? hi : "inf",
                r->hi_open ? ')' : ']');
    free(lo);
    free(hi);
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
    {'t', put_sum},   {'n', put_children},  {'R', put_range},
    {'s', put_exprs},
    {'M', put_exprs},   {'D', put_exprs},
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
    static const char blank[40] = "                                        ";
    text_put_n(b, blank, (size_t)(indent < 40 ? indent : 40));
    text_put(b, cert_rows[c != NULL ? c->rule : CERT_OPEN].word);
    if (c != NULL)
        put_args(b, c, p);
    text_put(b, "\n");
    for (size_t k = 0; c != NULL && k < c->nchild; k++)
        write_node(b, c->child[k], p, indent + 1);
}

void cert_write(text_buf *b, const cert_node *c, const problem *p)
{
    problem wide;
    problem_copy_with_room(&wide, p);
    write_node(b, c, &wide, 0);
    problem_clear(&wide);
}
