/* Verdicts for a program: items one a line, as they become known. */
#include "runner.h"

#include "../reports/reports.h"

#include <stdlib.h>

static void begin(const runner *t)
{
    (void)t;
    json_begin();
}

static void found(const runner *t, const runner_case *c)
{
    text_buf b = {0};
    (void)t;
    report_json_item(&b, c->r, c->seconds, c->warning);
    json_put_item(b.s);
    text_clear(&b);
}

static json_t *slowest(const runner *t)
{
    size_t n, *at = runner_slowest(t, &n);
    json_t *all = json_array();
    for (size_t k = 0; k < n; k++)
        json_array_append_new(all, json_string(t->item[at[k]].r->it->id));
    free(at);
    return all;
}

static void end(const runner *t)
{
    text_buf b = {0};
    json_t *more = json_object();
    report_json_summary(&b, t->known, t->nknown);
    json_object_set_new(more, "left_out",
                        json_integer((json_int_t)t->left_out));
    json_object_set_new(more, "warnings",
                        json_integer((json_int_t)t->warnings));
    if (t->o->slowest > 0)
        json_object_set_new(more, "slowest", slowest(t));
    json_end(&t->errs, b.s, more);
    text_clear(&b);
}

static void fail(const char *path, const lang_errors *errs)
{
    (void)path;
    json_fail(errs);
}

const runner_format runner_format_json = {.name = "json",
                                          .begin = begin,
                                          .found = found,
                                          .end = end,
                                          .fail = fail};
