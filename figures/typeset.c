/* Names in plots: subscripts and Greek letters, in Unicode, because the text
 * of a picture is no TeX.  See typeset.h. */
#include "typeset.h"

#include "label.h"

#include <stdbool.h>
#include <string.h>

static const char *const greek[][2] = {
    {"alpha", "α"},  {"beta", "β"},    {"gamma", "γ"},   {"delta", "δ"},
    {"epsilon", "ε"}, {"eps", "ε"},    {"zeta", "ζ"},    {"eta", "η"},
    {"theta", "θ"},  {"iota", "ι"},    {"kappa", "κ"},   {"lambda", "λ"},
    {"mu", "μ"},     {"nu", "ν"},      {"xi", "ξ"},      {"pi", "π"},
    {"rho", "ρ"},    {"sigma", "σ"},   {"tau", "τ"},     {"upsilon", "υ"},
    {"phi", "φ"},    {"chi", "χ"},     {"psi", "ψ"},     {"omega", "ω"},
    {"Gamma", "Γ"},  {"Delta", "Δ"},   {"Theta", "Θ"},   {"Lambda", "Λ"},
    {"Xi", "Ξ"},     {"Pi", "Π"},      {"Sigma", "Σ"},   {"Phi", "Φ"},
    {"Psi", "Ψ"},    {"Omega", "Ω"},
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A byte of a longer UTF-8 sequence: part of a word, too. */
static bool is_word(char c)
{
    return is_letter(c) || is_digit(c) || c == '_' || ((unsigned char)c) >= 128;
}

/* The Greek letter of that name, or a Latin letter alone; false if none. */
static bool put_letter(text_buf *out, const char *s, size_t n)
{
    for (size_t i = 0; i < sizeof greek / sizeof *greek; i++)
        if (strlen(greek[i][0]) == n && memcmp(greek[i][0], s, n) == 0) {
            text_put(out, greek[i][1]);
            return true;
        }
    if (n == 1 && is_letter(*s))
        text_put_n(out, s, 1);
    return n == 1 && is_letter(*s);
}

/* One word of n bytes, before `next`. */
static void put_word(text_buf *out, const char *s, size_t n, char next)
{
    static const char *const sub[] = {"₀", "₁", "₂", "₃", "₄",
                                      "₅", "₆", "₇", "₈", "₉"};
    size_t digits = 0;
    while (digits < n && is_digit(s[n - 1 - digits]))
        digits++;
    size_t base = digits > 0 && digits < n && s[n - 1 - digits] == '_'
                      ? n - digits - 1 : n;
    if (n == 4 && memcmp(s, "sqrt", 4) == 0 && next == '(') {
        text_put(out, "√");
    } else if (!put_letter(out, s, base)) {
        text_put_n(out, s, n);
    } else {
        for (size_t i = base + 1; i < n; i++)
            text_put(out, sub[s[i] - '0']);
    }
}

void typeset_text(text_buf *out, const char *s)
{
    text_put(out, "");
    while (*s != '\0') {
        size_t n = 0;
        while (is_word(s[n]))
            n++;
        if (n > 0)
            put_word(out, s, n, s[n]);
        else
            text_put_n(out, s, n = 1);
        s += n;
    }
}

void typeset_gnuplot(text_buf *out, const char *s, size_t max)
{
    text_buf b = {0};
    typeset_text(&b, s);
    label_gnuplot(out, b.s, max);
    text_clear(&b);
}
