/* tests/bench/bench_hard.c: statements that take thousands of boxes, against a
 * plain branch and bound (yardstick.h) over MPFR and over hardware doubles.
 *
 * For each: processor time of the whole `assay prove`, and of both yardsticks;
 * leaves of the certificate, and how many a second the checker replays with
 * hardware doubles and without.  The geometric mean of assay's time over the MPFR
 * yardstick's ends it.
 *
 * usage: bench_hard [-f PROBLEMS]     ASSAY: the program (./assay) */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "../../numerics/numerics.h"
#include "../../theory/language/language.h"
#include "../support/problems.h"
#include "../support/process.h"
#include "yardstick.h"

enum {
    MOST = 3000000
};

typedef struct {
    const char *id;
    double assay; /* seconds; negative: not proved */
    double log_sum;
    size_t rows;
} table;

static double seconds_of(const struct timeval *t)
{
    return (double)t->tv_sec + 1e-6 * (double)t->tv_usec;
}

static double children_time(void)
{
    struct rusage u;
    getrusage(RUSAGE_CHILDREN, &u);
    return seconds_of(&u.ru_utime) + seconds_of(&u.ru_stime);
}

static double processor_time(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Processor seconds of `assay prove`, the least of three; -1: not proved. */
static double whole_program(char *claim)
{
    char *program = getenv("ASSAY");
    char *argv[] = {program != NULL ? program : "./assay",
                    "prove",
                    "--seconds",
                    "100",
                    claim,
                    NULL};
    double least = INFINITY;
    for (int k = 0; k < 3; k++) {
        outcome o;
        double before = children_time();
        bool ok = run_process(argv, &(run_options){.limit = 120}, &o) &&
                  o.status == 0;
        outcome_clear(&o);
        if (!ok)
            return -1;
        least = fmin(least, children_time() - before);
    }
    return least;
}

/* Leaves a second; 0 when the certificate is refused. */
static double replayed(problem *p, const cert_node *cert, bool doubles,
                       size_t *leaves)
{
    checker_report report;
    checker_report_init(&report);
    double begin = processor_time();
    checker *c = checker_new(p, 128);
    checker_use_rungs(c, doubles);
    bool ok = checker_accepts_in(c, p, 0, cert, &report);
    checker_free(c);
    double seconds = processor_time() - begin;
    *leaves = report.leaves;
    checker_report_clear(&report);
    return ok ? (double)*leaves / seconds : 0;
}

static void put(const yardstick_run *r)
{
    if (r->proved)
        printf(" %.3f | %zu |", r->seconds, r->boxes);
    else
        printf(" - | - |");
}

static bool measure(void *ctx, const binding *binding, problem *p,
                    const expr *chain_e, size_t n)
{
    table *t = ctx;
    (void)binding;
    (void)chain_e;
    (void)n;
    yardstick_run slow = yardstick_mpfr(p, MOST);
    yardstick_run fast = yardstick_doubles(p, MOST);
    printf("| %s | %.3f |", t->id, t->assay);
    put(&slow);
    put(&fast);
    if (t->assay > 0 && slow.proved) {
        double ratio = t->assay / fmax(slow.seconds, 1e-3);
        printf(" %.2f |", ratio);
        t->log_sum += log(ratio);
        t->rows++;
    } else {
        printf(" - |");
    }
    search_result r;
    search_result_init(&r);
    search_goal(&r, p, 0, NULL, NULL);
    if (r.status == SEARCH_CERTIFICATE) {
        size_t leaves;
        double with = replayed(p, r.cert, true, &leaves);
        double without = replayed(p, r.cert, false, &leaves);
        printf(" %zu | %zu | %.0f | %.0f |\n", r.boxes, leaves, with, without);
    } else {
        printf(" %zu | - | - | - |\n", r.boxes);
    }
    search_result_clear(&r, p->nvars);
    return true;
}

static void bench_one(const peer_problem *p, table *t)
{
    lang_errors errs = {0};
    program *prog = program_new();
    char *claim = problem_claim(p);
    size_t count;
    t->id = p->id;
    t->assay = whole_program(claim);
    if (program_parse_claim(prog, claim, &errs)) {
        elab *e = elab_new(prog, NULL);
        if (!elab_instances(e, program_item(prog, 0), measure, t, &count,
                            &errs))
            printf("| %s | not understood |\n", p->id);
        elab_free(e);
    }
    fflush(stdout);
    lang_errors_clear(&errs);
    program_free(prog);
    free(claim);
}

int main(int argc, char **argv)
{
    const char *file = "tests/bench/hard.jsonl";
    table t = {.rows = 0};
    size_t n;
    int c;
    while ((c = getopt(argc, argv, "f:")) != -1) {
        if (c != 'f')
            return 64;
        file = optarg;
    }
    peer_problem *p = problems_load(file, &n);
    if (p == NULL)
        return 1;
    printf("| statement | assay, s | MPFR, s | boxes | doubles, s | boxes | "
           "assay/MPFR | assay's boxes | leaves | leaves/s | without doubles "
           "|\n|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < n; i++)
        bench_one(&p[i], &t);
    if (t.rows > 0)
        printf("\ngeometric mean of assay/MPFR: %.2f\n",
               exp(t.log_sum / (double)t.rows));
    problems_free(p, n);
    return 0;
}
