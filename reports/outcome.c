/* What a result amounts to, in a word, a shape, a status. */
#include "outcome.h"

#include <ctype.h>

outcome outcome_of(const result *r)
{
    if (r->it->has_expect)
        return r->verdict == r->it->expect ? OUTCOME_FINE
                                           : OUTCOME_UNEXPECTED;
    return r->verdict == VERDICT_REFUTED     ? OUTCOME_UNEXPECTED
           : r->verdict == VERDICT_UNDECIDED ? OUTCOME_UNDECIDED
                                             : OUTCOME_FINE;
}

outcome outcome_of_all(const result *r, size_t n)
{
    outcome worst = OUTCOME_FINE;
    for (size_t i = 0; i < n; i++) {
        outcome o = outcome_of(&r[i]);
        worst = o > worst ? o : worst;
    }
    return worst;
}

const char *outcome_mark(verdict_kind v)
{
    switch (v) {
    case VERDICT_PROVED: return "✔";
    case VERDICT_REFUTED: return "✘";
    case VERDICT_UNDECIDED: return "?";
    case VERDICT_ENCLOSED: return "≐";
    case VERDICT_ASSUMED: return "○";
    case VERDICT_NONE: break;
    }
    return "";
}

bool outcome_has_verdict(const result *r)
{
    return r->verdict != VERDICT_NONE;
}

outcome_counts outcome_count(const result *r, size_t n)
{
    outcome_counts c = {0};
    for (size_t i = 0; i < n; i++) {
        if (!outcome_has_verdict(&r[i]))
            continue;
        c.by_verdict[r[i].verdict]++;
        c.total++;
        c.unexpected += outcome_of(&r[i]) == OUTCOME_UNEXPECTED;
        c.undecided += outcome_of(&r[i]) == OUTCOME_UNDECIDED;
    }
    return c;
}

void outcome_say_counts(text_buf *b, const outcome_counts *c)
{
    const char *sep = ": ";
    text_printf(b, "%zu item%s", c->total, c->total == 1 ? "" : "s");
    for (int v = VERDICT_PROVED; v <= VERDICT_ASSUMED; v++) {
        if (c->by_verdict[v] == 0)
            continue;
        text_printf(b, "%s%zu ", sep, c->by_verdict[v]);
        for (const char *p = verdict_name((verdict_kind)v); *p != '\0'; p++)
            text_printf(b, "%c", tolower((unsigned char)*p));
        sep = ", ";
    }
    if (c->unexpected > 0)
        text_printf(b, "; %zu not as expected", c->unexpected);
    else if (c->undecided > 0)
        text_printf(b, "; %zu to be decided", c->undecided);
    else if (c->total > 0)
        text_put(b, "; all as expected");
}

const char *outcome_of_sources(const item *it)
{
    for (size_t i = 0; i < it->ncites; i++)
        if (it->cite[i].label != NULL && it->cite[i].label[0] != '\0')
            return "Audits";
    return "Cites";
}
