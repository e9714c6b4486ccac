/* A proof of all instances, as a record: trees, numbers, points.  A container;
 * what is in it is believed when the checker has replayed it. */
#include "proof.h"

#include "../../numerics/base/memory.h"

#include <stdlib.h>
#include <string.h>

void proof_init(proof *pf, size_t ngoals)
{
    *pf = (proof){.ngoals = ngoals};
}

static void clear_seen(proof *pf)
{
    for (int i = 0; i < pf->nseen; i++)
        mpq_clear(pf->seen[i]);
    free(pf->seen);
    pf->seen = NULL;
    pf->nseen = 0;
    pf->has_seen = false;
}

void proof_clear(proof *pf)
{
    for (size_t k = 0; k < pf->nruns; k++) {
        for (size_t g = 0; g < pf->ngoals; g++)
            cert_free(pf->run[k].tree[g]);
        free(pf->run[k].tree);
    }
    for (size_t k = 0; k < pf->nnumbers; k++) {
        free(pf->number[k].name);
        mpq_clear(pf->number[k].value);
    }
    for (size_t k = 0; k < pf->nexprs; k++)
        free(pf->expr[k].name);
    clear_seen(pf);
    proof_clear_domain(pf);
    free(pf->run);
    free(pf->number);
    free(pf->expr);
    free(pf->last_text);
    proof_init(pf, pf->ngoals);
}

void proof_set_seen(proof *pf, size_t instance, size_t goal, mpq_t *x, int n)
{
    clear_seen(pf);
    pf->seen = xmalloc(((size_t)n + 1) * sizeof *pf->seen);
    for (int i = 0; i < n; i++) {
        mpq_init(pf->seen[i]);
        mpq_set(pf->seen[i], x[i]);
    }
    pf->nseen = n;
    pf->seen_instance = instance;
    pf->seen_goal = goal;
    pf->has_seen = true;
}

void proof_set_number(proof *pf, const char *name, mpq_srcptr value)
{
    pf->number = xrealloc(pf->number, (pf->nnumbers + 1) * sizeof *pf->number);
    proof_number *n = &pf->number[pf->nnumbers++];
    n->name = xstrdup(name);
    mpq_init(n->value);
    mpq_set(n->value, value);
}

mpq_srcptr proof_find_number(const proof *pf, const char *name)
{
    for (size_t k = 0; k < pf->nnumbers; k++)
        if (strcmp(pf->number[k].name, name) == 0)
            return pf->number[k].value;
    return NULL;
}

void proof_set_expr(proof *pf, const char *name, expr value)
{
    pf->expr = xrealloc(pf->expr, (pf->nexprs + 1) * sizeof *pf->expr);
    pf->expr[pf->nexprs++] = (proof_expr){xstrdup(name), value};
}

expr proof_find_expr(const proof *pf, const char *name)
{
    for (size_t k = 0; k < pf->nexprs; k++)
        if (strcmp(pf->expr[k].name, name) == 0)
            return pf->expr[k].value;
    return EXPR_NONE;
}

/* ---- trees -------------------------------------------------------------- */

static void free_trees(cert_node **tree, size_t n)
{
    for (size_t g = 0; g < n; g++) {
        cert_free(tree[g]);
        tree[g] = NULL;
    }
}

static char *text_of(cert_node *const *tree, const problem *p, size_t ngoals)
{
    text_buf b = {0};
    for (size_t g = 0; g < ngoals; g++)
        cert_write(&b, tree[g], p);
    return text_take(&b);
}

/* Of a single instance nothing is written: there is nothing to compare with. */
void proof_add(proof *pf, const problem *p, cert_node **tree, size_t ngoals)
{
    proof_run *last = pf->nruns > 0 ? &pf->run[pf->nruns - 1] : NULL;
    if (last != NULL && pf->last_text == NULL)
        pf->last_text = text_of(last->tree, p, ngoals);
    char *text = last != NULL ? text_of(tree, p, ngoals) : NULL;
    if (last != NULL && strcmp(text, pf->last_text) == 0) {
        last->last++;
        free_trees(tree, ngoals);
        free(text);
        return;
    }
    size_t next = last != NULL ? last->last + 1 : 0;
    pf->run = xrealloc(pf->run, (pf->nruns + 1) * sizeof *pf->run);
    proof_run *r = &pf->run[pf->nruns++];
    *r = (proof_run){next, next, xmalloc((ngoals + 1) * sizeof(cert_node *))};
    memcpy(r->tree, tree, ngoals * sizeof(cert_node *));
    memset(tree, 0, ngoals * sizeof *tree);
    free(pf->last_text);
    pf->last_text = text;
}

const cert_node *proof_tree(const proof *pf, size_t k, size_t g)
{
    for (size_t i = 0; i < pf->nruns; i++)
        if (pf->run[i].first <= k && k <= pf->run[i].last)
            return g < pf->ngoals ? pf->run[i].tree[g] : NULL;
    return NULL;
}

bool proof_is_complete(const proof *pf, size_t n)
{
    for (size_t i = 0; i < pf->nruns; i++)
        for (size_t g = 0; g < pf->ngoals; g++)
            if (!cert_is_complete(pf->run[i].tree[g]))
                return false;
    return pf->nruns > 0 && pf->run[pf->nruns - 1].last + 1 == n;
}
