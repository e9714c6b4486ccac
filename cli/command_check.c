/* `assay check`: each verdict as soon as it and all before it are known. */
#include "cli.h"

#include "../figures/outdir.h"
#include "../numerics/base/memory.h"
#include "../reports/outcome.h"
#include "../reports/reports.h"

#include <stdlib.h>
#include <string.h>

/* What has been said of a paper, and where more is to be found. */
typedef struct {
    const cli_options *o;
    const lang_errors *errs;
    size_t told; /* of errs */
    int width;   /* of ids */
} teller;

static int status_of(outcome o)
{
    return o == OUTCOME_FINE        ? EXIT_AS_EXPECTED
           : o == OUTCOME_UNDECIDED ? EXIT_UNDECIDED
                                    : EXIT_UNEXPECTED;
}

/* Of the items that may get a verdict; which they get is not known yet. */
static int widest_id(const program *p)
{
    int width = 0;
    for (size_t i = 0; i < program_count(p); i++) {
        const item *it = program_item(p, i);
        int n = (int)strlen(it->id);
        if (it->kind != ITEM_LET && it->kind != ITEM_TABLE &&
            it->kind != ITEM_FIGURE && n > width)
            width = n;
    }
    return width;
}

static void tell_errors(teller *t)
{
    terminal_clear();
    print_errors_from(t->errs, t->told);
    t->told = t->errs->n;
}

static void tell_item(const cli_options *o, const result *r, int width)
{
    bool fine = outcome_of(r) == OUTCOME_FINE;
    if (!outcome_has_verdict(r) || (o->quiet && fine))
        return;
    terminal_clear();
    print_verdict(r, width);
    if (!fine)
        print_details(r);
    fflush(stdout); /* into a pipe, too */
}

static void tell(void *ctx, const result *r)
{
    teller *t = ctx;
    tell_errors(t);
    if (!r->known)
        return;
    if (!t->o->json) {
        tell_item(t->o, r, t->width);
    } else if (r->it->kind != ITEM_LET) {
        text_buf b = {0};
        report_json_item(&b, r);
        json_put_item(b.s);
        text_clear(&b);
    }
}

/* The results that are known, one after the other; owns nothing in them. */
static result *known_of(const result *r, size_t n, size_t *count)
{
    result *all = xcalloc(n + 1, sizeof *all);
    *count = 0;
    for (size_t i = 0; i < n; i++)
        if (r[i].known)
            all[(*count)++] = r[i];
    return all;
}

static void tell_summary(const cli_options *o, const lang_errors *errs,
                         const result *r, size_t n, bool whole)
{
    text_buf b = {0};
    if (o->json) {
        report_json_summary(&b, r, n);
        json_end(errs, b.s);
    } else if (whole && !o->quiet) {
        outcome_counts c = outcome_count(r, n);
        outcome_say_counts(&b, &c);
        printf("%s\n", b.s);
    }
    text_clear(&b);
}

static int audit(const cli_options *o, paper *p)
{
    audit_options a;
    result *res = NULL;
    lang_errors errs = {0};
    teller t = {.o = o, .errs = &errs, .width = widest_id(p->prog)};
    terminal_audit_options(&a, o);
    a.found = tell;
    a.found_ctx = &t;
    if (o->json)
        json_begin();
    bool ok = audit_program(p->prog, p->el, &a, &res, &errs);
    size_t all = program_count(p->prog), n = 0;
    result *known = known_of(res, all, &n);
    bool stopped = *terminal_stop() != 0;
    tell_errors(&t);
    print_more_errors(&errs);
    tell_summary(o, &errs, known, n, ok && !stopped);
    terminal_done();
    int status = stopped       ? terminal_status()
                 : !ok         ? EXIT_DATA
                 : errs.n != 0 ? EXIT_PROGRAM
                               : status_of(outcome_of_all(known, n));
    free(known);
    result_free(res, all);
    lang_errors_clear(&errs);
    return status;
}

static int check_paper(const cli_options *o, const char *const *path, int n)
{
    paper p;
    int status = EXIT_DATA;
    if (o->cache != NULL)
        outdir_sweep(o->cache);
    if (paper_read(&p, path, n, o))
        status = audit(o, &p);
    paper_clear(&p);
    return status;
}

/* The gravest of two statuses; 1 is graver than 2. */
static int worse(int a, int b)
{
    if (a == EXIT_AS_EXPECTED || (a == EXIT_UNDECIDED && b != 0))
        return b;
    return b > EXIT_UNDECIDED && b > a ? b : a;
}

static int run(const cli_options *o)
{
    int status = EXIT_AS_EXPECTED;
    for (int i = 0; i < o->nargs && *terminal_stop() == 0;) {
        int k = paper_extent(o->arg + i, o->nargs - i);
        status = worse(status, check_paper(o, o->arg + i, k));
        i += k;
    }
    return status;
}

const command command_check = {
    "check", "check [options] PATH...",
    "verdicts of documents, or of a paper's folder",
    "Audits every item and prints one line for each verdict, as soon as it is\n"
    "known, with details of those that are not as expected.  A PATH is a\n"
    "folder of Markdown documents, which make up one paper; or documents, read\n"
    "in the order given, later ones using the definitions of earlier ones.  An\n"
    "item with an error does not keep the others from their verdicts; the exit\n"
    "status is then 65.\n",
    TAKES_BUDGET | TAKES_LIMITS | TAKES_PRECISION | TAKES_JSON | TAKES_FRESH |
        TAKES_QUIET | TAKES_CACHE,
    1, -1, run};
