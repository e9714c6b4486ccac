/* tests/theory/test_unfold.c: claims with `by`, taken apart a second time.  What
 * the language makes of them is confirmed; what it might have made of them with a
 * slip of its own, a goal left out, a hypothesis at another index, one that
 * assumes what is claimed, a step that begins too late, is not. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/base/text.h"
#include "../../theory/replay/replay_internal.h"
#include "../../theory/second/unfold.h"
#include "theory_support.h"

#include <stdlib.h>
#include <string.h>

static const char lets[] =
    "let H(n) = sum(k in 1..n, 1/k)\n"
    "let S(n) = sum(k in 1..n, k)\n"
    "let fact(n) = if n == 0 then 1 else n*fact(n - 1)\n"
    "let fib(n) = if n <= 1 then n else fib(n - 1) + fib(n - 2)\n"
    "let u(n) = if n == 1 then 4 else (1 - 2/n)*u(n - 1) + 2/n^2\n"
    "let a(c, n) = if n == 0 then 1 else c*a(c, n - 1)\n"
    "claim ten \"\" for y in [0, 10] show y^2 <= 100\n"
    "claim even \"\" for n in 1..inf show n*(n - 1) >= 0\n"
    "claim apart \"\" for y in [1, 2], z in [3, 4] where y <= z - 1\n"
    "  show y*z <= 8\n"
    "claim fact.one \"\" for n in 1..inf by induction on n show fact(n) >= 1\n"
    "claim log.one \"\" for x in (0, inf) show log(x) <= x - 1\n"
    "claim small \"\" for x in [0, 1] show x^2 <= x\n"
    "constant tip \"\" for x in [0, 1] largest c with 2 - x^2 >= c*x\n";

/* Each is proved; without `induction` its goals have no index of their own. */
static const char *const claims[] = {
    "for n in 1..inf by induction on n show log(n + 1) <= H(n) <= 1 + log(n)",
    "for n in 1..inf by induction on n show S(n) == n*(n + 1)/2",
    "for n in 2..inf by induction on n show prod(k in 2..n, 1 - 1/k^2) == "
    "(n + 1)/(2*n)",
    "for n in 1..inf by induction on n depth 2 show 1 <= fib(n) <= 2^(n - 1)",
    "for n in 1..inf by induction on n show 0 <= u(n) <= 4/n",
    "for n in 1..inf by induction on n show sum(k in 1..2*n, k) == n*(2*n + 1)",
    "for n in 0..inf by induction on n from 6 show sum(j in 5..n, 1) <= n",
    "for n in 1..inf, x in [0, 5] where x*n <= 4 by induction on n show x <= 4",
    "for n in 1..inf, k in 1..3 by induction on n show sum(j in 1..n, j*k) == "
    "k*n*(n + 1)/2",
    "for c in [0, 1], n in 0..inf by induction on n show 0 <= a(c, n) <= 1",
    "for x in [0, 5] by ten(2*x) show 4*x^2 <= 100",
    "for x in [1, 2], w in [1, 2] by apart(x, w + 2) show x*(w + 2) <= 8",
    "for n in 1..inf by even(2*n) show 2*n*(2*n - 1) >= 0",
    "for n in 1..inf by fact.one(2*n) show 1/fact(2*n) <= 1",
    "for n in 2..inf by induction on n show H(n) <= 1 + log(n), 1 + log(n) <= "
    "n by log.one(n)",
    "for x in [-1, 1] by cases x <= 0 show abs(x) >= x",
    "for n in 2..inf by induction on n by log.one((n - 1)/n) in step show H(n) "
    "<= 1 + log(n)",
    "for n in 1..inf by induction on n by ten(10*n) in base show H(n) <= n",
    "for x in [0, 5] by small(x) if x <= 1 show min(x^2, 1) <= x",
    "for x in [0, 2] by tip(x/2) show 2 - x^2/4 >= x/2",
    "for x in [0, 5] by small(x) if x <= 1, ten(2*x) if x <= 1 show min(x^2, 1) "
    "+ 4*x^2 <= x + 100",
    "for x in [0, 5], n in 1..inf by induction on n by ten(2*x) in step if "
    "x >= 1 show sum(k in 1..n, x) <= 5*n",
};
enum {
    NCLAIMS = sizeof claims / sizeof *claims
};

/* ---- one claim -------------------------------------------------------------- */

typedef struct {
    program *p;
    elab *e;
    replay r;
    replayer w;
    instances f;
} subject;

static bool gather(void *ctx, const binding *binding, problem *p,
                   const expr *chain_e, size_t n)
{
    instances_add(ctx, binding, p, chain_e, n);
    return true;
}

static void open_subject(subject *t, const char *claim)
{
    text_buf b = {0};
    lang_errors errs = {0};
    size_t count;
    *t = (subject){.f = {.n = 0}};
    text_printf(&b, "%sclaim it \"\" %s\n", lets, claim);
    t->p = program_new();
    if (!program_parse(t->p, "test", 1, b.s, b.len, &errs))
        fail_msg("%s", errs.v[0].message);
    t->e = elab_new(t->p, NULL);
    t->w = (replayer){.prog = t->p,
                      .e = t->e,
                      .pool = elab_pool(t->e),
                      .it = program_find(t->p, "it"),
                      .r = &t->r};
    t->w.reading = second_new(t->p);
    const item *tip = program_find(t->p, "tip");
    arb_t one;
    arb_init(one);
    arb_one(one);
    elab_set_constant(t->e, tip, expr_si(t->w.pool, 1));
    unfold_set_constant(t->w.reading, tip, one);
    arb_clear(one);
    assert_true(elab_instances(t->e, t->w.it, gather, &t->f, &count, &errs));
    text_clear(&b);
}

static void close_subject(subject *t)
{
    instances_clear(&t->f);
    second_free(t->w.reading);
    elab_free(t->e);
    program_free(t->p);
}

/* Is something found wrong with these goals? */
static bool is_caught(subject *t, const instances *f)
{
    size_t decided, open;
    char *wrong = replay_unfold_compare(&t->w, f, &decided, &open);
    bool caught = wrong != NULL;
    free(wrong);
    return caught;
}

static void what_is_right_is_confirmed(void **state)
{
    (void)state;
    for (size_t i = 0; i < NCLAIMS; i++) {
        subject t;
        size_t decided, open;
        open_subject(&t, claims[i]);
        char *wrong = replay_unfold_compare(&t.w, &t.f, &decided, &open);
        if (wrong != NULL || decided < 10)
            fail_msg("%s: %s, %zu points, %zu open", claims[i],
                     wrong != NULL ? wrong : "right", decided, open);
        close_subject(&t);
    }
}

/* ---- slips ------------------------------------------------------------------ */

/* A variable over `m..inf` that an induction runs over; -1: none. */
static int index_of(const subject *t)
{
    const item *it = t->w.it;
    int var = 0;
    for (size_t k = 0; it->induction.var != NULL && k < it->nbind; k++) {
        const binder *b = &it->bind[k];
        if (strcmp(b->name, it->induction.var) == 0)
            return var;
        var += b->kind == DOM_INTERVAL ||
               (b->kind == DOM_INTEGERS && b->hi == NULL);
    }
    return -1;
}

static bool is_step(const subject *t, const instance *m)
{
    int n = index_of(t);
    return n >= 0 && m->p.box[n].hi_inf;
}

/* The instance with another problem, in its place. */
typedef bool slip_fn(const subject *t, const instance *m, problem *q);

static void copy_all(instances *to, const subject *t, size_t k, slip_fn *slip,
                     bool *changed)
{
    *to = (instances){.n = 0};
    *changed = slip == NULL;
    for (size_t i = 0; i < t->f.n; i++) {
        const instance *m = &t->f.v[i];
        if (i == k && slip == NULL)
            continue;
        problem q;
        problem_copy(&q, &m->p, m->p.nvars);
        if (i == k)
            *changed = slip(t, m, &q);
        instances_add(to, &m->binding, &q, m->side, m->nsides);
        problem_clear(&q);
    }
}

/* e with n + d for n. */
static expr moved(const subject *t, expr e, long d)
{
    expr_pool *pool = t->w.pool;
    int n = index_of(t);
    return expr_subst(pool, e, n,
                      expr_add(pool, expr_var(pool, n), expr_si(pool, d)));
}

static expr fraction(expr_pool *pool, unsigned long of)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_ui(q, 1, of);
    expr e = expr_q(pool, q);
    mpq_clear(q);
    return e;
}

/* The hypotheses with opaque values, the claim before, at n or n - 2. */
static bool move_hypotheses(const subject *t, const instance *m, problem *q,
                            long d)
{
    bool any = false;
    if (!is_step(t, m))
        return false;
    int nreal = index_of(t) + 1; /* n is last in these claims, or alone */
    for (size_t j = 0; j < q->nhyps; j++) {
        expr e = moved(t, q->hyp[j].e, d);
        if (expr_vars(t->w.pool, e) >> nreal == 0 || e == q->hyp[j].e)
            continue;
        q->hyp[j].e = e;
        any = true;
    }
    return any;
}

static bool hypotheses_at_n(const subject *t, const instance *m, problem *q)
{
    return move_hypotheses(t, m, q, 1);
}

static bool hypotheses_too_early(const subject *t, const instance *m,
                                 problem *q)
{
    return move_hypotheses(t, m, q, -1);
}

/* What is claimed is assumed, where it says something. */
static bool circle(const subject *t, const instance *m, problem *q)
{
    const item *it = t->w.it;
    if (m->binding.aside || expr_vars(t->w.pool, q->goal[0].e) == 0)
        return false;
    /* a statement that is used says it; it is the end of a range */
    if (it->nby > 0 && (!m->binding.step || strcmp(it->by[0].id, "ten") != 0))
        return false;
    for (size_t j = 0; j < q->nhyps; j++)
        if (q->hyp[j].e == q->goal[0].e)
            return false;
    problem_add_hyp(q, q->goal[0].e, q->goal[0].strict);
    return true;
}

/* Something that nobody said, and that is true. */
static bool stranger(const subject *t, const instance *m, problem *q)
{
    expr_pool *pool = t->w.pool;
    if (!is_step(t, m))
        return false;
    problem_add_hyp(
        q, expr_add(pool, expr_var(pool, index_of(t)), fraction(pool, 3)),
        true);
    return true;
}

static bool stronger(const subject *t, const instance *m, problem *q)
{
    (void)m;
    expr_pool *pool = t->w.pool;
    bool any = false;
    for (size_t j = 0; j < q->nhyps; j++)
        any = any || expr_vars(pool, q->hyp[j].e) != 0;
    for (size_t j = 0; j < q->nhyps; j++)
        q->hyp[j].e = expr_sub(pool, q->hyp[j].e, fraction(pool, 1000));
    return any;
}

static bool weaker_goal(const subject *t, const instance *m, problem *q)
{
    (void)m;
    expr_pool *pool = t->w.pool;
    for (size_t g = 0; g < q->ngoals; g++)
        q->goal[g].e = expr_add(pool, q->goal[g].e, fraction(pool, 1000));
    return true;
}

static bool goal_before(const subject *t, const instance *m, problem *q)
{
    bool any = false;
    if (!is_step(t, m))
        return false;
    for (size_t g = 0; g < q->ngoals; g++) {
        expr e = moved(t, q->goal[g].e, -1);
        any = any || e != q->goal[g].e;
        q->goal[g].e = e;
    }
    return any;
}

static bool begins_late(const subject *t, const instance *m, problem *q)
{
    mpq_t one;
    const item *it = t->w.it;
    /* each first number has one point, which need not be in the case */
    if (!is_step(t, m) || (it->nby > 0 && it->by[0].when.n > 0))
        return false;
    mpq_init(one);
    mpq_set_si(one, 1, 1);
    mpq_add(q->box[index_of(t)].lo, q->box[index_of(t)].lo, one);
    mpq_clear(one);
    return true;
}

static const struct {
    const char *what;
    slip_fn *slip; /* NULL: the goal is left out */
} slips[] = {
    {"left out", NULL},
    {"hypotheses at n", hypotheses_at_n},
    {"hypotheses too early", hypotheses_too_early},
    {"a circle", circle},
    {"a hypothesis of nobody", stranger},
    {"stronger hypotheses", stronger},
    {"a weaker goal", weaker_goal},
    {"the goal before", goal_before},
    {"a step too late", begins_late},
};

/* Goals of which no point of the claim's domain needs anything: whether
 * something is defined, and the case x*(n - 1) > 4, where x*n <= 4. */
static bool is_idle(const subject *t, const instance *m)
{
    const item *it = t->w.it;
    return m->binding.aside || (it->nwhere > 0 && it->induction.var != NULL &&
                                is_step(t, m) && m == &t->f.v[t->f.n - 1]);
}

static void slips_are_caught(void **state)
{
    (void)state;
    size_t made = 0, missed = 0;
    for (size_t i = 0; i < NCLAIMS; i++) {
        subject t;
        open_subject(&t, claims[i]);
        for (size_t s = 0; s < sizeof slips / sizeof *slips; s++)
            for (size_t k = 0; k < t.f.n; k++) {
                instances f;
                bool changed;
                copy_all(&f, &t, k, slips[s].slip, &changed);
                changed = changed && !is_idle(&t, &t.f.v[k]);
                made += changed;
                if (changed && !is_caught(&t, &f)) {
                    print_error("not caught: %s, goal %zu of %zu: %s\n",
                                slips[s].what, k + 1, t.f.n, claims[i]);
                    missed++;
                }
                instances_clear(&f);
            }
        close_subject(&t);
    }
    print_message("%zu slips, %zu not caught\n", made, missed);
    assert_int_equal(missed, 0);
    assert_true(made >= 150);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_right_is_confirmed),
        cmocka_unit_test(slips_are_caught),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
