/* Both engines on what is shown of the domains: a statement that is proved is
 * about something. */
#include "replay_internal.h"

#include <stdlib.h>

static bool witness_replays(replayer *w, const problem *p, uint64_t whole,
                            const witness *x)
{
    bool first = false, second = false;
    for (int level = 0;
         level < MAX_LEVELS && !first && engines_prec(level) <= w->max_prec;
         level++)
        first = witness_holds(engines_eval(&w->first, level), p, whole, x);
    for (long prec = DEFAULT_PREC; prec <= w->max_prec && !second; prec *= 2)
        second = recheck_witness(w->second, p, whole, x, prec);
    return replay_both(w, first, second, "the witness of a domain");
}

static bool empty_replays(replayer *w, const problem *p, const proof_domain *d,
                          long prec)
{
    instances one = {.n = 0};
    if (d->denied >= p->nhyps)
        return replay_refuse(w, "no such condition");
    problem *e = domain_denial(&one, p, d->denied);
    bool ok = replay_tree(w, e, 0, d->empty, prec);
    instances_clear(&one);
    return ok;
}

/* A search of the first engine's, into res. */
static audit audit_for(replayer *w, result *res, long prec)
{
    audit a = {.prog = w->prog,
               .e = w->e,
               .pool = w->pool,
               .it = w->it,
               .opt = w->opt,
               .r = res,
               .errs = w->errs,
               .engines = &w->first,
               .limits = w->opt->search,
               .prec = prec,
               .max_prec = w->max_prec,
               .whole = point_whole_vars(w->it)};
    a.limits.prec = prec;
    a.top = engines_top(prec, a.max_prec);
    result_init(res);
    return a;
}

/* Of a claim whose parts have opaque values: a point of the claim at a number,
 * found now, and put to both engines. */
static bool admits_at_number(replayer *w, long prec)
{
    result res;
    audit a = audit_for(w, &res, prec);
    instances f = {.n = 0};
    witness x;
    size_t k;
    uint64_t whole;
    bool ok = domain_at_find(&a, &f, &k, &x, &whole);
    if (ok) {
        ok = witness_replays(w, &f.v[k].p, whole, &x);
        witness_clear(&x);
    }
    instances_clear(&f);
    result_clear(&res);
    return ok;
}

/* A file of the first version tells of no domain: what can be found now. */
static bool find_now(replayer *w, const instances *f, proof *pf, long prec)
{
    result res;
    audit a = audit_for(w, &res, prec);
    proof_init(&a.domain, 0);
    bool ok = domain_show(&a, f, NULL);
    if (ok) { /* they go to pf */
        pf->domain = a.domain.domain;
        pf->ndomain = a.domain.ndomain;
        a.domain.domain = NULL;
        a.domain.ndomain = 0;
    }
    proof_clear(&a.domain);
    result_clear(&res);
    return ok;
}

bool replay_domains(replayer *w, const instances *f, proof *pf, long prec)
{
    uint64_t whole = point_whole_vars(w->it);
    size_t admitting = 0;
    for (size_t k = 0; k < f->n; k++)
        admitting += domain_is_plain(&f->v[k], whole);
    if (pf->ndomain == 0 && admitting == 0 && !find_now(w, f, pf, prec))
        return replay_refuse(w, "the domain is empty");
    for (size_t i = 0; i < pf->ndomain; i++) {
        const proof_domain *d = &pf->domain[i];
        for (size_t k = d->first; k <= d->last; k++) {
            const problem *p = &f->v[k].p;
            if (f->v[k].binding.step || f->v[k].binding.aside)
                return replay_refuse(w, "a part of an argument shows nothing "
                                        "of a domain");
            if (!(d->shown != NULL ? witness_replays(w, p, whole, d->shown)
                                   : empty_replays(w, p, d, prec)))
                return false;
            admitting += d->shown != NULL;
        }
    }
    return admitting > 0 || admits_at_number(w, prec) ||
           replay_refuse(w, "no witness that the domain is not empty");
}
