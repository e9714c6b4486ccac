/* --help: the tables of commands and options as plain text. */
#include "cli.h"

#include <string.h>

enum {
    OPTION_COLUMN = 21, /* where an option's help begins */
    WIDTH = 78
};

const help_row help_statuses[] = {
    {"0", "all verdicts as expected (prove: proved)"},
    {"1", "a verdict is not as expected (prove: refuted)"},
    {"2", "undecided"},
    {"3", "a needed program is missing or failed, output could not be "
          "written, or the run would take more memory or time than allowed"},
    {"64", "bad usage"},
    {"65", "bad document or expression"},
    {NULL, NULL}};

const help_row help_variables[] = {
    {"NO_COLOR", "if it is set and not empty, nothing is coloured"},
    {"TERM", "on a terminal called dumb nothing is coloured, and no progress "
             "is shown"},
    {"OMP_NUM_THREADS", "threads, up to the number of cores, where --threads "
                        "is not given"},
    {"ASSAY_DRAW_SECONDS", "how long gnuplot and dot may take for one picture "
                           "(60)"},
    {"ASSAY_KATEX", "the folder of KaTeX, for the pages of report --html "
                    "(/usr/share/javascript/katex)"},
    {NULL, NULL}};

const help_row help_examples[] = {
    {"assay 'for r in (0, 8]: r - 1 - log(r) >= (r - 1)^2/10'", NULL},
    {"assay eval 'exp(pi*sqrt(163))' --digits 40", NULL},
    {"assay check theory/li-yan-2024", NULL},
    {"assay report theory/li-yan-2024", NULL},
    {NULL, NULL}};

/* Words of s from column `at` on; lines that follow begin at `column`. */
static void put_wrapped(FILE *f, const char *s, int at, int column)
{
    while (*s != '\0') {
        int n = (int)strcspn(s, " ");
        if (at > column && at + 1 + n > WIDTH) {
            fprintf(f, "\n%*s", column, "");
            at = column;
        } else if (at > column) {
            fputc(' ', f);
            at++;
        }
        fprintf(f, "%.*s", n, s);
        at += n;
        s += n;
        s += strspn(s, " ");
    }
    fputc('\n', f);
}

/* The name, and from the column on its text. */
static void put_row(FILE *f, const char *name, const char *text, int column)
{
    int n = fprintf(f, "  %s", name);
    if (n >= column)
        fprintf(f, "\n%*s", column, "");
    else
        fprintf(f, "%*s", column - n, "");
    put_wrapped(f, text, column, column);
}

static void put_option(const option_row *r)
{
    text_buf b = {0};
    if (r->letter != 0)
        text_printf(&b, "-%c, ", r->letter);
    text_printf(&b, "--%s", r->name);
    if (r->arg != NULL)
        text_printf(&b, " %s", r->arg);
    put_row(stdout, b.s, r->help, OPTION_COLUMN);
    text_clear(&b);
}

void help_print_command(const command *c)
{
    printf("usage: assay %s\n\n%s\noptions\n", c->synopsis, c->help);
    for (size_t i = 0; i < options_count; i++)
        if ((c->takes & options_table[i].takes) != 0 ||
            options_table[i].takes == TAKES_ALL)
            put_option(&options_table[i]);
    put_row(stdout, "--", "what follows are arguments", OPTION_COLUMN);
}

void help_print(FILE *f)
{
    fputs("assay: what a theorem's constants are really worth\n\n"
          "usage: assay COMMAND [options] ...\n"
          "       assay CLAIM          as assay prove CLAIM\n\ncommands\n", f);
    for (int i = 0; commands_all[i] != NULL; i++)
        put_row(f, commands_all[i]->name, commands_all[i]->summary, 11);
    fputs("\n  assay COMMAND --help tells more; assay --version\n"
          "  assay --man-page, assay --bash-completion: what is installed\n\n"
          "exit status\n", f);
    for (const help_row *r = help_statuses; r->name != NULL; r++)
        put_row(f, r->name, r->text, 5);
    fputs("\nexamples\n", f);
    for (const help_row *r = help_examples; r->name != NULL; r++)
        fprintf(f, "  %s\n", r->name);
}
