/* Data made safe to stand in GitHub's Markdown. */
#include "markdown.h"

#include "../figures/label.h"
#include "../theory/document/author.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

void markdown_text(text_buf *b, const char *s)
{
    text_buf t = {0};
    if (s == NULL)
        return;
    label_clean(&t, s, 0);
    for (const char *p = t.s; *p != '\0'; p++) {
        switch (*p) {
        case '&': text_put(b, "&amp;"); break;
        case '<': text_put(b, "&lt;"); break;
        case '>': text_put(b, "&gt;"); break;
        case '|': text_put(b, "&#124;"); break;
        case '$': text_put(b, "<span>$</span>"); break;
        case '\\': case '`': case '*': case '_': case '[': case ']':
        case '~': case '#': case '!':
            text_printf(b, "\\%c", *p);
            break;
        case '-': case '+': case '=': /* lists, underlines, rules */
            text_printf(b, p == t.s ? "\\%c" : "%c", *p);
            break;
        case '@': /* mentions, addresses */
            text_put(b, "<span>@</span>");
            break;
        case ':': /* links without any markup: https://..., */
            text_put(b, p[1] == '/' ? "<span>:</span>" : ":");
            break;
        case 'w': case 'W': /* www.... */
            text_printf(b, strncasecmp(p, "www.", 4) == 0 ? "<span>%c</span>"
                                                        : "%c", *p);
            break;
        case '.': case ')': /* "1. " opens a list, at the start only */
            text_printf(b, p > t.s && (p[1] == ' ' || p[1] == '\0') &&
                        strspn(t.s, "0123456789") == (size_t)(p - t.s)
                            ? "\\%c" : "%c", *p);
            break;
        default: text_put_n(b, p, 1);
        }
    }
    text_clear(&t);
}

void markdown_author(text_buf *b, const char *s)
{
    text_buf t = {0};
    author_put(&t, s);
    if (t.s != NULL)
        markdown_text(b, t.s);
    text_clear(&t);
}

static size_t longest_run(const char *s, size_t n)
{
    size_t best = 0, run = 0;
    for (size_t i = 0; i < n; i++) {
        run = s[i] == '`' ? run + 1 : 0;
        best = run > best ? run : best;
    }
    return best;
}

static void put_ticks(text_buf *b, size_t n)
{
    while (n-- > 0)
        text_put(b, "`");
}

void markdown_code(text_buf *b, const char *s)
{
    text_buf t = {0};
    label_clean(&t, s, 0);
    size_t ticks = longest_run(t.s, t.len) + 1;
    put_ticks(b, ticks);
    if (ticks > 1)
        text_put(b, " ");
    for (const char *p = t.s; *p != '\0'; p++)
        text_printf(b, *p == '|' ? "\\%c" : "%c", *p);
    if (ticks > 1)
        text_put(b, " ");
    put_ticks(b, ticks);
    text_clear(&t);
}

void markdown_fence(text_buf *b, const char *info, const char *s, size_t n)
{
    size_t ticks = longest_run(s, n) + 1;
    ticks = ticks < 3 ? 3 : ticks;
    put_ticks(b, ticks);
    text_printf(b, "%s\n", info);
    text_put_n(b, s, n);
    if (n == 0 || s[n - 1] != '\n')
        text_put(b, "\n");
    put_ticks(b, ticks);
    text_put(b, "\n");
}

void markdown_target(text_buf *b, const char *s)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._/#";
    for (; *s != '\0'; s++)
        if (strchr(plain, *s) != NULL)
            text_put_n(b, s, 1);
        else
            text_printf(b, "%%%02X", (unsigned)(unsigned char)*s);
}

void markdown_count(text_buf *b, size_t n)
{
    char s[32];
    int len = snprintf(s, sizeof s, "%zu", n);
    for (int i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            text_put(b, ",");
        text_put_n(b, s + i, 1);
    }
}
