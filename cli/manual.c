/* The man page, made from the tables that --help is made of. */
#include "cli.h"

#include "../reports/provenance.h"

#include <string.h>

/* Text for roff: a backslash and a hyphen are escaped, and so is what would
 * be a request at the start of a line.  Back quotes stand for bold. */
static void put(const char *s)
{
    bool bold = false, start = true;
    for (; *s != '\0'; s++) {
        if (start && (*s == '.' || *s == '\''))
            fputs("\\&", stdout);
        start = *s == '\n';
        if (*s == '`') {
            bold = !bold;
            fputs(bold ? "\\fB" : "\\fR", stdout);
        } else if (*s == '\\') {
            fputs("\\e", stdout);
        } else if (*s == '-') {
            fputs("\\-", stdout);
        } else {
            fputc(*s, stdout);
        }
    }
}

static void put_rows(const char *title, const help_row *r)
{
    printf(".SH %s\n", title);
    for (; r->name != NULL; r++) {
        printf(".TP\n.B ");
        put(r->name);
        printf("\n");
        put(r->text);
        printf("\n");
    }
}

static void put_option(const option_row *r)
{
    printf(".TP\n");
    if (r->letter != 0)
        printf("\\fB\\-%c\\fR, ", r->letter);
    printf("\\fB\\-\\-");
    put(r->name);
    printf("\\fR");
    if (r->arg != NULL) {
        printf(" \\fI");
        put(r->arg);
        printf("\\fR");
    }
    printf("\n");
    put(r->help);
    printf("\n");
}

/* The synopsis, the help, and the names of the options that it takes. */
static void put_command(const command *c)
{
    bool any = false;
    printf(".SS assay ");
    put(c->synopsis);
    printf("\n");
    put(c->help);
    for (size_t i = 0; i < options_count; i++) {
        if ((c->takes & options_table[i].takes) == 0 ||
            options_table[i].takes == TAKES_ALL)
            continue;
        printf("%s", any ? ", " : "Options: ");
        printf("\\fB\\-\\-");
        put(options_table[i].name);
        printf("\\fR");
        any = true;
    }
    printf("%s", any ? ".\n" : "");
}

void manual_print(void)
{
    printf(".TH ASSAY 1 \"\" \"assay %s\" \"User Commands\"\n"
           ".SH NAME\nassay \\- proves or refutes inequalities, and audits "
           "documents of them\n"
           ".SH SYNOPSIS\n.B assay\n.I COMMAND\n[\\fIoptions\\fR] ...\n"
           ".SH COMMANDS\n",
           provenance_version());
    for (int i = 0; commands_all[i] != NULL; i++)
        put_command(commands_all[i]);
    printf(".SH OPTIONS\n");
    for (size_t i = 0; i < options_count; i++)
        put_option(&options_table[i]);
    put_rows("EXIT STATUS", help_statuses);
    put_rows("ENVIRONMENT", help_variables);
    printf(".SH EXAMPLES\n.nf\n");
    for (const help_row *r = help_examples; r->name != NULL; r++) {
        put(r->name);
        printf("\n");
    }
    printf(".fi\n");
}
