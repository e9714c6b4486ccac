/* The names behind values that stand for something. */
#include "names.h"
#include "../numerics/base/rational.h"

#include <string.h>

static const binder *find_binder(const item *it, const char *name)
{
    for (size_t i = 0; i < it->nbind; i++)
        if (strcmp(it->bind[i].name, name) == 0)
            return &it->bind[i];
    return NULL;
}

static bool has_value(const program *prog, const char *name, mpq_srcptr q)
{
    const item *let = program_find(prog, name);
    return let != NULL && let->kind == ITEM_LET && let->nparams == 0 &&
           let->body != NULL && let->body->kind == AST_NUMBER &&
           mpq_equal(let->body->q, q);
}

const char *names_of_value(const program *prog, const item *it,
                           const char *name, mpq_srcptr q)
{
    const binder *b = find_binder(it, name);
    if (prog == NULL || b == NULL || b->kind != DOM_LIST)
        return NULL;
    for (size_t i = 0; i < b->nlist; i++)
        if (b->list[i]->kind == AST_NAME &&
            has_value(prog, b->list[i]->name, q))
            return b->list[i]->name;
    return NULL;
}

const char *names_of_label(const program *prog, const result *r, size_t row,
                           size_t k)
{
    const char *label = r->row_label[row * r->nlabels + k];
    const char *found = NULL;
    mpq_t q;
    mpq_init(q);
    if (rational_read(q, label, strlen(label)))
        found = names_of_value(prog, r->it, r->label_name[k], q);
    mpq_clear(q);
    return found;
}

const char *names_show_label(const program *prog, const result *r, size_t row,
                             size_t k)
{
    const char *name = names_of_label(prog, r, row, k);
    return name != NULL ? name : r->row_label[row * r->nlabels + k];
}
