/* A whole program that has an inequality proved, its certificate checked, and
 * a number enclosed by libassay:
 *
 *     cc prove.c $(pkg-config --cflags --libs assay) -o prove
 *     ./prove 'for r in (0, 8]: r - 1 - log(r) >= (r - 1)^2/10'
 */
#include <assay.h>
#include <stdio.h>

/* Proves the claim, and has the checker look at the certificate alone. */
static int prove(const assay_options *limits, const char *claim)
{
    assay_answer *a, *again = NULL;
    assay_status s = assay_prove(limits, claim, &a);
    if (s != ASSAY_OK) {
        const char *error = assay_answer_error(a);
        fprintf(stderr, "%s\n", error != NULL ? error : assay_status_text(s));
        assay_answer_free(a);
        return 1;
    }
    switch (assay_answer_verdict(a)) {
    case ASSAY_PROVED: printf("proved: "); break;
    case ASSAY_REFUTED: printf("refuted: "); break;
    default: printf("undecided: "); break;
    }
    printf("%s\n", assay_answer_evidence(a));
    if (assay_answer_verdict(a) == ASSAY_PROVED) {
        s = assay_check(limits, claim, assay_answer_certificate(a), &again);
        printf("its certificate %s\n",
               s == ASSAY_OK && assay_answer_verdict(again) == ASSAY_PROVED
                   ? "holds"
                   : "does not hold");
    }
    assay_answer_free(again);
    assay_answer_free(a);
    return 0;
}

static int enclose(const assay_options *limits, const char *text)
{
    assay_expression *e;
    assay_answer *a = NULL;
    char *error = NULL;
    assay_status s = assay_expression_read(limits, text, &e, &error);
    if (s == ASSAY_OK)
        s = assay_enclose(limits, e, 20, &a);
    if (s == ASSAY_OK)
        printf("%s lies between %s and %s\n", assay_expression_text(e),
               assay_answer_lower(a), assay_answer_upper(a));
    else
        fprintf(stderr, "%s\n", error != NULL ? error : assay_status_text(s));
    assay_text_free(error);
    assay_answer_free(a);
    assay_expression_free(e);
    return s != ASSAY_OK;
}

int main(int argc, char **argv)
{
    const char *claim = argc > 1 ? argv[1] : "for x in [0, 1]: x^2 <= x";
    assay_options *limits = assay_options_new();
    if (limits == NULL)
        return 1;
    assay_options_set_seconds(limits, 10);
    int wrong = prove(limits, claim) || enclose(limits, "exp(pi*sqrt(163))");
    assay_options_free(limits);
    return wrong;
}
