/* Best constants moved past their certified optima.  See mutate_truth.h.
 *
 * The audit says that the best constant lies in [lo, hi].  A claim with a
 * constant beyond the far end must fail somewhere, and Arb is asked to find
 * where; one short of the near end must hold, and Arb must find no failure. */
#include "mutate_truth.h"

#include "../../theory/theory.h"
#include "../numerics/iv_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "-1.25e-7" exactly. */
static bool decimal(mpq_ptr q, const char *s)
{
    char digits[2000];
    size_t n = 0;
    long exponent = 0;
    bool point = false;
    for (; *s != '\0' && *s != 'e'; s++) {
        if (*s == '.')
            point = true;
        else if (n + 1 < sizeof digits) {
            digits[n++] = *s;
            exponent -= point;
        }
    }
    digits[n] = '\0';
    if (*s == 'e')
        exponent += strtol(s + 1, NULL, 10);
    if (n == 0 || mpz_set_str(mpq_numref(q), digits, 10) != 0)
        return false;
    mpz_set_ui(mpq_denref(q), 1);
    mpq_t t;
    mpq_init(t);
    mpz_ui_pow_ui(mpq_numref(t), 10, (unsigned long)labs(exponent));
    if (exponent < 0)
        mpq_div(q, q, t);
    else
        mpq_mul(q, q, t);
    mpq_clear(t);
    return true;
}

typedef struct {
    truth_tally *t;
    const item *it;
    mpq_t c;
    bool beyond;
} moved;

/* Arb's failing point, from several starts. */
static bool fails_somewhere(const problem *q)
{
    bool found = false;
    mpq_t x[EXPR_MAX_VARS];
    points_init(x, q->nvars);
    for (int k = 0; k < 40 && !found; k++) {
        random_box_point(x, q);
        polish(x, q, 0);
        found = point_fails(q, 0, x);
    }
    points_clear(x, q->nvars);
    return found;
}

/* The instance with the unknown, its last variable, replaced by c. */
static bool complete(void *ctx, const binding *binding, problem *p,
                     const expr *chain_e, size_t n)
{
    moved *m = ctx;
    problem q;
    (void)binding;
    (void)chain_e;
    (void)n;
    int last = p->nvars - 1;
    expr c = expr_q(p->pool, m->c);
    expr f = expr_subst(p->pool, p->goal[0].e, last, c);
    problem_init(&q, p->pool, last);
    for (int i = 0; i < last; i++) {
        problem_set_name(&q, i, p->names[i]);
        range_set(&q.box[i], &p->box[i]);
    }
    for (size_t j = 0; j < p->nhyps; j++)
        problem_add_hyp(&q, expr_subst(p->pool, p->hyp[j].e, last, c),
                        p->hyp[j].strict);
    problem_add_goal(&q, f, p->goal[0].strict);
    bool fails = fails_somewhere(&q);
    if (fails && !m->beyond) {
        m->t->wrong++;
        printf("WRONG: %s: the constant is not as good as said\n", m->it->id);
    }
    truth_judge(m->t, m->it->id, &q, fails ? 0 : -1,
                m->beyond ? "a constant past its optimum"
                          : "a constant short of its optimum");
    problem_clear(&q);
    return false; /* one instance */
}

static void move(elab *e, truth_tally *t, const item *it, const char *end,
                 bool up, bool beyond, lang_errors *errs)
{
    static const unsigned long power[] = {3, 6, 12};
    moved m = {.t = t, .it = it, .beyond = beyond};
    mpq_t eps;
    mpq_init(m.c);
    mpq_init(eps);
    for (int k = 0; k < 3; k++) {
        size_t count;
        if (!decimal(m.c, end))
            break;
        mpz_set_ui(mpq_numref(eps), 1);
        mpz_ui_pow_ui(mpq_denref(eps), 10, power[k]);
        if (up)
            mpq_add(m.c, m.c, eps);
        else
            mpq_sub(m.c, m.c, eps);
        (void)!elab_instances(e, it, complete, &m, &count, errs);
    }
    mpq_clear(m.c);
    mpq_clear(eps);
}

void mutate_truth_constants(truth_tally *t, const char *folder)
{
    lang_errors errs = {0};
    audit_options opt = {.search = {.threads = 1}};
    size_t n = 0;
    program *prog = program_new();
    document **d = document_read_paper(prog, folder, &n, &errs);
    elab *e = elab_new(prog, NULL);
    for (size_t i = 0; d != NULL && i < program_count(prog); i++) {
        const item *it = program_item(prog, i);
        result r;
        if (it->kind != ITEM_CONSTANT)
            continue;
        result_init(&r);
        if (audit_item(prog, e, it, &opt, &r, &errs) &&
            r.verdict == VERDICT_ENCLOSED) {
            /* past: above the upper end of a largest, below the lower end of
             * a smallest constant */
            move(e, t, it, it->largest ? r.value.hi : r.value.lo, it->largest,
                 true, &errs);
            move(e, t, it, it->largest ? r.value.lo : r.value.hi, !it->largest,
                 false, &errs);
        }
        result_clear(&r);
    }
    for (size_t i = 0; i < n && d != NULL; i++)
        document_free(d[i]);
    free(d);
    elab_free(e);
    program_free(prog);
    lang_errors_clear(&errs);
}
