/* Arguments to values, with suggestions for what is misspelt. */
#include "cli.h"

#include "../numerics/base/memory.h"
#include "../theory/language/suggest.h"
#include "../numerics/base/limits.h"

#include <ctype.h>
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

const option_row options_table[] = {
#define OPTION(member, name, letter, kind, group, min, max, arg, help)         \
    {name, letter, OPTION_##kind, TAKES_##group,                               \
     min,  max,    arg,           help,          offsetof(cli_options, member)},
#include "options.def"
#undef OPTION
};
const size_t options_count = sizeof options_table / sizeof *options_table;

bool options_complain(const char *what, const char *arg, const char *more)
{
    fputs("assay: ", stderr);
    fputs(what, stderr);
    fputs(" `", stderr);
    terminal_put(stderr, arg);
    fprintf(stderr, "`%s\n", more);
    return false;
}

static const option_row *find(const char *name, size_t n, unsigned takes)
{
    for (size_t i = 0; i < options_count; i++)
        if ((options_table[i].takes & takes) != 0 && strlen(options_table[i].name) == n &&
            memcmp(options_table[i].name, name, n) == 0)
            return &options_table[i];
    return NULL;
}

static bool unknown(const char *arg, unsigned takes)
{
    suggestion s;
    char near[160], more[200];
    const char *name = arg + strspn(arg, "-");
    suggest_start(&s, name, strcspn(name, "="));
    for (size_t i = 0; i < options_count; i++)
        if ((options_table[i].takes & takes) != 0)
            suggest_offer(&s, options_table[i].name);
    const char *hint = suggest_text(&s, near, sizeof near);
    /* the language quotes a name; an option wants its dashes */
    const char *tick = strchr(hint, '`');
    if (tick != NULL)
        snprintf(more, sizeof more, "%.*s`--%s", (int)(tick - hint), hint,
                 tick + 1);
    else
        more[0] = '\0';
    return options_complain("unknown option", arg, more);
}

static bool set_count(cli_options *o, const option_row *s, const char *value)
{
    char *end;
    errno = 0;
    long v = strtol(value, &end, 10);
    if (!isdigit((unsigned char)*value) || *end != '\0' || errno != 0 ||
        v < s->min || v > s->max) {
        char more[80];
        snprintf(more, sizeof more, " is not a whole number from %ld to %ld",
                 s->min, s->max);
        return options_complain(s->name, value, more);
    }
    size_t size = (size_t)v;
    if (s->kind == OPTION_SIZE)
        memcpy((char *)o + s->offset, &size, sizeof size);
    else
        memcpy((char *)o + s->offset, &v, sizeof v);
    return true;
}

static bool set_seconds(cli_options *o, const option_row *s, const char *value)
{
    char *end;
    double v = strtod(value, &end);
    if (!isdigit((unsigned char)*value) || *end != '\0' ||
        !(v > 0 && v < 1e9))
        return options_complain(s->name, value, " is not a number above 0");
    memcpy((char *)o + s->offset, &v, sizeof v);
    return true;
}

/* One of the words in s->arg. */
static bool set_word(cli_options *o, const option_row *s, const char *value)
{
    size_t n = strlen(value);
    for (const char *w = s->arg; *w != '\0'; w += *w == '|') {
        size_t len = strcspn(w, "|");
        if (len == n && memcmp(w, value, n) == 0) {
            memcpy((char *)o + s->offset, &value, sizeof value);
            return true;
        }
        w += len;
    }
    text_buf b = {0};
    text_printf(&b, " is none of %s", s->arg);
    options_complain(s->name, value, b.s);
    text_clear(&b);
    return false;
}

/* The only list there is. */
static bool add_to_list(cli_options *o, const char *value)
{
    o->only = xrealloc(o->only, (o->nonly + 1) * sizeof *o->only);
    o->only[o->nonly++] = value;
    return true;
}

static bool set(cli_options *o, const option_row *s, const char *value)
{
    switch (s->kind) {
    case OPTION_FLAG:
        *(bool *)(void *)((char *)o + s->offset) = true;
        return true;
    case OPTION_TEXT:
    case OPTION_LIST:
        if (*value == '\0')
            return options_complain("option", s->name, " wants a value");
        if (s->kind == OPTION_LIST)
            return add_to_list(o, value);
        memcpy((char *)o + s->offset, &value, sizeof value);
        return true;
    case OPTION_WORD:
        return set_word(o, s, value);
    case OPTION_SECONDS:
        return set_seconds(o, s, value);
    case OPTION_COUNT:
    case OPTION_SIZE:
        break;
    }
    return set_count(o, s, value);
}

/* `-j2`: a letter whose option wants a number, and digits. */
static bool is_joined(const char *a, unsigned takes)
{
    size_t n = strlen(a);
    if (n < 3 || strspn(a + 2, "0123456789") != n - 2)
        return false;
    for (size_t i = 0; i < options_count; i++)
        if (options_table[i].letter == a[1] &&
            options_table[i].kind == OPTION_COUNT &&
            (options_table[i].takes & takes) != 0)
            return true;
    return false;
}

/* `-1/3` is an expression, `-x` is not an option that anybody has; `-` alone
 * is an argument like any other. */
static bool is_option(const char *a, unsigned takes)
{
    return a[0] == '-' && a[1] != '\0' &&
           (a[1] == '-' || (isalpha((unsigned char)a[1]) && a[2] == '\0') ||
            is_joined(a, takes));
}

static const option_row *match(const char *a, unsigned takes,
                               const char **value)
{
    *value = NULL;
    if (a[1] == '-') {
        size_t n = strcspn(a + 2, "=");
        if (a[2 + n] == '=')
            *value = a + 3 + n;
        return find(a + 2, n, takes);
    }
    if (a[2] != '\0')
        *value = a + 2;
    for (size_t i = 0; i < options_count; i++)
        if (options_table[i].letter == a[1] &&
            (options_table[i].takes & takes) != 0)
            return &options_table[i];
    return NULL;
}

bool options_read(cli_options *o, unsigned takes, int argc, char **argv)
{
    *o = (cli_options){0};
    o->arg = xcalloc((size_t)argc + 1, sizeof *o->arg);
    bool only_args = false;
    for (int i = 2; i < argc; i++) {
        const char *a = argv[i], *value;
        if (only_args || !is_option(a, takes)) {
            o->arg[o->nargs++] = a;
            continue;
        }
        if (strcmp(a, "--") == 0) {
            only_args = true;
            continue;
        }
        const option_row *s = match(a, takes, &value);
        if (s == NULL)
            return unknown(a, takes);
        if (s->kind == OPTION_FLAG && value != NULL)
            return options_complain("option", s->name, " takes no value");
        if (s->kind != OPTION_FLAG && value == NULL) {
            if (i + 1 == argc)
                return options_complain("option", s->name, " wants a value");
            value = argv[++i];
        }
        if (!set(o, s, value))
            return false;
    }
    if (o->color != NULL && !terminal_color(o->color))
        return options_complain("color", o->color, " is not auto, always or never");
    return true;
}

void options_clear(cli_options *o)
{
    free(o->arg);
    free(o->only);
    *o = (cli_options){0};
}
