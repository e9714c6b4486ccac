/* assay recheck: a paper's evidence, by both engines. */
#include "cli.h"

#include "../numerics/base/memory.h"
#include "../reports/sentence.h"
#include "../theory/replay/replay.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
    size_t n[REPLAY_NONE + 1];
} tally;

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* reports/NAME/certificates, where `assay report` puts them; NULL if there is
 * no such folder. */
static char *usual_folder(const char *path)
{
    size_t n = strlen(path), from;
    while (n > 1 && path[n - 1] == '/')
        n--;
    for (from = n; from > 0 && path[from - 1] != '/'; from--)
        ;
    text_buf b = {0};
    text_put(&b, "reports/");
    text_put_n(&b, path + from, n - from);
    if (n - from > 3 && strcmp(b.s + b.len - 3, ".md") == 0)
        b.s[b.len -= 3] = '\0';
    text_put(&b, "/certificates");
    if (is_folder(b.s))
        return text_take(&b);
    text_clear(&b);
    return NULL;
}

/* ---- output ------------------------------------------------------------- */

static bool is_good(const replay *r)
{
    return r->state == REPLAY_AGREE || r->state == REPLAY_NONE;
}

static void print_line(const char *word, const char *s)
{
    if (s == NULL)
        return;
    printf("    %-7s", word);
    terminal_put(stdout, s);
    putchar('\n');
}

/* What was looked at, in words; NULL: nothing. */
static char *what(const replay *r)
{
    text_buf b = {0};
    switch (r->what) {
    case REPLAY_NOTHING:
        return NULL;
    case REPLAY_PROOF:
        sentence_count(&b, r->goals, "goal", "goals");
        text_put(&b, ", ");
        sentence_count(&b, r->leaves, "leaf", "leaves");
        text_put(&b, r->fresh ? ", certificate made now" : "");
        if (r->points > 0) {
            text_put(&b, "; true at ");
            sentence_count(&b, r->points, "point", "points");
        }
        if (r->unfolded > 0) {
            text_put(&b, "; taken apart again at ");
            sentence_count(&b, r->unfolded, "point", "points");
        }
        break;
    case REPLAY_UNDEFINED:
        text_put(&b, "refuted: undefined at the point");
        break;
    case REPLAY_DIFFERENCE:
        text_printf(&b, "refuted: the difference is in %s", r->difference);
        break;
    case REPLAY_VALUES:
        sentence_count(&b, r->goals, "value", "values");
        break;
    case REPLAY_UNSETTLED:
        text_printf(&b, "%s: no evidence", verdict_name(r->verdict));
        break;
    case REPLAY_ASSUMED:
        text_put(&b, "assumed");
        break;
    }
    return text_take(&b);
}

static void print_replay(const replay *r, int width)
{
    char *words = what(r);
    ink i = r->state == REPLAY_AGREE  ? INK_GOOD
            : r->state == REPLAY_NONE ? INK_OPEN
                                      : INK_BAD;
    printf("%s%-15s%s", terminal_ink(stdout, i), replay_state_name(r->state),
           terminal_ink(stdout, INK_NONE));
    printf("%-*s", words != NULL ? width + 2 : 0, r->it->id);
    if (words != NULL)
        terminal_put(stdout, words);
    putchar('\n');
    free(words);
    if (!is_good(r)) {
        print_line("where", r->where);
        print_line(r->readings ? "first" : "MPFI", r->first);
        print_line(r->readings ? "second" : "Arb", r->second);
    }
}

/* The combinations of finite variables, chosen again. */
static void print_combinations(const replay *r, size_t n)
{
    size_t items = 0, kept = 0, excluded = 0, empty = 0, open = 0;
    for (size_t k = 0; k < n; k++)
        if (r[k].has_combinations) {
            items++;
            kept += r[k].kept;
            excluded += r[k].excluded;
            empty += r[k].empty;
            open += r[k].open;
        }
    if (items == 0)
        return;
    printf("combinations of finite variables, read a second time in %zu "
           "%s: %zu kept, %zu excluded, %zu not decided",
           items, items == 1 ? "item" : "items", kept, excluded, open);
    if (empty > 0)
        printf(", %zu with an empty interval", empty);
    putchar('\n');
}

/* Claims with `by`, taken apart again. */
static void print_arguments(const replay *r, size_t n)
{
    size_t items = 0, none = 0, at = 0, open = 0;
    for (size_t k = 0; k < n; k++) {
        items += r[k].argued;
        none += r[k].argued && r[k].unfolded == 0;
        at += r[k].unfolded;
        open += r[k].not_unfolded;
    }
    if (items == 0)
        return;
    printf("arguments, taken apart a second time in %zu of %zu %s: at %zu %s, "
           "%zu not decided\n",
           items - none, items,
           items == 1 ? "claim with `by`" : "claims with `by`", at,
           at == 1 ? "point" : "points", open);
}

static void print_table(const replay *r, size_t n, const tally *t, bool quiet)
{
    int width = 0;
    for (size_t k = 0; k < n; k++)
        if (r[k].it->kind != ITEM_LET && r[k].known &&
            (int)strlen(r[k].it->id) > width)
            width = (int)strlen(r[k].it->id);
    for (size_t k = 0; k < n; k++)
        if (r[k].it->kind != ITEM_LET && r[k].known &&
            (!quiet || !is_good(&r[k])))
            print_replay(&r[k], width);
    if (!quiet)
        printf("%zu agree, %zu disagree, %zu rejected by both, %zu not "
               "applicable\n",
               t->n[REPLAY_AGREE], t->n[REPLAY_DISAGREE], t->n[REPLAY_REJECTED],
               t->n[REPLAY_NONE]);
    if (quiet)
        return;
    print_combinations(r, n);
    print_arguments(r, n);
}

static void set_text(json_t *o, const char *key, const char *s)
{
    json_t *v = s != NULL ? json_string(s) : NULL;
    json_object_set_new(o, key, v != NULL ? v : json_null());
}

static json_t *combinations(const replay *r)
{
    json_t *o = json_object();
    json_object_set_new(o, "kept", json_integer((json_int_t)r->kept));
    json_object_set_new(o, "excluded", json_integer((json_int_t)r->excluded));
    json_object_set_new(o, "empty", json_integer((json_int_t)r->empty));
    json_object_set_new(o, "not_decided", json_integer((json_int_t)r->open));
    return o;
}

static json_t *argument(const replay *r)
{
    json_t *o = json_object();
    json_object_set_new(o, "points", json_integer((json_int_t)r->unfolded));
    json_object_set_new(o, "not_decided",
                        json_integer((json_int_t)r->not_unfolded));
    return o;
}

static void put_item(const replay *r)
{
    json_t *o = json_object();
    set_text(o, "id", r->it->id);
    set_text(o, "kind", item_kind_name(r->it->kind));
    set_text(o, "state", replay_state_name(r->state));
    char *words = what(r);
    set_text(o, "what", words);
    free(words);
    json_object_set_new(o, "goals", json_integer((json_int_t)r->goals));
    json_object_set_new(o, "leaves", json_integer((json_int_t)r->leaves));
    if (r->has_combinations)
        json_object_set_new(o, "combinations", combinations(r));
    if (r->argued)
        json_object_set_new(o, "argument", argument(r));
    if (!is_good(r)) {
        set_text(o, "where", r->where);
        set_text(o, r->readings ? "first" : "mpfi", r->first);
        set_text(o, r->readings ? "second" : "arb", r->second);
    }
    json_put_object(o);
}

static void print_json(const replay *r, size_t n, const lang_errors *errs)
{
    json_begin();
    for (size_t k = 0; k < n; k++)
        if (r[k].it->kind != ITEM_LET && r[k].known)
            put_item(&r[k]);
    json_end(errs, NULL, NULL);
}

/* ---- the run ------------------------------------------------------------ */

static int say(const cli_options *o, const replay *r, size_t n,
               const lang_errors *errs)
{
    tally t = {{0}};
    for (size_t k = 0; k < n; k++)
        if (r[k].it->kind != ITEM_LET && r[k].known)
            t.n[r[k].state]++;
    if (o->json)
        print_json(r, n, errs);
    else
        print_table(r, n, &t, o->quiet);
    return t.n[REPLAY_DISAGREE] + t.n[REPLAY_REJECTED] > 0 ? EXIT_UNEXPECTED
                                                           : EXIT_AS_EXPECTED;
}

static int run(const cli_options *o)
{
    paper p;
    audit_options a;
    lang_errors errs = {0};
    replay *r = NULL;
    int status = EXIT_DATA;
    char *usual = NULL;
    if (o->certs != NULL && !is_folder(o->certs)) {
        text_buf b = {0};
        text_printf(&b, "%s: no such folder", o->certs);
        print_complaint(b.s);
        text_clear(&b);
        return EXIT_USAGE;
    }
    terminal_audit_options(&a, o);
    if (o->certs == NULL)
        usual = usual_folder(o->arg[0]);
    a.cert_dir = o->certs != NULL ? o->certs : usual;
    if (paper_read(&p, o->arg, 1, o)) {
        size_t n = program_count(p.prog);
        bool ok = replay_program(p.prog, p.el, &a, &r, &errs);
        terminal_clear();
        status = say(o, r, n, &errs);
        print_errors(&errs);
        if (terminal_done())
            status = terminal_status();
        else if (!ok)
            status = EXIT_DATA;
        replay_free(r, n);
    }
    lang_errors_clear(&errs);
    paper_clear(&p);
    free(usual);
    return status;
}

const command command_recheck = {
    "recheck",
    "recheck [options] PATH",
    "a paper's evidence, by two engines",
    "Replays every certificate of the paper in the folder PATH (or of one\n"
    "document) with the checker and, alone, with a second engine over Arb's\n"
    "ball arithmetic; evaluates points of refutation and the values of tables\n"
    "and figures again.  Certificates are read from --certificates DIR, by\n"
    "default reports/NAME/certificates, where NAME is PATH's last part; where\n"
    "one is missing it is made for the occasion.  The combinations of finite\n"
    "variables that `where` keeps are chosen again, by a second reading of "
    "the\n"
    "statements.  Nothing is written.  Exit\n"
    "status: 0 all evidence holds in both engines, 1 some does not in one or\n"
    "in both.\n",
    TAKES_BUDGET | TAKES_LIMITS | TAKES_PRECISION | TAKES_JSON | TAKES_QUIET |
        TAKES_CERTS,
    1,
    1,
    run};
