/* What bash completes, made from the tables of commands and options. */
#include "cli.h"

#include <string.h>

static bool is_taken(const command *c, const option_row *r)
{
    return (c->takes & r->takes) != 0 || r->takes == TAKES_ALL;
}

/* check) words="--only --slowest ..." ;; */
static void put_command(const command *c)
{
    printf("    %s) words='", c->name);
    for (size_t i = 0; i < options_count; i++)
        if (is_taken(c, &options_table[i]))
            printf("--%s ", options_table[i].name);
    printf("' ;;\n");
}

/* Options whose value is one of some words; a folder; a file; anything else. */
static void put_values(void)
{
    for (size_t i = 0; i < options_count; i++) {
        const option_row *r = &options_table[i];
        if (r->kind == OPTION_FLAG)
            continue;
        printf("    --%s", r->name);
        if (r->letter != 0)
            printf("|-%c", r->letter);
        if (r->kind == OPTION_WORD) {
            printf(") COMPREPLY=($(compgen -W '");
            for (const char *s = r->arg; *s != '\0'; s++)
                putchar(*s == '|' ? ' ' : *s);
            printf("' -- \"$cur\")) ;;\n");
        } else if (strcmp(r->arg, "DIR") == 0) {
            printf(") COMPREPLY=($(compgen -d -- \"$cur\")) ;;\n");
        } else if (strcmp(r->arg, "FILE") == 0 ||
                   strcmp(r->arg, "PATH") == 0) {
            printf(") COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n");
        } else {
            printf(") COMPREPLY=() ;;\n");
        }
    }
}

void completion_print(void)
{
    printf("# bash completion for assay: commands, options, their values, "
           "files.\n"
           "_assay()\n{\n"
           "    local cur=${COMP_WORDS[COMP_CWORD]} words=\n"
           "    local prev=${COMP_WORDS[COMP_CWORD-1]}\n"
           "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
           "        COMPREPLY=($(compgen -W '");
    for (int i = 0; commands_all[i] != NULL; i++)
        printf("%s ", commands_all[i]->name);
    printf("help --help --version' -- \"$cur\"))\n"
           "        return\n    fi\n    case $prev in\n");
    put_values();
    printf("    *)\n    case ${COMP_WORDS[1]} in\n");
    for (int i = 0; commands_all[i] != NULL; i++)
        put_command(commands_all[i]);
    printf("    esac\n    case $cur in\n"
           "    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$cur\")) ;;\n"
           "    *) COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n"
           "    esac ;;\n    esac\n}\n"
           "complete -o filenames -F _assay assay\n");
}
