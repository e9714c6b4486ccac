#include "weave.h"

#include "decimal.h"
#include "markdown.h"
#include "outcome.h"

#include <stdlib.h>
#include <string.h>

bool weave_is_known(const enclosure *e)
{
    return e->lo != NULL && e->hi != NULL && *e->lo != '\0' && *e->hi != '\0';
}

/* A region's value repeats its areas, which are shown by themselves. */
bool weave_is_number(const result *r)
{
    return r->verdict == VERDICT_ENCLOSED && r->it->kind != ITEM_REGION &&
           weave_is_known(&r->value);
}

static bool is_set(const char *s)
{
    return s != NULL && *s != '\0';
}

/* margin.lo is certified over the whole domain, margin.hi at one point. */
void weave_margin(text_buf *b, const result *r)
{
    if (r->contact) {
        text_put(b, "0");
        if (is_set(r->margin_at)) {
            text_put(b, ", attained at ");
            md_text(b, r->margin_at);
        }
        return;
    }
    bool lower = is_set(r->margin.lo) && strcmp(r->margin.lo, "-inf") != 0;
    bool upper = is_set(r->margin.hi) && strcmp(r->margin.hi, "inf") != 0 &&
                 strcmp(r->margin.hi, "+inf") != 0;
    if (lower) {
        text_put(b, "at least ");
        md_text(b, r->margin.lo);
    }
    if (upper) {
        text_put(b, lower ? ", at most " : "at most ");
        md_text(b, r->margin.hi);
        if (is_set(r->margin_at)) {
            text_put(b, " (seen at ");
            md_text(b, r->margin_at);
            text_put(b, ")");
        }
    }
    if (!lower && !upper)
        text_put(b, "not known");
}

static void put_expectation(text_buf *b, const result *r)
{
    outcome o = outcome_of(r);
    if (o == OUTCOME_UNEXPECTED)
        text_printf(b, "- **Not as expected:** %s was expected.\n",
                    r->it->has_expect ? verdict_name(r->it->expect)
                                      : verdict_name(VERDICT_PROVED));
    else if (r->it->has_expect && r->verdict != VERDICT_PROVED)
        text_put(b, "- This verdict is the expected finding.\n");
}

static void put_witness(text_buf *b, const result *r)
{
    if (is_set(r->witness)) {
        text_put(b, "- Counterexample: ");
        md_text(b, r->witness);
        if (weave_is_known(&r->witness_margin)) {
            text_put(b, ", where the claimed side falls short: the margin is ");
            decimal_show(b, &r->witness_margin, 8, DECIMAL_MARKDOWN);
        }
        text_put(b, ".\n");
    }
    if (is_set(r->difference_at)) {
        text_put(b, "- The sides differ at ");
        md_text(b, r->difference_at);
        text_put(b, ".\n");
    }
    if (r->failing > 0) {
        text_put(b, "- Fails in ");
        md_count(b, r->failing);
        text_put(b, " of ");
        md_count(b, r->instances);
        text_put(b, r->instances == 1 ? " instance.\n" : " instances.\n");
    }
}

static void put_certificate(text_buf *b, const result *r)
{
    if (r->leaves == 0 && !is_set(r->cert_file))
        return;
    text_put(b, "- Certificate: ");
    if (is_set(r->cert_file)) {
        text_put(b, "[");
        md_code(b, r->cert_file);
        text_put(b, "](certificates/");
        md_target(b, r->cert_file);
        text_put(b, "), ");
    }
    md_count(b, r->leaves);
    text_put(b, r->leaves == 1 ? " leaf" : " leaves");
    if (r->depth > 1) {
        text_put(b, ", depth ");
        md_count(b, r->depth);
    }
    if (is_set(r->rules)) {
        text_put(b, "; rules: ");
        md_text(b, r->rules);
    }
    text_put(b, ".\n");
}

static void put_open(text_buf *b, const result *r)
{
    if (r->verdict != VERDICT_UNDECIDED)
        return;
    text_put(b, "- Left open: ");
    md_count(b, r->open);
    text_put(b, " of ");
    md_count(b, r->boxes);
    text_printf(b, " boxes, %.3g %% of the domain", r->open_share * 100);
    if (is_set(r->worst)) {
        text_put(b, "; worst: ");
        md_text(b, r->worst);
    }
    text_put(b, ".\n");
}

static void put_value(text_buf *b, const result *r)
{
    if (r->verdict != VERDICT_ENCLOSED)
        return;
    if (weave_is_number(r)) {
        text_put(b, "- Certified: between ");
        md_text(b, r->value.lo);
        text_put(b, " and ");
        md_text(b, r->value.hi);
        text_put(b, ".\n");
    }
    if (is_set(r->attained)) {
        text_put(b, "- Attained: ");
        md_text(b, r->attained);
        text_put(b, ".\n");
    }
    if (weave_is_known(&r->paper)) {
        text_put(b, "- The paper's value: ");
        decimal_show(b, &r->paper, 0, DECIMAL_MARKDOWN);
        if (weave_is_known(&r->slack)) {
            text_put(b, "; certified value over the paper's: ");
            decimal_show(b, &r->slack, 8, DECIMAL_MARKDOWN);
        }
        text_put(b, ".\n");
    }
}

static void put_area(text_buf *b, const char *what, const enclosure *e)
{
    if (!weave_is_known(e))
        return;
    text_printf(b, "- Share of the rectangle %s: ", what);
    decimal_show(b, e, 5, DECIMAL_MARKDOWN);
    text_put(b, ".\n");
}

static void put_scope(text_buf *b, const result *r)
{
    if (r->verdict == VERDICT_PROVED && !r->uniform) {
        text_put(b, "- Holds for all ");
        md_count(b, r->instances);
        text_put(b, r->instances == 1 ? " instance listed"
                                      : " instances listed");
        text_put(b, r->real_vars > 0
                        ? ", at every real point of each.\n"
                        : "; nothing is said about others.\n");
    }
    if (r->integers_as_reals)
        text_put(b, "- Integer ranges without end were treated as ranges of "
                    "reals, which is stronger.\n");
}

static void put_sources(text_buf *b, const result *r)
{
    for (size_t i = 0; i < r->it->ncites; i++) {
        const citation *c = &r->it->cite[i];
        text_put(b, i == 0 ? "- Audits: [" : "; [");
        md_text(b, c->key);
        text_put(b, "](README.md#ref-");
        md_target(b, c->key);
        text_put(b, ")");
        if (is_set(c->label)) {
            text_put(b, ", ");
            md_text(b, c->label);
        }
    }
    if (r->it->ncites > 0)
        text_put(b, ".\n");
}

static void put_uses(text_buf *b, const report *rep, const document *from,
                     const result *r)
{
    for (size_t i = 0; i < r->it->nuses; i++) {
        size_t k;
        text_put(b, i == 0 ? "- Uses: " : ", ");
        if (weave_find(rep, r->it->uses[i], &k)) {
            if (outcome_has_verdict(&rep->res[k]))
                text_printf(b, "%s ", outcome_mark(rep->res[k].verdict));
            weave_link(b, rep, from, k);
        } else {
            md_code(b, r->it->uses[i]);
        }
    }
    if (r->it->nuses == 0)
        return;
    if (r->verdict == VERDICT_PROVED)
        text_put(b, r->fully_proved
                        ? "; all of it proved, so this is fully proved"
                        : "; not all of it proved, so this is **not** fully "
                          "proved");
    text_put(b, ".\n");
}

void weave_evidence(text_buf *b, const report *rep, const document *from,
                    size_t i)
{
    const result *r = &rep->res[i];
    size_t before = b->len;
    put_expectation(b, r);
    put_scope(b, r);
    put_value(b, r);
    put_witness(b, r);
    if (r->has_margin && r->verdict != VERDICT_REFUTED) {
        text_put(b, "- Margin: ");
        weave_margin(b, r);
        text_put(b, ".\n");
    }
    put_open(b, r);
    put_area(b, "where the claim is proved", &r->area_true);
    put_area(b, "where it is refuted", &r->area_false);
    put_area(b, "where its conditions admit nothing", &r->area_outside);
    put_area(b, "left open", &r->area_open);
    put_certificate(b, r);
    if (r->verdict == VERDICT_ASSUMED && is_set(r->it->reason) &&
        (r->why == NULL || strstr(r->why, r->it->reason) == NULL)) {
        text_put(b, "- Because: ");
        md_text(b, r->it->reason);
        text_put(b, "\n");
    }
    put_sources(b, r);
    put_uses(b, rep, from, r);
    if (b->len > before)
        text_put(b, "\n");
}

void weave_brief(text_buf *b, const result *r)
{
    if (is_set(r->witness) && r->verdict == VERDICT_REFUTED) {
        text_put(b, "at ");
        md_text(b, r->witness);
    } else if (r->it->kind == ITEM_REGION && weave_is_known(&r->area_open)) {
        text_put(b, "true on ");
        decimal_show(b, &r->area_true, 4, DECIMAL_MARKDOWN);
        text_put(b, ", false on ");
        decimal_show(b, &r->area_false, 4, DECIMAL_MARKDOWN);
        if (is_set(r->area_outside.hi) &&
            strcmp(r->area_outside.hi, "0") != 0) {
            text_put(b, ", outside on ");
            decimal_show(b, &r->area_outside, 4, DECIMAL_MARKDOWN);
        }
        text_put(b, " of the rectangle");
    } else if (weave_is_number(r)) {
        decimal_show(b, &r->value, r->it->digits, DECIMAL_MARKDOWN);
    } else if (r->verdict == VERDICT_UNDECIDED) {
        text_printf(b, "%.3g %% of the domain open", r->open_share * 100);
    } else if (r->verdict == VERDICT_PROVED) {
        if (!r->uniform) {
            text_put(b, "all ");
            md_count(b, r->instances);
            text_put(b, " instances");
        }
        if (r->contact) {
            text_put(b, r->uniform ? "equality" : "; equality");
            if (is_set(r->margin_at)) {
                text_put(b, " at ");
                md_text(b, r->margin_at);
            }
        }
        if (r->uniform && !r->contact && r->has_margin && is_set(r->margin.lo))
            text_printf(b, "margin at least %s", r->margin.lo);
        else if (r->uniform && !r->contact && r->leaves > 0)
            text_printf(b, "%zu lea%s", r->leaves,
                        r->leaves == 1 ? "f" : "ves");
        if (!r->fully_proved)
            text_put(b, " (uses what is not proved)");
    } else if (is_set(r->difference_at)) {
        text_put(b, "differs at ");
        md_text(b, r->difference_at);
    }
}
