/* A claim's audit, as `assay prove` does it, with its answer as texts. */
#include "library.h"

#include "../numerics/base/memory.h"
#include "../reports/reports.h"
#include "../reports/sentence.h"
#include "../theory/audit/audit.h"

#include <stdlib.h>
#include <string.h>

/* The errors, a line each: "1:5: unknown name `alfa`". */
static void put_errors(message *m, const lang_errors *errs)
{
    text_buf b = {0};
    for (size_t i = 0; i < errs->n; i++) {
        const lang_error *e = &errs->v[i];
        if (e->pos.line > 0)
            text_printf(&b, "%d:%d: ", e->pos.line, e->pos.col);
        text_printf(&b, "%s%s", e->message, i + 1 < errs->n ? "\n" : "");
    }
    m->text[MESSAGE_ERROR] = text_take(&b);
    m->status = ASSAY_INPUT;
}

static void certified(void *ctx, const char *text)
{
    message *m = ctx;
    free(m->text[MESSAGE_CERTIFICATE]);
    m->text[MESSAGE_CERTIFICATE] = xstrdup(text);
}

static assay_verdict verdict_of(const result *r)
{
    return r->verdict == VERDICT_PROVED    ? ASSAY_PROVED
           : r->verdict == VERDICT_REFUTED ? ASSAY_REFUTED
                                           : ASSAY_UNDECIDED;
}

static void put_result(message *m, const result *r)
{
    sentences s;
    text_buf details = {0}, json = {0};
    sentence_make(&s, r);
    for (size_t i = 0; i < s.n; i++)
        text_printf(&details, "%s: %s\n", s.v[i].label, s.v[i].text);
    const char *why = sentence_find(&s, "evidence");
    m->text[MESSAGE_EVIDENCE] = xstrdup(why != NULL ? why : "");
    sentence_clear(&s);
    report_json_result(&json, r);
    m->text[MESSAGE_DETAILS] = text_take(&details);
    m->text[MESSAGE_JSON] = text_take(&json);
    m->verdict = (int)verdict_of(r);
    m->status = ASSAY_OK;
}

void work_prove(const question *q, message *m)
{
    lang_errors errs = {0};
    result r;
    program *p = program_new();
    elab_limits limits = {0};
    elab *e = elab_new(p, &limits);
    audit_options a = {.fresh = true,
                       .given = q->certificate,
                       .certified = certified,
                       .found_ctx = m};
    a.search.max_boxes = q->o.boxes;
    a.search.prec = q->o.precision;
    a.search.threads = 1;
    result_init(&r);
    if (program_parse_claim(p, q->text, &errs) &&
        audit_item(p, e, program_find(p, "claim"), &a, &r, &errs) &&
        errs.n == 0)
        put_result(m, &r);
    else
        put_errors(m, &errs);
    result_clear(&r);
    elab_free(e);
    program_free(p);
    lang_errors_clear(&errs);
}
