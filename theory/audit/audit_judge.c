/* Checkers and evaluators by precision, kept over instances and items. */
#include "audit_internal.h"

#include <string.h>

void judge_init(judge *j, expr_pool *pool)
{
    *j = (judge){.pool = pool};
}

void judge_clear(judge *j)
{
    for (int k = 0; k < MAX_LEVELS; k++) {
        checker_free(j->checker[k]);
        eval_free(j->eval[k]);
    }
    checker_free(j->other);
    judge_init(j, j->pool);
}

long judge_prec(int level)
{
    return (long)DEFAULT_PREC << level;
}

int judge_level(long prec)
{
    int k = 0;
    while (k + 1 < MAX_LEVELS && judge_prec(k) < prec)
        k++;
    return k;
}

eval *judge_eval(judge *j, int level)
{
    if (j->eval[level] == NULL)
        j->eval[level] = eval_new(j->pool, judge_prec(level));
    eval *ev = j->eval[level];
    eval_set_hyps(ev, NULL, 0);
    return ev;
}

/* A checker's evaluator forgets constants when the precision changes, so each
 * precision has its own: a node names none where it is the default's. */
static checker *checker_for(judge *j, const problem *p, long prec)
{
    for (int k = 0; k < MAX_LEVELS; k++)
        if (judge_prec(k) == prec) {
            if (j->checker[k] == NULL)
                j->checker[k] = checker_new(p, prec);
            return j->checker[k];
        }
    if (j->other == NULL || j->other_prec != prec) {
        checker_free(j->other);
        j->other = checker_new(p, prec);
        j->other_prec = prec;
    }
    return j->other;
}

bool judge_accepts(judge *j, const problem *p, size_t g, const cert_node *cert,
                   long prec, checker_report *report)
{
    /* a lone leaf with a precision of its own: replayed where constants of
     * that precision are at hand (which changes nothing in what it means) */
    if (cert != NULL && cert->rule == CERT_NATURAL && cert->prec >= LIMIT_PREC_MIN &&
        cert->prec <= LIMIT_PREC_MAX)
        prec = cert->prec;
    return checker_accepts_in(checker_for(j, p, prec), p, g, cert, report);
}
