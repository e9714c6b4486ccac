/* Verdicts for a reader; and the same with annotations, as GitHub's runs show
 * them beside the line that they are about. */
#include "runner.h"

#include "../figures/label.h"
#include "../reports/outcome.h"
#include "../reports/sentence.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Times are for a terminal: what is written to a file is the same again. */
static void put_time(text_buf *b, double seconds)
{
    if (isatty(STDOUT_FILENO))
        text_printf(b, "  %.2f s", seconds);
}

static void found(const runner *t, const runner_case *c)
{
    bool fine = outcome_of(c->r) == OUTCOME_FINE;
    text_buf time = {0};
    if (c->warning == NULL && (!outcome_has_verdict(c->r) || (t->o->quiet && fine)))
        return;
    terminal_clear();
    put_time(&time, c->seconds);
    print_verdict(c->r, t->width, time.s);
    text_clear(&time);
    if (!fine || c->warning != NULL)
        print_place(c->r);
    if (c->warning != NULL)
        print_field("warning", c->warning);
    if (!fine)
        print_details(c->r);
    fflush(stdout); /* into a pipe, too */
}

void runner_text_slowest(const runner *t, FILE *f)
{
    size_t n, *at = runner_slowest(t, &n);
    for (size_t k = 0; k < n; k++)
        fprintf(f, "%s%-*s  %.3f s\n", k == 0 ? "slowest\n  " : "  ", t->width,
                t->item[at[k]].r->it->id, t->item[at[k]].seconds);
    free(at);
}

static void end(const runner *t)
{
    text_buf b = {0};
    outcome_counts c = outcome_count(t->known, t->nknown);
    if (t->o->slowest > 0)
        runner_text_slowest(t, stdout);
    if (!t->whole || t->o->quiet)
        return;
    if (t->selection->share.of > 0) {
        shard_say(&b, &t->selection->share, t->mine, t->of_all);
        text_put(&b, "; of these, ");
    }
    outcome_say_counts(&b, &c);
    if (t->warnings > 0)
        text_printf(&b, "; %zu warning%s", t->warnings,
                    t->warnings == 1 ? "" : "s");
    if (t->left_out > 0)
        text_printf(&b, "; %zu left out", t->left_out);
    if (t->certs.dir != NULL) {
        text_put(&b, "\n");
        certificates_say(&b, &t->certs, t->selection->share.of == 0);
    }
    printf("%s\n", b.s);
    text_clear(&b);
}

static void fail(const char *path, const lang_errors *errs)
{
    (void)path; /* the errors have been printed */
    (void)errs;
}

const runner_format runner_format_text = {
    .name = "text", .found = found, .end = end, .fail = fail};

/* ---- annotations -------------------------------------------------------- */

/* A command's text; in a property, `:` and `,` have a meaning, too. */
static void put_escaped(const char *s, bool property)
{
    text_buf b = {0};
    label_clean(&b, s, 0);
    for (const char *c = b.s; c != NULL && *c != '\0'; c++)
        if (*c == '%' || (property && (*c == ':' || *c == ',')))
            printf("%%%02X", (unsigned char)*c);
        else
            putchar(*c);
    text_clear(&b);
}

static void annotate(const char *kind, lang_pos pos, const char *title,
                     const char *message)
{
    printf("::%s ", kind);
    if (pos.file != NULL) {
        printf("file=");
        put_escaped(pos.file, true);
        if (pos.line > 0)
            printf(",line=%d,col=%d", pos.line, pos.col);
        printf(",");
    }
    printf("title=");
    put_escaped(title, true);
    printf("::");
    put_escaped(message, false);
    printf("\n");
}

static void found_on_github(const runner *t, const runner_case *c)
{
    const result *r = c->r;
    text_buf title = {0};
    found(t, c);
    if (outcome_of(r) != OUTCOME_FINE) {
        sentences s;
        sentence_make(&s, r);
        text_printf(&title, "%s is %s", r->it->id, verdict_name(r->verdict));
        const char *why = sentence_find(&s, "evidence");
        annotate("error", r->it->pos, title.s, why != NULL ? why : "");
        sentence_clear(&s);
    } else if (c->warning != NULL) {
        annotate(t->o->strict ? "error" : "warning", r->it->pos, r->it->id,
                 c->warning);
    }
    text_clear(&title);
    fflush(stdout);
}

static void fail_on_github(const char *path, const lang_errors *errs)
{
    (void)path;
    for (size_t i = 0; i < errs->n; i++)
        annotate("error", errs->v[i].pos, "assay", errs->v[i].message);
}

static void end_on_github(const runner *t)
{
    fail_on_github(t->path, &t->errs);
    end(t);
}

const runner_format runner_format_github = {.name = "github",
                                            .found = found_on_github,
                                            .end = end_on_github,
                                            .fail = fail_on_github};
