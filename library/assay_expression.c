/* Expressions: read once, kept as the text that they were read from. */
#include "library.h"

#include <stdlib.h>
#include <string.h>

struct assay_expression {
    char *text, *latex;
};

/* malloc'd by malloc itself, so that no memory is an answer and not the end. */
static char *copy(const char *s)
{
    size_t n = strlen(s) + 1;
    char *t = malloc(n);
    return t != NULL ? memcpy(t, s, n) : NULL;
}

assay_status assay_expression_read(const assay_options *o, const char *text,
                                   assay_expression **e, char **error)
{
    question q = {.work = work_enclose, .o = assay_options_of(o), .text = text};
    message m = {.status = ASSAY_INPUT};
    assay_expression *made = NULL;
    if (text != NULL && e != NULL)
        apart_ask(&q, &m);
    if (m.status == ASSAY_OK) {
        made = calloc(1, sizeof *made);
        char *kept = made != NULL ? copy(text) : NULL;
        if (kept != NULL) {
            *made = (assay_expression){kept, m.text[MESSAGE_LATEX]};
            m.text[MESSAGE_LATEX] = NULL;
        } else {
            free(made);
            made = NULL;
            m.status = ASSAY_MEMORY;
        }
    }
    if (e != NULL)
        *e = made;
    if (error != NULL) {
        *error = m.text[MESSAGE_ERROR];
        m.text[MESSAGE_ERROR] = NULL;
    }
    message_clear(&m);
    return (assay_status)m.status;
}

void assay_expression_free(assay_expression *e)
{
    if (e == NULL)
        return;
    free(e->text);
    free(e->latex);
    free(e);
}

void assay_text_free(char *text)
{
    free(text);
}

const char *assay_expression_text(const assay_expression *e)
{
    return e != NULL ? e->text : NULL;
}

const char *assay_expression_latex(const assay_expression *e)
{
    return e != NULL ? e->latex : NULL;
}
