/* assay plot: a claim's sides, or an expression, drawn from certified values. */
#include "cli.h"

#include "../figures/figures.h"
#include "../figures/outdir.h"

#include <stdlib.h>
#include <string.h>

/* Where the ranges end: behind the first colon, or the start without one. */
static const char *behind_ranges(const char *s)
{
    const char *colon = strchr(s, ':');
    return colon != NULL ? colon + 1 : s;
}

/* Behind the interval of the variable whose name stands at s. */
static const char *behind_interval(const char *s, const char *end)
{
    int depth = 0;
    for (; s < end; s++) {
        depth += *s == '(' || *s == '[';
        if ((*s == ')' || *s == ']') && --depth == 0)
            return s + 1;
    }
    return end;
}

/* A range without an end, which no picture has room for, as far as this. */
static void put_window(text_buf *b, const binder *v)
{
    const int width = 10;
    char *lo = v->lo != NULL ? plain_expr(v->lo) : NULL;
    char *hi = v->hi != NULL ? plain_expr(v->hi) : NULL;
    text_buf range = {0}, note = {0};
    if (lo != NULL)
        text_printf(&range, "%c%s, %s + %d]", v->lo_open ? '(' : '[', lo, lo,
                    width);
    else if (hi != NULL)
        text_printf(&range, "[%s - %d, %s%c", hi, width, hi,
                    v->hi_open ? ')' : ']');
    else
        text_printf(&range, "[-%d, %d]", width, width);
    text_printf(&note, "note: %s is drawn over %s alone: its range has no end",
                v->name, range.s);
    print_complaint(note.s);
    text_printf(b, "%s in %s", v->name, range.s);
    text_clear(&note);
    text_clear(&range);
    free(lo);
    free(hi);
}

/* "for x in [0, 1]", or nothing.  `it`, if any, was read from s. */
static void put_ranges(text_buf *b, const char *s, const item *it)
{
    const char *body = behind_ranges(s), *start = s;
    if (body == s) {
        text_put(b, "\n");
        return;
    }
    for (size_t i = 0; it != NULL && i < it->nbind; i++) {
        const binder *v = &it->bind[i];
        const char *at = start + v->pos.col - 1;
        if (v->kind != DOM_INTERVAL || (v->lo != NULL && v->hi != NULL) ||
            v->pos.line != 1 || at < s || at >= body)
            continue;
        text_put_n(b, s, (size_t)(at - s));
        put_window(b, v);
        s = behind_interval(at, body - 1);
    }
    text_put_n(b, s, (size_t)(body - s) - 1);
    text_put(b, "\n");
}

static size_t intervals(const item *it)
{
    size_t n = 0;
    for (size_t i = 0; i < it->nbind; i++)
        n += it->bind[i].kind == DOM_INTERVAL;
    return n;
}

/* In two real variables: where the claim holds, and where not. */
static void put_map(text_buf *b, const item *it, const char *arg)
{
    int named = 0;
    text_put(b, "region plot \"Where it holds\"\nover ");
    for (size_t i = 0; i < it->nbind && named < 2; i++)
        if (it->bind[i].kind == DOM_INTERVAL)
            text_printf(b, "%s%s", named++ > 0 ? ", " : "", it->bind[i].name);
    text_put(b, "\n");
    put_ranges(b, arg, it);
    text_printf(b, "show %s\n", behind_ranges(arg));
}

/* Each side of the claim is a curve, named by what it is. */
static void put_sides(text_buf *b, const item *it, const char *arg)
{
    text_put(b, "figure plot \"Both sides\"\n");
    put_ranges(b, arg, it);
    for (size_t i = 0; i <= it->show.n; i++) {
        char *side = plain_expr(it->show.e[i]);
        text_printf(b, "%s s%zu \"%s\" = %s", i > 0 ? ",\n" : "curves", i + 1,
                    side, side);
        free(side);
    }
    if (it->nbind > 0)
        text_printf(b, "\nxlabel \"%s\"", it->bind[it->nbind - 1].name);
    text_put(b, "\n");
}

static bool has_relation(const char *s)
{
    return strpbrk(s, "<>") != NULL || strstr(s, "==") != NULL ||
           strstr(s, "!=") != NULL;
}

/* The item in the language; false, with errors, for what is no claim. */
static bool put_item(text_buf *b, const char *arg, lang_errors *errs)
{
    program *p = program_new();
    bool ok = true;
    if (!has_relation(behind_ranges(arg))) {
        text_buf as_claim = {0}; /* its ranges are read, too */
        lang_errors none = {0};
        text_printf(&as_claim, "%s >= 0", arg);
        bool read = program_parse_claim(p, as_claim.s, &none);
        text_put(b, "figure plot \"Values\"\n");
        put_ranges(b, arg, read ? program_find(p, "claim") : NULL);
        lang_errors_clear(&none);
        text_clear(&as_claim);
        text_printf(b, "curves value = %s\n", behind_ranges(arg));
    } else if ((ok = program_parse_claim(p, arg, errs))) {
        const item *it = program_find(p, "claim");
        if (intervals(it) >= 2)
            put_map(b, it, arg);
        else
            put_sides(b, it, arg);
    } else {
        print_errors(errs); /* places name files that p owns */
        lang_errors_clear(errs);
    }
    program_free(p);
    return ok;
}

/* Into the file, or to standard output without one. */
static bool put_picture(const char *path, const text_buf *svg)
{
    outdir d = {.fd = -1};
    text_buf folder = {0}, err = {0};
    if (path == NULL) {
        print_text(svg);
        return true;
    }
    const char *slash = strrchr(path, '/');
    text_put_n(&folder, path, slash != NULL ? (size_t)(slash - path) + 1 : 0);
    bool ok = outdir_open(&d, folder.len > 0 ? folder.s : ".", &err) &&
              outdir_put(&d, slash != NULL ? slash + 1 : path, svg, &err);
    if (!ok)
        print_complaint(err.s);
    outdir_close(&d);
    text_clear(&folder);
    text_clear(&err);
    return ok;
}

static int draw(const cli_options *o, program *p, const result *r)
{
    text_buf svg = {0}, why = {0};
    figure_status st = figure_draw(&svg, p, r, &why);
    int status = EXIT_PROGRAM;
    if (st == FIGURE_DRAWN)
        status = put_picture(o->out, &svg) ? EXIT_AS_EXPECTED : EXIT_PROGRAM;
    else
        print_complaint(st == FIGURE_EMPTY
                            ? "nothing to draw: no value is defined here"
                            : why.s);
    text_clear(&svg);
    text_clear(&why);
    return st == FIGURE_EMPTY ? EXIT_UNDECIDED : status;
}

static int plot(const cli_options *o, program *p, elab *el, lang_errors *errs)
{
    text_buf text = {0}, arg = {0};
    const char *start = o->arg[0] + strspn(o->arg[0], " \t\r\n");
    audit_options a;
    result r;
    int status = EXIT_DATA;
    /* ranges need no `for` here */
    bool bare = behind_ranges(start) > start && strncmp(start, "for ", 4) != 0;
    text_printf(&arg, "%s%s", bare ? "for " : "", start);
    terminal_audit_options(&a, o);
    a.fresh = true;
    result_init(&r);
    if (put_item(&text, arg.s, errs) &&
        program_parse(p, "plot", 1, text.s, text.len, errs)) {
        bool ok = audit_item(p, el, program_find(p, "plot"), &a, &r, errs);
        if (terminal_done())
            status = terminal_status();
        else if (ok)
            status = draw(o, p, &r);
    }
    result_clear(&r);
    text_clear(&text);
    text_clear(&arg);
    return status;
}

static int run(const cli_options *o)
{
    lang_errors errs = {0};
    program *p = program_new();
    elab_limits limits = limits_of_elaboration(o);
    elab *el = elab_new(p, &limits);
    int status = plot(o, p, el, &errs);
    if (*terminal_stop() == 0)
        print_errors(&errs); /* places name files that p owns */
    lang_errors_clear(&errs);
    elab_free(el);
    program_free(p);
    return status;
}

const command command_plot = {
    "plot", "plot [options] 'for x in [0, 1]: x^2 <= x' --out FILE.svg",
    "a picture of a claim, or of an expression",
    "Draws both sides of a claim in one real variable, or an expression, as\n"
    "curves through certified values; of a claim in two real variables a map\n"
    "of where it holds, which is proved.  The last variable runs along x, over\n"
    "its interval, or ten units of it where that has no end, which is said;\n"
    "variables before it that run over lists give a curve each.  An SVG, into --out, or to standard output without it; gnuplot\n"
    "draws.  Exit status: 0 drawn, 2 no value is defined.\n",
    TAKES_OUT | TAKES_BUDGET | TAKES_LIMITS | TAKES_PRECISION, 1, 1, run};
