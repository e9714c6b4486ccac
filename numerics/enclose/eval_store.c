/* What an evaluator keeps by node: tables, stacks, Taylor series; below both the
 * values of eval.c and the series of eval_taylor.c.  Believed. */
#include "eval_internal.h"

#include <stdlib.h>
#include <string.h>

void *eval_table_get(const eval_table *t, expr id)
{
    size_t k = id / EVAL_PAGE;
    return k < t->npages && t->page[k] != NULL ? t->page[k][id % EVAL_PAGE]
                                               : NULL;
}

void **eval_table_slot(eval_table *t, expr id)
{
    size_t k = id / EVAL_PAGE;
    if (k >= t->npages) {
        size_t n = k + k / 2 + 1;
        t->page = xrealloc(t->page, n * sizeof *t->page);
        memset(t->page + t->npages, 0, (n - t->npages) * sizeof *t->page);
        t->npages = n;
    }
    if (t->page[k] == NULL)
        t->page[k] = xcalloc(EVAL_PAGE, sizeof **t->page);
    return &t->page[k][id % EVAL_PAGE];
}

void eval_table_clear(eval_table *t)
{
    for (size_t k = 0; k < t->npages; k++)
        free(t->page[k]);
    free(t->page);
    *t = (eval_table){0};
}

void eval_push(eval_stack *s, expr e)
{
    if (s->n == s->cap) {
        s->cap = s->cap != 0 ? 2 * s->cap : 64;
        s->e = xrealloc(s->e, s->cap * sizeof *s->e);
    }
    s->e[s->n++] = e;
}

/* ---- series ------------------------------------------------------------- */

void eval_series_reserve(taylor_series *s, int len, mpfr_prec_t prec)
{
    if (s->cap >= len)
        return;
    s->c = xrealloc(s->c, (size_t)len * sizeof *s->c);
    for (; s->cap < len; s->cap++)
        iv_init(&s->c[s->cap], prec);
}

void eval_series_clear(taylor_series *s)
{
    for (int k = 0; k < s->cap; k++)
        iv_clear(&s->c[k]);
    for (int k = 0; k < s->qcap; k++)
        iv_clear(&s->q[k]);
    free(s->c);
    free(s->q);
}

void eval_taylor_forget(eval *e)
{
    for (size_t k = 0; k < e->series.npages; k++)
        for (int j = 0; e->series.page[k] != NULL && j < EVAL_PAGE; j++) {
            taylor_series *s = e->series.page[k][j];
            if (s != NULL)
                eval_series_clear(s);
            free(s);
        }
    eval_table_clear(&e->series);
    for (int k = 0; k < 3; k++) {
        eval_series_clear(&e->scratch[k]);
        e->scratch[k] = (taylor_series){.cap = 0};
    }
}
