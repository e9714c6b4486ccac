/* What the judge has accepted, as a value.  Believed: nobody makes one but
 * checker_judge, below, when the checker has accepted a certificate. */
#include "checker_internal.h"

#include "../base/memory.h"

#include <stdlib.h>

struct checker_seal {
    const expr_pool *pool;
    int nvars;
    checker_goal goal;
};

checker_seal *checker_judge(checker *c, const problem *p, size_t g,
                            const cert_node *cert, checker_report *report)
{
    if (!checker_accepts_in(c, p, g, cert, report))
        return NULL;
    checker_seal *s = xmalloc(sizeof *s);
    checker_goal of = {p->goal[g].e, p->goal[g].strict, p->box, p->hyp,
                       p->nhyps};
    s->pool = p->pool;
    s->nvars = p->nvars;
    checker_goal_copy(&s->goal, &of, p->nvars);
    return s;
}

static bool same_range(const range *a, const range *b)
{
    return a->lo_inf == b->lo_inf && a->hi_inf == b->hi_inf &&
           a->lo_open == b->lo_open && a->hi_open == b->hi_open &&
           (a->lo_inf || mpq_equal(a->lo, b->lo)) &&
           (a->hi_inf || mpq_equal(a->hi, b->hi));
}

bool checker_seal_is_of(const checker_seal *s, const problem *p, size_t g)
{
    if (s == NULL || g >= p->ngoals || s->pool != p->pool ||
        s->nvars != p->nvars || s->goal.nhyps != p->nhyps ||
        s->goal.f != p->goal[g].e || s->goal.strict != p->goal[g].strict)
        return false;
    bool same = true;
    for (int i = 0; i < s->nvars && same; i++)
        same = same_range(&s->goal.box[i], &p->box[i]);
    for (size_t j = 0; j < p->nhyps && same; j++)
        same = s->goal.hyp[j].e == p->hyp[j].e &&
               s->goal.hyp[j].strict == p->hyp[j].strict;
    return same;
}

void checker_seal_free(checker_seal *s)
{
    if (s != NULL)
        checker_goal_clear(&s->goal, s->nvars);
    free(s);
}
