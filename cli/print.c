#include "cli.h"

#include "../figures/label.h"
#include "../reports/decimal.h"
#include "../reports/outcome.h"

#include <stdlib.h>
#include <string.h>

void print_clean(FILE *f, const char *s)
{
    text_buf b = {0};
    label_clean(&b, s, 0);
    fputs(b.s, f);
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
        print_clean(stderr, line.s);
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
    for (size_t i = 0; i < errs->n; i++) {
        const lang_error *e = &errs->v[i];
        fputs(terminal_ink(stderr, INK_STRONG), stderr);
        print_clean(stderr, e->pos.file != NULL ? e->pos.file : "input");
        if (e->pos.line > 0)
            fprintf(stderr, ":%d:%d", e->pos.line, e->pos.col);
        fprintf(stderr, ":%s %serror:%s ", terminal_ink(stderr, INK_NONE),
                terminal_ink(stderr, INK_BAD), terminal_ink(stderr, INK_NONE));
        print_clean(stderr, e->message);
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

static bool is_set(const char *s)
{
    return s != NULL && *s != '\0';
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

void print_verdict(const result *r, int id_width)
{
    text_buf b = {0};
    put_expectation(&b, r);
    if (r->it->kind == ITEM_REGION && is_set(r->area_open.lo)) {
        text_put(&b, "  true on ");
        decimal_show(&b, &r->area_true, 4, DECIMAL_PLAIN);
        text_put(&b, ", false on ");
        decimal_show(&b, &r->area_false, 4, DECIMAL_PLAIN);
        if (is_set(r->area_outside.hi) &&
            strcmp(r->area_outside.hi, "0") != 0) {
            text_put(&b, ", outside on ");
            decimal_show(&b, &r->area_outside, 4, DECIMAL_PLAIN);
        }
    } else if (r->verdict == VERDICT_ENCLOSED && is_set(r->value.lo)) {
        text_put(&b, "  ");
        decimal_show(&b, &r->value, r->it->digits, DECIMAL_PLAIN);
    }
    if (r->verdict == VERDICT_REFUTED && is_set(r->witness))
        text_printf(&b, "  at %s", r->witness);
    if (r->verdict == VERDICT_PROVED && !r->uniform)
        text_printf(&b, "  all %zu instance%s", r->instances,
                    r->instances == 1 ? "" : "s");
    print_badge(r, 9);
    printf("  %-*s", b.len > 0 ? id_width : 0, r->it->id);
    if (b.len > 0) {
        printf("  ");
        print_clean(stdout, b.s);
    }
    printf("\n");
    text_clear(&b);
}

static void print_field(const char *name, const char *s)
{
    if (!is_set(s))
        return;
    printf("  %-13s", name);
    print_clean(stdout, s);
    printf("\n");
}

static void print_margin(const result *r)
{
    if (!r->has_margin)
        return;
    text_buf b = {0};
    bool lower = is_set(r->margin.lo) && strcmp(r->margin.lo, "-inf") != 0;
    bool upper = is_set(r->margin.hi) && strstr(r->margin.hi, "inf") == NULL;
    if (r->contact)
        text_put(&b, "0, attained");
    else if (lower)
        text_printf(&b, "at least %s", r->margin.lo);
    if (!r->contact && upper)
        text_printf(&b, "%sat most %s", b.len > 0 ? ", " : "", r->margin.hi);
    if (is_set(r->margin_at) && b.len > 0 && (r->contact || upper))
        text_printf(&b, " at %s", r->margin_at);
    print_field("margin", b.s);
    text_clear(&b);
}

static void print_certificate(const result *r)
{
    text_buf b = {0};
    if (r->leaves > 0) {
        text_printf(&b, "%zu lea%s, depth %zu", r->leaves,
                    r->leaves == 1 ? "f" : "ves", r->depth);
        if (is_set(r->rules))
            text_printf(&b, " (%s)", r->rules);
    }
    print_field("certificate", b.s);
    text_clear(&b);
}

static void print_ends(const char *name, const enclosure *e)
{
    text_buf b = {0};
    if (is_set(e->lo) && is_set(e->hi))
        text_printf(&b, strcmp(e->lo, e->hi) == 0 ? "%s" : "[%s, %s]", e->lo,
                    e->hi);
    print_field(name, b.s);
    text_clear(&b);
}

void print_details(const result *r)
{
    print_field("evidence", r->why);
    print_field("witness", r->witness);
    print_ends("margin there", &r->witness_margin);
    print_field("differs at", r->difference_at);
    if (r->verdict == VERDICT_ENCLOSED) {
        print_ends(r->it->kind == ITEM_REGION ? "area" : "value", &r->value);
        print_field("attained", r->attained);
        print_ends("paper", &r->paper);
    }
    if (r->verdict == VERDICT_PROVED)
        print_margin(r);
    print_certificate(r);
    if (r->verdict == VERDICT_UNDECIDED) {
        printf("  %-13s%zu of %zu boxes, %.3g %% of the domain\n", "open",
               r->open, r->boxes, r->open_share * 100);
        print_field("worst box", r->worst);
    }
}
