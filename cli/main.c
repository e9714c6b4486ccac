/* Start-up, dispatch to a subcommand, --help and --version. */
#include "cli.h"

#include "../numerics/base/memory.h"
#include "../reports/provenance.h"
#include "../theory/language/suggest.h"
#include "version.h"

#include <fcntl.h>
#include <fenv.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const command *const commands[] = {&command_check, &command_report,
                                          &command_prove, &command_constant,
                                          &command_root, &command_eval,
                                          &command_list, &command_explain,
                                          &command_new,
                                          &command_recheck};
enum { NCOMMANDS = sizeof commands / sizeof *commands };

static const struct {
    unsigned takes;
    const char *text;
} option_help[] = {
    {TAKES_OUT, "  -o, --out DIR      where to write\n"},
    {TAKES_REFS, "  --refs DIR         references.bib and the inventory\n"},
    {TAKES_CERT, "  --cert FILE        write the certificate there\n"
                 "  --resume FILE      go on from a partial certificate\n"},
    {TAKES_CERTS, "  --certificates DIR where certificates are read\n"},
    {TAKES_CACHE, "  --cache DIR        results of unchanged items are kept there\n"},
    {TAKES_DIGITS, "  -n, --digits N     significant digits (20)\n"},
    {TAKES_EXACT, "  --exact            the fraction instead of digits\n"},
    {TAKES_BUDGET, "  --max-boxes N      boxes a goal (1,000,000)\n"
                   "  --seconds S        time a goal (no limit; verdicts then\n"
                   "                     depend on the machine's speed); prove:\n"
                   "                     of the answer (10, or as long as\n"
                   "                     --max-boxes takes)\n"
                   "  -j, --threads N    threads (as many as cores); results\n"
                   "                     do not depend on it\n"},
    {TAKES_LIMITS, "  --max-seconds S    time of the whole run (3,600)\n"
                   "  --max-memory MIB   memory of the whole run (4,096)\n"
                   "  --max-instances N  instances an item (5,000,000)\n"
                   "  --max-steps N      steps to write an item out\n"
                   "                     (200,000,000); a paper: ten times\n"
                   "  --max-nodes N      distinct subexpressions a paper\n"
                   "                     (20,000,000)\n"},
    {TAKES_PRECISION, "  --precision BITS   of the checker's leaves (128)\n"},
    {TAKES_FRESH, "  --fresh            prove all anew, whatever certificates\n"
                  "                     and results there are\n"},
    {TAKES_JSON, "  --json             the same facts for a machine\n"},
    {TAKES_QUIET, "  -q, --quiet        only what went wrong\n"},
};

static void print_command_help(const command *c)
{
    printf("usage: assay %s\n\n%s\noptions\n", c->synopsis, c->help);
    for (size_t i = 0; i < sizeof option_help / sizeof *option_help; i++)
        if ((c->takes & option_help[i].takes) != 0)
            fputs(option_help[i].text, stdout);
    puts("  --color WHEN       auto, always or never\n"
         "  -h, --help         this text\n"
         "  --                 what follows are arguments");
}

static void print_help(FILE *f)
{
    fputs("assay: what a theorem's constants are really worth\n\n"
          "usage: assay COMMAND [options] ...\n"
          "       assay CLAIM          as assay prove CLAIM\n\ncommands\n", f);
    for (int i = 0; i < NCOMMANDS; i++)
        fprintf(f, "  %-8s %s\n", commands[i]->name, commands[i]->summary);
    fputs("\n  assay COMMAND --help tells more; assay --version\n\n"
          "exit status\n"
          "  0  all verdicts as expected (prove: proved)\n"
          "  1  a verdict is not as expected (prove: refuted)\n"
          "  2  undecided\n"
          "  3  a needed program is missing or failed, output could not be "
          "written,\n"
          "     or the run would take more memory or time than allowed\n"
          "  64 bad usage\n"
          "  65 bad document or expression\n\n"
          "examples\n"
          "  assay 'for r in (0, 8]: r - 1 - log(r) >= (r - 1)^2/10'\n"
          "  assay eval 'exp(pi*sqrt(163))' --digits 40\n"
          "  assay check theory/li-yan-2024\n"
          "  assay report theory/li-yan-2024\n", f);
}

static void print_version(void)
{
    text_buf b = {0};
    provenance_libraries(&b);
    printf("assay %s\nsource %s\n%s\n%s\n", ASSAY_VERSION, ASSAY_SOURCE_HASH,
           b.s, ASSAY_COMPILER);
    text_clear(&b);
}

static int usage_error(const char *word)
{
    suggestion s;
    char near[160];
    suggest_start(&s, word, strlen(word));
    for (int i = 0; i < NCOMMANDS; i++)
        suggest_offer(&s, commands[i]->name);
    fputs("assay: unknown command `", stderr);
    terminal_put(stderr, word);
    fprintf(stderr, "`%s\n", suggest_text(&s, near, sizeof near));
    return EXIT_USAGE;
}

static int run_command(const command *c, int argc, char **argv)
{
    cli_options o;
    int status = EXIT_USAGE;
    if (!options_read(&o, c->takes, argc, argv)) {
        fprintf(stderr, "usage: assay %s\n", c->synopsis);
    } else if (o.help) {
        print_command_help(c);
        status = EXIT_AS_EXPECTED;
    } else if (o.nargs < c->min_args ||
               (c->max_args >= 0 && o.nargs > c->max_args)) {
        fprintf(stderr, "assay: %s arguments\nusage: assay %s\n",
                o.nargs < c->min_args ? "too few" : "too many", c->synopsis);
    } else {
        status = limits_start(&o) ? c->run(&o) : EXIT_PROGRAM;
    }
    free(o.arg);
    return status;
}

static bool ended; /* by main */

/* A library that ends the program does so with status 1, which would be taken
 * for a refutation: libgomp when a thread cannot be started. */
static void on_exit_elsewhere(void)
{
    if (ended)
        return;
    fputs("assay: a library gave up; it may be happy with fewer --threads\n",
          stderr);
    _exit(EXIT_PROGRAM);
}

/* What the caller left behind must not change a result: a rounding mode of
 * the processor, or files that would open as standard input, output, error.
 * A file that may not grow is an error like a full disk, not the end. */
static void start(void)
{
    fesetround(FE_TONEAREST);
    signal(SIGXFSZ, SIG_IGN);
    for (int fd = 0; fd < 3; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) < 0)
            exit(EXIT_PROGRAM);
    if (atexit(on_exit_elsewhere) != 0)
        exit(EXIT_PROGRAM);
}

static int finish(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fputs("assay: standard output could not be written\n", stderr);
    return EXIT_PROGRAM;
}

/* A claim has a relation in it, which no command or path needs. */
static bool is_claim(int argc, char **argv)
{
    bool relation = false;
    for (int i = 1; i < argc; i++)
        relation |= strpbrk(argv[i], "<>") != NULL ||
                    strstr(argv[i], "==") != NULL ||
                    strstr(argv[i], "!=") != NULL;
    return relation;
}

/* `assay CLAIM` */
static int prove(int argc, char **argv)
{
    char **all = xcalloc((size_t)argc + 2, sizeof *all);
    all[0] = argv[0];
    all[1] = argv[0]; /* the command's place, which is not looked at */
    for (int i = 1; i < argc; i++)
        all[i + 1] = argv[i];
    int status = run_command(&command_prove, argc + 1, all);
    free(all);
    return status;
}

static int run(int argc, char **argv)
{
    const char *word = argc > 1 ? argv[1] : "";
    if (argc < 2) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) {
        print_version();
        return finish(EXIT_AS_EXPECTED);
    }
    bool help = strcmp(word, "help") == 0;
    if (help || strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
        for (int i = 0; i < NCOMMANDS && help && argc > 2; i++)
            if (strcmp(argv[2], commands[i]->name) == 0) {
                print_command_help(commands[i]);
                return finish(EXIT_AS_EXPECTED);
            }
        print_help(stdout);
        return finish(EXIT_AS_EXPECTED);
    }
    for (int i = 0; i < NCOMMANDS; i++)
        if (strcmp(word, commands[i]->name) == 0)
            return finish(run_command(commands[i], argc, argv));
    return is_claim(argc, argv) ? finish(prove(argc, argv))
                                : usage_error(word);
}

int main(int argc, char **argv)
{
    start();
    int status = run(argc, argv);
    ended = true;
    return status;
}
