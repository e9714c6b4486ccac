/* What `--json` prints besides results: errors, and why a run was stopped.
 *
 *   {"assay": VERSION,
 *    "program": the content hash of its source,
 *    "items": [ITEM, ...],        check, list, recheck: as they become known
 *    "errors": [{"file", "line", "column", "message"}, ...], at most 20
 *    "more_errors": how many more there were,
 *    "stopped": null or {"reason": "interrupted" | "time" | "memory",
 *                        "item": the one at work, or null},
 *    "left_out", "warnings": how many, "slowest": ids,  check
 *    "shard": {"number", "of", "items", "of_items"},    with --shard
 *    "certificates": {"held", "merged", "parts": how many, "made": ids},
 *                                                    with --certificates
 *    "summary": {...}}            check
 *
 * Items are printed one a line; what is still open when the process has to
 * end at once is closed by json_last_words, so that even then it is JSON. */
#include "cli.h"

#include "../reports/provenance.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A file's name may be any bytes: one that is no UTF-8 becomes null. */
static json_t *text(const char *s)
{
    json_t *j = s != NULL ? json_string(s) : NULL;
    return j != NULL ? j : json_null();
}

static json_t *whole(int n)
{
    return n > 0 ? json_integer(n) : json_null();
}

static json_t *errors_array(const lang_errors *errs)
{
    json_t *all = json_array();
    for (size_t i = 0; i < errs->n; i++) {
        const lang_error *e = &errs->v[i];
        json_t *o = json_object();
        json_object_set_new(o, "file", text(e->pos.file));
        json_object_set_new(o, "line", whole(e->pos.line));
        json_object_set_new(o, "column", whole(e->pos.col));
        json_object_set_new(o, "message", text(e->message));
        json_array_append_new(all, o);
    }
    return all;
}

static json_t *stopped(void)
{
    if (*terminal_stop() == 0)
        return json_null();
    json_t *o = json_object();
    json_object_set_new(o, "reason", text(terminal_reason()));
    json_object_set_new(o, "item", text(terminal_at_work()));
    return o;
}

static void print_member(const char *key, json_t *value, const char *after)
{
    char *s = json_dumps(value, JSON_SORT_KEYS | JSON_ENCODE_ANY);
    printf("\"%s\": %s%s", key, s != NULL ? s : "null", after);
    free(s);
    json_decref(value);
}

/* ---- a stream of items -------------------------------------------------- */

static bool is_open;   /* "items" has begun and is not closed */
static bool has_items;

void json_begin(void)
{
    printf("{");
    print_member("assay", text(provenance_version()), ",\n");
    print_member("program", text(provenance_source_hash()), ",\n");
    printf("\"items\": [");
    fflush(stdout);
    is_open = true;
    has_items = false;
}

void json_put_item(const char *item)
{
    printf("%s\n%s", has_items ? "," : "", item);
    fflush(stdout);
    has_items = true;
}

void json_put_object(json_t *o)
{
    char *s = json_dumps(o, JSON_SORT_KEYS);
    json_put_item(s != NULL ? s : "null");
    free(s);
    json_decref(o);
}

void json_end(const lang_errors *errs, const char *summary, json_t *more)
{
    const char *key;
    json_t *value;
    is_open = false;
    printf("%s],\n", has_items ? "\n" : "");
    print_member("errors", errors_array(errs), ",\n");
    print_member("more_errors", json_integer((json_int_t)errs->more), ",\n");
    json_object_foreach (more, key, value)
        print_member(key, json_incref(value), ",\n");
    json_decref(more);
    print_member("stopped", stopped(), summary != NULL ? ",\n" : "}\n");
    if (summary != NULL)
        printf("\"summary\": %s}\n", summary);
    fflush(stdout);
}

void json_fail(const lang_errors *errs)
{
    printf("{");
    print_member("assay", text(provenance_version()), ",\n");
    print_member("errors", errors_array(errs), ",\n");
    print_member("more_errors", json_integer((json_int_t)errs->more), ",\n");
    print_member("stopped", stopped(), "}\n");
    fflush(stdout);
}

/* ---- the end at once ---------------------------------------------------- */

/* Nothing here allocates, and a signal handler may call it. */
static void say(const char *s)
{
    ssize_t ignored = write(STDOUT_FILENO, s, strlen(s));
    (void)ignored;
}

void json_last_words(const char *reason, const char *at_work)
{
    if (!is_open)
        return;
    is_open = false;
    say("\n],\n\"errors\": [],\n\"stopped\": {\"item\": ");
    say(at_work != NULL ? "\"" : "null");
    say(at_work != NULL ? at_work : ""); /* ids are letters, digits, . - _ */
    say(at_work != NULL ? "\"" : "");
    say(", \"reason\": \"");
    say(reason);
    say("\"}}\n");
}
