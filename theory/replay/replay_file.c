/* Certificates of claims and maps, tree by tree, by both engines.  A file is
 * read as coming from a stranger. */
#include "replay_internal.h"

#include <stdint.h>
#include <stdlib.h>

certfile_subject replay_subject(const replayer *w, const instances *f, size_t n,
                                certfile_problem problem_of, void *ctx)
{
    return (certfile_subject){.id = w->it->id,
                              .hash = f->hash,
                              .instances = n,
                              .problem_of = problem_of,
                              .ctx = ctx,
                              .exprs = w->it->kind == ITEM_ROOT};
}

bool replay_parse(replayer *w, proof *pf, const char *text,
                  certfile_subject *of)
{
    char *err = NULL;
    bool ok = certfile_parse(pf, text, of, &err);
    if (!ok)
        replay_refuse(w, err);
    free(err);
    if (ok && pf->excluded != w->excluded) {
        replay_refuse(w, "another number of combinations left out");
        ok = false;
    }
    return ok;
}

bool replay_claim(replayer *w, instances *f, const char *text)
{
    proof pf;
    certfile_subject of = replay_subject(w, f, f->n, instances_problem, f);
    proof_init(&pf, f->v[0].p.ngoals);
    bool ok = replay_parse(w, &pf, text, &of);
    for (size_t k = 0; k < pf.nruns && ok; k++)
        for (size_t i = pf.run[k].first; i <= pf.run[k].last && ok; i++)
            for (size_t g = 0; g < pf.ngoals && ok; g++)
                ok = replay_tree(w, &f->v[i].p, g, pf.run[k].tree[g], of.prec);
    ok = ok && replay_domains(w, f, &pf, of.prec);
    proof_clear(&pf);
    return ok;
}

typedef struct {
    replayer *w;
    long prec;
} map_replay;

static bool map_tree(void *ctx, problem *p, size_t g, const cert_node *tree,
                     size_t *leaves)
{
    map_replay *m = ctx;
    *leaves = 0; /* the replayer counts its own */
    return replay_tree(m->w, p, g, tree, m->prec);
}

bool replay_map(replayer *w, instances *f, const char *text)
{
    result res;
    audit a = {.prog = w->prog,
               .e = w->e,
               .pool = w->pool,
               .it = w->it,
               .opt = w->opt,
               .r = &res,
               .errs = w->errs,
               .engines = &w->first,
               .limits.max_boxes = SIZE_MAX};
    a.prec = audit_kind_prec(w->it, w->opt);
    map_replay m = {w, a.prec};
    char *err;
    result_init(&res);
    bool ok = region_replay(&a, f, text, map_tree, &m, &err);
    if (!ok && w->r->state == REPLAY_NONE)
        w->r->state = REPLAY_REJECTED;
    if (!ok && w->r->where == NULL && err != NULL)
        audit_set(&w->r->where, xstrdup(err));
    free(err);
    result_clear(&res);
    return ok;
}

/* Each tree proves the one goal, or all goals, of its instances. */
bool replay_trees(replayer *w, instances *f, const proof *pf, long prec)
{
    size_t next = 0;
    for (size_t k = 0; k < pf->nruns; k++) {
        const proof_run *r = &pf->run[k];
        if (r->first != next || r->last >= f->n)
            return replay_refuse(w, "instances out of order");
        for (size_t i = r->first; i <= r->last; i++)
            for (size_t g = 0; g < pf->ngoals; g++)
                if (f->v[i].p.ngoals != pf->ngoals ||
                    !replay_tree(w, &f->v[i].p, g, r->tree[g], prec))
                    return w->r->where != NULL
                               ? false
                               : replay_refuse(w, "other goals");
        next = r->last + 1;
    }
    return next == f->n || replay_refuse(w, "instances without a tree");
}
