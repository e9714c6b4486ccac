/* The first page: findings, verdicts, constants, coverage. */
#include "weave.h"

#include "../theory/document/author.h"
#include "decimal.h"
#include "markdown.h"
#include "outcome.h"
#include "provenance.h"
#include "references.h"
#include "sentence.h"

static void put_counts(text_buf *b, const outcome_counts *c)
{
    text_put(b,
             "## Verdicts\n\n| verdict | items | meaning |\n|---|---:|---|\n");
    static const char *const meaning[] = {
        [VERDICT_PROVED] = "true at every point of the stated domain; a "
                           "certificate was replayed by the checker",
        [VERDICT_REFUTED] = "false, or without a value, at the exact point "
                            "given",
        [VERDICT_UNDECIDED] = "neither, within the budget",
        [VERDICT_ENCLOSED] = "a number certified to lie between the ends "
                             "given",
        [VERDICT_ASSUMED] = "used, but not checked here",
    };
    for (int v = VERDICT_PROVED; v <= VERDICT_ASSUMED; v++) {
        text_put(b, "| ");
        weave_badge(b, (verdict_kind)v);
        text_put(b, " | ");
        markdown_count(b, c->by_verdict[v]);
        text_printf(b, " | %s |\n", meaning[v]);
    }
    text_put(b, "\nA number such as 0.10042(1) lies within one unit of its "
                "last digit; one without brackets is exact. \"Margin\" is by "
                "how much the claimed side wins, at the tightest place.\n\n");
}

static void put_unexpected(text_buf *b, const report *r)
{
    bool any = false;
    for (size_t i = 0; i < r->nres; i++) {
        if (outcome_of(&r->res[i]) == OUTCOME_FINE)
            continue;
        if (!any)
            text_put(b, "**Not decided, or not as expected:**\n\n");
        any = true;
        text_put(b, "- ");
        weave_badge(b, r->res[i].verdict);
        text_put(b, " ");
        weave_link(b, r, NULL, i);
        text_put(b, " ");
        markdown_author(b, r->res[i].it->title);
        text_put(b, "\n");
    }
    if (any)
        text_put(b, "\n");
}

static void put_verdict_row(text_buf *b, const report *r, size_t i)
{
    const result *res = &r->res[i];
    text_put(b, "| ");
    weave_badge(b, res->verdict);
    text_put(b, " | ");
    weave_link(b, r, NULL, i);
    text_put(b, " | ");
    markdown_author(b, res->it->title);
    text_put(b, " | ");
    weave_brief(b, res);
    text_put(b, " |\n");
}

static void put_document(text_buf *b, const report *r, size_t d)
{
    text_put(b, "### [");
    markdown_author(b, r->doc[d]->title);
    text_put(b, "](");
    markdown_target(b, r->doc[d]->stem);
    text_put(b, ".md)\n\n");
    bool any = false;
    for (size_t s = 0; s < r->doc[d]->nseg; s++) {
        const segment *g = &r->doc[d]->seg[s];
        for (size_t i = g->first_item;
             i < g->first_item + g->item_count && i < r->nres; i++) {
            if (!outcome_has_verdict(&r->res[i]))
                continue;
            if (!any)
                text_put(b, "| verdict | item | statement | evidence |\n"
                            "|---|---|---|---|\n");
            any = true;
            put_verdict_row(b, r, i);
        }
    }
    text_put(b, any ? "\n" : "No verdicts in this document.\n\n");
}

static void put_exact(text_buf *b, mpq_srcptr q)
{
    text_buf t = {0};
    sentence_number(&t, q);
    markdown_text(b, t.s);
    text_clear(&t);
}

/* Where the best constant is attained, or what bounds it. */
static void put_place(text_buf *b, const result *r)
{
    const evidence_constant *c = evidence_best(&r->found);
    const evidence_threshold *e = evidence_from(&r->found);
    text_buf t = {0};
    if (e != NULL && e->fails) {
        text_put(b, "false at ");
        sentence_near(&t, r, &e->at);
        markdown_text(b, t.s);
        text_clear(&t);
    }
    if (c == NULL)
        return;
    bool exact = sentence_near(&t, r, &c->at);
    if (c->sharp)
        text_put(b, c->at.n > 0 ? "attained at " : "attained");
    else if (c->at.n > 0)
        text_put(b, exact ? "bounded at " : "bounded near ");
    if (t.s != NULL)
        markdown_text(b, t.s);
    text_clear(&t);
}

static void put_constant_row(text_buf *b, const report *r, size_t i)
{
    const result *res = &r->res[i];
    text_put(b, "| ");
    weave_link(b, r, NULL, i);
    text_put(b, " | ");
    markdown_author(b, res->it->title);
    text_put(b, " | ");
    const evidence_paper *paper = evidence_of_paper(&res->found);
    if (paper != NULL)
        markdown_text(b, paper->text);
    else
        text_put(b, "—");
    text_put(b, " | ");
    if (weave_is_known(&res->value))
        weave_number(b, res);
    else
        weave_badge(b, res->verdict);
    text_put(b, " | ");
    if (paper != NULL && paper->ratio_exact)
        put_exact(b, paper->ratio);
    else if (paper != NULL && weave_is_known(&paper->slack))
        decimal_show(b, &paper->slack, 6, DECIMAL_MARKDOWN);
    else
        text_put(b, "—");
    text_put(b, " | ");
    put_place(b, res);
    text_put(b, " |\n");
}

void report_summary_constants(text_buf *b, const report *r)
{
    bool any = false;
    for (size_t i = 0; i < r->nres; i++) {
        item_kind k = r->res[i].it->kind;
        if (k != ITEM_CONSTANT && k != ITEM_ROOT && k != ITEM_THRESHOLD)
            continue;
        if (!any)
            text_put(b, "## Audit of the constants\n\n"
                        "| item | constant | paper | best certified | slack "
                        "(certified/paper) | where |\n"
                        "|---|---|---:|---:|---:|---|\n");
        any = true;
        put_constant_row(b, r, i);
    }
    if (any)
        text_put(b, "\n");
}

static void put_warnings(text_buf *b, size_t n)
{
    if (n == 0)
        return;
    text_put(b, "**Warnings:** ");
    markdown_count(b, n);
    text_printf(b, " citation%s no entry in the [bibliography]"
                "(#bibliography).\n\n", n == 1 ? " has" : "s have");
}

bool report_summary(text_buf *b, const report *r, bool has_graph,
                    size_t *warnings, text_buf *err)
{
    text_buf entries = {0};
    bool ok = references_bibliography(&entries, r, warnings, err);
    text_put(b, "<!-- Made by assay. -->\n\n# Audit of ");
    markdown_text(b, r->name);
    text_put(b, "\n\n");
    outcome_counts c = outcome_count(r->res, r->nres);
    outcome_say_counts(b, &c);
    text_put(b, ".\n\n");
    put_unexpected(b, r);
    findings_put(b, r);
    put_warnings(b, *warnings);
    put_counts(b, &c);
    report_summary_constants(b, r);
    text_put(b, "## All verdicts\n\n");
    for (size_t d = 0; d < r->ndocs; d++)
        put_document(b, r, d);
    ok = references_coverage(b, r, err) && ok;
    if (has_graph)
        text_put(b, "## What rests on what\n\n![Graph of the items and what "
                    "each uses](figures/dependencies.svg)\n\nAn arrow goes "
                    "from a statement to those that use it. Shape, mark and "
                    "colour give the verdict. Items that neither use nor are "
                    "used are left out.\n\n");
    if (entries.len > 0)
        text_put_n(b, entries.s, entries.len);
    text_clear(&entries);
    provenance_put(b, r);
    return ok;
}
