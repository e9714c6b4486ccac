/* The pages: whole, closed, leading somewhere, legible, and harmless whatever
 * a document says. */
#include "fixture.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../reports/site/parts.h"
#include "../../reports/site/site.h"
#include "../support/process.h"
#include "site_check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char one[] =
    "# One <script>alert(1)</script> & \"two\"\n\n"
    "Text with $`a < b`$, <b>raw</b>, <img src=x onerror=alert(1)>, a\n"
    "[script](javascript:alert(1)), [data](data:text/html,x), "
    "[far](https://example.org/?a=1&b=2), [near](two.md#other), "
    "[nowhere](../../etc/passwd), [section](#a-section), [no](#missing), "
    "[item](#hostile), ![pic](https://example.org/x.png), "
    "![own](figures/f.svg), ![odd](//example.org/y.png).\n\n"
    "<div class=\"card proved\">forged</div>\n\n"
    "#### A section\n\n## A section\n\n"
    "| a | b |\n|---|---:|\n| $`x`$ | <i>c</i> |\n\n"
    "```math\na < b \\href{javascript:alert(1)}{x}\n```\n\n"
    "It is PROVED, they say.[^1]\n\n[^1]: With a note, $`x`$ <b>.\n\n"
    "> > quoted, and\n\n    indented <i>\n\n"
    "- in a list\n\n"
    "  ```assay\n"
    "  let twice(x) = 2*x # </div><script>alert(2)</script>\n"
    "  ```\n\n"
    "```assay\n"
    "claim hostile \"</h3><script>alert(3)</script> ' onclick=x\"\n"
    " cites K1 \"Thm <1> & '2'\"\n"
    " for x in [0, 1]\n show x >= 0\n"
    "claim user \"A claim that uses one\"\n uses hostile\n for x in [0, 1]\n"
    " show twice(x) >= 0\n"
    "claim later \"One more\"\n uses user\n for x in [0, 1]\n show x >= -1\n"
    "figure f \"F <\"\n for x in {1, 2}\n curves v = x\n"
    "table t \"T\"\n for x in {1, 2}\n columns v = x\n```\n\nREFUTED, too.\n";
static const char two[] =
    "## No title\n\n```assay\nclaim other \"O\"\n for x in [0, 1]\n"
    " show x >= 0\n```\n";

static char *labels[] = {"1", "2"}, *names[] = {"x"};
static cell cells[] = {{true, {"1", "1"}}, {0}, {0},
                       {true, {"2", "2"}}, {0}, {0}};

/* The Markdown report in <dir>/out, for what the site takes from it. */
static void build(fixture *f, char *out, char *site)
{
    size_t written, warnings;
    text_buf err = {0};
    fixture_build(f, one, two);
    for (size_t i = 0; i < f->rep.nres; i++) {
        result *r = &f->res[i];
        if (r->it->kind == ITEM_CLAIM) {
            r->verdict = VERDICT_PROVED;
            r->leaves = 1;
        } else if (r->it->kind != ITEM_LET) {
            r->nrows = 2;
            r->ncells = 3;
            r->cells = cells;
            r->row_label = labels;
            r->nlabels = 1;
            r->label_name = names;
        }
    }
    fixture_result(f, "hostile")->verdict = VERDICT_UNDECIDED;
    fixture_spill(f, "p.md", "| label | statement | items |\n|---|---|---|\n"
                             "| L | $`x`$ <u>a</u> | user, other |\n");
    f->rep.refs_dir = f->dir;
    snprintf(out, 100, "%s/out", f->dir);
    snprintf(site, 100, "%s/site", f->dir);
    assert_int_equal(report_write(&f->rep, out, &written, &warnings, &err),
                     REPORT_WRITTEN);
    text_clear(&err);
}

static size_t write_site(const fixture *f, const char *out, const char *site)
{
    size_t written = 0;
    text_buf err = {0};
    report_status st = site_write(&f->rep, out, site, &written, &err);
    if (err.s != NULL && err.len > 0)
        print_error("%s\n", err.s);
    assert_int_equal(st, REPORT_WRITTEN);
    text_clear(&err);
    return written;
}

static void pages_are_whole(void **state)
{
    fixture f;
    char out[100], site[100];
    size_t pages, links;
    (void)state;
    build(&f, out, site);
    assert_true(write_site(&f, out, site) > 12);
    assert_int_equal(site_check_folder(site, &pages, &links), 0);
    assert_int_equal(pages, 2 + 2 + 1 + 5);
    assert_true(links > 200);
    assert_int_equal(write_site(&f, out, site), 0); /* the same bytes */
    fixture_clear(&f);
}

/* Without KaTeX pages ask for none of it. */
static void pages_do_without_katex(void **state)
{
    fixture f;
    char out[100], site[100];
    size_t pages, links;
    (void)state;
    build(&f, out, site);
    setenv("ASSAY_KATEX", "/nonexistent", 1);
    write_site(&f, out, site);
    unsetenv("ASSAY_KATEX");
    assert_int_equal(site_check_folder(site, &pages, &links), 0);
    char *index = fixture_slurp(&f, "site/one.html");
    assert_null(strstr(index, "katex"));
    assert_non_null(strstr(index, "<span class=\"math\">a &lt; b</span>"));
    free(index);
    fixture_clear(&f);
}

/* Formulas set while the page is written are KaTeX's, in their order, and
 * what a document puts into one stays text.  Skipped where nothing here runs
 * KaTeX, which leaves the page as it was. */
static void formulas_are_set_beforehand(void **state)
{
    static const char before[] =
        "<p>x <span class=\"math\">a &lt; b&#39;</span></p>\n"
        "<div class=\"math\">\\sqrt{x} \\href{javascript:alert(1)}{x}</div>"
        "<p><span class=\"math\">\\bad{ &quot;</span>"
        "<span class=\"math\">\"]];print(1);//</span> end</p>";
    static const char *const in_order[] = {
        "<p>x <span class=\"math set\"><span class=\"katex\">",
        "a &lt; b&#x27;</annotation>", "</span></p>\n<div class=\"math set\">",
        "katex-display", "viewBox=\"", "katex-error", "print(1)",
        "</span> end</p>"};
    const char *katex = getenv("ASSAY_KATEX");
    text_buf b = {0}, none = {0};
    (void)state;
    text_put(&b, before);
    assert_false(formulas_set(&b, "/nonexistent"));
    assert_string_equal(b.s, before);
    text_put(&none, "<p>no formula</p>");
    assert_true(formulas_set(&none, "/nonexistent"));
    text_clear(&none);
    if (!formulas_set(&b, katex ? katex : "/usr/share/javascript/katex")) {
        assert_string_equal(b.s, before);
        text_clear(&b);
        print_message("no KaTeX, or nothing that runs it\n");
        skip();
    }
    const char *at = b.s;
    for (size_t i = 0; i < sizeof in_order / sizeof *in_order; i++)
        if ((at = strstr(at, in_order[i])) == NULL)
            fail_msg("no %s in its place:\n%s", in_order[i], b.s);
    assert_null(strstr(b.s, "<a "));
    assert_null(strstr(b.s, "href="));
    assert_null(strchr(b.s, '\''));
    text_clear(&b);
}

static void documents_do_no_harm(void **state)
{
    static const char *const never[] = {
        "<script>alert", "<b>raw", "<img src=x", "javascript:alert(1)\"",
        "src=\"http", "src=\"//", "<div class=\"card proved\">forged",
        "href=\"data:", "etc/passwd\""};
    static const char *const pages[] = {"site/one.html", "site/source/one.html",
                                        "site/lists/labels.html",
                                        "site/index.html", "site/two.html"};
    fixture f;
    char out[100], site[100];
    (void)state;
    build(&f, out, site);
    write_site(&f, out, site);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        char *html = fixture_slurp(&f, pages[i]);
        assert_non_null(html);
        for (size_t k = 0; k < sizeof never / sizeof *never; k++)
            if (strstr(html, never[k]) != NULL)
                fail_msg("%s has %s", pages[i], never[k]);
        assert_null(strstr(html, f.dir));
        free(html);
    }
    char *html = fixture_slurp(&f, "site/one.html");
    assert_non_null(strstr(html, "&lt;b&gt;raw&lt;/b&gt;"));
    assert_non_null(strstr(html, "href=\"two.html#other\""));
    assert_non_null(strstr(html, "href=\"#s:a-section\""));
    assert_non_null(strstr(html, "href=\"https://example.org/x.png\">pic"));
    assert_non_null(strstr(html, "src=\"figures/f.svg\" alt=\"own\""));
    /* an author's verdicts: disowned before, and again behind the cards */
    const char *first = strstr(html, "<p class=\"disown\">");
    assert_non_null(first);
    assert_non_null(strstr(first + 1, "<p class=\"disown\">"));
    free(html);
    html = fixture_slurp(&f, "site/statements.js");
    assert_non_null(strstr(html, "\"id\":\"hostile\""));
    free(html);
    fixture_clear(&f);
}

/* What a card says is what the records say. */
static void cards_tell_all(void **state)
{
    fixture f;
    char out[100], site[100];
    (void)state;
    build(&f, out, site);
    write_site(&f, out, site);
    char *html = fixture_slurp(&f, "site/one.html");
    char *card = strstr(html, "<article class=\"card undecided\" id=\"hostile\"");
    assert_non_null(card);
    assert_non_null(strstr(card, "On it rest"));
    card = strstr(html, "<article class=\"card proved\" id=\"later\"");
    assert_non_null(card);
    assert_non_null(strstr(card, "✔ PROVED</strong>"));
    assert_non_null(strstr(card, "Rests, through these, on"));
    assert_non_null(strstr(card, "source/one.html#L"));
    free(html);
    html = fixture_slurp(&f, "site/index.html");
    assert_non_null(strstr(html, "Not decided, or not as expected"));
    free(html);
    html = fixture_slurp(&f, "site/lists/graph.html");
    assert_non_null(strstr(html, "<a href=\"../one.html#hostile\">"));
    free(html);
    fixture_clear(&f);
}

/* The page over all papers, by reports/landing: whole, and its links lead. */
static void one_page_is_over_all(void **state)
{
    fixture f;
    char out[100], all[100], site[120], command[900];
    size_t pages, links, before;
    outcome o;
    (void)state;
    build(&f, out, all);
    snprintf(site, sizeof site, "%s/p", all);
    assert_int_equal(mkdir(all, 0700), 0);
    fixture_spill(&f, "p.md", "# The statements of A & B <1>\n");
    setenv("ASSAY_SITE_ABOVE", "1", 1);
    write_site(&f, out, site);
    unsetenv("ASSAY_SITE_ABOVE");
    assert_true(site_check_folder(all, &pages, &before) > 0); /* not there */
    snprintf(command, sizeof command,
             "%s/reports/landing %s p >%s/new && mv %s/new %s/index.html && "
             "! %s/reports/landing %s p q",
             source_path(), all, all, all, all, source_path(), all);
    char *argv[] = {(char *)"sh", (char *)"-c", command, NULL};
    run_options options = {.limit = 60};
    assert_true(run_process(argv, &options, &o));
    assert_string_equal(o.err, "reports/landing: no pages of q\n");
    assert_int_equal(o.status, 0);
    outcome_clear(&o);
    assert_int_equal(site_check_folder(all, &pages, &links), 0);
    assert_true(links > before);
    char *html = fixture_slurp(&f, "site/index.html");
    assert_non_null(strstr(html, "<h2><a href=\"p/index.html\">A &amp; B "
                                 "&lt;1&gt;</a></h2>"));
    assert_non_null(strstr(html, "href=\"p/lists/verdicts.html#v:proved\">"));
    assert_non_null(strstr(html, "src=\"p/site.js\""));
    free(html);
    fixture_clear(&f);
}

static void links_out_of_the_folder_are_refused(void **state)
{
    fixture f;
    char out[100], site[100], link[130], victim[130];
    size_t written;
    text_buf err = {0};
    (void)state;
    build(&f, out, site);
    assert_int_equal(mkdir(site, 0700), 0);
    fixture_spill(&f, "victim", "precious");
    snprintf(link, sizeof link, "%s/index.html", site);
    snprintf(victim, sizeof victim, "%s/victim", f.dir);
    assert_int_equal(symlink(victim, link), 0);
    assert_int_equal(site_write(&f.rep, out, site, &written, &err),
                     REPORT_NOT_WRITTEN);
    assert_non_null(strstr(err.s, "index.html"));
    char *kept = fixture_slurp(&f, "victim");
    assert_string_equal(kept, "precious");
    free(kept);
    text_clear(&err);
    fixture_clear(&f);
}

static void colours_can_be_read(void **state)
{
    fixture f;
    char out[100], site[100];
    size_t pairs;
    (void)state;
    build(&f, out, site);
    write_site(&f, out, site);
    char *css = fixture_slurp(&f, "site/site.css");
    assert_int_equal(site_check_contrast(css, &pairs), 0);
    assert_int_equal(pairs, 63);
    assert_true(strlen(css) < 25 * 1024);
    char *js = fixture_slurp(&f, "site/site.js");
    assert_true(strlen(js) < 25 * 1024);
    free(js);
    assert_null(strstr(css, "@import"));
    assert_null(strstr(css, "url("));
    free(css);
    fixture_clear(&f);
}

/* The checks find what they are for. */
static void bad_pages_are_complained_of(void **state)
{
    static const char *const bad[] = {
        "<p><b>x</p></b>", "<h3>x</h3>", "<p id=\"a:main\"></p>",
        "<a href=\"nowhere.html\">x</a>", "<a href=\"one.html#nothing\">x</a>",
        "<img src=\"site.css\" />", "<img src=\"https://e.org/x\" alt=\"\" />",
        "<a href=\"one.html\"></a>", "<p class=x>x</p>", "<p>a < b</p>",
        "<p onclick=\"x\">x</p>", "<script>x</script>", "<br>", "<p>",
        "<iframe src=\"one.html\"></iframe>", "<h1>second</h1>",
        "<button type=\"button\"> </button>"};
    fixture f;
    char out[100], site[100];
    size_t pages, links;
    (void)state;
    build(&f, out, site);
    write_site(&f, out, site);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        text_buf b = {0};
        text_printf(&b, "<!DOCTYPE html>\n<html lang=\"en\"><body><h1>x</h1>"
                        "<main id=\"a:main\">%s</main></body></html>\n",
                    bad[i]);
        fixture_spill(&f, "site/bad.html", b.s);
        text_clear(&b);
        if (site_check_folder(site, &pages, &links) == 0)
            fail_msg("nothing wrong with %s", bad[i]);
    }
    assert_true(site_check_contrast(
        ":root { --paper: #ffffff --card: #ffffff --ink: #888888 --shade: "
        "#fefefe --quiet: #777777 --link: #999999 --proved: #aaaaaa "
        "--refuted: #aaaaaa --undecided: #aaaaaa --enclosed: #aaaaaa "
        "--assumed: #aaaaaa --proved-paper: #aaaaaa --refuted-paper: #aaaaaa "
        "--undecided-paper: #aaaaaa --enclosed-paper: #aaaaaa "
        "--assumed-paper: #aaaaaa } :root[data-theme=\"dark\"] { --paper: "
        "#ffffff --card: #ffffff --ink: #888888 --shade: #fefefe --quiet: "
        "#777777 --link: #999999 --proved: #aaaaaa --refuted: #aaaaaa "
        "--undecided: #aaaaaa --enclosed: #aaaaaa --assumed: #aaaaaa "
        "--proved-paper: #aaaaaa --refuted-paper: #aaaaaa --undecided-paper: "
        "#aaaaaa --enclosed-paper: #aaaaaa --assumed-paper: #aaaaaa } "
        ":root:not([data-theme=\"light\"]) { --paper: #ffffff --card: #ffffff "
        "--ink: #888888 --shade: #fefefe --quiet: #777777 --link: #999999 "
        "--proved: #aaaaaa --refuted: #aaaaaa --undecided: #aaaaaa "
        "--enclosed: #aaaaaa --assumed: #aaaaaa --proved-paper: #aaaaaa "
        "--refuted-paper: #aaaaaa --undecided-paper: #aaaaaa "
        "--enclosed-paper: #aaaaaa --assumed-paper: #aaaaaa }",
        &pages) > 50);
    fixture_clear(&f);
}

/* What a browser says: nothing.  Skipped where there is none. */
static void a_browser_has_no_complaint(void **state)
{
    fixture f;
    char out[100], site[100], script[600];
    outcome o;
    (void)state;
    build(&f, out, site);
    write_site(&f, out, site);
    snprintf(script, sizeof script, "%s/tests/reports/browser.py",
             source_path());
    char *argv[] = {(char *)"python3", script, site, NULL};
    run_options options = {.limit = 600};
    bool ran = run_process(argv, &options, &o);
    int status = ran ? o.status : 77;
    if (status != 0 && status != 77)
        print_error("%s%s\n", o.out, o.err);
    outcome_clear(&o);
    fixture_clear(&f);
    if (status == 77 || status == 127) {
        print_message("no Chromium, or no Python: pages were not looked at\n");
        skip();
    }
    assert_int_equal(status, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_whole),
        cmocka_unit_test(pages_do_without_katex),
        cmocka_unit_test(formulas_are_set_beforehand),
        cmocka_unit_test(documents_do_no_harm),
        cmocka_unit_test(cards_tell_all),
        cmocka_unit_test(one_page_is_over_all),
        cmocka_unit_test(links_out_of_the_folder_are_refused),
        cmocka_unit_test(colours_can_be_read),
        cmocka_unit_test(bad_pages_are_complained_of),
        cmocka_unit_test(a_browser_has_no_complaint),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
