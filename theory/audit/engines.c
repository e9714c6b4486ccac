/* Checkers and evaluators by precision, kept over instances and items.
 * Believed: it hands a tree to the checker as it is, and the checker has the word. */
#include "audit_internal.h"

#include <string.h>

void engines_init(engines *e, expr_pool *pool, bool no_doubles, int threads)
{
    *e = (engines){.pool = pool, .no_doubles = no_doubles,
                   .threads = threads};
}

void engines_clear(engines *e)
{
    for (int k = 0; k < MAX_LEVELS; k++) {
        checker_free(e->checker[k]);
        eval_free(e->eval[k]);
    }
    checker_free(e->other);
    engines_init(e, e->pool, e->no_doubles, e->threads);
}

long engines_prec(int level)
{
    return (long)DEFAULT_PREC << level;
}

int engines_level(long prec)
{
    int k = 0;
    while (k + 1 < MAX_LEVELS && engines_prec(k) < prec)
        k++;
    return k;
}

int engines_top(long prec, long max_prec)
{
    int k = engines_level(prec);
    while (k + 1 < MAX_LEVELS && engines_prec(k + 1) <= max_prec)
        k++;
    return k;
}

eval *engines_eval(engines *e, int level)
{
    if (e->eval[level] == NULL)
        e->eval[level] = eval_new(e->pool, engines_prec(level));
    eval *ev = e->eval[level];
    eval_set_hyps(ev, NULL, 0);
    return ev;
}

static checker *fresh(const engines *e, const problem *p, long prec)
{
    checker *c = checker_new(p, prec);
    checker_use_rungs(c, !e->no_doubles);
    checker_use_threads(c, e->threads);
    return c;
}

/* A checker's evaluator forgets constants when the precision changes, so each
 * precision has its own: a node names none where it is the default's. */
static checker *checker_for(engines *e, const problem *p, long prec)
{
    for (int k = 0; k < MAX_LEVELS; k++)
        if (engines_prec(k) == prec) {
            if (e->checker[k] == NULL)
                e->checker[k] = fresh(e, p, prec);
            return e->checker[k];
        }
    if (e->other == NULL || e->other_prec != prec) {
        checker_free(e->other);
        e->other = fresh(e, p, prec);
        e->other_prec = prec;
    }
    return e->other;
}

checker_seal *engines_judge(engines *e, const problem *p, size_t g,
                            const cert_node *cert, long prec,
                            checker_report *report)
{
    /* a lone leaf with a precision of its own: replayed where constants of
     * that precision are at hand (which changes nothing in what it means) */
    if (cert != NULL && cert->rule == CERT_NATURAL &&
        cert->prec >= LIMIT_PREC_MIN && cert->prec <= LIMIT_PREC_MAX)
        prec = cert->prec;
    return checker_judge(checker_for(e, p, prec), p, g, cert, report);
}

bool engines_accepts(engines *e, const problem *p, size_t g,
                     const cert_node *cert, long prec, checker_report *report)
{
    checker_seal *s = engines_judge(e, p, g, cert, prec, report);
    bool accepted = s != NULL;
    checker_seal_free(s);
    return accepted;
}
