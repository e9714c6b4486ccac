/* Which items are audited: those that are named, those that have changed. */
#include "runner.h"

#include "../numerics/base/memory.h"
#include "../reports/provenance.h"
#include "../theory/audit/reach.h"
#include "../theory/language/suggest.h"

#include <ctype.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

static bool complain(const char *file, const char *what)
{
    text_buf b = {0};
    text_printf(&b, "%s: %s", file, what);
    print_complaint(b.s);
    text_clear(&b);
    return false;
}

/* ---- an earlier run ----------------------------------------------------- */

static void keep_items(json_t *before, const json_t *run)
{
    const json_t *items = json_object_get(run, "items");
    for (size_t i = 0; i < json_array_size(items); i++) {
        json_t *o = json_array_get(items, i);
        const char *id = json_string_value(json_object_get(o, "id"));
        if (id != NULL)
            json_object_set(before, id, o);
    }
}

/* By another program an item may have another verdict. */
static bool is_ours(const json_t *run)
{
    const char *by = json_string_value(json_object_get(run, "program"));
    return by != NULL && strcmp(by, provenance_source_hash()) == 0;
}

static bool at_end(FILE *f)
{
    int c;
    while ((c = fgetc(f)) != EOF && isspace(c))
        ;
    ungetc(c, f); /* harmless at the end */
    return c == EOF;
}

/* One object for each paper, one after the other. */
static bool read_runs(json_t *before, FILE *f, const char *file)
{
    bool ours = true;
    do {
        json_t *run = json_loadf(f, JSON_DISABLE_EOF_CHECK, NULL);
        bool ok = json_is_array(json_object_get(run, "items"));
        ours = ours && is_ours(run);
        keep_items(before, run);
        json_decref(run);
        if (!ok)
            return complain(file, "this is not what --format=json prints");
    } while (!at_end(f));
    if (!ours) {
        complain(file, "it is by another assay, so all items are checked");
        json_object_clear(before);
    }
    return true;
}

bool runner_select_open(runner_selection *s, const cli_options *o, int *status)
{
    *s = (runner_selection){.o = o};
    *status = EXIT_USAGE;
    if (!shard_open(&s->share, o))
        return false;
    *status = EXIT_DATA;
    s->met = xcalloc(o->nonly + 1, sizeof *s->met);
    if (o->changed_since == NULL)
        return true;
    FILE *f = fopen(o->changed_since, "rb");
    if (f == NULL)
        return complain(o->changed_since, strerror(errno));
    s->before = json_object();
    bool ok = read_runs(s->before, f, o->changed_since);
    fclose(f);
    return ok;
}

void runner_select_close(runner_selection *s)
{
    shard_close(&s->share);
    json_decref(s->before);
    free(s->met);
    free(s->source);
    *s = (runner_selection){0};
}

/* ---- the items ---------------------------------------------------------- */

static void look_for(runner_selection *s, const program *p, size_t k)
{
    const char *word = s->o->only[k];
    suggestion near;
    char hint[sizeof s->hint];
    suggest_start(&near, word, strlen(word));
    for (size_t i = 0; i < program_count(p); i++) {
        const item *it = program_item(p, i);
        if (it->kind == ITEM_LET)
            continue;
        s->met[k] = s->met[k] || fnmatch(word, it->id, 0) == 0;
        suggest_offer(&near, it->id);
    }
    if (!s->met[k] && s->hint[0] == '\0')
        snprintf(s->hint, sizeof s->hint, "%s",
                 suggest_text(&near, hint, sizeof hint));
}

void runner_select_paper(runner_selection *s, const program *p)
{
    free(s->source);
    s->source = s->before != NULL ? reach_sums(p) : NULL;
    s->hint[0] = '\0';
    shard_paper(&s->share, p);
    for (size_t k = 0; k < s->o->nonly; k++)
        look_for(s, p, k);
}

static bool is_named(const cli_options *o, const item *it)
{
    for (size_t k = 0; k < o->nonly; k++)
        if (fnmatch(o->only[k], it->id, 0) == 0)
            return true;
    return o->nonly == 0;
}

static bool has_changed(const runner_selection *s, const item *it)
{
    if (s->before == NULL)
        return true;
    const json_t *o = json_object_get(s->before, it->id);
    const char *then = json_string_value(json_object_get(o, "source"));
    return then == NULL || strcmp(then, s->source[it->index]) != 0 ||
           !json_is_true(json_object_get(o, "as_expected"));
}

bool runner_select_fits(const runner_selection *s, const item *it)
{
    return is_named(s->o, it) && has_changed(s, it);
}

bool runner_select_wants(const runner_selection *s, const item *it)
{
    return shard_has(&s->share, it) && runner_select_fits(s, it);
}

bool runner_select_was_met(const runner_selection *s)
{
    for (size_t k = 0; k < s->o->nonly; k++)
        if (!s->met[k])
            return options_complain("no item is called", s->o->only[k],
                                    s->hint);
    return true;
}
