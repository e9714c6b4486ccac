/* Problems and evaluators for the tests of normal forms. */
#include "exact_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One end of a range; leaves s after it. */
static const char *read_end(const char *s, mpq_ptr q, bool *inf)
{
    char text[64];
    size_t n = strcspn(s, ",])");
    snprintf(text, sizeof text, "%.*s", (int)n, s);
    *inf = strstr(text, "inf") != NULL;
    if (!*inf && mpq_set_str(q, text, 10) != 0)
        abort();
    mpq_canonicalize(q);
    return s + n;
}

static const char *read_range(const char *s, range *r)
{
    s += strspn(s, " ");
    r->lo_open = *s++ == '(';
    s = read_end(s, r->lo, &r->lo_inf);
    s += strspn(s, ", ");
    s = read_end(s, r->hi, &r->hi_inf);
    r->hi_open = *s++ == ')';
    return s + strspn(s, " ");
}

void exact_bench_init(exact_bench *b, const char *ranges)
{
    b->pool = expr_pool_new(0);
    b->ev = eval_new(b->pool, 128);
    for (int i = 0; i < BENCH_VARS; i++) {
        range_init(&b->box[i]);
        mpq_set_ui(b->box[i].lo, 1, 1);
        mpq_set_ui(b->box[i].hi, 2, 1);
        if (*ranges != '\0')
            ranges = read_range(ranges, &b->box[i]);
    }
    b->x = NULL;
    exact_bench_restart(b);
}

void exact_bench_restart(exact_bench *b)
{
    exact_free(b->x);
    eval_set_box(b->ev, b->box, BENCH_VARS);
    b->x = eval_exact(b->pool, b->ev);
}

void exact_bench_clear(exact_bench *b)
{
    exact_free(b->x);
    eval_free(b->ev);
    expr_pool_free(b->pool);
    for (int i = 0; i < BENCH_VARS; i++)
        range_clear(&b->box[i]);
}
