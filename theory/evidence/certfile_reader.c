/* Reading a certificate file's words and numbers, one form each.  Believed, as
 * all reading of files is. */
#include "certfile_reader.h"

#include "../../numerics/base/limits.h"
#include "../../numerics/base/rational.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool certfile_fail(certfile_reader *r, const char *fmt, ...)
{
    if (r->err[0] != '\0')
        return false;
    int n = snprintf(r->err, sizeof r->err, "line %d: ", r->line);
    va_list ap;
    va_start(ap, fmt);
    if (n > 0 && (size_t)n < sizeof r->err)
        vsnprintf(r->err + n, sizeof r->err - (size_t)n, fmt, ap);
    va_end(ap);
    return false;
}

bool certfile_at_word(const certfile_reader *r, const char *w)
{
    size_t n = strlen(w);
    return strncmp(r->s, w, n) == 0 && r->s[n] == ' ';
}

/* "WORD TEXT\n" with exactly this text. */
bool certfile_exact_line(certfile_reader *r, const char *word, const char *text)
{
    size_t n = strlen(word), m = strlen(text);
    if (!certfile_at_word(r, word))
        return certfile_fail(r, "`%s` expected", word);
    if (strncmp(r->s + n + 1, text, m) != 0 || r->s[n + 1 + m] != '\n')
        return certfile_fail(r, "another %s", word);
    r->s += n + m + 2;
    r->line++;
    return true;
}

/* Digits without sign or leading zero, up to max. */
bool certfile_whole(certfile_reader *r, size_t max, size_t *out)
{
    size_t v = 0, n = 0;
    while (isdigit((unsigned char)r->s[n])) {
        size_t d = (size_t)(r->s[n] - '0');
        if (v > (max - d) / 10 && v * 10 + d > max)
            return certfile_fail(r, "number out of range");
        v = v * 10 + d;
        if (v > max)
            return certfile_fail(r, "number out of range");
        n++;
    }
    if (n == 0 || (n > 1 && r->s[0] == '0'))
        return certfile_fail(r, "a whole number is missing");
    r->s += n;
    *out = v;
    return true;
}

bool certfile_literal(certfile_reader *r, const char *t)
{
    size_t n = strlen(t);
    if (strncmp(r->s, t, n) != 0)
        return certfile_fail(r, "`%s` expected",
                             strcmp(t, "\n") == 0 ? "end of line" : t);
    r->s += n;
    if (t[0] == '\n')
        r->line++;
    return true;
}

bool certfile_rational(certfile_reader *r, mpq_ptr q)
{
    size_t n = strspn(r->s, "-0123456789/");
    if (n == 0 || n > LIMIT_CERT_TEXT)
        return certfile_fail(r, "a rational number is missing");
    bool ok = rational_read(q, r->s, n);
    r->s += n;
    return ok ? true : certfile_fail(r, "this is no fraction in lowest terms");
}
