/* The second engine: replays a certificate as ../check/checker.c does, in other
 * code and over Arb.  A second opinion: it gives no verdict of its own.
 *
 * A *goal* is (f, B, H): at every point of the box B at which all of H are
 * defined and hold, f is defined and f >= 0 (> 0).  Each rule, in a file of
 * its own, says by what theorem its children's goals, with what it tests, give
 * its own; it forms those goals itself. */
#include "recheck_internal.h"

#include "../base/memory.h"
#include "../base/limits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- evaluators, derivatives, normal forms ------------------------------ */

reval *recheck_of_precision(recheck *c, long prec)
{
    slong bits = prec + RECHECK_GUARD;
    for (size_t k = 0; k < RECHECK_SLOTS; k++)
        if (c->ev[k] != NULL && reval_prec(c->ev[k]) == bits)
            return c->ev[k];
    reval **slot = &c->ev[c->next_slot++ % RECHECK_SLOTS];
    reval_free(*slot);
    *slot = reval_new(c->pool, bits);
    return *slot;
}

reval *recheck_evaluator(recheck *c, const cert_node *n, const recheck_goal *s,
                         bool with_hyps)
{
    reval *e = recheck_of_precision(c, n->prec != 0 ? n->prec : c->prec);
    reval_set_hyps(e, s->hyp, with_hyps ? s->nhyps : 0);
    reval_set_box(e, s->box, c->nvars);
    return e;
}

expr recheck_slope(recheck *c, expr f, int i)
{
    if (f == EXPR_NONE)
        return EXPR_NONE;
    size_t k = (f * 31u + (unsigned)i) % RECHECK_SLOPES;
    if (c->slope[k].f != f || c->slope[k].var != i) {
        c->slope[k].d = expr_diff(c->pool, f, i);
        c->slope[k].f = f;
        c->slope[k].var = i;
    }
    return c->slope[k].d;
}

static exact_sign sign(void *ctx, expr e)
{
    const rrange *v = reval_enclose(ctx, e);
    return rrange_pos(v)      ? SIGN_POS
           : rrange_neg(v)    ? SIGN_NEG
           : rrange_nonneg(v) ? SIGN_NONNEG
           : rrange_nonpos(v) ? SIGN_NONPOS
                              : SIGN_UNKNOWN;
}

exact *recheck_exact(const recheck *c, reval *e)
{
    exact_oracle o = {sign, NULL, e};
    return exact_new(c->pool, &o);
}

/* ---- reports ------------------------------------------------------------ */

void recheck_report_init(recheck_report *r)
{
    memset(r, 0, sizeof *r);
}

void recheck_report_clear(recheck_report *r)
{
    for (int i = 0; i < r->nvars && r->box != NULL; i++)
        range_clear(&r->box[i]);
    free(r->box);
    recheck_report_init(r);
}

bool recheck_reject(recheck *c, const recheck_goal *s, const cert_node *n,
                    const rrange *value, const char *why)
{
    recheck_report *r = c->report;
    if (r->where[0] != '\0')
        return false;
    snprintf(r->where, sizeof r->where, "at node %zu (branch %s): %s", r->nodes,
             c->path_len > 0 ? c->path : "root", why);
    recheck_goal t = recheck_copy(c, s);
    free(t.hyp);
    r->box = t.box;
    r->nvars = c->nvars;
    r->f = s->f;
    r->prec = n != NULL && n->prec != 0 ? n->prec : c->prec;
    if (value != NULL)
        rrange_text(r->value, sizeof r->value, value);
    return false;
}

bool recheck_leaf(recheck *c, const recheck_goal *s, const cert_node *n,
                  const rrange *value, const char *why)
{
    if (!(s->strict ? rrange_pos(value) : rrange_nonneg(value)))
        return recheck_reject(c, s, n, value, why);
    c->report->leaves++;
    return true;
}

bool recheck_has_var(const recheck *c, const cert_node *n)
{
    return n->var >= 0 && n->var < c->nvars;
}

/* ---- nodes -------------------------------------------------------------- */

static recheck_rule *const rules[CERT_RULE_COUNT] = {
#define RULE(NAME, word, arity, line) [CERT_##NAME] = recheck_rule_##word,
#include "../cert/rules.def"
#undef RULE
};

static bool node(recheck *c, const recheck_goal *s, const cert_node *n)
{
    c->report->nodes++;
    if (n == NULL || (unsigned)n->rule >= CERT_RULE_COUNT ||
        rules[n->rule] == NULL)
        return recheck_reject(c, s, NULL, NULL, "no rule");
    if (n->prec != 0 && (n->prec < LIMIT_PREC_MIN || n->prec > LIMIT_PREC_MAX))
        return recheck_reject(c, s, NULL, NULL, "precision out of range");
    if (!cert_has_arity(n))
        return recheck_reject(c, s, n, NULL, "malformed node");
    if (c->depth >= CERT_MAX_DEPTH)
        return recheck_reject(c, s, n, NULL, "too deep");
    c->depth++;
    bool ok = rules[n->rule](c, s, n);
    c->depth--;
    return ok;
}

bool recheck_child(recheck *c, const recheck_goal *s, const cert_node *n, int k)
{
    size_t len = c->path_len;
    if (len + 1 < sizeof c->path) {
        c->path[c->path_len++] = cert_branch(k);
        c->path[c->path_len] = '\0';
    }
    bool ok = node(c, s, (size_t)k < n->nchild ? n->child[k] : NULL);
    c->path_len = len;
    c->path[len] = '\0';
    return ok;
}

/* ---- entry points ------------------------------------------------------- */

recheck *recheck_new(expr_pool *pool)
{
    recheck *c = xcalloc(1, sizeof *c);
    c->pool = pool;
    return c;
}

void recheck_free(recheck *c)
{
    if (c == NULL)
        return;
    for (size_t k = 0; k < RECHECK_SLOTS; k++)
        reval_free(c->ev[k]);
    free(c);
}

size_t recheck_kept(const recheck *c)
{
    size_t n = 0;
    for (size_t k = 0; k < RECHECK_SLOTS; k++)
        n += c->ev[k] != NULL ? reval_kept(c->ev[k]) : 0;
    return n;
}

static bool accepts(recheck *c, const problem *p, size_t g,
                    const cert_node *cert, long prec, recheck_report *report)
{
    recheck_report own;
    if (g >= p->ngoals || prec < LIMIT_PREC_MIN || prec > LIMIT_PREC_MAX ||
        p->pool != c->pool)
        return false;
    recheck_report_init(&own);
    recheck_goal s = {p->goal[g].e, p->goal[g].strict, p->hyp, p->nhyps,
                      p->box};
    c->nvars = p->nvars;
    c->prec = prec;
    c->depth = c->path_len = 0;
    c->path[0] = '\0';
    c->report = report != NULL ? report : &own;
    bool ok = node(c, &s, cert);
    c->report = NULL;
    recheck_report_clear(&own);
    return ok;
}

bool recheck_accepts(recheck *c, const problem *p, size_t g,
                     const cert_node *cert, long prec, recheck_report *report)
{
    problem wide;
    problem_copy_with_room(&wide, p);
    bool ok = accepts(c, &wide, g, cert, prec, report);
    problem_clear(&wide);
    return ok;
}

void recheck_enclose(recheck *c, expr f, const range *box, int nvars, long prec,
                     rrange *value)
{
    reval *e = recheck_of_precision(c, prec);
    reval_set_hyps(e, NULL, 0);
    reval_set_box(e, box, nvars);
    rrange_set(value, reval_enclose(e, f));
}

bool recheck_continuous(recheck *c, expr f, const range *box, int nvars,
                        long prec)
{
    reval *e = recheck_of_precision(c, prec);
    reval_set_hyps(e, NULL, 0);
    reval_set_box(e, box, nvars);
    return reval_continuous(e, f);
}
