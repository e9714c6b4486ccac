/* What a proof shows of the instances' domains, as a list in order.  It is
 * believed when the checker has replayed it. */
#include "proof.h"

#include "../../numerics/base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void proof_clear_domain(proof *pf)
{
    for (size_t k = 0; k < pf->ndomain; k++) {
        witness_free(pf->domain[k].shown);
        cert_free(pf->domain[k].empty);
    }
    free(pf->domain);
    pf->domain = NULL;
    pf->ndomain = 0;
}

proof_domain *proof_add_domain(proof *pf, size_t first, size_t last)
{
    pf->domain = xrealloc(pf->domain, (pf->ndomain + 1) * sizeof *pf->domain);
    proof_domain *d = &pf->domain[pf->ndomain++];
    *d = (proof_domain){.first = first, .last = last};
    return d;
}

void proof_add_witness(proof *pf, size_t instance, const witness *w)
{
    proof_domain *d = pf->ndomain > 0 ? &pf->domain[pf->ndomain - 1] : NULL;
    if (d != NULL && d->shown != NULL && d->last + 1 == instance &&
        witness_equal(d->shown, w))
        d->last = instance;
    else
        proof_add_domain(pf, instance, instance)->shown = witness_copy(w);
}

static bool same_tree(const cert_node *a, const cert_node *b, const problem *p)
{
    text_buf x = {0}, y = {0};
    cert_write(&x, a, p);
    cert_write(&y, b, p);
    bool same = x.len == y.len && memcmp(x.s, y.s, x.len) == 0;
    text_clear(&x);
    text_clear(&y);
    return same;
}

void proof_add_empty(proof *pf, size_t instance, size_t denied, cert_node *tree,
                     const problem *p)
{
    proof_domain *d = pf->ndomain > 0 ? &pf->domain[pf->ndomain - 1] : NULL;
    if (d != NULL && d->empty != NULL && d->last + 1 == instance &&
        d->denied == denied && same_tree(d->empty, tree, p)) {
        d->last = instance;
        cert_free(tree);
    } else {
        d = proof_add_domain(pf, instance, instance);
        d->denied = denied;
        d->empty = tree;
    }
}

cert_node *proof_copy_tree(const cert_node *tree, const problem *p)
{
    char err[200];
    int line = 1;
    text_buf b = {0};
    cert_write(&b, tree, p);
    const char *s = b.s;
    cert_node *copy =
        cert_read(&s, &line, (problem *)(uintptr_t)p, err, sizeof err);
    text_clear(&b);
    return copy;
}

const proof_domain *proof_find_domain(const proof *pf, size_t instance)
{
    size_t lo = 0, hi = pf->ndomain;
    while (lo < hi) { /* the first whose end is not before instance */
        size_t mid = lo + (hi - lo) / 2;
        if (pf->domain[mid].last < instance)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < pf->ndomain && pf->domain[lo].first <= instance
               ? &pf->domain[lo]
               : NULL;
}
