/* A refuted claim's point, as it is reported: both engines have to find the
 * statement false there. */
#include "replay_internal.h"
#include "../audit/claim_at.h"

#include <string.h>

/* The value of `name` at a point. */
static bool value_in(const evidence_point *at, const char *name, mpq_ptr q)
{
    for (size_t i = 0; i < at->n; i++)
        if (strcmp(at->v[i].name, name) == 0) {
            mpq_set(q, at->v[i].value);
            return true;
        }
    return false;
}

static bool is_instance(const binding *binding, const evidence_point *at)
{
    bool same = true;
    mpq_t q;
    mpq_init(q);
    for (size_t i = 0; i < binding->n && same; i++)
        same = value_in(at, binding->name[i], q) &&
               mpq_equal(q, binding->value[i]);
    mpq_clear(q);
    return same;
}

/* The point's values for m's variables, when m is the instance and its box
 * holds them: a combination may have several boxes. */
static bool point_of(const instance *m, const evidence_point *at, mpq_t *x)
{
    bool ok = is_instance(&m->binding, at);
    for (int i = 0; i < m->p.nvars && ok; i++)
        ok = value_in(at, m->p.names[i], x[i]) &&
             range_contains_q(&m->p.box[i], x[i]);
    return ok;
}

/* Is x, the number that is shown beside c, within 10^-9 of it? */
static bool is_near(replayer *w, expr c, mpq_srcptr x)
{
    expr_pool *pool = w->pool;
    mpq_t tiny;
    mpq_init(tiny);
    mpq_set_ui(tiny, 1, 1000000000);
    expr d = expr_unary(pool, EXPR_ABS, expr_sub(pool, c, expr_q(pool, x)));
    d = expr_sub(pool, expr_q(pool, tiny), d);
    eval *in = eval_new(pool, 128);
    bool yes = d != EXPR_NONE && iv_certainly_pos(eval_enclose(in, d));
    eval_free(in);
    mpq_clear(tiny);
    return yes;
}

/* p at the point, with its irrational coordinates in the place of variables;
 * false: one of them cannot be read, or is no number, or is another than is
 * shown, or stands for a variable over whole numbers. */
static bool at_point(replayer *w, problem *d, const problem *p, uint64_t whole,
                     const evidence_point *at, mpq_t *x)
{
    expr c[EXPR_MAX_VARS];
    bool ok = true;
    for (int i = 0; i < p->nvars; i++) {
        c[i] = EXPR_NONE;
        for (size_t k = 0; k < at->n && ok; k++) {
            const char *end, *text = at->v[k].exact;
            if (text == NULL || strcmp(at->v[k].name, p->names[i]) != 0)
                continue;
            c[i] = expr_from_text(w->pool, text, &end, NULL, 0);
            ok = c[i] != EXPR_NONE && *end == '\0' &&
                 expr_vars(w->pool, c[i]) == 0 && (whole >> i & 1) == 0 &&
                 is_near(w, c[i], x[i]);
        }
    }
    if (ok)
        problem_at(d, p, c, x);
    return ok;
}

/* Some goal has no value at x: by the first engine, and by the second. */
static bool undefined_at(replayer *w, const problem *p, mpq_t *x)
{
    bool first = false, second = false;
    for (size_t g = 0; g < p->ngoals && !first && !second; g++) {
        first = checker_undefined(p, g, x, w->max_prec) != EXPR_NONE;
        second = recheck_undefined(w->second, p, g, x, w->max_prec);
    }
    if (!replay_both(w, first, second, "the point without a value"))
        return false;
    w->r->what = REPLAY_UNDEFINED;
    w->r->goals++;
    return true;
}

/* Some goal is false at x: by the first engine, and by the second. */
static bool fails_at(replayer *w, const problem *p, mpq_t *x)
{
    bool first = false, second = false;
    iv_t v;
    rrange u;
    iv_init(v, 64);
    rrange_init(&u);
    for (size_t g = 0; g < p->ngoals && !first; g++) {
        first = checker_refutes(p, g, x, w->max_prec, v);
        second = recheck_refutes(w->second, p, g, x, w->max_prec, &u);
        if (first != second)
            break;
    }
    iv_clear(v);
    char text[160];
    rrange_text(text, sizeof text, &u);
    rrange_clear(&u);
    if (!replay_both(w, first, second, "the point of refutation"))
        return false;
    w->r->what = REPLAY_DIFFERENCE;
    audit_set(&w->r->difference, xstrdup(text));
    w->r->goals++;
    return true;
}

/* Is some goal false, or without a value, at x, by the first engine? */
static bool is_refuted(replayer *w, const problem *of, uint64_t whole,
                       const evidence_refutation *at, mpq_t *x)
{
    bool found = false;
    problem p;
    iv_t v;
    if (!at_point(w, &p, of, whole, &at->at, x))
        return false;
    iv_init(v, 64);
    for (size_t g = 0; g < p.ngoals && !found; g++)
        found = at->undefined != NULL
                    ? checker_undefined(&p, g, x, w->max_prec) != EXPR_NONE
                    : checker_refutes(&p, g, x, w->max_prec, v);
    iv_clear(v);
    problem_clear(&p);
    return found;
}

static bool refuted_at(replayer *w, const problem *of, uint64_t whole,
                       const evidence_refutation *at, mpq_t *x)
{
    problem p;
    if (!at_point(w, &p, of, whole, &at->at, x))
        return replay_refuse(w, "the point is not a point");
    bool ok = at->undefined != NULL ? undefined_at(w, &p, x)
                                    : fails_at(w, &p, x);
    problem_clear(&p);
    return ok;
}

/* By the instance, among these, that holds the point and is refuted by it, or
 * else the last that holds it; *held: there is one.  (Each link of a chain has
 * its own.) */
static bool among(replayer *w, const instances *f, uint64_t whole,
                  const evidence_refutation *found, bool *held)
{
    mpq_t *x = point_new(EXPR_MAX_VARS);
    const problem *p = NULL;
    for (size_t k = 0, last = 0; k < f->n && !last; k++) {
        const instance *m = &f->v[k];
        if (m->binding.step || m->binding.aside || !point_of(m, &found->at, x))
            continue;
        p = &m->p;
        last = is_refuted(w, p, whole, found, x);
    }
    bool ok = *held = p != NULL;
    if (ok)
        for (int i = 0; i < p->nvars; i++)
            (void)value_in(&found->at, p->names[i], x[i]);
    if (ok && !point_is_whole(whole, p, x))
        ok = replay_refuse(w, "the point is not whole");
    else if (ok)
        ok = refuted_at(w, p, whole, found, x);
    point_free(x, EXPR_MAX_VARS);
    return ok;
}

/* A proof by induction has no instance for a number behind its bases. */
static bool behind(replayer *w, const evidence_refutation *found, bool *held)
{
    instances at = {.n = 0};
    uint64_t whole = 0;
    const char *name = w->it->induction.var;
    bool ok = false;
    mpq_t q;
    mpq_init(q);
    if (name != NULL && value_in(&found->at, name, q) &&
        claim_at_collect(w->e, w->it, q, &at, &whole))
        ok = among(w, &at, whole, found, held);
    instances_clear(&at);
    mpq_clear(q);
    return ok;
}

bool replay_witness(replayer *w, const instances *f,
                    const evidence_refutation *found)
{
    bool held = false, ok = false;
    if (found != NULL)
        ok = among(w, f, point_whole_vars(w->it), found, &held);
    if (found != NULL && !held)
        ok = behind(w, found, &held);
    return held ? ok
                : replay_refuse(w, "no instance is found that holds the point");
}
