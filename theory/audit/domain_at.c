/* Is a claim with an argument about something?  Its parts may have opaque values
 * in their conditions: a point of such a part need be none of the claim's
 * domain.  Written out at a number instead, without its argument, the claim has
 * no opaque values, and a point of that problem is one of its domain.  Believed
 * is the language, which writes it out, and the engine that accepts the point. */
#include "claim_at.h"
#include "domain.h"

enum {
    NUMBERS = 32, /* looked at */
    PLACES = 100  /* where a point is looked for, at each */
};

/* At the number n; *k counts up to the instance. */
static bool at_number(audit *a, long n, instances *f, size_t *k, witness *w,
                      uint64_t *whole)
{
    uint64_t usual = a->whole;
    bool found = false;
    mpq_t q;
    mpq_init(q);
    mpq_set_si(q, n, 1);
    bool ok = claim_at_collect(a->e, a->it, q, f, whole);
    a->whole = *whole;
    for (*k = 0; ok && *k < f->n && !found && !audit_stopped(a); ++*k) {
        const instance *m = &f->v[*k];
        if (m->binding.step || m->binding.aside)
            continue;
        witness_init(w, m->p.nvars);
        found = domain_find(a, &m->p, PLACES, w);
        if (!found)
            witness_clear(w);
    }
    *k -= found;
    a->whole = usual;
    mpq_clear(q);
    return found;
}

bool domain_at_find(audit *a, instances *f, size_t *k, witness *w,
                    uint64_t *whole)
{
    const item *it = a->it;
    long first;
    bool argued = it->induction.var != NULL || it->nby > 0 || it->nseq > 0;
    if (it->kind != ITEM_CLAIM || !argued || !claim_at_first(a, &first))
        return false;
    for (long n = first; n < first + NUMBERS && !audit_stopped(a); n++) {
        if (at_number(a, n, f, k, w, whole))
            return true;
        instances_clear(f);
    }
    return false;
}

bool domain_at_admits(audit *a)
{
    instances f = {.n = 0};
    witness w;
    size_t k;
    uint64_t whole;
    if (!domain_at_find(a, &f, &k, &w, &whole))
        return false;
    witness_clear(&w);
    instances_clear(&f);
    return true;
}
