/* Names as mathematicians would write them; the rules are in docs/LANGUAGE.md. */
#include "tex.h"

#include <string.h>

static const char *const greek[] = {
    "alpha",  "beta",   "gamma",    "delta", "epsilon",    "zeta",
    "eta",    "theta",  "iota",     "kappa", "lambda",     "mu",
    "nu",     "xi",     "rho",      "sigma", "tau",        "upsilon",
    "phi",    "chi",    "psi",      "omega", "Gamma",      "Delta",
    "Theta",  "Lambda", "Xi",       "Pi",    "Sigma",      "Upsilon",
    "Phi",    "Psi",    "Omega",    "ell",   "varepsilon", "vartheta",
    "varphi", "varrho", "varsigma",
};
static const char *const accents[] = {"bar", "hat", "tilde"};

static bool is(const char *s, size_t n, const char *word)
{
    return strlen(word) == n && !memcmp(s, word, n);
}

/* Writes a Greek or Latin letter; false when s is none. */
static bool put_letter(text_buf *b, const char *s, size_t n)
{
    if (n == 1) {
        text_put_n(b, s, 1);
        return true;
    }
    if (is(s, n, "eps")) {
        text_put(b, "\\varepsilon");
        return true;
    }
    for (size_t i = 0; i < sizeof greek / sizeof *greek; i++)
        if (is(s, n, greek[i])) {
            text_printf(b, "\\%s", greek[i]);
            return true;
        }
    return false;
}

/* A letter, with an accent or without; false when s is none. */
static bool put_base(text_buf *b, const char *s, size_t n)
{
    if (put_letter(b, s, n))
        return true;
    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++) {
        size_t m = strlen(accents[i]);
        if (n <= m || memcmp(s + n - m, accents[i], m))
            continue;
        text_buf letter = {0};
        bool ok = put_letter(&letter, s, n - m);
        if (ok)
            text_printf(b, "\\%s{%s}", accents[i], letter.s);
        text_clear(&letter);
        return ok;
    }
    return false;
}

static bool all_digits(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] < '0' || s[i] > '9')
            return false;
    return n > 0;
}

/* A part after an underscore, as a symbol; false when it is a word. */
static bool put_symbol(text_buf *b, const char *s, size_t n)
{
    if (all_digits(s, n))
        text_put_n(b, s, n);
    else if (is(s, n, "star"))
        text_put(b, "\\star");
    else if (is(s, n, "inf"))
        text_put(b, "\\infty");
    else if (is(s, n, "min") || is(s, n, "max"))
        text_printf(b, "\\%.3s", s);
    else
        return put_letter(b, s, n);
    return true;
}

/* The parts after underscores, joined by commas; words that follow each
 * other make one text. */
static void put_parts(text_buf *sub, const char *s)
{
    bool in_text = false;
    while (*s == '_') {
        size_t n = strcspn(s + 1, "_");
        text_buf part = {0};
        bool symbol = put_symbol(&part, s + 1, n);
        if (in_text)
            text_put(sub, symbol ? "}," : " ");
        else
            text_put(sub, sub->len ? "," : "");
        if (symbol)
            text_put(sub, part.s);
        else
            text_printf(sub, "%s%.*s", in_text ? "" : "\\text{", (int)n, s + 1);
        in_text = !symbol;
        text_clear(&part);
        s += 1 + n;
    }
    text_put(sub, in_text ? "}" : "");
}

/* The whole name upright: a word, or an unusual pattern. */
static bool put_word(tex *x, const char *name)
{
    tex_put(x, "\\mathrm{", 0, EDGE_LETTER);
    for (const char *s = name; *s; s++) {
        char c[2] = {*s, 0};
        tex_space(x, *s == '_' ? "\\_" : c, 1);
    }
    tex_space(x, "}", 0);
    return false;
}

static long visible(const char *s)
{
    long w = 0;
    for (; *s; s++) {
        if (*s == '\\') {
            while ((s[1] >= 'a' && s[1] <= 'z') || (s[1] >= 'A' && s[1] <= 'Z'))
                s++;
            w++;
        } else if (*s != '{' && *s != '}' && *s != '_' && *s != '^') {
            w++;
        }
    }
    return w;
}

bool tex_name(tex *x, const char *name)
{
    size_t base = strcspn(name, "_"), letters = base;
    while (letters && name[letters - 1] >= '0' && name[letters - 1] <= '9')
        letters--;
    text_buf b = {0}, sub = {0};
    size_t total = strlen(name);
    if (!put_base(&b, name, letters) || name[total - 1] == '_' ||
        strstr(name, "__")) {
        text_clear(&b);
        return put_word(x, name);
    }
    bool square = is(name, base, "sigma2") || is(name, base, "tau2");
    if (square)
        text_put(&b, "^{2}");
    else
        text_put_n(&sub, name + letters, base - letters);
    put_parts(&sub, name + base);
    if (sub.len)
        text_printf(&b, "_{%s}", sub.s);
    tex_put(x, b.s, visible(b.s), EDGE_LETTER);
    text_clear(&b);
    text_clear(&sub);
    return square;
}

bool tex_name_is_square(const char *name)
{
    tex x = {0};
    bool square = tex_name(&x, name);
    tex_clear(&x);
    return square;
}

char *tex_name_look(const char *name)
{
    static const char square[] = "^{2}";
    tex x = {0};
    bool squared = tex_name(&x, name);
    char *look = tex_take(&x);
    if (squared) {
        char *at = strstr(look, square);
        memmove(at, at + strlen(square), strlen(at + strlen(square)) + 1);
    }
    return look;
}
