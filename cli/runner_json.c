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

static json_t *share(const runner *t)
{
    const shard *s = &t->selection->share;
    json_t *o = json_object();
    json_object_set_new(o, "number", json_integer(s->number));
    json_object_set_new(o, "of", json_integer(s->of));
    json_object_set_new(o, "items", json_integer((json_int_t)t->mine));
    json_object_set_new(o, "of_items", json_integer((json_int_t)t->of_all));
    return o;
}

static json_t *made(const runner *t)
{
    const certificates *c = &t->certs;
    json_t *o = json_object(), *ids = json_array();
    for (size_t i = 0; i < c->nmade; i++)
        json_array_append_new(ids, json_string(c->made[i]));
    json_object_set_new(o, "held", json_integer((json_int_t)c->held));
    json_object_set_new(o, "merged", json_integer((json_int_t)c->merged));
    json_object_set_new(o, "made", ids);
    json_object_set_new(o, "parts",
                        json_integer((json_int_t)(c->parts_held + c->parts_made)));
    return o;
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
    if (t->selection->share.of > 0)
        json_object_set_new(more, "shard", share(t));
    if (t->certs.dir != NULL)
        json_object_set_new(more, "certificates", made(t));
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
