#include "cli.h"

#include "../figures/outdir.h"
#include "../reports/outcome.h"
#include "../reports/reports.h"

#include <string.h>

static int status_of(outcome o)
{
    return o == OUTCOME_FINE        ? EXIT_AS_EXPECTED
           : o == OUTCOME_UNDECIDED ? EXIT_UNDECIDED
                                    : EXIT_UNEXPECTED;
}

static void print_table(const result *r, size_t n, bool quiet)
{
    int width = 0;
    for (size_t i = 0; i < n; i++)
        if (outcome_has_verdict(&r[i]) && (int)strlen(r[i].it->id) > width)
            width = (int)strlen(r[i].it->id);
    for (size_t i = 0; i < n; i++) {
        bool fine = outcome_of(&r[i]) == OUTCOME_FINE;
        if (!outcome_has_verdict(&r[i]) || (quiet && fine))
            continue;
        print_verdict(&r[i], width);
        if (!fine)
            print_details(&r[i]);
    }
    if (quiet)
        return;
    outcome_counts c = outcome_count(r, n);
    text_buf b = {0};
    outcome_say_counts(&b, &c);
    printf("%s\n", b.s);
    text_clear(&b);
}

static int check_paper(const cli_options *o, const char *const *path, int n)
{
    paper p;
    audit_options a;
    result *res = NULL;
    lang_errors errs = {0};
    int status = EXIT_DATA;
    terminal_audit_options(&a, o);
    if (o->cache != NULL)
        outdir_sweep(o->cache);
    if (paper_read(&p, path, n, o)) {
        bool ok = audit_program(p.prog, p.el, &a, &res, &errs);
        size_t count = program_count(p.prog);
        bool stopped = terminal_done();
        if (stopped) {
            status = terminal_status();
        } else if (ok && o->json) {
            text_buf b = {0};
            report_json_results(&b, res, count);
            print_text(&b);
            text_clear(&b);
            status = status_of(outcome_of_all(res, count));
        } else if (ok) {
            print_table(res, count, o->quiet);
            status = status_of(outcome_of_all(res, count));
        }
        if (!ok && !stopped)
            print_errors(&errs);
        if (res != NULL)
            results_free(res, count);
    }
    lang_errors_clear(&errs);
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
    "Audits every item and prints one line for each verdict, with details of\n"
    "those that are not as expected.  A PATH is a folder of Markdown\n"
    "documents, which make up one paper; or documents, read in the order\n"
    "given, later ones using the definitions of earlier ones.\n",
    TAKES_BUDGET | TAKES_LIMITS | TAKES_PRECISION | TAKES_JSON | TAKES_FRESH | TAKES_QUIET | TAKES_CACHE,
    1, -1, run};
