/* An author's words, told from assay's.  See author.h. */
#include "author.h"

#include "../language/language.h"

#include <ctype.h>
#include <string.h>

/* Those of reports/outcome.c, and what looks like them. */
static const char *const mark[] = {"✔", "✓", "✅", "☑", "🗸", "✘", "✗",
                                   "✖", "❌", "❎", "≐", "○",    "◯", "⭘"};

/* The length of the mark or word at s; 0: there is none.  Words stand by
 * themselves or inside others. */
static size_t claim_at(const char *s, bool *word)
{
    for (size_t i = 0; i < sizeof mark / sizeof *mark; i++) {
        size_t n = strlen(mark[i]);
        *word = false;
        if (strncmp(s, mark[i], n) == 0)
            return n;
    }
    for (int v = VERDICT_PROVED; v <= VERDICT_ASSUMED; v++) {
        const char *name = verdict_name((verdict_kind)v);
        size_t n = strlen(name);
        *word = true;
        if (strncmp(s, name, n) == 0)
            return n;
    }
    return 0;
}

bool author_claims(const char *s)
{
    bool word;
    for (; *s != '\0'; s++)
        if (claim_at(s, &word) > 0)
            return true;
    return false;
}

void author_put(text_buf *b, const char *s)
{
    while (s != NULL && *s != '\0') {
        bool word = false;
        size_t n = claim_at(s, &word);
        if (n == 0) {
            text_put_n(b, s++, 1);
            continue;
        }
        if (!word)
            text_put(b, "[mark]");
        for (size_t i = 0; i < n && word; i++)
            text_printf(b, "%c", tolower((unsigned char)s[i]));
        s += n;
    }
}

void author_quote(text_buf *b, const char *s)
{
    static const char *const quote[] = {"“", "”", "„", "\""};
    text_buf t = {0};
    author_put(&t, s);
    text_put(b, "“");
    for (const char *p = t.s; p != NULL && *p != '\0';) {
        size_t n = 0;
        for (size_t i = 0; i < 4 && n == 0; i++)
            if (strncmp(p, quote[i], strlen(quote[i])) == 0)
                n = strlen(quote[i]);
        if (n > 0)
            text_put(b, "'");
        else
            text_put_n(b, p, n = 1);
        p += n;
    }
    text_put(b, "”");
    text_clear(&t);
}
