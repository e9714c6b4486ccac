/* The same statement in other words: with a place of equality named, multiplied
 * out, in logarithms.  What is tried need not be equivalent; its words say what
 * was done.  Believed: nothing. */
#include "advice.h"

#include "../../numerics/base/memory.h"
#include "../../numerics/base/text.h"

#include <stdlib.h>
#include <string.h>

/* ---- places of equality ------------------------------------------------- */

static void try_hint(advisor *a, const binder *b, ast *at)
{
    variant v = advice_copy(a->it);
    text_buf how = {0};
    char *where = plain_expr(at);
    text_printf(&how, "with `equality at %s = %s`", b->name, where);
    free(where);
    size_t n = a->it->nhints;
    v.it.hint = xcalloc(n + 1, sizeof *v.it.hint);
    if (n > 0)
        memcpy(v.it.hint, a->it->hint, n * sizeof *v.it.hint);
    v.it.hint[n].var = b->name;
    v.it.hint[n].at = at;
    v.it.nhints = n + 1;
    void *hint = v.it.hint;
    advice_try(a, &v, text_take(&how));
    free(hint);
}

bool advice_near_short(mpq_ptr s, mpq_srcptr q)
{
    mpq_t d;
    mpq_init(d);
    bool found = false;
    for (unsigned long k = 1; k <= 12 && !found; k++) {
        mpz_t n;
        mpz_init(n);
        mpz_mul_ui(n, mpq_numref(q), 2 * k);
        mpz_add(n, n, mpq_denref(q));
        mpz_fdiv_q(n, n, mpq_denref(q));
        mpz_fdiv_q_2exp(n, n, 1);
        mpq_set_z(s, n);
        mpq_set_ui(d, 1, k);
        mpq_mul(s, s, d);
        mpz_clear(n);
        mpq_sub(d, s, q);
        mpq_abs(d, d);
        found = mpq_cmp_ui(d, 1, 10000) < 0;
    }
    mpq_clear(d);
    return found;
}

static void hints(advisor *a)
{
    const evidence_undecided *u = evidence_open(&a->r->found);
    mpq_t q;
    mpq_init(q);
    for (size_t i = 0; u != NULL && i < a->it->nbind; i++) {
        const binder *b = &a->it->bind[i];
        if (b->kind != DOM_INTERVAL)
            continue;
        for (size_t k = 0; k < u->seen.n; k++)
            if (strcmp(u->seen.v[k].name, b->name) == 0 &&
                advice_near_short(q, u->seen.v[k].value))
                try_hint(a, b, advice_number(a, q));
        if (b->lo != NULL)
            try_hint(a, b, b->lo);
        if (b->hi != NULL)
            try_hint(a, b, b->hi);
    }
    mpq_clear(q);
}

/* ---- multiplied out ----------------------------------------------------- */

static bool same(const ast *x, const ast *y)
{
    char *s = plain_expr(x), *t = plain_expr(y);
    bool equal = strcmp(s, t) == 0;
    free(s);
    free(t);
    return equal;
}

size_t advice_divisors(ast *x, ast **d, size_t n)
{
    mpq_t q;
    mpq_init(q);
    if (x->kind == AST_DIV && !advice_value(x->arg[1], q)) {
        size_t k = 0;
        while (k < n && !same(d[k], x->arg[1]))
            k++;
        if (k == n && n < ADVICE_DIVISORS)
            d[n++] = x->arg[1];
    }
    mpq_clear(q);
    bool open = x->kind == AST_DIV || x->kind == AST_MUL ||
                x->kind == AST_ADD || x->kind == AST_SUB || x->kind == AST_NEG;
    for (size_t i = 0; open && i < x->nargs; i++)
        n = advice_divisors(x->arg[i], d, n);
    return n;
}

static bool has_divisor(ast *x, const ast *d)
{
    ast *found[ADVICE_DIVISORS];
    size_t n = advice_divisors(x, found, 0);
    for (size_t i = 0; i < n; i++)
        if (same(found[i], d))
            return true;
    return false;
}

/* x*d, with d cancelled where it divides. */
static ast *times(advisor *a, ast *x, ast *d)
{
    ast *l = x->nargs > 0 ? x->arg[0] : NULL;
    ast *r = x->nargs > 1 ? x->arg[1] : NULL;
    bool one = x->kind == AST_NUMBER && mpq_cmp_ui(x->q, 1, 1) == 0;
    if (one)
        return d;
    if (x->kind == AST_DIV && same(r, d))
        return l;
    if (!has_divisor(x, d))
        return advice_tree(a, AST_MUL, x, d);
    if (x->kind == AST_ADD || x->kind == AST_SUB)
        return advice_tree(a, x->kind, times(a, l, d), times(a, r, d));
    if (x->kind == AST_NEG)
        return advice_tree(a, AST_NEG, times(a, l, d), NULL);
    if (x->kind == AST_MUL)
        return has_divisor(l, d)
                   ? advice_tree(a, AST_MUL, times(a, l, d), r)
                   : advice_tree(a, AST_MUL, l, times(a, r, d));
    if (x->kind == AST_DIV && has_divisor(l, d))
        return advice_tree(a, AST_DIV, times(a, l, d), r);
    return advice_tree(a, AST_MUL, x, d);
}

static void try_product(advisor *a, ast **d, size_t n)
{
    variant v = advice_copy(a->it);
    text_buf how = {0};
    text_put(&how, "multiplied by ");
    for (size_t i = 0; i < n; i++) {
        char *s = plain_expr(d[i]);
        text_printf(&how, n > 1 ? "%s(%s)" : "%s%s", i > 0 ? "*" : "", s);
        free(s);
        for (size_t k = 0; k <= v.it.show.n; k++)
            v.side[k] = times(a, v.side[k], d[i]);
    }
    advice_try(a, &v, text_take(&how));
}

static void products(advisor *a)
{
    ast *d[ADVICE_DIVISORS];
    size_t n = 0;
    for (size_t k = 0; k <= a->it->show.n; k++)
        n = advice_divisors(a->it->show.e[k], d, n);
    if (n > 0)
        try_product(a, d, n);
    for (size_t i = 0; i < n && n > 1; i++)
        try_product(a, &d[i], 1);
}

/* ---- logarithms, and the rest ------------------------------------------- */

static bool is_power(const ast *x)
{
    return x->kind == AST_POW ||
           (x->kind == AST_CALL && strcmp(x->name, "exp") == 0) ||
           ((x->kind == AST_MUL || x->kind == AST_DIV) &&
            (is_power(x->arg[0]) || is_power(x->arg[1])));
}

static void logarithms(advisor *a)
{
    variant v = advice_copy(a->it);
    bool power = false;
    for (size_t k = 0; k <= v.it.show.n; k++) {
        power |= is_power(v.side[k]);
        v.side[k] = advice_call(a, "log", v.side[k]);
    }
    if (power)
        advice_try(a, &v, xstrdup("with the logarithms of both sides"));
    else
        advice_drop(&v);
}

static void precise(advisor *a)
{
    variant v = advice_copy(a->it);
    v.it.precision = 512;
    advice_try(a, &v, xstrdup("with more bits"));
}

void advice_begin(advisor *a)
{
    variant v = advice_copy(a->it);
    if (a->it->boxes > 0)
        advice_try(a, &v, xstrdup("without its own limit on boxes"));
    else
        advice_drop(&v);
    products(a);
}

void advice_last(advisor *a)
{
    precise(a);
}

void advice_whole(advisor *a)
{
    logarithms(a);
    hints(a);
}
