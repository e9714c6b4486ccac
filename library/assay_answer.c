/* Answers: opaque to the caller, all text.  NULL has none. */
#include "library.h"

#include <stdlib.h>

void assay_answer_free(assay_answer *a)
{
    if (a == NULL)
        return;
    message_clear(&a->m);
    free(a);
}

assay_status assay_answer_status(const assay_answer *a)
{
    return a != NULL ? (assay_status)a->m.status : ASSAY_MEMORY;
}

assay_verdict assay_answer_verdict(const assay_answer *a)
{
    return a != NULL ? (assay_verdict)a->m.verdict : ASSAY_NO_VERDICT;
}

static const char *text_of(const assay_answer *a, message_text which)
{
    return a != NULL ? a->m.text[which] : NULL;
}

const char *assay_answer_evidence(const assay_answer *a)
{
    return text_of(a, MESSAGE_EVIDENCE);
}

const char *assay_answer_details(const assay_answer *a)
{
    return text_of(a, MESSAGE_DETAILS);
}

const char *assay_answer_json(const assay_answer *a)
{
    return text_of(a, MESSAGE_JSON);
}

const char *assay_answer_certificate(const assay_answer *a)
{
    return text_of(a, MESSAGE_CERTIFICATE);
}

const char *assay_answer_lower(const assay_answer *a)
{
    return text_of(a, MESSAGE_LOWER);
}

const char *assay_answer_upper(const assay_answer *a)
{
    return text_of(a, MESSAGE_UPPER);
}

const char *assay_answer_exact(const assay_answer *a)
{
    return text_of(a, MESSAGE_EXACT);
}

const char *assay_answer_error(const assay_answer *a)
{
    return text_of(a, MESSAGE_ERROR);
}
