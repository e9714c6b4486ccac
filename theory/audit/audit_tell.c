/* What the audit of an item tells others: errors, how far it is, why nothing
 * was decided.  No verdict but UNDECIDED is made here. */
#include "audit_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void audit_set(char **s, char *t)
{
    free(*s);
    *s = t;
}

static char *format(const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    char *s = xmalloc((size_t)(n < 0 ? 0 : n) + 1);
    s[0] = '\0';
    if (n > 0)
        vsnprintf(s, (size_t)n + 1, fmt, again);
    va_end(again);
    return s;
}

evidence_undecided *audit_undecided(audit *a, evidence_reason reason)
{
    if (a->r->found.kind != EVIDENCE_UNDECIDED)
        evidence_start(&a->r->found, EVIDENCE_UNDECIDED);
    evidence_undecided *u = &a->r->found.u.undecided;
    a->r->verdict = VERDICT_UNDECIDED;
    u->reason = !audit_stopped(a)                      ? reason
                : *a->opt->stop == AUDIT_OUT_OF_TIME ? REASON_TIME
                                                     : REASON_INTERRUPTED;
    return u;
}

bool audit_error(audit *a, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *s = format(fmt, ap);
    va_end(ap);
    lang_errors_add(a->errs, a->it->pos, NULL, "%s", s);
    free(s);
    return false;
}

bool audit_stopped(const audit *a)
{
    return a->opt->stop != NULL && *a->opt->stop != 0;
}

void audit_begin_timed(const audit *a, halt *old)
{
    double s = a->limits.max_seconds;
    halt_begin(old, a->opt->stop, s > 0 ? halt_clock() + s : 0);
}

void audit_progress(const audit *a, size_t done, size_t total)
{
    if (a->opt->progress != NULL)
        a->opt->progress(a->opt->progress_ctx, a->it->id, done, total);
}

char *audit_count(size_t n)
{
    char digits[32];
    text_buf b = {0};
    snprintf(digits, sizeof digits, "%zu", n);
    size_t len = strlen(digits);
    for (size_t i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            text_put(&b, ",");
        text_put_n(&b, digits + i, 1);
    }
    return text_take(&b);
}
