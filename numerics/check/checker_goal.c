/* Goals as values: what has to be proved of a part of the domain.  Believed:
 * a hypothesis that stays where it should have been dropped is a hole. */
#include "checker_internal.h"

#include "../base/memory.h"

#include <stdlib.h>
#include <string.h>

static void copy_hyps(checker_goal *out, const checker_goal *g)
{
    out->hyp = xmalloc((g->nhyps + 1) * sizeof *out->hyp);
    if (g->nhyps > 0)
        memcpy(out->hyp, g->hyp, g->nhyps * sizeof *out->hyp);
}

void checker_goal_copy(checker_goal *out, const checker_goal *g, int nvars)
{
    *out = *g;
    out->box = xmalloc((size_t)nvars * sizeof *out->box + 1);
    for (int i = 0; i < nvars; i++) {
        range_init(&out->box[i]);
        range_set(&out->box[i], &g->box[i]);
    }
    copy_hyps(out, g);
}

void checker_goal_lend(checker_goal *out, const checker_goal *g, int nvars,
                       int var)
{
    size_t n = (size_t)nvars;
    *out = *g;
    out->box = xmalloc(n * sizeof *out->box + 1);
    memcpy(out->box, g->box, n * sizeof *out->box); /* the numbers stay g's */
    range_init(&out->box[var]);
    range_set(&out->box[var], &g->box[var]);
    copy_hyps(out, g);
}

void checker_goal_return(checker_goal *g, int var)
{
    range_clear(&g->box[var]);
    free(g->box);
    free(g->hyp);
}

void checker_goal_clear(checker_goal *g, int nvars)
{
    for (int i = 0; i < nvars; i++)
        range_clear(&g->box[i]);
    free(g->box);
    free(g->hyp);
}

void checker_goal_drop_hyps(checker_goal *g, const expr_pool *pool, int var)
{
    size_t keep = 0;
    for (size_t j = 0; j < g->nhyps; j++)
        if ((expr_vars(pool, g->hyp[j].e) >> var & 1) == 0)
            g->hyp[keep++] = g->hyp[j];
    g->nhyps = keep;
}
