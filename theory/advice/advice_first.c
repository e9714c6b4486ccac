/* What is tried first: a weaker relation, a bounded part, a little given away.
 * And last, a box in which no two variables can be equal.  Believed: nothing. */
#include "advice.h"

#include "../../numerics/base/memory.h"
#include "../../numerics/base/text.h"

#include <stdlib.h>
#include <string.h>

void advice_loosen(advisor *a, variant *v, long slack, text_buf *how)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_ui(q, 1, (unsigned long)slack);
    for (size_t k = 0; k < v->it.show.n && k < 1; k++) {
        bool left = v->rel[k] == REL_GE || v->rel[k] == REL_GT;
        size_t greater = left ? k : k + 1;
        v->side[greater] = advice_tree(a, AST_ADD, v->side[greater],
                                       advice_number(a, q));
    }
    mpq_clear(q);
    text_printf(how, "%swith 1/%ld added to the greater side",
                how->len > 0 ? ", " : "", slack);
}

static void weaker(advisor *a)
{
    variant v = advice_copy(a->it);
    bool strict = false;
    for (size_t k = 0; k < v.it.show.n; k++) {
        strict |= v.rel[k] == REL_LT || v.rel[k] == REL_GT;
        v.rel[k] = v.rel[k] == REL_LT   ? REL_LE
                   : v.rel[k] == REL_GT ? REL_GE
                                        : v.rel[k];
    }
    if (strict)
        advice_try(a, &v, xstrdup("with equality allowed"));
    else
        advice_drop(&v);
}

/* One inequality; of a chain another relation could suffer. */
static bool can_be_loosened(const advisor *a)
{
    return a->it->show.n == 1 && a->it->show.rel[0] != REL_EQ &&
           a->it->show.rel[0] != REL_NE;
}

static void loosened(advisor *a)
{
    variant v = advice_copy(a->it);
    text_buf how = {0};
    advice_loosen(a, &v, 100, &how);
    advice_try(a, &v, text_take(&how));
}

void advice_first(advisor *a)
{
    weaker(a);
    bool inner = advice_try_inner(a, 10, 0);
    if (can_be_loosened(a)) {
        loosened(a);
        if (!inner && a->found->n == 0)
            advice_try_inner(a, 10, 100);
    }
}

/* Part i of 2 n + 1 of a range; of an infinite one, [2 i + 1, 2 i + 2] over
 * `scale` from its end, or from 0. */
static void narrow(advisor *a, binder *b, size_t i, size_t n, long scale)
{
    mpq_t lo, hi, w;
    mpq_inits(lo, hi, w, NULL);
    bool from = advice_value(b->lo, lo), to = advice_value(b->hi, hi);
    ast *base = !from && b->lo != NULL && b->hi == NULL ? b->lo : NULL;
    mpq_set_si(w, 1, 1);
    if (from && to)
        mpq_sub(w, hi, lo);
    mpz_mul_si(mpq_denref(w), mpq_denref(w),
               from && to ? 2 * (long)n + 1 : scale);
    mpq_canonicalize(w);
    if (!from && to) { /* from the upper end down */
        mpq_set_ui(lo, 2 * (unsigned long)i + 2, 1);
        mpq_mul(lo, lo, w);
        mpq_sub(lo, hi, lo);
    } else {
        mpq_set_ui(hi, 2 * (unsigned long)i + 1, 1);
        mpq_mul(hi, hi, w);
        if (from)
            mpq_add(lo, lo, hi);
        else
            mpq_set(lo, hi);
    }
    mpq_add(hi, lo, w);
    bool known = (from || b->lo == NULL) && (to || b->hi == NULL);
    if (known || base != NULL) { /* from an irrational end on, as from 0 */
        b->lo = advice_number(a, lo);
        b->hi = advice_number(a, hi);
    }
    if (base != NULL) {
        b->lo = advice_tree(a, AST_ADD, base, b->lo);
        b->hi = advice_tree(a, AST_ADD, base, b->hi);
    }
    if (known || base != NULL) {
        b->lo_open = b->hi_open = false;
    }
    mpq_clears(lo, hi, w, NULL);
}

/* Ten whole numbers of those without end. */
static bool few(advisor *a, binder *b)
{
    mpq_t lo;
    mpq_init(lo);
    bool known = b->hi == NULL && advice_value(b->lo, lo);
    if (known) {
        mpz_add_ui(mpq_numref(lo), mpq_numref(lo), 9);
        b->hi = advice_number(a, lo);
    }
    mpq_clear(lo);
    return known;
}

static char *name_integers(const binder *b)
{
    text_buf how = {0};
    char *lo = plain_expr(b->lo), *hi = plain_expr(b->hi);
    text_printf(&how, "for %s in %s..%s", b->name, lo, hi);
    free(lo);
    free(hi);
    return text_take(&how);
}

/* Names b's range, if it was to be changed: appended to how. */
static void name_change(const advisor *a, const binder *b, text_buf *how)
{
    char *s = b->kind == DOM_INTERVAL ? advice_name_domain(a, b)
                                      : name_integers(b);
    text_printf(how, "%s%s", how->len > 0 ? ", " : "", s);
    free(s);
}

static void try_changed(advisor *a, variant *v, text_buf *how)
{
    if (how->len > 0) {
        advice_try(a, v, text_take(how));
    } else {
        advice_drop(v);
        text_clear(how);
    }
}

/* A tenth of a range, or of 1, about the place where the sides were seen to be
 * closest: conditions hold there. */
static bool about(advisor *a, binder *b)
{
    const evidence_undecided *u = evidence_open(&a->r->found);
    mpq_t q, lo, hi, w;
    mpq_inits(q, lo, hi, w, NULL);
    bool found = false;
    for (size_t k = 0; u != NULL && k < u->seen.n && !found; k++)
        found = strcmp(u->seen.v[k].name, b->name) == 0 &&
                advice_near_short(q, u->seen.v[k].value);
    bool from = advice_value(b->lo, lo), to = advice_value(b->hi, hi);
    mpq_set_si(w, 1, 20);
    if (from && to) {
        mpq_sub(w, hi, lo);
        mpz_mul_si(mpq_denref(w), mpq_denref(w), 20);
        mpq_canonicalize(w);
    }
    if (found) {
        mpq_sub(hi, q, w);
        mpq_add(w, q, w);
        if (!from || mpq_cmp(hi, lo) > 0) {
            b->lo = advice_number(a, hi);
            b->lo_open = false;
        }
        found = b->hi == NULL || to;
        if (to && advice_value(b->hi, hi) && mpq_cmp(w, hi) >= 0)
            mpq_set(w, hi);
        else
            b->hi_open = false;
        b->hi = advice_number(a, w);
    }
    mpq_clears(q, lo, hi, w, NULL);
    return found;
}

void advice_apart(advisor *a)
{
    /* of infinite ranges; 0: where the sides were seen to be closest */
    static const long scale[] = {1, 1, 10, 10, 0};
    for (size_t k = 0; k < 5 && a->found->n == 0; k++) {
        size_t n = a->it->nbind; /* every other time the last one lowest */
        variant v = advice_copy(a->it);
        text_buf how = {0};
        bool ok = true;
        for (size_t i = 0; i < n && ok; i++) {
            binder *b = &v.bind[i];
            bool real = b->kind == DOM_INTERVAL;
            if (!real && (b->kind != DOM_INTEGERS || !few(a, b)))
                continue;
            if (real && scale[k] > 0)
                narrow(a, b, k % 2 == 0 ? i : n - 1 - i, n, scale[k]);
            else if (real)
                ok = about(a, b);
            name_change(a, b, &how);
        }
        if (!ok)
            text_clear(&how);
        try_changed(a, &v, &how);
    }
}
