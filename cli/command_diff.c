/* assay diff: what has changed from one run to another, and is it worse? */
#include "cli.h"

#include "../numerics/base/memory.h"
#include "../reports/decimal.h"

#include <ctype.h>
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

typedef enum { SAME, CHANGED, BETTER, WORSE } change;

typedef struct {
    const cli_options *o;
    size_t by_change[WORSE + 1], items;
} tally;

static bool complain(const char *file, const char *what)
{
    text_buf b = {0};
    text_printf(&b, "%s: %s", file, what);
    print_complaint(b.s);
    text_clear(&b);
    return false;
}

static const char *string(const json_t *o, const char *key)
{
    return json_string_value(json_object_get(o, key));
}

/* ---- reading ---------------------------------------------------------------- */

/* An id may stand in several papers: the second of a file is "id#2". */
static bool keep(json_t *all, const json_t *run, const char *file)
{
    const json_t *items = json_object_get(run, "items");
    if (!json_is_array(items))
        return complain(file, "this is not what --format=json prints");
    for (size_t i = 0; i < json_array_size(items); i++) {
        json_t *o = json_array_get(items, i);
        const char *id = string(o, "id");
        text_buf key = {0};
        if (id == NULL || string(o, "kind") == NULL)
            return complain(file, "an item has no id or no kind");
        text_put(&key, id);
        for (size_t n = 2; json_object_get(all, key.s) != NULL; n++) {
            text_clear(&key);
            text_printf(&key, "%s#%zu", id, n);
        }
        json_object_set(all, key.s, o);
        text_clear(&key);
    }
    return true;
}

static bool at_end(FILE *f)
{
    int c;
    while ((c = fgetc(f)) != EOF && isspace(c))
        ;
    ungetc(c, f); /* harmless at the end */
    return c == EOF;
}

/* One object for each paper, one after the other. */
static json_t *read_runs(const char *file)
{
    json_t *all = json_object();
    FILE *f = fopen(file, "rb");
    bool ok = f != NULL;
    if (!ok)
        complain(file, strerror(errno));
    do {
        json_error_t where;
        json_t *run = ok ? json_loadf(f, JSON_DISABLE_EOF_CHECK, &where) : NULL;
        ok = ok && keep(all, run, file);
        json_decref(run);
    } while (ok && !at_end(f));
    if (f != NULL)
        fclose(f);
    if (ok)
        return all;
    json_decref(all);
    return NULL;
}

/* ---- comparing ---------------------------------------------------------------- */

/* How much a verdict decides. */
static int rank(const char *verdict)
{
    return verdict == NULL                      ? 3 /* a table, a figure */
           : strcmp(verdict, "UNDECIDED") == 0 ? 0
           : strcmp(verdict, "ASSUMED") == 0   ? 1
                                               : 2;
}

static bool same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* The statement is the same, and so are all definitions that it reaches. */
static bool same_source(const json_t *then, const json_t *now)
{
    return string(then, "source") != NULL &&
           same(string(then, "source"), string(now, "source"));
}

static bool is_true(const json_t *o, const char *key)
{
    return json_is_true(json_object_get(o, key));
}

static void put_line(change c, const char *id)
{
    static const char *const word[] = {"", "changed", "better", "worse"};
    static const ink inks[] = {INK_NONE, INK_OPEN, INK_GOOD, INK_BAD};
    printf("%s%-8s%s", terminal_ink(stdout, inks[c]), word[c],
           terminal_ink(stdout, INK_NONE));
    terminal_put(stdout, id);
    printf("  ");
}

static void put_change(const char *what, const char *then, const char *now)
{
    printf("%s: ", what);
    terminal_put(stdout, then != NULL ? then : "none");
    printf(" -> ");
    terminal_put(stdout, now != NULL ? now : "none");
    printf("\n");
}

static void count(tally *t, change c)
{
    t->by_change[c]++;
}

/* Two verdicts on one and the same statement cannot both be right. */
static void compare_verdicts(tally *t, const char *id, const json_t *then,
                             const json_t *now)
{
    const char *a = string(then, "verdict"), *b = string(now, "verdict");
    bool fine = is_true(now, "as_expected");
    bool was_fine = is_true(then, "as_expected");
    change c = CHANGED;
    if (same(a, b) && fine == was_fine)
        return;
    if (rank(b) < rank(a) || (was_fine && !fine))
        c = WORSE;
    else if (rank(a) == 2 && rank(b) == 2 && !same(a, b) &&
             same_source(then, now))
        c = WORSE;
    else if (rank(b) > rank(a) || (fine && !was_fine))
        c = BETTER;
    count(t, c);
    put_line(c, id);
    put_change("verdict", a, b);
    if (fine != was_fine)
        printf("        %s\n", fine ? "as expected now"
                                    : "not as expected any more");
}

/* What else a proof can lose or gain. */
static void compare_reach(tally *t, const char *id, const json_t *then,
                          const json_t *now)
{
    static const struct {
        const char *key, *yes, *no;
    } rows[] = {
        {"fully_proved", "all that it uses is proved",
         "it uses what is not proved"},
        {"uniform", "for the whole domain", "for finitely many instances"}};
    if (!same(string(then, "verdict"), string(now, "verdict")))
        return;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool a = is_true(then, rows[i].key), b = is_true(now, rows[i].key);
        if (a == b)
            continue;
        count(t, b ? BETTER : WORSE);
        put_line(b ? BETTER : WORSE, id);
        put_change("proof", a ? rows[i].yes : rows[i].no,
                   b ? rows[i].yes : rows[i].no);
    }
}

/* {"lo": "0.1", "hi": "0.2"} as numbers; false for anything else. */
static bool ends_of(const json_t *o, mpq_t lo, mpq_t hi)
{
    const char *l = string(o, "lo"), *h = string(o, "hi");
    return l != NULL && h != NULL && decimal_read(lo, l) && decimal_read(hi, h);
}

static void put_ends(const json_t *o)
{
    printf("[");
    terminal_put(stdout, string(o, "lo") != NULL ? string(o, "lo") : "?");
    printf(", ");
    terminal_put(stdout, string(o, "hi") != NULL ? string(o, "hi") : "?");
    printf("]");
}

/* An enclosure inside the old one is better; around it, worse; and two of one
 * quantity that are apart cannot both be right. */
static change compare_ends(const json_t *a, const json_t *b, bool one_quantity)
{
    mpq_t lo, hi, lo2, hi2;
    change c = CHANGED;
    mpq_inits(lo, hi, lo2, hi2, NULL);
    if (ends_of(a, lo, hi) && ends_of(b, lo2, hi2)) {
        int left = mpq_cmp(lo2, lo), right = mpq_cmp(hi2, hi);
        if (left == 0 && right == 0)
            c = SAME;
        else if (one_quantity && (mpq_cmp(lo2, hi) > 0 || mpq_cmp(hi2, lo) < 0))
            c = WORSE;
        else if (left >= 0 && right <= 0)
            c = BETTER;
        else if (left <= 0 && right >= 0)
            c = WORSE;
    }
    mpq_clears(lo, hi, lo2, hi2, NULL);
    return c;
}

/* "value" of constants and roots, "margin" of claims: what a margin is worth
 * is for the reader to say. */
static void compare_numbers(tally *t, const char *id, const json_t *then,
                            const json_t *now)
{
    static const char *const key[] = {"value", "margin"};
    for (int i = 0; i < 2; i++) {
        const json_t *a = json_object_get(then, key[i]),
                     *b = json_object_get(now, key[i]);
        if (!json_is_object(a) || !json_is_object(b))
            continue;
        change c = compare_ends(a, b, i == 0 && same_source(then, now));
        if (c == SAME)
            continue;
        c = i == 0 ? c : CHANGED;
        count(t, c);
        put_line(c, id);
        printf("%s: ", key[i]);
        put_ends(a);
        printf(" -> ");
        put_ends(b);
        printf("\n");
    }
}

static void put_lonely(tally *t, change c, const char *id, const json_t *o)
{
    const char *verdict = string(o, "verdict");
    count(t, c);
    put_line(c, id);
    printf("%s", c == WORSE ? "gone: was " : "new: ");
    terminal_put(stdout, verdict != NULL ? verdict : string(o, "kind"));
    printf("\n");
}

static int compare(tally *t, json_t *then, json_t *now)
{
    const char *id;
    json_t *o;
    json_object_foreach(then, id, o) {
        const json_t *other = json_object_get(now, id);
        t->items++;
        if (other == NULL) {
            put_lonely(t, WORSE, id, o);
            continue;
        }
        compare_verdicts(t, id, o, other);
        compare_reach(t, id, o, other);
        compare_numbers(t, id, o, other);
    }
    json_object_foreach(now, id, o)
        if (json_object_get(then, id) == NULL) {
            t->items++;
            put_lonely(t, is_true(o, "as_expected") ? CHANGED : WORSE, id, o);
        }
    if (!t->o->quiet)
        printf("%zu item%s: %zu worse, %zu better, %zu changed otherwise\n",
               t->items, t->items == 1 ? "" : "s", t->by_change[WORSE],
               t->by_change[BETTER], t->by_change[CHANGED]);
    return t->by_change[WORSE] > 0 ? EXIT_UNEXPECTED : EXIT_AS_EXPECTED;
}

static int run(const cli_options *o)
{
    tally t = {.o = o};
    json_t *then = read_runs(o->arg[0]);
    json_t *now = then != NULL ? read_runs(o->arg[1]) : NULL;
    int status = now != NULL ? compare(&t, then, now) : EXIT_DATA;
    json_decref(then);
    json_decref(now);
    return status;
}

const command command_diff = {
    "diff", "diff [options] OLD.json NEW.json",
    "what has changed between two runs of check",
    "Compares what two runs of `assay check --format=json` have printed, item\n"
    "by item: verdicts, the reach of proofs, enclosed constants, margins.\n"
    "Worse is an item that is gone, not as expected any more, or decides less\n"
    "than it did; an enclosure that has become wider; and a verdict or an\n"
    "enclosure that contradicts the old one of the same statement.  Exit\n"
    "status: 0 nothing is worse, 1 something is.\n",
    TAKES_QUIET, 2, 2, run};
