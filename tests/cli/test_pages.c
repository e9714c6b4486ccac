/* tests/cli/test_pages.c: README.md and docs/ do what they say.
 *
 * Each page is worked through from top to bottom in a folder of its own, in
 * which `assay` is on the path and ./assay is the program.
 *
 *   ```console      `$ command` is run by a shell, and says what stands below
 *                   it; a line of `...` stands for any lines.  A line that the
 *                   page shows as "  ..." does, too
 *   ```LANGUAGE FILE   is written into FILE (GitHub shows the language alone)
 *   ```yaml FILE    besides, each of its lines that is an assay command is run
 *
 * A page with an ```assay block is checked as a document. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <glob.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

enum {
    LINE = 4096
};

static char source[PATH_MAX], program[PATH_MAX];
static int commands, files;

static char *slurp(const char *path)
{
    FILE *f = fopen(path, "rb");
    size_t cap = 1 << 20;
    if (f == NULL)
        fail_msg("no %s", path);
    char *s = calloc(1, cap);
    assert_non_null(s);
    assert_true(fread(s, 1, cap - 1, f) < cap - 1);
    fclose(f);
    return s;
}

static outcome shell(const char *command)
{
    char script[2 * LINE + PATH_MAX];
    char *const argv[] = {"sh", "-c", script, NULL};
    run_options there = {.folder = cli_folder(), .limit = 120};
    outcome o;
    snprintf(script, sizeof script, "PATH=$PWD:$PATH\nexport PATH\n%s\n",
             command);
    assert_true(run_process(argv, &there, &o));
    return o;
}

/* ---- console -------------------------------------------------------------- */

static size_t line_of(const char *s)
{
    return strcspn(s, "\n");
}

static bool is_gap(const char *s)
{
    size_t blanks = strspn(s, " ");
    return line_of(s) == blanks + 3 && strncmp(s + blanks, "...", 3) == 0;
}

static const char *next_line(const char *s)
{
    size_t n = line_of(s);
    return s + n + (s[n] == '\n');
}

/* Does the text begin with what is shown up to `end`, gaps filled? */
static bool agrees(const char *shown, const char *end, const char *said)
{
    for (; shown < end; shown = next_line(shown)) {
        if (is_gap(shown)) {
            shown = next_line(shown);
            for (;; said = next_line(said)) {
                if (agrees(shown, end, said))
                    return true;
                if (*said == '\0')
                    return false;
            }
        }
        size_t n = line_of(shown);
        if (line_of(said) != n || strncmp(shown, said, n) != 0)
            return false;
        said = next_line(said);
    }
    return *said == '\0';
}

static void run_console(const char *page, const char *s, const char *end)
{
    while (s < end) {
        char command[LINE];
        size_t n = line_of(s);
        if (strncmp(s, "$ ", 2) != 0)
            fail_msg("%s: `%.*s` is no command", page, (int)n, s);
        snprintf(command, sizeof command, "%.*s", (int)n - 2, s + 2);
        const char *shown = next_line(s);
        for (s = shown; s < end && strncmp(s, "$ ", 2) != 0;)
            s = next_line(s);
        outcome o = shell(command);
        size_t all = o.out_len + o.err_len;
        char *said = calloc(1, all + 1);
        assert_non_null(said);
        memcpy(said, o.err, o.err_len);
        memcpy(said + o.err_len, o.out, o.out_len);
        if (!agrees(shown, s, said))
            fail_msg("%s: $ %s\nshown:\n%.*ssaid:\n%.3000s", page, command,
                     (int)(s - shown), shown, said);
        free(said);
        outcome_clear(&o);
        commands++;
    }
}

/* ---- files ------------------------------------------------------------------ */

/* "      - run: assay check ..." and "    - assay check ...". */
static void run_steps(const char *page, const char *s, const char *end)
{
    for (; s < end; s = next_line(s)) {
        char command[LINE];
        const char *c = s + strspn(s, " ");
        if (strncmp(c, "- ", 2) == 0)
            c += 2;
        if (strncmp(c, "run: ", 5) == 0)
            c += 5;
        if (strncmp(c, "assay ", 6) != 0 && strncmp(c, "./assay ", 8) != 0)
            continue;
        snprintf(command, sizeof command, "PAPER=theory/my-paper\n%.*s",
                 (int)line_of(c), c);
        outcome o = shell(command);
        if (o.status != 0)
            fail_msg("%s: %s\nstatus %d: %.1000s%.1000s", page, command,
                     o.status, o.out, o.err);
        outcome_clear(&o);
        commands++;
    }
}

static void write_block(const char *name, const char *s, const char *end)
{
    char *text = calloc(1, (size_t)(end - s) + 1);
    assert_non_null(text);
    memcpy(text, s, (size_t)(end - s));
    cli_write(name, text);
    free(text);
    files++;
}

/* A block's opening line: "```yaml FILE". */
static void do_block(const char *page, const char *info, const char *s,
                     const char *end)
{
    char word[40] = "", file[200] = "";
    char line[LINE];
    snprintf(line, sizeof line, "%.*s", (int)line_of(info), info);
    int n = sscanf(line, "%39s %199s", word, file);
    if (n == 2)
        write_block(file, s, end);
    if (n >= 1 && strcmp(word, "console") == 0)
        run_console(page, s, end);
    if (n == 2 && strcmp(word, "yaml") == 0)
        run_steps(page, s, end);
}

/* ---- pages ------------------------------------------------------------------ */

/* The closing fence: as many back quotes at least, and nothing else. */
static const char *find_close(const char *s, size_t ticks)
{
    for (; *s != '\0'; s = next_line(s)) {
        size_t n = strspn(s, "`");
        if (n >= ticks && line_of(s) == n)
            return s;
    }
    return NULL;
}

static void work_through(const char *page)
{
    char path[PATH_MAX + 300];
    snprintf(path, sizeof path, "%s/%s", source, page);
    char *text = slurp(path);
    const char *name = strrchr(page, '/');
    name = name != NULL ? name + 1 : page;
    bool items = false;
    cli_write(name, text);
    for (const char *s = text; *s != '\0';) {
        size_t ticks = strspn(s, "`");
        if (ticks < 3) {
            s = next_line(s);
            continue;
        }
        const char *body = next_line(s), *end = find_close(body, ticks);
        if (end == NULL)
            fail_msg("%s: a block without end", page);
        items = items || strncmp(s + ticks, "assay\n", 6) == 0;
        do_block(page, s + ticks, body, end);
        s = next_line(end);
    }
    if (items) {
        outcome o = cli_run("check", "--strict", name, NULL);
        if (o.status != 0)
            fail_msg("%s: status %d\n%.2000s%.2000s", page, o.status, o.out,
                     o.err);
        outcome_clear(&o);
    }
    free(text);
}

static int set_up(void **state)
{
    char link[PATH_MAX];
    if (cli_setup(state) != 0)
        return 1;
    snprintf(link, sizeof link, "%s/assay", cli_folder());
    return symlink(program, link);
}

static void readme(void **state)
{
    (void)state;
    work_through("README.md");
}

static void docs(void **state)
{
    char pattern[PATH_MAX + 20];
    glob_t g;
    snprintf(pattern, sizeof pattern, "%s/docs/*.md", source);
    assert_int_equal(glob(pattern, 0, NULL, &g), 0);
    for (size_t i = 0; i < g.gl_pathc; i++) {
        print_message("%s\n", g.gl_pathv[i] + strlen(source) + 1);
        assert_int_equal(set_up(state), 0);
        work_through(g.gl_pathv[i] + strlen(source) + 1);
        assert_int_equal(cli_teardown(state), 0);
    }
    assert_true(g.gl_pathc > 8);
    globfree(&g);
    assert_true(commands > 18);
    assert_true(files > 5);
}

/* The workflow that the page shows is the one that runs here, but for the two
 * lines that say what is where. */
static void the_workflow_is_our_own(void **state)
{
    char page[PATH_MAX + 40], own[PATH_MAX + 40], command[3 * PATH_MAX];
    (void)state;
    snprintf(page, sizeof page, "%s/docs/ci.md", source);
    snprintf(own, sizeof own, "%s/.github/workflows/check.yml", source);
    snprintf(command, sizeof command,
             "sed -n '/^```yaml .github/,/^```$/p' '%s' | "
             "grep -v -e '^```' -e '^  PAPER:' -e '^  ASSAY:' >shown\n"
             "grep -v -e '^  PAPER:' -e '^  ASSAY:' '%s' >own\n"
             "[ $(wc -l <own) -gt 20 ] && cmp shown own && echo same",
             page, own);
    outcome o = shell(command);
    if (strcmp(o.out, "same\n") != 0)
        fail_msg("%s%s", o.out, o.err);
    outcome_clear(&o);
}

/* The runner of this test would notice a page that is wrong. */
static void a_wrong_page_is_noticed(void **state)
{
    static const char said[] = "a\nb\nc\n";
    static const char *const right[] = {"a\nb\nc\n", "...\n", "a\n...\n",
                                        "  ...\nc\n", "a\n...\nc\n"};
    static const char *const wrong[] = {"", "a\n", "a\nb\n", "a\nc\n",
                                        "...\nd\n", "a\nb\nc\nd\n", "b\n...\n"};
    (void)state;
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        assert_true(agrees(right[i], right[i] + strlen(right[i]), said));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(agrees(wrong[i], wrong[i] + strlen(wrong[i]), said));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(readme, set_up, cli_teardown),
        cmocka_unit_test(docs),
        cmocka_unit_test_setup_teardown(the_workflow_is_our_own, set_up,
                                        cli_teardown),
        cmocka_unit_test(a_wrong_page_is_noticed),
    };
    if (realpath(source_path(), source) == NULL ||
        realpath(assay_path(), program) == NULL)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
