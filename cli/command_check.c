/* `assay check`: each verdict as soon as it and all before it are known. */
#include "runner.h"

#include "../figures/outdir.h"

#include <string.h>

static const runner_format *format_of(const cli_options *o)
{
    static const runner_format *const all[] = {
        &runner_format_text, &runner_format_github, &runner_format_json,
        &runner_format_junit};
    for (size_t i = 0; o->format != NULL && i < sizeof all / sizeof *all; i++)
        if (strcmp(o->format, all[i]->name) == 0)
            return all[i];
    return o->json ? &runner_format_json : &runner_format_text;
}

static int check_paper(const cli_options *o, runner_selection *s,
                       const char *const *path, int n)
{
    paper p;
    lang_errors errs = {0};
    runner t = {.o = o, .format = format_of(o), .selection = s,
                .path = path[0]};
    int status = EXIT_DATA;
    if (o->cache != NULL)
        outdir_sweep(o->cache);
    if (o->certs != NULL && o->shard == NULL) /* no other run is at work */
        outdir_sweep(o->certs);
    if (paper_load(&p, path, n, o, &errs))
        status = runner_run(&t, &p);
    else
        t.format->fail(path[0], &errs);
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

static int run_all(const cli_options *o, runner_selection *s)
{
    const runner_format *f = format_of(o);
    int status = EXIT_AS_EXPECTED;
    if (f->open != NULL)
        f->open();
    for (int i = 0; i < o->nargs && *terminal_stop() == 0;) {
        int k = paper_extent(o->arg + i, o->nargs - i);
        status = worse(status, check_paper(o, s, o->arg + i, k));
        i += k;
    }
    if (f->close != NULL)
        f->close();
    if (status <= EXIT_UNDECIDED && !runner_select_was_met(s))
        status = EXIT_USAGE;
    return status;
}

/* Items of two papers may have the same name, and so would their files. */
static bool certificates_are_of_one(const cli_options *o)
{
    if (o->certs == NULL || paper_extent(o->arg, o->nargs) == o->nargs)
        return true;
    return options_complain("--certificates", o->certs,
                            " is one paper's; here are several");
}

static int run(const cli_options *o)
{
    runner_selection s = {0};
    int status = EXIT_USAGE;
    if (o->json && o->format != NULL && strcmp(o->format, "json") != 0)
        options_complain("--json is not", o->format, "");
    else if (certificates_are_of_one(o) && runner_select_open(&s, o, &status))
        status = run_all(o, &s);
    runner_select_close(&s);
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
    "status is then 65.  With --only or --changed-since the other items are left\n"
    "out, also those that the ones audited use.  A warning is about a verdict\n"
    "that is as expected and yet may not be all that it seems: it uses what is\n"
    "not proved; of some instances nobody knows that they have a point.\n"
    "With --certificates each certificate is kept in DIR, or found there,\n"
    "judged, and left alone; the last line names those that had to be made.\n"
    "With --shard several runs, anywhere, fill such a folder, and one without\n"
    "it then judges the whole.\n",
    TAKES_SELECT | TAKES_BUDGET | TAKES_LIMITS | TAKES_PRECISION | TAKES_JSON | TAKES_FRESH |
        TAKES_QUIET | TAKES_CACHE | TAKES_CERTS | TAKES_SHARD,
    1, -1, run};
