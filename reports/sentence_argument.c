/* How a claim with `by` was proved: what its parts are, and of what they speak.
 * Believed: a part that is named here is one that language/mean hands out. */
#include "sentence.h"

#include <stdlib.h>
#include <string.h>

static const binder *variable_of(const item *it)
{
    for (size_t k = 0; k < it->nbind; k++)
        if (strcmp(it->bind[k].name, it->induction.var) == 0)
            return &it->bind[k];
    return NULL;
}

/* "n = 1", "n = 1 to 3"; where the range begins at no plain number, words. */
static void put_bases(text_buf *b, const binder *v, const induction_clause *in)
{
    bool plain = v->lo->kind == AST_NUMBER;
    long first = plain ? mpz_get_si(mpq_numref(v->lo->q)) : 0;
    long last = (in->has_from ? in->from : first) + in->depth - 1;
    if (!plain && in->has_from)
        text_printf(b, "the bases, up to %s = %ld; the step, for every real "
                       "%s from %ld on",
                    in->var, last, in->var, last + 1);
    else if (!plain)
        text_printf(b, "the bases, from the first %s on; the step, for every "
                       "real %s behind them",
                    in->var, in->var);
    else if (first == last)
        text_printf(b, "the base %s = %ld; the step, for every real %s from "
                       "%ld on",
                    in->var, first, in->var, last + 1);
    else
        text_printf(b, "the bases %s = %ld to %ld; the step, for every real "
                       "%s from %ld on",
                    in->var, first, last, in->var, last + 1);
}

static void put_induction(text_buf *b, const item *it)
{
    const induction_clause *in = &it->induction;
    const binder *v = variable_of(it);
    if (v == NULL)
        return;
    text_printf(b, "induction on %s: ", in->var);
    put_bases(b, v, in);
    if (in->depth == 1)
        text_printf(b, ", from the claim at %s - 1", in->var);
    else
        text_printf(b, ", from the claim at %s - 1 to %s - %ld", in->var,
                    in->var, in->depth);
    text_put(b, ", for all values that sums, products and recursions at the "
                "indices before might have by it");
}

static void put_relation(text_buf *b, const char *before, const ast_chain *c)
{
    char *x = plain_expr(c->e[0]), *y = plain_expr(c->e[1]);
    text_printf(b, "%s%s %s %s", before, x, rel_text(c->rel[0]), y);
    free(x);
    free(y);
}

static void put_lemmas(text_buf *b, const item *it)
{
    for (size_t i = 0; i < it->nby; i++) {
        const lemma_use *l = &it->by[i];
        text_printf(b, "%s%s", i ? ", " : b->len ? "; by " : "", l->id);
        for (size_t k = 0; l->at && k < l->nargs; k++) {
            char *s = plain_expr(l->arg[k]);
            text_printf(b, "%s%s", k ? ", " : "(", s);
            free(s);
        }
        text_put(b, l->at && l->nargs ? ")" : "");
        text_put(b, l->part == BY_BASE   ? " in the bases"
                    : l->part == BY_STEP ? " in the step"
                                         : "");
        if (l->when.n > 0)
            put_relation(b, " where ", &l->when);
    }
    if (it->nby > 0)
        text_put(b, it->nby == 1 ? ", whose hypotheses were proved there"
                                 : ", the hypotheses of which were proved "
                                   "there");
}

static void put_cases(text_buf *b, const item *it)
{
    for (size_t i = 0; i < it->ncases; i++) {
        const char *before = i ? ", " : b->len ? "; in cases, " : "";
        put_relation(b, before, &it->cases[i]);
    }
    if (it->ncases > 0)
        text_put(b, it->ncases == 1 ? " or not" : ", each or not");
}

void sentence_of_argument(sentences *s, const result *r)
{
    text_buf b = {0};
    const item *it = r->it;
    if (r->verdict != VERDICT_PROVED)
        return;
    if (it->induction.var != NULL)
        put_induction(&b, it);
    put_lemmas(&b, it);
    put_cases(&b, it);
    sentence_add(s, "by", &b);
}
