/* Evidence in a few words, for one line or a cell.  See sentence.h. */
#include "sentence.h"

#include "decimal.h"

#include <string.h>

void sentence_certificate(text_buf *b, const result *r)
{
    if (r->leaves == 0)
        return;
    sentence_count(b, r->leaves, "leaf", "leaves");
    if (r->depth > 1)
        text_printf(b, ", depth %zu", r->depth);
    if (r->rules != NULL && *r->rules != '\0')
        text_printf(b, "; rules: %s", r->rules);
}

/* A map that is true here and false there is not fully proved whatever it
 * uses. */
static bool is_in_parts(const result *r)
{
    return r->it->kind == ITEM_REGION && r->verdict == VERDICT_ENCLOSED;
}

void sentence_standing(text_buf *b, const result *r)
{
    if (r->it->nuses == 0 || is_in_parts(r) ||
        (r->verdict != VERDICT_PROVED && r->verdict != VERDICT_ENCLOSED))
        return;
    text_put(b, r->rests_unseen
                    ? "not all of it audited in this run"
                : r->fully_proved
                    ? "all of it proved, so this is fully proved"
                    : "not all of it proved, so this is not fully proved");
}

/* ---- one line ----------------------------------------------------------- */

static void brief_proof(text_buf *b, const result *r)
{
    const char *sep = "";
    if (!r->uniform) {
        text_put(b, r->instances == 1 ? "" : "all ");
        sentence_count(b, r->instances, "instance", "instances");
        sep = "; ";
    }
    if (r->margin.contact) {
        text_printf(b, "%sequality%s", sep, r->margin.at.n > 0 ? " at " : "");
        sentence_point(b, r, &r->margin.at);
    } else if (r->uniform && r->margin.known &&
               sentence_is_finite(r->margin.ends.lo)) {
        text_printf(b, "margin at least %s", r->margin.ends.lo);
    }
}

void sentence_brief(text_buf *b, const result *r)
{
    const evidence_refutation *e = evidence_refuted(&r->found);
    const evidence_undecided *u = evidence_open(&r->found);
    size_t before = b->len;
    if (r->it->kind == ITEM_REGION && r->area_open.lo != NULL) {
        text_put(b, "true on ");
        decimal_show(b, &r->area_true, 4, DECIMAL_PLAIN);
        text_put(b, ", false on ");
        decimal_show(b, &r->area_false, 4, DECIMAL_PLAIN);
        if (r->it->nwhere > 0 && r->area_outside.lo != NULL) {
            text_put(b, ", outside on ");
            decimal_show(b, &r->area_outside, 4, DECIMAL_PLAIN);
        }
        text_put(b, " of the rectangle");
    } else if (r->verdict == VERDICT_ENCLOSED && r->value.lo != NULL) {
        if (!sentence_ends(b, r))
            decimal_show(b, &r->value, r->it->digits, DECIMAL_PLAIN);
    } else if (r->verdict == VERDICT_REFUTED && e != NULL && e->at.n > 0) {
        text_put(b, e->undefined != NULL ? "undefined at " : "at ");
        sentence_point(b, r, &e->at);
    } else if (r->verdict == VERDICT_UNDECIDED && u != NULL && u->bounded &&
               r->real_vars > 0 && r->boxes > 0) {
        text_printf(b, "%.3g %% of the domain open", r->open_share * 100);
    } else if (r->verdict == VERDICT_PROVED) {
        brief_proof(b, r);
    }
    if (!r->fully_proved && !is_in_parts(r) &&
        (r->verdict == VERDICT_PROVED || r->verdict == VERDICT_ENCLOSED))
        text_printf(b, b->len > before ? " (uses what %s)" : "uses what %s",
                    r->rests_unseen ? "was left out" : "is not proved");
}
