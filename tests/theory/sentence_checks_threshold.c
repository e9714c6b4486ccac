/* tests/theory/sentence_checks_threshold.c: what is said of thresholds, put to
 * the judge. */
#include "sentence_checks.h"

#include <stdlib.h>
#include <string.h>

/* The statement as a claim, from number n on. */
static bool holds_from(const subject *s, const char *n)
{
    item it = *s->it;
    ast number = {.kind = AST_NUMBER, .text = (char *)(uintptr_t)n};
    mpq_init(number.q);
    bool ok = mpq_set_str(number.q, n, 10) == 0;
    it.kind = ITEM_CLAIM;
    it.bind = malloc(it.nbind * sizeof *it.bind);
    memcpy(it.bind, s->it->bind, it.nbind * sizeof *it.bind);
    for (size_t k = 0; k < it.nbind; k++)
        if (strcmp(it.bind[k].name, it.unknown) == 0)
            it.bind[k].lo = &number;
    subject from = {s->prog, &it, s->r};
    question q = {.show = NULL};
    ok = ok && ask(&from, q) == VERDICT_PROVED;
    free(it.bind);
    mpq_clear(number.q);
    return ok;
}

/* {W} {N} [P] */
static bool from_and_false(const subject *s, const reading *r)
{
    question q = {.at = r->slot[2]};
    return strcmp(r->slot[0], s->it->unknown) == 0 &&
           holds_from(s, r->slot[1]) && ask(s, q) == VERDICT_REFUTED;
}

/* All of the range: no claim about less. */
static bool from_the_first(const subject *s, const reading *r)
{
    question q = {.show = NULL};
    return strcmp(r->slot[0], s->it->unknown) == 0 &&
           ask(s, q) == VERDICT_PROVED;
}

static bool is_least(const subject *s, const reading *r)
{
    char *show = words("%s == %s", s->r->value.hi, r->slot[0]);
    bool ok = strcmp(s->r->value.lo, s->r->value.hi) == 0 &&
              ask_closed(s, show) == VERDICT_PROVED;
    free(show);
    return ok;
}

static bool is_beyond(const subject *s, const reading *r)
{
    char *show = words("%s <= %s", s->r->value.hi, r->slot[0]);
    bool ok = ask_closed(s, show) == VERDICT_PROVED;
    free(show);
    return ok;
}

static bool is_false_below(const subject *s, const reading *r)
{
    question q = {.at = r->slot[1]};
    char *show = words("%s < %s", r->slot[0], s->r->value.lo);
    bool ok =
        ask_closed(s, show) == VERDICT_PROVED && ask(s, q) == VERDICT_REFUTED;
    free(show);
    return ok;
}

const template threshold_template[] = {
    {"evidence", "proved for every {W} >= {N}; false at {P}", from_and_false},
    {"evidence", "proved for every {W} >= {N}, which is all of its range",
     from_the_first},
    {"value", "exactly {N}", is_least},
    {"paper", "{T} is exactly the least", is_least},
    {"paper", "{T} is proved as it stands", is_beyond},
    {"paper", "{T} is not valid: the statement is false at {P}",
     is_false_below},
    {NULL, NULL, NULL},
};
