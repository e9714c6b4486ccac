/* A part of the statement: a smaller domain, one relation of a chain, a weaker
 * relation.  Believed: nothing. */
#include "advice.h"

#include "../../numerics/base/memory.h"
#include "../../numerics/base/text.h"

#include <stdlib.h>
#include <string.h>

char *advice_name_domain(const advisor *a, const binder *b)
{
    text_buf how = {0};
    char *lo = b->lo != NULL ? plain_expr(b->lo) : xstrdup("-inf");
    char *hi = b->hi != NULL ? plain_expr(b->hi) : xstrdup("inf");
    if (a->it->nbind > 1)
        text_printf(&how, "for %s in ", b->name);
    else
        text_put(&how, "on ");
    text_printf(&how, "%c%s, %s%c", b->lo == NULL || b->lo_open ? '(' : '[', lo,
                hi, b->hi == NULL || b->hi_open ? ')' : ']');
    free(lo);
    free(hi);
    return text_take(&how);
}

static void try_domain(advisor *a, size_t i, binder b)
{
    variant v = advice_copy(a->it);
    v.bind[i] = b;
    advice_try(a, &v, advice_name_domain(a, &b));
}

static void try_integers(advisor *a, size_t i, binder b)
{
    variant v = advice_copy(a->it);
    text_buf how = {0};
    char *lo = plain_expr(b.lo);
    char *hi = b.hi != NULL ? plain_expr(b.hi) : xstrdup("inf");
    text_printf(&how, "for %s in %s..%s", b.name, lo, hi);
    free(lo);
    free(hi);
    v.bind[i] = b;
    advice_try(a, &v, text_take(&how));
}

void advice_open_ends(advisor *a, size_t i)
{
    binder b = a->it->bind[i];
    if (b.lo != NULL && !b.lo_open) {
        b.lo_open = true;
        try_domain(a, i, b);
        b.lo_open = false;
    }
    if (b.hi != NULL && !b.hi_open) {
        b.hi_open = true;
        try_domain(a, i, b);
    }
}

/* Infinite ends brought in, to 100 or 10 beyond the other. */
static void bound(advisor *a, size_t i)
{
    const binder *old = &a->it->bind[i];
    mpq_t q, far;
    mpq_inits(q, far, NULL);
    size_t before = a->found->n;
    for (long k = 100; k >= 10 && a->found->n == before; k /= 10) {
        binder b = *old;
        mpq_set_si(far, k, 1);
        if (b.hi == NULL) {
            mpq_set(q, far);
            if (advice_value(old->lo, q))
                mpq_add(q, q, far);
            b.hi = advice_number(a, q);
            b.hi_open = false;
        }
        if (b.lo == NULL) {
            mpq_neg(q, far);
            if (advice_value(old->hi, q))
                mpq_sub(q, q, far);
            b.lo = advice_number(a, q);
            b.lo_open = false;
        }
        try_domain(a, i, b);
    }
    mpq_clears(q, far, NULL);
}

/* A k-th of the range (of 1, where an end is not known as a number) taken off
 * that end. */
static ast *moved(advisor *a, const binder *b, bool low, long k)
{
    mpq_t lo, hi, w;
    mpq_inits(lo, hi, w, NULL);
    bool known_lo = advice_value(b->lo, lo), known_hi = advice_value(b->hi, hi);
    mpq_set_ui(w, 1, 1);
    if (known_lo && known_hi)
        mpq_sub(w, hi, lo);
    mpz_mul_si(mpq_denref(w), mpq_denref(w), k);
    mpq_canonicalize(w);
    ast *end;
    if (low ? known_lo : known_hi) {
        if (low)
            mpq_add(w, lo, w);
        else
            mpq_sub(w, hi, w);
        end = advice_number(a, w);
    } else {
        end = advice_tree(a, low ? AST_ADD : AST_SUB, low ? b->lo : b->hi,
                          advice_number(a, w));
    }
    mpq_clears(lo, hi, w, NULL);
    return end;
}

/* Less and less of the range, until a part is proved. */
static void cut(advisor *a, size_t i, bool low)
{
    const binder *old = &a->it->bind[i];
    size_t before = a->found->n;
    if ((low ? old->lo : old->hi) == NULL)
        return;
    for (long k = 1000; k >= 10 && a->found->n == before; k /= 10) {
        binder b = *old;
        *(low ? &b.lo : &b.hi) = moved(a, old, low, k);
        *(low ? &b.lo_open : &b.hi_open) = false;
        try_domain(a, i, b);
    }
}

/* Does the box that resists touch that end of its variable? */
static bool touches(const advisor *a, size_t i, bool low)
{
    const evidence_undecided *u = evidence_open(&a->r->found);
    const binder *b = &a->it->bind[i];
    mpq_t q;
    mpq_init(q);
    bool at = false;
    for (size_t k = 0; u != NULL && k < u->worst.n && !at; k++) {
        const range *s = &u->worst.side[k];
        at = strcmp(u->worst.name[k], b->name) == 0 &&
             advice_value(low ? b->lo : b->hi, q) &&
             !(low ? s->lo_inf : s->hi_inf) &&
             mpq_equal(low ? s->lo : s->hi, q);
    }
    mpq_clear(q);
    return at;
}

static void shrink(advisor *a, size_t i)
{
    const binder *b = &a->it->bind[i];
    advice_open_ends(a, i);
    if (b->lo == NULL || b->hi == NULL)
        bound(a, i);
    for (int pass = 0; pass < 2; pass++) { /* where it resists, first */
        if (touches(a, i, true) == (pass == 0))
            cut(a, i, true);
        if (touches(a, i, false) == (pass == 0))
            cut(a, i, false);
    }
}

bool advice_try_inner(advisor *a, long k, long slack)
{
    size_t before = a->found->n;
    variant v = advice_copy(a->it);
    text_buf how = {0};
    mpq_t far;
    mpq_init(far);
    for (size_t i = 0; i < a->it->nbind; i++) {
        const binder *old = &a->it->bind[i];
        binder *b = &v.bind[i];
        if (old->kind != DOM_INTERVAL)
            continue;
        mpq_set_si(far, -k, 1);
        if (old->lo == NULL)
            b->lo = advice_number(a, far);
        else if (old->lo_open)
            b->lo = moved(a, old, true, k);
        mpq_neg(far, far);
        if (old->hi == NULL)
            b->hi = advice_number(a, far);
        else if (old->hi_open)
            b->hi = moved(a, old, false, k);
        b->lo_open = b->hi_open = false;
        char *s = advice_name_domain(a, b);
        text_printf(&how, "%s%s", how.len > 0 ? ", " : "", s);
        free(s);
    }
    mpq_clear(far);
    if (slack > 0)
        advice_loosen(a, &v, slack, &how);
    char *said = how.len > 0 ? text_take(&how) : NULL;
    if (said != NULL)
        advice_try(a, &v, said);
    else
        advice_drop(&v);
    return a->found->n > before;
}

static void inner(advisor *a)
{
    size_t before = a->found->n;
    for (long k = 100; k >= 10 && a->found->n == before; k /= 10)
        advice_try_inner(a, k, 0);
}

/* n in m..inf from a little further on; or as far as m + 99 only. */
static void whole_numbers(advisor *a, size_t i)
{
    const binder *old = &a->it->bind[i];
    size_t before = a->found->n;
    mpq_t m, step;
    mpq_inits(m, step, NULL);
    bool known = advice_value(old->lo, m);
    for (long k = 1; k <= 4 && known && a->found->n == before; k++) {
        binder b = *old;
        mpq_set_si(step, k, 1);
        mpq_add(step, step, m);
        b.lo = advice_number(a, step);
        try_integers(a, i, b);
    }
    binder b = *old;
    mpq_set_si(step, 99, 1);
    mpq_add(step, step, m);
    b.hi = advice_number(a, step);
    if (known)
        try_integers(a, i, b);
    mpq_clears(m, step, NULL);
}

static void relations(advisor *a)
{
    size_t n = a->it->show.n;
    for (size_t k = 0; k < n && n > 1; k++) {
        variant v = advice_copy(a->it);
        text_buf how = {0};
        text_printf(&how, "relation %zu alone", k + 1);
        v.side[0] = v.side[k];
        v.side[1] = a->it->show.e[k + 1];
        v.rel[0] = v.rel[k];
        v.it.show.n = 1;
        advice_try(a, &v, text_take(&how));
    }
}

void advice_part(advisor *a)
{
    relations(a);
    inner(a);
    for (size_t i = 0; i < a->it->nbind && !advice_is_done(a); i++)
        if (a->it->bind[i].kind == DOM_INTERVAL)
            shrink(a, i);
        else if (a->it->bind[i].kind == DOM_INTEGERS &&
                 a->it->bind[i].hi == NULL)
            whole_numbers(a, i);
}
