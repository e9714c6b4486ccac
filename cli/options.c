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

typedef enum { A_FLAG, A_TEXT, A_COUNT, A_SIZE, A_SECONDS } arg_kind;

typedef struct {
    const char *name;
    char letter; /* or 0 */
    arg_kind kind;
    unsigned takes;
    long min, max;
    size_t offset; /* where in cli_options */
} spec;

#define AT(member) offsetof(cli_options, member)

static const spec specs[] = {
    {"out", 'o', A_TEXT, TAKES_OUT, 0, 0, AT(out)},
    {"refs", 0, A_TEXT, TAKES_REFS, 0, 0, AT(refs)},
    {"cert", 0, A_TEXT, TAKES_CERT, 0, 0, AT(cert)},
    {"resume", 0, A_TEXT, TAKES_CERT, 0, 0, AT(resume)},
    {"certificates", 0, A_TEXT, TAKES_CERTS, 0, 0, AT(certs)},
    {"cache", 0, A_TEXT, TAKES_CACHE, 0, 0, AT(cache)},
    {"digits", 'n', A_COUNT, TAKES_DIGITS, 1, LIMIT_EVAL_DIGITS_MAX, AT(digits)},
    {"precision", 0, A_COUNT, TAKES_PRECISION, LIMIT_PREC_MIN,
     LIMIT_PREC_MAX, AT(precision)},
    {"threads", 'j', A_COUNT, TAKES_BUDGET, 1, LIMIT_THREADS_MAX, AT(threads)},
    {"max-boxes", 0, A_SIZE, TAKES_BUDGET, 1, LIMIT_BOXES_MAX, AT(boxes)},
    {"seconds", 0, A_SECONDS, TAKES_BUDGET, 0, 0, AT(seconds)},
    {"max-seconds", 0, A_SECONDS, TAKES_LIMITS, 0, 0, AT(max_seconds)},
    {"max-memory", 0, A_COUNT, TAKES_LIMITS, LIMIT_MEMORY_MIN,
     LIMIT_MEMORY_MAX, AT(max_mib)},
    {"max-instances", 0, A_SIZE, TAKES_LIMITS, 1,
     LIMIT_INSTANCES_MAX, AT(instances)},
    {"max-nodes", 0, A_SIZE, TAKES_LIMITS, LIMIT_NODES_MIN,
     LIMIT_NODES_MAX, AT(nodes)},
    {"max-steps", 0, A_SIZE, TAKES_LIMITS, 1, LIMIT_STEPS_MAX, AT(steps)},
    {"json", 0, A_FLAG, TAKES_JSON, 0, 0, AT(json)},
    {"fresh", 0, A_FLAG, TAKES_FRESH, 0, 0, AT(fresh)},
    {"quiet", 'q', A_FLAG, TAKES_QUIET, 0, 0, AT(quiet)},
    {"exact", 0, A_FLAG, TAKES_EXACT, 0, 0, AT(exact)},
    {"color", 0, A_TEXT, TAKES_ALL, 0, 0, AT(color)},
    {"help", 'h', A_FLAG, TAKES_ALL, 0, 0, AT(help)},
};
enum { NSPECS = sizeof specs / sizeof *specs };

static bool complain(const char *what, const char *arg, const char *more)
{
    fputs("assay: ", stderr);
    fputs(what, stderr);
    fputs(" `", stderr);
    terminal_put(stderr, arg);
    fprintf(stderr, "`%s\n", more);
    return false;
}

static const spec *find(const char *name, size_t n, unsigned takes)
{
    for (int i = 0; i < NSPECS; i++)
        if ((specs[i].takes & takes) != 0 && strlen(specs[i].name) == n &&
            memcmp(specs[i].name, name, n) == 0)
            return &specs[i];
    return NULL;
}

static bool unknown(const char *arg, unsigned takes)
{
    suggestion s;
    char near[160], more[200];
    const char *name = arg + strspn(arg, "-");
    suggest_start(&s, name, strcspn(name, "="));
    for (int i = 0; i < NSPECS; i++)
        if ((specs[i].takes & takes) != 0)
            suggest_offer(&s, specs[i].name);
    const char *hint = suggest_text(&s, near, sizeof near);
    /* the language quotes a name; an option wants its dashes */
    const char *tick = strchr(hint, '`');
    if (tick != NULL)
        snprintf(more, sizeof more, "%.*s`--%s", (int)(tick - hint), hint,
                 tick + 1);
    else
        more[0] = '\0';
    return complain("unknown option", arg, more);
}

static bool set_count(cli_options *o, const spec *s, const char *value)
{
    char *end;
    errno = 0;
    long v = strtol(value, &end, 10);
    if (!isdigit((unsigned char)*value) || *end != '\0' || errno != 0 ||
        v < s->min || v > s->max) {
        char more[80];
        snprintf(more, sizeof more, " is not a whole number from %ld to %ld",
                 s->min, s->max);
        return complain(s->name, value, more);
    }
    size_t size = (size_t)v;
    if (s->kind == A_SIZE)
        memcpy((char *)o + s->offset, &size, sizeof size);
    else
        memcpy((char *)o + s->offset, &v, sizeof v);
    return true;
}

static bool set_seconds(cli_options *o, const spec *s, const char *value)
{
    char *end;
    double v = strtod(value, &end);
    if (!isdigit((unsigned char)*value) || *end != '\0' ||
        !(v > 0 && v < 1e9))
        return complain(s->name, value, " is not a number above 0");
    memcpy((char *)o + s->offset, &v, sizeof v);
    return true;
}

static bool set(cli_options *o, const spec *s, const char *value)
{
    switch (s->kind) {
    case A_FLAG:
        *(bool *)(void *)((char *)o + s->offset) = true;
        return true;
    case A_TEXT:
        if (*value == '\0')
            return complain("option", s->name, " wants a value");
        memcpy((char *)o + s->offset, &value, sizeof value);
        return true;
    case A_SECONDS:
        return set_seconds(o, s, value);
    case A_COUNT:
    case A_SIZE:
        break;
    }
    return set_count(o, s, value);
}

/* `-1/3` is an expression, `-x` is not an option that anybody has; `-` alone
 * is an argument like any other. */
static bool is_option(const char *a)
{
    return a[0] == '-' && a[1] != '\0' && (a[1] == '-' ||
                                           (isalpha((unsigned char)a[1]) &&
                                            a[2] == '\0'));
}

static const spec *match(const char *a, unsigned takes, const char **value)
{
    *value = NULL;
    if (a[1] == '-') {
        size_t n = strcspn(a + 2, "=");
        if (a[2 + n] == '=')
            *value = a + 3 + n;
        return find(a + 2, n, takes);
    }
    for (int i = 0; i < NSPECS; i++)
        if (specs[i].letter == a[1] && (specs[i].takes & takes) != 0)
            return &specs[i];
    return NULL;
}

bool options_read(cli_options *o, unsigned takes, int argc, char **argv)
{
    *o = (cli_options){0};
    o->arg = xcalloc((size_t)argc + 1, sizeof *o->arg);
    bool only_args = false;
    for (int i = 2; i < argc; i++) {
        const char *a = argv[i], *value;
        if (only_args || !is_option(a)) {
            o->arg[o->nargs++] = a;
            continue;
        }
        if (strcmp(a, "--") == 0) {
            only_args = true;
            continue;
        }
        const spec *s = match(a, takes, &value);
        if (s == NULL)
            return unknown(a, takes);
        if (s->kind == A_FLAG && value != NULL)
            return complain("option", s->name, " takes no value");
        if (s->kind != A_FLAG && value == NULL) {
            if (i + 1 == argc)
                return complain("option", s->name, " wants a value");
            value = argv[++i];
        }
        if (!set(o, s, value))
            return false;
    }
    if (o->color != NULL && !terminal_color(o->color))
        return complain("color", o->color, " is not auto, always or never");
    return true;
}
