/* tests/bench/bench_search.c: how fast boxes are searched and leaves checked.
 *
 * For each of the peers' problems that takes many boxes: boxes per second of
 * the search on one thread and on all, leaves per second of the checker at
 * 128 bits, and, for comparison, the bare cost of one enclosure of the same
 * expression by MPFI (eval.h) and by compiled doubles (tape.h).
 *
 * usage: bench_search [-m LEAST_BOXES] [-f PROBLEMS]
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "../../numerics/numerics.h"
#include "../../numerics/search/tape.h"
#include "../../theory/language/language.h"
#include "../support/problems.h"

typedef struct {
    const char *id;
    size_t least;
} row;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double searched(problem *p, int threads, search_result *r)
{
    search_limits limits = {.threads = threads, .max_seconds = 20};
    search_result_init(r);
    double begin = now();
    search_goal(r, p, 0, NULL, &limits);
    return now() - begin;
}

/* Seconds of one enclosure of goal 0 over the whole box, by MPFI. */
static double time_mpfi(const problem *p)
{
    eval *e = eval_new(p->pool, 128);
    size_t n = 0;
    eval_set_box(e, p->box, p->nvars);
    eval_enclose(e, p->goal[0].e); /* constants are paid for once */
    double begin = now(), end;
    do {
        eval_set_box(e, p->box, p->nvars);
        eval_enclose(e, p->goal[0].e);
        n++;
    } while ((end = now()) < begin + 0.05);
    eval_free(e);
    return (end - begin) / (double)n;
}

/* The same by doubles: TAPE_LANES boxes at a time, so a share of that. */
static double time_tape(const problem *p)
{
    tape *t = tape_new(p->pool, &p->goal[0].e, 1, p->nvars, NULL, 0);
    tape_scratch *s = tape_scratch_new(t);
    static double lo[EXPR_MAX_VARS * TAPE_LANES];
    static double hi[EXPR_MAX_VARS * TAPE_LANES];
    tape_out out;
    size_t n = 0;
    for (int v = 0; v < p->nvars; v++)
        for (int i = 0; i < TAPE_LANES; i++) {
            lo[TAPE_LANES * v + i] = mpq_get_d(p->box[v].lo);
            hi[TAPE_LANES * v + i] = mpq_get_d(p->box[v].hi);
        }
    double begin = now(), end;
    do {
        for (int k = 0; k < 64; k++)
            tape_eval(t, s, &(tape_boxes){.lo = lo, .hi = hi}, 0, 1, &out);
        n += 64 * TAPE_LANES;
    } while ((end = now()) < begin + 0.05);
    tape_scratch_free(s);
    tape_free(t);
    return (end - begin) / (double)n;
}

/* Seconds of one replay of the certificate; negative when it is refused. */
static double time_checker(const problem *p, const cert_node *cert,
                           size_t *leaves)
{
    size_t n = 0;
    bool accepted = true;
    double begin = now(), end;
    do {
        checker_report report;
        checker_report_init(&report);
        accepted = checker_accepts(p, 0, cert, 128, &report) && accepted;
        *leaves = report.leaves;
        checker_report_clear(&report);
        n++;
    } while ((end = now()) < begin + 0.2);
    return accepted ? (end - begin) / (double)n : -1;
}

static bool measure(void *ctx, const binding *binding, problem *p,
                    const expr *chain_e, size_t n)
{
    row *what = ctx;
    search_result one, all;
    size_t leaves = 0;
    (void)binding;
    (void)chain_e;
    (void)n;
    double alone = searched(p, 1, &one);
    if (one.boxes >= what->least) {
        double together = searched(p, 0, &all);
        double mpfi = time_mpfi(p), fast = time_tape(p);
        double check = one.status == SEARCH_CERTIFICATE
                           ? time_checker(p, one.cert, &leaves)
                           : 0;
        printf("| %s | %zu | %.0f | %.2f | %zu | ", what->id, one.boxes,
               (double)one.boxes / alone, alone / together, leaves);
        if (check > 0)
            printf("%.0f | ", (double)leaves / check);
        else
            printf("%s | ", check < 0 ? "REFUSED" : "-");
        printf("%.0f | %.0f | %.0f |\n", 1e9 * mpfi, 1e9 * fast,
               1e9 * alone / (double)one.boxes);
        search_result_clear(&all, p->nvars);
    }
    search_result_clear(&one, p->nvars);
    return true;
}

static void bench_one(const peer_problem *p, size_t least)
{
    row what = {p->id, least};
    lang_errors errs = {0};
    program *prog = program_new();
    char *claim = problem_claim(p);
    size_t count;
    if (program_parse_claim(prog, claim, &errs)) {
        elab *e = elab_new(prog, NULL);
        if (!elab_instances(e, program_item(prog, 0), measure, &what, &count,
                            &errs))
            printf("| %s | not understood |\n", p->id);
        elab_free(e);
    }
    lang_errors_clear(&errs);
    program_free(prog);
    free(claim);
}

int main(int argc, char **argv)
{
    const char *file = "tests/peer/problems.jsonl";
    size_t least = 300, n;
    int c;
    while ((c = getopt(argc, argv, "m:f:")) != -1) {
        if (c == 'm')
            least = strtoul(optarg, NULL, 10);
        else if (c == 'f')
            file = optarg;
        else
            return 64;
    }
    peer_problem *p = problems_load(file, &n);
    if (p == NULL)
        return 1;
    printf("| statement | boxes | boxes/s, one thread | speed-up on all | "
           "leaves | leaves/s checked | MPFI, ns | doubles, ns a box | "
           "search, ns a box |\n|---|---|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < n; i++)
        bench_one(&p[i], least);
    problems_free(p, n);
    return 0;
}
