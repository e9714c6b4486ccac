/* An item's combinations by the second reading.  See second.h; nobody
 * believes it. */
#include "read.h"

#include "../../numerics/base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    second *s;
    const item *it;
    second_count *out;
    second_fn *fn;
    void *ctx;
    quantity *value; /* of every binder, and of a constant's unknown */
    scope *names;
    bool empty; /* an interval at the current combination is */
    bool real;  /* a condition on real variables remains */
    bool stopped;
    mpq_t *finite;
    const char **finite_name;
    size_t nfinite;
} walk;

const char *second_state_name(second_state s)
{
    static const char *const name[] = {
        [SECOND_VALUE] = "kept",       [SECOND_EXCLUDED] = "excluded",
        [SECOND_EMPTY] = "empty",      [SECOND_UNDEFINED] = "undefined",
        [SECOND_OPEN] = "not decided", [SECOND_REFUSED] = "refused"};
    return name[s];
}

second *second_new(const program *p)
{
    second *s = xcalloc(1, sizeof *s);
    s->prog = p;
    return s;
}

void second_free(second *s)
{
    if (s == NULL)
        return;
    call_forget(&s->known);
    free(s->pending);
    for (size_t i = 0; s->constant != NULL && i < program_count(s->prog); i++)
        if (s->constant[i] != NULL) {
            quantity_clear(s->constant[i]);
            free(s->constant[i]);
        }
    free(s->constant);
    free(s);
}

/* ---- counting ------------------------------------------------------------- */

static void note_place(walk *w, second_state st)
{
    second_count *c = w->out;
    bool worth =
        st == SECOND_UNDEFINED || st == SECOND_OPEN || st == SECOND_REFUSED;
    if (!worth || c->first[0] != '\0')
        return;
    c->first_state = st;
    size_t n = 0;
    for (size_t i = 0; i < w->nfinite && n < sizeof c->first; i++) {
        char *v = mpq_get_str(NULL, 10, w->finite[i]);
        n += (size_t)snprintf(c->first + n, sizeof c->first - n, "%s%s = %s",
                              i ? ", " : "", w->finite_name[i], v);
        free(v);
    }
    if (w->nfinite == 0)
        snprintf(c->first, sizeof c->first, "the start");
}

static void count(walk *w, second_state st)
{
    w->out->n[st]++;
    note_place(w, st);
}

/* ---- conditions ----------------------------------------------------------- */

static bool has_argument(const item *it)
{
    return it->induction.var != NULL || it->nby > 0 || it->nseq > 0;
}

/* What the relations of a chain make of the combination. */
static second_state by_chain(walk *w, const ast_chain *c, const scope *names)
{
    for (size_t i = 0; i < c->n; i++) {
        second_state st;
        read_answer r =
            read_link(w->s, c->rel[i], c->e[i], c->e[i + 1], names, &st);
        if (r == READ_NO)
            return SECOND_EXCLUDED;
        w->real |= r == READ_REAL;
        if (r != READ_TROUBLE)
            continue;
        /* of real variables: undefined is outside, and not for us to say; a sum
         * up to one is an opaque value in an argument */
        bool opaque = st == SECOND_REFUSED && has_argument(w->it);
        if ((st == SECOND_UNDEFINED || opaque) &&
            (read_mentions_real(c->e[i], names) ||
             read_mentions_real(c->e[i + 1], names)))
            w->real = true;
        else
            return st;
    }
    return SECOND_VALUE;
}

static void at_combination(walk *w)
{
    const scope *names = w->it->nbind ? &w->names[w->it->nbind - 1] : NULL;
    second_state st = SECOND_VALUE;
    w->real = false;
    for (size_t i = 0; i < w->it->nwhere && st == SECOND_VALUE; i++)
        st = by_chain(w, &w->it->where[i], names);
    if (st == SECOND_VALUE && w->empty)
        st = SECOND_EMPTY;
    count(w, st);
    if (st == SECOND_VALUE && w->real)
        w->out->narrowed += !points_admit(w->s, w->it, w->value, w->names);
    if (st == SECOND_VALUE && w->s->check != NULL)
        points_check(w->s, w->it, w->value, w->names);
    w->s->here = names;
    if (w->fn != NULL && !w->fn(w->ctx, w->s, st, w->finite, w->nfinite))
        w->stopped = true;
    w->s->here = NULL;
}

/* ---- binders -------------------------------------------------------------- */

static void next(walk *w, size_t k);

static const scope *before(const walk *w, size_t k)
{
    return k > 0 ? &w->names[k - 1] : NULL;
}

/* A closed number, or a count of what it is instead. */
static bool closed_value(walk *w, size_t k, const ast *a, quantity *out)
{
    second_state st = read_value(w->s, a, before(w, k), out);
    if (st == SECOND_VALUE && !quantity_is_closed(out))
        st = SECOND_REFUSED;
    if (st == SECOND_UNDEFINED)
        st = SECOND_REFUSED; /* an end or a member, not a condition */
    if (st != SECOND_VALUE)
        count(w, st);
    return st == SECOND_VALUE;
}

static bool whole_end(walk *w, size_t k, const ast *a, long *n)
{
    quantity x;
    quantity_init(&x);
    bool ok = closed_value(w, k, a, &x);
    if (ok && !quantity_whole(&w->s->c, n, &x)) {
        /* the next precision would have come with the value's own trouble */
        count(w, w->s->c.why == TROUBLE_REFUSED ? SECOND_REFUSED : SECOND_OPEN);
        ok = false;
    }
    quantity_clear(&x);
    return ok;
}

static void at_value(walk *w, size_t k, const quantity *v)
{
    size_t at = w->nfinite++;
    w->finite_name[at] = w->it->bind[k].name;
    mpq_set(w->finite[at], v->q);
    quantity_set(&w->value[k], v);
    next(w, k + 1);
    w->nfinite--;
}

static void over_integers(walk *w, size_t k, const binder *b)
{
    long lo, hi;
    quantity v;
    if (!whole_end(w, k, b->lo, &lo) || !whole_end(w, k, b->hi, &hi))
        return;
    quantity_init(&v);
    for (long i = lo; i <= hi && !w->stopped; i++) {
        quantity_set_si(&v, i);
        at_value(w, k, &v);
    }
    quantity_clear(&v);
}

static void over_list(walk *w, size_t k, const binder *b)
{
    quantity v;
    quantity_init(&v);
    for (size_t i = 0; i < b->nlist && !w->stopped; i++) {
        if (!closed_value(w, k, b->list[i], &v))
            continue;
        if (v.kind == QUANTITY_RATIONAL)
            at_value(w, k, &v);
        else
            count(w, v.kind == QUANTITY_BALL ? SECOND_OPEN : SECOND_REFUSED);
    }
    quantity_clear(&v);
}

/* Both ends have values, but no real number lies between them. */
static bool interval_is_empty(walk *w, size_t k, const binder *b, bool *known)
{
    second_state st;
    rel_kind rel = b->lo_open || b->hi_open ? REL_LT : REL_LE;
    *known = true;
    if (b->lo == NULL || b->hi == NULL)
        return false;
    read_answer r = read_link(w->s, rel, b->lo, b->hi, before(w, k), &st);
    *known = r == READ_YES || r == READ_NO;
    if (!*known)
        count(w, st == SECOND_VALUE || st == SECOND_UNDEFINED ? SECOND_REFUSED
                                                              : st);
    return r == READ_NO;
}

static void over_reals(walk *w, size_t k, const binder *b)
{
    bool known = true, was = w->empty;
    long lo;
    if (b->kind == DOM_INTEGERS)
        known = whole_end(w, k, b->lo, &lo);
    else if (interval_is_empty(w, k, b, &known))
        w->empty = true;
    quantity_set_kind(&w->value[k], QUANTITY_VARIABLE);
    if (known)
        next(w, k + 1);
    w->empty = was;
}

static void next(walk *w, size_t k)
{
    if (w->stopped)
        return;
    if (k == w->it->nbind) {
        at_combination(w);
        return;
    }
    const binder *b = &w->it->bind[k];
    if (b->kind == DOM_LIST)
        over_list(w, k, b);
    else if (b->kind == DOM_INTEGERS && b->hi != NULL)
        over_integers(w, k, b);
    else
        over_reals(w, k, b);
}

void second_combinations(second *s, const item *it, second_count *out,
                         second_fn *fn, void *ctx)
{
    size_t n = it->nbind;
    walk w = {.s = s, .it = it, .out = out, .fn = fn, .ctx = ctx};
    w.value = xcalloc(n + 1, sizeof *w.value);
    w.names = xcalloc(n + 1, sizeof *w.names);
    w.finite = xcalloc(n + 1, sizeof *w.finite);
    w.finite_name = xcalloc(n + 1, sizeof *w.finite_name);
    *out = (second_count){.first_state = SECOND_VALUE};
    s->spent = 0;
    for (size_t k = 0; k < n; k++) {
        quantity_init(&w.value[k]);
        mpq_init(w.finite[k]);
        w.names[k] = (scope){it->bind[k].name, &w.value[k], before(&w, k)};
    }
    next(&w, 0);
    for (size_t k = 0; k < n; k++) {
        quantity_clear(&w.value[k]);
        mpq_clear(w.finite[k]);
    }
    free(w.value);
    free(w.names);
    free(w.finite);
    free(w.finite_name);
}

void second_check(second *s, const item *claim, second_points *out)
{
    second_count count;
    *out = (second_points){.held = 0};
    s->check = out;
    second_combinations(s, claim, &count, NULL, NULL);
    s->check = NULL;
}

/* ---- one value ------------------------------------------------------------ */

/* The middle of a ball that is narrow; a wide one is no value. */
static bool middle(mpq_ptr q, const quantity *x)
{
    arb_t b;
    arb_init(b);
    quantity_get_arb(b, x, 128);
    bool narrow = arb_is_finite(b) && arb_rel_accuracy_bits(b) >= 48;
    if (narrow) {
        fmpq_t f;
        fmpq_init(f);
        arf_get_fmpq(f, arb_midref(b));
        fmpz_get_mpz(mpq_numref(q), fmpq_numref(f));
        fmpz_get_mpz(mpq_denref(q), fmpq_denref(f));
        fmpq_clear(f);
    }
    arb_clear(b);
    return narrow;
}

second_state second_value(second *s, const ast *a, mpq_ptr q, bool *exact)
{
    quantity x;
    quantity_init(&x);
    second_state st = read_value(s, a, s->here, &x);
    *exact = st == SECOND_VALUE && x.kind == QUANTITY_RATIONAL;
    if (*exact)
        mpq_set(q, x.q);
    else if (st == SECOND_VALUE && (!quantity_is_closed(&x) || !middle(q, &x)))
        st = SECOND_OPEN;
    quantity_clear(&x);
    return st;
}
