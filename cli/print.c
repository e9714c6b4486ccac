/* Errors with excerpts, verdicts and evidence, as plain text. */
#include "cli.h"

#include "../theory/document/author.h"
#include "../reports/outcome.h"
#include "../reports/sentence.h"

#include <stdlib.h>
#include <string.h>

void print_author(const char *s)
{
    text_buf b = {0};
    author_put(&b, s);
    terminal_put(stdout, b.s != NULL ? b.s : "");
    text_clear(&b);
}

void print_text(const text_buf *b)
{
    if (b->s != NULL)
        fwrite(b->s, 1, b->len, stdout);
}

void print_complaint(const char *s)
{
    while (*s != '\0') {
        size_t n = strcspn(s, "\n");
        text_buf line = {0};
        text_put_n(&line, s, n);
        fputs("assay: ", stderr);
        terminal_put(stderr, line.s);
        fputs("\n", stderr);
        text_clear(&line);
        s += n + (s[n] == '\n');
    }
}

/* The line around byte `col`, one column of output for each character, so
 * that the caret stands under the right one. */
static void print_excerpt(const char *line, int col)
{
    enum { BEFORE = 60, AFTER = 60 };
    size_t n = strcspn(line, "\r\n"), at = col > 0 ? (size_t)col - 1 : 0;
    at = at > n ? n : at;
    size_t from = at > BEFORE ? at - BEFORE : 0;
    size_t to = n - at > AFTER ? at + AFTER : n;
    while (from > 0 && ((unsigned char)line[from] & 0xc0) == 0x80)
        from--;
    while (to < n && ((unsigned char)line[to] & 0xc0) == 0x80)
        to++;
    fputs(from > 0 ? "  ..." : "  ", stderr);
    for (size_t i = from; i < to; i++) {
        unsigned char c = (unsigned char)line[i];
        fputc(c < 0x20 || c == 0x7f ? ' ' : c, stderr);
    }
    fputs(to < n ? "...\n" : "\n", stderr);
    fputs(from > 0 ? "     " : "  ", stderr);
    for (size_t i = from; i < at; i++)
        if (((unsigned char)line[i] & 0xc0) != 0x80)
            fputc(' ', stderr);
    fprintf(stderr, "%s^%s\n", terminal_ink(stderr, INK_GOOD),
            terminal_ink(stderr, INK_NONE));
}

void print_errors(const lang_errors *errs)
{
    print_errors_from(errs, 0);
    print_more_errors(errs);
}

void print_more_errors(const lang_errors *errs)
{
    if (errs->more > 0)
        fprintf(stderr, "assay: %zu more error%s not shown\n", errs->more,
                errs->more == 1 ? " is" : "s are");
}

void print_errors_from(const lang_errors *errs, size_t n)
{
    for (size_t i = n; i < errs->n; i++) {
        const lang_error *e = &errs->v[i];
        if (e->pos.file == NULL) { /* of no place in a text */
            print_complaint(e->message);
            continue;
        }
        fputs(terminal_ink(stderr, INK_STRONG), stderr);
        terminal_put(stderr, e->pos.file);
        if (e->pos.line > 0)
            fprintf(stderr, ":%d:%d", e->pos.line, e->pos.col);
        fprintf(stderr, ":%s %serror:%s ", terminal_ink(stderr, INK_NONE),
                terminal_ink(stderr, INK_BAD), terminal_ink(stderr, INK_NONE));
        terminal_put(stderr, e->message);
        fputs("\n", stderr);
        if (e->excerpt != NULL)
            print_excerpt(e->excerpt, e->pos.col);
    }
}

static ink ink_of(verdict_kind v)
{
    return v == VERDICT_REFUTED                            ? INK_BAD
           : v == VERDICT_UNDECIDED                        ? INK_OPEN
           : v == VERDICT_PROVED || v == VERDICT_ENCLOSED  ? INK_GOOD
                                                           : INK_NONE;
}

static void print_badge(const result *r, int width)
{
    printf("%s%s %-*s%s", terminal_ink(stdout, ink_of(r->verdict)),
           outcome_mark(r->verdict), width, verdict_name(r->verdict),
           terminal_ink(stdout, INK_NONE));
}

static void put_expectation(text_buf *b, const result *r)
{
    if (outcome_of(r) == OUTCOME_UNEXPECTED)
        text_printf(b, "  NOT AS EXPECTED (%s)",
                    verdict_name(r->it->has_expect ? r->it->expect
                                                   : VERDICT_PROVED));
    else if (r->it->has_expect && r->verdict != VERDICT_PROVED)
        text_put(b, "  as expected");
}

void print_verdict(const result *r, int id_width, const char *after)
{
    text_buf b = {0}, brief = {0};
    put_expectation(&b, r);
    sentence_brief(&brief, r);
    if (brief.len > 0)
        text_printf(&b, "  %s", brief.s);
    text_clear(&brief);
    print_badge(r, 9);
    printf("  %-*s", b.len > 0 ? id_width : 0, r->it->id);
    if (b.len > 0) {
        printf("  ");
        terminal_put(stdout, b.s);
    }
    printf("%s\n", after != NULL ? after : "");
    text_clear(&b);
}

void print_field(const char *name, const char *s)
{
    if (s == NULL || *s == '\0')
        return;
    printf("  %-13s", name);
    terminal_put(stdout, s);
    printf("\n");
}

static void print_made(const char *name, const result *r,
                       void (*make)(text_buf *b, const result *r))
{
    text_buf b = {0};
    make(&b, r);
    print_field(name, b.s);
    text_clear(&b);
}

void print_place(const result *r)
{
    text_buf b = {0};
    text_printf(&b, "%s:%d:%d", r->it->pos.file, r->it->pos.line,
                r->it->pos.col);
    print_field("at", b.s);
    text_clear(&b);
}

void print_details(const result *r)
{
    sentences s;
    sentence_make(&s, r);
    for (size_t i = 0; i < s.n; i++)
        print_field(s.v[i].label, s.v[i].text);
    sentence_clear(&s);
    print_made("certificate", r, sentence_certificate);
    print_made("rests on", r, sentence_standing);
}
