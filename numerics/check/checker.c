/* The checker: replays a certificate, node by node.  Believed, with the rules
 * in rule_*.c, the enclosures (../enclose), the expressions (../expr), exact
 * zeros (../exact), and MPFR, MPFI, GMP, FLINT.  The search is not.
 *
 * A certificate proves a goal (f, B, H) when its node's rule says that the
 * goals of its children are enough, and its children prove those. */
#include "checker_internal.h"

#include "../base/entry.h"
#include "../base/memory.h"
#include "../base/limits.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const checker_rule *const rules[CERT_RULE_COUNT] = {
#define RULE(NAME, word, arity, line) [CERT_##NAME] = &rule_##word,
#include "../cert/rules.def"
#undef RULE
};

/* ---- reports ----------------------------------------------------------- */

void checker_report_init(checker_report *r)
{
    memset(r, 0, sizeof *r);
    mpfr_init2(r->margin_lower, 64);
    mpfr_set_inf(r->margin_lower, 1);
    r->margin_known = true;
}

void checker_report_clear(checker_report *r)
{
    mpfr_clear(r->margin_lower);
}

bool checker_reject(checker *c, const char *why)
{
    if (c->report != NULL && c->report->where[0] == '\0')
        snprintf(c->report->where, sizeof c->report->where,
                 "at node %zu (branch %s): %s", c->report->nodes,
                 c->path[0] != '\0' ? c->path : "root", why);
    return false;
}

bool checker_has_sign(iv_srcptr value, bool strict)
{
    return strict ? iv_certainly_pos(value) : iv_certainly_nonneg(value);
}

bool checker_leaf(checker *c, const checker_goal *g, iv_srcptr value,
                  const char *why)
{
    checker_report *r = c->report;
    if (!checker_has_sign(value, g->strict))
        return checker_reject(c, why);
    r->leaves++;
    if (!c->margin)
        return true;
    /* rounded down into 64 bits: still a lower bound */
    mpfr_t lower;
    mpfr_init2(lower, 64);
    mpfr_set(lower, iv_lower(value), MPFR_RNDD);
    mpfr_min(r->margin_lower, r->margin_lower, lower, MPFR_RNDD);
    mpfr_clear(lower);
    return true;
}

/* ---- evaluation -------------------------------------------------------- */

bool checker_has_var(const checker *c, const cert_node *n)
{
    return n->var >= 0 && n->var < c->nvars;
}

void checker_use(checker *c, const cert_node *n, const checker_goal *g,
                 bool with_hyps)
{
    mpfr_prec_t prec = n->prec != 0 ? (mpfr_prec_t)n->prec : c->prec;
    if (eval_prec(c->ev) != prec) {
        eval_set_prec(c->ev, prec);
        iv_set_prec(c->t, prec);
        iv_set_prec(c->u, prec);
    }
    eval_set_hyps(c->ev, g->hyp, with_hyps ? g->nhyps : 0);
    eval_set_box(c->ev, g->box, c->nvars);
}

bool checker_continuous(checker *c, expr f, bool decided)
{
    bool smooth, continuous;
    return iv_is_defined(eval_enclose_smooth(c->ev, f, &smooth, &continuous)) &&
           continuous && (smooth || !decided);
}

/* ---- nodes ------------------------------------------------------------- */

/* Do these rules' children differ from the goal in n->var's range, f and
 * hypotheses alone? */
static bool moves_one_range(cert_rule rule)
{
    return rule == CERT_SPLIT || rule == CERT_CUT || rule == CERT_MONOTONE;
}

static checker_about form_child(checker *c, const checker_goal *g,
                                const cert_node *n, int k, checker_goal *out)
{
    checker_goal_copy(out, g, c->nvars);
    const checker_rule *rule = rules[n->rule];
    return rule != NULL && rule->child != NULL && (size_t)k < n->nchild
               ? rule->child(c, g, n, k, out)
               : CHECKER_NO_CHILD;
}

static bool check(checker *c, const checker_goal *g, const cert_node *n);

/* The same, most cheaply: ranges that the rule leaves alone are g's own, and
 * only what `moved` names is to be cleared (-1: all of them). */
static checker_about lend_child(checker *c, const checker_goal *g,
                                const cert_node *n, int k, checker_goal *out,
                                int *moved)
{
    *moved = -1;
    if (!moves_one_range(n->rule) || !checker_has_var(c, n))
        return form_child(c, g, n, k, out);
    *moved = n->var;
    checker_goal_lend(c, out, g, n->var);
    return rules[n->rule]->child(c, g, n, k, out);
}

/* *own becomes true if the child is about f itself. */
static bool check_child(checker *c, const checker_goal *g, const cert_node *n,
                        int k, bool *own)
{
    checker_goal sub;
    int moved;
    checker_about about = lend_child(c, g, n, k, &sub, &moved);
    size_t len = strlen(c->path);
    bool margin = c->margin, ok = about != CHECKER_NO_CHILD;
    if (!ok)
        checker_reject(c, "a child's goal cannot be formed");
    *own = *own || about == CHECKER_SAME;
    c->margin = margin && about == CHECKER_SAME;
    if (len + 1 < sizeof c->path)
        memcpy(c->path + len, (char[]){cert_branch(k), '\0'}, 2);
    ok = ok && check(c, &sub, n->child[k]);
    c->path[len] = '\0';
    c->margin = margin;
    if (moved >= 0)
        checker_goal_return(c, &sub, moved);
    else
        checker_goal_clear(&sub, c->nvars);
    return ok;
}

static bool check(checker *c, const checker_goal *g, const cert_node *n)
{
    if (c->parts != NULL && checker_parts_take(c, g, n))
        return true; /* for now: see decide */
    c->report->nodes++;
    if (n == NULL || (unsigned)n->rule >= CERT_RULE_COUNT ||
        rules[n->rule] == NULL)
        return checker_reject(c, "the certificate is not complete");
    if (n->prec != 0 && (n->prec < LIMIT_PREC_MIN || n->prec > LIMIT_PREC_MAX))
        return checker_reject(c, "precision out of range");
    if (!cert_has_arity(n))
        return checker_reject(c, "not as many children as the rule has");
    if (c->depth >= CERT_MAX_DEPTH)
        return checker_reject(c, "the certificate is too deep");
    c->depth++;
    checker_report *r = c->report;
    r->count[n->rule]++;
    r->depth = c->depth > r->depth ? c->depth : r->depth;
    bool ok = rules[n->rule]->test(c, g, n), own = n->nchild == 0;
    for (size_t k = 0; k < n->nchild && ok; k++)
        ok = check_child(c, g, n, (int)k, &own);
    /* no child about f: no leaf below says how far f is from 0 */
    if (c->margin && !own && mpfr_sgn(r->margin_lower) > 0)
        mpfr_set_zero(r->margin_lower, 1);
    c->depth--;
    return ok;
}

/* ---- entry points ------------------------------------------------------ */

checker *checker_new(const problem *p, mpfr_prec_t prec)
{
    assert(prec >= LIMIT_PREC_MIN && prec <= LIMIT_PREC_MAX);
    checker *c = xcalloc(1, sizeof *c);
    c->pool = p->pool;
    c->nvars = p->nvars;
    c->prec = prec;
    c->ev = eval_new(p->pool, prec);
    c->ask_rungs = true;
    c->threads = 1;
    iv_init(c->t, prec);
    iv_init(c->u, prec);
    mpfr_init2(c->lower, RUNG_PREC);
    return c;
}

void checker_use_rungs(checker *c, bool yes)
{
    c->ask_rungs = yes;
}

void checker_use_threads(checker *c, int n)
{
    c->threads = n > 1 ? n : 1;
}

void checker_free(checker *c)
{
    if (c == NULL)
        return;
    for (size_t i = 0; i < CHECKER_CACHED; i++)
        free(c->cache[i].d);
    checker_rung_forget(c);
    checker_goal_lend_no_more(c);
    mpfr_clear(c->lower);
    iv_clear(c->t);
    iv_clear(c->u);
    eval_free(c->ev);
    free(c);
}

bool checker_walk(checker *c, const checker_goal *g, bool margin,
                  const cert_node *cert, size_t depth, checker_report *report)
{
    c->report = report;
    c->margin = margin;
    c->path[0] = '\0';
    c->depth = depth;
    c->rungs_fit = c->ask_rungs && rung_usable();
    return check(c, g, cert);
}

/* The whole tree: a large one in parts.  Where these do not prove their goals
 * and it matters why, it is walked once more, as a small one, which then has
 * the word. */
static bool decide(checker *c, const checker_goal *g, bool margin,
                   const cert_node *cert, checker_report *report, bool why)
{
    c->parts = checker_parts_new(cert, c->threads);
    bool cut = c->parts != NULL, ok = checker_walk(c, g, margin, cert, 0, report);
    if (cut) {
        ok = ok && checker_parts_accept(c);
        checker_parts_free(c);
        if (!ok && why) {
            checker_report_clear(report);
            checker_report_init(report);
            ok = checker_walk(c, g, margin, cert, 0, report);
        }
    }
    c->report = NULL;
    return ok;
}

bool checker_tries(checker *c, const checker_goal *g, const cert_node *cert)
{
    checker_report r;
    checker_report_init(&r);
    bool ok = decide(c, g, false, cert, &r, false);
    checker_report_clear(&r);
    return ok;
}

bool checker_child(checker *c, const checker_goal *g, const cert_node *n, int k,
                   checker_goal *out)
{
    return form_child(c, g, n, k, out) != CHECKER_NO_CHILD;
}

/* c, made for another problem of the same pool, now serves p.  Derivatives
 * and closed values belong to the pool, not to the problem, and stay. */
static void rebind(checker *c, const problem *p)
{
    assert(c->pool == p->pool);
    if (c->nvars == p->nvars)
        return;
    c->nvars = p->nvars;
    for (size_t i = 0; i < CHECKER_CACHED; i++)
        c->cache[i].f = EXPR_NONE; /* their layout depends on nvars */
    checker_rung_forget(c);
}

static bool accepts(checker *c, const problem *p, size_t k,
                    const cert_node *cert, checker_report *report)
{
    if (k >= p->ngoals)
        return false;
    rebind(c, p);
    checker_report local;
    checker_report_init(&local);
    checker_goal g = {p->goal[k].e, p->goal[k].strict, p->box, p->hyp,
                      p->nhyps};
    bool ok =
        decide(c, &g, true, cert, report != NULL ? report : &local, true);
    checker_report_clear(&local);
    return ok;
}

bool checker_accepts_in(checker *c, const problem *p, size_t k,
                        const cert_node *cert, checker_report *report)
{
    entry_state old;
    problem wide;
    entry_begin(&old);
    problem_copy_with_room(&wide, p);
    bool r = accepts(c, &wide, k, cert, report);
    problem_clear(&wide);
    entry_end(&old);
    return r;
}

bool checker_accepts(const problem *p, size_t k, const cert_node *cert,
                     mpfr_prec_t prec, checker_report *report)
{
    if (prec < LIMIT_PREC_MIN || prec > LIMIT_PREC_MAX)
        return false;
    checker *c = checker_new(p, prec);
    bool ok = checker_accepts_in(c, p, k, cert, report);
    checker_free(c);
    return ok;
}
