/* assay constant, assay root, assay threshold: a number from the command line,
 * enclosed. */
#include "cli.h"

#include "../reports/outcome.h"
#include "../reports/reports.h"

#include <stdlib.h>

static void print_result(const cli_options *o, const result *r)
{
    if (o->json) {
        text_buf b = {0};
        report_json_result(&b, r);
        print_text(&b);
        text_clear(&b);
        return;
    }
    ink i = r->verdict == VERDICT_ENCLOSED ? INK_GOOD : INK_OPEN;
    printf("%s%s%s\n", terminal_ink(stdout, i), verdict_name(r->verdict),
           terminal_ink(stdout, INK_NONE));
    print_details(r);
}

static int enclose(const cli_options *o, program *p, item_kind kind,
                   lang_errors *errs, bool *printed)
{
    elab_limits limits = limits_of_elaboration(o);
    elab *el = elab_new(p, &limits);
    audit_options a;
    result r;
    int status = EXIT_DATA;
    terminal_audit_options(&a, o);
    a.fresh = true;
    result_init(&r);
    if (program_parse_number(p, kind, o->arg[0], errs)) {
        const item *it = program_find(p, item_kind_name(kind));
        bool ok = audit_item(p, el, it, &a, &r, errs);
        if (terminal_done()) {
            status = terminal_status();
        } else if (ok) {
            print_result(o, &r);
            *printed = true;
            status = r.verdict == VERDICT_ENCLOSED ? EXIT_AS_EXPECTED
                                                   : EXIT_UNDECIDED;
        }
    }
    result_clear(&r);
    elab_free(el);
    return status;
}

static int run(const cli_options *o, item_kind kind)
{
    lang_errors errs = {0};
    program *p = program_new();
    bool printed = false;
    int status = enclose(o, p, kind, &errs, &printed);
    if (*terminal_stop() == 0)
        print_errors(&errs); /* places name files that p owns */
    if (o->json && !printed)
        json_fail(&errs);
    lang_errors_clear(&errs);
    program_free(p);
    return status;
}

static int run_constant(const cli_options *o)
{
    return run(o, ITEM_CONSTANT);
}

static int run_root(const cli_options *o)
{
    return run(o, ITEM_ROOT);
}

static int run_threshold(const cli_options *o)
{
    return run(o, ITEM_THRESHOLD);
}

#define TAKES                                                                  \
    (TAKES_BUDGET | TAKES_LIMITS | TAKES_PRECISION | TAKES_JSON)

const command command_constant = {
    "constant",
    "constant [options] 'for r in (0, 8]: largest c with r - 1 - log(r) >= "
    "c*(r - 1)^2'",
    "the best constant of a statement, enclosed",
    "Prints the largest or smallest constant with which the statement holds:\n"
    "what is proved, and where every constant beyond fails.  `paper 1/20` and\n"
    "`digits 12` may stand at the end.  Exit status: 0 enclosed, 2 undecided.\n",
    TAKES, 1, 1, run_constant};

const command command_root = {
    "root",
    "root [options] 'for x in [1, 2]: x^2 == 2'",
    "the solutions of an equation, counted and enclosed",
    "Prints the solutions in the range, with the proof that there is no other.\n"
    "`digits 12` may stand at the end.  Exit status: 0 enclosed, 2 undecided.\n",
    TAKES, 1, 1, run_root};

const command command_threshold = {
    "threshold",
    "threshold [options] 'for n in 1..inf: find n with n^2 <= 2^n'",
    "from which whole number on a statement holds",
    "Prints a number from which on the statement is proved, and the largest\n"
    "whole number at which it was found to be false; of those between nothing\n"
    "is said.  `paper 4` may stand at the end.  Exit status: 0 enclosed, 2\n"
    "undecided.\n",
    TAKES, 1, 1, run_threshold};
