/* Is there a point of the real variables at which all conditions hold?  Then
 * no condition on them may leave out the combination.  A few rational points
 * are tried; finding none says nothing.  Nobody believes it. */
#include "read.h"

#include <string.h>

enum {
    POINTS = 60,       /* tried */
    PLACES = 11,       /* of each variable's range */
    SMALL = 9,         /* of an induction: the first numbers, at most points, */
    FAR = 48,          /* then further ones */
    MOST_CHECKED = 400, /* points of a claim */
    UNFOLDED = 36,      /* of one combination that is unfolded, */
    MOST_UNFOLDED = 360 /* of all */
};

/* Where in a range: parts of it, and steps from its end when it is infinite;
 * the first are the middle, and the last two the ends. */
static const struct {
    long part, of, step;
} places[PLACES] = {{1, 2, 1},    {1, 4, 2},   {3, 4, 3},     {1, 16, 5},
                    {15, 16, 8},  {1, 64, 20}, {63, 64, 100}, {1, 3, 4},
                    {2, 3, 1000}, {0, 1, 0},   {1, 1, 0}};

static bool end_value(second *s, const ast *a, const scope *names, mpq_ptr q)
{
    bool exact;
    const scope *was = s->here;
    s->here = names;
    second_state st = second_value(s, a, q, &exact);
    s->here = was;
    return st == SECOND_VALUE;
}

/* Place i of the binder's range; false when there is none. */
static bool place_value(second *s, const binder *b, const scope *names, int i,
                        mpq_ptr q)
{
    mpq_t lo, hi, t;
    mpq_inits(lo, hi, t, NULL);
    bool has_lo = b->lo != NULL, has_hi = b->hi != NULL;
    bool ok = (!has_lo || end_value(s, b->lo, names, lo)) &&
              (!has_hi || end_value(s, b->hi, names, hi));
    if (has_lo && has_hi) {
        mpq_set_si(t, places[i].part, (unsigned long)places[i].of);
        mpq_sub(q, hi, lo);
        mpq_mul(q, q, t);
        mpq_add(q, q, lo);
        ok = ok && !(places[i].part == 0 && b->lo_open) &&
             !(places[i].part == places[i].of && b->hi_open);
    } else {
        long step = places[i].step;
        mpq_set_si(t, has_lo || (!has_hi && i % 2 == 0) ? step : -step, 1);
        if (b->kind != DOM_INTEGERS && i % 3 == 1)
            mpq_div_2exp(t, t, 6);
        mpq_add(q, has_lo ? lo : hi, t);
        ok = ok && (step > 0 || !(has_lo ? b->lo_open : b->hi_open));
    }
    mpq_clears(lo, hi, t, NULL);
    return ok;
}

static bool is_real(const binder *b)
{
    return b->kind == DOM_INTERVAL || (b->kind == DOM_INTEGERS && !b->hi);
}

/* Point number n: every variable at a place of its own. */
static bool set_point(second *s, const item *it, quantity *value,
                      const scope *names, unsigned n)
{
    mpq_t q;
    bool ok = true;
    unsigned mix = n;
    mpq_init(q);
    for (size_t k = 0; k < it->nbind && ok; k++) {
        if (!is_real(&it->bind[k]))
            continue;
        int i = (int)(mix % PLACES);
        mix = n < PLACES ? n : mix / PLACES + 7 * n + (unsigned)k;
        ok = place_value(s, &it->bind[k], k > 0 ? &names[k - 1] : NULL, i, q);
        if (ok)
            quantity_set_q(&value[k], q);
    }
    mpq_clear(q);
    return ok;
}

/* READ_TROUBLE: there is one that can not be decided. */
static read_answer all_hold(second *s, const item *it, const scope *names)
{
    second_state st;
    for (size_t i = 0; i < it->nwhere; i++)
        for (size_t j = 0; j < it->where[i].n; j++) {
            read_answer r = read_link(s, it->where[i].rel[j], it->where[i].e[j],
                                      it->where[i].e[j + 1], names, &st);
            if (r != READ_YES)
                return st == SECOND_OPEN ? READ_TROUBLE : READ_NO;
        }
    return READ_YES;
}

bool points_admit(second *s, const item *it, quantity *value,
                  const scope *names)
{
    read_answer r = READ_NO;
    for (unsigned n = 0; n < POINTS && r == READ_NO; n++)
        if (set_point(s, it, value, names, n))
            r = all_hold(s, it, &names[it->nbind - 1]);
    for (size_t k = 0; k < it->nbind; k++)
        if (is_real(&it->bind[k]))
            quantity_set_kind(&value[k], QUANTITY_VARIABLE);
    return r == READ_YES;
}

/* ---- claims --------------------------------------------------------------- */

/* The variable of an induction runs through the first numbers of its range,
 * where a base or the first steps could be wrong. */
static bool set_number(second *s, const item *it, quantity *value,
                       const scope *names, unsigned n)
{
    bool ok = true;
    mpq_t q, t;
    mpq_inits(q, t, NULL);
    for (size_t k = 0; it->induction.var != NULL && k < it->nbind; k++) {
        if (strcmp(it->bind[k].name, it->induction.var) != 0)
            continue;
        ok = end_value(s, it->bind[k].lo, k > 0 ? &names[k - 1] : NULL, q);
        mpq_set_ui(t, n < FAR ? n % SMALL : n - FAR + SMALL, 1);
        mpq_add(q, q, t);
        if (n % 2 != 0 && it->induction.has_from) { /* the first steps */
            mpq_set_si(t, it->induction.from + (long)(n / 2 % SMALL), 1);
            if (mpq_cmp(t, q) > 0)
                mpq_set(q, t);
        }
        quantity_set_q(&value[k], q);
    }
    mpq_clears(q, t, NULL);
    return ok;
}

static void note_failing(second_points *out, const item *it,
                         const quantity *value)
{
    size_t n = 0;
    if (out->failed++ > 0)
        return;
    for (size_t k = 0; k < it->nbind && n + 2 < sizeof out->first; k++)
        if (value[k].kind == QUANTITY_RATIONAL)
            n += (size_t)gmp_snprintf(out->first + n, sizeof out->first - n,
                                      "%s%s = %Qd", n > 0 ? ", " : "",
                                      it->bind[k].name, value[k].q);
    if (n == 0)
        strcpy(out->first, "as it stands");
}

static void check_chain(second *s, const item *it, const quantity *value,
                        const scope *names)
{
    second_points *out = s->check;
    bool all = true;
    for (size_t i = 0; i < it->show.n; i++) {
        second_state st;
        read_answer r = read_link(s, it->show.rel[i], it->show.e[i],
                                  it->show.e[i + 1], names, &st);
        if (r == READ_NO || (r == READ_TROUBLE && st == SECOND_UNDEFINED)) {
            note_failing(out, it, value);
            return;
        }
        all = all && r == READ_YES;
    }
    out->held += all;
    out->open += !all;
}

void points_check(second *s, const item *it, quantity *value,
                  const scope *names)
{
    second_points *out = s->check;
    unsigned points = s->each != NULL ? UNFOLDED : POINTS;
    const scope *all = it->nbind > 0 ? &names[it->nbind - 1] : NULL;
    for (unsigned n = 0; n < points; n++) {
        if (out->held + out->failed + out->open >= MOST_CHECKED)
            break;
        if (!set_point(s, it, value, names, n) ||
            !set_number(s, it, value, names, n) ||
            all_hold(s, it, all) != READ_YES)
            continue;
        if (s->each == NULL)
            check_chain(s, it, value, all);
        else if (++out->held <= MOST_UNFOLDED)
            s->each(s, it, value, names);
    }
    for (size_t k = 0; k < it->nbind; k++)
        if (is_real(&it->bind[k]))
            quantity_set_kind(&value[k], QUANTITY_VARIABLE);
}
