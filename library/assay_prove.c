/* The questions that have answers: prove, check, enclose. */
#include "library.h"

#include "../numerics/base/limits.h"

#include <stdlib.h>

static assay_status ask(const question *q, bool ask_at_all, assay_answer **a)
{
    message m = {.status = ASSAY_INPUT};
    if (ask_at_all)
        apart_ask(q, &m);
    assay_status s = (assay_status)m.status;
    assay_answer *made = a != NULL ? calloc(1, sizeof *made) : NULL;
    if (made != NULL)
        made->m = m;
    else
        message_clear(&m);
    if (a != NULL)
        *a = made;
    return a != NULL && made == NULL ? ASSAY_MEMORY : s;
}

assay_status assay_prove(const assay_options *o, const char *claim,
                         assay_answer **a)
{
    question q = {
        .work = work_prove, .o = assay_options_of(o), .text = claim};
    return ask(&q, claim != NULL, a);
}

assay_status assay_check(const assay_options *o, const char *claim,
                         const char *certificate, assay_answer **a)
{
    question q = {.work = work_prove,
                  .o = assay_options_of(o),
                  .text = claim,
                  .certificate = certificate};
    return ask(&q, claim != NULL && certificate != NULL, a);
}

assay_status assay_enclose(const assay_options *o, const assay_expression *e,
                           int digits, assay_answer **a)
{
    question q = {.work = work_enclose,
                  .o = assay_options_of(o),
                  .text = assay_expression_text(e),
                  .digits = digits};
    return ask(&q, e != NULL && digits >= 1 && digits <= LIMIT_DIGITS_MAX, a);
}
