/* Where else a claim is true that is undefined at a point: without it, or without
 * all where a divisor is 0.  Believed: nothing. */
#include "advice.h"

#include "../../numerics/base/memory.h"
#include "../../numerics/base/text.h"

#include <stdlib.h>
#include <string.h>

/* x != q */
static void leave_out(advisor *a, const binder *b, const evidence_coordinate *c)
{
    variant v = advice_copy(a->it);
    size_t n = a->it->nwhere;
    text_buf how = {0};
    ast *name = advice_tree(a, AST_NAME, NULL, NULL);
    name->name = xstrdup(b->name);
    ast *side[2] = {name, advice_number(a, c->value)};
    if (c->form != NULL) { /* its text, which is put in as it stands */
        side[1] = advice_tree(a, AST_NAME, NULL, NULL);
        side[1]->name = xstrdup(c->form);
    }
    rel_kind rel = REL_NE;
    ast_chain *where = xcalloc(n + 1, sizeof *where);
    if (n > 0)
        memcpy(where, a->it->where, n * sizeof *where);
    where[n] = (ast_chain){side, &rel, 1};
    v.it.where = where;
    v.it.nwhere = n + 1;
    char *s = plain_expr(side[1]);
    text_printf(&how, "where %s != %s", b->name, s);
    free(s);
    advice_try(a, &v, text_take(&how));
    free(where);
}

/* The parts of x on which something depends: divisors, and the cosine under a
 * tangent. */
static size_t poles(advisor *a, ast *x, ast **d, size_t n)
{
    n = advice_divisors(x, d, n);
    if (x->kind == AST_CALL && strcmp(x->name, "tan") == 0 && x->nargs == 1 &&
        n < ADVICE_DIVISORS)
        d[n++] = advice_call(a, "cos", x->arg[0]);
    for (size_t i = 0; i < x->nargs; i++)
        if (x->arg[i] != NULL)
            n = poles(a, x->arg[i], d, n);
    return n;
}

/* Each divisor != 0. */
static void leave_poles_out(advisor *a)
{
    variant v = advice_copy(a->it);
    ast *d[ADVICE_DIVISORS], *side[ADVICE_DIVISORS][2];
    size_t n = 0, old = a->it->nwhere;
    rel_kind rel = REL_NE;
    mpq_t zero;
    mpq_init(zero);
    text_buf how = {0};
    for (size_t k = 0; k <= a->it->show.n; k++)
        n = poles(a, a->it->show.e[k], d, n);
    ast_chain *where = xcalloc(old + n + 1, sizeof *where);
    if (old > 0)
        memcpy(where, a->it->where, old * sizeof *where);
    for (size_t k = 0; k < n; k++) {
        while (d[k]->kind == AST_POW)
            d[k] = d[k]->arg[0];
        side[k][0] = d[k];
        side[k][1] = advice_number(a, zero);
        where[old + k] = (ast_chain){side[k], &rel, 1};
        char *s = plain_expr(d[k]);
        text_printf(&how, "%s%s != 0", k > 0 ? ", " : "where ", s);
        free(s);
    }
    mpq_clear(zero);
    v.it.where = where;
    v.it.nwhere = old + n;
    char *said = text_take(&how);
    if (n > 0) {
        advice_try(a, &v, said);
    } else {
        advice_drop(&v);
        free(said);
    }
    free(where);
}

/* Undefined at one end, it may be so at the others: none is left. */
static void leave_ends_out(advisor *a)
{
    variant v = advice_copy(a->it);
    size_t real = 0, which = 0;
    for (size_t i = 0; i < a->it->nbind; i++) {
        binder *b = &v.bind[i];
        if (b->kind != DOM_INTERVAL)
            continue;
        b->lo_open |= b->lo != NULL;
        b->hi_open |= b->hi != NULL;
        which = i;
        real++;
    }
    advice_try(a, &v, real == 1 ? advice_name_domain(a, &v.bind[which])
                                : xstrdup("without the ends of all ranges"));
}

/* The range without the end at which q lies; false: it lies at none. */
static bool open_at(binder *b, mpq_srcptr q)
{
    mpq_t end;
    mpq_init(end);
    bool low = b->lo != NULL && advice_value(b->lo, end) && mpq_equal(end, q);
    bool high = b->hi != NULL && advice_value(b->hi, end) && mpq_equal(end, q);
    mpq_clear(end);
    b->lo_open |= low;
    b->hi_open |= high;
    return low || high;
}

/* All ranges without the ends at which the point lies, at once. */
static void open_all(advisor *a, const evidence_point *at)
{
    variant v = advice_copy(a->it);
    text_buf how = {0};
    for (size_t k = 0; k < at->n; k++)
        for (size_t i = 0; i < a->it->nbind; i++) {
            binder *b = &v.bind[i];
            if (b->kind != DOM_INTERVAL ||
                strcmp(b->name, at->v[k].name) != 0 ||
                !open_at(b, at->v[k].value))
                continue;
            char *s = advice_name_domain(a, b);
            text_printf(&how, "%s%s", how.len > 0 ? ", " : "", s);
            free(s);
        }
    char *said = how.len > 0 ? text_take(&how) : NULL;
    if (said != NULL)
        advice_try(a, &v, said);
    else
        advice_drop(&v);
}

void advice_without(advisor *a, const evidence_point *at)
{
    for (size_t k = 0; k < at->n; k++)
        for (size_t i = 0; i < a->it->nbind && a->found->n == 0; i++) {
            const binder *b = &a->it->bind[i];
            if (b->kind != DOM_INTERVAL || strcmp(b->name, at->v[k].name) != 0)
                continue;
            advice_open_ends(a, i);
            if (a->found->n == 0)
                leave_out(a, b, &at->v[k]);
        }
    if (a->found->n == 0)
        open_all(a, at);
    if (a->found->n == 0)
        leave_poles_out(a);
    if (a->found->n == 0)
        leave_ends_out(a);
}
