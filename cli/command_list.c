/* assay list: the items of documents, nothing computed. */
#include "cli.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* A file's name may be any bytes: one that is no UTF-8 becomes null. */
static json_t *text(const char *s)
{
    json_t *j = s != NULL ? json_string(s) : NULL;
    return j != NULL ? j : json_null();
}

static void print_json(const program *p)
{
    lang_errors none = {0};
    json_begin();
    for (size_t i = 0; i < program_count(p); i++) {
        const item *it = program_item(p, i);
        char *plain = plain_item(it);
        json_t *o = json_object();
        json_object_set_new(o, "id", json_string(it->id));
        json_object_set_new(o, "kind", json_string(item_kind_name(it->kind)));
        json_object_set_new(o, "title", text(it->title));
        json_object_set_new(o, "statement",
                            json_string(plain != NULL ? plain : ""));
        json_object_set_new(o, "file", text(it->pos.file));
        json_object_set_new(o, "line", json_integer(it->pos.line));
        json_put_object(o);
        free(plain);
    }
    json_end(&none, NULL, NULL);
}

static void print_lines(const program *p)
{
    int width = 0;
    for (size_t i = 0; i < program_count(p); i++) {
        int n = (int)strlen(program_item(p, i)->id);
        width = n > width ? n : width;
    }
    for (size_t i = 0; i < program_count(p); i++) {
        const item *it = program_item(p, i);
        const char *title = it->title != NULL     ? it->title
                            : it->comment != NULL ? it->comment
                                                  : "";
        printf("%-9s %s%-*s%s", item_kind_name(it->kind),
               terminal_ink(stdout, INK_STRONG), *title != '\0' ? width : 0,
               it->id, terminal_ink(stdout, INK_NONE));
        if (*title != '\0') {
            printf("  ");
            print_author(title);
        }
        printf("\n");
    }
}

static int run(const cli_options *o)
{
    int status = EXIT_AS_EXPECTED;
    for (int i = 0; i < o->nargs;) {
        paper p;
        int k = paper_extent(o->arg + i, o->nargs - i);
        if (!paper_read(&p, o->arg + i, k, o))
            status = EXIT_DATA;
        else if (o->json)
            print_json(p.prog);
        else
            print_lines(p.prog);
        paper_clear(&p);
        i += k;
    }
    return status;
}

const command command_list = {
    "list", "list [options] PATH...", "items of documents, without auditing",
    "Prints kind, id and title of every item.\n", TAKES_JSON | TAKES_LIMITS, 1, -1, run};
