/* Start-up, dispatch to a subcommand, --version. */
#include "cli.h"

#include "../numerics/base/memory.h"
#include "../reports/provenance.h"
#include "../theory/language/suggest.h"
#include "version.h"

#include <fcntl.h>
#include <fenv.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
    for (int i = 0; commands_all[i] != NULL; i++)
        suggest_offer(&s, commands_all[i]->name);
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
        help_print_command(c);
        status = EXIT_AS_EXPECTED;
    } else if (o.nargs < c->min_args ||
               (c->max_args >= 0 && o.nargs > c->max_args)) {
        fprintf(stderr, "assay: %s arguments\nusage: assay %s\n",
                o.nargs < c->min_args ? "too few" : "too many", c->synopsis);
    } else {
        status = limits_start(&o) ? c->run(&o) : EXIT_PROGRAM;
    }
    options_clear(&o);
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

/* Memory that was given back is kept for what comes next: to have it from the
 * system again costs more than to use it. */
static void keep_memory(void)
{
#ifdef __GLIBC__
    (void)mallopt(M_TRIM_THRESHOLD, 256 << 20);
    (void)mallopt(M_MMAP_THRESHOLD, 32 << 20);
    (void)mallopt(M_TOP_PAD, 1 << 20);
#endif
}

/* What the caller left behind must not change a result: a rounding mode of
 * the processor, or files that would open as standard input, output, error.
 * A file that may not grow is an error like a full disk, not the end. */
static void start(void)
{
    keep_memory();
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

static const command *find_command(const char *word)
{
    for (int i = 0; commands_all[i] != NULL; i++)
        if (strcmp(word, commands_all[i]->name) == 0)
            return commands_all[i];
    return NULL;
}

/* What is no command: true when it was done. */
static bool tell_of_itself(const char *word, const char *next)
{
    bool is_help = strcmp(word, "help") == 0;
    const command *c = is_help && next != NULL ? find_command(next) : NULL;
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0)
        print_version();
    else if (strcmp(word, "--man-page") == 0)
        manual_print();
    else if (strcmp(word, "--bash-completion") == 0)
        completion_print();
    else if (c != NULL)
        help_print_command(c);
    else if (is_help || strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        help_print(stdout);
    else
        return false;
    return true;
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
    if (argc < 2) {
        help_print(stderr);
        return EXIT_USAGE;
    }
    if (tell_of_itself(argv[1], argv[2]))
        return finish(EXIT_AS_EXPECTED);
    const command *c = find_command(argv[1]);
    if (c != NULL)
        return finish(run_command(c, argc, argv));
    return is_claim(argc, argv) ? finish(prove(argc, argv))
                                : usage_error(argv[1]);
}

int main(int argc, char **argv)
{
    start();
    int status = run(argc, argv);
    ended = true;
    return status;
}
