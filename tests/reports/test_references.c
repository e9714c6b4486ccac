/* The bibliography and the inventory of statements. */
#include "fixture.h"

#include "../../reports/references.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static const char good[] =
    "# One\n\n```assay\n"
    "claim a \"A\"\n cites Zed2001 \"Lemma 2\"\n for x in [0, 1]\n"
    " show x >= 0\n"
    "claim b \"B\"\n cites Abc1999\n cites Nowhere2000\n for x in [0, 1]\n"
    " show x >= 0\n```\n";

static void plain(const char *in, const char *want)
{
    text_buf b = {0};
    references_plain(&b, in);
    assert_string_equal(b.s, want);
    text_clear(&b);
}

static void tex_becomes_text(void **state)
{
    (void)state;
    plain("The {KL} divergence", "The KL divergence");
    plain("{\\\"o}", "o\u0308");
    plain("\\'{e}t\\'e", "e\u0301te\u0301");
    plain("Erd{\\H{o}}s", "Erdo\u030bs");
    plain("\\O{}re, \\ss", "Øre, ß");
    plain("6840--6851", "6840–6851");
    plain("A~B \\& C", "A B & C");
    plain("\\c{c}a", "c\u0327a");
    plain("ends \\", "ends ");
    plain("", "");
}

static void bibliography_lists_what_is_cited(void **state)
{
    fixture f;
    text_buf b = {0}, err = {0};
    size_t warnings;
    (void)state;
    fixture_build(&f, good, NULL);
    fixture_spill(&f, "references.bib",
                  "@article{Zed2001,\n author = {Zed, Ann and M{\\\"u}ller, "
                  "Bo},\n title = {On <things> and\n {Stuff}},\n journal = "
                  "{J. of X},\n volume = {3},\n pages = {1--9},\n year = "
                  "2001,\n doi = {10.1000/x_(y)}\n}\n"
                  "@book{Unused1900, title = {No}}\n"
                  "@misc{Abc1999, author={C. Plain}, title = {Title}, year = "
                  "1999, eprint = {1234.5678}}\n");
    f.rep.refs_dir = f.dir;
    assert_true(references_bibliography(&b, &f.rep, &warnings, &err));
    /* line 10 of the document, after " cites " */
    assert_int_equal(warnings, 1);
    assert_non_null(strstr(err.s, ".md:10:8: warning: `Nowhere2000` is cited "
                                  "and not in the bibliography\n"));
    assert_null(strstr(err.s, "Zed2001"));
    text_clear(&err);
    assert_string_equal(
        b.s,
        "## Bibliography\n\n"
        "- <a name=\"ref-Abc1999\"></a>**Abc1999**: C. Plain. *Title*. 1999. "
        "[arXiv:1234.5678](https://arxiv.org/abs/1234.5678).\n"
        "- <a name=\"ref-Nowhere2000\"></a>**Nowhere2000**: not in the "
        "bibliography.\n"
        "- <a name=\"ref-Zed2001\"></a>**Zed2001**: Ann Zed, Bo "
        "Mu\u0308ller. *On &lt;things&gt; and Stuff*. J. of X, 3, pp. 1–9, "
        "2001. [doi:10.1000/x\\_(y)](https://doi.org/10.1000/x_%28y%29).\n\n");
    text_clear(&b);
    fixture_clear(&f);
}

static const char inventory[] =
    "# Statements\n\nProse | with a pipe.\n\n"
    "| other | table |\n|---|---|\n| 1 | 2 |\n\n"
    "| label | statement | source | items |\n|---|---|---|---|\n"
    "| Lemma 1 | $`x \\le 1`$ \\| y | p. 2 | `a`, b |\n"
    "| Lemma 2 | Nothing | p. 3 | |\n"
    "| Lemma 3 | Dash | p. 3 | — |\n\nEnd.\n";

static void coverage_is_computed(void **state)
{
    fixture f;
    text_buf b = {0}, err = {0};
    (void)state;
    fixture_build(&f, good, NULL);
    fixture_spill(&f, "p.md", inventory);
    f.rep.refs_dir = f.dir;
    fixture_result(&f, "a")->verdict = VERDICT_PROVED;
    fixture_result(&f, "b")->verdict = VERDICT_REFUTED;
    assert_true(references_coverage(&b, &f.rep, &err));
    assert_non_null(strstr(b.s, "1 of 3 statements are audited"));
    assert_non_null(strstr(
        b.s, "| label | statement | source | audited by |\n|---|---|---|---|\n"
             "| Lemma 1 | $`x \\le 1`$ \\| y | p. 2 | ✔ PROVED "
             "[`a`](one.md#a)<br>✘ REFUTED [`b`](one.md#b) |\n"
             "| Lemma 2 | Nothing | p. 3 | not audited |\n"
             "| Lemma 3 | Dash | p. 3 | not audited |\n"));
    text_clear(&b);
    fixture_clear(&f);
}

static void what_is_assumed_audits_nothing(void **state)
{
    fixture f;
    text_buf b = {0}, err = {0};
    (void)state;
    fixture_build(&f,
                  "# One\n\n```assay\nlet g(x) = x\n"
                  "assumed a \"A\" because \"so\"\n```\n",
                  NULL);
    fixture_spill(&f, "p.md",
                  "| label | items |\n|---|---|\n| L | `a` |\n| M | `g` |\n");
    f.rep.refs_dir = f.dir;
    fixture_result(&f, "a")->verdict = VERDICT_ASSUMED;
    assert_true(references_coverage(&b, &f.rep, &err));
    assert_non_null(strstr(b.s, "0 of 2 statements are audited"));
    assert_non_null(strstr(b.s, "ASSUMED [`a`]"));
    text_clear(&b);
    fixture_clear(&f);
}

/* How far an audit goes stands beside the tick. */
static void finite_and_drawn(void **state)
{
    fixture f;
    text_buf b = {0}, err = {0};
    (void)state;
    fixture_build(&f,
                  "# One\n\n```assay\n"
                  "claim a \"A\"\n cites Zed2001 \"Lemma 1\"\n"
                  " for n in 1..12\n show n > 0\n"
                  "figure p \"P\"\n cites Zed2001 \"Lemma 2\"\n"
                  " for n in 1..12\n curves v = n\n"
                  "table q \"Q\"\n cites Zed2001 \"Lemma 4\"\n"
                  " for n in 1..12\n columns v = n\n```\n",
                  NULL);
    fixture_spill(&f, "p.md",
                  "| label | items |\n|---|---|\n| Lemma 1 | `a` |\n"
                  "| Lemma 2 | `p` |\n| Lemma 3 | `a` |\n"
                  "| Lemma 4 | `q` |\n");
    f.rep.refs_dir = f.dir;
    fixture_result(&f, "a")->verdict = VERDICT_PROVED;
    fixture_result(&f, "a")->uniform = false;
    fixture_result(&f, "a")->instances = 12;
    assert_true(references_coverage(&b, &f.rep, &err));
    assert_non_null(strstr(
        b.s, "2 of 4 statements are audited by at least one item; 1 more is "
             "drawn, which decides nothing; 1 more is tabulated, which "));
    assert_non_null(strstr(
        b.s, "| Lemma 1 | ✔ PROVED (finite: 12 instances) [`a`]"));
    assert_non_null(strstr(b.s, "| Lemma 2 | drawn [`p`]"));
    assert_non_null(strstr(b.s, "| Lemma 4 | tabulated [`q`]"));
    /* only the last of the three cites another label */
    assert_non_null(strstr(err.s, "`a` is said to audit `Lemma 3`, but does "
                                  "not cite it"));
    assert_null(strstr(err.s, "`Lemma 1`"));
    assert_null(strstr(err.s, "`Lemma 2`"));
    text_clear(&b);
    text_clear(&err);
    fixture_clear(&f);
}

static void unknown_items_are_errors(void **state)
{
    fixture f;
    text_buf b = {0}, err = {0};
    (void)state;
    fixture_build(&f, good, NULL);
    fixture_spill(&f, "p.md", "| label | items |\n|---|---|\n| L | `nope` |\n");
    f.rep.refs_dir = f.dir;
    assert_false(references_coverage(&b, &f.rep, &err));
    assert_non_null(strstr(err.s, "`nope`"));
    text_clear(&b);
    text_clear(&err);
    fixture_clear(&f);
}

static void nothing_without_files(void **state)
{
    fixture f;
    text_buf b = {0}, err = {0};
    size_t warnings;
    (void)state;
    fixture_build(&f, good, NULL);
    assert_true(references_coverage(&b, &f.rep, &err));
    f.rep.refs_dir = f.dir;
    assert_true(references_coverage(&b, &f.rep, &err));
    assert_null(b.s);
    assert_true(references_bibliography(&b, &f.rep, &warnings, &err));
    assert_non_null(strstr(b.s, "**Zed2001**: not in the bibliography."));
    /* each citation, not each key; all that are in the documents */
    size_t cited = 0;
    for (size_t i = 0; i < f.rep.nres; i++)
        cited += f.rep.res[i].it->ncites;
    assert_int_equal(warnings, cited);
    assert_non_null(strstr(err.s, "warning: `Zed2001` is cited and not in"));
    text_clear(&b);
    text_clear(&err);
    fixture_clear(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tex_becomes_text),
        cmocka_unit_test(bibliography_lists_what_is_cited),
        cmocka_unit_test(coverage_is_computed),
        cmocka_unit_test(what_is_assumed_audits_nothing),
        cmocka_unit_test(finite_and_drawn),
        cmocka_unit_test(unknown_items_are_errors),
        cmocka_unit_test(nothing_without_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
