/* Layout of woven pages.  Goldens hold layout; the formulas in them are asked
 * of the typesetter, the numbers are invented here. */
#include "fixture.h"

#include "../../reports/weave.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static char *page_of(fixture *f, size_t doc)
{
    text_buf b = {0};
    weave_page(&b, &f->rep, doc);
    return text_take(&b);
}

static void assert_has(const char *page, const char *part)
{
    if (strstr(page, part) == NULL)
        fail_msg("missing: %s\nin: %s", part, page);
}

static void assert_lacks(const char *page, const char *part)
{
    if (strstr(page, part) != NULL)
        fail_msg("unwanted: %s\nin: %s", part, page);
}

static const char claim_doc[] =
    "# A title\n\nSome *prose* with $`x`$ and <b>HTML</b>.\n\n"
    "```assay\nclaim a.b \"Squares are small\"\n  cites Key2020 \"Lemma 1\"\n"
    "  for x in [0, 1]\n  show x^2 <= x\n```\n\nLast words.\n";

static void a_page_in_full(void **state)
{
    fixture f;
    (void)state;
    fixture_build(&f, claim_doc, NULL);
    result *r = fixture_result(&f, "a.b");
    r->verdict = VERDICT_PROVED;
    r->real_vars = 1;
    r->leaves = 1234;
    r->depth = 5;
    r->rules = "natural 1234";
    r->cert_file = "a.b.cert";
    r->margin.known = r->margin.contact = true;
    fixture_point(&r->margin.at, "x", 0, 1);
    char *tex = typeset_item(r->it);
    text_buf want = {0};
    text_printf(
        &want,
        "<!-- Made by assay from p/one.md; edit that file. -->\n\n"
        "# A title\n\nSome *prose* with $`x`$ and < b>HTML< /b>.\n\n\n"
        "<a name=\"a.b\"></a>\n"
        "#### Claim: Squares are small · `a.b`\n\n"
        "```math\n%s\n```\n\n"
        "**✔ PROVED** — true at every point of the domain: the checker "
        "replayed 1,234 leaves.\n\n"
        "- Margin: 0, attained at x = 0.\n"
        "- Audits: [Key2020](README.md#ref-Key2020), Lemma 1.\n\n"
        "<details><summary>Source, lines 5–10 of p/one.md</summary>\n\n"
        "```text\nclaim a.b \"Squares are small\"\n"
        "  cites Key2020 \"Lemma 1\"\n  for x in [0, 1]\n  show x^2 <= x\n"
        "```\n\n- `a.b`: certificate [`a.b.cert`](certificates/a.b.cert), "
        "1,234 leaves, depth 5; rules: natural 1234.\n"
        "\n</details>\n\n\nLast words.\n\n---\n"
        "[Summary of the audit](README.md)\n",
        tex);
    char *got = page_of(&f, 0);
    assert_string_equal(got, want.s);
    text_clear(&want);
    free(tex);
    free(got);
    fixture_clear(&f);
}

static void a_work_without_a_statement_is_cited(void **state)
{
    fixture f;
    (void)state;
    fixture_build(&f,
                  "# A title\n\n```assay\nclaim a.b \"B\"\n  cites Key2020\n"
                  "  for x in [0, 1]\n  show x^2 <= x\n```\n",
                  NULL);
    char *got = page_of(&f, 0);
    assert_has(got, "- Cites: [Key2020](README.md#ref-Key2020).");
    assert_lacks(got, "Audits");
    free(got);
    fixture_clear(&f);
}

static void every_verdict_has_word_and_shape(void **state)
{
    static const char *const want[] = {[VERDICT_PROVED] = "**✔ PROVED**",
                                       [VERDICT_REFUTED] = "**✘ REFUTED**",
                                       [VERDICT_UNDECIDED] = "**? UNDECIDED**",
                                       [VERDICT_ENCLOSED] = "**≐ ENCLOSED**",
                                       [VERDICT_ASSUMED] = "**○ ASSUMED**"};
    fixture f;
    (void)state;
    fixture_build(&f, claim_doc, NULL);
    for (int v = VERDICT_PROVED; v <= VERDICT_ASSUMED; v++) {
        fixture_result(&f, "a.b")->verdict = (verdict_kind)v;
        char *got = page_of(&f, 0);
        assert_has(got, want[v]);
        for (int w = VERDICT_PROVED; w <= VERDICT_ASSUMED; w++)
            if (w != v)
                assert_lacks(got, want[w]);
        free(got);
    }
    fixture_clear(&f);
}

static void refutations_show_their_point(void **state)
{
    fixture f;
    (void)state;
    fixture_build(&f, claim_doc, NULL);
    result *r = fixture_result(&f, "a.b");
    r->verdict = VERDICT_REFUTED;
    evidence_start(&r->found, EVIDENCE_REFUTATION);
    evidence_refutation *e = &r->found.u.refutation;
    fixture_point(&e->at, "x", 1, 2);
    fixture_point(&e->at, "y_1", 3, 1);
    fixture_point(&e->first, "y_1", 2, 1);
    evidence_text(&e->margin.lo, "-0.251");
    evidence_text(&e->margin.hi, "-0.249");
    e->failing = 7;
    r->instances = 3996;
    char *got = page_of(&f, 0);
    assert_has(got, "- **Not as expected:** PROVED was expected.\n");
    assert_has(got, "false at x = 1/2, y\\_1 = 3: the right side");
    assert_has(got, "is -0.250(1).");
    assert_has(got, "- Fails in: 7 of 3,996 instances, the first at "
                    "y\\_1 = 2.\n");
    free(got);
    fixture_clear(&f);
}

static void finite_lists_are_not_uniform(void **state)
{
    fixture f;
    (void)state;
    fixture_build(&f, claim_doc, NULL);
    result *r = fixture_result(&f, "a.b");
    r->verdict = VERDICT_PROVED;
    r->uniform = false;
    r->instances = 3996;
    char *got = page_of(&f, 0);
    assert_has(got, "true in all 3,996 instances.\n");
    assert_has(got, "- Holds for: 3,996 instances listed; nothing is said "
                    "about others.\n");
    free(got);
    fixture_clear(&f);
}

static void titles_are_data(void **state)
{
    fixture f;
    (void)state;
    fixture_build(&f,
                  "# T\n\n```assay\nclaim c \"<img src=x> [a](b) | `q` $\"\n"
                  "  for x in [0, 1]\n  show x >= 0\n```\n",
                  NULL);
    fixture_result(&f, "c")->verdict = VERDICT_PROVED;
    char *got = page_of(&f, 0);
    assert_has(got, "#### Claim: &lt;img src=x&gt; \\[a\\](b) &#124; \\`q\\` "
                    "<span>$</span> · `c`\n");
    assert_lacks(got, "<img src=x>\n");
    text_buf sum = {0}, err = {0};
    size_t warnings;
    assert_true(report_summary(&sum, &f.rep, false, &warnings, &err));
    assert_lacks(sum.s, "<img");
    text_clear(&sum);
    free(got);
    fixture_clear(&f);
}

/* No title, reason, label or comment looks like assay's own word; in the
 * source, which is shown as written, a line says whose words they are. */
static void authors_do_not_give_verdicts(void **state)
{
    fixture f;
    (void)state;
    fixture_build(&f,
                  "# ✔ PROVED by assay\n\n```assay\n"
                  "let g(x) = x # ✔ PROVED by assay\n"
                  "claim c \"✔ PROVED by assay\"\n"
                  "  cites K2000 \"✔ PROVED by assay\"\n"
                  "  for x in [0, 1]\n  show g(x) >= 1\n"
                  "assumed a \"≐ ENCLOSED\" because \"✘ REFUTED by “assay”\"\n"
                  "```\n\n```text\n✔ PROVED\n```\n",
                  NULL);
    fixture_result(&f, "c")->verdict = VERDICT_UNDECIDED;
    fixture_result(&f, "a")->verdict = VERDICT_ASSUMED;
    char *got = page_of(&f, 0);
    assert_has(got, "#### Claim: \\[mark\\] proved by assay · `c`\n");
    assert_has(got, "**Definition** (\\[mark\\] proved by assay).");
    assert_has(got, "K2000](README.md#ref-K2000), \\[mark\\] proved by assay");
    assert_has(got, "“\\[mark\\] refuted by 'assay'”.");
    /* what is left are passages: the first words, a source, a block of text */
    size_t notes = 0, marks = 0;
    for (char *p = got; (p = strstr(p, "words of the document")) != NULL; p++)
        notes++;
    for (char *p = got; (p = strstr(p, "PROVED")) != NULL; p++)
        marks++;
    assert_int_equal(notes, 3);
    assert_int_equal(marks, 5); /* one title, three in the source, the text */
    assert_lacks(got, "ENCLOSED**");
    free(got);
    text_buf sum = {0}, err = {0};
    assert_true(report_summary(&sum, &f.rep, false, &(size_t){0}, &err));
    assert_has(sum.s, "| ? UNDECIDED | [`c`](one.md#c) | \\[mark\\] proved by "
                      "assay |");
    assert_has(sum.s, "[\\[mark\\] proved by assay](one.md)");
    text_clear(&sum);
    report_json_results(&sum, f.res, f.rep.nres);
    assert_has(sum.s, "\"title\": \"[mark] proved by assay\"");
    text_clear(&sum);
    fixture_clear(&f);
}

/* A number that rests on what is not proved says so, as claims do. */
static void numbers_rest_on_what_they_use(void **state)
{
    fixture f;
    (void)state;
    fixture_build(&f,
                  "# T\n\n```assay\nassumed a \"A\" because \"b\"\n"
                  "constant k \"K\"\n uses a\n for x in (0, 1]\n"
                  " largest c with x >= c*x^2\n```\n",
                  NULL);
    fixture_result(&f, "a")->verdict = VERDICT_ASSUMED;
    result *k = fixture_result(&f, "k");
    k->verdict = VERDICT_ENCLOSED;
    k->value = (enclosure){"1", "1"};
    k->fully_proved = false;
    char *got = page_of(&f, 0);
    assert_has(got, "- Uses: ○ [`a`](#a); not all of it proved, so this is not "
                    "fully proved.\n");
    free(got);
    text_buf sum = {0}, err = {0};
    assert_true(report_summary(&sum, &f.rep, false, &(size_t){0}, &err));
    assert_has(sum.s, "| K | 1 (uses what is not proved) |");
    text_clear(&sum);
    fixture_clear(&f);
}

static void uses_link_across_documents(void **state)
{
    fixture f;
    (void)state;
    fixture_build(&f,
                  "# One\n\n```assay\nlet g(x) = x^2 # a square\n"
                  "claim base \"Base\"\n for x in [0, 1]\n show g(x) >= 0\n"
                  "```\n",
                  "# Two\n\n```assay\nclaim top \"Top\"\n uses base\n"
                  " for x in [0, 1]\n show g(x) >= -1\n```\n");
    fixture_result(&f, "base")->verdict = VERDICT_UNDECIDED;
    result *top = fixture_result(&f, "top");
    top->verdict = VERDICT_PROVED;
    top->fully_proved = false;
    char *got = page_of(&f, 1);
    assert_has(got, "- Uses: ? [`base`](one.md#base); not all of it proved, "
                    "so this is not fully proved.\n");
    free(got);
    got = page_of(&f, 0);
    assert_has(got, "<a name=\"g\"></a>\n**Definition** (a square).\n\n"
                    "```math\n");
    free(got);
    fixture_clear(&f);
}

static void tables_show_certified_digits(void **state)
{
    fixture f;
    cell cells[6] = {{true, {"0.123455", "0.123457"}},
                     {0},
                     {true, {"0.12", "0.12"}},
                     {false, {0}},
                     {0},
                     {0}};
    char *labels[] = {"10", "20"}, *names[] = {"d"};
    (void)state;
    fixture_build(&f,
                  "# T\n\n```assay\ntable t \"Values\"\n for d in {10, 20}\n"
                  " columns v \"a | b\" = 1/d\n```\n",
                  NULL);
    result *r = fixture_result(&f, "t");
    r->nrows = 2;
    r->ncells = 3;
    r->cells = cells;
    r->row_label = labels;
    r->nlabels = 1;
    r->label_name = names;
    char *got = page_of(&f, 0);
    assert_has(got, "| `d` | a &#124; b | a &#124; b, paper |\n"
                    "|---:|---:|---:|\n"
                    "| 10 | 0.123456(1) | 0.12 |\n"
                    "| 20 | — | — |\n");
    assert_has(got, "(figures/t.csv)");
    free(got);
    fixture_clear(&f);
}

/* What is the same for every identity is folded; the verdict is not. */
static void identities_fold_their_reason(void **state)
{
    fixture f;
    (void)state;
    fixture_build(&f,
                  "# T\n\n```assay\nidentity i.d \"One\"\n show 1 == 1\n"
                  "claim c.l \"Two\"\n show 1 <= 2\n```\n",
                  NULL);
    fixture_result(&f, "i.d")->verdict = VERDICT_PROVED;
    fixture_result(&f, "c.l")->verdict = VERDICT_PROVED;
    char *got = page_of(&f, 0);
    const char *fold = strstr(got, "<details>");
    assert_non_null(fold);
    assert_has(got, "`i.d`\n\n```math\n1 = 1\n```\n\n**✔ PROVED**\n\n");
    assert_has(got, "```math\n1 \\le 2\n```\n\n**✔ PROVED** — ");
    assert_has(fold, "\n- `i.d`: ");
    assert_lacks(fold, "\n- `c.l`: ");
    free(got);
    fixture_clear(&f);
}

/* Relative as given; of what names a machine's folders the last two parts. */
/* That the domain is not empty is above the fold only where part of it is. */
static void witnesses_fold_where_all_is_well(void **state)
{
    fixture f;
    (void)state;
    fixture_build(&f,
                  "# A\n\n```assay\nclaim a.b \"A\" for x in [0, 1]\n"
                  " where x > 1/2\n show x^2 <= x\n```\n",
                  NULL);
    result *r = fixture_result(&f, "a.b");
    r->verdict = VERDICT_PROVED;
    r->admitting = r->witnessed = r->instances = 1;
    char *got = page_of(&f, 0);
    assert_lacks(got, "- Not empty");
    assert_has(strstr(got, "<details>"),
               "\n- `a.b`: 1 instance has a point, as a witness shows.\n");
    free(got);
    r->empty = 1;
    got = page_of(&f, 0);
    assert_has(got, "\n- Not empty: 1 instance has a point");
    assert_lacks(strstr(got, "<details>"), "1 instance has a point");
    free(got);
    fixture_clear(&f);
}

static void sources_have_paths(void **state)
{
    static const char *const cases[][2] = {
        {"theory/p/one.md", "theory/p/one.md"}, {"one.md", "one.md"},
        {"/home/me/p/one.md", "p/one.md"},      {"../p/one.md", "p/one.md"},
        {"a/../../p/one.md", "p/one.md"},       {"/one.md", "/one.md"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        text_buf b = {0};
        char path[40];
        strcpy(path, cases[i][0]);
        weave_put_path(&b, &(document){.path = path});
        assert_string_equal(b.s, cases[i][1]);
        text_clear(&b);
    }
}

/* Where one number of a column needs a power of ten, all show one. */
static void columns_have_one_format(void **state)
{
    fixture f;
    cell cells[6] = {
        {true, {"0.00012344", "0.00012346"}},     {true, {"0.5", "0.5"}}, {0},
        {true, {"0.0000012344", "0.0000012346"}}, {true, {"20", "20"}},   {0}};
    char *labels[] = {"10", "20"}, *names[] = {"d"};
    (void)state;
    fixture_build(&f,
                  "# T\n\n```assay\ntable t \"Values\"\n for d in {10, 20}\n"
                  " columns v = 1/d, w = d\n```\n",
                  NULL);
    result *r = fixture_result(&f, "t");
    r->nrows = 2;
    r->ncells = 3;
    r->cells = cells;
    r->row_label = labels;
    r->nlabels = 1;
    r->label_name = names;
    char *got = page_of(&f, 0);
    assert_has(got, "| 10 | 1.2345(1)×10⁻⁴ | 0.5 |\n"
                    "| 20 | 1.2345(1)×10⁻⁶ | 20 |\n");
    free(got);
    fixture_clear(&f);
}

static void regions_show_areas(void **state)
{
    fixture f;
    (void)state;
    fixture_build(&f,
                  "# M\n\n```assay\nclaim c \"C\" show 1 < 2\n"
                  "region m \"Map\"\n uses c\n over a, b\n"
                  " for a in [0, 1], b in [0, 1]\n show a <= b\n```\n",
                  NULL);
    result *r = fixture_result(&f, "m");
    r->verdict = VERDICT_ENCLOSED;
    r->value = (enclosure){"0.4", "0.6"};
    r->area_true = (enclosure){"0.4", "0.4"};
    r->area_false = (enclosure){"0.4", "0.4"};
    r->area_open = (enclosure){"0.2", "0.2"};
    r->nbox = 1;
    r->box = calloc(1, sizeof *r->box);
    assert_non_null(r->box);
    r->box->x1 = r->box->y1 = 1;
    char *got = page_of(&f, 0);
    assert_has(got, "- True on: 0.4 of the rectangle.\n- False on: 0.4 of "
                    "the rectangle.\n- Left open: 0.2 of the rectangle.\n");
    assert_has(got, "— no box was decided.\n"); /* its one tile is open */
    assert_lacks(got, "fully proved"); /* which says nothing of what it uses */
    text_buf brief = {0};
    weave_brief(&brief, r);
    assert_lacks(brief.s, "uses what is not proved");
    text_clear(&brief);
    assert_has(got, "![Map](figures/m.svg)");
    assert_lacks(got, "[0.4, 0.6]");
    free(got);
    r->box->x0 = r->box->x1 = 1e305; /* beyond any axis: no broken picture */
    got = page_of(&f, 0);
    assert_has(got, "Nothing to draw");
    assert_lacks(got, "m.svg");
    free(got);
    free(r->box);
    r->box = NULL;
    fixture_clear(&f);
}

static void summaries_count_and_list(void **state)
{
    fixture f;
    text_buf b = {0}, err = {0};
    size_t warnings;
    (void)state;
    fixture_build(&f,
                  "# One\n\n```assay\nconstant k \"Best k\"\n"
                  " for x in (0, 1]\n largest c with x >= c*x^2\n paper 1/2\n"
                  "claim q \"Q\"\n for x in [0, 1]\n show x > 1\n"
                  " expect refuted\n```\n",
                  NULL);
    result *k = fixture_result(&f, "k");
    k->verdict = VERDICT_ENCLOSED;
    k->value = (enclosure){"1", "1"};
    evidence_start(&k->found, EVIDENCE_CONSTANT);
    evidence_constant *c = &k->found.u.constant;
    c->largest = c->sharp = true;
    mpq_set_ui(c->near, 1, 1);
    mpq_set_ui(c->far, 1, 1);
    fixture_point(&c->at, "x", 1, 1);
    c->paper.standing = PAPER_PROVED;
    evidence_text(&c->paper.text, "1/2");
    c->paper.ratio_exact = true;
    mpq_set_ui(c->paper.ratio, 2, 1);
    result *q = fixture_result(&f, "q");
    q->verdict = VERDICT_REFUTED;
    evidence_start(&q->found, EVIDENCE_REFUTATION);
    fixture_point(&q->found.u.refutation.at, "x", 0, 1);
    assert_true(report_summary(&b, &f.rep, false, &warnings, &err));
    assert_has(b.s, "2 items: 1 refuted, 1 enclosed; all as expected.\n");
    assert_has(
        b.s,
        "| [`k`](one.md#k) | Best k | 1/2 | 1 | 2 | attained at x = 1 |\n");
    assert_has(b.s, "| ✘ REFUTED | [`q`](one.md#q) | Q | at x = 0 |\n");
    assert_has(b.s, "## Provenance\n");
    assert_lacks(b.s, "not as expected:");
    text_clear(&b);
    fixture_clear(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_in_full),
        cmocka_unit_test(a_work_without_a_statement_is_cited),
        cmocka_unit_test(every_verdict_has_word_and_shape),
        cmocka_unit_test(refutations_show_their_point),
        cmocka_unit_test(finite_lists_are_not_uniform),
        cmocka_unit_test(titles_are_data),
        cmocka_unit_test(authors_do_not_give_verdicts),
        cmocka_unit_test(numbers_rest_on_what_they_use),
        cmocka_unit_test(uses_link_across_documents),
        cmocka_unit_test(tables_show_certified_digits),
        cmocka_unit_test(columns_have_one_format),
        cmocka_unit_test(identities_fold_their_reason),
        cmocka_unit_test(witnesses_fold_where_all_is_well),
        cmocka_unit_test(sources_have_paths),
        cmocka_unit_test(regions_show_areas),
        cmocka_unit_test(summaries_count_and_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
