/* Results: made empty and freed.  They are written by the audit of each kind
 * of item, and believed no further than what they rest on. */
#include "audit_internal.h"

#include <stdlib.h>
#include <string.h>

void result_init(result *r)
{
    memset(r, 0, sizeof *r);
    r->as_expected = true;
}

static void clear_strings(char **v, size_t n)
{
    for (size_t i = 0; v != NULL && i < n; i++)
        free(v[i]);
    free(v);
}

void result_clear(result *r)
{
    evidence_clear(&r->found);
    evidence_margin_clear(&r->margin);
    free(r->cert_file);
    free(r->lacking);
    free(r->rules);
    enclosure *all[] = {&r->value, &r->area_true, &r->area_false,
                        &r->area_outside, &r->area_open};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        enclosure_clear(all[i]);
    for (size_t i = 0; r->cells != NULL && i < r->nrows * r->ncells; i++)
        enclosure_clear(&r->cells[i].v);
    free(r->cells);
    clear_strings(r->row_label, r->nrows * r->nlabels);
    clear_strings(r->label_name, r->nlabels);
    free(r->box);
    result_init(r);
}

void result_free(result *r, size_t n)
{
    for (size_t i = 0; r != NULL && i < n; i++)
        result_clear(&r[i]);
    free(r);
}
