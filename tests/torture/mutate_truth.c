/* Statements made false, or kept true.  See mutate_truth.h. */
#include "mutate_truth.h"

#include "../../numerics/base/memory.h"
#include "../numerics/iv_support.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    BOXES = 2000,
    SAMPLES = 6
};

typedef struct {
    truth_tally *t;
    long quota;             /* mutants of each base */
    long tenths_of_percent; /* of the bases are taken; 0: all */
    const char *name;
    const problem *p;
    size_t g;
    int truth;                /* of the base: 1, 0, -1 */
    mpq_t low[EXPR_MAX_VARS]; /* where the base's goal is low */
} victim;

/* ---- verdicts ------------------------------------------------------------ */

static void wrong(victim *v, const char *how, const problem *q, int truth,
                  const char *what)
{
    char *f = expr_to_text(q->pool, q->goal[0].e, q->names, 100000);
    v->t->wrong++;
    printf("WRONG: %s of %s (truth %d): %s\n  %s %s 0\n", how, v->name, truth,
           what, f != NULL ? f : "(long)", q->goal[0].strict ? ">" : ">=");
    for (int i = 0; i < q->nvars; i++)
        gmp_printf("  %s in %c%s%Qd, %s%Qd%c\n", q->names[i],
                   q->box[i].lo_open ? '(' : '[',
                   q->box[i].lo_inf ? "-inf " : "", q->box[i].lo,
                   q->box[i].hi_inf ? "inf " : "", q->box[i].hi,
                   q->box[i].hi_open ? ')' : ']');
    free(f);
}

/* A proof that Arb contradicts at some sampled point? */
static void doubt_proof(victim *v, const problem *q, const char *how)
{
    mpq_t x[EXPR_MAX_VARS];
    points_init(x, q->nvars);
    for (int k = 0; k < SAMPLES; k++) {
        random_box_point(x, q);
        if (point_fails(q, 0, x))
            wrong(v, how, q, -1, "PROVED, but fails at a sampled point");
    }
    points_clear(x, q->nvars);
}

static void judge(victim *v, problem *q, int truth, const char *how)
{
    search_result r;
    search_limits limits = {.max_boxes = BOXES, .threads = 1, .max_seconds = 5};
    truth_tally *t = v->t;
    t->mutants++;
    *(truth == 1   ? &t->true_mutants
      : truth == 0 ? &t->false_mutants
                   : &t->unknown_mutants) += 1;
    search_result_init(&r);
    search_goal(&r, q, 0, NULL, &limits);
    if (r.status == SEARCH_CERTIFICATE &&
        checker_accepts(q, 0, r.cert, 128, NULL)) {
        t->proved++;
        t->true_decided += truth == 1;
        if (truth == 0)
            wrong(v, how, q, truth, "false, and PROVED");
        doubt_proof(v, q, how);
    } else if (r.status == SEARCH_WITNESS) {
        iv_t margin;
        iv_init(margin, 64);
        if (checker_refutes(q, 0, r.witness, 4096, margin)) {
            t->refuted++;
            t->false_decided += truth == 0;
            if (truth == 1)
                wrong(v, how, q, truth, "true, and REFUTED");
            if (point_holds(q, 0, r.witness))
                wrong(v, how, q, truth, "REFUTED where Arb sees it hold");
        }
        iv_clear(margin);
    }
    search_result_clear(&r, q->nvars);
}

void truth_judge(truth_tally *t, const char *name, problem *q, int truth,
                 const char *how)
{
    victim v = {.t = t, .name = name};
    judge(&v, q, truth, how);
}

/* ---- mutants ------------------------------------------------------------- */

static expr thousandth(expr_pool *pool, int power)
{
    mpq_t q;
    mpq_init(q);
    mpz_ui_pow_ui(mpq_denref(q), 10, (unsigned long)power);
    mpz_set_ui(mpq_numref(q), 1);
    expr e = expr_q(pool, q);
    mpq_clear(q);
    return e;
}

static bool fails_low(victim *v, const problem *q)
{
    return point_fails(q, 0, v->low);
}

/* The constant past its optimum by 10^-k: false if it fails where the base
 * is low; or short of it: true if the base is. */
static void shifted(victim *v)
{
    static const int power[] = {3, 6, 12};
    int k = power[random_in(0, 2)];
    expr_pool *pool = v->p->pool;
    expr f = v->p->goal[v->g].e, eps = thousandth(pool, k);
    bool strict = v->p->goal[v->g].strict;
    problem q;
    problem_with_goal(&q, v->p, expr_sub(pool, f, eps), strict);
    judge(v, &q, fails_low(v, &q) ? 0 : -1, "a constant moved past");
    problem_clear(&q);
    problem_with_goal(&q, v->p, expr_add(pool, f, eps), random_chance(50));
    judge(v, &q,
          v->truth == 1      ? 1
          : fails_low(v, &q) ? 0
                             : -1,
          "a constant moved back");
    problem_clear(&q);
}

/* f - c with c a little above (false) the value at the low point. */
static void optimum(victim *v)
{
    static const int power[] = {3, 6, 12, 20};
    expr_pool *pool = v->p->pool;
    expr f = v->p->goal[v->g].e;
    arb_t a;
    fmpq_t m;
    mpq_t c;
    arb_init(a);
    fmpq_init(m);
    mpq_init(c);
    if (point_value(a, pool, f, v->low, 200) == POINT_VALUE) {
        arf_get_fmpq(m, arb_midref(a));
        fmpq_get_mpq(c, m);
        expr past = expr_add(pool, expr_q(pool, c),
                             thousandth(pool, power[random_in(0, 3)]));
        problem q;
        problem_with_goal(&q, v->p, expr_sub(pool, f, past), random_chance(50));
        judge(v, &q, fails_low(v, &q) ? 0 : -1, "a constant past the optimum");
        problem_clear(&q);
    }
    arb_clear(a);
    fmpq_clear(m);
    mpq_clear(c);
}

/* f - f(x0), exactly 0 at x0: > 0 is false there. */
static void strict_at_point(victim *v)
{
    expr_pool *pool = v->p->pool;
    expr f = v->p->goal[v->g].e, at = f;
    problem q;
    if (!point_is_admissible(v->p, v->low))
        return;
    for (int i = 0; i < v->p->nvars && at != EXPR_NONE; i++)
        at = expr_subst(pool, at, i, expr_q(pool, v->low[i]));
    at = expr_sub(pool, f, at);
    if (at == EXPR_NONE)
        return;
    problem_with_goal(&q, v->p, at, true);
    judge(v, &q, 0, "a strict relation where equality holds");
    problem_clear(&q);
}

static void flipped(victim *v)
{
    problem q;
    mpq_t x[EXPR_MAX_VARS];
    int truth = -1;
    problem_with_goal(&q, v->p, expr_neg(v->p->pool, v->p->goal[v->g].e),
                      random_chance(50));
    points_init(x, q.nvars);
    for (int k = 0; k < SAMPLES && truth < 0; k++) {
        random_box_point(x, &q);
        if (point_fails(&q, 0, x))
            truth = 0;
    }
    judge(v, &q, truth, "a flipped relation");
    points_clear(x, q.nvars);
    problem_clear(&q);
}

/* A wider, or a narrower, range of one variable. */
static void widened(victim *v)
{
    problem q;
    mpq_t w, x[EXPR_MAX_VARS];
    int truth = -1;
    if (v->p->nvars == 0)
        return;
    int i = (int)random_in(0, v->p->nvars - 1);
    problem_with_goal(&q, v->p, v->p->goal[v->g].e, v->p->goal[v->g].strict);
    range *r = &q.box[i];
    if (r->lo_inf || r->hi_inf || range_is_point(r)) {
        problem_clear(&q);
        return;
    }
    mpq_init(w);
    mpq_sub(w, r->hi, r->lo);
    mpq_div_2exp(w, w, (mp_bitcnt_t)random_in(0, 12));
    bool low = random_chance(50);
    *(low ? &r->lo_open : &r->hi_open) = random_chance(30);
    if (low)
        mpq_sub(r->lo, r->lo, w);
    else
        mpq_add(r->hi, r->hi, w);
    points_init(x, q.nvars);
    for (int k = 0; k < 2 * SAMPLES && truth < 0; k++) {
        random_box_point(x, &q);
        if (k % 2 == 0 && !(low ? r->lo_open : r->hi_open))
            mpq_set(x[i], low ? r->lo : r->hi);
        if (point_fails(&q, 0, x))
            truth = 0;
    }
    judge(v, &q, truth, "a wider domain");
    points_clear(x, q.nvars);
    mpq_clear(w);
    problem_clear(&q);
}

static void narrowed(victim *v)
{
    problem q;
    mpq_t x[EXPR_MAX_VARS];
    if (v->p->nvars == 0)
        return;
    int i = (int)random_in(0, v->p->nvars - 1);
    problem_with_goal(&q, v->p, v->p->goal[v->g].e, v->p->goal[v->g].strict);
    points_init(x, q.nvars);
    random_box_point(x, &q);
    range *r = &q.box[i];
    if (!range_is_point(r)) {
        if (random_chance(50)) {
            mpq_set(r->lo, x[i]);
            r->lo_inf = r->lo_open = false;
        } else {
            mpq_set(r->hi, x[i]);
            r->hi_inf = r->hi_open = false;
        }
    }
    judge(v, &q,
          v->truth == 1      ? 1
          : fails_low(v, &q) ? 0
                             : -1,
          "a narrower domain");
    points_clear(x, q.nvars);
    problem_clear(&q);
}

static void freed(victim *v)
{
    problem q;
    mpq_t x[EXPR_MAX_VARS];
    int truth = -1;
    if (v->p->nhyps == 0)
        return;
    problem_with_goal(&q, v->p, v->p->goal[v->g].e, v->p->goal[v->g].strict);
    size_t k = (size_t)random_in(0, (long)q.nhyps - 1);
    q.hyp[k] = q.hyp[--q.nhyps];
    points_init(x, q.nvars);
    for (int j = 0; j < 4 * SAMPLES && truth < 0; j++) {
        random_box_point(x, &q);
        if (point_fails(&q, 0, x))
            truth = 0;
    }
    judge(v, &q, truth, "a hypothesis dropped");
    points_clear(x, q.nvars);
    problem_clear(&q);
}

/* Consequences of f's being defined, whatever its sign. */
static void made_true(victim *v)
{
    expr_pool *pool = v->p->pool;
    expr f = v->p->goal[v->g].e, h = EXPR_NONE, e;
    bool strict = false;
    switch (random_in(0, 4)) {
    case 0:
        e = expr_unary(pool, EXPR_ABS, f);
        break;
    case 1:
        e = expr_max(pool, f, expr_neg(pool, f));
        break;
    case 2:
        e = expr_add(pool, expr_mul(pool, f, f), thousandth(pool, 6));
        strict = true;
        break;
    case 3:
        e = expr_if(pool, f, false, f, expr_si(pool, 1));
        break;
    default: /* f >= 0 where f >= 1/1000 */
        e = f;
        h = expr_sub(pool, f, thousandth(pool, 3));
        strict = true;
        break;
    }
    problem q;
    if (e == EXPR_NONE)
        return;
    problem_with_goal(&q, v->p, e, strict);
    if (h != EXPR_NONE)
        problem_add_hyp(&q, h, false);
    /* a base that is true is defined; a false one may not be: the labels of
     * peers and cases are about values, and their sides are defined */
    judge(v, &q, v->truth >= 0 ? 1 : -1, "a true consequence");
    problem_clear(&q);
}

/* ---- sources ------------------------------------------------------------- */

static void prepare(victim *v)
{
    search_result r;
    search_limits limits = {.max_boxes = BOXES, .threads = 1, .max_seconds = 5};
    search_result_init(&r);
    problem q;
    problem_with_goal(&q, v->p, v->p->goal[v->g].e, v->p->goal[v->g].strict);
    search_goal(&r, &q, 0, NULL, &limits);
    points_init(v->low, v->p->nvars);
    random_box_point(v->low, v->p);
    mpq_t *from = r.status == SEARCH_WITNESS ? r.witness : r.best;
    for (int i = 0; i < v->p->nvars && from != NULL; i++)
        mpq_set(v->low[i], from[i]);
    polish(v->low, v->p, v->g);
    search_result_clear(&r, v->p->nvars);
    problem_clear(&q);
}

static void mutate(void *ctx, const char *name, int truth, problem *p)
{
    victim v = *(victim *)ctx;
    static void (*const kinds[])(victim *) = {
        shifted, shifted, optimum,  strict_at_point, flipped,
        widened, widened, narrowed, freed,           made_true};
    enum {
        KINDS = sizeof kinds / sizeof kinds[0]
    };
    if (v.tenths_of_percent != 0 && random_in(0, 999) >= v.tenths_of_percent)
        return;
    v.name = name;
    v.p = p;
    v.g = (size_t)random_in(0, (long)p->ngoals - 1);
    v.truth = p->ngoals == 1 || truth == 1 ? truth : -1;
    prepare(&v);
    long end = v.t->mutants + v.quota;
    for (long k = random_in(0, KINDS - 1), tries = 0;
         v.t->mutants < end && tries < 4 * v.quota; k++, tries++)
        kinds[k % KINDS](&v);
    points_clear(v.low, p->nvars);
}

static void count_only(void *ctx, const char *name, int truth, problem *p)
{
    (void)name;
    (void)truth;
    (void)p;
    ++*(long *)ctx;
}

/* Mutants of each of n statements, or one of some, so that all make about
 * `count`. */
static victim share(truth_tally *t, long count, long n)
{
    return (victim){.t = t,
                    .quota = n == 0 ? 0 : (count + n - 1) / n,
                    .tenths_of_percent = count < n ? 1000 * count / n : 0};
}

void mutate_truth_peer(truth_tally *t, long count)
{
    long n = 0;
    bases_peer(count_only, &n);
    victim v = share(t, count, n);
    bases_peer(mutate, &v);
}

void mutate_truth_cases(truth_tally *t, long count)
{
    long n = 0;
    bases_cases(count_only, &n);
    victim v = share(t, count, n);
    bases_cases(mutate, &v);
}

void mutate_truth_documents(truth_tally *t, const char *folder, long count)
{
    long n = 0;
    size_t each = count < 1000 ? 1 : 8;
    bases_documents(folder, each, count_only, &n);
    victim v = share(t, count, n);
    bases_documents(folder, each, mutate, &v);
}

/* ---- documents with a number off by one ----------------------------------- */

static char *read_all(const char *path, size_t *n)
{
    FILE *f = fopen(path, "r");
    char *s = xmalloc(1 << 20);
    *n = f != NULL ? fread(s, 1, (1 << 20) - 1, f) : 0;
    s[*n] = '\0';
    if (f != NULL)
        fclose(f);
    return s;
}

/* Places inside assay blocks where a one-digit number stands alone. */
static char *pick_digit(char *s)
{
    char *found = NULL;
    long seen = 0;
    bool in = false;
    for (char *line = s; line != NULL && *line != '\0';) {
        char *end = strchr(line, '\n');
        if (strncmp(line, "```", 3) == 0)
            in = strncmp(line, "```assay", 8) == 0;
        for (char *c = line; in && end != NULL && c < end; c++) {
            if (*c == '#' || *c == '"')
                break;
            if (*c < '1' || *c > '8' || c == s || !strchr(" (,-+^*/[", c[-1]) ||
                strchr("0123456789./", c[1]))
                continue;
            if (random_in(0, seen++) == 0)
                found = c;
        }
        line = end != NULL ? end + 1 : NULL;
    }
    return found;
}

static bool write_all(const char *path, const char *s, size_t n)
{
    FILE *f = fopen(path, "w");
    if (f == NULL)
        return false;
    bool ok = fwrite(s, 1, n, f) == n;
    return fclose(f) == 0 && ok;
}

/* A mutated instance: false where Arb finds it to fail, else unknown. */
static void judge_instance(void *ctx, const char *name, int truth, problem *p)
{
    victim v = *(victim *)ctx;
    (void)truth;
    v.name = name;
    v.p = p;
    for (v.g = 0; v.g < p->ngoals; v.g++) {
        v.truth = -1;
        prepare(&v);
        problem q;
        problem_with_goal(&q, p, p->goal[v.g].e, p->goal[v.g].strict);
        judge(&v, &q, fails_low(&v, &q) ? 0 : -1, "a number off by one");
        problem_clear(&q);
        points_clear(v.low, p->nvars);
    }
}

/* Copies every document, one of them with a digit changed. */
static bool copy_folder(const char *from, const char *to, long victim_file)
{
    struct dirent **list;
    int n = scandir(from, &list, NULL, alphasort);
    bool changed = false;
    for (int i = 0; i < n; i++) {
        char path[2048];
        size_t len;
        const char *dot = strrchr(list[i]->d_name, '.');
        if (dot != NULL && strcmp(dot, ".md") == 0) {
            snprintf(path, sizeof path, "%s/%s", from, list[i]->d_name);
            char *s = read_all(path, &len);
            char *digit = victim_file-- == 0 ? pick_digit(s) : NULL;
            if (digit != NULL) {
                *digit = (char)(*digit + (random_chance(50) ? 1 : -1));
                changed = true;
            }
            snprintf(path, sizeof path, "%s/%s", to, list[i]->d_name);
            changed = write_all(path, s, len) && changed;
            free(s);
        }
        free(list[i]);
    }
    if (n >= 0)
        free(list);
    return changed;
}

static void remove_copies(const char *folder)
{
    struct dirent **list;
    int n = scandir(folder, &list, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        char path[2048];
        snprintf(path, sizeof path, "%s/%s", folder, list[i]->d_name);
        unlink(path);
        free(list[i]);
    }
    if (n >= 0)
        free(list);
    rmdir(folder);
}

void mutate_truth_text(truth_tally *t, const char *folder, long copies)
{
    char name[] = "/tmp/assay-torture-XXXXXX";
    if (mkdtemp(name) == NULL)
        abort();
    for (long k = 0; k < copies; k++) {
        victim v = {.t = t};
        if (copy_folder(folder, name, k % 9))
            bases_documents(name, copies > 2 ? 3 : 1, judge_instance, &v);
    }
    remove_copies(name);
}
