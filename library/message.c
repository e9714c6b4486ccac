/* What the other process sends back: two numbers and texts, each with its
 * length before it. */
#include "library.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void message_clear(message *m)
{
    for (int i = 0; i < MESSAGE_TEXTS; i++) {
        free(m->text[i]);
        m->text[i] = NULL;
    }
}

static void put(text_buf *b, int64_t v)
{
    text_put_n(b, (const char *)&v, sizeof v);
}

void message_write(text_buf *b, const message *m)
{
    put(b, m->status);
    put(b, m->verdict);
    for (int i = 0; i < MESSAGE_TEXTS; i++) {
        const char *s = m->text[i];
        put(b, s != NULL ? (int64_t)strlen(s) : -1);
        if (s != NULL)
            text_put(b, s);
    }
}

static bool take(int64_t *v, const char **bytes, size_t *n)
{
    if (*n < sizeof *v)
        return false;
    memcpy(v, *bytes, sizeof *v);
    *bytes += sizeof *v;
    *n -= sizeof *v;
    return true;
}

static bool take_text(char **s, const char **bytes, size_t *n)
{
    int64_t len;
    if (!take(&len, bytes, n) || len < -1 || (len > 0 && (size_t)len > *n))
        return false;
    if (len < 0)
        return true;
    *s = malloc((size_t)len + 1);
    if (*s == NULL)
        return false;
    memcpy(*s, *bytes, (size_t)len);
    (*s)[len] = '\0';
    *bytes += len;
    *n -= (size_t)len;
    return true;
}

bool message_read(message *m, const char *bytes, size_t n)
{
    int64_t status, verdict;
    *m = (message){0};
    bool ok = take(&status, &bytes, &n) && take(&verdict, &bytes, &n);
    for (int i = 0; i < MESSAGE_TEXTS && ok; i++)
        ok = take_text(&m->text[i], &bytes, &n);
    ok = ok && n == 0;
    if (ok) {
        m->status = (int)status;
        m->verdict = (int)verdict;
    } else {
        message_clear(m);
    }
    return ok;
}
