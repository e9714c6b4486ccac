/* Documents from strangers: nothing they say is run, nothing they are called
 * leads out of the output folder. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../numerics/base/text.h"
#include "../../theory/language/encoding.h"
#include "../cli/cli.h"

/* No `"`: it would end the string of the language. */
static const char *const nasty[] = {
    "`touch pwned`", "$(touch pwned)", "${IFS}touch pwned",
    "'; system('touch pwned'); '", "' . system('touch pwned') . '",
    "'\\n!touch pwned", "@touch pwned", "|touch pwned", "< touch pwned",
    "; touch pwned #", "%s%n%s%n", "%1$n", "\\", "\\\\", "'", "''",
    "{/Symbol a}_x^y @a &{b} ~a{.8-}", "&#60;script&#62;", "&amp;&lt;",
    "<script>alert(1)</script>", "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<!--", "-->", "]]>", "<![CDATA[", "<?x",
    "](javascript:alert(1))", "![a](http://x.example/a.png)", "[a]: /b",
    "| a | b |", "---", "# heading", "> quoted", "- item", "1. item", "```",
    "~~~", "$$x$$", "$`\\input{/etc/passwd}`$", "\\href{javascript:a}{b}",
    "**\u2714 PROVED**", "*/", "//", "../../pwned", "/tmp/pwned", "~/pwned",
    "$HOME/pwned", "file:///etc/passwd", "https://x.example/a",
    "WWW.x.example", "see www.x.example", "mail a@x.example", "-o pwned",
    "--help", "\u00e9\u0301",
    "\u200b\u00ad", "\u0661\u0662", "\U0001f4a9"};
enum { NASTY = sizeof nasty / sizeof nasty[0] };

/* What our own pages say in HTML, and where they lead. */
static const char *const html[] = {
    "<!-- Made by assay", "<a name=\"", "</a>", "<span>", "</span>", "<br>",
    "<details><summary>Source, lines ", "</details>"};
static const char *const url[] = {
    "README.md", "page.md", "one.md", "figures/", "certificates/", "#",
    "https://arxiv.org/abs/", "https://doi.org/"};

static void expect_nowhere(const char *part)
{
    char *const argv[] = {"find", (char *)(uintptr_t)cli_folder(), "/tmp/pwned",
                          "-name", "pwned", NULL};
    outcome o;
    assert_true(run_process(argv, NULL, &o));
    if (o.out_len > 0)
        fail_msg("%s: there is %s", part, o.out);
    outcome_clear(&o);
}

static bool begins(const char *s, const char *const *with, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strncmp(s, with[i], strlen(with[i])) == 0)
            return true;
    return false;
}

/* As a reader's program sees it: no HTML and no link but ours. */
static void expect_harmless(const char *name, const char *text)
{
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *p = cmark_parser_new(CMARK_OPT_FOOTNOTES);
    static const char *const ext[] = {"table", "strikethrough", "tagfilter",
                                      "autolink"};
    for (size_t i = 0; i < sizeof ext / sizeof ext[0]; i++)
        cmark_parser_attach_syntax_extension(
            p, cmark_find_syntax_extension(ext[i]));
    cmark_parser_feed(p, text, strlen(text));
    cmark_node *root = cmark_parser_finish(p);
    cmark_iter *it = cmark_iter_new(root);
    cmark_event_type ev;
    while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
        cmark_node *n = cmark_iter_get_node(it);
        cmark_node_type t = cmark_node_get_type(n);
        if ((t == CMARK_NODE_HTML_INLINE || t == CMARK_NODE_HTML_BLOCK) &&
            !begins(cmark_node_get_literal(n), html,
                    sizeof html / sizeof html[0]))
            fail_msg("%s has %s", name, cmark_node_get_literal(n));
        if ((t == CMARK_NODE_LINK || t == CMARK_NODE_IMAGE) &&
            ev == CMARK_EVENT_ENTER &&
            !begins(cmark_node_get_url(n), url, sizeof url / sizeof url[0]))
            fail_msg("%s leads to %s", name, cmark_node_get_url(n));
    }
    cmark_iter_free(it);
    cmark_node_free(root);
    cmark_parser_free(p);
}

/* A picture is shown as it is: XML with nothing active in it. */
static void expect_quiet(const char *name, const char *svg)
{
    static const char *const never[] = {"<script", "<image", "<foreignObject",
                                        "<a ", "]]>", "<!ENTITY", "<!DOCTYPE",
                                        "<img", "href=\"j", "href=\"h"};
    for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
        if (strstr(svg, never[i]) != NULL)
            fail_msg("the picture of %s has %s", name, never[i]);
}

static void put_items(text_buf *b, size_t i)
{
    const char *s = nasty[i];
    text_printf(b, "let g%zu(x) = x^2 # %s\n", i, s);
    text_printf(b, "claim c%zu \"%s\" cites K \"%s\" for x in [0, 1] "
                   "show x^2 <= x\n", i, s, s);
    text_printf(b, "table t%zu \"%s\" for x in 0..2 columns a \"%s\" = x\n",
                i, s, s);
    text_printf(b, "assumed s%zu \"%s\" because \"%s\"\n", i, s, s);
    text_printf(b, "figure f%zu \"%s\" for x in 0..3 curves a \"%s\" = x^2, "
                   "d \"%s\" = x xlabel \"%s\" ylabel \"%s\"\n",
                i, s, s, s, s, s);
}

/* Everything a title, label, comment, reason or citation may say. */
static void text_stays_text(void **state)
{
    text_buf b = {0};
    (void)state;
    text_put(&b, "# Page\n\n```assay\n");
    for (size_t i = 0; i < NASTY; i++)
        put_items(&b, i);
    text_put(&b, "```\n");
    cli_write("theory/demo/page.md", b.s);
    text_clear(&b);
    outcome o = cli_run("report", "theory/demo", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    expect_nowhere("a report");
    assert_int_equal(cli_entries(), 2); /* theory, reports */
    char *text = cli_read("reports/demo/README.md");
    assert_non_null(text);
    expect_harmless("the summary", text);
    free(text);
    text = cli_read("reports/demo/page.md");
    assert_non_null(text);
    expect_harmless("the page", text);
    free(text);
    for (size_t i = 0; i < NASTY; i++) {
        char name[80];
        snprintf(name, sizeof name, "reports/demo/figures/f%zu.svg", i);
        text = cli_read(name);
        assert_non_null(text);
        expect_quiet(nasty[i], text);
        free(text);
    }
    o = cli_run("check", "--json", "theory/demo", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    expect_nowhere("JSON");
}

/* Prose may say and link what it likes; it cannot hide what is ours, nor pass
 * for it. */
static void prose_stays_prose(void **state)
{
    static const char *const trick[] = {
        "- <!--\n", "> <details>\n", "<div hidden>\n\n", "- <style>\n",
        "[a][x](<b>)\n", "[^1] [^2]\n", "[^1]: <details>\n", "[x]: /u\n",
        "| ` | <p hidden> | ` |\n|---|---|---|\n| ` | <i> | ` |\n",
        "<a name=\"c0\"></a>\n", "a <span>\n", "- ```\n  <b>\n", "[x]:\n",
        "<details><summary>Source, lines 1\u20133 of page.md</summary>\n\n"
        "</details>\n", "#### Claim: A\n\n**\u2714 PROVED**\n", "a\n"};
    enum { TRICKS = sizeof trick / sizeof trick[0] };
    text_buf b = {0};
    (void)state;
    for (size_t i = 0; i < TRICKS; i++)
        text_printf(&b, "%s\n```assay\nclaim c%zu \"A\" for x in [0, 1] "
                        "show x <= 1\n```\n", trick[i], i);
    text_put(&b, "\n[^2]: <script>\n");
    cli_write("theory/demo/page.md", b.s);
    text_clear(&b);
    outcome o = cli_run("report", "theory/demo", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    char *text = cli_read("reports/demo/page.md");
    assert_non_null(text);
    size_t folds = 0, anchors = 0, notes = 0;
    for (const char *s = text; (s = strchr(s, '<')) != NULL; s++) {
        folds += strncmp(s, "<details>", 9) == 0;
        anchors += strncmp(s, "<a name=", 8) == 0;
    }
    for (const char *s = text; (s = strstr(s, "words of the document"));
         s++)
        notes++;
    assert_int_equal(folds, TRICKS);
    assert_int_equal(anchors, TRICKS);
    assert_int_equal(notes, 1);
    for (char *s; (s = strstr(text, "/u")) != NULL;) /* not a link of ours */
        memcpy(s, "#u", 2);
    expect_harmless("prose", text);
    free(text);
}

/* The same as expressions, ids, names, on the command line. */
static void nothing_else_is_accepted(void **state)
{
    (void)state;
    for (size_t i = 0; i < NASTY; i++) {
        static const char *const frame[] = {
            "claim %s \"A\" show 1 > 0", "let %s = 1", "claim a \"A\" show %s",
            "claim a \"A\" cites %s show 1 > 0",
            "figure a \"A\" for x in 0..3 curves %s = x",
            "claim a \"A\" for x in [0, %s] show x >= 0"};
        text_buf b = {0};
        text_put(&b, "# Page\n\n```assay\n");
        for (size_t k = 0; k < sizeof frame / sizeof frame[0]; k++) {
            const char *gap = strstr(frame[k], "%s");
            text_put_n(&b, frame[k], (size_t)(gap - frame[k]));
            text_printf(&b, "%s%s\n", nasty[i], gap + 2);
        }
        text_put(&b, "```\n");
        cli_write("theory/demo/page.md", b.s);
        text_clear(&b);
        outcome o = cli_run("report", "theory/demo", NULL);
        cli_expect_status(&o, CLI_DATA);
        cli_expect_in(o.err, "error");
        outcome_clear(&o);
        o = cli_run("prove", "--", nasty[i], NULL);
        cli_expect_status(&o, CLI_DATA);
        outcome_clear(&o);
        o = cli_run("check", "--", nasty[i], NULL);
        cli_expect_status(&o, CLI_DATA);
        outcome_clear(&o);
        expect_nowhere(nasty[i]);
    }
    assert_int_equal(cli_entries(), 1); /* theory */
}

#define CLAIM "```assay\nclaim c \"A\" for x in [0, 1] show x <= 1\n```\n"

/* No malformed character, none that reorders. */
static void expect_utf8(const char *name, const char *text)
{
    size_t at;
    const char *why;
    if (!encoding_validate(text, strlen(text), &at, &why))
        fail_msg("the page of %s: %s", name, why);
}

/* Names of files and folders. */
static void names_stay_names(void **state)
{
    static const char *const name[] = {
        "`touch pwned`", "$(touch pwned)", "a'b\"c", "a b", "-rf", "--help",
        "|touch pwned", ";touch pwned", "<img src=x onerror=a>",
        "x--><script>a<", "a)](b", "#h", "?q", "*", "~", "$HOME", "\\", "%s%n",
        "&amp;", "certificates", "figures", "\u00e9", "\xff",
        "\xe2\x80\xae", "..."};
    char path[300], page[300];
    (void)state;
    for (size_t i = 0; i < sizeof name / sizeof name[0]; i++) {
        snprintf(path, sizeof path, "theory/%s/%s.md", name[i], name[i]);
        cli_write(path, "# A\n\n" CLAIM);
        snprintf(path, sizeof path, "theory/%s", name[i]);
        outcome o = cli_run("report", "--", path, NULL);
        if (strchr(".", name[i][0]) != NULL) {
            cli_expect_status(&o, CLI_DATA); /* hidden: no document */
        } else {
            cli_expect_status(&o, CLI_OK);
            snprintf(page, sizeof page, "reports/%s/%s.md", name[i], name[i]);
            char *text = cli_read(page);
            assert_non_null(text);
            expect_harmless(name[i], text);
            expect_utf8(name[i], text);
            free(text);
        }
        outcome_clear(&o);
        expect_nowhere(name[i]);
        assert_int_equal(cli_entries(), 2);
    }
}

static void path_in(char *out, size_t size, const char *name)
{
    snprintf(out, size, "%s/%s", cli_folder(), name);
}

/* Files that are none, links that lead elsewhere, names that cannot be. */
static void odd_files_are_refused(void **state)
{
    char from[300], to[300];
    (void)state;
    cli_write("secret.md", "# Secret\n\nA password.\n");
    cli_write("theory/demo/one.md", "# A\n\n" CLAIM);
    path_in(from, sizeof from, "secret.md");
    path_in(to, sizeof to, "theory/demo/link.md");
    assert_int_equal(symlink(from, to), 0);
    outcome o = cli_run("report", "theory/demo", NULL);
    cli_expect_status(&o, CLI_DATA);
    cli_expect_in(o.err, "symbolic link");
    outcome_clear(&o);
    assert_int_equal(unlink(to), 0);
    path_in(to, sizeof to, "theory/demo/pipe.md");
    assert_int_equal(mkfifo(to, 0600), 0);
    o = cli_run("report", "theory/demo", NULL);
    cli_expect_status(&o, CLI_DATA);
    cli_expect_in(o.err, "not a regular file");
    outcome_clear(&o);
    assert_int_equal(unlink(to), 0);
    path_in(to, sizeof to, "theory/demo/folder.md");
    assert_int_equal(mkdir(to, 0700), 0);
    o = cli_run("report", "theory/demo", NULL);
    cli_expect_status(&o, CLI_DATA);
    outcome_clear(&o);
    assert_int_equal(rmdir(to), 0);
    o = cli_run("check", "/dev/zero", NULL);
    cli_expect_status(&o, CLI_DATA);
    outcome_clear(&o);
    static const char *const bad[] = {"theory/demo/a\nb.md",
                                      "theory/demo/\x1b[2J.md"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        cli_write(bad[i], "# A\n\nOnly prose.\n");
        o = cli_run("report", "theory/demo", NULL);
        cli_expect_status(&o, CLI_DATA);
        assert_null(strchr(o.err, '\x1b'));
        outcome_clear(&o);
        path_in(to, sizeof to, bad[i]);
        assert_int_equal(unlink(to), 0);
    }
    cli_write("README.md", "# A\n\n" CLAIM);
    o = cli_run("report", "README.md", NULL); /* the summary's name */
    cli_expect_status(&o, CLI_DATA);
    outcome_clear(&o);
    assert_null(cli_read("reports/demo/one.md"));
}

static void expect_kind(const char *path, mode_t kind)
{
    struct stat st;
    assert_int_equal(lstat(path, &st), 0);
    assert_int_equal(st.st_mode & S_IFMT, kind);
}

/* A certificate is written to a file and read from one, and to nothing else:
 * not over a device, as root could, and not for ever from a pipe. */
static void certificates_are_files(void **state)
{
    static const char claim[] = "for x in [0, 1]: x <= 1";
    char pipe[300], link[300], folder[300];
    (void)state;
    path_in(pipe, sizeof pipe, "pipe");
    path_in(link, sizeof link, "link");
    path_in(folder, sizeof folder, "folder");
    cli_write("precious", "precious");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_int_equal(symlink("precious", link), 0);
    assert_int_equal(mkdir(folder, 0700), 0);
    static const char *const odd[] = {"pipe", "link", "folder"};
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        outcome o = cli_run("prove", "--cert", odd[i], claim, NULL);
        cli_expect_status(&o, CLI_MISSING_PROGRAM);
        cli_expect_in(o.err, "not a regular file");
        outcome_clear(&o);
    }
    expect_kind(pipe, S_IFIFO);
    expect_kind(link, S_IFLNK);
    assert_int_equal(cli_entries(), 4);
    static const char *const none[] = {"pipe", "folder", "/dev/zero", "gone"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        outcome o = cli_run("prove", "--resume", none[i], claim, NULL);
        cli_expect_status(&o, CLI_DATA);
        assert_true(o.seconds < 20);
        outcome_clear(&o);
    }
    /* the same in a report's folder */
    cli_write("one.md", "# A\n\n" CLAIM);
    cli_write("out/certificates/x", "");
    path_in(pipe, sizeof pipe, "out/certificates/c.cert");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    outcome o = cli_run("report", "--out", "out", "one.md", NULL);
    cli_expect_status(&o, CLI_MISSING_PROGRAM);
    cli_expect_in(o.err, "c.cert");
    outcome_clear(&o);
    expect_kind(pipe, S_IFIFO);
}

/* A stranger's folder may have links where reports go by default. */
static void default_folders_are_folders(void **state)
{
    static const char *const link[] = {"reports", "reports/demo"};
    char from[300], to[300];
    (void)state;
    cli_write("theory/demo/one.md", "# A\n\n" CLAIM);
    for (size_t i = 0; i < 2; i++) {
        cli_write("elsewhere/precious", "precious");
        if (i == 1)
            cli_write("reports/x", "");
        path_in(from, sizeof from, "elsewhere");
        path_in(to, sizeof to, link[i]);
        assert_int_equal(symlink(from, to), 0);
        outcome o = cli_run("report", "theory/demo", NULL);
        cli_expect_status(&o, CLI_MISSING_PROGRAM);
        cli_expect_in(o.err, "symbolic link");
        outcome_clear(&o);
        char *const count[] = {"ls", "-A", from, NULL};
        assert_true(run_process(count, NULL, &o));
        assert_string_equal(o.out, "precious\n");
        outcome_clear(&o);
        /* whoever names it means it */
        o = cli_run("report", "--out", link[i], "theory/demo", NULL);
        cli_expect_status(&o, CLI_OK);
        outcome_clear(&o);
        char *const clean[] = {"rm", "-rf", "reports", "elsewhere", NULL};
        run_options here = {.folder = cli_folder()};
        assert_true(run_process(clean, &here, &o));
        outcome_clear(&o);
    }
}

/* The inventory and the bibliography come with the document, too. */
static void references_are_files_of_text(void **state)
{
    static const char *const name[] = {"paper_refs/demo.md",
                                       "paper_refs/references.bib"};
    static const char *const bad[] = {"| label | items |\n|---|---|\n"
                                      "| \x1b[2J | |\n",
                                      "| \xff |\n", "\u202e\n"};
    char path[300];
    outcome o;
    (void)state;
    cli_write("secret.md", "| label | items |\n|---|---|\n| secret | |\n");
    cli_write("theory/demo/one.md",
              "# A\n\n```assay\nclaim c \"A\" cites K for x in [0, 1] show "
              "x <= 1\n```\n");
    cli_write("paper_refs/other", "");
    for (size_t i = 0; i < 2; i++)
        for (int kind = 0; kind < 3; kind++) {
            path_in(path, sizeof path, name[i]);
            assert_int_equal(kind == 0   ? symlink("../secret.md", path)
                             : kind == 1 ? mkfifo(path, 0600)
                                         : mkdir(path, 0700), 0);
            o = cli_run("report", "theory/demo", NULL);
            cli_expect_status(&o, CLI_DATA);
            cli_expect_in(o.err, name[i]);
            outcome_clear(&o);
            assert_int_equal(remove(path), 0);
        }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        cli_write(name[0], bad[i]);
        o = cli_run("report", "theory/demo", NULL);
        cli_expect_status(&o, CLI_DATA);
        cli_expect_in(o.err, "demo.md:");
        outcome_clear(&o);
    }
    cli_write(name[0], "| label | statement | items |\n|---|---|---|\n"
                       "| A | <script>a</script> ```<b>x</b> <!-- | c |\n");
    o = cli_run("report", "theory/demo", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    char *text = cli_read("reports/demo/README.md");
    assert_non_null(text);
    cli_expect_in(text, "audited by");
    expect_harmless("the inventory", text);
    free(text);
    o = cli_run("report", "--refs", "gone", "theory/demo", NULL);
    cli_expect_status(&o, CLI_USAGE);
    outcome_clear(&o);
}

static void bytes(const char *name, const char *text, size_t n)
{
    char path[300];
    path_in(path, sizeof path, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

static void bad_bytes_are_named(void **state)
{
    static const struct {
        const char *text;
        size_t n;
        const char *said;
    } cases[] = {
        {"# T\xff\n", 5, "a.md:1:4: error: this is not valid UTF-8"},
        {"# \xc0\xaf\n", 5, "a.md:1:3: error: this is not valid UTF-8"},
        {"# T\n\0\n", 6, "a.md:2:1: error: a NUL byte"},
        {"# \x1b[2J\n", 7, "a.md:1:3: error"},
        {"# \xe2\x80\xae\n", 6, "a.md:1:3: error: a character that reorders"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bytes("a.md", cases[i].text, cases[i].n);
        outcome o = cli_run("check", "a.md", NULL);
        cli_expect_status(&o, CLI_DATA);
        cli_expect_in(o.err, cases[i].said);
        outcome_clear(&o);
    }
}

/* Links in the output folder, made by whoever could write there. */
static void links_in_the_output_are_not_followed(void **state)
{
    static const char *const link[] = {
        "out/one.md", "out/README.md", "out/figures", "out/certificates",
        "out/figures/t.csv", "out/certificates/c.cert"};
    char from[300], to[300];
    (void)state;
    for (size_t i = 0; i < sizeof link / sizeof link[0]; i++) {
        bool folder = strcmp(link[i], "out/figures") == 0 ||
                      strcmp(link[i], "out/certificates") == 0;
        cli_write("theory/demo/one.md",
                  "# A\n\n" CLAIM "```assay\ntable t \"A\" for x in 0..3 "
                  "columns a = x\n```\n");
        cli_write("elsewhere/precious", "precious");
        cli_write("out/figures/x", "");
        cli_write("out/certificates/x", "");
        path_in(from, sizeof from, folder ? "elsewhere"
                                          : "elsewhere/precious");
        path_in(to, sizeof to, link[i]);
        if (folder) {
            char inner[310];
            snprintf(inner, sizeof inner, "%s/x", to);
            assert_int_equal(unlink(inner), 0);
            assert_int_equal(rmdir(to), 0);
        }
        assert_int_equal(symlink(from, to), 0);
        outcome o = cli_run("report", "--out", "out", "theory/demo", NULL);
        /* refused; or the link itself was replaced by a file */
        struct stat st;
        assert_int_equal(lstat(to, &st), 0);
        if (S_ISLNK(st.st_mode))
            cli_expect_status(&o, CLI_MISSING_PROGRAM);
        else
            cli_expect_status(&o, CLI_OK);
        outcome_clear(&o);
        char *text = cli_read("elsewhere/precious");
        assert_string_equal(text, "precious");
        free(text);
        path_in(from, sizeof from, "elsewhere");
        char *const count[] = {"ls", "-A", from, NULL};
        assert_true(run_process(count, NULL, &o));
        assert_string_equal(o.out, "precious\n");
        outcome_clear(&o);
        char *const clean[] = {"rm", "-rf", "out", "elsewhere", NULL};
        run_options here = {.folder = cli_folder()};
        assert_true(run_process(clean, &here, &o));
        outcome_clear(&o);
    }
}

/* BibTeX's parser trusts its input; we do not. */
static void bibliographies_are_harmless(void **state)
{
    text_buf b = {0};
    (void)state;
    cli_write("theory/demo/one.md",
              "# A\n\n```assay\nclaim c \"A\" cites K for x in [0, 1] show "
              "x <= 1\n```\n");
    /* macros that double each other: 100 bytes times 2^39 */
    text_put(&b, "@string{a0 = \"");
    for (int i = 0; i < 100; i++)
        text_put(&b, "x");
    text_put(&b, "\"}\n");
    for (int i = 1; i < 40; i++)
        text_printf(&b, "@string{a%d = a%d # a%d}\n", i, i - 1, i - 1);
    text_put(&b, "@misc{K, title = a39}\n");
    cli_write("paper_refs/references.bib", b.s);
    text_clear(&b);
    setenv("ASSAY_DRAW_SECONDS", "1", 1);
    outcome o = cli_run("report", "theory/demo", NULL);
    unsetenv("ASSAY_DRAW_SECONDS");
    cli_expect_status(&o, CLI_DATA);
    cli_expect_in(o.err, "references.bib: cannot be parsed");
    assert_true(o.seconds < 30);
    outcome_clear(&o);
    /* more fields than its stack holds */
    text_put(&b, "@misc{K");
    for (int i = 0; i < 100000; i++)
        text_printf(&b, ", f%d = 1", i);
    text_put(&b, "}\n");
    cli_write("paper_refs/references.bib", b.s);
    text_clear(&b);
    o = cli_run("report", "theory/demo", NULL);
    cli_expect_status(&o, CLI_DATA);
    outcome_clear(&o);
    cli_write("paper_refs/references.bib",
              "@misc{K, title = {<script>a</script> `touch pwned`}, author = "
              "{](javascript:a) and <img src=x>}, url = {javascript:a}, "
              "doi = {a)<script>}}");
    o = cli_run("report", "theory/demo", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    char *text = cli_read("reports/demo/README.md");
    assert_non_null(text);
    expect_harmless("the bibliography", text);
    free(text);
    expect_nowhere("the bibliography");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define IN_FOLDER(f) cmocka_unit_test_setup_teardown(f, cli_setup, cli_teardown)
        IN_FOLDER(text_stays_text),
        IN_FOLDER(prose_stays_prose),
        IN_FOLDER(nothing_else_is_accepted),
        IN_FOLDER(names_stay_names),
        IN_FOLDER(odd_files_are_refused),
        IN_FOLDER(default_folders_are_folders),
        IN_FOLDER(references_are_files_of_text),
        IN_FOLDER(certificates_are_files),
        IN_FOLDER(bad_bytes_are_named),
        IN_FOLDER(links_in_the_output_are_not_followed),
        IN_FOLDER(bibliographies_are_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
